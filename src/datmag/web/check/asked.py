"""The questions of the check, first half: the message, the channel, the recipient, what binds you to him."""

from datmag.web.check import needed
from datmag.web.check.question import Choice, Page, Part, yes_no
from datmag.words import Text

WHAT = Page(
    "what",
    Text("Wat wilt u sturen?", "What do you want to send?"),
    (
        Part(
            "what",
            Text("Wat wilt u sturen?", "What do you want to send?"),
            (
                Choice(
                    "offer",
                    Text("Een aanbieding of een nieuwsbrief met aanbiedingen", "An offer, or a newsletter with offers"),
                    {"declared_as": "marketing", "commercial_content": "dominant"},
                    {"commercial_content": ("minor",)},
                ),
                Choice(
                    "news",
                    Text("Nieuws over uw bedrijf, zonder aanbieding", "News about your business, without an offer"),
                    {"declared_as": "marketing", "commercial_content": "none"},
                    hint=Text(
                        "Bijvoorbeeld: u bent verhuisd, of uw openingstijden veranderen.",
                        "For instance: you have moved, or your opening hours change.",
                    ),
                ),
                Choice(
                    "service",
                    Text("Een servicebericht", "A service message"),
                    {"declared_as": "service"},
                    hint=Text(
                        "Bijvoorbeeld een storing, een factuur of een nieuw wachtwoord.",
                        "For instance an outage, an invoice or a new password.",
                    ),
                ),
                Choice(
                    "requested",
                    Text("Iets waar deze persoon zelf om vroeg", "Something that this person asked for"),
                    {"declared_as": "requested", "requested": "true"},
                    {"requested": ("", "false")},
                    hint=Text(
                        "Bijvoorbeeld een offerte of een brochure. Een nieuwsbrief is geen antwoord op één verzoek.",
                        "For instance a quote or a brochure. A newsletter is no answer to one request.",
                    ),
                ),
                Choice(
                    "confirmation",
                    Text("Een bevestigingsmail na een aanmelding", "A confirmation mail after a sign-up"),
                    {"declared_as": "consent_confirmation", "commercial_content": "none", "requested": "true"},
                    {"commercial_content": ("", "minor", "dominant"), "requested": ("", "false")},
                ),
                Choice(
                    "survey",
                    Text("Een enquête of een vraag om een review", "A survey or a request for a review"),
                    {"declared_as": "survey", "commercial_content": "none"},
                    {"commercial_content": ("", "minor", "dominant")},
                ),
                Choice(
                    "ask",
                    Text("Een vraag om toestemming", "A request for consent"),
                    {"declared_as": "consent_request", "commercial_content": "none"},
                ),
                Choice(
                    "charity",
                    Text("Een oproep voor een goed doel", "An appeal for a charity"),
                    {"declared_as": "marketing", "commercial_content": "none", "charitable_content": "true"},
                ),
                Choice(
                    "ideal",
                    Text("Een oproep voor een partij of een overtuiging", "An appeal for a party or a conviction"),
                    {"declared_as": "marketing", "commercial_content": "none", "ideological_content": "true"},
                ),
            ),
            unsure=Text("Dat weet ik niet: ga uit van reclame", "I do not know: take it as marketing"),
        ),
    ),
)  # fmt: skip

SERVICE = Page(
    "service",
    Text("Uw servicebericht", "Your service message"),
    (
        Part(
            "why",
            Text("Waarom heeft de ontvanger dit bericht nodig?", "Why does the recipient need this message?"),
            (
                Choice("contract", Text("Voor de dienst of het contract", "For the service or the contract"),
                       {"service_content_necessary": "true", "service_basis": "contract"}, {"service_basis": ("",)},
                       hint=Text("Bijvoorbeeld een storing, een levering of een factuur.",
                                 "For instance an outage, a delivery or an invoice.")),
                Choice("security", Text("Voor de veiligheid", "For security"),
                       {"service_content_necessary": "true", "service_basis": "security"},
                       {"service_basis": ("vital_interest",)}),
                Choice("duty", Text("De wet verplicht u ertoe", "The law obliges you to"),
                       {"service_content_necessary": "true", "service_basis": "legal_duty"}),
                Choice("not", Text("Eigenlijk heeft de ontvanger het niet nodig", "In truth the recipient does not need it"),
                       {"service_content_necessary": "false"}),
            ),
        ),
        Part(
            "offer",
            Text("Staat er ook reclame in?", "Is there promotion in it too?"),
            (
                Choice("none", Text("Nee, ook niet onderaan", "No, nor at the bottom"), {"commercial_content": "none"}),
                Choice("minor", Text("Ja, één zin of één link, niet bovenaan", "Yes, one sentence or one link, not on top"),
                       {"commercial_content": "minor"}),
                Choice("more", Text("Ja, meer dan dat", "Yes, more than that"), {"commercial_content": "dominant"}),
            ),
        ),
    ),
    needed=needed.service,
)  # fmt: skip

