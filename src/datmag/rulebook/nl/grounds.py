"""Step 5: the grounds for marketing, each with where it begins and what it requires."""

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
    fixed,
    is_,
    not_later,
    recorded,
    there,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import (
    BUSINESS,
    ELECTRONIC,
    MINOR,
    PERHAPS_BUSINESS,
    PHONE,
    POST,
    PROMOTES,
)
from datmag.rulebook.nl.objection import CONSENT_BEGUN, CONSENT_REQUIREMENTS
from datmag.rulebook.rule import Ground, Requirement, Source

EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
EEA: tuple[str, ...] = (*EU.split(), "IS", "LI", "NO")

ANY_BASIS: Condition = Chosen("marketing_basis", "any")
_HAPPENED: Condition = not_later(recorded("sale_at"), AT)
_SALE: Condition = ANY_BASIS & _HAPPENED & Is("sale", setting="sale_kinds")
_GIFT_TO_CHARITY: Condition = ANY_BASIS & _HAPPENED & is_("sender_kind", "charity") & is_("sale", "donation")
_POST_DEALING: Condition = ANY_BASIS & _HAPPENED & Is("sale", setting="post_basis")

_ENDED_AT = recorded("relation_ended_at")
_RUNNING: Condition = Before(AT, _ENDED_AT) | (~there(_ENDED_AT) & is_("uses_service"))

SELLER = Requirement("seller", "other_entity", is_("sale_seller", "sender", "predecessor"))
NO_THIRD_PARTY = Requirement("own_offer", "third_party", ~is_("promotes", "own_with_sponsor", "third_party"))
NO_GROUP_COMPANY = Requirement("own_company", "other_entity", ~is_("promotes", "group_company"))
PARTY = Requirement("party", "wrong_person", is_("sale_party", "recipient", "represented"))
SIMILAR = Requirement("similar", "not_similar", Is("similarity", setting="similarity"), asked=PROMOTES)
IN_TERM = Requirement(
    "term",
    "relation_expired",
    Some((_RUNNING, Within("relation_term_months", first_known(_ENDED_AT, recorded("sale_at"))))),
)
FROM_SALE = Requirement("address", "address_not_from_sale", is_("address_source", "own_sale"))
INFORMED = Requirement("informed", "no_refusal_at_collection", is_("informed_at_collection"))
COULD_REFUSE = Requirement("refusal", "no_refusal_at_collection", is_("refusal_offered_at_collection"))
NO_MINOR = Requirement("age", "minor", ~MINOR, source=sources.MINOR)
IS_BUSINESS = Requirement("business", "wrong_person", BUSINESS)
DESIGNATED = Requirement("designation", "address_purpose", is_("address_designation", "advertising_matching"))

_RELATION = (SELLER, NO_THIRD_PARTY, NO_GROUP_COMPANY, PARTY)
_COLLECTED = (IN_TERM, FROM_SALE, INFORMED, COULD_REFUSE, NO_MINOR)
_CUSTOMER = (*_RELATION, SIMILAR, *_COLLECTED)
_DONOR = (*_RELATION, *_COLLECTED)
_CALLED = (
    *_RELATION,
    Requirement("similar", "not_similar", SIMILAR.holds, asked=PROMOTES & ~_GIFT_TO_CHARITY),
    *_COLLECTED,
)

_ABROAD: Condition = ~is_("recipient_country", *EEA) & ~(
    is_("recipient_country", "GB") & Before(AT, fixed(sources.BREXIT))
)
_MAY_BE_CALLED: Condition = Surely(is_("recipient_kind", "legal_person")) | is_(
    "sender_kind", "charity", "good_cause_lottery", "press_publisher"
)


def _ground(
    name: str, source: Source, begun: Condition, requirements: tuple[Requirement, ...], rank: int
) -> Ground:
    since = sources.WBP if name in {"consent", "legitimate_interest"} else sources.SPAM_BAN
    return Ground(f"nl.{name}", since, None, source, name, begun, requirements, rank)


# The rank settles ties of the closest miss: customer, consent, published address, then the list of grounds.
GROUNDS: tuple[Ground, ...] = (
    _ground("consent", sources.CONSENT, CONSENT_BEGUN, CONSENT_REQUIREMENTS, 1),
    _ground("soft_opt_in", sources.CUSTOMER, ELECTRONIC & _SALE, _CUSTOMER, 0),
    _ground(
        "published_address",
        sources.PUBLISHED,
        ELECTRONIC & Surely(is_("address_source", "published")) & PERHAPS_BUSINESS,
        (IS_BUSINESS, DESIGNATED, NO_MINOR),
        2,
    ),
    _ground(
        "non_eea_business",
        sources.NON_EEA,
        ANY_BASIS & ELECTRONIC & _ABROAD & PERHAPS_BUSINESS,
        (IS_BUSINESS, NO_MINOR),
        3,
    ),
    _ground("charity_relation", sources.DONOR, ELECTRONIC & _GIFT_TO_CHARITY, _DONOR, 4),
    _ground(
        "legitimate_interest",
        sources.POST,
        POST & (_POST_DEALING | _GIFT_TO_CHARITY),
        (*_RELATION, IN_TERM, NO_MINOR),
        5,
    ),
    Ground(
        "nl.customer_relation.before_2026",
        sources.SPAM_BAN,
        sources.CALLS_NARROWED,
        sources.CALLS,
        "customer_relation",
        PHONE & (_SALE | _GIFT_TO_CHARITY),
        _CALLED,
        6,
    ),
    Ground(
        "nl.customer_relation",
        sources.CALLS_NARROWED,
        None,
        sources.CALLS_2026,
        "customer_relation",
        PHONE & (_SALE | _GIFT_TO_CHARITY) & _MAY_BE_CALLED,
        _CALLED,
        6,
    ),
)
