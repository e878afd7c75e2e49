"""`datmag init`, `migrate`, `serve`, `worker`: what keeps an installation running."""

import os
import signal
import socket
import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datmag.cli.ready import trouble, with_database
from datmag.cli.speak import chosen, give, json_option, lang_option, show, tell
from datmag.errors import BusyError, InputError
from datmag.words import Text, number

if TYPE_CHECKING:
    from datmag.delivery.worker import Tally

LOOPBACK = "127.0.0.1"


@click.command()
@lang_option
def migrate() -> int:
    """Bring the database up to date; nothing is lost by doing it twice."""
    _migrate()
    show(Text("de database is bijgewerkt", "the database is up to date"))
    return 0


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415  (loaded only when something runs)
    from django.db import Error  # noqa: PLC0415  (the same)

    from datmag.server.start import start  # noqa: PLC0415  (the same)

    start()
    try:
        call_command("migrate", verbosity=0)
    except Error as error:
        raise trouble(error) from error


@click.command()
@click.option("--user", default="", help="the name of the first account")
@click.option("--password-file", type=click.Path(path_type=Path), help="a file with its password")
@lang_option
def init(user: str, password_file: Path | None) -> int:
    """Make the database, the two key files and the first account.

    Example: datmag init --user ans
    """
    _migrate()
    from django.contrib.auth import get_user_model  # noqa: PLC0415  (Django is set up by now)

    users = get_user_model().objects
    if users.exists():
        show(
            Text(
                "er is al een account; er is niets veranderd", "there is an account already; nothing changed"
            )
        )
        return 0
    name = user or _asked("Naam van het eerste account", "Name of the first account")
    password = _password(password_file)
    _strong(password, name)
    users.create_superuser(username=name, password=password)
    show(
        Text(
            f"account `{name}` is gemaakt; start nu `datmag serve` en `datmag worker`",
            f"account `{name}` is made; now start `datmag serve` and `datmag worker`",
        )
    )
    return 0


def _asked(nl: str, en: str, *, hidden: bool = False) -> str:
    if not sys.stdin.isatty():
        raise InputError(
            Text(
                "er is geen scherm om het te vragen: geef `--user naam --password-file bestand`",
                "there is no terminal to ask on: give `--user name --password-file file`",
            )
        )
    answer: str = click.prompt(
        Text(nl, en).of(chosen()), hide_input=hidden, confirmation_prompt=hidden, err=True
    )
    return answer.strip()


def _password(file: Path | None) -> str:
    if file is None:
        return _asked("Wachtwoord", "Password", hidden=True)
    return file.read_text(encoding="utf-8").rstrip("\n")


def _strong(password: str, name: str) -> None:
    from django.contrib.auth.models import User  # noqa: PLC0415  (Django is set up by now)
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415  (the same)
    from django.core.exceptions import ValidationError  # noqa: PLC0415  (the same)

    try:
        validate_password(password, User(username=name))
    except ValidationError:
        raise InputError(
            Text(
                "dit wachtwoord is te zwak: neem er een van minstens 12 tekens dat niet algemeen is en niet op de naam lijkt",
                "this password is too weak: take one of at least 12 characters, not a common one and not like the name",
            )
        ) from None


@click.command()
@click.option("--host", default=LOOPBACK, help="where to listen (default: this machine only)")
@click.option("--port", default=8000, type=int)
@lang_option
@with_database
def serve(host: str, port: int) -> int:
    """Serve the web pages: the opt-out pages for everybody, the rest for who signs in.

    Example: datmag serve --port 8000
    """
    import waitress  # noqa: PLC0415  (loaded only when something runs)

    from datmag.server.wsgi import application  # noqa: PLC0415  (Django is set up by now)

    _free(host, port)
    tell(Text(f"open http://{host}:{port}  (Ctrl-C stopt)", f"open http://{host}:{port}  (Ctrl-C stops)"))
    waitress.serve(application, host=host, port=port, threads=8, ident=None, _quiet=True)
    return 0


def _free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise BusyError(
                Text(
                    f"op `{host}:{port}` kan ik niet luisteren ({error.strerror}): kies een andere poort met `--port`",
                    f"cannot listen on `{host}:{port}` ({error.strerror}): choose another port with `--port`",
                )
            ) from None


@click.command()
@click.option("--until-idle", is_flag=True, help="end when nothing is left to do now")
@json_option
@lang_option
@with_database
def worker(*, until_idle: bool, as_json: bool) -> int:
    """Post what is queued, each message judged again just before it leaves.

    Example: datmag worker --until-idle
    """
    from django.conf import settings  # noqa: PLC0415  (Django is set up by now)

    from datmag.delivery.worker import Options, Server, Worker  # noqa: PLC0415  (the same)

    own = settings.DATMAG
    options = Options(
        Server(own.smtp_host, own.smtp_port, own.smtp_tls, own.smtp_user, own.smtp_password_file),
        connections=own.smtp_connections,
        rate=own.smtp_rate,
        until_idle=until_idle,
    )
    with _bar() as told:
        hand = Worker(options, owner=f"{socket.gethostname()}-{os.getpid()}-{_now()}", clock=_now, told=told)
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: hand.stop())
        tally = hand.run()
    if as_json:
        trouble_text = tally.trouble.of(chosen()) if tally.trouble else None
        give({"outcomes": dict(tally.outcomes), "waiting": tally.waiting, "trouble": trouble_text})
    else:
        _show(tally)
    if tally.trouble:
        tell(tally.trouble)
    return 5 if any(tally.waiting.values()) else 0


def _show(tally: "Tally") -> None:
    for name, many in (*sorted(tally.outcomes.items()), *sorted(tally.waiting.items())):
        if many:
            click.echo(f"  {number(many, chosen()):>7}  {name}")


def _bar() -> AbstractContextManager[Any]:
    """Give a bar on a terminal, else nothing."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _tally: None)
    from datmag.cli.bar import following  # noqa: PLC0415  (rich is loaded only for a terminal)

    return following()


def _now() -> int:
    return time.time_ns() // 1000
