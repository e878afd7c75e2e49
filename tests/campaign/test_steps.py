"""The way of a campaign: made, looked at, approved, sent once."""

import json
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from datmag.campaign import listed, overview, steps
from datmag.delivery.models import Delivery, Mailing
from datmag.errors import InputError, RefusedError
from datmag.gate.models import Audience
from datmag.moment import SECOND
from datmag.register.models import Sender
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NOW = shop.NOW


def made(source: str = shop.NEWSLETTER) -> Mailing:
    """Make the campaign of these tests."""
    return steps.new("voorjaar", source, "beurt.md", at=NOW)


def test_what_is_found_in_the_bytes_is_what_the_rulebook_sees() -> None:
    """The footer names the sender, a stop address and a working link; the content is what the head says."""
    shop.open_shop(1)
    facts = json.loads(made().intent)

    assert facts["identifies_sender"] is True
    assert facts["stop_address_valid"] is True
    assert facts["unsubscribe"] == "works"
    assert facts["commercial_content"] == "dominant"


def test_a_sender_without_a_stop_address_is_found_out() -> None:
    """Nothing is assumed: without an address in the register the duty is not met, and nobody may get it."""
    shop.open_shop(2)
    Sender.objects.update(reply_to="", postal="")
    funnel = steps.preview(made(), at=NOW).funnel

    assert funnel.permitted == 0
    assert funnel.by_reason == {"no_stop_address": 2}


def test_content_that_the_head_does_not_name_stays_unknown() -> None:
    """Until the text itself is read, silence about it is no statement."""
    shop.open_shop(1)
    silent = shop.NEWSLETTER.replace("commercial_content: dominant\n", "")

    assert "commercial_content" not in json.loads(made(silent).intent)


def test_a_preview_judges_but_queues_nothing() -> None:
    """The funnel is there, the outbox is empty, and a second look leaves one audience."""
    shop.open_shop(4, objected=1)
    mailing = made()
    steps.preview(mailing, at=NOW)
    found = steps.preview(mailing, at=NOW)

    assert (found.funnel.permitted, found.funnel.total) == (4, 5)
    assert not Delivery.objects.exists()
    assert Audience.objects.count() == 1


def test_the_sample_is_a_message_to_somebody_who_may_get_it() -> None:
    """With that person's name, and an opt-out link that stands for nobody."""
    shop.open_shop(1)
    letter = message_from_bytes(steps.preview(made(), at=NOW).sample, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    body = letter.get_body(("plain",))

    assert "mens0@klant.example" in letter["To"]
    assert body is not None
    assert "Beste Mens 0," in body.get_content()


def test_an_unapproved_campaign_is_refused() -> None:
    """Approve first."""
    shop.open_shop(1)
    mailing = made()

    with pytest.raises(RefusedError, match="approve first") as refused:
        steps.send(mailing, at=NOW)
    assert refused.value.exit_code == 1
    assert not Delivery.objects.exists()


def test_sending_at_once_approves_as_the_caller() -> None:
    """The name of who said so is kept."""
    shop.open_shop(1)
    mailing = made()
    steps.send(mailing, at=NOW, by="Ans")

    assert (mailing.state, mailing.approved_by, mailing.approved_at) == ("sending", "Ans", NOW)


@pytest.mark.parametrize("state", ["sending", "paused", "done"])
def test_a_campaign_is_sent_once(state: str) -> None:
    """A second time is a new campaign."""
    shop.open_shop(1)
    mailing = shop.queued()
    Mailing.objects.update(state=state)
    mailing.refresh_from_db()

    with pytest.raises(RefusedError, match="new campaign"):
        steps.send(mailing, at=NOW, by="Ans")
    assert Delivery.objects.count() == 1


def test_a_name_is_used_once() -> None:
    """So `status NAME` means one campaign."""
    shop.open_shop(1)
    made()

    with pytest.raises(InputError, match="exists already"):
        made()


def test_the_audience_is_frozen_when_it_is_sent() -> None:
    """Whoever signs up afterwards is for the next campaign."""
    shop.open_shop(2)
    mailing = made()
    steps.preview(mailing, at=NOW)
    steps.send(mailing, at=NOW + SECOND, by="Ans")

    assert (mailing.at, mailing.known_at) == (NOW + SECOND, NOW + SECOND)
    assert overview.account(mailing)["audience"] == 2
    assert Audience.objects.get().id == mailing.audience_id


def test_a_list_restricts_the_audience() -> None:
    """Only who stands on it is judged; who is not on record is counted."""
    shop.open_shop(5)
    ids, missing = listed.addresses(
        "email\nMENS1@klant.example\n\nmens3@klant.example\nvreemd@x.example\n", "l.csv"
    )
    mailing = steps.new("klein", shop.NEWSLETTER, "beurt.md", at=NOW, chosen=ids)
    funnel = steps.send(mailing, at=NOW, by="Ans")

    assert (len(ids), missing) == (2, 1)
    assert (funnel.permitted, funnel.total) == (2, 2)


def test_a_bad_line_of_a_list_is_named() -> None:
    """File, line, and what to do."""
    shop.open_shop(1)

    with pytest.raises(InputError, match=r"`l.csv`, line 2: .*jan@@x"):
        listed.addresses("mens0@klant.example\njan@@x\n", "l.csv")


def test_a_broken_message_file_stores_nothing() -> None:
    """The error names the file and the line."""
    shop.open_shop(1)

    with pytest.raises(InputError, match=r"beurt\.md"):
        made(shop.NEWSLETTER.replace("subject: De voorjaarsbeurt\n", ""))
    assert not Mailing.objects.exists()
