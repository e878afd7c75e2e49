"""What people read about each rule, in Dutch and English; `{…}` takes what the case and the policy say."""

from datmag.rulebook.glossary import GLOSSARY
from datmag.words import Text

CHOICE = Text(
    "In uw lezing {points}; dit is een keuze, geen wettelijke termijn.",
    "In your reading {points}; this is a choice, not a statutory term.",
)
"""How the disputed points are settled on which a sentence rests."""

PERMITTING: dict[str, Text] = {
    "sale_kinds": Text("telt dit ({sale}) als aankoop", "this ({sale}) counts as a sale"),
    "post_basis": Text("draagt dit ({sale}) post", "this ({sale}) carries post"),
    "similarity": Text(
        "lijkt dit ({likeness}) genoeg op wat is gekocht",
        "this ({likeness}) is similar enough to what was bought",
    ),
    "relation_term_months": Text(
        "blijft iemand {relation_term} {customer}", "somebody stays a {customer} {relation_term}"
    ),
    "consent_idle_months": Text(
        "blijft toestemming zonder gebruik {consent_idle} geldig",
        "an unused consent stays good {consent_idle}",
    ),
    "service_promotion_tolerated": Text(
        "mag er in een servicebericht één zin reclame staan",
        "a service message may hold one sentence of promotion",
    ),
    "stop_address": Text(
        "is een werkende afmeldlink genoeg, zonder ander adres om te stoppen",
        "a working unsubscribe link is enough, without another stop address",
    ),
}
"""How a point is settled on which a permit rests."""

DENYING: dict[str, Text] = {
    **PERMITTING,
    "marketing_basis": Text("telt alleen toestemming", "only consent counts"),
    "sale_kinds": Text("telt dit ({sale}) niet als aankoop", "this ({sale}) does not count as a sale"),
    "post_basis": Text("draagt dit ({sale}) geen post", "this ({sale}) carries no post"),
    "similarity": Text(
        "lijkt dit ({likeness}) niet genoeg op wat is gekocht",
        "this ({likeness}) is not similar enough to what was bought",
    ),
    "service_promotion_tolerated": Text(
        "mag er in een servicebericht geen reclame staan", "a service message may hold no promotion"
    ),
    "stop_address": Text(
        "is zo'n adres nodig naast de afmeldlink", "such an address is needed beside the unsubscribe link"
    ),
}
"""How a point is settled on which a denial rests."""

NO_TERM = Text("zonder termijn", "without a term")
ENDED: dict[str, Text] = {
    "nl.customer_relation.before_2026": Text(
        "Sinds 1 juli 2026 mag u een klant alleen nog bellen als hij een rechtspersoon is (zoals een bv), of als u "
        "een goed doel, een loterij voor een goed doel of een uitgever van de pers bent.",
        "Since 1 July 2026 you may call a customer only where it is a legal person (such as a company), or where you "
        "are a charity, a good-cause lottery or a press publisher.",
    ),
}
"""What is said where a rule would have carried the message that is in force no more."""

LACKING: dict[str, Text] = {
    "phone": Text(
        "geen toestemming en geen klant die u hierover mag bellen",
        "no consent, and no customer whom you may call about this",
    ),
    "post": Text(
        "geen toestemming en geen contact dat post draagt", "no consent, and no dealing that carries post"
    ),
}
"""What is lacking, by channel."""
LACKING_ELECTRONIC = Text(
    "geen toestemming, geen aankoop die telt en geen adres dat een bedrijf voor reclame heeft gepubliceerd",
    "no consent, no sale that counts, and no address that a business published for advertising",
)
PROMOTION = Text(
    "In dit bericht staat reclame. Daardoor telt het hele bericht als reclame",
    "This message holds promotion. So all of it counts as marketing",
)
PROMOTION_UNREAD = Text(
    "Wij weten niet of er reclame in dit bericht staat; zolang telt het als reclame",
    "We do not know whether this message holds promotion; until then it counts as marketing",
)
LITTLE_PROMOTION = Text(
    "Er staat ten hoogste één zin reclame in.", "It holds at most one sentence of promotion."
)
NO_PROMOTION = Text("Er staat geen reclame in.", "It holds no promotion.")
_GIFT = (Text("de gift", "the gift"), Text("donateur", "donor"))
_CONTACT = (Text("het contact", "the dealing"), Text("relatie", "relation"))
SALE = (Text("de verkoop", "the sale"), Text("klant", "customer"))
DEALINGS: dict[str, tuple[Text, Text]] = {
    "donation": _GIFT,
    "quote": _CONTACT,
    "cart": _CONTACT,
    "inquiry": _CONTACT,
}
"""What a dealing that is no sale is called, and whom it makes of somebody."""
DISCLAIMER = Text(
    "datmag past regels toe op de gegevens die u invoerde. Dit is geen juridisch advies en bindt geen "
    "toezichthouder. Regelboek {version}, {policy}; {count} omstreden punten.",
    "datmag applies rules to the facts that you entered. This is no legal advice and binds no authority. "
    "Rulebook {version}, {policy}; {count} disputed points.",
)

