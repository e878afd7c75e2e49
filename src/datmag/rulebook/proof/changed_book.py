"""A rulebook with one rule taken out, everywhere it counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from datmag.moment import Moment, iso
from datmag.rulebook.condition import NEVER_SO, All, Condition, Is, Not, Some, Surely, Younger
from datmag.rulebook.fact import Parameter
from datmag.rulebook.rule import Block, Dated, Exemption, Objection, Requirement, Rulebook

Guarded = TypeVar("Guarded", bound=Block | Objection | Exemption)


@dataclass(frozen=True, slots=True)
class Removed:
    """A rule, and the rulebook without it.

    Args:
        id: the rule's id.
        since, until: when the rule is in force.
        applies: where it says something at all.
        book: the rulebook without it.
    """

    id: str
    since: Moment
    until: Moment | None
    applies: Condition
    book: Rulebook

    def in_force(self, at: Moment) -> bool:
        """Tell whether the rule is in force at a moment."""
        return self.since <= at and (self.until is None or at < self.until)


def removals(book: Rulebook) -> Iterator[Removed]:
    """Take each rule out, one at a time: also each exception, requirement, and later period of a parameter."""
    yield from (
        _dated(one, one.applies, replace(book, blocks=_less(book.blocks, one))) for one in book.blocks
    )
    yield from (
        _dated(one, one.when, replace(book, releases=_less(book.releases, one))) for one in book.releases
    )
    yield from (
        _dated(one, one.applies, replace(book, objections=_less(book.objections, one)))
        for one in book.objections
    )
    yield from (
        _dated(one, one.when, replace(book, misuses=_less(book.misuses, one))) for one in book.misuses
    )
    yield from (
        _dated(one, one.when, replace(book, obligations=_less(book.obligations, one)))
        for one in book.obligations
    )
    for duty in book.duties:
        need = duty.requirement
        yield _dated(duty, need.asked & ~Surely(need.holds), replace(book, duties=_less(book.duties, duty)))
    yield Removed(f"{book.name}.lifted", _first(book), None, book.lifted, replace(book, lifted=NEVER_SO))
    yield from _of_grounds(book)
    yield from _exceptions(book)
    yield from _periods(book)


def _dated(rule: Dated, applies: Condition, book: Rulebook) -> Removed:
    return Removed(rule.id, rule.since, rule.until, applies, book)


def _first(book: Rulebook) -> Moment:
    return min(rule.since for rule in (*book.blocks, *book.grounds, *book.releases, *book.objections))


def _of_grounds(book: Rulebook) -> Iterator[Removed]:
    for ground in book.grounds:
        yield _dated(ground, ground.begun, replace(book, grounds=_less(book.grounds, ground)))
        for need in ground.requirements:
            fewer = replace(ground, requirements=_less(ground.requirements, need))
            without = replace(book, grounds=tuple(fewer if one is ground else one for one in book.grounds))
            applies = ground.begun & need.asked & ~Surely(need.holds)
            yield Removed(f"{ground.id}.{need.name}", ground.since, ground.until, applies, without)


def _exceptions(book: Rulebook) -> Iterator[Removed]:
    roots: tuple[Block | Objection, ...] = (*book.blocks, *book.objections)
    for root in roots:
        for exception in _below(root.unless):
            changes: list[tuple[Condition, Condition]] = []
            _without(root, exception, changes)
            # The exception may count in other rules too, as part of the condition that its rule applies.
            yield _dated(exception, exception.applies, with_conditions(book, _Swap(changes)))


def _below(unless: tuple[Exemption, ...]) -> Iterator[Exemption]:
    for one in unless:
        yield one
        yield from _below(one.unless)


def _without(rule: Guarded, exception: Exemption, changes: list[tuple[Condition, Condition]]) -> Guarded:
    kept = tuple(_without(one, exception, changes) for one in rule.unless if one is not exception)
    if all(one is other for one, other in zip(kept, rule.unless, strict=False)) and len(kept) == len(
        rule.unless
    ):
        return rule
    fewer = replace(rule, unless=kept)
    changes.append((rule.applies, fewer.applies))
    return fewer


def _periods(book: Rulebook) -> Iterator[Removed]:
    """Take out a later period of a parameter: the value before it then stays. One with the same value only cites."""
    for parameter in book.parameters:
        ends = [since for since, _, _ in parameter.periods[1:]]
        for index, (since, value, _) in enumerate(parameter.periods):
            if index == 0 or value == parameter.periods[index - 1][1]:
                continue
            less = replace(parameter, periods=_less(parameter.periods, parameter.periods[index]))
            until = ends[index] if index < len(ends) else None
            changed = with_conditions(book, _Reset(parameter, less))
            yield Removed(
                f"{parameter.id} {iso(since)[:10]}",
                since,
                until,
                All(()),
                _with_parameter(changed, parameter, less),
            )


def _with_parameter(book: Rulebook, old: Parameter, new: Parameter) -> Rulebook:
    return replace(book, parameters=tuple(new if one is old else one for one in book.parameters))


T = TypeVar("T")


def _less(table: tuple[T, ...], without: T) -> tuple[T, ...]:
    return tuple(one for one in table if one is not without)


Change = Callable[[Condition], Condition | None]
"""Gives what a condition becomes; None where it is left, and its parts are looked at."""


@dataclass(frozen=True, slots=True)
class _Swap:
    changes: list[tuple[Condition, Condition]]

    def __call__(self, condition: Condition) -> Condition | None:
        return next((new for old, new in self.changes if condition is old or condition == old), None)


@dataclass(frozen=True, slots=True)
class _Reset:
    old: Parameter
    new: Parameter

    def __call__(self, condition: Condition) -> Condition | None:
        match condition:
            case Is(parameter=parameter) if parameter == self.old:
                return replace(condition, parameter=self.new)
            case Younger(than=than) if than == self.old:
                return replace(condition, than=self.new)
            case _:
                return None


@dataclass(slots=True)
class _Rewriter:
    change: Change
    done: dict[int, tuple[Condition, Condition]] = field(default_factory=dict)

    def __call__(self, condition: Condition) -> Condition:
        known = self.done.get(id(condition))
        if known is None:
            known = self.done[id(condition)] = (condition, self._made(condition))
        return known[1]

    def _made(self, condition: Condition) -> Condition:
        changed = self.change(condition)
        if changed is not None:
            return changed
        match condition:
            case All(parts) | Some(parts):
                new = tuple(map(self, parts))
                same = all(one is other for one, other in zip(new, parts, strict=True))
                return condition if same else type(condition)(new)
            case Not(part) | Surely(part):
                inner = self(part)
                return condition if inner is part else type(condition)(inner)
            case _:
                return condition

    def need(self, need: Requirement) -> Requirement:
        return replace(need, holds=self(need.holds), asked=self(need.asked))

    def guarded(self, rule: Guarded) -> Guarded:
        whole = self.change(rule.applies)
        if whole is not None:
            return replace(rule, when=whole, unless=())
        return replace(rule, when=self(rule.when), unless=tuple(map(self.guarded, rule.unless)))


def with_conditions(book: Rulebook, change: Change) -> Rulebook:
    """Give a rulebook in which conditions, wherever they stand, have become others."""
    again = _Rewriter(change)
    return replace(
        book,
        blocks=tuple(map(again.guarded, book.blocks)),
        releases=tuple(replace(rule, when=again(rule.when)) for rule in book.releases),
        objections=tuple(map(again.guarded, book.objections)),
        misuses=tuple(replace(rule, when=again(rule.when)) for rule in book.misuses),
        grounds=tuple(
            replace(rule, begun=again(rule.begun), requirements=tuple(map(again.need, rule.requirements)))
            for rule in book.grounds
        ),
        duties=tuple(replace(rule, requirement=again.need(rule.requirement)) for rule in book.duties),
        obligations=tuple(replace(rule, when=again(rule.when)) for rule in book.obligations),
        lifted=again(book.lifted),
        promotes=again(book.promotes),
        strippable=again(book.strippable),
    )
