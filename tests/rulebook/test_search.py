"""What would permit, and what a permit hangs on: found by search, and equal to trying everything."""

import random
from collections.abc import Iterator
from itertools import combinations, product

import pytest

from datmag.moment import DAY, NEVER
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.search import CHANGEABLE, MOST_FACTS, MOST_SETS, quickly, would_permit
from datmag.rulebook.verdict import judge
from tests.rulebook.base import CONSENT, CUSTOMER, SERVICE, case_of, decided
from tests.rulebook.cases import CASEBOOK, random_case

STANDARD = POLICIES["standard"]
CASES = [Case.read(entry["facts"]) for entry in CASEBOOK]


def tried(case: Case, name: str) -> list[Value]:
    """Give other values of a fact: every word, and times on each side of every time of the case."""
    fact = FACTS[name]
    if fact.kind == "moment":
        near = [
            int(value)
            for other, value in case.facts.items()
            if FACTS[other].kind == "moment" and value != NEVER
        ]
        never = [] if fact.can_be_unknown else [NEVER]
        return [
            *never,
            case.at - 400 * DAY,
            case.at - DAY,
            *(at + step for at in near for step in (-1, 0, 1)),
        ]
    return [value for value in (fact.values or (True, False)) if value != case[name]]


def everything(case: Case, policy: Policy, size: int) -> Iterator[tuple[str, ...]]:
    """Name every `size` facts of which some change permits, in the order of section 1."""
    permits = quickly(RULEBOOK, policy)
    for names in combinations(CHANGEABLE, size):
        every = product(*(tried(case, name) for name in names))
        if any(permits({**case.facts, **dict(zip(names, values, strict=True))}) >= 0 for values in every):
            yield names


def by_trying(case: Case, policy: Policy, most: int) -> list[tuple[str, ...]]:
    """Name the facts of the smallest changes by trying them all, the fewest first."""
    found: list[tuple[str, ...]] = []
    for size in range(1, most + 1):
        found += [
            names
            for names in everything(case, policy, size)
            if not any(set(smaller) < set(names) for smaller in found)
        ]
    return found


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_the_search_finds_what_trying_everything_finds(policy: Policy) -> None:
    """Of one and of two facts, for denials of the casebook and random ones near a permit."""
    chance = random.Random(11)
    denials = [case for case in CASES if not decide(case, policy).permitted]
    near = [random_case(chance) for _ in range(12)]
    for case in [*chance.sample(denials, 6), *(one for one in near if not decide(one, policy).permitted)]:
        found = [tuple(changes) for changes in would_permit(case, policy, RULEBOOK)]
        every = by_trying(case, policy, 2)

        assert every[:MOST_SETS] == found[: len(every)], case.json()
        assert all(len(names) == MOST_FACTS for names in found[len(every) :])


def test_three_facts_are_found_too() -> None:
    """Here three things must change at once, whatever they are; what is found is the least."""
    case = case_of(CUSTOMER, similarity=None, refusal_offered_at_collection=None, stop_address_valid=None)
    found = [tuple(changes) for changes in would_permit(case, STANDARD, RULEBOOK)]

    assert ("refusal_offered_at_collection", "similarity", "stop_address_valid") in found
    assert all(len(names) == MOST_FACTS for names in found if "similarity" in names)


def test_a_consent_after_the_last_no_is_found() -> None:
    """Objected a while ago, withdrawn this morning: a consent of an hour ago would do, and alone."""
    case = case_of(
        CONSENT,
        consent_at="2026-01-01T00:00:00Z",
        objected_at="2026-11-08T00:00:00Z",
        consent_withdrawn_at="2026-11-10T06:00:00Z",
    )
    first = would_permit(case, STANDARD, RULEBOOK)[0]

    assert list(first) == ["consent_at"]


def test_what_would_permit_really_permits_and_is_the_least() -> None:
    """The interpreter says so; and no change may be left out of a set."""
    for case in CASES:
        for policy in POLICIES.values():
            for changes in decide(case, policy).would_permit:
                assert judge(case.changed(changes), policy, RULEBOOK).permitted
                for name in changes:
                    rest = {other: value for other, value in changes.items() if other != name}

                    assert not judge(case.changed(rest), policy, RULEBOOK).permitted


def test_to_forget_what_is_known_is_no_way() -> None:
    """A sale that is still to come, within a relation that has ended: that nobody knows its day mends nothing."""
    case = case_of(
        CUSTOMER,
        at="2026-11-01T10:00:00Z",
        sale_at="2026-12-01T00:00:00Z",
        relation_ended_at="2026-06-01T00:00:00Z",
    )
    ways = would_permit(case, STANDARD, RULEBOOK)

    assert ways
    assert all(("sale_at", NEVER) not in dict(way).items() for way in ways)


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


def test_a_permit_also_hangs_on_what_nobody_said_of_the_message() -> None:
    """That the offer is the sender's own is known by silence, and decides all the same; a death does not show."""
    assert "promotes" in decided(CUSTOMER).hangs_on
    assert {"promotes", "charitable_content", "ideological_content"} <= set(decided(SERVICE).hangs_on)
    assert "consent_conditional" in decided(CONSENT).hangs_on
    assert not {"recipient_deceased", "erased_at"} & set(decided(CUSTOMER).hangs_on)
