"""The tables of the register that say what happened: sales, seats, every Yes and No, what was sent.

INVARIANT: rows here are only ever added, by `register/record.py`; the database itself refuses to change
or delete a row of `Choice` (triggers in the first migration). State is always derived from these rows.
The meaning of the times and of the lists of words is told in `models.py`.

Every reference to a party, address, purchase or notice has a whole index (not one with a condition): SQLite looks
through the referring tables for each new row that is referred to, and without an index that is a full scan.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from datmag.moment import NEVER

NOES = ("objection", "complaint", "refusal", "list_no", "withdrawal")
"""The acts of `Choice` that are a No. A withdrawal is one of a consent; see `query/noes.py`."""


class Entry(models.Model):
    """One recorded entry: its key, a digest of its content, and the row it became.

    INVARIANT: one key has one content; the same again does nothing, another content is refused.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.TextField()
    """`e:<id>` for an event, `<part>:<id>` for a part with an id, `<part>:<digest>` for one without."""
    digest = models.TextField()
    kind = models.TextField()
    row = models.BigIntegerField(default=0)
    recorded_at = models.BigIntegerField()

    class Meta:
        """Found by key."""

        constraints: ClassVar = [models.UniqueConstraint("key", name="register_entry_once")]


class Notice(models.Model):
    """The text that people were shown, under the SHA-256 of it (or of what is known of it)."""

    id = models.TextField(primary_key=True)
    body = models.TextField(default="")
    """The exact text; empty where it was not kept."""
    names = models.TextField(default="")
    purposes = models.TextField(default="")
    bundled = models.SmallIntegerField(default=-1)
    informed = models.SmallIntegerField(default=-1)
    conditional = models.SmallIntegerField(default=0)
    recorded_at = models.BigIntegerField()


