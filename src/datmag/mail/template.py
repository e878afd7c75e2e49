"""A composed message as ready bytes with slots: made once per campaign, spliced per recipient."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import Any, Final, Literal, NamedTuple, cast

from datmag.errors import InputError
from datmag.mail import encode, headers
from datmag.moment import Moment
from datmag.words import Text

Part = Literal["head", "text", "html"]

SENTINEL: Final = re.compile("[\ue000-\uf8ff]")
"""One private character stands for a slot while a message is composed; authors may not use these."""

_FORM = 1


class Slot(NamedTuple):
    """A place in the bytes that differs per recipient.

    Attributes:
        part: where it stands, which says how its value is written.
        name: a merge field (`name`, `email`, `organisation`), a sentence of the footer (`why`,
            `source`, `ask`), `url`, or in the head `to`, `subject`, `date`, `message_id`, `list_unsubscribe`.
        absent: what a merge field shows for who has none.
    """

    part: Part
    name: str
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """One recipient.

    Attributes:
        email: the address to which it goes.
        name: how the recipient is called, "" where unknown.
        organisation: the recipient's organisation, "" where unknown.
        ground: the ground of the verdict, which the footer puts into words; "" for a preview.
        source: the `address_source` to state (`published`, `third_party`, `friend`, `other`), or
            `predecessor`, where the obligation `state_source` holds; else "".
    """

    email: str
    name: str = ""
    organisation: str = ""
    ground: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A message of which only the slots still have to be filled.

    Attributes:
        pieces: the fixed bytes, one more than there are slots.
        slots: what stands between them.
        subject: the subject cut at its merge fields; used only where it has any.
        sentences: per part, footer slot and word (ground or source): the ready bytes.
        public_url: where recipients reach the opt-out pages.
        domain: the sender's mail domain.
        reply_to: the address that the mailto of List-Unsubscribe names, "" for none.
    """

    pieces: tuple[bytes, ...]
    slots: tuple[Slot, ...]
    subject: tuple[str | Slot, ...]
    sentences: Mapping[str, bytes] = field(repr=False)
    public_url: str
    domain: str
    reply_to: str

    def stamp(self, key: bytes, delivery_id: int, at: Moment) -> headers.Stamp:
        """Make the stamp of one delivery of this mailing: Message-ID, date and opt-out link."""
        return headers.stamp(key, delivery_id, at, public_url=self.public_url, domain=self.domain)

    def render(self, to: Merge, stamp: headers.Stamp) -> bytes:
        """Give the bytes that one recipient gets; the same arguments give the same bytes.

        Raises:
            InputError: an address to which no mail can go, or a ground or source without words.
        """
        shown: dict[Slot, bytes] = {}
        out = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            value = shown.get(slot)
            if value is None:
                value = shown[slot] = self._value(slot, to, stamp)
            out += (value, piece)
        return b"".join(out)

    def json(self) -> dict[str, object]:
        """Give what `load` needs to make the same template; all of it is text."""
        return {
            "form": _FORM,
            "pieces": [piece.decode("ascii") for piece in self.pieces],
            "slots": [list(slot) for slot in self.slots],
            "subject": [list(part) if isinstance(part, Slot) else part for part in self.subject],
            "sentences": {key: text.decode("ascii") for key, text in self.sentences.items()},
            "public_url": self.public_url,
            "domain": self.domain,
            "reply_to": self.reply_to,
        }

    @classmethod
    def load(cls, kept: Mapping[str, object]) -> "Template":
        """Make the template of which `json` gave this mapping.

        Raises:
            InputError: it was made by a version of datmag that wrote another form.
        """
        if kept.get("form") != _FORM:
            raise InputError(
                Text(
                    "deze mailing is met een andere versie van datmag gemaakt: stel haar opnieuw op",
                    "this mailing was made by another version of datmag: compose it again",
                )
            )
        # What `json` wrote is trusted: it comes from our own table, never from outside.
        entry = cast("Any", kept)
        return cls(
            pieces=tuple(str(piece).encode("ascii") for piece in entry["pieces"]),
            slots=tuple(Slot(*slot) for slot in entry["slots"]),
            subject=tuple(part if isinstance(part, str) else Slot(*part) for part in entry["subject"]),
            sentences={str(key): str(text).encode("ascii") for key, text in entry["sentences"].items()},
            public_url=entry["public_url"],
            domain=entry["domain"],
            reply_to=entry["reply_to"],
        )

    def _value(self, slot: Slot, to: Merge, stamp: headers.Stamp) -> bytes:
        if slot.part == "head":
            return self._head_value(slot, to, stamp)
        word = {"why": to.ground, "ask": to.ground, "source": to.source}.get(slot.name)
        if word is not None:
            return self._sentence(slot, word)
        text = stamp.url if slot.name == "url" else filled(slot, to)
        return encode.value(escape(text) if slot.part == "html" else text)

    def _head_value(self, slot: Slot, to: Merge, stamp: headers.Stamp) -> bytes:
        if slot.name == "to":
            return encode.mailbox(encode.clean(to.name), encode.ascii_address(to.email), len("To: "))
        if slot.name == "subject":
            parts = (filled(part, to) if isinstance(part, Slot) else part for part in self.subject)
            return encode.header_text(encode.clean("".join(parts)), len("Subject: "))
        if slot.name == "list_unsubscribe":
            return headers.list_unsubscribe(stamp, self.reply_to).encode("ascii")
        return (stamp.date if slot.name == "date" else stamp.message_id).encode("ascii")

    def _sentence(self, slot: Slot, word: str) -> bytes:
        try:
            return self.sentences[sentence_key(slot, word)]
        except KeyError:
            raise InputError(
                Text(
                    f"de voettekst heeft geen woorden voor `{word}`: deze mail kan niet op die grond weg",
                    f"the footer has no words for `{word}`: this mail cannot go out on that ground",
                )
            ) from None


