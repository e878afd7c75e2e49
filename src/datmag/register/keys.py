"""Address keys: two keyed hashes of an address, made here and never by the database's own `lower()`.

The *exact* key is narrow and serves a Yes; the *mailbox* key is wide and serves a No, so that a No reaches
`jan@…` through `jan+news@…`. Plain hashes of addresses can be enumerated, so both are keyed (BLAKE2b).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from django.conf import settings
from email_validator import EmailNotValidError, validate_email

from datmag.errors import InputError
from datmag.words import Text

CHANNELS = ("email", "sms", "app_message", "inbox_ad", "phone", "post")
_PLAIN = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])"
)
"""Addresses that need no closer look: ASCII, no label that IDNA could change."""
_LONGEST_LOCAL, _LONGEST = 64, 254
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_DUTCH = re.compile(r"0[1-9][0-9]{8}")


@dataclass(frozen=True, slots=True)
class Keys:
    """The two keys of addresses under one secret."""

    secret: bytes

    def exact(self, channel: str, value: str) -> str:
        """Give the narrow key, 32 hex digits; an `InputError` where `value` is no address."""
        return self.both(channel, value)[0]

    def mailbox(self, channel: str, value: str) -> str:
        """Give the wide key, 32 hex digits; an `InputError` where `value` is no address."""
        return self.both(channel, value)[1]

    def both(self, channel: str, value: str) -> tuple[str, str]:
        """Give the exact and the mailbox key; the channels of one kind of address share them."""
        exact, mailbox = normalise(channel, value)
        return self._hash(b"exact", exact), self._hash(b"mailbox", mailbox)

    def _hash(self, person: bytes, text: str) -> str:
        # blake2b takes a key of at most 64 bytes; a longer secret is hashed first, as HMAC does.
        key = self.secret if len(self.secret) <= blake2b.MAX_KEY_SIZE else blake2b(self.secret).digest()
        return blake2b(text.encode("utf-8"), key=key, person=person, digest_size=16).hexdigest()


def current() -> Keys:
    """Give the keys of this installation, made with its suppression key."""
    return _keys(settings.DATMAG.suppression_key)


@lru_cache(maxsize=8)
def _keys(secret: bytes) -> Keys:
    return Keys(secret)


def normalise(channel: str, value: str) -> tuple[str, str]:
    """Give the exact and the mailbox form of an address (`story.md`, rule 1).

    Raises:
        InputError: an unknown channel, or a value that is no address of that channel.
    """
    if channel not in CHANNELS:
        known = ", ".join(CHANNELS)
        raise InputError(
            Text(
                f"`{channel}` is geen kanaal: kies uit {known}",
                f"`{channel}` is no channel: choose one of {known}",
            )
        )
    # a NUL, a lone surrogate or another control character can not be stored or hashed the same everywhere
    plain = value.isascii() and value.isprintable()
    if not plain and any(
        unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\n\r" for sign in value
    ):
        raise _no_address(channel, value)
    text = " ".join(value.split()).lower() if plain else _plain(value)
    if channel in {"sms", "phone"} or (channel == "app_message" and _is_phone(text)):
        number = _number(text)
        return number, number
    if channel == "email" or (channel == "inbox_ad" and "@" in text):
        return _email(channel, value, text)
    if not text:
        raise _no_address(channel, value)
    folded = "".join(sign for sign in _folded(text) if sign.isalnum())
    return text, folded or text


def channel_of(value: str) -> str:
    """Guess the channel of an address that is written without one: `email`, `phone` or `post`."""
    if "@" in value:
        return "email"
    return "phone" if _is_phone(_plain(value)) else "post"


def _plain(value: str) -> str:
    text = unicodedata.normalize("NFC", " ".join(unicodedata.normalize("NFC", value).split()))
    lowered = unicodedata.normalize("NFC", text.lower())
    return unicodedata.normalize("NFC", lowered.lower())


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.casefold()).casefold())


def _is_phone(text: str) -> bool:
    digits = _digits(text)
    return bool(_E164.fullmatch(digits) or _DUTCH.fullmatch(digits))


def _digits(text: str) -> str:
    bare = re.sub(r"\(0\)", "", text)
    digits = re.sub(r"[\s().\-/\u2010-\u2015]", "", bare)
    return f"+{digits[2:]}" if digits.startswith("00") else digits


def _number(text: str) -> str:
    digits = _digits(text)
    if _DUTCH.fullmatch(digits):
        digits = f"+31{digits[1:]}"
    if not _E164.fullmatch(digits):
        raise InputError(
            Text(
                f"`{text}` is geen telefoonnummer: schrijf het als `+31612345678`",
                f"`{text}` is no phone number: write it like `+31612345678`",
            )
        )
    return digits


def _email(channel: str, value: str, text: str) -> tuple[str, str]:
    exact = text if _is_plain(text) else _checked(channel, value, text)
    local, _, domain = exact.rpartition("@")
    # for ASCII lower case is the folded form already
    folded = local if local.isascii() else _folded(local)
    return exact, f"{folded.split('+')[0] or folded}@{domain}"


def _is_plain(text: str) -> bool:
    return (
        bool(_PLAIN.fullmatch(text))
        and "xn--" not in text
        and "--" not in text.rpartition("@")[2]
        and text.index("@") <= _LONGEST_LOCAL
        and len(text) <= _LONGEST
    )


def _checked(channel: str, value: str, text: str) -> str:
    try:
        found = validate_email(text, check_deliverability=False, globally_deliverable=False, strict=True)
    except EmailNotValidError:
        raise _no_address(channel, value) from None
    if "." not in (found.ascii_domain or ""):
        raise _no_address(channel, value)
    return f"{_plain(found.local_part)}@{found.ascii_domain.lower()}"


def _no_address(channel: str, value: str) -> InputError:
    shown = value.encode("unicode_escape", "replace").decode("ascii") if not value.isprintable() else value
    sort_nl, sort_en = {
        "email": ("geen e-mailadres", "no e-mail address"),
        "inbox_ad": ("geen e-mailadres", "no e-mail address"),
    }.get(channel, ("geen adres", "no address"))
    example = ": schrijf het als `naam@domein.nl`" if "mail" in sort_nl else ": vul het in"
    example_en = ": write it like `name@domain.nl`" if "mail" in sort_nl else ": fill it in"
    return InputError(Text(f"`{shown}` is {sort_nl}{example}", f"`{shown}` is {sort_en}{example_en}"))
