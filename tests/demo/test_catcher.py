"""The mail catcher keeps every message once, and nothing leaves this machine."""

import smtplib
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from datmag.demo.catcher import Catcher, Keeper, loopback_only, next_free
from datmag.errors import BusyError, InputError

LINES = 4
EACH = 25


def post(port: int, line: int) -> None:
    """Hand over some messages on one connection, one of them with dots at the start of lines."""
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        for number in range(EACH):
            body = b"Subject: hallo\r\n\r\n.een punt\r\n..twee\r\n"
            server.sendmail("a@vondel.example", [f"k{line}-{number}@klant.example"], body)


def test_messages_on_several_lines_are_each_kept_once(tmp_path: Path) -> None:
    """N messages give the files 1 to N, each whole, each with its envelope, bytes unchanged."""
    catcher = Catcher(tmp_path)
    catcher.start()
    try:
        with ThreadPoolExecutor(LINES) as lines:
            list(lines.map(lambda line: post(catcher.port, line), range(LINES)))
    finally:
        catcher.stop()
    kept = {path.name: path.read_bytes() for path in tmp_path.glob("*.eml")}
    recipients = {content.split(b"\r\n", 1)[0] for content in kept.values()}

    assert {f"{number}.eml" for number in range(1, LINES * EACH + 1)} == set(kept)
    assert len(recipients) == LINES * EACH
    assert all(content.endswith(b"\r\n\r\n.een punt\r\n..twee\r\n") for content in kept.values())
    assert not list(tmp_path.glob(".*.part"))


def test_counting_goes_on_after_a_restart(tmp_path: Path) -> None:
    """What was kept is never written over; other files do not confuse it."""
    Keeper(tmp_path).keep(["a@klant.example"], b"x")
    (tmp_path / "notes.eml").write_text("", encoding="utf-8")

    assert Keeper(tmp_path).keep(["b@klant.example"], b"x").name == "2.eml"


def test_a_port_in_use_is_passed_over_or_said(tmp_path: Path) -> None:
    """A wanted port that is taken is an error that says what to do; otherwise the next one is used."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert next_free(port) > port
        with pytest.raises(BusyError, match=str(port)):
            Catcher(tmp_path, port)


@pytest.mark.parametrize("host", ["mail.provider.example", "10.0.0.1", "127.0.0.1.evil.example", ""])
def test_the_demo_refuses_a_mail_server_elsewhere(host: str) -> None:
    """Nothing of the demo leaves this machine."""
    with pytest.raises(InputError):
        loopback_only(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_the_demo_takes_a_mail_server_on_this_machine(host: str) -> None:
    """Loopback is loopback."""
    loopback_only(host)
