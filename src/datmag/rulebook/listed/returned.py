"""Whether a list that was read comes back when it is written again: the last net under every mistake in a file."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from datmag.rulebook.listed.entry import Entry, is_a, time_of
from datmag.words import Text

_NOTHING: Any = object()
"""Where one of the two has no value at all."""


def all_returned(entries: Sequence[Entry], written: Sequence[dict[str, Any]]) -> None:
    """Refuse the first entry that is lost or changed on the way from a file into a rulebook.

    The same moment in another zone is the same; the order of entries of different kinds is free.

    Raises:
        InputError: naming the entry, the key, and what would be written instead.
    """
    by_id = {one["id"]: one for one in written}
    for entry in entries:
        if entry.name not in by_id:
            entry.fault(
                "hoort nergens bij: geen andere regel verwijst ernaar",
                "belongs to nothing: no other rule refers to it",
            )
        for path, given, again in _unlike(entry.found, by_id[entry.name], ""):
            if again is _NOTHING:
                entry.wrong(path, given, Text("haal het weg", "take it out"))
            right = json.dumps(again, ensure_ascii=False)
            entry.wrong(
                path,
                None if given is _NOTHING else given,
                Text(f"schrijf `{right}`", f"write `{right}`"),
            )


def _unlike(given: Any, again: Any, path: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401  (JSON values)
    if is_a(given, dict) and is_a(again, dict):
        for key in dict.fromkeys((*given, *again)):
            at = f"{path}.{key}" if path else key
            yield from _unlike(given.get(key, _NOTHING), again.get(key, _NOTHING), at)
    elif is_a(given, list) and is_a(again, list) and len(given) == len(again):
        for place, (one, other) in enumerate(zip(given, again, strict=True)):
            yield from _unlike(one, other, f"{path}[{place}]")
    elif type(given) is not type(again) or given != again:
        moment = time_of(given)
        if moment is None or moment != time_of(again):
            yield path, given, again
