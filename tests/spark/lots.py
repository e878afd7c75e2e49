"""The cases that Spark judges: a few large lots, each at a moment and under a policy of its own."""

import os
import random

from tests.rulebook.boundary import CHANGES, MOMENTS, READINGS, changed
from tests.rulebook.lots import ALL_COLUMNS, Lot, random_cases, starts
from tests.rulebook.reference import Row, reference_row

CASES = int(os.environ.get("DATMAG_SPARK_CASES", "100000"))
STATEMENTS = int(os.environ.get("DATMAG_SPARK_STATEMENTS", "14"))
"""Each statement has one moment and one policy; to plan one takes Spark longer than to judge thousands of rows."""


def lot(number: int) -> Lot:
    """Make the cases of a statement: every boundary value on its own, and random ones."""
    at, policy = MOMENTS[(number * 8 - 1) % len(MOMENTS)], READINGS[number % len(READINGS)]
    chance = random.Random(number)
    near = starts(at, policy)
    cases = [changed(chance.choice(near), (change,), policy) for change in CHANGES]
    more = random_cases(chance, at, policy, -(-CASES // STATEMENTS) - len(cases))
    return Lot(number, at, policy, ALL_COLUMNS, [*cases, *more])


def expected(number: int) -> list[Row]:
    """Give the answers of the interpreter."""
    of = lot(number)
    return [reference_row(case, of.policy) for case in of.cases]
