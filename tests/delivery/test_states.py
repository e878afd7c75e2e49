"""The life of a message is a table; the database and the worker keep to it."""

import pytest

from datmag.delivery.states import FIRST, OPEN, STATES, STOPPED, TRANSITIONS


def reachable(start: str, *, without: str = "") -> set[str]:
    """Give every state that can follow `start`, not passing through `without`."""
    found: set[str] = set()
    todo = [start]
    while todo:
        state = todo.pop()
        for step in TRANSITIONS.values():
            if state in step.sources and step.target not in found and step.target != without:
                found.add(step.target)
                todo.append(step.target)
    return found


def test_every_step_leads_between_known_states() -> None:
    """The table names no state that is not described."""
    named = {name for step in TRANSITIONS.values() for name in (*step.sources, step.target)}

    assert named | set(FIRST) == set(STATES)


def test_every_state_can_be_reached() -> None:
    """No state is dead: each can be reached from where a row begins."""
    assert set(STATES) == set(FIRST) | reachable("pending")


def test_an_uncertain_message_is_never_posted_again() -> None:
    """From `unknown` no way leads back to a state from which a machine posts."""
    assert not reachable("unknown") & {"pending", "leased", "armed", "deferred"}


def test_a_message_leaves_only_through_arming() -> None:
    """Without the arming no message is accepted, refused, deferred or uncertain."""
    assert reachable("pending", without="armed") == {"leased", "pending", "withheld", "cancelled"}


def test_an_armed_message_comes_back_only_after_an_answer_that_it_was_not_taken() -> None:
    """`deferred` is the one way back from `armed`; a lease that runs out is no such way."""
    targets = {step.target for step in TRANSITIONS.values() if "armed" in step.sources}

    assert targets == {"accepted", "refused", "deferred", "unknown"}


@pytest.mark.parametrize("state", [*STOPPED, "accepted", "refused"])
def test_nothing_follows_a_final_state(state: str) -> None:
    """Who got the message, or is not to get it, is left alone."""
    assert reachable(state) == set()


def test_open_states_are_those_in_which_something_is_still_to_happen() -> None:
    """The sums of a report split the states in two."""
    assert set(OPEN) == {"pending", "leased", "armed", "deferred"}


@pytest.mark.parametrize("name", [*STATES, *TRANSITIONS])
def test_every_state_and_step_has_words_in_both_languages(name: str) -> None:
    """A page can show each of them."""
    text = STATES[name].shown if name in STATES else TRANSITIONS[name].when

    assert text.nl
    assert text.en
