"""From a rulebook to formulas: the verdict under one policy, step by step as in `decision.md`, section 3.

`verdict.judge` is the reference; this is the same law without its third truth value. Every machine reader
(Python, SQL, the solver, the exports) prints what is made here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from datmag.moment import NEVER, Moment
from datmag.rulebook.condition import (
    ALWAYS,
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
from datmag.rulebook.formula import Truth, Whole
from datmag.rulebook.graph import Graph, domain
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Block, Dated, Ground, Misuse, Objection, Requirement, Rulebook
from datmag.rulebook.term import Term
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.rulebook.verdict import BLOCKED, GROUNDLESS, OBJECTED

UNKNOWN_FACT = REASONS.index("unknown_fact")
# The distance to a ground, its rank in a tie and its first code travel as one number: the least is closest.
_RANKS = 16
_CODES = 64
_NONE_BEGUN = (GROUNDLESS * _RANKS + _RANKS - 1) * _CODES + REASONS.index("no_ground")


@dataclass(frozen=True, slots=True)
class Pair:
    """A condition without its third value: it is true, it is false; neither where it is not known."""

    holds: Truth
    fails: Truth


@dataclass(frozen=True, slots=True)
class Try:
    """A ground: whether it is tested, whether all it requires is so, how many requirements fail, the first code."""

    ground: Ground
    tested: Truth
    whole: Truth
    count: Whole
    code: Whole


@dataclass(frozen=True, slots=True)
class Answers:
    """The verdict as formulas, in the words of `Decision.row`.

    Args:
        permitted, review: truths.
        ground: index in GROUNDS, -1 on a denial.
        grounds: bits by GROUNDS, of a denial too.
        reason: index in REASONS, -1 on a permit.
        obligations: bits by OBLIGATIONS, 0 on a denial.
        misses: how many failed conditions lie between the case and a permit.
        released: the message goes out as no marketing.
        no_stands: an objection or a withdrawal stands.
        stopped: a block stops every message.
        held: per ground of a marketing message (by name), whether it carries it.
        asked: per obligation, whether some rule asks it.
        conflict: two releases that give different grounds hold at once.
        begun_noes: per No that has exceptions, whether it would stand without them.
    """

    permitted: Truth
    review: Truth
    ground: Whole
    grounds: Whole
    reason: Whole
    obligations: Whole
    misses: Whole
    released: Truth
    no_stands: Truth
    stopped: Truth
    held: Mapping[str, Truth]
    asked: Mapping[str, Truth]
    conflict: Truth
    begun_noes: tuple[Truth, ...]


def lower(book: Rulebook, policy: Policy, graph: Graph, constants: Mapping[str, Value]) -> Answers:
    """Give the verdict of a rulebook under a policy.

    Args:
        book: the rules.
        policy: how the disputed points are settled.
        graph: makes the nodes; what it knows of the moment of sending is folded.
        constants: the facts that are the same for every case, folded as well.
    """
    judged = _Verdict(book, Reader(policy, graph, constants))
    if policy.settings == POLICIES["strict"].settings:
        return judged.answers(judged.permitted)
    return judged.answers(_Verdict(book, Reader(POLICIES["strict"], graph, constants)).permitted)


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
            known = self.known[id(condition)] = (condition, self._pair(condition))
        return known[1]

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
        if not times:
            return NEVER
        return self.graph.choice([(self.graph.less(NEVER, times[0]), times[0])], self._first(times[1:]))

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
        if left.how == "fixed" and left.fixed == NEVER and right.how == "past":
            given = self._moment(right.fact)
            return graph.every(graph.less(NEVER, given), graph.opposite(graph.less(graph.now(), given)))
        if left.how == "past":
            given, than = self._moment(left.fact), self.time(right)
            return self._as_past(given, graph.less(given, than), graph.less(NEVER, than))
        if right.how == "past":
            given, than = self._moment(right.fact), self.time(left)
            return self._as_past(given, graph.less(than, given), graph.less(than, NEVER))
        return graph.less(self.time(left), self.time(right))

    def _as_past(self, given: Whole, happened: Truth, not_yet: Truth) -> Truth:
        graph = self.graph
        later = graph.less(graph.now(), given)
        return graph.either(graph.every(graph.opposite(later), happened), graph.every(later, not_yet))

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


@dataclass(slots=True)
class _Verdict:
    """The verdict under one policy; each field is one step and rests on those above it."""

    book: Rulebook
    reader: Reader
    blocks: list[tuple[Truth, int]] = field(init=False)
    stopped: Truth = field(init=False)
    releases: list[tuple[Truth, int]] = field(init=False)
    released: Truth = field(init=False)
    objections: list[tuple[Truth, int]] = field(init=False)
    tries: list[Try] = field(init=False)
    held: list[tuple[str, Truth]] = field(init=False)
    any_held: Truth = field(init=False)
    duties: list[Requirement] = field(init=False)
    permitted: Truth = field(init=False)

    def __post_init__(self) -> None:
        """Take the steps."""
        graph, book = self.reader.graph, self.book
        self.blocks = self._coded(book.blocks)
        everything = [rule.everything for rule in book.blocks]
        self.stopped = graph.either(
            *(when for (when, _), whole in zip(self.blocks, everything, strict=True) if whole)
        )
        self.releases = [(self._so(rule, rule.when), GROUNDS.index(rule.ground)) for rule in book.releases]
        self.released = graph.every(
            graph.opposite(self.stopped), graph.either(*(when for when, _ in self.releases))
        )
        self.objections = self._coded(book.objections)
        self.tries = [self._try(ground) for ground in book.grounds]
        marketing = graph.every(
            *(graph.opposite(when) for when, _ in (*self.blocks, *self.releases, *self.objections))
        )
        self.held = [
            (one.ground.name, graph.every(marketing, one.tested, one.whole))
            for one in sorted(self.tries, key=lambda one: GROUNDS.index(one.ground.name))
        ]
        self.any_held = graph.either(*(when for _, when in self.held))
        self.duties = [duty.requirement for duty in book.duties if self.reader.in_force(duty) is not False]
        carried = graph.every(
            marketing,
            *(self._met(duty.requirement, duty) for duty in book.duties),
            graph.either(*(graph.every(one.tested, one.whole) for one in self.tries)),
        )
        self.permitted = graph.either(self.released, carried)

    def answers(self, strict_permits: Truth) -> Answers:
        """Give the answers, once it is known whether the strict policy permits."""
        graph = self.reader.graph
        asked = self._obligations(strict_permits)
        bits = graph.total((when, 1 << OBLIGATIONS.index(code)) for code, when in asked.items())
        held = [(when, GROUNDS.index(name)) for name, when in self.held]
        releases = [(graph.every(graph.opposite(self.stopped), when), one) for when, one in self.releases]
        carrying = graph.choice([*releases, *held], -1)
        owed = self._owed()
        closest = self._closest()
        return Answers(
            permitted=self.permitted,
            review=graph.every(self.permitted, asked["review"]),
            ground=graph.choice([(graph.opposite(self.permitted), -1)], carrying),
            grounds=graph.choice(
                [(when, 1 << one) for when, one in releases],
                graph.total((when, 1 << one) for when, one in held),
            ),
            reason=self._reason(closest),
            obligations=graph.choice([(graph.opposite(self.permitted), 0)], bits),
            misses=self._misses(closest, owed),
            released=self.released,
            no_stands=graph.either(*(when for when, _ in self.objections)),
            stopped=self.stopped,
            held={name: graph.either(*(w for n, w in self.held if n == name)) for name, _ in self.held},
            asked=asked,
            conflict=self._conflict(),
            begun_noes=tuple(self._so(rule, rule.when) for rule in self.book.objections if rule.unless),
        )

    def _coded(self, rules: Iterable[Block | Objection]) -> list[tuple[Truth, int]]:
        return [(self._so(rule, rule.applies), REASONS.index(rule.code)) for rule in rules]

    def _so(self, rule: Dated, condition: Condition) -> Truth:
        in_force = self.reader.in_force(rule)
        return in_force is not False and self.reader.graph.every(in_force, self.reader.holds(condition))

    def _asked(self, need: Requirement) -> Truth:
        return need.asked is ALWAYS or self.reader.holds(need.asked)

    def _met(self, need: Requirement, rule: Dated) -> Truth:
        graph = self.reader.graph
        due = graph.every(self.reader.in_force(rule), self._asked(need))
        return graph.either(graph.opposite(due), self.reader.holds(need.holds))

    def _try(self, ground: Ground) -> Try:
        graph, holds = self.reader.graph, self.reader.holds
        begun = self._so(ground, ground.begun)
        lifted = False if ground.name == "consent" else holds(self.book.lifted)
        needs = sorted(ground.requirements, key=lambda need: REASONS.index(need.code))
        asked = [(self._asked(need), need) for need in needs]
        return Try(
            ground,
            graph.every(begun, graph.opposite(lifted)),
            graph.every(*(graph.either(graph.opposite(due), holds(need.holds)) for due, need in asked)),
            graph.total((graph.every(due, graph.opposite(holds(need.holds))), 1) for due, need in asked),
            graph.choice(
                [
                    (graph.every(due, self.reader.pair(need.holds).fails), REASONS.index(need.code))
                    for due, need in asked
                ],
                UNKNOWN_FACT,
            ),
        )

    def _closest(self) -> Whole:
        graph = self.reader.graph
        keys: list[Whole] = []
        for one in self.tries:
            key = graph.scaled(graph.scaled(one.count, _RANKS, one.ground.rank), _CODES, one.code)
            keys.append(
                graph.choice([(graph.every(one.tested, graph.opposite(one.whole)), key)], _NONE_BEGUN)
            )
        return graph.least(*keys, _NONE_BEGUN)

    def _owed(self) -> Whole:
        graph = self.reader.graph
        return graph.total(
            (graph.opposite(self._met(duty.requirement, duty)), 1) for duty in self.book.duties
        )

    def _reason(self, closest: Whole) -> Whole:
        graph = self.reader.graph
        groundless = graph.opposite(self.any_held)
        misuses = [(self._misused(rule), REASONS.index(rule.code)) for rule in self.book.misuses]
        owed = [
            (
                graph.every(
                    self.reader.in_force(duty),
                    self._asked(duty.requirement),
                    self.reader.pair(duty.requirement.holds).fails,
                ),
                REASONS.index(duty.requirement.code),
            )
            for duty in self.book.duties
        ]
        return graph.choice(
            [
                (self.permitted, -1),
                *self.blocks,
                *((graph.every(groundless, when), code) for when, code in misuses),
                *self.objections,
                (groundless, graph.remainder(closest, _CODES)),
                *owed,
            ],
            UNKNOWN_FACT,
        )

    def _misused(self, rule: Misuse) -> Truth:
        return self._so(rule, rule.when)

    def _misses(self, closest: Whole, owed: Whole) -> Whole:
        graph = self.reader.graph
        return graph.choice(
            [
                (self.permitted, 0),
                *((when, BLOCKED) for when, _ in self.blocks),
                *((when, graph.scaled(owed, 1, OBJECTED)) for when, _ in self.objections),
                (self.any_held, owed),
            ],
            graph.scaled(graph.quotient(closest, _RANKS * _CODES), 1, owed),
        )

    def _obligations(self, strict_permits: Truth) -> dict[str, Truth]:
        graph, found = self.reader.graph, self.reader.found
        found["ground"] = self._ground_is
        found["strict_permits"] = partial(_as_found, strict_permits)
        for name in GROUNDS:
            holds = graph.either(*(when for held, when in self.held if held == name))
            found[f"held_{name}"] = partial(_as_found, holds)
        asked: dict[str, Truth] = dict.fromkeys(OBLIGATIONS, False)
        for rule in self.book.obligations:
            asked[rule.code] = graph.either(asked[rule.code], self._so(rule, rule.when))
        return asked

    def _ground_is(self, names: tuple[Value, ...]) -> Truth:
        """Give whether one of these grounds comes first of those that hold, on a permit."""
        graph = self.reader.graph
        if {name for name, _ in self.held} <= set(names):
            return self.any_held
        ways: list[Truth] = []
        earlier: list[Truth] = []
        for name, when in self.held:
            if name in names:
                ways.append(graph.every(when, *earlier))
            earlier.append(graph.opposite(when))
        released = [when for when, one in self.releases if GROUNDS[one] in names]
        return graph.either(*ways, *released)

    def _conflict(self) -> Truth:
        graph = self.reader.graph
        return graph.either(
            *(
                graph.every(one, other)
                for one, ground in self.releases
                for other, another in self.releases
                if ground < another
            )
        )


def _as_found(found: Truth, _: tuple[Value, ...]) -> Truth:
    return found
