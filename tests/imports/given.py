"""A register with one sender, and lists to import into it."""

from pathlib import Path

from datmag.moment import DAY, Moment, parse
from datmag.register import record
from datmag.register.facts import Question, ask
from datmag.register.imports.findings import Report
from datmag.register.imports.run import Order, run

NOW: Moment = parse("2026-05-01T10:00:00+02:00")
LATER: Moment = NOW + DAY
SENDER = "vondel"
PARTS = [
    {"part": "sender", "id": SENDER, "name": "Fietsenhuis Vondel", "kind": "business", "country": "NL"},
    {"part": "family", "id": "onderhoud", "sender": SENDER},
    {"part": "family", "id": "kleding", "sender": SENDER},
    {
        "part": "checkout",
        "sender": SENDER,
        "since": "2020-01-01T00:00:00+01:00",
        "informed": True,
        "refusal": "offered",
    },
]
FAMILIES = "sku_or_name,family\nOND-1,onderhoud\nRegenjas,kleding\n"
NOTICE = """\
from: 2025-01-01
until: 2026-04-01
text: "Ja, stuur mij de nieuwsbrief van Fietsenhuis Vondel."
names: [Fietsenhuis Vondel]
purposes: [nieuwsbrief]
informed: true
bundled: false
"""


def ready() -> None:
    """Put the sender on record."""
    record.write(PARTS, recorded_at=NOW - DAY, strict=True)


def file(folder: Path, text: str | bytes, name: str = "lijst.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def imported(  # every option of the command
    folder: Path,
    text: str | bytes,
    form: str,
    *,
    origin: str = "own_sale",
    notice: str = "",
    at: Moment = NOW,
    dry_run: bool = False,
    name: str = "lijst.csv",
) -> Report:
    """Import a list with the families file and, where one is given, a notice."""
    order = Order(
        path=file(folder, text, name),
        format=form,
        origin=origin,
        sender=SENDER,
        families=file(folder, FAMILIES, "families.csv"),
        notice=file(folder, notice, "notice.yaml") if notice else None,
        dry_run=dry_run,
    )
    return run(order, at=at)


def facts(address: str, at: Moment = LATER) -> list[dict[str, object]]:
    """Give the rows of facts of an address, for a newsletter about maintenance."""
    question = Question(SENDER, at, at, purpose="nieuwsbrief", families=("onderhoud",))
    return ask(question, "email", address)


def said(report: Report) -> list[tuple[int, str]]:
    """Give line and column of every problem."""
    return [(one.line, one.column) for one in report.findings if one.level == "problem"]