def digest(message: bytes) -> str:
    """Give the SHA-256 of a message's bytes, in hex, as the outbox keeps it."""
    return sha256(message).hexdigest()


def filled(slot: Slot, to: Merge) -> str:
    """Give what a merge field shows for a recipient, as plain text on one line."""
    value = {"name": to.name, "email": to.email, "organisation": to.organisation}[slot.name]
    return encode.clean(value) or slot.absent


def sentence_key(slot: Slot, word: str) -> str:
    """Name a ready sentence of the footer."""
    return f"{slot.part}/{slot.name}/{word}"


def sentences(part: Part, name: str, texts: Mapping[str, str]) -> dict[str, bytes]:
    """Encode the sentences of a footer slot, one per ground or source."""
    return {
        sentence_key(Slot(part, name), word): encode.value(escape(text) if part == "html" else text)
        for word, text in texts.items()
    }


class Slots:
    """Hands out the private characters that stand for slots while a message is composed."""

    def __init__(self) -> None:
        """Begin with none handed out."""
        self._given: list[tuple[str, str]] = []

    def put(self, name: str, absent: str = "") -> str:
        """Give the character of a slot; the same slot gets the same one."""
        if (name, absent) not in self._given:
            self._given.append((name, absent))
        return chr(0xE000 + self._given.index((name, absent)))

    def cut(self, part: Part, text: str) -> list[str | Slot]:
        """Cut a text at its slots: text, slot, text, …, text."""
        out: list[str | Slot] = []
        last = 0
        for match in SENTINEL.finditer(text):
            out += (text[last : match.start()], Slot(part, *self._given[ord(match[0]) - 0xE000]))
            last = match.end()
        return [*out, text[last:]]


class Frame:
    """Collects fixed bytes and slots in order."""

    def __init__(self) -> None:
        """Begin empty."""
        self.pieces: list[bytes] = [b""]
        self.slots: list[Slot] = []

    def add(self, parts: Iterable[str | Slot], write: Callable[[str, bool], bytes]) -> None:
        """Add what `Slots.cut` gave; `write` encodes a text, told whether a slot follows."""
        queue = list(parts)
        for n, part in enumerate(queue):
            if isinstance(part, Slot):
                self.slots.append(part)
                self.pieces.append(b"")
            else:
                self.pieces[-1] += write(part, n + 1 < len(queue))
