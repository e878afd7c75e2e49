"""Rules broken on purpose: what makes a rulebook in which one of them is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import is_ as is_same
from types import MappingProxyType
from typing import Any, TypeVar

from datmag.moment import Moment
from datmag.rulebook.condition import (
    Before,
    Chosen,
    Condition,
    Surely,
    is_,
    not_later,
    past,
    there,
)
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.consent import CONSENT_BEGUN
from datmag.rulebook.nl.objection import NO_STANDS, WITHDRAWAL_STANDS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Dated, Exemption, Ground, Requirement, Rulebook

T = TypeVar("T", Rulebook, Condition)

GROUNDS = {ground.id: ground for ground in RULEBOOK.grounds}
RELEASES = {release.id: release for release in RULEBOOK.releases}


@dataclass(frozen=True)
class Broken:
    """A broken rulebook, the theorem that catches it, and words of the case that shows it."""

    theorem: str
    words: tuple[str, ...]
    book: Rulebook = RULEBOOK
    policies: Mapping[str, Policy] = field(default_factory=lambda: {"standard": POLICIES["standard"]})


def less(table: str, *ids: str) -> Rulebook:
    """Take rules out of a table."""
    kept: dict[str, Any] = {table: tuple(rule for rule in getattr(RULEBOOK, table) if rule.id not in ids)}
    return replace(RULEBOOK, **kept)


def with_ground(ground: str, **changes: object) -> Rulebook:
    """Change one ground."""
    changed = {**GROUNDS, ground: replace(GROUNDS[ground], **changes)}  # type: ignore[arg-type]  # fields of a ground
    return replace(RULEBOOK, grounds=tuple(changed.values()))


def without_need(ground: str, need: str) -> Rulebook:
    """Take one requirement out of a ground."""
    kept = tuple(one for one in GROUNDS[ground].requirements if one.name != need)
    return with_ground(ground, requirements=kept)


def with_need(ground: str, need: str, holds: Condition) -> Rulebook:
    """Ask something else in a requirement of a ground."""
    changed = (replace(one, holds=holds) if one.name == need else one for one in GROUNDS[ground].requirements)
    return with_ground(ground, requirements=tuple(changed))


def with_release(rule: str, when: Condition) -> Rulebook:
    """Release a message on another condition."""
    changed = (replace(one, when=when) if one.id == rule else one for one in RULEBOOK.releases)
    return replace(RULEBOOK, releases=tuple(changed))


def also_released(rule: str, when: Condition) -> Rulebook:
    """Add a rule that releases more as service."""
    more = replace(RELEASES["nl.service.any"], id=rule, when=when)
    return replace(RULEBOOK, releases=(*RULEBOOK.releases, more))


def swapped_calls() -> Rulebook:
    """Let the two rules on calls apply in each other's time."""
    old, new = GROUNDS["nl.customer_relation.before_2026"], GROUNDS["nl.customer_relation"]
    swapped: dict[str, Ground] = {
        **GROUNDS,
        old.id: replace(old, since=new.since, until=new.until),
        new.id: replace(new, since=old.since, until=old.until),
    }
    return replace(RULEBOOK, grounds=tuple(swapped.values()))


def calls_changed_at(moment: Moment) -> Rulebook:
    """Let the rule on calls change at another moment."""
    old, new = GROUNDS["nl.customer_relation.before_2026"], GROUNDS["nl.customer_relation"]
    moved: dict[str, Ground] = {
        **GROUNDS,
        old.id: replace(old, until=moment),
        new.id: replace(new, since=moment),
    }
    return replace(RULEBOOK, grounds=tuple(moved.values()))


def lifted_by_a_purchase() -> Rulebook:
    """Let somebody who buys after his objection be a customer again."""
    no = RULEBOOK.objections[0]
    bought = Before(past("objected_at"), past("sale_at")) & is_("sale", "paid")
    again = Exemption("nl.objection.bought", no.since, None, no.source, bought)
    return replace(RULEBOOK, objections=(replace(no, unless=(*no.unless, again)), *RULEBOOK.objections[1:]))


