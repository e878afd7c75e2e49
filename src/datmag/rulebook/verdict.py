"""The short reader of the rulebook: which rules hold in a case, in the order of `decision.md`, section 3."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from datmag.moment import Moment
from datmag.rulebook.case import Case
from datmag.rulebook.condition import FALSE, TRUE, Condition, Reading, Truth, truth
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import (
    Block,
    Dated,
    Duty,
    Ground,
    Misuse,
    Objection,
    Release,
    Requirement,
    Rulebook,
    RuleConflictError,
)
from datmag.rulebook.terms import REASONS
from datmag.words import Text

R = TypeVar("R", bound=Dated)

BLOCKED = 100
"""How far a blocked message is from a permit, in failed conditions; a No that stands and the lack of any
ground count less, so that the nearest of somebody's addresses can be shown."""
OBJECTED = 50
GROUNDLESS = 20


@dataclass(frozen=True, slots=True)
class Miss:
    """One requirement that is not true in this case."""

    requirement: Requirement
    truth: Truth

    @property
    def code(self) -> str:
        """Its reason code: its own where it is false, else `unknown_fact`."""
        return self.requirement.code if self.truth == FALSE else "unknown_fact"


@dataclass(frozen=True, slots=True)
class Tried:
    """A begun ground with the requirements that failed."""

    ground: Ground
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one case, before anything is put in words.

    Args:
        blocks: the blocks that apply.
        release: the rule that releases the message as no marketing.
        objections: the No's that stand.
        misuses: the class codes that apply, whether or not a ground carries the message.
        held: the marketing grounds that hold.
        tried: the begun grounds that failed, the closest first; empty where a No stands or a ground holds.
        begun: at least one marketing ground was begun.
        duties: the duties that failed.
    """

    blocks: tuple[Block, ...] = ()
    release: Release | None = None
    objections: tuple[Objection, ...] = ()
    misuses: tuple[Misuse, ...] = ()
    held: tuple[Ground, ...] = ()
    tried: tuple[Tried, ...] = ()
    begun: bool = False
    duties: tuple[tuple[Duty, Miss], ...] = ()

    @property
    def permitted(self) -> bool:
        """Tell whether the message may go out."""
        return self.release is not None or (bool(self.held) and not self.duties)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds that hold, in the order of the list."""
        return (self.release.ground,) if self.release else tuple(ground.name for ground in self.held)

    @property
    def ground(self) -> str | None:
        """The ground of a permit."""
        return self.grounds[0] if self.permitted else None

    @property
    def stopped(self) -> bool:
        """Tell whether a block stops every message."""
        return any(block.everything for block in self.blocks)

    @property
    def misses(self) -> int:
        """How many failed conditions lie between the case and a permit; 0 on a permit."""
        if self.permitted:
            return 0
        if self.blocks:
            return BLOCKED
        if self.objections:
            return OBJECTED + len(self.duties)
        closest = len(self.tried[0].misses) if self.tried else 0
        return (closest if self.begun else GROUNDLESS) + len(self.duties)


def judge(case: Case, policy: Policy, book: Rulebook) -> Verdict:
    """Give the verdict of a rulebook on a case under a policy.

    Raises:
        RuleConflictError: two rules release the message on different grounds.
    """
    reading = Reading(case.facts, case.at, policy, {})
    blocks = tuple(rule for rule in _in_force(book.blocks, case.at) if _so(rule.applies, reading))
    if any(block.everything for block in blocks):
        return Verdict(blocks=tuple(block for block in blocks if block.everything))
    releases = [rule for rule in _in_force(book.releases, case.at) if _so(rule.when, reading)]
    if releases:
        return Verdict(release=_agreed(releases))
    return _marketing(book, reading, blocks)


def _agreed(releases: list[Release]) -> Release:
    first, *others = releases
    for other in others:
        if other.ground != first.ground:
            raise RuleConflictError(
                Text(
                    f"`{first.id}` en `{other.id}` laten hetzelfde bericht door, elk met een andere grond: "
                    f"laat een van beide het bericht niet noemen",
                    f"`{first.id}` and `{other.id}` release the same message, each on another ground: "
                    f"take the message out of one of them",
                )
            )
    return first


def _marketing(book: Rulebook, reading: Reading, blocks: tuple[Block, ...]) -> Verdict:
    at = reading.at
    objections = tuple(rule for rule in _in_force(book.objections, at) if _so(rule.applies, reading))
    tried = [] if objections else _try(book, reading)
    held = () if blocks else tuple(one.ground for one in tried if not one.misses)
    failed = [] if held else [one for one in tried if one.misses]
    return Verdict(
        blocks=blocks,
        objections=objections,
        misuses=tuple(rule for rule in _in_force(book.misuses, at) if _so(rule.when, reading)),
        held=held,
        begun=bool(tried),
        tried=tuple(sorted(failed, key=lambda one: (len(one.misses), one.ground.rank))),
        duties=tuple(
            (duty, miss)
            for duty in _in_force(book.duties, at)
            for miss in _missed((duty.requirement,), reading)
        ),
    )


def _try(book: Rulebook, reading: Reading) -> list[Tried]:
    grounds = _in_force(book.grounds, reading.at)
    if _so(book.lifted, reading):
        grounds = [ground for ground in grounds if ground.name == "consent"]
    return [
        Tried(ground, tuple(_missed(ground.requirements, reading)))
        for ground in grounds
        if _so(ground.begun, reading)
    ]


def _missed(requirements: Iterable[Requirement], reading: Reading) -> Iterable[Miss]:
    asked = (need for need in requirements if _so(need.asked, reading))
    answers: list[tuple[Requirement, Truth]] = [(need, truth(need.holds, reading)) for need in asked]
    missed = [Miss(need, answer) for need, answer in answers if answer != TRUE]
    return sorted(missed, key=lambda miss: REASONS.index(miss.code))


def _so(condition: Condition, reading: Reading) -> bool:
    return truth(condition, reading) == TRUE


def _in_force(rules: tuple[R, ...], at: Moment) -> list[R]:
    return [rule for rule in rules if rule.in_force(at)]
