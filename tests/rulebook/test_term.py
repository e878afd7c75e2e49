"""A term of months: the thresholds that code and SQL share say the same as counting the months."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from datmag.moment import DAY, NEVER, SECOND, Moment, add_months, moment
from datmag.rulebook.condition import Within, recorded
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.reader import Reader
from datmag.rulebook.formulas.sql_printer import Printer
from datmag.rulebook.policy import POLICIES, own
from datmag.rulebook.term import Term
from datmag.words import Text

CLOCKS = (0, 1, 36_000 * SECOND, DAY - 1)
NOWS = [
    moment(datetime(year, month, 1, tzinfo=UTC) + timedelta(days=offset)) + clock
    for year in (2023, 2024, 2025)
    for month in range(1, 13)
    for offset in (-3, -2, -1, 0, 1, 14)
    for clock in CLOCKS
]


def around(at: Moment, months: int) -> list[Moment]:
    """Give the moments near the edge of a term that is looked back on."""
    edge = add_months(at, -months)
    days = [edge // DAY * DAY + offset * DAY for offset in range(-5, 6)]
    clock = at % DAY
    return [day + part for day in days for part in (0, clock - 1, clock, clock + 1, DAY - 1) if part >= 0]


@pytest.mark.parametrize("months", [0, 1, 11, 12, 24, 60])
def test_a_term_ends_at_the_same_moment_months_later(months: int) -> None:
    """It ends on the month's last day where that day is lacking, in UTC, and still holds at that very moment."""
    wrong = [
        (at, since)
        for at in NOWS
        for since in around(at, months)
        if Term.before(at, months).holds(since) != (add_months(since, months) >= at)
    ]

    assert wrong == []


def test_a_year_after_29_february_ends_on_28_february() -> None:
    """Bought on 29 February 2024 at noon: twelve months last until 28 February 2025 at noon."""
    bought = moment(datetime(2024, 2, 29, 12, tzinfo=UTC))
    noon = moment(datetime(2025, 2, 28, 12, tzinfo=UTC))

    assert Term.before(noon, 12).holds(bought)
    assert not Term.before(noon + 1, 12).holds(bought)
    assert not Term.before(noon, 12).holds(NEVER)


@pytest.mark.parametrize("months", [1, 12, 24])
def test_the_printed_term_is_the_same_term(months: int) -> None:
    """SQLite works out the printed condition for every edge of every month."""
    policy = own("own", Text("", ""), POLICIES["standard"], relation_term_months=months)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (sale_at INTEGER NOT NULL)")
    for at in NOWS:
        graph = Graph()
        pair = Reader(policy, graph, {}).pair(Within("relation_term_months", recorded("sale_at")))
        printer = Printer(graph, "sqlite", at)
        edges = [*around(at, months), NEVER]
        connection.execute("DELETE FROM t")
        connection.executemany("INSERT INTO t VALUES (?)", [(since,) for since in edges])
        select = f"SELECT {printer.print(pair.holds)}, {printer.print(pair.fails)} FROM t ORDER BY rowid"  # noqa: S608  (printed by us)
        found = connection.execute(select).fetchall()
        expected = [(since != NEVER and add_months(since, months) >= at, since != NEVER) for since in edges]

        assert [(int(holds), int(known and not holds)) for holds, known in expected] == found
    connection.close()
