"""A real installation for the crash tests: its own folder, its own database, and processes that can be killed."""

import json
import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[2]
DATMAG = (sys.executable, "-c", "from datmag.cli.main import main; main()")
PATIENCE = 60.0
"""Seconds to wait for a process to do what it should."""
Process = subprocess.Popen[str]


@dataclass(frozen=True, slots=True)
class Received:
    """One line of the recording sink: what it had on disk before it answered."""

    recipient: str
    message_id: str
    at: int


@dataclass(frozen=True, slots=True)
class House:
    """One installation and its recording mail server.

    Attributes:
        folder: where everything lives.
        environment: of each process of the installation.
    """

    folder: Path
    environment: dict[str, str]

    @property
    def log(self) -> Path:
        """The file in which the sink writes what it takes."""
        return self.folder / "received.jsonl"

    def received(self) -> list[Received]:
        """Read the sink's log; a line that is being written is not there yet."""
        if not self.log.exists():
            return []
        whole, _, _ = self.log.read_text(encoding="utf-8").rpartition("\n")
        return [Received(**json.loads(line)) for line in whole.splitlines()]

    def start(self, *words: str) -> Process:
        """Start a process of the installation."""
        return subprocess.Popen(
            words,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, codes: Sequence[int] = (0,)) -> str:
        """Run a process to its end and give what it wrote; any other exit code fails the test."""
        with self.start(*words) as process:
            out, told = process.communicate(timeout=180)

        assert process.returncode in codes, f"{words[3:]}: {process.returncode}: {told}"
        return out

    def inside(self, *words: str) -> Any:  # noqa: ANN401  (any JSON)
        """Run a step of `tests.crash.inside`."""
        return json.loads(self.run(sys.executable, "-m", "tests.crash.inside", *words))

    def campaign(self, what: str, codes: Sequence[int] = (0,)) -> Any:  # noqa: ANN401  (any JSON)
        """Ask `datmag campaign … --json` about the campaign."""
        return json.loads(self.run(*DATMAG, "campaign", what, "voorjaar", "--json", codes=codes))


def free_port() -> int:
    """Give a port of loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail the test where it takes too long."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def answers(port: int) -> bool:
    """Tell whether somebody listens to a port of loopback."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def ended(process: Process) -> Iterator[Process]:
    """End a process when the block is left."""
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def database() -> Iterator[str]:
    """Give the address of an empty database of the kind on which this run tests."""
    url = os.environ.get("DATMAG_DB__URL", "")
    if not url.startswith("postgres"):
        yield "sqlite:///datmag.sqlite3"
        return
    import psycopg  # noqa: PLC0415  (only where PostgreSQL is tested)

    name = f"crash_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def standing(folder: Path, *, slow: float = 0.0, rate: int = 0) -> Iterator[House]:
    """Stand up an installation and its mail server; nothing of it is left afterwards.

    Args:
        folder: an empty folder.
        slow: how many seconds the mail server takes for a message.
        rate: messages a second that the worker may post, 0 for no limit.
    """
    port, web = free_port(), free_port()
    with database() as url:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DATMAG_")}
        own = {
            "HOME": str(folder),
            "DB__URL": url,
            "SMTP__HOST": "127.0.0.1",
            "SMTP__PORT": str(port),
            "SMTP__RATE": str(rate),
            "PUBLIC_URL": f"http://127.0.0.1:{web}",
        }
        house = House(folder, kept | {f"DATMAG_{name}": value for name, value in own.items()})
        sink = (sys.executable, "-m", "tests.crash.recording_sink", str(port), str(house.log), str(slow))
        with ended(house.start(*sink)):
            wait_for(lambda: answers(port))
            yield house
