"""Cases that each ground permits, to be changed by one thing at a time."""

from typing import Any

from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.policy import POLICIES

Facts = dict[str, Any]

MESSAGE: Facts = {
    "at": "2026-11-10T10:00:00+01:00",
    "channel": "email",
    "recipient_kind": "natural_person",
    "declared_as": "marketing",
    "commercial_content": "dominant",
    "identifies_sender": True,
    "stop_address_valid": True,
    "unsubscribe": "works",
}

CUSTOMER: Facts = {
    **MESSAGE,
    "address_source": "own_sale",
    "sale": "paid",
    "sale_party": "recipient",
    "sale_seller": "sender",
    "sale_at": "2026-04-14T16:20:00+02:00",
    "informed_at_collection": True,
    "refusal_offered_at_collection": True,
    "similarity": "similar",
}

CONSENT: Facts = {
    **MESSAGE,
    "address_source": "own_form",
    "consent_at": "2026-05-06T19:45:00+02:00",
    "consent_by": "recipient",
    "consent_act": "active",
    "consent_names_sender": True,
    "consent_bundled": False,
    "consent_informed": True,
    "consent_covers_purpose": True,
    "consent_covers_channel": True,
    "consent_evidence": "full",
}

PUBLISHED: Facts = {
    **MESSAGE,
    "recipient_kind": "legal_person",
    "address_source": "published",
    "address_designation": "advertising_matching",
}

ABROAD: Facts = {**MESSAGE, "recipient_kind": "legal_person", "recipient_country": "US"}

DONOR: Facts = {**CUSTOMER, "sender_kind": "charity", "sale": "donation", "similarity": None}

POST: Facts = {**CUSTOMER, "channel": "post"}

CALLED: Facts = {**CUSTOMER, "channel": "phone", "recipient_kind": "legal_person"}

CALLED_IN_2025: Facts = {
    **CUSTOMER,
    "channel": "phone",
    "at": "2025-11-10T10:00:00+01:00",
    "sale_at": "2025-04-14T16:20:00+02:00",
}

SERVICE: Facts = {
    **MESSAGE,
    "declared_as": "service",
    "commercial_content": "none",
    "service_content_necessary": True,
    "service_basis": "contract",
    "unsubscribe": "none",
}

REQUESTED: Facts = {
    **MESSAGE,
    "declared_as": "requested",
    "requested": True,
    "requested_at": "2026-11-08T14:00:00+01:00",
}

CONFIRMATION: Facts = {
    **MESSAGE,
    "declared_as": "consent_confirmation",
    "commercial_content": "none",
    "consent_at": "2026-11-10T09:50:00+01:00",
    "consent_act": "unconfirmed",
}

BASES: dict[str, Facts] = {
    "nl.consent": CONSENT,
    "nl.soft_opt_in": CUSTOMER,
    "nl.published_address": PUBLISHED,
    "nl.non_eea_business": ABROAD,
    "nl.charity_relation": DONOR,
    "nl.legitimate_interest": POST,
    "nl.customer_relation.before_2026": CALLED_IN_2025,
    "nl.customer_relation": CALLED,
}
"""A case that each ground permits, by the ground's rule id."""


def case_of(facts: Facts, **changes: Any) -> Case:  # noqa: ANN401  (JSON values)
    """Read a base with some facts changed."""
    return Case.read({**facts, **changes})


def decided(facts: Facts, policy: str = "standard", **changes: Any) -> Decision:  # noqa: ANN401  (JSON values)
    """Decide a base with some facts changed."""
    return decide(case_of(facts, **changes), POLICIES[policy])


def codes(decision: Decision) -> list[str]:
    """Give the codes of the reasons, in their order."""
    return [reason.code for reason in decision.reasons]
