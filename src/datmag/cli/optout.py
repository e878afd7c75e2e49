"""`datmag optout`: record by hand that somebody wants no more mail, and list who said so."""

import time

import click

from datmag.cli.ready import with_database
from datmag.cli.speak import give, json_option, lang_option, show
from datmag.words import Text

ROUTES = ("phone", "reply", "post", "link")


@click.group(name="optout")
def command() -> None:
    """No more mail: add by hand, list."""


@command.command(name="add")
@click.argument("address")
@click.option("--route", type=click.Choice(ROUTES), default="phone", help="how the No came")
@click.option("--sender", default="", help="the sender's id, where there are several")
@json_option
@lang_option
@with_database
def add(address: str, route: str, sender: str, *, as_json: bool) -> int:
    """Record the No of ADDRESS and cancel what is queued for it; also where it is not on record.

    Example: datmag optout add sanne@post.example --route phone
    """
    from datmag.gate.enquiry import the_sender  # noqa: PLC0415  (Django is set up by now)
    from datmag.optout.stop import stop_written  # noqa: PLC0415  (the same)

    done = stop_written(
        address, sender=the_sender(sender).id, route=route, clock=lambda: time.time_ns() // 1000
    )
    if as_json:
        give({"address": address, "new": done.new, "cancelled": done.cancelled})
    elif done.new:
        show(
            Text(
                f"`{address}` is afgemeld; {done.cancelled} klaarstaande berichten zijn tegengehouden",
                f"`{address}` is opted out; {done.cancelled} queued messages were stopped",
            )
        )
    else:
        show(Text(f"`{address}` was al afgemeld", f"`{address}` had opted out already"))
    return 0


@command.command(name="list")
@click.option("--sender", default="", help="the sender's id, where there are several")
@json_option
@lang_option
@with_database
def list_(sender: str, *, as_json: bool) -> int:
    """List who said no to everything, the latest first."""
    from datmag.gate.enquiry import the_sender  # noqa: PLC0415  (Django is set up by now)
    from datmag.moment import iso  # noqa: PLC0415  (the same)
    from datmag.optout.stop import standing  # noqa: PLC0415  (the same)

    rows = [
        {"address": one.address, "at": iso(one.at), "act": one.act, "route": one.route}
        for one in standing(the_sender(sender).id)
    ]
    if as_json:
        give(rows)
        return 0
    for row in rows:
        click.echo(f"{row['at']}  {row['act']:<10} {row['route']:<9} {row['address']}")
    return 0
