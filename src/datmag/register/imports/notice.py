"""The consent text that rows answered to, as the operator vouches for it (`--notice FILE`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from datmag.errors import InputError
from datmag.moment import NEVER, Moment, parse_loose
from datmag.register.form import ACTS
from datmag.register.keys import CHANNELS
from datmag.words import Text

KEYS = ("from", "until", "text", "names", "purposes", "channels", "act", "informed", "bundled", "conditional")
TRUTHS = ("informed", "bundled", "conditional")


class _Loader(yaml.SafeLoader):
    """Reads times as they are written, so that an impossible one is named by its key."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
    for sign, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that was shown from `since` up to, not including, `until` (`NEVER`: no end)."""

    text: str
    since: Moment = NEVER
    until: Moment = NEVER
    names: tuple[str, ...] | None = None
    purposes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    act: str = ""
    truths: Mapping[str, bool] | None = None
    hash: str = ""

    def covers(self, at: Moment) -> bool:
        """Say whether the text was shown at that moment; an undated Yes is covered by no text."""
        return at != NEVER and self.since <= at and (self.until == NEVER or at < self.until)

    @property
    def notice(self) -> dict[str, Any]:
        """Give the `notice` of a Yes; what the operator does not say is left out, so it stays unknown."""
        known: dict[str, Any] = {"text": self.text} if self.text else {"hash": self.hash}
        if self.names is not None:
            known["names"] = list(self.names)
        return {**known, **(self.truths or {})}


def read(path: Path, sender: Mapping[str, str]) -> Shown:
    """Read a notice file.

    Answering to a text is an act of one's own, so `act` is `active` where the file does not say otherwise;
    whether people were informed, and whether it was bundled with terms, only counts where it is written down.

    Args:
        path: YAML with `from`, `until`, `text`, `names`, `purposes` and, where known, `channels`, `act`,
            `informed`, `bundled`, `conditional`.
        sender: folded name → id, for senders that are named by their own name.

    Raises:
        InputError: unreadable, an unknown key, a value that its key does not take, no text.
    """
    found = load_yaml(path)
    if not isinstance(found, Mapping):
        raise _wrong(
            path, "", "schrijf sleutels als `text:` en `purposes:`", "write keys like `text:` and `purposes:`"
        )
    for key in found:
        if key not in KEYS:
            raise _unknown(path, str(key))
    text = str(found.get("text") or "").strip()
    if not text:
        raise _wrong(
            path,
            "text",
            "zet hier de precieze tekst die mensen zagen",
            "put here the exact text that people saw",
        )
    names = _words(path, found, "names") if "names" in found else None
    return Shown(
        text=text,
        since=_time(path, found, "from"),
        until=_time(path, found, "until"),
        names=None if names is None else tuple(sender.get(name.casefold(), name) for name in names),
        purposes=_words(path, found, "purposes"),
        channels=_among(path, "channels", _words(path, found, "channels"), CHANNELS),
        act=_among(path, "act", (str(found.get("act", "active")),), ACTS)[0],
        truths={name: _truth(path, name, found[name]) for name in TRUTHS if name in found},
    )


def load_yaml(path: Path) -> object:
    """Read one YAML (or JSON) document.

    Raises:
        InputError: no such file, not UTF-8, or not YAML; the line is named.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)  # noqa: S506  (a SafeLoader)
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(
            Text(f"`{path.name}` kan niet worden gelezen: {why}", f"`{path.name}` cannot be read: {why}")
        ) from None
    except UnicodeDecodeError:
        raise _wrong(path, "", "sla het bestand op als UTF-8", "save the file as UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InputError(
            Text(
                f"`{path.name}`, regel {line}: dit is geen YAML; let op inspringen en op `:` in een tekst (zet die tussen aanhalingstekens)",
                f"`{path.name}`, line {line}: this is no YAML; mind the indent, and put a text that holds `:` between quotes",
            )
        ) from None


def _time(path: Path, found: Mapping[str, object], key: str) -> Moment:
    if found.get(key) is None:
        return NEVER
    try:
        return parse_loose(str(found[key]))
    except InputError as error:
        raise _wrong(path, key, error.text.nl, error.text.en) from None


def _words(path: Path, found: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = found.get(key)
    listed = [value] if isinstance(value, str) else value
    if listed is None:
        return ()
    if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
        raise _wrong(path, key, "schrijf een lijst van woorden", "write a list of words")
    if any("|" in one for one in listed):
        raise _wrong(path, key, "gebruik geen `|` in een woord", "use no `|` in a word")
    return tuple(one.strip() for one in listed)


def _among(path: Path, key: str, words: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    for word in words:
        if word not in known:
            choices = ", ".join(known)
            raise _wrong(
                path,
                key,
                f"`{word}` bestaat niet: kies uit {choices}",
                f"there is no `{word}`: choose one of {choices}",
            )
    return words


def _truth(path: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, key, "schrijf `yes` of `no`", "write `yes` or `no`")
    return value


def _wrong(path: Path, key: str, nl: str, en: str) -> InputError:
    where = f"`{path.name}`" + (f", `{key}`" if key else "")
    return InputError(Text(f"{where}: {nl}", f"{where}: {en}"))


def _unknown(path: Path, key: str) -> InputError:
    near = get_close_matches(key, KEYS, 1)
    known = ", ".join(KEYS)
    nl = f"bedoelt u `{near[0]}`?" if near else f"kies uit {known}"
    en = f"did you mean `{near[0]}`?" if near else f"choose one of {known}"
    return _wrong(path, key, f"deze sleutel bestaat niet: {nl}", f"there is no such key: {en}")
