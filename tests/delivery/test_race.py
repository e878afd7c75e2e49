"""An opt-out and an arming of the same person exclude each other, on both databases."""

import random
import threading
import time

import pytest
from django.db import connection, transaction

from datmag.delivery import outbox
from datmag.delivery.arm import arm
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.recheck import Recheck
from datmag.delivery.sealed import sealed
from datmag.moment import SECOND, Moment
from datmag.optout.stop import Stopped, stop_delivery
from datmag.register.models import Choice
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db(transaction=True)]

PEOPLE = 60
NOW: Moment = time.time_ns() // 1000


def now() -> Moment:
    """Give the time of this machine: the race is real."""
    return time.time_ns() // 1000


def test_what_was_not_armed_before_the_answer_is_never_armed() -> None:
    """Sixty people say no while a worker arms them in small groups: each is cancelled, or was armed before.

    Read directly after the answer, a row is either cancelled for good, or armed already.
    """
    shop.open_shop(PEOPLE, now=NOW)
    mailing = shop.queued(now=NOW)
    rows = list(Delivery.objects.select_related("mailing").order_by("id"))
    random.Random(5).shuffle(rows)
    seen: dict[int, str] = {}

    def say_no() -> None:
        for row in rows:
            stop_delivery(row, route="link", clock=now)
            seen[row.id] = Delivery.objects.values_list("state", flat=True).get(id=row.id)
        connection.close()

    away = threading.Thread(target=say_no)
    away.start()
    armed = _arm_everybody(mailing)
    away.join()
    after = dict(Delivery.objects.values_list("id", "state"))

    assert {"cancelled", "armed"} >= set(seen.values())
    assert seen == after
    assert {number for number, state in after.items() if state == "armed"} == set(armed)
    assert Choice.objects.filter(act="objection").count() == PEOPLE


def _arm_everybody(mailing: Mailing) -> list[int]:
    recheck = Recheck(sealed(mailing))
    armed: list[int] = []
    while taken := outbox.lease("w", now=now(), until=now() + 60 * SECOND, many=20):
        for first in range(0, len(taken), 4):
            parcels = arm(taken[first : first + 4], recheck, owner="w", clock=now)
            armed += [parcel.delivery_id for parcel in parcels]
            time.sleep(0.002)
    return armed


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite lets one connection write at a time")
def test_a_no_that_saw_no_row_yet_is_seen_by_the_arming() -> None:
    """The opt-out runs while the audience is still being frozen, so it has nothing to cancel.

    The arming must wait for its commit at the address, and then see the No.
    """
    shop.open_shop(1, now=NOW)
    frozen, locked, done = threading.Event(), threading.Event(), []
    address = _address()

    def say_no() -> None:
        with transaction.atomic():
            done.append(_stop_slowly(address, locked, frozen))
        connection.close()

    away = threading.Thread(target=say_no)
    away.start()
    locked.wait(10)
    mailing = shop.queued(now=now())
    taken = outbox.lease("w", now=now(), until=now() + 60 * SECOND, many=1)
    threading.Timer(0.3, frozen.set).start()
    parcels = arm(taken, Recheck(sealed(mailing)), owner="w", clock=now)
    away.join()

    assert [one.cancelled for one in done] == [0]
    assert parcels == []
    assert Delivery.objects.get().state == "cancelled"


def _address() -> tuple[int, str]:
    from datmag.register.models import Address  # noqa: PLC0415

    found = Address.objects.get()
    return found.id, found.k_mailbox


def _stop_slowly(address: tuple[int, str], locked: threading.Event, frozen: threading.Event) -> Stopped:
    from datmag.optout.stop import stop_address  # noqa: PLC0415

    number, mailbox = address
    stopped = stop_address(
        number, sender=shop.SENDER, by_party=0, k_mailbox=mailbox, route="phone", clock=now
    )
    locked.set()
    frozen.wait(10)
    return stopped
