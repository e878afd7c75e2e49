"""The pages speak Dutch and English, and say what is not there."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from datmag.delivery.models import Mailing
from datmag.demo.catcher import Keeper
from datmag.mail.headers import token
from datmag.register.models import Address
from tests.web.conftest import MAIL

pytestmark = [pytest.mark.db, pytest.mark.django_db]

PAGES = {
    "/": ("Overzicht", "Overview"),
    "/campaigns": ("Campagnes", "Campaigns"),
    "/campaigns/{campaign}": ("Ja, volgens uw gegevens: aan 6 van 13", "Yes, by your records: to 6 of 13"),
    "/campaigns/{campaign}/people": ("Iedereen op de lijst: 13", "Everybody on the list: 13"),
    "/contacts": ("Zoek op naam of adres", "Search by name or address"),
    "/contacts/{address}": ("Wat er gebeurde", "What happened"),
    "/inbox": ("1 bericht", "1 message"),
    "/inbox/1": ("Open de afmeldlink", "Open the opt-out link"),
}


def shown(path: str, mailing: Mailing, value: str = "sanne@klant.example") -> str:
    """Fill an address of `PAGES`."""
    return path.format(campaign=mailing.id, address=Address.objects.get(value=value).id)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(caught: Client, mailing: Mailing, path: str) -> None:
    """A page names its language, and speaks it."""
    for place, lang in enumerate(("nl", "en")):
        answer = caught.get(shown(path, mailing), {"lang": lang})
        page = LexborHTMLParser(answer.content.decode())

        assert answer.status_code == 200
        assert lang == page.css_first("html").attributes["lang"] == answer.headers["Content-Language"]
        assert PAGES[path][place] in page.body.text(separator=" ", strip=True)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_marked_as_demo_in_the_demo(caught: Client, mailing: Mailing, path: str) -> None:
    """Nobody takes the demo for his own shop."""
    page = LexborHTMLParser(caught.get(shown(path, mailing)).content.decode())

    assert "DEMO" in page.css_first(".demo-mark").text()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_style_or_script_of_its_own(caught: Client, mailing: Mailing, path: str) -> None:
    """All look is in one style sheet, all behaviour in one file of ours: the policy refuses anything else."""
    page = LexborHTMLParser(caught.get(shown(path, mailing)).content.decode())
    sources = [node.attributes.get("src") or "" for node in page.css("script")]

    assert page.css("[style], style, [onclick], [onload]") == []
    assert all(source.startswith("/static/") for source in sources)


def test_a_chosen_language_stays(demo: Client, mailing: Mailing) -> None:
    """The switch is kept in a cookie and leads back to the page; it never sends anybody elsewhere."""
    kept = demo.post("/language", {"lang": "nl", "next": f"/campaigns/{mailing.id}?lang=en&page=1"})
    away = demo.post("/language", {"lang": "nl", "next": "https://kwaad.example/"})

    assert f"/campaigns/{mailing.id}?page=1" == kept.headers["Location"]
    assert away.headers["Location"] == "/"
    assert 'lang="nl"' in demo.get("/").content.decode()


def test_the_browser_s_language_counts_before_the_setting(demo: Client) -> None:
    """Somebody with a Dutch browser gets Dutch without asking."""
    answer = demo.get("/", headers={"accept-language": "nl-NL,nl;q=0.9,en;q=0.8"})

    assert answer.headers["Content-Language"] == "nl"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/campaigns/999",
        "/campaigns/{campaign}/people?reason=nonsense",
        "/campaigns/{campaign}/people?page=99",
        "/campaigns/{campaign}/people?page=x",
        "/campaigns/{campaign}/progress",
        "/contacts/999999",
        "/contacts/{address}?campaign=999",
        "/contacts/{address}?campaign=x",
        "/inbox/77",
        "/inbox/77.eml",
        "/u/nonsense",
    ],
)
def test_what_is_not_there_is_said_in_the_language_of_the_page(
    caught: Client, mailing: Mailing, path: str
) -> None:
    """A wrong address gives a page, not a trace, with the status 404."""
    answer = caught.get(shown(path, mailing), headers={"accept-language": "nl"})

    assert answer.status_code == 404
    assert "Traceback" not in answer.content.decode()
    assert 'lang="nl"' in answer.content.decode()


@pytest.mark.parametrize("path", ["/overview.json", "/campaigns.json", "/contacts.json", "/inbox.json"])
def test_each_list_has_its_numbers_beside_it(caught: Client, mailing: Mailing, path: str) -> None:
    """The same numbers for a program."""
    answer = caught.get(path).json()

    assert answer
    assert mailing.id == caught.get("/campaigns.json").json()["campaigns"][0]["id"]


def test_a_campaign_s_numbers_add_up(caught: Client, mailing: Mailing) -> None:
    """The reasons and the grounds together are everybody."""
    funnel = caught.get(f"/campaigns/{mailing.id}.json").json()["funnel"]

    assert 13 == funnel["total"] == sum(funnel["by_reason"].values()) + sum(funnel["by_ground"].values())
    assert funnel["by_ground"] == {"consent": 2, "soft_opt_in": 4}


def test_every_reason_in_the_funnel_has_its_law_and_its_remedy(caught: Client, mailing: Mailing) -> None:
    """Whoever reads a number can read why, and what to do."""
    page = LexborHTMLParser(caught.get(f"/campaigns/{mailing.id}").content.decode())
    rows = [[cell.text(strip=True) for cell in row.css("td")] for row in page.css("details tbody tr")]

    assert len(rows) == 7
    assert all(len(cells[1]) > 3 for cells in rows)
    assert all(cells[2] for cells in rows if len(cells) == 3)


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("sanne@klant.example", "Ja, volgens uw gegevens mag dit"),
        ("stop@klant.example", "Nee, dit mag niet"),
        ("gebruiker@klant.example", "Nee, dit mag niet"),
        ("los@elders.example", "Nee, dit mag niet"),
    ],
)
def test_a_person_s_page_says_the_verdict_first(
    caught: Client, mailing: Mailing, who: str, sentence: str
) -> None:
    """The sentence, then the reasons with their articles, then what happened."""
    page = LexborHTMLParser(
        caught.get(shown("/contacts/{address}", mailing, who), {"lang": "nl"}).content.decode()
    )

    assert sentence == page.css_first("#verdict-title").text()
    assert page.css(".reasons .law")


def test_searching_finds_by_name_and_by_address(caught: Client, mailing: Mailing) -> None:
    """Either will do, in any case; what nobody has gives nobody."""
    assert mailing
    by_name = caught.get("/contacts.json", {"q": "SANNE de"}).json()
    by_address = caught.get("/contacts.json", {"q": "sanne@"}).json()

    assert [one["address"] for one in by_name["contacts"]] == ["sanne@klant.example"]
    assert by_name == by_address
    assert caught.get("/contacts.json", {"q": "zz%_zz"}).json()["total"] == 0


def test_the_inbox_finds_by_recipient(caught: Client, tmp_path: Path) -> None:
    """One of many messages is found by its envelope."""
    Keeper(tmp_path / "mail").keep(["Bram@klant.example"], MAIL)

    assert [one["number"] for one in caught.get("/inbox.json", {"to": "bram@"}).json()["messages"]] == [2]
    assert [one["number"] for one in caught.get("/inbox.json").json()["messages"]] == [2, 1]


def test_the_public_page_needs_no_login_and_no_script(client: Client, mailing: Mailing) -> None:
    """Whoever has a link in a mail can open it, anywhere."""
    assert mailing
    answer = client.get(f"/u/{token(settings.DATMAG.secret_key, 12_345)}")

    assert answer.status_code == 404
    assert b"<script" not in answer.content
