"""A small bicycle shop, written through the public writers: one person of each kind that the pages must show."""

from collections.abc import Iterator
from typing import Any

from datmag.campaign import steps
from datmag.delivery.models import Mailing
from datmag.moment import DAY, Moment, iso
from datmag.register import record

MESSAGE = """---
subject: De voorjaarsbeurt
from: Fietsenhuis Vondel <nieuws@vondel.example>
declared_as: marketing
purpose: nieuwsbrief
promotes: own
commercial_content: dominant
family: onderhoud
lang: nl
---
Beste {{ name }},

Uw fiets verdient een **voorjaarsbeurt**. Maak een afspraak: https://vondel.example/afspraak
"""

PERMITTED = 6
DENIED = 7


def entries(now: Moment) -> Iterator[dict[str, Any]]:
    """Give the whole register: six who may get the spring mailing, seven who may not, one mailbox that is dead."""
    yield {
        "part": "sender", "id": "vondel", "name": "Fietsenhuis Vondel", "kind": "business", "country": "NL",
        "legal_name": "Fietsenhuis Vondel B.V.", "register_no": "12345678", "postal": "Vondelstraat 1, 1054 AB Amsterdam",
        "reply_to": "stop@vondel.example", "website": "https://vondel.example",
    }  # fmt: skip
    yield {"part": "family", "id": "onderhoud", "sender": "vondel", "label": "Onderhoud"}
    yield {"part": "family", "id": "fietsen", "sender": "vondel", "label": "Fietsen"}
    yield {"part": "family", "id": "kleding", "sender": "vondel", "label": "Kleding"}
    yield from (
        {"part": "likeness", "bought": bought, "offered": "onderhoud", "as": word, "at": _ago(now, 700), "by": "Ans Ventiel", "reason": "…"}
        for bought, word in (("fietsen", "accessory"), ("kleding", "dissimilar"))
    )  # fmt: skip
    for name in ("sanne", "bram", "piet", "els"):
        yield from _person(name)
        yield _sale(now, name, "fietsen", 90)
    for name in ("noor", "daan"):
        yield from _person(name)
        yield _consent(now, name, 60)
    for name in ("kees", "mia"):
        yield from _person(name)
        yield _sale(now, name, "kleding", 90)
    yield from _person("oude")
    yield _sale(now, "oude", "fietsen", 1_200)
    for name in ("stop", "klaag"):
        yield from _person(name)
        yield _sale(now, name, "fietsen", 90)
    yield {"id": "no-1", "type": "objection", "at": _ago(now, 10), "sender": "vondel", "address": "stop@klant.example", "by": "stop", "scope": "all", "route": "phone"}  # fmt: skip
    yield {"id": "no-2", "type": "complaint", "at": _ago(now, 9), "sender": "vondel", "address": "klaag@klant.example", "by": "klaag"}  # fmt: skip
    yield from _company(now)


def _company(now: Moment) -> Iterator[dict[str, Any]]:
    yield {
        "part": "party",
        "id": "bakker",
        "kind": "legal_person",
        "name": "Bakkerij Smit B.V.",
        "country": "NL",
    }
    yield from _person("gebruiker")
    yield {"part": "bond", "a": "gebruiker", "kind": "employee_of", "b": "bakker"}
    yield {"id": "s-bakker", "type": "sale", "at": _ago(now, 100), "sender": "vondel", "buyer": "bakker", "consideration": "paid", "family": "fietsen", "informed": True, "refusal": "offered"}  # fmt: skip
    yield {"id": "a-1", "type": "account", "at": _ago(now, 99), "sender": "vondel", "address": "gebruiker@klant.example", "user": "gebruiker", "via": "s-bakker"}  # fmt: skip
    yield {"part": "address", "value": "los@elders.example", "channel": "email", "holders": []}
    yield {"id": "i-1", "type": "import", "at": _ago(now, 30), "sender": "vondel", "address": "los@elders.example", "source": "other"}  # fmt: skip


def _person(name: str) -> Iterator[dict[str, Any]]:
    yield {
        "part": "party",
        "id": name,
        "kind": "natural_person",
        "name": f"{name.title()} de Vries",
        "country": "NL",
    }
    yield {
        "part": "address", "value": f"{name}@klant.example", "channel": "email", "kind": "personal", "holders": [name],
    }  # fmt: skip


def _sale(now: Moment, name: str, family: str, days: int) -> dict[str, Any]:
    return {
        "id": f"s-{name}", "type": "sale", "at": _ago(now, days), "sender": "vondel", "buyer": name,
        "address": f"{name}@klant.example", "consideration": "paid", "family": family, "informed": True, "refusal": "offered",
    }  # fmt: skip


def _consent(now: Moment, name: str, days: int) -> dict[str, Any]:
    return {
        "id": f"c-{name}", "type": "consent", "at": _ago(now, days), "sender": "vondel", "by": name,
        "address": f"{name}@klant.example", "act": "active", "capacity": "self", "purposes": ["nieuwsbrief"],
        "evidence": "full",
        "notice": {"names": ["vondel"], "informed": True, "bundled": False, "text": "Ja, stuur mij de nieuwsbrief van Fietsenhuis Vondel."},
    }  # fmt: skip


def _ago(now: Moment, days: int) -> str:
    return iso(now - days * DAY)


def build(now: Moment) -> Mailing:
    """Record the shop and make its spring campaign, judged."""
    record.write(entries(now), recorded_at=now, strict=True)
    mailing = steps.new("voorjaar", MESSAGE, "voorjaar.md", at=now)
    steps.preview(mailing, at=now)
    return mailing
