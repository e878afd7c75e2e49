"""What the mail server really got: the bytes whose hash is kept, nothing remote, and a note in the register."""

import re
from hashlib import sha256

import pytest

from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.sealed import sealed
from datmag.delivery.worker import Options, Server, Worker
from datmag.mail.template import digest
from datmag.moment import DAY, SECOND, Moment, iso
from datmag.register import facts, record
from datmag.register.facts import Question
from tests.delivery import shop
from tests.delivery.sink import Sink, listening
from tests.delivery.test_arming import ticking

pytestmark = [pytest.mark.db, pytest.mark.django_db(transaction=True)]

NOW = shop.NOW
REMOTE = re.compile(
    rb"(?i)<(?:img|link|script|iframe|object|embed|video|audio|source|base)\b|\b(?:src|background|srcset)\s*="
    rb"|url\(|@import|@font-face"
)
"""Whatever makes a mail program fetch something by itself."""

QUOTE = """\
---
subject: Uw offerte
from: Fietsenhuis Vondel <nieuws@vondel.example>
declared_as: requested
purpose: offerte
answers: vraag0
commercial_content: dominant
lang: nl
---
Beste {{ name }},

De beurt kost 49 euro.
"""


def work(at: Moment = NOW) -> Sink:
    """Run a worker until nothing is left to do and give what the mail server got."""
    with listening() as sink:
        options = Options(Server("127.0.0.1", sink.port), 2, until_idle=True)
        Worker(options, owner=f"w{at}", clock=ticking(at)).run()
    return sink


def test_the_kept_hash_is_that_of_the_bytes_that_the_server_got() -> None:
    """Bit by bit, and the same bytes are made again from the mailing and the row."""
    shop.open_shop(5)
    mailing = shop.queued()
    got = {to: sha256(message).hexdigest() for to, message in work().received}
    kept = {row.address: row.body_sha256 for row in Delivery.objects.all()}
    again = sealed(Mailing.objects.get(id=mailing.id))
    made = {row.address: digest(again.render(row)) for row in Delivery.objects.all()}

    assert len(got) == 5
    assert got == kept
    assert kept == made


def test_the_bytes_can_be_made_again_after_the_register_has_changed() -> None:
    """They rest on the mailing and the row alone: a new name or postal address of the sender changes nothing."""
    shop.open_shop(1)
    shop.queued()
    work()
    record.write(
        [
            {"part": "sender", "id": "ander", "name": "Een ander", "kind": "business", "country": "NL"},
            shop.objection(0, NOW + DAY),
        ],
        recorded_at=NOW + DAY,
        strict=True,
    )
    row = Delivery.objects.get()

    assert row.body_sha256 == digest(sealed(row.mailing).render(row))


def test_no_message_loads_anything_from_elsewhere() -> None:
    """No image, font, style sheet or pixel: reading a mail tells nobody that it was read."""
    from email import message_from_bytes, policy  # noqa: PLC0415  (only here)

    shop.open_shop(1)
    shop.queued()
    ((_, message),) = work().received
    letter = message_from_bytes(message, policy=policy.default)
    html = letter.get_body(("html",))

    assert html is not None
    assert REMOTE.findall(html.get_content().encode()) == []


def test_what_was_sent_counts_as_use_of_the_consent() -> None:
    """The register knows the consent was used at the moment of the arming."""
    shop.open_shop(1)
    shop.queued()
    work()
    row = Delivery.objects.get()
    later = row.armed_at + DAY
    (known, *_) = facts.rows(Question(shop.SENDER, later, later, purpose="nieuwsbrief"), row.address_id)

    assert row.armed_at // SECOND == known["consent_last_used_at"] // SECOND


def test_a_request_is_answered_once() -> None:
    """The quote that somebody asked for goes out; a second answer to the same request does not."""
    shop.open_shop(0, strangers=1)
    asked = {
        "id": "vraag0",
        "type": "request",
        "at": iso(NOW - DAY),
        "sender": shop.SENDER,
        "by": "mens0",
        "address": shop.address(0),
        "what": "quote",
    }
    record.write([asked], recorded_at=NOW - DAY, strict=True)
    shop.queued("offerte", QUOTE)
    first = work()
    shop.queued("nog eens", QUOTE, now=NOW + DAY)
    second = work(NOW + DAY)

    assert [shop.address(0)] == first.recipients
    assert second.recipients == []
