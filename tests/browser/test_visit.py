"""The pages in Chromium, in the order of a visit: the first look, the main path by clicks, and all pages after it."""

import json
import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, ViewportSize, expect

from tests.browser.visit import Visitor

pytestmark = pytest.mark.browser

SIZES: dict[str, ViewportSize] = {
    "wide": {"width": 1_280, "height": 900},
    "narrow": {"width": 360, "height": 740},
}
BEFORE = ("/", "/campaigns/1", "/inbox")
AFTER = (
    "/",
    "/campaigns",
    "/campaigns/1",
    "/campaigns/1/people?reason=objected",
    "/campaigns/1/people?ground=consent",
    "/campaigns/1/people?state=accepted&page=3",
    "/contacts",
    "/contacts?q=milanvanderlinden",
    "/contacts?q=niemand+heet+zo",
    "/contacts/1",
    "/contacts/85",
    "/contacts/230",
    "/inbox",
    "/inbox/1",
    "/login",
    "/nowhere",
    "/u/nonsense",
)


def window(browser: Browser, demo: str, lang: str, size: str, scheme: str = "light") -> Visitor:
    """Open a window for one kind of visitor."""
    dark = "dark" if scheme == "dark" else "light"
    return Visitor(
        browser.new_context(viewport=SIZES[size], locale=lang, color_scheme=dark, reduced_motion="reduce"),
        demo,
    )


MOST = 6
"""So many clicks at most from the first page to a mail in the catcher."""
PATIENCE = 60_000


class Hand:
    """Clicks, and counts."""

    def __init__(self) -> None:
        """Begin at none."""
        self.clicks = 0

    def click(self, target: Locator) -> None:
        """Click once."""
        target.click()
        self.clicks += 1


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_before_anything_was_sent(browser: Browser, demo: str, lang: str, size: str) -> None:
    """The first pages a newcomer sees."""
    visitor = window(browser, demo, lang, size)
    for path in BEFORE:
        visitor.look(path)

    assert visitor.faults == []


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give one visitor, who reads English, on a wide screen."""
    made = browser.new_context(viewport={"width": 1_280, "height": 900}, locale="en")
    yield made
    made.close()


def test_from_the_first_page_to_a_mail_and_its_opt_out(context: BrowserContext, demo: str) -> None:
    """At most six clicks to a mail; then its link, one button, and the person has opted out."""
    visitor, hand = Visitor(context, demo), Hand()
    page = visitor.page
    page.goto(demo)
    hand.click(page.locator(".steps a").first)
    expect(page.locator("#verdict-title")).to_have_text("Yes, by your records: to 1,234 of 2,000")
    hand.click(page.locator("form[action$='/approve'] button"))
    hand.click(page.locator("form[action$='/send'] button"))
    expect(page.locator("#progress")).to_contain_text("settled")
    expect(page.locator("#progress-title")).to_have_text("Sending: done", timeout=PATIENCE)
    expect(page.locator("#progress")).to_contain_text("1,234 of 1,234 settled")
    hand.click(page.locator(".places a[href='/inbox']"))
    expect(page.locator("caption")).to_have_text("1,234 messages, the newest first")
    hand.click(page.locator("tbody th a").first)
    expect(page.frame_locator("iframe.mail").locator("body")).to_contain_text("Fietsenhuis Vondel")

    assert hand.clicks <= MOST
    with context.expect_page() as opened:
        page.locator("a[href^='/u/']").click()
    public = opened.value
    public.locator("form button").click()
    expect(public.locator("[role=status]")).to_contain_text("U bent afgemeld.")
    page.locator("dl a[href^='/contacts']").click()
    page.locator("tbody th a").first.click()
    expect(page.locator("#verdict-title")).to_have_text("No, this is not allowed")
    expect(page.locator(".events li").first).to_contain_text("opted out, for everything, through the link")
    page.locator(".places a[href='/']").click()
    expect(page.locator(".steps li.done")).to_have_count(3)
    assert visitor.faults == []


@pytest.fixture
def sent(demo: str) -> str:
    """Give the opt-out page of a message, after the main path was walked."""
    with urlopen(f"{demo}/inbox.json") as answer:  # noqa: S310  (our own demo, by http)
        if not json.load(answer)["total"]:
            pytest.skip("nothing was sent: the test of the main path comes before, and did not get so far")
    with urlopen(f"{demo}/inbox/1") as answer:  # noqa: S310  (the same)
        found = re.search(r"/u/[a-z2-7]+", answer.read().decode())
    assert found is not None
    return found[0]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_after_sending(browser: Browser, demo: str, sent: str, lang: str, size: str) -> None:
    """Every page with people, outcomes and mail on it, and the public page behind a message's link."""
    visitor = window(browser, demo, lang, size)
    for path in (*AFTER, f"{sent}?in={lang}"):
        visitor.look(path)

    assert visitor.faults == []


def test_pages_in_the_dark(browser: Browser, demo: str, sent: str) -> None:
    """The dark colours have contrast too."""
    visitor = window(browser, demo, "nl", "wide", "dark")
    for path in ("/", "/campaigns/1", "/contacts/85", "/contacts/230", sent):
        visitor.look(path)

    assert visitor.faults == []


def test_the_opt_out_works_without_javascript(browser: Browser, demo: str) -> None:
    """The public page needs nothing but a form; it says so in the language of the mail."""
    plain = browser.new_context(
        java_script_enabled=False, locale="en", viewport={"width": 360, "height": 740}
    )
    page = plain.new_page()
    page.goto(f"{demo}/inbox/7")
    link = page.locator("a[href^='/u/']").get_attribute("href")
    page.goto(f"{demo}{link}")
    expect(page.locator("h1")).to_have_text("Afmelden bij Fietsenhuis Vondel")
    page.get_by_role("link", name=re.compile("English")).click()
    page.get_by_role("button", name="Stop all advertising").click()
    expect(page.locator("[role=status]")).to_contain_text("You are unsubscribed.")
    plain.close()


def test_the_staff_pages_work_without_javascript_too(browser: Browser, demo: str) -> None:
    """Without JavaScript the progress stands still until the page is read again, and all else works."""
    plain = browser.new_context(java_script_enabled=False, locale="en")
    page = plain.new_page()
    page.goto(f"{demo}/campaigns/1")
    expect(page.locator("#progress")).to_contain_text("1,234 of 1,234 settled")
    page.locator(".funnel .figure a").nth(1).click()
    expect(page.locator("h1")).to_contain_text(":")
    plain.close()
