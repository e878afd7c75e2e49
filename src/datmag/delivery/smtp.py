"""One line to the mail server: hands over one message at a time and says exactly how far it came.

Only `delivery.worker` may import this module (the floors see to it): it is the one way out of the house.
"""

import smtplib
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from datmag.errors import BusyError
from datmag.words import Text

Outcome = Literal["accepted", "refused", "deferred", "unknown"]

COMMAND_TIMEOUT: Final = 300.0
"""Seconds to wait for the answer to a command (RFC 5321 section 4.5.3.2)."""

DOT_TIMEOUT: Final = 600.0
"""Seconds to wait for the answer to the final dot; giving up early typically makes duplicates (the same)."""

CONNECT_TIMEOUT: Final = 20.0

# Reply codes by their first digit, RFC 5321 section 4.2.1.
_OK, _MORE, _LATER, _NEVER_AGAIN = 200, 300, 400, 500
_GO_AHEAD, _CLOSING = 354, 421
_LONGEST_REPLY = 500
_CLOSED = "closed by the server"


@dataclass(frozen=True, slots=True)
class Server:
    """How to reach the mail server. `tls` is `none`, `starttls` or `tls`."""

    host: str
    port: int
    tls: str = "none"
    user: str = ""
    password_file: str = ""

    @property
    def shown(self) -> str:
        """Name the server for an error."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one message.

    Attributes:
        outcome: `unknown` only where the line broke after the message may have been complete.
        code: the server's reply code, 0 where there was none.
        text: its words, or what happened.
        trouble: it concerns the server or the sender, not this recipient: posting more now is of no use.
    """

    outcome: Outcome
    code: int
    text: str
    trouble: bool = False


class Line:
    """A connection that is opened when it is needed and kept for the next message."""

    def __init__(self, server: Server) -> None:
        """Remember the server; nothing is opened yet."""
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Make sure that there is a connection on which the server answers.

        Raises:
            BusyError: the server cannot be reached, or it refuses the sign-in.
        """
        if self._smtp is not None and not _alive(self._smtp):
            self._drop()
        if self._smtp is None:
            self._smtp = _connected(self._server)

    def close(self) -> None:
        """Say goodbye, and drop the connection whatever the answer is."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()

    def post(self, sender: str, recipient: str, message: bytes) -> Reply:
        """Hand over one message.

        A kept connection that turns out to be dead before the dot is opened anew, once.

        Args:
            sender: the envelope sender.
            recipient: the one envelope recipient.
            message: the bytes, lines ended by CRLF.
        """
        kept = self._smtp is not None
        reply = self._post(sender, recipient, message)
        stale = kept and self._smtp is None and reply.outcome == "deferred" and not reply.code
        return self._post(sender, recipient, message) if stale else reply

    def _post(self, sender: str, recipient: str, message: bytes) -> Reply:
        try:
            smtp = self._smtp = self._smtp or _connected(self._server)
        except BusyError as error:
            return Reply("deferred", 0, str(error)[:_LONGEST_REPLY], trouble=True)
        try:
            reply = _envelope(smtp, sender, recipient)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            return _lost("deferred", error)
        if reply is not None:
            if reply.code == _CLOSING or not _reset(smtp):
                self._drop()
            return reply
        reply, usable = _body(smtp, message)
        if not usable:
            self._drop()
        return reply

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()


def _envelope(smtp: smtplib.SMTP, sender: str, recipient: str) -> Reply | None:
    """Go up to the server's leave to send the message; None where it was given."""
    code, words = smtp.mail(sender)
    if not _positive(code):
        return _answered(code, words, about_sender=True)
    code, words = smtp.rcpt(recipient)
    if not _positive(code):
        return _answered(code, words)
    code, words = smtp.docmd("DATA")
    return None if code == _GO_AHEAD else _answered(code, words)


