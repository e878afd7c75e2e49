"""The plain derivation, third part: dealings (rule 8)."""

from typing import Any

from datmag.moment import NEVER
from datmag.register.keys import normalise
from tests.register.oracle_people import Event, People, when

KINDS = [
    "paid",
    "payment_due",
    "free_with_paid_tier",
    "trial",
    "donation",
    "refunded",
    "quote",
    "cart",
    "inquiry",
]
LIKE = ["same", "similar", "accessory", "same_range", "dissimilar", "unknown"]
WORSE = ["same", "similar", "accessory", "same_range", "unknown", "dissimilar"]


class Dealt(People):
    """What was bought, by whom, and what became of it."""

    def sales(self) -> list[Event]:
        """Give every dealing of the senders that count, sales and list rows alike."""
        found = []
        for place, e in enumerate(self.story["events"]):
            if when(e) > self.at or e.get("sender") not in self.lineage:
                continue
            if e["type"] == "sale":
                found.append({**e, "seq": place, "listed": False, "seen": when(e), "time": when(e)})
            elif e["type"] == "import" and "sale" in e:
                s = e["sale"]
                time = when(s)
                own = when(e) if time == NEVER else time
                buyer = s.get("buyer") or self.only_holder(normalise("email", e["address"])[0], own)
                row = {**s, "seq": place, "sender": e["sender"], "address": e["address"], "id": e.get("id")}
                found.append({**row, "buyer": buyer, "listed": True, "seen": when(e), "time": time})
        return [s for s in found if s["time"] <= self.at]

    def party_of(self, s: Event) -> str | None:
        """Say whose dealing it is: `sale_party`; None where it is not seen."""
        if s["buyer"] in self.holders:
            return "recipient"
        business = {"sole_trader", "partnership", "legal_person"}
        if s.get("by") in self.holders and s["buyer"] and self.parties[s["buyer"]]["kind"] in business:
            return "represented"
        if any(
            self.stands(b, self.at) and {b["a"], b["b"]} == {s["buyer"], h}
            for b in self.story["bonds"]
            for h in self.holders
        ):
            return "other"
        return "other" if self.seats(s.get("id")) else None

    def seats(self, via: str | None) -> list[Event]:
        """Give the accounts of the holders that have not ended, paid by a sale."""
        ended = {e["account"] for e in self.events if e["type"] == "account_end"}
        return [
            e
            for e in self.events
            if e["type"] == "account"
            and e["user"] in self.holders
            and e.get("id") not in ended
            and via is not None
            and e.get("via") == via
        ]

    def dealings(self) -> list[Event]:
        """Give the dealings that the recipient has part in, in the order of showing."""
        found = []
        for s in self.sales():
            party = self.party_of(s)
            own_time = s["seen"] if s["time"] == NEVER else s["time"]
            # reading: after a takeover an erasure at either sender wipes it
            if party is None or s["seen"] <= max(self.wiped[s["sender"]], self.wiped[self.q.sender]):
                continue
            if self.buyer_erased(s):
                continue
            states = [e for e in self.events if e["type"] in {"sale_state", "contract_end"}]
            mine = [e for e in states if s.get("id") and e["sale"] == s["id"]]
            found.append(
                {
                    **s,
                    "party": party,
                    "kind": self.kind(s, mine),
                    "ended": self.ended(s, mine),
                    "seller": "sender"
                    if s["sender"] == self.q.sender
                    else "predecessor"
                    if own_time <= self.lineage[s["sender"]]
                    else "other",
                    "like": self.like(s.get("family")),
                    "given": self.given(s),
                }
            )
        return sorted(found, key=self.place)

    def buyer_erased(self, s: Event) -> bool:
        """The buyer was erased at the seller since."""
        return any(
            e["type"] == "erasure"
            and e["party"] == s["buyer"]
            and e["sender"] == s["sender"]
            and when(e) >= s["seen"]
            for e in self.events
        )

    @staticmethod
    def place(d: Event) -> tuple[Any, ...]:
        """Rule 8, the order of showing."""
        return (
            d["party"] == "other",
            not d["given"],
            KINDS.index(d["kind"]),
            LIKE.index(d["like"]),
            -d["time"],
            -d["seq"],
        )

    def given(self, s: Event) -> bool:
        """Say whether this address was given in a dealing."""
        return self.here(s) and (not s["listed"] or s.get("given_in_sale") is True)

    @staticmethod
    def kind(s: Event, states: list[Event]) -> str:
        """Say what a dealing has become."""
        turns = [e for e in states if e.get("state") in {"paid", "refunded", "cancelled"}]
        if not turns:
            return str(s["consideration"])
        last = max(when(e) for e in turns)
        # rule 14: at the same moment the No wins
        good = all(e["state"] == "paid" for e in turns if when(e) == last)
        return "paid" if good else "refunded"

    @staticmethod
    def ended(s: Event, states: list[Event]) -> int:
        """Say when a dealing, a running contract, ended."""
        return min(
            (
                when(e)
                for e in states
                if e["type"] == "contract_end"
                or (s.get("running") and e.get("state") in {"refunded", "cancelled"})
            ),
            default=NEVER,
        )

    def like(self, bought: str | None) -> str:
        """Say how like a bought family is to those of the message."""
        if not self.q.families:
            return "unknown"
        found = []
        for offered in self.q.families:
            if bought is None:
                found.append("unknown")
            elif bought == offered:
                found.append("same")
            else:
                said = [
                    x["as"]
                    for x in self.story["likeness"]
                    if (x["bought"], x["offered"]) == (bought, offered)
                    and when(x) <= self.at
                    and ("revoked_at" not in x or self.at < when(x, "revoked_at"))
                ]
                # reading: of several standing decisions the least similar
                found.append(max(said, key=WORSE.index) if said else "unknown")
        return max(found, key=WORSE.index)

    def checkout(self, s: Event) -> Event:
        """Give what the seller's checkout showed at the moment of a sale."""
        if s["time"] == NEVER:
            return {}
        shown = [
            c for c in self.story["checkouts"] if c["sender"] == s["sender"] and self.stands(c, s["time"])
        ]
        return max(enumerate(shown), key=lambda c: (when(c[1], "since"), c[0]))[1] if shown else {}
