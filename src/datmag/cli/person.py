"""What the register holds about one address, for `contacts show` and `contacts timeline`."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from datmag.moment import NEVER, Moment, amsterdam_day, iso
from datmag.register import keys
from datmag.register.facts import COLUMNS, Question, ask
from datmag.register.models import Address, Party, Sender
from datmag.web import glossary, people, timeline
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands between this address and one sender: a row of facts for each dealing, without a message."""

    sender: Sender
    rows: list[dict[str, object]] = field(default_factory=list)

    def lines(self) -> Iterator[Text]:
        """Say it in sentences."""
        one = self.rows[0]
        yield Text(f"{self.sender.name}:", f"{self.sender.name}:")
        for fact, text in _SAID.items():
            at = one.get(fact, NEVER)
            if isinstance(at, int) and at != NEVER:
                day = amsterdam_day(at).isoformat()
                yield Text(f"  {text.nl} {day}", f"  {text.en} {day}")
        if one["consent_at"] != NEVER:
            proof = glossary.shown(glossary.PROOFS, str(one["consent_evidence"]))
            yield Text(f"    {proof.nl}", f"    {proof.en}")
        if one["bounced"]:
            yield Text(
                "  onbestelbaar: de laatste mail kwam terug", "  undeliverable: the last mail came back"
            )
        for row in self.rows:
            if row["dealing"]:
                yield _dealing(row)

    def json(self) -> dict[str, object]:
        """Give the known facts of each row, by their names in `decision.md`."""
        return {"sender": self.sender.id, "rows": [_known(row) for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Person:
    """One address, who holds it, how it stands with each sender, and what happened."""

    address: Address
    holders: list[Party]
    standings: list[Standing]
    events: list[timeline.Event]

    def summary(self) -> Iterator[Text]:
        """Give the lines of `contacts show`."""
        yield Text(self.address.value, self.address.value)
        for party in self.holders:
            kind = glossary.shown(glossary.KINDS, party.kind)
            yield Text(f"  {party.name} ({kind.nl})", f"  {party.name} ({kind.en})")
        for standing in self.standings:
            yield from standing.lines()

    def lines(self) -> Iterator[Text]:
        """Give the lines of `contacts timeline`."""
        for one in self.events:
            day = "" if one.at == NEVER else amsterdam_day(one.at).isoformat()
            yield Text(f"{day:10}  {one.text.nl}", f"{day:10}  {one.text.en}")

    def json(self) -> dict[str, object]:
        """Give everything, for `--json`."""
        return {
            "address": self.address.value,
            "channel": self.address.channel,
            "holders": [{"name": party.name, "kind": party.kind} for party in self.holders],
            "standings": [standing.json() for standing in self.standings],
            "timeline": [
                {"at": None if one.at == NEVER else iso(one.at), "kind": one.lane, "text": one.text.json()}
                for one in self.events
            ],
        }


def find(written: str, *, at: Moment) -> Person | None:
    """Find an address by its exact key; None where it is not on record.

    Raises:
        InputError: `written` is no address.
    """
    channel = keys.channel_of(written)
    key = keys.current().exact(channel, written)
    address = Address.objects.filter(channel=channel, k_exact=key).first()
    if address is None:
        return None
    held = people.holders(address)
    standings = []
    for sender in Sender.objects.order_by("id"):
        rows = ask(Question(sender=sender.id, at=at, known_at=at, channel=channel), channel, written)
        if any(row["on_record"] or row["objected_at"] != NEVER for row in rows):
            standings.append(Standing(sender, rows))
    return Person(address, held, standings, timeline.events(address, [party.id for party in held]))


_SAID = {
    "objected_at": Text("zei Nee op", "said No on"),
    "erased_at": Text("liet gegevens wissen op", "had data erased on"),
    "consent_at": Text("zei Ja op", "said Yes on"),
    "consent_withdrawn_at": Text("trok dat in op", "withdrew it on"),
}


def _dealing(row: dict[str, object]) -> Text:
    word = glossary.shown(glossary.DEALINGS, str(row["sale"]))
    at = row["sale_at"]
    day = amsterdam_day(at).isoformat() if isinstance(at, int) and at != NEVER else "?"
    whose = _WHOSE.get(str(row["sale_party"]), Text("", ""))
    return Text(f"  {day}  {word.nl}{whose.nl}", f"  {day}  {word.en}{whose.en}")


_WHOSE = {
    "represented": Text(", voor de organisatie", ", for the organisation"),
    "other": Text(", van iemand anders", ", somebody else's"),
}


def _known(row: dict[str, object]) -> dict[str, object]:
    """Leave out what is unknown; times as ISO 8601, truths as true and false."""
    known: dict[str, object] = {}
    for name in COLUMNS:
        value = row.get(name)
        if value in {NEVER, -1, "unknown", ""}:
            continue
        if name.endswith("_at") and isinstance(value, int):
            known[name] = iso(value)
        else:
            known[name] = bool(value) if isinstance(value, int) and name != "recipient_age" else value
    return known
