"""The questions of the check, second half: what the message holds, what the recipient said, the ways to stop."""

from datmag.web.check import needed
from datmag.web.check.question import NONE, Choice, Page, Part, yes_no
from datmag.words import Text

MESSAGE = Page(
    "message",
    Text("Wat staat er in het bericht?", "What does the message hold?"),
    (
        Part(
            "whose",
            Text("Voor wie maakt het bericht reclame?", "For whom does the message advertise?"),
            (
                Choice("own", Text("Alleen voor uzelf", "For yourself only"), {"promotes": "own"}),
                Choice("sponsor", Text("Voor uzelf, met een deel voor een ander bedrijf", "For yourself, with a part for another company"),
                       {"promotes": "own_with_sponsor"}),
                Choice("group", Text("Voor een zusterbedrijf of moederbedrijf", "For a sister or parent company"), {"promotes": "group_company"}),
                Choice("other", Text("Voor een ander bedrijf", "For another company"), {"promotes": "third_party"}),
            ),
            unsure=Text("Dat weet ik niet: ga uit van alleen uzelf", "I do not know: take it as yourself only"),
            needed=needed.may_say_no,
        ),
        Part(
            "like",
            Text("Lijkt het aanbod op wat deze persoon kocht?", "Is the offer like what this person bought?"),
            (
                Choice("same", Text("Het is hetzelfde", "It is the same"), {"similarity": "same"}),
                Choice("similar", Text("Het lijkt erop", "It is similar"), {"similarity": "similar"}),
                Choice("accessory", Text("Het hoort erbij", "It goes with it"), {"similarity": "accessory"}),
                Choice("range", Text("Iets anders uit dezelfde brede winkel", "Something else from the same broad shop"),
                       {"similarity": "same_range"}),
                Choice("other", Text("Iets heel anders", "Something quite different"), {"similarity": "dissimilar"}),
            ),
            needed=needed.compared,
        ),
        Part(
            "opens",
            Text("Meet u of deze persoon het bericht opent?", "Do you measure whether this person opens the message?"),
            (
                Choice("no", Text("Nee", "No"), {"open_tracking": "false"}),
                Choice("agreed", Text("Ja, en daar gaf deze persoon toestemming voor", "Yes, and this person consented to that"),
                       {"open_tracking": "true", "open_tracking_consent": "true"}),
                Choice("yes", Text("Ja", "Yes"), {"open_tracking": "true"}),
            ),
            unsure=Text("Dat weet ik niet: ga uit van nee", "I do not know: take it as no"),
            needed=needed.electronic,
        ),
        Part(
            "clicks",
            Text("Meet u waar deze persoon op klikt?", "Do you measure what this person clicks?"),
            (
                Choice("no", Text("Nee", "No"), {"click_tracking": "none"}),
                Choice("count", Text("Alleen aantallen, niet per persoon", "Only numbers, not per person"), {"click_tracking": "aggregate"}),
                Choice("agreed", Text("Ja, en daar gaf deze persoon toestemming voor", "Yes, and this person consented to that"),
                       {"click_tracking": "individual", "click_tracking_consent": "true"}),
                Choice("yes", Text("Ja, per persoon", "Yes, per person"), {"click_tracking": "individual"}),
            ),
            unsure=Text("Dat weet ik niet: ga uit van nee", "I do not know: take it as no"),
            needed=needed.electronic,
        ),
        Part(
            "personal",
            Text("Is de inhoud op deze persoon afgestemd?", "Is the content made for this person?"),
            (
                Choice("no", Text("Nee", "No"), {"personalised": "none"}),
                Choice("bought", Text("Ja, op wat hij eerder kocht", "Yes, on earlier purchases"), {"personalised": "purchases"}),
                Choice("agreed", Text("Ja, op zijn gedrag, en daar gaf hij toestemming voor", "Yes, on behaviour, and this person consented to that"),
                       {"personalised": "behaviour", "personalisation_consent": "true"}),
                Choice("behaviour", Text("Ja, op zijn gedrag: kliks, bezoeken of een profiel", "Yes, on behaviour: clicks, visits or a profile"),
                       {"personalised": "behaviour"}),
            ),
            unsure=Text("Dat weet ik niet: ga uit van nee", "I do not know: take it as no"),
        ),
    ),
)  # fmt: skip

