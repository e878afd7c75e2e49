"""What every test may use: a throw-away home folder, and a real PostgreSQL where one is wanted."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session", autouse=True)
def _a_test_database_can_be_emptied() -> Iterator[None]:
    """Django empties a SQLite database by DELETE, which the guards of the register refuse: lower them meanwhile."""
    from django.db.backends.base.operations import (  # noqa: PLC0415  (Django is ready only now)
        BaseDatabaseOperations,
    )

    from datmag.register import triggers  # noqa: PLC0415  (the same)

    usual = BaseDatabaseOperations.execute_sql_flush

    def empty(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        guarded = self.connection.vendor == "sqlite"
        triggers.run(self.connection, triggers.drop("sqlite") if guarded else [])
        usual(self, sql_list)
        triggers.run(self.connection, triggers.create("sqlite") if guarded else [])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty)
        yield
