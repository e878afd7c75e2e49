"""A single message goes through the same door and the same outbox as a campaign."""

import pytest

from datmag.campaign.single import rehearse, send_one
from datmag.delivery.models import Delivery, Mailing
from datmag.errors import InputError
from datmag.gate.models import Audience, DecisionLog
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NOW = shop.NOW


def sent(to: str) -> object:
    """Send the newsletter to one address."""
    return send_one(shop.NEWSLETTER, "b.md", to, sender="", policy="", by="Ans", at=NOW)


def test_who_may_get_it_is_queued_and_the_decision_is_logged() -> None:
    """One row, ready to be posted, and one decision with a number."""
    shop.open_shop(2)
    done = send_one(shop.NEWSLETTER, "b.md", shop.address(1), sender="", policy="", by="Ans", at=NOW)
    row = Delivery.objects.get()

    assert (done.state, row.address, row.state) == ("pending", shop.address(1), "pending")
    assert done.checked.number == DecisionLog.objects.get().number
    assert (row.mailing.kind, row.mailing.state, row.mailing.approved_by) == ("single", "sending", "Ans")


@pytest.mark.parametrize("to", [shop.address(1), "nergens@bekend.example"])
def test_who_may_not_get_it_is_not_queued_and_the_decision_is_logged(to: str) -> None:
    """After a No, and for somebody of whom nothing is known."""
    shop.open_shop(1, objected=1)
    done = send_one(shop.NEWSLETTER, "b.md", to, sender="", policy="", by="Ans", at=NOW)

    assert done.mailing is None
    assert done.checked.decision.outcome == "deny"
    assert DecisionLog.objects.count() == 1
    assert not Mailing.objects.exists()


def test_the_same_message_may_be_sent_to_two_people_at_one_moment() -> None:
    """Their mailings have names of their own."""
    shop.open_shop(2)
    sent(shop.address(0))
    sent(shop.address(1))

    assert Mailing.objects.count() == 2


def test_a_rehearsal_gives_the_bytes_and_leaves_nothing_behind() -> None:
    """Made the whole way through, then forgotten."""
    shop.open_shop(1)
    checked, message = rehearse(shop.NEWSLETTER, "b.md", shop.address(0), sender="", policy="", at=NOW)

    assert checked.decision.outcome == "permit"
    assert b"Mens 0" in message
    assert (Mailing.objects.count(), Delivery.objects.count(), Audience.objects.count()) == (0, 0, 0)
    assert not DecisionLog.objects.exists()


def test_a_rehearsal_for_who_may_not_get_it_gives_no_bytes() -> None:
    """That person would get nothing."""
    shop.open_shop(0, objected=1)

    assert rehearse(shop.NEWSLETTER, "b.md", shop.address(0), sender="", policy="", at=NOW)[1] == b""


def test_an_address_that_is_none_is_an_error() -> None:
    """With what to write instead."""
    shop.open_shop(1)

    with pytest.raises(InputError, match="jan@@x"):
        sent("jan@@x")