CHANNEL = Page(
    "channel",
    Text("Hoe stuurt u het?", "How do you send it?"),
    (
        Part(
            "channel",
            Text("Hoe stuurt u het?", "How do you send it?"),
            (
                Choice("email", Text("Per e-mail", "By e-mail"), {"channel": "email"}),
                Choice("sms", Text("Per sms of WhatsApp", "By text message or WhatsApp"), {"channel": "sms"}),
                Choice("app", Text("Als melding in een app", "As a notification in an app"), {"channel": "app_message"}),
                Choice("inbox", Text("Als advertentie tussen iemands e-mail", "As an advert among somebody's e-mail"),
                       {"channel": "inbox_ad"}),
                Choice("phone", Text("Een mens belt", "A person calls"), {"channel": "phone"}),
                Choice("post", Text("Per post", "By post"), {"channel": "post"}),
            ),
            unsure=Text("Dat weet ik niet: ga uit van e-mail", "I do not know: take it as e-mail"),
        ),
    ),
)  # fmt: skip

RECIPIENT = Page(
    "recipient",
    Text("Aan wie stuurt u het?", "To whom do you send it?"),
    (
        Part(
            "recipient",
            Text("Aan wie stuurt u het?", "To whom do you send it?"),
            (
                Choice("person", Text("Een particulier, of iemand die ergens werkt", "A private person, or somebody who works somewhere"),
                       {"recipient_kind": "natural_person"}),
                Choice("sole", Text("Een zzp'er of eenmanszaak", "A sole trader"), {"recipient_kind": "sole_trader"}),
                Choice("partners", Text("Een maatschap of vof", "A partnership"), {"recipient_kind": "partnership"}),
                Choice("company", Text("Een bedrijf of organisatie", "A company or organisation"),
                       {"recipient_kind": "legal_person"},
                       hint=Text("Bijvoorbeeld info@ of inkoop@ van een bv, stichting of vereniging.",
                                 "For instance info@ or purchasing@ of a company, foundation or association.")),
            ),
        ),
    ),
    needed=needed.marketing,
)  # fmt: skip

_NO_SALE = {"sale": ("",)}
_BOUGHT = {"sale": needed.CONCLUDED}
_BOUGHT_HIMSELF = {"sale": ("payment_due", "trial", "refunded")}
RELATION = Page(
    "relation",
    Text("Wat is deze persoon van u?", "What is this person to you?"),
    (
        Part(
            "relation",
            Text("Wat is deze persoon van u?", "What is this person to you?"),
            (
                Choice("customer", Text("Klant: kocht zelf iets", "Customer: bought something himself"),
                       {"sale": "paid", "sale_party": "recipient"}, _BOUGHT_HIMSELF),
                Choice("agent", Text("Kocht iets namens een bedrijf dat klant is", "Bought something for a company that is a customer"),
                       {"sale": "paid", "sale_party": "represented"}, _BOUGHT),
                Choice("user", Text("Gebruikt uw dienst, maar een ander betaalt", "Uses your service, but somebody else pays"),
                       {"sale": "paid", "sale_party": "other", "uses_service": "true"},
                       hint=Text("Bijvoorbeeld een gezinslid, of een werknemer van het bedrijf dat klant is.",
                                 "For instance a member of the family, or an employee of the customer.")),
                Choice("visitor", Text("Gebruikt uw gratis site of app; niemand betaalt", "Uses your free site or app; nobody pays"),
                       {"sale": "none", "uses_service": "true", "address_source": "own_account"}, _NO_SALE),
                Choice("subscriber", Text("Vulde een formulier van u in", "Filled in a form of yours"),
                       {"sale": "none", "address_source": "own_form"}, _NO_SALE,
                       hint=Text("Bijvoorbeeld om uw nieuwsbrief te krijgen.", "For instance to get your newsletter.")),
                Choice("free", Text("Gebruikt uw gratis versie, naast een betaalde versie", "Uses your free version, beside a paid version"),
                       {"sale": "free_with_paid_tier", "sale_party": "recipient"}),
                Choice("lead", Text("Vroeg iets of vulde een winkelwagen, maar kocht niets", "Asked something or filled a basket, but bought nothing"),
                       {"sale": "inquiry", "sale_party": "recipient"}, {"sale": ("quote", "cart", "inquiry")}),
                Choice("donor", Text("Gaf geld aan uw goede doel", "Gave money to your charity"),
                       {"sender_kind": "charity", "sale": "donation", "sale_party": "recipient"}),
                Choice("published", Text("Bedrijf dat zelf een adres publiceerde", "Business that published an address itself"),
                       {"sale": "none", "address_source": "published"}, _NO_SALE,
                       hint=Text("Bijvoorbeeld: “stuur aanbiedingen naar inkoop@…”.", "For instance: “send offers to purchasing@…”.")),
                Choice("stranger", Text("Niets daarvan: u kreeg of vond het adres", "None of these: you were given or found the address"),
                       {"sale": "none", "address_source": "third_party"},
                       {**_NO_SALE, "address_source": ("friend", "other")}),
            ),
        ),
    ),
    needed=needed.marketing,
)  # fmt: skip

