"""The databases that judge a lot with the printed statement, and the generated Python that judges it case by case."""

import csv
import itertools
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from datmag.rulebook import as_python
from datmag.rulebook.as_sql import Dialect, verdict_select
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from tests.rulebook.lots import Lot
from tests.rulebook.reference import ANSWERS, Row

Answer = Callable[[Any], Any]


class Engine(Protocol):
    """Judges lots."""

    def judged(self, lot: Lot) -> list[Row]:
        """Give the row of answers of each case of a lot."""
        ...

    def close(self) -> None:
        """Let go of what it holds."""
        ...


class Generated:
    """The generated Python: the row of answers, and the quick verdict beside it."""

    def __init__(self) -> None:
        """Begin without functions; each policy gets its own two once."""
        self.made: dict[str, tuple[Answer, Answer]] = {}

    def judged(self, lot: Lot) -> list[Row]:
        """Judge case by case.

        Raises:
            AssertionError: the quick verdict says otherwise than the row.
        """
        if lot.policy.name not in self.made:
            policy = lot.policy
            self.made[policy.name] = (as_python.row(RULEBOOK, policy), as_python.quick(RULEBOOK, policy))
        row, quick = self.made[lot.policy.name]
        return [_agreed(case, lot.policy, row(case.facts), quick(case.facts)) for case in lot.cases]

    def close(self) -> None:
        """Hold nothing."""


def _agreed(case: Case, policy: Policy, row: dict[str, int], quick: int) -> Row:
    expected = row["obligations"] if row["permitted"] else as_python.DENIED

    assert (quick, case.json(), policy.name) == (expected, case.json(), policy.name)
    return tuple(row[name] for name in ANSWERS)


class Sql:
    """A database with one table of facts, which holds one lot at a time."""

    dialect: Dialect
    columns: Sequence[str] = ()

    def judged(self, lot: Lot, answers: Sequence[str] = ANSWERS) -> list[Row]:
        """Store the cases as rows and judge them with one statement."""
        self.store(lot)
        statement = statement_of(lot, "facts", self.dialect, answers)

        assert "%" not in statement
        rows = sorted(map(tuple, self.rows(statement)))
        assert list(range(len(lot.cases))) == [row[0] for row in rows]
        return [row[1:] for row in rows]

    def store(self, lot: Lot) -> None:
        """Put the cases in the table."""
        if self.columns != lot.columns:
            self.columns = lot.columns
            typed = ", ".join(f"{name} {self.type_of(name)} NOT NULL" for name in lot.columns)
            self.run("DROP TABLE IF EXISTS facts")
            self.run(f"CREATE TEMPORARY TABLE facts (number INTEGER NOT NULL, {typed})")
        self.run("DELETE FROM facts")
        self.fill(rows_of(lot))

    def type_of(self, name: str) -> str:
        """Give the type of a fact's column."""
        return {"moment": "BIGINT", "number": "INTEGER", "bool": "SMALLINT"}.get(FACTS[name].kind, "TEXT")

    def run(self, statement: str) -> None:
        """Run a statement that gives nothing."""
        self.rows(statement)

    def rows(self, statement: str) -> Iterable[Any]:
        """Run a statement and give its rows."""
        raise NotImplementedError

    def fill(self, rows: Iterable[Sequence[object]]) -> None:
        """Put rows in the table."""
        raise NotImplementedError


class Sqlite(Sql):
    """SQLite in memory."""

    dialect: Dialect = "sqlite"

    def __init__(self) -> None:
        """Open an empty one."""
        self.connection = sqlite3.connect(":memory:")

    def rows(self, statement: str) -> Iterable[Any]:
        """Run a statement and give its rows."""
        return self.connection.execute(statement).fetchall()

    def fill(self, rows: Iterable[Sequence[object]]) -> None:
        """Insert row by row."""
        marks = ", ".join("?" * (len(self.columns) + 1))
        self.connection.executemany(f"INSERT INTO facts VALUES ({marks})", rows)  # noqa: S608  (only marks)

    def close(self) -> None:
        """Close it."""
        self.connection.close()


class Postgresql(Sql):
    """A PostgreSQL, in a temporary table."""

    dialect: Dialect = "postgresql"

    def __init__(self, url: str) -> None:
        """Connect."""
        import psycopg  # noqa: PLC0415  (not in Spark's environment)

        self.connection = psycopg.connect(url, autocommit=True)
        self.cursor = self.connection.cursor()

    def rows(self, statement: str) -> Iterable[Any]:
        """Run a statement and give its rows."""
        self.cursor.execute(statement, prepare=False)
        return self.cursor.fetchall() if self.cursor.description else ()

    def fill(self, rows: Iterable[Sequence[object]]) -> None:
        """Copy the rows in."""
        with self.cursor.copy("COPY facts FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()


class Duckdb(Sql):
    """A DuckDB in memory, its words as text or as ENUM."""

    dialect: Dialect = "duckdb"

    def __init__(self, *, enums: bool) -> None:
        """Open an empty one and make the types."""
        import duckdb  # noqa: PLC0415  (not in Spark's environment)

        self.connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
        self.connection.execute("SET threads = 2")
        self.enums = enums
        self.folder = tempfile.TemporaryDirectory(prefix="datmag-duckdb-")
        for name, fact in FACTS.items() if enums else ():
            if fact.kind == "enum":
                words = ", ".join(f"'{word}'" for word in (*fact.values, UNKNOWN))
                self.run(f"CREATE TYPE {name}_words AS ENUM ({words})")

    def type_of(self, name: str) -> str:
        """Give the type of a fact's column."""
        return f"{name}_words" if self.enums and FACTS[name].kind == "enum" else super().type_of(name)

    def rows(self, statement: str) -> Iterable[Any]:
        """Run a statement and give its rows."""
        return self.connection.execute(statement).fetchall()

    def fill(self, rows: Iterable[Sequence[object]]) -> None:
        """Read the rows from a file: row by row takes milliseconds each."""
        path = Path(self.folder.name) / "facts.csv"
        write_csv(path, rows)
        self.run(f"COPY facts FROM '{path}' (FORMAT csv, HEADER false)")

    def close(self) -> None:
        """Close it and remove its file."""
        self.connection.close()
        self.folder.cleanup()


def statement_of(
    lot: Lot,
    source: str,
    dialect: Dialect,
    answers: Sequence[str] = ANSWERS,
    keep: Sequence[str] | None = ("number",),
) -> str:
    """Print the statement that judges a lot."""
    return verdict_select(
        source=source,
        columns=lot.columns,
        constants=lot.constants,
        at=lot.at,
        policy=lot.policy,
        dialect=dialect,
        keep=keep,
        answers=answers,
    )


def rows_of(lot: Lot) -> Iterable[Sequence[object]]:
    """Give the cases as rows: their place, and the facts that are columns."""
    for number, case in enumerate(lot.cases):
        row = case.row()
        yield [number, *(row[name] for name in lot.columns)]


def write_csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write rows to a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def differences(engine: Engine, lot: Lot, expected: Sequence[Row]) -> list[object]:
    """Name the first cases that an engine judges otherwise: policy, case, the answers expected and found."""
    found = zip(lot.cases, expected, engine.judged(lot), strict=True)
    wrong = (
        (lot.policy.name, case.json(), dict(zip(ANSWERS, zip(one, other, strict=True), strict=True)))
        for case, one, other in found
        if one != other
    )
    return list(itertools.islice(wrong, 3))
