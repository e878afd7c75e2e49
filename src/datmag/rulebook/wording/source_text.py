"""Where a rule stands and since when it is in force, in words; and its heading."""

from functools import cache

from datmag.moment import Moment
from datmag.rulebook import sentence
from datmag.rulebook.chapter import chapters
from datmag.rulebook.glossary import day
from datmag.rulebook.rule import Dated, Source
from datmag.words import Lang, Text


def heading(rule: str, lang: Lang) -> str:
    """Give the heading under which the page for lawyers carries a rule.

    Raises:
        KeyError: no page carries it.
    """
    return _headings(lang)[rule]


@cache
def _headings(lang: Lang) -> dict[str, str]:
    return {
        rule: paragraph.heading
        for chapter in chapters(lang)
        for paragraph in chapter.paragraphs
        for rule in paragraph.rules
    }


def in_force(rule: Dated, lang: Lang) -> str:
    """Say between which days a rule is in force."""
    since = day(rule.since).of(lang)
    if rule.until is None:
        return Text(f"Geldt sinds {since}.", f"In force since {since}.").of(lang)
    until = day(rule.until).of(lang)
    return Text(f"Gold van {since} tot {until}.", f"In force from {since} until {until}.").of(lang)


def cited(source: Source, rule: Dated, lang: Lang) -> str:
    """Say where a rule stands in the law, by period, as far as the rule is in force then."""
    (_, now), *earlier = reversed(_periods(source, rule))
    older = [
        f"{_UNTIL.of(lang)} {day(end).of(lang)}: {citation(_other(text, now), lang)}" for end, text in earlier
    ]
    past = f" ({'; '.join(older)})" if older else ""
    return Text(f"Bron: {citation(now, lang)}{past}.", f"Source: {citation(now, lang)}{past}.").of(lang)


def _other(text: str, now: str) -> str:
    """Leave out of an older citation what it has in common with that of now."""
    return "; ".join(part for part in text.split("; ") if part not in now.split("; ")) or text


def _periods(source: Source, rule: Dated) -> list[tuple[Moment, str]]:
    """Give (end, citation) of each period that the rule lives in, one after the other with other words."""
    kept: list[tuple[Moment, str]] = []
    ends = [since for since, _ in source.periods[1:]] + [rule.until or _FOREVER]
    for end, (since, text) in zip(ends, source.periods, strict=True):
        if end <= rule.since or (rule.until is not None and since >= rule.until):
            continue
        if kept and kept[-1][1] == text:
            kept.pop()
        kept.append((end, text))
    return kept or [(_FOREVER, source.periods[-1][1])]


_FOREVER: Moment = 2**62
_UNTIL = Text("tot", "until")


def citation(text: str, lang: Lang) -> str:
    """Write a citation in the words of a language: `GDPR 7(3)` is `AVG 7(3)` in Dutch."""
    return sentence.cited(text).of(lang)
