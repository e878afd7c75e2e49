"""A single message to one address, through the same door and the same outbox as a campaign."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from datmag.campaign.making import Made, make, store
from datmag.campaign.steps import queue
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.sealed import sealed
from datmag.gate.check import Checked, check
from datmag.gate.enquiry import enquire
from datmag.moment import Moment


@dataclass(frozen=True, slots=True)
class Single:
    """The verdict on a single message, and what came of it.

    Attributes:
        checked: the logged verdict.
        mailing: the queued mailing; None where the verdict is no.
        state: `pending`, or `withheld` with its hold code where the person is permitted but gets nothing.
        hold: that code.
    """

    checked: Checked
    mailing: Mailing | None = None
    state: str = ""
    hold: str = ""


def send_one(source: str, file: str, to: str, *, sender: str, policy: str, by: str, at: Moment) -> Single:
    """Judge one message to one address and queue it if it may go.

    Raises:
        InputError: the file cannot be read, no such sender, or `to` is no address.
    """
    made = make(source, file, sender=sender, at=at)
    checked = _checked(made, to, policy, at, logged=True)
    if checked.decision.outcome != "permit":
        return Single(checked)
    with transaction.atomic():
        mailing = _queued(made, source, checked, policy=policy, by=by, at=at)
        row = Delivery.objects.filter(mailing=mailing).order_by("id").first()
    return Single(checked, mailing, row.state if row else "", row.hold if row else "")


def rehearse(
    source: str, file: str, to: str, *, sender: str, policy: str, at: Moment
) -> tuple[Checked, bytes]:
    """Give the bytes that one person would get now, made the whole way through and then forgotten.

    Returns:
        The verdict (not logged) and the bytes, which are empty where the verdict is no. The opt-out link and
        the Message-ID in them belong to no message.
    """
    made = make(source, file, sender=sender, at=at)
    checked = _checked(made, to, policy, at, logged=False)
    if checked.decision.outcome != "permit":
        return checked, b""
    with transaction.atomic():
        mailing = _queued(made, source, checked, policy=policy, by="", at=at)
        row = Delivery.objects.filter(mailing=mailing).order_by("id")[0]
        row.armed_at = at
        kept = sealed(mailing)
        transaction.set_rollback(True)
    row.id = 0
    return checked, kept.render(row)


def _checked(made: Made, to: str, policy: str, at: Moment, *, logged: bool) -> Checked:
    enquiry = enquire(
        made.intent, sender=made.sender.id, at=at, known_at=at, policy=policy or settings.DATMAG.policy
    )
    return check(to, enquiry, made_at=at if logged else None)


def _queued(made: Made, source: str, checked: Checked, *, policy: str, by: str, at: Moment) -> Mailing:
    mailing = store(
        made,
        source,
        kind="single",
        name=f"{checked.number or 'preview'} {at}",
        chosen=(checked.address_id,),
        policy=policy or settings.DATMAG.policy,
        at=at,
    )
    mailing.approved_by, mailing.approved_at = by, at
    mailing.save(update_fields=["approved_by", "approved_at"])
    queue(mailing, at)
    return mailing
