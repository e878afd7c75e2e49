"""Make the pictures of the documentation from a demo of a fixed day, so that the same code gives the same picture."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
NOON = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
"""The shop's today; the clock ticks a second each time it is read."""
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A sandboxed frame lives in a process of its own, which a screenshot of headless Chromium leaves blank.
    "--disable-features=IsolateSandboxedIframes",
)
WIDTH = 1_280


@contextmanager
def demo() -> Iterator[str]:
    """Build the demo shop in a folder that is thrown away, serve its pages, and give their address."""
    from datmag.demo import house  # noqa: PLC0415  (the settings are read here, and not before)
    from datmag.demo.catcher import next_free  # noqa: PLC0415  (the same)
    from datmag.moment import SECOND, moment  # noqa: PLC0415  (the same)
    from datmag.server.start import start  # noqa: PLC0415  (the same)

    with tempfile.TemporaryDirectory(prefix="datmag-pictures-") as place:
        folder = Path(place) / "demo"
        house.prepare(folder, fresh=False)
        port = next_free(8_900)
        house.settle(folder, web_port=port, mail_port=next_free(9_900))
        start()
        ticking = count(moment(NOON), SECOND).__next__
        house.build(folder, NOON.date(), clock=ticking, told=lambda _: None)
        from datmag.demo.run import pages  # noqa: PLC0415  (Django is started by now)

        with pages(port):
            yield f"http://127.0.0.1:{port}"


def funnel(address: str, path: Path) -> None:
    """Picture the top of the campaign page: the verdict and the funnel."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only where pictures are made)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, locale="en", color_scheme="light")
        page.goto(f"{address}/campaigns/1?lang=en", wait_until="load")
        end = page.locator("section[aria-labelledby=funnel-title]").bounding_box()
        if end is None:
            sys.exit("the campaign page shows no funnel: open it in a browser and see why")
        size = {"x": 0, "y": 0, "width": WIDTH, "height": end["y"] + end["height"] + 24}
        page.screenshot(path=path, full_page=True, clip=size)
        browser.close()


def main() -> None:
    """Make every picture."""
    if not shutil.which(CHROMIUM):
        sys.exit(f"pictures need Chromium at {CHROMIUM}: on Debian and Ubuntu, apt install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as address:
        funnel(address, IMAGES / "funnel.png")
    print(f"{(IMAGES / 'funnel.png').relative_to(ROOT)} made")


if __name__ == "__main__":
    main()
