"""The drawing of a person's timeline: one lane for each kind of event, without a word in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from datmag.moment import DAY, NEVER, Moment, moment, to_datetime
from datmag.web.timeline import LANES, Event, Tone
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the drawing: its name and the marks on it, `x` from 0 to 1000."""

    name: Text
    marks: Sequence[tuple[int, Tone]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The swim lanes from the first day to the last; `grid` are both ends and each new year between."""

    lanes: Sequence[Lane]
    grid: Sequence[int]
    first: Moment
    last: Moment


def drawing(found: Sequence[Event], now: Moment) -> Drawing | None:
    """Place the dated events on lanes; None where there is nothing to draw."""
    dated = [event for event in found if event.at != NEVER]
    if not dated:
        return None
    first = dated[0].at
    return _drawn(dated, first, max(now, dated[-1].at, first + DAY))


def _drawn(dated: Sequence[Event], first: Moment, last: Moment) -> Drawing:
    def place(at: Moment) -> int:
        return 12 + (at - first) * 976 // (last - first)

    years = range(to_datetime(first).year + 1, to_datetime(last).year + 1)
    lanes = [
        Lane(name, [(place(event.at), event.tone) for event in dated if event.lane == lane])
        for lane, name in LANES.items()
        if any(event.lane == lane for event in dated)
    ]
    marks = (first, *(_new_year(year) for year in years), last)
    return Drawing(lanes, [place(mark) for mark in marks], first, last)


def _new_year(year: int) -> Moment:
    return moment(datetime(year, 1, 1, tzinfo=UTC))
