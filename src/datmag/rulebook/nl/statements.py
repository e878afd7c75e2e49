"""The statements of the two articles that this rulebook grew from, and the rules that carry each."""

from collections import Counter
from dataclasses import dataclass

from datmag.rulebook.chapter import chapters
from datmag.rulebook.worked import KINDS, Kind, examples
from datmag.words import Text

ARTICLES: dict[str, Text] = {
    "A": Text(
        "artikel van 25 maart 2020 over spam in coronatijd",
        "article of 25 March 2020 on spam in corona times",
    ),
    "B": Text(
        "artikel van 10 september 2020 over klanten en gebruikers",
        "article of 10 September 2020 on customers and users",
    ),
}
"""The two articles, by the first letter of the id of a statement."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an article says.

    Args:
        id: `A-01` … `B-19`.
        phrase: the words of the article that it hangs on, in Dutch.
        text: what it says, in our words.
        reason: why no rule carries it, where none does.
    """

    id: str
    phrase: str
    text: Text
    reason: Text | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement with the rules that carry it and the number of their worked examples of each kind."""

    statement: Statement
    rules: tuple[str, ...]
    tests: dict[Kind, int]


def carried() -> tuple[Carried, ...]:
    """Give every statement with its rules, read from the markers of the chapters, in the order of its id."""
    return tuple(Carried(one, rules := _rules(one.id), _tests(rules)) for one in STATEMENTS)


def _rules(statement: str) -> tuple[str, ...]:
    return tuple(
        rule
        for chapter in chapters("nl")
        for paragraph in chapter.paragraphs
        if statement in paragraph.statements
        for rule in paragraph.rules
    )


def _tests(rules: tuple[str, ...]) -> dict[Kind, int]:
    counted = Counter(one.kind for rule in rules for one in examples().get(rule, ()))
    return {kind: counted[kind] for kind in KINDS}


def _say(id: str, phrase: str, nl: str, en: str, reason: Text | None = None) -> Statement:
    return Statement(id, phrase, Text(nl, en), reason)


_DEFINITION = Text(
    "Dit is een omschrijving. De wet vraagt geen overlast: één bericht is genoeg. De drie woorden die tellen "
    "(commercieel, elektronisch, ongevraagd) zijn feiten van een geval, en geen regel op zichzelf.",
    "This is a definition. The law asks for no nuisance: one message is enough. The three words that matter "
    "(commercial, electronic, unsolicited) are facts of a case, and no rule by themselves.",
)
_PRIVACY_STATEMENT = Text(
    "Of een privacyverklaring klopt, is geen vraag over één bericht, en zij is nooit een grondslag voor "
    "reclame. Het regelboek vraagt wel of iemand bij de aankoop of de toestemming is geïnformeerd.",
    "Whether a privacy statement is right is no question about one message, and it is never a ground for "
    "marketing. The rulebook does ask whether somebody was informed at the sale or the consent.",
)

STATEMENTS: tuple[Statement, ...] = (
    _say(
        "A-01",
        "geen excuus … privacy overboord",
        "Ook in een crisis blijven de privacyregels gelden.",
        "The privacy rules keep applying in a crisis.",
    ),
    _say(
        "A-02",
        "informeren, maar spam ze niet",
        "U mag uw klanten informeren, maar niet spammen.",
        "You may inform your customers, but not spam them.",
    ),
    _say(
        "A-03",
        "overlast met ongevraagde commerciële elektronische berichten",
        "Spam is overlast door ongevraagde commerciële elektronische berichten.",
        "Spam is nuisance by unsolicited commercial electronic messages.",
        _DEFINITION,
    ),
    _say("A-04", "spammen is verboden", "Spammen is verboden.", "Spamming is prohibited."),
    _say(
        "A-05",
        "klanten … op de hoogte houden",
        "Klanten mag u op de hoogte houden van wat u doet en van nieuwe producten.",
        "You may keep customers informed of what you do and of new products.",
    ),
    _say(
        "A-06",
        "via elektronische weg … of niet",
        "Dat mag met een nieuwsbrief of andere reclame, elektronisch of niet.",
        "You may do so by a newsletter or other marketing, electronic or not.",
    ),
    _say(
        "A-07",
        "eigen, soortgelijke producten of diensten",
        "U biedt alleen eigen producten of diensten aan die lijken op wat de klant kocht.",
        "You offer only products or services of your own that are similar to what the customer bought.",
    ),
    _say(
        "A-08",
        "duidelijk blijken wie de afzender is",
        "Uit het bericht blijkt duidelijk wie de afzender is.",
        "The message says clearly who the sender is.",
    ),
    _say(
        "A-09",
        "namens een ander bedrijf mag … niet",
        "Reclame namens een ander bedrijf mag in principe niet.",
        "Marketing on behalf of another company is not allowed, in principle.",
    ),
    _say(
        "A-10",
        "vaststellen of een relatie klant is",
        "Stel eerst vast of een relatie klant is.",
        "First establish whether a relation is a customer.",
    ),
    _say(
        "A-11",
        "iemand die heeft betaald",
        "Klant is iemand die heeft betaald voor een geleverd product of een geleverde dienst.",
        "A customer is somebody who paid for a product or service that was delivered.",
    ),
    _say(
        "A-12",
        "gerechtvaardigd belang",
        "Bij klanten is het gerechtvaardigd belang de grondslag.",
        "For customers the legitimate interest is the ground.",
    ),
    _say(
        "A-13",
        "voorafgaande en specifieke toestemming",
        "Wie geen klant is, moet vooraf en specifiek toestemming geven.",
        "Who is no customer must consent beforehand and specifically.",
    ),
    _say(
        "A-14",
        "moeten ze zich kunnen afmelden",
        "Ontvangers moeten zich kunnen afmelden.",
        "Recipients must be able to unsubscribe.",
    ),
    _say(
        "A-15",
        "afmelden moet makkelijk gaan",
        "Afmelden moet makkelijk gaan; een link is genoeg.",
        "Unsubscribing must be easy; a link is enough.",
    ),
    _say(
        "A-16",
        "daadwerkelijk verwerkt wordt",
        "Een afmelding moet ook echt worden verwerkt.",
        "An opt-out must really be processed.",
    ),
    _say(
        "A-17",
        "dan geldt dat alsnog als spammen",
        "Wie na een afmelding toch stuurt, spamt.",
        "Who sends after an opt-out sends spam.",
    ),
    _say(
        "B-01",
        "enkel … geïnformeerd en de toestemming",
        "Een mailing mag alleen met duidelijke informatie en toestemming.",
        "A mailing needs clear information and consent.",
    ),
    _say(
        "B-02",
        "dat wil nog niet zeggen",
        "Gebruikers mag u soms mailen, maar dat vraagt extra aandacht.",
        "Users may sometimes be mailed, but that needs extra attention.",
    ),
    _say(
        "B-03",
        "een natuurlijk persoon of een vennootschap",
        "Klant is een mens of een bedrijf dat tegen betaling koopt.",
        "A customer is a person or a company that buys for payment.",
    ),
    _say(
        "B-04",
        "gebruiker … helemaal geen klant",
        "Gebruiker is wie gebruikt. Dat kan een ander zijn dan de klant, en er hoeft geen klant te zijn.",
        "A user is who uses. That may be another than the customer, and there need be no customer.",
    ),
    _say(
        "B-05",
        "aan alle voorwaarden voldoet",
        "Toestemming moet aan alle voorwaarden voldoen.",
        "Consent must meet all conditions.",
    ),
    _say(
        "B-06",
        "betrekking hebben op al je activiteiten",
        "Toestemming moet alles dekken wat u doet, ook het meten.",
        "Consent must cover all that you do, measuring included.",
    ),
    _say(
        "B-07",
        "van de juiste persoon toestemming",
        "Toestemming moet van de juiste persoon komen.",
        "Consent must come from the right person.",
    ),
    _say(
        "B-08",
        "geldt dan niet voor andere gebruikers",
        "Toestemming van de klant geldt niet voor andere gebruikers. Vraag het ieder zelf.",
        "A customer's consent does not hold for other users. Ask each of them.",
    ),
    _say(
        "B-09",
        "perfect gepersonaliseerde kortingen sturen",
        "Een klant die toestemming gaf, mag persoonlijke kortingen en productnieuws krijgen.",
        "A customer who consented may get personal discounts and product news.",
    ),
    _say(
        "B-10",
        "zelfs als je het mailadres",
        "Gebruikers krijgen geen reclame zonder eigen toestemming, ook al hebt u het adres.",
        "Users get no marketing without their own consent, even if you have the address.",
    ),
    _say(
        "B-11",
        "bewust een mailadres publiceert",
        "Uitzondering: een bedrijf publiceert bewust een adres om reclame te krijgen.",
        "Exception: a company deliberately publishes an address to receive advertising.",
    ),
    _say(
        "B-12",
        "in enige mate wel persoonsgegevens",
        "Er is een privacyverklaring, en u mag de gegevens van gebruikers in enige mate verwerken.",
        "There is a privacy statement, and users' data may be processed to some extent.",
        _PRIVACY_STATEMENT,
    ),
    _say(
        "B-13",
        "overeenkomst uit te voeren",
        "Een andere grondslag is het uitvoeren van de overeenkomst.",
        "Another ground is the performance of the contract.",
    ),
    _say(
        "B-14",
        "vitale belangen te beschermen",
        "Een andere grondslag is een vitaal belang, zoals beveiliging.",
        "Another ground is a vital interest, such as security.",
    ),
    _say(
        "B-15",
        "commerciële, ideële of charitatieve doeleinden",
        "Op die andere grondslagen mag geen commerciële, ideële of charitatieve mail.",
        "On those other grounds no commercial, ideological or charitable mail is allowed.",
    ),
    _say(
        "B-16",
        "om middernacht offline",
        "Voorbeeld dat mag: de site gaat om middernacht offline voor onderhoud.",
        "Example that is allowed: the site goes offline at midnight for maintenance.",
    ),
    _say(
        "B-17",
        "niet al te commercieel wordt",
        "Een systeemmail mag niet te commercieel worden.",
        "A system mail must not get too commercial.",
    ),
    _say(
        "B-18",
        "hoge boetes opleggen",
        "De Autoriteit Persoonsgegevens kan hoge boetes opleggen.",
        "The data protection authority (AP) can impose high fines.",
    ),
    _say(
        "B-19",
        "20 miljoen euro of 4%",
        "Een boete kan oplopen tot 20 miljoen euro of 4% van de wereldwijde jaaromzet.",
        "A fine can reach 20 million euros or 4% of the worldwide yearly turnover.",
    ),
)
"""Every statement of both articles, in the order of its id."""
