"""A page of the check as a form or as links, and what a form that came back says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from datmag.errors import InputError
from datmag.moment import Moment, amsterdam_day
from datmag.rulebook.glossary import day
from datmag.web import days
from datmag.web.check import address, flow
from datmag.web.check.question import UNSURE, Choice, Given, Page, Part
from datmag.words import Text

CHOSEN, DAY = address.FIELDS

SEPARATOR = "."
RESULT = "result"
"""What `then` says where nothing but the verdict comes next."""

NO_DAY = Text("Vul bij “{}” een dag in.", "Give a day at “{}”.")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer as it is shown: picked or not, with its link where answers are links."""

    choice: Choice
    picked: bool
    link: str
    day: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it is shown, with its answers."""

    part: Part
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form said: the facts after it, and what is wrong with it."""

    given: Mapping[str, str]
    problems: Sequence[Text]


def sent(query: Mapping[str, str]) -> bool:
    """Tell whether an address is a form that came back."""
    return any(name.startswith(address.FIELDS) for name in query)


def read(page: Page, given: Given, query: Mapping[str, str]) -> Reading:
    """Read the answers of a form into the facts."""
    facts, problems = dict(given), []
    for part in page.asked(given):
        choice = _picked(part, query)
        filled = _day(query.get(f"{DAY}{part.name}.{choice.word}", "")) if choice.day else ""
        if choice.day and not filled:
            problems.append(Text(NO_DAY.nl.format(part.ask.nl), NO_DAY.en.format(part.ask.en)))
        else:
            facts = flow.answer(facts, part, choice, filled)
    return Reading(facts, problems)


def shown(page: Page, given: Given, more: Mapping[str, str], query: Mapping[str, str]) -> list[Asked]:
    """Give the questions of a page with their answers.

    Args:
        page: the page.
        given: the facts so far.
        more: what links keep of the address.
        query: the address, whose form, if it is one, says what was picked.
    """
    return [
        Asked(part, [_option(page, part, choice, given, more, query) for choice in part.all_choices])
        for part in page.asked(given)
    ]


def _option(
    page: Page, part: Part, choice: Choice, given: Given, more: Mapping[str, str], query: Mapping[str, str]
) -> Option:
    if sent(query):
        picked = _picked(part, query).word == choice.word
        day = query.get(f"{DAY}{part.name}.{choice.word}", "")
    else:
        picked = part.chosen(given) is choice or (choice.word == UNSURE and part.chosen(given) is None)
        day = given.get(choice.day, "")
    return Option(choice, picked, onward(page, given, part, choice, more), _local(day))


def onward(page: Page, given: Given, part: Part, choice: Choice, more: Mapping[str, str]) -> str:
    """Give where an answer leads, with the facts after it."""
    return next_address(page, given, flow.answer(given, part, choice), more)


def next_address(page: Page, before: Given, after: Given, more: Mapping[str, str]) -> str:
    """Give the address of the next question, or of the verdict.

    Where `more` holds `then`, one answer is being changed: only what it names is still asked, and what the change
    itself brought up.
    """
    kept = {name: value for name, value in more.items() if name != "then"}
    if "then" in more:
        waiting = {*more["then"].split(SEPARATOR), *(other.name for other in flow.newly_asked(before, after))}
        queue = [other.name for other in flow.pages(after) if other.name in waiting - {page.name}]
        kept["then"] = SEPARATOR.join(queue[1:]) or RESULT
    else:
        following = flow.following(page, after)
        queue = [following.name] if following else []
    if not queue:
        return "/check?" + address.link(after, policy=kept.get("policy", ""))
    return "/check?" + address.link(after, **{**kept, "step": queue[0]})


def _picked(part: Part, query: Mapping[str, str]) -> Choice:
    """Give the answer that was picked; a day that was filled in picks its answer."""
    word = query.get(f"{CHOSEN}{part.name}", "")
    dated = next(
        (choice for choice in part.choices if choice.day and query.get(f"{DAY}{part.name}.{choice.word}")),
        None,
    )
    named = next((choice for choice in part.all_choices if choice.word == word), None)
    return named or dated or part.all_choices[-1]


def _day(text: str) -> str:
    """Give a day as it stands in an address; nothing where it is none."""
    return text if _moment(text) is not None else ""


def shown_day(text: str) -> Text | None:
    """Give a day of an address as a Dutch calendar day; None where there is none."""
    moment = _moment(text)
    return None if moment is None else day(moment)


def _local(day: str) -> str:
    """Give the Dutch day of a time in an address, as a date field shows it; nothing where it is none."""
    moment = _moment(day)
    return "" if moment is None else amsterdam_day(moment).isoformat()


def _moment(text: str) -> Moment | None:
    try:
        return days.read(text) if text else None
    except InputError:
        return None
