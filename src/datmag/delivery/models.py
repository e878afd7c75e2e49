"""The tables of delivery: each mailing, and its outbox: one row for each person, at one address.

Times are moments (microseconds since 1970 UTC), `NEVER` where there is none. Reasons, grounds and
obligations are numbers as in the gate's tables: the place in the lists of `rulebook.terms`.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from datmag.delivery.states import STATES
from datmag.moment import NEVER


class Mailing(models.Model):
    """One message as it was approved: a campaign to many, or a single message to one.

    It keeps all that rebuilds the bytes of each message: `source`, `template`, `public_url`.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    """`campaign` or `single`."""
    name = models.TextField()
    sender_id = models.TextField()
    source = models.TextField()
    """The message file as written."""
    template = models.TextField()
    """The pre-rendered pieces (`mail.compose.Template`) as JSON."""
    intent = models.TextField()
    """The message as the rulebook sees it (`mail.intent.Intent`), what was found in its bytes included, as JSON."""
    lang = models.TextField()
    from_addr = models.TextField()
    purpose = models.TextField(default="")
    answers = models.TextField(default="")
    public_url = models.TextField()
    policy = models.TextField()
    version = models.TextField(default="")
    """The rulebook that judged the audience."""
    chosen = models.TextField(default="")
    """The ids of the addresses to which the audience is restricted, with commas; empty: everybody on record."""
    audience_id = models.BigIntegerField(default=0)
    """The judged audience (`gate.Audience`); 0: not judged yet."""
    at = models.BigIntegerField(default=NEVER)
    """The moment for which the audience was judged."""
    known_at = models.BigIntegerField(default=NEVER)
    state = models.TextField(default="draft")
    """`draft`, `approved`, `sending`, `paused` or `done`."""
    approved_by = models.TextField(default="")
    approved_at = models.BigIntegerField(default=NEVER)
    created_at = models.BigIntegerField()
    done_at = models.BigIntegerField(default=NEVER)

    class Meta:
        """A sender uses a name once; the worker looks for what is being sent."""

        indexes: ClassVar = [models.Index(fields=["state"], name="delivery_mailing_sending")]

        constraints: ClassVar = [
            models.UniqueConstraint("sender_id", "name", name="delivery_mailing_name"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "approved", "sending", "paused", "done")),
                name="delivery_mailing_state",
            ),
        ]


class Delivery(models.Model):
    """One message to one person: a row of the outbox. Its steps stand in `states.TRANSITIONS`."""

    id = models.BigAutoField(primary_key=True)
    mailing = models.ForeignKey(Mailing, models.PROTECT)
    party_id = models.BigIntegerField()
    """The person; minus the address where nobody is known to hold it (as in `gate.Member`)."""
    address_id = models.BigIntegerField()
    address = models.TextField()
    name = models.TextField(default="")
    organisation = models.TextField(default="")
    k_mailbox = models.TextField()
    state = models.TextField()
    reason = models.SmallIntegerField(default=-1)
    hold = models.TextField(default="")
    """`undeliverable` and `same_address` (the gate's), one of `holds.HOLDS`, or empty."""
    ground = models.SmallIntegerField(default=-1)
    grounds = models.IntegerField(default=0)
    obligations = models.IntegerField(default=0)
    source = models.TextField(default="")
    """What the footer says of where the address came from (`mail.template.Merge.source`)."""
    lease_owner = models.TextField(default="")
    lease_until = models.BigIntegerField(default=NEVER)
    """INVARIANT: `NEVER` in every state but `leased` and `armed`."""
    attempt = models.IntegerField(default=0)
    """How often the row was leased; with `lease_owner` it fences off a worker whose time ran out."""
    tries = models.SmallIntegerField(default=0)
    """How often the message was armed."""
    due_at = models.BigIntegerField(default=NEVER)
    """Not to be tried again before this moment."""
    armed_at = models.BigIntegerField(default=NEVER)
    """The moment of the latest arming; the `Date` of the message."""
    done_at = models.BigIntegerField(default=NEVER)
    message_id = models.TextField(default="")
    body_sha256 = models.TextField(default="")
    """Of the bytes that were handed over at `armed_at`."""
    reply_code = models.SmallIntegerField(default=0)
    reply_text = models.TextField(default="")
    noted = models.SmallIntegerField(default=0)
    """1 when the acceptance is on record in the register as `sent`, -1 where the register refused it."""

    class Meta:
        """INVARIANT: a mailing has one row for a person, and posts to a mailbox once."""

        constraints: ClassVar = [
            models.UniqueConstraint("mailing", "party_id", name="delivery_person_once"),
            models.UniqueConstraint(
                "mailing", "k_mailbox", condition=~Q(state="withheld"), name="delivery_mailbox_once"
            ),
            models.CheckConstraint(condition=Q(state__in=tuple(STATES)), name="delivery_state"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["mailing", "state", "due_at"], name="delivery_queue"),
            models.Index(fields=["k_mailbox"], name="delivery_mailbox"),
            models.Index(fields=["party_id"], name="delivery_party"),
            models.Index(fields=["lease_until"], name="delivery_lease"),
            models.Index(fields=["noted", "state"], name="delivery_to_note"),
        ]
