"""Saying no: one transaction writes the choice and the suppression, and cancels what is queued."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from datmag.delivery.models import Delivery
from datmag.delivery.outbox import cancel
from datmag.moment import Moment
from datmag.register import record
from datmag.register.models import Address, Choice, Holding

Clock = Callable[[], Moment]


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a No did.

    Attributes:
        new: whether it was written; False where the same No stood already.
        cancelled: how many queued messages it stopped.
        at: the moment that counts.
    """

    new: bool
    cancelled: int
    at: Moment


def stop_delivery(row: Delivery, *, route: str, clock: Clock) -> Stopped:
    """Take the No of whoever used the link in a message: of the person for whom that link was made.

    Args:
        row: the message, with its mailing.
        route: `link` or `one_click`.
        clock: the time.
    """
    return stop_address(
        row.address_id,
        sender=row.mailing.sender_id,
        by_party=max(row.party_id, 0),
        k_mailbox=row.k_mailbox,
        route=route,
        clock=clock,
    )


def stop_address(
    address_id: int, *, sender: str, by_party: int, k_mailbox: str, route: str, clock: Clock
) -> Stopped:
    """Take a No that came through an address.

    INVARIANT: when this returns, nothing that was not armed before goes out to this mailbox or person: the
    addresses are locked first, as the arming locks them, so the two see each other's commit.

    Args:
        address_id: the address of the register.
        sender: who is told to stop.
        by_party: who says so; 0 where nobody knows.
        k_mailbox: the mailbox key of the address.
        route: `link`, `one_click`, `reply`, `phone` or `post`.
        clock: read once the locks are held.
    """
    with transaction.atomic():
        _lock(k_mailbox, by_party)
        now = clock()
        new = not _stands(k_mailbox, sender, by_party)
        if new:
            record.stop(address_id, at=now, sender=sender, route=route, by_party=by_party or None)
        many = cancel(sender=sender, party_id=by_party, k_mailbox=k_mailbox, now=now)
    return Stopped(new, many, now)


def _lock(k_mailbox: str, by_party: int) -> None:
    concerned = Q(k_mailbox=k_mailbox)
    if by_party:
        concerned |= Q(id__in=Holding.objects.filter(party_id=by_party).values("address_id"))
    rows = Address.objects.filter(concerned).order_by("id").select_for_update(no_key=True)
    list(rows.values_list("id", flat=True))


def _stands(k_mailbox: str, sender: str, by_party: int) -> bool:
    """Tell whether the same No is on record and no Yes came after it: then there is nothing new to write."""
    noes = Choice.objects.filter(act="objection", scope="all", sender_id=sender, k_mailbox=k_mailbox)
    last = noes.filter(by_party_id=by_party or None).order_by("seq").last()
    if last is None:
        return False
    # The No is the person's: a Yes that he gave, or that came through any address of his, is later too.
    his = Q(k_mailbox=k_mailbox)
    if by_party:
        held = Holding.objects.filter(party_id=by_party).values("address_id")
        his |= Q(by_party_id=by_party) | Q(address_id__in=held)
    consents = Choice.objects.filter(his, act="consent", sender_id=sender)
    later = Q(seq__gt=last.seq) | Q(at__gt=last.at)
    confirmed = Choice.objects.filter(later, act="confirmed", of__in=consents.values("seq"))
    return not (consents.filter(later).exists() or confirmed.exists())
