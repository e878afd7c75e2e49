"""What one line of a list tells, in the words of the register: whose address, and which entries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datmag.moment import NEVER, Moment, iso
from datmag.register.imports.findings import Finding
from datmag.register.imports.notice import Shown
from datmag.register.keys import Keys

Entry = Mapping[str, Any]

ORIGINS = {
    "own_sale": "own_sale",
    "own_form": "own_form",
    "own_account": "own_account",
    "published": "published",
    "third_party": "third_party",
    "friend": "friend",
    "other_tool": "other",
    "bought": "third_party",
}
"""`--origin` → the `source` of the list rows (`address_source` of `decision.md`)."""
GIVEN = frozenset({"own_sale", "own_form", "own_account", "other_tool"})
"""Origins under which the address in an order is the one that the customer gave in it."""
HOLDER = "contact:?"
"""Stands in an entry for the only holder of the line's address, until the register is asked who that is."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an import knows beside its lines."""

    file: str
    """The name of the file, for findings."""
    folder: Path
    """Where it stands: texts that it names are looked for there."""
    format: str
    sender: str
    origin: str
    at: Moment
    """The moment of the import: a list row counts from then on."""
    keys: Keys
    families: Mapping[str, str]
    """Folded SKU or product name → family."""
    family_ids: frozenset[str] = frozenset()
    """Every family of the sender."""
    shown: Shown | None = None
    """The consent text that the rows answered to."""

    @property
    def only_no(self) -> bool:
        """Say whether of these rows only a No is taken."""
        return self.origin == "bought"


@dataclass(frozen=True, slots=True)
class Who:
    """Whose line it is."""

    email: str
    exact: str
    """The exact key of the address."""
    name: str = ""
    kind: str = "unknown"
    country: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One event that a line tells of.

    It is recorded once: not when its id is on record, or one of `unless`; and only when `only_if`, where
    that is named, is on record or came before.
    """

    id: str
    event: Entry
    unless: tuple[str, ...] = ()
    only_if: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """All that one line, or the lines of one order, tell."""

    line: int
    who: Who | None
    """None: nothing of the line could be taken."""
    drafts: tuple[Draft, ...] = ()
    parts: tuple[Entry, ...] = ()
    """Organisations and bonds of the person."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class No:
    """A No, with its time where the row dates it."""

    at: Moment = NEVER


@dataclass(frozen=True, slots=True)
class Yes:
    """A Yes, with what the row says of it."""

    at: Moment = NEVER
    purposes: tuple[str, ...] = ()
    act: str = ""
    shown: Shown | None = None


def identity(context: Context, exact: str, *key: object) -> str:
    """Make a stable id out of what identifies an entry; the address goes in as its keyed hash only."""
    text = json.dumps([context.sender, exact, *key], ensure_ascii=False, sort_keys=True)
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
    return f"{context.format}:{digest}"


def list_row(  # noqa: PLR0913  (a row has this many sides)
    context: Context,
    who: Who,
    key: str,
    *,
    no: No | None = None,
    yes: Yes | None = None,
    sale: Entry | None = None,
    last_sent_at: Moment = NEVER,
    name: str = "",
) -> Draft | None:
    """Draft the `import` event of a row; None where nothing of it may be taken.

    Args:
        context: the import.
        who: whose row it is.
        key: the row's own key in its source; with the content it makes the id.
        no: the No of the row.
        yes: the Yes of the row.
        sale: the sale of the row, in the form of `story.md`.
        last_sent_at: when the person last got a mailing.
        name: an id to use instead of one made from key and content.
    """
    if context.only_no and no is None:
        return None
    row: dict[str, Any] = {"source": ORIGINS[context.origin]}
    if no is not None:
        row["says_no"] = True
        if no.at != NEVER:
            row["says_no_at"] = iso(no.at)
    if yes is not None and not context.only_no:
        row["says_yes"] = _yes(context, yes)
        if last_sent_at != NEVER:
            row["last_sent_at"] = iso(last_sent_at)
    if sale is not None and not context.only_no:
        row["sale"] = dict(sale)
    return event(context, who, "import", name or identity(context, who.exact, key, row), **row)


def event(context: Context, who: Who, word: str, name: str, *, at: Moment = NEVER, **values: object) -> Draft:
    """Draft any event about the address of the row; without a time it happened at the import."""
    when = iso(context.at if at == NEVER else at)
    named = {"sender": context.sender, "address": who.email, "channel": "email"}
    return Draft(name, {"id": name, "type": word, "at": when, **named, **values})


def _yes(context: Context, yes: Yes) -> dict[str, Any]:
    """Write the Yes of a row; a text proves it only where it was shown at that time."""
    says: dict[str, Any] = {"self": True, "channels": ["email"]}
    if yes.at != NEVER:
        says["at"] = iso(yes.at)
    covering = yes.shown or context.shown
    shown = covering if covering is not None and covering.covers(yes.at) else None
    purposes = list(yes.purposes) or (list(shown.purposes) if shown else [])
    if purposes:
        says["purposes"] = purposes
    act = yes.act or (shown.act if shown else "")
    if act:
        says["act"] = act
    if shown:
        says["notice"] = shown.notice
        says["text_kept"] = bool(shown.text or shown.hash)
        if shown.channels:
            says["channels"] = list(shown.channels)
    return says


def proven(says: Entry) -> bool:
    """Say whether a Yes of a row is proved: time, act and the text (`story.md`, rule 6)."""
    return bool("at" in says and says.get("act") and says.get("notice") and says.get("text_kept"))
