"""Real processes in trouble: a sentence on stderr that says what to do, the right exit code, nothing half stored."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.crash.house import DATMAG, House, free_port, standing
from tests.delivery.shop import NEWSLETTER, address

pytestmark = [pytest.mark.slow]

PERMITTED = 3
SHORT_OF_PATIENCE = (
    sys.executable,
    "-c",
    "from datmag.server.settings import DATABASES; DATABASES['default']['OPTIONS']['timeout'] = 1; "
    + DATMAG[-1],
)
"""datmag, but it waits one second for a locked SQLite database, and not twenty."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    told: str


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Give an installation with a queued campaign to three people."""
    with standing(tmp_path_factory.mktemp("house")) as made:
        made.inside("shop", str(PERMITTED), "1", "0")
        yield made


def call(house: House, *words: str, program: tuple[str, ...] = DATMAG, **variables: str) -> Ended:
    """Run a command to its end; whatever happens, there is no traceback."""
    done = subprocess.run(
        [*program, *words],
        cwd=house.folder,
        env=house.environment | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert "Traceback" not in done.stderr
    return Ended(done.returncode, done.stdout, done.stderr)


def written(house: House, source: str) -> str:
    """Write a message file."""
    path = house.folder / "bericht.md"
    path.write_text(source, encoding="utf-8")
    return str(path)


@pytest.mark.db
def test_a_message_file_that_is_wrong_is_a_sentence_with_the_line(house: House) -> None:
    """File, line and what to do; and no campaign is made."""
    wrong = {
        "line 1: `subject` is missing": ("subject: De voorjaarsbeurt\n", ""),
        "line 5: unknown key `purpos`: did you mean `purpose`?": ("purpose:", "purpos:"),
    }
    for sentence, (old, new) in wrong.items():
        file = written(house, NEWSLETTER.replace(old, new))
        ended = call(house, "campaign", "new", "stuk", "--message", file)

        assert (ended.code, f"`{file}`, {sentence}" in ended.told) == (2, True), ended.told
    assert call(house, "campaign", "status", "stuk").code == 2


@pytest.mark.db
def test_a_mail_server_that_is_down_is_a_sentence_and_exit_code_5(house: House) -> None:
    """The messages stay ready, and go out when it is back."""
    down = free_port()
    ended = call(house, "worker", "--until-idle", DATMAG_SMTP__PORT=str(down))
    waiting = house.campaign("status")
    again = call(house, "worker", "--until-idle")

    assert ended.code == 5
    assert f"mail server `127.0.0.1:{down}` cannot be reached" in ended.told
    assert (waiting["planned"], waiting["armed"], waiting["unknown"]) == (PERMITTED, 0, 0)
    assert again.code == 0
    assert house.campaign("status")["accepted"] == PERMITTED


@pytest.mark.db
def test_a_busy_port_is_a_sentence(house: House) -> None:
    """The pages do not start, and the sentence names the port and the option."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = call(house, "serve", "--port", str(port))

    assert ended.code == 2
    assert f"127.0.0.1:{port}" in ended.told
    assert "--port" in ended.told


def test_the_demo_takes_the_next_port_where_its_own_is_busy_and_says_so(house: House) -> None:
    """It starts all the same, and tells on which port."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = subprocess.Popen(
            [*DATMAG, "demo", "--folder", str(house.folder / "demo")],
            cwd=house.folder,
            env=_without_settings(house) | {"PORT": str(port), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            opened = next((line for line in process.stdout if line.startswith("Open http")), "")
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=60)

    assert f"port {port} is in use; the demo uses " in told
    assert f"http://127.0.0.1:{port}" not in opened
    assert opened
    assert process.returncode == 0
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("port", "folder", "sentence"),
    [("acht", "leeg", "`PORT` is `acht`"), ("8000", "vol", "is not the demo's")],
)
def test_a_demo_that_cannot_be_made_touches_nothing(
    tmp_path: Path, house: House, port: str, folder: str, sentence: str
) -> None:
    """A port that is no number, a folder that holds something else."""
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van mij", encoding="utf-8")
    bare = replace(house, environment=_without_settings(house))
    ended = call(bare, "demo", "--folder", str(tmp_path / folder), PORT=port)

    assert ended.code == 2
    assert sentence in ended.told
    assert [path.name for path in tmp_path.rglob("*")] == ["vol", "brief.txt"]


def test_a_locked_database_is_a_sentence_and_nothing_is_half_stored(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Another program writes for a long time: each command that writes gives up, and works again afterwards."""
    if os.environ.get("DATMAG_DB__URL", "").startswith("postgres"):
        pytest.skip("PostgreSQL locks rows, not databases")
    with standing(tmp_path_factory.mktemp("locked")) as made:
        made.inside("shop", str(PERMITTED), "0", "0")
        file = written(made, NEWSLETTER)
        commands = (
            ("campaign", "new", "zomer", "--message", file),
            ("optout", "add", address(0)),
            ("worker", "--until-idle"),
        )
        with closing(sqlite3.connect(made.folder / "datmag.sqlite3")) as other:
            other.execute("BEGIN EXCLUSIVE")
            ended = [call(made, *words, program=SHORT_OF_PATIENCE) for words in commands]
        before = made.campaign("status")
        after = [call(made, *words).code for words in commands]

        assert [one.code for one in ended] == [2, 2, 2]
        assert all("database" in one.told and "lock" in one.told for one in ended)
        assert (before["planned"], before["cancelled"]) == (PERMITTED, 0)
        assert after == [0, 0, 0]
        assert len(made.received()) == PERMITTED - 1


def test_a_database_that_is_not_there_is_a_sentence(house: House) -> None:
    """Nobody listens where the database should be; a file that was never made says how to make it."""
    gone = call(house, "worker", DATMAG_DB__URL=f"postgresql://datmag@127.0.0.1:{free_port()}/datmag")
    empty = call(house, "worker", DATMAG_DB__URL="sqlite:///leeg.sqlite3")

    assert (gone.code, empty.code) == (2, 2)
    assert "the database does not answer" in gone.told
    assert "`datmag migrate`" in empty.told


@pytest.mark.db
def test_the_first_account_needs_a_name_and_a_strong_password(house: House) -> None:
    """Without a keyboard nothing is asked; a weak password or a file that is not there makes no account."""
    file = house.folder / "wachtwoord"
    file.write_text("annemarie123\n", encoding="utf-8")
    asked = call(house, "init")
    weak = call(house, "init", "--user", "annemarie", "--password-file", str(file))
    gone = call(house, "init", "--user", "ans", "--password-file", f"{file}.weg")

    assert (asked.code, weak.code, gone.code) == (2, 2, 2)
    assert "--user" in asked.told
    assert "too weak" in weak.told
    assert f"`{file}.weg` cannot be read" in gone.told


def test_making_the_database_answers_in_json(house: House) -> None:
    """Which steps were done, and which account was made; a second time nothing."""
    file = house.folder / "sterk"
    file.write_text("Vijf-Oude-Fietsen-2026\n", encoding="utf-8")
    new = {"DATMAG_DB__URL": "sqlite:///nieuw.sqlite3"}
    made = json.loads(call(house, "migrate", "--json", **new).out)
    words = ("init", "--json", "--user", "ans", "--password-file", str(file))
    first, again = (json.loads(call(house, *words, **new).out) for _ in range(2))

    assert [name for name in made["applied"] if name.startswith("register.")]
    assert first == {"applied": [], "account": "ans"}
    assert again == {"applied": [], "account": None}


def _without_settings(house: House) -> dict[str, str]:
    return {name: value for name, value in house.environment.items() if not name.startswith("DATMAG_")}
