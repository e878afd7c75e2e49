"""How entries of the register read on a person's page: a confirmation, a row in several lists, an address."""

from typing import Any

import pytest

from datmag.moment import DAY, Moment, iso
from datmag.register import record
from datmag.register.models import Address
from datmag.web import lanes, people, timeline
from datmag.web.clock import now
from datmag.web.templatetags.datmag import breakable
from tests.web import shop

SANNE = "sanne@klant.example"


def told(*more: dict[str, Any], at: Moment) -> list[str]:
    """Record the shop and more of Sanne, and give her timeline in English."""
    record.write([*shop.entries(at), *more], recorded_at=at, strict=True)
    address = Address.objects.get(value=SANNE)
    parties = [party.id for party in people.holders(address)]
    return [event.text.en for event in timeline.events(address, parties)]


def sign_up(at: Moment) -> dict[str, Any]:
    """Give a sign-up of Sanne that waits for its confirmation."""
    return {**shop._consent(at, "sanne", 20), "act": "unconfirmed"}


@pytest.mark.db
@pytest.mark.django_db
def test_a_confirmed_sign_up_says_so_and_shows_the_confirmation() -> None:
    """The click on the link is an event of its own, and the sign-up no longer reads as open."""
    at = now()
    click = {"id": "click", "type": "confirmed", "at": iso(at - 19 * DAY), "consent": "c-sanne"}

    assert told(sign_up(at), click, at=at)[1:] == [
        "gave consent, for nieuwsbrief, confirmed later, with full proof",
        "confirmed the consent",
    ]


@pytest.mark.db
@pytest.mark.django_db
def test_a_sign_up_that_was_never_confirmed_says_so() -> None:
    """Without the click it reads as not confirmed."""
    at = now()
    last = told(sign_up(at), at=at)[-1]

    assert last == "gave consent, for nieuwsbrief, not confirmed, with full proof"


@pytest.mark.db
@pytest.mark.django_db
def test_the_same_row_in_several_lists_is_told_once_with_its_number() -> None:
    """Three imports of one day do not fill the page."""
    at = now()
    row = {
        "type": "import",
        "at": iso(at - 5 * DAY),
        "sender": "vondel",
        "address": SANNE,
        "source": "own_sale",
    }
    last = told(*({**row, "id": f"list-{number}"} for number in range(3)), at=at)[-1]

    assert last == "imported, origin: own sale (3 times)"


def test_what_happened_just_now_can_be_drawn() -> None:
    """One event at this very moment still has an axis, with days at both ends."""
    at = now()
    drawing = lanes.drawing([timeline.Event(at, "yes", timeline.LATER, "yes")], at)

    assert drawing is not None
    assert drawing.last > drawing.first == at


def test_an_address_breaks_at_its_signs_and_is_escaped() -> None:
    """After `@` and before a dot it may break; no sign of an address becomes markup."""
    assert breakable("a.b@c.example") == "a<wbr>.b@<wbr>c<wbr>.example"
    assert "<script>" not in breakable("<script>@c.example")
