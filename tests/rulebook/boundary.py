"""Boundary cases: every pair of boundary values of two facts, near a permit, and whole products a chapter at a time."""

import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from datmag.moment import DAY, NEVER, Moment, add_months, moment, parse, to_datetime
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER, Fact, Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy, own
from datmag.rulebook.rule import periods
from datmag.rulebook.worked import bases
from datmag.words import Text

_OWN = Text("eigen lezing", "own policy")

READINGS: tuple[Policy, ...] = (
    *POLICIES.values(),
    own(
        "monthly", _OWN, POLICIES["standard"],
        relation_term_months=1, consent_idle_months=18, similarity=("same",),
        sale_kinds=("paid", "trial"), post_basis=("quote", "donation", "refunded"),
    ),
    own(
        "asked", _OWN, POLICIES["statute"],
        marketing_basis="consent", consent_idle_months=0, service_promotion_tolerated="none",
    ),
    own(
        "uneven", _OWN, POLICIES["strict"],
        relation_term_months=7, consent_idle_months=13, sale_kinds=("free_with_paid_tier",), post_basis=(),
        similarity=("same_range",), stop_address="link_suffices", service_promotion_tolerated="minor",
    ),
)  # fmt: skip
"""The four policies, and some that an organisation may have set itself."""

MOMENTS: tuple[Moment, ...] = (
    *(border + near for border in periods(RULEBOOK) for near in (-1, 0, 1)),
    *map(
        parse,
        (
            "2024-02-29T23:59:59.999999+00:00",
            "2025-02-28T00:00:00+00:00",
            "2026-02-28T10:00:00+00:00",
            "2028-02-29T12:00:00+00:00",
            "2026-04-30T18:30:00+00:00",
            "2026-12-31T23:30:00+00:00",
            "2027-03-30T07:00:00+00:00",
            "2026-11-10T10:00:00+01:00",
        ),
    ),
)
"""The borders of every period of the law, and the ends of months of each length."""

_MORE: dict[str, dict[str, Any]] = {
    "lifted": {"base": "consent", "objected_at": "2026-04-01T12:00:00+02:00"},
    "child": {
        "base": "consent", "recipient_age": 12, "consent_by": "parent", "address_source": "other",
        "recipient_country": "NL",
    },
    "donor_called": {"base": "donor", "channel": "phone"},
    "donor_by_post": {"base": "donor", "channel": "post"},
    "taken_over": {"base": "customer", "sale_seller": "predecessor", "click_tracking": "individual"},
    "both": {
        "base": "consent", "address_source": "own_sale", "sale": "paid", "sale_party": "represented",
        "sale_seller": "sender", "sale_at": "2026-04-14T16:20:00+02:00", "informed_at_collection": True,
        "refusal_offered_at_collection": True, "similarity": "same", "personalised": "purchases",
    },
    "runs": {"base": "customer", "uses_service": True, "open_tracking": True, "personalised": "behaviour"},
    "anew": {
        "base": "customer", "erased_at": "2026-03-01T00:00:00+01:00",
        "address_collected_at": "2026-04-14T16:20:00+02:00",
    },
}  # fmt: skip


def _bases() -> dict[str, Case]:
    """Give the permitted cases of the worked examples, and some more."""
    given: dict[str, Mapping[str, Any]] = {
        name: facts for name, facts in bases().items() if name != "message"
    }
    for name, changes in _MORE.items():
        given[name] = {**given[changes["base"]], **{k: v for k, v in changes.items() if k != "base"}}
    return {name: Case.read(facts) for name, facts in given.items()}


BASES: dict[str, Case] = _bases()
"""A permitted case of every ground and every turn of the law."""

Named = Callable[[Moment, Policy], Value]
"""A boundary value: of a time it hangs on the moment of sending and the terms of the policy."""


def moved(case: Case, at: Moment) -> Case:
    """Give the same case at another moment, all its times moved along."""
    later = at - case.at
    times = {name: int(case[name]) for name, fact in FACTS.items() if fact.kind == "moment"}
    return case.changed({name: time + later for name, time in times.items() if time != NEVER})


