"""The conditions that many rules use, each under a name that people read, with its definition."""

from datmag.rulebook.condition import All, Condition, Some
from datmag.rulebook.nl import (
    charity,
    consent,
    customer,
    message,
    objection,
    person,
    post,
    requested,
    service,
)
from datmag.rulebook.wording.prose import Named
from datmag.words import Text


def _part(condition: Condition, *path: int) -> Condition:
    """Give a part of a condition to which its chapter gives no name of its own."""
    for index in path:
        if not isinstance(condition, All | Some):
            message = "a condition of the rulebook has another shape than its name expects"
            raise TypeError(message)
        condition = condition.parts[index]
    return condition


_NEEDS = {need.name: need for need in consent.REQUIREMENTS}
_OF_RELATION = {need.name: need for need in customer.RELATION}

TERMS: tuple[Named, ...] = (
    Named(
        message.ELECTRONIC,
        Text("het bericht is elektronisch", "the message is electronic"),
        Text("het bericht is niet elektronisch", "the message is not electronic"),
    ),
    Named(
        message.PROMOTES,
        Text("het bericht maakt reclame", "the message promotes"),
        Text("het bericht maakt geen reclame", "the message does not promote"),
    ),
    Named(
        message.LITTLE_OWN_OFFER,
        Text(
            "het bericht bevat alleen een klein eigen aanbod",
            "the message holds only a small offer of your own",
        ),
        Text(
            "het bericht bevat meer dan een klein eigen aanbod",
            "the message holds more than a small offer of your own",
        ),
    ),
    Named(
        person.MINOR,
        Text("de ontvanger is een kind", "the recipient is a child"),
        Text("de ontvanger is geen kind", "the recipient is not a child"),
    ),
    Named(
        person.PARENT_AGREES,
        Text("een ouder staat achter de toestemming", "a parent stands behind the consent"),
        Text("geen ouder staat achter de toestemming", "no parent stands behind the consent"),
    ),
    Named(
        service.SERVICE_NEEDED,
        Text(
            "het is een servicebericht dat de ontvanger nodig heeft",
            "it is a service message that the recipient needs",
        ),
        Text(
            "het is geen servicebericht dat de ontvanger nodig heeft",
            "it is no service message that the recipient needs",
        ),
    ),
    Named(
        requested.ASKED_FOR,
        Text(
            "er is een verzoek om dit bericht dat nog geldt",
            "there is a request for this message that still counts",
        ),
        Text(
            "er is geen verzoek om dit bericht dat nog geldt",
            "there is no request for this message that still counts",
        ),
    ),
    Named(
        objection.OBJECTION_STANDS,
        Text("er is een bezwaar dat geldt", "there is an objection that stands"),
        Text("er is geen bezwaar dat geldt", "there is no objection that stands"),
        Text(
            "de ontvanger meldde zich af, vroeg u te stoppen, klaagde of weigerde bij de aankoop, en geen "
            "uitzondering op het bezwaar geldt",
            "the recipient unsubscribed, asked you to stop, complained or refused at the sale, and no exception "
            "to the objection holds",
        ),
    ),
    Named(
        objection.WITHDRAWAL_STANDS,
        Text("er is een intrekking die geldt", "there is a withdrawal that stands"),
        Text("er is geen intrekking die geldt", "there is no withdrawal that stands"),
    ),
    Named(
        objection.NO_STANDS,
        Text("er geldt een nee van de ontvanger", "a No of the recipient stands"),
        Text(
            "er geldt geen nee van de ontvanger",
            "no No of the recipient stands",
        ),
    ),
    Named(
        consent.CONSENT_IN_FULL,
        Text("de toestemming voldoet aan alle eisen", "the consent meets every requirement"),
        Text("de toestemming voldoet niet aan alle eisen", "the consent does not meet every requirement"),
        Text(
            "aan alle eisen van de grondslag toestemming is voldaan",
            "every requirement of the ground consent is met",
        ),
    ),
    Named(
        customer.ANY_BASIS,
        Text("uw lezing vraagt niet altijd toestemming", "your reading does not always ask for consent"),
        Text("uw lezing vraagt altijd toestemming", "your reading always asks for consent"),
    ),
    Named(
        customer.SALE,
        Text("er is een aankoop die telt", "there is a purchase that counts"),
        Text("er is geen aankoop die telt", "there is no purchase that counts"),
    ),
    Named(
        charity.GIFT_TO_CHARITY,
        Text("er is een gift aan uw goede doel", "there is a donation to your charity"),
        Text("er is geen gift aan uw goede doel", "there is no donation to your charity"),
    ),
    Named(
        _part(post.GROUNDS[0].begun, 1, 0),
        Text("er is een aankoop of contact dat voor post telt", "there is a dealing that counts for post"),
        Text("er is geen aankoop of contact dat voor post telt", "there is no dealing that counts for post"),
    ),
    Named(
        customer.IN_TERM.holds,
        Text(
            "de relatie loopt nog of is niet te lang voorbij",
            "the relation still runs or did not end too long ago",
        ),
        Text("de relatie is te lang voorbij", "the relation ended too long ago"),
    ),
    Named(
        message.MARKETING,
        Text("het bericht gaat uit als reclame", "the message goes out as marketing"),
        Text("het bericht gaat niet uit als reclame", "the message does not go out as marketing"),
    ),
    Named(
        customer.TAKEN_OVER,
        Text("het gaat om een relatie die u overnam", "it is about a relation that you took over"),
        Text("het gaat niet om een relatie die u overnam", "it is not about a relation that you took over"),
    ),
    Named(
        _part(service.RELEASES[0].when, 0),
        Text(
            "het is een servicebericht zonder reclame die telt",
            "it is a service message without promotion that counts",
        ),
        Text(
            "het is geen servicebericht zonder reclame die telt",
            "it is no service message without promotion that counts",
        ),
    ),
    Named(
        _part(requested.RELEASES[1].when, 1, 1),
        Text(
            "er is een nieuwe aanmelding die op bevestiging wacht",
            "there is a new sign-up that waits to be confirmed",
        ),
        Text(
            "er is geen nieuwe aanmelding die op bevestiging wacht",
            "there is no new sign-up that waits to be confirmed",
        ),
    ),
    Named(
        person.BLOCKS[1].unless[0].when,
        Text("de ontvanger gaf het adres daarna opnieuw", "the recipient gave the address again after that"),
        Text(
            "de ontvanger gaf het adres daarna niet opnieuw",
            "the recipient did not give the address again after that",
        ),
        term=False,
    ),
    Named(
        _NEEDS["names_promoted"].asked,
        Text(
            "het aanbod is deels of helemaal van een bedrijf dat geen zusterbedrijf is",
            "the offer is wholly or partly of a company that is no sister company",
        ),
        Text(
            "het aanbod is van uzelf of van een zusterbedrijf", "the offer is your own or a sister company's"
        ),
        term=False,
    ),
    Named(
        _OF_RELATION["own_offer"].holds,
        Text("niets van het aanbod is van een ander bedrijf", "nothing of the offer is another company's"),
        Text(
            "het aanbod is deels of helemaal van een ander bedrijf",
            "the offer is wholly or partly another company's",
        ),
        term=False,
    ),
)
"""Every named condition, in the order in which a reader meets them."""

NAMES: dict[Condition, Named] = {term.condition: term for term in TERMS}
