"""How prose says what is no fact: findings of the verdict, disputed points, values of the law."""

from dataclasses import dataclass

from datmag.rulebook.glossary import GLOSSARY
from datmag.rulebook.glossary.entry import AND, Entry, listed
from datmag.rulebook.settings import SETTINGS, Settled
from datmag.words import Lang, Text, months

CHOICE = Text("dit is een keuze, geen wettelijke termijn", "this is a choice, not a statutory term")


@dataclass(frozen=True, slots=True)
class Said:
    """The clauses for a disputed point: it is met, it is not."""

    so: Text
    not_so: Text


SETTINGS_SAID: dict[str, Said] = {
    "marketing_basis": Said(
        Text(
            "uw lezing laat voor reclame ook andere grondslagen toe dan toestemming",
            "your reading allows other grounds for marketing than consent as well",
        ),
        Text(
            "uw lezing laat voor reclame alleen toestemming toe",
            "your reading allows only consent for marketing",
        ),
    ),
    "sale_kinds": Said(
        Text("er is een aankoop van een soort die telt", "there is a purchase of a kind that counts"),
        Text("er is geen aankoop van een soort die telt", "there is no purchase of a kind that counts"),
    ),
    "post_basis": Said(
        Text(
            "er is een aankoop of contact van een soort die voor post telt",
            "there is a purchase or another dealing of a kind that counts for post",
        ),
        Text(
            "er is geen aankoop of contact van een soort die voor post telt",
            "there is no purchase or other dealing of a kind that counts for post",
        ),
    ),
    "similarity": Said(
        Text("het aanbod lijkt genoeg op wat is gekocht", "the offer is similar enough to what was bought"),
        Text(
            "het aanbod lijkt niet genoeg op wat is gekocht",
            "the offer is not similar enough to what was bought",
        ),
    ),
    "service_promotion_tolerated": Said(
        Text(
            "uw lezing verdraagt een klein aanbod in een servicebericht",
            "your reading tolerates a small offer in a service message",
        ),
        Text(
            "uw lezing verdraagt geen enkel aanbod in een servicebericht",
            "your reading tolerates no offer in a service message",
        ),
    ),
    "stop_address": Said(
        Text(
            "uw lezing vraagt naast een werkende afmeldlink geen adres",
            "your reading asks for no address beside an unsubscribe link that works",
        ),
        Text(
            "uw lezing vraagt naast een werkende afmeldlink ook een adres",
            "your reading asks for an address beside an unsubscribe link that works",
        ),
    ),
}
"""What a condition says that rests on a disputed point; the terms of months say it themselves."""

PARAMETERS: dict[str, Text] = {
    "nl.parameter.age_of_consent": Text(
        "de leeftijd waarop iemand zelf toestemming geeft", "the age at which somebody consents alone"
    ),
    "nl.parameter.eea": Text(
        "een land van de Europese Economische Ruimte", "a country of the European Economic Area"
    ),
}
"""What the values that the law itself sets are called in a sentence."""

SHORT_GROUNDS: dict[str, Text] = {
    "consent": Text("toestemming", "consent"),
    "soft_opt_in": Text("klantuitzondering", "customer exception"),
    "published_address": Text("gepubliceerd adres", "published address"),
    "non_eea_business": Text("bedrijf buiten de EER", "business outside the EEA"),
    "charity_relation": Text("donateur", "donor"),
    "requested": Text("op verzoek", "on request"),
    "service": Text("servicebericht", "service message"),
    "legitimate_interest": Text("post aan een relatie", "post to a relation"),
    "customer_relation": Text("bellen met een relatie", "calling a relation"),
}
"""The grounds as a sentence names them."""

_EMPTY = Text("", "")


def _finding(so: Text, not_so: Text) -> Entry:
    return Entry(_EMPTY, _EMPTY, _EMPTY, so, not_so, values=SHORT_GROUNDS)


FINDINGS: dict[str, Entry] = {
    "ground": _finding(
        Text("de grondslag is {values}", "the ground is {values}"),
        Text("de grondslag is een andere dan {values}", "the ground is another than {values}"),
    ),
    "strict_permits": _finding(
        Text("ook in de strenge lezing mag het bericht", "the strict reading permits the message too"),
        Text("in de strenge lezing mag het bericht niet", "the strict reading does not permit the message"),
    ),
    **{
        f"held_{name}": _finding(
            Text(f"de grondslag {short.nl} geldt", f"the ground {short.en} holds"),
            Text(f"de grondslag {short.nl} geldt niet", f"the ground {short.en} does not hold"),
        )
        for name, short in SHORT_GROUNDS.items()
    },
}
"""What the verdict has found, in the clauses of obligations."""

_LISTS = {"sale_kinds": "sale", "post_basis": "sale", "similarity": "similarity"}


def shown_setting(setting: str, value: Settled, lang: Lang) -> str:
    """Write how a disputed point is settled, also in a way that no policy takes."""
    for one in SETTINGS[setting].alternatives:
        if one.value == value:
            return one.text.of(lang)
    if isinstance(value, tuple):
        return listed([GLOSSARY[_LISTS[setting]].values[word].of(lang) for word in value], AND.of(lang))
    return months(value).of(lang) if isinstance(value, int) else str(value)
