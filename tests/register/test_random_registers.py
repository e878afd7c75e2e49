"""The query gives what plain Python derives from the same events, on random registers, on this database."""

import os
from typing import Any

import pytest
from django.db import connection

from datmag.gate.story import entries
from datmag.register import facts, record
from tests.register.oracle import Oracle
from tests.register.random_register import Maker

pytestmark = [pytest.mark.db, pytest.mark.django_db]

POSTGRES = os.environ.get("DATMAG_DB__URL", "").startswith("postgres")
MANY = int(os.environ.get("DATMAG_FUZZ", "100" if POSTGRES else "300"))
"""On PostgreSQL planning takes most of the time of a question."""
FIRST = int(os.environ.get("DATMAG_FUZZ_FIRST", "0"))
TOGETHER = 50
"""Registers that share a database, as senders that are strangers to each other."""


def only_facts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the keys of the rows."""
    return [{name: row[name] for name in facts.COLUMNS} for row in rows]


def wrong(maker: Maker, question: facts.Question, address: str, rows: list[dict[str, Any]]) -> list[str]:
    """Name every fact in which the query and the plain derivation differ."""
    expected = Oracle(maker.story, question, address).answer()
    found = only_facts(rows)
    if len(found) != len(expected):
        return [f"{maker.prefix} {address}: {len(expected)} cases expected, {len(found)} found"]
    return [
        f"{maker.prefix} {address} case {place}: {name} expected {mine[name]!r}, found {row[name]!r}"
        for place, (mine, row) in enumerate(zip(expected, found, strict=True))
        for name in facts.COLUMNS
        if mine[name] != row[name]
    ]


@pytest.mark.parametrize("first", range(FIRST, FIRST + MANY, TOGETHER))
def test_the_query_and_the_plain_derivation_agree_on_random_registers(first: int) -> None:
    """For every address of every register, also one that is not on record: the same cases, facts and order."""
    makers = [Maker(seed, f"r{seed}x") for seed in range(first, min(first + TOGETHER, FIRST + MANY))]
    for maker in makers:
        record.write(entries(maker.story), recorded_at=0, strict=True)

    differences = [
        difference
        for maker in makers
        for question in (maker.question(), maker.question(), maker.question())
        for address in [*maker.addresses, maker.addresses[0].replace("@", "+new@")]
        for difference in wrong(maker, question, address, facts.ask(question, "email", address))
    ]

    assert not differences[:20]


def test_everybody_at_once_gives_the_same_rows_as_one_by_one() -> None:
    """Restricted to nothing, the query gives each address on record exactly its own rows."""
    makers = [Maker(seed, f"r{seed}x") for seed in range(1000, 1030)]
    for maker in makers:
        record.write(entries(maker.story), recorded_at=0, strict=True)

    for maker in makers:
        question = maker.question()
        statement = facts.contact_facts(question, connection.vendor)
        with connection.cursor() as cursor:
            cursor.execute(f"{statement.sql} ORDER BY 1, dealing_rank", statement.params)
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        addresses = sorted({row["address_id"] for row in rows})

        assert [row for one in addresses for row in facts.rows(question, one)] == rows
