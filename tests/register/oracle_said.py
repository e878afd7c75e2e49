"""The plain derivation, second part: every Yes, every No, measuring and requests (rules 4, 5, 6, 7, 13)."""

from typing import Any

from datmag.moment import NEVER
from datmag.register.keys import normalise
from tests.register.oracle_people import Event, People, tri, when


class Said(People):
    """What was said to the sender."""

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
        return bool(self.q.purpose) and scope["purpose"].casefold() == self.q.purpose.casefold()

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
