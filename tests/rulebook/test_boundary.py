"""The cases that hold the readers of the rulebook equal are worth it: every pair, every word, many permits."""

import itertools
from collections import Counter

import pytest

from datmag.moment import Moment
from datmag.rulebook.fact import FACTS
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, names
from tests.rulebook.boundary import CHANGES, MOMENTS, READINGS, Change, values_of
from tests.rulebook.lots import LOTS, NUMBERS, lot
from tests.rulebook.reference import ANSWERS, Row

GROUND, REASON, ASKED = map(ANSWERS.index, ("ground", "reason", "obligations"))


Met = set[tuple[Moment | None, frozenset[Change]]]


@pytest.fixture(scope="module")
def met() -> Met:
    """Give the boundary values that stand in a case together; one on its own with its moment of sending."""
    found: Met = set()
    for number in range(len(LOTS)):
        some = lot(number)
        for case, changes in zip(some.cases, some.tried, strict=False):
            if all(case[change.fact] == change.of(some.at, some.policy) for change in changes):
                found.add((some.at if len(changes) == 1 else None, frozenset(changes)))
    return found


def test_every_pair_of_boundary_values_stands_in_a_case(met: Met) -> None:
    """Any two facts meet at any two of their boundary values, near a permit."""
    facts = [name for name in FACTS if name != "at"]
    wanted: Met = {
        (None, frozenset({Change(one, value), Change(other, another)}))
        for one, other in itertools.combinations(facts, 2)
        for value, another in itertools.product(values_of(one), values_of(other))
    }

    assert set() == wanted - met


def test_every_boundary_value_stands_in_a_case_at_every_moment_at_which_the_law_changes(met: Met) -> None:
    """The moment of sending is a fact like the others: it meets each of their values."""
    wanted: Met = {(at, frozenset({change})) for at, change in itertools.product(MOMENTS, CHANGES)}

    assert set() == wanted - met


def test_every_moment_and_every_policy_has_a_lot() -> None:
    """Also in the short run."""
    assert (set(MOMENTS), {policy.name for policy in READINGS}) == (
        {at for at, _ in LOTS},
        {policy.name for _, policy in LOTS},
    )


def test_random_cases_are_near_a_permit(expected: dict[int, list[Row]]) -> None:
    """At least a third of them are permits, and every ground, reason and obligation occurs."""
    permitted = count = 0
    words: Counter[str] = Counter()
    for number in NUMBERS:
        for row in (expected[number][place] for place in lot(number).random):
            count += 1
            permitted += row[0]
            words[GROUNDS[row[GROUND]] if row[0] else REASONS[row[REASON]]] += 1
            words.update(names(row[ASKED], OBLIGATIONS))

    assert count >= 100_000
    assert permitted >= count / 3
    assert {*GROUNDS, *REASONS, *OBLIGATIONS} == set(words)
