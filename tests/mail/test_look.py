"""A composed message in a real browser: it fits a telephone, loads nothing, and can be read light and dark."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from tests.mail.given import BODY, parts, rendered, template

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
"""The rules of the standard; rules for whole web pages (landmarks) do not fit a letter inside a mail program."""

LONG = f"""{BODY}

`{"EEN-HEEL-LANGE-CODE-" * 6}` en https://vondel.example/{"lang" * 40}

| a | b | c | d | e |
|---|---|---|---|---|
| {"woord" * 8} | twee | drie | vier | vijf |
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one Chromium for these tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_message_fits_loads_nothing_and_is_accessible(
    browser: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    """No overflow also with long words, no request but for the page itself, no finding of axe."""
    page_file = tmp_path / "mail.html"
    page_file.write_text(parts(rendered(template(LONG), name="x" * 90))[1], "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    findings = Axe().run(page, options=WCAG).response["violations"]
    context.close()

    assert over == 0
    assert asked == [page_file.as_uri()]
    assert [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in findings] == []
