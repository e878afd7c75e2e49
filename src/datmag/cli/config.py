"""`datmag config`: each setting, its value, and where it came from."""

import os
import re
from pathlib import Path

import click

from datmag.cli.speak import chosen, give, json_option, lang_option
from datmag.server import configuration
from datmag.words import Text

_PASSWORD = re.compile(r"(?<=:)[^:@/]*(?=@)|(?<=password=)[^&]*")
"""The password in the address of a database."""

ORIGINS = {
    "environment": Text("omgevingsvariabele", "environment"),
    "default": Text("standaard", "default"),
}


@click.group(name="config")
def command() -> None:
    """Each setting and where it came from."""


@command.command(name="show")
@json_option
@lang_option
def show(*, as_json: bool) -> int:
    """Print every setting; passwords are hidden, of a secret only the name of its file is shown.

    Example: datmag config show --json
    """
    folder = Path(os.environ.get("DATMAG_HOME", Path.cwd()))
    settings = configuration.read(os.environ, folder)
    lines = [
        (name, _PASSWORD.sub("***", one.value), one.origin, one.key.variable)
        for name, one in settings.items()
    ]
    if as_json:
        give(
            {
                name: {"value": value, "from": origin, "variable": variable}
                for name, value, origin, variable in lines
            }
        )
        return 0
    wide = max(len(name) for name, *_ in lines), max(len(value) for _, value, *_ in lines)
    for name, value, origin, variable in lines:
        where = ORIGINS.get(origin, Text(origin, origin)).of(chosen())
        click.echo(f"{name:<{wide[0]}}  {value or '–':<{wide[1]}}  {where:<12}  {variable}")
    return 0
