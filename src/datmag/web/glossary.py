"""The words of the register as people read them. One place, so that pages never say two things for one."""

from datmag.words import Text

KINDS = {
    "natural_person": Text("particulier", "private person"),
    "sole_trader": Text("zzp'er of eenmanszaak", "sole trader"),
    "partnership": Text("maatschap of vof", "partnership"),
    "legal_person": Text("bedrijf of organisatie", "company or organisation"),
    "unknown": Text("onbekend", "unknown"),
}

BONDS = {
    "household_of": Text("huisgenoot van", "lives with"),
    "employee_of": Text("werkt bij", "works at"),
    "represents": Text("vertegenwoordigt", "represents"),
    "parent_of": Text("ouder van", "parent of"),
}

DEALINGS = {
    "paid": Text("kocht en betaalde", "bought and paid"),
    "payment_due": Text("kocht, moet nog betalen", "bought, payment due"),
    "free_with_paid_tier": Text(
        "nam de gratis versie van een betaalde dienst", "took the free tier of a paid service"
    ),
    "trial": Text("begon een proefperiode", "began a trial"),
    "refunded": Text("kocht en kreeg het geld terug", "bought and was refunded"),
    "quote": Text("vroeg een offerte", "asked for a quote"),
    "cart": Text("vulde een winkelwagen", "filled a cart"),
    "inquiry": Text("stelde een vraag", "made an inquiry"),
    "unknown": Text("kocht iets, betaald of niet is onbekend", "bought something, paid or not is unknown"),
    "donation": Text("gaf een gift", "made a donation"),
}

REFUSALS = {
    "offered": Text("kon daarbij reclame weigeren", "could refuse marketing then"),
    "used": Text("weigerde daarbij reclame", "refused marketing then"),
    "not_offered": Text("kon daarbij niet weigeren", "could not refuse then"),
}

AFTER_SALE = {
    "paid": Text("de aankoop is betaald", "the purchase was paid"),
    "refunded": Text("geld teruggekregen", "refunded"),
    "partly_refunded": Text("deels geld teruggekregen", "partly refunded"),
    "cancelled": Text("de aankoop is geannuleerd", "the purchase was cancelled"),
    "ended": Text("het contract eindigde", "the contract ended"),
}

ACTS = {
    "consent": Text("gaf toestemming", "gave consent"),
    "confirmed": Text("bevestigde de toestemming", "confirmed the consent"),
    "withdrawal": Text("trok toestemming in", "withdrew consent"),
    "objection": Text("meldde zich af", "opted out"),
    "complaint": Text("diende een klacht in", "complained"),
    "refusal": Text("weigerde reclame bij een aankoop", "refused marketing at a sale"),
    "list_no": Text("staat als afgemeld op een lijst", "is on a list as opted out"),
    "request": Text("vroeg om een bericht", "asked for a message"),
    "published": Text("publiceerde dit adres", "published this address"),
    "unpublished": Text("haalde de publicatie weg", "took the publication down"),
}
YESES = ("consent", "confirmed", "published", "request")

CONSENT_ACTS = {
    "active": Text("actief gegeven", "given actively"),
    "preticked": Text("vooraf aangevinkt vakje", "pre-ticked box"),
    "silence": Text("door niets te zeggen", "by silence"),
    "terms_acceptance": Text("via de voorwaarden", "through the terms"),
    "unconfirmed": Text("niet bevestigd", "not confirmed"),
    "deceptive": Text("misleidend gevraagd", "asked deceptively"),
    "business_card": Text("via een visitekaartje", "by a business card"),
    "unknown": Text("hoe is niet bekend", "how is not known"),
}

PROOFS = {
    "full": Text("met volledig bewijs", "with full proof"),
    "partial": Text("met onvolledig bewijs", "with partial proof"),
    "none": Text("zonder bewijs", "without proof"),
}

SCOPES = {
    "all": Text("voor alles", "for everything"),
    "unclear": Text("waarvoor is niet gezegd, dus voor alles", "not said for what, so for everything"),
}

ROUTES = {
    "link": Text("via de link in een bericht", "through the link in a message"),
    "one_click": Text("met de knop van het mailprogramma", "with the button of the mail program"),
    "reply": Text("per antwoord", "by reply"),
    "phone": Text("per telefoon", "by phone"),
    "post": Text("per post", "by post"),
}

DESIGNATIONS = {
    "advertising": Text("om reclame te ontvangen", "to receive advertising"),
    "general_contact": Text("voor gewoon contact", "for general contact"),
    "no_advertising": Text("met de tekst: geen reclame", "with the words: no advertising"),
}

SOURCES = {
    "own_sale": Text("eigen verkoop", "own sale"),
    "own_account": Text("eigen account", "own account"),
    "own_form": Text("eigen formulier", "own form"),
    "published": Text("gepubliceerd", "published"),
    "third_party": Text("gekocht of van een ander", "bought or from others"),
    "friend": Text("via een bekende", "from a friend"),
    "other": Text("een ander systeem", "another tool"),
}

BOUNCES = {
    "hard": Text("mail kwam terug: adres bestaat niet", "mail came back: no such address"),
    "soft": Text("mail kwam terug: nu even niet", "mail came back: not now"),
    "auto_reply": Text("automatisch antwoord", "automatic reply"),
}


def shown(table: dict[str, Text], word: str) -> Text:
    """Give the shown text of a word; one that is not in the table is shown as it is."""
    return table.get(word, Text(word, word))
