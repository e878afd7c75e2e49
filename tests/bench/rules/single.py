"""One decision at a time: the quick verdict and the explanation against the function written by hand, and peers."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from datmag.rulebook import as_python
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from tests.bench.rules import by_hand
from tests.bench.rules.line import Line
from tests.bench.rules.peers import Peer, peers
from tests.bench.rules.people import sample
from tests.bench.rules.timing import Times, in_turn

_STANDARD = POLICIES["standard"]
_EXPLAINED = 8
"""One case in so many is explained and asked of the peers: they are slow."""
_AGAIN = 20
"""So often the quick verdict goes through these cases: once is half a millisecond, most of which pays for the caches
that something slower filled before it, and a floor so slowed flatters what is held against it."""


def single(*, people: int, rounds: int) -> list[Line]:
    """Measure, once all agree on every case."""
    cases = sample(people)
    quick = as_python.quick(RULEBOOK, _STANDARD)
    agree("generated Python", cases, [quick(case.facts) for case in cases])
    facts = [case.facts for case in cases]
    ours = in_turn(
        {"floor": partial(_each, by_hand.decide, facts), "ours": partial(_each, quick, facts)}, rounds
    )
    floor, mine = ours["floor"], ours["ours"]
    few = cases[::_EXPLAINED]
    return [
        Line("floor: function written by hand", _micros(floor, cases)),
        Line(
            "outcome and obligations", _micros(mine, cases), mine.against(floor), mine.spread(floor), most=2
        ),
        *_explained(few, rounds),
        *_peers(few, rounds),
    ]


def agree(name: str, cases: Sequence[Case], answers: Sequence[int], *, obliges: bool = True) -> None:
    """Hold answers against the function written by hand.

    Raises:
        SystemExit: they differ.
    """
    for case, answer in zip(cases, answers, strict=True):
        expected = by_hand.decide(case.facts)
        if answer != (expected if obliges else min(expected, 0)):
            message = f"{name} says {answer}, by hand it is {expected}: {case.json()}"
            raise SystemExit(message)


def _explained(cases: Sequence[Case], rounds: int) -> list[Line]:
    found = in_turn(
        {
            "floor": partial(_each, by_hand.decide, [case.facts for case in cases] * _AGAIN),
            "explained": partial(_each, explained, cases),
            "cures": partial(_each, lambda case: decide(case, _STANDARD).cures, cases),
            "would permit": partial(_each, lambda case: decide(case, _STANDARD).would_permit, cases),
        },
        rounds,
    )
    floor = found["floor"].over(_AGAIN)
    shown = {
        "explained": ("explanation: reasons, keys of texts, missing, obligations", 40),
        "cures": ("decision and its cures", None),
        "would permit": ("decision and its `would_permit`", None),
    }
    return [
        Line(name, _micros(found[key], cases), found[key].against(floor), found[key].spread(floor), most=most)
        for key, (name, most) in shown.items()
    ]


def explained(case: Case) -> tuple[object, ...]:
    """Explain a case without its sentences. A decision works out what it is asked: so everything is asked here."""
    found = decide(case, _STANDARD)
    reasons = [(one.code, one.rule, one.citation, one.authority, one.fine, one.also) for one in found.reasons]
    return found.outcome, found.ground, found.grounds, reasons, found.missing, found.obligations, found.misses


def _peers(cases: Sequence[Case], rounds: int) -> Iterator[Line]:
    quick = as_python.quick(RULEBOOK, _STANDARD)
    facts = [case.facts for case in cases]
    for peer in peers():
        given = [peer.convert(case) for case in cases]
        agree(peer.name, cases, [peer.answer(one) for one in given], obliges=peer.obliges)
        found = in_turn(
            {
                "ours": partial(_each, quick, facts * _AGAIN),
                "ready": partial(_each, peer.answer, given),
                "whole": partial(_each, partial(_converted, peer), cases),
            },
            rounds,
        )
        for form, shown in (("ready", "input ready"), ("whole", "its input made of the case")):
            times, floor = found[form], found["ours"].over(_AGAIN)
            yield Line(
                f"{peer.name}, {shown}",
                _micros(times, cases),
                times.against(floor),
                times.spread(floor),
                least=3,
            )


def _converted(peer: Peer, case: Case) -> int:
    return peer.answer(peer.convert(case))


def _each(work: Callable[[Any], object], given: Sequence[Any]) -> None:
    for one in given:
        work(one)


def _micros(times: Times, cases: Sequence[Case]) -> str:
    micros = times.median / len(cases) * 1e6
    return f"{micros:.2f} µs, {1e6 / micros:,.0f}/s"
