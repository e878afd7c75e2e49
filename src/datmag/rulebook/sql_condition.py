"""Conditions as SQL text: each gives two two-valued expressions, for "is true" and for "is false".

What is constant within a statement (the moment, the message, the policy) is folded, so that only the facts
that are columns remain. INVARIANT: no printed expression is ever NULL for rows whose facts are not.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from datmag.moment import DAY, NEVER, Moment
from datmag.rulebook.condition import (
    All,
    Before,
    Chosen,
    Condition,
    Is,
    Not,
    Some,
    Surely,
    Time,
    Within,
    Younger,
)
from datmag.rulebook.fact import FACTS, UNKNOWN, Fact, Value
from datmag.rulebook.policy import Policy
from datmag.rulebook.term import Term

Dialect = Literal["sqlite", "postgresql"]
Sql = str | bool
"""An SQL expression, or a truth that is the same for every row."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition in SQL: whether it is true, and whether it is false; neither where it is not known."""

    holds: Sql
    fails: Sql


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints conditions for one moment, one message and one policy.

    Args:
        columns: the facts that are columns; every other fact is in `constants`.
        found: printers for the findings that obligations read.
        hoisted: conditions that stand ready as columns, by identity.
    """

    columns: Collection[str]
    constants: Mapping[str, Value]
    at: Moment
    policy: Policy
    dialect: Dialect
    found: dict[str, Callable[[tuple[Value, ...]], Sql]] = field(default_factory=dict)
    hoisted: dict[int, Pair] = field(default_factory=dict)

    def pair(self, condition: Condition) -> Pair:
        """Print a condition."""
        ready = self.hoisted.get(id(condition))
        return ready or self._print(condition)

    def holds(self, condition: Condition) -> Sql:
        """Print whether a condition is true."""
        return self.pair(condition).holds

    def _print(self, condition: Condition) -> Pair:  # noqa: PLR0911  (one return an operator)
        match condition:
            case Is():
                return self._is(condition)
            case All(parts):
                pairs = [self.pair(part) for part in parts]
                return Pair(both(*(one.holds for one in pairs)), either(*(one.fails for one in pairs)))
            case Some(parts):
                pairs = [self.pair(part) for part in parts]
                return Pair(either(*(one.holds for one in pairs)), both(*(one.fails for one in pairs)))
            case Not(part):
                inner = self.pair(part)
                return Pair(inner.fails, inner.holds)
            case Surely(part):
                return _sure(self.pair(part).holds)
            case Before(left, right):
                return _sure(self._before(left, right))
            case Within(setting, since):
                return self._within(self.policy.months(setting), since)
            case Younger(fact, than):
                return _sure(self._younger(fact, than.number(self.at)))
            case Chosen(setting, value):
                return _sure(self.policy[setting] == value)
            case _:
                message = f"no such operator: {type(condition).__name__}"
                raise TypeError(message)

    def _is(self, condition: Is) -> Pair:
        values = condition.among(self.policy, self.at)
        if condition.fact in self.found:
            return _sure(self.found[condition.fact](values))
        fact = FACTS[condition.fact]
        if fact.name not in self.columns:
            value = self.constants[fact.name]
            return Pair(value != UNKNOWN and value in values, value != UNKNOWN and value not in values)
        return _bool_column(fact, values) if fact.kind == "bool" else _word_column(fact, values)

    def _before(self, left: Time, right: Time) -> Sql:
        if left.how == "fixed" and left.fixed == NEVER and right.fact in self.columns:
            there = f"t.{right.fact} <> {NEVER}"
            return f"({there} AND t.{right.fact} <= {self.at})" if right.how == "past" else f"({there})"
        earlier, later = self.time(left), self.time(right)
        if isinstance(earlier, int) and isinstance(later, int):
            return earlier < later
        return f"({earlier} < {later})"

    def time(self, time: Time) -> Moment | str:
        """Print a time, NEVER where it is not there."""
        if time.how == "at":
            return self.at
        if time.how == "fixed":
            return time.fixed
        if time.how == "first":
            return self._first([self.time(part) for part in time.parts])
        if time.how == "latest":
            return self._latest([self.time(part) for part in time.parts])
        if time.fact not in self.columns:
            given = int(self.constants[time.fact])
            return NEVER if time.how == "past" and given > self.at else given
        column = f"t.{time.fact}"
        return (
            f"(CASE WHEN {column} <= {self.at} THEN {column} ELSE {NEVER} END)"
            if time.how == "past"
            else column
        )

    def _first(self, times: list[Moment | str]) -> Moment | str:
        there = [time for time in times if time != NEVER]
        if not there or len(there) == 1 or isinstance(there[0], int):
            return there[0] if there else NEVER
        return f"(CASE WHEN {there[0]} <> {NEVER} THEN {there[0]} ELSE {self._first(there[1:])} END)"

    def _latest(self, times: list[Moment | str]) -> Moment | str:
        fixed = max((time for time in times if isinstance(time, int)), default=NEVER)
        printed = [time for time in times if isinstance(time, str)]
        if not printed:
            return fixed
        every = [*printed, *([str(fixed)] if fixed != NEVER else [])]
        return every[0] if len(every) == 1 else f"{most(self.dialect)}({', '.join(every)})"

    def _within(self, months: int | None, since: Time) -> Pair:
        if months is None:
            return Pair(holds=True, fails=False)
        term, begun = Term.before(self.at, months), self.time(since)
        if isinstance(begun, int):
            return Pair(term.holds(begun), begun != NEVER and not term.holds(begun))
        # Division instead of a remainder: `%` is a parameter mark in the PostgreSQL driver.
        gone = f"({begun} - {term.start})"
        clock = f"{gone} - {gone} / {DAY} * {DAY} >= {term.clock}"
        late = f"({begun} >= {term.start} AND ({begun} >= {term.free} OR {clock}))"
        holds = f"({begun} >= {term.start})" if term.plain else late
        return Pair(holds, f"({begun} <> {NEVER} AND NOT {holds})")

    def _younger(self, fact: str, than: int) -> Sql:
        if fact in self.columns:
            return f"(t.{fact} >= 0 AND t.{fact} < {than})"
        return 0 <= int(self.constants[fact]) < than


def _sure(holds: Sql) -> Pair:
    return Pair(holds, negated(holds))


def _bool_column(fact: Fact, values: tuple[Value, ...]) -> Pair:
    column = f"t.{fact.name}"
    false = f"({column} = 0)" if fact.can_be_unknown else f"({column} <> 1)"
    return Pair(f"({column} = 1)", false) if True in values else Pair(false, f"({column} = 1)")


def _word_column(fact: Fact, values: tuple[Value, ...]) -> Pair:
    column, words = f"t.{fact.name}", [str(value) for value in values]
    if fact.can_be_unknown:
        return Pair(_in(column, words), negated(_in(column, [*words, UNKNOWN])))
    every = [*words, UNKNOWN] if fact.silence in words else words
    return _sure(_in(column, every))


def _in(column: str, words: list[str]) -> Sql:
    # INVARIANT: only words of the closed vocabularies and country codes come here; none holds a quote.
    if not words:
        return False
    if len(words) == 1:
        return f"({column} = '{words[0]}')"
    return f"({column} IN ({', '.join(repr(word) for word in words)}))"


def negated(sql: Sql) -> Sql:
    """Print that it is not so."""
    return not sql if isinstance(sql, bool) else f"(NOT {sql})"


def both(*parts: Sql) -> Sql:
    """Print that every part is so."""
    if any(part is False for part in parts):
        return False
    return _joined([part for part in parts if isinstance(part, str)], " AND ", empty=True)


def either(*parts: Sql) -> Sql:
    """Print that at least one part is so."""
    if any(part is True for part in parts):
        return True
    return _joined([part for part in parts if isinstance(part, str)], " OR ", empty=False)


def _joined(parts: list[str], word: str, *, empty: bool) -> Sql:
    once = list(dict.fromkeys(parts))
    if len(once) > 1:
        return f"({word.join(once)})"
    return once[0] if once else empty


def choice(cases: list[tuple[Sql, int | str]], otherwise: int | str) -> int | str:
    """Print the value of the first case that is so."""
    branches: list[str] = []
    for when, value in cases:
        if when is True:
            otherwise = value
            break
        if isinstance(when, str):
            branches.append(f"WHEN {when} THEN {value}")
    return f"(CASE {' '.join(branches)} ELSE {otherwise} END)" if branches else otherwise


def most(dialect: Dialect) -> str:
    """Name the function that gives the greatest of several values."""
    return "max" if dialect == "sqlite" else "greatest"


def least(dialect: Dialect) -> str:
    """Name the function that gives the least of several values."""
    return "min" if dialect == "sqlite" else "least"


def total(parts: list[tuple[Sql, int]]) -> int | str:
    """Print the sum of the values whose truth is so."""
    fixed = sum(value for when, value in parts if when is True)
    printed = [f"CASE WHEN {when} THEN {value} ELSE 0 END" for when, value in parts if isinstance(when, str)]
    return f"({' + '.join([*printed, *([str(fixed)] if fixed else [])])})" if printed else fixed
