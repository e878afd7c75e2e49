"""The demo's calendar: every date is relative to one day, so that the story holds on any day."""

from dataclasses import dataclass
from datetime import date
from random import Random

from datmag.moment import AMSTERDAM, DAY, SECOND, Moment, add_months, parse_loose, to_datetime


@dataclass(frozen=True, slots=True)
class Calendar:
    """Moments before a day; nothing of the demo happens on the day itself or later."""

    day: date
    random: Random

    @property
    def start(self) -> Moment:
        """The day at 00:00 in Amsterdam."""
        return parse_loose(self.day.isoformat())

    def ago(self, months: int) -> Moment:
        """Give the day so many months earlier, at 00:00 in Amsterdam or an hour beside it."""
        return add_months(self.start, -months)

    def between(self, oldest: int, newest: int) -> Moment:
        """Give some moment between two ages in months, at least a day from either end."""
        first, last = self.ago(oldest) + DAY, self.ago(newest) - DAY
        return first + self.random.randrange((last - first) // SECOND) * SECOND


def shopify_time(at: Moment) -> str:
    """Write a moment as Shopify exports it: `2026-05-01 10:00:00 +0200`, in the shop's zone."""
    return to_datetime(at).astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S %z")


def mailchimp_time(at: Moment) -> str:
    """Write a moment as Mailchimp exports it: `2026-05-01 08:00:00`, in UTC."""
    return to_datetime(at).strftime("%Y-%m-%d %H:%M:%S")


def day_of(at: Moment) -> str:
    """Give the Dutch day of a moment, `2026-05-01`."""
    return to_datetime(at).astimezone(AMSTERDAM).date().isoformat()
