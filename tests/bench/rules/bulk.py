"""A table of typed rows judged at once, in each database, against a scan and against SQL written by hand."""

import csv
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from datmag.rulebook import as_python
from datmag.rulebook.as_sql import Dialect, verdict_select
from datmag.rulebook.formulas.branches import packed, parts
from datmag.rulebook.formulas.formula import facts_in
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import lower, steps
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from tests.bench.rules import by_hand, by_hand_sql
from tests.bench.rules.fisca import Fisca
from tests.bench.rules.line import Line
from tests.bench.rules.people import AT, COPIES, pool
from tests.bench.rules.rows import COLUMNS, HOUR, copied, table, write_pool
from tests.bench.rules.timing import Times, by_clock, in_turn

ANSWERS = ("permitted", "reason", "obligations")
_STANDARD = POLICIES["standard"]
_PACKED = ("reason", "obligations")
_OFTEN = 3
"""DuckDB's times scatter most here, so it gets more rounds."""
_AT_ONCE = 100_000
"""OpenFisca is given so many rows at a time: it keeps a vector for every step."""
Sums = tuple[int, ...]


def bulk(folder: Path, *, rows: int, rounds: int) -> Iterator[Line]:
    """Measure in every database that is there, once all give the same sums as the generated Python."""
    write_pool(folder / "pool.csv", rows)
    expected = _sums(rows)
    yield from _sqlite(folder, expected, rounds)
    yield from _duckdb(folder, expected, rounds)
    yield from _postgresql(folder, expected, rounds)
    yield from _row_by_row(rows, rounds)
    yield from _openfisca(rows, expected, rounds)


def scan(name: str) -> str:
    """Give one aggregate over every column that the verdict reads."""
    found = lower(RULEBOOK, _STANDARD, Graph(since=AT, until=AT + 1), {})
    read = facts_in(found.permitted, found.reason, found.obligations)
    highest = ", ".join(f"max({fact})" for fact in read if fact != "at")
    return f"SELECT count(*), {highest} FROM {name}"  # noqa: S608  (names of FACTS)


def selected(name: str, dialect: Dialect) -> str:
    """Give the answers of every row."""
    return verdict_select(
        source=name, columns=COLUMNS, constants={}, at=AT, policy=_STANDARD, dialect=dialect, keep=(),
        answers=ANSWERS,
    )  # fmt: skip


def judged(name: str, dialect: Dialect) -> str:
    """Give the sums of the answers of every row."""
    return summed(selected(name, dialect))


def summed(select: str) -> str:
    """Give the sums of the answers of a statement."""
    return f"SELECT {', '.join(f'sum({answer})' for answer in ANSWERS)} FROM ({select}) AS judged"  # noqa: S608  (the same)


