"""Makes the database ready for a command, and turns its troubles into sentences."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from datmag.errors import BusyError, DatmagError, SettingError
from datmag.words import Text

Given = ParamSpec("Given")


def with_database(command: Callable[Given, int]) -> Callable[Given, int]:
    """Start Django before the command and check that the tables are there.

    Raises:
        SettingError: the database is not made, or not up to date.
        BusyError: it does not answer, or another program keeps it locked.
    """

    @wraps(command)
    def ready(*args: Given.args, **kwargs: Given.kwargs) -> int:
        from django.db import Error  # noqa: PLC0415  (the settings are read only when something runs)

        from datmag.server.start import start  # noqa: PLC0415  (the same)

        start()
        try:
            _check_tables()
            return command(*args, **kwargs)
        except Error as error:
            raise trouble(error) from error

    return ready


def trouble(error: Any) -> DatmagError:  # noqa: ANN401  (Django's errors are known only after the start)
    """Say what is the matter with the database."""
    words = " ".join(str(error).split())
    if "no such table" in words or "does not exist" in words:
        return behind()
    if "locked" in words:
        return BusyError(
            Text(
                "de database is vergrendeld door een ander programma: sluit dat, en doe het opnieuw; er is niets half "
                "opgeslagen",
                "the database is locked by another program: close that, and try again; nothing is half stored",
            )
        )
    return BusyError(
        Text(
            f"de database antwoordt niet ({words}): kijk of zij aanstaat en of `db.url` klopt",
            f"the database does not answer ({words}): see whether it runs and whether `db.url` is right",
        )
    )


def behind() -> SettingError:
    """Say that the tables are not there, or are of another version."""
    return SettingError(
        Text(
            "de database is nog niet gemaakt of niet bijgewerkt: doe `datmag migrate` (of `datmag init` bij een nieuwe)",
            "the database is not made yet, or not up to date: run `datmag migrate` (or `datmag init` for a new one)",
        )
    )


def _check_tables() -> None:
    from django.db import connection  # noqa: PLC0415  (the settings are read only when something runs)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  (the same)

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise behind()
