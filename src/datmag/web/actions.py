"""What can be done with a campaign: one table that the buttons and the addresses behind them share."""

from collections.abc import Callable
from dataclasses import dataclass

from datmag.campaign import steps
from datmag.delivery.models import Mailing
from datmag.moment import Moment
from datmag.words import Text, number

Act = Callable[[Mailing, str, Moment], object]
"""Acts on a mailing, for somebody, at a moment."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done; `states` are those in which it is offered."""

    name: str
    label: Text
    states: tuple[str, ...]
    act: Act
    primary: bool = False
    needs_people: bool = False
    """Only where somebody may get the message."""


ACTIONS = {
    action.name: action
    for action in (
        Action(
            "approve",
            Text("Keur goed", "Approve"),
            ("draft",),
            lambda mailing, by, at: steps.approve(mailing, by=by, at=at),
            primary=True,
            needs_people=True,
        ),
        Action(
            "send",
            Text("Verstuur aan {} mensen", "Send to {} people"),
            ("approved",),
            lambda mailing, _by, at: steps.send(mailing, at=at),
            primary=True,
            needs_people=True,
        ),
        Action(
            "pause", Text("Pauzeer", "Pause"), ("sending",), lambda mailing, _by, _at: steps.pause(mailing)
        ),
        Action(
            "resume",
            Text("Ga verder", "Resume"),
            ("paused",),
            lambda mailing, _by, _at: steps.resume(mailing),
            primary=True,
        ),
        Action(
            "judge",
            Text("Kijk opnieuw", "Look again"),
            ("draft", "approved"),
            lambda mailing, _by, at: steps.preview(mailing, at=at),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Button:
    """One button on the page of a campaign."""

    name: str
    label: Text
    primary: bool


def offered(mailing: Mailing, permitted: int) -> list[Button]:
    """Give the buttons for a campaign in its present state, the primary one first."""
    fitting = [action for action in ACTIONS.values() if mailing.state in action.states]
    return [
        Button(action.name, _label(action, permitted), action.primary)
        for action in fitting
        if permitted or not action.needs_people
    ]


def _label(action: Action, permitted: int) -> Text:
    label = action.label
    return Text(label.nl.format(number(permitted, "nl")), label.en.format(number(permitted, "en")))
