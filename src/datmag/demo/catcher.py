"""The mail catcher: an SMTP server on this machine that keeps each message as a file and sends nothing on."""

import socket
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from datmag.errors import BusyError, InputError
from datmag.words import Text

HOST = "127.0.0.1"
FIRST_PORT = 2525
TRIES = 50
LARGEST = 20_000_000


class Keeper:
    """Writes each message as `N.eml`, counting up, with the envelope's recipients in `X-Envelope-To`."""

    def __init__(self, folder: Path) -> None:
        """Go on counting after the highest number in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.last = max((int(path.stem) for path in folder.glob("*.eml") if path.stem.isdigit()), default=0)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd calls it so)
        """Keep one message; the answer is given when the file is whole."""
        self.keep(envelope.rcpt_tos, envelope.original_content or b"")
        return f"250 2.0.0 kept as {self.last}.eml"

    def keep(self, recipients: list[str], content: bytes) -> Path:
        """Write one message under the next number. INVARIANT: a file named `N.eml` is a whole message."""
        self.last += 1
        half, whole = self.folder / f".{self.last}.part", self.folder / f"{self.last}.eml"
        to = ", ".join(recipients).encode("utf-8", "surrogateescape")
        half.write_bytes(b"X-Envelope-To: " + to + b"\r\n" + content)
        half.replace(whole)
        return whole


class Catcher:
    """The catcher as a thread of this process.

    Args:
        folder: where the messages go.
        port: the port to listen on; 0: the first free one from 2525 on.

    Raises:
        BusyError: the port (or each port that was tried) is in use.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Choose the port; `start` begins to listen."""
        self.keeper = Keeper(folder)
        self.port = _wanted(port)
        self._controller = Controller(
            self.keeper,
            hostname=HOST,
            port=self.port,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            ident="datmag mail catcher",
        )

    def start(self) -> None:
        """Begin to listen."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening; what was kept stays."""
        self._controller.stop(no_assert=True)


def loopback_only(host: str) -> None:
    """Refuse a mail server that is not on this machine.

    Raises:
        InputError: `host` is elsewhere.
    """
    try:
        near = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        near = False
    if not near:
        raise InputError(
            Text(
                f"de demo verstuurt alleen naar deze computer, niet naar `{host}`: haal `DATMAG_SMTP__HOST` weg",
                f"the demo sends to this computer only, not to `{host}`: take `DATMAG_SMTP__HOST` away",
            )
        )


def next_free(first: int, *, tries: int = TRIES) -> int:
    """Give the first port from `first` on that nobody on this machine listens to.

    Raises:
        BusyError: all of them are in use.
    """
    for port in range(first, min(first + tries, 65_536)):
        if _free(port):
            return port
    raise BusyError(
        Text(
            f"de poorten {first} tot {first + tries} zijn bezet: kies een andere met `PORT=…`",
            f"the ports {first} to {first + tries} are in use: choose another with `PORT=…`",
        )
    )


def _wanted(port: int) -> int:
    if not port:
        return next_free(FIRST_PORT)
    if _free(port):
        return port
    raise BusyError(
        Text(
            f"poort {port} is bezet: kies een andere, of stop wat daar luistert",
            f"port {port} is in use: choose another, or stop what listens there",
        )
    )


def _free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