def _body(smtp: smtplib.SMTP, message: bytes) -> tuple[Reply, bool]:
    """Send the message and its final dot.

    INVARIANT: what breaks before the dot was sent is `deferred` (the server must drop what is not complete);
    what breaks from the dot on is `unknown`. So the dot is sent by itself, after all the rest is on its way.

    Returns:
        The reply, and whether the connection can be used for the next message.
    """
    try:
        sock = _socket(smtp)
        sock.sendall(_stuffed(message))
    except (smtplib.SMTPException, OSError) as error:
        return _lost("deferred", error), False
    try:
        sock.settimeout(DOT_TIMEOUT)
        sock.sendall(b".\r\n")
        code, words = smtp.getreply()
        sock.settimeout(COMMAND_TIMEOUT)
    except (smtplib.SMTPException, OSError) as error:
        return _lost("unknown", error), False
    if _positive(code):
        return Reply("accepted", code, _words(words)), True
    if code < _LATER:
        return Reply("unknown", code, _words(words)), False
    return _answered(code, words), code != _CLOSING


def _positive(code: int) -> bool:
    return _OK <= code < _MORE


def _answered(code: int, words: bytes, *, about_sender: bool = False) -> Reply:
    # A server that will not take mail from this sender at all says nothing about the recipient:
    # the row waits, and the worker stops with the server's words.
    if code >= _NEVER_AGAIN and not about_sender:
        return Reply("refused", code, _words(words))
    return Reply("deferred", code, _words(words), trouble=about_sender and code >= _NEVER_AGAIN)


def _stuffed(message: bytes) -> bytes:
    """Double each dot at the start of a line and end with CRLF (RFC 5321 section 4.5.2)."""
    body = message if message.endswith(b"\r\n") else message + b"\r\n"
    body = body.replace(b"\r\n.", b"\r\n..")
    return b"." + body if body.startswith(b".") else body


def _alive(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] < _LATER
    except (smtplib.SMTPException, OSError):
        return False


def _reset(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.rset()[0] < _LATER
    except (smtplib.SMTPException, OSError):
        return False


def _lost(outcome: Outcome, error: Exception) -> Reply:
    return Reply(outcome, 0, f"the connection broke: {error}"[:_LONGEST_REPLY])


def _words(words: bytes) -> str:
    return words.decode("utf-8", "replace")[:_LONGEST_REPLY]


def _connected(server: Server) -> smtplib.SMTP:
    try:
        context = ssl.create_default_context() if server.tls != "none" else None
        smtp = (
            smtplib.SMTP_SSL(server.host, server.port, timeout=CONNECT_TIMEOUT, context=context)
            if server.tls == "tls"
            else smtplib.SMTP(server.host, server.port, timeout=CONNECT_TIMEOUT)
        )
        if server.tls == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, _password(server))
        sock = _socket(smtp)
        sock.settimeout(COMMAND_TIMEOUT)
        # The dot is a small packet of its own: without this it would wait for the receiver's acknowledgement.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except (smtplib.SMTPException, OSError) as error:
        raise BusyError(
            Text(
                f"mailserver `{server.shown}` is niet bereikbaar ({error}): zet hem aan of verbeter `smtp.host` en "
                "`smtp.port`, en start de werker opnieuw; er gaat niets verloren",
                f"mail server `{server.shown}` cannot be reached ({error}): start it or correct `smtp.host` and "
                "`smtp.port`, then start the worker again; nothing is lost",
            )
        ) from error
    return smtp


def _socket(smtp: smtplib.SMTP) -> socket.socket:
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected(_CLOSED)
    return smtp.sock


def _password(server: Server) -> str:
    try:
        return Path(server.password_file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise BusyError(
            Text(
                f"wachtwoord `{server.password_file}` is niet te lezen ({error.strerror}): verbeter `smtp.password_file`",
                f"password `{server.password_file}` cannot be read ({error.strerror}): correct `smtp.password_file`",
            )
        ) from None
