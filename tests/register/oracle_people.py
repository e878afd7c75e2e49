"""The plain derivation, first part: addresses, holders, bonds, takeovers and erasures (rules 1, 2, 3, 10, 11)."""

from typing import Any

from datmag.moment import NEVER, parse
from datmag.register.facts import Question
from datmag.register.keys import normalise

Event = dict[str, Any]


def when(thing: Event, key: str = "at") -> int:
    """Read a time; NEVER where it is not there."""
    return parse(thing[key]) if key in thing else NEVER


def tri(value: bool | None) -> int:  # noqa: FBT001  (the value itself)
    """Write a truth as 1, 0 or -1."""
    return -1 if value is None else int(value)


class People:
    """One story and one question about one address."""

    def __init__(self, story: Event, question: Question, to: str) -> None:
        """Sort the story's events by time."""
        self.story, self.q, self.at = story, question, question.at
        self.exact, self.mailbox = normalise("email", to)
        self.events = [e for e in story["events"] if when(e) <= self.at]
        self.parties = {p["id"]: p for p in story["parties"]}
        self.lineage = self.senders()
        self.holders = self.holding(self.exact, self.at)
        self.wiped = {s: self.erased(s) for s in self.lineage}

    # 1, 2: addresses and who holds them
    def holding(self, exact: str, at: int) -> list[str]:
        """Give the holders of an address at a time, the first first."""
        found: list[str] = []
        for address in self.story["addresses"]:
            if normalise("email", address["value"])[0] != exact:
                continue
            for holder in address["holders"]:
                h = holder if isinstance(holder, dict) else {"party": holder}
                if self.stands(h, at) and h["party"] not in found:
                    found.append(h["party"])
        return found

    @staticmethod
    def stands(thing: Event, at: int) -> bool:
        """From `since` up to, not including, `until`."""
        return when(thing, "since") <= at and ("until" not in thing or at < when(thing, "until"))

    def only_holder(self, exact: str, at: int) -> str | None:
        """Give the only holder of an address at a time."""
        found = self.holding(exact, at)
        return found[0] if len(found) == 1 else None

    def bonded(self, a: str, kind: str, b: str, *moments: int) -> bool:
        """Say whether a bond stands at all of the moments."""
        return any(
            x["a"] == a and x["kind"] == kind and x["b"] == b and all(self.stands(x, m) for m in moments)
            for x in self.story["bonds"]
        )

    # 10: takeovers
    def senders(self) -> dict[str, int]:
        """Give each sender whose dealings count, with the time up to which it is a predecessor."""
        found = {self.q.sender: 2**62}
        seen, todo = set(), [(self.q.sender, True, 2**62)]
        while todo:
            to, good, upto = todo.pop()
            for e in self.events:
                if e["type"] != "takeover" or e["to"] != to:
                    continue
                ok = good and e["whole"] and e["told"] and e["refusal"] and when(e) <= upto
                step = (e["from"], bool(ok), when(e))
                if step in seen:
                    continue
                seen.add(step)
                todo.append(step)
                if e["from"] != self.q.sender:
                    best = when(e) if ok else NEVER
                    found[e["from"]] = max(found.get(e["from"], NEVER), best)
        return found

    # 11: erasures
    def erased(self, sender: str) -> int:
        """Give the latest erasure of a holder at a sender."""
        return max(
            (
                when(e)
                for e in self.events
                if e["type"] == "erasure" and e["sender"] == sender and e["party"] in self.holders
            ),
            default=NEVER,
        )

    def here(self, e: Event) -> bool:
        """Say whether an event names exactly this address."""
        return "address" in e and normalise("email", e["address"])[0] == self.exact

    def own(self, *types: str) -> list[Event]:
        """Give the sender's own events of some types at this address that no erasure wiped."""
        return [
            e
            for e in self.events
            if e["type"] in types
            and e["sender"] == self.q.sender
            and self.here(e)
            and when(e) > self.wiped[self.q.sender]
        ]
