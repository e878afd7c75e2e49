"""A second reading of the decision page, written without the rulebook, gives the same verdicts."""

import pytest

from datmag.moment import parse
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, mask
from tests.rulebook.lots import NUMBERS, lot
from tests.rulebook.oracle import answer
from tests.rulebook.reference import ANSWERS, Row

SPAM_BAN = parse("2004-05-19T00:00:00+02:00")
"""The page describes the law since then; when each rule began it leaves to the rules themselves."""


@pytest.mark.slow
def test_the_page_read_again_gives_the_same_verdicts(expected: dict[int, list[Row]]) -> None:
    """Outcome, ground, grounds of a permit, first reason and obligations, on boundary and random cases."""
    count = 0
    for number in NUMBERS:
        some = lot(number)
        if some.at < SPAM_BAN:
            continue
        for place in range(number % 4, len(some.cases), 4):
            case, row = some.cases[place], dict(zip(ANSWERS, expected[number][place], strict=True))
            read = answer(case, some.policy)
            count += 1

            assert {
                "case": case.json(),
                "policy": some.policy.name,
                "permitted": int(read.permitted),
                "ground": GROUNDS.index(read.ground) if read.ground else -1,
                "grounds": mask(read.grounds, GROUNDS) if read.permitted else row["grounds"],
                "reason": REASONS.index(read.reason) if read.reason else -1,
                "obligations": mask(read.obligations, OBLIGATIONS),
            } == {
                "case": case.json(),
                "policy": some.policy.name,
                **{name: row[name] for name in ("permitted", "ground", "grounds", "reason", "obligations")},
            }

    assert count >= 20_000
