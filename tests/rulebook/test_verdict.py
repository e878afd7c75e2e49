"""The subtle lines of `decision.md`, section 3."""

import pytest

from datmag.rulebook.terms import REASONS
from tests.rulebook.base import (
    CONFIRMATION,
    CONSENT,
    CUSTOMER,
    DONOR,
    POST,
    REQUESTED,
    SERVICE,
    codes,
    decided,
)

EARLIER = "2026-01-01T00:00:00Z"
LATER = "2026-10-01T00:00:00Z"
TOMORROW = "2026-11-11T10:00:00+01:00"


def test_nothing_is_listed_beside_a_block_on_every_message() -> None:
    """Deceased and erased stand alone, whatever else is wrong or unknown."""
    decision = decided(
        CUSTOMER, recipient_deceased=True, erased_at=EARLIER, similarity=None, unsubscribe="none"
    )

    assert codes(decision) == ["deceased", "erased"]
    assert (decision.missing, decision.cures, decision.advice) == ((), (), ())


def test_a_childs_own_yes_lifts_no_objection_without_a_parent() -> None:
    """A consent that carries nothing lifts nothing: the objection stays among the reasons."""
    objected = {"objected_at": "2025-01-01T10:00:00+01:00", "recipient_age": 15}

    assert "objected" in codes(decided(CONSENT, **objected))
    assert decided(CONSENT, **objected, parental_consent=True).outcome == "permit"


def test_a_minor_needs_a_parent_behind_the_consent() -> None:
    """Under 16 only consent carries marketing: a parent's, or his own with a parent's agreement."""
    assert codes(decided(CONSENT, recipient_age=15)) == ["minor"]
    assert decided(CONSENT, recipient_age=15, parental_consent=True).ground == "consent"
    assert decided(CONSENT, recipient_age=15, consent_by="parent").ground == "consent"
    assert decided(CONSENT, recipient_age=16).ground == "consent"
    assert codes(decided(CUSTOMER, recipient_age=15, parental_consent=True)) == ["minor"]
    assert codes(decided(CUSTOMER, recipient_age=15, similarity="dissimilar")) == ["minor", "not_similar"]
    assert decided(SERVICE, recipient_age=5).ground == "service"


def test_only_the_recipients_own_later_consent_lifts_a_no() -> None:
    """It must be later, his own, and hold in full; a purchase never does; then consent alone carries."""
    both = {**CUSTOMER, **CONSENT, "address_source": "own_sale", "objected_at": EARLIER}

    assert decided(both).grounds == ("consent",)
    assert codes(decided(both, consent_by="representative")) == ["objected"]
    assert codes(decided(both, consent_evidence="partial")) == ["objected"]
    assert codes(decided(both, objected_at="2026-05-06T19:45:00+02:00")) == ["objected"]
    assert codes(decided(CUSTOMER, objected_at=EARLIER)) == ["objected"]
    assert decided(CUSTOMER, objected_at=TOMORROW).ground == "soft_opt_in"
    assert decided({**both, "objected_at": None}).grounds == ("consent", "soft_opt_in")


def test_a_withdrawal_is_a_no_for_every_ground() -> None:
    """A withdrawn consent does not leave the customer exception; one older than the consent is spent."""
    both = {**CUSTOMER, **CONSENT, "address_source": "own_sale"}

    assert codes(decided(both, consent_withdrawn_at=LATER)) == ["consent_withdrawn"]
    assert codes(decided(both, consent_withdrawn_at=LATER, objected_at=EARLIER)) == [
        "objected",
        "consent_withdrawn",
    ]
    assert decided(both, consent_withdrawn_at=EARLIER).ground == "consent"
    assert decided(both, consent_withdrawn_at=TOMORROW).ground == "consent"
    assert codes(decided(CUSTOMER, consent_withdrawn_at=EARLIER)) == ["consent_withdrawn"]


def test_where_a_no_stands_misses_and_their_facts_are_not_listed() -> None:
    """Nothing that could be filled in would help; the message's own unknowns stay named."""
    decision = decided(CUSTOMER, objected_at=EARLIER, similarity="dissimilar", informed_at_collection=None)

    assert codes(decision) == ["objected"]
    assert decision.missing == ()
    assert "add_missing_fact" not in decision.advice
    assert decided(CUSTOMER, objected_at=EARLIER, unsubscribe=None).missing == ("unsubscribe",)


