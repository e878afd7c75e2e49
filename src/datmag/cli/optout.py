"""`datmag optout`: record that somebody wants no more mail, when it came by phone, post or reply."""

import time
from pathlib import Path

import click

from datmag.cli.campaign import read
from datmag.cli.ready import with_database
from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.errors import DatmagError
from datmag.words import Text

ROUTES = ("phone", "post", "reply")

sender_option = click.option("--sender", default="", help="the sender's id, where there are several")
route_option = click.option(
    "--route", type=click.Choice(ROUTES), default="phone", show_default=True, help="how it came"
)


@click.group(name="optout")
def command() -> None:
    """Who wants no more mail: add, list, import."""


@command.command(name="add")
@click.argument("address")
@sender_option
@route_option
@json_option
@lang_option
@with_database
def add(address: str, sender: str, route: str, *, as_json: bool) -> int:
    """Record the No of one address and stop what is queued for it.

    Example: datmag optout add jan@voorbeeld.example --route phone
    """
    from datmag.optout.staff import stop  # noqa: PLC0415  (Django is set up by now)

    done = stop(address, sender=sender, route=route, clock=_now)
    if as_json:
        give({"address": address, "new": done.new, "cancelled": done.cancelled})
    else:
        show(
            Text(
                f"`{address}` is afgemeld; {done.cancelled} klaarstaande berichten zijn gestopt",
                f"`{address}` is unsubscribed; {done.cancelled} queued messages were stopped",
            )
            if done.new
            else Text(f"`{address}` was al afgemeld", f"`{address}` was unsubscribed already")
        )
    return 0


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@sender_option
@route_option
@json_option
@lang_option
@with_database
def import_(file: Path, sender: str, route: str, *, as_json: bool) -> int:
    """Record the No of each address in FILE, one a line; a bad line stops no other."""
    from datmag.optout.staff import stop  # noqa: PLC0415  (Django is set up by now)

    new = same = 0
    refused: list[dict[str, object]] = []
    for number, line in enumerate(read(file).splitlines(), 1):
        address = line.strip()
        if not address or (number == 1 and address.lower() == "email"):
            continue
        try:
            done = stop(address, sender=sender, route=route, clock=_now)
        except DatmagError as error:
            refused.append({"line": number, "text": error.text.json()})
            where = Text(f"`{file}`, regel {number}", f"`{file}`, line {number}").of(chosen())
            complain(f"{where}: {error.text.of(chosen())}")
            continue
        new, same = new + done.new, same + (not done.new)
    if as_json:
        give({"new": new, "same": same, "refused": refused})
    else:
        show(
            Text(
                f"{new} nieuw, {same} waren al afgemeld, {len(refused)} geweigerd",
                f"{new} new, {same} were unsubscribed already, {len(refused)} refused",
            )
        )
    if refused:
        return 5 if new + same else 2
    return 0 if new + same else 3


@command.command(name="list")
@sender_option
@json_option
@lang_option
@with_database
def list_(sender: str, *, as_json: bool) -> int:
    """List every No on record, the latest first."""
    from datmag.optout.staff import listed  # noqa: PLC0415  (Django is set up by now)

    noes = listed(sender)
    if as_json:
        give(noes)
        return 0
    for one in noes:
        click.echo(
            f"{one['at']}  {one['act']:<9}  {one['route'] or '–':<9}  {one['scope']:<8}  {one['address']}"
        )
    return 0


def _now() -> int:
    return time.time_ns() // 1000
