"""The lines of CONTRIBUTING that add a rule, followed in a copy of the house."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NL = Path("src/datmag/rulebook/nl")
CHECKS = ("test_chapters.py", "test_worked.py", "test_rules.py")
MAIN = "from datmag.cli.main import main; main()"
RULE = "nl.obligation.review.abroad"


def blocks() -> dict[str, str]:
    """Give the blocks of code under “Adding a rule”, by their language."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    part = page[page.index("## Adding a rule") :]
    return dict(re.findall(r"```(\w+)\n(.*?)```", part, re.DOTALL))


def entry(folder: Path) -> None:
    """Add the entry to its table."""
    put(folder / NL / "care.py", "OBLIGATIONS: tuple[Obligation, ...] = (\n", blocks()["text"])


def paragraphs(folder: Path) -> None:
    """Add the paragraph to both pages."""
    for lang, heading in (("nl", "## Wat omstreden is"), ("en", "## What is disputed")):
        path = folder / NL / "chapters" / f"care.{lang}.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(heading, f"{blocks()['markdown']}\n{heading}", 1), encoding="utf-8")


def examples(folder: Path) -> None:
    """Add the two examples."""
    path = folder / NL / "chapters" / "care.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{blocks()['yaml']}", encoding="utf-8")


def put(path: Path, after: str, text: str) -> None:
    """Put a text after another one that stands in a file once."""
    whole = path.read_text(encoding="utf-8")
    assert whole.count(after) == 1
    path.write_text(whole.replace(after, after + text), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of what the checks of the rulebook need."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
    for part in ("src", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=ignored)
    for name in ("pyproject.toml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the checks of the rulebook in a copy."""
    files = [f"tests/rulebook/{name}" for name in CHECKS]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_a_rule_is_one_entry_one_paragraph_and_two_tests(copy: Path) -> None:
    """The lines as they stand add a rule that is read, explained and judged."""
    entry(copy)
    paragraphs(copy)
    examples(copy)
    done = checked(copy)
    listed = subprocess.run(
        [sys.executable, "-c", MAIN, "rules", "show", RULE, "--lang", "nl"],
        cwd=copy / "src",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2_000:]
    assert "Een afzender in het buitenland" in listed.stdout, listed.stderr


@pytest.mark.parametrize("left_out", [entry, paragraphs, examples])
def test_with_one_of_them_left_out_the_checks_fail(copy: Path, left_out: object) -> None:
    """Whichever it is, and they name the rule."""
    for step in (entry, paragraphs, examples):
        if step is not left_out:
            step(copy)
    done = checked(copy)

    assert done.returncode == 1
    assert RULE in done.stdout