def test_a_no_ends_a_request() -> None:
    """One that is not earlier than the request; any that stands where the request has no date."""
    assert decided(REQUESTED, objected_at=LATER).ground == "requested"
    assert codes(decided(REQUESTED, objected_at="2026-11-08T14:00:00+01:00")) == ["objected"]
    assert codes(decided(REQUESTED, requested_at=None, objected_at=EARLIER)) == ["objected"]
    assert decided(REQUESTED, requested_at=None).ground == "requested"
    assert codes(decided(REQUESTED, requested_at=TOMORROW)) == ["no_ground"]
    assert decided(REQUESTED, requested_at=None, objected_at=TOMORROW).ground == "requested"


def test_a_part_for_another_company_was_not_asked_for() -> None:
    """A sponsor's part makes the requested message marketing; taking it out cures it."""
    decision = decided(REQUESTED, promotes="own_with_sponsor")

    assert codes(decision) == ["too_commercial", "no_ground"]
    assert decision.cures == ("remove_third_party",)
    assert decided(REQUESTED, promotes="third_party").ground == "requested"


def test_a_confirmation_goes_out_once_bare_and_on_a_form() -> None:
    """Without a form, or a second time, it is a consent request; with promotion it is too commercial."""
    assert decided(CONFIRMATION, objected_at=LATER).ground == "requested"
    assert decided(CONFIRMATION, consent_act=None, consent_at=None, requested=True).ground == "requested"
    assert codes(decided(CONFIRMATION, consent_act=None, consent_at=None)) == [
        "consent_request_is_marketing",
        "no_ground",
    ]
    assert codes(decided(CONFIRMATION, consent_at=TOMORROW))[0] == "consent_request_is_marketing"
    assert codes(decided(CONFIRMATION, commercial_content="minor"))[0] == "too_commercial"
    assert decided(CONFIRMATION, commercial_content="minor").cures == ("strip_promotion",)
    assert decided({**CUSTOMER, **CONFIRMATION, "repeat_request": True}).ground == "soft_opt_in"


def test_service_mail_with_a_little_promotion_is_a_disputed_point() -> None:
    """The widest reading tolerates it until the recipient objects; then the necessary part goes alone."""
    little = {**SERVICE, "commercial_content": "minor"}

    assert decided(little, "statute").ground == "service"
    assert decided(little, "statute").review
    assert codes(decided(little, "statute", objected_at=EARLIER))[:2] == ["too_commercial", "objected"]
    assert codes(decided(little, "statute", charitable_content=True))[0] == "too_commercial"
    assert codes(decided(little, "statute", commercial_content="dominant"))[0] == "too_commercial"
    assert decided(little, unsubscribe="none").cures == ("strip_promotion",)
    assert decided({**CUSTOMER, "declared_as": "service"}).ground == "soft_opt_in"


def test_content_that_nobody_has_read_counts_as_promotion() -> None:
    """And the fact is named as missing where it made the message too commercial."""
    decision = decided(SERVICE, commercial_content=None)

    assert codes(decision)[0] == "too_commercial"
    assert decision.missing == ("commercial_content",)
    assert decision.advice == ("ask_elsewhere", "send_without_promotion", "add_missing_fact")


def test_the_closest_miss_speaks_first() -> None:
    """The ground with the fewest failed conditions; ties: customer, consent, published address, the list."""
    both = {**CUSTOMER, **CONSENT, "address_source": "own_sale"}
    tie = decided(both, similarity="dissimilar", consent_evidence="none")
    closer = decided(both, similarity="dissimilar", sale_party="other", consent_evidence="none")
    counted = decided(
        both, informed_at_collection=False, refusal_offered_at_collection=False, consent_evidence="none"
    )

    assert codes(tie) == ["not_similar", "no_proof"]
    assert codes(closer) == ["no_proof", "wrong_person", "not_similar"]
    assert codes(counted) == ["no_proof", "no_refusal_at_collection"]
    assert (tie.misses, closer.misses, counted.misses) == (1, 1, 1)


