"""Times of several things in turn, so that what else the machine does falls on all of them alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds that something took, round by round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median round."""
        return statistics.median(self.rounds)

    def over(self, times: int) -> "Times":
        """Give the times of one of so many alike that were done in each round."""
        return Times(tuple(one / times for one in self.rounds))

    def against(self, floor: "Times") -> float:
        """Give the median of the ratios to a floor, each of the same round."""
        return statistics.median(mine / its for mine, its in zip(self.rounds, floor.rounds, strict=True))

    def spread(self, floor: "Times") -> str:
        """Write the lowest and the highest of these ratios."""
        ratios = [mine / its for mine, its in zip(self.rounds, floor.rounds, strict=True)]
        return f"{min(ratios):.2f}-{max(ratios):.2f}"


def in_turn(works: Mapping[str, Work], rounds: int) -> dict[str, Times]:
    """Time each once to warm up, then each in every round; the time is that of the processor, not of the clock.

    The time of a database server of its own does not count to this process: use `by_clock`.
    """
    return _timed(works, rounds, time.process_time)


def by_clock(works: Mapping[str, Work], rounds: int) -> dict[str, Times]:
    """Time by the clock."""
    return _timed(works, rounds, time.perf_counter)


def _timed(works: Mapping[str, Work], rounds: int, clock: Callable[[], float]) -> dict[str, Times]:
    found: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            begun = clock()
            work()
            found[name].append(clock() - begun)
    return {name: Times(tuple(rounds)) for name, rounds in found.items()}
