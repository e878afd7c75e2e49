"""Each rule by itself: a case that it permits, and the nearest one that it does not."""

from typing import Any

import pytest

from datmag.rulebook.case import Case
from datmag.rulebook.condition import TRUE, Reading, truth
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.rule import Requirement
from datmag.rulebook.verdict import judge
from datmag.rulebook.worked import Example, Kind, examples
from tests.rulebook.base import BASES, CONSENT, CUSTOMER, DONOR, POST, RULES, Facts, codes, decided

Changes = dict[str, Any]

SPEAKING = ("block", "objection", "misuse", "duty", "default")
"""Kinds of rules that speak first where they deny."""


def shown(kind: Kind, *kinds: str) -> list[Any]:
    """Give the examples of one kind of all rules of these kinds, each with its id in the report."""
    return [
        pytest.param(one, id=f"{one.rule}-{kind}-{number}")
        for rule, listed in RULES.items()
        if listed.kind in kinds
        for number, one in enumerate(examples().get(rule, ()))
        if one.kind == kind
    ]


def judged(example: Example) -> Decision:
    """Decide an example under its own policy."""
    return decide(Case.read(example.facts), POLICIES[example.policy])


def requirement(rule: str) -> tuple[str, Requirement]:
    """Give the ground of a requirement, and the requirement."""
    return next(
        (ground.id, need)
        for ground in RULEBOOK.grounds
        for need in ground.requirements
        if rule == f"{ground.id}.{need.name}"
    )


@pytest.mark.parametrize("rule", BASES)
def test_each_ground_permits_where_all_its_conditions_hold(rule: str) -> None:
    """The base case of a ground is permitted on that ground alone."""
    decision = decided(BASES[rule])

    assert decision.permitted
    assert [rule] == [reason.rule for reason in decision.reasons]


def test_no_ground_is_without_its_base() -> None:
    """Every ground stands in the table of bases."""
    assert {ground.id for ground in RULEBOOK.grounds} == set(BASES)


@pytest.mark.parametrize("example", shown("permit", "ground"))
def test_each_ground_carries_its_example_alone(example: Example) -> None:
    """The permitted example rests on this ground and on no other."""
    decision = judged(example)

    assert decision.permitted
    assert [example.rule] == [reason.rule for reason in decision.reasons]


@pytest.mark.parametrize("example", shown("deny", "ground"))
def test_the_near_miss_of_a_ground_does_not_even_begin_it(example: Example) -> None:
    """Then there is no ground at all, and nothing is missing."""
    decision = judged(example)

    assert codes(decision) == ["no_ground"]
    assert decision.missing == ()


@pytest.mark.parametrize("example", shown("permit", "requirement"))
def test_each_condition_of_a_ground_lets_its_example_pass(example: Example) -> None:
    """The permitted example rests on the ground of the condition, and on no other."""
    ground, _ = requirement(example.rule)
    decision = judged(example)

    assert decision.permitted
    assert [ground] == [reason.rule for reason in decision.reasons]


@pytest.mark.parametrize("rule", [rule for rule, listed in RULES.items() if listed.kind == "requirement"])
def test_each_condition_of_a_ground_is_asked_in_a_permitted_example(rule: str) -> None:
    """The permit is one because the condition holds, not because nobody asks it."""
    _, need = requirement(rule)
    cases = [(Case.read(one.facts), one.policy) for one in examples()[rule] if one.kind == "permit"]
    readings = [Reading(case.facts, case.at, POLICIES[policy], {}) for case, policy in cases]

    assert TRUE in [truth(need.asked, reading) for reading in readings]


@pytest.mark.parametrize("example", shown("deny", "requirement"))
def test_each_condition_of_a_ground_denies_by_itself(example: Example) -> None:
    """One thing changed, one condition failed, and its code given."""
    ground, need = requirement(example.rule)
    verdict = judge(Case.read(example.facts), POLICIES[example.policy], RULEBOOK)

    assert not verdict.permitted
    assert [(ground, need.name)] == [
        (one.ground.id, miss.requirement.name) for one in verdict.tried for miss in one.misses
    ]
    assert verdict.tried[0].misses[0].code in codes(judged(example))


