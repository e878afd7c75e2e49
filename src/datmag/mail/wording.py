"""The words of the footer: why somebody gets this message, how to stop it, who sent it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from datmag.mail.intent import Intent
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Footer:
    """Who sends, as the register knows it; an unknown part is "" and is left out.

    Attributes:
        legal_name: the name in the trade register.
        postal: the postal address.
        register_no: the number in the trade register (KvK).
        reply_to: the address at which people reach the sender, also to stop.
        website: the home page.
        contact: another way to reach the sender, such as a phone number.
    """

    legal_name: str
    postal: str = ""
    register_no: str = ""
    reply_to: str = ""
    website: str = ""
    contact: str = ""


MARKETING: Final = ("consent", "soft_opt_in", "published_address", "non_eea_business", "charity_relation")
"""The grounds on which marketing goes out by e-mail."""

WHY: Final[Mapping[str, Text]] = {
    "consent": Text(
        "U krijgt deze mail omdat u zich hiervoor hebt aangemeld.",
        "You get this e-mail because you signed up for it.",
    ),
    "soft_opt_in": Text(
        "U krijgt deze mail omdat u klant bent van {sender}.",
        "You get this e-mail because you are a customer of {sender}.",
    ),
    "published_address": Text(
        "U krijgt deze mail omdat u dit adres openbaar hebt gemaakt voor aanbiedingen als deze.",
        "You get this e-mail because you published this address for offers like this one.",
    ),
    "non_eea_business": Text(
        "U krijgt deze mail als bedrijf, op uw zakelijke adres.",
        "You get this e-mail as a business, at your business address.",
    ),
    "charity_relation": Text(
        "U krijgt deze mail omdat u {sender} eerder met een gift hebt gesteund.",
        "You get this e-mail because you supported {sender} with a gift before.",
    ),
    "requested": Text(
        "U krijgt deze mail omdat u erom hebt gevraagd.", "You get this e-mail because you asked for it."
    ),
    "service": Text(
        "U krijgt dit bericht omdat u het nodig hebt als klant of gebruiker van {sender}.",
        "You get this message because you need it as a customer or user of {sender}.",
    ),
    "service:security": Text(
        "U krijgt dit bericht omdat het om uw veiligheid gaat.",
        "You get this message because it concerns your safety or security.",
    ),
    "service:legal_duty": Text(
        "U krijgt dit bericht omdat {sender} wettelijk verplicht is het u te sturen.",
        "You get this message because {sender} has a legal duty to send it to you.",
    ),
    "": Text(
        "Voorbeeld: hier leest elke ontvanger waarom deze mail is gekomen.",
        "Preview: here each recipient reads why this e-mail came.",
    ),
}
"""Why somebody gets this message, by ground; "" stands for a preview to nobody."""

SOURCE: Final[Mapping[str, Text]] = {
    "published": Text(
        "Wij vonden uw adres op een openbare plek, zoals uw website.",
        "We found your address in a public place, such as your website.",
    ),
    "third_party": Text(
        "Wij kregen uw adres van een ander bedrijf.", "We received your address from another company."
    ),
    "friend": Text(
        "Wij kregen uw adres van iemand die u kent.", "We received your address from somebody you know."
    ),
    "other": Text(
        "Wij kregen uw adres niet van uzelf. Vraag ons gerust waar het vandaan komt.",
        "We did not get your address from you. Feel free to ask us where it came from.",
    ),
    "predecessor": Text(
        "Wij hebben uw gegevens overgenomen van het bedrijf waar u klant was.",
        "We took over your details from the company of which you were a customer.",
    ),
    "": Text("", ""),
}
"""Where the address came from, by `address_source`, for whom the obligation `state_source` holds."""

KIND: Final[Mapping[str, Text]] = {
    "commercial": Text(
        "Dit is een commerciële e-mail van {sender}.", "This is a commercial e-mail from {sender}."
    ),
    "charitable": Text(
        "Dit is een e-mail van {sender} voor een goed doel.",
        "This is an e-mail from {sender} for a good cause.",
    ),
    "ideological": Text(
        "Dit is een e-mail van {sender} voor een ideëel doel.",
        "This is an e-mail from {sender} to promote an ideal.",
    ),
}
"""What marketing calls itself, so that nobody takes it for something else (`recognisable_as_advertising`)."""

ASK_MARKETING: Final = Text("Wilt u deze mails niet meer krijgen?", "Do you no longer want these e-mails?")
ASK_OTHER: Final = Text("Wilt u geen reclame van {sender}?", "Do you want no advertising from {sender}?")
OPT_OUT: Final = Text("Afmelden", "Unsubscribe")
STOP_ALSO: Final = Text("Afmelden kan ook via {ways}.", "You can also unsubscribe via {ways}.")
BY_POST: Final = Text("per post naar het adres hieronder", "by post to the address below")
OR: Final = Text("of", "or")
REGISTER_NO: Final = Text("KvK {number}", "Chamber of Commerce (KvK) {number}")


def why(ground: str, sender: str, lang: str) -> str:
    """Give the sentence on why somebody gets a message on a ground, "" for a ground without words."""
    return _named(WHY[ground].of(lang), sender) if ground in WHY else ""


def whys(intent: Intent, sender: str, lang: str) -> dict[str, str]:
    """Give the sentences on what this is and why it came, by ground."""
    kind = KIND[_kind(intent)].of(lang)
    texts: dict[str, str] = {}
    for ground in ("", *MARKETING, "requested", "service"):
        reason = why(_service(intent) if ground == "service" else ground, sender, lang)
        marketing = ground in MARKETING or (not ground and _is_marketing(intent))
        texts[ground] = f"{_named(kind, sender)} {reason}" if marketing else reason
    return texts


def asks(intent: Intent, sender: str, lang: str) -> dict[str, str]:
    """Give the question that stands before the opt-out link, by ground."""
    texts: dict[str, str] = {}
    for ground in ("", *MARKETING, "requested", "service"):
        marketing = ground in MARKETING or (not ground and _is_marketing(intent))
        texts[ground] = _named((ASK_MARKETING if marketing else ASK_OTHER).of(lang), sender)
    return texts


def sources(lang: str) -> dict[str, str]:
    """Give the sentence on where the address came from, by `address_source`, with the space before it."""
    return {source: f" {text.of(lang)}" if source else "" for source, text in SOURCE.items()}


def stop_also(footer: Footer, lang: str) -> str:
    """Give the sentence that names the other ways to stop, "" where there is none."""
    ways = [
        way for way in (footer.reply_to, footer.contact, BY_POST.of(lang) if footer.postal else "") if way
    ]
    if not ways:
        return ""
    listed = f" {OR.of(lang)} ".join(filter(None, (", ".join(ways[:-1]), ways[-1])))
    return STOP_ALSO.of(lang).replace("{ways}", listed)


def register_no(footer: Footer, lang: str) -> str:
    """Give the number in the trade register with its label, "" where it is unknown."""
    return REGISTER_NO.of(lang).replace("{number}", footer.register_no) if footer.register_no else ""


def _named(text: str, sender: str) -> str:
    """Put the sender in; a name that ends in a full stop (B.V.) ends the sentence too."""
    return text.replace("{sender}.", f"{sender.removesuffix('.')}.").replace("{sender}", sender)


def _is_marketing(intent: Intent) -> bool:
    return intent.declared_as not in {"service", "requested", "consent_confirmation"}


def _service(intent: Intent) -> str:
    basis = intent.facts.get("service_basis")
    return {
        "security": "service:security",
        "vital_interest": "service:security",
        "legal_duty": "service:legal_duty",
    }.get(str(basis), "service")


def _kind(intent: Intent) -> str:
    if intent.facts.get("commercial_content") == "none":
        if intent.facts.get("charitable_content") is True:
            return "charitable"
        if intent.facts.get("ideological_content") is True:
            return "ideological"
    return "commercial"
