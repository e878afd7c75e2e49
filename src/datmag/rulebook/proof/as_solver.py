"""Formulas as terms of the solver z3, over the facts of any case at all, so that what holds for every case can be proved.

A word, a truth or a country is one switch per value, a time or an age a whole number, what the verdict counts a
word of 16 bits. A term of months is an unknown truth of which only what holds at every moment of sending is
said; where that moment is fixed it is exact (`exactly`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any

from datmag.errors import DatmagError
from datmag.moment import NEVER, Moment, parse
from datmag.rulebook.fact import FACTS, UNKNOWN_NUMBER, Fact, Value
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
    Formula,
    Lasts,
    Least,
    Less,
    Most,
    Now,
    Number,
    Opposite,
    Quotient,
    Remainder,
    Scaled,
    Total,
    Truth,
    Whole,
    nodes_of,
)
from datmag.rulebook.formulas.graph import domain
from datmag.rulebook.settings import Settled
from datmag.rulebook.term import Term
from datmag.words import Text

__all__ = ["FIRST", "LAST", "Settles", "SolverMissingError", "Terms", "Variables", "exactly", "z3"]

FIRST: Moment = parse("1990-01-01T00:00:00+00:00")
LAST: Moment = parse("2199-12-31T23:59:59+00:00")
"""A case is sent between these moments, as `Case` asks."""
_OLDEST = 130
_BITS = 16
_NOWHERE_NAMED = "US"


class SolverMissingError(DatmagError):
    """The solver is not installed."""


@cache
def z3() -> Any:  # noqa: ANN401  (a module without types)
    """Give the solver's module.

    Raises:
        SolverMissingError: it is not installed.
    """
    try:
        return import_module("z3")
    except ImportError:
        raise SolverMissingError(
            Text(
                "bewijzen vraagt de oplosser z3, en die is er niet: installeer `datmag[proof]` (of `z3-solver`)",
                "proofs need the solver z3, which is not here: install `datmag[proof]` (or `z3-solver`)",
            )
        ) from None


@dataclass(frozen=True, slots=True, eq=False)
class Settles(Formula):
    """An organisation's own policy, any at all, settles a disputed point so."""

    policy: str
    setting: str
    value: Settled


@dataclass(frozen=True, slots=True)
class Variables:
    """The facts of any case: each value of a word or truth a switch, each time, age and country a number."""

    switches: Mapping[str, Mapping[Value, Any]]
    numbers: Mapping[str, Any]

    @classmethod
    def of(cls, mark: str = "") -> "Variables":
        """Make variables for every fact; `mark` tells those of one case from those of another."""
        solver = z3()
        switches = {
            name: {value: solver.Bool(f"{name}={value}{mark}") for value in domain(fact)}
            for name, fact in FACTS.items()
            if domain(fact)
        }
        numbers = {name: solver.Int(f"{name}{mark}") for name in FACTS if name not in switches}
        return cls(switches, numbers)

    def sent_at(self, at: Moment) -> "Variables":
        """Give the same variables for cases that are sent at one moment."""
        return Variables(self.switches, {**self.numbers, "at": z3().IntVal(at)})

    def pairs(self, other: "Variables", facts: Iterable[str]) -> list[tuple[Any, Any]]:
        """Pair the variables of some facts with those of another case, to put these in their place."""
        found: list[tuple[Any, Any]] = []
        for fact in facts:
            if fact in self.numbers:
                found.append((self.numbers[fact], other.numbers[fact]))
            else:
                theirs = other.switches[fact]
                found.extend((one, theirs[value]) for value, one in self.switches[fact].items())
        return found

    def possible(self) -> list[Any]:
        """Say what every case keeps to: one value a fact, ages and times that can be."""
        solver = z3()
        at = self.numbers["at"]
        told: list[Any] = [at >= FIRST, at <= LAST]
        told += [solver.PbEq([(way, 1) for way in ways.values()], 1) for ways in self.switches.values()]
        for name, number in self.numbers.items():
            told += _range(FACTS[name], number)
        return told

    def has(self, fact: str, value: Value, countries: list[str]) -> Any:  # noqa: ANN401  (a term)
        """Say that a fact has a value; a country is its place in `countries`, where a new one is added."""
        if fact in self.switches:
            return self.switches[fact][value]
        if FACTS[fact].kind != "country":
            return self.numbers[fact] == int(value)
        if value not in countries:
            countries.append(str(value))
        return self.numbers[fact] == countries.index(str(value))

    def read(self, model: Any, fact: str, countries: list[str]) -> Value:  # noqa: ANN401  (a model)
        """Give the value of a fact in the case that a model of the solver describes."""
        if fact in self.switches:
            ways = self.switches[fact].items()
            return next(value for value, one in ways if model.eval(one, model_completion=True))
        number: int = model.eval(self.numbers[fact], model_completion=True).as_long()
        if FACTS[fact].kind != "country":
            return number
        return countries[number] if number < len(countries) else _elsewhere(countries)


