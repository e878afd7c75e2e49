"""Businesses that ask for offers: a published address, and businesses outside the EEA. Chapter `published`."""

from datmag.moment import parse
from datmag.rulebook.condition import Condition, Is, Surely, is_
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.customer import ANY_BASIS
from datmag.rulebook.nl.message import ELECTRONIC
from datmag.rulebook.nl.person import NO_MINOR
from datmag.rulebook.rule import Ground, Requirement

_OF_2004 = (
    "AT",
    "BE",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "NO",
    "PL",
    "PT",
    "SE",
    "SI",
    "SK",
    # Parts of the Union with a code of their own, and the code that the Union itself uses for Greece.
    "AX",
    "EL",
    "GF",
    "GP",
    "MF",
    "MQ",
    "RE",
    "YT",
)
_OF_2007 = (*_OF_2004, "BG", "RO")
_OF_2013 = (*_OF_2007, "HR")

EEA = Parameter(
    "nl.parameter.eea",
    (
        (sources.SPAM_BAN, _OF_2004, "EEA Agreement"),
        (parse("2007-01-01T00:00:00+01:00"), _OF_2007, "EEA Agreement"),
        (parse("2013-07-01T00:00:00+02:00"), _OF_2013, "EEA Agreement"),
        (sources.BREXIT, tuple(land for land in _OF_2013 if land != "GB"), "EEA Agreement"),
    ),
)
"""The countries of the European Economic Area."""

_PERHAPS_BUSINESS: Condition = ~Surely(is_("recipient_kind", "natural_person"))
_IS_BUSINESS = Requirement(
    "business", "wrong_person", is_("recipient_kind", "sole_trader", "partnership", "legal_person")
)

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "nl.published_address",
        sources.SPAM_BAN,
        None,
        sources.PUBLISHED,
        "published_address",
        ELECTRONIC & Surely(is_("address_source", "published")) & _PERHAPS_BUSINESS,
        (
            _IS_BUSINESS,
            Requirement("designation", "address_purpose", is_("address_designation", "advertising_matching")),
            NO_MINOR,
        ),
        2,
    ),
    Ground(
        "nl.non_eea_business",
        sources.SPAM_BAN,
        None,
        sources.NON_EEA,
        "non_eea_business",
        ANY_BASIS & ELECTRONIC & ~Is("recipient_country", parameter=EEA) & _PERHAPS_BUSINESS,
        (_IS_BUSINESS, NO_MINOR),
        3,
    ),
)