CITED: dict[str, Text] = {
    "GDPR": Text("AVG", "GDPR"),
    "recital": Text("overweging", "recital"),
    "EEA Agreement": Text("EER-overeenkomst", "EEA Agreement"),
    "2002/58/EC": Text("Richtlijn 2002/58/EG", "Directive 2002/58/EC"),
}
"""What citations call a law, and what people call it."""

REASONS: dict[str, Text] = {
    "deceased": Text(
        "Deze persoon is overleden. Stuur hier niets meer heen.",
        "This person has died. Send nothing here any more.",
    ),
    "erased": Text(
        "Deze persoon liet zijn gegevens wissen en gaf dit adres daarna niet opnieuw.",
        "This person had the data erased and has not given this address again since.",
    ),
    "minor": Text(
        "Deze persoon is jonger dan 16. Reclame mag alleen met toestemming waar een ouder achter staat.",
        "This person is under 16. Marketing needs consent that a parent stands behind.",
    ),
    "consent_request_is_marketing": Text(
        "Vragen om toestemming is zelf ook reclame, en daarvoor is hier geen grondslag.",
        "Asking for consent is marketing itself, and there is no ground for it here.",
    ),
    "too_commercial": Text(
        "{promotion}, en daarvoor is hier geen grondslag.",
        "{promotion}, and there is no ground for that here.",
    ),
    "objected": Text(
        "Deze persoon heeft laten weten dat hij dit niet meer wil. Dat gaat voor elke grondslag "
        "voor reclame.",
        "This person has said that this is not wanted any more. That comes before every ground for marketing.",
    ),
    "consent_withdrawn": Text(
        "Deze persoon heeft de toestemming ingetrokken.", "This person has withdrawn the consent."
    ),
    "third_party": Text(
        "Het bericht maakt reclame voor een ander bedrijf. Dat mag alleen met toestemming die dat bedrijf noemt.",
        "The message promotes another company. That needs consent that names that company.",
    ),
    "other_entity": Text(
        "Het ging bij {dealing} om een ander bedrijf dan de afzender. Dat telt niet, ook niet bij een zusterbedrijf.",
        "In {dealing} it was another company than the sender. That does not count, even for a sister company.",
    ),
    "wrong_person": Text(
        "Niet deze persoon zelf was {customer}. Wie een dienst alleen gebruikt, is geen klant.",
        "It was not this person who was the {customer}. A mere user is no customer.",
    ),
    "not_similar": Text(
        "Wat u aanbiedt, lijkt niet genoeg op wat deze persoon kocht.",
        "What you offer is not similar enough to what this person bought.",
    ),
    "relation_expired": Text(
        "De relatie met deze persoon is te lang voorbij.",
        "The relation with this person ended too long ago.",
    ),
    "address_not_from_sale": Text(
        "Deze persoon gaf het adres niet bij {dealing}.",
        "This person did not give the address in {dealing}.",
    ),
    "no_refusal_at_collection": Text(
        "Deze persoon kon bij {dealing} niet duidelijk en gratis weigeren, of is niet geïnformeerd.",
        "This person had no clear and free chance to refuse at {dealing}, or was not informed.",
    ),
    "consent_not_prior": Text(
        "De toestemming kwam niet vóór het versturen.", "The consent did not come before the sending."
    ),
    "consent_invalid": Text(
        "De toestemming is niet geldig. Zij moet actief, vrij, los van andere voorwaarden en geïnformeerd zijn.",
        "The consent is not valid. It must be active, free, apart from other terms, and informed.",
    ),
    "consent_scope": Text(
        "De toestemming geldt niet voor dit doel of dit kanaal.",
        "The consent does not cover this purpose or this channel.",
    ),
    "consent_stale": Text(
        "De toestemming is te lang niet gebruikt.", "The consent has not been used for too long."
    ),
    "no_proof": Text(
        "U kunt de toestemming niet volledig bewijzen: wie, wanneer, hoe en met welke tekst.",
        "You cannot fully prove the consent: who, when, how, and with what text.",
    ),
    "address_purpose": Text(
        "Dit adres is niet gepubliceerd om zulke reclame te ontvangen.",
        "This address was not published to receive such advertising.",
    ),
    "unknown_fact": Text("Nog niet: wij weten niet {facts}.", "Not yet: we do not know {facts}."),
    "no_ground": Text("Er is geen grondslag: {lacking}. {ended}", "There is no ground: {lacking}. {ended}"),
    "no_identity": Text(
        "In het bericht staat niet duidelijk wie de afzender is.",
        "The message does not say clearly who the sender is.",
    ),
    "no_stop_address": Text(
        "In het bericht staat geen geldig adres om te vragen te stoppen.",
        "The message holds no valid address to ask to stop.",
    ),
    "no_unsubscribe": Text("Afmelden kan niet in dit bericht.", "This message offers no way to unsubscribe."),
    "unsubscribe_broken": Text("De afmeldlink werkt niet.", "The unsubscribe link does not work."),
    "unsubscribe_not_easy": Text(
        "Afmelden kan alleen na inloggen. Het moet makkelijk zijn.",
        "Unsubscribing needs a login. It must be easy.",
    ),
}

