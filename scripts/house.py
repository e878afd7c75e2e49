"""Check the house rules that no other tool checks: short files, short functions, true pages, no stray hosts."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LONGEST_FILE = 500
LONGEST_FUNCTION = 60
BY_HAND = {"by_hand.py"}
"""The floor of a bench is one function, as one writes it by hand."""
INDEX_HOST = re.compile(r"--(extra-)?index-url|files\.pythonhosted|registry\.npmjs")


def tracked() -> list[Path]:
    """Give every file that git knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def long_functions(path: Path, text: str) -> Iterator[str]:
    """Name the functions of one file that are longer than a page."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{path.relative_to(ROOT)}:{node.lineno} `{node.name}` has {length} lines"


def rooms_missing() -> Iterator[str]:
    """Name the rooms that ARCHITECTURE.md does not speak of."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    for room in sorted((ROOT / "src/datmag").iterdir()):
        if room.is_dir() and (room / "__init__.py").exists() and f"`{room.name}`" not in page:
            yield f"ARCHITECTURE.md does not name the room `{room.name}`"


def findings() -> Iterator[str]:
    """Give every breach of a house rule."""
    for path in tracked():
        if path.suffix not in {".py", ".md", ".toml", ".txt", ".html", ".css", ".sh", ".json"}:
            continue
        text = path.read_text(encoding="utf-8")
        if path.name != "house.py" and INDEX_HOST.search(text):
            yield f"{path.relative_to(ROOT)} names a package index"
        if path.suffix == ".py":
            lines = text.count("\n")
            if lines > LONGEST_FILE:
                yield f"{path.relative_to(ROOT)} has {lines} lines: at most {LONGEST_FILE}"
            if path.name not in BY_HAND:
                yield from long_functions(path, text)
    yield from rooms_missing()


def main() -> int:
    """Print the findings; give 1 if there are any."""
    found = list(findings())
    for line in found:
        print(line)
    print(f"house rules: {len(found)} findings")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
