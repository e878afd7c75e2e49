"""The glossary: the dealing, the request, the No."""

from datmag.rulebook.glossary.entry import Entry, enum, time, truth

RELATION: dict[str, Entry] = {
    "sale": enum(
        ("wat deze persoon bij u kocht of vroeg", "what this person bought from you or asked of you"),
        ("Wat kocht of vroeg deze persoon bij u?", "What did this person buy from you or ask of you?"),
        ("wat deze persoon bij u kocht of vroeg", "what this person bought from you or asked of you"),
        ("er is {values}", "there is {values}"),
        ("er is iets anders dan {values}", "there is something else than {values}"),
        {
            "paid": ("een betaalde aankoop", "a paid purchase"),
            "payment_due": ("een aankoop die nog betaald moet worden", "a purchase that is still to be paid"),
            "free_with_paid_tier": (
                "een gratis versie van een betaalde dienst",
                "a free version of a paid service",
            ),
            "trial": ("een proefperiode", "a trial"),
            "refunded": ("een terugbetaalde aankoop", "a refunded purchase"),
            "quote": ("een offerte", "a quote"),
            "cart": ("een winkelwagen zonder bestelling", "a basket without an order"),
            "inquiry": ("een vraag aan u", "an inquiry"),
            "donation": ("een gift", "a donation"),
            "none": ("niets", "nothing"),
        },
        {
            "donation": (
                ("de ontvanger gaf u een gift", "the recipient made a donation to you"),
                ("de ontvanger gaf u geen gift", "the recipient made no donation to you"),
            ),
            "none": (
                ("er is geen aankoop of ander contact", "there is no purchase or other dealing"),
                ("er is een aankoop of ander contact", "there is a purchase or another dealing"),
            ),
        },
    ),
    "sale_party": enum(
        ("wie de klant was", "who the customer was"),
        ("Wie was de klant?", "Who was the customer?"),
        ("of deze persoon zelf kocht", "whether this person was the one who bought"),
        ("wie kocht of gaf, was {values}", "the one who bought or gave was {values}"),
        ("wie kocht of gaf, was niet {values}", "the one who bought or gave was not {values}"),
        {
            "recipient": ("de ontvanger zelf", "the recipient in person"),
            "represented": (
                "de organisatie waarvoor de ontvanger handelde",
                "the organisation for which the recipient acted",
            ),
            "other": ("iemand anders", "somebody else"),
        },
    ),
    "sale_seller": enum(
        ("wie de verkoper was", "who the seller was"),
        ("Wie was de verkoper?", "Who was the seller?"),
        ("wie de verkoper was", "who the seller was"),
        ("de aankoop of gift was bij {values}", "the purchase or donation was with {values}"),
        ("de aankoop of gift was niet bij {values}", "the purchase or donation was not with {values}"),
        {
            "sender": ("uw eigen organisatie", "your own organisation"),
            "predecessor": (
                "een organisatie die u helemaal hebt overgenomen, met bericht aan de klanten",
                "an organisation that you took over as a whole, with notice to its customers",
            ),
            "group_company": ("een zusterbedrijf", "a sister company"),
            "other": ("een ander bedrijf", "another company"),
        },
    ),
    "sale_at": time(
        ("de aankoop of gift", "the purchase or donation"),
        ("het moment van de aankoop", "the moment of the purchase"),
        ("Wanneer was de aankoop?", "When was the purchase?"),
        ("wanneer de verkoop was", "when the sale was"),
        ("het moment van de aankoop is bekend", "the moment of the purchase is known"),
        ("het moment van de aankoop is niet bekend", "the moment of the purchase is not known"),
    ),
    "relation_ended_at": time(
        ("het einde van de relatie", "the end of the relation"),
        ("het einde van de relatie", "the end of the relation"),
        (
            "Wanneer eindigde de relatie, bijvoorbeeld een contract?",
            "When did the relation end, for instance a contract?",
        ),
        ("of en wanneer de relatie eindigde", "whether and when the relation ended"),
        ("de relatie heeft een einddatum", "the relation has an end date"),
        ("de relatie heeft geen einddatum", "the relation has no end date"),
    ),
    "informed_at_collection": truth(
        ("uitleg bij het geven van het adres", "information where the address was given"),
        (
            "Stond bij het geven van het adres dat u het voor reclame gebruikt?",
            "Was it said where the address was given that you use it for marketing?",
        ),
        (
            "of deze persoon bij de verkoop is geïnformeerd",
            "whether this person was informed at the sale",
        ),
        (
            "bij het geven van het adres stond dat u het voor reclame gebruikt",
            "where the address was given, it was said that you use it for marketing",
        ),
        (
            "bij het geven van het adres stond niet dat u het voor reclame gebruikt",
            "where the address was given, it was not said that you use it for marketing",
        ),
    ),
    "refusal_offered_at_collection": truth(
        ("kans om te weigeren bij het geven van het adres", "chance to refuse where the address was given"),
        (
            "Kon deze persoon bij het geven van het adres duidelijk, makkelijk en gratis weigeren?",
            "Could this person refuse clearly, easily and free of charge where the address was given?",
        ),
        ("of deze persoon bij de verkoop kon weigeren", "whether this person could refuse at the sale"),
        (
            "bij het geven van het adres kon de ontvanger duidelijk, makkelijk en gratis weigeren",
            "where the address was given, the recipient could refuse clearly, easily and free of charge",
        ),
        (
            "bij het geven van het adres kon de ontvanger niet duidelijk, makkelijk en gratis weigeren",
            "where the address was given, the recipient could not refuse clearly, easily and free of charge",
        ),
    ),
    "requested": truth(
        ("verzoek om dit bericht", "request for this message"),
        (
            "Vroeg deze persoon om precies dit bericht, en kreeg hij het nog niet?",
            "Did this person ask for this very message, and not get it yet?",
        ),
        ("of de ontvanger om dit bericht vroeg", "whether the recipient asked for this message"),
        ("de ontvanger vroeg zelf om dit bericht", "the recipient asked for this message"),
        ("de ontvanger vroeg niet om dit bericht", "the recipient did not ask for this message"),
    ),
    "requested_at": time(
        ("het verzoek", "the request"),
        ("het moment van het verzoek", "the moment of the request"),
        ("Wanneer vroeg deze persoon om dit bericht?", "When did this person ask for this message?"),
        ("wanneer de ontvanger om dit bericht vroeg", "when the recipient asked for this message"),
        ("het moment van het verzoek is bekend", "the moment of the request is known"),
        ("het moment van het verzoek is niet bekend", "the moment of the request is not known"),
    ),
    "objected_at": time(
        ("het bezwaar", "the objection"),
        ("het moment van het laatste bezwaar", "the moment of the latest objection"),
        (
            "Wanneer liet deze persoon voor het laatst weten dat hij dit niet meer wil?",
            "When did this person last say that this is not wanted any more?",
        ),
        ("of de ontvanger bezwaar heeft gemaakt", "whether the recipient has objected"),
        ("de ontvanger heeft bezwaar gemaakt", "the recipient has objected"),
        ("de ontvanger heeft geen bezwaar gemaakt", "the recipient has not objected"),
    ),
}
