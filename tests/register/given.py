"""A small register for one rule at a time: write a few events, ask one question, look at one fact."""

from collections.abc import Mapping
from typing import Any

from datmag.moment import parse
from datmag.register import facts, record
from datmag.register.facts import Question

LATER = 2**61
AT = "2026-06-01T10:00:00+02:00"
Event = dict[str, Any]

PARTS: list[Event] = [
    {"part": "sender", "id": "vondel", "name": "Fietsenhuis Vondel", "kind": "business", "country": "NL"},
    {"part": "sender", "id": "linden", "name": "Rijwielen Linden", "kind": "business", "country": "NL"},
    {"part": "sender", "id": "oud", "name": "Oude Fiets", "kind": "business", "country": "NL"},
    *({"part": "family", "id": name, "sender": "vondel"} for name in ("fietsen", "lampen", "reizen")),
    {"part": "party", "id": "an", "kind": "natural_person", "name": "An Dijk"},
    {"part": "party", "id": "bo", "kind": "natural_person", "name": "Bo Dijk"},
    {"part": "party", "id": "bv", "kind": "legal_person", "name": "Dijk BV"},
    {"part": "address", "value": "an@dijk.example", "channel": "email", "holders": ["an"]},
    {"part": "address", "value": "an@werk.example", "channel": "email", "holders": ["an"]},
    {"part": "address", "value": "bo@dijk.example", "channel": "email", "holders": ["bo"]},
    {"part": "address", "value": "samen@dijk.example", "channel": "email", "holders": ["an", "bo"]},
    {"part": "address", "value": "+31612345678", "channel": "sms", "holders": ["an"]},
]
"""Two shops that are strangers, one that may be taken over; An with two addresses, Bo, one shared, a firm."""

NOTICE = {"names": ["vondel"], "bundled": False, "informed": True}
_DEFAULTS: Mapping[str, Event] = {
    "sale": {"sender": "vondel", "buyer": "an", "address": "an@dijk.example", "consideration": "paid"},
    "consent": {
        "sender": "vondel",
        "by": "an",
        "capacity": "self",
        "address": "an@dijk.example",
        "act": "active",
        "evidence": "full",
        "purposes": ["nieuws"],
        "notice": NOTICE,
    },
    "objection": {"sender": "vondel", "address": "an@dijk.example", "scope": "all", "route": "link"},
    "takeover": {"from": "oud", "to": "vondel", "whole": True, "told": True, "refusal": True},
    "erasure": {"sender": "vondel", "party": "an"},
    "published": {"address": "an@dijk.example", "by": "an", "designation": "advertising"},
    "unpublished": {"address": "an@dijk.example"},
    "account": {"sender": "vondel", "user": "an", "address": "an@dijk.example"},
}
_HERE = {"sender": "vondel", "address": "an@dijk.example"}
_BARE = {"sale_state", "contract_end", "confirmed", "account_end", "death"}


def event(kind: str, at: str, /, **changes: Any) -> Event:  # noqa: ANN401  (any JSON)
    """Give an event with what every event of its kind needs; a key set to None is left out."""
    usual = _DEFAULTS.get(kind, {} if kind in _BARE else _HERE)
    made = {"type": kind, "at": f"{at}T10:00:00Z", **usual, **changes}
    made.setdefault("id", f"{kind}-{at}-{sorted(map(str, made.items()))}")
    return {key: value for key, value in made.items() if value is not None}


def tell(*entries: Event, recorded_at: int = 0) -> None:
    """Record the parts and these entries."""
    record.write([*PARTS, *entries], recorded_at=recorded_at, strict=True)


def ask(to: str = "an@dijk.example", at: str = AT, **changes: Any) -> list[Event]:  # noqa: ANN401  (any question)
    """Give the rows of facts of one address, in the order of showing."""
    usual = {"sender": "vondel", "purpose": "nieuws", "families": ("fietsen",), "known_at": LATER}
    question = Question(at=parse(at), **{**usual, **changes})
    return facts.ask(question, "sms" if to.startswith("+") else "email", to)


def first(to: str = "an@dijk.example", at: str = AT, **changes: Any) -> Event:  # noqa: ANN401  (any question)
    """Give the row that comes first."""
    return ask(to, at, **changes)[0]


def moment(day: str) -> int:
    """Give the moment at which an event of that day happened."""
    return parse(f"{day}T10:00:00Z")
