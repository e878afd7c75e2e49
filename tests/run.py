"""Run the tests: all of them on SQLite, and beside it those that touch a database on PostgreSQL, with coverage."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOTHING_COLLECTED = 5


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


def run(arguments: list[str], output: Path | None, **variables: str) -> int:
    """Run pytest once under coverage in a home folder of its own; no test collected is no failure here."""
    with tempfile.TemporaryDirectory(prefix="datmag-home-") as home:
        environment = {**os.environ, "DATMAG_HOME": home, **variables}
        command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", *arguments]
        if output is None:
            done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
        else:
            with output.open("wb") as file:
                done = subprocess.run(
                    command, cwd=ROOT, env=environment, stdout=file, stderr=file, check=False
                )
    return 0 if done.returncode == NOTHING_COLLECTED else done.returncode


def main(arguments: list[str]) -> int:
    """Run both rounds side by side and the coverage report; give 1 if anything failed."""
    subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=ROOT, check=False)
    only, marks = list(arguments), "db"
    if "-m" in only:
        place = only.index("-m")
        marks = f"db and ({only[place + 1]})"
        del only[place : place + 2]
    with postgres() as url, ThreadPoolExecutor(1) as beside, tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "postgresql.txt"
        second = beside.submit(run, [*only, "-m", marks], output, DATMAG_DB__URL=url, DATMAG_TEST_PG=url)
        print("\n=== SQLite: every test", flush=True)
        codes = [run(arguments, None, DATMAG_TEST_PG=url), second.result()]
        print("\n=== PostgreSQL: every test that touches a database", flush=True)
        print(output.read_text(encoding="utf-8", errors="replace"), flush=True)
    for report in (["combine", "--quiet"], ["report", "--skip-covered", "--format=text"]):
        subprocess.run([sys.executable, "-m", "coverage", *report], cwd=ROOT, check=False)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