def test_no_condition_is_without_its_near_miss() -> None:
    """Every requirement of every ground has an example that it denies with its own code, not as unknown."""
    asked = {f"{ground.id}.{need.name}" for ground in RULEBOOK.grounds for need in ground.requirements}
    business = {"nl.published_address.business", "nl.non_eea_business.business"}
    denied = {
        one.rule
        for rule in asked
        for one in examples()[rule]
        if one.kind == "deny" and requirement(rule)[1].code in codes(judged(one))
    }

    # A recipient known to be no business does not begin these grounds, so only an unknown one can fail here.
    assert asked - business == denied


NOT_BEGUN: list[tuple[Facts, Changes]] = [
    (CONSENT, {"consent_at": None}),
    (CUSTOMER, {"sale": "trial"}),
    (CUSTOMER, {"sale": "refunded"}),
    (CUSTOMER, {"sale_at": "2026-11-10T09:00:01Z"}),
    (BASES["nl.published_address"], {"recipient_kind": "natural_person"}),
    (BASES["nl.published_address"], {"address_source": None}),
    (BASES["nl.non_eea_business"], {"recipient_kind": "natural_person"}),
    (BASES["nl.non_eea_business"], {"recipient_country": "NO"}),
    (BASES["nl.non_eea_business"], {"recipient_country": "GB", "at": "2020-12-31T12:00:00+01:00"}),
    (DONOR, {"sender_kind": "business"}),
    (POST, {"sale": "quote"}),
    (POST, {"channel": "sms", "sale": "none"}),
    (BASES["nl.customer_relation"], {"recipient_kind": "sole_trader"}),
    (BASES["nl.customer_relation"], {"recipient_kind": None}),
    (BASES["nl.customer_relation"], {"at": "2003-01-01T00:00:00Z", "sale_at": "2002-12-01T00:00:00Z"}),
]


@pytest.mark.parametrize(("base", "changes"), NOT_BEGUN)
def test_where_no_ground_is_begun_there_is_no_ground(base: Facts, changes: Changes) -> None:
    """Then the reason is `no_ground`, and nothing is missing."""
    decision = decided(base, **changes)

    assert codes(decision) == ["no_ground"]
    assert decision.missing == ()


@pytest.mark.parametrize("example", shown("permit", *SPEAKING))
def test_no_block_objection_class_or_duty_stops_its_permitted_example(example: Example) -> None:
    """The permitted example of such a rule goes out."""
    assert judged(example).permitted


@pytest.mark.parametrize("example", shown("deny", *SPEAKING))
def test_each_block_objection_class_and_duty_denies_by_itself(example: Example) -> None:
    """Its near miss is denied, and this rule speaks first."""
    decision = judged(example)

    assert not decision.permitted
    assert example.rule == decision.reasons[0].rule


@pytest.mark.parametrize("example", shown("permit", "release"))
def test_each_release_lets_its_message_go(example: Example) -> None:
    """The permitted example is released by this rule, as no marketing."""
    assert [example.rule] == [reason.rule for reason in judged(example).reasons]


@pytest.mark.parametrize("example", shown("deny", "release"))
def test_each_release_lets_no_other_message_go(example: Example) -> None:
    """One thing changed, and it is marketing without a ground."""
    verdict = judge(Case.read(example.facts), POLICIES[example.policy], RULEBOOK)

    assert not verdict.permitted
    assert verdict.release is None


@pytest.mark.parametrize("example", shown("without", "obligation"))
def test_no_obligation_attaches_where_its_rule_does_not_ask_it(example: Example) -> None:
    """The case is permitted without it."""
    decision = judged(example)
    code = next(one.code for one in RULEBOOK.obligations if one.id == example.rule)

    assert decision.permitted
    assert code not in decision.obligations


@pytest.mark.parametrize("example", shown("with", "obligation"))
def test_each_obligation_attaches_where_its_rule_asks_it(example: Example) -> None:
    """The case is permitted, it carries the obligation, and this rule asks it."""
    decision = judged(example)
    code = next(one.code for one in RULEBOOK.obligations if one.id == example.rule)

    assert decision.permitted
    assert (code, example.rule) in [(one.code, one.rule) for one in decision.explained["obligations"]]
