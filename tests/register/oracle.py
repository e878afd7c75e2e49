"""The facts derived in plain Python from the list of events, straight from `story.md`: a second opinion on the SQL.

It knows nothing of tables: it walks over the whole story for every question. Rule numbers are those of the page;
"reading" marks a place where the page leaves a choice and the reading that denies is taken.
"""

from typing import Any

from datmag.moment import AMSTERDAM, NEVER, parse, to_datetime
from datmag.register.facts import Question
from datmag.register.keys import normalise

Event = dict[str, Any]
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


def when(thing: Event, key: str = "at") -> int:
    """Read a time; NEVER where it is not there."""
    return parse(thing[key]) if key in thing else NEVER


def tri(value: bool | None) -> int:  # noqa: FBT001  (the value itself)
    """Write a truth as 1, 0 or -1."""
    return -1 if value is None else int(value)


class Oracle:
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

    # 5, 6: every Yes
    def all_consents(self, exact: str) -> list[Event]:
        """Give the consents at an address that are on record, imported ones too, with their own times."""
        found = []
        for place, e in enumerate(self.story["events"]):
            if e.get("sender") != self.q.sender or when(e) > self.at:
                continue
            if "address" not in e or normalise("email", e["address"])[0] != exact:
                continue
            if when(e) <= self.wiped[self.q.sender]:
                continue
            if e["type"] == "consent":
                found.append(self.plain_consent(e, place))
            elif e["type"] == "import" and "says_yes" in e:
                found.append(self.listed_consent(e, place))
        return [c for c in found if c["asked_at"] <= self.at]

    def plain_consent(self, e: Event, place: int) -> Event:
        """Read a consent event."""
        confirmed = [
            when(k)
            for k in self.events
            if k["type"] == "confirmed" and k["consent"] == e.get("id") and when(k) >= when(e)
        ]
        # reading: an unconfirmed Yes becomes active at the first confirmation, and that is its time
        turned = min(confirmed, default=NEVER) if e["act"] == "unconfirmed" else NEVER
        notice = e["notice"]
        giver = self.giver(e.get("by"), e.get("capacity", ""), when(e), turned)
        return {
            "seq": place,
            "listed": False,
            "asked_at": when(e),
            "seen_at": when(e),
            "at": when(e) if turned == NEVER else turned,
            "act": e["act"] if turned == NEVER else "active",
            "by": e.get("by"),
            "giver": giver,
            "purposes": e["purposes"],
            "channels": e.get("channels", ["email"]),
            "measuring": e.get("measuring", []),
            "evidence": e["evidence"],
            "notice": notice,
        }

    def listed_consent(self, e: Event, place: int) -> Event:
        """Read the Yes of a list row."""
        y = e["says_yes"]
        at = when(y) if "at" in y else when(e)
        proved = "at" in y and y.get("act") and y.get("notice") and y.get("text_kept")
        by = y.get("by") or (self.only_holder(self.exact, at) if y.get("self") else None)
        return {
            "seq": place,
            "listed": True,
            "asked_at": at,
            "seen_at": when(e),
            "at": at,
            "act": y.get("act", "unknown"),
            "by": by,
            "giver": "unknown" if by is None else self.giver(by, "self" if y.get("self") else "", at, NEVER),
            "purposes": y.get("purposes"),
            "channels": y.get("channels"),
            "measuring": y.get("measuring", []),
            "evidence": "full" if proved else "partial" if "at" in y else "none",
            "notice": y.get("notice") or {},
        }

    def giver(self, by: str | None, capacity: str, at: int, confirmed: int) -> str:
        """Say who gave a Yes: `consent_by`."""
        if capacity == "self" and confirmed != NEVER:
            then = self.holding(self.exact, confirmed)
            if set(then) & set(self.holders) or not (then or self.holders):
                return "recipient"
        if by is None:
            return "unknown"
        if by in self.holders:
            return "recipient"
        for word, bond in (("parent", "parent_of"), ("representative", "represents")):
            # reading: the bond stood when the Yes was given, and stands now
            if capacity == word and any(self.bonded(by, bond, h, at, self.at) for h in self.holders):
                return word
        return "other"

    # 4: every No
    def reaches(self, e: Event, at: int, by: list[str]) -> bool:
        """Say whether a No reaches the recipient: by the mailbox, or by the person."""
        if "address" in e and normalise("email", e["address"])[1] == self.mailbox:
            return True
        people = by
        if not people and "address" in e:
            only = self.only_holder(normalise("email", e["address"])[0], at)
            people = [only] if only else []
        return bool(set(people) & set(self.holders))

    def covers(self, scope: Any) -> bool:  # noqa: ANN401  (a word or a table)
        """Say whether the scope of a No covers this message."""
        if isinstance(scope, str):
            return True
        if "channel" in scope:
            return scope["channel"] == "email"
        return bool(self.q.purpose) and scope["purpose"] == self.q.purpose

    def noes(self) -> list[int]:
        """Give the times of every objection, complaint, refusal and list row that covers and reaches."""
        found = []
        for e in self.events:
            if e.get("sender") not in self.lineage:
                continue
            by = [e["by"]] if "by" in e else []
            at = when(e)
            if e["type"] == "objection" and self.covers(e["scope"]) and self.reaches(e, at, by):
                found.append(at)
            if e["type"] == "complaint" and self.reaches(e, at, by):
                found.append(at)
            # reading: a refusal used in a sale is the No of who dealt and of the buyer
            if e["type"] == "sale" and e.get("refusal") == "used" and self.reaches(e, at, [*by, e["buyer"]]):
                found.append(at)
            if e["type"] == "import":
                found += self.listed_noes(e)
        return [at for at in found if at <= self.at]

    def listed_noes(self, e: Event) -> list[int]:
        """Give the times of the Noes of a list row."""
        found = []
        if e.get("says_no", "says_no_at" in e):
            at = when(e, "says_no_at") if "says_no_at" in e else when(e)
            found += [at] if self.reaches(e, at, []) else []
        sale = e.get("sale", {})
        if sale.get("refusal") == "used":
            at = when(sale) if "at" in sale else when(e)
            named = [sale[k] for k in ("buyer", "by") if k in sale]
            found += [at] if self.reaches(e, at, named) else []
        return found

    def withdrawals(self) -> list[tuple[int, str, str, bool]]:
        """Give (time, purpose or '', sender, found): every withdrawal that reaches the recipient."""
        found = []
        for e in self.events:
            if e["type"] != "withdrawal" or e["sender"] not in self.lineage:
                continue
            if not self.reaches(e, when(e), [e["by"]] if "by" in e else []):
                continue
            through = normalise("email", e["address"])[0]
            # reading: a consent at the address it came through and one at the address asked about
            there = all(
                any(c["asked_at"] <= when(e) and c["seen_at"] <= when(e) for c in self.all_consents(a))
                for a in (through, self.exact)
            )
            found.append((when(e), e.get("purpose", ""), e["sender"], there))
        return found

    def answer(self) -> list[Event]:
        """Give the rows of facts in the order in which the cases are shown."""
        own = self.q.sender
        gone = self.withdrawals()
        mine = [(at, word) for at, word, sender, _ in gone if sender == own]
        hard = max(
            [
                *self.noes(),
                *(at for at, word, sender, there in gone if not word and (sender != own or not there)),
            ],
            default=NEVER,
        )
        this = [at for at, word in mine if not word or (word == self.q.purpose and word)]
        consents = [
            c
            for c in self.all_consents(self.exact)
            # an import never lifts a No, nor an earlier withdrawal of this purpose or of all
            if not c["listed"] or (hard == NEVER and not any(at < c["at"] for at in this))
        ]
        facts = self.person() | self.consent_facts(consents, this) | self.measuring(consents, mine)
        everything = [at for at, word in mine if not word]
        facts["objected_at"] = hard if consents else max([hard, *everything])
        facts |= self.request()
        dealings = self.dealings()
        source = self.source(consents)
        facts |= self.use(dealings)
        shown = [self.case(facts, d, source) for d in dealings]
        return [*shown, self.case(facts, None, source)]

    def person(self) -> Event:
        """Rule 2, and rule 11 as far as it is about the address."""
        people = [self.parties[h] for h in self.holders]
        kinds = [p["kind"] for p in people]
        born = [int(p["born"].replace("-", "")) for p in people if "born" in p]
        day = to_datetime(self.at).astimezone(AMSTERDAM)
        today = day.year * 10000 + day.month * 100 + day.day
        dead = {e["party"] for e in self.events if e["type"] == "death"}
        erased = self.wiped[self.q.sender]
        return {
            "channel": "email",
            "recipient_kind": "natural_person"
            if "natural_person" in kinds
            else "unknown"
            if "unknown" in kinds or not kinds
            else kinds[0],
            "recipient_age": max(0, (today - max(born)) // 10000) if born else -1,
            "parental_consent": 0,
            "recipient_deceased": int(bool(people) and set(self.holders) <= dead),
            "recipient_country": (people[0].get("country") if people else None) or "NL",
            "erased_at": erased,
            "address_kind": next(
                (
                    a.get("kind", "unknown")
                    for a in self.story["addresses"]
                    if normalise("email", a["value"])[0] == self.exact
                ),
                "unknown",
            ),
            "address_collected_at": self.collected(erased),
        }

    def collected(self, erased: int) -> int:
        """Rule 11: the first later sale, consent, request or account of the person himself with this address."""
        gone = [
            h
            for h in self.holders
            if any(
                e["type"] == "erasure" and e["party"] == h and e["sender"] == self.q.sender
                for e in self.events
            )
        ]
        firsts = {h: min(self.steps(h, erased), default=NEVER) for h in gone or self.holders}
        known = [at for at in firsts.values() if at != NEVER]
        if gone:
            return max(known) if len(known) == len(gone) else NEVER
        return min(known, default=NEVER)

    def steps(self, holder: str, after: int) -> list[int]:
        """Give the times of what a holder did with this address himself."""
        found = []
        for e in self.own("sale", "request", "account"):
            actor = {
                "sale": e.get("by") or e.get("buyer"),
                "request": e.get("by"),
                "account": e.get("user"),
            }[e["type"]]
            found += [when(e)] if actor == holder else []
        for c in self.all_consents(self.exact):
            mine = c["by"] == holder or len(self.holders) == 1
            found += [c["at"]] if not c["listed"] and c["giver"] == "recipient" and mine else []
        return [at for at in found if at > after]

    def consent_facts(self, consents: list[Event], this: list[int]) -> Event:
        """Rule 5."""
        purpose, names = self.q.purpose, None
        if not consents:
            unknown = dict.fromkeys(("by", "act", "evidence"), "unknown")
            unsaid = dict.fromkeys(
                (
                    "names_sender",
                    "names_promoted_party",
                    "bundled",
                    "informed",
                    "covers_purpose",
                    "covers_channel",
                ),
                -1,
            )
            times = dict.fromkeys(("at", "withdrawn_at", "last_used_at"), NEVER)
            return {
                **{f"consent_{k}": v for k, v in {**unknown, **unsaid, **times, "conditional": 0}.items()},
                "repeat_request": self.reminded(),
            }
        covering = [c for c in consents if purpose and purpose in (c["purposes"] or [])]
        c = max(covering or consents, key=lambda c: (c["at"], c["seq"]))
        names, notice = c["notice"].get("names"), c["notice"]
        used = [when(e) for e in self.events if e["type"] == "sent" and self.counts(e, purpose)]
        for e in self.events:
            if (
                e["type"] == "import"
                and "last_sent_at" in e
                and self.here(e)
                and e["sender"] == self.q.sender
            ):
                used += (
                    [when(e, "last_sent_at")] if purpose in e.get("says_yes", {}).get("purposes", []) else []
                )
        return {
            "consent_at": c["at"],
            "consent_by": c["giver"],
            "consent_act": c["act"],
            "consent_names_sender": tri(None if names is None else self.q.sender in names),
            "consent_names_promoted_party": tri(
                None if names is None else bool(self.q.promoted) and self.q.promoted in names
            ),
            "consent_bundled": tri(notice.get("bundled")),
            "consent_conditional": int(bool(notice.get("conditional"))),
            "consent_informed": tri(notice.get("informed")),
            "consent_covers_purpose": 1 if covering else tri(None if c["purposes"] is None else False),
            "consent_covers_channel": tri(None if c["channels"] is None else "email" in c["channels"]),
            "consent_evidence": c["evidence"],
            "consent_withdrawn_at": max((at for at in this if at >= c["at"]), default=NEVER),
            "consent_last_used_at": max((at for at in used if c["at"] <= at <= self.at), default=NEVER),
            "repeat_request": self.reminded(),
        }

    def counts(self, e: Event, purpose: str) -> bool:
        """Say whether a `sent` used the consent for this purpose."""
        return bool(purpose and e["sender"] == self.q.sender and self.here(e) and e.get("purpose") == purpose)

    def reminded(self) -> int:
        """Rule 5: a confirmation was sent since an unconfirmed consent."""
        return int(
            any(
                c["act"] == "unconfirmed"
                and any(
                    e["type"] == "sent"
                    and e["sender"] == self.q.sender
                    and self.here(e)
                    and e.get("declared_as") == "consent_confirmation"
                    and when(e) >= c["asked_at"]
                    for e in self.events
                )
                for c in self.all_consents(self.exact)
            )
        )

    def measuring(self, consents: list[Event], mine: list[tuple[int, str]]) -> Event:
        """Rule 7."""

        def holds(word: str) -> int:
            ended = [at for at, said in mine if said in {"", word}]
            return int(
                any(
                    word in c["measuring"]
                    and c["giver"] == "recipient"
                    and c["act"] == "active"
                    and c["evidence"] == "full"
                    and not any(at >= c["at"] for at in ended)
                    for c in consents
                )
            )

        return {
            "open_tracking_consent": holds("open"),
            "click_tracking_consent": holds("click"),
            "personalisation_consent": holds("personal"),
        }

    def request(self) -> Event:
        """Rule 13."""
        asked = [e for e in self.own("request") if e["id"] == self.q.answers]
        sent = any(e["type"] == "sent" and e.get("answers") == self.q.answers for e in self.events)
        if not self.q.answers or not asked or sent:
            return {"requested": 0, "requested_at": NEVER}
        return {"requested": 1, "requested_at": when(asked[0])}

    # 8: dealings
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

    def case(self, facts: Event, d: Event | None, source: str) -> Event:
        """Rule 8: put the facts of one dealing beside those of the person."""
        if d is None:
            return facts | {
                "sale": "none",
                "sale_party": "unknown",
                "sale_seller": "unknown",
                "sale_at": NEVER,
                "relation_ended_at": NEVER,
                "informed_at_collection": -1,
                "refusal_offered_at_collection": -1,
                "similarity": "unknown",
                "address_source": source,
            }
        shown = self.checkout(d)
        refusal = d.get("refusal", shown.get("refusal"))
        given = d["given"] and d["party"] != "other"
        # reading: a list's `own_sale` is not true of a dealing that says the address was not given in it
        denied = source == "own_sale" and d["listed"] and d.get("given_in_sale") is False
        return facts | {
            "sale": d["kind"],
            "sale_party": d["party"],
            "sale_seller": d["seller"],
            "sale_at": d["time"],
            "relation_ended_at": d["ended"],
            "informed_at_collection": tri(d.get("informed", shown.get("informed"))),
            "refusal_offered_at_collection": tri(None if refusal is None else refusal != "not_offered"),
            "similarity": d["like"],
            "address_source": "own_sale" if given else "unknown" if denied else source,
        }

    # 9: where the address comes from
    def publication(self) -> tuple[Event | None, bool]:
        """Give the latest publication by a holder (or who represents one), and whether it stands."""
        made = [
            e
            for e in self.events
            if e["type"] == "published"
            and self.here(e)
            and any(e["by"] == h or self.bonded(e["by"], "represents", h, self.at) for h in self.holders)
        ]
        if not made:
            return None, False
        last = max(enumerate(made), key=lambda e: (when(e[1]), e[0]))[1]
        ended = any(
            e["type"] == "unpublished" and self.here(e) and when(e) >= when(last) for e in self.events
        )
        return last, not ended

    def source(self, consents: list[Event]) -> str:
        """Rule 9, without `own_sale` by a dealing."""
        published, stands = self.publication()
        if stands:
            return "published"
        if self.own("account"):
            return "own_account"
        if any(c["giver"] == "recipient" for c in consents) or any(
            e.get("by") in self.holders for e in self.own("request")
        ):
            return "own_form"
        rows = self.own("import")
        if rows:
            last = max(enumerate(rows), key=lambda e: (when(e[1]), e[0]))[1]
            if "source" in last:
                return str(last["source"])
        return "other" if published else "unknown"

    def use(self, dealings: list[Event]) -> Event:
        """Rules 9 (designation) and 12."""
        ended = {e["account"] for e in self.events if e["type"] == "account_end"}
        seat = any(
            e["type"] == "account"
            and e["sender"] == self.q.sender
            and e["user"] in self.holders
            and e.get("id") not in ended
            and when(e) > self.wiped[self.q.sender]
            for e in self.events
        )
        own = [d for d in dealings if d["party"] != "other"]
        uses = seat or any(d.get("running") and d["ended"] == NEVER for d in own)
        q = self.q
        basis = "security" if q.service_basis == "vital_interest" else q.service_basis
        everybody = basis == "legal_duty" or (basis == "security" and q.necessity_named)
        needs = uses or bool(own) or (everybody and (self.on_record() or seat))
        return {
            "uses_service": int(uses),
            "service_content_necessary": int(bool(q.service_content_necessary) and needs),
            "address_designation": self.designation(),
        }

    def on_record(self) -> bool:
        """Say whether the sender has this address in a list, by a Yes, request, account or dealing."""
        sold = any(
            s["seen"] > max(self.wiped[s["sender"]], self.wiped[self.q.sender])
            for s in self.sales()
            if self.here(s)
        )
        return sold or bool(self.own("import", "consent", "request", "account"))

    def designation(self) -> str:
        """Rule 9: what the standing publication invites to."""
        published, stands = self.publication()
        if not published or not stands:
            return "unknown"
        if published["designation"] != "advertising":
            return str(published["designation"])
        subjects = published.get("subjects")
        # reading: a message that names no family is not among named subjects
        matching = not subjects or (self.q.families and set(self.q.families) <= set(subjects))
        return "advertising_matching" if matching else "advertising_other"
