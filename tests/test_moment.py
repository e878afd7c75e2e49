"""Time is a whole number of microseconds, and a time without zone is refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datmag.errors import InputError
from datmag.moment import DAY, add_months, amsterdam_day, iso, moment, parse, parse_loose, to_datetime


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001  (hypothesis adds the zone)
def test_a_moment_survives_the_way_there_and_back(value: datetime) -> None:
    """Nothing is lost between a datetime, a moment and its text."""
    assert to_datetime(moment(value)) == value
    assert parse(iso(moment(value))) == moment(value)


@pytest.mark.parametrize("text", ["2026-11-10T10:00:00", "2026-11-10", "31-02-2026", "", "tomorrow"])
def test_a_time_without_zone_is_an_error(text: str) -> None:
    """A guess about the zone could move a No to the other side of a sending."""
    with pytest.raises(InputError):
        parse(text)


def test_a_bare_date_in_a_file_is_midnight_in_amsterdam() -> None:
    """Files of people who live there mean their own midnight, in summer and in winter."""
    assert parse_loose("2026-07-01") == parse("2026-06-30T22:00:00Z")
    assert parse_loose("2026-01-01") == parse("2025-12-31T23:00:00Z")


@pytest.mark.parametrize("text", ["31-02", "2026-02-31", "12/31/2026"])
def test_a_date_that_does_not_exist_is_an_error(text: str) -> None:
    """A wrong date is said, never guessed."""
    with pytest.raises(InputError, match=text.replace("/", "/")):
        parse_loose(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-02-29T12:00:00Z", 12, "2025-02-28T12:00:00Z"),
        ("2024-02-29T12:00:00Z", 24, "2026-02-28T12:00:00Z"),
        ("2026-01-31T23:59:59Z", 1, "2026-02-28T23:59:59Z"),
        ("2026-11-30T00:00:00Z", 3, "2027-02-28T00:00:00Z"),
        ("2026-03-15T08:00:00Z", 24, "2028-03-15T08:00:00Z"),
    ],
)
def test_a_term_ends_at_the_same_moment_or_on_the_last_day(start: str, months: int, end: str) -> None:
    """Calendar months in UTC, the month's last day where that day is lacking."""
    assert add_months(parse(start), months) == parse(end)


def test_the_dutch_day_turns_at_dutch_midnight() -> None:
    """23:30 in UTC is the next day in Amsterdam."""
    evening = parse("2026-11-10T23:30:00Z")

    assert amsterdam_day(evening).isoformat() == "2026-11-11"
    assert amsterdam_day(evening - DAY).isoformat() == "2026-11-10"
