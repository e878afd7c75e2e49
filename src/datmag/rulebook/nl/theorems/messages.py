"""What must hold of messages: what is marketing and what carries it, measuring, service mail, duties, each channel."""

from datmag.rulebook.condition import AT, Chosen, fixed, not_later
from datmag.rulebook.nl.theorems.plain_facts import (
    answer,
    confirmation,
    electronic,
    full_yes,
    gone,
    marketing,
    needed,
    no_stands,
    promotes,
    sent_as_marketing,
)
from datmag.rulebook.nl.theorems.plain_grounds import (
    CALLS_NARROWED,
    GROUNDS,
    abroad,
    could_refuse,
    customer,
    published,
)
from datmag.rulebook.proof.claim import So, SomeCase, Theorem
from datmag.words import Text

_CUSTOMER_GROUNDS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
_MAY_CALL = ("charity", "good_cause_lottery", "press_publisher")
_OWED = (
    "identify_sender",
    "stop_address",
    "offer_unsubscribe",
    "recognisable_as_advertising",
    "recheck_at_send",
)


def _three_go_out_as_no_marketing(case: SomeCase) -> So:
    asked = case.rests_on("requested") & (answer(case) | confirmation(case))
    return case.released.implies(asked | (case.rests_on("service") & needed(case)))


def _marketing_needs_a_ground(case: SomeCase) -> So:
    return sent_as_marketing(case).implies(case.either(holds(case) for holds in GROUNDS.values()))


def _a_named_ground_holds(case: SomeCase) -> So:
    return case.every(case.carried_by(name).implies(holds(case)) for name, holds in GROUNDS.items())


def _no_open_tracking(case: SomeCase) -> So:
    measured = case.has("open_tracking") & ~case.has("open_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_open_tracking"))


def _no_click_tracking(case: SomeCase) -> So:
    measured = case.has("click_tracking", "individual") & ~case.has("click_tracking_consent")
    return (case.permitted & measured).implies(case.owes("no_click_tracking"))


def _no_profile(case: SomeCase) -> So:
    profile = case.has("personalised", "behaviour") & ~case.has("personalisation_consent")
    return (case.permitted & profile).implies(case.owes("no_personalisation"))


def _purchases_of_customers_only(case: SomeCase) -> So:
    built = case.has("personalised", "purchases") & ~case.has("personalisation_consent")
    may = marketing(case) & (full_yes(case) | customer(case))
    return (case.permitted & built & ~may).implies(case.owes("no_personalisation"))


def _service_goes_out(case: SomeCase) -> So:
    bare = case.has("declared_as", "service") & case.has("service_content_necessary") & ~promotes(case)
    return (bare & ~gone(case)).implies(case.rests_on("service"))


def _what_was_asked_for_goes_out(case: SomeCase) -> So:
    return ((answer(case) | confirmation(case)) & ~gone(case)).implies(case.rests_on("requested"))


def _no_promotion_released_against_a_no(case: SomeCase) -> So:
    promoting = case.has("declared_as", "service") & promotes(case)
    return (promoting & no_stands(case)).implies(case.denied)


def _carries_its_duties(case: SomeCase) -> So:
    stop = case.has("stop_address_valid") | case.so(Chosen("stop_address", "link_suffices"))
    said = case.has("identifies_sender") & case.has("unsubscribe", "works") & stop
    whole = (~electronic(case) | said) & (~case.has("channel", "post") | case.has("identifies_sender"))
    owed = case.every(case.owes(one) for one in _OWED)
    return sent_as_marketing(case).implies(whole & owed)


def _rechecked(case: SomeCase) -> So:
    return sent_as_marketing(case).implies(case.owes("recheck_at_send"))


def _no_sales_call(case: SomeCase) -> So:
    narrowed = not_later(fixed(CALLS_NARROWED), AT)
    person = ~case.has("recipient_kind", "legal_person") & ~case.has("sender_kind", *_MAY_CALL)
    called = sent_as_marketing(case) & case.has("channel", "phone") & case.so(narrowed) & person
    return called.implies(case.rests_on("consent") & full_yes(case))


def _only_own_offers(case: SomeCase) -> So:
    another = sent_as_marketing(case) & ~case.has("promotes", "own")
    no_customer = case.every(~case.carried_by(ground) for ground in _CUSTOMER_GROUNDS)
    return another.implies(no_customer & (full_yes(case) | published(case) | abroad(case)))


