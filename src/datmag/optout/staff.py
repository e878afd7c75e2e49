"""A No that came by phone, post or reply and is written down by staff."""

from django.db import transaction

from datmag.gate.enquiry import the_sender
from datmag.moment import NEVER, Moment, iso
from datmag.optout.stop import Clock, Stopped, stop_address
from datmag.register import keys, record
from datmag.register.models import Address, Choice, Holding


def stop(value: str, *, sender: str, route: str, clock: Clock) -> Stopped:
    """Take the No of an address, as written; of its holder where it has only one.

    Args:
        value: an e-mail address; one that is not on record is put there, so that the No is not lost.
        sender: the id of the sender; empty: the only one.
        route: `phone`, `post` or `reply`.
        clock: the time.

    Raises:
        InputError: `value` is no address, or there is no such sender.
    """
    who = the_sender(sender)
    exact, mailbox = keys.current().both("email", value)
    with transaction.atomic():
        address = Address.objects.filter(channel="email", k_exact=exact).first()
        if address is None:
            part = {"part": "address", "value": value.strip(), "channel": "email", "holders": []}
            record.write([part], recorded_at=clock(), strict=True)
            address = Address.objects.get(channel="email", k_exact=exact)
        return stop_address(
            address.id,
            sender=who.id,
            by_party=_only_holder(address.id, clock()),
            k_mailbox=mailbox,
            route=route,
            clock=clock,
        )


def _only_holder(address_id: int, now: Moment) -> int:
    holdings = Holding.objects.filter(address_id=address_id, since__lte=now)
    held = {one.party_id for one in holdings if one.until == NEVER or one.until > now}
    return held.pop() if len(held) == 1 else 0


def listed(sender: str) -> list[dict[str, str]]:
    """List every No that a sender was told, the latest first: objections, complaints, refusals, list rows.

    Raises:
        InputError: there is no such sender.
    """
    acts = ("objection", "complaint", "refusal", "list_no")
    noes = Choice.objects.filter(act__in=acts, sender_id=the_sender(sender).id)
    rows = noes.select_related("address").order_by("-at", "-seq")
    return [
        {
            "at": iso(row.at),
            "act": row.act,
            "route": row.route,
            "scope": row.scope,
            "address": row.address.value if row.address else "",
        }
        for row in rows.iterator()
    ]
