"""Way 1 (one decision) and way 2 (an audience) give the same verdicts: on every story, at every question."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from datmag.gate import audience, check, enquiry, story
from datmag.gate.models import Member
from datmag.mail.intent import Intent
from datmag.moment import parse
from datmag.register.models import Address, Holding
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS

pytestmark = [pytest.mark.db, pytest.mark.django_db]

STORIES = sorted((Path(__file__).parent.parent / "stories/cases").glob("*.yaml"))


def enquiries(told: dict[str, Any]) -> list[enquiry.Enquiry]:
    """Give every question of a story as an enquiry about everybody."""
    return [
        enquiry.enquire(
            Intent.read(told["messages"][question["message"]]),
            sender=question["sender"],
            at=parse(question["at"]),
            known_at=story.LAST,
            policy=policy,
        )
        for question in told["questions"]
        for policy in ("standard", "statute")
    ]


def one_by_one(asked: enquiry.Enquiry, address_id: int) -> audience.Standing:
    """Give the verdict of way 1 in the form of way 2."""
    decision = check.judge(Address.objects.get(id=address_id), asked).decision
    permitted = decision.outcome == "permit"
    return audience.Standing(
        permitted=permitted,
        bounced=False,
        ground=decision.ground or "" if permitted else "",
        reason="" if permitted else decision.reasons[0].code,
        obligations=sum(1 << OBLIGATIONS.index(code) for code in decision.obligations),
    )


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_address_gets_the_same_verdict_alone_and_among_all(path: Path) -> None:
    """The rulebook as SQL over everybody, and as Python over one, agree on each address."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    story.tell(told, recorded_at=parse("2026-01-01T00:00:00Z"))
    everybody = list(Address.objects.filter(channel="email").values_list("id", flat=True))

    for asked in enquiries(told):
        at_once = audience.standing(asked, everybody)
        alone = {one: one_by_one(asked, one) for one in at_once}
        bounced = {one: at_once[one].bounced for one in at_once}

        assert {
            one: audience.Standing(v.permitted, bounced[one], v.ground, v.reason, v.obligations)
            for one, v in alone.items()
        } == at_once


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_each_person_counts_once_and_gets_at_most_one_message(path: Path) -> None:
    """Every holder on record is one member; no mailbox is permitted twice."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    story.tell(told, recorded_at=parse("2026-01-01T00:00:00Z"))

    for asked in enquiries(told)[::2]:
        frozen = audience.freeze(asked, made_at=asked.at)
        members = list(Member.objects.filter(audience=frozen))
        permitted = [one for one in members if one.state == "permitted"]

        assert len({one.party_id for one in members}) == len(members)
        assert len({one.k_mailbox for one in permitted}) == len(permitted)
        for one in members:
            alone = one_by_one(asked, one.address_id)
            assert (one.state != "denied") == alone.permitted
            assert (GROUNDS[one.ground] if one.ground >= 0 else "") == alone.ground
            assert (REASONS[one.reason] if one.reason >= 0 else "") == alone.reason
            if one.party_id > 0:
                assert Holding.objects.filter(address_id=one.address_id, party_id=one.party_id).exists()
