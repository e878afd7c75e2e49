"""The lines of CONTRIBUTING that add a rule, followed in a copy of the house."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NL = Path("src/datmag/rulebook/nl")
CHECKS = ("test_chapters.py", "test_worked.py", "test_rules.py", "test_independent.py")
LACKING = """
from tests.rulebook.base import RULES
from tests.rulebook.test_chapters import chapters, faults
from tests.rulebook.test_worked import examples, lacking
print(*faults(chapters("nl"), chapters("en"), RULES), *lacking(RULES, examples()), sep="\\n")
"""
"""Prints what the tests of the pages and of the examples want to be nothing; in one second, where they take ten."""
MAIN = "from datmag.cli.main import main; main()"
RULE = "nl.obligation.review.abroad"
SECTIONS = {"nl": "## Wat omstreden is\n", "en": "## What is disputed\n"}


def blocks() -> list[str]:
    """Give the blocks of code under “Adding a rule”: entry, Dutch paragraph, English paragraph, examples."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = page[page.index("## Adding a rule") :]
    return re.findall(r"```\w+\n(.*?)```", part, re.DOTALL)


def entry(folder: Path) -> None:
    """Add the entry at the end of its table."""
    put(folder / NL / "care.py", before=")\n", text=blocks()[0])


def dutch(folder: Path) -> None:
    """Add the paragraph to the Dutch page."""
    put(folder / NL / "chapters/care.nl.md", before=SECTIONS["nl"], text=f"{blocks()[1]}\n")


def english(folder: Path) -> None:
    """Add the paragraph to the English page."""
    put(folder / NL / "chapters/care.en.md", before=SECTIONS["en"], text=f"{blocks()[2]}\n")


def examples(folder: Path) -> None:
    """Add the two examples at the end."""
    put(folder / NL / "chapters/care.yaml", before="", text=f"\n{blocks()[3]}")


def put(path: Path, before: str, text: str) -> None:
    """Put a text before the last place where another one stands in a file; before nothing is at its end."""
    whole = path.read_text(encoding="utf-8")
    place = len(whole) if not before else whole.rindex(f"\n{before}") + 1
    path.write_text(whole[:place] + text + whole[place:], encoding="utf-8")


Step = Callable[[Path], None]
STEPS: tuple[Step, ...] = (entry, dutch, english, examples)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of what the checks of the rulebook need."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    for name in ("pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module or a line of Python in a copy."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def checked(folder: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests of the rulebook in a copy, those that take minutes left out."""
    files = [f"tests/rulebook/{name}" for name in tests]
    return run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *files)


def lacking(folder: Path) -> list[str]:
    """Say what is lacking in a copy."""
    done = run(folder, "-c", f"import sys; sys.path[:0] = ['src', '.']{LACKING}")
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout.splitlines()


def test_a_rule_is_ten_lines() -> None:
    """An entry, a paragraph in two languages, two tests."""
    assert [len(block.splitlines()) for block in blocks()] == [3, 3, 3, 1]


def test_a_rule_is_one_entry_one_paragraph_and_two_tests(copy: Path) -> None:
    """The lines as they stand add a rule that is well written, read, explained and judged, and nothing else is."""
    for step in STEPS:
        step(copy)
    tidy = [
        run(copy, "-m", "ruff", *what, "src") for what in (["format", "--check"], ["check", "--no-cache"])
    ]
    done = checked(copy, *CHECKS)
    listed = run(copy / "src", "-c", MAIN, "rules", "show", RULE, "--lang", "nl")

    assert [one.returncode for one in tidy] == [0, 0], [one.stdout[-500:] for one in tidy]
    assert done.returncode == 0, done.stdout[-2_000:]
    assert "Een afzender in het buitenland" in listed.stdout, listed.stderr


LEFT_OUT: dict[Step, list[str]] = {
    entry: [
        *(f"nl: no rule {RULE}", f"en: no rule {RULE}"),
        *(f"{RULE} has without", f"{RULE} has with"),
    ],
    dutch: [f"nl: no paragraph for {RULE}", "care: nl and en differ in markers"],
    english: [f"en: no paragraph for {RULE}", "care: nl and en differ in markers"],
    examples: [f"{RULE} lacks without", f"{RULE} lacks with"],
}


@pytest.mark.parametrize("left_out", LEFT_OUT)
def test_with_one_of_them_left_out_the_checks_fail(copy: Path, left_out: Step) -> None:
    """Whichever it is, and they say which."""
    for step in STEPS:
        if step is not left_out:
            step(copy)

    assert LEFT_OUT[left_out] == lacking(copy)


def test_a_dutch_paragraph_in_the_english_page_is_seen(copy: Path) -> None:
    """The page is named, and the words."""
    for step in (entry, dutch, examples):
        step(copy)
    put(copy / NL / "chapters/care.en.md", before=SECTIONS["en"], text=f"{blocks()[1]}\n")
    heading = "`Een afzender in het buitenland`"

    assert lacking(copy)[:2] == [
        f"care.en: {heading} is in the other language: een, het",
        f"care.en: {heading} is in the other language: u, een",
    ]
