"""The rulebook as generated Python: outcome and obligations of one case in about a microsecond.

What every case must say (its channel, what it is declared as) chooses a function of its own, made when it is
first needed: so each holds only the law that can still matter, and leaves as soon as it knows.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, TypeVar

from datmag.moment import Moment
from datmag.rulebook.fact import Value
from datmag.rulebook.formulas.formula import Either, Every, Formula, Truth, nodes_of
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import Answers, Steps, steps
from datmag.rulebook.formulas.python_writer import Writer
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook, borders

Facts = Mapping[str, Any]
"""The facts of a case, as a `Case` holds them."""
Key = tuple[Value, Value, int]
"""A kind of message in a period of the law: channel, what it is declared as, number of the period."""
Answer = TypeVar("Answer")

DENIED = -1
"""The answer of a quick verdict that denies; a permit answers with its obligations as bits."""

ANSWERS = ("permitted", "review", "ground", "grounds", "reason", "obligations", "misses")
"""The columns of a row of answers, as in `Decision.row`."""


def quick(book: Rulebook, policy: Policy) -> Callable[[Facts], int]:
    """Give the function that tells outcome and obligations of a case.

    Returns:
        A function of the facts of a case, as a `Case` holds them: DENIED, or the obligations as bits.
    """
    return dispatch(book, policy, lambda found, _: _quick(found).compiled())


def row(book: Rulebook, policy: Policy) -> Callable[[Facts], dict[str, int]]:
    """Give the function that tells the row of answers of a case, as `Decision.row` gives it."""
    answer = dispatch(book, policy, lambda found, _: _row(found).compiled())
    return lambda facts: dict(zip(ANSWERS, map(int, answer(facts)), strict=True))


def source(book: Rulebook, policy: Policy, channel: str, declared_as: str, at: Moment) -> str:
    """Give the generated source of the quick verdict for one kind of message at a moment, to be read."""
    return _quick(_steps(book, policy, (channel, declared_as, bisect_right(borders(book), at)))).source()


def dispatch(
    book: Rulebook, policy: Policy, make: Callable[[Steps, Key], Callable[[Facts], Answer]]
) -> Callable[[Facts], Answer]:
    """Give a function of the facts of a case that asks the function made for its kind of message and period."""
    ends = borders(book)
    last = ends[-1]
    today: dict[Value, dict[Value, Callable[[Facts], Answer]]] = {}
    made = {len(ends): today}

    def answer(facts: Facts) -> Answer:
        at = facts["at"]
        try:
            kinds = today if at >= last else made[bisect_right(ends, at)]
            function = kinds[facts["channel"]][facts["declared_as"]]
        except KeyError:
            channel, declared_as, period = key = (
                facts["channel"],
                facts["declared_as"],
                bisect_right(ends, at),
            )
            function = make(_steps(book, policy, key), key)
            made.setdefault(period, {}).setdefault(channel, {})[declared_as] = function
        return function(facts)

    return answer


def within(book: Rulebook, key: Key) -> Moment:
    """Give a moment in the period of a key."""
    ends = borders(book)
    return ends[key[2] - 1] if key[2] else ends[0] - 1


def _steps(book: Rulebook, policy: Policy, key: Key) -> Steps:
    ends = (None, *borders(book), None)
    channel, declared_as, period = key
    graph = Graph(since=ends[period], until=ends[period + 1])
    return steps(book, policy, graph, {"channel": channel, "declared_as": declared_as})


def _quick(found: Steps) -> Writer:
    answers, writer = found.answers(), Writer(found.reader.graph)
    writer.leave(answers.stopped, DENIED)
    released: Truth = writer.seen(answers.released)
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
    permitted: Truth = writer.seen(answers.permitted)
    parts: tuple[Truth, ...] = permitted.parts if isinstance(permitted, Every) else (permitted,)
    writer.share([permitted])
    *duties, grounds = sorted(parts, key=lambda part: len(nodes_of(part)))
    for part in duties:
        writer.leave(writer.graph.opposite(part), DENIED)
    writer.settle(answers.permitted, so=True)
    for ground in grounds.parts if isinstance(grounds, Either) else (grounds,):
        when: Truth = writer.seen(ground)
        if when is False:
            continue
        with writer.where(when):
            answer = writer.seen(answers.obligations)
            writer.share([answer])
            writer.leave(when=True, answer=answer)
        writer.settle(when, so=False)
        writer.settle(ground, so=False)
    writer.leave(when=True, answer=DENIED)


def _row(found: Steps) -> Writer:
    answers, writer = found.answers(), Writer(found.reader.graph)
    values: list[Formula | int] = [getattr(answers, name) for name in ANSWERS]
    writer.share(values)
    writer.prepare(*values)
    writer.say(f"return ({', '.join(map(writer.whole, values))})")
    return writer