def _range(fact: Fact, number: Any) -> list[Any]:  # noqa: ANN401  (a term)
    if fact.kind == "country":
        return [number >= 0]
    if fact.kind == "number":
        return [number >= UNKNOWN_NUMBER, number <= _OLDEST]
    return [number >= NEVER]


def _elsewhere(named: list[str]) -> str:
    """Give a country that no rule names."""
    letters = "USABCDEFGHIJKLMNOPQRTVWXYZ"
    codes = (_NOWHERE_NAMED, *(first + second for first in letters for second in letters))
    return next(code for code in codes if code not in named)


@dataclass(slots=True)
class Terms:
    """Turns formulas into terms over some variables, each formula once.

    Args:
        variables: the facts.
        countries: the countries named so far.
        made: terms by formula.
        lasting: the terms of months met so far: (months, since, the truth that it lasts).
    """

    variables: Variables
    countries: list[str] = field(default_factory=lambda: ["NL"])
    made: dict[Formula, Any] = field(default_factory=dict)
    lasting: list[tuple[int, Any, Any]] = field(default_factory=list)

    def truth(self, node: Truth) -> Any:  # noqa: ANN401  (a term)
        """Give a truth as a term."""
        return z3().BoolVal(node) if isinstance(node, bool) else self._term(node)

    def whole(self, node: Whole) -> Any:  # noqa: ANN401  (a term)
        """Give what the verdict counts as a term of 16 bits."""
        return z3().BitVecVal(node, _BITS) if isinstance(node, int) else self._term(node)

    def moment(self, node: Whole) -> Any:  # noqa: ANN401  (a term)
        """Give a time or an age as a term."""
        return z3().IntVal(node) if isinstance(node, int) else self._term(node)

    def axioms(self) -> list[Any]:
        """Say of the terms of months what holds at every moment of sending.

        A term that began at `at` or later lasts; one that never began does not; a longer one lasts as long as a
        shorter one with the same beginning.
        """
        solver, at = z3(), self.variables.numbers["at"]
        told: list[Any] = []
        for months, since, lasts in self.lasting:
            told += [
                solver.Implies(since >= at, lasts),
                solver.Implies(since == NEVER, solver.Not(lasts)),
                *(
                    solver.Implies(lasts, longer)
                    for more, begun, longer in self.lasting
                    if more > months and begun.eq(since)
                ),
            ]
        return told

    def _term(self, node: Formula) -> Any:  # noqa: ANN401  (a term)
        # What is used comes before what uses it, so no call goes deep.
        for part in nodes_of(node) if node not in self.made else ():
            if part not in self.made:
                self.made[part] = self._made(part)
        return self.made[node]

    def _made(self, node: Formula) -> Any:  # noqa: ANN401, PLR0911  (a term; one return a kind)
        solver, variables = z3(), self.variables
        match node:
            case Among(fact, values):
                return solver.Or([variables.has(fact, value, self.countries) for value in values])
            case Less(left, right):
                return self.moment(left) < self.moment(right)
            case Lasts(months, since):
                return self.lasts(months, self.moment(since))
            case Every(parts):
                return solver.And([self.made[part] for part in parts])
            case Either(parts):
                return solver.Or([self.made[part] for part in parts])
            case Opposite(part):
                return solver.Not(self.made[part])
            case Now():
                return variables.numbers["at"]
            case Number(fact):
                return variables.numbers[fact]
            case Settles(policy, setting, value):
                return solver.Bool(f"{policy}: {setting}={value}")
            case _:
                return self._counted(node) if not _is_time(node) else self._timed(node)

    def lasts(self, months: int, since: Any) -> Any:  # noqa: ANN401  (a term)
        """Say that a term of months still lasts."""
        solver = z3()
        whole = solver.IntSort()
        function = solver.Function(f"lasts {months} months", whole, whole, solver.BoolSort())
        lasts = function(since, self.variables.numbers["at"])
        self.lasting.append((months, since, lasts))
        return lasts

    def _timed(self, node: Formula) -> Any:  # noqa: ANN401  (a term)
        solver = z3()
        match node:
            case Choice(cases, otherwise):
                found = self.moment(otherwise)
                for when, value in reversed(cases):
                    found = solver.If(self.made[when], self.moment(value), found)
                return found
            case Most(parts):
                found, *more = map(self.moment, parts)
                for one in more:
                    found = solver.If(found < one, one, found)
                return found
            case _:
                raise _no_term(node)

    def _counted(self, node: Formula) -> Any:  # noqa: ANN401  (a term)
        solver = z3()
        match node:
            case Choice(cases, otherwise):
                found = self.whole(otherwise)
                for when, value in reversed(cases):
                    found = solver.If(self.made[when], self.whole(value), found)
                return found
            case Total(parts, fixed):
                found = self.whole(fixed)
                for when, weight in parts:
                    found += solver.If(self.made[when], self.whole(weight), self.whole(0))
                return found
            case Least(parts):
                found, *more = map(self.whole, parts)
                for one in more:
                    found = solver.If(solver.ULT(one, found), one, found)
                return found
            case Scaled(number, times, plus):
                return (self.whole(number) << _exponent(times)) + self.whole(plus)
            case Quotient(number, divisor):
                return solver.LShR(self.whole(number), _exponent(divisor))
            case Remainder(number, divisor):
                return self.whole(number) & self.whole(divisor - 1)
            case _:
                raise _no_term(node)


