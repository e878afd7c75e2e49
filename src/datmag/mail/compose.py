"""Composes a message once per campaign: Markdown to HTML and plain text, with footer, headers and slots."""

from collections.abc import Mapping
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from datmag.errors import InputError, SettingError
from datmag.mail import encode, fields, headers, layout, markdown, plain, wording
from datmag.mail.message import MessageFile
from datmag.mail.template import Frame, Merge, Part, Slot, Slots, Template, digest, sentences
from datmag.mail.wording import Footer
from datmag.words import Text

__all__ = ["Footer", "Merge", "Template", "compose", "digest"]


def compose(message: MessageFile, footer: Footer, *, public_url: str) -> Template:
    """Compose a message: everything that is the same for all of its recipients is done here.

    The result holds HTML and plain text side by side (multipart/alternative, quoted-printable), the
    footer of the register, an opt-out link and its headers. Nothing in it is loaded from elsewhere,
    except an image that the author put under `public_url`.

    Args:
        message: what its author wrote.
        footer: who sends, from the register; all of it is cleaned and escaped here.
        public_url: where recipients reach the opt-out pages, without a path of its own beyond the pages.

    Raises:
        InputError: the text holds a foreign image, a link that leads nowhere, or a field in a link.
        SettingError: `public_url` is no web address.
    """
    base = _base(public_url)
    slots = Slots()
    shown = _cleaned(footer)
    letter = _Letter(message, shown, base, slots)
    text = letter.text()
    html = letter.html()
    # Quoted-printable never writes "=_", so no text can hold the boundary.
    boundary = f"=_datmag_{sha256((text + html).encode()).hexdigest()[:32]}"
    frame = Frame()
    frame.add(letter.head(boundary), lambda fixed, _open: fixed.encode("ascii"))
    for kind, parts in (("plain", slots.cut("text", text)), ("html", slots.cut("html", html))):
        frame.pieces[-1] += _part_head(boundary, kind)
        frame.add(parts, lambda fixed, open_end: encode.fixed(fixed, open_end=open_end))
        frame.pieces[-1] += b"\r\n"
    frame.pieces[-1] += f"--{boundary}--\r\n".encode("ascii")
    return Template(
        pieces=tuple(frame.pieces),
        slots=tuple(frame.slots),
        subject=tuple(slots.cut("head", letter.subject)),
        sentences=_sentences(message, letter.sender),
        public_url=base,
        domain=message.from_addr.rpartition("@")[2],
        reply_to=letter.reply_to,
    )


