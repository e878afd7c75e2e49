"""Import and audience on one database: each against a floor measured in the same run.

The import's floor is a plain `executemany` (SQLite) or `COPY` (PostgreSQL) of the rows that the import made;
the audience's floor is a scan of every column of the tables that it reads.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from datmag.server.start import start

start()

from django.core.management import call_command  # noqa: E402  (Django must be started first)
from django.db import connection, transaction  # noqa: E402  (the same)

from datmag.gate.audience import freeze, funnel  # noqa: E402  (the same)
from datmag.gate.enquiry import enquire  # noqa: E402  (the same)
from datmag.gate.models import Audience  # noqa: E402  (the same)
from datmag.mail.intent import Intent  # noqa: E402  (the same)
from datmag.moment import moment  # noqa: E402  (the same)

INTENT = {
    "declared_as": "marketing",
    "purpose": "nieuwsbrief",
    "family": "onderhoud",
    "commercial_content": "dominant",
    "identifies_sender": True,
    "stop_address_valid": True,
    "unsubscribe": "works",
}


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def tables() -> list[str]:
    """Name the tables of the register, referred ones first."""
    with connection.cursor() as cursor:
        names = [
            name for name in connection.introspection.table_names(cursor) if name.startswith("register_")
        ]
    first = ["sender", "family", "party", "address", "notice", "purchase", "seat", "choice"]
    order = [f"register_{name}" for name in first]
    return [*order, *sorted(set(names) - set(order))]


def empty() -> None:
    """Make an empty register."""
    if connection.vendor == "sqlite":
        connection.close()
        for path in Path(connection.settings_dict["NAME"]).parent.glob("bench.sqlite3*"):
            path.unlink()
        call_command("migrate", verbosity=0)
        return
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables())}, gate_member, gate_audience CASCADE")


def datmag(*arguments: str) -> None:
    """Run a command of datmag."""
    program = [sys.executable, "-c", "from datmag.cli.main import main; main()", *arguments]
    done = subprocess.run(program, stdout=sys.stderr, check=False)
    if done.returncode not in {0, 5}:
        raise SystemExit(done.returncode)


def import_all(folder: Path) -> None:
    """Import both exports through the command line, as a shop would."""
    families = ["--families", str(folder / "families.csv")]
    datmag(
        "contacts",
        "import",
        str(folder / "customers.csv"),
        "--format",
        "shopify-customers",
        "--origin",
        "own_sale",
    )
    datmag(
        "contacts",
        "import",
        str(folder / "orders.csv"),
        "--format",
        "shopify-orders",
        "--origin",
        "own_sale",
        *families,
    )


def rows_made() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    """Read every row that the import made."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (a table of ours)
            found[table] = ([str(column[0]) for column in cursor.description], list(cursor.fetchall()))
    return found


def write_plainly(made: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    """Write ready rows with nothing around it: the floor of the import."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in made.items():
            if not rows:
                continue
            if connection.vendor == "sqlite":
                marks = ", ".join("?" * len(columns))
                cursor.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  (a table of ours)
                continue
            with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


def scan() -> None:
    """Read every column of every row of the register: the floor of the audience."""
    with connection.cursor() as cursor:
        for table in tables():
            if table == "register_entry":
                continue
            columns = [
                column.name for column in connection.introspection.get_table_description(cursor, table)
            ]
            every = ", ".join(f"max({column})" for column in columns)
            cursor.execute(f"SELECT {every} FROM {table}")  # noqa: S608  (a table of ours)
            cursor.fetchall()


def main(folder: Path, rounds: int) -> None:
    """Print one JSON object with medians and ratios."""
    imports, floors = [], []
    made: dict[str, Any] = {}
    for _ in range(rounds):
        empty()
        connection.close()
        datmag("record", str(folder / "start.jsonl"))
        imports.append(timed(lambda: import_all(folder)))
        made = rows_made()
        empty()
        floors.append(timed(partial(write_plainly, made)))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    now = moment(datetime.now(UTC))
    asked = enquire(Intent.read(INTENT), sender="winkel", at=now, known_at=now, policy="standard")
    audiences, scans = [], []
    for _ in range(max(rounds, 3)):
        scans.append(timed(scan))
        audiences.append(timed(partial(freeze, asked, made_at=now)))
    last = funnel(Audience.objects.latest("id"))
    entries = sum(len(rows) for _, rows in made.values())
    lines = 4 * len(made["register_party"][1])
    taken, floor = statistics.median(imports), statistics.median(floors)
    seconds, scanned = statistics.median(audiences), statistics.median(scans)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        json.dumps(
            {
                "database": connection.vendor,
                "rounds": rounds,
                "lines": lines,
                "rows_made": entries,
                "import_seconds": round(taken, 2),
                "import_lines_per_second": round(lines / taken),
                "import_floor_seconds": round(floor, 2),
                "import_ratio": round(taken / floor, 2),
                "import_peak_mb": round(peak),
                "audience_persons": last.total,
                "audience_permitted": last.permitted,
                "audience_seconds": round(seconds, 2),
                "audience_scan_seconds": round(scanned, 3),
                "audience_ratio": round(seconds / scanned, 2),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
