"""One verdict for one address, written into the log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from datmag.gate.choose import choose
from datmag.gate.enquiry import Enquiry
from datmag.gate.models import DecisionLog
from datmag.moment import Moment
from datmag.register.facts import ask, rows
from datmag.register.models import Address
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide, version
from datmag.rulebook.decision import Decision


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one address, the case it rests on, and its number in the log (empty: not logged)."""

    decision: Decision
    case: Case
    address_id: int
    number: str


def check(address: str, enquiry: Enquiry, *, made_at: Moment | None = None) -> Checked:
    """Judge one address.

    An address that is not on record is judged on what is known of it: nothing.

    Args:
        address: the address as written; it is matched by its exact key.
        enquiry: the message, sender, moment and reading.
        made_at: the moment of asking, for the log; None: the verdict is not logged.

    Raises:
        InputError: `address` is no address.
    """
    known = ask(enquiry.question, enquiry.channel, address)
    return _judge(known, enquiry, made_at)


def judge(address: Address, enquiry: Enquiry, *, made_at: Moment | None = None) -> Checked:
    """Judge one address of the register; like `check` for the rest."""
    return _judge(rows(enquiry.question, address.id), enquiry, made_at)


def case_of(row: Mapping[str, Any], enquiry: Enquiry) -> Case:
    """Make the case of one row of facts: what the register knows wins over what the message says."""
    return Case.of({**enquiry.constants, **row})


def _judge(known: list[dict[str, Any]], enquiry: Enquiry, made_at: Moment | None) -> Checked:
    row, decision = choose(known, lambda facts: decide(case_of(facts, enquiry), enquiry.policy))
    case = case_of(row, enquiry)
    number = "" if made_at is None else _log(row, enquiry, case, decision, made_at)
    return Checked(decision, case, int(row["address_id"]), number)


def _log(row: Mapping[str, Any], enquiry: Enquiry, case: Case, decision: Decision, made_at: Moment) -> str:
    entry = DecisionLog.objects.create(
        made_at=made_at,
        at=enquiry.at,
        known_at=enquiry.known_at,
        sender_id=enquiry.sender.id,
        address_id=row["address_id"],
        k_mailbox=row["k_mailbox"],
        policy=enquiry.policy.name,
        version=version(),
        outcome=decision.outcome,
        case=json.dumps(case.json(), ensure_ascii=False),
        decision=json.dumps(decision.json(), ensure_ascii=False),
    )
    return entry.number
