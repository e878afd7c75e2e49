"""Which of somebody's cases is shown: each dealing makes its own case, and one permit permits (`story.md`, rule 8)."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from datmag.rulebook.decision import Decision

Row = TypeVar("Row", bound=Mapping[str, object])


def choose(rows: Iterable[Row], decide: Callable[[Row], Decision]) -> tuple[Row, Decision]:
    """Judge every case of an address and give the one to show.

    A case that permits is shown, one without `review` first; where none permits, the first. Among equals the
    order is that of `dealing_rank`.

    Args:
        rows: the cases of one address, at least one.
        decide: the rulebook under one policy.
    """
    judged = [(row, decide(row)) for row in rows]
    return min(judged, key=lambda one: (_place(one[1]), one[0].get("dealing_rank", 1)))


def _place(decision: Decision) -> int:
    if decision.outcome != "permit":
        return 2
    return int("review" in decision.obligations)
