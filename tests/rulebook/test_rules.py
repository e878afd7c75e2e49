"""Each rule by itself: a case that it permits, and the nearest one that it does not."""

from typing import Any

import pytest

from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.verdict import judge
from tests.rulebook.base import (
    BASES,
    CONFIRMATION,
    CONSENT,
    CUSTOMER,
    DONOR,
    POST,
    REQUESTED,
    SERVICE,
    Facts,
    case_of,
    codes,
    decided,
)

Changes = dict[str, Any]

RELATION: dict[str, Changes] = {
    "seller": {"sale_seller": "group_company"},
    "own_offer": {"promotes": "own_with_sponsor"},
    "own_company": {"promotes": "group_company"},
    "party": {"sale_party": "other"},
    "similar": {"similarity": "same_range"},
    "term": {"relation_ended_at": "2023-11-10T08:59:59Z", "sale_at": "2023-01-01T00:00:00Z"},
    "address": {"address_source": "own_account"},
    "informed": {"informed_at_collection": False},
    "refusal": {"refusal_offered_at_collection": False},
    "age": {"recipient_age": 15, "parental_consent": True},
}

NEAR_MISSES: dict[str, dict[str, Changes]] = {
    "nl.consent": {
        "person": {"consent_by": "parent"},
        "prior": {"consent_at": "2026-11-10T10:00:00+01:00"},
        "act": {"consent_act": "preticked"},
        "unbundled": {"consent_bundled": True},
        "free": {"consent_conditional": True},
        "informed": {"consent_informed": False},
        "names_sender": {"consent_names_sender": False},
        "names_promoted": {"promotes": "third_party", "consent_names_promoted_party": False},
        "names_group_company": {"promotes": "group_company", "consent_names_promoted_party": False},
        "purpose": {"consent_covers_purpose": False},
        "channel": {"consent_covers_channel": False},
        "proof": {"consent_evidence": "partial"},
        "used": {"consent_at": "2024-11-10T08:59:59Z"},
    },
    "nl.soft_opt_in": RELATION,
    "nl.published_address": {
        "business": {"recipient_kind": None},
        "designation": {"address_designation": "general_contact"},
        "age": {"recipient_age": 15, "parental_consent": True},
    },
    "nl.non_eea_business": {
        "business": {"recipient_kind": None},
        "age": {"recipient_age": 15, "parental_consent": True},
    },
    "nl.charity_relation": {name: change for name, change in RELATION.items() if name != "similar"},
    "nl.legitimate_interest": {
        name: RELATION[name] for name in ("seller", "own_offer", "own_company", "party", "term", "age")
    },
    "nl.customer_relation.before_2026": RELATION,
    "nl.customer_relation": RELATION,
}


@pytest.mark.parametrize("rule", BASES)
def test_each_ground_permits_where_all_its_conditions_hold(rule: str) -> None:
    """The base case of a ground is permitted on that ground alone."""
    decision = decided(BASES[rule])

    assert decision.permitted
    assert [rule] == [reason.rule for reason in decision.reasons]


@pytest.mark.parametrize(
    ("rule", "need"), [(rule, need) for rule, needs in NEAR_MISSES.items() for need in needs]
)
def test_each_condition_of_a_ground_denies_by_itself(rule: str, need: str) -> None:
    """One thing changed, one condition failed, and its code given."""
    case = case_of(BASES[rule], **NEAR_MISSES[rule][need])
    verdict = judge(case, POLICIES["standard"], RULEBOOK)

    assert not verdict.permitted
    assert [(rule, need)] == [
        (one.ground.id, miss.requirement.name) for one in verdict.tried for miss in one.misses
    ]
    assert verdict.tried[0].misses[0].code in codes(decided(BASES[rule], **NEAR_MISSES[rule][need]))


def test_no_condition_is_without_its_near_miss() -> None:
    """Every requirement of every ground stands in the table above."""
    asked = {ground.id: {need.name for need in ground.requirements} for ground in RULEBOOK.grounds}

    assert asked == {rule: set(needs) for rule, needs in NEAR_MISSES.items()}


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


DENIED_BY: dict[str, tuple[Facts, Changes]] = {
    "nl.deceased": (SERVICE, {"recipient_deceased": True}),
    "nl.erased": (SERVICE, {"erased_at": "2026-11-10T10:00:00+01:00"}),
    "nl.minor": (CONSENT, {"recipient_age": 15}),
    "nl.objection": (CONSENT, {"objected_at": "2026-05-06T19:45:00+02:00"}),
    "nl.withdrawal": (CONSENT, {"consent_withdrawn_at": "2026-05-06T19:45:00+02:00"}),
    "nl.consent_request": (CONFIRMATION, {"repeat_request": True}),
    "nl.too_commercial": (SERVICE, {"commercial_content": "minor"}),
    "nl.duty.identity": (CONSENT, {"identifies_sender": False}),
    "nl.duty.identity_post": (POST, {"identifies_sender": False}),
    "nl.duty.stop_address": (CONSENT, {"stop_address_valid": False}),
    "nl.duty.unsubscribe": (CONSENT, {"unsubscribe": "none"}),
    "nl.duty.unsubscribe_works": (CONSENT, {"unsubscribe": "broken"}),
    "nl.duty.unsubscribe_easy": (CONSENT, {"unsubscribe": "needs_login"}),
}


