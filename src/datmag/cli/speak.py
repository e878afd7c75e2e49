"""How commands speak: data on stdout, everything else on stderr, in Dutch or English."""

import json
import os
import re
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from datmag.words import Text

_CHOSEN: list[str] = []
Command = TypeVar("Command", bound=Callable[..., Any])


def chosen() -> str:
    """Give the language in force: `--lang`, then `DATMAG_LANG`, then English."""
    wanted = _CHOSEN[-1] if _CHOSEN else os.environ.get("DATMAG_LANG", "en")
    return "nl" if wanted == "nl" else "en"


def _choose(_: click.Context, __: click.Parameter, value: str | None) -> None:
    if value:
        _CHOSEN.append(value)


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
