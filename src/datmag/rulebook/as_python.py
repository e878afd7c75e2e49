"""The rulebook as generated Python: outcome and obligations of one case in about a microsecond.

What every case must say (its channel, what it is declared as) chooses a function of its own, made when it is
first needed: so each holds only the law that can still matter, and leaves as soon as it knows.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import cache
from typing import Any

from datmag.moment import Moment
from datmag.rulebook.fact import Value
from datmag.rulebook.formula import Either, Every, Truth, nodes_of
from datmag.rulebook.graph import Graph
from datmag.rulebook.lower import Answers, lower
from datmag.rulebook.policy import Policy
from datmag.rulebook.python_writer import Writer
from datmag.rulebook.rule import Rulebook, periods
from datmag.rulebook.term import Term

Facts = Mapping[str, Value]
Write = Callable[[Answers, Graph], Writer]

DENIED = -1
"""The answer of a quick verdict that denies; a permit answers with its obligations as bits."""

ANSWERS = ("permitted", "review", "ground", "grounds", "reason", "obligations", "misses")
"""The columns of a row of answers, as in `Decision.row`."""

_KEPT = 4_096
"""So many moments of sending whose terms are kept."""


def quick(book: Rulebook, policy: Policy) -> Callable[[Facts], int]:
    """Give the function that tells outcome and obligations of a case.

    Returns:
        A function of the facts of a case, as a `Case` holds them: DENIED, or the obligations as bits.
    """
    return _dispatch(book, policy, _quick)


def row(book: Rulebook, policy: Policy) -> Callable[[Facts], dict[str, int]]:
    """Give the function that tells the row of answers of a case, as `Decision.row` gives it."""
    answer = _dispatch(book, policy, _row)
    return lambda facts: dict(zip(ANSWERS, map(int, answer(facts)), strict=True))


def source(book: Rulebook, policy: Policy, channel: str, declared_as: str, at: Moment) -> str:
    """Give the generated source of the quick verdict for one kind of message at a moment, to be read."""
    return _source(_written(book, policy, _quick, (channel, declared_as, bisect_right(periods(book), at))))


def _dispatch(book: Rulebook, policy: Policy, write: Write) -> Callable[[Facts], Any]:
    borders = periods(book)
    made: dict[tuple[Value, Value, int], Callable[[Facts], Any]] = {}

    def answer(facts: Facts) -> Any:  # noqa: ANN401  (what the written function gives)
        key = (facts["channel"], facts["declared_as"], bisect_right(borders, facts["at"]))
        function = made.get(key)
        if function is None:
            function = made[key] = _compiled(_written(book, policy, write, key))
        return function(facts)

    return answer


def _written(book: Rulebook, policy: Policy, write: Write, key: tuple[Value, Value, int]) -> Writer:
    ends = (None, *periods(book), None)
    channel, declared_as, period = key
    graph = Graph(since=ends[period], until=ends[period + 1])
    return write(lower(book, policy, graph, {"channel": channel, "declared_as": declared_as}), graph)


def _source(writer: Writer) -> str:
    return "\n    ".join(["def answer(f):", "at = f['at']", *writer.lines]) + "\n"


def _compiled(writer: Writer) -> Callable[[Facts], Any]:
    scope: dict[str, Any] = {"lasts": _lasts}
    for months in writer.months:
        scope[f"surely_{months}"] = _since(months, surely=True)
        scope[f"at_all_{months}"] = _since(months, surely=False)
    # INVARIANT: the text is printed from the rulebook and its closed vocabularies; no input is in it.
    exec(compile(_source(writer), "<rulebook>", "exec"), scope)  # noqa: S102  (see the line above)
    function: Callable[[Facts], Any] = scope["answer"]
    return function


class _Since(dict[Moment, Moment]):
    """By moment of sending: from when on what began `surely` still lasts, or may last `at_all`."""

    def __init__(self, months: int, *, surely: bool) -> None:
        """Begin with nothing known."""
        super().__init__()
        self.months, self.surely = months, surely

    def __missing__(self, at: Moment) -> Moment:
        """Find it, and keep it."""
        if len(self) >= _KEPT:
            self.clear()
        term = Term.before(at, self.months)
        self[at] = found = term.free if self.surely and not term.plain else term.start
        return found


@cache
def _since(months: int, *, surely: bool) -> _Since:
    return _Since(months, surely=surely)


def _lasts(months: int, since: Moment, at: Moment) -> bool:
    """Tell whether a term still holds, where the quick comparison did not say so."""
    return Term.before(at, months).holds(since)


def _quick(answers: Answers, graph: Graph) -> Writer:
    writer = Writer(graph)
    writer.leave(answers.stopped, DENIED)
    released = writer.seen(answers.released)
    with writer.where(released) if released is not False else nullcontext():
        if released is not False:
            writer.settle(answers.released, so=True)
            writer.leave(when=True, answer=writer.seen(answers.obligations))
    if released is True:
        return writer
    writer.settle(released, so=False)
    writer.settle(answers.released, so=False)
    for no in map(writer.seen, answers.begun_noes):
        if no is not False:
            with writer.where(no):
                _carried(writer, answers)
            writer.settle(no, so=False)
    _carried(writer, answers)
    return writer


def _carried(writer: Writer, answers: Answers) -> None:
    """Write the verdict on a marketing message: the cheap questions first, then ground by ground."""
    permitted = writer.seen(answers.permitted)
    parts: tuple[Truth, ...] = permitted.parts if isinstance(permitted, Every) else (permitted,)
    writer.share([permitted])
    *duties, grounds = sorted(parts, key=lambda part: len(nodes_of(part)))
    for part in duties:
        writer.leave(writer.graph.opposite(part), DENIED)
    writer.settle(answers.permitted, so=True)
    for ground in grounds.parts if isinstance(grounds, Either) else (grounds,):
        when = writer.seen(ground)
        if when is False:
            continue
        with writer.where(when):
            answer = writer.seen(answers.obligations)
            writer.share([answer])
            writer.leave(when=True, answer=answer)
        writer.settle(when, so=False)
        writer.settle(ground, so=False)
    writer.leave(when=True, answer=DENIED)


def _row(answers: Answers, graph: Graph) -> Writer:
    writer = Writer(graph)
    values = [getattr(answers, name) for name in ANSWERS]
    writer.share(values)
    writer.prepare(*values)
    writer.lines.append(f"return ({', '.join(map(writer.whole, values))})")
    return writer
