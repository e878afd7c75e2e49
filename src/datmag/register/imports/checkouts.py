"""What an order form showed and since when, read from YAML or JSON into entries for the register."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from datmag.errors import InputError
from datmag.moment import iso, parse_loose
from datmag.register.imports.notice import load_yaml
from datmag.words import Text

KEYS = ("sender", "since", "until", "informed", "refusal", "notice")
NEEDED = ("since", "informed", "refusal")


def read(path: Path, sender: str) -> list[dict[str, Any]]:
    """Read one checkout or a list of them.

    Args:
        path: YAML or JSON with the keys of `checkouts` of `story.md`.
        sender: whose order form it is, where an entry does not say so.

    Returns:
        Parts for `record.write`.

    Raises:
        InputError: unreadable, an unknown or missing key, a value that its key does not take.
    """
    found = load_yaml(path)
    listed = found if isinstance(found, list) else [found]
    return [_entry(one, sender, f"`{path.name}`, {place}") for place, one in enumerate(listed, 1)]


def part(values: Mapping[str, object], sender: str, where: str = "`checkout`") -> dict[str, Any]:
    """Turn the values of one checkout into a part; a bare date is 00:00 Dutch time.

    Raises:
        InputError: as `read`.
    """
    return _entry(values, sender, where)


def _entry(values: object, sender: str, where: str) -> dict[str, Any]:
    if not isinstance(values, Mapping):
        raise _wrong(
            where, "schrijf sleutels als `since:` en `refusal:`", "write keys like `since:` and `refusal:`"
        )
    given = {str(key): value for key, value in values.items() if value is not None}
    for key in given:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, 1)
            nl = f"bedoelt u `{near[0]}`?" if near else f"kies uit {', '.join(KEYS)}"
            en = f"did you mean `{near[0]}`?" if near else f"choose one of {', '.join(KEYS)}"
            raise _wrong(where, f"sleutel `{key}` bestaat niet: {nl}", f"there is no key `{key}`: {en}")
    for key in NEEDED:
        if key not in given:
            raise _wrong(where, f"sleutel `{key}` ontbreekt: voeg hem toe", f"key `{key}` is missing: add it")
    entry: dict[str, Any] = {"part": "checkout", "sender": sender, **given}
    for key in ("since", "until"):
        if key in given:
            entry[key] = iso(_time(given[key], key, where))
    if entry.get("until", "9999") <= entry["since"]:
        raise _wrong(
            where, "`until` ligt niet na `since`: draai ze om", "`until` is not after `since`: swap them"
        )
    return entry


def _time(value: object, key: str, where: str) -> int:
    try:
        return parse_loose(str(value))
    except InputError as error:
        raise _wrong(where, f"`{key}`: {error.text.nl}", f"`{key}`: {error.text.en}") from None


def _wrong(where: str, nl: str, en: str) -> InputError:
    return InputError(Text(f"{where}: {nl}", f"{where}: {en}"))
