"""Arming: the last look before a message leaves, and the one commit after which it may."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from datmag.delivery import holds
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.outbox import move, release
from datmag.delivery.recheck import Recheck
from datmag.delivery.sealed import Sealed
from datmag.errors import InputError
from datmag.gate.audience import Standing
from datmag.gate.check import judge
from datmag.mail.encode import ascii_address
from datmag.mail.template import digest
from datmag.moment import NEVER, Moment
from datmag.register.models import Address
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS

Clock = Callable[[], Moment]

ENDED_BY_A_NO = ("objected", "consent_withdrawn")
_STATE_SOURCE = 1 << OBLIGATIONS.index("state_source")
_RELATIONS = ("soft_opt_in", "charity_relation")


@dataclass(frozen=True, slots=True)
class Parcel:
    """One armed message, ready for the mail server. `attempt` fences its outcome."""

    delivery_id: int
    attempt: int
    tries: int
    sender: str
    recipient: str
    message: bytes


def arm(rows: Sequence[Delivery], recheck: Recheck, *, owner: str, clock: Clock) -> list[Parcel]:
    """Judge leased rows of one mailing again and write down that they leave now, in one commit.

    INVARIANT: an opt-out and an arming of the same person exclude each other. Both lock the address first:
    whichever commits first is seen by the other, so a message is armed before the opt-out is answered, or never.
    INVARIANT: only rows that this worker still holds under the same lease are armed.

    Args:
        rows: leased rows, as many as there are connections waiting.
        recheck: the gate, asked about the mailing of all of them.
        owner: the worker.
        clock: read once the locks are held; that moment is `armed_at`.

    Returns:
        A parcel for each row that may still go; the others are withheld, cancelled or given back.
    """
    mailing = recheck.mailing
    with transaction.atomic():
        if not _sending(mailing.mailing_id):
            release(owner, [row.id for row in rows])
            return []
        _lock_addresses(rows)
        held = _still_held(rows, owner)
        now = clock()
        verdicts = recheck.verdicts([row.address_id for row in held], now)
        parcels = [_arm_one(row, verdicts.get(row.address_id), mailing, now) for row in held]
    return [parcel for parcel in parcels if parcel is not None]


def _sending(mailing_id: int) -> bool:
    """Read the state of the mailing, and keep it so until the commit: after a pause nothing more is armed."""
    if connection.vendor != "postgresql":
        return Mailing.objects.filter(id=mailing_id, state="sending").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT state FROM delivery_mailing WHERE id = %s FOR SHARE", [mailing_id])
        found = cursor.fetchone()
    return found is not None and found[0] == "sending"


def _lock_addresses(rows: Sequence[Delivery]) -> None:
    # SQLite lets one connection write at a time, which is lock enough.
    if connection.vendor == "postgresql":
        ids = sorted({row.address_id for row in rows})
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM register_address WHERE id = ANY(%s) ORDER BY id FOR SHARE", [ids])


def _still_held(rows: Sequence[Delivery], owner: str) -> list[Delivery]:
    attempts = {row.id: row.attempt for row in rows}
    found = Delivery.objects.filter(id__in=attempts, state="leased", lease_owner=owner)
    locked = found.order_by("id").select_for_update()
    return [row for row in locked if row.attempt == attempts[row.id]]


def _arm_one(row: Delivery, verdict: Standing | None, mailing: Sealed, now: Moment) -> Parcel | None:
    hold = _hold(verdict, mailing)
    if verdict is None or not verdict.permitted or hold:
        _stop(row, now, reason=verdict.reason if verdict else "", hold=hold)
        return None
    row.ground = GROUNDS.index(verdict.ground)
    row.obligations = verdict.obligations
    row.armed_at = now
    row.source = _source(row, verdict, mailing)
    try:
        message = mailing.render(row)
        to = ascii_address(row.address)
    except InputError:
        _stop(row, now, hold=holds.NO_MAIL_ADDRESS)
        return None
    move(
        Delivery.objects.filter(id=row.id),
        "arm",
        ground=row.ground,
        obligations=row.obligations,
        source=row.source,
        armed_at=now,
        tries=row.tries + 1,
        message_id=mailing.stamp(row.id, now).message_id,
        body_sha256=digest(message),
    )
    return Parcel(row.id, row.attempt, row.tries + 1, mailing.from_addr, to, message)


def _hold(verdict: Standing | None, mailing: Sealed) -> str:
    """Give the hold of somebody who is permitted (or unknown to the register); empty where there is none."""
    if verdict is None:
        return holds.NOT_ON_RECORD
    if verdict.permitted and verdict.bounced:
        return holds.UNDELIVERABLE
    return holds.PART_NOT_PERMITTED if verdict.permitted and verdict.obligations & mailing.unkeepable else ""


def _stop(row: Delivery, now: Moment, *, reason: str = "", hold: str = "") -> None:
    move(
        Delivery.objects.filter(id=row.id),
        "cancel" if reason in ENDED_BY_A_NO else "withhold",
        reason=REASONS.index(reason) if reason else -1,
        hold=hold,
        lease_owner="",
        lease_until=NEVER,
        done_at=now,
    )


def _source(row: Delivery, verdict: Standing, mailing: Sealed) -> str:
    """Give the word for where the address came from, for whom that must be said."""
    if not verdict.obligations & _STATE_SOURCE:
        return ""
    case = judge(Address.objects.get(id=row.address_id), mailing.enquiry(row.armed_at)).case
    return "predecessor" if verdict.ground in _RELATIONS else str(case["address_source"])
