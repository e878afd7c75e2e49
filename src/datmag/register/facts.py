"""The facts of the register: the one named query `contact_facts`, the same on SQLite and PostgreSQL.

It says what follows from everything recorded, as `story.md` section 2 has it. A row is one address with one of
its dealings, and one row more without a dealing. No column is ever null: an unknown truth is -1, an unknown word
`unknown`, a time that is not there `NEVER`. Where `story.md` leaves a choice, the reading is taken that denies;
those readings are told where the SQL is (`query/`).
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from datmag.moment import NEVER, Moment, amsterdam_day
from datmag.register import keys
from datmag.register.models import Address
from datmag.register.query import consents, dealings, final, noes, sources, targets
from datmag.register.query.text import finished

COLUMNS = final.COLUMNS
"""The facts that a row gives, by their names in `decision.md`."""
KEYS = final.KEYS
"""The other columns of a row. `dealing_rank` is the order in which cases are shown (rule 8), from 1."""
_FAR: Moment = 2**62


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the register: who stands how towards this message of this sender at this moment."""

    sender: str
    at: Moment
    known_at: Moment
    channel: str = "email"
    """Restricts a question about everybody; else the channel is the address's own."""
    purpose: str = ""
    families: tuple[str, ...] = ()
    promoted: str = ""
    answers: str = ""
    service_content_necessary: bool | None = None
    service_basis: str = "unknown"
    necessity_named: bool = False
    """Somebody is named who says why everybody on record must have it, and why."""


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with `%(name)s` placeholders, and their values; it may stand as a sub-select."""

    sql: str
    params: dict[str, Any]


def contact_facts(
    question: Question, dialect: str, *, addresses: str | None = None, stranger: str | None = None
) -> Statement:
    """Give the query for the facts of addresses.

    Args:
        question: the message, sender and moment.
        dialect: `sqlite` or `postgresql`; the text is the same for both.
        addresses: an SQL sub-select of address ids to which it is restricted; None: everybody on record with
            this sender, at addresses of the question's channel.
        stranger: the mailbox key of one address that is not on record, instead of `addresses`.

    Returns:
        One row per address and dealing, and one per address without a dealing: `KEYS` and `COLUMNS`.
    """
    if dialect not in {"sqlite", "postgresql"}:
        raise ValueError(dialect)
    parts = [targets.SENDERS]
    if stranger is not None:
        parts.append(targets.STRANGER)
    elif addresses is not None:
        parts.append(targets.TARGET.format(which=f"a.id IN ({addresses})"))
    else:
        everybody = "a.channel = :channel AND a.id IN (SELECT address_id FROM population)"
        parts += [targets.ON_RECORD, targets.TARGET.format(which=everybody)]
    families = {f"family_{place}": family for place, family in enumerate(question.families)}
    asked = [f"SELECT CAST(:{name} AS text) AS family_id" for name in families]
    subjects = [f"replace(p.subjects, '|' || :{name} || '|', '') <> p.subjects" for name in families]
    parts += [
        targets.PEOPLE,
        noes.NOES_SQL,
        consents.YES,
        dealings.TIES,
        dealings.DEALINGS,
        dealings.ALIKE.format(
            asked=" UNION ALL ".join(asked) or "SELECT CAST('' AS text) AS family_id WHERE 1 = 0"
        ),
        sources.PUBLISHED,
        sources.TRACES,
        sources.STANDINGS.format(requested=sources.REQUESTED if question.answers else "NEVER"),
        # a publication about named subjects matches no message that names no family
        final.BASE.format(all_subjects=" AND ".join(subjects) or "1 = 0"),
        final.CASES,
    ]
    sql = finished(f"WITH RECURSIVE {', '.join(part.strip() for part in parts)} {final.FINAL.strip()}")
    values = {**_values(question), **families, "stranger": stranger or ""}
    return Statement(sql, {f"q_{name}": value for name, value in values.items() if f"%(q_{name})s" in sql})


def rows(question: Question, address_id: int) -> list[dict[str, Any]]:
    """Give the rows of one address, in the order in which its cases are shown."""
    # a parameter, not a literal: the driver keeps the prepared statement for the next address
    statement = contact_facts(question, connection.vendor, addresses="CAST(%(address)s AS bigint)")
    return _fetch(Statement(statement.sql, {**statement.params, "address": address_id}))


def ask(question: Question, channel: str, value: str) -> list[dict[str, Any]]:
    """Give the rows of an address as written, also where it is not on record: a No may reach it all the same.

    Raises:
        InputError: `value` is no address of that channel.
    """
    exact, mailbox = keys.current().both(channel, value)
    found = Address.objects.filter(channel=channel, k_exact=exact, recorded_at__lte=question.known_at).first()
    if found:
        return rows(question, found.id)
    asked = Question(**{**{name: getattr(question, name) for name in Question.__slots__}, "channel": channel})
    return _fetch(contact_facts(asked, connection.vendor, stranger=mailbox))


def _fetch(statement: Statement) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{statement.sql} ORDER BY 1, dealing_rank", statement.params)
        names = [str(column[0]) for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _values(question: Question) -> dict[str, Any]:
    day = amsterdam_day(question.at)
    basis = "security" if question.service_basis == "vital_interest" else question.service_basis
    return {
        "sender": question.sender,
        "at": question.at,
        "known_at": question.known_at,
        "at_ymd": day.year * 10000 + day.month * 100 + day.day,
        "far": _FAR,
        "channel": question.channel,
        "purpose": question.purpose,
        # a No is wide: the writers keep its purpose casefolded
        "purpose_folded": question.purpose.casefold(),
        # a message without a purpose is covered by no list of purposes: a mark that no list can hold
        "purpose_mark": f"|{question.purpose}|" if question.purpose else "\n",
        "sender_mark": f"|{question.sender}|",
        "promoted_mark": f"|{question.promoted}|" if question.promoted else "\n",
        "answers": question.answers,
        "needed": int(question.service_content_necessary is True),
        "everybody": int(basis == "legal_duty" or (basis == "security" and question.necessity_named)),
    }


__all__ = ["COLUMNS", "KEYS", "NEVER", "Question", "Statement", "ask", "contact_facts", "rows"]
