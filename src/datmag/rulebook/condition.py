"""The expression language of the rules: nine operators over facts, with unknown as a third truth value.

A condition is a frozen value. It is read by `truth` here, by the SQL printer, and as a list by `rules list`.
A legal question is never answered by Python's own `and`, `or`, `not` or `if`: a condition has no bool.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from datmag.moment import NEVER, Moment, iso
from datmag.rulebook.fact import FACTS, UNKNOWN, Parameter, Value
from datmag.rulebook.policy import Policy
from datmag.rulebook.term import Term

Truth = Literal[1, 0, -1]
TRUE: Truth = 1
FALSE: Truth = 0
NOT_KNOWN: Truth = -1


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a condition. Absent is NEVER, which is earlier than every other time.

    Args:
        how: `fact` as recorded; `past` as far as it has happened by `at`, else NEVER; `at` itself; `fixed`;
            `first` the first of the parts that is there; `latest` the latest of the parts.
    """

    how: Literal["fact", "past", "at", "fixed", "first", "latest"]
    fact: str = ""
    fixed: Moment = NEVER
    parts: tuple["Time", ...] = ()

    def facts(self) -> Iterator[str]:
        """Name the facts that this time is read from."""
        if self.fact:
            yield self.fact
        for part in self.parts:
            yield from part.facts()

    def json(self) -> object:
        """Give it as a list for `rules list`."""
        if self.how == "fixed":
            return "never" if self.fixed == NEVER else iso(self.fixed)
        if self.how in {"at", "fact"}:
            return self.fact or "at"
        return [self.how, *([self.fact] if self.fact else [part.json() for part in self.parts])]


AT = Time("at")
NOT_EVER = Time("fixed")


def recorded(fact: str) -> Time:
    """A time as recorded, also when it lies after `at`."""
    return Time("fact", fact)


def past(fact: str) -> Time:
    """A time as far as it has happened: later than `at` counts as not there."""
    return Time("past", fact)


def fixed(at: Moment) -> Time:
    """A moment that the law names."""
    return Time("fixed", fixed=at)


def first_known(*parts: Time) -> Time:
    """The first of these times that is there."""
    return Time("first", parts=parts)


def latest(*parts: Time) -> Time:
    """The latest of these times."""
    return Time("latest", parts=parts)


@dataclass(frozen=True, slots=True)
class Condition:
    """A question about a case: true, false, or not known."""

    def __bool__(self) -> NoReturn:
        """Refuse: `and`, `or`, `not` and `if` on a condition are mistakes; write `&`, `|`, `~`."""
        message = "a condition has no truth without a case: use &, |, ~ and truth()"
        raise TypeError(message)

    def __and__(self, other: "Condition") -> "Condition":
        """Both hold."""
        return All((self, other))

    def __or__(self, other: "Condition") -> "Condition":
        """At least one holds."""
        return Some((self, other))

    def __invert__(self) -> "Condition":
        """It is false; not known stays not known."""
        return Not(self)


@dataclass(frozen=True, slots=True)
class Is(Condition):
    """The fact has one of these values; a setting of the policy or a parameter of the law may list them instead."""

    fact: str
    values: tuple[Value, ...] = ()
    setting: str = ""
    parameter: Parameter | None = None

    def among(self, policy: Policy, at: Moment) -> tuple[Value, ...]:
        """Give the values that count under a policy at a moment."""
        if self.parameter:
            return self.parameter.words(at)
        return policy.words(self.setting) if self.setting else self.values


@dataclass(frozen=True, slots=True)
class Chosen(Condition):
    """The policy gives this setting this value."""

    setting: str
    value: str


@dataclass(frozen=True, slots=True)
class Younger(Condition):
    """The fact is a number on record below a parameter; a number not on record is not below it."""

    fact: str
    than: Parameter


@dataclass(frozen=True, slots=True)
class Before(Condition):
    """One time is earlier than another; equal is not earlier. Never not known."""

    left: Time
    right: Time


@dataclass(frozen=True, slots=True)
class Within(Condition):
    """The term of a setting, begun at `since`, still holds at `at`; not known where `since` is not there."""

    setting: str
    since: Time


@dataclass(frozen=True, slots=True)
class All(Condition):
    """All parts hold; none is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some(Condition):
    """At least one part holds; none is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part is false."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Surely(Condition):
    """The part is true; false where it is false or not known. Never not known."""

    part: Condition


ALWAYS: Condition = All(())
NEVER_SO: Condition = Some(())


def is_(fact: str, *values: Value) -> Condition:
    """The fact has one of these values; without values: a bool fact is true."""
    return Is(fact, values or (True,))


def there(time: Time) -> Condition:
    """The time is there."""
    return Before(NOT_EVER, time)


def not_later(left: Time, right: Time) -> Condition:
    """One time is earlier than or equal to another."""
    return Not(Before(right, left))


