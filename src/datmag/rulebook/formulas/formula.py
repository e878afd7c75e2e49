"""Two-valued formulas: what a rulebook says under one policy, as one graph that every machine reader prints.

Nodes are made by a `Graph` only: two equal sub-expressions are the same object, so a reader sees what is
shared. An opposite stands before a single question only (`Among`, `Less`, `Lasts`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from datmag.rulebook.fact import Value


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A node: a truth or a whole number that depends on the facts of a case."""


Truth = Formula | bool
"""A truth that depends on the case, or one that does not."""
Whole = Formula | int
"""A whole number that depends on the case, or one that does not."""


@dataclass(frozen=True, slots=True, eq=False)
class Among(Formula):
    """The word, truth or country of a fact is one of these; `unknown` is a value like any other."""

    fact: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Less(Formula):
    """One number is less than another."""

    left: Whole
    right: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Lasts(Formula):
    """A term of so many months that began at `since` still holds at the moment of sending."""

    months: int
    since: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Every(Formula):
    """All parts are so."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Either(Formula):
    """At least one part is so."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Opposite(Formula):
    """The part is not so."""

    part: Formula


@dataclass(frozen=True, slots=True, eq=False)
class Sealed(Formula):
    """A truth that keeps its form whatever stands around it, so that it is asked once for all who use it."""

    part: Formula


@dataclass(frozen=True, slots=True, eq=False)
class Now(Formula):
    """The moment of sending."""


@dataclass(frozen=True, slots=True, eq=False)
class Number(Formula):
    """The moment or number of a fact; NEVER or -1 where it is not there."""

    fact: str


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Formula):
    """The value of the first case that is so, else `otherwise`."""

    cases: tuple[tuple[Formula, Whole], ...]
    otherwise: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Total(Formula):
    """The sum of the weights of what is so, and a fixed number."""

    parts: tuple[tuple[Formula, int], ...]
    fixed: int


@dataclass(frozen=True, slots=True, eq=False)
class Least(Formula):
    """The least of several numbers."""

    parts: tuple[Whole, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Most(Formula):
    """The greatest of several numbers."""

    parts: tuple[Whole, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Scaled(Formula):
    """A number times `times`, plus another."""

    number: Whole
    times: int
    plus: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Quotient(Formula):
    """How often `divisor` goes into a number that is not negative."""

    number: Formula
    divisor: int


@dataclass(frozen=True, slots=True, eq=False)
class Remainder(Formula):
    """What is left of that."""

    number: Formula
    divisor: int


def parts_of(node: Formula) -> Iterator[Formula]:
    """Give the nodes that a node is made of, in the order in which they are read."""
    match node:
        case Less(left, right):
            every: tuple[Whole, ...] = (left, right)
        case Every(parts) | Either(parts):
            every = parts
        case Least(parts) | Most(parts):
            every = parts
        case Opposite(part) | Sealed(part):
            every = (part,)
        case Lasts(since=since):
            every = (since,)
        case Choice(cases, otherwise):
            every = (*(one for case in cases for one in case), otherwise)
        case Total(parts):
            every = tuple(when for when, _ in parts)
        case Scaled(number, _, plus):
            every = (number, plus)
        case Quotient(number) | Remainder(number):
            every = (number,)
        case _:
            every = ()
    yield from (one for one in every if isinstance(one, Formula))


def nodes_of(*roots: Truth | Whole) -> list[Formula]:
    """Give every node below some roots once, what is used before what uses it."""
    seen: dict[Formula, None] = {}
    path: list[tuple[Formula, bool]] = [
        (root, False) for root in reversed(roots) if isinstance(root, Formula)
    ]
    while path:
        node, done = path.pop()
        if done:
            seen.setdefault(node)
        elif node not in seen:
            path.append((node, True))
            path.extend((part, False) for part in reversed(list(parts_of(node))) if part not in seen)
    return list(seen)


def facts_in(*roots: Truth | Whole) -> tuple[str, ...]:
    """Name the facts that some formulas read, each once; `at` where they read the moment of sending."""
    found: dict[str, None] = {}
    for node in nodes_of(*roots):
        if isinstance(node, Among | Number):
            found.setdefault(node.fact)
        elif isinstance(node, Now | Lasts):
            found.setdefault("at")
    return tuple(found)


def settled_by(node: Truth | Whole, *, so: bool) -> Iterator[tuple[Formula, bool]]:
    """Give what is settled where a truth is: itself, and what follows from it."""
    if not isinstance(node, Formula):
        return
    yield node, so
    match node:
        case Opposite(part):
            yield from settled_by(part, so=not so)
        case Every(parts) if so:
            for part in parts:
                yield from settled_by(part, so=True)
        case Either(parts) if not so:
            for part in parts:
                yield from settled_by(part, so=False)
        case _:
            return
