"""Tells the register what went out, so that a request counts as answered and a consent as used."""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from django.db import transaction

from datmag.delivery.models import Delivery, Mailing
from datmag.mail.intent import Intent
from datmag.moment import Moment, iso
from datmag.register import record

BATCH: Final = 500


def note_sent(now: Moment) -> int:
    """Record accepted messages as `sent`, a batch in one commit with its mark; safe to repeat after a crash.

    Returns:
        How many were recorded; fewer than `BATCH` means that none is left.
    """
    with transaction.atomic():
        rows = Delivery.objects.filter(state="accepted", noted=0).select_related("mailing").order_by("id")
        taken = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
        if not taken:
            return 0
        refused = {
            int(entry.id.split(":")[1]) for entry in record.write(_events(taken), recorded_at=now).refused
        }
        ids = {row.id for row in taken}
        Delivery.objects.filter(id__in=ids - refused).update(noted=1)
        Delivery.objects.filter(id__in=refused).update(noted=-1)
    return len(taken)


def _events(rows: Iterable[Delivery]) -> Iterator[dict[str, object]]:
    declared: dict[int, str] = {}
    for row in rows:
        mailing = row.mailing
        if mailing.id not in declared:
            declared[mailing.id] = _declared_as(mailing)
        event: dict[str, object] = {
            "id": f"sent:{row.id}",
            "type": "sent",
            "at": iso(row.armed_at),
            "sender": mailing.sender_id,
            "address": row.address,
            "channel": "email",
            "declared_as": declared[mailing.id],
        }
        stated = {"purpose": mailing.purpose, "answers": mailing.answers}
        yield event | {key: value for key, value in stated.items() if value}


def _declared_as(mailing: Mailing) -> str:
    return Intent.read(json.loads(mailing.intent), mailing.name).declared_as
