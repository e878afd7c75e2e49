"""The floors hold, and a planted breach of each contract is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

BREACHES = {
    "a lower room imports a higher one": ("rulebook/terms.py", "import datmag.register.keys"),
    "neighbours import each other": ("mail/headers.py", "import datmag.rulebook.terms"),
    "a pure room uses the network": ("mail/headers.py", "import socket"),
    "a pure room uses Django": ("rulebook/terms.py", "import django"),
    "somebody else takes the posting hand": ("web/urls.py", "import datmag.delivery.smtp"),
    "somebody else speaks SMTP": ("campaign/__init__.py", "import smtplib"),
}


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a copy of the house."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", "pyproject.toml", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        command, cwd=source.parent, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a copy of the source that a test may spoil."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "src/datmag",
        tmp_path / "src/datmag",
        ignore=shutil.ignore_patterns("__pycache__", "static", "templates"),
    )
    return tmp_path / "src"


def test_the_house_as_it_is_keeps_its_floors(house: Path) -> None:
    """Every contract holds on the real source."""
    result = lint(house)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_planted_breach_is_caught(house: Path, breach: str) -> None:
    """One forbidden import makes the check fail."""
    name, line = BREACHES[breach]
    path = house / "datmag" / name
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")

    result = lint(house)

    assert result.returncode != 0, breach
    assert "BROKEN" in result.stdout


def test_a_room_without_a_floor_is_caught(house: Path) -> None:
    """A new room must be given its floor."""
    (house / "datmag/annex").mkdir()
    (house / "datmag/annex/__init__.py").write_text('"""An annex."""\n', encoding="utf-8")

    result = lint(house)

    assert result.returncode != 0
    assert "annex" in result.stdout
