"""Days and times as people fill them in: Dutch time, in a century that a page can show."""

from datmag.errors import InputError
from datmag.moment import AMSTERDAM, Moment, parse_loose, to_datetime
from datmag.words import Text

YEARS = range(1900, 2200)
LONGEST = 80
"""A time is shorter; what is longer is none, and is not repeated whole."""


def read(text: str) -> Moment:
    """Read a day or a time; what has no zone is Dutch time.

    Raises:
        InputError: it is none, or too far away.
    """
    try:
        value = parse_loose(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")
        year = to_datetime(value).year
    except OverflowError:
        year = 0
    if year not in YEARS:
        raise InputError(
            Text(
                f"`{text[:40]}` ligt te ver weg: kies een jaar van {YEARS[0]} tot en met {YEARS[-1]}",
                f"`{text[:40]}` is too far away: choose a year from {YEARS[0]} to {YEARS[-1]}",
            )
        )
    return value


def local(value: Moment) -> str:
    """Write a moment as Dutch clock time, the way a field for a time shows it."""
    return to_datetime(value).astimezone(AMSTERDAM).replace(tzinfo=None).isoformat()
