"""A claim about every case at once, as a term of the solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from datmag.moment import Moment
from datmag.rulebook.case import Case
from datmag.rulebook.condition import Condition
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import Answers, Steps
from datmag.rulebook.formulas.reader import Reader
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.as_solver import Terms, Variables, exactly, z3
from datmag.rulebook.proof.claim import Logic, So, SomeCase
from datmag.rulebook.proof.own_policies import OPEN, OpenReader, nowhere_looser, settled
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import GROUNDS, REASONS


@dataclass(slots=True)
class Space:
    """All cases there can be: their variables, and the formulas and terms made over them so far.

    Args:
        graph: makes the formulas.
        terms: makes the terms.
        told: what every case keeps to, apart from the terms of months.
    """

    graph: Graph = field(default_factory=Graph)
    terms: Terms = field(default_factory=lambda: Terms(Variables.of()))
    told: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what holds of every case."""
        self.told = self.terms.variables.possible()

    @classmethod
    def sent_at(cls, at: Moment, variables: Variables) -> "Space":
        """Give the cases that are sent at one moment: what is then settled is settled in the formulas."""
        return cls(Graph(at=at), Terms(variables.sent_at(at)))

    @property
    def at(self) -> Any:  # noqa: ANN401  (a term)
        """The moment of sending."""
        return self.terms.variables.numbers["at"]

    def possible(self) -> list[Any]:
        """Say what every case keeps to."""
        return [*self.told, *self.terms.axioms()]


@dataclass(slots=True)
class Law:
    """A rulebook under some policies, over a space of cases.

    Args:
        book: the rules.
        policies: how the disputed points may be settled, by name.
        space: the cases there can be.
        strict: the strict policy, which says where a person should look at a permit.
    """

    book: Rulebook
    policies: Mapping[str, Policy]
    space: Space
    strict: Policy = POLICIES["strict"]
    judged: dict[str, Steps] = field(default_factory=dict)
    lowered: dict[str, Answers] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    warm: dict[int, Reader] = field(default_factory=dict)

    def policy(self, name: str) -> Policy:
        """Give a policy by its name; `WIDER` and `NARROWER` are any two of which one is nowhere looser."""
        return OPEN[name] if name in OPEN else self.policies[name]

    def answers(self, policy: str) -> Answers:
        """Give the verdict under a policy."""
        if policy not in self.lowered:
            self.lowered[policy] = self.steps(policy).answers()
        return self.lowered[policy]

    def steps(self, policy: str) -> Steps:
        """Give the verdict under a policy, rule by rule."""
        if policy not in self.judged:
            self.judged[policy] = self._open(policy) if policy in OPEN else self._settled(policy)
        return self.judged[policy]

    def reader(self, policy: str) -> Reader:
        """Give the reader of conditions under a policy."""
        return self.readers.setdefault(policy, Reader(self.policy(policy), self.space.graph, {}))

    def own(self, model: Any) -> tuple[Policy, ...]:  # noqa: ANN401  (a model)
        """Give the policies of an organisation's own that a model of the solver describes, where any were asked."""
        asked = [name for name in OPEN if name in self.judged]
        if not asked:
            return ()
        found = settled(self.space.terms, model)
        return tuple(found[name] for name in asked)

    def changed(self, book: Rulebook) -> "Law":
        """Give the law of a rulebook that shares most conditions with this one; these are not read again."""
        return Law(book, self.policies, self.space, self.strict, warm=self.warm)

    def _settled(self, policy: str) -> Steps:
        judged = self._judged(self.policies[policy])
        same = self.policies[policy].settings == self.strict.settings
        judged.oblige(judged.permitted if same else self._judged(self.strict).permitted)
        return judged

    def _judged(self, policy: Policy) -> Steps:
        reader = Reader(policy, self.space.graph, {})
        warm = self.warm.get(id(policy))
        if warm:
            reader.known.update(warm.known)
        judged = Steps(self.book, reader)
        # What obligations read depends on the book, so what is kept is kept before these are read.
        self.warm.setdefault(id(policy), Reader(policy, self.space.graph, {}, known=dict(reader.known)))
        return judged

    def _open(self, name: str) -> Steps:
        self.space.told += nowhere_looser(self.space.terms)
        judged = Steps(self.book, OpenReader(OPEN[name], self.space.graph, {}))
        judged.oblige(judged.permitted)
        return judged


@dataclass(slots=True)
class Told:
    """What a claim has asked for on its way: changed copies of the case, and what must be so of them."""

    assumed: list[Any] = field(default_factory=list)
    copies: list["AnyCase"] = field(default_factory=list)


def _logic() -> Logic:
    solver = z3()
    return Logic(lambda parts: solver.And([*parts]), lambda parts: solver.Or([*parts]), solver.Not)