def _sums(rows: int) -> Sums:
    """Give the sums that the generated Python finds, for the rows as they are copied."""
    row, found = as_python.row(RULEBOOK, _STANDARD), [0] * len(ANSWERS)
    for case in pool(rows // COPIES):
        times = {
            name: int(value) for name, value in case.facts.items() if name != "at" and _is_time(name, value)
        }
        for copy in range(COPIES):
            moved = {**case.facts, **{name: value - copy * HOUR for name, value in times.items()}}
            answers = row(moved)
            for index, answer in enumerate(ANSWERS):
                found[index] += answers[answer]
    return tuple(found)


def _sqlite(folder: Path, expected: Sums, rounds: int) -> Iterator[Line]:
    with closing(sqlite3.connect(folder / "facts.sqlite3")) as database:
        database.execute("PRAGMA cache_size = -1000000")
        for name in ("pool", "facts"):
            database.execute(table(name))
        marks = ", ".join("?" * len(COLUMNS))
        with (folder / "pool.csv").open(newline="", encoding="utf-8") as file:
            database.executemany(f"INSERT INTO pool VALUES ({marks})", csv.reader(file))  # noqa: S608  (question marks)
        numbers = f"WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < {COPIES - 1})"  # noqa: S608  (a number of ours)
        database.execute(f"INSERT INTO facts {copied(f'({numbers} SELECT n FROM c)')}")  # noqa: S608  (names of FACTS)
        database.commit()

        def run(statement: str) -> Sums:
            return tuple(database.execute(statement).fetchone())

        ours = judged("facts", "sqlite")
        _same("SQLite", run(ours), expected)
        found = in_turn({"scan": partial(run, scan("facts")), "ours": partial(run, ours)}, rounds)
        yield from _lines(f"SQLite {sqlite3.sqlite_version}", found, "scan", 2)


def _duckdb(folder: Path, expected: Sums, rounds: int) -> Iterator[Line]:
    import duckdb  # noqa: PLC0415  (an extra: `datmag[warehouse]`)

    with closing(duckdb.connect(str(folder / "facts.duckdb"))) as database:
        database.execute("SET threads = 1")
        database.execute("SET autoinstall_known_extensions = false")
        database.execute(table("pool"))
        database.execute(f"COPY pool FROM '{folder / 'pool.csv'}' (HEADER false)")

        def run(statement: str) -> Any:  # noqa: ANN401  (a row)
            return database.execute(statement).fetchone()

        for name, enums in (("text", False), ("enums", True)):
            database.execute(table(name, enums=enums))
            database.execute(f"INSERT INTO {name} {copied(f'(SELECT unnest(range({COPIES})) AS n)')}")
            hand, ours = by_hand_sql.by_hand(name, AT), judged(name, "duckdb")
            _same(f"DuckDB, {name}", run(ours), expected)
            _same(f"DuckDB by hand, {name}", run(summed(hand)), expected)
            # One thread gives the rows in their order.
            if database.execute(hand).fetchall() != database.execute(selected(name, "duckdb")).fetchall():
                message = f"DuckDB, {name}: a row differs from the statement written by hand"
                raise SystemExit(message)
            works = {"scan": scan(name), "hand": summed(hand), "ours": ours}
            found = in_turn(
                {key: partial(run, statement) for key, statement in works.items()}, _OFTEN * rounds
            )
            yield from _lines(f"DuckDB {duckdb.__version__}, {name}", found, "hand", 1.2)


def _postgresql(folder: Path, expected: Sums, rounds: int) -> Iterator[Line]:
    import psycopg  # noqa: PLC0415  (only here)

    url = os.environ.get("DATMAG_TEST_PG")
    if not url:
        return
    with psycopg.connect(url) as database:
        cursor = database.cursor()
        for setting in ("max_parallel_workers_per_gather = 0", "jit = off", "work_mem = '256MB'"):
            cursor.execute(f"SET {setting}")
        for name in ("pool", "facts"):
            cursor.execute(table(name).replace("CREATE TABLE", "CREATE TEMPORARY TABLE"))
        with (
            (folder / "pool.csv").open("rb") as file,
            cursor.copy("COPY pool FROM STDIN (FORMAT csv)") as copy,
        ):
            while part := file.read(1 << 20):
                copy.write(part)
        cursor.execute(f"INSERT INTO facts {copied(f'generate_series(0, {COPIES - 1}) AS c(n)')}")
        cursor.execute("ANALYZE facts")

        def run(statement: str) -> Sums:
            cursor.execute(statement)
            return tuple(map(int, (cursor.fetchone() or ())[: len(ANSWERS)])) if "judged" in statement else ()

        ours = judged("facts", "postgresql")
        _same("PostgreSQL", run(ours), expected)

        def scanned() -> None:
            cursor.execute(scan("facts"))
            cursor.fetchone()

        found = by_clock({"scan": scanned, "ours": partial(run, ours)}, rounds)
        yield from _lines(f"PostgreSQL {database.info.server_version // 10000}", found, "scan", None)


def _row_by_row(rows: int, rounds: int) -> Iterator[Line]:
    """Measure the generated Python over the pool."""
    facts = [case.facts for case in pool(rows // COPIES)]
    quick = as_python.quick(RULEBOOK, _STANDARD)

    def each(work: Callable[[Any], int]) -> list[int]:
        return [work(one) for one in facts]

    if each(quick) != each(by_hand.decide):
        message = "a row differs from the function written by hand"
        raise SystemExit(message)
    found = in_turn({"floor": partial(each, by_hand.decide), "ours": partial(each, quick)}, rounds)
    ours, floor = found["ours"], found["floor"]
    name = f"Python, {len(facts):,} rows"
    yield Line(f"{name}: function written by hand", _millis(floor))
    yield Line(f"{name}: ours", _millis(ours), ours.against(floor), ours.spread(floor))


def _openfisca(rows: int, expected: Sums, rounds: int) -> Iterator[Line]:
    try:
        number = packed(steps(RULEBOOK, _STANDARD, Graph(since=AT, until=AT + 1), {}), _PACKED)
        engine = Fisca(number)
    except ModuleNotFoundError as missing:
        print(f"not installed: {missing.name}")
        return
    columns = engine.table(pool(rows // COPIES), copies=COPIES, earlier=HOUR)

    def some(begin: int) -> Sums:
        chosen = {name: column[begin : begin + _AT_ONCE] for name, column in columns.items()}
        found = engine.answers(chosen, min(_AT_ONCE, rows - begin))
        reason, obligations = (
            (found // part.times & part.mask) - part.less
            for part in (parts(_PACKED)[name] for name in _PACKED)
        )
        return int((reason < 0).sum()), int(reason.sum()), int(obligations.sum())

    def run() -> Sums:
        return tuple(map(sum, zip(*map(some, range(0, rows, _AT_ONCE)), strict=True)))

    _same("OpenFisca", run(), expected)
    found = in_turn({"theirs": run}, rounds)
    yield Line(f"OpenFisca-Core {version('openfisca-core')}, the same rows", _millis(found["theirs"]))


def _same(name: str, found: Any, expected: Sums) -> None:  # noqa: ANN401  (a row)
    if tuple(map(int, found)) != expected:
        message = f"{name} gives {found}, the generated Python {expected}"
        raise SystemExit(message)


def _lines(name: str, found: dict[str, Times], floor: str, most: float | None) -> Iterator[Line]:
    shown = {"scan": "one aggregate over the columns", "hand": "CASE written by hand"}
    yield from (
        Line(f"{name}: {shown[key]}", _millis(times), None if key == floor else times.against(found[floor]))
        for key, times in found.items()
        if key != "ours"
    )
    ours = found["ours"]
    yield Line(
        f"{name}: ours", _millis(ours), ours.against(found[floor]), ours.spread(found[floor]), most=most
    )


def _millis(times: Times) -> str:
    return f"{times.median * 1000:,.0f} ms"


def _is_time(name: str, value: object) -> bool:
    from datmag.moment import NEVER  # noqa: PLC0415
    from datmag.rulebook.fact import FACTS  # noqa: PLC0415

    return FACTS[name].kind == "moment" and value != NEVER
