"""One entry of the list of a rulebook, read key by key; what is lacking or wrong is an error that names it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from datmag.errors import InputError
from datmag.moment import Moment, iso, parse
from datmag.rulebook.case import nearest
from datmag.words import LANGS, Text

T = TypeVar("T")
_SHOWN = 80
"""So much of a wrong value is shown."""


def broken(where: str, nl: str, en: str) -> InputError:
    """Make the error for a file that is no list of a rulebook."""
    return InputError(
        Text(
            f"`{where}`: {nl}: geef een bestand uit `datmag rules list --json`",
            f"`{where}`: {en}: give a file from `datmag rules list --json`",
        )
    )


def instead(given: object, known: Iterable[str]) -> Text:
    """Ask for the word that was meant, or name all that there are."""
    words = list(known)
    near = nearest(given, words) if isinstance(given, str) else ""
    if near:
        return Text(f"bedoelt u `{near}`?", f"do you mean `{near}`?")
    listed = ", ".join(words)
    return Text(f"kies uit {listed}", f"choose from {listed}")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list, or an object within one.

    Args:
        where: the name of the file.
        number: which entry it is, from 1.
        found: what stands in it.
        name: its id, where it has one.
        path: where an object stands within its entry.
    """

    where: str
    number: int
    found: Mapping[str, Any] = field(repr=False)
    name: str = ""
    path: str = ""

    @classmethod
    def of(cls, where: str, number: int, found: Any) -> "Entry":  # noqa: ANN401  (a JSON value)
        """Take an entry; refuse what is no object."""
        if not is_a(found, dict):
            cls(where, number, {}).fault("is geen object", "is no object")
        name = found.get("id")
        return cls(where, number, found, name if is_a(name, str) else "")

    @property
    def called(self) -> str:
        """The entry as errors name it."""
        return f"{self.number} ({self.name})" if self.name else str(self.number)

    def fault(self, nl: str, en: str) -> NoReturn:
        """Say what is wrong with the entry."""
        raise InputError(
            Text(f"`{self.where}`: onderdeel {self.called} {nl}", f"`{self.where}`: entry {self.called} {en}")
        )

    def wrong(self, key: str, given: object, todo: Text) -> NoReturn:
        """Say which value of a key is wrong, and what to write."""
        said = json.dumps(given, ensure_ascii=False)
        shown = said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
        at = f"{self.path}{key}"
        self.fault(
            f"heeft een `{at}` die niet kan, `{shown}`: {todo.nl}",
            f"has a wrong `{at}`, `{shown}`: {todo.en}",
        )

    def only(self, needed: Iterable[str], more: Iterable[str] = ()) -> None:
        """Refuse a key that the entry does not have, and name one that is lacking."""
        must = list(needed)
        known = [*must, *more]
        for key in self.found:
            if key not in known:
                # Of two names that look alike the one that is lacking was meant.
                near = nearest(key, [one for one in known if one not in self.found])
                todo = instead(near or key, known)
                self.fault(
                    f"heeft een onbekende sleutel `{self.path}{key}`: {todo.nl}",
                    f"has an unknown key `{self.path}{key}`: {todo.en}",
                )
        lacking = next((key for key in must if key not in self.found), "")
        if lacking:
            self.fault(f"mist `{self.path}{lacking}`: vul aan", f"lacks `{self.path}{lacking}`: add it")

    def get(self, key: str, kind: type[T]) -> T:
        """Give the value of a key that is a word, a number or a truth."""
        value: Any = self.found.get(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.wrong(key, value, _FORMS[kind])
        return value

    def word(self, key: str, known: Iterable[str]) -> str:
        """Give a word of a closed vocabulary."""
        words = list(known)
        value: Any = self.found.get(key)
        if not isinstance(value, str) or value not in words:
            self.wrong(key, value, instead(value, words))
        return value

    def words(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """Give a list of words of a closed vocabulary."""
        words, given = list(known), self.several(key)
        for one in given:
            if not is_a(one, str) or one not in words:
                self.wrong(key, one, instead(one, words))
        return tuple(given)

    def named(self, before: str, after: str = "") -> str:
        """Give the middle of an id that begins and ends in a fixed way."""
        value = self.get("id", str)
        name = value.removeprefix(before).removesuffix(after)
        if f"{before}{name}{after}" != value or not name:
            self.wrong("id", value, Text(f"schrijf `{before}…{after}`", f"write `{before}…{after}`"))
        return name

    def several(self, key: str) -> list[Any]:
        """Give a list."""
        value: list[Any] = self.found.get(key, [])
        return value if key in self.found and is_a(value, list) else self.wrong(key, value, _LIST)

    def by_name(self, key: str) -> "Entry":
        """Give an object."""
        return self._within(key, self.found.get(key), key)

    def objects(self, key: str) -> Iterator["Entry"]:
        """Give the objects of a list."""
        for place, one in enumerate(self.several(key)):
            yield self._within(f"{key}[{place}]", one, key)

    def _within(self, at: str, value: Any, key: str) -> "Entry":  # noqa: ANN401  (a JSON value)
        if not is_a(value, dict):
            self.wrong(key, value, _OBJECT)
        return Entry(self.where, self.number, value, self.name, f"{self.path}{at}.")

    def moment(self, key: str) -> Moment:
        """Give a time."""
        value: Any = self.found.get(key)
        read = time_of(value)
        return self.wrong(key, value, _TIME) if read is None else read

    def text(self, key: str) -> Text:
        """Give a text in both languages."""
        both = self.by_name(key)
        both.only(LANGS)
        for lang in LANGS:
            if not both.get(lang, str).strip():
                both.wrong(lang, both.found[lang], Text("schrijf een tekst", "write a text"))
        return Text(both.found["nl"], both.found["en"])


def is_a(value: Any, kind: type[object]) -> bool:  # noqa: ANN401  (a JSON value)
    """Tell of which kind a JSON value is, and say no more of what is in it."""
    return isinstance(value, kind)


def time_of(value: Any) -> Moment | None:  # noqa: ANN401  (a JSON value)
    """Give a time with zone as a moment; None where it is none, or lies outside the calendar."""
    if not is_a(value, str):
        return None
    try:
        read = parse(value)
        iso(read)
    except (InputError, OverflowError):
        return None
    return read


_LIST = Text("schrijf een lijst, `[…]`", "write a list, `[…]`")
_OBJECT = Text("schrijf een object, `{…}`", "write an object, `{…}`")
_TIME = Text(
    "schrijf het als `2026-11-10T10:00:00+01:00`, met tijdzone",
    "write it like `2026-11-10T10:00:00+01:00`, with a zone",
)
_FORMS: dict[type[object], Text] = {
    str: Text("schrijf tekst tussen aanhalingstekens", "write text between quotes"),
    int: Text("schrijf een heel getal", "write a whole number"),
    bool: Text("schrijf true of false", "write true or false"),
}
