"""How far a sending is: the states of the outbox, each with its people behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from datmag.delivery.models import Mailing
from datmag.delivery.report import SHOWN, report
from datmag.delivery.states import STATES
from datmag.words import Text

STEP = 20
"""The spoken progress changes only every so many percent, so that a screen reader is not kept talking."""

LABELS = {name: state.shown for name, state in STATES.items()} | {
    "planned": Text("klaar om te versturen", "ready to send")
}


@dataclass(frozen=True, slots=True)
class Count:
    """One state with its number of people."""

    name: str
    label: Text
    many: int
    link: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Settled of whole: who gets nothing from the start is in neither."""

    settled: int
    whole: int
    states: Sequence[Count]
    spoken: Text

    @property
    def unknown(self) -> int:
        """Give how many are uncertain."""
        return next((one.many for one in self.states if one.name == "unknown"), 0)


def states(mailing: Mailing) -> dict[str, int]:
    """Count the outbox of a campaign by state, `planned` first."""
    counted = report(mailing)
    return {name: int(str(counted[name])) for name in ("planned", *SHOWN)}


def progress(mailing: Mailing) -> Progress | None:
    """Give how far a campaign is; None before it has an outbox."""
    counts = states(mailing)
    if not sum(counts.values()):
        return None
    open_ones = counts["planned"] + counts["armed"] + counts["deferred"]
    whole = sum(counts.values()) - counts["withheld"]
    settled = whole - open_ones
    shown = [
        name for name in counts if name != "withheld" and (counts[name] or name in {"planned", "accepted"})
    ]
    return Progress(
        settled=settled,
        whole=whole,
        states=[
            Count(name, LABELS[name], counts[name], f"/campaigns/{mailing.id}/people?state={name}")
            for name in shown
        ],
        spoken=_spoken(settled, whole),
    )


def _spoken(settled: int, whole: int) -> Text:
    percent = settled * 100 // whole // STEP * STEP if whole else 100
    return Text(f"{percent} procent afgehandeld", f"{percent} percent settled")
