"""The verdict one by one and the verdict as SQL are the same, in every database."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from datmag.rulebook.case import Case
from datmag.rulebook.policy import POLICIES
from tests.rulebook.cases import CASEBOOK
from tests.rulebook.engines import ANSWERS, Duckdb, Postgresql, Sql, Sqlite, differences, statement_of
from tests.rulebook.lots import ALL_COLUMNS, NUMBERS, Lot, lot
from tests.rulebook.reference import Row, reference_row

pytestmark = pytest.mark.fuzz


@pytest.fixture(params=["sqlite", "postgresql", "duckdb", "duckdb with enums"])
def database(request: pytest.FixtureRequest) -> Iterator[Sql]:
    """Give each database in turn."""
    make: dict[str, Callable[[], Sql]] = {
        "sqlite": Sqlite,
        "postgresql": lambda: Postgresql(request.getfixturevalue("postgres_url")),
        "duckdb": lambda: Duckdb(enums=False),
        "duckdb with enums": lambda: Duckdb(enums=True),
    }
    opened = make[request.param]()
    yield opened
    opened.close()


@pytest.mark.slow
def test_boundary_and_random_cases_get_the_same_verdict_in_sql(
    database: Sql, expected: dict[int, list[Row]]
) -> None:
    """Every lot: each moment at which the law changes, each policy, facts as columns and as constants."""
    for number in NUMBERS:
        assert not differences(database, lot(number), expected[number])


def test_the_casebook_gets_the_same_verdict_in_sql(database: Sql) -> None:
    """Every case of the casebook, under every policy."""
    by_moment: dict[int, list[Case]] = {}
    for entry in CASEBOOK:
        case = Case.read(entry["facts"])
        by_moment.setdefault(case.at, []).append(case)

    for at, cases in by_moment.items():
        for policy in POLICIES.values():
            rows = [reference_row(case, policy) for case in cases]
            assert not differences(database, Lot(-1, at, policy, ALL_COLUMNS, cases), rows)


@pytest.mark.parametrize(
    "answers", [("permitted",), ("ground", "permitted", "misses"), ("obligations", "reason")]
)
def test_a_statement_for_some_answers_gives_them_as_the_whole_one_does(
    database: Sql, answers: tuple[str, ...]
) -> None:
    """What a statement is not asked changes nothing of what it is asked."""
    some = _short(lot(len(NUMBERS) // 2))
    asked = [name for name in ANSWERS if name in answers]
    whole = [reference_row(case, some.policy) for case in some.cases]
    places = [ANSWERS.index(name) for name in asked]

    assert [tuple(row[place] for place in places) for row in whole] == database.judged(some, answers)


def test_a_statement_may_keep_every_column_of_its_rows() -> None:
    """Without a list of columns to keep it yields the facts as they are beside the answers."""
    some, database = _short(lot(7)), Sqlite()
    database.judged(some)
    cursor = database.connection.execute(statement_of(some, "facts", "sqlite", keep=None))
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor]

    assert [case.row()["consent_by"] for case in some.cases] == [row["consent_by"] for row in found]
    assert [reference_row(case, some.policy) for case in some.cases] == [
        tuple(row[name] for name in ANSWERS) for row in found
    ]


def _short(some: Lot) -> Lot:
    return replace(some, cases=some.cases[::9], tried=())
