"""A mail server for tests on loopback: keeps each message, and answers as it is told."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

Answer = Callable[[str], str]


@dataclass(slots=True)
class Sink:
    """The messages taken, in order, as (recipient, bytes); and what to answer.

    Attributes:
        received: what was answered with 250, or cut off after the dot.
        at_sender: the answer to MAIL FROM.
        at_recipient: the answer to RCPT for a recipient.
        at_dot: the answer to the final dot; `cut` breaks the connection instead.
        port: where it listens.
    """

    received: list[tuple[str, bytes]] = field(default_factory=list)
    at_sender: str = "250 ok"
    at_recipient: Answer = lambda _to: "250 ok"
    at_dot: Answer = lambda _to: "250 taken"
    port: int = 0

    @property
    def recipients(self) -> list[str]:
        """Who got something."""
        return [to for to, _ in self.received]

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer MAIL FROM."""
        _ = server, session, options
        envelope.mail_from = address
        return self.at_sender

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer RCPT TO."""
        _ = server, session, options
        answer = self.at_recipient(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802  (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Answer the dot, or break the line."""
        _ = session
        to = envelope.rcpt_tos[0]
        answer = self.at_dot(to)
        if answer == "cut":
            self.received.append((to, bytes(envelope.content or b"")))
            server.transport.abort()
            await asyncio.sleep(0)
            return "250 never sent"
        if answer.startswith("2"):
            self.received.append((to, bytes(envelope.content or b"")))
        return answer


@contextmanager
def listening(sink: Sink | None = None) -> Iterator[Sink]:
    """Run a sink on a free port of loopback."""
    kept = sink or Sink()
    controller = Controller(kept, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    kept.port = controller.port
    try:
        yield kept
    finally:
        controller.stop()


def _free_port() -> int:
    import socket  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
