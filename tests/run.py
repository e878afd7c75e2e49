"""Run the tests: all of them on SQLite, and those that touch a database on PostgreSQL too.

The run is cut into shares, as many at a time as there are processors; each has a home folder, a database and an
output of its own, which is printed when the share is done. `--coverage` measures, which takes half as long again.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parent.parent
LONG = (
    "tests/rulebook/test_equal_in_sql.py",
    "tests/gate/test_random_registers.py",
)
"""Files that are a share by themselves, the longest first."""
WEIGHTY = ("tests/rulebook", "tests/web", "tests/crash")
"""Folders that are one."""
NOTHING_COLLECTED = 5


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the run.

    Args:
        name: what is printed above its output.
        arguments: what pytest is given.
        postgresql: it runs on PostgreSQL.
    """

    name: str
    arguments: tuple[str, ...]
    postgresql: bool = False


def shares(given: list[str]) -> list[Share]:
    """Cut the run; where the arguments name tests, or where one is asked for, it is one share a database."""
    arguments, marks = list(given), "db"
    if "-m" in arguments:
        place = arguments.index("-m")
        marks = f"db and ({arguments[place + 1]})"
        del arguments[place : place + 2]
    rest = [*(f"--ignore={path}" for path in (*LONG, *WEIGHTY)), "tests"]
    named = any((ROOT / one.partition("::")[0]).exists() for one in arguments)
    parts = [[]] if named else [*([path] for path in LONG), rest, *map(_folder, WEIGHTY)]
    return [
        Share(f"{title}: {part[-1] if part else ' '.join(arguments)}", (*part, *chosen), postgresql)
        for part in parts
        for title, chosen, postgresql in (
            ("SQLite", given, False),
            ("PostgreSQL", [*arguments, "-m", marks], True),
        )
    ]


def _folder(path: str) -> list[str]:
    return [*(f"--ignore={long}" for long in LONG), path]


@contextmanager
def postgres() -> Iterator[str]:
    """Give the address of a PostgreSQL: `DATMAG_TEST_PG`, or one of our own that ends with the run."""
    given = os.environ.get("DATMAG_TEST_PG")
    if given:
        yield given
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="datmag-run-"))
    import pgserver  # noqa: PLC0415  (only where a server must be started)

    with tempfile.TemporaryDirectory(prefix="datmag-pg-") as folder:
        server = pgserver.get_server(Path(folder), cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def database(server: str, name: str) -> Iterator[str]:
    """Make an empty database, and drop it."""
    import psycopg  # noqa: PLC0415  (only where a server was started)

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(share: Share, server: str, number: int, *, measured: bool) -> tuple[int, str]:
    """Run pytest once; give its code and what it printed. No test collected is no failure here."""
    name = f"datmag_tests_{os.getpid()}_{number}"
    with tempfile.TemporaryDirectory(prefix="datmag-home-") as home, database(server, name) as url:
        environment = {**os.environ, "DATMAG_HOME": home, "DATMAG_TEST_PG": url}
        if share.postgresql:
            environment["DATMAG_DB__URL"] = url
        program = ["coverage", "run", "-m", "pytest"] if measured else ["pytest"]
        command = [sys.executable, "-m", *program, "-p", "no:cacheprovider", *share.arguments]
        begun = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    told = f"\n=== {share.name} ({time.monotonic() - begun:.0f} s)\n{done.stdout}"
    return (0 if done.returncode == NOTHING_COLLECTED else done.returncode), told


def main(arguments: list[str]) -> int:
    """Run all shares; give 1 if anything failed."""
    measured = "--coverage" in arguments
    if measured:
        subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=ROOT, check=False)
    cut = shares([one for one in arguments if one != "--coverage"])
    codes: list[int] = []
    with postgres() as server, ThreadPoolExecutor(os.cpu_count() or 1) as hands:
        print(f"{len(cut)} shares; each is printed when it is done", flush=True)
        running = [
            hands.submit(run, share, server, number, measured=measured) for number, share in enumerate(cut)
        ]
        for done in as_completed(running):
            code, told = done.result()
            codes.append(code)
            print(told, flush=True)
    if measured:
        for report in (["combine", "--quiet"], ["report", "--skip-covered", "--format=text"]):
            subprocess.run([sys.executable, "-m", "coverage", *report], cwd=ROOT, check=False)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
