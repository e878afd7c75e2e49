"""The outbox: who is frozen into it, and who may take which step."""

import pytest
from django.db import IntegrityError, transaction

from datmag.campaign import steps
from datmag.delivery import outbox, report
from datmag.delivery.models import Delivery
from datmag.errors import RefusedError
from datmag.moment import SECOND
from datmag.register import record
from datmag.rulebook.terms import GROUNDS
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NOW = shop.NOW


def test_everybody_stands_in_the_outbox_once_and_the_sums_add_up() -> None:
    """The audience is the sum of all states, and of all reasons and grounds."""
    shop.open_shop(7, objected=2, strangers=3)
    counts = report.report(shop.queued())

    assert {key: counts[key] for key in ("audience", "planned", "withheld")} == {
        "audience": 12,
        "planned": 7,
        "withheld": 5,
    }
    assert counts["by_reason"] == {"no_ground": 3, "objected": 2}
    assert counts["by_ground"] == {"consent": 7}


def test_a_mailing_has_one_row_for_a_person() -> None:
    """The database itself refuses a second row for the same person."""
    shop.open_shop(1)
    row = Delivery.objects.get(mailing=shop.queued())
    row.id, row.k_mailbox = None, "other"

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_mailing_posts_to_a_mailbox_once() -> None:
    """The database itself refuses a second person at the same mailbox."""
    shop.open_shop(1)
    row = Delivery.objects.get(mailing=shop.queued())
    row.id, row.party_id = None, 999

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_of_two_people_at_one_mailbox_one_gets_the_message_and_the_other_is_held() -> None:
    """Plus addresses share a mailbox: the second person is withheld, with the hold as the reason."""
    shop.open_shop(1)
    record.write(
        [
            {"part": "party", "id": "zoon", "kind": "natural_person", "name": "Zoon"},
            {
                "part": "address",
                "value": "mens0+zoon@klant.example",
                "channel": "email",
                "holders": ["zoon"],
            },
            shop.consent(0, NOW - 1000 * SECOND)
            | {"id": "ja-zoon", "by": "zoon", "address": "mens0+zoon@klant.example"},
        ],
        recorded_at=NOW - 900 * SECOND,
        strict=True,
    )
    counts = report.report(shop.queued())

    assert (counts["planned"], counts["withheld"]) == (1, 1)
    assert counts["by_reason"] == {"same_address": 1}


def test_a_lease_that_runs_out_gives_the_row_back() -> None:
    """A worker that gives no sign of life loses what it had not armed."""
    shop.open_shop(2)
    mailing = shop.queued()
    outbox.lease("dead", now=NOW, until=NOW + SECOND, many=10)
    back, lost = outbox.expire(NOW + 2 * SECOND)

    assert (back, lost) == (2, 0)
    assert report.report(mailing)["planned"] == 2
    assert {"pending"} == set(Delivery.objects.values_list("state", flat=True))


def test_an_armed_row_of_a_dead_worker_becomes_unknown_and_is_never_leased_again() -> None:
    """Nobody knows whether it arrived, so no machine sends it again."""
    shop.open_shop(1)
    shop.queued()
    (row,) = outbox.lease("dead", now=NOW, until=NOW + SECOND, many=10)
    outbox.move(Delivery.objects.filter(id=row.id), "arm", armed_at=NOW)
    back, lost = outbox.expire(NOW + 2 * SECOND)

    assert (back, lost) == (0, 1)
    assert outbox.lease("alive", now=NOW + 9 * SECOND, until=NOW + 10 * SECOND, many=10) == []


def test_a_living_worker_keeps_its_rows() -> None:
    """The lease is prolonged by a sign of life."""
    shop.open_shop(1)
    shop.queued()
    (row,) = outbox.lease("alive", now=NOW, until=NOW + SECOND, many=10)
    outbox.keep("alive", [row.id], until=NOW + 20 * SECOND)

    assert outbox.expire(NOW + 2 * SECOND) == (0, 0)


def test_only_the_worker_that_armed_a_row_settles_it() -> None:
    """Another owner, or the same one with an older lease, changes nothing."""
    shop.open_shop(1)
    shop.queued()
    (row,) = outbox.lease("mine", now=NOW, until=NOW + SECOND, many=1)
    outbox.move(Delivery.objects.filter(id=row.id), "arm")
    for owner, attempt in (("other", row.attempt), ("mine", row.attempt - 1)):
        outbox.settle(owner, [outbox.Ended(row.id, attempt, 1, "accepted", 250, "ok")], NOW)

    assert Delivery.objects.get().state == "armed"


def test_a_late_answer_still_settles_an_uncertain_row() -> None:
    """The worker was only slow: its own answer is the truth."""
    shop.open_shop(1)
    shop.queued()
    (row,) = outbox.lease("slow", now=NOW, until=NOW + SECOND, many=1)
    outbox.move(Delivery.objects.filter(id=row.id), "arm")
    outbox.expire(NOW + 2 * SECOND)
    outbox.settle("slow", [outbox.Ended(row.id, row.attempt, 1, "accepted", 250, "ok")], NOW + 3 * SECOND)

    assert Delivery.objects.get().state == "accepted"


def test_a_message_that_is_deferred_too_often_counts_as_refused() -> None:
    """After the last wait the worker gives up, with the server's words."""
    shop.open_shop(1)
    shop.queued()
    (row,) = outbox.lease("me", now=NOW, until=NOW + SECOND, many=1)
    outbox.move(Delivery.objects.filter(id=row.id), "arm")
    tries = len(outbox.RETRY_AFTER) + 1
    outbox.settle("me", [outbox.Ended(row.id, row.attempt, tries, "deferred", 451, "later")], NOW)

    assert (Delivery.objects.get().state, Delivery.objects.get().reply_text) == ("refused", "later")


def test_an_opt_out_cancels_what_waits_but_not_what_the_person_needs() -> None:
    """Marketing is stopped; a service message is judged again when it is posted."""
    shop.open_shop(2)
    shop.queued()
    needed, wanted = Delivery.objects.order_by("id")
    Delivery.objects.filter(id=needed.id).update(ground=GROUNDS.index("service"))
    for row in (needed, wanted):
        outbox.cancel(sender=shop.SENDER, party_id=row.party_id, k_mailbox=row.k_mailbox, now=NOW)

    assert list(Delivery.objects.order_by("id").values_list("state", flat=True)) == ["pending", "cancelled"]


def test_an_opt_out_at_one_sender_stops_nothing_of_another() -> None:
    """Senders are strangers to each other."""
    shop.open_shop(1)
    shop.queued()
    row = Delivery.objects.get()

    assert outbox.cancel(sender="ander", party_id=row.party_id, k_mailbox=row.k_mailbox, now=NOW) == 0


def test_a_paused_mailing_is_not_leased() -> None:
    """Nothing is taken while it is paused, and everything after it goes on."""
    shop.open_shop(2)
    mailing = shop.queued()
    steps.pause(mailing)
    paused = outbox.lease("me", now=NOW, until=NOW + SECOND, many=10)
    steps.resume(mailing)

    assert paused == []
    assert len(outbox.lease("me", now=NOW, until=NOW + SECOND, many=10)) == 2


def test_a_mailing_is_done_when_nothing_is_to_happen_any_more() -> None:
    """Then it can neither be paused nor sent again."""
    shop.open_shop(0, strangers=2)
    mailing = shop.queued()
    outbox.finish(NOW + SECOND)
    mailing.refresh_from_db()

    assert mailing.state == "done"
    with pytest.raises(RefusedError):
        steps.send(mailing, at=NOW, by="Ans")
