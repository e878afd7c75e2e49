"""What a case expects of its verdict, in the words of `case.schema.json`: read, and refused where it is misspelt."""

from collections.abc import Mapping
from typing import Any, cast

from datmag.errors import InputError
from datmag.rulebook.case import nearest
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.terms import ADVICE, CURES, GROUNDS, OBLIGATIONS, REASONS
from datmag.words import Text

STANDARD = "standard"
"""The policy that `expected` is about."""

OUTCOMES = ("permit", "deny")

VOCABULARY: dict[str, tuple[str, ...]] = {
    "outcome": OUTCOMES,
    "ground": GROUNDS,
    "grounds_include": GROUNDS,
    "reason": REASONS,
    "reasons_include": REASONS,
    "reasons_exclude": REASONS,
    "obligations_include": OBLIGATIONS,
    "obligations_exclude": OBLIGATIONS,
    "cures": CURES,
    "cures_include": CURES,
    "missing_include": tuple(FACTS),
    "advice_include": ADVICE,
    "advice_exclude": ADVICE,
}
"""The words that each key of `expected` may hold."""

KEYS = (*VOCABULARY, "citations_include")
"""Every key of `expected`; a citation is free text."""

Expected = Mapping[str, Mapping[str, Any]]
"""What is expected, by the name of the policy."""

_ONE_WORD = ("outcome", "ground", "reason")
_MAY_BE_NULL = ("ground", "reason")
_SHOWN = 80


def expectations(beside: Mapping[str, Any]) -> Expected:
    """Read `expected` and `expected_by_policy` from what stands beside the facts; null expects nothing.

    Raises:
        InputError: no mapping, a key that nobody would look at, a word that it cannot hold.
    """
    expected: dict[str, Mapping[str, Any]] = {}
    if beside.get("expected") is not None:
        expected[STANDARD] = _checked(beside["expected"])
    by_policy: object = beside.get("expected_by_policy")
    if by_policy is None:
        return expected
    if not isinstance(by_policy, Mapping):
        raise InputError(Text("`expected_by_policy` is geen object", "`expected_by_policy` is not an object"))
    for name, outcome in cast("Mapping[str, object]", by_policy).items():
        if name not in POLICIES or outcome not in OUTCOMES:
            shown = f"{name}: {outcome}"[:_SHOWN]
            raise InputError(
                Text(
                    f"`expected_by_policy` kan `{shown}` niet bevatten: een lezing met permit of deny",
                    f"`expected_by_policy` cannot hold `{shown}`: a policy with permit or deny",
                )
            )
        expected.setdefault(name, {"outcome": outcome})
    return expected


def _checked(given: object) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise InputError(Text("`expected` is geen object", "`expected` is not an object"))
    expected = cast("Mapping[str, object]", given)
    for key, wanted in expected.items():
        if key not in KEYS:
            raise _no_such_key(key[:_SHOWN])
        for word in _words(key, wanted):
            if word not in VOCABULARY.get(key, (word,)):
                raise _no_such_word(key, word[:_SHOWN])
    if "outcome" not in expected:
        raise InputError(
            Text(
                "`expected` zegt niet wat u verwacht: zet er `outcome` in, permit of deny",
                "`expected` does not say what you expect: put `outcome` in it, permit or deny",
            )
        )
    return expected


def _words(key: str, wanted: object) -> list[str]:
    """Give the words that an expectation names.

    Raises:
        InputError: no word where one belongs, no list of words where a list belongs.
    """
    if key in _ONE_WORD:
        if wanted is None and key in _MAY_BE_NULL:
            return []
        if isinstance(wanted, str):
            return [wanted]
        raise InputError(Text(f"`{key}` in `expected` is geen woord", f"`{key}` in `expected` is not a word"))
    if isinstance(wanted, list):
        listed = cast("list[object]", wanted)
        words = [word for word in listed if isinstance(word, str)]
        if len(words) == len(listed):
            return words
    raise InputError(
        Text(
            f"`{key}` in `expected` is geen lijst van woorden",
            f"`{key}` in `expected` is not a list of words",
        )
    )


def _no_such_key(key: str) -> InputError:
    near = nearest(key, KEYS)
    return InputError(
        Text(
            f"`expected` kent `{key}` niet" + (f": bedoelt u `{near}`?" if near else ""),
            f"`expected` has no `{key}`" + (f": do you mean `{near}`?" if near else ""),
        )
    )


def _no_such_word(key: str, word: str) -> InputError:
    near, listed = nearest(word, VOCABULARY[key]), ", ".join(VOCABULARY[key])
    return InputError(
        Text(
            f"`{key}` in `expected` kan niet `{word}` zijn: "
            + (f"bedoelt u `{near}`?" if near else f"kies uit {listed}"),
            f"`{key}` in `expected` cannot be `{word}`: "
            + (f"do you mean `{near}`?" if near else f"choose from {listed}"),
        )
    )
