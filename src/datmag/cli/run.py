"""`datmag init`, `migrate`, `serve` and `worker`: making it and running it."""

import os
import platform
import secrets
import signal
import socket
import sys
import time
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.ready import trouble, with_database
from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show, tell
from datmag.errors import BusyError, InputError
from datmag.words import Text, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from datmag.delivery.worker import Tally, Worker

PASSWORD_VARIABLE = "DATMAG_INIT__PASSWORD_FILE"  # noqa: S105  (the name of a variable)


@click.command(name="migrate")
@json_option
@lang_option
def migrate(*, as_json: bool) -> int:
    """Make the tables, or bring them up to date; a second time does nothing."""
    applied = _migrate()
    if as_json:
        give({"applied": applied})
    else:
        show(Text("de database is bijgewerkt", "the database is up to date"))
    return 0


@click.command(name="init")
@click.option("--user", default="", help="the name of the first account")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    envvar=PASSWORD_VARIABLE,
    help="a file that holds its password; otherwise it is asked for",
)
@json_option
@lang_option
def init(user: str, password_file: Path | None, *, as_json: bool) -> int:
    """Make the database, the secret keys and the first account.

    Example: datmag init --user ans
    """
    applied = _migrate()
    from datmag.server.accounts import first_account, has_account  # noqa: PLC0415  (Django is set up by now)

    name = ""
    if not has_account():
        name = user or _ask(Text("Naam van het eerste account", "Name of the first account"))
        first_account(name, _password(password_file))
    if as_json:
        give({"applied": applied, "account": name or None})
    elif name:
        show(
            Text(
                f"account `{name}` is gemaakt; start de pagina's met `datmag serve`",
                f"account `{name}` is made; start the pages with `datmag serve`",
            )
        )
    else:
        show(
            Text(
                "er is al een account: er is niets veranderd",
                "there is an account already: nothing was changed",
            )
        )
    return 0


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="where to listen")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))
@lang_option
@with_database
def serve(host: str, port: int, threads: int) -> int:
    """Run the web pages, on this machine only unless `--host` says otherwise."""
    from waitress import create_server  # noqa: PLC0415  (loaded only when something runs)

    from datmag.server.wsgi import application  # noqa: PLC0415  (the same)

    with _bound(host, port) as listening:
        server = create_server(application, sockets=[listening], threads=threads, ident=None)
        tell(
            Text(
                f"open http://{host}:{port}/ (stoppen: Ctrl-C)", f"open http://{host}:{port}/ (stop: Ctrl-C)"
            )
        )
        with _signals(lambda _sign: sys.exit(0), signal.SIGTERM):
            try:
                server.run()
            finally:
                server.close()
    return 0


def _bound(host: str, port: int) -> socket.socket:
    """Take the address before anything else is made, so that a busy one costs a sentence only."""
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise BusyError(
            Text(
                f"op `{host}:{port}` kan ik niet luisteren ({error.strerror}): kies een andere poort met `--port`",
                f"cannot listen on `{host}:{port}` ({error.strerror}): choose another port with `--port`",
            )
        ) from None
    return taken


@click.command(name="worker")
@click.option("--until-idle", is_flag=True, help="end when nothing is left to do now")
@json_option
@lang_option
@with_database
def worker(*, until_idle: bool, as_json: bool) -> int:
    """Post what is queued. It may be stopped at any moment: nothing goes out twice."""
    at_work = make_worker(until_idle=until_idle)
    stopped: list[int] = []

    def stop(sign: int) -> None:
        stopped.append(sign)
        at_work.stop()

    with _signals(stop, signal.SIGINT, signal.SIGTERM), _bar(at_work):
        tally = at_work.run()
    _say(tally, as_json=as_json)
    if signal.SIGINT in stopped:
        return 130
    return 5 if tally.trouble or (until_idle and sum(tally.waiting.values())) else 0


def make_worker(*, until_idle: bool) -> "Worker":
    """Make a worker with the configured mail server, under a name that no other worker ever had."""
    from django.conf import settings  # noqa: PLC0415  (Django is set up by now)

    from datmag.delivery.worker import Options, Server, Worker  # noqa: PLC0415  (the same)

    given = settings.DATMAG
    server = Server(
        given.smtp_host, given.smtp_port, given.smtp_tls, given.smtp_user, given.smtp_password_file
    )
    options = Options(server, given.smtp_connections, given.smtp_rate, until_idle)
    owner = f"{platform.node()}:{os.getpid()}:{secrets.token_hex(6)}"
    return Worker(options, owner=owner, clock=lambda: time.time_ns() // 1000)


def _migrate() -> list[str]:
    """Bring the tables up to date; name each migration that was applied."""
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    from django.core.management import call_command  # noqa: PLC0415  (Django is set up by now)
    from django.db import Error, connection  # noqa: PLC0415  (the same)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  (the same)

    try:
        executor = MigrationExecutor(connection)
        planned = executor.migration_plan(executor.loader.graph.leaf_nodes())
        call_command("migrate", verbosity=0, interactive=False)
    except Error as error:
        raise trouble(error) from error
    return [f"{one.app_label}.{one.name}" for one, _ in planned]


def _ask(question: Text) -> str:
    if not sys.stdin.isatty():
        raise InputError(
            Text(
                "er is geen toetsenbord om iets te vragen: geef `--user` en `--password-file`",
                "there is no keyboard to ask: give `--user` and `--password-file`",
            )
        )
    return str(click.prompt(question.of(chosen()), err=True))


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                Text(
                    f"wachtwoord `{file}` is niet te lezen ({error}): geef een bestaand tekstbestand",
                    f"password `{file}` cannot be read ({error}): give an existing text file",
                )
            ) from None
    if not sys.stdin.isatty():
        return _ask(Text("", ""))
    words = Text("Wachtwoord (minstens 12 tekens)", "Password (at least 12 characters)")
    return str(click.prompt(words.of(chosen()), hide_input=True, confirmation_prompt=True, err=True))


@contextmanager
def _signals(action: "Callable[[int], object]", *signs: signal.Signals) -> "Iterator[None]":
    """Answer some signals with `action` for a while."""
    before = {sign: signal.signal(sign, lambda number, _frame: action(number)) for sign in signs}
    try:
        yield
    finally:
        for sign, usual in before.items():
            signal.signal(sign, usual)


def _bar(at_work: "Worker") -> AbstractContextManager[object]:
    """Show a progress bar on stderr where somebody looks."""
    if not sys.stderr.isatty():
        return nullcontext()
    from datmag.cli.bar import posting  # noqa: PLC0415  (loaded only when something runs)

    return posting(at_work)


def _say(tally: "Tally", *, as_json: bool) -> None:
    trouble_text = tally.trouble
    if as_json:
        give(
            {
                "outcomes": dict(tally.outcomes),
                "waiting": tally.waiting,
                "trouble": trouble_text.json() if trouble_text else None,
            }
        )
    else:
        lang = chosen()
        done = {
            name: number(tally.outcomes[name], lang)
            for name in ("accepted", "refused", "deferred", "unknown")
        }
        show(
            Text(
                f"{done['accepted']} aangenomen, {done['refused']} geweigerd, {done['deferred']} later, "
                f"{done['unknown']} onzeker",
                f"{done['accepted']} accepted, {done['refused']} refused, {done['deferred']} later, "
                f"{done['unknown']} uncertain",
            )
        )
    left = sum(tally.waiting.values())
    if trouble_text:
        complain(trouble_text.of(chosen()))
    if left:
        tell(Text(f"{left} berichten staan nog klaar", f"{left} messages still wait"))
