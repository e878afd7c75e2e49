"""`datmag demo`: the demo shop with its pages, worker and mail catcher, on this machine only."""

import os
import signal
import sys
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datmag.cli.speak import chosen, complain, lang_option, show, tell
from datmag.errors import SettingError
from datmag.words import Text, number

if TYPE_CHECKING:
    from datmag.demo.run import Sent

FIRST_PORT = 8000


@click.command()
@click.option("--fresh", is_flag=True, help="throw the demo of before away and start anew")
@click.option("--once", is_flag=True, help="start anew, run the whole story, print it, and end")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("datmag-demo"), help="where it lives")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="the shop's today (default: today)")
@lang_option
def command(folder: Path, day: Any, *, fresh: bool, once: bool) -> int:  # noqa: ANN401  (click gives a datetime or None)
    """Build the demo shop and run it on this machine; nothing leaves it.

    Example: datmag demo --once
    """
    from datmag.demo import house  # noqa: PLC0415  (loaded only when the demo runs)
    from datmag.demo.catcher import FIRST_PORT as MAIL_PORT  # noqa: PLC0415  (the same)
    from datmag.demo.catcher import next_free  # noqa: PLC0415  (the same)

    wanted = _wanted_port()
    stands = house.prepare(folder, fresh=fresh or once)
    port, mail_port = next_free(wanted), next_free(MAIL_PORT)
    if port != wanted:
        tell(
            Text(
                f"poort {wanted} is bezet; de demo gebruikt {port}",
                f"port {wanted} is in use; the demo uses {port}",
            )
        )
    house.settle(folder, web_port=port, mail_port=mail_port)
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read here, and not before)

    start()
    if not stands:
        _build(folder, day.date() if day else None)
    return _once(folder, port, mail_port) if once else _serve(folder, port, mail_port)


def _wanted_port() -> int:
    given = os.environ.get("PORT", "")
    if given and not given.isdigit():
        raise SettingError(
            Text(
                f"`PORT` is `{given}`: geef een getal, zoals `PORT=8080`",
                f"`PORT` is `{given}`: give a number, like `PORT=8080`",
            )
        )
    return int(given or FIRST_PORT)


def _build(folder: Path, day: date | None) -> None:
    from datmag.demo import house  # noqa: PLC0415  (Django is started by now)
    from datmag.moment import amsterdam_day  # noqa: PLC0415  (the same)
    from datmag.register.imports.findings import COUNTS  # noqa: PLC0415  (the same)
    from datmag.web.clock import now  # noqa: PLC0415  (the same)

    show(Text("Fietsenhuis Vondel wordt gebouwd …", "building Fietsenhuis Vondel …"))
    reports: list[Any] = house.build(folder, day or amsterdam_day(now()), clock=now, told=lambda _: None)
    for done in reports:
        counts = done.report.counts
        said = [
            f"{number(counts[name], chosen())} {title.of(chosen())}"
            for name, title in COUNTS.items()
            if counts[name]
        ]
        click.echo(f"  {done.step.file}: {'; '.join(said)}")


def _once(folder: Path, port: int, mail_port: int) -> int:
    from datmag.cli.campaign import show_funnel  # noqa: PLC0415  (Django is started by now)
    from datmag.demo import once, run  # noqa: PLC0415  (the same)

    mail = folder / "mail"
    with run.catching(mail, mail_port), run.pages(port):
        show(Text("\nVoorjaarsnieuwsbrief", "\nSpring newsletter"))
        first = run.send("voorjaar")
        show_funnel(first.funnel)
        seen = once.caught(mail)
        _print_delivery(first, seen.messages, len(seen.recipients))
        faults = once.faults(first, seen, wanted=first.funnel.permitted)
        status = once.opt_out(seen.first_link)
        show(
            Text(
                f"\nAfgemeld via de link in de mail aan {seen.first_to}: antwoord {status}",
                f"\nOpted out by the link in the mail to {seen.first_to}: answer {status}",
            )
        )
        show(Text("\nZomernieuwsbrief", "\nSummer newsletter"))
        again = once.second(folder)
        show_funnel(again.funnel)
        more = once.caught(mail, after=seen.messages)
        _print_delivery(again, more.messages, len(more.recipients))
        faults += once.faults(again, more, wanted=first.funnel.permitted - 1)
        if seen.first_to in more.recipients:
            faults.append(f"`{seen.first_to}` opted out and got the second mailing")
    for fault in faults:
        complain(fault)
    if not faults:
        less = first.funnel.permitted - again.funnel.permitted
        show(
            Text(
                f"\nKlopt: iedereen hoogstens één keer, niemand die niet mag, {less} persoon minder na de afmelding.",
                f"\nAs it should be: everybody at most once, nobody who may not, {less} person fewer after the opt-out.",
            )
        )
    return int(bool(faults))


def _print_delivery(sent: "Sent", messages: int, addresses: int) -> None:
    outcomes = ", ".join(f"{name} {many}" for name, many in sorted(sent.tally.outcomes.items()) if many)
    show(
        Text(
            f"Verstuurd: {outcomes}; in de mailvanger {messages} berichten aan {addresses} adressen",
            f"Sent: {outcomes}; in the catcher {messages} messages to {addresses} addresses",
        )
    )


def _serve(folder: Path, port: int, mail_port: int) -> int:
    from datmag.demo import run  # noqa: PLC0415  (Django is started by now)

    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: ended.set())
    with run.catching(folder / "mail", mail_port), run.pages(port), run.posting():
        show(
            Text(
                f"\nOpen http://127.0.0.1:{port}  (Ctrl-C stopt; alles staat in `{folder}`)\n"
                f"Mailvanger op smtp://127.0.0.1:{mail_port}: er gaat niets van deze computer af.\n"
                f"Geen scherm hier? Op uw eigen computer: ssh -L {port}:127.0.0.1:{port} deze-computer",
                f"\nOpen http://127.0.0.1:{port}  (Ctrl-C stops; everything is in `{folder}`)\n"
                f"Mail catcher on smtp://127.0.0.1:{mail_port}: nothing leaves this machine.\n"
                f"No screen here? On your own machine: ssh -L {port}:127.0.0.1:{port} this-machine",
            )
        )
        sys.stdout.flush()
        ended.wait()
    show(
        Text(
            f"de demo is gestopt; `make demo` gaat verder waar u was, `{folder}` mag u weggooien",
            f"the demo has stopped; `make demo` goes on where you were, `{folder}` may be thrown away",
        )
    )
    return 0
