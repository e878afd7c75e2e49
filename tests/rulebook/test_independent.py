"""A second reading of the decision page, written without the rulebook, gives the same verdicts."""

import random
from dataclasses import replace
from typing import Any

import pytest

from datmag.moment import parse
from datmag.rulebook.case import Case
from datmag.rulebook.condition import is_
from datmag.rulebook.nl import RULEBOOK, sources
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Block, Exemption, Obligation, Requirement, Rulebook
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, mask
from tests.rulebook.boundary import READINGS
from tests.rulebook.lots import NUMBERS, lot, random_cases
from tests.rulebook.oracle import answer
from tests.rulebook.page import READ, ids, of_the_page
from tests.rulebook.reference import ANSWERS, Row, reference_row

SPAM_BAN = parse("2004-05-19T00:00:00+02:00")
"""The page describes the law since then; when each rule began it leaves to the rules themselves."""

COMPARED = ("permitted", "ground", "grounds", "reason", "obligations")
PAGE = of_the_page(RULEBOOK)


def judged(row: Row) -> dict[str, int]:
    """Give what the rulebook says."""
    return {name: value for name, value in zip(ANSWERS, row, strict=True) if name in COMPARED}


def read(case: Case, policy: Policy, row: Row) -> dict[str, int]:
    """Give what the page says; of the grounds of a denial it says nothing."""
    said = answer(case, policy)
    return {
        "permitted": int(said.permitted),
        "ground": GROUNDS.index(said.ground) if said.ground else -1,
        "grounds": mask(said.grounds, GROUNDS) if said.permitted else judged(row)["grounds"],
        "reason": REASONS.index(said.reason) if said.reason else -1,
        "obligations": mask(said.obligations, OBLIGATIONS),
    }


@pytest.mark.slow
def test_the_page_read_again_gives_the_same_verdicts(expected: dict[int, list[Row]]) -> None:
    """Outcome, ground, grounds of a permit, first reason and obligations, on boundary and random cases."""
    count, whole = 0, PAGE == RULEBOOK
    for number in NUMBERS:
        some = lot(number)
        if some.at < SPAM_BAN:
            continue
        for place in range(number % 4, len(some.cases), 4):
            case = some.cases[place]
            row = expected[number][place] if whole else reference_row(case, some.policy, PAGE)
            count += 1

            assert (case.json(), some.policy.name, read(case, some.policy, row)) == (
                *(case.json(), some.policy.name),
                judged(row),
            )

    assert count >= 20_000


def different(book: Rulebook) -> list[dict[str, Any]]:
    """Give those of a few hundred random cases in which the page says something else than a rulebook."""
    chance, at = random.Random(5), parse("2026-11-10T10:00:00+01:00")
    cases = [(case, policy) for policy in READINGS for case in random_cases(chance, at, policy, 100)]
    rows = [(case, policy, reference_row(case, policy, book)) for case, policy in cases]
    return [case.json() for case, policy, row in rows if read(case, policy, row) != judged(row)]


def test_a_few_cases_show_whether_the_page_is_followed() -> None:
    """The short form of the above: none differs, and a rule of the page that is gone is seen."""
    halved = replace(PAGE, obligations=PAGE.obligations[1:])

    assert different(PAGE) == []
    assert different(halved) != []


def test_no_rule_of_the_page_is_gone() -> None:
    """One that got another name, or was taken out, is named."""
    assert READ - set(ids(RULEBOOK)) == set()


ABROAD = is_("sender_country", "US")


def planted() -> Rulebook:
    """Give the rulebook with a rule, an exception and a requirement that the page does not have."""
    block = Block("nl.new", sources.WBP, None, sources.CARE, "deceased", ABROAD, everything=True)
    lifted = Exemption("nl.deceased.new", sources.WBP, None, sources.CARE, ABROAD)
    need = Requirement("new", "no_proof", ~ABROAD)
    first, ground = PAGE.blocks[0], PAGE.grounds[0]
    return replace(
        PAGE,
        blocks=(block, replace(first, unless=(lifted,)), *PAGE.blocks[1:]),
        grounds=(replace(ground, requirements=(*ground.requirements, need)), *PAGE.grounds[1:]),
        obligations=(
            Obligation("nl.obligation.new", sources.WBP, None, sources.ABROAD, "review", ABROAD),
            *PAGE.obligations,
        ),
    )


def test_a_rule_that_the_page_does_not_have_is_left_out() -> None:
    """The page says nothing of it, so it cannot say whether it is right; with it the two would differ."""
    assert different(planted()) != []
    assert of_the_page(planted()) == PAGE
