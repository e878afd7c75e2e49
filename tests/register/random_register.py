"""Random small registers: few people, few addresses, few moments, so that everything meets everything."""

import random
from typing import Any

from datmag.moment import iso, parse
from datmag.register.facts import Question
from datmag.register.form import ACTS, CONSIDERATIONS, KINDS, LIKENESSES, SOURCES

Event = dict[str, Any]
START = parse("2026-01-01T00:00:00Z")
STEP = 86_400_000_000
MOMENTS = 12
PURPOSES = ("nieuws", "aanbod")
LATER = 2**61


class Maker:
    """One random register, all of whose names begin with a prefix, and questions about it."""

    def __init__(self, seed: int, prefix: str) -> None:
        """Draw the parts and the events."""
        self.r = random.Random(seed)
        self.prefix = prefix
        self.parties = [f"{prefix}p{n}" for n in range(self.r.randint(2, 4))]
        self.senders = [f"{prefix}s{n}" for n in range(self.r.randint(1, 3))]
        self.families = [f"{prefix}f{n}" for n in range(3)]
        self.addresses = [f"a{n}@{prefix}.example" for n in range(self.r.randint(2, 4))]
        self.ids: dict[str, list[str]] = {"sale": [], "account": [], "consent": [], "request": []}
        self.story: Event = {
            "id": prefix,
            "senders": [{"id": s, "name": s, "kind": "business", "country": "NL"} for s in self.senders],
            "families": [{"id": f, "sender": self.senders[0]} for f in self.families],
            "likeness": [self.likeness() for _ in range(self.r.randint(0, 4))],
            "parties": [self.party(p) for p in self.parties],
            "addresses": [self.address(a) for a in self.addresses],
            "bonds": [self.bond() for _ in range(self.r.randint(0, 3))],
            "checkouts": [self.checkout() for _ in range(self.r.randint(0, 2))],
            "events": self.events(),
        }

    def chance(self, share: float) -> bool:
        """Say yes in a share of the cases."""
        return self.r.random() < share

    def moment(self) -> str:
        """Draw one of a few moments."""
        return iso(START + self.r.randrange(MOMENTS) * STEP)

    def maybe(self, thing: Event, key: str, value: Any, share: float = 0.5) -> None:  # noqa: ANN401  (any JSON)
        """Give a thing a key, sometimes."""
        if self.chance(share):
            thing[key] = value

    def period(self, thing: Event, share: float) -> Event:
        """Give a thing a beginning or an end, sometimes."""
        self.maybe(thing, "since", self.moment(), share)
        self.maybe(thing, "until", self.moment(), share)
        return thing

    def likeness(self) -> Event:
        """Draw a decision about two families."""
        bought, offered = self.r.sample(self.families, 2)
        made: Event = {"bought": bought, "offered": offered, "as": self.r.choice(LIKENESSES)}
        self.maybe(made, "at", self.moment(), 0.3)
        self.maybe(made, "revoked_at", self.moment(), 0.3)
        return made

    def party(self, name: str) -> Event:
        """Draw a person or organisation."""
        kinds = (*KINDS, "natural_person", "natural_person", "unknown")
        made: Event = {"id": name, "kind": self.r.choice(kinds), "name": name}
        self.maybe(made, "born", self.r.choice(("2010-01-05", "2010-01-06", "1980-02-29")), 0.3)
        self.maybe(made, "country", self.r.choice(("NL", "BE", "US")), 0.3)
        return made

    def address(self, value: str) -> Event:
        """Draw an address with its holders."""
        many = self.r.choice((0, 1, 1, 1, 1, 2))
        holders = [
            self.period({"party": p}, 0.15) for p in self.r.sample(self.parties, min(many, len(self.parties)))
        ]
        return {"value": value, "channel": "email", "holders": holders}

    def bond(self) -> Event:
        """Draw a bond."""
        a, b = self.r.sample(self.parties, 2)
        kind = self.r.choice(("household_of", "employee_of", "represents", "parent_of"))
        return self.period({"a": a, "kind": kind, "b": b}, 0.15)

    def checkout(self) -> Event:
        """Draw what a checkout showed."""
        made = {
            "sender": self.r.choice(self.senders),
            "since": self.moment(),
            "informed": self.chance(0.8),
            "refusal": self.r.choice(("offered", "not_offered")),
        }
        self.maybe(made, "until", self.moment(), 0.4)
        return made

    def events(self) -> list[Event]:
        """Draw events, in order of time."""
        times = sorted(self.moment() for _ in range(self.r.randint(3, 22)))
        return [self.event(at, place) for place, at in enumerate(times)]

    def event(self, at: str, place: int) -> Event:
        """Draw one event."""
        kind = self.r.choice(KINDS_OF_EVENT)
        made = {"at": at, "type": kind, "id": f"{self.prefix}e{place}"}
        drawn: Event | None = getattr(self, f"_{kind}")()
        if drawn is None:
            drawn, made["type"] = self._sale(), "sale"
        self.ids.setdefault(str(made["type"]), []).append(str(made["id"]))
        if made["type"] == "import" and "sale" in drawn:
            self.ids["sale"].append(str(made["id"]))
        return made | drawn

    def here(self, *, tagged: bool = False) -> Event:
        """Draw a sender and an address, sometimes with a tag or other letters."""
        address = self.r.choice(self.addresses)
        if tagged and self.chance(0.3):
            address = address.replace("@", "+tag@")
        return {
            "sender": self.r.choice((self.senders[0], *self.senders)),
            "address": address.upper() if self.chance(0.1) else address,
        }

    def who(self, made: Event, share: float = 0.5) -> Event:
        """Name somebody, sometimes."""
        self.maybe(made, "by", self.r.choice(self.parties), share)
        return made

    def _sale(self) -> Event:
        made = self.here() | {
            "buyer": self.r.choice(self.parties),
            "consideration": self.r.choice(("paid", *CONSIDERATIONS)),
        }
        if self.chance(0.3):
            del made["address"]
        self.who(made, 0.2)
        self.maybe(made, "family", self.r.choice(self.families), 0.8)
        self.maybe(made, "informed", self.chance(0.7))
        self.maybe(made, "refusal", self.r.choice(("offered", "offered", "offered", "used", "not_offered")))
        self.maybe(made, "running", self.chance(0.6), 0.4)
        return made

    def _sale_state(self) -> Event | None:
        states = ("paid", "refunded", "partly_refunded", "cancelled")
        sales = self.ids["sale"]
        return {"sale": self.r.choice(sales), "state": self.r.choice(states)} if sales else None

    def _contract_end(self) -> Event | None:
        return {"sale": self.r.choice(self.ids["sale"])} if self.ids["sale"] else None

    def _account(self) -> Event:
        made = self.here() | {"user": self.r.choice(self.parties)}
        if self.ids["sale"]:
            self.maybe(made, "via", self.r.choice(self.ids["sale"]))
        return made

    def _account_end(self) -> Event | None:
        return {"account": self.r.choice(self.ids["account"])} if self.ids["account"] else None

    def notice(self) -> Event:
        """Draw what a text told."""
        made: Event = {}
        self.maybe(made, "names", self.r.sample(self.senders, 1), 0.8)
        self.maybe(made, "bundled", self.chance(0.1), 0.8)
        self.maybe(made, "informed", self.chance(0.9), 0.8)
        self.maybe(made, "conditional", self.chance(0.3), 0.2)
        return made

    def purposes(self) -> list[str]:
        """Draw purposes."""
        return self.r.sample(PURPOSES, self.r.randint(0, 2))

    def _consent(self) -> Event:
        made = self.here() | {
            "act": self.r.choice(("active", "active", "unconfirmed", "unconfirmed", *ACTS)),
            "evidence": self.r.choice(("full", "full", "partial", "none")),
            "purposes": self.purposes(),
            "notice": self.notice(),
        }
        self.who(made, 0.7)
        self.maybe(made, "capacity", self.r.choice(("self", "self", "parent", "representative")), 0.8)
        self.maybe(made, "channels", self.r.sample(("email", "sms"), 1), 0.2)
        self.maybe(made, "measuring", self.r.sample(("open", "click", "personal"), 2), 0.5)
        return made

    def _confirmed(self) -> Event | None:
        return {"consent": self.r.choice(self.ids["consent"])} if self.ids["consent"] else None

    def _withdrawal(self) -> Event:
        made = self.who(self.here(tagged=True), 0.3)
        self.maybe(made, "purpose", self.r.choice((*PURPOSES, "open", "click", "personal")), 0.5)
        return made

    def _objection(self) -> Event:
        made = self.who(self.here(tagged=True), 0.3)
        if "by" in made and self.chance(0.3):
            del made["address"]
        scopes = (
            "all",
            "unclear",
            {"purpose": self.r.choice(PURPOSES)},
            {"channel": self.r.choice(("email", "sms"))},
        )
        return made | {"scope": self.r.choice(scopes), "route": "link"}

    def _complaint(self) -> Event:
        return self.who(self.here(tagged=True), 0.2)

    def _bounce(self) -> Event:
        return self.here() | {"kind": self.r.choice(("hard", "soft", "auto_reply"))}

    def _request(self) -> Event:
        return self.who(self.here())

    def _published(self) -> Event:
        made = {
            "address": self.here()["address"],
            "by": self.r.choice(self.parties),
            "designation": self.r.choice(("advertising", "advertising", "general_contact", "no_advertising")),
        }
        self.maybe(made, "subjects", self.r.sample(self.families, self.r.randint(0, 2)), 0.6)
        return made

    def _unpublished(self) -> Event:
        return {"address": self.here()["address"]}

    def _erasure(self) -> Event:
        return {"sender": self.r.choice(self.senders), "party": self.r.choice(self.parties)}

    def _import(self) -> Event:
        made = self.here()
        self.maybe(made, "source", self.r.choice(SOURCES), 0.7)
        self.maybe(made, "last_sent_at", self.moment(), 0.3)
        if self.chance(0.15):
            self.maybe(made, "says_no", self.chance(0.8), 0.8)
            self.maybe(made, "says_no_at", self.moment())
        self.maybe(made, "says_yes", self.listed_yes(), 0.5)
        self.maybe(made, "sale", self.listed_sale(), 0.5)
        return made

    def listed_yes(self) -> Event:
        """Draw the Yes of a list row."""
        made = self.who({}, 0.2)
        for key, value in (
            ("at", self.moment()),
            ("self", self.chance(0.9)),
            ("act", self.r.choice(("active", "active", "preticked", "unconfirmed"))),
            ("text_kept", self.chance(0.9)),
            ("purposes", self.purposes()),
            ("channels", ["email"]),
            ("notice", self.notice()),
            ("measuring", ["open"]),
        ):
            self.maybe(made, key, value, 0.75)
        return made

    def listed_sale(self) -> Event:
        """Draw the sale of a list row."""
        made = self.who({"consideration": self.r.choice(CONSIDERATIONS)}, 0.2)
        for key, value in (
            ("at", self.moment()),
            ("buyer", self.r.choice(self.parties)),
            ("family", self.r.choice(self.families)),
            ("given_in_sale", self.chance(0.8)),
            ("informed", self.chance(0.8)),
            ("refusal", self.r.choice(("offered", "offered", "used", "not_offered"))),
        ):
            self.maybe(made, key, value, 0.4)
        return made

    def _takeover(self) -> Event | None:
        if len(self.senders) < 2:
            return None
        one, other = self.r.sample(self.senders, 2)
        good = {key: self.chance(0.85) for key in ("whole", "told", "refusal")}
        return {"from": one, "to": other} | good

    def _death(self) -> Event:
        return {"party": self.r.choice(self.parties)}

    def _sent(self) -> Event:
        made = self.here()
        self.maybe(made, "purpose", self.r.choice(PURPOSES), 0.7)
        self.maybe(made, "declared_as", self.r.choice(("marketing", "consent_confirmation")), 0.7)
        if self.ids["request"]:
            self.maybe(made, "answers", self.r.choice(self.ids["request"]), 0.4)
        return made

    def question(self) -> Question:
        """Draw a question."""
        asked = self.ids["request"]
        return Question(
            sender=self.r.choice((self.senders[0], *self.senders)),
            at=START + self.r.randrange(4, MOMENTS + 1) * STEP + self.r.choice((0, 3_600_000_000)),
            known_at=LATER,
            purpose=self.r.choice((*PURPOSES, *PURPOSES, "")),
            families=tuple(self.r.sample(self.families, self.r.randint(0, 2))),
            promoted=self.r.choice(("", *self.senders)),
            answers=self.r.choice(asked) if asked and self.chance(0.7) else "",
            service_content_necessary=self.r.choice((True, True, False, None)),
            service_basis=self.r.choice(("contract", "security", "vital_interest", "legal_duty", "unknown")),
            necessity_named=self.chance(0.5),
        )


KINDS_OF_EVENT = (
    *("sale",) * 5,
    *("consent", "import", "objection", "withdrawal") * 3,
    *("confirmed", "request", "account", "published", "sent", "sale_state") * 2,
    *("complaint", "bounce", "unpublished", "erasure", "takeover", "death", "account_end", "contract_end"),
)
"""How often each type of event is drawn."""
