"""A mailing as the worker holds it: read once from its row, then used for every message."""

import json
from dataclasses import dataclass

from django.conf import settings

from datmag.delivery.holds import unkeepable
from datmag.delivery.models import Delivery, Mailing
from datmag.gate.enquiry import Enquiry, enquire
from datmag.mail.headers import Stamp
from datmag.mail.intent import Intent
from datmag.mail.template import Merge, Template
from datmag.moment import Moment
from datmag.rulebook.terms import GROUNDS


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is the same for every message of a mailing."""

    mailing_id: int
    sender_id: str
    policy: str
    intent: Intent
    template: Template
    from_addr: str
    unkeepable: int

    def enquiry(self, at: Moment) -> Enquiry:
        """Give the question whether this message may go at `at`, on all that is known by then."""
        return enquire(self.intent, sender=self.sender_id, at=at, known_at=at, policy=self.policy)

    def stamp(self, delivery_id: int, at: Moment) -> Stamp:
        """Give the Message-ID, the date and the opt-out link of one message."""
        return self.template.stamp(settings.DATMAG.secret_key, delivery_id, at)

    def render(self, row: Delivery) -> bytes:
        """Give the bytes of one message; the same row gives the same bytes, also years later.

        Args:
            row: with `armed_at`, `ground` and `source` as they are when it is posted.

        Raises:
            InputError: the address is none to which mail can go.
        """
        return self.template.render(recipient(row), self.stamp(row.id, row.armed_at))


def sealed(mailing: Mailing) -> Sealed:
    """Read a mailing."""
    intent = Intent.read(json.loads(mailing.intent), mailing.name)
    return Sealed(
        mailing_id=mailing.id,
        sender_id=mailing.sender_id,
        policy=mailing.policy,
        intent=intent,
        template=Template.load(json.loads(mailing.template)),
        from_addr=mailing.from_addr,
        unkeepable=unkeepable(str(intent.facts.get("personalised", "none"))),
    )


def recipient(row: Delivery) -> Merge:
    """Give what a message says of one recipient."""
    return Merge(
        email=row.address,
        name=row.name,
        organisation=row.organisation,
        ground=GROUNDS[row.ground] if row.ground >= 0 else "",
        source=row.source,
    )
