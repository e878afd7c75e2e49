"""The drawing of a person's timeline: one lane for each kind of event, without a word in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from datmag.moment import NEVER, Moment, moment, to_datetime
from datmag.web.timeline import LANES, Event, Tone
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the drawing: its name and the marks on it, `x` from 0 to 1000."""

    name: Text
    marks: Sequence[tuple[int, Tone]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The swim lanes from the first year to the last; `grid` are the starts of the years between."""

    lanes: Sequence[Lane]
    grid: Sequence[int]
    first: int
    last: int


def drawing(found: Sequence[Event], now: Moment) -> Drawing | None:
    """Place the dated events on lanes; None where there is nothing to draw."""
    dated = [event for event in found if event.at != NEVER]
    if not dated:
        return None
    first = to_datetime(dated[0].at).year
    last = max(to_datetime(max(now, dated[-1].at)).year, first)
    return _drawn(dated, first, last)


def _drawn(dated: Sequence[Event], first: int, last: int) -> Drawing:
    starts = [_new_year(year) for year in range(first, last + 2)]

    def place(at: Moment) -> int:
        return 12 + (at - starts[0]) * 976 // (starts[-1] - starts[0])

    lanes = [
        Lane(name, [(place(event.at), event.tone) for event in dated if event.lane == lane])
        for lane, name in LANES.items()
        if any(event.lane == lane for event in dated)
    ]
    return Drawing(lanes, [place(start) for start in starts], first, last)


def _new_year(year: int) -> Moment:
    return moment(datetime(year, 1, 1, tzinfo=UTC))
