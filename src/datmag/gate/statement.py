"""The statement that judges everybody: the facts, the rulebook, and the choice per address and person."""

from typing import Any

from datmag.gate.enquiry import Enquiry, dialect
from datmag.moment import NEVER
from datmag.register.facts import COLUMNS, KEYS, contact_facts
from datmag.rulebook.as_sql import verdict_select

JUDGED = """
judged AS ({verdict}),
ordered AS (
  SELECT judged.*, row_number() OVER (
    PARTITION BY address_id
    ORDER BY permitted DESC, permitted * review, dealing_rank) AS place
  FROM judged),
shown AS (SELECT * FROM ordered WHERE place = 1)
"""
"""Of an address the row that permits is shown, one without `review` first; else the first dealing (story rule 8)."""

PERSONS = """
held_by AS (
  SELECT shown.*, coalesce(holding.party_id, -shown.address_id) AS person
  FROM shown LEFT JOIN register_holding AS holding
    ON holding.address_id = shown.address_id
   AND holding.recorded_at <= {known_at}
   AND holding.since <= {at} AND (holding.until = {never} OR {at} < holding.until)),
nearest AS (
  SELECT held_by.*, row_number() OVER (
    PARTITION BY person
    ORDER BY permitted DESC, permitted * bounced,
             CASE WHEN permitted = 1 THEN ground ELSE misses END,
             CASE WHEN permitted = 1 THEN -collected_at ELSE 0 END,
             address_id) AS turn
  FROM held_by),
person AS (
  SELECT nearest.*, row_number() OVER (
    PARTITION BY k_mailbox, permitted, bounced ORDER BY person) AS nth
  FROM nearest WHERE turn = 1)
"""
"""A person is counted once: at the permitted address whose ground comes first in the list, then the latest
collected, then the lowest id; else under the address that came nearest. A second person at a mailbox is held."""


def judged(enquiry: Enquiry, *, addresses: str | None = None) -> tuple[str, dict[str, Any]]:
    """Give `WITH …, shown AS (…)`: one row with a verdict for each address on record.

    Args:
        enquiry: the message, sender and moment.
        addresses: a select of address ids to which the judgement is restricted.

    Returns:
        The SQL up to and including the relation `shown`, and its parameters.
    """
    facts = contact_facts(enquiry.question, dialect(), addresses=addresses)
    verdict = verdict_select(
        source="contact",
        columns=COLUMNS,
        constants={name: value for name, value in enquiry.constants.items() if name not in COLUMNS},
        at=enquiry.at,
        policy=enquiry.policy,
        dialect=dialect(),
        keep=KEYS,
    )
    return f"WITH contact AS ({facts.sql}),{JUDGED.format(verdict=verdict)}", dict(facts.params)


def persons(enquiry: Enquiry, *, addresses: str | None = None) -> tuple[str, dict[str, Any]]:
    """Give `WITH …, person AS (…)`: one row for each person, at the address chosen for him."""
    sql, parameters = judged(enquiry, addresses=addresses)
    tail = PERSONS.format(known_at="%(gate_known_at)s", at="%(gate_at)s", never=NEVER)
    return f"{sql},{tail}", {**parameters, "gate_at": enquiry.at, "gate_known_at": enquiry.known_at}
