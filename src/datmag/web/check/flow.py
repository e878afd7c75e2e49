"""The order of the questions, and how an answer changes the facts. Pure: facts in, facts out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from datmag.rulebook.fact import FACTS
from datmag.web.check import asked, asked_more
from datmag.web.check.question import NONE, Choice, Given, Page, Part

PAGES: dict[str, Page] = {
    page.name: page
    for page in (
        asked.WHAT,
        asked.SERVICE,
        asked.CHANNEL,
        asked.RECIPIENT,
        asked.RELATION,
        asked.PURCHASE,
        asked.COLLECTED,
        asked.PUBLISHED,
        asked_more.MESSAGE,
        asked_more.SAID,
        asked_more.CONSENT,
        asked_more.COVERS,
        asked_more.SENDER,
    )
}
"""Every page of the check, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with the answer that the facts give it.

    Args:
        page: the page that it is on.
        part: the question.
        choice: the answer; None where nothing is known, or where the facts say something of no answer.
        day: the day that goes with it; empty where there is none.
        otherwise: the facts say something that none of the answers says.
    """

    page: Page
    part: Part
    choice: Choice | None
    day: str
    otherwise: bool


def pages(given: Given) -> tuple[Page, ...]:
    """Give the pages that are worth asking with these facts."""
    return tuple(page for page in PAGES.values() if page.asked(given))


def following(page: Page, given: Given) -> Page | None:
    """Give the page that is asked after this one; None where the verdict comes next."""
    names = list(PAGES)
    later = (other for other in pages(given) if names.index(other.name) > names.index(page.name))
    return next(later, None)


def newly_asked(before: Given, after: Given) -> tuple[Page, ...]:
    """Give the pages with a question that a change of the facts brought up and that nothing answers yet."""
    known = {id(part) for page in pages(before) for part in page.asked(before)}
    return tuple(
        page
        for page in pages(after)
        if any(id(part) not in known and part.chosen(after) is None for part in page.asked(after))
    )


def answer(given: Given, part: Part, choice: Choice, day: str = "") -> dict[str, str]:
    """Give the facts after a question is answered; what was answered to it before is gone.

    Args:
        given: the facts so far.
        part: the question.
        choice: the answer.
        day: the day that goes with it, where one does.
    """
    kept = {fact: value for fact, value in given.items() if fact not in part.facts}
    dated = {choice.day: day} if choice.day else {}
    return _asked_only(given, {**kept, **choice.sets, **dated})


def answers(given: Given) -> Iterator[Answered]:
    """Give every question that is worth asking, with its answer."""
    for page in pages(given):
        for part in page.asked(given):
            choice = part.chosen(given)
            day = given.get(choice.day, "") if choice else ""
            otherwise = choice is None and any(given.get(fact, NONE) != NONE for fact in part.facts)
            yield Answered(page, part, choice, day, otherwise)


def _asked_only(before: Given, after: Mapping[str, str]) -> dict[str, str]:
    """Leave out the facts of questions that were asked and no longer are, in the order of `decision.md`."""
    kept = _facts(after)
    gone = _facts(before) - kept
    return {fact: after[fact] for fact in FACTS if fact in after and fact not in gone}


def _facts(given: Given) -> frozenset[str]:
    return frozenset(fact for page in pages(given) for part in page.asked(given) for fact in part.facts)


def described() -> list[dict[str, object]]:
    """Give the questions as a list, so that a program can draw them."""
    return [
        {
            "step": page.name,
            "title": page.title.json(),
            "questions": [
                {
                    "name": part.name,
                    "ask": part.ask.json(),
                    "answers": [
                        {
                            "name": choice.word,
                            "label": choice.label.json(),
                            "facts": dict(choice.sets),
                            "day": choice.day or None,
                        }
                        for choice in part.all_choices
                    ],
                }
                for part in page.parts
            ],
        }
        for page in PAGES.values()
    ]
