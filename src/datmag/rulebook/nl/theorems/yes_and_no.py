"""What must hold of people: their Yes, their No, their age, and what they are to the sender."""

from datmag.rulebook.condition import recorded
from datmag.rulebook.nl.theorems.plain_facts import (
    child,
    full_yes,
    gone,
    marketing,
    no_since,
    no_stands,
    sent_as_marketing,
    signed_up,
)
from datmag.rulebook.nl.theorems.plain_grounds import abroad, published
from datmag.rulebook.proof.claim import Claim, So, SomeCase, Theorem
from datmag.rulebook.terms import GROUNDS
from datmag.words import Text

_DEALING = (
    "address_source",
    "sale",
    "sale_party",
    "sale_seller",
    "sale_at",
    "relation_ended_at",
    "informed_at_collection",
    "refusal_offered_at_collection",
    "similarity",
)
"""The facts of the dealing of a case."""


def _no_marketing_against_a_no(case: SomeCase) -> So:
    return (no_stands(case) & marketing(case)).implies(case.denied)


def _consent_alone_after_a_no(case: SomeCase) -> So:
    said_no = case.happened("objected_at") | case.happened("consent_withdrawn_at")
    alone = case.every(~case.carried_by(ground) for ground in GROUNDS if ground != "consent")
    return (sent_as_marketing(case) & said_no).implies(case.rests_on("consent") & full_yes(case) & alone)


def _consent_in_full(case: SomeCase) -> So:
    return case.carried_by("consent").implies(full_yes(case))


def _no_older_request(case: SomeCase) -> So:
    answer = case.has("declared_as", "requested")
    form = case.has("declared_as", "consent_confirmation") & ~signed_up(case)
    return (no_since(case, recorded("requested_at")) & (answer | form)).implies(case.denied)


def _no_purchase_lifts(case: SomeCase) -> So:
    bought = case.with_other(*_DEALING)
    return (no_stands(case) & marketing(case)).implies(bought.denied)


def _never_helps(time: str) -> Claim:
    """Make the claim that what happens at a time, now or again, never turns a denial into a permit."""

    def claim(case: SomeCase) -> So:
        return case.denied.implies(case.with_new(time).denied)

    return claim


def _nothing_once_gone(case: SomeCase) -> So:
    return gone(case).implies(case.denied)


def _minor_only_with_a_parent(case: SomeCase) -> So:
    parent = case.has("parental_consent") | case.has("consent_by", "parent")
    yes = case.rests_on("consent") & full_yes(case) & parent
    return (sent_as_marketing(case) & child(case)).implies(yes)


def _mere_user(case: SomeCase) -> So:
    dealt = case.has("sale_party", "recipient", "represented") & ~case.has("sale", "none")
    return (sent_as_marketing(case) & ~dealt).implies(full_yes(case) | published(case) | abroad(case))


