"""People and messages like those of the demo's shop, and a pool of rows for the bulk runs; always the same."""

import random
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from datmag.moment import DAY, NEVER, Moment, parse
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, UNKNOWN, Value
from tests.rulebook.cases import CASEBOOK, random_case

AT: Moment = parse("2026-11-10T10:00:00+01:00")
"""The moment of sending of the bulk runs."""
TODAYS_LAW: Moment = parse("2026-07-01T00:00:00+02:00")
"""Since when the law is as the functions written by hand have it."""
COPIES = 25
"""A bulk table holds the pool so many times, each time with every time fact an hour earlier."""

_MINUTE = 60_000_000
_YEAR = 365 * DAY

Facts = dict[str, Value]


@cache
def sample(count: int) -> tuple[Case, ...]:
    """Give the cases of the single decisions: the casebook under today's law, and so many people."""
    book = [Case.read(entry["facts"]) for entry in CASEBOOK]
    chance = random.Random(11)
    people = [_person(chance, AT + _MINUTE * (number % 60)) for number in range(count)]
    return tuple([case for case in book if case.at >= TODAYS_LAW] + people)


@cache
def pool(count: int) -> tuple[Case, ...]:
    """Give the cases of which a bulk table is made: three in four are people, the others random."""
    chance = random.Random(12)
    return tuple(_person(chance, AT) if number % 4 else random_case(chance, AT) for number in range(count))


def _person(chance: random.Random, at: Moment) -> Case:
    facts: Facts = {name: fact.silence for name, fact in FACTS.items()}
    facts.update(_KINDS[chance.choices(range(len(_KINDS)), _SHARES)[0]](chance, at))
    facts.update(_message(chance))
    facts.update(at=at, recipient_kind=facts["recipient_kind"] if facts["recipient_kind"] != UNKNOWN else
                 chance.choices(("natural_person", "sole_trader", "legal_person", UNKNOWN), (85, 4, 6, 5))[0],
                 recipient_country=chance.choices(("NL", "BE", "DE", "US"), (92, 4, 3, 1))[0],
                 recipient_age=chance.choices((-1, 34, 15), (90, 9, 1))[0],
                 recipient_deceased=chance.random() < 0.003)  # fmt: skip
    if chance.random() < 0.1:
        facts["objected_at"] = _ago(chance, at, 3)
    if facts["consent_at"] != NEVER and chance.random() < 0.12:
        facts["consent_withdrawn_at"] = at - chance.randrange(max(1, at - int(facts["consent_at"])))
    if chance.random() < 0.005:
        facts["erased_at"] = _ago(chance, at, 2)
    return Case(MappingProxyType(facts))


def _ago(chance: random.Random, at: Moment, years: int) -> Moment:
    return at - chance.randrange(years * _YEAR)


def _customer(chance: random.Random, at: Moment) -> Facts:
    sold = _ago(chance, at, 4)
    consent = _subscriber(chance, at) if chance.random() < 0.25 else {}
    return {
        **consent,
        "address_source": "own_sale",
        "address_collected_at": sold,
        "sale": chance.choices(("paid", "payment_due", "refunded", "free_with_paid_tier"), (88, 5, 5, 2))[0],
        "sale_party": chance.choices(("recipient", "represented"), (9, 1))[0],
        "sale_seller": chance.choices(("sender", "predecessor", "group_company"), (95, 3, 2))[0],
        "sale_at": sold,
        "informed_at_collection": chance.choices((True, UNKNOWN), (9, 1))[0],
        "refusal_offered_at_collection": chance.choices((True, False, UNKNOWN), (8, 1, 1))[0],
        "similarity": chance.choices(("same", "similar", "accessory", "same_range", "dissimilar", UNKNOWN),
                                     (10, 50, 10, 10, 15, 5))[0],
    }  # fmt: skip


