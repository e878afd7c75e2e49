"""How commands speak: data on stdout, everything else on stderr, in Dutch or English."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from datmag.errors import DatmagError
from datmag.words import Text

_CHOSEN: list[str] = []
Command = TypeVar("Command", bound=Callable[..., Any])


def chosen() -> str:
    """Give the language in force: `--lang`, then what the configuration says, or English where that is broken."""
    if _CHOSEN:
        return _CHOSEN[-1]
    try:
        return _configured()
    except (DatmagError, OSError):
        return "en"


def _configured() -> str:
    # Loaded only here, so that `--help` is quick.
    from datmag.server import configuration  # noqa: PLC0415

    return configuration.one("lang", os.environ, Path(os.environ.get("DATMAG_HOME", "."))).value


def _choose(context: click.Context, _: click.Parameter, value: str | None) -> None:
    """Settle the language of a command, before it does anything: of `--lang` before and behind it the last counts.

    Raises:
        SettingError: no flag, and the configuration has no language that datmag speaks.
    """
    flag = context.meta.get(_FLAG) if value is None else value
    if flag:
        context.meta[_FLAG] = flag
        _CHOSEN[:] = [flag]
    elif not isinstance(context.command, click.Group):
        _CHOSEN[:] = [_configured()]


_FLAG = "datmag.lang"


def lang_option(command: Command) -> Command:
    """Add `--lang nl|en` to a command."""
    return click.option(
        "--lang",
        type=click.Choice(["nl", "en"]),
        callback=_choose,
        expose_value=False,
        is_eager=True,
        help="nl or en",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json` (parameter `as_json`) to a command."""
    return click.option("--json", "as_json", is_flag=True, help="give JSON on standard output")(command)


def printable(text: str, *, keep: str = "") -> str:
    r"""Write what would steer a terminal as its escape, `\u001b`, which is right in JSON too.

    Args:
        text: may hold words of somebody else: ids, names, addresses.
        keep: control characters that stay.
    """
    return _STEERING.sub(lambda found: found[0] if found[0] in keep else f"\\u{ord(found[0]):04x}", text)


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, line breaks, turns of the direction, and half a character."""


def tell(text: Text) -> None:
    """Say something on stderr."""
    click.echo(printable(text.of(chosen()), keep="\n\t"), err=True)


def complain(sentence: str) -> None:
    """Say on stderr, on one line, what went wrong and what to do."""
    click.echo(f"datmag: {printable(' '.join(sentence.splitlines()))}", err=True)


def show(text: Text) -> None:
    """Write a text on stdout."""
    click.echo(printable(text.of(chosen()), keep="\n\t"))


def give(answer: object) -> None:
    """Write an answer on stdout as JSON."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
