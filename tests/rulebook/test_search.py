"""What would permit, and what a permit hangs on: found by search, and equal to trying everything."""

import random
from collections.abc import Iterator
from itertools import combinations, product

import pytest

from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.search import CHANGEABLE, MOST_FACTS, MOST_SETS, _others, quickly, would_permit
from datmag.rulebook.verdict import judge
from tests.rulebook.base import CONSENT, CUSTOMER, SERVICE, case_of, decided
from tests.rulebook.cases import CASEBOOK, random_case

STANDARD = POLICIES["standard"]
CASES = [Case.read(entry["facts"]) for entry in CASEBOOK]


def everything(case: Case, policy: Policy, size: int) -> Iterator[dict[str, Value]]:
    """Try every change of `size` facts, in the order of section 1."""
    permits = quickly(RULEBOOK, policy)
    for names in combinations(CHANGEABLE, size):
        for values in product(*(_others(case, name, unknown=False) for name in names)):
            changes = dict(zip(names, values, strict=True))
            if permits({**case.facts, **changes}) >= 0:
                yield changes
                break


def by_trying(case: Case, policy: Policy, most: int) -> list[dict[str, Value]]:
    """Give the smallest changes by trying them all, the fewest first."""
    found: list[dict[str, Value]] = []
    for size in range(1, most + 1):
        found += [
            changes
            for changes in everything(case, policy, size)
            if not any(set(smaller) < set(changes) for smaller in found)
        ]
    return found


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_search_finds_what_trying_everything_finds(policy: Policy) -> None:
    """Of one and of two facts, for denials of the casebook and random ones near a permit."""
    chance = random.Random(11)
    denials = [case for case in CASES if not decide(case, policy).permitted]
    near = [random_case(chance) for _ in range(12)]
    for case in [*chance.sample(denials, 6), *(one for one in near if not decide(one, policy).permitted)]:
        found = [dict(changes) for changes in would_permit(case, policy, RULEBOOK)]
        tried = by_trying(case, policy, 2)

        assert tried[:MOST_SETS] == found[: len(tried)], case.json()
        assert all(len(changes) == MOST_FACTS for changes in found[len(tried) :])


def test_three_facts_are_found_too() -> None:
    """Trying all of three facts takes long, so of one case only."""
    case = case_of(CUSTOMER, similarity=None, refusal_offered_at_collection=None, stop_address_valid=None)
    found = [dict(changes) for changes in would_permit(case, STANDARD, RULEBOOK)]

    assert found
    assert found == by_trying(case, STANDARD, 3)[:MOST_SETS]


def test_what_would_permit_really_permits_and_is_the_least() -> None:
    """The interpreter says so; and no change may be left out of a set."""
    for case in CASES:
        for policy in POLICIES.values():
            for changes in decide(case, policy).would_permit:
                assert judge(case.changed(changes), policy, RULEBOOK).permitted
                for name in changes:
                    rest = {other: value for other, value in changes.items() if other != name}

                    assert not judge(case.changed(rest), policy, RULEBOOK).permitted


def test_a_no_is_never_searched_away() -> None:
    """No change sets an objection, an erasure or a death aside: those are not the sender's to change."""
    assert not {"objected_at", "erased_at", "recipient_deceased", "recipient_age"} & set(CHANGEABLE)
    assert decided(SERVICE, recipient_deceased=True).would_permit == ()


def test_a_denial_says_what_would_permit_and_a_permit_what_it_hangs_on() -> None:
    """Each only where it belongs, in the form of section 2."""
    denied = decided(CUSTOMER, similarity="dissimilar").json()
    permitted = decided(CUSTOMER).json()

    assert [{"fact": "similarity", "value": "same"}] in denied["would_permit"]
    assert denied["hangs_on"] == []
    assert permitted["would_permit"] == []
    assert {"fact": "refusal_offered_at_collection", "value": True} in permitted["hangs_on"]
    assert {"fact": "objected_at", "value": None} in permitted["hangs_on"]


def test_a_permit_hangs_on_what_alone_can_turn_it() -> None:
    """Where two grounds hold, it hangs on neither; with one of them gone, on the other."""
    both = decided(
        {**CUSTOMER, **{name: value for name, value in CONSENT.items() if name != "address_source"}}
    )
    one = decided(CUSTOMER)

    assert both.grounds == ("consent", "soft_opt_in")
    assert "similarity" not in both.hangs_on
    assert "similarity" in one.hangs_on
    assert set(one.hangs_on) <= set(FACTS)
