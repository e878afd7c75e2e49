"""A message file, a sender and a key, as the mail tests start from."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from datmag.mail.compose import Footer, Merge, Template, compose
from datmag.mail.findings import SenderIdentity
from datmag.mail.message import MessageFile
from datmag.moment import Moment, parse

KEY = b"a key of at least sixteen bytes"
AT: Moment = parse("2026-11-24T10:00:00+01:00")
PUBLIC_URL = "https://mail.vondel.example"

FOOTER = Footer(
    legal_name="Fietsenhuis Vondel B.V.",
    postal="Vondelkade 12\n1054 AB Amsterdam",
    register_no="01234567",
    reply_to="info@vondel.example",
    website="https://vondel.example",
    contact="020 123 45 67",
)

HEAD = {
    "subject": "De voorjaarsbeurt",
    "from": "Fietsenhuis Vondel <nieuws@vondel.example>",
    "declared_as": "marketing",
    "purpose": "nieuwsbrief",
    "family": "fietsonderhoud",
    "commercial_content": "dominant",
}

BODY = """\
# Klaar voor het voorjaar

Beste {{ name }},

Voor **49 euro** kijken wij uw fiets na. [Lees meer](https://vondel.example/beurt?a=1&b=2).

**[Maak een afspraak](https://vondel.example/afspraak)**

- remmen
- verlichting

| Beurt | Prijs |
|---|---:|
| Stadsfiets | € 49 |
"""


def source(body: str = BODY, **head: str | None) -> str:
    """Give the text of a message file; a key set to None is left out."""
    lines = [f"{key}: {value}" for key, value in (HEAD | head).items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


def message(body: str = BODY, **head: str | None) -> MessageFile:
    """Read a message file made of the given parts."""
    return MessageFile.read(source(body, **head), "brief.md")


def template(body: str = BODY, *, footer: Footer = FOOTER, **head: str | None) -> Template:
    """Compose a message made of the given parts."""
    return compose(message(body, **head), footer, public_url=PUBLIC_URL)


def rendered(made: Template, delivery_id: int = 7, **to: str) -> bytes:
    """Render for one recipient, Piet at an example address unless said otherwise."""
    recipient = Merge(**({"email": "piet@klant.example", "name": "Piet", "ground": "soft_opt_in"} | to))
    return made.render(recipient, made.stamp(KEY, delivery_id, AT))


def parsed(mail: bytes) -> EmailMessage:
    """Parse with the standard library, which did not write it."""
    return message_from_bytes(mail, policy=policy.default)


def parts(mail: bytes) -> tuple[str, str]:
    """Give the plain text and the HTML of a message, as the standard library decodes them."""
    text, html = parsed(mail).iter_parts()
    return text.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")


def identity(made: Template) -> SenderIdentity:
    """Give the sender against which a message is read."""
    return SenderIdentity.of(FOOTER, made, KEY)
