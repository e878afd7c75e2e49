"""Judged again just before posting: what was recorded since the freeze counts, and a stale lease arms nothing."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from datmag.campaign import steps
from datmag.delivery import outbox, report
from datmag.delivery.arm import Parcel, arm
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.recheck import Recheck
from datmag.delivery.sealed import sealed
from datmag.moment import DAY, SECOND, Moment, iso
from datmag.register import record
from tests.delivery import shop

pytestmark = [pytest.mark.db, pytest.mark.django_db]

NOW = shop.NOW
LATER = NOW + 60 * SECOND

SERVICE = """\
---
subject: Terugroepactie remmen
from: Fietsenhuis Vondel <service@vondel.example>
declared_as: service
purpose: veiligheid
commercial_content: none
service_content_necessary: yes
service_basis: contract
lang: nl
---
Beste {{ name }},

Kom langs, wij vervangen uw remmen.
"""


def ticking(start: Moment) -> Callable[[], Moment]:
    """Give a clock that moves a little each time it is read."""
    moments = count(start, 1_000)
    return lambda: next(moments)


def armed(mailing: Mailing, *, owner: str = "w", at: Moment = LATER, until: Moment = 0) -> list[Parcel]:
    """Lease everything that waits and arm it."""
    rows = outbox.lease(owner, now=at, until=until or at + 60 * SECOND, many=100)
    return arm(rows, Recheck(sealed(mailing)), owner=owner, clock=ticking(at)) if rows else []


def tell(*events: dict[str, Any], at: Moment = LATER - SECOND) -> None:
    """Write events down, not through the pages: nothing is cancelled by them."""
    record.write(events, recorded_at=at, strict=True)


def withdrawal(number: int, at: Moment) -> dict[str, Any]:
    """Give the withdrawal of a consent."""
    return {
        "id": f"terug{number}",
        "type": "withdrawal",
        "at": iso(at),
        "sender": shop.SENDER,
        "by": f"mens{number}",
        "address": shop.address(number),
        "purpose": "nieuwsbrief",
    }


def bounce(number: int, at: Moment) -> dict[str, Any]:
    """Give a hard bounce."""
    return {
        "id": f"stuit{number}",
        "type": "bounce",
        "at": iso(at),
        "sender": shop.SENDER,
        "address": shop.address(number),
        "kind": "hard",
    }


def contract(number: int, at: Moment) -> dict[str, Any]:
    """Give a contract that still runs, and that no order form explained: no ground for advertising."""
    return {
        "id": f"koop{number}",
        "type": "sale",
        "at": iso(at),
        "sender": shop.SENDER,
        "buyer": f"mens{number}",
        "address": shop.address(number),
        "consideration": "paid",
        "family": "fietsonderhoud",
        "running": True,
    }


def test_whoever_is_still_permitted_is_armed_with_his_ground() -> None:
    """The parcel holds the bytes, and the row when they left, on which ground and what their hash is."""
    shop.open_shop(2)
    parcels = armed(shop.queued())
    row = Delivery.objects.order_by("id")[0]

    assert [shop.address(0), shop.address(1)] == [parcel.recipient for parcel in parcels]
    assert (row.state, row.tries) == ("armed", 1)
    assert LATER <= row.armed_at < LATER + SECOND
    assert len(row.body_sha256) == 64


@pytest.mark.parametrize(
    ("event", "reason", "state"),
    [
        (shop.objection, "objected", "cancelled"),
        (withdrawal, "consent_withdrawn", "cancelled"),
        (bounce, "undeliverable", "withheld"),
    ],
)
def test_what_was_recorded_after_the_freeze_counts_at_the_arming(
    event: Callable[[int, Moment], dict[str, Any]], reason: str, state: str
) -> None:
    """One of two people says no, or his mailbox is dead: he gets nothing, the other does."""
    shop.open_shop(2)
    mailing = shop.queued()
    tell(event(0, NOW + SECOND))
    parcels = armed(mailing)

    assert [shop.address(1)] == [parcel.recipient for parcel in parcels]
    assert Delivery.objects.get(address=shop.address(0)).state == state
    assert report.report(mailing)["by_reason"] == {reason: 1}


def test_a_no_in_the_very_moment_before_the_arming_counts() -> None:
    """The No is dated and recorded in the microsecond of the lease."""
    shop.open_shop(1)
    mailing = shop.queued()
    tell(shop.objection(0, LATER - 1), at=LATER - 1)

    assert armed(mailing) == []


def test_a_no_that_was_dated_ahead_of_the_clock_of_the_worker_counts() -> None:
    """Clocks of two machines differ by seconds: a No is not missed for that."""
    shop.open_shop(1)
    mailing = shop.queued()
    tell(shop.objection(0, LATER + 1), at=LATER + 1)

    assert armed(mailing, at=LATER - LATER % (10 * SECOND)) == []


def test_a_worker_whose_lease_ran_out_cannot_arm() -> None:
    """The row went back and to another worker; the first one wakes up and gets nothing."""
    shop.open_shop(1)
    mailing = shop.queued()
    taken = outbox.lease("slow", now=NOW, until=NOW + SECOND, many=10)
    outbox.expire(NOW + 2 * SECOND)
    between = arm(taken, Recheck(sealed(mailing)), owner="slow", clock=ticking(LATER))
    parcels = armed(mailing, owner="quick")
    late = arm(taken, Recheck(sealed(mailing)), owner="slow", clock=ticking(LATER + SECOND))

    assert (between, late) == ([], [])
    assert len(parcels) == 1
    assert Delivery.objects.get().lease_owner == "quick"


def test_the_same_worker_with_an_older_lease_of_the_row_cannot_arm() -> None:
    """A name alone is no key: the attempt must be the same too."""
    shop.open_shop(1)
    mailing = shop.queued()
    old = outbox.lease("same", now=NOW, until=NOW + SECOND, many=10)
    outbox.expire(NOW + 2 * SECOND)
    new = outbox.lease("same", now=NOW + 3 * SECOND, until=LATER, many=10)
    kept = Recheck(sealed(mailing))

    assert arm(old, kept, owner="same", clock=ticking(LATER)) == []
    assert len(arm(new, kept, owner="same", clock=ticking(LATER))) == 1


def test_a_row_that_was_cancelled_while_it_was_leased_is_not_armed() -> None:
    """The opt-out came between the lease and the arming."""
    shop.open_shop(1)
    mailing = shop.queued()
    taken = outbox.lease("w", now=NOW, until=LATER, many=10)
    row = taken[0]
    outbox.cancel(sender=shop.SENDER, party_id=row.party_id, k_mailbox=row.k_mailbox, now=NOW)

    assert arm(taken, Recheck(sealed(mailing)), owner="w", clock=ticking(NOW)) == []
    assert Delivery.objects.get().state == "cancelled"


def test_a_pause_between_lease_and_arming_gives_the_rows_back() -> None:
    """After the pause returned nothing more is armed, and nothing is lost."""
    shop.open_shop(2)
    mailing = shop.queued()
    taken = outbox.lease("w", now=NOW, until=LATER, many=10)
    steps.pause(mailing)

    assert arm(taken, Recheck(sealed(mailing)), owner="w", clock=ticking(NOW)) == []
    assert {"pending"} == set(Delivery.objects.values_list("state", flat=True))


def test_a_service_message_goes_to_whoever_objected_to_advertising() -> None:
    """A recall is needed: an objection made after the freeze does not stop it."""
    shop.open_shop(1)
    tell(contract(0, NOW - DAY), at=NOW - DAY)
    mailing = shop.queued("terugroep", SERVICE)
    tell(shop.objection(0, NOW + SECOND))
    parcels = armed(mailing)

    assert report.report(mailing)["by_ground"] == {"service": 1}
    assert [shop.address(0)] == [parcel.recipient for parcel in parcels]


def test_a_service_message_does_not_go_where_the_account_has_ended() -> None:
    """Of two users one ends the account after the freeze: that person needs the message no more."""
    shop.open_shop(0, strangers=2)
    mailing = shop.queued("terugroep", SERVICE)
    tell({"id": "uit", "type": "account_end", "at": iso(NOW + SECOND), "account": "stoel0"})
    parcels = armed(mailing)

    assert [shop.address(1)] == [parcel.recipient for parcel in parcels]
    assert Delivery.objects.get(address=shop.address(0)).state == "withheld"
    assert report.report(mailing)["by_reason"] == {"no_ground": 1}
