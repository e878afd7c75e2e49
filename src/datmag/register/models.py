"""The tables of the register that say who is who; what happened to them stands in `ledger.py`.

Every time is a moment (microseconds since 1970 UTC). `at` is when it happened, `seen_at` from when
on it may count (for a list row the moment of the list), `recorded_at` when datmag wrote it down.
A time that is not there is `NEVER`: `since` NEVER means always, `until` NEVER means no end.
Lists of words (`purposes`, `names`, `channels`, `measuring`, `subjects`) are kept as `|a|b|`, so that
`replace(column, '|a|', '') <> column` finds a word on every database; a missing list is the empty text,
an empty list is `|`.
"""

from typing import ClassVar

from django.db import models

from datmag.moment import NEVER
from datmag.register.ledger import (
    Bounce,
    Choice,
    Death,
    Entry,
    Erasure,
    ListRow,
    Notice,
    Purchase,
    PurchaseState,
    Seat,
    SeatEnd,
    Sent,
    Suppression,
    Takeover,
)

__all__ = [
    "Address",
    "Bond",
    "Bounce",
    "Checkout",
    "Choice",
    "Death",
    "Entry",
    "Erasure",
    "Family",
    "Holding",
    "Likeness",
    "ListRow",
    "Notice",
    "Party",
    "Purchase",
    "PurchaseState",
    "Seat",
    "SeatEnd",
    "Sender",
    "Sent",
    "Suppression",
    "Takeover",
]


class Sender(models.Model):
    """An organisation that sends; a stranger to every other sender in the same installation."""

    id = models.TextField(primary_key=True)
    name = models.TextField()
    legal_name = models.TextField(default="")
    kind = models.TextField(default="business")
    country = models.TextField(default="NL")
    register_no = models.TextField(default="")
    postal = models.TextField(default="")
    reply_to = models.TextField(default="")
    website = models.TextField(default="")
    recorded_at = models.BigIntegerField()


class Family(models.Model):
    """A sender's own group of products."""

    id = models.TextField(primary_key=True)
    sender = models.ForeignKey(Sender, models.PROTECT)
    label = models.TextField(default="")
    recorded_at = models.BigIntegerField()


class Likeness(models.Model):
    """A person's dated decision that `offered` is the same as, similar to … or unlike `bought`."""

    bought = models.ForeignKey(Family, models.PROTECT, related_name="+")
    offered = models.ForeignKey(Family, models.PROTECT, related_name="+")
    likeness = models.TextField()
    at = models.BigIntegerField(default=NEVER)
    revoked_at = models.BigIntegerField(default=NEVER)
    by = models.TextField(default="")
    reason = models.TextField(default="")
    recorded_at = models.BigIntegerField()


class Checkout(models.Model):
    """What a sender's order form showed, in force from `since` up to, not including, `until`."""

    sender = models.ForeignKey(Sender, models.PROTECT, db_index=False)
    since = models.BigIntegerField()
    until = models.BigIntegerField(default=NEVER)
    informed = models.SmallIntegerField()
    """1: it told what the address would be used for; 0: it did not."""
    refusal = models.TextField()
    """`offered` or `not_offered`."""
    notice = models.TextField(default="")
    """A name for the text shown, or the id of a `Notice`."""
    recorded_at = models.BigIntegerField()

    class Meta:
        """Looked up by the moment of a sale."""

        indexes: ClassVar = [models.Index(fields=["sender", "since"], name="register_checkout_when")]


class Party(models.Model):
    """A person or an organisation. `kind` is a word of `recipient_kind`, or `unknown`."""

    id = models.BigAutoField(primary_key=True)
    ref = models.TextField()
    kind = models.TextField(default="unknown")
    name = models.TextField(default="")
    born = models.IntegerField(default=0)
    """Day of birth in Amsterdam as the number yyyymmdd; 0 where unknown."""
    country = models.TextField(default="")
    language = models.TextField(default="")
    recorded_at = models.BigIntegerField()

    class Meta:
        """One row for one name that the outside world gave."""

        constraints: ClassVar = [models.UniqueConstraint("ref", name="register_party_once")]


class Address(models.Model):
    """A contact point. Two keyed hashes: `k_exact` for a Yes, `k_mailbox` (wider) for a No."""

    id = models.BigAutoField(primary_key=True)
    channel = models.TextField()
    value = models.TextField()
    kind = models.TextField(default="unknown")
    k_exact = models.TextField()
    k_mailbox = models.TextField()
    recorded_at = models.BigIntegerField()

    class Meta:
        """One row for one address of a channel."""

        indexes: ClassVar = [models.Index(fields=["k_mailbox"], name="register_address_mailbox")]
        constraints: ClassVar = [models.UniqueConstraint("k_exact", "channel", name="register_address_once")]


class Holding(models.Model):
    """Who holds an address, from `since` up to, not including, `until`. The lowest id is the first holder."""

    id = models.BigAutoField(primary_key=True)
    address = models.ForeignKey(Address, models.PROTECT)
    party = models.ForeignKey(Party, models.PROTECT)
    since = models.BigIntegerField(default=NEVER)
    until = models.BigIntegerField(default=NEVER)
    recorded_at = models.BigIntegerField()


class Bond(models.Model):
    """`a` is household_of, employee_of, represents or parent_of `b`."""

    a = models.ForeignKey(Party, models.PROTECT, related_name="+")
    kind = models.TextField()
    b = models.ForeignKey(Party, models.PROTECT, related_name="+")
    since = models.BigIntegerField(default=NEVER)
    until = models.BigIntegerField(default=NEVER)
    recorded_at = models.BigIntegerField()
