"""Cases that each ground permits, to be changed by one thing at a time; all rules as one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from datmag.moment import AMSTERDAM, Moment, parse, to_datetime
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, SETTINGS
from datmag.rulebook.rule import Block, Exemption, Objection, Rulebook
from datmag.rulebook.worked import bases

Facts = dict[str, Any]


def base(name: str) -> Facts:
    """Give a named case of the worked examples."""
    return dict(bases()[name])


CUSTOMER = base("customer")
CONSENT = base("consent")
PUBLISHED = base("published")
DONOR = base("donor")
POST = base("post")
SERVICE = base("service")
REQUESTED = base("requested")
CONFIRMATION = base("confirmation")

BASES: dict[str, Facts] = {
    "nl.consent": CONSENT,
    "nl.soft_opt_in": CUSTOMER,
    "nl.published_address": PUBLISHED,
    "nl.non_eea_business": base("abroad"),
    "nl.charity_relation": DONOR,
    "nl.legitimate_interest": POST,
    "nl.customer_relation.before_2026": base("called_in_2025"),
    "nl.customer_relation": base("called"),
}
"""A case that each ground permits, by the ground's rule id."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the tests of the pages and the examples need of a rule.

    Args:
        kind: `block`, `release`, `misuse`, `objection`, `ground`, `requirement`, `default`, `duty`,
            `obligation`, `exception`, `parameter`, `fine` or `setting`.
        citations: of every period.
        since: the Dutch day on which it begins, where it has one.
        root: for an exception: the block or the objection that it is an exception to, in the end.
    """

    kind: str
    citations: frozenset[str] = frozenset()
    since: date | None = None
    root: str = ""


def rules_of(book: Rulebook) -> dict[str, Listed]:
    """Give every rule of a rulebook by its id, with the settings as rules of their own."""
    roots: tuple[Block | Objection, ...] = (*book.blocks, *book.objections)
    listed = {entry["id"]: entry for entry in rulebook_list(book) if entry["kind"] not in {"lift", "policy"}}
    return {
        **{rule: _listed(entry) for rule, entry in listed.items()},
        **{
            one.id: Listed("exception", frozenset(text for _, text in one.source.periods), _day(one.since), root.id)
            for root in roots
            for one in _exceptions(root.unless)
        },
        **{
            one.id: Listed("parameter", frozenset(text for _, _, text in one.periods), _day(one.periods[0][0]))
            for one in book.parameters
        },
        **{f"setting.{name}": Listed("setting") for name in SETTINGS},
    }  # fmt: skip


def _listed(entry: dict[str, Any]) -> Listed:
    begun = entry.get("since") or entry.get("valid_from")
    since = date.fromisoformat(begun) if begun and "T" not in begun else begun and _day(parse(begun))
    return Listed(entry["kind"], frozenset(one["citation"] for one in entry.get("citations", ())), since)


def _exceptions(unless: tuple[Exemption, ...]) -> Iterator[Exemption]:
    for one in unless:
        yield one
        yield from _exceptions(one.unless)


def _day(at: Moment) -> date:
    return to_datetime(at).astimezone(AMSTERDAM).date()


RULES = rules_of(RULEBOOK)


def case_of(facts: Facts, **changes: Any) -> Case:  # noqa: ANN401  (JSON values)
    """Read a base with some facts changed."""
    return Case.read({**facts, **changes})


def decided(facts: Facts, policy: str = "standard", **changes: Any) -> Decision:  # noqa: ANN401  (JSON values)
    """Decide a base with some facts changed."""
    return decide(case_of(facts, **changes), POLICIES[policy])


def codes(decision: Decision) -> list[str]:
    """Give the codes of the reasons, in their order."""
    return [reason.code for reason in decision.reasons]
