"""A claim about one real case, read by the interpreter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from datmag.moment import NEVER
from datmag.rulebook.case import Case
from datmag.rulebook.condition import NOT_KNOWN, TRUE, Condition, Reading, truth
from datmag.rulebook.explain import findings
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER, Value
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.claim import Claim, Logic, So, SomeCase
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS
from datmag.rulebook.verdict import Verdict, judge

PLAIN = Logic(
    every=lambda parts: all([*parts]), either=lambda parts: any([*parts]), opposite=lambda one: not one
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rulebook says of one case.

    Args:
        permitted: it may go out.
        ground: its first ground, on a permit.
        reason: the deciding code, on a denial.
        grounds: every ground that holds.
        obligations: what goes with it, in the order of the list.
        released: it goes out as no marketing.
    """

    permitted: bool
    ground: str
    reason: str
    grounds: tuple[str, ...]
    obligations: tuple[str, ...]
    released: bool


def outcome(case: Case, policy: Policy, book: Rulebook, strict: Policy = POLICIES["strict"]) -> Outcome:
    """Judge a case by any rulebook.

    Args:
        case: its facts.
        policy: how the disputed points are settled.
        book: the rules.
        strict: the strict policy, which says where a person should look at a permit.
    """
    verdict = judge(case, policy, book)
    said = () if verdict.permitted else findings(verdict, book, case.at, case.channel)
    return Outcome(
        permitted=verdict.permitted,
        ground=verdict.ground or "",
        reason=said[0].code if said else "",
        grounds=verdict.grounds,
        obligations=_owed(case, policy, book, verdict, strict) if verdict.permitted else (),
        released=verdict.release is not None,
    )


def _owed(case: Case, policy: Policy, book: Rulebook, verdict: Verdict, strict: Policy) -> tuple[str, ...]:
    held: dict[str, Value] = {f"held_{name}": name in verdict.grounds for name in GROUNDS}
    permits = judge(case, strict, book).permitted
    found: dict[str, Value] = {**held, "ground": verdict.grounds[0], "strict_permits": permits}
    reading = Reading(case.facts, case.at, policy, found)
    asked = {
        rule.code for rule in book.obligations if rule.in_force(case.at) and truth(rule.when, reading) == TRUE
    }
    return tuple(code for code in OBLIGATIONS if code in asked)


@dataclass(frozen=True, slots=True)
class OneCase(SomeCase):
    """One case under a policy and a rulebook.

    Args:
        case: its facts.
        policy, book: what it is judged by.
        policies: the policies that a claim may name.
        copies: the changed copies of it that the claim will ask for, in that order.
        assumed: what the claim wants to be so of the copies.
    """

    case: Case
    policy: Policy
    book: Rulebook
    policies: Mapping[str, Policy]
    copies: Iterator[Case]
    assumed: list[bool] = field(default_factory=list)
    logic: Logic = PLAIN

    def so(self, condition: Condition) -> So:
        """The condition is true."""
        return self._so(truth(condition, self._reading) == TRUE)

    def decided(self, condition: Condition) -> So:
        """The condition is true or false."""
        return self._so(truth(condition, self._reading) != NOT_KNOWN)

    @property
    def permitted(self) -> So:
        """The message may go out."""
        return self._so(self._outcome.permitted)

    @property
    def released(self) -> So:
        """It may go out because it is no marketing."""
        return self._so(self._outcome.released)

    def carried_by(self, ground: str) -> So:
        """It is marketing, and this ground holds."""
        found = self._outcome
        return self._so(not found.released and ground in found.grounds)

    def rests_on(self, *grounds: str) -> So:
        """It may go out on one of these grounds."""
        return self._so(self._outcome.ground in grounds)

    def denied_for(self, *codes: str) -> So:
        """Its first reason is one of these."""
        return self._so(self._outcome.reason in codes)

    def owes(self, obligation: str) -> So:
        """It may go out, with this obligation."""
        return self._so(obligation in self._outcome.obligations)

    def unknown(self, fact: str) -> So:
        """Nobody knows this fact."""
        nothing = {"moment": NEVER, "number": UNKNOWN_NUMBER}.get(FACTS[fact].kind, UNKNOWN)
        return self._so(self.case[fact] == nothing)

    def equal(self, fact: str, other: SomeCase) -> So:
        """Another case has the same value of a fact."""
        return self._so(self.case[fact] == _facts(other)[fact])

    def later(self, time: str, than: SomeCase) -> So:
        """A time has happened, and later than in another case."""
        before, now = int(_facts(than)[time]), int(self.case[time])
        happened = before if before <= _facts(than).at else NEVER
        return self._so(happened < now <= self.case.at)

    def under(self, policy: str) -> "OneCase":
        """The same case under another policy."""
        return self._with(self.case, self.policies[policy])

    def with_other(self, *facts: str) -> "OneCase":
        """The next copy, in which these facts have another value."""
        copy = next(self.copies)
        self.assumed.append(all(copy[name] == self.case[name] for name in FACTS if name not in facts))
        return self._with(copy, self.policy)

    def assume(self, so: So) -> None:
        """Speak only of copies for which this is so."""
        self.assumed.append(so.value)

    def _with(self, case: Case, policy: Policy) -> "OneCase":
        return OneCase(case, policy, self.book, self.policies, self.copies, self.assumed)

    def _so(self, value: bool) -> So:  # noqa: FBT001  (the truth itself)
        return So(value, PLAIN)

    @property
    def _reading(self) -> Reading:
        return Reading(self.case.facts, self.case.at, self.policy, {})

    @property
    def _outcome(self) -> Outcome:
        return outcome(self.case, self.policy, self.book, self.policies.get("strict", POLICIES["strict"]))


def _facts(other: SomeCase) -> Case:
    if not isinstance(other, OneCase):
        message = "one case is compared with one case"
        raise TypeError(message)
    return other.case


def breaks(claim: Claim, one: OneCase) -> bool:
    """Tell whether a case (with its copies) really breaks a claim."""
    found = claim(one)
    return not found.value and all(one.assumed)