@pytest.mark.parametrize("rule", DENIED_BY)
def test_each_block_objection_class_and_duty_denies_by_itself(rule: str) -> None:
    """One thing changed in a permitted case, and this rule speaks first."""
    base, changes = DENIED_BY[rule]

    assert decided(base).permitted
    assert not decided(base, **changes).permitted
    assert decided(base, **changes).reasons[0].rule == rule


def test_no_block_objection_class_or_duty_is_without_its_case() -> None:
    """Every such rule stands in the table above."""
    tables = (RULEBOOK.blocks, RULEBOOK.objections, RULEBOOK.misuses, RULEBOOK.duties)

    assert {rule.id for table in tables for rule in table} == set(DENIED_BY)


RELEASED_BY: dict[str, tuple[Facts, Changes]] = {
    "nl.requested.message": (REQUESTED, {"requested": False}),
    "nl.requested.confirmation": (CONFIRMATION, {"objected_at": "2026-11-10T09:50:00+01:00"}),
    "nl.service.contract": (SERVICE, {"service_content_necessary": False}),
    "nl.service.security": ({**SERVICE, "service_basis": "vital_interest"}, {"promotes": "own_with_sponsor"}),
    "nl.service.legal_duty": ({**SERVICE, "service_basis": "legal_duty"}, {"charitable_content": True}),
    "nl.service.any": ({**SERVICE, "service_basis": None}, {"commercial_content": None}),
}


@pytest.mark.parametrize("rule", RELEASED_BY)
def test_each_release_lets_its_message_go_and_no_other(rule: str) -> None:
    """The base is released by this rule, as no marketing; one thing changed, and it is marketing."""
    base, changes = RELEASED_BY[rule]

    assert [rule] == [reason.rule for reason in decided(base).reasons]
    assert not decided(base, **changes).permitted
    assert {one.id for one in RULEBOOK.releases} == set(RELEASED_BY)


OBLIGED_BY: dict[str, tuple[Facts, Changes]] = {
    "nl.obligation.identify_sender": (SERVICE, CONSENT),
    "nl.obligation.stop_address": (REQUESTED, CONSENT),
    "nl.obligation.offer_unsubscribe": (SERVICE, CUSTOMER),
    "nl.obligation.recognisable_as_advertising": (SERVICE, POST),
    "nl.obligation.recheck_at_send": (SERVICE, DONOR),
    "nl.obligation.keep_proof": (CUSTOMER, CONSENT),
    "nl.obligation.no_open_tracking": ({**SERVICE, "open_tracking_consent": True}, {"open_tracking_consent": None, "open_tracking": True}),
    "nl.obligation.no_click_tracking": ({**CONSENT, "click_tracking": "aggregate"}, {"click_tracking": "individual"}),
    "nl.obligation.no_personalisation": ({**CONSENT, "personalised": "purchases"}, {"personalised": "behaviour"}),
    "nl.obligation.state_source": (CONSENT, {"address_source": "friend"}),
    "nl.obligation.check_local_law": (CONSENT, {"recipient_country": "DE"}),
    "nl.obligation.review.strict": (CUSTOMER, {"similarity": "accessory"}),
    "nl.obligation.review.takeover": (CUSTOMER, {"sale_seller": "predecessor"}),
    "nl.obligation.review.charity": (CUSTOMER, DONOR),
    "nl.obligation.review.collected_anew": (CONSENT, {"erased_at": "2026-01-01T00:00:00Z", "address_collected_at": "2026-01-01T00:00:01Z"}),
    "nl.obligation.balancing_test": (CUSTOMER, POST),
}  # fmt: skip


@pytest.mark.parametrize("rule", OBLIGED_BY)
def test_each_obligation_attaches_only_where_its_rule_asks_it(rule: str) -> None:
    """Both cases are permitted; only the second carries the obligation, and this rule asks it."""
    base, changes = OBLIGED_BY[rule]
    before, after = decided(base), decided({**base, **changes})
    code = next(one.code for one in RULEBOOK.obligations if one.id == rule)

    assert before.permitted
    assert after.permitted
    assert code not in before.obligations
    assert (code, rule) in [(one.code, one.rule) for one in after.explained["obligations"]]
    assert {one.id for one in RULEBOOK.obligations} == set(OBLIGED_BY)
