"""Shopify's customers export: who has an account, and the marketing flag (a flag without a time)."""

from collections.abc import Iterator

from datmag.register.imports.cells import Cells
from datmag.register.imports.findings import Finding
from datmag.register.imports.line import Context, No, Told, Yes, list_row
from datmag.register.imports.table import Row

NEEDED = ("Email", "Accepts Email Marketing")
KNOWN = (
    *NEEDED,
    "Customer ID",
    "First Name",
    "Last Name",
    "Default Address Company",
    "Default Address Country Code",
)


def read(rows: Iterator[Row | Finding], context: Context) -> Iterator[Told | Finding]:
    """Give what each row tells.

    A row with `no` is an undated No, so it counts from the import; `yes` is a Yes without a time, which
    no text can prove. The export says nothing of purchases that has a date; those stand in the orders.
    """
    for row in rows:
        yield row if isinstance(row, Finding) else _told(Cells(row, context), context)


def _told(cells: Cells, context: Context) -> Told:
    name = f"{cells.text('First Name')} {cells.text('Last Name')}"
    who = cells.who("Email", name, country=country(cells.text("Default Address Country Code")))
    flag = cells.flag("Accepts Email Marketing")
    if who is None and not cells.broken:
        cells.note(
            "Email", "geen e-mailadres: niets om vast te leggen", "no e-mail address: nothing to record"
        )
    if who is None or cells.broken:
        return Told(cells.row.line, None, findings=tuple(cells.findings))
    draft = list_row(
        context, who, "customer", no=No() if flag is False else None, yes=Yes() if flag is True else None
    )
    return Told(cells.row.line, who, (draft,) if draft else (), findings=tuple(cells.findings))


def country(code: str) -> str:
    """Give a country code of two letters; empty for anything else."""
    return code.upper() if len(code) == 2 and code.isascii() and code.isalpha() else ""  # noqa: PLR2004  (ISO 3166 alpha-2)
