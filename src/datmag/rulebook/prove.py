"""Proves the theorems of the law for every case there can be, or shows a real case that breaks one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.any_case import AnyCase, Law, Space, Told
from datmag.rulebook.proof.as_solver import z3
from datmag.rulebook.proof.claim import Theorem
from datmag.rulebook.proof.counterexample import Real, Search, edges, moments, years
from datmag.rulebook.proof.one_case import OneCase, breaks
from datmag.rulebook.rule import Rulebook, periods

Answer = Literal["proved", "false", "unknown"]
Clock = Callable[[], float]
"""Gives seconds; the difference of two calls is how long something took."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case that breaks a theorem.

    Args:
        real: the case, and the changed copies that the theorem speaks of.
        policies: the policies under which it is judged.
        confirmed: the interpreter agrees that it breaks the theorem.
    """

    real: Real
    policies: tuple[Policy, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one theorem.

    Args:
        theorem: the theorem.
        policy: the policy under which it was asked; empty where the theorem names the policies itself.
        answer: proved for every case since the rulebook begins; false; or not known within the budget of work.
        example: a case that breaks it; None where none could be made concrete.
        seconds: how long it took.
    """

    theorem: Theorem
    policy: str
    answer: Answer
    example: Example | None = None
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class _Question:
    theorem: Theorem
    policy: str
    cases: tuple[AnyCase, ...]
    breach: Any


def prove(
    book: Rulebook,
    policies: Mapping[str, Policy],
    theorems: Iterable[Theorem] = THEOREMS,
    clock: Clock = float,
) -> tuple[Result, ...]:
    """Ask each theorem under each policy.

    Args:
        book: the rules.
        policies: the policies, by name; a theorem may name those of `decision.md`.
        theorems: what should hold.
        clock: tells how long each took.

    Raises:
        SolverMissingError: z3 is not installed.
    """
    law = Law(book, policies, Space(), policies.get("strict", POLICIES["strict"]))
    questions = [one for theorem in theorems for one in _asked(theorem, law)]
    search = Search(law.space, periods(book)[0])
    return tuple(_answered(one, search, law, clock) for one in questions)


def _asked(theorem: Theorem, law: Law) -> Iterator[_Question]:
    """Ask whether some case breaks a theorem; a theorem that names policies itself is asked once."""
    each = theorem.about == "each"
    for name, policy in islice(law.policies.items(), None if each else 1):
        told = Told()
        case = AnyCase(law, policy, told)
        claim = theorem.claim(case)
        breach = z3().And(*told.assumed, z3().Not(claim.value))
        yield _Question(theorem, name if each else "", (case, *told.copies), breach)


def _answered(asked: _Question, search: Search, law: Law, clock: Clock) -> Result:
    begun = clock()
    found = search.ask(asked.breach, asked.cases)
    answers: dict[str, Answer] = {"none": "proved", "some": "false", "unknown": "unknown"}
    example = _example(asked, search, law) if found == "some" else None
    return Result(asked.theorem, asked.policy, answers[found], example, clock() - begun)


def _example(asked: _Question, search: Search, law: Law) -> Example | None:
    """Make a counterexample concrete; one on which the interpreter agrees is taken before any other."""
    first: Example | None = None
    tried = (*moments(law.book), *years(law.book), *edges(law.book))
    for real in search.real(asked.breach, asked.cases, tried):
        example = _confirmed(asked, real, law)
        if example.confirmed:
            return example
        first = first or example
    return first


def _confirmed(asked: _Question, real: Real, law: Law) -> Example:
    policies = {**law.policies, **{policy.name: policy for policy in real.own}}
    judged = _judged_under(asked, real, law)
    start = next(iter(law.policies.values()))
    one = OneCase(real.case, policies.get(asked.policy, start), law.book, policies, iter(real.cases[1:]))
    return Example(real, judged, breaks(asked.theorem.claim, one))


def _judged_under(asked: _Question, real: Real, law: Law) -> tuple[Policy, ...]:
    if asked.policy:
        return (law.policies[asked.policy],)
    return real.own if asked.theorem.about == "own" else tuple(law.policies.values())
