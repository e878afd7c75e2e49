"""Random and boundary cases for the tests of the rulebook, made from the casebook by changing facts."""

import json
import random
from pathlib import Path
from typing import Any

from datmag.moment import DAY, NEVER, SECOND, Moment, add_months, parse
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER, Fact, Value

CASEBOOK: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "law" / "nl.json").read_text(encoding="utf-8")
)

STATEMENT_FACTS = (
    "channel",
    "sender_country",
    "sender_kind",
    "declared_as",
    "commercial_content",
    "ideological_content",
    "charitable_content",
    "service_basis",
    "promotes",
    "identifies_sender",
    "stop_address_valid",
    "unsubscribe",
    "open_tracking",
    "click_tracking",
    "personalised",
)
"""The facts that are the same for a whole audience; all others but `at` are the person's."""

PERSON_FACTS = tuple(name for name in FACTS if name not in {"at", *STATEMENT_FACTS})

MOMENTS: tuple[Moment, ...] = tuple(
    map(
        parse,
        (
            "2026-11-10T10:00:00+01:00",
            "2026-02-28T10:00:00+00:00",
            "2024-02-29T23:59:59.999999+00:00",
            "2026-04-30T00:00:00+00:00",
            "2026-06-30T23:59:59+02:00",
            "2026-07-01T00:00:00+02:00",
            "2021-07-01T00:00:00+02:00",
            "2020-12-31T12:00:00+01:00",
            "2018-05-24T12:00:00+02:00",
            "2016-05-01T12:00:00+02:00",
            "2003-01-31T12:00:00+01:00",
        ),
    )
)


def random_case(chance: random.Random, at: Moment | None = None) -> Case:
    """Make a case: one of the casebook, moved in time, with some facts changed."""
    seed = Case.read(chance.choice(CASEBOOK)["facts"])
    at = chance.choice(MOMENTS) if at is None else at
    moved = {
        name: int(value) + at - seed.at
        for name, value in seed.facts.items()
        if FACTS[name].kind == "moment" and value != NEVER
    }
    changes = {
        name: random_value(chance, FACTS[name], at)
        for name in chance.sample(
            [name for name in FACTS if name != "at"], chance.choice((0, 1, 2, 4, 8, 25))
        )
    }
    return seed.changed({**moved, **changes, "at": at})


def random_value(chance: random.Random, fact: Fact, at: Moment) -> Value:
    """Make a value of a fact, times near the boundaries of terms."""
    if fact.kind == "moment":
        return random_moment(chance, at)
    if fact.kind == "number":
        return chance.choice((UNKNOWN_NUMBER, 0, 13, 15, 16, 17, 40))
    if fact.kind == "country":
        return chance.choice(("NL", "NL", "DE", "GB", "US", "TR"))
    unknown = () if fact.required or not fact.can_be_unknown else (UNKNOWN,)
    return chance.choice((*(fact.values or (True, False)), *unknown))


def random_moment(chance: random.Random, at: Moment) -> Moment:
    """Make a moment: none, now, or around the ends of the terms that the policies know."""
    months = chance.choice((0, 0, 1, 12, 24, 60))
    nearby = chance.choice((0, 0, 1, -1, SECOND, -SECOND, DAY, -DAY, 2 * DAY, -3 * DAY, -7 * DAY))
    return NEVER if chance.random() < 0.25 else add_months(at, -months) + nearby
