"""A story through the register and the rulebook: its events are recorded, then each of its questions is answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from datmag.errors import InputError
from datmag.gate.check import case_of
from datmag.gate.choose import choose
from datmag.gate.enquiry import enquire
from datmag.mail.intent import Intent
from datmag.moment import Moment, parse
from datmag.register import facts, keys, record
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.words import Text

LAST: Moment = 2**61
"""Everything of a story is known when its questions are asked."""
_PARTS = {
    "senders": "sender",
    "families": "family",
    "likeness": "likeness",
    "parties": "party",
    "addresses": "address",
    "bonds": "bond",
    "checkouts": "checkout",
}
KEYS = ("id", "title", "seed_statements", *_PARTS, "events", "messages", "questions")


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of a story and the decision on it."""

    story: str
    question: str
    policy: str
    decision: Decision
    expected: Mapping[str, Any] | None
    asked_policy: str
    """The policy that the story itself asks with."""


def tell(story: Mapping[str, Any], *, recorded_at: Moment) -> None:
    """Record a story through the public writers, in the caller's transaction.

    Raises:
        InputError: a part or an event that is refused.
    """
    record.write(entries(story), recorded_at=recorded_at, strict=True)


def entries(story: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the parts and events of a story as entries, in order of time; an event without an id gets one."""
    for plural, part in _PARTS.items():
        for one in story.get(plural) or ():
            yield {"part": part, **one}
    events = [
        {"id": f"{story['id']}/{place}", **event} for place, event in enumerate(story.get("events") or (), 1)
    ]
    yield from sorted(events, key=lambda event: parse(str(event.get("at"))))


def answer(story: Mapping[str, Any], question: Mapping[str, Any], policy: str | None = None) -> Answer:
    """Answer one question of a story that was told.

    Args:
        story: the story, in the form of `story.schema.json`.
        question: one of its questions.
        policy: judge under this policy instead of the question's own.

    Raises:
        InputError: the question names what is not there.
    """
    own = str(question.get("policy", "standard"))
    return Answer(
        str(story["id"]),
        str(question["id"]),
        policy or own,
        _answer(story, question, policy or own),
        question.get("expected"),
        own,
    )


def _answer(story: Mapping[str, Any], question: Mapping[str, Any], policy: str) -> Decision:
    name, to = str(question["message"]), str(question["to"])
    if name not in story["messages"]:
        raise InputError(
            Text(
                f"vraag `{question['id']}` noemt bericht `{name}`, dat er niet is: voeg het toe aan `messages`",
                f"question `{question['id']}` names message `{name}`, which is not there: add it to `messages`",
            )
        )
    channel = _channel(story, to)
    enquiry = enquire(
        Intent.read(story["messages"][name], name),
        sender=str(question["sender"]),
        at=parse(str(question["at"])),
        known_at=LAST,
        policy=policy,
        channel=channel,
    )
    rows = facts.ask(enquiry.question, channel, to)
    return choose(rows, lambda row: decide(case_of(row, enquiry), enquiry.policy))[1]


def _channel(story: Mapping[str, Any], to: str) -> str:
    for address in story["addresses"]:
        channel = str(address["channel"])
        try:
            if keys.normalise(channel, str(address["value"]))[0] == keys.normalise(channel, to)[0]:
                return channel
        except InputError:
            continue
    return keys.channel_of(to)
