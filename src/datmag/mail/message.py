"""A message file: Markdown with a YAML head, read into what is to be sent and what the sender says of it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from email_validator import EmailNotValidError, validate_email

from datmag.errors import InputError
from datmag.mail import fields
from datmag.mail.head import Head, place, split
from datmag.mail.intent import ABOUT, FOUND, WORDS, YES_NO, Intent, check_keys, one_line, read_intent
from datmag.words import LANGS, Text

__all__ = ["HEAD_KEYS", "Intent", "MessageFile"]

SHOWN: Final = ("subject", "from", "reply_to", "preheader", "lang")
"""The keys that readers see in their mail program."""

HEAD_KEYS: Final = (*SHOWN, *(key for key in (*WORDS, *YES_NO, *ABOUT) if key not in FOUND))
"""The closed list of keys of a message file (`interfaces.md`, "A message file")."""

_MAILBOX = re.compile(r"(?P<name>[^<>@]*)<(?P<address>[^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class MessageFile:
    """One message as its author wrote it.

    Attributes:
        name: what to call the file in an error.
        head: the head as read: key to text, list or mapping.
        body: Markdown with merge fields (`datmag.mail.fields`).
        body_line: the line of the file on which the body begins.
        intent: what concerns the verdict.
        subject: may hold merge fields.
        from_name: the shown name of the sender, "" for none.
        from_addr: the sender's address, its domain as IDNA A-label.
        reply_to: an address, "" for none.
        preheader: the line that mail programs show after the subject, "" for none; may hold merge fields.
        lang: `nl` or `en`, the language of the message and of its footer.
    """

    name: str
    head: Mapping[str, object]
    body: str
    body_line: int
    intent: Intent
    subject: str
    from_name: str
    from_addr: str
    reply_to: str
    preheader: str
    lang: str

    @classmethod
    def read(cls, source: str | bytes, name: str) -> "MessageFile":
        """Read a message file.

        Args:
            source: the whole file; bytes must be UTF-8.
            name: what to call it in an error.

        Raises:
            InputError: naming the file, the line, what is wrong and what to do.
        """
        head = split(source, name)
        check_keys(head.entries, HEAD_KEYS, head.place)
        subject, sender = _required(head, "subject"), _required(head, "from")
        intent = _intent(head)
        lang = _lang(head)
        shown, address = _mailbox(head, "from", sender)
        reply_to = _text(head, "reply_to")
        message = cls(
            name=name,
            head=head.entries,
            body=head.body,
            body_line=head.body_line,
            intent=intent,
            subject=subject,
            from_name=shown,
            from_addr=address,
            reply_to=_mailbox(head, "reply_to", reply_to)[1] if reply_to else "",
            preheader=_text(head, "preheader"),
            lang=lang,
        )
        _check_text(message, head)
        return message

    def place(self, line: int) -> Text:
        """Name a line of the body, counted from 0, for an error."""
        return place(self.name, self.body_line + line)


def _required(head: Head, key: str) -> str:
    text = _text(head, key)
    if text:
        return text
    example = {"subject": "De voorjaarsbeurt", "from": "Fietsenhuis Vondel <nieuws@vondel.example>"}[key]
    raise _wrong(
        head.place(key),
        f"`{key}` ontbreekt: zet in de kop bijvoorbeeld `{key}: {example}`",
        f"`{key}` is missing: put for instance `{key}: {example}` in the head",
    )


def _intent(head: Head) -> Intent:
    keys = (*WORDS, *YES_NO, *ABOUT)
    intent = read_intent({key: head.entries[key] for key in keys if key in head.entries}, keys, head.place)
    if not intent.purpose and intent.declared_as != "service":
        raise _wrong(
            head.place("purpose"),
            "`purpose` ontbreekt: zet het woord dat ook bij de toestemmingen staat, bijvoorbeeld `purpose: nieuwsbrief`",
            "`purpose` is missing: put the word that the consents use, for instance `purpose: newsletter`",
        )
    if intent.promoted and intent.facts.get("promotes", "own") == "own":
        raise _wrong(
            head.place("promoted"),
            "`promoted` noemt een ander bedrijf: zeg met `promotes` hoe (`own_with_sponsor`, `third_party` of "
            "`group_company`)",
            "`promoted` names another party: say with `promotes` how (`own_with_sponsor`, `third_party` or "
            "`group_company`)",
        )
    return intent


def _lang(head: Head) -> str:
    lang = _text(head, "lang") or "nl"
    if lang in LANGS:
        return lang
    raise _wrong(
        head.place("lang"),
        f"`lang` kan niet `{lang}` zijn: kies uit `nl`, `en`",
        f"`lang` cannot be `{lang}`: choose from `nl`, `en`",
    )


def _text(head: Head, key: str) -> str:
    return one_line(key, head.entries.get(key, ""), head.place)


def _mailbox(head: Head, key: str, written: str) -> tuple[str, str]:
    """Read `Name <address>` or an address; a name may hold commas, but no second address."""
    match = _MAILBOX.fullmatch(written)
    shown, address = (match["name"].strip('" '), match["address"]) if match else ("", written)
    try:
        valid = validate_email(address, check_deliverability=False, test_environment=True).ascii_email
    except EmailNotValidError:
        valid = None
    if valid:
        return shown, valid
    raise _wrong(
        head.place(key),
        f"`{key}` is geen adres: `{written}`. Schrijf `Naam <naam@bedrijf.nl>`",
        f"`{key}` is not an address: `{written}`. Write `Name <name@company.nl>`",
    )


def _check_text(message: MessageFile, head: Head) -> None:
    """Refuse unknown merge fields, signs that show as boxes, and a body without words."""
    if not message.body.strip():
        raise _wrong(
            place(message.name, message.body_line),
            "het bericht heeft geen tekst: schrijf die onder de tweede `---`",
            "the message has no text: write it below the second `---`",
        )
    for key in ("subject", "preheader"):
        fields.check(_text(head, key), _always(head.place(key)))
    fields.check(message.body, message.place)
    for number, line in enumerate(message.body.split("\n")):
        bad = next(
            (sign for sign in line if sign != "\t" and unicodedata.category(sign) in {"Cc", "Co", "Cs"}), None
        )
        if bad is not None:
            raise _wrong(
                message.place(number),
                f"teken U+{ord(bad):04X} is bij lezers onzichtbaar of een leeg vakje: haal het weg",
                f"character U+{ord(bad):04X} is invisible or an empty box to readers: remove it",
            )


def _always(where: Text) -> Callable[[int], Text]:
    return lambda _line: where


def _wrong(where: Text, nl: str, en: str) -> InputError:
    return InputError(Text(f"{where.nl}: {nl}", f"{where.en}: {en}"))
