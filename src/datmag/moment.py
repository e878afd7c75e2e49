"""Time: a moment is a whole number of microseconds since 1970-01-01 UTC, in code as in every table."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from datmag.errors import InputError
from datmag.words import Text

Moment = int

NEVER: Moment = -(2**62)
"""The value of a time that is not there. INVARIANT: a fact is never null, in Python or in SQL."""

SECOND: Moment = 1_000_000
DAY: Moment = 86_400 * SECOND
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(value: datetime) -> Moment:
    """Turn an aware datetime into a moment; a naive one is an error."""
    if value.tzinfo is None:
        raise InputError(
            Text(
                f"het tijdstip `{value.isoformat()}` heeft geen tijdzone: zet er bijvoorbeeld `+01:00` achter",
                f"the time `{value.isoformat()}` has no zone: add for instance `+01:00`",
            )
        )
    return (value - _EPOCH) // timedelta(microseconds=1)


def parse(text: str) -> Moment:
    """Read an ISO 8601 time with zone; without a zone, or unreadable, it is an error."""
    try:
        value = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise InputError(
            Text(
                f"`{text}` is geen tijdstip: schrijf het als `2026-11-10T10:00:00+01:00`",
                f"`{text}` is not a time: write it like `2026-11-10T10:00:00+01:00`",
            )
        ) from None
    return moment(value)


def parse_loose(text: str) -> Moment:
    """Read an ISO 8601 time or a bare date; what has no zone is Dutch time, a date is 00:00 there."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            Text(
                f"`{text}` is geen datum: schrijf `2026-11-10` of `2026-11-10T10:00:00+01:00`",
                f"`{text}` is not a date: write `2026-11-10` or `2026-11-10T10:00:00+01:00`",
            )
        ) from None
    return moment(value if value.tzinfo else value.replace(tzinfo=AMSTERDAM))


def to_datetime(value: Moment) -> datetime:
    """Turn a moment into an aware datetime in UTC."""
    return _EPOCH + timedelta(microseconds=value)


def iso(value: Moment) -> str:
    """Write a moment as ISO 8601 in UTC, `2026-11-10T09:00:00Z`, with microseconds only where there are any."""
    return to_datetime(value).isoformat().replace("+00:00", "Z")


def amsterdam_day(value: Moment) -> date:
    """Give the Dutch calendar day of a moment."""
    return to_datetime(value).astimezone(AMSTERDAM).date()


def add_months(value: Moment, months: int) -> Moment:
    """Give the same moment N calendar months later in UTC; the month's last day where that day is lacking."""
    at = to_datetime(value)
    year, month0 = divmod(at.year * 12 + at.month - 1 + months, 12)
    day = min(at.day, monthrange(year, month0 + 1)[1])
    return moment(at.replace(year=year, month=month0 + 1, day=day))
