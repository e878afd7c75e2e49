"""The life of one message to one person, as a table that code, tests and pages share."""

from dataclasses import dataclass
from typing import Final

from datmag.words import Text


@dataclass(frozen=True, slots=True)
class State:
    """One state of an outbox row.

    Attributes:
        name: the word in the table.
        shown: what people read.
        final: nothing follows by itself; `unknown` waits for a person or for a late answer.
    """

    name: str
    shown: Text
    final: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One step: from any of `sources` to `target`, and what makes it happen."""

    event: str
    sources: tuple[str, ...]
    target: str
    when: Text


STATES: Final = {
    state.name: state
    for state in (
        State("pending", Text("klaar om te versturen", "ready to send"), final=False),
        State("leased", Text("gepakt door een werker", "taken by a worker"), final=False),
        State("armed", Text("nu aan het versturen", "being handed over"), final=False),
        State("accepted", Text("aangenomen door de mailserver", "taken by the mail server"), final=True),
        State("refused", Text("geweigerd door de mailserver", "refused by the mail server"), final=True),
        State("deferred", Text("later nog eens", "to be tried again"), final=False),
        State("unknown", Text("onzeker of het aankwam", "uncertain whether it arrived"), final=True),
        State("cancelled", Text("gestopt", "stopped"), final=True),
        State("withheld", Text("niet verstuurd", "not sent"), final=True),
    )
}
"""Every state. A row begins as `pending` or `withheld`."""

TRANSITIONS: Final = {
    step.event: step
    for step in (
        Transition(
            "lease",
            ("pending", "deferred"),
            "leased",
            Text("een werker pakt de rij voor korte tijd", "a worker takes the row for a short time"),
        ),
        Transition(
            "release",
            ("leased",),
            "pending",
            Text(
                "de werker geeft de rij terug, of zijn tijd is om",
                "the worker gives the row back, or its time ran out",
            ),
        ),
        Transition(
            "withhold",
            ("leased",),
            "withheld",
            Text(
                "vlak voor het versturen opnieuw bekeken: het mag niet meer",
                "judged again before posting: no longer permitted",
            ),
        ),
        Transition(
            "cancel",
            ("pending", "leased", "deferred"),
            "cancelled",
            Text("de persoon meldde zich af", "the person opted out"),
        ),
        Transition(
            "arm",
            ("leased",),
            "armed",
            Text(
                "opnieuw bekeken en vastgelegd; hierna gaat het bericht de deur uit",
                "judged again and written down; the message now leaves",
            ),
        ),
        Transition(
            "accept",
            ("armed", "unknown"),
            "accepted",
            Text("de mailserver nam het bericht aan", "the mail server took the message"),
        ),
        Transition(
            "refuse",
            ("armed", "unknown"),
            "refused",
            Text("de mailserver weigerde het bericht", "the mail server refused the message"),
        ),
        Transition(
            "defer",
            ("armed",),
            "deferred",
            Text(
                "de mailserver vroeg om later terug te komen, of de verbinding brak voor het einde",
                "the mail server asked to come back later, or the line broke before the end",
            ),
        ),
        Transition(
            "lose",
            ("armed",),
            "unknown",
            Text(
                "de verbinding of de werker viel weg voor het antwoord",
                "the line or the worker was gone before the answer",
            ),
        ),
    )
}
"""Every step there is.

INVARIANT: no step leads from `armed` or `unknown` back to a state that is posted again without an answer
of the mail server that the message was not taken: a machine never sends an uncertain message twice.
"""

FIRST: Final = ("pending", "withheld")
"""The states in which a row begins."""

PLANNED: Final = ("pending", "leased")
"""What `planned` counts."""

OPEN: Final = tuple(state.name for state in STATES.values() if not state.final)
"""The states after which something is still to happen."""

STOPPED: Final = ("withheld", "cancelled")
"""The states of those who get nothing: counted by reason; all others are counted by ground."""
