"""Cases in lots: each lot has one moment of sending and one policy, so that one statement judges it."""

import itertools
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from datmag.moment import Moment
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from datmag.rulebook.verdict import judge
from tests.rulebook.boundary import (
    BASES,
    CHANGES,
    MOMENTS,
    READINGS,
    Change,
    changed,
    combinations,
    moved,
    pairs,
)
from tests.rulebook.cases import STATEMENT_FACTS

T = TypeVar("T")

RANDOM = 100 * int(os.environ.get("DATMAG_FUZZ", "1000"))
"""How many random cases there are in all."""

WHOLE = RANDOM > 100_000
"""A long run: each boundary case is in many lots, not in one."""

ALL_COLUMNS: tuple[str, ...] = tuple(name for name in FACTS if name != "at")

LOTS: tuple[tuple[Moment, Policy], ...] = tuple(itertools.product(MOMENTS, READINGS))[:: 1 if WHOLE else 2]
"""The moment and policy of each lot; each moment and each policy is in the short run as well."""

_SHARED = 40
"""So many more lots have facts that are the same in all cases, as an audience has its message."""

NUMBERS = range(len(LOTS) + _SHARED)


@dataclass(frozen=True, slots=True)
class Lot:
    """Some cases that are judged together.

    Args:
        number: its place.
        at: the moment of sending of all of them.
        policy: the policy under which they are judged.
        columns: the facts that differ; all others are the same in every case.
        cases: the cases; of each, what it is for is told by its place: pairs, values at this moment,
            combinations, random ones.
        tried: the changes of the cases, as far as they are boundary cases.
    """

    number: int
    at: Moment
    policy: Policy
    columns: Sequence[str]
    cases: Sequence[Case]
    tried: Sequence[tuple[Change, ...]] = ()

    @property
    def constants(self) -> Mapping[str, Value]:
        """The facts that are the same in every case."""
        return {name: self.cases[0][name] for name in FACTS if name not in {*self.columns, "at"}}

    @property
    def random(self) -> range:
        """The places of the random cases."""
        return range(len(self.tried), len(self.cases))


def lot(number: int) -> Lot:
    """Make a lot; the same number gives the same lot."""
    if number >= len(LOTS):
        return _shared(number)
    at, policy = LOTS[number]
    chance = random.Random(number)
    near = starts(at, policy)
    # At least three lots in a row have the same moment: together they hold every value at it.
    tried = [*_turn(_pairs(), number), *((one,) for one in CHANGES[number % 3 :: 3])]
    alone = [(chance.choice(near), changes) for changes in tried]
    whole = [(moved(BASES[base], at), changes) for base, changes in _turn(_combinations(), number)]
    boundary = [*alone, *whole]
    cases = [changed(case, changes, policy) for case, changes in boundary]
    more = random_cases(chance, at, policy, RANDOM * 9 // 10 // len(LOTS) + 1)
    return Lot(number, at, policy, ALL_COLUMNS, [*cases, *more], [changes for _, changes in boundary])


def lot_policy(number: int) -> Policy:
    """Give the policy of a lot without making its cases."""
    return LOTS[number][1] if number < len(LOTS) else _shared_at(random.Random(number))[1]


def random_cases(chance: random.Random, at: Moment, policy: Policy, count: int) -> list[Case]:
    """Make cases at a moment: near a permit under a policy, a few facts at boundary values."""
    near = starts(at, policy)
    return [mutated(chance, chance.choice(near), policy) for _ in range(count)]


def mutated(chance: random.Random, case: Case, policy: Policy, among: Sequence[Change] = CHANGES) -> Case:
    """Give a case with a few facts at boundary values."""
    return changed(case, tuple(chance.sample(among, chance.choice((0, 1, 1, 2, 2, 3, 4, 9)))), policy)


def _shared_at(chance: random.Random) -> tuple[Moment, Policy]:
    return chance.choice(LOTS)


def _shared(number: int) -> Lot:
    """Make a lot in which the message, or any other facts, are the same in every case."""
    chance = random.Random(number)
    at, policy = _shared_at(chance)
    near = starts(at, policy)
    first = mutated(chance, chance.choice(near), policy)
    some = chance.sample(ALL_COLUMNS, chance.choice((5, 20, 35, 50)))
    same = {name: first[name] for name in (STATEMENT_FACTS if number % 2 else some)}
    free = [change for change in CHANGES if change.fact not in same]
    like = [case for case in near if case.channel == first.channel] or near
    cases = [
        mutated(chance, chance.choice(like).changed(same), policy, free)
        for _ in range(RANDOM // 10 // _SHARED)
    ]
    return Lot(number, at, policy, tuple(name for name in ALL_COLUMNS if name not in same), cases)


@cache
def starts(at: Moment, policy: Policy) -> tuple[Case, ...]:
    """Give the bases at a moment: those that the policy permits, and every seventh of them all."""
    every = tuple(moved(base, at) for base in BASES.values())
    permitted = tuple(case for case in every if judge(case, policy, RULEBOOK).permitted)
    return (*permitted, *every[::7])


@cache
def _pairs() -> Sequence[tuple[Change, ...]]:
    return pairs()


@cache
def _combinations() -> Sequence[tuple[str, tuple[Change, ...]]]:
    """Give the combinations, well mixed; the short run takes a third of them."""
    found = list(combinations())
    random.Random(13).shuffle(found)
    return found if WHOLE else found[::3]


def _turn(things: Sequence[T], number: int) -> Sequence[T]:
    """Give the share of a lot: in the short run each thing is in one lot, in a long run in four."""
    share = len(LOTS) // 4 if WHOLE else len(LOTS)
    return things[number % share :: share]
