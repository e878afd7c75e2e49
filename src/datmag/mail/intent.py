"""What a sender says about one message: the message facts of the decision page, and whom it concerns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, cast

from datmag.errors import InputError
from datmag.words import Text

Value = str | bool
Place = Callable[[str], Text]
"""Says where a key stands, for an error: "`brief.md`, line 4"."""

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "declared_as": ("marketing", "service", "requested", "survey", "consent_request", "consent_confirmation"),
    "commercial_content": ("none", "minor", "dominant"),
    "service_basis": ("contract", "security", "vital_interest", "legal_duty"),
    "promotes": ("own", "own_with_sponsor", "third_party", "group_company"),
    "unsubscribe": ("works", "broken", "needs_login", "none"),
    "click_tracking": ("none", "aggregate", "individual"),
    "personalised": ("none", "purchases", "behaviour"),
}
"""The message facts that are words, each with its closed list (decision page, "The message")."""

YES_NO: Final = (
    "ideological_content",
    "charitable_content",
    "service_content_necessary",
    "identifies_sender",
    "stop_address_valid",
    "open_tracking",
)
"""The message facts that are yes or no."""

FOUND: Final = ("identifies_sender", "stop_address_valid", "unsubscribe")
"""The facts that are read from the rendered bytes; only a story may state them."""

ABOUT: Final = ("purpose", "family", "promoted", "answers", "sender", "necessity_reason")
"""The keys that are no facts: they choose which consents, purchases and requests count."""

STORY_KEYS: Final = (*WORDS, *YES_NO, *ABOUT)
"""Every key of a `messages` entry of a story, and `sender`."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What the sender means to send, as far as it concerns the verdict.

    Attributes:
        facts: the message facts that were stated, by their names on the decision page; a fact that
            is not there is unknown, or has the meaning that silence has there.
        purpose: the word that consents use for this kind of message; "" where none is needed.
        families: the product families it offers; of several the least similar counts.
        promoted: the other party whose offer it carries, "" for none.
        answers: the id of the request it fulfils, "" for none.
        sender: the id of the sender, "" for the only one.
        necessity_by: the named person who says why everybody on record must have it, "" for none.
        necessity_text: that person's reason.
    """

    facts: Mapping[str, Value]
    purpose: str = ""
    families: tuple[str, ...] = ()
    promoted: str = ""
    answers: str = ""
    sender: str = ""
    necessity_by: str = ""
    necessity_text: str = ""

    @property
    def declared_as(self) -> str:
        """What the sender calls it: a word of `declared_as`."""
        return str(self.facts["declared_as"])

    @property
    def necessity_named(self) -> bool:
        """Whether a named person gave a reason why everybody on record must have it."""
        return bool(self.necessity_by and self.necessity_text)

    @classmethod
    def read(cls, mapping: Mapping[str, object], name: str = "") -> "Intent":
        """Read a `messages` entry of a story, or what `Intent.json` wrote.

        Args:
            mapping: the keys of `STORY_KEYS`; any other is an error that names the nearest.
            name: what to call the message in an error.

        Raises:
            InputError: an unknown key, a missing `declared_as`, or a value outside its list.
        """
        called = f" `{name}`" if name else ""
        return read_intent(mapping, STORY_KEYS, lambda _key: Text(f"bericht{called}", f"message{called}"))

    def json(self) -> dict[str, object]:
        """Give the mapping from which `Intent.read` makes an equal intent."""
        entry: dict[str, object] = dict(self.facts)
        stated = {
            "purpose": self.purpose,
            "family": list(self.families),
            "promoted": self.promoted,
            "answers": self.answers,
            "sender": self.sender,
        }
        entry |= {key: value for key, value in stated.items() if value}
        if self.necessity_named:
            entry["necessity_reason"] = {"by": self.necessity_by, "text": self.necessity_text}
        return entry


def read_intent(mapping: Mapping[str, object], keys: Sequence[str], place: Place) -> Intent:
    """Read an intent from a mapping whose keys are all among `keys`; `place` names the spot in an error."""
    check_keys(mapping, keys, place)
    stated = {key: value for key, value in mapping.items() if value is not None}
    if "declared_as" not in stated:
        words = _listed(WORDS["declared_as"])
        raise InputError(
            _at(
                place("declared_as"),
                f"`declared_as` ontbreekt: zeg wat voor bericht dit is ({words})",
                f"`declared_as` is missing: say what this message is ({words})",
            )
        )
    facts: dict[str, Value] = {key: _word(key, stated[key], place) for key in WORDS if key in stated}
    facts |= {key: _yes_no(key, stated[key], place) for key in YES_NO if key in stated}
    by, text = _necessity(stated.get("necessity_reason"), place)
    return Intent(
        facts=facts,
        families=_families(stated.get("family"), place),
        necessity_by=by,
        necessity_text=text,
        **{key: _label(key, stated.get(key), place) for key in ("purpose", "promoted", "answers", "sender")},
    )


def check_keys(mapping: Mapping[str, object], keys: Sequence[str], place: Place) -> None:
    """Refuse a key outside `keys`, naming the nearest right one."""
    for key in mapping:
        if key not in keys:
            near = nearest(str(key), keys)
            raise InputError(
                _at(
                    place(key),
                    f"onbekende sleutel `{key}`: bedoelt u `{near}`? Toegestaan: {_listed(keys)}",
                    f"unknown key `{key}`: did you mean `{near}`? Allowed: {_listed(keys)}",
                )
            )


def nearest(word: str, words: Sequence[str]) -> str:
    """Give the word of `words` that looks most like `word`."""
    return get_close_matches(word.strip().lower(), words, n=1, cutoff=0.0)[0]


def one_line(key: str, value: object, place: Place) -> str:
    """Read a text of one line; no control characters, so nothing can be slipped into a header."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise InputError(_at(place(key), f"`{key}` moet een tekst zijn", f"`{key}` must be a text"))
    text = str(value).strip()
    if not text.isprintable():
        raise InputError(
            _at(
                place(key),
                f"`{key}` heeft een regeleinde of een onzichtbaar teken: schrijf het op één regel",
                f"`{key}` holds a line break or an invisible character: write it on one line",
            )
        )
    return text


