"""The command `datmag`: each command is loaded only when it is called."""

import sys
from importlib import import_module

import click

from datmag import __version__
from datmag.errors import DatmagError

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
    "rules": ("rules", "the rulebook as a list, one rule"),
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  (click's signature)
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="datmag")
def app() -> None:
    """Send only the mailings that you may lawfully send, and then really send them."""


def main() -> None:
    """Run the command; a mistake gives a sentence and an exit code, never a traceback."""
    from datmag.cli.speak import chosen, complain  # noqa: PLC0415  (only when something runs)

    try:
        sys.exit(app.main(standalone_mode=False) or 0)
    except DatmagError as error:
        complain(error.text.of(chosen()))
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        complain("interrupted; it is safe to start again")
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
