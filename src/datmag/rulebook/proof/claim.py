"""What a theorem about the law may speak of: a case, in the words of the rules, and what the verdict says of it.

The same claim has two readers. `any_case` reads it for every case at once, for the solver; `one_case` reads it for
one real case by the interpreter, so that a counterexample is shown only where the interpreter agrees.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NoReturn

from datmag.rulebook.condition import AT, Before, Condition, fixed, is_, not_later, past, recorded, there
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Dated, Rulebook
from datmag.rulebook.terms import GROUNDS, REASONS
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Logic:
    """How a reader of claims joins truths: terms of the solver, or plain bools."""

    every: Callable[[Iterable[Any]], Any]
    either: Callable[[Iterable[Any]], Any]
    opposite: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class So:
    """A truth in a claim, joined by `&`, `|`, `~` and `implies`."""

    value: Any
    logic: Logic

    def __and__(self, other: "So") -> "So":
        """Both are so."""
        return So(self.logic.every((self.value, other.value)), self.logic)

    def __or__(self, other: "So") -> "So":
        """At least one is so."""
        return So(self.logic.either((self.value, other.value)), self.logic)

    def __invert__(self) -> "So":
        """It is not so."""
        return So(self.logic.opposite(self.value), self.logic)

    def __bool__(self) -> NoReturn:
        """Refuse: `and`, `or`, `not` and `if` on a truth of a claim are mistakes."""
        message = "a claim has no truth by itself: use &, |, ~ and implies()"
        raise TypeError(message)

    def implies(self, other: "So") -> "So":
        """Where this is so, the other is so too."""
        return ~self | other


class SomeCase(ABC):
    """A case under a policy and a rulebook.

    Attributes:
        book: the rules.
        policy: how the disputed points are settled.
        logic: how its truths are joined.
    """

    book: Rulebook
    policy: Policy
    logic: Logic

    @abstractmethod
    def so(self, condition: Condition) -> So:
        """The condition is true."""

    @abstractmethod
    def decided(self, condition: Condition) -> So:
        """The condition is true or false, and not unknown."""

    @property
    @abstractmethod
    def permitted(self) -> So:
        """The message may go out."""

    @property
    @abstractmethod
    def released(self) -> So:
        """The rules let it go out as no marketing: what they find, so no premise of a claim about marketing."""

    @abstractmethod
    def carried_by(self, ground: str) -> So:
        """The rules take it for marketing, and find that this ground holds; the message may still lack something."""

    @abstractmethod
    def rests_on(self, *grounds: str) -> So:
        """It may go out, and its first ground is one of these."""

    @abstractmethod
    def denied_for(self, *codes: str) -> So:
        """It may not go out, and its first reason is one of these."""

    @abstractmethod
    def owes(self, obligation: str) -> So:
        """It may go out, with this obligation."""

    @abstractmethod
    def unknown(self, fact: str) -> So:
        """Nobody knows this fact."""

    @abstractmethod
    def equal(self, fact: str, other: "SomeCase") -> So:
        """Another case has the same value of a fact."""

    @abstractmethod
    def later(self, time: str, than: "SomeCase") -> So:
        """A time has happened, and later than in another case (where it may not have happened at all)."""

    @abstractmethod
    def under(self, policy: str) -> "SomeCase":
        """The same case under another policy."""

    @abstractmethod
    def with_other(self, *facts: str) -> "SomeCase":
        """A copy of the case in which these facts have any value."""

    @abstractmethod
    def assume(self, so: So) -> None:
        """Speak only of cases and copies for which this is so."""

    @property
    def denied(self) -> So:
        """The message may not go out."""
        return ~self.permitted

    def has(self, fact: str, *values: Any) -> So:  # noqa: ANN401  (values of facts)
        """The fact is known, and has one of these values; without values: it is true."""
        return self.so(is_(fact, *values))

    def recorded(self, time: str) -> So:
        """The time is on record, also where it is still to come."""
        return self.so(there(recorded(time)))

    def happened(self, time: str) -> So:
        """The time is on record and has come."""
        return self.so(there(past(time)))

    def applies(self, rule: Dated, condition: Condition) -> So:
        """A rule is in force, and this condition of it holds."""
        return self.so(_in_force(rule)) & self.so(condition)

    def in_force(self, rule: Dated) -> So:
        """A rule is in force."""
        return self.so(_in_force(rule))

    def with_new(self, time: str) -> "SomeCase":
        """A copy in which something has happened now, or again: its time is set, or set later, up to `at`."""
        copy = self.with_other(time)
        self.assume(copy.later(time, self))
        return copy

    def filled_in(self) -> "SomeCase":
        """A copy in which nothing is changed but what nobody knows, which may be anything.

        Times later than `at` are left aside: they say that something has not happened yet.
        """
        names = [fact.name for fact in FACTS.values() if fact.can_be_unknown and not fact.required]
        copy = self.with_other(*names)
        for name in names:
            self.assume(self.unknown(name) | copy.equal(name, self))
            if FACTS[name].kind == "moment":
                self.assume(~self.unknown(name) | copy.so(not_later(recorded(name), AT)))
        return copy

    def every(self, parts: Iterable[So]) -> So:
        """All of these are so."""
        return So(self.logic.every([part.value for part in parts]), self.logic)

    def either(self, parts: Iterable[So]) -> So:
        """At least one of these is so."""
        return So(self.logic.either([part.value for part in parts]), self.logic)

    def shows_a_ground(self) -> So:
        """A ground is shown."""
        return self.rests_on(*GROUNDS)

    def shows_a_reason(self) -> So:
        """A reason is shown."""
        return self.denied_for(*REASONS)


def _in_force(rule: Dated) -> Condition:
    begun = not_later(fixed(rule.since), AT)
    return begun if rule.until is None else begun & Before(AT, fixed(rule.until))


WIDER, NARROWER = "wider", "narrower"
"""Any two policies of an organisation's own; the second is nowhere looser than the first."""

Claim = Callable[[SomeCase], So]


@dataclass(frozen=True, slots=True)
class Theorem:
    """Something that holds for every case, whatever its facts and its moment of sending.

    Args:
        id: its id.
        chapter: the chapter of the rulebook that it belongs to.
        text: what holds.
        claim: the same, in the words of a case.
        about: `each` policy by itself; the policies that it has `named`; or any two of an organisation's `own`.
    """

    id: str
    chapter: str
    text: Text
    claim: Claim
    about: Literal["each", "named", "own"] = "each"