_OF_THE_OFFER = Text(
    "Het aanbod is van een zusterbedrijf. Dat mag alleen met toestemming die dat bedrijf noemt.",
    "The offer is that of a sister company. That needs consent that names that company.",
)

OF_RULES: dict[str, Text] = {
    "other_entity.own_company": _OF_THE_OFFER,
    "other_entity.names_group_company": _OF_THE_OFFER,
    "other_entity.names_sender": Text(
        "De toestemming noemt de afzender niet. Een Ja aan een ander bedrijf telt niet, ook niet aan een zusterbedrijf.",
        "The consent does not name the sender. A Yes to another company does not count, even to a sister company.",
    ),
    "wrong_person.person": Text(
        "De toestemming komt niet van deze persoon zelf, en ook niet van iemand die dat voor hem mag doen.",
        "The consent does not come from this person, nor from somebody who may give it for this person.",
    ),
}
"""Reasons that one rule says in another way: the code, and the last part of the rule's id."""

GROUNDS: dict[str, Text] = {
    "consent": Text(
        "Deze persoon heeft vooraf toestemming gegeven, en u kunt dat bewijzen.",
        "This person consented beforehand, and you can prove it.",
    ),
    "soft_opt_in": Text(
        "Deze persoon is klant, kon bij de verkoop weigeren en krijgt nieuws over iets eigens van u.",
        "This person is a customer, could refuse at the sale, and gets news about something of your own.",
    ),
    "published_address": Text(
        "Dit bedrijf heeft het adres gepubliceerd om zulke aanbiedingen te ontvangen.",
        "This business published the address to receive such offers.",
    ),
    "non_eea_business": Text(
        "Dit is een bedrijf buiten de Europese Economische Ruimte.",
        "This is a business outside the European Economic Area.",
    ),
    "charity_relation": Text(
        "Deze persoon gaf aan uw goede doel en kon toen weigeren.",
        "This person gave to your charity and could refuse then.",
    ),
    "requested": Text("Deze persoon heeft om dit bericht gevraagd.", "This person asked for this message."),
    "service": Text(
        "Deze persoon heeft dit bericht nodig. {content}", "This person needs this message. {content}"
    ),
    "legitimate_interest": Text(
        "Post aan een relatie, op grond van uw gerechtvaardigd belang.",
        "Post to a relation, on your legitimate interest.",
    ),
    "customer_relation": Text(
        "U mag deze relatie bellen over iets eigens van u.",
        "You may call this relation about something of your own.",
    ),
}

OBLIGATIONS: dict[str, Text] = {
    "identify_sender": Text(
        "Zeg in het bericht duidelijk wie u bent.", "Say clearly in the message who you are."
    ),
    "stop_address": Text(
        "Noem een geldig adres of nummer om te vragen te stoppen.",
        "Name a valid address or number to ask to stop.",
    ),
    "offer_unsubscribe": Text(
        "Laat de ontvanger zich makkelijk en gratis afmelden.",
        "Let the recipient unsubscribe easily and free of charge.",
    ),
    "recognisable_as_advertising": Text(
        "Maak het bericht meteen herkenbaar als reclame.", "Make the message recognisable as advertising."
    ),
    "recheck_at_send": Text(
        "Kijk op het moment van versturen of iemand zich intussen heeft afgemeld.",
        "Check at the moment of sending whether somebody has unsubscribed meanwhile.",
    ),
    "keep_proof": Text(
        "Bewaar het bewijs van de toestemming of de publicatie.",
        "Keep the proof of the consent or the publication.",
    ),
    "no_open_tracking": Text(
        "Meet niet of deze persoon het bericht opent.",
        "Do not measure whether this person opens the message.",
    ),
    "no_click_tracking": Text(
        "Meet niet waar deze persoon op klikt.", "Do not measure what this person clicks."
    ),
    "no_personalisation": Text(
        "Stem de inhoud niet af op deze persoon.", "Do not build the content on this person."
    ),
    "state_source": Text("Zeg waar u het adres vandaan hebt.", "Say where you got the address from."),
    "check_local_law": Text(
        "De ontvanger woont in een ander land. Kijk ook naar het recht daar.",
        "The recipient lives in another country. Check the law there as well.",
    ),
    "review": Text(
        "Juristen zijn het hierover niet eens. Laat een mens ernaar kijken.",
        "Lawyers disagree on this. Have a person look at it.",
    ),
    "balancing_test": Text(
        "Leg vast waarom uw belang zwaarder weegt dan dat van de ontvanger.",
        "Record why your interest outweighs the recipient's.",
    ),
}

