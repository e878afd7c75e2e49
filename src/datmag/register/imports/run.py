"""Import one list: read, translate, book, in one transaction; a dry run undoes it all at the end."""

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from django.db import DatabaseError, transaction

from datmag.errors import BusyError, InputError
from datmag.moment import Moment
from datmag.register import keys
from datmag.register.imports import (
    contacts,
    families,
    mailchimp,
    notice,
    shopify_customers,
    shopify_orders,
)
from datmag.register.imports.book import Book
from datmag.register.imports.findings import Finding, Report
from datmag.register.imports.line import ORIGINS, Context, Told
from datmag.register.imports.lines import Lines
from datmag.register.imports.table import DELIMITERS, Row, Table
from datmag.register.models import Family, Sender
from datmag.words import Text

BATCH = 2000
"""Lines that are looked up and booked together."""
Progress = Callable[[int, int], None]
"""Told how many bytes are read, of how many."""
Reader = Callable[[Iterator[Row | Finding], Context], Iterator[Told | Finding]]


@dataclass(frozen=True, slots=True)
class Format:
    """One source format: its columns and the reader of its rows."""

    known: tuple[str, ...]
    needed: tuple[str, ...]
    read: Reader
    check: Callable[[Table], None] = lambda _: None


FORMATS: dict[str, Format] = {
    "datmag": Format(contacts.KNOWN, contacts.NEEDED, contacts.read),
    "mailchimp": Format(mailchimp.KNOWN, mailchimp.NEEDED, mailchimp.read, mailchimp.check),
    "shopify-customers": Format(shopify_customers.KNOWN, shopify_customers.NEEDED, shopify_customers.read),
    "shopify-orders": Format(shopify_orders.KNOWN, shopify_orders.NEEDED, shopify_orders.read),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how."""

    path: Path
    format: str
    origin: str
    sender: str
    families: Path | None = None
    notice: Path | None = None
    dry_run: bool = False


def run(order: Order, *, at: Moment, progress: Progress | None = None) -> Report:
    """Import a file.

    Args:
        order: the file, its format and origin, whose list it is.
        at: the moment of the import: rows count, and undated No's are dated, from then on.
        progress: told now and then how far it is.

    Returns:
        What was recorded (dry run: would be) and what is wrong with which line.

    Raises:
        InputError: the file, or a file named beside it, cannot be read at all; nothing is stored.
        BusyError: the database refused; nothing is stored.
    """
    report = Report(dry_run=order.dry_run)
    try:
        with transaction.atomic():
            context = _context(order, at)
            _files(order, context, report, progress)
            if order.dry_run:
                transaction.set_rollback(True)
    except OSError as error:
        named, why = Path(error.filename or order.path).name, error.strerror or str(error)
        raise InputError(
            Text(
                f"`{named}` kan niet worden gelezen ({why}); er is niets opgeslagen",
                f"`{named}` cannot be read ({why}); nothing was stored",
            )
        ) from None
    except DatabaseError as error:
        raise BusyError(
            Text(
                f"de database weigerde ({error}); er is niets van `{order.path.name}` opgeslagen. Sluit andere programma's die haar gebruiken en probeer het opnieuw",
                f"the database refused ({error}); nothing of `{order.path.name}` was stored. Close other programs that use it and try again",
            )
        ) from error
    return report


def _context(order: Order, at: Moment) -> Context:
    known = set(ORIGINS)
    if order.origin not in known or order.format not in FORMATS:
        choices = ", ".join(known if order.origin not in known else FORMATS)
        wrong = order.origin if order.origin not in known else order.format
        raise InputError(
            Text(
                f"`{wrong}` bestaat niet: kies uit {choices}",
                f"there is no `{wrong}`: choose one of {choices}",
            )
        )
    _must_exist(order.path)
    names = {}
    for sender in Sender.objects.all():
        names.update(
            {name.casefold(): sender.id for name in (sender.id, sender.name, sender.legal_name) if name}
        )
    for path in (order.families, order.notice):
        if path is not None:
            _must_exist(path)
    return Context(
        file=order.path.name,
        folder=order.path.resolve().parent,
        format=order.format,
        sender=order.sender,
        origin=order.origin,
        at=at,
        keys=keys.current(),
        families=families.read(order.families, order.sender) if order.families else {},
        family_ids=frozenset(Family.objects.filter(sender=order.sender).values_list("id", flat=True)),
        shown=notice.read(order.notice, names) if order.notice else None,
    )


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise InputError(
            Text(
                f"bestand `{path}` bestaat niet: controleer de naam en de map",
                f"file `{path}` does not exist: check the name and the folder",
            )
        )


def _files(order: Order, context: Context, report: Report, progress: Progress | None) -> None:
    done = 0
    for name, size, opened in _opened(order):
        with opened() as file:
            lines = Lines(file, name)
            _one(
                FORMATS[order.format], lines, replace(context, file=name), report, _from(done, size, progress)
            )
        done += lines.bytes_read


def _from(done: int, size: int, progress: Progress | None) -> Callable[[int], None]:
    return lambda read: progress(done + read, size) if progress else None


def _one(
    wanted: Format, lines: Lines, context: Context, report: Report, moved: Callable[[int], None]
) -> None:
    table = Table(lines, wanted.known, wanted.needed)
    wanted.check(table)
    if table.delimiter != ",":
        report.add(_other_delimiter(table))
    book = Book(context, report)
    told = _told(wanted.read(_counted(table, report), context), report)
    while batch := list(islice(told, BATCH)):
        book.take(batch)
        moved(lines.bytes_read)


def _counted(table: Table, report: Report) -> Iterator[Row | Finding]:
    for row in table.rows():
        report.counts["lines"] += 1
        yield row


def _told(stream: Iterator[Told | Finding], report: Report) -> Iterator[Told]:
    for one in stream:
        if isinstance(one, Finding):
            report.add(one)
        else:
            yield one


Opened = tuple[str, int, Callable[[], IO[bytes]]]


def _opened(order: Order) -> Iterator[Opened]:
    """Give each list in the file: its name, the size of all lists together, and how to open it."""
    path = order.path
    if not zipfile.is_zipfile(path):
        yield path.name, path.stat().st_size, lambda: path.open("rb")
        return
    if order.format != "mailchimp":
        raise InputError(
            Text(
                f"`{path.name}` is een ZIP: pak het uit en geef de CSV",
                f"`{path.name}` is a ZIP: unpack it and give the CSV",
            )
        )
    with _archive(path) as archive:
        members = [one for one in archive.infolist() if one.filename.lower().endswith(".csv")]
        if not members:
            raise InputError(
                Text(
                    f"in `{path.name}` staat geen CSV: geef de export van de audience",
                    f"`{path.name}` holds no CSV: give the export of the audience",
                )
            )
        size = sum(one.file_size for one in members)
        for member in members:
            yield Path(member.filename).name, size, lambda member=member: archive.open(member)  # type: ignore[misc]  # the default binds the loop's value


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise InputError(
            Text(
                f"`{path.name}` kan niet worden uitgepakt ({error}); er is niets opgeslagen. Download het opnieuw, zonder wachtwoord",
                f"`{path.name}` cannot be unpacked ({error}); nothing was stored. Download it again, without a password",
            )
        ) from None


def _other_delimiter(table: Table) -> Finding:
    sign = DELIMITERS[table.delimiter]
    return Finding(
        table.lines.name,
        table.header_line,
        "",
        "",
        Text(
            f"de kolommen zijn gescheiden door een {sign.nl} in plaats van een komma; zo is het bestand gelezen",
            f"the columns are separated by a {sign.en} instead of a comma; the file was read that way",
        ),
        "note",
    )
