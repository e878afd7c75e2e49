"""The pages in Chromium, in the order of a visit: the first look, the main path by clicks, and all pages after it."""

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit
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
CUSTOMER = "channel=email&recipient_kind=natural_person&sale=paid&sale_party=recipient&declared_as=marketing"
WELL_MADE = "commercial_content=dominant&identifies_sender=true&stop_address_valid=true&unsubscribe=works"
BOUGHT = (
    "address_source=own_sale&sale_seller=sender&sale_at=2026-03-02&similarity=similar"
    "&informed_at_collection=true&refusal_offered_at_collection=true&at=2026-11-10"
)
SERVICE = {
    "channel": "email",
    "declared_as": "service",
    "commercial_content": "none",
    "service_content_necessary": "true",
    "service_basis": "contract",
}
"""What the address of a service message that was answered by hand holds."""
CHECK = (
    "/check",
    "/check?step=what",
    f"/check?step=purchase&{CUSTOMER}",
    f"/check?step=said&a.stop=yes&{CUSTOMER}",
    f"/check?step=consent&consent_at=2026-01-01&{CUSTOMER}",
    f"/check?{CUSTOMER}&{WELL_MADE}",
    f"/check?{CUSTOMER}&{WELL_MADE}&{BOUGHT}",
    f"/check?{CUSTOMER}&{WELL_MADE}&{BOUGHT}&objected_at=2026-05-01",
    "/check/facts",
)
RULEBOOK = (
    "/rulebook",
    "/rulebook?q=11.7",
    "/rulebook/customer",
    "/rulebook/phone?at=2020-01-01&policy=strict",
    "/rulebook/choices",
    "/rulebook/readings",
)
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


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pages", [CHECK, RULEBOOK], ids=["check", "rulebook"])
def test_pages_that_need_no_people(
    browser: Browser, demo: str, pages: tuple[str, ...], lang: str, size: str
) -> None:
    """The check (questions, a yes, a no, a not yet) and the rulebook, whoever is on record."""
    visitor = window(browser, demo, lang, size, "dark" if lang == "en" else "light")
    for path in pages:
        visitor.look(path)

    assert visitor.faults == []


def test_a_check_works_without_javascript_and_its_address_can_be_shared(browser: Browser, demo: str) -> None:
    """Links and forms only; back and forward keep every answer; whoever gets the address sees the same verdict."""
    plain = browser.new_context(
        java_script_enabled=False, locale="en", viewport={"width": 360, "height": 740}
    )
    page = plain.new_page()
    page.goto(f"{demo}/check")
    page.get_by_role("link", name="Begin").click()
    page.get_by_role("link", name="A service message").click()
    page.get_by_label("For the service or the contract").check()
    page.get_by_label("No, nor at the bottom").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("link", name="By e-mail").click()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("For the service or the contract")).to_be_visible()
    page.go_forward()
    page.get_by_role("link", name="By e-mail").click()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#verdict-title")).to_have_text("Yes, by your records this is allowed")
    address = urlsplit(page.url)
    other = browser.new_context(locale="nl").new_page()
    other.goto(page.url)
    expect(other.locator("#verdict-title")).to_have_text("Ja, volgens uw gegevens mag dit")
    other.locator(".law a").first.click()
    expect(other.locator("h1")).to_have_text("Serviceberichten")

    assert address.path == "/check"
    assert dict(parse_qsl(address.query)).items() >= SERVICE.items()
    assert urlsplit(other.url).path == "/rulebook/service"
    plain.close()


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
    plain.clear_cookies()
    page.goto(f"{demo}{link}")
    expect(page.locator("h1")).to_have_text("Afmelden bij Fietsenhuis Vondel")
    page.get_by_role("link", name=re.compile("English")).click()
    page.get_by_role("button", name="Stop all advertising").click()
    expect(page.locator("[role=status]")).to_contain_text("You are unsubscribed.")

    assert link
    assert urlsplit(page.url).path == link
    assert plain.cookies() == []
    plain.close()


def test_the_staff_pages_work_without_javascript_too(browser: Browser, demo: str) -> None:
    """Without JavaScript the progress stands still until the page is read again, and all else works."""
    plain = browser.new_context(java_script_enabled=False, locale="en")
    page = plain.new_page()
    page.goto(f"{demo}/campaigns/1")
    expect(page.locator("#progress")).to_contain_text("1,234 of 1,234 settled")
    shown = page.locator(".funnel .figure a").nth(1)
    number, target = shown.inner_text(), shown.get_attribute("href")
    shown.click()
    expect(page.locator("h1")).to_contain_text(":")

    assert urlsplit(page.url).path == urlsplit(target or "").path == "/campaigns/1/people"
    assert re.findall(r"[\d,.]+", number)[0] in page.locator("h1").inner_text()
    plain.close()
