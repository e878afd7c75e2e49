"""Rows into tables, many at once: numbers are drawn first, rows are kept, then each table is filled in one go."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any

from django.db import connection

from datmag.register import models

Row = tuple[Any, ...]
_COPY_FROM = 64
"""From how many rows on PostgreSQL's COPY is quicker than INSERT."""

TABLES: dict[str, tuple[str, ...]] = {
    model._meta.db_table: tuple(str(column.column) for column in model._meta.concrete_fields)  # noqa: SLF001  (Django's own public name of it)
    for model in (
        models.Address,
        models.Bond,
        models.Bounce,
        models.Checkout,
        models.Choice,
        models.Death,
        models.Entry,
        models.Erasure,
        models.Family,
        models.Holding,
        models.Likeness,
        models.ListRow,
        models.Notice,
        models.Party,
        models.Purchase,
        models.PurchaseState,
        models.Seat,
        models.SeatEnd,
        models.Sender,
        models.Sent,
        models.Suppression,
        models.Takeover,
    )
}
"""Every table of the register with its columns, the key first."""


class Store:
    """The rows of one batch, and the numbers drawn for them.

    INVARIANT: it lives inside one transaction that holds the right to write; on SQLite nobody else can draw
    a number meanwhile, on PostgreSQL the sequences see to it.
    """

    def __init__(self, size: int) -> None:
        """Start empty.

        Args:
            size: how many numbers to draw at a time, about the number of entries.
        """
        self._size = max(1, size)
        self._numbers: dict[str, Iterator[int]] = {}
        self._rows: dict[str, list[Row]] = defaultdict(list)

    def number(self, model: type[Any]) -> int:
        """Draw the next number of a table."""
        table = model._meta.db_table  # noqa: SLF001  (Django's own public name of it)
        drawn = self._numbers.get(table, iter(()))
        first = next(drawn, None)
        if first is None:
            drawn = _draw(table, TABLES[table][0], self._size)
            first = next(drawn)
        self._numbers[table] = drawn
        return first

    def add(self, model: type[Any], **values: object) -> None:
        """Keep one row; a column that is not named gets the default of its field."""
        table = model._meta.db_table  # noqa: SLF001  (Django's own public name of it)
        fields = _defaults(model)
        self._rows[table].append(tuple(values.get(name, default) for name, default in fields))

    def numbered(self, model: type[Any], **values: object) -> int:
        """Draw a number and keep the row under it."""
        number = self.number(model)
        self.add(model, **{_defaults(model)[0][0]: number}, **values)
        return number

    def flush(self) -> None:
        """Write every kept row."""
        for table, rows in self._rows.items():
            _insert(table, TABLES[table], rows)
        self._rows.clear()


_DEFAULTS: dict[type[Any], list[tuple[str, object]]] = {}


def _defaults(model: type[Any]) -> list[tuple[str, object]]:
    if model not in _DEFAULTS:
        _DEFAULTS[model] = [
            (column.column, column.get_default())
            for column in model._meta.concrete_fields  # noqa: SLF001  (Django's own public name of it)
        ]
    return _DEFAULTS[model]


def _draw(table: str, key: str, many: int) -> Iterator[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [table, key, many],
            )
            return iter([int(found[0]) for found in cursor.fetchall()])
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = int(cursor.fetchone()[0]) + 1
    # no second draw can meet this one: the transaction is the only writer until it ends
    return chain(range(first, 2**62))


def _insert(table: str, columns: Sequence[str], rows: list[Row]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and len(rows) >= _COPY_FROM:
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608  (names come from the models)


def chunks(values: Sequence[Any], size: int = 500) -> Iterator[list[Any]]:
    """Cut a sequence into lists of at most `size`, few enough for the placeholders of one statement."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
