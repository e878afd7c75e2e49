"""The glossary: the consent."""

from datmag.rulebook.glossary.entry import Entry, enum, time, truth

CONSENT: dict[str, Entry] = {
    "consent_at": time(
        ("de toestemming", "the consent"),
        ("het moment van de toestemming", "the moment of the consent"),
        ("Wanneer gaf deze persoon toestemming?", "When did this person consent?"),
        ("of en wanneer toestemming is gegeven", "whether and when consent was given"),
        ("er is toestemming gegeven", "consent was given"),
        ("er is geen toestemming gegeven", "no consent was given"),
    ),
    "consent_by": enum(
        ("wie de toestemming gaf", "who gave the consent"),
        ("Wie gaf de toestemming?", "Who gave the consent?"),
        ("wie de toestemming gaf", "who gave the consent"),
        ("de toestemming kwam van {values}", "the consent came from {values}"),
        ("de toestemming kwam niet van {values}", "the consent did not come from {values}"),
        {
            "recipient": ("de ontvanger zelf", "the recipient in person"),
            "parent": ("een ouder", "a parent"),
            "representative": (
                "iemand die dit namens de ontvanger mag beslissen",
                "somebody who may decide this for the recipient",
            ),
            "other": ("iemand anders", "somebody else"),
        },
    ),
    "consent_act": enum(
        ("hoe de toestemming is gegeven", "how the consent was given"),
        ("Hoe gaf deze persoon toestemming?", "How did this person consent?"),
        ("hoe de toestemming is gegeven", "how the consent was given"),
        ("de toestemming is gegeven door {values}", "the consent was given by {values}"),
        ("de toestemming is niet gegeven door {values}", "the consent was not given by {values}"),
        {
            "active": (
                "een eigen handeling, zoals zelf aanvinken",
                "an act of one's own, such as ticking a box",
            ),
            "preticked": ("een vooraf aangevinkt vakje", "a box that was ticked beforehand"),
            "silence": ("niets te zeggen", "saying nothing"),
            "terms_acceptance": ("akkoord te gaan met de voorwaarden", "accepting the terms"),
            "unconfirmed": ("een aanmelding die nooit is bevestigd", "a sign-up that was never confirmed"),
            "deceptive": ("een misleidende vraag", "a deceptive question"),
            "business_card": ("een visitekaartje te geven", "giving a business card"),
        },
        {
            "active": (
                (
                    "de ontvanger gaf de toestemming met een eigen handeling, zoals zelf aanvinken",
                    "the consent was given by an act of one's own, such as ticking a box",
                ),
                (
                    "de toestemming is niet met een eigen handeling gegeven",
                    "the consent was not given by an act of one's own",
                ),
            ),
            "unconfirmed": (
                ("de aanmelding is nog niet bevestigd", "the sign-up is not confirmed yet"),
                (
                    "er is geen aanmelding die nog bevestigd moet worden",
                    "no sign-up is waiting to be confirmed",
                ),
            ),
        },
    ),
    "consent_names_sender": truth(
        ("uw naam in de toestemming", "your name in the consent"),
        ("Staat uw naam in de tekst van de toestemming?", "Is your name in the text of the consent?"),
        ("of de toestemming de afzender noemt", "whether the consent names the sender"),
        ("de toestemming noemt u als afzender", "the consent names you as the sender"),
        ("de toestemming noemt u niet als afzender", "the consent does not name you as the sender"),
    ),
    "consent_names_promoted_party": truth(
        ("het andere bedrijf in de toestemming", "the other company in the consent"),
        (
            "Noemt de toestemming het andere bedrijf waarvoor u reclame maakt?",
            "Does the consent name the other company that you promote?",
        ),
        ("of de toestemming het andere bedrijf noemt", "whether the consent names the other company"),
        ("de toestemming noemt het andere bedrijf", "the consent names the other company"),
        ("de toestemming noemt het andere bedrijf niet", "the consent does not name the other company"),
    ),
    "consent_bundled": truth(
        ("toestemming samen met andere voorwaarden", "consent together with other terms"),
        (
            "Ging deze persoon in één keer akkoord met de voorwaarden én met reclame?",
            "Did this person accept the terms and marketing in one act?",
        ),
        (
            "of de toestemming los stond van andere voorwaarden",
            "whether the consent stood apart from other terms",
        ),
        ("de toestemming zat vast aan andere voorwaarden", "the consent was tied to other terms"),
        ("de toestemming stond los van andere voorwaarden", "the consent stood apart from other terms"),
    ),
    "consent_conditional": truth(
        ("toestemming als voorwaarde", "consent as a condition"),
        (
            "Moest deze persoon toestemming geven om iets anders te krijgen, dat zonder kan?",
            "Did this person have to consent to get something that does not need it?",
        ),
        ("of de toestemming vrij was", "whether the consent was free"),
        (
            "de toestemming was verplicht om iets anders te krijgen",
            "the consent was required to get something else",
        ),
        (
            "de toestemming was niet verplicht om iets anders te krijgen",
            "the consent was not required to get something else",
        ),
    ),
    "consent_informed": truth(
        ("uitleg bij de toestemming", "information with the consent"),
        ("Wist deze persoon waarvoor hij toestemming gaf?", "Did this person know what the consent was for?"),
        (
            "of deze persoon wist waarvoor hij toestemming gaf",
            "whether this person knew what the consent was for",
        ),
        ("het was duidelijk waarvoor de toestemming was", "it was clear what the consent was for"),
        ("het was niet duidelijk waarvoor de toestemming was", "it was not clear what the consent was for"),
    ),
    "consent_covers_purpose": truth(
        ("toestemming voor dit doel", "consent for this purpose"),
        ("Geldt de toestemming voor dit doel?", "Does the consent cover this purpose?"),
        ("of de toestemming voor dit doel geldt", "whether the consent covers this purpose"),
        ("de toestemming geldt voor dit doel", "the consent covers this purpose"),
        ("de toestemming geldt niet voor dit doel", "the consent does not cover this purpose"),
    ),
    "consent_covers_channel": truth(
        ("toestemming voor dit kanaal", "consent for this channel"),
        (
            "Geldt de toestemming voor dit kanaal, bijvoorbeeld e-mail?",
            "Does the consent cover this channel, for instance e-mail?",
        ),
        ("of de toestemming voor dit kanaal geldt", "whether the consent covers this channel"),
        ("de toestemming geldt voor dit kanaal", "the consent covers this channel"),
        ("de toestemming geldt niet voor dit kanaal", "the consent does not cover this channel"),
    ),
    "consent_evidence": enum(
        ("het bewijs van de toestemming", "the proof of the consent"),
        ("Welk bewijs hebt u van de toestemming?", "What proof of the consent do you have?"),
        ("welk bewijs er is van de toestemming", "what proof of the consent there is"),
        ("van de toestemming is er {values}", "of the consent there is {values}"),
        (
            "van de toestemming is er iets anders dan {values}",
            "of the consent there is something else than {values}",
        ),
        {
            "full": (
                "volledig bewijs (wie, wanneer, hoe en met welke tekst)",
                "full proof (who, when, how, and with what text)",
            ),
            "partial": ("onvolledig bewijs", "partial proof"),
            "none": ("geen bewijs", "no proof"),
        },
        {
            "full": (
                (
                    "u kunt de toestemming volledig bewijzen: wie, wanneer, hoe en met welke tekst",
                    "you can fully prove the consent: who, when, how, and with what text",
                ),
                ("u kunt de toestemming niet volledig bewijzen", "you cannot fully prove the consent"),
            ),
        },
    ),
    "consent_withdrawn_at": time(
        ("de intrekking", "the withdrawal"),
        ("het moment van de intrekking", "the moment of the withdrawal"),
        ("Wanneer trok deze persoon de toestemming in?", "When did this person withdraw the consent?"),
        ("of de toestemming is ingetrokken", "whether the consent was withdrawn"),
        ("de toestemming is ingetrokken", "the consent was withdrawn"),
        ("de toestemming is niet ingetrokken", "the consent was not withdrawn"),
    ),
    "consent_last_used_at": time(
        ("het laatste gebruik ervan", "its last use"),
        ("wanneer de toestemming voor het laatst is gebruikt", "when the consent was last used"),
        (
            "Wanneer stuurde u voor het laatst iets op grond van deze toestemming?",
            "When did you last send something on this consent?",
        ),
        ("of en wanneer de toestemming is gebruikt", "whether and when the consent was used"),
        ("de toestemming is eerder gebruikt", "the consent was used before"),
        ("de toestemming is nog nooit gebruikt", "the consent was never used yet"),
    ),
    "open_tracking_consent": truth(
        ("toestemming voor meten van openen", "consent to measure opening"),
        (
            "Vindt deze persoon het goed dat u meet of hij het bericht opent?",
            "Does this person agree that you measure whether the message is opened?",
        ),
        ("of u mag meten wie opent", "whether you may measure who opens"),
        ("de ontvanger gaf toestemming om het openen te meten", "the recipient consented to measuring opens"),
        (
            "de ontvanger gaf geen toestemming om het openen te meten",
            "the recipient did not consent to measuring opens",
        ),
    ),
    "click_tracking_consent": truth(
        ("toestemming voor meten van klikken", "consent to measure clicks"),
        (
            "Vindt deze persoon het goed dat u meet waarop hij klikt?",
            "Does this person agree that you measure what is clicked?",
        ),
        ("of u mag meten wie waarop klikt", "whether you may measure who clicks what"),
        (
            "de ontvanger gaf toestemming om zijn klikken te meten",
            "the recipient consented to measuring clicks",
        ),
        (
            "de ontvanger gaf geen toestemming om zijn klikken te meten",
            "the recipient did not consent to measuring clicks",
        ),
    ),
    "personalisation_consent": truth(
        ("toestemming voor persoonlijke inhoud", "consent to personal content"),
        (
            "Vindt deze persoon het goed dat u de inhoud op hem afstemt?",
            "Does this person agree that you adapt the content to this person?",
        ),
        ("of u de inhoud persoonlijk mag maken", "whether you may personalise the content"),
        (
            "de ontvanger gaf toestemming voor persoonlijke inhoud",
            "the recipient consented to personal content",
        ),
        (
            "de ontvanger gaf geen toestemming voor persoonlijke inhoud",
            "the recipient did not consent to personal content",
        ),
    ),
}
