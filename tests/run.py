"""Run the tests: all of them on SQLite, then those that touch a database again on PostgreSQL, with coverage."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


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


def run(title: str, arguments: list[str], **variables: str) -> int:
    """Run pytest once under coverage in a home folder of its own; no test collected is no failure here."""
    print(f"\n=== {title}", flush=True)
    with tempfile.TemporaryDirectory(prefix="datmag-home-") as home:
        environment = {**os.environ, "DATMAG_HOME": home, **variables}
        command = [sys.executable, "-m", "coverage", "run", "-m", "pytest", *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return 0 if code == 5 else code


def main(arguments: list[str]) -> int:
    """Run both rounds and the coverage report; give 1 if anything failed."""
    subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=ROOT, check=False)
    with postgres() as url:
        codes = [run("SQLite: every test", arguments, DATMAG_TEST_PG=url)]
        marks = "db"
        if "-m" in arguments:
            place = arguments.index("-m")
            marks = f"db and ({arguments[place + 1]})"
            arguments = arguments[:place] + arguments[place + 2 :]
        codes.append(
            run(
                "PostgreSQL: every test that touches a database",
                [*arguments, "-m", marks],
                DATMAG_DB__URL=url,
                DATMAG_TEST_PG=url,
            )
        )
    subprocess.run([sys.executable, "-m", "coverage", "combine", "--quiet"], cwd=ROOT, check=False)
    subprocess.run([sys.executable, "-m", "coverage", "report", "--format=total"], cwd=ROOT, check=False)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
