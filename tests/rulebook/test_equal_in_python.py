"""The generated Python and the interpreter give the same verdict, and what stands for both is the decision's row."""

import multiprocessing
from bisect import bisect_right
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from datmag.rulebook.decide import decide
from datmag.rulebook.fact import FACTS
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.rule import periods
from tests.rulebook.boundary import READINGS
from tests.rulebook.engines import Generated, differences
from tests.rulebook.lots import NUMBERS, WHOLE, Lot, lot, lot_policy
from tests.rulebook.reference import ANSWERS, Row, reference_row

pytestmark = pytest.mark.fuzz

KINDS = [
    (channel, declared) for channel in FACTS["channel"].values for declared in FACTS["declared_as"].values
]


@pytest.mark.slow
def test_boundary_and_random_cases_get_the_same_verdict_in_generated_python(
    expected: dict[int, list[Row]],
) -> None:
    """Every lot: the row of answers, and the quick verdict beside it; two processes, a policy at a time."""
    works: dict[str, dict[int, list[Row]]] = {}
    for number in NUMBERS:
        works.setdefault(lot_policy(number).name, {})[number] = expected[number]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        done = list(workers.map(_judged, works.values()))

    assert not [wrong for _, found in done for wrong in found]
    assert sum(count for count, _ in done) >= 100_000


def test_the_reference_gives_the_row_of_the_decision() -> None:
    """What every machine reader is held to is what `decide` answers."""
    for number in NUMBERS[::9]:
        some = lot(number)
        for case in some.cases[::499]:
            expected = decide(case, some.policy).row()
            assert expected == dict(zip(ANSWERS, reference_row(case, some.policy), strict=True))


def _judged(expected: dict[int, list[Row]]) -> tuple[int, list[object]]:
    """Judge some lots; give how many cases they held, and the differences."""
    engine, count = Generated(), 0
    wrong: list[object] = []
    for number, rows in expected.items():
        some, kept = _of_its_kinds(lot(number), rows)
        count += len(kept)
        wrong += differences(engine, some, kept)
    return count, wrong


def _of_its_kinds(some: Lot, rows: list[Row]) -> tuple[Lot, list[Row]]:
    """Keep the kinds of messages whose turn it is: a function is made for each, which takes its time.

    Marketing by e-mail always has its turn; in a long run every kind has.
    """
    policy = [reading.name for reading in READINGS].index(some.policy.name)
    period = bisect_right(periods(RULEBOOK), some.at)
    turn = {("email", "marketing"), *KINDS[(policy + 2 * period) % 6 :: 6]}
    kept = [
        (case, row)
        for case, row in zip(some.cases, rows, strict=True)
        if WHOLE or (case["channel"], case["declared_as"]) in turn
    ]
    return replace(some, cases=[case for case, _ in kept], tried=()), [row for _, row in kept]