PURCHASE = Page(
    "purchase",
    Text("De aankoop of de gift", "The purchase or the gift"),
    (
        Part(
            "payment",
            Text("Hoe staat het met de betaling?", "How about the payment?"),
            (
                Choice("paid", Text("Betaald", "Paid"), {"sale": "paid"}),
                Choice("due", Text("Besteld, moet nog betaald worden", "Ordered, payment due"), {"sale": "payment_due"}),
                Choice("trial", Text("Een gratis proefperiode", "A free trial"), {"sale": "trial"}),
                Choice("free", Text("De gratis versie van een betaalde dienst", "The free version of a paid service"),
                       {"sale": "free_with_paid_tier"}),
                Choice("refunded", Text("Teruggestuurd, geld terug", "Sent back and refunded"), {"sale": "refunded"}),
            ),
            needed=needed.customer,
        ),
        Part(
            "seller",
            Text("Aan wie betaalde of gaf deze persoon?", "Whom did this person pay or give to?"),
            (
                Choice("you", Text("Aan u, de afzender", "You, the sender"), {"sale_seller": "sender"}),
                Choice("before", Text("Aan een bedrijf dat u helemaal overnam", "A business that you took over as a whole"),
                       {"sale_seller": "predecessor"},
                       hint=Text("De klanten zijn dat verteld en konden weigeren.", "The customers were told and could refuse.")),
                Choice("group", Text("Aan een zusterbedrijf of moederbedrijf", "A sister or parent company"), {"sale_seller": "group_company"}),
                Choice("other", Text("Aan een ander bedrijf", "Another company"), {"sale_seller": "other"}),
            ),
        ),
        Part(
            "when",
            Text("Wanneer was dat?", "When was that?"),
            (
                Choice("running", Text("Het loopt nog: een abonnement of contract", "It still runs: a subscription or contract"),
                       {"uses_service": "true"}),
                Choice("once", Text("Eenmalig, op:", "Once, on:"), day="sale_at"),
                Choice("ended", Text("Het contract eindigde op:", "The contract ended on:"), day="relation_ended_at"),
            ),
        ),
    ),
    needed=needed.related,
)  # fmt: skip

COLLECTED = Page(
    "collected",
    Text("Hoe u aan het adres kwam", "How you got the address"),
    (
        Part(
            "given",
            Text("Gaf deze persoon u het adres bij die aankoop of gift?", "Did this person give you the address at that purchase or gift?"),
            (
                Choice("sale", Text("Ja", "Yes"), {"address_source": "own_sale"}),
                Choice("account", Text("Nee, bij het maken van een account", "No, when making an account"), {"address_source": "own_account"}),
                Choice("form", Text("Nee, op een formulier", "No, on a form"), {"address_source": "own_form"}),
                Choice("others", Text("Nee, een ander gaf of verkocht het u", "No, somebody else gave or sold it to you"),
                       {"address_source": "third_party"}, {"address_source": ("friend", "other", "published")}),
            ),
        ),
        yes_no(
            "told",
            Text("Stond daarbij waarvoor u het adres gebruikt?", "Did it say there what you use the address for?"),
            "informed_at_collection",
        ),
        yes_no(
            "refuse",
            Text("Kon deze persoon daar meteen en gratis nee zeggen tegen reclame?", "Could this person refuse advertising right there, free of charge?"),
            "refusal_offered_at_collection",
            hint=Text("Met een vakje of link op die plek zelf. Alleen in de voorwaarden of in een latere mail telt niet.",
                      "With a box or link in that very place. Only in the terms or in a later mail does not count."),
        ),
    ),
    needed=needed.from_dealing,
)  # fmt: skip

PUBLISHED = Page(
    "published",
    Text("Waarvoor is dat adres gepubliceerd?", "What was that address published for?"),
    (
        Part(
            "published",
            Text("Waarvoor is dat adres gepubliceerd?", "What was that address published for?"),
            (
                Choice("this", Text("Om aanbiedingen als deze te ontvangen", "To receive offers like this one"),
                       {"address_designation": "advertising_matching"}),
                Choice("other", Text("Voor aanbiedingen over iets anders", "For offers about something else"),
                       {"address_designation": "advertising_other"}),
                Choice("contact", Text("Voor gewoon contact", "For general contact"), {"address_designation": "general_contact"}),
                Choice("none", Text("Er staat bij: geen reclame", "It says: no advertising"), {"address_designation": "no_advertising"}),
            ),
        ),
    ),
    needed=needed.published,
)  # fmt: skip
