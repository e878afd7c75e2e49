"""One line to the mail server: how far a message came is said exactly, wherever the line breaks."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

import pytest

from datmag.delivery.smtp import Line, Server
from datmag.errors import BusyError

SHORT = b"Subject: hoi\r\n\r\n.een punt\r\n..\r\nen slot\r\n"
LONG = b"Subject: lang\r\n\r\n" + b"x" * 998 + b"\r\n" * 20_000_000
"""Longer than all that the kernel keeps for a line that nobody reads."""
NEVER_ANSWERED = b""


@dataclass(slots=True)
class Talker:
    """A mail server made by hand, so that it can break off at any point.

    Attributes:
        at_data: the answer to DATA; empty: hang up.
        at_dot: the answer to the dot; empty: hang up.
        reset_in_body: hang up hard while the message comes in.
        received: messages that came whole, dots undone.
        calls: connections taken.
    """

    at_data: bytes = b"354 go ahead"
    at_dot: bytes = b"250 taken"
    reset_in_body: bool = False
    received: list[bytes] = field(default_factory=list)
    calls: int = 0

    def serve(self, line: socket.socket) -> None:
        """Talk to one client until it leaves."""
        self.calls += 1
        with line, line.makefile("rb") as file:
            line.sendall(b"220 hand\r\n")
            for raw in file:
                word = raw.split()[0].upper()
                if word == b"DATA":
                    if not self._take(line, file):
                        return
                else:
                    line.sendall(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    def _take(self, line: socket.socket, file: BinaryIO) -> bool:
        if not self.at_data:
            return False
        line.sendall(self.at_data + b"\r\n")
        if not self.at_data.startswith(b"354"):
            return True
        if self.reset_in_body:
            file.read(10_000)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        whole = b""
        while not (whole + b"").endswith(b"\r\n.\r\n"):
            whole += file.readline()
        self.received.append(whole[:-3].replace(b"\r\n..", b"\r\n."))
        if self.at_dot:
            line.sendall(self.at_dot + b"\r\n")
        return bool(self.at_dot)


@contextmanager
def talking(talker: Talker) -> Iterator[Line]:
    """Give a line to a talker."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                talker.serve(line)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        line = Line(Server("127.0.0.1", server.getsockname()[1]))
        yield line
        line.close()
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def post(line: Line, message: bytes = SHORT) -> tuple[str, int]:
    """Post a message and give its outcome and code."""
    reply = line.post("van@vondel.example", "aan@klant.example", message)
    return reply.outcome, reply.code


def test_a_message_arrives_as_it_was_made_also_with_dots() -> None:
    """Dots at the start of a line are doubled on the way and undone there."""
    talker = Talker()
    with talking(talker) as line:
        first, second = post(line), post(line)

    assert (first, second) == (("accepted", 250), ("accepted", 250))
    assert talker.received == [SHORT, SHORT]
    assert talker.calls == 1


@pytest.mark.parametrize(
    ("talker", "expected"),
    [
        (lambda: Talker(at_data=NEVER_ANSWERED), ("deferred", 0)),
        (lambda: Talker(at_data=b"451 later"), ("deferred", 451)),
        (lambda: Talker(at_data=b"554 no"), ("refused", 554)),
        (lambda: Talker(at_dot=b"451 later"), ("deferred", 451)),
        (lambda: Talker(at_dot=b"554 no"), ("refused", 554)),
        (lambda: Talker(at_dot=NEVER_ANSWERED), ("unknown", 0)),
    ],
)
def test_what_the_server_did_is_what_is_said(talker: Callable[[], Talker], expected: tuple[str, int]) -> None:
    """Without an answer before the dot it is later; after the dot nobody knows."""
    with talking(talker()) as line:
        assert expected == post(line)


def test_a_line_that_breaks_before_the_dot_means_later() -> None:
    """The server cannot have the whole message, so it may be sent again."""
    talker = Talker(reset_in_body=True)
    with talking(talker) as line:
        assert post(line, LONG) == ("deferred", 0)

    assert talker.received == []


def test_after_a_break_the_line_is_opened_anew() -> None:
    """The next message is not lost with the last one."""
    talker = Talker(at_dot=NEVER_ANSWERED)
    with talking(talker) as line:
        first = post(line)
        talker.at_dot = b"250 taken"
        second = post(line)

    assert (first, second) == (("unknown", 0), ("accepted", 250))
    assert talker.calls == 2


def test_nobody_at_home_is_a_sentence_that_says_what_to_do() -> None:
    """Which server, which settings, and that nothing is lost."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    with pytest.raises(BusyError, match=f"127.0.0.1:{port}.*smtp.host.*nothing is lost"):
        Line(Server("127.0.0.1", port)).open()
