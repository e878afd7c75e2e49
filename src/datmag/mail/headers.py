"""The headers that let a recipient stop and a crash be traced: opt-out links, tokens, Message-ID (RFC 2369, 8058)."""

import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import blake2b
from hmac import compare_digest
from typing import Final
from urllib.parse import quote

from datmag.errors import InputError, SettingError
from datmag.moment import Moment, to_datetime
from datmag.words import Text

ONE_CLICK: Final = "List-Unsubscribe=One-Click"
"""The one value of List-Unsubscribe-Post (RFC 8058), and the body that a one-click request posts."""

LAST_ID: Final = 2**40 - 1
"""The highest delivery id that a token can carry."""

_ID_BYTES = 5
_MAC_BYTES = 15
_TOKEN = re.compile(r"[a-z2-7]{32}", re.ASCII)
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is different in the head of each message of a mailing.

    Attributes:
        message_id: the whole value, `<…@domain>`; the same for every attempt to deliver this message.
        date: the value of the Date header.
        token: what stands for the delivery in its opt-out links.
        url: the opt-out link, `{public_url}/u/{token}`.
    """

    message_id: str
    date: str
    token: str
    url: str


def stamp(key: bytes, delivery_id: int, at: Moment, *, public_url: str, domain: str) -> Stamp:
    """Make the stamp of one delivery; the same arguments give the same stamp.

    Args:
        key: the secret key of the installation, 16 bytes or more.
        delivery_id: the row of the outbox, 0 for a preview.
        at: the moment that the Date header shows.
        public_url: where recipients reach the opt-out pages.
        domain: the sender's mail domain.
    """
    word = token(key, delivery_id)
    return Stamp(
        message_id=message_id(key, delivery_id, domain),
        date=format_datetime(to_datetime(at).replace(microsecond=0)),
        token=word,
        url=f"{public_url.rstrip('/')}/u/{word}",
    )


def token(key: bytes, delivery_id: int) -> str:
    """Give the word that stands for a delivery in a link: 32 letters and digits, unguessable without the key.

    It holds the id and 120 bits of keyed BLAKE2b over it. Only a-z and 2-7: no mail program cuts such
    a link short, and one that lower-cases links does no harm.

    Raises:
        InputError: an id below 0 or above `LAST_ID`.
    """
    if not 0 <= delivery_id <= LAST_ID:
        raise InputError(
            Text(
                f"bezorging `{delivery_id}` past niet in een afmeldlink: gebruik 0 tot {LAST_ID}",
                f"delivery `{delivery_id}` does not fit in an opt-out link: use 0 to {LAST_ID}",
            )
        )
    name = delivery_id.to_bytes(_ID_BYTES, "big")
    return b32encode(name + _mac(key, name, b"datmag-opt-out", _MAC_BYTES)).decode("ascii").lower()


def read_token(key: bytes, text: str) -> int | None:
    """Give the delivery id of a token, or None for what this key did not make; takes the same time for all of those."""
    word = text.lower()
    if not _TOKEN.fullmatch(word):
        return None
    parts = b32decode(word.upper())
    name, mac = parts[:_ID_BYTES], parts[_ID_BYTES:]
    right = compare_digest(mac, _mac(key, name, b"datmag-opt-out", _MAC_BYTES))
    return int.from_bytes(name, "big") if right else None


def message_id(key: bytes, delivery_id: int, domain: str) -> str:
    """Give the Message-ID of a delivery: fixed by its id, so that every attempt is seen to be the same message."""
    name = delivery_id.to_bytes(8, "big")
    return f"<{_mac(key, name, b'datmag-message', 16).hex()}@{domain}>"


def list_unsubscribe(stamp: Stamp, reply_to: str) -> str:
    """Give the value of List-Unsubscribe: the link, and a mail to `reply_to` where there is one.

    Never fold it: a folded one broke signatures at a large receiver (nodemailer issue 1654).
    """
    if not reply_to:
        return f"<{stamp.url}>"
    return f"<{stamp.url}>, <mailto:{quote(reply_to, safe='@+.-_')}?subject=unsubscribe%20{stamp.token}>"


def list_id(purpose: str, domain: str) -> str:
    """Give the value of List-Id (RFC 2919) for a purpose, "" where the purpose holds no plain letter or digit."""
    slug = "-".join(re.findall(r"[a-z0-9]+", purpose.lower()))[:60]
    return f"<{slug}.{domain}>" if slug else ""


def _mac(key: bytes, name: bytes, use: bytes, size: int) -> bytes:
    if len(key) < _KEY_BYTES:
        raise SettingError(
            Text(
                f"de geheime sleutel is te kort: maak er een van minstens {_KEY_BYTES} bytes",
                f"the secret key is too short: make one of at least {_KEY_BYTES} bytes",
            )
        )
    # BLAKE2b takes keys of at most 64 bytes; a longer one is folded first, as HMAC does.
    folded = key if len(key) <= blake2b.MAX_KEY_SIZE else blake2b(key).digest()
    return blake2b(name, key=folded, digest_size=size, person=use).digest()