def _is_time(node: Formula) -> bool:
    """Tell a choice between times from a choice between numbers of the verdict."""
    match node:
        case Number() | Now():
            return True
        case Most(parts):
            return any(isinstance(part, Formula) and _is_time(part) for part in parts)
        case Choice(cases, otherwise):
            values = (*(value for _, value in cases), otherwise)
            return any(_is_time(one) if isinstance(one, Formula) else one == NEVER for one in values)
        case _:
            return False


def exactly(lasting: Iterable[tuple[int, Any, Any]], at: Moment) -> list[Any]:
    """Say which terms of months last at a fixed moment of sending.

    Near the end of a month some days of another month are cut down to one (see `Term`); what began on these is
    left aside, for its clock time would matter.
    """
    solver = z3()
    told: list[Any] = []
    for months, since, lasts in lasting:
        term = Term.before(at, months)
        begins = term.start if term.plain else max(term.start, term.free)
        told.append(lasts == (since >= begins))
        if begins != term.start:
            told.append(solver.Or(since < term.start, since >= begins))
    return told


def _exponent(number: int) -> int:
    """Give the power of two that a number of the verdict's arithmetic is; the solver shifts sooner than it divides."""
    exponent = number.bit_length() - 1
    if number != 1 << exponent:
        message = f"the solver shifts by powers of two, and {number} is none"
        raise ValueError(message)
    return exponent


def _no_term(node: Formula) -> TypeError:
    return TypeError(f"the solver has no term for {type(node).__name__}")
