"""What is asked at the door: one message of one sender at one moment, under one reading of the law."""

from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection

from datmag.errors import InputError, SettingError
from datmag.mail.message import Intent
from datmag.moment import Moment
from datmag.register.facts import Question
from datmag.register.models import Sender
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Enquiry:
    """May this message go, sent at `at`, on what was recorded by `known_at`, read by `policy`?"""

    intent: Intent
    sender: Sender
    at: Moment
    known_at: Moment
    policy: Policy
    channel: str = "email"

    @property
    def question(self) -> Question:
        """Give the part of the enquiry that the register answers."""
        intent = self.intent
        return Question(
            sender=self.sender.id,
            at=self.at,
            known_at=self.known_at,
            channel=self.channel,
            purpose=intent.purpose,
            families=tuple(intent.families),
            promoted=intent.promoted,
            answers=intent.answers,
            service_content_necessary=intent.facts.get("service_content_necessary") is True,
            service_basis=str(intent.facts.get("service_basis", "unknown")),
            necessity_named=intent.necessity_named,
        )

    @property
    def constants(self) -> dict[str, Any]:
        """Give the facts that are the same for everybody: the message's, the sender's, the moment."""
        return {
            **self.intent.facts,
            "at": self.at,
            "channel": self.channel,
            "sender_kind": self.sender.kind,
            "sender_country": self.sender.country,
        }


def enquire(
    intent: Intent, *, sender: str, at: Moment, known_at: Moment, policy: str, channel: str = "email"
) -> Enquiry:
    """Make an enquiry out of names.

    Args:
        intent: the message as the rulebook sees it.
        sender: the id of the sender; empty for the only one.
        at: the intended moment of sending.
        known_at: only what was recorded by then counts.
        policy: `statute`, `standard`, `strict` or `consent_only`.
        channel: the channel of the addresses that are judged.

    Raises:
        InputError: no such sender, or several where none was named.
        SettingError: no such policy.
    """
    if policy not in POLICIES:
        known = ", ".join(POLICIES)
        raise SettingError(
            Text(
                f"lezing `{policy}` bestaat niet: kies uit {known}",
                f"there is no policy `{policy}`: choose one of {known}",
            )
        )
    return Enquiry(intent, the_sender(sender or intent.sender), at, known_at, POLICIES[policy], channel)


def the_sender(name: str) -> Sender:
    """Give the sender with this id, or the only one where the name is empty.

    Raises:
        InputError: no such sender, none at all, or several where none was named.
    """
    if name:
        found = Sender.objects.filter(id=name).first()
        if found is None:
            raise InputError(
                Text(
                    f"afzender `{name}` staat niet in het register: leg hem eerst vast met `datmag record`",
                    f"sender `{name}` is not on record: record it first with `datmag record`",
                )
            )
        return found
    senders = list(Sender.objects.order_by("id")[:2])
    if len(senders) != 1:
        raise InputError(
            Text(
                "er staat geen afzender in het register: leg hem vast met `datmag record`"
                if not senders
                else "er zijn meer afzenders: noem er een met `sender:` in het bericht of `--sender`",
                "there is no sender on record: record one with `datmag record`"
                if not senders
                else "there are several senders: name one with `sender:` in the message or `--sender`",
            )
        )
    return senders[0]


def dialect() -> Literal["sqlite", "postgresql"]:
    """Give the name of the database's language as the rulebook calls it."""
    return "postgresql" if connection.vendor == "postgresql" else "sqlite"
