"""What carries marketing, in plain facts, as `decision.md`, section 3, step 5, says it: each ground, fact by fact.

As in `plain_facts`, nothing is read from the rules: moments, countries and kinds are written out once more. Only how
a policy settles a disputed point is asked of the policy.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from datmag.moment import Moment, parse
from datmag.rulebook.condition import (
    AT,
    Before,
    Chosen,
    Is,
    Within,
    first_known,
    fixed,
    not_later,
    recorded,
)
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl.theorems.plain_facts import child, electronic, full_yes, promotes
from datmag.rulebook.proof.claim import So, SomeCase

CALLS_NARROWED: Moment = parse("2026-07-01T00:00:00+02:00")
"""Since then a customer relation carries calls to few."""

_SINCE_2021 = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI"),
    *("LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    # Parts of the Union with a code of their own, and the code that the Union itself uses for Greece.
    *("AX", "EL", "GF", "GP", "MF", "MQ", "RE", "YT"),
)  # fmt: skip
_SINCE_2013 = (*_SINCE_2021, "GB")
_SINCE_2007 = tuple(land for land in _SINCE_2013 if land != "HR")
_BEFORE_2007 = tuple(land for land in _SINCE_2007 if land not in {"BG", "RO"})
_EEA = Parameter(
    "nl.theorem.eea",
    (
        (parse("2004-05-19T00:00:00+02:00"), _BEFORE_2007, "EEA Agreement"),
        (parse("2007-01-01T00:00:00+01:00"), _SINCE_2007, "EEA Agreement"),
        (parse("2013-07-01T00:00:00+02:00"), _SINCE_2013, "EEA Agreement"),
        (parse("2021-01-01T00:00:00+01:00"), _SINCE_2021, "EEA Agreement"),
    ),
)


def business(case: SomeCase) -> So:
    """The recipient is known to be a business."""
    return case.has("recipient_kind", "sole_trader", "partnership", "legal_person")


def published(case: SomeCase) -> So:
    """A business published the address to receive advertising on this subject."""
    asked = case.has("address_source", "published") & case.has("address_designation", "advertising_matching")
    return electronic(case) & asked & business(case) & ~child(case)


def abroad(case: SomeCase) -> So:
    """The recipient is a business outside the European Economic Area."""
    outside = ~case.so(Is("recipient_country", parameter=_EEA))
    return _any_basis(case) & electronic(case) & outside & business(case) & ~child(case)


def could_refuse(case: SomeCase) -> So:
    """The address was got in the dealing itself, with information and a chance to refuse."""
    told = case.has("informed_at_collection") & case.has("refusal_offered_at_collection")
    return case.has("address_source", "own_sale") & told


def customer(case: SomeCase) -> So:
    """The recipient bought something like it of the sender, not too long ago, and could refuse then."""
    return electronic(case) & _bought_alike(case) & _relation(case) & could_refuse(case)


def donor(case: SomeCase) -> So:
    """The recipient gave to a charity, not too long ago, and could refuse then."""
    return electronic(case) & _gift(case) & _relation(case) & could_refuse(case)


def letter(case: SomeCase) -> So:
    """The message is on paper, to a relation."""
    dealt = case.so(Is("sale", setting="post_basis")) | _gift(case)
    return case.has("channel", "post") & dealt & _relation(case)


def call(case: SomeCase) -> So:
    """The message is a call to a customer or donor who could refuse, and whom one may still call on that."""
    may = (
        case.so(Before(AT, fixed(CALLS_NARROWED)))
        | case.has("recipient_kind", "legal_person")
        | case.has("sender_kind", "charity", "good_cause_lottery", "press_publisher")
    )
    dealt = _bought_alike(case) | _gift(case)
    return case.has("channel", "phone") & dealt & _relation(case) & could_refuse(case) & may


GROUNDS: Mapping[str, Callable[[SomeCase], So]] = MappingProxyType(
    {
        "consent": full_yes,
        "soft_opt_in": customer,
        "published_address": published,
        "non_eea_business": abroad,
        "charity_relation": donor,
        "legitimate_interest": letter,
        "customer_relation": call,
    }
)
"""What each ground of marketing asks, by its name in `decision.md`."""


def _any_basis(case: SomeCase) -> So:
    return case.so(Chosen("marketing_basis", "any"))


def _gift(case: SomeCase) -> So:
    return case.has("sender_kind", "charity") & case.has("sale", "donation")


def _bought_alike(case: SomeCase) -> So:
    alike = case.so(Is("similarity", setting="similarity"))
    return case.so(Is("sale", setting="sale_kinds")) & (~promotes(case) | alike)


def _relation(case: SomeCase) -> So:
    """The dealing is the sender's with this recipient, has happened, and is not too old; the offer is the sender's."""
    ended, sold = recorded("relation_ended_at"), recorded("sale_at")
    runs = case.so(Before(AT, ended)) | (~case.recorded("relation_ended_at") & case.has("uses_service"))
    return case.every(
        (
            _any_basis(case),
            case.so(not_later(sold, AT)),
            case.has("sale_seller", "sender", "predecessor"),
            case.has("sale_party", "recipient", "represented"),
            case.has("promotes", "own"),
            runs | case.so(Within("relation_term_months", first_known(ended, sold))),
            ~child(case),
        )
    )
