"""Everybody at once: one statement judges all who are on record and writes the verdicts down."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from datmag.gate.enquiry import Enquiry
from datmag.gate.models import Audience, Member
from datmag.gate.statement import judged, persons
from datmag.moment import Moment
from datmag.rulebook.decide import version
from datmag.rulebook.terms import GROUNDS, REASONS

INSERT = """
INSERT INTO gate_member
  (audience_id, party_id, address_id, k_mailbox, state, hold,
   reason, ground, grounds, obligations, review, misses, dealing)
{with_persons}
SELECT {audience}, person, address_id, k_mailbox,
  CASE WHEN permitted = 0 THEN 'denied' WHEN bounced = 1 OR nth > 1 THEN 'held' ELSE 'permitted' END,
  CASE WHEN permitted = 0 THEN '' WHEN bounced = 1 THEN 'undeliverable'
       WHEN nth > 1 THEN 'same_address' ELSE '' END,
  reason, ground, grounds, obligations, review, misses, dealing
FROM person
"""


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many of an audience may get the message, and why the others do not."""

    total: int
    permitted: int
    denied: int
    held: int
    by_reason: dict[str, int]
    """First reason, or hold code → persons; the largest first."""
    by_ground: dict[str, int]
    """Ground → persons, in the order of the list of grounds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict on one address now, as the worker needs it before it posts."""

    permitted: bool
    bounced: bool
    ground: str
    reason: str
    obligations: int


def freeze(enquiry: Enquiry, *, made_at: Moment, addresses: str | None = None) -> Audience:
    """Judge everybody on record with the sender and keep the verdicts.

    Args:
        enquiry: the message, sender, moment and reading.
        made_at: the moment of writing it down.
        addresses: a select of address ids to which the audience is restricted; None: everybody.

    Returns:
        The audience, its members written in the same transaction.
    """
    with transaction.atomic():
        audience = Audience.objects.create(
            sender_id=enquiry.sender.id,
            channel=enquiry.channel,
            at=enquiry.at,
            known_at=enquiry.known_at,
            made_at=made_at,
            policy=enquiry.policy.name,
            version=version(),
            intent=json.dumps(enquiry.intent.json(), ensure_ascii=False, sort_keys=True),
        )
        with_persons, parameters = persons(enquiry, addresses=addresses)
        with connection.cursor() as cursor:
            cursor.execute(INSERT.format(with_persons=with_persons, audience=int(audience.id)), parameters)
    return audience


def funnel(audience: Audience) -> Funnel:
    """Count an audience by its first reasons, holds and grounds."""
    states = dict(_counts(audience, "state"))
    reasons = {REASONS[place]: many for place, many in _counts(audience, "reason", state="denied")}
    holds = dict(_counts(audience, "hold", state="held"))
    both = sorted((reasons | holds).items(), key=lambda entry: (-entry[1], entry[0]))
    grounds = dict(_counts(audience, "ground", state="permitted"))
    return Funnel(
        total=sum(states.values()),
        permitted=states.get("permitted", 0),
        denied=states.get("denied", 0),
        held=states.get("held", 0),
        by_reason=dict(both),
        by_ground={name: grounds[place] for place, name in enumerate(GROUNDS) if place in grounds},
    )


def _counts(audience: Audience, column: str, **where: str) -> Iterable[tuple[Any, int]]:
    rows = Member.objects.filter(audience=audience, **where).values_list(column)
    return rows.annotate(many=Count("id")).order_by(column)


def standing(enquiry: Enquiry, address_ids: Iterable[int]) -> dict[int, Standing]:
    """Judge these addresses again, in the caller's transaction; an address that is not on record is left out."""
    wanted = ",".join(str(int(one)) for one in address_ids)
    if not wanted:
        return {}
    sql, parameters = judged(enquiry, addresses=f"SELECT id FROM register_address WHERE id IN ({wanted})")  # noqa: S608  (whole numbers)
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} SELECT address_id, permitted, bounced, ground, reason, obligations FROM shown",  # noqa: S608  (made of constants; values are parameters)
            parameters,
        )
        return {
            address: Standing(
                permitted=permitted == 1,
                bounced=bounced == 1,
                ground=GROUNDS[ground] if ground >= 0 else "",
                reason=REASONS[reason] if reason >= 0 else "",
                obligations=obligations,
            )
            for address, permitted, bounced, ground, reason, obligations in cursor.fetchall()
        }
