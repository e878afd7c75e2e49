"""A small shop for the tests of delivery: people who may get its newsletter, and people who may not."""

from collections.abc import Iterator
from typing import Any

from datmag.campaign import steps
from datmag.delivery.models import Mailing
from datmag.moment import DAY, Moment, iso, parse
from datmag.register import record

NOW: Moment = parse("2026-11-24T10:00:00+01:00")
SENDER = "vondel"

NEWSLETTER = """\
---
subject: De voorjaarsbeurt
from: Fietsenhuis Vondel <nieuws@vondel.example>
declared_as: marketing
purpose: nieuwsbrief
family: fietsonderhoud
commercial_content: dominant
lang: nl
---
Beste {{ name }},

Voor **49 euro** kijken wij uw fiets na.
"""

NOTICE = {
    "names": [SENDER],
    "bundled": False,
    "informed": True,
    "conditional": False,
    "text": "Ja, stuur mij de nieuwsbrief van Fietsenhuis Vondel.",
}


def address(number: int) -> str:
    """Give the address of a person."""
    return f"mens{number}@klant.example"


def parts(people: int) -> Iterator[dict[str, Any]]:
    """Give the sender and the people, each with one address."""
    yield {
        "part": "sender",
        "id": SENDER,
        "name": "Fietsenhuis Vondel",
        "kind": "business",
        "country": "NL",
        "legal_name": "Fietsenhuis Vondel B.V.",
        "register_no": "01234567",
        "postal": "Vondelkade 12, 1054 AB Amsterdam",
        "reply_to": "info@vondel.example",
        "website": "https://vondel.example",
    }
    yield {"part": "family", "id": "fietsonderhoud", "sender": SENDER}
    for number in range(people):
        yield {"part": "party", "id": f"mens{number}", "kind": "natural_person", "name": f"Mens {number}"}
        yield {
            "part": "address",
            "value": address(number),
            "channel": "email",
            "holders": [f"mens{number}"],
        }


def consent(number: int, at: Moment) -> dict[str, Any]:
    """Give the full consent of a person."""
    return {
        "id": f"ja{number}:{at}",
        "type": "consent",
        "at": iso(at),
        "sender": SENDER,
        "by": f"mens{number}",
        "capacity": "self",
        "address": address(number),
        "act": "active",
        "evidence": "full",
        "purposes": ["nieuwsbrief"],
        "channels": ["email"],
        "notice": NOTICE,
    }


def objection(number: int, at: Moment) -> dict[str, Any]:
    """Give the No of a person."""
    return {
        "id": f"nee{number}:{at}",
        "type": "objection",
        "at": iso(at),
        "sender": SENDER,
        "address": address(number),
        "scope": "all",
        "route": "link",
    }


def open_shop(permitted: int, *, objected: int = 0, strangers: int = 0, now: Moment = NOW) -> None:
    """Put a shop on record.

    Args:
        permitted: people with a consent; they come first.
        objected: people with a consent and, later, a No.
        strangers: people with a seat only: no ground.
        now: everything happened in the month before.
    """
    before = now - 30 * DAY
    people = permitted + objected + strangers
    events: list[dict[str, Any]] = [consent(number, before) for number in range(permitted + objected)]
    events += [objection(number, before + DAY) for number in range(permitted, permitted + objected)]
    events += [
        {
            "id": f"stoel{number}",
            "type": "account",
            "at": iso(before),
            "sender": SENDER,
            "user": f"mens{number}",
            "address": address(number),
        }
        for number in range(permitted + objected, people)
    ]
    record.write([*parts(people), *events], recorded_at=before + 2 * DAY, strict=True)


def queued(name: str = "voorjaar", source: str = NEWSLETTER, *, now: Moment = NOW) -> Mailing:
    """Make, approve and queue a campaign."""
    mailing = steps.new(name, source, "beurt.md", at=now)
    steps.approve(mailing, by="Ans", at=now)
    steps.send(mailing, at=now)
    return mailing
