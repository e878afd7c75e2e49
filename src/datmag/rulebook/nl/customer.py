"""The customer exception: somebody who bought, and could refuse. Chapter `customer`."""

from datmag.rulebook.condition import (
    AT,
    Before,
    Chosen,
    Condition,
    Is,
    Some,
    Surely,
    Within,
    first_known,
    is_,
    not_later,
    recorded,
    there,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import ELECTRONIC, PROMOTES
from datmag.rulebook.nl.person import NO_MINOR
from datmag.rulebook.rule import Ground, Obligation, Requirement

ANY_BASIS: Condition = Chosen("marketing_basis", "any")
HAPPENED: Condition = not_later(recorded("sale_at"), AT)
SALE: Condition = ANY_BASIS & HAPPENED & Is("sale", setting="sale_kinds")

_ENDED_AT = recorded("relation_ended_at")
_RUNNING: Condition = Before(AT, _ENDED_AT) | (~there(_ENDED_AT) & is_("uses_service"))

SIMILAR = Requirement("similar", "not_similar", Is("similarity", setting="similarity"), asked=PROMOTES)
IN_TERM = Requirement(
    "term",
    "relation_expired",
    Some((_RUNNING, Within("relation_term_months", first_known(_ENDED_AT, recorded("sale_at"))))),
)

RELATION: tuple[Requirement, ...] = (
    Requirement("seller", "other_entity", is_("sale_seller", "sender", "predecessor")),
    Requirement("own_offer", "third_party", ~is_("promotes", "own_with_sponsor", "third_party")),
    Requirement("own_company", "other_entity", ~is_("promotes", "group_company")),
    Requirement("party", "wrong_person", is_("sale_party", "recipient", "represented")),
)
"""What every ground that rests on a dealing asks of that dealing and the offer."""

COLLECTED: tuple[Requirement, ...] = (
    IN_TERM,
    Requirement("address", "address_not_from_sale", is_("address_source", "own_sale")),
    Requirement("informed", "no_refusal_at_collection", is_("informed_at_collection")),
    Requirement("refusal", "no_refusal_at_collection", is_("refusal_offered_at_collection")),
    NO_MINOR,
)
"""What it asks of the way in which the address was got."""

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "nl.soft_opt_in",
        sources.SPAM_BAN,
        None,
        sources.CUSTOMER,
        "soft_opt_in",
        ELECTRONIC & SALE,
        (*RELATION, SIMILAR, *COLLECTED),
        0,
    ),
)

_RELATION_GROUNDS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
TAKEN_OVER: Condition = is_("ground", *_RELATION_GROUNDS) & Surely(is_("sale_seller", "predecessor"))

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.review.takeover", sources.WBP, None, sources.CARE, "review", TAKEN_OVER
    ),
)  # fmt: skip
