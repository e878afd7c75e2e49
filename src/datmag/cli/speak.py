"""How commands speak: data on stdout, everything else on stderr, in Dutch or English."""

import json
import os
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


def tell(text: Text) -> None:
    """Say something on stderr."""
    click.echo(text.of(chosen()), err=True)


def complain(sentence: str) -> None:
    """Say on stderr what went wrong and what to do."""
    click.echo(f"datmag: {sentence}", err=True)


def show(text: Text) -> None:
    """Write a text on stdout."""
    click.echo(text.of(chosen()))


def give(answer: object) -> None:
    """Write an answer on stdout as JSON."""
    json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