def _at(where: Text, nl: str, en: str) -> Text:
    return Text(f"{where.nl}: {nl}", f"{where.en}: {en}")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _word(key: str, value: object, place: Place) -> str:
    if isinstance(value, str) and value.strip() in WORDS[key]:
        return value.strip()
    words = _listed(WORDS[key])
    raise InputError(
        _at(
            place(key),
            f"`{key}` kan niet `{value}` zijn: kies uit {words}",
            f"`{key}` cannot be `{value}`: choose from {words}",
        )
    )


def _yes_no(key: str, value: object, place: Place) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in {"true", "yes", "false", "no"}:
        return value.strip().lower() in {"true", "yes"}
    raise InputError(
        _at(
            place(key),
            f"`{key}` kan niet `{value}` zijn: kies uit `true`, `false`",
            f"`{key}` cannot be `{value}`: choose from `true`, `false`",
        )
    )


def _label(key: str, value: object, place: Place) -> str:
    if value is None:
        return ""
    text = one_line(key, value, place)
    # The register keeps lists of such words in one column, with "|" between them.
    if "|" in text:
        raise InputError(_at(place(key), f"`{key}` mag geen `|` bevatten", f"`{key}` must not hold a `|`"))
    return text


def _families(value: object, place: Place) -> tuple[str, ...]:
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    families = (_label("family", entry, place) for entry in entries)
    return tuple(dict.fromkeys(family for family in families if family))


def _necessity(value: object, place: Place) -> tuple[str, str]:
    if value is None:
        return "", ""
    entry = cast("dict[str, object]", value) if isinstance(value, Mapping) else dict[str, object]()
    check_keys(entry, ("by", "text"), lambda _key: place("necessity_reason"))
    by, text = (one_line("necessity_reason", entry.get(key) or "", place) for key in ("by", "text"))
    if by and text:
        return by, text
    raise InputError(
        _at(
            place("necessity_reason"),
            "`necessity_reason` vraagt wie het zegt en waarom: `{by: naam, text: reden}`",
            "`necessity_reason` needs who says it and why: `{by: name, text: reason}`",
        )
    )
