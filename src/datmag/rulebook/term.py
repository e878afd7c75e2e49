"""A term of N calendar months, exact to the microsecond, as thresholds that code and SQL share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from datmag.moment import DAY, NEVER, Moment, add_months, moment, to_datetime


@dataclass(frozen=True, slots=True)
class Term:
    """The moments from which a term of N months still holds at `at`.

    A term ends N calendar months later at the same clock time in UTC, on the month's last day where that day
    is lacking, and holds at that very moment. So `t` is within the term where `add_months(t, N) >= at`. Seen
    from a fixed `at` that is: `t >= start`, and, where `at` falls on the last day of its month, days that
    are cut down to that last day count only from the clock time of `at` (until `free`, the next month).

    INVARIANT: `holds(t)` equals `add_months(t, months) >= at` for every `t`.
    """

    start: Moment
    free: Moment
    clock: int

    @classmethod
    def before(cls, at: Moment, months: int) -> "Term":
        """Give the term of `months` months that is looked back on from `at`."""
        now = to_datetime(at)
        clock = at % DAY
        year, month0 = divmod(now.year * 12 + now.month - 1 - months, 12)
        first = datetime(year, month0 + 1, 1, tzinfo=UTC)
        free = add_months(moment(first), 1)
        day = moment(first + timedelta(days=now.day - 1))
        if day >= free:
            return cls(free, free, 0)
        if (now + timedelta(days=1)).day != 1:
            return cls(day + clock, day + clock, 0)
        return cls(day, free, clock)

    @property
    def plain(self) -> bool:
        """Tell whether `t >= start` says it all."""
        return self.free <= self.start or self.clock == 0

    def holds(self, since: Moment) -> bool:
        """Tell whether the term that began at `since` still holds; never for a time that is not there."""
        if since == NEVER or since < self.start:
            return False
        return self.plain or since >= self.free or (since - self.start) % DAY >= self.clock


_KEPT = 4_096
"""So many moments of sending are kept."""


class Terms(dict[Moment, "Term"]):
    """The terms of so many months that are looked back on from each moment; each is worked out once."""

    def __init__(self, months: int) -> None:
        """Begin with nothing known."""
        super().__init__()
        self.months = months

    def __missing__(self, at: Moment) -> Term:
        """Work it out, and keep it."""
        if len(self) >= _KEPT:
            self.clear()
        self[at] = found = Term.before(at, self.months)
        return found


class Since(dict[Moment, Moment]):
    """By moment of sending: from when on what began lasts, as read off its term."""

    def __init__(self, terms: Terms, read: Callable[[Term], Moment]) -> None:
        """Begin with nothing known."""
        super().__init__()
        self.terms, self.read = terms, read

    def __missing__(self, at: Moment) -> Moment:
        """Read it off, and keep it."""
        if len(self) >= _KEPT:
            self.clear()
        self[at] = found = self.read(self.terms[at])
        return found


@cache
def looked_back(months: int) -> tuple[Since, Since, Terms]:
    """Give, by moment of sending: since when a term surely lasts, since when it may last at all, the term."""
    terms = Terms(months)
    surely = Since(terms, lambda term: term.start if term.plain else term.free)
    return surely, Since(terms, lambda term: term.start), terms
