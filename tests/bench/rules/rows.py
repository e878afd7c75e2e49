"""A table of typed rows in each database: the pool, copied with its times moved; always the same."""

import csv
from pathlib import Path

from datmag.moment import NEVER
from datmag.rulebook.fact import FACTS, UNKNOWN
from tests.bench.rules.people import COPIES, pool

COLUMNS = tuple(name for name in FACTS if name != "at")
"""Every fact but the moment of sending is a column."""
HOUR = 3_600_000_000
"""So much earlier is each copy of the pool."""


def write_pool(path: Path, rows: int) -> None:
    """Write the pool of a table of so many rows as CSV, without a header."""
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        for case in pool(rows // COPIES):
            row = case.row()
            lines.writerow([row[name] for name in COLUMNS])


def typed(name: str, *, enums: bool = False) -> str:
    """Give the SQL type of a fact's column."""
    fact = FACTS[name]
    if fact.kind == "enum" and enums:
        return "ENUM ({})".format(", ".join(f"'{word}'" for word in dict.fromkeys([*fact.values, UNKNOWN])))
    return {"moment": "BIGINT", "number": "SMALLINT", "bool": "SMALLINT"}.get(fact.kind, "TEXT")


def table(name: str, *, enums: bool = False) -> str:
    """Give the statement that makes a table of facts."""
    columns = ", ".join(f"{column} {typed(column, enums=enums)} NOT NULL" for column in COLUMNS)
    return f"CREATE TABLE {name} ({columns})"


def copied(copies: str) -> str:
    """Give the SELECT of every row, from `pool` and a relation of the numbers `n` up to COPIES."""
    moved = [
        f"CASE WHEN {name} = {NEVER} THEN {name} ELSE {name} - n * {HOUR} END"
        if FACTS[name].kind == "moment"
        else name
        for name in COLUMNS
    ]
    return f"SELECT {', '.join(moved)} FROM {copies} CROSS JOIN pool"  # noqa: S608  (names of FACTS)