def _subscriber(chance: random.Random, at: Moment) -> Facts:
    agreed = _ago(chance, at, 4)
    used = agreed + chance.randrange(max(1, at - agreed)) if chance.random() < 0.7 else NEVER
    return {
        "address_source": "own_form",
        "address_collected_at": agreed,
        "consent_at": agreed,
        "consent_by": chance.choices(("recipient", "representative", UNKNOWN), (94, 3, 3))[0],
        "consent_act": chance.choices(("active", "preticked", "unconfirmed", UNKNOWN), (88, 4, 5, 3))[0],
        "consent_names_sender": chance.choices((True, UNKNOWN), (95, 5))[0],
        "consent_bundled": chance.choices((False, True), (96, 4))[0],
        "consent_informed": chance.choices((True, UNKNOWN), (95, 5))[0],
        "consent_covers_purpose": chance.choices((True, False), (94, 6))[0],
        "consent_covers_channel": chance.choices((True, False), (96, 4))[0],
        "consent_evidence": chance.choices(("full", "partial", "none"), (85, 10, 5))[0],
        "consent_last_used_at": used,
        "open_tracking_consent": chance.random() < 0.3,
        "personalisation_consent": chance.random() < 0.1,
    }


def _user(chance: random.Random, at: Moment) -> Facts:
    return {
        "address_source": "own_account",
        "address_collected_at": _ago(chance, at, 3),
        "uses_service": True,
        "sale": "paid",
        "sale_party": "other",
        "sale_seller": "sender",
        "sale_at": _ago(chance, at, 3),
        "similarity": "similar",
    }


def _enquirer(chance: random.Random, at: Moment) -> Facts:
    asked = _ago(chance, at, 2)
    return {
        **_customer(chance, at),
        "sale": chance.choice(("quote", "cart", "inquiry", "trial")),
        "sale_at": asked,
    }


def _published(chance: random.Random, at: Moment) -> Facts:
    return {
        "address_source": "published",
        "address_collected_at": _ago(chance, at, 1),
        "recipient_kind": chance.choice(("sole_trader", "partnership", "legal_person")),
        "address_kind": "role_business",
        "address_designation": chance.choice(("advertising_matching", "general_contact", UNKNOWN)),
    }


def _stranger(chance: random.Random, at: Moment) -> Facts:
    return {
        "address_source": chance.choice(("third_party", "friend", UNKNOWN)),
        "address_collected_at": _ago(chance, at, 1),
    }


_KINDS = (_customer, _subscriber, _user, _enquirer, _published, _stranger)
_SHARES = (48, 22, 12, 7, 4, 7)


def _message(chance: random.Random) -> Facts:
    kind = chance.choices(range(len(_MESSAGES)), (68, 14, 5, 3, 2, 2, 3, 2, 1))[0]
    tracked = chance.random() < 0.3
    return {
        "channel": "email",
        "identifies_sender": True,
        "stop_address_valid": chance.choices((True, False, UNKNOWN), (95, 3, 2))[0],
        "unsubscribe": chance.choices(("works", "broken", "none"), (95, 3, 2))[0],
        "open_tracking": tracked,
        "click_tracking": "individual" if tracked else "none",
        "personalised": chance.choices(("none", "purchases", "behaviour"), (80, 15, 5))[0],
        **_MESSAGES[kind],
    }


_MESSAGES: tuple[Mapping[str, Value], ...] = (
    {"declared_as": "marketing", "commercial_content": "dominant"},
    {"declared_as": "service", "commercial_content": "none", "service_content_necessary": True},
    {"declared_as": "service", "commercial_content": "minor", "service_content_necessary": True},
    {"declared_as": "requested", "commercial_content": "dominant", "requested": True},
    {"declared_as": "survey", "commercial_content": "none"},
    {"declared_as": "consent_confirmation", "commercial_content": "none"},
    {"declared_as": "marketing", "commercial_content": "dominant", "channel": "post"},
    {"declared_as": "marketing", "commercial_content": "dominant", "channel": "phone"},
    {"declared_as": "marketing", "commercial_content": "dominant", "promotes": "own_with_sponsor"},
)
