"""What must hold of messages: measuring, service mail, the duties of marketing, and each channel."""

from datmag.rulebook.condition import (
    AT,
    Chosen,
    fixed,
    not_later,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import ELECTRONIC, PROMOTES
from datmag.rulebook.nl.theorems.plain_facts import no_stands
from datmag.rulebook.proof.claim import So, SomeCase, Theorem
from datmag.words import Text

_CUSTOMER_GROUNDS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
_MAY_CALL = ("charity", "good_cause_lottery", "press_publisher")


def _no_open_tracking(case: SomeCase) -> So:
    measured = case.has("open_tracking") & ~case.has("open_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_open_tracking"))


def _no_click_tracking(case: SomeCase) -> So:
    measured = case.has("click_tracking", "individual") & ~case.has("click_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_click_tracking"))


def _no_profile(case: SomeCase) -> So:
    profile = case.has("personalised", "behaviour") & ~case.has("personalisation_consent")
    return (case.permitted & profile).implies(case.owes("no_personalisation"))


def _service_goes_out(case: SomeCase) -> So:
    bare = case.has("declared_as", "service") & case.has("service_content_necessary")
    gone = case.has("recipient_deceased") | case.happened("erased_at")
    return (bare & ~case.so(PROMOTES) & ~gone).implies(case.permitted)


def _no_promotion_released_against_a_no(case: SomeCase) -> So:
    promoting = case.has("declared_as", "service") & case.so(PROMOTES)
    return (promoting & no_stands(case)).implies(case.denied)


def _carries_its_duties(case: SomeCase) -> So:
    stop = case.has("stop_address_valid") | case.so(Chosen("stop_address", "link_suffices"))
    said = case.has("identifies_sender") & case.has("unsubscribe", "works") & stop
    owed = case.owes("identify_sender") & case.owes("offer_unsubscribe") & case.owes("stop_address")
    return (case.as_marketing & case.so(ELECTRONIC)).implies(said & owed)


def _rechecked(case: SomeCase) -> So:
    return case.as_marketing.implies(case.owes("recheck_at_send"))


def _no_sales_call(case: SomeCase) -> So:
    called = case.has("channel", "phone") & case.so(not_later(fixed(sources.CALLS_NARROWED), AT))
    person = ~case.has("recipient_kind", "legal_person") & ~case.has("sender_kind", *_MAY_CALL)
    return (case.as_marketing & called & person).implies(case.rests_on("consent"))


def _only_own_offers(case: SomeCase) -> So:
    another = case.permitted & ~case.has("promotes", "own")
    return another.implies(case.every(~case.carried_by(ground) for ground in _CUSTOMER_GROUNDS))


def _post_is_apart(case: SomeCase) -> So:
    return case.rests_on("legitimate_interest").implies(case.has("channel", "post"))


THEOREMS: tuple[Theorem, ...] = (
    Theorem(
        "nl.theorem.no_open_tracking",
        "tracking",
        Text(
            "Nooit wordt gemeten of iemand opent zonder toestemming van die persoon.",
            "Whether somebody opens is never measured without that person's consent.",
        ),
        _no_open_tracking,
    ),
    Theorem(
        "nl.theorem.no_click_tracking",
        "tracking",
        Text(
            "Nooit wordt per persoon gemeten wie klikt zonder toestemming van die persoon.",
            "Clicks are never measured per person without that person's consent.",
        ),
        _no_click_tracking,
    ),
    Theorem(
        "nl.theorem.no_profile",
        "tracking",
        Text(
            "Nooit rust de inhoud op iemands gedrag zonder toestemming van die persoon.",
            "Content is never built on somebody's behaviour without that person's consent.",
        ),
        _no_profile,
    ),
    Theorem(
        "nl.theorem.service_goes_out",
        "service",
        Text(
            "Een servicebericht zonder reclame dat de ontvanger nodig heeft, mag altijd, ook na een nee.",
            "A service message without promotion that the recipient needs always goes out, also after a No.",
        ),
        _service_goes_out,
    ),
    Theorem(
        "nl.theorem.no_promotion_in_service_after_a_no",
        "service",
        Text(
            "Een servicebericht met reclame mag nooit zolang een nee geldt.",
            "A service message that promotes never goes out while a No stands.",
        ),
        _no_promotion_released_against_a_no,
    ),
    Theorem(
        "nl.theorem.carries_its_duties",
        "sender",
        Text(
            "Elektronische reclame die mag, zegt wie de afzender is, heeft een afmeldlink die werkt en (behalve in "
            "de ruimste lezing) een adres om te stoppen, en houdt die plichten ook bij het versturen.",
            "Electronic marketing that is permitted says who the sender is, has an unsubscribe link that works and "
            "(except in the widest reading) a stop address, and keeps these duties when it is sent.",
        ),
        _carries_its_duties,
    ),
    Theorem(
        "nl.theorem.rechecked",
        "objection",
        Text(
            "Bij alle reclame die mag, kijkt u bij het versturen opnieuw.",
            "All marketing that is permitted is checked again when it is sent.",
        ),
        _rechecked,
    ),
    Theorem(
        "nl.theorem.no_sales_calls",
        "phone",
        Text(
            "Sinds 1 juli 2026 mag bellen met reclame, behalve naar een rechtspersoon, alleen op toestemming; "
            "goede doelen, loterijen voor een goed doel en de pers uitgezonderd.",
            "Since 1 July 2026 a sales call to anybody but a legal person needs consent, except for charities, "
            "good-cause lotteries and the press.",
        ),
        _no_sales_call,
    ),
    Theorem(
        "nl.theorem.only_own_offers",
        "customer",
        Text(
            "Op een klantrelatie gaat nooit iets uit dat reclame maakt voor een ander bedrijf.",
            "Nothing that promotes another company goes out on a customer relation.",
        ),
        _only_own_offers,
    ),
    Theorem(
        "nl.theorem.post_is_apart",
        "post",
        Text(
            "Gerechtvaardigd belang draagt alleen post op papier, geen elektronisch bericht en geen telefoontje.",
            "Legitimate interest carries paper post only, no electronic message and no call.",
        ),
        _post_is_apart,
    ),
)
"""In the order of their importance."""
