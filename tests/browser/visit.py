"""What is wrong with a page as Chromium shows it: found by axe, and by measuring what axe does not see."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
NARROWEST = 320
MISSING = ("/nowhere", "/u/nonsense")
"""Addresses of nothing, whose 404 the browser tells of in its console."""
LEAST = 24
"""No target outside running text is smaller than so many pixels."""

OPEN_ALL = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > wide + 0.5)
    .slice(0, 3).map(one => one.tagName + '.' + one.getAttribute('class') + ' ' + one.textContent.trim().slice(0, 40));
}"""
CLIPPED = """() => [...document.querySelectorAll('svg text')].filter(text => {
  const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect();
  return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
}).map(text => text.textContent)"""
SMALL = """least => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || !box.height || one.classList.contains('skip')) return false;
  const around = one.closest('p, li, dd, td');
  const inText = one.tagName === 'A' && getComputedStyle(one).display === 'inline'
    && around && around.textContent.trim().length > one.textContent.trim().length;
  return !inText && (box.width < least - 0.1 || box.height < least - 0.1);
}).map(one => one.outerHTML.slice(0, 100))"""


class Visitor:
    """One window that notes every complaint of the browser and every request to another host."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open a window at the demo at `address`."""
        self.address = address
        self.faults: list[str] = []
        context.on("request", self._asked)
        self.page: Page = context.new_page()
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))

    def look(self, path: str) -> None:
        """Visit a page and note what is wrong with it."""
        self.page.goto(self.address + path, wait_until="load")
        self.page.evaluate(OPEN_ALL)
        self.faults += [f"{path}: {fault}" for fault in (*found_by_axe(self.page), *measured(self.page))]

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        own = f"{parts.scheme}://{parts.netloc}" == self.address
        if not own and parts.scheme != "data":
            self.faults.append(f"{self.page.url} asked another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        missing = "404" in message.text and self.page.url.endswith(MISSING)
        if message.type in {"error", "warning"} and not missing:
            self.faults.append(f"{self.page.url} in the console: {message.text}")


def found_by_axe(page: Page) -> Iterator[str]:
    """Give each violation that axe finds, with the first place."""
    for entry in Axe().run(page, options=RULES).response["violations"]:
        yield f"axe {entry['id']}: {entry['help']} at {entry['nodes'][0]['html'][:160]}"


def measured(page: Page) -> Iterator[str]:
    """Give overflow (in this window and in the narrowest), clipped words in drawings, and small targets."""
    yield from (f"clipped in a drawing: {text}" for text in page.evaluate(CLIPPED))
    yield from (f"small target: {target}" for target in page.evaluate(SMALL, LEAST))
    yield from (f"too wide: {part}" for part in page.evaluate(OVERFLOW))
    size = page.viewport_size
    assert size is not None
    if size["width"] < 2 * NARROWEST:
        page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        yield from (f"too wide at {NARROWEST}: {part}" for part in page.evaluate(OVERFLOW))
        page.set_viewport_size(size)
