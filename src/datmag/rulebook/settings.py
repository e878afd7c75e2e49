"""The disputed points: what lawyers disagree on, how it can be settled, and where the dispute comes from."""

from dataclasses import dataclass

from datmag.rulebook.fact import FACTS
from datmag.words import Text

Settled = tuple[str, ...] | int | str | None
"""How a point is settled: a list of words, a number of months, a word, or None where no term is asked."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to settle a point, and what it means."""

    value: Settled
    text: Text


@dataclass(frozen=True, slots=True)
class Setting:
    """A disputed point.

    Args:
        name: its id.
        shown: its short name.
        point: what lawyers disagree on.
        alternatives: the ways that the policies take, the widest first.
        source: what the statute says, and who reads it how.
    """

    name: str
    shown: Text
    point: Text
    alternatives: tuple[Alternative, ...]
    source: Text


KINDS = ("paid", "payment_due", "free_with_paid_tier", "trial")
ANY_DEALING = tuple(kind for kind in FACTS["sale"].values if kind != "none")
LIKE = ("same", "similar", "accessory", "same_range")

_SETTINGS = (
    Setting(
        "marketing_basis",
        Text("welke grondslagen voor reclame tellen", "which grounds for marketing count"),
        Text(
            "Mag u klanten mailen zonder toestemming, of telt alleen toestemming?",
            "May you mail customers without consent, or does only consent count?",
        ),
        (
            Alternative("any", Text("elke grondslag van de wet", "every ground of the law")),
            Alternative(
                "consent",
                Text(
                    "alleen toestemming; een adres dat voor reclame is gepubliceerd, een verzoek en een "
                    "servicebericht blijven mogen",
                    "consent only; an address published for advertising, a request and a service message stay allowed",
                ),
            ),
        ),
        Text(
            "Telecommunicatiewet 11.7, vierde lid, laat reclame aan klanten toe. Het tweede artikel waarop datmag "
            "rust, noemt in zijn eerste zin alleen toestemming.",
            "Telecommunications Act 11.7(4) allows marketing to customers. The second article on which datmag "
            "rests names only consent in its first sentence.",
        ),
    ),
    Setting(
        "sale_kinds",
        Text("welke soorten aankoop iemand klant maken", "which kinds of sale make a customer"),
        Text(
            "Is iemand al klant als hij nog moet betalen, een proef neemt of gratis gebruikt wat ook betaald bestaat?",
            "Is somebody a customer who still has to pay, takes a trial, or uses for free what is also sold?",
        ),
        (
            Alternative(
                KINDS,
                Text(
                    "betaald, nog te betalen, gratis naast een betaalde versie, proef",
                    "paid, payment due, free beside a paid tier, trial",
                ),
            ),
            Alternative(KINDS[:2], Text("betaald en nog te betalen", "paid and payment due")),
            Alternative(KINDS[:1], Text("alleen betaald", "paid only")),
            Alternative((), Text("geen enkele", "none")),
        ),
        Text(
            "De wet vraagt een verkoop. Het Hof van Justitie (C-654/23 Inteligo, 13 november 2025) zag een gratis "
            "account met een betaalde versie ernaast als verkoop. Hoe ver dat reikt, is niet beslist.",
            "The law asks for a sale. The Court of Justice (C-654/23 Inteligo, 13 November 2025) took a free "
            "account beside a paid tier as a sale. How far that reaches is not settled.",
        ),
    ),
    Setting(
        "post_basis",
        Text("welke contacten post dragen", "which dealings carry post"),
        Text(
            "Aan wie mag u reclame per post sturen op grond van uw belang?",
            "To whom may you send advertising by post on your legitimate interest?",
        ),
        (
            Alternative(
                ANY_DEALING,
                Text(
                    "aan wie ooit iets met u deed, ook een vraag",
                    "to whoever dealt with you, even by a question",
                ),
            ),
            Alternative(KINDS[:2], Text("aan wie betaalde of moet betalen", "to whoever paid or has to pay")),
            Alternative(KINDS[:1], Text("aan wie betaalde", "to whoever paid")),
            Alternative((), Text("aan niemand zonder toestemming", "to nobody without consent")),
        ),
        Text(
            "Post valt buiten het spamverbod. AVG 6, eerste lid, onder f, vraagt een afweging; het Hof van Justitie "
            "(C-621/22, 4 oktober 2024) liet commerciële belangen toe als de verwerking strikt nodig is.",
            "Post lies outside the spam ban. GDPR 6(1)(f) asks for a balance; the Court of Justice (C-621/22, "
            "4 October 2024) accepted commercial interests where the processing is strictly necessary.",
        ),
    ),
    Setting(
        "similarity",
        Text("wat genoeg lijkt op wat is gekocht", "what is similar enough to what was bought"),
        Text(
            "Hoeveel moet een aanbod lijken op wat iemand kocht?",
            "How similar must an offer be to what somebody bought?",
        ),
        (
            Alternative(
                LIKE,
                Text("alles uit dezelfde winkel", "everything from the same shop"),
            ),
            Alternative(
                LIKE[:3],
                Text(
                    "hetzelfde, iets soortgelijks, of wat erbij hoort",
                    "the same, something similar, or an accessory",
                ),
            ),
            Alternative(LIKE[:2], Text("hetzelfde of iets soortgelijks", "the same or something similar")),
        ),
        Text(
            "De wet zegt “eigen gelijksoortige producten of diensten”. Voor een winkel met een breed assortiment is "
            "niet beslist hoe ruim dat is; in Duitsland wordt het nauw gelezen.",
            "The law says “own similar products or services”. How wide that is for a shop with a broad range is "
            "not settled; in Germany it is read narrowly.",
        ),
    ),
    Setting(
        "relation_term_months",
        Text("hoeveel maanden iemand klant blijft", "for how many months somebody stays a customer"),
        Text(
            "Hoe lang na de laatste aankoop, of na het eind van het contract, is iemand nog klant?",
            "How long after the last purchase, or the end of the contract, is somebody still a customer?",
        ),
        (
            Alternative(None, Text("zonder termijn", "without a term")),
            Alternative(24, Text("24 maanden", "24 months")),
            Alternative(12, Text("12 maanden", "12 months")),
        ),
        Text(
            "De wet noemt geen termijn. Gedragscodes voor bellen hielden drie jaar aan; de Franse toezichthouder "
            "rekent vanaf het laatste eigen contact.",
            "The law names no term. Codes for calling held three years; the French authority counts from the "
            "last contact that the person made.",
        ),
    ),
    Setting(
        "consent_idle_months",
        Text(
            "na hoeveel maanden zonder gebruik toestemming vervalt",
            "after how many unused months consent lapses",
        ),
        Text(
            "Blijft toestemming gelden als u haar lang niet gebruikt?",
            "Does a consent stay good when you do not use it for long?",
        ),
        (
            Alternative(60, Text("60 maanden", "60 months")),
            Alternative(24, Text("24 maanden", "24 months")),
            Alternative(12, Text("12 maanden", "12 months")),
        ),
        Text(
            "De wet noemt geen termijn; wel moet de ontvanger haar nog verwachten (AVG 5, eerste lid, onder e, en 7).",
            "The law names no term; but the recipient must still expect it (GDPR 5(1)(e) and 7).",
        ),
    ),
    Setting(
        "service_promotion_tolerated",
        Text(
            "hoeveel reclame een servicebericht mag bevatten", "how much promotion a service message may hold"
        ),
        Text(
            "Mag in een servicebericht één zin over een eigen aanbod staan?",
            "May a service message hold one sentence about an own offer?",
        ),
        (
            Alternative(
                "minor",
                Text(
                    "ten hoogste één zin of link, niet vooraan",
                    "at most one sentence or link, not at the top",
                ),
            ),
            Alternative("none", Text("geen reclame", "no promotion")),
        ),
        Text(
            "Het tweede artikel zegt dat een systeemmail niet té commercieel mag worden; de Reclame Code Commissie "
            "kijkt naar het hele bericht.",
            "The second article says that a system mail must not become too commercial; the Advertising Code "
            "Committee looks at the whole message.",
        ),
    ),
    Setting(
        "stop_address",
        Text(
            "of een adres om te stoppen nodig is naast de afmeldlink",
            "whether a stop address is needed beside the unsubscribe link",
        ),
        Text(
            "Is een afmeldlink die werkt genoeg, of moet er ook een adres of nummer staan?",
            "Is a working unsubscribe link enough, or must there be an address or number as well?",
        ),
        (
            Alternative(
                "link_suffices", Text("een werkende afmeldlink is genoeg", "a working link is enough")
            ),
            Alternative("required", Text("ook een geldig adres of nummer", "a valid address or number too")),
        ),
        Text(
            "De wet vraagt een geldig postadres of nummer (11.7, zevende lid). Het eerste artikel noemt een link "
            "genoeg, en zo is de praktijk.",
            "The law asks for a valid postal address or number (11.7(7)). The first article calls a link enough, "
            "and that is practice.",
        ),
    ),
)

SETTINGS: dict[str, Setting] = {setting.name: setting for setting in _SETTINGS}
"""Every disputed point, in the order of `decision.md`, section 4."""
