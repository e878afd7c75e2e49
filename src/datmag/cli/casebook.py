"""Flat cases from files: reading them, judging them, and comparing with what they expect."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datmag.cli.agree import CHECKS, differences
from datmag.errors import DatmagError, InputError
from datmag.rulebook.case import Case, nearest
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import Text

STANDARD = "standard"


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of a casebook.

    Args:
        id: its name, or its place in the file.
        case: its facts.
        expected: what it expects under a policy, by the policy's name, in the form of `case.schema.json`.
    """

    id: str
    case: Case
    expected: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Problem:
    """A case, or a whole file, that could not be read: where, and what to do."""

    where: str
    text: Text


@dataclass(frozen=True, slots=True)
class Judged:
    """One case judged under one policy; `agrees` is None where nothing was expected.

    `differences` names the keys of the expectation that the decision does not meet.
    """

    id: str
    policy: str
    decision: Decision
    expected: Mapping[str, Any] | None
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool | None:
        """Tell whether the decision is as expected."""
        return None if self.expected is None else not self.differences

    def json(self) -> dict[str, Any]:
        """Give the form of `datmag judge --json`."""
        return {
            "id": self.id,
            "policy": self.policy,
            "decision": self.decision.json(),
            "expected": None if self.expected is None else dict(self.expected),
            "agrees": self.agrees,
        }


def entries(text: str, name: str, *, lines: bool) -> Iterator[Entry | Problem]:
    """Read the text of a file: one case, a list, `{"cases": […]}`, or one case a line.

    Args:
        text: the content.
        name: the file's name, for ids and problems.
        lines: one JSON object a line (`.jsonl`).
    """
    for place, found in _objects_by_line(text) if lines else _objects(text):
        if isinstance(found, InputError):
            yield Problem(f"{name} {place}".strip(), found.text)
            continue
        try:
            yield _entry(found, f"{name} {place}".strip())
        except DatmagError as error:
            named = found.get("id") if isinstance(found, dict) else None
            yield Problem(" ".join(filter(None, (name, place, f"({named})" if named else ""))), error.text)


def judged(entry: Entry, policy: Policy | None) -> Iterator[Judged]:
    """Judge a case under a policy, or under the standard one and every policy that it names."""
    wanted = [policy.name] if policy else [STANDARD, *(name for name in entry.expected if name != STANDARD)]
    for name in wanted:
        decision = decide(entry.case, policy or POLICIES[name])
        expected = entry.expected.get(name)
        yield Judged(entry.id, name, decision, expected, tuple(differences(expected or {}, decision)))


def _check_expected(expected: object) -> None:
    """Refuse an expectation with a key that nobody would look at.

    Raises:
        InputError: no mapping, or an unknown key.
    """
    if not isinstance(expected, dict):
        raise InputError(Text("`expected` is geen object", "`expected` is not an object"))
    for key in expected:
        if key not in CHECKS:
            near = nearest(str(key), CHECKS)
            raise InputError(
                Text(
                    f"`expected` kent `{key}` niet" + (f": bedoelt u `{near}`?" if near else ""),
                    f"`expected` has no `{key}`" + (f": do you mean `{near}`?" if near else ""),
                )
            )


def _objects(text: str) -> Iterator[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield "", _no_json(error)
        return
    if isinstance(whole, dict) and isinstance(whole.get("cases"), list):
        whole = whole["cases"]
    if not isinstance(whole, list):
        yield "", whole
        return
    yield from ((f"#{number}", one) for number, one in enumerate(whole, 1))


def _objects_by_line(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield f"line {number}", json.loads(line)
        except (ValueError, RecursionError) as error:
            yield f"line {number}", _no_json(error)


def _no_json(error: Exception) -> InputError:
    detail = str(error) if isinstance(error, ValueError) else "too deeply nested"
    return InputError(
        Text(
            f"dit is geen JSON ({detail}): controleer haakjes, komma's en aanhalingstekens",
            f"this is not JSON ({detail}): check brackets, commas and quotes",
        )
    )


def _entry(found: object, place: str) -> Entry:
    if not isinstance(found, dict):
        raise InputError(
            Text(
                "een geval is een object met `facts`, of een object van feiten",
                "a case is an object with `facts`, or an object of facts",
            )
        )
    facts = found.get("facts", found)
    if not isinstance(facts, dict):
        raise InputError(Text("`facts` is geen object", "`facts` is not an object"))
    named = found.get("id") if facts is not found else None
    expected = _expected(found) if facts is not found else {}
    return Entry(str(named) if named is not None else place, Case.read(facts), expected)


def _expected(found: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    by_policy = found.get("expected_by_policy") or {}
    if not isinstance(by_policy, dict):
        raise InputError(Text("`expected_by_policy` is geen object", "`expected_by_policy` is not an object"))
    expected: dict[str, Mapping[str, Any]] = {}
    if found.get("expected") is not None:
        _check_expected(found["expected"])
        expected[STANDARD] = found["expected"]
    for name, outcome in by_policy.items():
        if name not in POLICIES or outcome not in {"permit", "deny"}:
            raise InputError(
                Text(
                    f"`expected_by_policy` kan `{name}: {outcome}` niet bevatten: een lezing met permit of deny",
                    f"`expected_by_policy` cannot hold `{name}: {outcome}`: a policy with permit or deny",
                )
            )
        expected.setdefault(name, {"outcome": outcome})
    return expected


def tally(results: Sequence[Judged]) -> dict[str, Any]:
    """Give the results in the form of `datmag judge --json`."""
    return {
        "results": [result.json() for result in results],
        "agree": sum(result.agrees is True for result in results),
        "disagree": sum(result.agrees is False for result in results),
    }