SAID = Page(
    "said",
    Text("Wat heeft deze persoon gezegd?", "What did this person say?"),
    (
        Part(
            "asked",
            Text("Wanneer vroeg deze persoon om het bericht?", "When did this person ask for the message?"),
            (Choice("on", Text("Op:", "On:"), day="requested_at"),),
            needed=needed.asked_for,
        ),
        Part(
            "stop",
            Text("Heeft deze persoon nee gezegd tegen zulke berichten?", "Has this person said no to such messages?"),
            (
                Choice("no", Text("Nee, dat heb ik nagekeken", "No, I have looked it up"), {"objected_at": NONE}),
                Choice("yes", Text("Ja, op:", "Yes, on:"), day="objected_at"),
            ),
            hint=Text(
                "Afgemeld, een klacht, een antwoord met “stop”, of nee bij de aankoop. Neem de laatste keer.",
                "Opted out, a complaint, a reply that says “stop”, or a no at the purchase. Take the latest time.",
            ),
            unsure=Text("Dat weet ik niet: ga uit van nee, maar zoek het op", "I do not know: take it as no, but look it up"),
        ),
        Part(
            "yes",
            Text("Heeft deze persoon toestemming gegeven?", "Has this person given consent?"),
            (
                Choice("no", Text("Nee", "No"), {"consent_at": NONE}),
                Choice("yes", Text("Ja, op:", "Yes, on:"), day="consent_at"),
            ),
            hint=Text(
                "Weet u de dag niet meer? Dan is er niets te bewijzen, en telt de toestemming niet.",
                "Is the day not known any more? Then there is nothing to prove, and the consent does not count.",
            ),
            needed=needed.marketing,
        ),
    ),
    needed=needed.may_say_no,
)  # fmt: skip

CONSENT = Page(
    "consent",
    Text("Hoe de toestemming is gegeven", "How the consent was given"),
    (
        Part(
            "by",
            Text("Wie zei ja?", "Who said yes?"),
            (
                Choice("self", Text("Deze persoon zelf", "This person"), {"consent_by": "recipient"}),
                Choice("parent", Text("Een ouder", "A parent"), {"consent_by": "parent"}),
                Choice("agent", Text("Iemand die voor deze persoon mag beslissen", "Somebody who may decide for this person"),
                       {"consent_by": "representative"}),
                Choice("other", Text("Iemand anders, zoals de klant of de werkgever", "Somebody else, such as the customer or the employer"),
                       {"consent_by": "other"}),
            ),
        ),
        Part(
            "how",
            Text("Hoe?", "How?"),
            (
                Choice("active", Text("Zelf aangevinkt, ingevuld of gezegd", "By ticking, filling in or saying it"), {"consent_act": "active"}),
                Choice("preticked", Text("Het vakje stond al aangevinkt", "The box was ticked beforehand"), {"consent_act": "preticked"}),
                Choice("silence", Text("Door niets te zeggen", "By saying nothing"), {"consent_act": "silence"}),
                Choice("terms", Text("Door de voorwaarden te accepteren", "By accepting the terms"), {"consent_act": "terms_acceptance"}),
                Choice("unconfirmed", Text("Aangemeld, maar nooit bevestigd", "Signed up, but never confirmed"), {"consent_act": "unconfirmed"}),
                Choice("card", Text("Door een visitekaartje te geven", "By giving a business card"), {"consent_act": "business_card"}),
                Choice("deceptive", Text("De knop zei iets anders", "The button said something else"), {"consent_act": "deceptive"}),
            ),
        ),
        yes_no("told", Text("Stond erbij waarvoor het was?", "Did it say what it was for?"), "consent_informed"),
        yes_no("bundled", Text("Was het één vinkje samen met de voorwaarden?", "Was it one tick together with the terms?"), "consent_bundled"),
        yes_no(
            "forced",
            Text("Moest het, om iets te krijgen dat er los van staat?", "Was it required for something that does not need it?"),
            "consent_conditional",
        ),
        Part(
            "proof",
            Text("Wat kunt u bewijzen?", "What can you prove?"),
            (
                Choice("full", Text("Wie, wanneer, hoe en met welke tekst", "Who, when, how and with what text"), {"consent_evidence": "full"}),
                Choice("part", Text("Een deel daarvan", "Part of that"), {"consent_evidence": "partial"}),
                Choice("none", Text("Niets", "Nothing"), {"consent_evidence": "none"}),
            ),
        ),
    ),
    needed=needed.consented,
)  # fmt: skip

