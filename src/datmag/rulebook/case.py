"""A case: one intended message to one address at one moment, as a frozen set of facts."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from datmag.errors import InputError
from datmag.moment import NEVER, Moment, iso, parse, to_datetime
from datmag.rulebook.countries import COMMONLY_MEANT, COUNTRIES
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER, Fact, Value
from datmag.words import Text

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_COUNTRY = re.compile(r"[A-Z]{2}")
_OLDEST = 130
_LONGEST = 60
_YEARS = range(1990, 2200)


class FactError(InputError):
    """A fact that cannot be read; `fact` is its name as given."""

    def __init__(self, fact: str, text: Text) -> None:
        """Keep the name and the sentence."""
        super().__init__(text)
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Case:
    """All facts of one case. INVARIANT: every fact of FACTS has a value; none is null.

    In it a bool fact is True, False or UNKNOWN; an enum fact a word or UNKNOWN; a time a moment or NEVER;
    the age a number or UNKNOWN_NUMBER.
    """

    facts: Mapping[str, Value]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Case":
        """Read the flat facts of `decision.md`, section 1; a missing one or null takes its silence.

        Raises:
            FactError: an unknown fact, a value that the fact does not have, a required fact left out.
        """
        unknown = [name for name in given if name not in FACTS]
        if unknown:
            raise _no_such_fact(str(unknown[0]))
        facts = {name: _read(fact, given.get(name)) for name, fact in FACTS.items()}
        return cls._checked(facts)

    @classmethod
    def of(cls, row: Mapping[str, int | str]) -> "Case":
        """Make a case of a typed row: bools as 1, 0, -1, times as moments; keys that are no facts are left."""
        return cls._checked({name: _typed(fact, row.get(name)) for name, fact in FACTS.items()})

    @classmethod
    def _checked(cls, facts: dict[str, Value]) -> "Case":
        if to_datetime(int(facts["at"])).year not in _YEARS:
            raise _bad_value(FACTS["at"], iso(int(facts["at"])))
        return cls(MappingProxyType(facts))

    def __getitem__(self, name: str) -> Value:
        """Give the value of a fact."""
        return self.facts[name]

    @property
    def at(self) -> Moment:
        """The intended moment of sending."""
        return int(self.facts["at"])

    @property
    def channel(self) -> str:
        """The channel of the message."""
        return str(self.facts["channel"])

    def changed(self, changes: Mapping[str, Value]) -> "Case":
        """Give the same case with some facts changed."""
        return Case(MappingProxyType({**self.facts, **changes}))

    def row(self) -> dict[str, int | str]:
        """Give the facts as a typed row: bools as 1, 0, -1, the rest as it is."""
        return {name: _column(FACTS[name], value) for name, value in self.facts.items()}

    def json(self, names: Iterable[str] = tuple(FACTS)) -> dict[str, Any]:
        """Give facts in the form of `decision.md`; what is not known is null."""
        return {name: _shown(FACTS[name], self.facts[name]) for name in names}


def value_of(name: str, value: object) -> Value:
    """Give a fact's value as a case holds it, from a word, a bool, a moment, 1/0/-1 or None.

    Raises:
        FactError: no such fact, or a value that it does not have.
    """
    if name not in FACTS:
        raise _no_such_fact(name)
    return _typed(FACTS[name], value)


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the known name that looks most like `name`, or nothing."""
    return next(iter(get_close_matches(name, list(known), 1)), "")


def _read(fact: Fact, value: object) -> Value:
    if value is None:
        return _absent(fact)
    if fact.kind == "moment":
        return _read_time(fact, value)
    # `unknown` and -1 stand in typed rows only: here null says that nobody knows.
    said = isinstance(value, str | int) and value not in {UNKNOWN, UNKNOWN_NUMBER}
    if not (isinstance(value, bool) if fact.kind == "bool" else said):
        raise _bad_value(fact, value)
    if fact.kind == "country" and value not in COUNTRIES:
        raise _bad_value(fact, value)
    return _typed(fact, value)


def _read_time(fact: Fact, value: object) -> Moment:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise _bad_value(fact, value)
    try:
        read = parse(value)
        iso(read)
    except (InputError, OverflowError):
        raise _bad_value(fact, value) from None
    return read


def _typed(fact: Fact, value: object) -> Value:
    if value is None or value == UNKNOWN or (fact.kind == "bool" and value == -1):
        return _absent(fact)
    if fact.kind == "bool" and isinstance(value, int) and value in {0, 1}:
        return bool(value)
    if fact.kind == "enum" and value in fact.values:
        return str(value)
    if fact.kind == "country" and isinstance(value, str) and _COUNTRY.fullmatch(value):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and _fits(fact, value):
        return _absent(fact) if fact.required and value == NEVER else value
    raise _bad_value(fact, value)


def _fits(fact: Fact, value: int) -> bool:
    return fact.kind == "moment" or (fact.kind == "number" and UNKNOWN_NUMBER <= value <= _OLDEST)


def _absent(fact: Fact) -> Value:
    if fact.required:
        raise FactError(
            fact.name,
            Text(
                f"het feit `{fact.name}` ontbreekt: zonder dit feit is een geval niet te beoordelen",
                f"the fact `{fact.name}` is missing: a case cannot be judged without it",
            ),
        )
    return fact.silence


def _column(fact: Fact, value: Value) -> int | str:
    if fact.kind != "bool":
        return value
    return -1 if value == UNKNOWN else int(value)


def _shown(fact: Fact, value: Value) -> object:
    if fact.kind == "moment":
        return None if value == NEVER else iso(int(value))
    if value in {UNKNOWN, UNKNOWN_NUMBER} and not isinstance(value, bool):
        return None
    return value


def _no_such_fact(given: str) -> FactError:
    name = given if len(given) <= _LONGEST else f"{given[:_LONGEST]}…"
    near = nearest(name, FACTS)
    return FactError(
        name,
        Text(
            f"`{name}` is geen feit: "
            + (f"bedoelt u `{near}`?" if near else "zie de lijst van feiten, `datmag rules facts`"),
            f"`{name}` is not a fact: "
            + (f"do you mean `{near}`?" if near else "see the list of facts, `datmag rules facts`"),
        ),
    )


_FORMS = {
    "bool": Text("schrijf true, false of null", "write true, false or null"),
    "moment": Text(
        "schrijf het als `2026-11-10T10:00:00+01:00`, met tijdzone",
        "write it like `2026-11-10T10:00:00+01:00`, with a zone",
    ),
    "number": Text("schrijf een heel getal van 0 tot en met 130", "write a whole number from 0 to 130"),
    "country": Text("schrijf een landcode van twee letters, zoals NL", "write a country code, such as NL"),
}


def _bad_value(fact: Fact, value: object) -> FactError:
    shown = json.dumps(value, ensure_ascii=False, default=str)[:80]
    words = ", ".join(fact.values)
    meant = COMMONLY_MEANT.get(str(value)) if fact.kind == "country" else None
    if meant:
        return FactError(
            fact.name,
            Text(
                f"het feit `{fact.name}` kan niet `{shown}` zijn: bedoelt u `{meant}`?",
                f"the fact `{fact.name}` cannot be `{shown}`: do you mean `{meant}`?",
            ),
        )
    form = _FORMS.get(fact.kind) or Text(f"kies uit {words}", f"choose from {words}")
    return FactError(
        fact.name,
        Text(
            f"het feit `{fact.name}` kan niet `{shown}` zijn: {form.nl}",
            f"the fact `{fact.name}` cannot be `{shown}`: {form.en}",
        ),
    )
