"""A No of a person holds for all addresses of that person, at the one sender, from the moment of the answer."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from datmag.campaign import steps
from datmag.delivery.models import Delivery, Mailing
from datmag.mail.headers import token
from datmag.moment import DAY, iso
from datmag.optout import staff
from datmag.optout.views import HEADERS
from datmag.register import record
from datmag.register.models import Address, Choice, Suppression
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NOW = shop.NOW
OTHER = "linden"
SECOND_ADDRESS = "werk0@kantoor.example"


def link(row: Delivery) -> str:
    """Give the opt-out link of a message."""
    return f"/u/{token(settings.DATMAG.secret_key, row.id)}"


def states(mailing: Mailing) -> Mapping[str, str]:
    """Give the state of each address of a mailing."""
    return dict(Delivery.objects.filter(mailing=mailing).values_list("address", "state"))


def other_sender() -> list[dict[str, Any]]:
    """Give a second sender, whose newsletter the first two people want as well."""
    at = NOW - 20 * DAY
    notice = shop.NOTICE | {"names": [OTHER], "text": "Ja, stuur mij de nieuwsbrief van Rijwielen Linden."}
    first = next(shop.parts(0))
    return [
        first | {"id": OTHER, "name": "Rijwielen Linden", "legal_name": "Rijwielen Linden V.O.F."},
        *(
            shop.consent(number, at) | {"id": f"{OTHER}{number}", "sender": OTHER, "notice": notice}
            for number in range(2)
        ),
    ]


def second_address() -> list[dict[str, Any]]:
    """Give the first person another address, with a consent of its own."""
    at = NOW - 20 * DAY
    return [
        {"part": "address", "value": SECOND_ADDRESS, "channel": "email", "holders": ["mens0"]},
        shop.consent(0, at) | {"id": "ja-werk", "address": SECOND_ADDRESS},
    ]


def only(name: str, address: str) -> Mailing:
    """Queue a campaign to one address."""
    number = Address.objects.get(value=address).id
    mailing = steps.new(name, shop.NEWSLETTER, "beurt.md", at=NOW, sender=shop.SENDER, chosen=(number,))
    steps.approve(mailing, by="Ans", at=NOW)
    steps.send(mailing, at=NOW)
    return mailing


def test_a_no_through_one_address_stops_what_waits_at_the_other_addresses_of_that_person(
    client: Client,
) -> None:
    """Two mailings wait, each at another address: one link stops both, and the next mailing leaves him out."""
    shop.open_shop(2)
    record.write(second_address(), recorded_at=NOW - DAY, strict=True)
    private, work = only("thuis", shop.address(0)), only("werk", SECOND_ADDRESS)
    client.post(link(Delivery.objects.get(mailing=private)))
    after = shop.queued("daarna", now=max(NOW, Choice.objects.get(act="objection").at) + DAY)

    assert states(private) == {shop.address(0): "cancelled"}
    assert states(work) == {SECOND_ADDRESS: "cancelled"}
    assert sorted(states(after).values()) == ["pending", "withheld"]


def test_a_no_at_one_sender_leaves_another_sender_alone(client: Client) -> None:
    """Both have a message waiting for him: only that of the sender who was told stops."""
    shop.open_shop(2)
    record.write(other_sender(), recorded_at=NOW - DAY, strict=True)
    told = shop.queued("van vondel", shop.NEWSLETTER.replace("lang: nl", f"sender: {shop.SENDER}\nlang: nl"))
    other = shop.queued("van linden", shop.NEWSLETTER.replace("lang: nl", f"sender: {OTHER}\nlang: nl"))
    client.post(link(Delivery.objects.get(mailing=told, address=shop.address(0))))

    assert states(told) == {shop.address(0): "cancelled", shop.address(1): "pending"}
    assert states(other) == {shop.address(0): "pending", shop.address(1): "pending"}
    assert list(Choice.objects.filter(act="objection").values_list("sender_id", flat=True)) == [shop.SENDER]


def test_the_page_names_the_sender_and_why_the_mail_came(client: Client) -> None:
    """Whoever does not know the message sees from whom it was and on which ground it was sent."""
    shop.open_shop(1)
    shop.queued()
    page = client.get(link(Delivery.objects.get()) + "?in=en").content.decode()

    assert "Unsubscribe from Fietsenhuis Vondel" in page
    assert "This is about the address m***0@klant.example." in page
    assert '<html lang="en">' in page


@pytest.mark.parametrize("path", ["link", "/u/wrong"])
@pytest.mark.parametrize("method", ["get", "post", "put"])
def test_every_answer_is_kept_nowhere_and_loads_nothing(client: Client, path: str, method: str) -> None:
    """The headers stand on the page, on the answer to a POST, on a wrong link and on a wrong method."""
    shop.open_shop(1)
    shop.queued()
    answer = getattr(client, method)(link(Delivery.objects.get()) if path == "link" else path)

    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert "Location" not in answer.headers
    assert not answer.cookies


def test_a_link_made_with_another_key_is_not_right(client: Client) -> None:
    """Nobody can make a link of somebody else without the key of the installation."""
    shop.open_shop(1)
    shop.queued()
    forged = token(b"another key of sixteen bytes", Delivery.objects.get().id)

    assert client.post(f"/u/{forged}").status_code == 404
    assert not Suppression.objects.exists()


def test_the_link_of_a_preview_stands_for_nobody(client: Client) -> None:
    """The sample that staff look at holds a link with the number 0."""
    assert client.post(f"/u/{token(settings.DATMAG.secret_key, 0)}").status_code == 404


def test_a_no_by_phone_for_an_address_that_is_not_on_record_is_kept() -> None:
    """He is unknown today; a later import with a consent of before does not lift his No."""
    shop.open_shop(1)
    at = NOW - 2 * DAY
    done = staff.stop("nieuw@klant.example", sender="", route="phone", clock=lambda: at)
    again = staff.stop("Nieuw@klant.example", sender="", route="phone", clock=lambda: at + 1)
    row = {
        "id": "regel1",
        "type": "import",
        "at": iso(NOW - DAY),
        "sender": shop.SENDER,
        "address": "nieuw@klant.example",
        "source": "own_form",
    }
    record.write([row], recorded_at=NOW - DAY, strict=True)
    mailing = shop.queued()

    assert (done.new, again.new) == (True, False)
    assert states(mailing) == {shop.address(0): "pending", "nieuw@klant.example": "withheld"}


def test_a_no_by_phone_stops_what_waits() -> None:
    """As through the link."""
    shop.open_shop(2)
    mailing = shop.queued()
    done = staff.stop(shop.address(1), sender="", route="phone", clock=lambda: NOW)

    assert (done.new, done.cancelled) == (True, 1)
    assert states(mailing) == {shop.address(0): "pending", shop.address(1): "cancelled"}
