"""`datmag checkout`: what an order form showed, and since when."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.errors import InputError
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.register.models import Checkout


@click.group()
def checkout() -> None:
    """What your order form showed, and since when."""


@checkout.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--sender", default="", help="whose order form (default: the only sender)")
@click.option("--since", help="from this moment on")
@click.option("--until", help="up to, not including, this moment")
@click.option("--informed", type=click.Choice(["yes", "no"]), help="it told what the address is used for")
@click.option(
    "--refusal", type=click.Choice(["offered", "not_offered"]), help="a clear, free chance to refuse"
)
@click.option("--notice", type=click.Path(path_type=Path), help="a file with the text that was shown")
@json_option
@lang_option
def add(  # noqa: PLR0913  (one parameter for each option)
    file: Path | None,
    sender: str,
    since: str | None,
    until: str | None,
    informed: str | None,
    refusal: str | None,
    notice: Path | None,
    *,
    as_json: bool,
) -> int:
    """Record FILE (YAML or JSON), or one checkout from the options; sales that say nothing take it over."""
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    from datmag.gate.enquiry import the_sender  # noqa: PLC0415  (Django is set up by now)
    from datmag.register import record  # noqa: PLC0415  (the same)
    from datmag.register.imports import checkouts  # noqa: PLC0415  (the same)

    given: dict[str, object] = {"since": since, "until": until, "refusal": refusal, "notice": _text(notice)}
    if informed is not None:
        given["informed"] = informed == "yes"
    if (file is None) == all(value is None for value in given.values()):
        raise InputError(
            Text(
                "geef een bestand, of de opties `--since`, `--informed` en `--refusal`, maar niet beide",
                "give a file, or the options `--since`, `--informed` and `--refusal`, but not both",
            )
        )
    name = the_sender(sender).id
    entries = checkouts.read(file, name) if file else [checkouts.part(given, name)]
    report = record.write(entries, recorded_at=time.time_ns() // 1000)
    for refused in report.refused:
        complain(refused.text.of(chosen()))
    if as_json:
        give({"new": report.new, "same": report.same, "refused": [one.text.json() for one in report.refused]})
    else:
        show(
            Text(
                f"{report.new} nieuw, {report.same} stonden er al",
                f"{report.new} new, {report.same} on record already",
            )
        )
    if report.refused:
        return 5 if report.new + report.same else 2
    return 0


@checkout.command(name="list")
@click.option("--sender", default="", help="whose order form (default: every sender)")
@json_option
@lang_option
def list_(sender: str, *, as_json: bool) -> int:
    """List what the order forms showed, the oldest first."""
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    from datmag.gate.enquiry import the_sender  # noqa: PLC0415  (Django is set up by now)
    from datmag.register.models import Checkout  # noqa: PLC0415  (the same)

    rows = Checkout.objects.order_by("sender", "since", "id")
    if sender:
        rows = rows.filter(sender=the_sender(sender))
    if as_json:
        give({"checkouts": [_json(row) for row in rows]})
    else:
        for row in rows:
            show(_line(row))
    return 0


def _text(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError):
        raise InputError(
            Text(
                f"`{path}` is niet te lezen: geef een tekstbestand in UTF-8",
                f"`{path}` cannot be read: give a text file in UTF-8",
            )
        ) from None


def _json(row: "Checkout") -> dict[str, object]:
    from datmag.moment import NEVER, iso  # noqa: PLC0415  (beside the models)

    return {
        "sender": row.sender_id,
        "since": iso(row.since),
        **({"until": iso(row.until)} if row.until != NEVER else {}),
        "informed": row.informed == 1,
        "refusal": row.refusal,
        **({"notice": row.notice} if row.notice else {}),
    }


def _line(row: "Checkout") -> Text:
    said = _json(row)
    until = said.get("until", "…")
    informed = Text("ingelicht", "informed") if said["informed"] else Text("niet ingelicht", "not informed")
    refusal = {
        "offered": Text("weigeren kon", "a refusal was offered"),
        "not_offered": Text("weigeren kon niet", "no refusal was offered"),
    }[row.refusal]
    span = f"{row.sender_id}  {said['since']} – {until}"
    return Text(f"{span}  {informed.nl}, {refusal.nl}", f"{span}  {informed.en}, {refusal.en}")