def values_of(name: str) -> dict[str, Named]:
    """Give the boundary values of a fact, each with a name of its own."""
    fact = FACTS[name]
    if fact.kind == "moment":
        return _times(fact)
    plain: dict[str, tuple[Value, ...]] = {
        "recipient_age": (UNKNOWN_NUMBER, 0, 15, 16),
        "sender_country": ("NL", "US"),
        "recipient_country": ("NL", "DE", "GB", "BG", "HR", "US"),
    }
    unknown = (UNKNOWN,) if fact.can_be_unknown and not fact.required else ()
    found = plain.get(name) or (*(fact.values or (True, False)), *unknown)
    return {str(value): _always(value) for value in found}


def _always(value: Value) -> Named:
    return lambda _at, _policy: value


def _times(fact: Fact) -> dict[str, Named]:
    found: dict[str, Named] = {"never": _always(NEVER), "old": lambda at, _: add_months(at, -100) - DAY}
    for near in (-1, 0, 1):
        found[f"at{near:+}"] = lambda at, _, near=near: at + near
        found[f"mid{near:+}"] = lambda at, _, near=near: at - 20 * DAY + near
        for name, edge in _EDGES.items() if fact.name in _TERMS else ():
            found[f"year {name}{near:+}"] = lambda at, _, near=near, edge=edge: edge(at, 12) + near
            setting = _TERMS[fact.name]
            found[f"term {name}{near:+}"] = lambda at, policy, near=near, edge=edge, setting=setting: (
                edge(at, _months(policy, setting)) + near
            )
    return found


def _months(policy: Policy, setting: str) -> int:
    months = policy.months(setting)
    return 24 if months is None else months


def _last_day(at: Moment, months: int) -> Moment:
    """Give the last later day of the month, at the same hour, from which a term ends at `at` as well."""
    begun = add_months(at, -months)
    days = [begun + days * DAY for days in (0, 1, 2, 3)]
    return max((day for day in days if add_months(day, months) == at), default=begun)


def _next_month(at: Moment, months: int) -> Moment:
    """Give the first moment of the month after the one in which the term began."""
    begun = to_datetime(add_months(at, -months))
    return add_months(moment(begun.replace(day=1, hour=0, minute=0, second=0, microsecond=0)), 1)


_EDGES: dict[str, Callable[[Moment, int], Moment]] = {
    "begun": lambda at, months: add_months(at, -months),
    "last day": _last_day,
    "next month": _next_month,
}
"""Where a term of some months that is looked back on from `at` may begin or stop to count."""

