"""What the demo's mail catcher kept: one file `N.eml` per message, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from datmag.web.preview import part

ENVELOPE = "X-Envelope-To"
HEAD = 4_096
"""So many bytes of a message hold its head; more is read only to show one message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One message in the list."""

    number: int
    to: str
    subject: str
    date: str


@dataclass(frozen=True, slots=True)
class Caught:
    """One message, taken apart for reading."""

    number: int
    to: str
    subject: str
    headers: Sequence[tuple[str, str]]
    html: str
    text: str
    opt_out: str
    """The path of the opt-out page that the message names, `/u/…`; empty where it names none."""
    size: int


def numbers(folder: Path, to: str = "") -> list[int]:
    """Give the numbers of the messages in `folder`, newest first; `to` keeps those to that address."""
    found = sorted((int(path.stem) for path in folder.glob("*.eml") if path.stem.isdigit()), reverse=True)
    wanted = to.strip().lower().encode()
    return [number for number in found if wanted in _envelope(folder, number)] if wanted else found


def line(folder: Path, number: int) -> Line:
    """Read the head of one message."""
    with _path(folder, number).open("rb") as file:
        head = _parsed(file.read(HEAD))
    return Line(number, _header(head, ENVELOPE), _header(head, "Subject"), _header(head, "Date"))


def read(folder: Path, number: int) -> Caught | None:
    """Read one message whole; None where there is no such number."""
    path = _path(folder, number)
    if not path.is_file():
        return None
    content = path.read_bytes()
    message = _parsed(content)
    return Caught(
        number=number,
        to=_header(message, ENVELOPE),
        subject=_header(message, "Subject"),
        headers=[(name, str(value)) for name, value in message.items()],
        html=part(message, "html"),
        text=part(message, "plain"),
        opt_out=_opt_out(_header(message, "List-Unsubscribe")),
        size=len(content),
    )


def raw(folder: Path, number: int) -> bytes | None:
    """Give the bytes as they were caught; None where there is no such number."""
    path = _path(folder, number)
    return path.read_bytes() if path.is_file() else None


def unfollowed(html: str) -> str:
    """Let every link of a message ask for a new window, which its sandbox refuses: nothing is followed by accident."""
    tree = LexborHTMLParser(html)
    for link in tree.css("a, area, form"):
        link.attrs["target"] = "_blank"
    return tree.html or ""


def _path(folder: Path, number: int) -> Path:
    return folder / f"{number}.eml"


def _envelope(folder: Path, number: int) -> bytes:
    with _path(folder, number).open("rb") as file:
        return file.readline(HEAD).lower()


def _parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _opt_out(header: str) -> str:
    for entry in header.split(","):
        address = urlsplit(entry.strip(" <>"))
        if address.scheme in {"http", "https"} and address.path.startswith("/u/"):
            return address.path
    return ""
