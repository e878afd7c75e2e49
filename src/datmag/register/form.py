"""The form of what may be recorded: every event and part of `story.md`, with the words that each key takes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from datmag.errors import InputError
from datmag.moment import parse
from datmag.register.keys import CHANNELS
from datmag.words import Text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
KINDS = ("natural_person", "sole_trader", "partnership", "legal_person")
CONSIDERATIONS = (
    "paid",
    "payment_due",
    "free_with_paid_tier",
    "trial",
    "donation",
    "refunded",
    "quote",
    "cart",
    "inquiry",
)
"""The kinds of dealing, in the order in which they are shown (`story.md`, rule 8)."""
ACTS = ("active", "preticked", "silence", "terms_acceptance", "unconfirmed", "deceptive", "business_card")
LIKENESSES = ("same", "similar", "accessory", "same_range", "dissimilar")
SOURCES = ("own_sale", "own_account", "own_form", "published", "third_party", "friend", "other")
MEASURING = ("open", "click", "personal")
SENDER_KINDS = (
    "business",
    "charity",
    "political_party",
    "public_body",
    "press_publisher",
    "good_cause_lottery",
)
DECLARED = ("marketing", "service", "requested", "survey", "consent_request", "consent_confirmation")


@dataclass(frozen=True, slots=True)
class Form:
    """The keys of one kind of entry: which it must have, which it may have, and what each of them takes.

    A value is described by one word: `text`, `time`, `day`, `yes` (true or false), `words` (a list of texts),
    `form` (a table of its own, see `INNER`), `holders`, `scope`, or a tuple of the allowed words.
    """

    must: Mapping[str, Any]
    may: Mapping[str, Any] = field(default_factory=dict)

    @property
    def keys(self) -> dict[str, Any]:
        """Give every key with what it takes."""
        return {**self.must, **self.may}


_NOTICE = Form(
    {},
    {
        "names": "words",
        "bundled": "yes",
        "informed": "yes",
        "conditional": "yes",
        "text": "text",
        "hash": "text",
    },
)
_SAYS_YES = Form(
    {},
    {
        "at": "time",
        "by": "text",
        "self": "yes",
        "act": ACTS,
        "text_kept": "yes",
        "purposes": "words",
        "channels": "words",
        "notice": _NOTICE,
        "measuring": "words",
    },
)
_ROW_SALE = Form(
    {"consideration": CONSIDERATIONS},
    {
        "at": "time",
        "buyer": "text",
        "by": "text",
        "family": "text",
        "given_in_sale": "yes",
        "informed": "yes",
        "refusal": ("offered", "used", "not_offered"),
    },
)

_ADDRESS = {"sender": "text", "address": "text"}
_CHANNEL = {"channel": CHANNELS}
EVENTS: dict[str, Form] = {
    "sale": Form(
        {"sender": "text", "buyer": "text", "consideration": CONSIDERATIONS},
        {
            "by": "text",
            "address": "text",
            "family": "text",
            "informed": "yes",
            "refusal": ("offered", "used", "not_offered"),
            "running": "yes",
            **_CHANNEL,
        },
    ),
    "sale_state": Form({"sale": "text", "state": ("paid", "refunded", "partly_refunded", "cancelled")}),
    "contract_end": Form({"sale": "text"}),
    "account": Form({**_ADDRESS, "user": "text"}, {"via": "text", **_CHANNEL}),
    "account_end": Form({"account": "text"}),
    "consent": Form(
        {
            **_ADDRESS,
            "act": ACTS,
            "evidence": ("full", "partial", "none"),
            "purposes": "words",
            "notice": _NOTICE,
        },
        {
            "by": "text",
            "capacity": ("self", "parent", "representative"),
            "channels": "words",
            "measuring": "words",
            **_CHANNEL,
        },
    ),
    "confirmed": Form({"consent": "text"}),
    "withdrawal": Form(_ADDRESS, {"purpose": "text", "by": "text", **_CHANNEL}),
    "objection": Form(
        {"sender": "text", "scope": "scope", "route": ("link", "one_click", "reply", "phone", "post")},
        {"address": "text", "by": "text", **_CHANNEL},
    ),
    "complaint": Form(_ADDRESS, {"by": "text", **_CHANNEL}),
    "bounce": Form({**_ADDRESS, "kind": ("hard", "soft", "auto_reply")}, _CHANNEL),
    "request": Form(_ADDRESS, {"by": "text", "what": "text", **_CHANNEL}),
    "published": Form(
        {
            "address": "text",
            "by": "text",
            "designation": ("advertising", "general_contact", "no_advertising"),
        },
        {"subjects": "words", "url": "text", **_CHANNEL},
    ),
    "unpublished": Form({"address": "text"}, _CHANNEL),
    "erasure": Form({"sender": "text", "party": "text"}),
    "import": Form(
        _ADDRESS,
        {
            "source": SOURCES,
            "last_sent_at": "time",
            "says_no": "yes",
            "says_no_at": "time",
            "says_yes": _SAYS_YES,
            "sale": _ROW_SALE,
            **_CHANNEL,
        },
    ),
    "takeover": Form({"from": "text", "to": "text", "whole": "yes", "told": "yes", "refusal": "yes"}),
    "death": Form({"party": "text"}),
    "sent": Form(_ADDRESS, {"purpose": "text", "declared_as": DECLARED, "answers": "text", **_CHANNEL}),
}
"""Every type of event; `id`, `at` and `type` come with each. `channel` says which, where an address has several."""

PARTS: dict[str, Form] = {
    "sender": Form(
        {"id": "text", "name": "text", "kind": SENDER_KINDS, "country": "text"},
        {
            "legal_name": "text",
            "register_no": "text",
            "postal": "text",
            "reply_to": "text",
            "website": "text",
        },
    ),
    "family": Form({"id": "text", "sender": "text"}, {"label": "text"}),
    "likeness": Form(
        {"bought": "text", "offered": "text", "as": LIKENESSES},
        {"at": "time", "revoked_at": "time", "by": "text", "reason": "text"},
    ),
    "checkout": Form(
        {"sender": "text", "since": "time", "informed": "yes", "refusal": ("offered", "not_offered")},
        {"until": "time", "notice": "text"},
    ),
    "party": Form(
        {"id": "text", "kind": (*KINDS, "unknown"), "name": "text"},
        {"born": "day", "country": "text", "language": "text"},
    ),
    "address": Form(
        {"value": "text", "channel": CHANNELS, "holders": "holders"},
        {"kind": ("personal", "named_business", "role_business")},
    ),
    "bond": Form(
        {"a": "text", "kind": ("household_of", "employee_of", "represents", "parent_of"), "b": "text"},
        {"since": "time", "until": "time"},
    ),
}

_HOLDER = Form({"party": "text"}, {"since": "time", "until": "time"})
_SCOPES = {"purpose": Form({"purpose": "text"}), "channel": Form({"channel": CHANNELS})}


def check(entry: Mapping[str, Any]) -> None:
    """Check one entry against its form.

    Raises:
        InputError: an unknown or missing key, or a value that its key does not take; the nearest right word is named.
    """
    if not isinstance(entry, Mapping):
        raise InputError(
            Text(
                "geen leesbaar JSON-object: schrijf `{…}` op één regel",
                "no readable JSON object: write `{…}` on one line",
            )
        )
    if "part" in entry:
        name = _one_of("part", entry["part"], tuple(PARTS))
        _keys(name, entry, PARTS[name], extra=("part",))
        return
    name = _one_of("type", entry.get("type"), tuple(EVENTS))
    _keys(name, entry, EVENTS[name], extra=("id", "at", "type"))
    _text("id", entry.get("id"))
    _time("at", entry.get("at"))
    if name == "objection" and "address" not in entry and "by" not in entry:
        raise _missing(name, "address")


def _keys(name: str, entry: Mapping[str, Any], form: Form, extra: tuple[str, ...] = ()) -> None:
    known = form.keys
    for key, value in entry.items():
        if key in extra and key not in known:
            continue
        if key not in known:
            raise _unknown(name, str(key), (*known, *extra))
        _value(key, value, known[key])
    for key in form.must:
        if key not in entry:
            raise _missing(name, key)


def _value(key: str, value: Any, takes: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if isinstance(takes, tuple):
        _one_of(key, value, takes)
    elif isinstance(takes, Form):
        if not isinstance(value, Mapping):
            raise _wrong(key, value, "een object", "an object")
        _keys(key, value, takes)
        if "measuring" in value:
            _measuring(value["measuring"])
    else:
        _CHECKS[takes](key, value)
        if key == "measuring":
            _measuring(value)


def _measuring(value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    for word in value:
        _one_of("measuring", word, MEASURING)


def _text(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(key, value, "een tekst", "a text")
    _storable(key, value)
    if "|" in value and key in {"purpose", "id"}:
        raise _wrong(key, value, "een tekst zonder `|`", "a text without `|`")


def _storable(key: str, value: str) -> None:
    if value.isascii() and value.isprintable():
        return
    # neither a NUL nor half a surrogate pair can be kept by every database
    if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise _wrong(key, ascii(value), "een tekst zonder stuurtekens", "a text without control signs")


def _time(key: str, value: Any) -> None:  # noqa: ANN401, ARG001  (anything that JSON holds; called like the others)
    parse(value if isinstance(value, str) else repr(value))


def _day(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _wrong(key, value, "een dag als `1990-05-31`", "a day like `1990-05-31`")
    try:
        parse(f"{value}T00:00:00Z")
    except InputError:
        raise _wrong(key, value, "een dag als `1990-05-31`", "a day like `1990-05-31`") from None


def _yes(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if not isinstance(value, bool):
        raise _wrong(key, value, "`true` of `false`", "`true` or `false`")


def _words(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise _wrong(key, value, "een lijst van woorden", "a list of words")
    for word in value:
        _storable(key, word)
    if any("|" in word for word in value):
        raise _wrong(key, value, "woorden zonder `|`", "words without `|`")


def _holders(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if not isinstance(value, list):
        raise _wrong(key, value, "een lijst van partijen", "a list of parties")
    for holder in value:
        if isinstance(holder, Mapping):
            _keys("holders", holder, _HOLDER)
        else:
            _text(key, holder)


def _scope(key: str, value: Any) -> None:  # noqa: ANN401  (anything that JSON holds)
    if isinstance(value, Mapping):
        for name in ("purpose", "channel"):
            if name in value:
                _keys(key, value, _SCOPES[name])
                return
        raise _wrong(key, value, "`{purpose: …}` of `{channel: …}`", "`{purpose: …}` or `{channel: …}`")
    _one_of(key, value, ("all", "unclear"))


_CHECKS = {
    "text": _text,
    "time": _time,
    "day": _day,
    "yes": _yes,
    "words": _words,
    "holders": _holders,
    "scope": _scope,
}


def _one_of(key: str, value: Any, words: tuple[str, ...]) -> str:  # noqa: ANN401  (anything that JSON holds)
    if isinstance(value, str) and value in words:
        return value
    near = get_close_matches(str(value), words, 1)
    hint_nl = f"bedoelt u `{near[0]}`?" if near else f"kies uit {', '.join(words)}"
    hint_en = f"did you mean `{near[0]}`?" if near else f"choose one of {', '.join(words)}"
    if value is None:
        raise InputError(Text(f"`{key}` ontbreekt: {hint_nl}", f"`{key}` is missing: {hint_en}"))
    raise InputError(
        Text(
            f"`{key}` kent `{_short(value)}` niet: {hint_nl}",
            f"`{key}` does not know `{_short(value)}`: {hint_en}",
        )
    )


def _unknown(name: str, key: str, known: tuple[str, ...]) -> InputError:
    near = get_close_matches(key, known, 1)
    hint_nl = f"bedoelt u `{near[0]}`?" if near else f"kies uit {', '.join(known)}"
    hint_en = f"did you mean `{near[0]}`?" if near else f"choose one of {', '.join(known)}"
    return InputError(
        Text(
            f"`{name}` heeft een onbekende sleutel `{key}`: {hint_nl}",
            f"`{name}` has an unknown key `{key}`: {hint_en}",
        )
    )


def _missing(name: str, key: str) -> InputError:
    return InputError(
        Text(f"`{name}` mist de sleutel `{key}`: vul hem in", f"`{name}` lacks the key `{key}`: fill it in")
    )


def _wrong(key: str, value: Any, nl: str, en: str) -> InputError:  # noqa: ANN401  (anything that JSON holds)
    return InputError(
        Text(f"`{key}` is `{_short(value)}`: geef {nl}", f"`{key}` is `{_short(value)}`: give {en}")
    )


def _short(value: Any) -> str:  # noqa: ANN401  (anything that JSON holds)
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004  (as much as fits in a sentence)
