"""What every export to another engine shares: the law for all time, its input, and how an infix language writes it."""

from collections.abc import Iterable

from datmag.moment import Moment
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Formula,
    Lasts,
    Less,
    Most,
    Number,
    Opposite,
    Truth,
    Whole,
    facts_in,
    nodes_of,
)
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import Need, Steps, steps
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook, Source
from datmag.rulebook.term import Term

Input = dict[str, int | str]
"""What an export reads: a case as a typed row (bools as 1, 0, -1, times as moments), and its terms."""


def law(book: Rulebook, policy: Policy) -> Steps:
    """Give the law of every moment under a policy, rule by rule."""
    return steps(book, policy, Graph(), {})


def cited(source: Source) -> str:
    """Give the citations of a rule, those of its earlier periods first."""
    return "; ".join(dict.fromkeys(text for _, text in source.periods))


def met(found: Steps, need: Need) -> Truth:
    """Give whether a requirement is not asked, or is met."""
    graph = found.reader.graph
    return graph.either(graph.opposite(need.asked), need.met.holds)


def terms(*roots: Truth | Whole) -> list[Lasts]:
    """Give the terms that some formulas ask for, each once."""
    return [node for node in nodes_of(*roots) if isinstance(node, Lasts)]


def term_name(term: Lasts) -> str:
    """Name a term by its months and the times that it may begin at, as in `lasts_24_months_since_sale_at`."""
    return f"lasts_{term.months}_months_since_{'_or_'.join(name for name in facts_in(term.since) if name != 'at')}"


def row_input(case: Case, months: Iterable[int]) -> Input:
    """Give a case as a typed row, with the thresholds of some terms.

    A term of N months that began at `t` still holds where `t >= start_N`, and `t >= free_N` or the time of
    day of `t`, counted from `start_N`, is at least `clock_N`.
    """
    found: Input = dict(case.row())
    for number in months:
        term = Term.before(case.at, number)
        found |= {
            f"start_{number}": term.start,
            f"free_{number}": max(term.start, term.free),
            f"clock_{number}": term.clock,
        }
    return found


def term_input(case: Case, asked: Iterable[Lasts]) -> Input:
    """Give a case as a typed row, with the answer of some terms as 1 or 0."""
    answers = {
        term_name(term): int(Term.before(case.at, term.months).holds(_number(term.since, case)))
        for term in asked
    }
    return {**case.row(), **answers}


def _number(node: Whole, case: Case) -> Moment:
    match node:
        case int():
            return node
        case Number(fact):
            return int(case[fact])
        case Most(parts):
            return max(_number(part, case) for part in parts)
        case Choice(cases, otherwise):
            return next(
                (_number(value, case) for when, value in cases if _so(when, case)), _number(otherwise, case)
            )
        case _:
            return case.at


def _so(node: Formula, case: Case) -> bool:
    """Tell whether one time is before another."""
    if isinstance(node, Less):
        return _number(node.left, case) < _number(node.right, case)
    return isinstance(node, Opposite) and not _so(node.part, case)


def words_of(node: Among) -> list[int | str]:
    """Give the values for which a question is so, as a typed row has them."""
    fact = FACTS[node.fact]
    # A row may say `unknown` where a case takes what silence means.
    more = [UNKNOWN] if fact.silence in node.values and fact.silence != UNKNOWN else []
    values = [*node.values, *more]
    if fact.kind == "bool":
        return [-1 if value == UNKNOWN else int(value) for value in values]
    return [str(value) for value in values]