_TERMS = {
    "consent_at": "consent_idle_months",
    "consent_last_used_at": "consent_idle_months",
    "sale_at": "relation_term_months",
    "relation_ended_at": "relation_term_months",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One fact and a boundary value of it, by name."""

    fact: str
    value: str

    def of(self, at: Moment, policy: Policy) -> Value:
        """Give the value at a moment, under a policy."""
        return _VALUES[self.fact][self.value](at, policy)


_VALUES: dict[str, dict[str, Named]] = {name: values_of(name) for name in FACTS if name != "at"}

CHANGES: tuple[Change, ...] = tuple(
    Change(fact, value) for fact, values in _VALUES.items() for value in values
)
"""Every boundary value of every fact but the moment of sending, which is the lot's."""


def changed(case: Case, changes: tuple[Change, ...], policy: Policy) -> Case:
    """Give a case with some facts at boundary values."""
    return case.changed({change.fact: change.of(case.at, policy) for change in changes})


def pairs() -> list[tuple[Change, Change]]:
    """Give every pair of boundary values of two facts, well mixed, always in the same order."""
    found = [(one, other) for one, other in itertools.combinations(CHANGES, 2) if one.fact != other.fact]
    random.Random(11_7).shuffle(found)
    return found


@dataclass(frozen=True, slots=True)
class Product:
    """All combinations of the values of some facts, on top of a base.

    Args:
        base: the name of the case that they change.
        facts: per fact the names of its values, or nothing for all of them.
    """

    base: str
    facts: Mapping[str, tuple[str, ...]]

    def __iter__(self) -> Iterator[tuple[Change, ...]]:
        """Give the combinations."""
        choices = [
            [Change(fact, value) for value in some or _VALUES[fact]] for fact, some in self.facts.items()
        ]
        return itertools.product(*choices)


_ALL: tuple[str, ...] = ()
_ORDER = ("never", "mid-1", "mid+0", "mid+1", "at+0", "at+1")
_SOURCES = ("own_sale", "published", "other", UNKNOWN)

PRODUCTS: dict[str, Product] = {
    "the conditions of a consent": Product(
        "consent",
        {
            "consent_by": ("recipient", "representative", "other", UNKNOWN),
            "consent_act": ("active", "preticked", UNKNOWN),
            "consent_names_sender": _ALL,
            "consent_bundled": _ALL,
            "consent_conditional": _ALL,
            "consent_informed": _ALL,
            "consent_covers_purpose": _ALL,
            "consent_covers_channel": _ALL,
            "consent_evidence": ("full", "partial", UNKNOWN),
        },
    ),
    "whose consent, and for whose offer": Product(
        "child",
        {
            "consent_by": _ALL,
            "recipient_age": _ALL,
            "parental_consent": _ALL,
            "recipient_country": ("NL", "US"),
            "promotes": _ALL,
            "consent_names_sender": _ALL,
            "consent_names_promoted_party": _ALL,
        },
    ),
    "the dealing": Product(
        "customer",
        {
            "channel": ("email", "phone", "post"),
            "sale_party": _ALL,
            "sale_seller": _ALL,
            "similarity": _ALL,
            "address_source": _SOURCES,
            "informed_at_collection": _ALL,
            "refusal_offered_at_collection": _ALL,
        },
    ),
    "which dealing, by whom, to whom": Product(
        "customer",
        {
            "channel": ("sms", "phone", "post"),
            "sale": _ALL,
            "sender_kind": _ALL,
            "recipient_kind": _ALL,
            "promotes": _ALL,
            "commercial_content": ("none", "dominant"),
        },
    ),
    "the term of a dealing": Product(
        "customer",
        {"sale_at": _ALL, "relation_ended_at": _ALL, "uses_service": _ALL, "channel": ("email", "phone", "post")},
    ),
    "the term of a consent": Product(
        "consent", {"consent_at": _ALL, "consent_last_used_at": _ALL, "objected_at": ("never", "mid+0", "old")}
    ),
    "objection, withdrawal, consent and request in every order": Product(
        "both",
        {
            "objected_at": _ORDER,
            "consent_withdrawn_at": _ORDER,
            "consent_at": _ORDER,
            "requested_at": _ORDER,
            "requested": _ALL,
            "declared_as": ("marketing", "requested", "service", "consent_confirmation"),
            "consent_act": ("active", "unconfirmed"),
            "consent_by": ("recipient", "representative"),
        },
    ),
    "what the message is": Product(
        "both",
        {
            "declared_as": _ALL,
            "commercial_content": _ALL,
            "ideological_content": _ALL,
            "charitable_content": _ALL,
            "service_content_necessary": _ALL,
            "repeat_request": _ALL,
            "promotes": _ALL,
            "requested": _ALL,
            "objected_at": ("never", "mid+0"),
        },
    ),
    "what the message must hold": Product(
        "both",
        {"channel": _ALL, "identifies_sender": _ALL, "stop_address_valid": _ALL, "unsubscribe": _ALL, "declared_as": _ALL},
    ),
    "the person": Product(
        "anew",
        {
            "recipient_deceased": _ALL,
            "erased_at": _ALL,
            "address_collected_at": _ALL,
            "recipient_age": _ALL,
            "parental_consent": _ALL,
            "declared_as": ("marketing", "service"),
        },
    ),
    "businesses": Product(
        "published",
        {
            "recipient_kind": _ALL,
            "recipient_country": _ALL,
            "address_source": _ALL,
            "address_designation": _ALL,
            "channel": ("email", "inbox_ad", "post"),
            "recipient_age": ("-1", "15"),
            "parental_consent": _ALL,
        },
    ),
    "tracking": Product(
        "both",
        {
            "open_tracking": _ALL,
            "click_tracking": _ALL,
            "personalised": _ALL,
            "open_tracking_consent": _ALL,
            "click_tracking_consent": _ALL,
            "personalisation_consent": _ALL,
            "sale": ("paid", "none"),
            "consent_evidence": ("full", "none"),
            "declared_as": ("marketing", "service"),
        },
    ),
}  # fmt: skip
"""What fits to be tried whole, one chapter at a time."""


def combinations() -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Give every combination of every product, with the name of its base."""
    for product in PRODUCTS.values():
        for changes in product:
            yield product.base, changes
