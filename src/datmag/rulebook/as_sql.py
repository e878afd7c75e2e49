"""The rulebook as one SELECT: every row of facts gets the same verdict as `decide` gives it."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from functools import lru_cache

from datmag.moment import Moment
from datmag.rulebook.case import value_of
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.formulas.branches import packed
from datmag.rulebook.formulas.formula import Whole
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import Steps, steps
from datmag.rulebook.formulas.shared import shared
from datmag.rulebook.formulas.sql_printer import Chain, Dialect, Packed, Printer
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook, periods

__all__ = ["ANSWERS", "Dialect", "verdict_select"]

ANSWERS = ("permitted", "review", "ground", "grounds", "reason", "obligations", "misses")
"""The columns of an answer, as in `Decision.row`."""
_FLAGS = ("permitted", "review")
_BY_ROW = ("sqlite", "postgresql")
"""They judge row by row and stop at the first branch that is so; the others judge column by column."""
_SEALING = ("duckdb",)
"""It asks each question of a column at a time: what rules share keeps its form, and gets a column of its own."""


def verdict_select(  # noqa: PLR0913  (all by name; each is one part of the statement)
    *,
    source: str,
    columns: Collection[str],
    constants: Mapping[str, object],
    at: Moment,
    policy: Policy,
    dialect: Dialect,
    keep: Collection[str] | None = None,
    answers: Collection[str] = ANSWERS,
    book: Rulebook = RULEBOOK,
) -> str:
    """Print one SELECT that judges every row of `source`.

    Args:
        source: an SQL table or CTE name.
        columns: the facts that are columns of it: bools as 1, 0, -1, enums as text with `unknown`, times as
            moments with NEVER; none of them NULL.
        constants: the other facts, as a case holds them; one that is in neither takes its silence.
        at: the moment of sending.
        policy: how the disputed points are settled.
        dialect: whose SQL.
        keep: the columns of `source` to yield; None yields all of them, and the working columns `w_N` too.
        answers: which of ANSWERS to yield.
        book: the rules.

    Returns:
        A SELECT that yields the kept columns and `permitted` (1/0), `review` (1/0), `ground` (index in
        GROUNDS, -1 none), `grounds` (bits by GROUNDS), `reason` (index in REASONS, -1 on a permit),
        `obligations` (bits by OBLIGATIONS, 0 on a denial) and `misses`: the row that `Decision.row` gives.
        It holds no parameters and no `%`.
    """
    given = {**constants, "at": at}
    facts = {name: value_of(name, given.get(name)) for name in FACTS if name not in columns or name == "at"}
    del facts["at"]
    sealing = dialect in _SEALING
    judged = _lowered(
        _Law(book, policy), bisect_right(periods(book), at), tuple(facts.items()), sealing=sealing
    )
    printer = Printer(judged.reader.graph, dialect, at)
    asked = tuple(name for name in ANSWERS if name in answers)
    if dialect in _BY_ROW:
        return Packed(source, keep).text(printer, _number(judged, asked), asked)
    found = judged.answers()
    roots = [getattr(found, name) for name in asked]
    if sealing:
        roots = shared(judged.reader.graph, *roots)
    chosen = dict(zip(asked, roots, strict=True))
    return Chain(source, columns, keep).text(printer, chosen, _FLAGS)


class _Law:
    """A rulebook under a policy, known by identity: so that what was lowered can be kept."""

    def __init__(self, book: Rulebook, policy: Policy) -> None:
        """Keep both."""
        self.book, self.policy = book, policy

    def __eq__(self, other: object) -> bool:
        """Tell whether both are the very same."""
        return isinstance(other, _Law) and self.book is other.book and self.policy == other.policy

    def __hash__(self) -> int:
        """Hash by identity of the book and name of the policy."""
        return hash((id(self.book), self.policy.name))


@lru_cache(maxsize=256)
def _lowered(law: _Law, period: int, facts: tuple[tuple[str, Value], ...], *, sealing: bool) -> Steps:
    ends = (None, *periods(law.book), None)
    graph = Graph(since=ends[period], until=ends[period + 1], sealing=sealing)
    return steps(law.book, law.policy, graph, dict(facts))


@lru_cache(maxsize=256)
def _number(judged: Steps, answers: tuple[str, ...]) -> Whole:
    return packed(judged, answers)
