"""Find the consent text that a line names: by its hash on record, or in a file beside the list."""

import re
from pathlib import Path

from datmag.register.imports.notice import Shown, read
from datmag.register.models import Notice

_HASH = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1_000_000


class Texts:
    """The texts that lines name, each looked up once.

    Args:
        folder: where the list stands; files are looked for there and nowhere else.
    """

    def __init__(self, folder: Path) -> None:
        """Start with none."""
        self._folder = folder
        self._found: dict[str, Shown | None] = {}

    def find(self, name: str) -> Shown | None:
        """Give the text under a hash or file name; None where there is none."""
        if name not in self._found:
            self._found[name] = (
                _on_record(name.lower()) if _HASH.fullmatch(name.lower()) else self._file(name)
            )
        return self._found[name]

    def _file(self, name: str) -> Shown | None:
        if "/" in name or "\\" in name or name.startswith("."):
            return None
        path = self._folder / name
        try:
            if not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST:
                return None
            if path.suffix in {".yaml", ".yml", ".json"}:
                return read(path, {})
            text = path.read_text(encoding="utf-8-sig").strip()
        except (OSError, ValueError):
            return None
        return Shown(text=text) if text else None


def _on_record(name: str) -> Shown | None:
    kept = Notice.objects.filter(id=name).first()
    if kept is None:
        return None
    truths = {"bundled": kept.bundled, "informed": kept.informed, "conditional": kept.conditional}
    return Shown(
        text=kept.body,
        hash=name,
        names=_words(kept.names),
        purposes=_words(kept.purposes) or (),
        truths={fact: value == 1 for fact, value in truths.items() if value >= 0},
    )


def _words(column: str) -> tuple[str, ...] | None:
    return tuple(word for word in column.split("|") if word) if column else None
