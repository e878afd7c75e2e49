"""Shopify's orders export: who bought what and when, one dealing for each family in an order.

An order has one line per item; from the second on the columns of the order are empty. A later export of
the same order (paid, refunded, cancelled since) adds what became of it and never contradicts itself.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby

from datmag.moment import NEVER, Moment, iso
from datmag.register.imports.cells import Cells
from datmag.register.imports.families import folded
from datmag.register.imports.findings import Finding
from datmag.register.imports.line import (
    GIVEN,
    Context,
    Draft,
    No,
    Told,
    Who,
    Yes,
    identity,
    list_row,
)
from datmag.register.imports.shopify_customers import country
from datmag.register.imports.table import Row
from datmag.words import Text

NEEDED = ("Name", "Email", "Financial Status", "Created at", "Lineitem name")
KNOWN = (
    *NEEDED,
    "Paid at",
    "Cancelled at",
    "Accepts Marketing",
    "Total",
    "Lineitem sku",
    "Lineitem price",
    "Billing Name",
    "Billing Country",
)
STATUSES = {
    "paid": ("paid", ""),
    "pending": ("due", ""),
    "authorized": ("due", ""),
    "partially_paid": ("due", ""),
    "unpaid": ("due", ""),
    "expired": ("due", "cancelled"),
    "voided": ("due", "cancelled"),
    "refunded": ("paid", "refunded"),
    "partially_refunded": ("paid", "partly_refunded"),
}
"""Financial status → how the dealing began (`paid` or `due`), and what became of it."""
MOST_ITEMS = 1000
"""Lines that are held together as one order."""
BEGAN = {"paid": "paid", "due": "payment_due"}


def read(rows: Iterator[Row | Finding], context: Context) -> Iterator[Told | Finding]:
    """Give what each order tells; an unknown product is noted the first time it is met."""
    unmapped: set[str] = set()
    for _, group in groupby(_numbered(rows), key=lambda pair: pair[0]):
        lines = [row for _, row in group]
        if isinstance(lines[0], Finding):
            yield lines[0]
        else:
            yield _told([row for row in lines if isinstance(row, Row)], context, unmapped)


def _numbered(rows: Iterable[Row | Finding]) -> Iterator[tuple[int, Row | Finding]]:
    """Number the orders: a row without a name, or with the name before it, belongs to the order before it."""
    number, name, many = 0, "", 0
    for row in rows:
        many += 1
        if isinstance(row, Finding):
            number, name, many = number + 1, "", 0
        elif many > MOST_ITEMS or (row["Name"] != name and (row["Name"] or not name)):
            number, name, many = number + 1, row["Name"], 0
        yield number, row


def _told(rows: list[Row], context: Context, unmapped: set[str]) -> Told:
    cells = Cells(rows[0], context)
    who = cells.who("Email", cells.text("Billing Name"), country=country(cells.text("Billing Country")))
    created = cells.time("Created at")
    if created == NEVER and not cells.broken:
        cells.problem(
            "Created at",
            "de eerste regel van de bestelling ontbreekt of heeft geen datum",
            "the first line of the order is missing or has no date",
        )
    says = cells.flag("Accepts Marketing")
    began, became = _status(cells)
    times = {"paid": cells.time("Paid at"), "cancelled": cells.time("Cancelled at")}
    if not cells.text("Email"):
        cells.note(
            "Email",
            "bestelling zonder e-mailadres: niets om vast te leggen",
            "an order without e-mail address: nothing to record",
        )
    drafts: list[Draft] = []
    if who is not None and says is False:  # a No is taken even where the rest of the line cannot be read
        no = list_row(context, who, f"no:{rows[0]['Name']}", no=No(cells.counted("Created at", created)))
        drafts += [no] if no else []
    if who is not None and not cells.broken and not context.only_no:
        drafts += _yes(context, who, created) if says else []
        if times["cancelled"] != NEVER and not became:
            became = "cancelled"
        for family in _families(rows, cells, unmapped):
            drafts += _dealing(context, who, cells, family, (began, became), created, times)
    taken = who if drafts or not cells.broken else None
    return Told(rows[0].line, taken, tuple(drafts), findings=tuple(cells.findings))


def _status(cells: Cells) -> tuple[str, str]:
    status = cells.text("Financial Status").lower()
    if not status:  # an order of nothing is exported without one
        return "paid", ""
    if status not in STATUSES:
        choices = ", ".join(f"`{word}`" for word in STATUSES)
        cells.problem(
            "Financial Status",
            f"deze status is onbekend: kies uit {choices}",
            f"this status is unknown: choose one of {choices}",
        )
    return STATUSES.get(status, ("due", "cancelled"))


def _yes(context: Context, who: Who, created: Moment) -> list[Draft]:
    """Draft the Yes of an order; one that nothing proves is kept once for an address."""
    shown = context.shown is not None and context.shown.covers(created)
    name = identity(context, who.exact, "yes", iso(created) if shown else "")
    if shown:
        name = identity(
            context, who.exact, "yes", iso(created), context.shown.notice if context.shown else None
        )
    draft = list_row(context, who, "", yes=Yes(created), name=name)
    return [draft] if draft else []


def _families(rows: list[Row], cells: Cells, unmapped: set[str]) -> list[str]:
    """Name the families that were paid for in an order, each once; an empty name for products without one."""
    total = cells.amount("Total")
    if total == 0:
        cells.note("Total", "een bestelling van niets is geen aankoop", "an order of nothing is no purchase")
        return []
    found: dict[str, None] = {}
    for row in rows:
        line = Cells(row, cells.context)
        if line.amount("Lineitem price") == 0:
            continue
        family = _family(row, cells.context)
        product = row["Lineitem name"] or row["Lineitem sku"]
        if not family and product and folded(product) not in unmapped:
            unmapped.add(folded(product))
            line.note("Lineitem name", _UNMAPPED.nl, _UNMAPPED.en)
        cells.findings += line.findings
        found[family] = None
    return list(found)


def _family(row: Row, context: Context) -> str:
    name = row["Lineitem name"]
    for product in (row["Lineitem sku"], name, name.rpartition(" - ")[0]):
        family = context.families.get(folded(product)) if product else None
        if family:
            return family
    return ""


def _dealing(
    context: Context,
    who: Who,
    cells: Cells,
    family: str,
    course: tuple[str, str],
    created: Moment,
    times: dict[str, Moment],
) -> list[Draft]:
    """Draft one dealing and what became of it.

    The id says how the dealing began, so that an order that was first seen unpaid and later paid, or the
    other way about, is recognised as the same one.
    """
    began, became = course
    key = (cells.text("Name"), family, iso(created))
    names = {start: identity(context, who.exact, *key, start) for start in BEGAN}
    other = "due" if began == "paid" else "paid"
    sale = {
        "consideration": BEGAN[began],
        "at": iso(created),
        "given_in_sale": context.origin in GIVEN,
        **({"family": family} if family else {}),
    }
    row = list_row(context, who, "", sale=sale, name=names[began])
    if row is None:
        return []
    drafts = [Draft(row.id, row.event, unless=(names[other],))]
    if began == "paid":  # known as unpaid until now
        drafts.append(_state(context, names["due"], "paid", times["paid"], created))
    if became:
        at = times["cancelled"]
        drafts += [_state(context, names[start], became, at, created) for start in BEGAN]
    return drafts


def _state(context: Context, sale: str, state: str, at: Moment, created: Moment) -> Draft:
    """Draft what became of a dealing: at the time that the export gives, else at the import."""
    name = f"{sale}:{state}"
    when = iso(max(at, created) if at != NEVER else context.at)
    event = {"id": name, "type": "sale_state", "at": when, "sale": sale, "state": state}
    return Draft(name, event, only_if=sale)


_UNMAPPED = Text(
    "dit product hoort bij geen productgroep: voeg het toe aan het bestand van `--families` en importeer opnieuw; tot dan telt het niet als soortgelijk",
    "this product belongs to no family: add it to the file of `--families` and import again; until then it does not count as similar",
)