def _post_is_apart(case: SomeCase) -> So:
    apart = full_yes(case) | published(case) | abroad(case) | could_refuse(case)
    paper = case.has("channel", "post")
    interest = case.rests_on("legitimate_interest").implies(paper)
    return (sent_as_marketing(case) & ~apart).implies(paper) & interest


THEOREMS: tuple[Theorem, ...] = (
    Theorem(
        "nl.theorem.three_are_no_marketing",
        "marketing",
        Text(
            "Maar drie soorten berichten tellen niet als reclame: wat de ontvanger zelf vroeg, één kale vraag om een "
            "aanmelding te bevestigen, en een servicebericht zonder reclame dat de ontvanger nodig heeft (of met zo "
            "weinig reclame als de lezing toelaat, zolang er geen nee geldt). Al het andere is reclame, hoe u het "
            "ook noemt.",
            "Only three kinds of messages do not count as marketing: what the recipient asked for, one bare question "
            "to confirm a sign-up, and a service message without promotion that the recipient needs (or with as "
            "little promotion as the policy tolerates, while no No stands). All else is marketing, whatever you "
            "call it.",
        ),
        _three_go_out_as_no_marketing,
    ),
    Theorem(
        "nl.theorem.marketing_needs_a_ground",
        "marketing",
        Text(
            "Reclame mag nooit zonder een van deze: toestemming waaraan alles klopt; een klant of donateur die kon "
            "weigeren; een brief aan een relatie; een bedrijf dat zijn adres hiervoor publiceerde of dat buiten de "
            "EER zit.",
            "Marketing never goes out without one of these: a full consent; a customer or donor who could refuse; a "
            "letter to a relation; a business that published its address for this or that is outside the EEA.",
        ),
        _marketing_needs_a_ground,
    ),
    Theorem(
        "nl.theorem.a_named_ground_holds",
        "marketing",
        Text(
            "Noemt een oordeel een grondslag voor reclame, dan is alles waar die grondslag om vraagt bekend, en het "
            "klopt.",
            "Where a verdict names a ground of marketing, all that the ground asks for is known, and it is right.",
        ),
        _a_named_ground_holds,
    ),
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
        "nl.theorem.purchases_of_customers_only",
        "tracking",
        Text(
            "Wat iemand kocht, gebruikt u alleen in elektronische reclame aan een klant en in reclame op toestemming; "
            "in elk ander bericht alleen als die persoon dat goedvindt.",
            "What somebody bought is used only in electronic marketing to a customer and in marketing on consent; in "
            "any other message only where that person consents to it.",
        ),
        _purchases_of_customers_only,
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
        "nl.theorem.what_was_asked_for_goes_out",
        "requested",
        Text(
            "Wat iemand zelf vroeg, en één kale vraag om een aanmelding te bevestigen, mag altijd, ook na een nee, "
            "zolang er daarna geen nieuw nee kwam.",
            "What somebody asked for, and one bare question to confirm a sign-up, always goes out, also after a No, "
            "as long as no new No came after it.",
        ),
        _what_was_asked_for_goes_out,
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
            "de ruimste lezing) een adres om te stoppen; een brief zegt wie de afzender is. Alle reclame houdt die "
            "plichten ook bij het versturen, en is als reclame te herkennen.",
            "Electronic marketing that is permitted says who the sender is, has an unsubscribe link that works and "
            "(except in the widest reading) a stop address; a letter says who the sender is. All marketing keeps "
            "these duties when it is sent, and can be recognised as advertising.",
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
            "Op een klantrelatie gaat nooit iets uit dat reclame maakt voor een ander bedrijf; dat mag alleen op "
            "toestemming die dat bedrijf noemt, of naar een bedrijf dat zijn adres hiervoor publiceerde of buiten de "
            "EER zit.",
            "Nothing that promotes another company goes out on a customer relation; it needs a consent that names "
            "that company, or goes to a business that published its address for this or is outside the EEA.",
        ),
        _only_own_offers,
    ),
    Theorem(
        "nl.theorem.post_is_apart",
        "post",
        Text(
            "Wie bij de aankoop niet kon weigeren, krijgt zonder toestemming reclame alleen op papier (bedrijven met "
            "een gepubliceerd adres of buiten de EER uitgezonderd): gerechtvaardigd belang draagt geen elektronisch "
            "bericht en geen telefoontje.",
            "Whoever could not refuse at the purchase gets marketing without consent on paper only (businesses with "
            "a published address or outside the EEA excepted): legitimate interest carries no electronic message "
            "and no call.",
        ),
        _post_is_apart,
    ),
)
"""In the order of their importance."""
