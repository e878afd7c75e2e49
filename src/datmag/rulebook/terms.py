"""The closed vocabularies of the decision page, in its order, with the names that people see."""

from collections.abc import Iterable

from datmag.words import Text

GROUND_NAMES: dict[str, Text] = {
    "consent": Text("toestemming", "consent"),
    "soft_opt_in": Text(
        "gerechtvaardigd belang: deze persoon is uw klant (klantuitzondering)",
        "legitimate interest: this person is your customer (customer exception)",
    ),
    "published_address": Text("adres gepubliceerd voor aanbiedingen", "address published for offers"),
    "non_eea_business": Text("bedrijf buiten de EER", "business outside the EEA"),
    "charity_relation": Text("donateur van uw goede doel", "donor of your charity"),
    "requested": Text("op verzoek toegestuurd", "sent on request"),
    "service": Text("servicebericht", "service message"),
    "legitimate_interest": Text(
        "gerechtvaardigd belang: post aan uw relatie", "legitimate interest: post to your relation"
    ),
    "customer_relation": Text("klantrelatie (telefoon)", "customer relation (phone)"),
}

REASON_NAMES: dict[str, Text] = {
    "deceased": Text("overleden", "deceased"),
    "erased": Text("gegevens gewist op verzoek", "data erased on request"),
    "minor": Text("jonger dan 16", "under 16"),
    "consent_request_is_marketing": Text(
        "vragen om toestemming is ook reclame", "asking for consent is marketing too"
    ),
    "too_commercial": Text("te veel reclame in dit bericht", "too much promotion in this message"),
    "objected": Text("wil geen berichten meer", "wants no more messages"),
    "consent_withdrawn": Text("toestemming ingetrokken", "consent withdrawn"),
    "third_party": Text("reclame voor een ander bedrijf", "promotion for another company"),
    "other_entity": Text("een ander bedrijf dan het uwe", "another company than yours"),
    "wrong_person": Text("niet de juiste persoon", "not the right person"),
    "not_similar": Text("lijkt niet op wat is gekocht", "not similar to what was bought"),
    "relation_expired": Text("te lang geen klant meer", "no customer for too long"),
    "address_not_from_sale": Text("adres niet bij de verkoop gekregen", "address not obtained in the sale"),
    "no_refusal_at_collection": Text("kon bij de verkoop niet weigeren", "could not refuse at the sale"),
    "consent_not_prior": Text("toestemming kwam te laat", "consent came too late"),
    "consent_invalid": Text("toestemming is niet geldig", "consent is not valid"),
    "consent_scope": Text("toestemming geldt hier niet voor", "consent does not cover this"),
    "consent_stale": Text("toestemming te lang niet gebruikt", "consent unused for too long"),
    "no_proof": Text("geen bewijs van de toestemming", "no proof of the consent"),
    "address_purpose": Text("adres niet hiervoor gepubliceerd", "address not published for this"),
    "unknown_fact": Text("er ontbreekt iets", "something is missing"),
    "no_ground": Text("geen grondslag", "no ground"),
    "no_identity": Text("afzender niet duidelijk", "sender not clear"),
    "no_stop_address": Text("geen geldig adres om te stoppen", "no valid address to say stop"),
    "no_unsubscribe": Text("geen afmeldlink", "no unsubscribe link"),
    "unsubscribe_broken": Text("afmeldlink werkt niet", "unsubscribe link does not work"),
    "unsubscribe_not_easy": Text("afmelden vraagt om inloggen", "unsubscribing needs a login"),
}

OBLIGATION_NAMES: dict[str, Text] = {
    "identify_sender": Text("zeg wie u bent", "say who you are"),
    "stop_address": Text("noem een adres om te stoppen", "name an address to say stop"),
    "offer_unsubscribe": Text("bied afmelden aan", "offer a way to unsubscribe"),
    "recognisable_as_advertising": Text("herkenbaar als reclame", "recognisable as advertising"),
    "recheck_at_send": Text("kijk bij het versturen opnieuw", "check again when sending"),
    "keep_proof": Text("bewaar het bewijs", "keep the proof"),
    "no_open_tracking": Text("meet niet wie opent", "do not measure who opens"),
    "no_click_tracking": Text("meet niet wie klikt", "do not measure who clicks"),
    "no_personalisation": Text("maak de inhoud niet persoonlijk", "do not personalise the content"),
    "state_source": Text("zeg waar u het adres vandaan hebt", "say where the address comes from"),
    "check_local_law": Text("kijk naar het recht van het andere land", "check the law of the other country"),
    "review": Text("laat een mens ernaar kijken", "have a person look at it"),
    "balancing_test": Text("leg uw belangenafweging vast", "record your balancing test"),
}

CURE_NAMES: dict[str, Text] = {
    "remove_third_party": Text(
        "haal het deel over het andere bedrijf weg", "remove the other company's part"
    ),
    "strip_promotion": Text("haal alle reclame eruit", "take all promotion out"),
    "add_identity": Text("zet erin wie de afzender is", "add who the sender is"),
    "add_stop_address": Text("zet er een adres in om te stoppen", "add an address to say stop"),
    "add_unsubscribe": Text("zet er een werkende afmeldlink in", "add a working unsubscribe link"),
}

ADVICE_NAMES: dict[str, Text] = {
    "ask_elsewhere": Text("vraag het ergens anders", "ask elsewhere"),
    "mail_the_customer": Text("mail de klant", "mail the customer"),
    "send_without_promotion": Text("verstuur het zonder reclame", "send it without promotion"),
    "add_missing_fact": Text("vul aan wat ontbreekt", "add what is missing"),
    "attach_checkout_text": Text("leg vast wat de kassa toonde", "record what the checkout showed"),
    "ask_a_lawyer": Text("vraag een jurist", "ask a lawyer"),
}

GROUNDS: tuple[str, ...] = tuple(GROUND_NAMES)
REASONS: tuple[str, ...] = tuple(REASON_NAMES)
OBLIGATIONS: tuple[str, ...] = tuple(OBLIGATION_NAMES)
CURES: tuple[str, ...] = tuple(CURE_NAMES)
ADVICE: tuple[str, ...] = tuple(ADVICE_NAMES)

RELEASING: tuple[str, ...] = ("requested", "service")
"""The grounds that release a message as no marketing; every other ground is a marketing ground."""

ELECTRONIC: tuple[str, ...] = ("email", "sms", "app_message", "inbox_ad")


def mask(names: Iterable[str], vocabulary: tuple[str, ...]) -> int:
    """Give the bit mask of `names`: bit N is the N-th word of the vocabulary."""
    return sum(1 << vocabulary.index(name) for name in set(names))


def names(bits: int, vocabulary: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of a bit mask, in the order of the vocabulary."""
    return tuple(name for index, name in enumerate(vocabulary) if bits >> index & 1)
