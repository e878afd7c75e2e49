"""The facts derived in plain Python from the list of events, straight from `story.md`: a second opinion on the SQL.

It knows nothing of tables: it walks over the whole story for every question. Rule numbers are those of the page;
"reading" marks a place where the page leaves a choice and the reading that denies is taken.
"""

from datmag.moment import AMSTERDAM, NEVER, to_datetime
from datmag.register.keys import normalise
from tests.register.oracle_dealt import Dealt
from tests.register.oracle_people import Event, tri, when
from tests.register.oracle_said import Said


class Oracle(Said, Dealt):
    """One story and one question about one address: the facts."""

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
        this = [at for at, word in mine if not word or word.casefold() == self.q.purpose.casefold()]
        consents = [
            c
            for c in self.all_consents(self.exact)
            # an import never lifts a No, nor an earlier withdrawal of this purpose or of all
            if not c["listed"] or (hard == NEVER and not any(at < c["at"] for at in this))
        ]
        facts = self.person() | self.consent_facts(consents, this) | self.measuring(consents, mine)
        everything = [at for at, word in mine if not word]
        facts["objected_at"] = hard if consents else max([hard, *everything])
        # reading: a sign-up that nobody entitled made or confirmed does not make an older withdrawal vanish
        own = facts["consent_by"] in {"recipient", "parent", "representative"}
        last = max(this, default=NEVER)
        if consents and last < facts["consent_at"] and not (own and facts["consent_act"] == "active"):
            facts["objected_at"] = max(hard, last)
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
