"""A person's timeline: everything on record, in order, drawn without words."""

import pytest

from datmag.delivery.models import Mailing
from datmag.moment import DAY, NEVER, Moment
from datmag.register.models import Address
from datmag.web import lanes, people, timeline
from datmag.web.timeline import Event
from datmag.words import Text


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("sanne", ["kocht en betaalde: Fietsen, kon daarbij reclame weigeren"]),
        ("noor", ["gaf toestemming, voor nieuwsbrief, actief gegeven, met volledig bewijs"]),
        ("stop", ["kocht en betaalde: Fietsen", "meldde zich af, voor alles, per telefoon"]),
        ("klaag", ["kocht en betaalde: Fietsen", "diende een klacht in"]),
        ("gebruiker", ["kreeg een account, betaald door Bakkerij Smit B.V."]),
    ],
)
def test_what_happened_is_told_in_order(mailing: Mailing, who: str, said: list[str]) -> None:
    """The oldest first, each in words."""
    assert mailing
    address = Address.objects.get(value=f"{who}@klant.example")
    told = [
        event.text.nl for event in timeline.events(address, [party.id for party in people.holders(address)])
    ]

    assert len(said) == len(told)
    assert all(text.startswith(start) for text, start in zip(told, said, strict=True)), told


def test_a_drawing_holds_every_dated_event_within_its_frame() -> None:
    """Marks lie between 0 and 1000; what has no date is in the list only."""
    now: Moment = 1_770_000_000_000_000
    events = [
        Event(NEVER, "other", Text("", "")),
        Event(now - 900 * DAY, "dealing", Text("", "")),
        Event(now - 3 * DAY, "no", Text("", ""), "no"),
    ]
    drawn = lanes.drawing(events, now)

    assert drawn is not None
    assert len(drawn.lanes) == 2
    assert all(
        0 <= x <= lanes_width for lane in drawn.lanes for x, _ in lane.marks for lanes_width in (1_000,)
    )
    assert lanes.drawing(events[:1], now) is None
