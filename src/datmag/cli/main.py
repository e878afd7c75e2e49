"""The command `datmag`: each command is loaded only when it is called."""

import os
import sys
from importlib import import_module

import click

from datmag import __version__
from datmag.cli.speak import chosen, complain, lang_option
from datmag.errors import DatmagError
from datmag.words import Text

COMMANDS = {
    "campaign": ("campaign", "new, preview, approve, send, pause, resume, status, unknowns"),
    "check": ("check", "may this message go to this address, or to everybody?"),
    "checkout": ("checkout", "what your order form showed, and since when"),
    "config": ("config", "each setting and where it came from"),
    "contacts": ("contacts", "import, show, timeline"),
    "demo": ("demo", "the demo shop: pages, worker and mail catcher on this machine only"),
    "init": ("run", "make the database and the first account"),
    "judge": ("judge", "flat cases through the rulebook"),
    "message": ("message", "render: the exact bytes that one person would get"),
    "migrate": ("run", "bring the database up to date"),
    "optout": ("optout", "record that somebody wants no more mail"),
    "record": ("record", "record events, one JSON object a line"),
    "rules": ("rules", "the rulebook: list, show, text, statements, prove, diff, export"),
    "serve": ("run", "the web pages"),
    "story": ("story", "register-level stories in a throw-away register"),
    "worker": ("run", "post what is queued"),
}


class Lazy(click.Group):
    """A group whose commands are imported when they are needed, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Name all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """Import the module of one command and give its command object."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"datmag.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name, None) or module.command
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where nobody reads what it says any more (`| head`), end without a word."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(unheard()) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="datmag")
@lang_option
def app() -> None:
    """Send only the mailings that you may lawfully send, and then really send them."""


def main() -> None:
    """Run the command; a mistake gives a sentence and an exit code, never a traceback."""
    # INVARIANT: what datmag writes holds personal data, and is for its owner only.
    os.umask(0o077)
    try:
        code = app.main(standalone_mode=False) or 0
        sys.stdout.flush()
        sys.exit(code)
    except BrokenPipeError:
        sys.exit(unheard())
    except DatmagError as error:
        complain(error.text.of(chosen()))
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        complain(INTERRUPTED.of(chosen()))
        sys.exit(STOPPED)
    except click.ClickException as error:
        complain(misused(error).of(chosen()))
        sys.exit(2)
    except Exception as error:
        if os.environ.get("DATMAG_TRACEBACK"):
            raise
        complain(unforeseen(error).of(chosen()))
        sys.exit(2)


def unheard() -> int:
    """Let go of an output that nobody reads, so that nothing is written to it at the end, and give the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return STOPPED


STOPPED = 130
INTERRUPTED = Text("onderbroken; u kunt het veilig opnieuw starten", "interrupted; it is safe to start again")


def misused(error: click.ClickException) -> Text:
    """Say what is wrong with a call, and where the help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path.replace("main", "datmag", 1) if context else "datmag"
    named = getattr(getattr(error, "param", None), "human_readable_name", "") or ""
    hint = ", ".join(getattr(getattr(error, "param", None), "opts", [])) or named
    if isinstance(error, click.NoSuchOption):
        nl = f"de optie `{error.option_name}` bestaat niet"
    elif isinstance(error, click.MissingParameter):
        nl = f"`{hint}` ontbreekt"
    elif isinstance(error, click.BadParameter):
        choices = getattr(getattr(error.param, "type", None), "choices", ())
        nl = f"`{hint}` heeft een waarde die niet kan" + (
            f": kies uit {', '.join(choices)}" if choices else ""
        )
    elif error.message.startswith("No such command"):
        nl = f"het commando {error.message.removeprefix('No such command ').rstrip('.')} bestaat niet"
    else:
        nl = error.message
    return Text(f"{nl}; zie `{path} --help`", f"{error.format_message().rstrip('.')}; see `{path} --help`")


def unforeseen(error: Exception) -> Text:
    """Say what happened and what to do, for an error that no room of the house foresaw."""
    kind, what = type(error).__name__, str(error).strip().split("\n")[0]
    if "database is locked" in what:
        return Text(
            "de database is bezig: een ander programma schrijft erin. Wacht even en probeer het opnieuw",
            "the database is busy: another program is writing to it. Wait a moment and try again",
        )
    if kind == "OperationalError" and ("no such table" in what or "unable to open" in what):
        return Text(
            f"de database is nog niet klaar ({what}): draai eerst `datmag migrate`",
            f"the database is not ready ({what}): run `datmag migrate` first",
        )
    if kind in {"OperationalError", "InterfaceError"}:
        return Text(
            f"de database antwoordt niet ({what}): kijk of hij draait en of `DATMAG_DB__URL` klopt",
            f"the database does not answer ({what}): see whether it runs and whether `DATMAG_DB__URL` is right",
        )
    if kind == "ProgrammingError" and "does not exist" in what:
        return Text(
            f"de database is nog niet klaar ({what}): draai eerst `datmag migrate`",
            f"the database is not ready ({what}): run `datmag migrate` first",
        )
    if isinstance(error, OSError) and error.filename:
        return Text(
            f"`{error.filename}` kan niet worden gebruikt ({error.strerror}): kijk of het bestand bestaat en of u het mag lezen",
            f"`{error.filename}` cannot be used ({error.strerror}): see whether it exists and whether you may read it",
        )
    return Text(
        f"dit is een fout van datmag zelf ({kind}: {what}). Meld hem, met wat `DATMAG_TRACEBACK=1` laat zien",
        f"this is a mistake of datmag itself ({kind}: {what}). Report it, with what `DATMAG_TRACEBACK=1` shows",
    )