class Purchase(models.Model):
    """One dealing of a sender: a sale, a trial, a quote, a donation; also the sale that a list row tells of."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    buyer = models.ForeignKey("register.Party", models.PROTECT, null=True, related_name="+", db_index=False)
    """Null in a list row that names none: then the only holder of the address, at that time."""
    by_party = models.ForeignKey(
        "register.Party", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who dealt, where that was somebody else."""
    address = models.ForeignKey("register.Address", models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey("register.Family", models.PROTECT, null=True, related_name="+", db_index=False)
    consideration = models.TextField()
    informed = models.SmallIntegerField(default=-1)
    refusal = models.TextField(default="")
    """`offered`, `used`, `not_offered`; empty where nothing is said of it."""
    running = models.SmallIntegerField(default=0)
    given = models.SmallIntegerField(default=1)
    """1: the address was given in this dealing; 0: it was not; -1: not said."""
    listed = models.SmallIntegerField(default=0)
    """1: a list row tells of it."""
    at = models.BigIntegerField()
    seen_at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()

    class Meta:
        """Found by buyer, by who dealt, by address."""

        indexes: ClassVar = [
            models.Index(fields=["buyer", "sender"], name="register_purchase_buyer"),
            models.Index(fields=["by_party"], name="register_purchase_by"),
        ]


class PurchaseState(models.Model):
    """What became of a dealing: `paid`, `refunded`, `partly_refunded`, `cancelled`, or `ended` (the contract)."""

    id = models.BigAutoField(primary_key=True)
    purchase = models.ForeignKey(Purchase, models.PROTECT)
    state = models.TextField()
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Seat(models.Model):
    """A user's account with a sender; `via` is the sale that pays for it."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    user = models.ForeignKey("register.Party", models.PROTECT, related_name="+")
    address = models.ForeignKey("register.Address", models.PROTECT, related_name="+")
    via = models.ForeignKey(Purchase, models.PROTECT, null=True)
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class SeatEnd(models.Model):
    """The end of an account."""

    id = models.BigAutoField(primary_key=True)
    seat = models.ForeignKey(Seat, models.PROTECT)
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Choice(models.Model):
    """The ledger of what people said: every Yes and every No, requests and publications.

    `act` is `consent`, `confirmed`, `withdrawal`, `objection`, `complaint`, `refusal` (used in a sale),
    `list_no`, `request`, `published` or `unpublished`.
    """

    seq = models.BigAutoField(primary_key=True)
    ref = models.TextField(default="")
    act = models.TextField()
    sender = models.ForeignKey("register.Sender", models.PROTECT, null=True, related_name="+", db_index=False)
    """Null for a publication, which is made to everybody."""
    address = models.ForeignKey("register.Address", models.PROTECT, null=True, related_name="+")
    k_mailbox = models.TextField(default="")
    by_party = models.ForeignKey(
        "register.Party", models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who said it, where that is named."""
    capacity = models.TextField(default="")
    scope = models.TextField(default="")
    """Of a No: `all`, `unclear`, `purpose` or `channel`."""
    word = models.TextField(default="")
    """The purpose, channel or measuring that the scope is about; what a request asks for."""
    of = models.BigIntegerField(default=0)
    """Of a confirmation: the consent that it confirms."""
    purposes = models.TextField(default="")
    channels = models.TextField(default="")
    measuring = models.TextField(default="")
    consent_act = models.TextField(default="")
    evidence = models.TextField(default="")
    notice = models.ForeignKey(Notice, models.PROTECT, null=True)
    names = models.TextField(default="")
    bundled = models.SmallIntegerField(default=-1)
    informed = models.SmallIntegerField(default=-1)
    conditional = models.SmallIntegerField(default=0)
    listed = models.SmallIntegerField(default=0)
    """1: a list row tells of it."""
    designation = models.TextField(default="")
    subjects = models.TextField(default="")
    route = models.TextField(default="")
    """How a No came: `link`, `one_click`, `reply`, `phone`, `post`; of a publication: where it stands."""
    at = models.BigIntegerField()
    seen_at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()

    class Meta:
        """A No is found by mailbox and by person, a Yes by address."""

        indexes: ClassVar = [
            models.Index(
                fields=["k_mailbox", "sender"], name="register_no_mailbox", condition=Q(act__in=NOES)
            ),
            models.Index(fields=["by_party", "sender"], name="register_choice_person"),
            models.Index(fields=["of"], name="register_confirmed", condition=Q(act="confirmed")),
            models.Index(fields=["ref"], name="register_request", condition=Q(act="request")),
        ]


class ListRow(models.Model):
    """One row of an imported list: where the address is said to come from. Its Yes, No and sale stand apart."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    address = models.ForeignKey("register.Address", models.PROTECT, related_name="+")
    source = models.TextField(default="unknown")
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Sent(models.Model):
    """A message that went out. A list row's `last_sent_at` gives one row for each purpose of its Yes."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    address = models.ForeignKey("register.Address", models.PROTECT, related_name="+")
    purpose = models.TextField(default="")
    declared_as = models.TextField(default="")
    answers = models.TextField(default="")
    """The id of the request that it fulfilled."""
    at = models.BigIntegerField()
    seen_at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()

    class Meta:
        """A request is answered once."""

        indexes: ClassVar = [
            models.Index(fields=["answers"], name="register_sent_answers", condition=~Q(answers=""))
        ]


class Bounce(models.Model):
    """A message that came back: `hard`, `soft` or `auto_reply`. Never an objection."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    address = models.ForeignKey("register.Address", models.PROTECT, related_name="+")
    kind = models.TextField()
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Erasure(models.Model):
    """A person was erased at a sender: what happened there up to then counts no more, except a No."""

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("register.Sender", models.PROTECT, db_index=False)
    party = models.ForeignKey("register.Party", models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Death(models.Model):
    """Somebody died."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey("register.Party", models.PROTECT, related_name="+")
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Takeover(models.Model):
    """`to_sender` took over the business of `from_sender`."""

    id = models.BigAutoField(primary_key=True)
    from_sender = models.ForeignKey("register.Sender", models.PROTECT, related_name="+", db_index=False)
    to_sender = models.ForeignKey("register.Sender", models.PROTECT, related_name="+")
    whole = models.SmallIntegerField()
    told = models.SmallIntegerField()
    refusal = models.SmallIntegerField()
    """1: people could refuse."""
    at = models.BigIntegerField()
    recorded_at = models.BigIntegerField()


class Suppression(models.Model):
    """A No under the keyed hash of its mailbox, without a link to a person: it survives every erasure."""

    id = models.BigAutoField(primary_key=True)
    k_mailbox = models.TextField()
    sender = models.TextField()
    """The id of the sender, or `*` for all of them."""
    scope = models.TextField(default="all")
    word = models.TextField(default="")
    reason = models.TextField()
    since_at = models.BigIntegerField()
    seen_at = models.BigIntegerField(default=NEVER)
    recorded_at = models.BigIntegerField()

    class Meta:
        """Found by mailbox at the moment of sending."""

        indexes: ClassVar = [models.Index(fields=["k_mailbox", "sender"], name="register_suppression_key")]