def lifted_by(no: str, when: Condition) -> Rulebook:
    """Let a No be lifted where something else is surely so."""
    objections = tuple(
        replace(one, unless=tuple(replace(lift, when=Surely(when)) for lift in one.unless))
        if one.id == no
        else one
        for one in RULEBOOK.objections
    )
    return replace(RULEBOOK, objections=objections)


def spent_withdrawal() -> Rulebook:
    """Let any later consent, also one that nobody can prove, spend a withdrawal."""
    stands = there(past("consent_withdrawn_at")) & not_later(past("consent_at"), past("consent_withdrawn_at"))
    objections = tuple(
        replace(one, when=stands, unless=()) if one.id == "nl.withdrawal" else one
        for one in RULEBOOK.objections
    )
    return replace(RULEBOOK, objections=objections)


def stopped_service() -> Rulebook:
    """Let an objection stop service messages."""
    return replace(
        RULEBOOK,
        releases=tuple(
            replace(one, when=one.when & ~NO_STANDS) if one.ground == "service" else one
            for one in RULEBOOK.releases
        ),
    )


def consent_crowds_out() -> Rulebook:
    """Let a consent on record, until it is withdrawn, stand in the way of every other ground."""
    return replace(less("objections", "nl.withdrawal"), lifted=CONSENT_BEGUN & ~WITHDRAWAL_STANDS)


def stop_address_the_wrong_way_round() -> Rulebook:
    """Ask no stop address where the policy requires one."""
    holds = is_("stop_address_valid") | Chosen("stop_address", "required")
    return replace(
        RULEBOOK,
        duties=tuple(
            replace(duty, requirement=replace(duty.requirement, holds=holds))
            if duty.id == "nl.duty.stop_address"
            else duty
            for duty in RULEBOOK.duties
        ),
    )


def loose_strict() -> dict[str, Policy]:
    """Let the strict policy take any offer for similar."""
    strict, wide = POLICIES["strict"], POLICIES["statute"]["similarity"]
    loose = replace(strict, settings=MappingProxyType({**strict.settings, "similarity": wide}))
    return {**POLICIES, "strict": loose}


def in_place_of(old: Condition, new: Condition, within: T) -> T:
    """Put another condition in the place of one, wherever a rulebook (or a condition) reads it."""
    done: dict[int, tuple[Any, Any]] = {}

    def changed(part: Any) -> Any:  # noqa: ANN401  (any part of a rule)
        if isinstance(part, Condition) and part == old:
            return new
        # What is shared stays shared, so that the rules are read as fast as before.
        if id(part) not in done:
            done[id(part)] = (part, rebuilt(part))
        return done[id(part)][1]

    def rebuilt(part: Any) -> Any:  # noqa: ANN401  (any part of a rule)
        if isinstance(part, tuple):
            parts = tuple(map(changed, part))
            return part if all(map(is_same, part, parts)) else parts
        if isinstance(part, Condition | Dated | Requirement | Rulebook):
            own = {one.name: getattr(part, one.name) for one in fields(part) if one.init}
            new_own = {name: changed(value) for name, value in own.items()}
            return part if all(map(is_same, own.values(), new_own.values())) else replace(part, **new_own)
        return part

    found: T = changed(within)
    return found


def fresh_after_erasure() -> Rulebook:
    """Let an erasure wipe the objection too, for whoever gave the address again."""
    no, *others = RULEBOOK.objections
    wiped = Exemption("nl.objection.wiped", no.since, None, no.source, there(past("erased_at")))
    return replace(RULEBOOK, objections=(replace(no, unless=(*no.unless, wiped)), *others))


def objection_as_proof() -> Rulebook:
    """Take an objection for proof that somebody could refuse, and for nothing else."""
    proved = is_("refusal_offered_at_collection") | there(past("objected_at"))
    return replace(
        with_need("nl.soft_opt_in", "refusal", proved),
        objections=less("objections", "nl.objection").objections,
    )
