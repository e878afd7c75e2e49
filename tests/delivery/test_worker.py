"""The worker with a real mail server on loopback: every answer it may give, and what the outbox says afterwards."""

import socket
from collections.abc import Callable
from email import message_from_bytes, policy

import pytest

from datmag.campaign import steps
from datmag.delivery import report
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.sealed import sealed
from datmag.delivery.worker import Options, Server, Tally, Worker
from datmag.mail.template import digest
from datmag.moment import DAY, SECOND, Moment
from datmag.register import record
from datmag.register.models import Sent
from tests.delivery import shop
from tests.delivery.sink import Sink, listening

pytestmark = [pytest.mark.db, pytest.mark.django_db(transaction=True)]

NOW = shop.NOW


def ticking(start: Moment) -> Callable[[], Moment]:
    """Give a clock that moves a little each time it is read."""
    moments = iter(range(start, start + 10**12, SECOND // 100))
    return lambda: next(moments)


def work(port: int, at: Moment = NOW, *, connections: int = 3, rate: int = 0) -> Tally:
    """Run a worker until nothing is left to do."""
    options = Options(Server("127.0.0.1", port), connections, rate, until_idle=True)
    return Worker(options, owner=f"worker {at}", clock=ticking(at)).run()


def states(mailing: Mailing) -> dict[str, int]:
    """Count the rows by state."""
    counts = report.report(mailing)
    return {name: int(str(counts[name])) for name in ("planned", *report.SHOWN) if counts[name]}


def test_everybody_who_may_gets_one_message_and_nobody_else() -> None:
    """Delivered over SMTP, each to a different address, none to those who may not."""
    shop.open_shop(9, objected=2, strangers=2)
    mailing = shop.queued()
    with listening() as sink:
        work(sink.port)

    assert sorted(shop.address(number) for number in range(9)) == sorted(sink.recipients)
    assert states(mailing) == {"accepted": 9, "withheld": 4}
    mailing.refresh_from_db()
    assert mailing.state == "done"


def test_the_bytes_are_those_whose_hash_is_kept_and_can_be_made_again() -> None:
    """From the mailing and the row the same bytes come out, and the server got them."""
    shop.open_shop(2)
    mailing = shop.queued()
    with listening() as sink:
        work(sink.port)
    row = Delivery.objects.get(address=shop.address(0))
    received = dict(sink.received)[shop.address(0)]
    made = sealed(mailing).render(row)

    assert (row.body_sha256, digest(made)) == (digest(made), row.body_sha256)
    assert message_from_bytes(made, policy=policy.default)["Message-ID"] == row.message_id
    assert row.message_id.encode() in received


def test_what_went_out_is_on_record() -> None:
    """So a consent counts as used, and a request as answered."""
    shop.open_shop(3)
    shop.queued()
    with listening() as sink:
        work(sink.port)

    assert list(Sent.objects.values_list("purpose", "declared_as")) == [("nieuwsbrief", "marketing")] * 3
    assert {1} == set(Delivery.objects.values_list("noted", flat=True))


def test_a_refused_recipient_is_refused_and_the_others_get_theirs() -> None:
    """550 at RCPT concerns one recipient only; so does 554 at the dot."""
    shop.open_shop(5)
    mailing = shop.queued()
    sink = Sink(
        at_recipient=lambda to: "550 5.1.1 no such mailbox" if to == shop.address(1) else "250 ok",
        at_dot=lambda to: "554 5.7.1 not wanted" if to == shop.address(2) else "250 ok",
    )
    with listening(sink):
        work(sink.port)

    assert states(mailing) == {"accepted": 3, "refused": 2}
    assert Delivery.objects.get(address=shop.address(1)).reply_code == 550


def test_a_deferred_message_is_tried_again_when_its_time_has_come() -> None:
    """450 means later: not within minutes, and then with the same Message-ID."""
    shop.open_shop(2)
    mailing = shop.queued()
    sink = Sink(at_recipient=lambda to: "450 4.2.1 busy" if to == shop.address(0) else "250 ok")
    with listening(sink):
        work(sink.port)
        first = Delivery.objects.get(address=shop.address(0))
        work(sink.port, NOW + 60 * SECOND)
        still = states(mailing)
        sink.at_recipient = lambda _to: "250 ok"
        work(sink.port, NOW + 600 * SECOND)

    assert (first.state, still) == ("deferred", {"accepted": 1, "deferred": 1})
    assert states(mailing) == {"accepted": 2}
    assert Delivery.objects.get(address=shop.address(0)).message_id == first.message_id


def test_a_deferred_message_is_judged_again_before_it_is_tried_again() -> None:
    """Whoever said no while the message waited does not get it."""
    shop.open_shop(1)
    mailing = shop.queued()
    sink = Sink(at_recipient=lambda _to: "450 4.2.1 busy")
    with listening(sink):
        work(sink.port)
        record.write([shop.objection(0, NOW + 60 * SECOND)], recorded_at=NOW + 60 * SECOND, strict=True)
        sink.at_recipient = lambda _to: "250 ok"
        work(sink.port, NOW + 600 * SECOND)

    assert sink.received == []
    assert states(mailing) == {"cancelled": 1}
    assert report.report(mailing)["by_reason"] == {"objected": 1}


def test_a_line_that_breaks_after_the_dot_gives_unknown_and_no_second_message() -> None:
    """The server may have taken it: it is listed for a person and never sent again by machine."""
    shop.open_shop(4)
    mailing = shop.queued()
    sink = Sink(at_dot=lambda to: "cut" if to == shop.address(1) else "250 ok")
    with listening(sink):
        work(sink.port)
        work(sink.port, NOW + DAY)

    assert states(mailing) == {"accepted": 3, "unknown": 1}
    assert [shop.address(1)] == [row.address for row in report.unknowns(mailing)]
    assert len(sink.recipients) == len(set(sink.recipients))


def test_without_a_mail_server_nothing_is_armed_and_the_trouble_is_told() -> None:
    """The rows stay ready, and the sentence names the server."""
    shop.open_shop(2)
    mailing = shop.queued()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    tally = work(port)

    assert states(mailing) == {"planned": 2}
    assert {"pending"} == set(Delivery.objects.values_list("state", flat=True))
    assert tally.trouble is not None
    assert f"127.0.0.1:{port}" in tally.trouble.en


def test_a_server_that_refuses_the_sender_costs_nobody_his_message() -> None:
    """530 at MAIL FROM says nothing of a recipient: the worker stops, the rows wait."""
    shop.open_shop(20)
    mailing = shop.queued()
    sink = Sink(at_sender="530 5.7.0 sign in first")
    with listening(sink):
        tally = work(sink.port)
        sink.at_sender = "250 ok"
        work(sink.port, NOW + DAY)

    assert tally.trouble is not None
    assert "530" in tally.trouble.nl
    assert states(mailing) == {"accepted": 20}


def test_a_server_that_goes_away_in_between_costs_nobody_his_message() -> None:
    """A kept connection that the server closed is opened anew before anything is armed for it."""
    shop.open_shop(6)
    mailing = shop.queued()
    answers = iter(["421 4.3.2 closing", *["250 ok"] * 50])
    sink = Sink(at_recipient=lambda _to: next(answers))
    with listening(sink):
        work(sink.port, connections=1)
        work(sink.port, NOW + DAY)

    assert states(mailing) == {"accepted": 6}


def test_a_rate_holds_the_worker_back() -> None:
    """Ten messages at two a second take at least four seconds of the worker's clock."""
    shop.open_shop(10)
    shop.queued()
    with listening() as sink:
        work(sink.port, rate=2)
    armed = Delivery.objects.order_by("armed_at").values_list("armed_at", flat=True)

    assert armed[9] - armed[0] >= 4 * SECOND


def test_whoever_may_not_have_the_personal_part_gets_nothing() -> None:
    """A message built on purchases cannot leave that part out for those whose ground does not carry it."""
    shop.open_shop(1)
    source = shop.NEWSLETTER.replace("lang: nl", "personalised: behaviour\nlang: nl")
    mailing = shop.queued(source=source)

    assert states(mailing) == {"withheld": 1}
    assert report.report(mailing)["by_reason"] == {"part_not_permitted": 1}


def test_after_a_pause_nothing_more_is_armed() -> None:
    """Also what a worker had taken already goes back."""
    shop.open_shop(30)
    mailing = shop.queued()
    with listening() as sink:
        options = Options(Server("127.0.0.1", sink.port), 2, until_idle=True)
        worker = Worker(options, owner="w", clock=ticking(NOW))

        def told(tally: Tally) -> None:
            if tally.outcomes["accepted"] >= 6 and Mailing.objects.get().state == "sending":
                steps.pause(Mailing.objects.get())

        worker.tell(told)
        worker.run()
    before = len(sink.received)

    assert before < 30
    assert states(mailing) == {"accepted": before, "planned": 30 - before}


def test_the_next_mailing_leaves_out_who_said_no() -> None:
    """The main story: sent, opted out, sent again to one person fewer."""
    shop.open_shop(5)
    shop.queued("eerste")
    with listening() as sink:
        work(sink.port)
        record.write([shop.objection(3, NOW + DAY)], recorded_at=NOW + DAY, strict=True)
        second = shop.queued("tweede", now=NOW + 2 * DAY)
        work(sink.port, NOW + 2 * DAY)

    assert states(second) == {"accepted": 4, "withheld": 1}
    assert sink.recipients.count(shop.address(3)) == 1
