"""What a batch needs to know of the register before it writes, looked up in a few statements, never row by row."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from datmag.errors import InputError
from datmag.register import keys
from datmag.register.models import Address, Entry, Family, Holding, Party, Sender
from datmag.register.writers.store import chunks
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """One address of the register."""

    id: int
    channel: str
    k_exact: str
    k_mailbox: str
    kind: str


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry of the journal: the digest of its content and the row that it became."""

    digest: str
    kind: str
    row: int


_NAMED = {
    **dict.fromkeys(("buyer", "by", "user", "party"), "party"),
    **dict.fromkeys(("sender", "from", "to"), "sender"),
    **dict.fromkeys(("sale", "account", "consent", "via"), "reference"),
    "family": "family",
}
"""What the keys of an event name."""
_NAMED_BY_PART = {
    "party": {"id": "party"},
    "bond": {"a": "party", "b": "party"},
    "family": {"sender": "sender", "id": "family"},
    "checkout": {"sender": "sender"},
    "likeness": {"bought": "family", "offered": "family"},
}
"""What the keys of a part name."""


@dataclass(slots=True)
class Known:
    """The parts of the register that a batch names, kept up to date while the batch grows."""

    keys: keys.Keys
    entries: dict[str, Noted] = field(default_factory=dict)
    senders: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    parties: dict[str, int] = field(default_factory=dict)
    spots: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    holdings: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """(address, party, since) → until."""
    notices: set[str] = field(default_factory=set)
    """The texts that are kept with their body, or need none."""
    hashes: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def learn(self, entries: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Look up everything that these (key, entry) pairs name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for key, entry in entries:
            wanted["entry"].add(key)
            _names(entry, wanted)
            self._hash(entry, wanted)
        self._look_up(wanted)

    def both(self, channel: str, value: str) -> tuple[str, str]:
        """Give the two keys of an address, hashed once."""
        if (channel, value) not in self.hashes:
            self.hashes[channel, value] = self.keys.both(channel, value)
        return self.hashes[channel, value]

    def party(self, name: str) -> int:
        """Give the number of a party, or complain."""
        return self.parties[self._need(self.parties, name, "party", "partij")]

    def sender(self, name: str) -> str:
        """Give the sender's id, or complain."""
        return self._need(self.senders, name, "sender", "afzender")

    def family(self, name: str) -> str:
        """Give the family's id, or complain."""
        return self._need(self.families, name, "family", "productgroep")

    def row(self, name: str, kinds: tuple[str, ...]) -> int:
        """Give the row that an earlier event became, or complain."""
        noted = self.entries.get(f"e:{name}")
        if noted is None or noted.kind not in kinds or not noted.row:
            raise _unknown(
                kinds[0], {"sale": "verkoop", "consent": "toestemming"}.get(kinds[0], kinds[0]), name
            )
        return noted.row

    def _need(self, table: Container[str], name: str, en: str, nl: str) -> str:
        if name not in table:
            raise _unknown(en, nl, name)
        return name

    def _hash(self, entry: Mapping[str, Any], wanted: dict[str, set[str]]) -> None:
        value = entry.get("value" if entry.get("part") == "address" else "address")
        if not isinstance(value, str):
            return
        try:
            channel = entry.get("channel") or keys.channel_of(value)
            wanted["exact"].add(self.both(channel, value)[0])
        except InputError:
            return  # said again, with its place, when the entry itself is written

    def _look_up(self, wanted: Mapping[str, set[str]]) -> None:
        for part in chunks(sorted(wanted["entry"] | {f"e:{name}" for name in wanted["reference"]})):
            for key, digest, kind, row in Entry.objects.filter(key__in=part).values_list(
                "key", "digest", "kind", "row"
            ):
                self.entries[key] = Noted(digest, kind, row)
        for part in chunks(sorted(wanted["sender"] - self.senders)):
            self.senders.update(Sender.objects.filter(id__in=part).values_list("id", flat=True))
        for part in chunks(sorted(wanted["family"] - self.families)):
            self.families.update(Family.objects.filter(id__in=part).values_list("id", flat=True))
        for part in chunks(sorted(wanted["party"])):
            self.parties.update(Party.objects.filter(ref__in=part).values_list("ref", "id"))
        for part in chunks(sorted(wanted["exact"])):
            self._learn_spots(part)

    def _learn_spots(self, exact: list[str]) -> None:
        found = Address.objects.filter(k_exact__in=exact).order_by("id")
        spots = [Spot(*row) for row in found.values_list("id", "channel", "k_exact", "k_mailbox", "kind")]
        for spot in spots:
            self.spots[spot.k_exact].append(spot)
        for address, party, since, until in Holding.objects.filter(
            address__in=[spot.id for spot in spots]
        ).values_list("address_id", "party_id", "since", "until"):
            self.holdings[address, party, since] = until


def _names(entry: Mapping[str, Any], wanted: dict[str, set[str]]) -> None:
    part = entry.get("part")
    for key, value in entry.items():
        if isinstance(value, str):
            kind = _NAMED_BY_PART.get(part, {}).get(key) if part else _NAMED.get(key)
            if kind:
                wanted[kind].add(value)
        elif isinstance(value, Mapping):
            for inner, name in value.items():
                if isinstance(name, str) and inner in _NAMED:
                    wanted[_NAMED[inner]].add(name)
    for holder in entry.get("holders") or ():
        party = holder.get("party") if isinstance(holder, Mapping) else holder
        if isinstance(party, str):
            wanted["party"].add(party)


def _unknown(en: str, nl: str, name: str) -> InputError:
    return InputError(
        Text(
            f"{nl} `{name}` staat niet in het register: leg die eerst vast, vóór wat ernaar verwijst",
            f"{en} `{name}` is not on record: record it first, before what refers to it",
        )
    )
