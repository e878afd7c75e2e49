"""Flat cases from files: reading them, judging them, and comparing with what they expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from datmag.cli.agree import CHECKS, differences
from datmag.cli.cases import Found, found_by_line, found_in
from datmag.errors import DatmagError, InputError
from datmag.rulebook.case import Case, nearest
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.terms import ADVICE, CURES, GROUNDS, OBLIGATIONS, REASONS
from datmag.words import LANGS, Text

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
    """A case, or a whole file, that could not be read.

    Args:
        where: the file, the place in it, and the case's id where it has one.
        text: what is wrong and what to do.
        line, column: where it begins or where it broke, from 1; 0 where that is not known.
    """

    where: Text
    text: Text
    line: int = 0
    column: int = 0

    def json(self) -> dict[str, Any]:
        """Give the form of `errors` in `datmag judge --json`."""
        known = {"line": self.line, "column": self.column}
        return {
            "where": self.where.en,
            **{key: value for key, value in known.items() if value},
            "text": self.text.json(),
        }


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
    yield from _entries(BytesIO(text.encode()), name, lines=lines)


def entries_of(path: Path) -> Iterator[Entry | Problem]:
    """Read a file of any size, one case at a time; a name that ends in `.jsonl` holds one case a line."""
    try:
        with path.open("rb") as stream:
            yield from _entries(stream, path.name, lines=path.suffix == ".jsonl")
    except OSError as error:
        yield Problem(Text(str(path), str(path)), _closed(error))


def _entries(stream: BinaryIO, name: str, *, lines: bool) -> Iterator[Entry | Problem]:
    for found in found_by_line(stream) if lines else found_in(stream):
        trouble = found.trouble
        if not trouble:
            try:
                yield _entry(found.value, f"{name} {found.place.en}".strip())
                continue
            except DatmagError as error:
                trouble = error.text
            except RecursionError:
                trouble = _TOO_DEEP
        yield Problem(_where(name, found), trouble, found.line, found.column)


def _where(name: str, found: Found) -> Text:
    named = found.value.get("id") if isinstance(found.value, dict) else None
    shown = f"({str(named)[:_SHOWN]})" if isinstance(named, str | int) else ""
    nl, en = (" ".join(filter(None, (name, found.place.of(lang), shown))) for lang in LANGS)
    return Text(nl, en)


_SHOWN = 80
_TOO_DEEP = Text(
    "dit zit te diep in elkaar: een feit is één waarde", "too deeply nested: a fact is one value"
)


def _closed(error: OSError) -> Text:
    if isinstance(error, FileNotFoundError):
        why = Text("het bestand bestaat niet; kijk of de naam klopt", "there is no such file; check the name")
    elif isinstance(error, IsADirectoryError):
        why = Text("dit is een map; noem de bestanden erin", "it is a folder; name the files in it")
    elif isinstance(error, PermissionError):
        why = Text(
            "u mag dit bestand niet lezen; pas de rechten aan", "you may not read it; change its rights"
        )
    else:
        why = Text(*[error.strerror or type(error).__name__] * 2)
    return Text(f"kan niet worden gelezen: {why.nl}", f"cannot be read: {why.en}")


def judged(entry: Entry, policy: Policy | None) -> Iterator[Judged]:
    """Judge a case under a policy, or under the standard one and every policy that it names."""
    wanted = [policy.name] if policy else [STANDARD, *(name for name in entry.expected if name != STANDARD)]
    for name in wanted:
        decision = decide(entry.case, policy or POLICIES[name])
        expected = entry.expected.get(name)
        yield Judged(entry.id, name, decision, expected, tuple(differences(expected or {}, decision)))


def _check_expected(expected: object) -> None:
    """Refuse an expectation with a key that nobody would look at, or a value that it cannot have.

    Raises:
        InputError: no mapping, an unknown key, a wrong value.
    """
    if not isinstance(expected, dict):
        raise InputError(Text("`expected` is geen object", "`expected` is not an object"))
    for key, wanted in expected.items():
        if key not in CHECKS:
            shown = str(key)[:_SHOWN]
            near = nearest(shown, CHECKS)
            raise InputError(
                Text(
                    f"`expected` kent `{shown}` niet" + (f": bedoelt u `{near}`?" if near else ""),
                    f"`expected` has no `{shown}`" + (f": do you mean `{near}`?" if near else ""),
                )
            )
        for word in _words(key, wanted):
            if word not in VOCABULARY.get(key, (word,)):
                raise _no_such_word(key, word)


VOCABULARY: dict[str, tuple[str, ...]] = {
    "outcome": ("permit", "deny"),
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
"""The words that each key of `expected` may hold; a citation is no word."""

_ONE_WORD = ("outcome", "ground", "reason")
_MAY_BE_NULL = ("ground", "reason")


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
        words = [word for word in wanted if isinstance(word, str)]
        if len(words) == len(wanted):
            return words
    raise InputError(
        Text(
            f"`{key}` in `expected` is geen lijst van woorden",
            f"`{key}` in `expected` is not a list of words",
        )
    )


def _no_such_word(key: str, word: str) -> InputError:
    shown, known = word[:_SHOWN], VOCABULARY[key]
    near, listed = nearest(shown, known), ", ".join(known)
    return InputError(
        Text(
            f"`{key}` in `expected` kan niet `{shown}` zijn: "
            + (f"bedoelt u `{near}`?" if near else f"kies uit {listed}"),
            f"`{key}` in `expected` cannot be `{shown}`: "
            + (f"do you mean `{near}`?" if near else f"choose from {listed}"),
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
        if name not in POLICIES or not isinstance(outcome, str) or outcome not in {"permit", "deny"}:
            shown = f"{name}: {outcome}"[:_SHOWN]
            raise InputError(
                Text(
                    f"`expected_by_policy` kan `{shown}` niet bevatten: een lezing met permit of deny",
                    f"`expected_by_policy` cannot hold `{shown}`: a policy with permit or deny",
                )
            )
        expected.setdefault(name, {"outcome": outcome})
    return expected
