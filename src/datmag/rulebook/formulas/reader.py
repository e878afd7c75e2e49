"""Conditions without their third truth value: each as a pair of formulas, "it is true" and "it is false"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from datmag.moment import NEVER, Moment
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
from datmag.rulebook.fact import FACTS, UNKNOWN, Legal, Value
from datmag.rulebook.formulas.formula import Truth, Whole
from datmag.rulebook.formulas.graph import Graph, domain
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Dated
from datmag.rulebook.term import Term


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition without its third value: it is true, it is false; neither where it is not known."""

    holds: Truth
    fails: Truth


@dataclass(slots=True)
class Reader:
    """Reads conditions as pairs of formulas, each condition once.

    Args:
        found: formulas for the findings that obligations read, by name: whether the finding has some values.
    """

    policy: Policy
    graph: Graph
    constants: Mapping[str, Value]
    found: dict[str, Callable[[tuple[Value, ...]], Truth]] = field(default_factory=dict)
    known: dict[int, tuple[Condition, Pair]] = field(default_factory=dict)

    def holds(self, condition: Condition) -> Truth:
        """Give whether a condition is true."""
        return self.pair(condition).holds

    def pair(self, condition: Condition) -> Pair:
        """Give whether a condition is true, and whether it is false."""
        known = self.known.get(id(condition))
        if known is None:
            known = self.known[id(condition)] = (condition, self._sealed(self._pair(condition)))
        return known[1]

    def _sealed(self, pair: Pair) -> Pair:
        graph = self.graph
        holds = graph.sealed(pair.holds)
        opposed = graph.opposite(pair.holds) is pair.fails
        return Pair(holds, graph.opposite(holds) if opposed else graph.sealed(pair.fails))

    def in_force(self, rule: Dated) -> Truth:
        """Give whether a rule is in force at the moment of sending."""
        graph, now = self.graph, self.graph.now()
        ended = False if rule.until is None else graph.opposite(graph.less(now, rule.until))
        return graph.every(graph.opposite(graph.less(now, rule.since)), graph.opposite(ended))

    def time(self, time: Time) -> Whole:
        """Give a time, NEVER where it is not there."""
        graph = self.graph
        if time.how == "at":
            return graph.now()
        if time.how == "fixed":
            return time.fixed
        if time.how == "latest":
            return graph.most(*map(self.time, time.parts))
        if time.how == "first":
            return self._first([self.time(part) for part in time.parts])
        given = self._moment(time.fact)
        if time.how == "fact":
            return given
        return graph.choice([(graph.less(graph.now(), given), NEVER)], given)

    def _moment(self, fact: str) -> Whole:
        return int(self.constants[fact]) if fact in self.constants else self.graph.number(fact)

    def _first(self, times: list[Whole]) -> Whole:
        first, *others = times
        return (
            self.graph.choice([(self.graph.less(NEVER, first), first)], self._first(others))
            if others
            else first
        )

    def _pair(self, condition: Condition) -> Pair:  # noqa: PLR0911  (one return an operator)
        graph = self.graph
        match condition:
            case Is():
                return self._is(condition)
            case All(parts):
                pairs = [self.pair(part) for part in parts]
                return Pair(graph.every(*(p.holds for p in pairs)), graph.either(*(p.fails for p in pairs)))
            case Some(parts):
                pairs = [self.pair(part) for part in parts]
                return Pair(graph.either(*(p.holds for p in pairs)), graph.every(*(p.fails for p in pairs)))
            case Not(part):
                inner = self.pair(part)
                return Pair(inner.fails, inner.holds)
            case Surely(part):
                return self._sure(self.holds(part))
            case Before(left, right):
                return self._sure(self._before(left, right))
            case Within(setting, since):
                return self._within(self.policy.months(setting), self.time(since))
            case Younger(fact, than):
                age = self._moment(fact)
                return self._sure(self._by_period(than.periods, lambda n: self._below(age, n)))
            case Chosen(setting, value):
                return self._sure(self.policy[setting] == value)
            case _:
                message = f"no such operator: {type(condition).__name__}"
                raise TypeError(message)

    def _sure(self, holds: Truth) -> Pair:
        return Pair(holds, self.graph.opposite(holds))

    def _below(self, number: Whole, than: Legal) -> Truth:
        graph = self.graph
        known = graph.opposite(graph.less(number, 0))
        return graph.every(known, graph.less(number, than if isinstance(than, int) else 0))

    def _by_period(
        self, periods: Sequence[tuple[Moment, Legal, str]], made: Callable[[Legal], Truth]
    ) -> Truth:
        """Give a truth that depends on a parameter of the law, by what is known of the moment."""
        graph, now = self.graph, self.graph.now()
        ways: list[Truth] = []
        for index, (since, value, _) in enumerate(periods):
            begun = True if index == 0 else graph.opposite(graph.less(now, since))
            over = (
                False if index + 1 == len(periods) else graph.opposite(graph.less(now, periods[index + 1][0]))
            )
            during = graph.every(begun, graph.opposite(over))
            if during is not False:
                ways.append(graph.every(during, made(value)))
        return graph.either(*ways)

    def _is(self, condition: Is) -> Pair:
        parameter = condition.parameter
        if parameter:
            holds = self._by_period(
                parameter.periods,
                lambda words: self._one_of(condition.fact, () if isinstance(words, int) else words).holds,
            )
            return self._sure(holds)
        values = self.policy.words(condition.setting) if condition.setting else condition.values
        if condition.fact in self.found:
            return self._sure(self.found[condition.fact](values))
        return self._one_of(condition.fact, values)

    def _one_of(self, name: str, values: tuple[Value, ...]) -> Pair:
        graph, fact = self.graph, FACTS[name]
        if name in self.constants:
            value = self.constants[name]
            return Pair(value != UNKNOWN and value in values, value != UNKNOWN and value not in values)
        holds = graph.among(name, values)
        whole = domain(fact)
        if UNKNOWN not in whole:
            return Pair(holds, graph.opposite(holds))
        return Pair(holds, graph.among(name, (value for value in whole if value not in {*values, UNKNOWN})))

    def _before(self, left: Time, right: Time) -> Truth:
        graph = self.graph
        if right.how == "past":
            given = self._moment(right.fact)
            return graph.every(graph.opposite(graph.less(graph.now(), given)), self._sooner(left, given))
        return self._sooner(left, self.time(right))

    def _sooner(self, left: Time, than: Whole) -> Truth:
        graph = self.graph
        if left.how != "past":
            return graph.less(self.time(left), than)
        given = self._moment(left.fact)
        sooner = graph.either(graph.less(given, than), graph.less(graph.now(), given))
        return graph.every(graph.less(NEVER, than), sooner)

    def _within(self, months: int | None, since: Whole) -> Pair:
        graph = self.graph
        if months is None:
            return Pair(holds=True, fails=False)
        if since == NEVER:
            return Pair(holds=False, fails=False)
        if isinstance(since, int) and graph.at is not None:
            holds: Truth = Term.before(graph.at, months).holds(since)
        else:
            holds = graph.lasts(months, since)
        return Pair(holds, graph.every(graph.less(NEVER, since), graph.opposite(holds)))
