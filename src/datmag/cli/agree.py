"""Does a decision agree with what a case or a story expects of it? The keys are those of `case.schema.json`."""

from collections.abc import Callable, Mapping
from typing import Any

from datmag.errors import InputError
from datmag.rulebook.decision import Decision
from datmag.words import Text

Check = Callable[[Any, Decision], bool]


def _codes(decision: Decision) -> list[str]:
    return [reason.code for reason in decision.reasons]


def _has(part: Callable[[Decision], Any]) -> Check:
    return lambda wanted, decision: set(wanted) <= set(part(decision))


def _lacks(part: Callable[[Decision], Any]) -> Check:
    return lambda unwanted, decision: not set(unwanted) & set(part(decision))


def _cited(wanted: list[str], decision: Decision) -> bool:
    return all(any(text in reason.citation for reason in decision.reasons) for text in wanted)


CHECKS: dict[str, Check] = {
    "outcome": lambda wanted, decision: wanted == decision.outcome,
    "ground": lambda wanted, decision: wanted == decision.ground,
    "grounds_include": _has(lambda decision: decision.grounds),
    "reason": lambda wanted, decision: [wanted] == _codes(decision)[:1],
    "reasons_include": _has(_codes),
    "reasons_exclude": _lacks(_codes),
    "obligations_include": _has(lambda decision: decision.obligations),
    "obligations_exclude": _lacks(lambda decision: decision.obligations),
    "cures": lambda wanted, decision: list(wanted) == list(decision.cures),
    "cures_include": _has(lambda decision: decision.cures),
    "missing_include": _has(lambda decision: decision.missing),
    "advice_include": _has(lambda decision: decision.advice),
    "advice_exclude": _lacks(lambda decision: decision.advice),
    "citations_include": _cited,
}
"""Every key of `expected`, and when a decision meets it."""


def agrees(expected: Mapping[str, Any], decision: Decision) -> bool:
    """Say whether a decision meets every key of `expected`.

    Raises:
        InputError: a key that `expected` does not have.
    """
    return not differences(expected, decision)


def differences(expected: Mapping[str, Any], decision: Decision) -> list[str]:
    """Name the keys of `expected` that a decision does not meet."""
    for key in expected:
        if key not in CHECKS:
            raise InputError(
                Text(
                    f"`expected` kent de sleutel `{key}` niet: kies uit {', '.join(CHECKS)}",
                    f"`expected` has no key `{key}`: choose one of {', '.join(CHECKS)}",
                )
            )
    return [key for key, wanted in expected.items() if not CHECKS[key](wanted, decision)]
