"""The only writers of the register: events and parts of `story.md` go in here, and nowhere else.

Every entry is kept once: the same id with the same content does nothing, with another content it is refused.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction

from datmag.errors import InputError
from datmag.moment import Moment, iso, parse
from datmag.register import form, keys
from datmag.register.models import Address, Choice, Entry, Suppression
from datmag.register.writers import events, parts
from datmag.register.writers.desk import Desk
from datmag.register.writers.known import Known, Noted
from datmag.register.writers.store import Store
from datmag.words import Text

BATCH = 5000
"""Entries that are looked up and written together."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One entry that was not recorded, and why."""

    place: int
    """Its place among the entries, from 0."""
    id: str
    text: Text


@dataclass(slots=True)
class Report:
    """What became of the entries."""

    new: int = 0
    same: int = 0
    """Entries that were on record already, with the same content."""
    refused: list[Refusal] = field(default_factory=list)


def write(
    entries: Iterable[Mapping[str, Any]],
    *,
    recorded_at: Moment,
    strict: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Record events and parts in one transaction.

    Args:
        entries: events of `story.md` with an `id`, or parts (`{"part": "sender", …}`), each after what it names.
        recorded_at: the moment of writing.
        strict: a refused entry stops everything, and nothing is kept.
        progress: told after each batch how many entries are done.

    Returns:
        How many were new, how many were known, and which were refused; a refused entry stops no other.

    Raises:
        InputError: with `strict`, the first entry that is refused.
    """
    report = Report()
    with transaction.atomic():
        _write_all(entries, recorded_at, report, strict=strict, progress=progress, each=None)
    return report


def write_batch(
    entries: Iterable[Mapping[str, Any]], *, recorded_at: Moment, progress: Progress | None = None
) -> Report:
    """Record very many entries, committed every `BATCH` of them; safe to run again after an interruption.

    What is dated later than `recorded_at` is refused; a No so dated counts from `recorded_at`.

    The memory it takes does not grow with the number of entries.
    """
    report = Report()
    _write_all(entries, recorded_at, report, strict=False, progress=progress, each=transaction.atomic)
    return report


def stop(
    address_id: int,
    *,
    at: Moment,
    sender: str,
    route: str,
    by_party: int | None = None,
    recorded_at: Moment | None = None,
) -> int:
    """Record that somebody wants no more mail of this sender, in the caller's transaction.

    Args:
        address_id: the address through which the No came.
        at: when it was said.
        sender: the sender that is told to stop.
        route: `link`, `one_click`, `reply`, `phone` or `post`.
        by_party: the party who said it, where that is known.
        recorded_at: the moment of writing; None: `at`.

    Returns:
        The number of the objection in the ledger.
    """
    written = at if recorded_at is None else recorded_at
    mailbox = Address.objects.values_list("k_mailbox", flat=True).get(id=address_id)
    Suppression.objects.create(
        k_mailbox=mailbox, sender=sender, reason="objection", since_at=at, seen_at=at, recorded_at=written
    )
    return Choice.objects.create(
        act="objection",
        sender_id=sender,
        address_id=address_id,
        k_mailbox=mailbox,
        by_party_id=by_party,
        scope="all",
        route=route,
        at=at,
        seen_at=at,
        recorded_at=written,
    ).seq


def _write_all(
    entries: Iterable[Mapping[str, Any]],
    recorded_at: Moment,
    report: Report,
    *,
    strict: bool,
    progress: Progress | None,
    each: Callable[[], Any] | None,
) -> None:
    done, secret = 0, keys.current()
    for batch in _cut(entries):
        if each is None:
            _write(batch, done, recorded_at, report, secret, strict=strict, bounded=each is not None)
        else:
            with each():
                _write(batch, done, recorded_at, report, secret, strict=strict, bounded=each is not None)
        done += len(batch)
        if progress:
            progress(done)


def _cut(entries: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _write(
    batch: list[Mapping[str, Any]],
    first: int,
    recorded_at: Moment,
    report: Report,
    secret: keys.Keys,
    *,
    strict: bool,
    bounded: bool,
) -> None:
    known = Known(secret)
    checked: list[tuple[int, str, str, Mapping[str, Any]]] = []
    for place, entry in enumerate(batch, first):
        try:
            form.check(entry)
        except InputError as error:
            _refuse(report, place, entry, error, strict=strict)
            continue
        digest = _digest(entry)
        checked.append((place, _key(entry, digest), digest, entry))
    known.learn((key, entry) for _, key, _, entry in checked)
    desk = Desk(known, Store(len(batch)), recorded_at)
    for place, key, digest, entry in checked:
        try:
            if _record(desk, key, digest, _in_time(entry, recorded_at) if bounded else entry):
                report.new += 1
            else:
                report.same += 1
        except InputError as error:
            _refuse(report, place, entry, error, strict=strict)
    desk.store.flush()


def _record(desk: Desk, key: str, digest: str, entry: Mapping[str, Any]) -> bool:
    """Record one entry; False where it is on record already."""
    before = desk.known.entries.get(key)
    if before is not None:
        if before.digest == digest:
            return False
        raise InputError(
            Text(
                f"`{_name(entry)}` staat al vast met een andere inhoud: geef een nieuwe gebeurtenis een eigen `id`",
                f"`{_name(entry)}` is on record with other content: give a new event an `id` of its own",
            )
        )
    kind = str(entry["part"] if "part" in entry else entry["type"])
    row = (parts.WRITERS if "part" in entry else events.WRITERS)[kind](desk, entry)
    desk.known.entries[key] = Noted(digest, kind, row)
    desk.store.numbered(Entry, key=key, digest=digest, kind=kind, row=row, recorded_at=desk.recorded_at)
    return True


ENDS = (
    "objection",
    "complaint",
    "withdrawal",
    "erasure",
    "death",
    "unpublished",
    "account_end",
    "contract_end",
)
"""Events that end something: one that is dated in the future counts from now."""


def _in_time(entry: Mapping[str, Any], now: Moment) -> Mapping[str, Any]:
    """Let nothing be dated in the future: a No counts from now, anything else is refused.

    A Yes that a clock running ahead dates later than a No said meanwhile would lift that No.
    """
    if "part" in entry or parse(str(entry["at"])) <= now:
        return entry
    if entry["type"] in ENDS:
        return {**entry, "at": iso(now)}
    raise InputError(
        Text(
            f"`at` van `{_name(entry)}` ligt in de toekomst: leg vast wat is gebeurd, en kijk of de klok goed staat",
            f"`at` of `{_name(entry)}` lies in the future: record what has happened, and see whether the clock is right",
        )
    )


def _refuse(report: Report, place: int, entry: Mapping[str, Any], error: InputError, *, strict: bool) -> None:
    if strict:
        raise error
    report.refused.append(Refusal(place, _name(entry), error.text))


def _digest(entry: Mapping[str, Any]) -> str:
    text = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _key(entry: Mapping[str, Any], digest: str) -> str:
    if "part" not in entry:
        return f"e:{entry['id']}"
    return f"{entry['part']}:{entry.get('id', digest)}"


def _name(entry: Mapping[str, Any]) -> str:
    if not isinstance(entry, Mapping):
        return ""
    return str(entry.get("id") or entry.get("value") or entry.get("part") or entry.get("type") or "")
