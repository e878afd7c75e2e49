"""In which language a command speaks, what a permit hangs on in words, and what happens when nobody listens."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from datmag.cli import speak
from datmag.cli.judge import command as judge
from datmag.cli.main import app
from datmag.errors import SettingError
from tests.rulebook.base import CUSTOMER

DATMAG = [sys.executable, "-c", "from datmag.cli.main import main; main()"]
DENIED = {**CUSTOMER, "unsubscribe": "none"}
DUTCH, ENGLISH = "mag niet", "not allowed"


@pytest.fixture(autouse=True)
def _no_language_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing says which language."""
    monkeypatch.setattr(speak, "_CHOSEN", [])
    monkeypatch.delenv("DATMAG_LANG", raising=False)
    monkeypatch.setenv("DATMAG_HOME", str(tmp_path))


def invoke(tmp_path: Path, *words: str) -> Result:
    """Judge a case that is denied; the words stand before the file."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"id": "A", "facts": DENIED}), encoding="utf-8")
    return CliRunner().invoke(app, [*words, str(path)])


def test_the_language_of_the_file_of_settings_is_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flags, then the environment, then `datmag.toml`, then English; a flag of one call is not left to the next."""
    bare = invoke(tmp_path, "judge")
    (tmp_path / "datmag.toml").write_text('lang = "nl"\n', encoding="utf-8")
    written = invoke(tmp_path, "judge")
    flag = invoke(tmp_path, "--lang", "en", "judge")
    later = invoke(tmp_path, "--lang", "en", "judge", "--lang", "nl")
    again = invoke(tmp_path, "judge")
    monkeypatch.setenv("DATMAG_LANG", "en")
    environment = invoke(tmp_path, "judge")

    assert ENGLISH in bare.stdout
    assert DUTCH in written.stdout
    assert ENGLISH in flag.stdout
    assert DUTCH in later.stdout
    assert DUTCH in again.stdout
    assert ENGLISH in environment.stdout


def test_a_language_that_datmag_does_not_speak_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `config show` refuses it; a flag helps."""
    monkeypatch.setenv("DATMAG_LANG", "xx")
    refused = invoke(tmp_path, "judge")
    flag = invoke(tmp_path, "judge", "--lang", "nl")

    assert isinstance(refused.exception, SettingError)
    assert "setting `lang` does not know `xx`" in str(refused.exception)
    assert DUTCH in flag.stdout


@pytest.mark.parametrize("words", [("judge", "c.json"), ("rules", "show", "nl.deceased"), ("config", "show")])
def test_a_broken_file_of_settings_is_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Exit code 2 and what to do; help is given all the same, and a flag or the environment does without the file."""
    (tmp_path / "datmag.toml").write_text("lang = [", encoding="utf-8")
    ended = subprocess.run([*DATMAG, *words], cwd=tmp_path, capture_output=True, text=True, check=False)
    helped = CliRunner().invoke(app, [*words[:-1], "--help"])
    flag = CliRunner().invoke(app, ["rules", "show", "nl.deceased", "--lang", "nl"])

    assert ended.returncode == 2
    assert f"`{tmp_path / 'datmag.toml'}` is no readable TOML file" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert helped.exit_code == 0
    assert "Overleden" in flag.stdout


def test_another_setting_that_is_wrong_does_not_stop_a_command_that_needs_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rulebook needs no mail server."""
    monkeypatch.setenv("DATMAG_SMTP__PORT", "acht")

    assert invoke(tmp_path, "judge").exit_code == 1


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Give every command that does something, with its words."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for one in command.list_commands(context):
        found = command.get_command(context, one)
        assert found
        yield from commands(found, f"{name} {one}".strip())


def test_every_command_takes_a_language() -> None:
    """`--lang nl|en` stands on each of them, and with it the language that is configured."""
    silent = [
        name for name, one in commands(app) if "--lang" not in {opt for p in one.params for opt in p.opts}
    ]

    assert silent == []


def test_what_never_was_is_not_said_to_be_unknown(tmp_path: Path) -> None:
    """Silence about an objection says that there is none; both languages use the sentence of the glossary."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"id": "A", "facts": CUSTOMER}), encoding="utf-8")
    nl, en = (CliRunner().invoke(judge, [str(path), "--lang", lang]).stdout for lang in ("nl", "en"))

    assert "; de ontvanger heeft geen bezwaar gemaakt; de toestemming is niet ingetrokken; " in nl
    assert "; the recipient has not objected; the consent was not withdrawn; " in en
    assert "weet ik niet" not in nl
    assert "I do not know" not in en


@pytest.mark.parametrize("words", [("rules", "list", "--json"), ("judge", "c.jsonl")])
@pytest.mark.parametrize("both", [False, True])
def test_when_who_reads_has_seen_enough_a_command_ends_without_a_word(
    tmp_path: Path, words: tuple[str, ...], *, both: bool
) -> None:
    """`| head -1` gives 130 and nothing on stderr, whatever the command; also where it reads stderr too."""
    case = json.dumps({"id": "A", "facts": CUSTOMER}) + "\n" + '{"id": 1, "facts": {}}\n'
    (tmp_path / "c.jsonl").write_text(case * 200, encoding="utf-8")
    error = subprocess.STDOUT if both else subprocess.PIPE
    with subprocess.Popen(
        [*DATMAG, *words], cwd=tmp_path, env=os.environ, stdout=subprocess.PIPE, stderr=error
    ) as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode() if process.stderr else ""

    assert process.returncode == 130
    assert [line for line in told.splitlines() if "`at` is missing" not in line] == []
