"""A real `datmag demo` in a folder of its own, and a Chromium that visits it. Both end with their test file."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from datmag.demo.catcher import next_free

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FIRST_PORT = 8_300
PATIENCE = 60
"""So many seconds a demo may take to be built and to answer."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what drives a browser where there is none."""
    if not CHROMIUM.exists():
        reason = pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}: apt install chromium fonts-dejavu-core")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a Chromium. It ends with the file: while it runs, this thread may not use Django's database."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a fresh demo."""
    place = tmp_path_factory.mktemp("browser")
    port = next_free(FIRST_PORT)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATMAG_", "DJANGO_"))}
    with (place / "said.txt").open("w") as said:
        running = subprocess.Popen(
            [str(Path(sys.executable).parent / "datmag"), "demo", "--folder", str(place / "demo")],
            cwd=place,
            env={**kept, "PORT": str(port)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _answering(running, f"http://127.0.0.1:{port}", place / "said.txt")
        finally:
            running.terminate()
            running.wait(timeout=20)


def _answering(running: subprocess.Popen[bytes], address: str, said: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        try:
            with urlopen(f"{address}/login", timeout=2):  # noqa: S310  (our own demo, by http)
                return address
        except (URLError, TimeoutError):
            time.sleep(0.1)
    return pytest.fail(f"the demo does not answer at {address}; it said:\n{said.read_text()}")
