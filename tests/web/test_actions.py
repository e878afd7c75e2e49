"""What can be done on the pages, who did it, and what the page says afterwards."""

import pytest
from django.test import Client

from datmag.delivery.models import Delivery, Mailing
from datmag.register.ledger import Choice, Suppression
from datmag.register.models import Address
from tests.web import shop
from tests.web.reading import text, tree

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def act(client: Client, mailing: Mailing, name: str) -> int:
    """Press a button of a campaign; give the status of the answer."""
    status: int = client.post(
        f"/campaigns/{mailing.id}/{name}", headers={"Accept-Language": "en"}
    ).status_code
    mailing.refresh_from_db()
    return status


def buttons(client: Client, mailing: Mailing) -> list[str]:
    """Give the names of the buttons that a campaign offers now."""
    page = tree(client.get(f"/campaigns/{mailing.id}"))
    forms = [str(form.attributes["action"]) for form in page.css(".verdict form")]
    return [form.rsplit("/", 1)[1] for form in forms]


def test_a_campaign_is_approved_sent_paused_and_resumed_by_buttons(ans: Client, mailing: Mailing) -> None:
    """Each step offers the next; who approved is on record and on the page."""
    assert buttons(ans, mailing) == ["approve", "judge"]
    assert (act(ans, mailing, "approve"), mailing.state) == (302, "approved")
    assert (mailing.approved_by, mailing.approved_at > 0) == ("ans", True)
    assert "Approved by ans" in text(ans.get(f"/campaigns/{mailing.id}", headers={"Accept-Language": "en"}))
    assert buttons(ans, mailing) == ["send", "judge"]
    assert (act(ans, mailing, "send"), mailing.state) == (302, "sending")
    assert buttons(ans, mailing) == ["pause"]
    assert (act(ans, mailing, "pause"), mailing.state) == (302, "paused")
    assert buttons(ans, mailing) == ["resume"]
    assert (act(ans, mailing, "resume"), mailing.state) == (302, "sending")
    states = list(Delivery.objects.filter(mailing=mailing).values_list("state", flat=True))
    assert (states.count("pending"), states.count("withheld")) == (shop.PERMITTED, shop.DENIED)


def test_in_the_demo_the_demo_approves(demo: Client, mailing: Mailing) -> None:
    """Without a login the record says `demo`."""
    act(demo, mailing, "approve")

    assert mailing.approved_by == "demo"


def test_looking_again_judges_anew(demo: Client, mailing: Mailing) -> None:
    """Somebody opted out since: the funnel follows when one looks again."""
    sanne = Address.objects.get(value="sanne@klant.example")
    demo.post(f"/contacts/{sanne.id}/optout", {"route": "phone", "sender": "vondel"})
    before = mailing.audience_id

    assert act(demo, mailing, "judge") == 302
    assert mailing.audience_id != before
    assert "to 5 of 13" in text(demo.get(f"/campaigns/{mailing.id}", headers={"Accept-Language": "en"}))


@pytest.mark.parametrize("name", ["send", "pause", "resume"])
def test_what_cannot_be_done_now_says_why(name: str, demo: Client, mailing: Mailing) -> None:
    """A button of an old page is answered with a sentence, and nothing happens."""
    answer = demo.post(f"/campaigns/{mailing.id}/{name}", headers={"Accept-Language": "en"})

    assert answer.status_code == 409
    assert tree(answer).css_first("[role=alert]") is not None
    mailing.refresh_from_db()
    assert mailing.state == "draft"


def test_a_campaign_is_approved_once(demo: Client, mailing: Mailing) -> None:
    """The second of two people who press Approve is told so."""
    act(demo, mailing, "approve")

    assert act(demo, mailing, "approve") == 409
    assert act(demo, mailing, "eat") == 404


@pytest.mark.parametrize("name", ["approve", "send", "pause", "resume", "judge"])
def test_an_action_is_never_taken_by_reading(name: str, demo: Client, mailing: Mailing) -> None:
    """GET on the address of an action is refused."""
    assert demo.get(f"/campaigns/{mailing.id}/{name}").status_code == 405


def test_the_progress_is_a_piece_of_a_page_that_asks_again(demo: Client, sending: Mailing) -> None:
    """While sending it refreshes itself; once paused or done it rests."""
    address = f"/campaigns/{sending.id}/progress"
    busy = demo.get(address, headers={"Accept-Language": "en"})
    demo.post(f"/campaigns/{sending.id}/pause")
    rests = demo.get(address)

    assert "0 of 6 settled" in text(busy)
    assert "<html" not in busy.content.decode()
    assert tree(busy).css_first(f"#progress[data-hx-get='{address}']") is not None
    assert tree(rests).css_first("#progress[data-hx-get]") is None


def test_a_no_by_phone_is_written_down_and_stops_waiting_mail(ans: Client, sending: Mailing) -> None:
    """One form on the person's page: choice, suppression and cancelled mail; the page then says so."""
    sanne = Address.objects.get(value="sanne@klant.example")
    answer = ans.post(f"/contacts/{sanne.id}/optout", {"route": "phone", "sender": "vondel"})
    page = text(ans.get(answer.headers["Location"], headers={"Accept-Language": "en"}))
    choice = Choice.objects.get(address=sanne, act="objection")

    assert (choice.scope, choice.route) == ("all", "phone")
    assert Suppression.objects.filter(k_mailbox=sanne.k_mailbox).exists()
    assert Delivery.objects.get(mailing=sending, address_id=sanne.id).state == "cancelled"
    assert "The opt-out is on record" in page
    assert "opted out, for everything, by phone" in page
    assert "No, this is not allowed" in page


@pytest.mark.parametrize(
    "form", [{}, {"route": "phone"}, {"route": "link", "sender": "vondel"}, {"route": "phone", "sender": "x"}]
)
def test_a_no_without_way_or_sender_is_refused(form: dict[str, str], demo: Client, mailing: Mailing) -> None:
    """An incomplete form stores nothing."""
    assert mailing is not None
    sanne = Address.objects.get(value="sanne@klant.example")

    assert demo.post(f"/contacts/{sanne.id}/optout", form).status_code == 400
    assert not Choice.objects.filter(address=sanne, act="objection").exists()
