"""The glossary: the message."""

from datmag.rulebook.glossary.entry import Entry, enum, truth

MESSAGE: dict[str, Entry] = {
    "declared_as": enum(
        ("hoe u het bericht noemt", "what you call the message"),
        ("Wat voor bericht is dit volgens u?", "What kind of message is this, as you see it?"),
        ("hoe u het bericht noemt", "what you call the message"),
        ("u verstuurt het als {values}", "you send it as {values}"),
        ("u verstuurt het niet als {values}", "you do not send it as {values}"),
        {
            "marketing": ("reclame", "marketing"),
            "service": ("servicebericht", "a service message"),
            "requested": ("bericht op verzoek", "a message on request"),
            "survey": ("enquête", "a survey"),
            "consent_request": ("vraag om toestemming", "a request for consent"),
            "consent_confirmation": ("bevestiging van een aanmelding", "a confirmation of a sign-up"),
        },
    ),
    "commercial_content": enum(
        ("hoeveel aanbod er in het bericht staat", "how much of an offer the message holds"),
        ("Staat er een aanbod in het bericht?", "Does the message hold an offer?"),
        ("hoeveel reclame er in het bericht staat", "how much promotion the message holds"),
        ("in het bericht staat {values}", "the message holds {values}"),
        ("in het bericht staat iets anders dan {values}", "the message holds something else than {values}"),
        {
            "none": ("geen aanbod", "no offer"),
            "minor": (
                "een klein aanbod (hooguit één zin of link)",
                "a small offer (at most one sentence or link)",
            ),
            "dominant": ("een groter aanbod", "a larger offer"),
        },
        {
            "none": (
                ("in het bericht staat geen aanbod", "the message holds no offer"),
                ("in het bericht staat een aanbod", "the message holds an offer"),
            ),
        },
    ),
    "ideological_content": truth(
        ("oproep voor een ideaal", "call for an ideal"),
        (
            "Staat er een oproep in voor een ideaal of een politiek doel?",
            "Does it hold a call for an ideal or a political aim?",
        ),
        ("of er een oproep voor een ideaal in staat", "whether it holds a call for an ideal"),
        (
            "in het bericht staat een oproep voor een ideaal of een politiek doel",
            "the message holds a call for an ideal or a political aim",
        ),
        (
            "in het bericht staat geen oproep voor een ideaal of een politiek doel",
            "the message holds no call for an ideal or a political aim",
        ),
    ),
    "charitable_content": truth(
        ("oproep voor een goed doel", "call for a charity"),
        ("Staat er een oproep in voor een goed doel?", "Does it hold a call for a charity?"),
        ("of er een oproep voor een goed doel in staat", "whether it holds a call for a charity"),
        ("in het bericht staat een oproep voor een goed doel", "the message holds a call for a charity"),
        ("in het bericht staat geen oproep voor een goed doel", "the message holds no call for a charity"),
    ),
    "service_content_necessary": truth(
        ("iets wat de ontvanger nodig heeft", "something that the recipient needs"),
        (
            "Staat er iets in wat deze persoon nodig heeft of wat u wettelijk moet melden?",
            "Does it hold something that this person needs, or that the law makes you tell?",
        ),
        ("of de ontvanger het bericht nodig heeft", "whether the recipient needs the message"),
        (
            "in het bericht staat iets wat de ontvanger nodig heeft",
            "the message holds something that the recipient needs",
        ),
        (
            "in het bericht staat niets wat de ontvanger nodig heeft",
            "the message holds nothing that the recipient needs",
        ),
    ),
    "service_basis": enum(
        ("waarvoor de ontvanger het bericht nodig heeft", "for what the recipient needs the message"),
        ("Waarvoor heeft deze persoon het bericht nodig?", "For what does this person need the message?"),
        ("waarvoor de ontvanger het bericht nodig heeft", "for what the recipient needs the message"),
        ("het bericht is nodig voor {values}", "the message is needed for {values}"),
        ("het bericht is niet nodig voor {values}", "the message is not needed for {values}"),
        {
            "contract": ("het contract", "the contract"),
            "security": ("de veiligheid", "security"),
            "vital_interest": ("leven en gezondheid", "life and health"),
            "legal_duty": ("een wettelijke plicht van u", "a legal duty of yours"),
        },
    ),
    "repeat_request": truth(
        ("herhaalde vraag om bevestiging", "repeated request to confirm"),
        ("Vroeg u deze persoon al eerder om te bevestigen?", "Did you ask this person to confirm before?"),
        ("of u al eerder om bevestiging vroeg", "whether you asked to confirm before"),
        ("u vroeg al eerder om deze bevestiging", "you asked for this confirmation before"),
        ("u vroeg nog niet eerder om deze bevestiging", "you did not ask for this confirmation before"),
    ),
    "promotes": enum(
        ("van wie het aanbod is", "whose offer it is"),
        ("Van wie is het aanbod?", "Whose offer is it?"),
        ("van wie het aanbod is", "whose offer it is"),
        ("het aanbod is {values}", "the offer is {values}"),
        ("het aanbod is niet {values}", "the offer is not {values}"),
        {
            "own": ("helemaal van uzelf", "all your own"),
            "own_with_sponsor": ("deels van een ander bedrijf", "partly another company's"),
            "third_party": ("helemaal van een ander bedrijf", "wholly another company's"),
            "group_company": ("van een zusterbedrijf", "a sister company's"),
        },
        {
            "own_with_sponsor": (
                (
                    "een deel van het aanbod is van een ander bedrijf",
                    "a part of the offer is another company's",
                ),
                (
                    "het aanbod is niet deels van een ander bedrijf",
                    "the offer is not partly another company's",
                ),
            ),
        },
    ),
    "similarity": enum(
        ("of het aanbod lijkt op wat is gekocht", "how similar the offer is to what was bought"),
        (
            "Lijkt het aanbod op wat deze persoon kocht?",
            "Is the offer similar to what this person bought?",
        ),
        (
            "of het aanbod lijkt op wat deze persoon kocht",
            "whether the offer is similar to what this person bought",
        ),
        ("het aanbod is, naast wat is gekocht, {values}", "the offer is, beside what was bought, {values}"),
        (
            "het aanbod is, naast wat is gekocht, niet {values}",
            "the offer is, beside what was bought, not {values}",
        ),
        {
            "same": ("hetzelfde", "the same"),
            "similar": ("iets soortgelijks", "something similar"),
            "accessory": ("iets wat erbij hoort", "something that goes with it"),
            "same_range": ("iets anders uit dezelfde winkel", "something else from the same shop"),
            "dissimilar": ("iets heel anders", "something quite different"),
        },
    ),
    "identifies_sender": truth(
        ("duidelijke afzender", "clear sender"),
        ("Zegt het bericht duidelijk wie u bent?", "Does the message say clearly who you are?"),
        ("of het bericht zegt wie u bent", "whether the message says who you are"),
        ("in het bericht staat duidelijk wie u bent", "the message says clearly who you are"),
        ("in het bericht staat niet duidelijk wie u bent", "the message does not say clearly who you are"),
    ),
    "stop_address_valid": truth(
        ("adres om te stoppen", "address to ask to stop"),
        (
            "Staat er een geldig adres of nummer in om te vragen te stoppen?",
            "Does it hold a valid address or number to ask to stop?",
        ),
        (
            "of het bericht een geldig adres om te stoppen noemt",
            "whether the message holds a valid stop address",
        ),
        (
            "in het bericht staat een geldig adres of nummer om te vragen te stoppen",
            "the message holds a valid address or number to ask to stop",
        ),
        (
            "in het bericht staat geen geldig adres of nummer om te vragen te stoppen",
            "the message holds no valid address or number to ask to stop",
        ),
    ),
    "unsubscribe": enum(
        ("de afmeldlink", "the unsubscribe link"),
        (
            "Kan de ontvanger zich met het bericht afmelden?",
            "Can the recipient unsubscribe with the message?",
        ),
        ("of de afmeldlink werkt", "whether the unsubscribe link works"),
        ("in het bericht staat {values}", "the message holds {values}"),
        ("in het bericht staat iets anders dan {values}", "the message holds something else than {values}"),
        {
            "works": ("een afmeldlink die werkt", "an unsubscribe link that works"),
            "broken": ("een afmeldlink die stuk is", "an unsubscribe link that is broken"),
            "needs_login": (
                "een afmeldlink waarvoor men moet inloggen",
                "an unsubscribe link that needs a login",
            ),
            "none": ("geen afmeldlink", "no unsubscribe link"),
        },
        {
            "works": (
                ("de afmeldlink werkt", "the unsubscribe link works"),
                ("de afmeldlink werkt niet", "the unsubscribe link does not work"),
            ),
            "broken": (
                ("de afmeldlink is stuk", "the unsubscribe link is broken"),
                ("de afmeldlink is niet stuk", "the unsubscribe link is not broken"),
            ),
            "needs_login": (
                ("afmelden kan alleen na inloggen", "unsubscribing needs a login"),
                ("afmelden kan zonder inloggen", "unsubscribing needs no login"),
            ),
            "none": (
                ("in het bericht staat geen afmeldlink", "the message holds no unsubscribe link"),
                ("in het bericht staat een afmeldlink", "the message holds an unsubscribe link"),
            ),
        },
    ),
    "open_tracking": truth(
        ("meten van openen", "measuring of opening"),
        (
            "Meet u of deze persoon het bericht opent?",
            "Do you measure whether this person opens the message?",
        ),
        ("of u meet wie opent", "whether you measure who opens"),
        ("u meet of de ontvanger het bericht opent", "you measure whether the recipient opens the message"),
        (
            "u meet niet of de ontvanger het bericht opent",
            "you do not measure whether the recipient opens the message",
        ),
    ),
    "click_tracking": enum(
        ("meten van klikken", "measuring of clicks"),
        ("Meet u waarop men klikt?", "Do you measure what is clicked?"),
        ("of u meet wie waarop klikt", "whether you measure who clicks what"),
        ("u meet {values}", "you measure {values}"),
        ("u meet iets anders dan {values}", "you measure something else than {values}"),
        {
            "none": ("geen klikken", "no clicks"),
            "aggregate": ("alleen hoe vaak er is geklikt", "only how often something is clicked"),
            "individual": ("waarop deze persoon klikt", "what this person clicks"),
        },
        {
            "individual": (
                ("u meet waarop deze persoon klikt", "you measure what this person clicks"),
                ("u meet niet waarop deze persoon klikt", "you do not measure what this person clicks"),
            ),
        },
    ),
    "personalised": enum(
        ("waarop de inhoud is afgestemd", "what the content is adapted to"),
        ("Is de inhoud afgestemd op deze persoon?", "Is the content adapted to this person?"),
        ("of de inhoud op de ontvanger is afgestemd", "whether the content is adapted to the recipient"),
        ("de inhoud is afgestemd op {values}", "the content is adapted to {values}"),
        ("de inhoud is niet afgestemd op {values}", "the content is not adapted to {values}"),
        {
            "none": ("niemand in het bijzonder", "nobody in particular"),
            "purchases": ("wat deze persoon kocht", "what this person bought"),
            "behaviour": (
                "het gedrag van deze persoon (openen, klikken, bezoeken of een profiel)",
                "this person's behaviour (opens, clicks, visits or a profile)",
            ),
        },
    ),
}
