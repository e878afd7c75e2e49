"""What is really in a rendered message: who sends it, how to stop it, and what it loads. Nothing is assumed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final, Literal, TypedDict
from urllib.parse import urlsplit

from datmag.mail import encode, headers, visible
from datmag.mail.template import Template
from datmag.mail.wording import Footer

_LINK: Final = re.compile(r"https?://[^\s<>\"')\]]+")


class Found(TypedDict):
    """The facts found; the first three have the names and values of the decision page."""

    identifies_sender: bool
    stop_address_valid: bool
    unsubscribe: Literal["works", "broken", "none"]
    remote: list[str]


FACTS: Final = ("identifies_sender", "stop_address_valid", "unsubscribe")
"""The findings that are facts of a case; `remote` is for a person to read."""


@dataclass(frozen=True, slots=True)
class SenderIdentity:
    """Who the message must show itself to be from, as the register knows it.

    Attributes:
        footer: the parts of the identity.
        domains: the domains of the sender, in lower case; a subdomain counts too.
        public_url: where recipients reach the opt-out pages.
        key: the secret key of the opt-out tokens.
    """

    footer: Footer
    domains: tuple[str, ...]
    public_url: str
    key: bytes

    @classmethod
    def of(cls, footer: Footer, template: Template, key: bytes) -> "SenderIdentity":
        """Make the identity against which messages of a template are read.

        The domains are those of the website and the reply address on record, never the one that the
        message itself names.
        """
        site = (urlsplit(footer.website).hostname or "").removeprefix("www.")
        domains = (site, footer.reply_to.rpartition("@")[2].strip().lower())
        return cls(footer, tuple(domain for domain in domains if domain), template.public_url, key)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A message taken apart: its head, and what is seen in each of its parts."""

    head: EmailMessage
    parts: list[visible.Seen]
    remote: list[str]


def found(message: bytes, sender: SenderIdentity) -> Found:
    """Read from a message's bytes what it says of its sender and of the way to stop it.

    A duty counts as met only where every body part meets it: some people read the HTML, others the text.
    `identifies_sender` needs a From of the sender (his domain or his name), and in each part the legal
    name with the register number or the postal address. `stop_address_valid` needs in each part the
    postal address, the reply address or the other contact on record.
    `unsubscribe` is `works` where each part shows the same opt-out link, that link stands in
    List-Unsubscribe beside one List-Unsubscribe-Post, and its token is one of ours; `none` where no
    part shows an opt-out link of ours; else `broken`. Whether a page asks for a login cannot be read
    from bytes, so `needs_login` is never found here.
    """
    letter = _taken_apart(message)
    return Found(
        identifies_sender=_from_sender(letter.head, sender) and _each_shows_name(letter, sender.footer),
        stop_address_valid=_each_shows_stop_address(letter, sender.footer),
        unsubscribe=_unsubscribe(letter, sender),
        remote=letter.remote,
    )


def facts(findings: Found) -> Mapping[str, str | bool]:
    """Give the findings that are facts of a case."""
    return {
        "identifies_sender": findings["identifies_sender"],
        "stop_address_valid": findings["stop_address_valid"],
        "unsubscribe": findings["unsubscribe"],
    }


def _taken_apart(message: bytes) -> _Letter:
    head = message_from_bytes(message, policy=policy.SMTP)
    parts: list[visible.Seen] = []
    remote: list[str] = []
    for part in head.walk():
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"} or part.is_attachment():
            continue
        content = _content(part)
        if kind == "text/html":
            parts.append(visible.seen(content))
            remote += visible.remote(content)
        else:
            links = [link.rstrip(".,;:!?") for link in _LINK.findall(content)]
            parts.append(visible.Seen(" ".join(content.split()), links))
    return _Letter(head, parts, remote)


def _content(part: EmailMessage) -> str:
    """Give a part's text; in a character set that nobody knows it shows nothing, so no duty is met."""
    try:
        return str(part.get_content())
    except (LookupError, ValueError):
        return ""


def _from_sender(head: EmailMessage, sender: SenderIdentity) -> bool:
    """Say whether the one From is the sender: by a domain on record, or by (a part of) the legal name."""
    lines = head.get_all("from", [])
    addresses = [address for line in lines for address in line.addresses]
    if len(lines) != 1 or len(addresses) != 1:
        return False
    domain = str(addresses[0].domain).lower()
    name = _plain(str(addresses[0].display_name))
    own_domain = any(domain == own or domain.endswith(f".{own}") for own in sender.domains)
    return own_domain or _shows(_plain(sender.footer.legal_name), name)


def _each_shows_name(letter: _Letter, footer: Footer) -> bool:
    number, postal = _plain(footer.register_no), _postal(footer)
    return bool(letter.parts) and all(
        _shows(part.text, _plain(footer.legal_name))
        and (_shows(part.text, number) or _shows(part.text, postal))
        for part in letter.parts
    )


def _each_shows_stop_address(letter: _Letter, footer: Footer) -> bool:
    ways = (_postal(footer), _plain(footer.reply_to), _plain(footer.contact))
    return bool(letter.parts) and all(any(_shows(part.text, way) for way in ways) for part in letter.parts)


def _unsubscribe(letter: _Letter, sender: SenderIdentity) -> Literal["works", "broken", "none"]:
    start = f"{sender.public_url.rstrip('/')}/u/"
    ours = [{link for link in part.links if link.startswith(start)} for part in letter.parts]
    if not any(ours):
        return "none"
    named = _named(letter.head)
    post = [str(value) for value in letter.head.get_all("list-unsubscribe-post", [])]
    same = len(named) == 1 and post == [headers.ONE_CLICK] and all(links == named for links in ours)
    read = all(headers.read_token(sender.key, link.removeprefix(start)) is not None for link in named)
    return "works" if same and read else "broken"


def _named(head: EmailMessage) -> set[str]:
    """Give the web addresses in List-Unsubscribe; two such headers contradict each other, so they name none."""
    lines = [str(value) for value in head.get_all("list-unsubscribe", [])]
    return set(re.findall(r"<(https?://[^<>\s]+)>", lines[0])) if len(lines) == 1 else set()


def _postal(footer: Footer) -> str:
    return _plain(", ".join(filter(None, (line.strip(" ,") for line in footer.postal.splitlines()))))


def _plain(text: str) -> str:
    return " ".join(encode.clean(text).split())


def _shows(text: str, wanted: str) -> bool:
    """Look for whole words, letters alike: the number 123 is not shown by 1234."""
    return bool(wanted) and bool(re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", text, re.IGNORECASE))
