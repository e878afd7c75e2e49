"""Looks for rules that say nothing: dead ones, which can never apply, and ones that another rule makes superfluous."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from datmag.rulebook.case import Case
from datmag.rulebook.formulas.lower import Answers
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.any_case import AnyCase, Law, Space, Told
from datmag.rulebook.proof.as_solver import Terms, z3
from datmag.rulebook.proof.changed_book import Removed, removals
from datmag.rulebook.proof.counterexample import Search, moments
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.worked import examples

Need = Literal["needed", "dead", "redundant", "unknown"]


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether a rule is needed.

    Args:
        id: the rule.
        need: needed; dead (it can never apply); redundant (without it every case has the same verdict, at every
            moment and under every policy); or not known.
        case: a case that has another verdict without it.
        policy: the policy under which it has.
    """

    id: str
    need: Need
    case: Case | None = field(default=None, repr=False)
    policy: str = ""


def differences(one: Answers, other: Answers, terms: Terms) -> Iterator[Any]:
    """Say how two verdicts on a case can differ: in outcome, in obligations, in deciding code or grounds.

    The ways that the solver answers soonest come first.
    """
    solver = z3()
    if one.permitted is not other.permitted:
        yield terms.truth(one.permitted) != terms.truth(other.permitted)
    asked = [
        (one.asked[code], other.asked[code]) for code in one.asked if one.asked[code] is not other.asked[code]
    ]
    if asked:
        differs = solver.Or(*(terms.truth(left) != terms.truth(right) for left, right in asked))
        yield solver.And(terms.truth(one.permitted), terms.truth(other.permitted), differs)
    wholes = [(one.grounds, other.grounds), (one.reason, other.reason)]
    yield from (terms.whole(left) != terms.whole(right) for left, right in wholes if left is not right)


def spare_rules(book: Rulebook, only: Collection[str] = ()) -> tuple[Rule, ...]:
    """Tell of each rule whether it is needed, and of each disputed point whether it matters how it is settled.

    Args:
        book: the rules.
        only: ids of rules and settings to look at; none stands for all.

    Raises:
        SolverMissingError: z3 is not installed.
    """
    law = Law(book, POLICIES, Space())
    search = Search(law.space)
    rules = [_rule(one, law, search) for one in removals(book) if not only or one.id in only]
    points = [name for name in SETTINGS if not only or f"setting.{name}" in only]
    return (*rules, *(_setting(name, law, search) for name in points))


_ORDER = ("standard", "statute", "strict", "consent_only")


def _rule(removed: Removed, law: Law, search: Search) -> Rule:
    shown = _by_example(removed, law.book)
    if shown:
        return shown
    without = law.changed(removed.book)
    when = tuple(at for at in moments(law.book) if removed.in_force(at))
    open_questions: list[Any] = []
    for policy in _ORDER:
        cases = (AnyCase(law, POLICIES[policy], Told()),)
        for breach in differences(law.answers(policy), without.answers(policy), law.space.terms):
            open_questions.append(breach)
            for real in search.real(breach, cases, when, small=False):
                if _differs(real.case, POLICIES[policy], law.book, removed.book):
                    return Rule(removed.id, "needed", real.case, policy)
    any_case = AnyCase(law, POLICIES["statute"], Told())
    if any(search.ask(breach, (any_case,)) != "none" for breach in open_questions):
        return Rule(removed.id, "unknown")
    applies = any_case.so(removed.applies).value
    return Rule(removed.id, "dead" if search.ask(applies, (any_case,)) == "none" else "redundant")


def _by_example(removed: Removed, book: Rulebook) -> Rule | None:
    """Look among the worked examples of the rule, which is quicker than asking the solver."""
    for one in examples().get(removed.id.partition(" ")[0], ()):
        case = Case.read(one.facts)
        if _differs(case, POLICIES[one.policy], book, removed.book):
            return Rule(removed.id, "needed", case, one.policy)
    return None


def _differs(case: Case, policy: Policy, book: Rulebook, other: Rulebook) -> bool:
    return outcome(case, policy, book) != outcome(case, policy, other)


def _setting(name: str, law: Law, search: Search) -> Rule:
    """Tell whether it matters how a point is settled: the widest way against the narrowest."""
    base = POLICIES["standard"]
    wide, narrow = (
        replace(base, name=one, settings=MappingProxyType({**base.settings, name: POLICIES[one][name]}))
        for one in ("statute", "consent_only")
    )
    both: dict[str, Policy] = {"wide": wide, "narrow": narrow}
    settled = Law(law.book, both, law.space)
    any_case = (AnyCase(law, base, Told()),)
    breaches = list(differences(settled.answers("wide"), settled.answers("narrow"), law.space.terms))
    for breach in breaches:
        for real in search.real(breach, any_case, moments(law.book), small=False):
            if outcome(real.case, wide, law.book) != outcome(real.case, narrow, law.book):
                return Rule(f"setting.{name}", "needed", real.case, "standard")
    none = all(search.ask(breach, any_case) == "none" for breach in breaches)
    return Rule(f"setting.{name}", "redundant" if none else "unknown")
