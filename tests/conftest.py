"""What every test may use: a throw-away home folder, and a real PostgreSQL where one is wanted."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("DATMAG_HOME", tempfile.mkdtemp(prefix="datmag-test-"))
# pgserver asks for a private runtime folder, which root has none of.
os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="datmag-run-"))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a running PostgreSQL: `DATMAG_TEST_PG`, or one started for this run."""
    given = os.environ.get("DATMAG_TEST_PG")
    if given:
        yield given
        return
    import pgserver  # noqa: PLC0415  (only where a server must be started)

    server = pgserver.get_server(Path(tmp_path_factory.mktemp("pg")), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
