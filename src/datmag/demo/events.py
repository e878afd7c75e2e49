"""What the demo shop's own systems tell: parties, sales at the counter, accounts, forms, publications."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from datmag.demo.goods import LABELS, LIKENESS
from datmag.demo.people import Firm, Person
from datmag.moment import Moment, iso

SENDER = "vondel"
OFFERED = "fietsonderhoud"
PURPOSE = "nieuwsbrief"
FORM_TEXT = (
    "Ja, stuur mij de nieuwsbrief van Fietsenhuis Vondel met tips en aanbiedingen over fietsonderhoud, "
    "per e-mail, ongeveer zes keer per jaar. Afmelden kan altijd met de link onder elke nieuwsbrief."
)
"""The text beside the empty box on the web site: it names who, what, how and how to stop."""


@dataclass(slots=True)
class Events:
    """The lines of `events.jsonl`, each after what it names."""

    entries: list[dict[str, object]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def shop(self, decided: Moment) -> None:
        """Put the shop, its families and its decisions on likeness on record."""
        self._part(
            "sender",
            id=SENDER,
            name="Fietsenhuis Vondel",
            kind="business",
            country="NL",
            legal_name="Fietsenhuis Vondel B.V.",
            postal="Vondelkade 12, 1054 AB Amsterdam",
            register_no="00012345",
            reply_to="nieuws@vondel.example",
            website="https://vondel.example",
        )
        for family, label in LABELS.items():
            self._part("family", id=family, sender=SENDER, label=label)
        for bought, likeness, reason in LIKENESS:
            more = {"by": "Ans Ventiel", "reason": reason, "at": iso(decided)}
            self._part("likeness", bought=bought, offered=OFFERED, **{"as": likeness}, **more)

    def person(self, person: Person, born: str = "", holders: Sequence[Person] = ()) -> None:
        """Put a person with his address on record; `holders` are others who hold it too."""
        known = {"born": born} if born else {}
        self._part("party", id=person.ref, kind="natural_person", name=person.name, **known)
        for other in holders:
            self._part("party", id=other.ref, kind="natural_person", name=other.name)
        refs = [person.ref, *(other.ref for other in holders)]
        self._part("address", value=person.email, channel="email", kind="personal", holders=refs)

    def firm(self, firm: Firm, kind: str = "legal_person", *, address: bool = True) -> None:
        """Put an organisation on record, with its general address where it has one."""
        self._part("party", id=firm.ref, kind=kind, name=firm.name, country="NL")
        if address:
            self._part("address", value=firm.email, channel="email", kind="role_business", holders=[firm.ref])

    def bond(self, a: str, kind: str, b: str) -> None:
        """Put a bond on record: `a` is … of `b`."""
        self._part("bond", a=a, kind=kind, b=b)

    def happened(self, kind: str, at: Moment, **more: object) -> str:
        """Add an event and give its id; the sender is the shop, except for what has none."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}-{self._counts[kind]:04d}"
        sender = {} if kind in {"published", "death", "confirmed"} else {"sender": SENDER}
        self.entries.append({"id": name, "type": kind, "at": iso(at), **sender, **more})
        return name

    def sale(self, at: Moment, buyer: str, **more: object) -> str:
        """Add a paid sale of maintenance."""
        return self.happened("sale", at, buyer=buyer, consideration="paid", family=OFFERED, **more)

    def consent(self, at: Moment, person: Person, **more: object) -> str:
        """Add a Yes on the shop's own form; `more` replaces what was different about it."""
        notice = {
            "names": [SENDER],
            "bundled": False,
            "informed": True,
            "conditional": False,
            "text": FORM_TEXT,
        }
        usual: dict[str, object] = {
            "address": person.email,
            "by": person.ref,
            "capacity": "self",
            "act": "active",
            "evidence": "full",
            "purposes": [PURPOSE],
            "channels": ["email"],
            "notice": notice,
        }
        return self.happened("consent", at, **{**usual, **more})

    def write(self, path: Path) -> None:
        """Write one JSON object a line."""
        lines = (json.dumps(entry, ensure_ascii=False) for entry in self.entries)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def _part(self, part: str, **values: object) -> None:
        self.entries.append({"part": part, **values})
