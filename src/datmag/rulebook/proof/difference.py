"""Where two readings of the law differ: policies, the rules of two days, or rulebooks from files; a case that shows it.

Two days are compared by one case that is sent on both. So that only the law differs, all that it tells of happened
before both, and each term of months lasts on both or on neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal

from datmag.moment import NEVER, Moment
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS
from datmag.rulebook.formulas.formula import Truth
from datmag.rulebook.formulas.lower import Need, Steps
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.any_case import AnyCase, Law, Space, Told
from datmag.rulebook.proof.as_solver import z3
from datmag.rulebook.proof.claim import So
from datmag.rulebook.proof.counterexample import Search, moments
from datmag.rulebook.proof.one_case import Outcome, outcome
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, RELEASING

_A_KIND = 3
"""So many cases are shown of one kind of difference at most."""

Answer = Literal["equal", "different", "unknown"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two readings.

    Args:
        book: the rules.
        policy: how the disputed points are settled.
        at: the moment of sending; None for any.
        strict: its strict policy, which says where a person should look at a permit.
    """

    book: Rulebook
    policy: Policy
    at: Moment | None = None
    strict: Policy = POLICIES["strict"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A case on which two readings differ, with what each says of it.

    Args:
        case, other: the case as each judges it; they differ in the moment of sending only.
        says, other_says: the two outcomes.
    """

    case: Case
    other: Case
    says: Outcome
    other_says: Outcome


@dataclass(frozen=True, slots=True)
class Difference:
    """Whether two readings differ.

    Args:
        answer: `equal` is proved for every case: the same outcome, the same grounds and obligations of a permit,
            the same first reason of a denial; `different` is shown by real cases; else not known.
        cases: some cases that show it, each in another way; confirmed by the interpreter.
    """

    answer: Answer
    cases: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """The two readings of any case, as the solver sees them."""

    one: AnyCase
    other: AnyCase
    sides: tuple[Side, Side]

    @property
    def cases(self) -> tuple[AnyCase, AnyCase]:
        return self.one, self.other


def difference(one: Side, other: Side, most: int = 5) -> Difference:
    """Look for cases on which two readings differ in outcome, grounds, obligations or deciding code.

    Args:
        one: a reading.
        other: another; where one has a moment, both should.
        most: so many cases at most.

    Raises:
        SolverMissingError: z3 is not installed.
    """
    pair = _pair(one, other)
    only_law = z3().And(*_only_law(pair))
    search = Search(pair.one.law.space)
    if _rules_agree(pair, only_law, search):
        return Difference("equal")
    ways = [z3().And(way, only_law) for way in _ways(pair)]
    shown = (case for way in ways for case in _shown(way, pair, search))
    cases = tuple(islice(shown, most))
    if not cases:
        ways.append(z3().And(_other_reason(pair), only_law))
        cases = tuple(islice(_confirmed(ways[-1], pair, search, small=False), 1))
    if cases:
        return Difference("different", cases)
    return Difference("equal" if all(search.ask(way, pair.cases) == "none" for way in ways) else "unknown")


def _pair(one: Side, other: Side) -> _Pair:
    both = Space()
    first, second = (
        Law(
            side.book,
            {side.policy.name: side.policy},
            both if side.at is None else Space.sent_at(side.at, both.terms.variables),
            side.strict,
        )
        for side in (one, other)
    )
    told = Told()
    pair = _Pair(AnyCase(first, one.policy, told), AnyCase(second, other.policy, told), (one, other))
    for case in pair.cases:
        for _, so in _by_rule(case.law.steps(case.policy.name)):
            # The terms of months are met on the way.
            case.law.space.terms.truth(so)
    return pair


def _rules_agree(pair: _Pair, only_law: Any, search: Search) -> bool:  # noqa: ANN401  (a term)
    """Tell whether it is proved that no rule says anything else of any case: then the verdicts are the same."""
    one, other = (list(_by_rule(case.law.steps(case.policy.name))) for case in pair.cases)
    if [said for said, _ in one] != [said for said, _ in other]:
        return False
    solver = z3()
    first, second = (case.law.space.terms for case in pair.cases)
    unlike = [
        first.truth(left) != second.truth(right)
        for (_, left), (_, right) in zip(one, other, strict=True)
        if left is not right
    ]
    return search.ask(solver.And(only_law, solver.Or(*unlike)), pair.cases) == "none"


def _by_rule(steps: Steps) -> Iterator[tuple[tuple[object, ...], Truth]]:
    """Give every truth that a verdict rests on, each with what its rule then says."""
    for block, when in steps.blocks:
        yield (block.code, block.everything), when
    for table in (steps.objections, steps.misuses, steps.obligations):
        yield from (((rule.code,), when) for rule, when in table)
    yield from (((rule.ground,), when) for rule, when in steps.releases)
    for one in steps.tries:
        yield (one.ground.name, one.ground.rank), one.tested
        yield from (pair for need in one.needs for pair in _of_need(need))
    yield from (pair for _, need in steps.duties for pair in _of_need(need))


def _of_need(need: Need) -> Iterator[tuple[tuple[object, ...], Truth]]:
    yield from (((need.requirement.code,), so) for so in (need.asked, need.met.holds, need.met.fails))


def _ways(pair: _Pair) -> Iterator[Any]:
    """Say how the two can differ: in outcome, or of a permit in one ground or in one obligation."""
    one, other = pair.cases
    yield (one.permitted & other.denied).value
    yield (one.denied & other.permitted).value
    both = one.permitted & other.permitted
    for name in GROUNDS:
        yield (both & _unlike(_on(one, name), _on(other, name))).value
    for code in OBLIGATIONS:
        yield (both & _unlike(one.owes(code), other.owes(code))).value


def _on(case: AnyCase, ground: str) -> So:
    """Say that a ground is among those of a permit."""
    return case.rests_on(ground) if ground in RELEASING else case.carried_by(ground)


def _other_reason(pair: _Pair) -> Any:  # noqa: ANN401  (a term)
    """Say that the two differ in the deciding code of a denial only, which the solver answers slowest."""
    one, other = pair.cases
    return (one.denied & other.denied & ~one.same_reason(other)).value


def _unlike(one: So, other: So) -> So:
    return (one & ~other) | (~one & other)


def _only_law(pair: _Pair) -> Iterator[Any]:
    """Where two days are compared: nothing of the case happens between them, and no term ends between them."""
    first, second = (side.at for side in pair.sides)
    if first is None or second is None or first == second:
        return
    solver, numbers = z3(), pair.one.law.space.terms.variables.numbers
    for name, fact in FACTS.items():
        if fact.kind == "moment" and not fact.required:
            yield solver.Or(numbers[name] == NEVER, numbers[name] < min(first, second))
    terms, others = (case.law.space.terms for case in pair.cases)
    for months, since, _ in (*terms.lasting, *others.lasting):
        yield terms.lasts(months, since) == others.lasts(months, since)


def _shown(breach: Any, pair: _Pair, search: Search) -> Iterator[Shown]:  # noqa: ANN401  (a term)
    """Give some cases of one kind of difference, each with another ground or reason."""
    solver = z3()
    for _ in range(_A_KIND):
        found = next(_confirmed(breach, pair, search), None)
        if found is None:
            return
        yield found
        alike = pair.one.has("declared_as", str(found.case["declared_as"])).value
        breach = solver.And(breach, alike, solver.Not(_as_said(pair, found)))


def _confirmed(breach: Any, pair: _Pair, search: Search, *, small: bool = True) -> Iterator[Shown]:  # noqa: ANN401  (a term)
    one, other = pair.sides
    candidates = (
        (one.at,) if one.at is not None else dict.fromkeys((*moments(one.book), *moments(other.book)))
    )
    for real in search.real(breach, pair.cases, tuple(candidates), small=small):
        first, second = real.cases
        shown = _judged(first, second, pair)
        if shown.says != shown.other_says:
            yield shown if small else _smaller(shown, pair)


def _judged(case: Case, other: Case, pair: _Pair) -> Shown:
    one, two = pair.sides
    return Shown(
        case,
        other,
        outcome(case, one.policy, one.book, one.strict),
        outcome(other, two.policy, two.book, two.strict),
    )


def _smaller(shown: Shown, pair: _Pair) -> Shown:
    """Leave out facts, one by one, without which the same two reasons are given."""
    for name, fact in FACTS.items():
        if fact.required:
            continue
        changes = {name: fact.silence}
        fewer = _judged(shown.case.changed(changes), shown.other.changed(changes), pair)
        if (fewer.says, fewer.other_says) == (shown.says, shown.other_says):
            shown = fewer
    return shown


def _as_said(pair: _Pair, shown: Shown) -> Any:  # noqa: ANN401  (a term)
    """Say that a case is permitted on the ground, or denied for the reasons, of a case that is shown already."""
    said = list(zip(pair.cases, (shown.says, shown.other_says), strict=True))
    grounds = [one.rests_on(says.ground) for one, says in said if says.permitted]
    reasons = [one.denied_for(says.reason) for one, says in said if not says.permitted]
    first, *more = grounds or reasons
    return pair.one.every([first, *more]).value
