"""The chapters of the rulebook: where a rule stands, and what a search finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from datmag.rulebook.chapter import Chapter, Paragraph, chapters
from datmag.web.book.rules import rules
from datmag.words import Lang

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_AROUND = 90
"""So many letters of a text are shown on either side of a word that was found."""


@dataclass(frozen=True, slots=True)
class Found:
    """A paragraph in which a search found its words.

    Args:
        chapter, paragraph: where.
        link: its address.
        before, word, after: the words around the first that was found.
    """

    chapter: Chapter
    paragraph: Paragraph
    link: str
    before: str
    word: str
    after: str


def html(markdown: str) -> SafeString:
    """Turn Markdown of our own pages into HTML; INVARIANT: the renderer lets no HTML through."""
    return mark_safe(str(_MARKDOWN.render(markdown)))  # noqa: S308  (markdown-it with html switched off)


def find(lang: Lang, wanted: str) -> Iterator[Found]:
    """Find the paragraphs that hold every word that is wanted: titles, texts, ids and citations of rules."""
    words = wanted.casefold().split()
    for chapter in chapters(lang) if words else ():
        for paragraph in chapter.paragraphs:
            whole = _searched(chapter, paragraph, lang)
            if all(word in whole.casefold() for word in words):
                yield _found(chapter, paragraph, paragraph.body, words[0])


def link(rule: str) -> str:
    """Give the address of a rule in its chapter; a search for it where it stands in none."""
    chapter = _chapter_of().get(rule)
    return f"/rulebook/{chapter}#{rule}" if chapter else f"/rulebook?q={rule}"


@cache
def _chapter_of() -> dict[str, str]:
    return {rule: chapter.id for chapter in chapters("nl") for rule in chapter.rules}


def _searched(chapter: Chapter, paragraph: Paragraph, lang: Lang) -> str:
    carried = [rules()[rule] for rule in paragraph.rules if rule in rules()]
    told = [rule.say(lang, None) for rule in carried]
    told += [rule.citation(since, lang) for rule in carried for since, _ in rule.citations]
    parts = (chapter.title, chapter.provision, paragraph.heading, paragraph.body)
    return " ".join((*parts, *paragraph.rules, *paragraph.statements, *told))


def _found(chapter: Chapter, paragraph: Paragraph, body: str, word: str) -> Found:
    text = re.sub(r"[*_`#>]|\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(body.split()))
    place = max(text.casefold().find(word), 0)
    size = len(word) if text[place : place + len(word)].casefold() == word else 0
    start = text.rfind(" ", 0, max(place - _AROUND, 0)) + 1
    end = text.find(" ", place + size + _AROUND)
    after = text[place + size : end] + " …" if end >= 0 else text[place + size :]
    return Found(
        chapter=chapter,
        paragraph=paragraph,
        link=link(paragraph.rules[0]),
        before=("… " if start else "") + text[start:place],
        word=text[place : place + size],
        after=after,
    )