CURES: dict[str, Text] = {
    "remove_third_party": Text(
        "Haal het deel over het andere bedrijf uit het bericht.",
        "Take the other company's part out of the message.",
    ),
    "strip_promotion": Text(
        "Haal alle reclame uit het bericht, ook onderaan.",
        "Take all promotion out of the message, also at the bottom.",
    ),
    "add_identity": Text(
        "Zet in het bericht duidelijk wie de afzender is.", "Say clearly in the message who the sender is."
    ),
    "add_stop_address": Text(
        "Zet een geldig adres om te stoppen in het bericht.", "Add a valid address to ask to stop."
    ),
    "add_unsubscribe": Text(
        "Zet een afmeldlink in het bericht die werkt zonder inloggen.",
        "Add an unsubscribe link that works without a login.",
    ),
}

ADVICE: dict[str, Text] = {
    "ask_elsewhere": Text(
        "Vraag om toestemming in uw dienst, bij het inloggen, op een formulier of op een factuur. "
        "Niet per e-mail.",
        "Ask for consent inside your service, at login, on a form or on an invoice. Not by e-mail.",
    ),
    "mail_the_customer": Text(
        "Richt u tot wie kocht of gaf, niet tot wie alleen gebruikt.",
        "Turn to the one who bought or gave, not to the one who merely uses.",
    ),
    "send_without_promotion": Text(
        "Zonder reclame mag dit bericht wel.", "Without promotion this message may go out."
    ),
    "add_missing_fact": Text("Vul aan wat wij nog niet weten.", "Add what we do not know yet."),
    "attach_checkout_text": Text(
        "Leg vast wat deze persoon te lezen kreeg bij de aankoop of gift.",
        "Record what this person was shown at the purchase or gift.",
    ),
    "ask_a_lawyer": Text(
        "Vraag een jurist: hierover verschillen de meningen.", "Ask a lawyer: opinions differ on this."
    ),
}

MISSING: dict[str, Text] = {name: entry.missing for name, entry in GLOSSARY.items()}
"""What goes on after “we do not know …”."""

MISSING_OF_GIFT: dict[str, Text] = {
    "sale_party": Text("of deze persoon zelf gaf", "whether this person was the one who gave"),
    "sale_seller": Text("aan wie de gift was", "to whom the gift was made"),
    "sale_at": Text("wanneer de gift was", "when the gift was made"),
    "informed_at_collection": Text(
        "of deze persoon bij de gift is geïnformeerd", "whether this person was informed at the gift"
    ),
    "refusal_offered_at_collection": Text(
        "of deze persoon bij de gift kon weigeren", "whether this person could refuse at the gift"
    ),
}
"""The same where the dealing is a gift."""

VALUES: dict[str, Text] = {
    "same": Text("hetzelfde", "the same"),
    "similar": Text("soortgelijk", "similar"),
    "accessory": Text("iets erbij", "an accessory"),
    "same_range": Text("dezelfde winkel", "the same shop"),
    "paid": Text("betaald", "paid"),
    "payment_due": Text("nog te betalen", "payment due"),
    "free_with_paid_tier": Text("gratis met een betaalde versie", "free with a paid tier"),
    "trial": Text("proef", "a trial"),
    "refunded": Text("terugbetaald", "refunded"),
    "quote": Text("offerte", "a quote"),
    "cart": Text("winkelmand", "a basket"),
    "inquiry": Text("vraag", "an inquiry"),
    "donation": Text("gift", "a gift"),
    "any": Text("elke grondslag", "any ground"),
    "consent": Text("alleen toestemming", "consent only"),
    "none": Text("geen", "none"),
    "minor": Text("één zin", "one sentence"),
    "required": Text("verplicht", "required"),
    "link_suffices": Text("een werkende afmeldlink is genoeg", "a working link is enough"),
}
