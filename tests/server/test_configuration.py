"""Settings: the nearest wins, a mistake is named, a secret lives in a file of its owner."""

import stat
from pathlib import Path

import pytest

from datmag.errors import SettingError
from datmag.server.configuration import database, one, read, secret_from


def test_the_environment_beats_the_file_and_the_file_beats_the_default(tmp_path: Path) -> None:
    """Each value says where it came from."""
    (tmp_path / "datmag.toml").write_text('policy = "strict"\n[smtp]\nport = 2525\nhost = "mail.example"\n')

    settings = read({"DATMAG_SMTP__PORT": "1025"}, tmp_path)

    assert (settings["smtp.port"].value, settings["smtp.port"].origin) == ("1025", "environment")
    assert (settings["smtp.host"].value, settings["smtp.host"].origin) == ("mail.example", "datmag.toml")
    assert (settings["policy"].value, settings["policy"].origin) == ("strict", "datmag.toml")
    assert (settings["lang"].value, settings["lang"].origin) == ("en", "default")


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ('polcy = "strict"', "did you mean `policy`"),
        ('policy = "loose"', "choose one of statute"),
        ("[smtp]\nport = -1", "give a whole number"),
        ("policy = ", "no readable TOML"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, written: str, named: str) -> None:
    """The error names the setting and what to do."""
    (tmp_path / "datmag.toml").write_text(written)

    with pytest.raises(SettingError, match=named):
        read({}, tmp_path)


def test_one_setting_is_read_without_the_others(tmp_path: Path) -> None:
    """A mistake in another setting is no trouble, and the environment does without the file."""
    (tmp_path / "datmag.toml").write_text('lang = "nl"\npolicy = "loose"')
    written, nearer = one("lang", {}, tmp_path), one("lang", {"DATMAG_LANG": "en"}, tmp_path)

    assert (written.value, written.origin) == ("nl", "datmag.toml")
    assert (nearer.value, nearer.origin) == ("en", "environment")
    with pytest.raises(SettingError, match="does not know `xx`"):
        one("lang", {"DATMAG_LANG": "xx"}, tmp_path)


def test_a_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    """The second reading gives the same key; nobody else may read the file."""
    path = tmp_path / "key"
    first = secret_from(path)

    assert secret_from(path) == first
    assert len(first) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_database_is_an_address(tmp_path: Path) -> None:
    """SQLite by file, PostgreSQL by server or by socket, anything else is refused."""
    server = database("postgresql://me:p%40ss@db.example:5433/mail", tmp_path)
    socket = database("postgresql://postgres:@/postgres?host=/run/pg", tmp_path)

    assert (server["USER"], server["PASSWORD"], server["PORT"], server["NAME"]) == (
        "me",
        "p@ss",
        "5433",
        "mail",
    )
    assert socket["HOST"] == "/run/pg"
    assert str(database("sqlite:///a.sqlite3", tmp_path)["NAME"]).endswith("/a.sqlite3")
    with pytest.raises(SettingError):
        database("mysql://localhost/mail", tmp_path)
