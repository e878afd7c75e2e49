"""`datmag contacts`: import a list, and show what is on record about one address."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.errors import InputError
from datmag.words import Text, number

if TYPE_CHECKING:
    from datmag.cli.person import Person
    from datmag.register.imports.findings import Report
    from datmag.register.imports.run import Progress

FORMATS = ("datmag", "mailchimp", "shopify-customers", "shopify-orders")
ORIGINS = (
    "own_sale",
    "own_form",
    "own_account",
    "published",
    "third_party",
    "friend",
    "other_tool",
    "bought",
)
MOST_SHOWN = 25
"""So many findings are shown; all of them stand in the file of `--problems` and in `--json`."""


@click.group()
def contacts() -> None:
    """People: import lists, see what is on record."""


@contacts.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="what made the file")
@click.option("--origin", required=True, type=click.Choice(ORIGINS), help="how you got these addresses")
@click.option("--sender", default="", help="whose list it is (default: the only sender)")
@click.option("--families", type=click.Path(path_type=Path), help="CSV: sku_or_name,family")
@click.option("--notice", type=click.Path(path_type=Path), help="YAML: the consent text they answered to")
@click.option("--problems", type=click.Path(path_type=Path), help="write all findings to this CSV")
@click.option("--dry-run", is_flag=True, help="store nothing, say what would happen")
@json_option
@lang_option
def import_(  # noqa: PLR0913  (one parameter for each option)
    file: Path,
    form: str,
    origin: str,
    sender: str,
    families: Path | None,
    notice: Path | None,
    problems: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Import FILE. It may add a No and never lifts one; what a row does not say stays unknown."""
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    from datmag.gate.enquiry import the_sender  # noqa: PLC0415  (Django is set up by now)
    from datmag.register.imports.run import Order, run  # noqa: PLC0415  (the same)

    order = Order(file, form, origin, the_sender(sender).id, families, notice, dry_run)
    with _bar() as progress:
        report = run(order, at=time.time_ns() // 1000, progress=progress)
    if problems is not None:
        _keep(report, problems)
    if as_json:
        give(report.json())
    else:
        _print_report(report, file)
    return report.exit_code


def _keep(report: "Report", path: Path) -> None:
    from datmag.register.imports.findings import write_csv  # noqa: PLC0415  (Django is set up by now)

    try:
        with path.open("w", encoding="utf-8", newline="") as out:
            write_csv(report.findings, out)
    except OSError as error:
        complain(
            Text(
                f"`{path}` kan niet worden geschreven ({error.strerror}); de import zelf is gedaan",
                f"`{path}` cannot be written ({error.strerror}); the import itself is done",
            ).of(chosen())
        )


@contextmanager
def _bar() -> "Iterator[Progress | None]":
    """Show how far it is, on stderr, where somebody is looking."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415  (only with a terminal)
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn  # noqa: PLC0415  (the same)

    with Progress(
        BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print_report(report: "Report", file: Path) -> None:
    from datmag.register.imports.findings import COUNTS  # noqa: PLC0415  (Django is set up first)

    if report.dry_run:
        show(Text("proef: er is niets opgeslagen", "dry run: nothing was stored"))
    click.echo(f"{file.name}:")
    width = max(len(number(report.counts[name], chosen())) for name in COUNTS)
    for name, title in COUNTS.items():
        if report.counts[name] or name == "lines":
            click.echo(f"  {number(report.counts[name], chosen()):>{width}}  {title.of(chosen())}")
    for finding in report.findings[:MOST_SHOWN]:
        where = Text(f"regel {finding.line}", f"line {finding.line}").of(chosen())
        column = f", {finding.column}" if finding.column else ""
        click.echo(f"  {finding.file}, {where}{column}: {finding.text.of(chosen())}")
    more = report.counts["problems"] + report.counts["notes"] - MOST_SHOWN
    if more > 0:
        show(
            Text(
                f"  … en nog {more}: geef `--problems bestand.csv` om ze alle te bewaren",
                f"  … and {more} more: give `--problems file.csv` to keep them all",
            )
        )


@contacts.command(name="show")
@click.argument("address")
@json_option
@lang_option
def show_(address: str, *, as_json: bool) -> int:
    """Show who holds ADDRESS, and how it stands with each sender."""
    person = _person(address)
    if as_json:
        give(person.json())
    else:
        for line in person.summary():
            show(line)
    return 0


@contacts.command()
@click.argument("address")
@json_option
@lang_option
def timeline(address: str, *, as_json: bool) -> int:
    """Show everything that happened around ADDRESS, the oldest first."""
    person = _person(address)
    if as_json:
        give(person.json()["timeline"])
    else:
        for line in person.lines():
            show(line)
    return 0


def _person(address: str) -> "Person":
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    from datmag.cli.person import find  # noqa: PLC0415  (Django is set up by now)

    person = find(address, at=time.time_ns() // 1000)
    if person is None:
        raise InputError(
            Text(
                f"`{address}` staat niet in het register: controleer de spelling, of importeer eerst uw lijst",
                f"`{address}` is not on record: check the spelling, or import your list first",
            )
        )
    return person
