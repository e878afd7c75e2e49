"""The examples of the two articles as filled-in checks: the facts are those of the casebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Example:
    """One example.

    Args:
        case: its id in the casebook.
        title: what it is about.
        story: what happens, in one sentence.
        facts: its flat facts, in the form of `decision.md`.
    """

    case: str
    title: Text
    story: Text
    facts: Mapping[str, Any]

    def json(self) -> dict[str, object]:
        """Give it as a program reads it."""
        return {"case": self.case, "title": self.title.json(), "facts": dict(self.facts)}


_AT = {"at": "2026-11-10T10:00:00+01:00", "channel": "email"}
_WELL_MADE = {"identifies_sender": True, "stop_address_valid": True, "unsubscribe": "works"}
_OFFER = {"declared_as": "marketing", "commercial_content": "dominant", **_WELL_MADE}
_NEWS = {"declared_as": "marketing", "commercial_content": "none", **_WELL_MADE}
_PERSON = {"recipient_kind": "natural_person"}
_BUYER = {
    **_PERSON,
    "address_source": "own_sale",
    "sale": "paid",
    "sale_party": "recipient",
    "sale_seller": "sender",
    "sale_at": "2026-04-14T16:20:00+02:00",
    "informed_at_collection": True,
    "refusal_offered_at_collection": True,
}
_MERE_USER = {**_PERSON, "address_source": "own_account", "uses_service": True}

EXAMPLES: tuple[Example, ...] = (
    Example(
        "N326",
        Text("De vader betaalt, de zoon kijkt", "The father pays, the son watches"),
        Text(
            "Een zoon kijkt mee op het abonnement van zijn vader. Mag u hem een aanbieding mailen?",
            "A son watches on his father’s plan. May you mail him an offer?",
        ),
        {
            **_AT, **_MERE_USER, "address_kind": "personal", "sale": "paid", "sale_party": "other",
            "sale_seller": "sender", "sale_at": "2026-03-01T09:00:00+01:00", "informed_at_collection": True,
            "refusal_offered_at_collection": False, **_OFFER, "similarity": "same",
        },
    ),
    Example(
        "S19",
        Text("Het bedrijf koopt, de werknemers gebruiken", "The company buys, the employees use"),
        Text(
            "Een bedrijf koopt software en zegt ja tegen uw nieuwsbrief, ook voor zijn werknemers. Mag u die mailen?",
            "A company buys software and says yes to your newsletter, for its employees too. May you mail them?",
        ),
        {
            **_AT, **_MERE_USER, "sale": "paid", "sale_party": "other", "sale_seller": "sender",
            "sale_at": "2026-03-02T14:00:00+01:00", "refusal_offered_at_collection": False,
            "consent_at": "2026-02-03T20:15:00+01:00", "consent_by": "other", "consent_act": "active",
            "consent_names_sender": True, "consent_bundled": False, "consent_informed": True,
            "consent_covers_purpose": True, "consent_covers_channel": True, "consent_evidence": "full",
            **_OFFER, "similarity": "similar",
        },
    ),
    Example(
        "S20",
        Text("Een site met gebruikers, zonder klanten", "A site with users and no customers"),
        Text(
            "Iemand heeft een account op uw gratis site. Mag u aanbiedingen mailen?",
            "Somebody has an account on your free site. May you mail offers?",
        ),
        {**_AT, **_MERE_USER, **_OFFER},
    ),
    Example(
        "N304",
        Text("Een persoonlijke korting voor een klant", "A personal discount for a customer"),
        Text(
            "Een klant krijgt korting op wat hij eerder op uw site bekeek.",
            "A customer gets a discount on what he looked at on your site before.",
        ),
        {**_AT, **_BUYER, **_OFFER, "similarity": "similar", "personalised": "behaviour"},
    ),
    Example(
        "S24",
        Text("Een adres voor aanbiedingen", "An address for offers"),
        Text(
            "Een bedrijf zet op zijn site: stuur aanbiedingen naar dit adres.",
            "A company writes on its site: send offers to this address.",
        ),
        {**_AT, "recipient_kind": "legal_person", "address_source": "published",
         "address_designation": "advertising_matching", **_OFFER},
    ),
    Example(
        "N323",
        Text("Onderhoud om middernacht", "Maintenance at midnight"),
        Text(
            "“Om middernacht zijn wij offline”, als melding aan een gebruiker die zich had afgemeld.",
            "“We are offline at midnight”, as a notification to a user who had opted out.",
        ),
        {
            **_AT, "channel": "app_message", **_MERE_USER, "objected_at": "2026-09-30T11:05:00+02:00",
            "declared_as": "service", "commercial_content": "none", "service_content_necessary": True,
            "service_basis": "contract",
        },
    ),
    Example(
        "N221",
        Text("Onderhoud, met één zin reclame", "Maintenance, with one sentence of promotion"),
        Text(
            "Een mail over onderhoud, met onderaan één zin over een duurder pakket.",
            "A mail on maintenance, with one sentence about a larger plan at the bottom.",
        ),
        {
            **_AT, **_MERE_USER, "declared_as": "service", "commercial_content": "minor",
            "service_content_necessary": True, "service_basis": "contract", **_WELL_MADE, "unsubscribe": "none",
        },
    ),
    Example(
        "N280",
        Text("Openingstijden in een crisis, aan klanten", "Opening hours in a crisis, to customers"),
        Text(
            "U vertelt uw klanten iets over uw bedrijf, zonder aanbieding.",
            "You tell your customers something about your business, without an offer.",
        ),
        {**_AT, **_BUYER, **_NEWS, "similarity": "dissimilar"},
    ),
    Example(
        "N283",
        Text("Openingstijden, met een aanbieding erbij", "Opening hours, with an offer beside them"),
        Text(
            "Niemand heeft bepaald of het aanbod lijkt op wat deze klant kocht.",
            "Nobody has decided whether the offer is like what this customer bought.",
        ),
        {**_AT, **_BUYER, **_OFFER, "commercial_content": "minor"},
    ),
    Example(
        "N285",
        Text("Openingstijden in een crisis, aan vreemden", "Opening hours in a crisis, to strangers"),
        Text(
            "Een crisis is geen excuus: deze mensen kochten nooit iets bij u.",
            "A crisis is no excuse: these people never bought anything from you.",
        ),
        {**_AT, **_PERSON, "address_source": "third_party", **_NEWS},
    ),
)  # fmt: skip