@dataclass(frozen=True)
class AnyCase(SomeCase):
    """Any case under a policy and a rulebook.

    Args:
        law: the rulebook.
        policy: how the disputed points are settled.
        told: what the claim asks for.
        other: for a changed copy, the variables of the facts that are its own.
    """

    law: Law
    policy: Policy
    told: Told
    other: Mapping[str, Variables] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def book(self) -> Rulebook:  # type: ignore[override]  # the law's
        """The rules."""
        return self.law.book

    @cached_property
    def logic(self) -> Logic:  # type: ignore[override]  # made when the solver is there
        """How its truths are joined."""
        return _logic()

    def so(self, condition: Condition) -> So:
        """The condition is true."""
        return self._truth(self._reader.holds(condition))

    def decided(self, condition: Condition) -> So:
        """The condition is true or false."""
        pair = self._reader.pair(condition)
        return self._truth(self.law.space.graph.either(pair.holds, pair.fails))

    @property
    def permitted(self) -> So:
        """The message may go out."""
        return self._truth(self.answers.permitted)

    @property
    def released(self) -> So:
        """It may go out because it is no marketing."""
        return self._truth(self.answers.released)

    def carried_by(self, ground: str) -> So:
        """It is marketing, and this ground holds."""
        return self._truth(self.answers.held.get(ground, False))

    def rests_on(self, *grounds: str) -> So:
        """It may go out on one of these grounds."""
        return self._among(self.answers.ground, [GROUNDS.index(one) for one in grounds])

    def denied_for(self, *codes: str) -> So:
        """Its first reason is one of these."""
        return self._among(self.answers.reason, [REASONS.index(one) for one in codes])

    def same_reason(self, other: "AnyCase") -> So:
        """Another case has the same deciding code."""
        mine, theirs = (one.own([one.law.space.terms.whole(one.answers.reason)])[0] for one in (self, other))
        return self._so(mine == theirs)

    def owes(self, obligation: str) -> So:
        """It may go out, with this obligation."""
        return self.permitted & self._truth(self.answers.asked[obligation])

    def unknown(self, fact: str) -> So:
        """Nobody knows this fact."""
        variables, nothing = self.variables(fact), FACTS[fact].silence
        value = UNKNOWN if fact in variables.switches else nothing
        return self._so(variables.has(fact, value, self.law.space.terms.countries))

    def equal(self, fact: str, other: SomeCase) -> So:
        """Another case has the same value of a fact."""
        pairs = self.variables(fact).pairs(_any(other).variables(fact), [fact])
        return self._so(self.logic.every([one == another for one, another in pairs]))

    def later(self, time: str, than: SomeCase) -> So:
        """A time has happened, and later than in another case."""
        at, now = self.law.space.at, self.variables(time).numbers[time]
        before = _any(than).variables(time).numbers[time]
        happened = self.logic.either([before < now, before > at])
        return self.happened(time) & self._so(happened)

    def under(self, policy: str) -> "AnyCase":
        """The same case under another policy."""
        return AnyCase(self.law, self.law.policy(policy), self.told, self.other)

    def with_other(self, *facts: str) -> "AnyCase":
        """A copy in which these facts have any value."""
        mark = f" ({len(self.told.copies) + 1})"
        own = Variables.of(mark)
        copy = AnyCase(self.law, self.policy, self.told, {**self.other, **dict.fromkeys(facts, own)})
        self.told.copies.append(copy)
        return copy

    def assume(self, so: So) -> None:
        """Speak only of cases and copies for which this is so."""
        self.told.assumed.append(so.value)

    @property
    def answers(self) -> Answers:
        """The verdict as formulas."""
        return self.law.answers(self.policy.name)

    def own(self, terms: list[Any]) -> list[Any]:
        """Give terms about the case as terms about this copy of it."""
        pairs = self._pairs
        return [z3().substitute(term, *pairs) for term in terms] if pairs else terms

    def read(self, model: Any) -> Case:  # noqa: ANN401  (a model)
        """Give the case that a model of the solver describes."""
        countries = self.law.space.terms.countries
        return Case(
            MappingProxyType({fact: self.variables(fact).read(model, fact, countries) for fact in FACTS})
        )

    def exactly(self, at: Moment) -> list[Any]:
        """Fix the moment of sending, and say which terms of months last then."""
        space = self.law.space
        return self.own([space.at == at, *exactly(space.terms.lasting, at)])

    @property
    def _reader(self) -> Reader:
        return self.law.reader(self.policy.name)

    @cached_property
    def _pairs(self) -> list[tuple[Any, Any]]:
        variables = self.law.space.terms.variables
        return [pair for fact, own in self.other.items() for pair in variables.pairs(own, [fact])]

    def variables(self, fact: str) -> Variables:
        """Give the variables that a fact of this case stands in."""
        return self.other.get(fact, self.law.space.terms.variables)

    def _truth(self, node: Any) -> So:  # noqa: ANN401  (a formula or a bool)
        return self._so(self.own([self.law.space.terms.truth(node)])[0])

    def _among(self, node: Any, values: list[int]) -> So:  # noqa: ANN401  (a formula or a number)
        whole = self.own([self.law.space.terms.whole(node)])[0]
        return self._so(self.logic.either([whole == value for value in values]))

    def _so(self, value: Any) -> So:  # noqa: ANN401  (a term)
        return So(value, self.logic)


def _any(other: SomeCase) -> AnyCase:
    if not isinstance(other, AnyCase):
        message = "any case is compared with any case"
        raise TypeError(message)
    return other