class _Letter:
    """The parts of one message while it is composed."""

    def __init__(self, message: MessageFile, footer: Footer, base: str, slots: Slots) -> None:
        self.message = message
        self.footer = footer
        self.slots = slots
        self.sender = footer.legal_name or message.from_name or message.from_addr
        self.reply_to = message.reply_to or _address(footer.reply_to)
        self.subject = self._with_slots(message.subject)
        body = fields.replace(message.body, message.lang, message.place, self._slot)
        self.tokens = markdown.parse(body, message.place, base)

    def text(self) -> str:
        """Give the plain text part, with slots."""
        lang, footer, slots = self.message.lang, self.footer, self.slots
        about = [slots.put("why"), f"{slots.put('ask')} {wording.OPT_OUT.of(lang)}: {slots.put('url')}"]
        about[0] += slots.put("source")
        known = [self.sender, footer.postal, wording.register_no(footer, lang), footer.website]
        stop = wording.stop_also(footer, lang)
        lines = [
            plain.text(self.tokens),
            plain.RULE,
            *about,
            *filter(None, [stop]),
            "\n".join(filter(None, known)),
        ]
        return "\n\n".join(lines) + "\n"

    def html(self) -> str:
        """Give the HTML part, with slots."""
        lang, footer, slots = self.message.lang, self.footer, self.slots
        site = footer.website
        known = [f"<strong>{escape(self.sender)}</strong>", escape(footer.postal)]
        known += [
            escape(wording.register_no(footer, lang)),
            f'<a href="{escape(site)}">{escape(site)}</a>' if site else "",
        ]
        about = [slots.put("why") + slots.put("source"), escape(wording.stop_also(footer, lang))]
        about.append("<br>".join(filter(None, known)))
        sheet = layout.Sheet(
            lang=lang,
            title=self.subject,
            preheader=self._with_slots(self.message.preheader),
            brand=self.message.from_name or self.sender,
            letter=markdown.html(self.tokens),
            foot=layout.foot([line for line in about if line], slots.put("ask"), slots.put("url"), lang),
        )
        return layout.page(sheet)

    def head(self, boundary: str) -> list[str | Slot]:
        """Give the header fields, with slots; the subject is a slot only where it has merge fields."""
        message = self.message
        domain = message.from_addr.rpartition("@")[2]
        fixed = len(self.slots.cut("head", self.subject)) == 1
        subject = (
            encode.header_text(encode.clean(self.subject), len("Subject: ")).decode("ascii") if fixed else ""
        )
        name = encode.clean(message.from_name)
        sender = encode.mailbox(name, message.from_addr, len("From: ")).decode("ascii")
        entries: list[tuple[str, str | Slot]] = [
            ("From", sender),
            ("To", Slot("head", "to")),
            ("Subject", subject if fixed else Slot("head", "subject")),
            ("Date", Slot("head", "date")),
            ("Message-ID", Slot("head", "message_id")),
            ("Reply-To", self.reply_to),
            ("List-Id", headers.list_id(message.intent.purpose, domain)),
            ("List-Unsubscribe", Slot("head", "list_unsubscribe")),
            ("List-Unsubscribe-Post", headers.ONE_CLICK),
            _automatic(message.intent.declared_as),
            ("Content-Language", message.lang),
            ("MIME-Version", "1.0"),
            ("Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"'),
        ]
        parts: list[str | Slot] = []
        for name, value in entries:
            if value:
                parts += (f"{name}: ", value, "\r\n")
        return [*parts, "\r\n"]

    def _with_slots(self, line: str) -> str:
        return fields.replace(line, self.message.lang, lambda _line: self.message.place(0), self._slot)

    def _slot(self, field: fields.Field) -> str:
        return self.slots.put(field.name, field.absent)


def _automatic(declared_as: str) -> tuple[str, str]:
    """Keep absence notices away from a mailing; tell that a service message was made by a machine (RFC 3834)."""
    if declared_as in {"service", "requested", "consent_confirmation"}:
        return "Auto-Submitted", "auto-generated"
    return "Precedence", "bulk"


def _sentences(message: MessageFile, sender: str) -> Mapping[str, bytes]:
    intent, lang = message.intent, message.lang
    ready: dict[str, bytes] = {}
    parts: tuple[Part, Part] = ("text", "html")
    for part in parts:
        ready |= sentences(part, "why", wording.whys(intent, sender, lang))
        ready |= sentences(part, "ask", wording.asks(intent, sender, lang))
        ready |= sentences(part, "source", wording.sources(lang))
    return ready


def _part_head(boundary: str, kind: str) -> bytes:
    return (
        f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode("ascii")


def _base(public_url: str) -> str:
    base = public_url.rstrip("/")
    parts = urlsplit(base)
    plain_signs = base.isascii() and not any(sign in base for sign in " <>\"'\\?#")
    if parts.scheme in {"http", "https"} and parts.hostname and plain_signs and base.isprintable():
        return base
    raise SettingError(
        Text(
            f"`DATMAG_PUBLIC_URL` is `{public_url}`: geef het webadres van de afmeldpagina, zoals `https://mail.bedrijf.nl`",
            f"`DATMAG_PUBLIC_URL` is `{public_url}`: give the web address of the opt-out page, like `https://mail.company.nl`",
        )
    )


def _cleaned(footer: Footer) -> Footer:
    """Take out line breaks and private characters; a website that is no web address is left out."""
    site = encode.clean(footer.website)
    return Footer(
        legal_name=encode.clean(footer.legal_name),
        postal=", ".join(
            filter(None, (encode.clean(line).strip(" ,") for line in footer.postal.splitlines()))
        ),
        register_no=encode.clean(footer.register_no),
        reply_to=encode.clean(footer.reply_to),
        website=site if urlsplit(site).scheme in {"http", "https"} else "",
        contact=encode.clean(footer.contact),
    )


def _address(written: str) -> str:
    try:
        return encode.ascii_address(written) if written else ""
    except InputError:
        return ""
