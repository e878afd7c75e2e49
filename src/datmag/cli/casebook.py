"""Flat cases from files: reading them, judging them, and comparing with what they expect."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from datmag.cli.agree import differences
from datmag.cli.cases import Found, found_by_line, found_in
from datmag.errors import DatmagError
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.expected import STANDARD, Expected
from datmag.rulebook.flat import read
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import LANGS, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of a casebook.

    Args:
        id: its name, or its place in the file.
        case: its facts.
        expected: what it expects under a policy, by the policy's name, in the form of `case.schema.json`.
        policy: the policy that it names itself; None where it names none.
    """

    id: str
    case: Case
    expected: Expected
    policy: Policy | None = None


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
    own = [entry.policy.name] if entry.policy else []
    wanted = [policy.name] if policy else dict.fromkeys([STANDARD, *own, *entry.expected])
    for name in wanted:
        decision = decide(entry.case, policy or POLICIES[name])
        expected = entry.expected.get(name)
        yield Judged(entry.id, name, decision, expected, tuple(differences(expected or {}, decision)))


def _entry(found: object, place: str) -> Entry:
    flat = read(found, others=True)
    return Entry(flat.id or place, flat.case, flat.expected, flat.policy)
