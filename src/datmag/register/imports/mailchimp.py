"""Mailchimp's audience export: subscribed, unsubscribed and cleaned files, told apart by their columns."""

from collections.abc import Iterator

from datmag.errors import InputError
from datmag.moment import NEVER
from datmag.register.imports.cells import Cells
from datmag.register.imports.findings import Finding
from datmag.register.imports.line import Context, Draft, No, Told, Who, Yes, event, identity, list_row
from datmag.register.imports.table import Row, Table
from datmag.words import Text

NEEDED = ("Email Address",)
TELLING = ("UNSUB_TIME", "CLEAN_TIME", "OPTIN_TIME", "CONFIRM_TIME")
KNOWN = (*NEEDED, *TELLING, "First Name", "Last Name", "Name", "LAST_CHANGED", "LEID", "EUID")


def check(table: Table) -> None:
    """Check that the columns tell which of the files it is.

    Raises:
        InputError: none of the telling columns is there.
    """
    if not any(column in table.places for column in TELLING):
        names = ", ".join(f"`{name}`" for name in TELLING)
        name = table.lines.name
        raise InputError(
            Text(
                f"`{name}`, regel {table.header_line}: geen van de kolommen {names} staat erin, dus het is niet te zien of deze mensen ingeschreven, afgemeld of onbestelbaar zijn; exporteer de hele audience uit Mailchimp",
                f"`{name}`, line {table.header_line}: it has none of the columns {names}, so it does not show whether these people are subscribed, unsubscribed or undeliverable; export the whole audience from Mailchimp",
            )
        )


def read(rows: Iterator[Row | Finding], context: Context) -> Iterator[Told | Finding]:
    """Give what each row tells.

    Mailchimp writes its times in UTC. `nonsubscribed` (people who only bought) has the columns of the
    subscribed file, and says neither Yes nor No.
    """
    silent = context.file.lower().startswith("nonsubscribed")
    for row in rows:
        yield row if isinstance(row, Finding) else _told(Cells(row, context), context, silent=silent)


def _told(cells: Cells, context: Context, *, silent: bool) -> Told:
    name = f"{cells.text('First Name')} {cells.text('Last Name')}".strip() or cells.text("Name")
    who = cells.who("Email Address", name)
    if who is None:
        if not cells.broken:
            cells.problem(
                "Email Address",
                "het e-mailadres is leeg: vul het in of verwijder de regel",
                "the e-mail address is empty: fill it in or remove the line",
            )
        return Told(cells.row.line, None, findings=tuple(cells.findings))
    places = cells.row.places
    if "UNSUB_TIME" in places:
        drafts = _unsubscribed(cells, context, who)
    elif "CLEAN_TIME" in places:
        drafts = _cleaned(cells, context, who)
    else:
        drafts = [list_row(context, who, "nonsubscribed")] if silent else _subscribed(cells, context, who)
    kept = tuple(draft for draft in drafts if draft)
    return Told(
        cells.row.line, who if kept or not cells.broken else None, kept, findings=tuple(cells.findings)
    )


def _unsubscribed(cells: Cells, context: Context, who: Who) -> list[Draft | None]:
    """Draft the No; where its time cannot be read, it is a No of today."""
    return [list_row(context, who, "unsubscribed", no=No(cells.no_time("UNSUB_TIME", "Z")))]


def _cleaned(cells: Cells, context: Context, who: Who) -> list[Draft | None]:
    """Draft a hard bounce: mail did not arrive. That is no objection."""
    at = cells.time("CLEAN_TIME", "Z")
    if context.only_no:
        return []
    name = identity(context, who.exact, "cleaned", cells.text("CLEAN_TIME"))
    return [list_row(context, who, "cleaned"), event(context, who, "bounce", name, at=at, kind="hard")]


def _subscribed(cells: Cells, context: Context, who: Who) -> list[Draft | None]:
    """Draft the Yes. Without `OPTIN_TIME` the other time may be that of a bulk upload, so it proves nothing."""
    asked, confirmed = cells.time("OPTIN_TIME", "Z"), cells.time("CONFIRM_TIME", "Z")
    if cells.broken:
        return []
    if asked == NEVER:
        return [list_row(context, who, "subscribed", yes=Yes())]
    return [list_row(context, who, "subscribed", yes=Yes(max(asked, confirmed)))]
