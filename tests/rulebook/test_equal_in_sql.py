"""The verdict one by one and the verdict as SQL are the same, on both databases."""

import os
import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
import pytest

from datmag.rulebook.as_sql import verdict_select
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import POLICIES, Policy
from tests.rulebook.cases import CASEBOOK, MOMENTS, PERSON_FACTS, STATEMENT_FACTS, random_case

CASES = int(os.environ.get("DATMAG_FUZZ", "3000"))
GROUP = 60
ANSWERS = ("permitted", "review", "ground", "grounds", "reason", "obligations", "misses")


def _type(name: str) -> str:
    return {"moment": "BIGINT", "number": "INTEGER", "bool": "SMALLINT"}.get(FACTS[name].kind, "TEXT")


class Database:
    """One table of facts in SQLite or PostgreSQL."""

    def __init__(self, connection: Any, dialect: Any) -> None:  # noqa: ANN401  (either driver's connection)
        """Keep an open connection and its dialect."""
        self.connection, self.dialect = connection, dialect

    def judged(
        self, cases: Sequence[Case], columns: Sequence[str], constants: dict[str, Any], policy: Policy
    ) -> list[dict[str, int]]:
        """Store the cases as rows and judge them with the printed statement."""
        cursor = self.connection.cursor()
        typed = ", ".join(f"{name} {_type(name)} NOT NULL" for name in columns)
        cursor.execute("DROP TABLE IF EXISTS facts")
        cursor.execute(f"CREATE TEMPORARY TABLE facts (number INTEGER NOT NULL, {typed})")
        mark = "?" if self.dialect == "sqlite" else "%s"
        marks = ", ".join([mark] * (len(columns) + 1))
        rows = [[index, *(case.row()[name] for name in columns)] for index, case in enumerate(cases)]
        cursor.executemany(f"INSERT INTO facts VALUES ({marks})", rows)  # noqa: S608  (names of FACTS)
        select = verdict_select(
            source="facts",
            columns=columns,
            constants=constants,
            at=cases[0].at,
            policy=policy,
            dialect=self.dialect,
            keep=["number"],
        )
        cursor.execute(select)
        assert "%" not in select
        found = {row[0]: dict(zip(ANSWERS, row[1:], strict=True)) for row in cursor.fetchall()}
        return [found[index] for index in range(len(cases))]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Give a SQLite and a PostgreSQL in turn."""
    if request.param == "sqlite":
        connection: Any = sqlite3.connect(":memory:")
    else:
        connection = psycopg.connect(request.getfixturevalue("postgres_url"))
    yield Database(connection, request.param)
    connection.close()


def differences(
    database: Database, cases: Sequence[Case], columns: Sequence[str], policy: Policy
) -> Iterable[Any]:
    """Name the cases that the statement judges otherwise than `decide`."""
    constants = {name: cases[0][name] for name in FACTS if name not in columns}
    answers = database.judged(cases, columns, constants, policy)
    for case, answer in zip(cases, answers, strict=True):
        expected = decide(case, policy).row()
        if expected != answer:
            yield policy.name, case.json(), {key: (expected[key], answer[key]) for key in ANSWERS}


def test_random_people_get_the_same_verdict_in_sql(database: Database) -> None:
    """An audience shares the message and the moment; each person's facts are columns."""
    chance = random.Random(20261110)
    for _ in range(max(1, CASES // GROUP)):
        first = random_case(chance)
        message = {name: first[name] for name in STATEMENT_FACTS}
        people = [first, *(random_case(chance, first.at).changed(message) for _ in range(GROUP - 1))]
        policy = chance.choice(list(POLICIES.values()))

        assert not list(differences(database, people, PERSON_FACTS, policy))


def test_it_does_not_matter_which_facts_are_columns(database: Database) -> None:
    """Every fact but the moment may be a column: then each message differs as well."""
    chance = random.Random(4)
    for at in MOMENTS:
        cases = [random_case(chance, at) for _ in range(GROUP)]
        for policy in POLICIES.values():
            assert not list(differences(database, cases, [n for n in FACTS if n != "at"], policy))


def test_the_casebook_gets_the_same_verdict_in_sql(database: Database) -> None:
    """Every case of the casebook, under every policy."""
    by_moment: dict[int, list[Case]] = {}
    for entry in CASEBOOK:
        case = Case.read(entry["facts"])
        by_moment.setdefault(case.at, []).append(case)
    for cases in by_moment.values():
        for policy in POLICIES.values():
            assert not list(differences(database, cases, [n for n in FACTS if n != "at"], policy))
