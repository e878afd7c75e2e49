"""Two languages, always: every text in the code stands in Dutch and in English, each in its own words."""

import ast
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import datmag
from tests.languages import unlike

PACKAGE = Path(datmag.__file__).parent
SAME = {"Accounts", "English", "Inbox", "Nederlands", "tab", "`…` is ……"}
"""What is the same in both languages, and the names of the languages themselves."""


class Written(NamedTuple):
    """One text as it is written in the code; what is filled in later is `…`."""

    where: str
    nl: str
    en: str


def written(where: str, code: str) -> Iterator[Written]:
    """Give every text of a file: what `Text`, or a function that takes `nl` and `en`, is called with."""
    tree = ast.parse(code)
    takers = {"Text": 0}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args]
            if ("nl", "en") in itertools.pairwise(names):
                takers[node.name] = names.index("nl")
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in takers:
            pair = node.args[takers[node.func.id] :][:2]
            texts = [text for text in map(_literal, pair) if text is not None]
            if len(texts) == 2:
                yield Written(f"{where}:{node.lineno}", *texts)


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) or "…" for part in node.values)
    return None


def faults(texts: Iterable[Written]) -> list[str]:
    """Say which texts are not in both languages, each with its place."""
    return [f"{one.where}: {fault}" for one in texts for fault in unlike(one.nl, one.en, SAME)]


def test_every_text_in_the_code_stands_in_dutch_and_in_english() -> None:
    """None is copied from the other language, and neither holds small words of the other."""
    texts = [
        one
        for path in sorted(PACKAGE.rglob("*.py"))
        for one in written(str(path.relative_to(PACKAGE)), path.read_text(encoding="utf-8"))
    ]

    assert faults(texts) == []
    assert len(texts) > 1_000


WRONG = {
    'Text("Dit mag.", "Dit mag.")': [
        "x:1: the same in both",
        "x:1: `dit` in the English",
        "x:1: `mag` in the English",
    ],
    'Text("Post", "Post")': ["x:1: the same in both"],
    'Text("This is it.", "This is it.")': [
        "x:1: the same in both",
        *("x:1: `this` in the Dutch", "x:1: `it` in the Dutch"),
    ],
    'Text("Dit mag niet.", "Dit mag niet, ever.")': [
        *("x:1: `dit` in the English", "x:1: `mag` in the English", "x:1: `niet` in the English"),
    ],
    'Text("not allowed", f"{name} is not allowed")': ["x:1: `not` in the Dutch"],
    'Text("Vanaf 2026 mag dit.", "Since 2025 this is allowed.")': ["x:1: other numbers"],
    'Text("Hooguit € 900.000.", "At most 90,000 euros.")': ["x:1: other numbers"],
    'Text("", "Nothing.")': ["x:1: no Dutch"],
    'Text("Niets.", " ")': ["x:1: no English"],
    'def wrong(name, nl, en): ...\nwrong("a", "hier", f"waar {name} het leest")': [
        "x:2: `het` in the English"
    ],
}


@pytest.mark.parametrize("code", WRONG)
def test_a_text_in_the_wrong_language_is_seen(code: str) -> None:
    """A copy, a swap, and a text that is lacking, each with its place."""
    assert WRONG[code] == faults(written("x", code))


def test_what_both_languages_write_alike_is_no_fault() -> None:
    """Signs, what stands in backticks, and the names of bodies."""
    code = """
Text("€ 10", "€ 10")
Text("Vanaf zestien jaar: vierde lid, 900.000 euro.", "From 16: paragraph (4), 900,000 euros.")
Text(f"{name}: 3", f"{name}: 3")
Text("`datmag judge` leest `de`", "`datmag judge` reads `the`")
Text("De Autoriteit Consument en Markt houdt toezicht.", "The Autoriteit Consument en Markt supervises.")
"""

    assert faults(written("x", code)) == []
