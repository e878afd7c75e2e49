"""The tables of the gate: each decision that was asked for, and each audience that was judged.

Codes are numbers: the place of a reason, ground or obligation in the lists of `rulebook.terms`
(a mask has bit N for place N). Texts are rebuilt when they are read.
"""

from typing import ClassVar

from django.db import models


class DecisionLog(models.Model):
    """One verdict that was asked for one address: the facts, the answer, and by which rulebook."""

    id = models.BigAutoField(primary_key=True)
    made_at = models.BigIntegerField()
    at = models.BigIntegerField()
    known_at = models.BigIntegerField()
    sender_id = models.TextField()
    address_id = models.BigIntegerField(default=0)
    k_mailbox = models.TextField(default="")
    policy = models.TextField()
    version = models.TextField()
    outcome = models.TextField()
    case = models.TextField()
    decision = models.TextField()

    class Meta:
        """The log is read by address."""

        indexes: ClassVar = [models.Index(fields=["address_id"], name="gate_log_address")]

    @property
    def number(self) -> str:
        """The id that people see: `D-000123`."""
        return f"D-{self.id:06d}"


class Audience(models.Model):
    """Everybody on record with a sender, judged for one message at one moment."""

    id = models.BigAutoField(primary_key=True)
    sender_id = models.TextField()
    channel = models.TextField()
    at = models.BigIntegerField()
    known_at = models.BigIntegerField()
    made_at = models.BigIntegerField()
    policy = models.TextField()
    version = models.TextField()
    intent = models.TextField()
    """The message as the rulebook saw it, as JSON."""


class Member(models.Model):
    """One person of an audience, at the one address that was chosen for him, with the verdict on it."""

    id = models.BigAutoField(primary_key=True)
    audience = models.ForeignKey(Audience, models.CASCADE)
    party_id = models.BigIntegerField()
    """The person; minus the address where nobody is known to hold it."""
    address_id = models.BigIntegerField()
    k_mailbox = models.TextField()
    state = models.TextField()
    """`permitted`, `denied`, or `held` (permitted, but not to be sent)."""
    hold = models.TextField(default="")
    reason = models.SmallIntegerField()
    ground = models.SmallIntegerField()
    grounds = models.IntegerField()
    obligations = models.IntegerField()
    review = models.SmallIntegerField()
    misses = models.SmallIntegerField()
    dealing = models.BigIntegerField()

    class Meta:
        """INVARIANT: a person counts once in an audience."""

        constraints: ClassVar = [models.UniqueConstraint("audience", "party_id", name="gate_person_once")]
        indexes: ClassVar = [
            models.Index(fields=["audience", "state", "reason"], name="gate_member_reason"),
            models.Index(fields=["audience", "address_id"], name="gate_member_address"),
        ]
