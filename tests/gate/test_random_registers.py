"""One by one and as an audience, random registers get the same verdicts; many share one database as strangers."""

import os
import random

import pytest

from datmag.gate import audience, check, enquiry
from datmag.gate.models import Member
from datmag.gate.story import entries
from datmag.mail.intent import Intent
from datmag.register import record
from datmag.register.facts import Question
from datmag.register.models import Address, Sender
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from tests.register.random_register import Maker

pytestmark = [pytest.mark.db, pytest.mark.django_db, pytest.mark.fuzz]

MANY = int(os.environ.get("DATMAG_FUZZ", "1000"))
TOGETHER = 25
"""Registers that share a database."""
DECLARED = (
    "marketing",
    "marketing",
    "service",
    "requested",
    "survey",
    "consent_request",
    "consent_confirmation",
)


def asked(maker: Maker, seed: int) -> enquiry.Enquiry:
    """Make a random message out of the register's own purposes, families and requests."""
    chance = random.Random(seed)
    question: Question = maker.question()
    declared = chance.choice(DECLARED)
    needed = question.service_content_necessary
    facts: dict[str, object] = {
        "declared_as": declared,
        "commercial_content": chance.choice(["none", "minor", "dominant", "dominant"]),
        "promotes": chance.choice(["own", "own", "own", "third_party"]) if question.promoted else "own",
        "identifies_sender": True,
        "stop_address_valid": chance.random() < 0.9,
        "unsubscribe": chance.choice(["works"] * 9 + ["none"]),
        "open_tracking": chance.random() < 0.3,
        "service_content_necessary": needed,
        "service_basis": question.service_basis if question.service_basis != "unknown" else None,
        "purpose": question.purpose or None,
        "family": list(question.families) or None,
        "promoted": question.promoted or None,
        "answers": question.answers or None,
    }
    if question.necessity_named:
        facts["necessity_reason"] = {"by": "Ans", "text": "nodig"}
    return enquiry.Enquiry(
        Intent.read({name: value for name, value in facts.items() if value is not None}),
        Sender.objects.get(id=question.sender),
        question.at,
        question.known_at,
        POLICIES[chance.choice(sorted(POLICIES))],
    )


def alone(one: enquiry.Enquiry, address_id: int) -> tuple[bool, str, str, int]:
    """Give the verdict of way 1: permitted, ground, first reason, obligations."""
    decision = check.judge(Address.objects.get(id=address_id), one).decision
    if decision.outcome == "permit":
        mask = sum(1 << OBLIGATIONS.index(code) for code in decision.obligations)
        return True, str(decision.ground), "", mask
    return False, "", decision.reasons[0].code, 0


@pytest.mark.parametrize("first", range(0, MANY, TOGETHER))
def test_one_by_one_and_as_an_audience_the_verdicts_are_equal(first: int) -> None:
    """The rulebook as SQL over everybody agrees with the rulebook as Python over one, for every person."""
    makers = [Maker(seed, f"g{seed}x") for seed in range(first, min(first + TOGETHER, MANY))]
    for maker in makers:
        record.write(entries(maker.story), recorded_at=0, strict=True)
    compared = 0

    for place, maker in enumerate(makers):
        one = asked(maker, first + place)
        frozen = audience.freeze(one, made_at=one.at)
        for member in Member.objects.filter(audience=frozen):
            found = (
                member.state != "denied",
                GROUNDS[member.ground] if member.ground >= 0 else "",
                REASONS[member.reason] if member.reason >= 0 else "",
                member.obligations,
            )

            assert alone(one, member.address_id) == found, (maker.prefix, member.address_id)
            compared += 1
    assert compared > len(makers) // 2