def test_within_a_ground_the_known_miss_speaks_before_the_unknown_one() -> None:
    """Codes stand in the order of the list, each once."""
    decision = decided(CUSTOMER, similarity="dissimilar", sale_seller="other", informed_at_collection=None)

    assert codes(decision) == ["other_entity", "not_similar", "unknown_fact"]
    assert codes(decision) == sorted(codes(decision), key=REASONS.index)
    assert decision.missing == ("informed_at_collection",)


def test_a_ground_that_holds_is_named_while_a_duty_fails() -> None:
    """`ground` is null on a denial; misses of other grounds do not matter then."""
    decision = decided(
        {**CUSTOMER, **CONSENT, "address_source": "own_sale"}, consent_bundled=None, unsubscribe="none"
    )

    assert (decision.ground, decision.grounds) == (None, ("soft_opt_in",))
    assert codes(decision) == ["no_unsubscribe"]
    assert decision.missing == ()


def test_a_known_defect_of_the_message_speaks_before_an_unknown_one() -> None:
    """Message duties come last, the defects first."""
    decision = decided(CONSENT, identifies_sender=None, unsubscribe="broken")

    assert codes(decision) == ["unsubscribe_broken", "unknown_fact"]
    assert decision.missing == ("identifies_sender",)
    assert decision.cures == ()


def test_the_stop_address_is_a_disputed_point() -> None:
    """In the widest reading a link that works suffices; one that is broken does not."""
    assert decided(CONSENT, "statute", stop_address_valid=False).permitted
    assert decided(CONSENT, "statute", stop_address_valid=None).permitted
    assert codes(decided(CONSENT, stop_address_valid=False)) == ["no_stop_address"]
    assert codes(decided(CONSENT, "statute", stop_address_valid=False, unsubscribe="broken")) == [
        "no_stop_address",
        "unsubscribe_broken",
    ]


def test_a_relation_runs_while_the_service_is_used_or_the_contract_runs() -> None:
    """An end in the future is no end; a date is not needed while it runs, nor in the widest reading."""
    old = {**CUSTOMER, "sale_at": "2016-01-01T00:00:00Z"}

    assert codes(decided(old)) == ["relation_expired"]
    assert decided(old, uses_service=True).permitted
    assert decided(old, relation_ended_at=TOMORROW).permitted
    assert decided(old, relation_ended_at=LATER).permitted
    assert codes(decided(old, relation_ended_at="2024-01-01T00:00:00Z", uses_service=True)) == [
        "relation_expired"
    ]
    assert decided(old, sale_at=None).missing == ("sale_at",)
    assert decided(old, "statute", sale_at=None).permitted


@pytest.mark.parametrize("content", ["none", "minor"])
def test_a_customer_may_be_told_about_the_business_without_an_offer(content: str) -> None:
    """Similarity is asked only where the message promotes."""
    decision = decided(CUSTOMER, commercial_content=content, similarity="dissimilar")

    assert decision.permitted == (content == "none")


def test_personal_content_follows_all_grounds_that_hold() -> None:
    """Own purchases may show where the customer exception or consent is among the grounds."""
    assert "no_personalisation" not in decided(CUSTOMER, personalised="purchases").obligations
    assert "no_personalisation" in decided(DONOR, personalised="purchases").obligations
    assert "no_personalisation" in decided(SERVICE, personalised="purchases").obligations
    assert (
        "no_personalisation"
        not in decided(SERVICE, personalised="behaviour", personalisation_consent=True).obligations
    )


def test_an_address_collected_anew_after_an_erasure_is_looked_at() -> None:
    """Later than the erasure, and not in the future."""
    erased = {**CONSENT, "erased_at": EARLIER}

    assert decided(erased, address_collected_at=LATER).review
    assert codes(decided(erased, address_collected_at=EARLIER)) == ["erased"]
    assert codes(decided(erased, address_collected_at=TOMORROW)) == ["erased"]
    assert decided(CONSENT, erased_at=TOMORROW).permitted


def test_a_relation_taken_over_states_its_source_and_is_looked_at() -> None:
    """Only where the relation is the ground."""
    taken = decided(POST, sale_seller="predecessor")

    assert {"state_source", "review", "balancing_test"} <= set(taken.obligations)
    assert taken.advice == ("ask_a_lawyer",)
    assert not decided({**CUSTOMER, **CONSENT, "sale_seller": "predecessor"}).review
