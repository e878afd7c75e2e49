"""The glossary: the moment, the channel, the sender."""

from datmag.rulebook.glossary.countries import COUNTRIES
from datmag.rulebook.glossary.entry import Entry, enum, time

CIRCUMSTANCES: dict[str, Entry] = {
    "at": time(
        ("het versturen", "the sending"),
        ("het moment van versturen", "the moment of sending"),
        ("Wanneer wilt u het bericht versturen?", "When do you want to send the message?"),
        ("wanneer u het bericht wilt versturen", "when you want to send the message"),
        ("het moment van versturen staat vast", "the moment of sending is set"),
        ("het moment van versturen staat niet vast", "the moment of sending is not set"),
    ),
    "channel": enum(
        ("hoe u het bericht verstuurt", "how you send the message"),
        ("Hoe verstuurt u het bericht?", "How do you send the message?"),
        ("hoe u het bericht verstuurt", "how you send the message"),
        ("het bericht is {values}", "the message is {values}"),
        ("het bericht is iets anders dan {values}", "the message is something else than {values}"),
        {
            "email": ("een e-mail", "an e-mail"),
            "sms": ("een sms", "a text message"),
            "app_message": ("een bericht in een app", "a message in an app"),
            "inbox_ad": ("een advertentie tussen de mails", "an advertisement among the mails"),
            "phone": ("een telefoongesprek", "a phone call"),
            "post": ("een brief", "a letter"),
        },
        {
            "phone": (
                ("het gaat om een telefoongesprek", "it is a phone call"),
                ("het gaat niet om een telefoongesprek", "it is not a phone call"),
            ),
            "post": (
                ("het bericht gaat per post", "the message goes by post"),
                ("het bericht gaat niet per post", "the message does not go by post"),
            ),
        },
    ),
    "sender_country": enum(
        ("het land van de afzender", "the sender's country"),
        ("In welk land bent u gevestigd?", "In which country are you established?"),
        ("in welk land u gevestigd bent", "in which country you are established"),
        ("u bent gevestigd in {values}", "you are established in {values}"),
        ("u bent niet gevestigd in {values}", "you are not established in {values}"),
        COUNTRIES,
    ),
    "recipient_country": enum(
        ("het land van de ontvanger", "the recipient's country"),
        ("In welk land woont of werkt deze persoon?", "In which country does this person live or work?"),
        ("in welk land de ontvanger woont of werkt", "in which country the recipient lives or works"),
        ("de ontvanger woont of werkt in {values}", "the recipient lives or works in {values}"),
        ("de ontvanger woont of werkt niet in {values}", "the recipient does not live or work in {values}"),
        COUNTRIES,
    ),
    "sender_kind": enum(
        ("wat voor organisatie u bent", "what kind of organisation you are"),
        ("Wat voor organisatie bent u?", "What kind of organisation are you?"),
        ("wat voor organisatie u bent", "what kind of organisation you are"),
        ("u bent {values}", "you are {values}"),
        ("u bent iets anders dan {values}", "you are something else than {values}"),
        {
            "business": ("een bedrijf", "a business"),
            "charity": ("een goed doel", "a charity"),
            "political_party": ("een politieke partij", "a political party"),
            "public_body": ("een overheidsinstelling", "a public body"),
            "press_publisher": (
                "een uitgever van kranten of tijdschriften",
                "a publisher of newspapers or magazines",
            ),
            "good_cause_lottery": ("een loterij voor goede doelen", "a lottery for good causes"),
        },
        {
            "charity": (
                ("u bent een goed doel", "you are a charity"),
                ("u bent geen goed doel", "you are not a charity"),
            ),
        },
    ),
}
