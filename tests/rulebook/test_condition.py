"""The expression language: three truth values, and no answer by mistake."""

import itertools

import pytest

from datmag.moment import NEVER
from datmag.rulebook.case import Case
from datmag.rulebook.condition import (
    ALWAYS,
    AT,
    FALSE,
    NEVER_SO,
    NOT_KNOWN,
    TRUE,
    All,
    Before,
    Condition,
    Reading,
    Some,
    Surely,
    Within,
    as_list,
    decisive,
    facts_of,
    is_,
    latest,
    past,
    recorded,
    truth,
)
from datmag.rulebook.fact import UNKNOWN
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.reader import Reader
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES

CASE = Case.read({"at": "2026-11-10T10:00:00+01:00", "channel": "email", "declared_as": "marketing"})
VALUES = (True, False, UNKNOWN)


def reading(policy: str = "standard", **facts: bool | int | str) -> Reading:
    """Read the plain case with some facts changed."""
    return Reading(CASE.changed(facts).facts, CASE.at, POLICIES[policy], {})


@pytest.mark.parametrize(("a", "b"), list(itertools.product(VALUES, VALUES)))
def test_unknown_is_a_third_value(a: bool | str, b: bool | str) -> None:  # noqa: FBT001  (a truth table)
    """And, or and not are Kleene's: unknown only where the other part does not decide."""
    case = reading(consent_informed=a, consent_bundled=b)
    left, right = is_("consent_informed"), is_("consent_bundled")
    worth = {True: TRUE, UNKNOWN: NOT_KNOWN, False: FALSE}
    order = (FALSE, NOT_KNOWN, TRUE)
    pair = [worth[a], worth[b]]

    assert min(pair, key=order.index) == truth(left & right, case)
    assert max(pair, key=order.index) == truth(left | right, case)
    assert {TRUE: FALSE, FALSE: TRUE, NOT_KNOWN: NOT_KNOWN}[worth[a]] == truth(~left, case)
    assert (TRUE if a is True else FALSE) == truth(Surely(left), case)


def test_no_part_at_all() -> None:
    """All of nothing is true, some of nothing is false."""
    assert truth(ALWAYS, reading()) == TRUE
    assert truth(NEVER_SO, reading()) == FALSE
    assert isinstance(ALWAYS, All)
    assert isinstance(NEVER_SO, Some)


def test_a_condition_has_no_bool() -> None:
    """Writing `and` for `&` is an error, not a wrong rule."""
    with pytest.raises(TypeError, match="use &"):
        bool(is_("requested"))


def test_a_time_after_the_moment_has_not_happened() -> None:
    """`past` sees it as not there; `recorded` sees it."""
    later = reading(objected_at=CASE.at + 1)

    assert later.moment(past("objected_at")) == NEVER
    assert later.moment(recorded("objected_at")) == CASE.at + 1
    assert later.moment(latest(past("objected_at"), AT)) == CASE.at
    assert truth(Before(AT, recorded("objected_at")), later) == TRUE


def test_a_term_of_no_months_asks_for_no_date() -> None:
    """Under `statute` the relation has no term; elsewhere an unknown date is not known."""
    term = Within("relation_term_months", recorded("sale_at"))

    assert truth(term, reading("statute")) == TRUE
    assert truth(term, reading("standard")) == NOT_KNOWN


def test_only_the_facts_that_decide_are_named() -> None:
    """Of an `and` that fails, the parts that fail; of one that is not known, the parts nobody knows."""
    both = is_("consent_informed") & ~is_("consent_bundled")

    assert list(decisive(both, reading(consent_informed=True))) == ["consent_bundled"]
    assert list(decisive(both, reading(consent_bundled=True))) == ["consent_bundled"]
    assert set(facts_of(both)) == {"consent_informed", "consent_bundled"}


def test_an_operator_that_a_reader_does_not_know_is_an_error() -> None:
    """Neither the interpreter, the list nor the formulas skip a condition that it cannot read."""
    strange = Condition()
    reader = Reader(POLICIES["standard"], Graph(), {})
    for read in (lambda: truth(strange, reading()), lambda: as_list(strange), lambda: reader.pair(strange)):
        with pytest.raises(TypeError, match="no such operator"):
            read()


def test_begun_and_asked_are_never_unknown() -> None:
    """Whether a ground is begun, and whether a requirement is asked, is yes or no, whatever is unknown."""
    silent = reading(sale="paid", consent_at=CASE.at - 1, address_source="published", sender_kind="charity")
    for ground in RULEBOOK.grounds:
        for condition in (ground.begun, *(need.asked for need in ground.requirements)):
            assert truth(condition, silent) != NOT_KNOWN
