"""`datmag record`: events and parts into the register, one JSON object a line."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from datmag.cli.speak import chosen, complain, give, json_option, lang_option
from datmag.errors import InputError
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.register.record import Report

LONGEST = 1_000_000
"""The longest line that is read; a longer one is no event."""


@click.command(name="record")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@lang_option
def command(file: Path, *, as_json: bool) -> int:
    """Record the events and parts of FILE (.jsonl). The same line again does nothing."""
    from datmag.server.start import start  # noqa: PLC0415  (the settings are read only when something runs)

    start()
    report, lines = run(file)
    answer = {
        "new": report.new,
        "same": report.same,
        "refused": [
            {"line": lines[refusal.place], "id": refusal.id, "text": refusal.text.json()}
            for refusal in report.refused
        ],
    }
    for refusal in report.refused:
        complain(f"`{file}`, {_line(lines[refusal.place])}: {refusal.text.of(chosen())}")
    if as_json:
        give(answer)
    else:
        click.echo(_summary(report).of(chosen()))
    return _exit_code(report)


def run(file: Path) -> tuple["Report", list[int]]:
    """Record a file.

    Returns:
        What became of the lines, and the line number of each entry by its place.

    Raises:
        InputError: the file cannot be read as text.
    """
    from datmag.register import record  # noqa: PLC0415  (Django is set up by now)

    lines: list[int] = []
    report = record.write_batch(_entries(file, lines), recorded_at=time.time_ns() // 1000)
    return report, lines


def _entries(file: Path, lines: list[int]) -> Iterator[dict[str, Any]]:
    try:
        with file.open(encoding="utf-8-sig") as stream:
            number = 0
            while line := stream.readline(LONGEST + 1):
                number += 1
                if len(line) > LONGEST:
                    line = _skip(stream, line)
                if line.strip():
                    lines.append(number)
                    yield _object(line)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            Text(
                f"`{file}` is niet te lezen ({error}): geef een bestand in UTF-8 met een JSON-object per regel",
                f"`{file}` cannot be read ({error}): give a file in UTF-8 with one JSON object a line",
            )
        ) from None


def _skip(stream: Any, line: str) -> str:  # noqa: ANN401  (a text stream)
    while line and not line.endswith("\n"):
        line = stream.readline(LONGEST)
    return "too long"


def _object(line: str) -> Any:  # noqa: ANN401  (anything that JSON holds)
    # what is no object is refused by the register itself, with its line
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return None
    return found


def _line(number: int) -> str:
    return Text(f"regel {number}", f"line {number}").of(chosen())


def _summary(report: "Report") -> Text:
    refused = len(report.refused)
    return Text(
        f"{report.new} nieuw, {report.same} stonden er al, {refused} geweigerd",
        f"{report.new} new, {report.same} on record already, {refused} refused",
    )


def _exit_code(report: "Report") -> int:
    if not report.refused:
        return 0 if report.new + report.same else 3
    return 5 if report.new + report.same else 2
