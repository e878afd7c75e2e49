"""Writes text as mail bytes: quoted-printable pieces that can be spliced, and header values of RFC 2047."""

import re
import unicodedata
from base64 import b64encode
from binascii import b2a_qp
from typing import Final

from email_validator import EmailNotValidError, validate_email

from datmag.errors import InputError
from datmag.words import Text

SOFT_BREAK: Final = b"=\r\n"
LINE: Final = 76
"""The longest line of a quoted-printable part and the length to which headers are folded."""

_PLAIN_VALUE = re.compile(r"[!-<>-~](?:[ -<>-~]{0,70}[!-<>-~])?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ASCII_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_LONGEST_ADDRESS = 254
"""The limit of RFC 5321, less the angle brackets."""
_PHRASE = re.compile(rf"{_ATOM}(?: {_ATOM})*")
_WORD_BYTES = 45
"""So many bytes fit in one encoded word: 60 characters of base64 and 12 of frame, under the 75 of RFC 2047."""
_HEADER_WORD = 300
"""A longer unbroken word in a header is encoded, since nothing else keeps its line under 998."""
_TURNS_TEXT: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(value: str) -> str:
    """Make a recipient's value one line of visible text: no control characters, no signs that turn text around."""
    if value.isprintable():
        return value.strip()
    kept = (
        sign
        if unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"} and sign not in _TURNS_TEXT
        else " "
        for sign in value
    )
    return " ".join("".join(kept).split())


def fixed(text: str, *, open_end: bool) -> bytes:
    r"""Encode fixed text that begins at the start of a line.

    Args:
        text: with `\n` line ends.
        open_end: a value follows: end with a soft break, so that it too begins at the start of a line.

    INVARIANT: with `open_end` every piece ends at the start of a line, so no value can make a line too long.
    """
    lines = [b2a_qp(line.encode("utf-8")).replace(b"=\n", SOFT_BREAK) for line in text.split("\n")]
    coded = b"\r\n".join(lines)
    return _broken_off(coded) if open_end and lines[-1] else coded


def _broken_off(coded: bytes) -> bytes:
    """Add a soft break; a line that is full already gives its last sign to a line of its own."""
    if len(coded) - (coded.rfind(b"\n") + 1) < LINE:
        return coded + SOFT_BREAK
    sign = 3 if coded[-3:-2] == b"=" else 1
    return coded[:-sign] + SOFT_BREAK + coded[-sign:] + SOFT_BREAK


def value(text: str) -> bytes:
    """Encode one cleaned value that begins, and ends, at the start of a line; an empty one is nothing."""
    if _PLAIN_VALUE.fullmatch(text):
        return text.encode("ascii") + SOFT_BREAK
    return fixed(text, open_end=True) if text else b""


def header_text(text: str, used: int) -> bytes:
    """Encode the value of an unstructured header (a subject), folded.

    Args:
        text: one line, cleaned.
        used: the length of what stands before it on its line.
    """
    words = text.split(" ")
    if text.isascii() and "=?" not in text and "  " not in text and max(map(len, words)) <= _HEADER_WORD:
        return _folded([word.encode("ascii") for word in words], used)
    return _folded(_encoded_words(text), used)


def mailbox(name: str, address: str, used: int) -> bytes:
    """Encode `Name <address>` for From, To or Reply-To, folded.

    Args:
        name: the shown name, cleaned; "" gives the bare address.
        address: in ASCII, as `ascii_address` gives it.
        used: the length of what stands before it on its line.
    """
    if not name:
        return address.encode("ascii")
    words = [name.encode("ascii")] if _PHRASE.fullmatch(name) and len(name) <= LINE - used else []
    return _folded([*(words or _encoded_or_quoted(name)), b"<" + address.encode("ascii") + b">"], used)


def ascii_address(address: str) -> str:
    """Give an address in the form that every mail server takes: ASCII, the domain as IDNA A-label.

    Raises:
        InputError: it is no address, or its local part needs SMTPUTF8, which not every server on the way offers.
    """
    if len(address) <= _LONGEST_ADDRESS and _ASCII_ADDRESS.fullmatch(address):
        return address
    try:
        valid = validate_email(address, check_deliverability=False, test_environment=True).ascii_email
    except EmailNotValidError:
        valid = None
    if valid:
        return valid
    raise InputError(
        Text(
            f"naar `{address}` kan geen mail: vraag een adres met alleen gewone letters vóór de @",
            f"no mail can go to `{address}`: ask for an address with only plain letters before the @",
        )
    )


def _encoded_or_quoted(name: str) -> list[bytes]:
    if name.isascii() and len(name) <= LINE - 16 and "=?" not in name:
        escaped = name.replace("\\", r"\\").replace('"', r"\"")
        return [f'"{escaped}"'.encode("ascii")]
    return _encoded_words(name)


def _encoded_words(text: str) -> list[bytes]:
    """Cut at whole characters: RFC 2047 forbids half a character in an encoded word."""
    words: list[bytes] = []
    chunk = b""
    for sign in text:
        code = sign.encode("utf-8", "replace")
        if len(chunk) + len(code) > _WORD_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += code
    words.append(chunk)
    return [b"=?utf-8?b?" + b64encode(word) + b"?=" for word in words]


def _folded(words: list[bytes], used: int) -> bytes:
    line = used
    out: list[bytes] = []
    for word in words:
        if out and line + 1 + len(word) > LINE:
            out.append(b"\r\n ")
            line = 1
        elif out:
            out.append(b" ")
            line += 1
        out.append(word)
        line += len(word)
    return b"".join(out)
