"""What a sender can do about a reason: one short sentence per reason and hold, as the funnel shows it."""

from datmag.words import Text

ASK = Text(
    "vraag zelf om toestemming: met een formulier, bij het inloggen of op de factuur, niet per e-mail",
    "ask for consent yourself: by a form, at login or on the invoice, not by e-mail",
)
NOTHING = Text("niets; dit is een keuze van de persoon", "nothing; this is the person's own choice")
MESSAGE = Text("pas het bericht aan", "change the message")

REMEDIES = {
    "deceased": Text("haal deze persoon uit uw bestanden", "take this person out of your files"),
    "erased": NOTHING,
    "minor": Text("vraag toestemming aan een ouder", "ask a parent for consent"),
    "consent_request_is_marketing": ASK,
    "too_commercial": Text(
        "haal de reclame eruit, of verstuur die apart", "take the promotion out, or send it apart"
    ),
    "objected": NOTHING,
    "consent_withdrawn": NOTHING,
    "third_party": Text("haal het deel over het andere bedrijf weg", "take the other company's part out"),
    "other_entity": ASK,
    "wrong_person": Text(
        "stuur aan wie kocht, of vraag deze persoon zelf om toestemming",
        "mail the one who bought, or ask this person for consent",
    ),
    "not_similar": Text(
        "bied iets aan dat lijkt op wat is gekocht, of leg vast dat het erop lijkt",
        "offer something like what was bought, or record that it is similar",
    ),
    "relation_expired": Text(
        "wacht op een nieuwe aankoop, of vraag toestemming", "wait for a new purchase, or ask for consent"
    ),
    "address_not_from_sale": ASK,
    "no_refusal_at_collection": Text(
        "toont uw kassa sinds kort een weigervakje? Leg vast sinds wanneer; anders: vraag toestemming",
        "does your checkout show a way to refuse? Record since when; otherwise ask for consent",
    ),
    "consent_not_prior": ASK,
    "consent_invalid": ASK,
    "consent_scope": ASK,
    "consent_stale": ASK,
    "no_proof": Text(
        "zoek de tekst, het moment en de manier op en leg die vast; anders: vraag opnieuw",
        "find the text, the moment and the way, and record them; otherwise ask again",
    ),
    "address_purpose": ASK,
    "unknown_fact": Text(
        "vul aan wat ontbreekt; open een persoon om te zien wat",
        "add what is missing; open a person to see what",
    ),
    "no_ground": ASK,
    "no_identity": MESSAGE,
    "no_stop_address": MESSAGE,
    "no_unsubscribe": MESSAGE,
    "unsubscribe_broken": MESSAGE,
    "unsubscribe_not_easy": MESSAGE,
    "undeliverable": Text(
        "vraag een nieuw adres bij het volgende contact", "ask for a new address at the next contact"
    ),
    "same_address": Text(
        "niets; een ander op dit adres krijgt het al", "nothing; somebody else at this address gets it"
    ),
    "part_not_permitted": Text("haal de persoonlijke inhoud eruit", "take the personalised content out"),
    "no_mail_address": Text("verbeter het adres", "mend the address"),
    "not_on_record": Text("lees het adres opnieuw in", "import the address again"),
}
"""By reason code or hold code."""


def remedy(code: str) -> Text:
    """Give what can be done about a reason or hold."""
    return REMEDIES.get(code, NOTHING)