@dataclass(frozen=True, slots=True)
class Reading:
    """One case read under one policy.

    Args:
        facts: the case's facts.
        at: the intended moment of sending.
        policy: how the disputed points are settled.
        found: what the verdict has found so far, as more facts.
        known: answers given so far, by identity of the condition, which is kept so that it stays itself.
    """

    facts: Mapping[str, Value]
    at: Moment
    policy: Policy
    found: Mapping[str, Value]
    known: dict[int, tuple[Condition, Truth]] = field(default_factory=dict, compare=False)

    def value(self, fact: str) -> Value:
        """Give the value of a fact, or of a finding."""
        return self.facts[fact] if fact in self.facts else self.found[fact]

    def moment(self, time: Time) -> Moment:
        """Give a time as a moment, NEVER where it is not there."""
        if time.how == "at":
            return self.at
        if time.how == "fixed":
            return time.fixed
        if time.how == "first":
            return next((t for t in map(self.moment, time.parts) if t != NEVER), NEVER)
        if time.how == "latest":
            return max(map(self.moment, time.parts))
        given = int(self.facts[time.fact])
        return NEVER if time.how == "past" and given > self.at else given


def truth(condition: Condition, reading: Reading) -> Truth:
    """Tell whether a condition holds in a case: TRUE, FALSE or NOT_KNOWN (Kleene's three values)."""
    if isinstance(condition, Is):
        return _is(condition, reading)
    known = reading.known.get(id(condition))
    if known is None:
        known = reading.known[id(condition)] = (condition, _truth(condition, reading))
    return known[1]


def _truth(condition: Condition, reading: Reading) -> Truth:  # noqa: PLR0911  (one return an operator)
    match condition:
        case All(parts):
            return _decided(parts, reading, by=FALSE, otherwise=TRUE)
        case Some(parts):
            return _decided(parts, reading, by=TRUE, otherwise=FALSE)
        case Not(part):
            return _NOT[truth(part, reading)]
        case Surely(part):
            return TRUE if truth(part, reading) == TRUE else FALSE
        case Before(left, right):
            return TRUE if reading.moment(left) < reading.moment(right) else FALSE
        case Within(setting, since):
            return _within(reading.policy.months(setting), reading.moment(since), reading.at)
        case Younger(fact, than):
            return TRUE if 0 <= int(reading.value(fact)) < than.number(reading.at) else FALSE
        case Chosen(setting, value):
            return TRUE if reading.policy[setting] == value else FALSE
        case _:
            message = f"no such operator: {type(condition).__name__}"
            raise TypeError(message)


def _decided(parts: tuple[Condition, ...], reading: Reading, *, by: Truth, otherwise: Truth) -> Truth:
    """Give `by` where one part has it, else not known where one part is, else `otherwise`."""
    answer = otherwise
    for part in parts:
        found = truth(part, reading)
        if found == by:
            return by
        if found == NOT_KNOWN:
            answer = NOT_KNOWN
    return answer


_NOT: dict[Truth, Truth] = {TRUE: FALSE, FALSE: TRUE, NOT_KNOWN: NOT_KNOWN}


def _is(condition: Is, reading: Reading) -> Truth:
    value = reading.value(condition.fact)
    if value == UNKNOWN:
        return NOT_KNOWN
    return TRUE if value in condition.among(reading.policy, reading.at) else FALSE


def _within(months: int | None, since: Moment, at: Moment) -> Truth:
    if months is None:
        return TRUE
    if since == NEVER:
        return NOT_KNOWN
    return TRUE if Term.before(at, months).holds(since) else FALSE


def facts_of(condition: Condition) -> Iterator[str]:
    """Name the facts that a condition reads, as they come."""
    match condition:
        case Is(fact=fact) | Younger(fact=fact):
            yield fact
        case All(parts) | Some(parts):
            for part in parts:
                yield from facts_of(part)
        case Not(part) | Surely(part):
            yield from facts_of(part)
        case Before(left, right):
            yield from left.facts()
            yield from right.facts()
        case Within(since=since):
            yield from since.facts()
        case _:
            return


def decisive(condition: Condition, reading: Reading) -> Iterator[str]:
    """Name the facts that give a condition its truth value in this case.

    Where it is not known these are facts that nobody knows, each of them really needed.
    """
    value = truth(condition, reading)
    match condition:
        case All(parts) | Some(parts):
            for part in parts:
                if truth(part, reading) == value:
                    yield from decisive(part, reading)
        case Not(part):
            yield from decisive(part, reading)
        case Within(since=since) if value == NOT_KNOWN:
            yield from (fact for fact in since.facts() if FACTS[fact].askable)
        case _:
            yield from facts_of(condition)


def as_list(condition: Condition) -> object:  # noqa: PLR0911  (one return an operator)
    """Give a condition as nested lists for `rules list`."""
    match condition:
        case Is(fact, values, setting, parameter):
            named = f"setting:{setting}" if setting else f"parameter:{parameter.id}" if parameter else ""
            return ["is", fact, named or list(values)]
        case All(parts):
            return ["all", *map(as_list, parts)]
        case Some(parts):
            return ["some", *map(as_list, parts)]
        case Not(part):
            return ["not", as_list(part)]
        case Surely(part):
            return ["surely", as_list(part)]
        case Before(left, right):
            return ["before", left.json(), right.json()]
        case Within(setting, since):
            return ["within", f"setting:{setting}", since.json()]
        case Younger(fact, than):
            return ["below", fact, f"parameter:{than.id}"]
        case Chosen(setting, value):
            return ["chosen", f"setting:{setting}", value]
        case _:
            message = f"no such operator: {type(condition).__name__}"
            raise TypeError(message)
