"""A chapter as a page: each paragraph of the law with its rules beside it and their tests under them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from datmag.moment import Moment, amsterdam_day, iso
from datmag.rulebook.chapter import Chapter, Paragraph
from datmag.rulebook.policy import Policy
from datmag.web.book import rules, shelf, terms, tried
from datmag.words import Lang, Text


@dataclass(frozen=True, slots=True)
class View:
    """How the rulebook is looked at.

    Args:
        at: at which moment.
        policy: under which policy; None shows what every policy makes of it.
        lang: in which language.
        kept: what links keep of the address.
    """

    at: Moment
    policy: Policy | None
    lang: Lang
    kept: dict[str, str]

    @property
    def day(self) -> str:
        """Give the Dutch day, as a date field shows it."""
        return amsterdam_day(self.at).isoformat()

    @property
    def query(self) -> str:
        """Give what links keep, as the query part of an address."""
        return "?" + urlencode(self.kept) if self.kept else ""


@dataclass(frozen=True, slots=True)
class Carried:
    """One rule beside its paragraph.

    Args:
        id: its id.
        kind: what it does, in a few words; None where the rulebook holds no rule of that id.
        markdown, html: the rule in words.
        since, until: between which moments it is in force.
        citation: where it stands in the law of the day.
        in_force: whether it counts on that day.
        tests: its worked examples.
    """

    id: str
    kind: Text | None
    markdown: str
    html: SafeString
    since: Moment | None
    until: Moment | None
    citation: str
    in_force: bool
    tests: list[tried.Tried]

    def json(self) -> dict[str, Any]:
        """Give it as a program reads it."""
        return {
            "id": self.id,
            "text": self.markdown,
            "citation": self.citation,
            "since": None if self.since is None else iso(self.since),
            "until": None if self.until is None else iso(self.until),
            "in_force": self.in_force,
            "tests": [test.json() for test in self.tests],
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of the law with the rules that it carries."""

    paragraph: Paragraph
    html: SafeString
    rules: list[Carried]

    def json(self) -> dict[str, Any]:
        """Give it as a program reads it."""
        return {
            "heading": self.paragraph.heading,
            "body": self.paragraph.body,
            "statements": list(self.paragraph.statements),
            "rules": [rule.json() for rule in self.rules],
        }


def rows(chapter: Chapter, view: View) -> list[Row]:
    """Give every paragraph of a chapter with its rules."""
    return [
        Row(one, shelf.html(one.body), [_carried(rule, view) for rule in one.rules])
        for one in chapter.paragraphs
    ]


def glossary(shown: list[Row], view: View) -> Iterator[tuple[str, SafeString]]:
    """Give the terms of a page with what they mean, as HTML."""
    texts = [rule.markdown for row in shown for rule in row.rules]
    return ((term, shelf.html(meaning)) for term, meaning in terms.used(texts, view.lang, view.policy))


def _carried(name: str, view: View) -> Carried:
    rule = rules.rules().get(name)
    said = rule.say(view.lang, view.policy) if rule else ""
    return Carried(
        id=name,
        kind=rule.kind if rule else None,
        markdown=said,
        html=shelf.html(said),
        since=rule.since if rule else None,
        until=rule.until if rule else None,
        citation=rule.citation(view.at, view.lang) if rule else "",
        in_force=rule.in_force(view.at) if rule else True,
        tests=tried.of(name, view.policy),
    )
