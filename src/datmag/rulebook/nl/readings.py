"""Two readings: where the two articles and the law differ, for whom, and a case that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from datmag.rulebook.worked import bases
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Shown:
    """A case that shows a difference.

    Args:
        text: what happens in it.
        facts: flat facts, in the form of `decision.md`.
        outcomes: the outcome under each policy that it is about.
    """

    text: Text
    facts: Mapping[str, Any]
    outcomes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One point on which the first article (A), the second article (B) and the law do not say the same.

    Args:
        id: `C1` … `C8` for what the articles contradict or leave out, `F1` … `F6` for what the law adds.
        point: the question.
        seed_a, seed_b: what each article says; where it says nothing, that.
        law: what the law says, as this rulebook reads it.
        matters_to: for whom it makes a difference.
        example: a case whose verdict shows it.
    """

    id: str
    point: Text
    seed_a: Text
    seed_b: Text
    law: Text
    matters_to: Text
    example: Shown


_SILENT = Text("Zegt hier niets over.", "Says nothing about it.")
_EVERY = ("statute", "standard", "strict", "consent_only")


def _case(nl: str, en: str, base: str, outcomes: Mapping[str, str], **changes: Any) -> Shown:  # noqa: ANN401  (JSON values)
    facts = MappingProxyType({**bases()[base], **changes})
    return Shown(Text(nl, en), facts, MappingProxyType(dict(outcomes)))


def _always(outcome: str) -> dict[str, str]:
    return dict.fromkeys(_EVERY, outcome)


DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        "C1",
        Text("Is toestemming de enige weg?", "Is consent the only way?"),
        Text(
            "Nee: klanten mag u schrijven op uw gerechtvaardigd belang.",
            "No: customers may be written to on your legitimate interest.",
        ),
        Text(
            "Ja: een mailing mag enkel met informatie en toestemming.",
            "Yes: a mailing is allowed only with information and consent.",
        ),
        Text(
            "Nee. Toestemming en de klantuitzondering zijn twee grondslagen naast elkaar; er zijn er meer.",
            "No. Consent and the customer exception are two grounds side by side; there are more.",
        ),
        Text("Winkels met klanten die nooit ja zeiden.", "Shops with customers who never said yes."),
        _case(
            "Een klant kocht een fiets en kon toen weigeren. Toestemming gaf hij niet.",
            "A customer bought a bicycle and could refuse then. There is no consent.",
            "customer",
            {"standard": "permit", "consent_only": "deny"},
        ),
    ),
    Difference(
        "C2",
        Text("Moet een klant hebben betaald?", "Must a customer have paid?"),
        Text("Ja: klant is wie heeft betaald.", "Yes: a customer is who paid."),
        Text("Ja: klant is wie tegen betaling koopt.", "Yes: a customer is who buys for payment."),
        Text(
            "Meestal. Een gratis account waar een betaalde versie achter zit, telt volgens het Hof ook als "
            "verkoop (C-654/23). Of u dat meetelt, is een keuze.",
            "Mostly. A free account with a paid version behind it counts as a sale too, says the Court "
            "(C-654/23). Whether you count it is a choice.",
        ),
        Text("Diensten met een gratis versie.", "Services with a free version."),
        _case(
            "Iemand opende een gratis account; er is ook een betaalde versie.",
            "Somebody opened a free account; there is a paid version as well.",
            "customer",
            {"statute": "permit", "standard": "deny"},
            sale="free_with_paid_tier",
        ),
    ),
    Difference(
        "C3",
        Text("Hoe hoog kan een boete zijn?", "How high can a fine be?"),
        Text(
            "Noemt de Autoriteit Persoonsgegevens (AP).",
            "Names the data protection authority (AP).",
        ),
        Text(
            "De AP: tot 20 miljoen euro of 4% van de jaaromzet.",
            "The AP: up to 20 million euros or 4% of the yearly turnover.",
        ),
        Text(
            "Dat hangt aan de regel. Het spamverbod: ACM, ten hoogste 900.000 euro of 1%. De AVG: AP, ten "
            "hoogste 20 miljoen euro of 4%.",
            "That depends on the rule. The ban on spam: ACM, at most 900,000 euros or 1%. The GDPR: AP, at "
            "most 20 million euros or 4%.",
        ),
        Text("Iedereen die het risico wil kennen.", "Everybody who wants to know the risk."),
        _case(
            "Reclame aan iemand van wie u alleen het adres hebt: de ACM, niet de AP.",
            "Marketing to somebody of whom you only have the address: the ACM, not the AP.",
            "message",
            _always("deny"),
        ),
    ),
    Difference(
        "C4",
        Text("Is een beveiligingsmail een vitaal belang?", "Is a security mail a vital interest?"),
        _SILENT,
        Text("Ja, noemt het een vitaal belang.", "Yes, calls it a vital interest."),
        Text(
            "Nee: een vitaal belang gaat over leven en gezondheid. De mail mag wel, op een ander artikel.",
            "No: a vital interest is about life and health. The mail is allowed, but on another article.",
        ),
        Text(
            "Wie de grondslag moet opschrijven. De uitkomst is dezelfde.",
            "Who must write the ground down. The outcome is the same.",
        ),
        _case(
            "Een gebruiker krijgt bericht over een vreemde inlog; de verzender noemt dit een vitaal belang.",
            "A user is told of a strange login; the sender calls this a vital interest.",
            "service",
            _always("permit"),
            service_basis="vital_interest",
        ),
    ),
    Difference(
        "C5",
        Text("Is spam pas spam bij overlast?", "Is spam only spam when it is a nuisance?"),
        Text("Ja: spam is overlast.", "Yes: spam is a nuisance."),
        _SILENT,
        Text("Nee: één bericht zonder grondslag is genoeg.", "No: one message without a ground is enough."),
        Text("Wie één keer een proefmailing stuurt.", "Who sends a trial mailing just once."),
        _case(
            "Eén sms met een aanbod aan een bedrijf dat u niet kent.",
            "One sms with an offer to a company that you do not know.",
            "message",
            _always("deny"),
            channel="sms",
            recipient_kind="legal_person",
        ),
    ),
    Difference(
        "C6",
        Text("Mag u reclame maken voor een ander bedrijf?", "May you promote another company?"),
        Text(
            "In principe niet; een uitzondering staat er niet bij.",
            "In principle not; it names no exception.",
        ),
        _SILENT,
        Text(
            "Alleen met toestemming die dat bedrijf noemt. De klantuitzondering dekt het nooit.",
            "Only with consent that names that company. The customer exception never covers it.",
        ),
        Text("Wie een nieuwsbrief met partners of sponsors stuurt.", "Who sends a newsletter with partners."),
        _case(
            "Iemand gaf toestemming voor nieuws van u en van een genoemde partner.",
            "Somebody consented to news from you and from a partner that was named.",
            "consent",
            _always("permit"),
            promotes="third_party",
            consent_names_promoted_party=True,
        ),
    ),
    Difference(
        "C7",
        Text("Gelden voor post en telefoon dezelfde regels?", "Do the same rules hold for post and phone?"),
        Text("Ja: elektronisch of niet.", "Yes: electronic or not."),
        Text("Gaat alleen over mail.", "Is only about mail."),
        Text(
            "Nee. Post valt onder de AVG, met een afweging. Bellen heeft eigen regels.",
            "No. Post falls under the GDPR, with a balance. Calls have rules of their own.",
        ),
        Text("Wie ook brieven stuurt.", "Who sends letters too."),
        _case(
            "Een brief aan een klant die bij de verkoop niet kon weigeren. Per e-mail zou dit niet mogen.",
            "A letter to a customer who could not refuse at the sale. By e-mail this would not be allowed.",
            "post",
            {"standard": "permit", "consent_only": "deny"},
            refusal_offered_at_collection=False,
        ),
    ),
    Difference(
        "C8",
        Text(
            "Moet een klant bij de verkoop kunnen weigeren?", "Must a customer be able to refuse at the sale?"
        ),
        _SILENT,
        _SILENT,
        Text(
            "Ja: duidelijk, makkelijk en gratis, waar het adres wordt gegeven. En de verzender bewijst het.",
            "Yes: clearly, easily and free of charge, where the address is given. And the sender proves it.",
        ),
        Text(
            "Bijna elke webwinkel: kijk naar uw bestelpagina.",
            "Almost every web shop: look at your checkout.",
        ),
        _case(
            "Een klant betaalde, maar de bestelpagina had geen vakje om nee te zeggen.",
            "A customer paid, but the checkout had no box to say no.",
            "customer",
            _always("deny"),
            refusal_offered_at_collection=False,
        ),
    ),
    Difference(
        "F1",
        Text("Welk lid van artikel 11.7 geldt?", "Which paragraph of article 11.7 holds?"),
        Text("Geschreven in 2020: de oude nummers.", "Written in 2020: the old numbers."),
        Text("Geschreven in 2020: de oude nummers.", "Written in 2020: the old numbers."),
        Text(
            "Sinds 1 juli 2021 zijn de oude leden 2, 3 en 4 de leden 3, 4 en 7.",
            "Since 1 July 2021 the old paragraphs 2, 3 and 4 are paragraphs 3, 4 and 7.",
        ),
        Text("Wie naar de wet verwijst.", "Who refers to the law."),
        _case(
            "Een klant, in november 2026: lid 4, niet lid 3.",
            "A customer, in November 2026: paragraph 4, not paragraph 3.",
            "customer",
            {"standard": "permit"},
        ),
    ),
    Difference(
        "F2",
        Text("Is een betalende klant genoeg?", "Is a paying customer enough?"),
        Text(
            "Ja, als het aanbod eigen en soortgelijk is en afmelden kan.",
            "Yes, if the offer is your own and similar and one can unsubscribe.",
        ),
        Text("Noemt alleen toestemming.", "Names only consent."),
        Text(
            "Nee: het adres komt uit de verkoop zelf, bij deze verkoper, met de kans om te weigeren.",
            "No: the address comes from the sale itself, with this seller, with a chance to refuse.",
        ),
        Text(
            "Wie adressen uit accounts, prijsvragen of andere bestanden bij klanten voegt.",
            "Who adds addresses from accounts, contests or other files to customers.",
        ),
        _case(
            "Een klant betaalde, maar het adres komt uit zijn account en niet uit de verkoop.",
            "A customer paid, but the address comes from the account and not from the sale.",
            "customer",
            _always("deny"),
            address_source="own_account",
        ),
    ),
    Difference(
        "F3",
        Text("Maakt een gratis account iemand klant?", "Does a free account make a customer?"),
        Text("Nee: er is niet betaald.", "No: there was no payment."),
        Text("Nee: dat is een gebruiker.", "No: that is a user."),
        Text(
            "Soms: alleen als er een betaalde versie achter zit. Zonder betaalde versie is er geen verkoop.",
            "Sometimes: only with a paid version behind it. Without a paid version there is no sale.",
        ),
        Text("Gratis sites en apps.", "Free sites and apps."),
        _case(
            "Iemand heeft een account op een site waar niets te koop is.",
            "Somebody has an account on a site where nothing is for sale.",
            "customer",
            _always("deny"),
            sale="none",
            address_source="own_account",
            uses_service=True,
        ),
    ),
    Difference(
        "F4",
        Text("Mag u een klant bellen?", "May you call a customer?"),
        Text("Ja: ook langs niet-elektronische weg.", "Yes: by other than electronic means too."),
        _SILENT,
        Text(
            "Sinds 1 juli 2026 niet meer als de klant een mens is, behalve door goede doelen, loterijen voor "
            "een goed doel en de pers.",
            "Since 1 July 2026 no longer if the customer is a person, except by charities, lotteries for a "
            "good cause and the press.",
        ),
        Text("Bedrijven die klanten opbellen.", "Businesses that call customers."),
        _case(
            "Een winkel belt in november 2026 een klant thuis met een aanbod.",
            "In November 2026 a shop calls a customer at home with an offer.",
            "customer",
            _always("deny"),
            channel="phone",
        ),
    ),
    Difference(
        "F5",
        Text(
            "Vraagt het meten van openen en klikken toestemming?",
            "Does measuring opens and clicks need consent?",
        ),
        _SILENT,
        Text("Ja: toestemming moet ook het volgen dekken.", "Yes: consent must cover tracking too."),
        Text(
            "Ja, eigen toestemming, ook bij klanten en bij servicemail. Zonder mag het bericht wel, het "
            "meten niet.",
            "Yes, consent of its own, for customers and service mail too. Without it the message may go, the "
            "measuring may not.",
        ),
        Text("Wie openen en klikken per persoon meet.", "Who measures opens and clicks per person."),
        _case(
            "Een klant krijgt een mail met een meetplaatje: de mail mag, het plaatje moet eruit.",
            "A customer gets a mail with a tracking picture: the mail may go, the picture must come out.",
            "customer",
            {"standard": "permit"},
            open_tracking=True,
        ),
    ),
    Difference(
        "F6",
        Text("Wie houdt toezicht?", "Who supervises?"),
        Text("Noemt alleen de AP.", "Names only the AP."),
        Text("Noemt alleen de AP.", "Names only the AP."),
        Text(
            "De ACM op het spamverbod, de AP op de AVG. Wie een bezwaar negeert, schendt beide.",
            "The ACM the ban on spam, the AP the GDPR. Who ignores an objection breaks both.",
        ),
        Text("Wie een klacht krijgt of er een wil indienen.", "Who gets a complaint or wants to make one."),
        _case(
            "Iemand meldde zich af en kreeg daarna toch een nieuwsbrief.",
            "Somebody unsubscribed and got a newsletter after that all the same.",
            "consent",
            _always("deny"),
            objected_at="2026-09-01T12:00:00+02:00",
        ),
    ),
)
"""The eight contradictions and gaps, then the six findings, of the study of the law behind this rulebook."""
