"""Book what the lines tell: people who are not on record yet, then their entries, through the register's writer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from datmag.register import record
from datmag.register.imports.findings import Finding, Report
from datmag.register.imports.line import HOLDER, Context, Draft, Entry, Told, Who, proven
from datmag.register.models import Entry as Journal
from datmag.register.models import Holding, Party
from datmag.register.writers.store import chunks


@dataclass(slots=True)
class Book:
    """One import at work; each batch of lines is booked by itself, all in the caller's transaction."""

    context: Context
    report: Report
    _organisations: set[str] = field(default_factory=set)

    def take(self, batch: list[Told]) -> None:
        """Book a batch of lines and count what became of them."""
        useful = []
        for told in batch:
            for finding in told.findings:
                self.report.add(finding)
            if told.who is not None and told.drafts:
                useful.append(told)
            else:
                self.report.counts["not_taken"] += 1
        if useful:
            self._book(useful)

    def _book(self, batch: list[Told]) -> None:
        holders = _holders({told.who.exact for told in batch if told.who})
        known = _known(draft for told in batch for draft in told.drafts)
        entries: list[Entry] = []
        lines: list[Told] = []
        for told in batch:
            for entry in self._entries(told, holders, known):
                entries.append(entry)
                lines.append(told)
        done = record.write(entries, recorded_at=self.context.at)
        refused = {refusal.place: refusal for refusal in done.refused}
        for place, refusal in refused.items():
            told = lines[place]
            self.report.add(Finding(self.context.file, told.line, "", refusal.id, refusal.text))
        self._count(entry for place, entry in enumerate(entries) if place not in refused)

    def _entries(self, told: Told, holders: dict[str, str], known: set[str]) -> Iterator[Entry]:
        """Give what must be written of one line, each entry after what it names."""
        self.report.counts["same"] += sum(draft.id in known for draft in told.drafts)
        wanted = list(_wanted(told.drafts, known))
        if not wanted or told.who is None:
            return
        holder = holders.get(told.who.exact)
        if holder is None:
            holder = f"contact:{told.who.exact}"
            holders[told.who.exact] = holder
            yield from _person(told.who, holder)
        for part in told.parts:
            if part["part"] == "party" and self._on_record(str(part["id"])):
                continue
            if holder or part["part"] == "party":
                yield _filled(part, holder)
        for draft in wanted:
            yield _filled(draft.event, holder)

    def _on_record(self, organisation: str) -> bool:
        if organisation in self._organisations:
            return True
        self._organisations.add(organisation)
        return Party.objects.filter(ref=organisation).exists()

    def _count(self, written: Iterable[Entry]) -> None:
        counts = self.report.counts
        for entry in written:
            if entry.get("part") == "party":
                counts["contacts"] += 1
            if "part" in entry:
                continue
            counts["new"] += 1
            counts["noes"] += bool(entry.get("says_no")) + (entry["type"] == "objection")
            counts["bounces"] += entry["type"] == "bounce"
            counts["sales"] += "sale" in entry and entry["type"] == "import"
            if "says_yes" in entry:
                counts["yes_proven" if proven(entry["says_yes"]) else "yes_unproven"] += 1


def _wanted(drafts: Iterable[Draft], known: set[str]) -> Iterator[Draft]:
    """Give the drafts that are to be recorded; each counts as known for those that follow."""
    for draft in drafts:
        told = draft.id in known or any(name in known for name in draft.unless)
        if not told and (not draft.only_if or draft.only_if in known):
            known.add(draft.id)
            yield draft


def _person(who: Who, holder: str) -> Iterator[Entry]:
    known = {name: word for name, word in (("country", who.country), ("language", who.language)) if word}
    yield {"part": "party", "id": holder, "kind": who.kind, "name": who.name or who.email, **known}
    yield {"part": "address", "value": who.email, "channel": "email", "holders": [holder]}


def _filled(entry: Entry, holder: str) -> Entry:
    """Put the holder where an entry speaks of him; several holders: nobody is named."""
    if entry.get("a") == HOLDER:
        return {**entry, "a": holder}
    sale = entry.get("sale")
    if isinstance(sale, Mapping) and sale.get("by") == HOLDER:
        named = {key: value for key, value in sale.items() if key != "by"}
        return {**entry, "sale": {**named, "by": holder} if holder else named}
    return entry


def _holders(exact: set[str]) -> dict[str, str]:
    """Give for each address on record the only party that holds it; empty where there are several."""
    found: dict[str, str] = {}
    for part in chunks(sorted(exact)):
        rows = Holding.objects.filter(address__channel="email", address__k_exact__in=part)
        for key, ref in rows.values_list("address__k_exact", "party__ref"):
            found[key] = ref if found.get(key, ref) == ref else ""
    return found


def _known(drafts: Iterable[Draft]) -> set[str]:
    """Give the ids that are on record, of all that these drafts are or depend on."""
    names = {name for draft in drafts for name in (draft.id, *draft.unless, draft.only_if) if name}
    found: set[str] = set()
    for part in chunks(sorted(f"e:{name}" for name in names)):
        found.update(key[2:] for key in Journal.objects.filter(key__in=part).values_list("key", flat=True))
    return found