COVERS = Page(
    "covers",
    Text("Waarvoor de toestemming geldt", "What the consent covers"),
    (
        yes_no("you", Text("Noemt de tekst u, de afzender?", "Does the text name you, the sender?"), "consent_names_sender"),
        yes_no(
            "others",
            Text("Noemt de tekst het andere bedrijf?", "Does the text name the other company?"),
            "consent_names_promoted_party",
            needed=needed.for_others,
        ),
        yes_no("purpose", Text("Geldt zij voor dit soort berichten?", "Does it cover this kind of message?"), "consent_covers_purpose"),
        yes_no("channel", Text("Geldt zij voor dit kanaal?", "Does it cover this channel?"), "consent_covers_channel",
               hint=Text("Een ja voor e-mail is geen ja voor sms.", "A yes to e-mail is no yes to text messages.")),
        Part(
            "used",
            Text("Wanneer stuurde u er voor het laatst iets mee?", "When did you last send something on it?"),
            (
                Choice("never", Text("Nog nooit", "Never yet"), {"consent_last_used_at": NONE}),
                Choice("on", Text("Op:", "On:"), day="consent_last_used_at"),
            ),
        ),
        Part(
            "withdrawn",
            Text("Is de toestemming ingetrokken?", "Was the consent withdrawn?"),
            (
                Choice("no", Text("Nee", "No"), {"consent_withdrawn_at": NONE}),
                Choice("yes", Text("Ja, op:", "Yes, on:"), day="consent_withdrawn_at"),
            ),
            unsure=Text("Dat weet ik niet: ga uit van nee, maar zoek het op", "I do not know: take it as no, but look it up"),
        ),
    ),
    needed=needed.consented,
)  # fmt: skip

SENDER = Page(
    "sender",
    Text("De afzender en het afmelden", "The sender and the ways to stop"),
    (
        yes_no(
            "who",
            Text("Staat in het bericht duidelijk wie u bent?", "Does the message say clearly who you are?"),
            "identifies_sender",
        ),
        Part(
            "stop",
            Text("Staat er een geldig adres of nummer in om te stoppen?", "Does it hold a valid address or number to say stop?"),
            (
                Choice("yes", Text("Ja", "Yes"), {"stop_address_valid": "true"}),
                Choice("no", Text("Nee", "No"), {"stop_address_valid": "false"}),
            ),
            hint=Text("Een e-mailadres, telefoonnummer of postadres dat u leest.", "An e-mail address, phone number or postal address that you read."),
            needed=needed.electronic,
        ),
        Part(
            "link",
            Text("Hoe kan iemand zich afmelden?", "How can somebody unsubscribe?"),
            (
                Choice("works", Text("Met een link of knop die werkt", "By a link or button that works"), {"unsubscribe": "works"}),
                Choice("login", Text("Pas na inloggen", "Only after a login"), {"unsubscribe": "needs_login"}),
                Choice("broken", Text("Met een link die niet werkt", "By a link that does not work"), {"unsubscribe": "broken"}),
                Choice("none", Text("Dat kan niet in dit bericht", "There is no way in this message"), {"unsubscribe": "none"}),
            ),
            needed=needed.electronic,
        ),
    ),
    needed=needed.written,
)  # fmt: skip