THEOREMS: tuple[Theorem, ...] = (
    Theorem(
        "nl.theorem.objection_beats_marketing",
        "objection",
        Text(
            "Zolang een nee geldt, mag reclame nooit, via geen enkel kanaal. Een nee is een bezwaar of een ingetrokken "
            "toestemming; alleen de ontvanger zelf heft het op, met een later ja dat aan alle eisen voldoet (een kind "
            "alleen als een ouder het goedvindt).",
            "As long as a No stands, marketing may never go out, on any channel. A No is an objection or a withdrawn "
            "consent; only the recipient himself lifts it, by a later Yes that meets every requirement (a child only "
            "where a parent agrees).",
        ),
        _no_marketing_against_a_no,
    ),
    Theorem(
        "nl.theorem.consent_alone_after_a_no",
        "objection",
        Text(
            "Wie ooit nee zei, krijgt reclame alleen nog op toestemming, nooit op een andere grondslag.",
            "Whoever once said No gets marketing on consent alone, never on another ground.",
        ),
        _consent_alone_after_a_no,
    ),
    Theorem(
        "nl.theorem.consent_in_full",
        "consent",
        Text(
            "Toestemming draagt reclame alleen als alles eraan klopt: gegeven door de ontvanger of wie voor hem mag "
            "beslissen (voor een kind ook een ouder), vóór het versturen, met een eigen handeling, los van andere "
            "voorwaarden, vrij, met uitleg, met de naam van de afzender en van een ander bedrijf waarvoor u reclame "
            "maakt, voor dit doel en dit kanaal, met volledig bewijs, en niet te lang ongebruikt.",
            "Consent carries marketing only where everything is right: given by the recipient or somebody entitled "
            "to decide for him (for a child also a parent), before the sending, by an act of one's own, apart from "
            "other terms, freely, informed, naming the sender and any other company promoted, for this purpose and "
            "this channel, with full proof, and not unused for too long.",
        ),
        _consent_in_full,
    ),
    Theorem(
        "nl.theorem.objection_ends_request",
        "requested",
        Text(
            "Een verzoek dat ouder is dan een nee dat geldt, of waarvan niemand weet wanneer het was, draagt geen "
            "bericht meer: niet wat is gevraagd, en ook niet de vraag om een aanmelding te bevestigen (tenzij die "
            "aanmelding er pas na het nee kwam).",
            "A request that is older than a No that stands, or of which nobody knows when it was, carries no "
            "message any more: not what was asked for, nor the question to confirm a sign-up (unless that sign-up "
            "came after the No).",
        ),
        _no_older_request,
    ),
    Theorem(
        "nl.theorem.no_purchase_lifts",
        "objection",
        Text(
            "Geen aankoop heft een nee op: hoe de aankoop ook was, reclame mag niet zolang het nee geldt.",
            "No purchase lifts a No: whatever the purchase was, marketing may not go out while the No stands.",
        ),
        _no_purchase_lifts,
    ),
    Theorem(
        "nl.theorem.withdrawal_never_helps",
        "objection",
        Text(
            "Wie zijn toestemming intrekt, krijgt daardoor nooit een bericht dat eerst niet mocht.",
            "Withdrawing consent never lets a message go out that might not go out before.",
        ),
        _never_helps("consent_withdrawn_at"),
    ),
    Theorem(
        "nl.theorem.objection_never_helps",
        "objection",
        Text(
            "Een nieuw bezwaar, ook een blokkade van het adres (een bezwaar tegen alle reclame), maakt nooit dat "
            "een bericht mag dat eerst niet mocht.",
            "A new objection, also a suppression of the address (an objection to all marketing), never lets a "
            "message go out that might not go out before.",
        ),
        _never_helps("objected_at"),
    ),
    Theorem(
        "nl.theorem.erasure_never_helps",
        "person",
        Text(
            "Gegevens wissen maakt nooit dat een bericht mag dat eerst niet mocht.",
            "Erasing somebody's data never lets a message go out that might not go out before.",
        ),
        _never_helps("erased_at"),
    ),
    Theorem(
        "nl.theorem.nothing_to_the_gone",
        "person",
        Text(
            "Wie is overleden krijgt niets. Wie is gewist en zijn adres daarna niet opnieuw gaf, ook niet.",
            "The deceased get nothing. Nor do those who were erased and did not give the address again.",
        ),
        _nothing_once_gone,
    ),
    Theorem(
        "nl.theorem.minor_only_with_a_parent",
        "person",
        Text(
            "Een kind krijgt alleen reclame op toestemming waar een ouder achter staat.",
            "A child gets marketing only on a consent that a parent stands behind.",
        ),
        _minor_only_with_a_parent,
    ),
    Theorem(
        "nl.theorem.no_ground_for_mere_users",
        "customer",
        Text(
            "Wie alleen gebruiker is en zelf geen klant, krijgt nooit reclame zonder eigen, geldige toestemming (of die van "
            "wie voor hem mag beslissen). Twee bedrijven vallen daarbuiten: een dat zijn adres publiceerde om zulke "
            "reclame te krijgen, en een buiten de EER.",
            "A mere user who is no customer never gets marketing without a full consent of his own (or of somebody "
            "entitled to give it for him). Two businesses are another matter: one that published its address to "
            "get such advertising, and one outside the EEA.",
        ),
        _mere_user,
    ),
)
"""In the order of their importance."""
