"""The law in words: one page per provision, in Dutch and English, that names the rules it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, cast

from datmag.errors import InputError
from datmag.rulebook.plain_yaml import mapping
from datmag.words import LANGS, Lang, Text

SECTIONS: dict[Lang, tuple[str, str, str]] = {
    "nl": ("Wat de wet vraagt", "Wat omstreden is", "Waar dit op rust"),
    "en": ("What the law asks", "What is disputed", "What this rests on"),
}
"""The three sections of every page, in their order."""

FRONT = ("title", "provision", "citations", "since", "until", "order")
"""The keys at the head of every page."""

_PAGE = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_MARK = re.compile(r"§ (?P<rules>[\w.]+(?: [\w.]+)*) ·(?P<statements>(?: [AB]-\d\d)*)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One requirement of the law in our words.

    Args:
        heading: what it is about.
        rules: ids of the rules that it carries.
        statements: ids of the statements of the two articles that it carries.
        body: Markdown, without heading and marker.
    """

    heading: str
    rules: tuple[str, ...]
    statements: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the rulebook.

    Args:
        id: the name of the chapter, the same in both languages.
        lang: its language.
        order: its place in the reading order.
        title: its heading.
        provision: the official reference, with old numbers where it was renumbered.
        citations: every citation that its rules print, of every period.
        since, until: the Dutch days between which it is in force, None where there is none.
        paragraphs: what the law asks.
        disputed, sources: the two other sections, in Markdown.
    """

    id: str
    lang: Lang
    order: int
    title: str
    provision: str
    citations: tuple[str, ...]
    since: date | None
    until: date | None
    paragraphs: tuple[Paragraph, ...]
    disputed: str
    sources: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of all rules of the page, in the order of its paragraphs."""
        return tuple(rule for paragraph in self.paragraphs for rule in paragraph.rules)


@cache
def chapters(lang: Lang) -> tuple[Chapter, ...]:
    """Give all pages of the rulebook in one language, in reading order.

    Raises:
        InputError: a page is malformed.
    """
    if lang not in LANGS:
        raise InputError(
            Text(f"`{lang}` is geen taal: kies nl of en", f"`{lang}` is not a language: choose nl or en")
        )
    folder = resources.files("datmag.rulebook") / "nl" / "chapters"
    ending = f".{lang}.md"
    names = [page.name for page in folder.iterdir() if page.name.endswith(ending)]
    pages = (
        read(name.removesuffix(ending), lang, (folder / name).read_text(encoding="utf-8")) for name in names
    )
    return tuple(sorted(pages, key=lambda page: page.order))


def read(name: str, lang: Lang, page: str) -> Chapter:
    """Read one page.

    Args:
        name: the id of the chapter.
        lang: the language of the page.
        page: YAML between `---` lines, then the three sections in Markdown.

    Raises:
        InputError: a key, a section or a marker is missing or cannot be read.
    """
    where = f"{name}.{lang}.md"
    found = _PAGE.fullmatch(page)
    if not found:
        raise _malformed(
            where,
            "begint niet met een kop tussen twee regels `---`: zet die erboven",
            "does not begin with a head between two lines `---`: put it on top",
        )
    front = _front(where, mapping(where, found["front"]))
    asked, disputed, sources = _sections(where, lang, found["body"])
    return Chapter(
        id=name,
        lang=lang,
        order=front["order"],
        title=front["title"],
        provision=front["provision"],
        citations=tuple(front["citations"]),
        since=_day(where, front["since"]),
        until=_day(where, front["until"]),
        paragraphs=tuple(_paragraphs(where, asked)),
        disputed=disputed,
        sources=sources,
    )


def _front(where: str, front: dict[str, Any]) -> dict[str, Any]:
    for key in FRONT:
        if key not in front:
            raise _malformed(
                where, f"mist `{key}:` in de kop: vul het in", f"lacks `{key}:` in its head: fill it in"
            )
    strange = next((key for key in front if key not in FRONT), None)
    if strange:
        raise _malformed(
            where,
            f"heeft `{strange}:` in de kop: kies uit {', '.join(FRONT)}",
            f"has `{strange}:` in its head: choose from {', '.join(FRONT)}",
        )
    words = all(isinstance(front[key], str) and front[key] for key in ("title", "provision"))
    cited = isinstance(front["citations"], list) and all(
        isinstance(one, str) for one in cast("list[object]", front["citations"])
    )
    if not (words and cited and isinstance(front["order"], int)):
        raise _malformed(
            where,
            "heeft een kop die niet klopt: `title` en `provision` zijn zinnen, `citations` is een lijst, "
            "`order` een getal",
            "has a head that is not right: `title` and `provision` are sentences, `citations` is a list, "
            "`order` a number",
        )
    return front


def _day(where: str, day: object) -> date | None:
    if day is None:
        return None
    try:
        return date.fromisoformat(str(day))
    except ValueError:
        raise _malformed(
            where,
            f"noemt de dag `{day}`: schrijf hem als `2021-07-01`",
            f"names the day `{day}`: write it like `2021-07-01`",
        ) from None


def _sections(where: str, lang: Lang, body: str) -> tuple[str, str, str]:
    before, *parts = re.split(r"^## ", body, flags=re.MULTILINE)
    found = [tuple(part.partition("\n")[::2]) for part in parts]
    wanted = SECTIONS[lang]
    texts = [text.strip() for _, text in found]
    if [heading for heading, _ in found] != list(wanted) or before.strip() or not all(texts):
        raise _malformed(
            where,
            f"heeft niet precies de delen {', '.join(f'`## {one}`' for one in wanted)}, elk met tekst: "
            "zet ze erin, in deze volgorde",
            f"does not have exactly the sections {', '.join(f'`## {one}`' for one in wanted)}, each with "
            "a text: put them in, in this order",
        )
    return texts[0], texts[1], texts[2]


def _paragraphs(where: str, asked: str) -> Iterator[Paragraph]:
    before, *parts = re.split(r"^### ", asked, flags=re.MULTILINE)
    if before.strip() or not parts:
        raise _malformed(
            where,
            "heeft tekst die niet onder een kopje `###` staat: zet er een boven",
            "has a text that stands under no heading `###`: put one above it",
        )
    for part in parts:
        heading, _, rest = part.partition("\n")
        mark, _, text = rest.partition("\n")
        found = _MARK.fullmatch(mark.rstrip())
        if not found or not text.strip():
            raise _malformed(
                where,
                f"heeft onder `### {heading}` geen regel zoals `§ nl.consent.person · B-05` met tekst "
                "eronder: schrijf die",
                f"has under `### {heading}` no line like `§ nl.consent.person · B-05` with a text below "
                "it: write it",
            )
        yield Paragraph(
            heading=heading.strip(),
            rules=tuple(found["rules"].split()),
            statements=tuple(found["statements"].split()),
            body=text.strip(),
        )


def _malformed(where: str, nl: str, en: str) -> InputError:
    return InputError(Text(f"`{where}` {nl}", f"`{where}` {en}"))
