"""Conditions back from nested lists; equal ones become one, as in the rulebook that they come from."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from datmag.moment import NEVER
from datmag.rulebook.case import nearest
from datmag.rulebook.condition import (
    AT,
    All,
    Before,
    Chosen,
    Condition,
    Is,
    Not,
    Some,
    Surely,
    Time,
    Within,
    Younger,
    facts_of,
)
from datmag.rulebook.countries import COMMONLY_MEANT, COUNTRIES
from datmag.rulebook.fact import FACTS, Parameter
from datmag.rulebook.listed.entry import Entry, instead, is_a, time_of
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.terms import GROUNDS
from datmag.words import Text

_OPERATORS = ("is", "all", "some", "not", "surely", "before", "within", "below", "chosen")
_FINDINGS = {"strict_permits", *(f"held_{name}" for name in GROUNDS)}
_MOMENTS = [name for name, fact in FACTS.items() if fact.kind == "moment" and not fact.required]
_NUMBERS = [name for name, fact in FACTS.items() if fact.kind == "number"]
_VALUED = [name for name, fact in FACTS.items() if fact.kind in {"enum", "bool", "country"}]
_DEEPEST = 50
"""No rule is nested so deep: beyond that a file is broken, or meant to break something."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Reads conditions, which may name values of the law.

    Args:
        parameters: the values of the law, by id.
        made: what was read before, by its JSON.
    """

    parameters: Mapping[str, Parameter]
    made: dict[str, Condition] = field(default_factory=dict[str, Condition])

    def of(self, entry: Entry, key: str, *, findings: bool = False) -> Condition:
        """Read the condition under a key.

        Args:
            entry: the entry.
            key: its key.
            findings: it may read what the verdict found, as the rules on obligations do.

        Raises:
            InputError: it is no condition; the error shows the part that is wrong, and the nearest right word.
        """
        given = entry.several(key)
        try:
            read = self._read(given, _DEEPEST)
        except _NoConditionError as error:
            entry.wrong(key, error.given, error.todo)
        alien = [] if findings else [name for name in facts_of(read) if name not in FACTS]
        if alien:
            entry.wrong(key, alien[0], _FOR_OBLIGATIONS)
        return read

    def _read(self, given: Any, left: int) -> Condition:  # noqa: ANN401  (a JSON value)
        if not left:
            raise _NoConditionError(given, _TOO_DEEP)
        key = json.dumps(given, sort_keys=True)
        if key not in self.made:
            self.made[key] = self._made(given, left - 1)
        return self.made[key]

    def _made(self, given: Any, left: int) -> Condition:  # noqa: ANN401  (a JSON value)
        match given:
            case ["all", *parts]:
                return All(tuple(self._read(part, left) for part in parts))
            case ["some", *parts]:
                return Some(tuple(self._read(part, left) for part in parts))
            case ["not", part]:
                return Not(self._read(part, left))
            case ["surely", part]:
                return Surely(self._read(part, left))
            case _:
                return self._question(given)

    def _question(self, given: Any) -> Condition:  # noqa: ANN401  (a JSON value)
        match given:
            case ["is", fact, among]:
                return self._is(fact, among, given)
            case ["before", left, right]:
                return Before(_time(left), _time(right))
            case ["within", named, since]:
                return Within(_setting(named, _TERMS), _time(since))
            case ["below", fact, named]:
                return Younger(_one_of(fact, _NUMBERS), self._parameter(named, _is_number))
            case ["chosen", named, value]:
                setting = _setting(named, _CHOICES)
                return Chosen(setting, _one_of(value, _CHOICES[setting]))
            case _:
                raise _no_operator(given)

    def _is(self, fact: Any, among: Any, given: object) -> Condition:  # noqa: ANN401  (JSON values)
        _one_of(fact, [*_VALUED, "ground", *_FINDINGS])
        if is_a(among, list):
            for value in among:
                _fit(fact, value)
            return Is(fact, tuple(among))
        if fact in FACTS and str(among).startswith("setting:"):
            fits = [name for name, words in _LISTS.items() if words <= {*FACTS[fact].values}]
            return Is(fact, setting=_setting(among, fits))
        if fact in FACTS and str(among).startswith("parameter:"):
            parameter = self._parameter(among, _is_list)
            for value in (
                value for _, words, _ in parameter.periods if not isinstance(words, int) for value in words
            ):
                _fit(fact, value)
            return Is(fact, parameter=parameter)
        raise _NoConditionError(given, _NO_VALUES)  # fmt: skip

    def _parameter(self, named: Any, fits: Callable[[Parameter], bool]) -> Parameter:  # noqa: ANN401  (a JSON value)
        known = [name for name, one in self.parameters.items() if fits(one)]
        return self.parameters[_behind("parameter:", named, known)]


class _NoConditionError(Exception):
    """Something stands where a condition should."""

    def __init__(self, given: object, todo: Text) -> None:
        super().__init__()
        self.given, self.todo = given, todo


def _one_of(given: Any, known: Iterable[str]) -> str:  # noqa: ANN401  (a JSON value)
    words = list(known)
    if is_a(given, str) and given in words:
        return str(given)
    raise _NoConditionError(given, instead(given, words))


def _setting(given: Any, known: Iterable[str]) -> str:  # noqa: ANN401  (a JSON value)
    return _behind("setting:", given, known)


def _behind(prefix: str, given: Any, known: Iterable[str]) -> str:  # noqa: ANN401  (a JSON value)
    """Read a name behind a prefix; what looks like it is sought without the prefix, which all have alike."""
    names = list(known)
    name = given.removeprefix(prefix) if isinstance(given, str) else ""
    if name in names and given == prefix + name:
        return name
    near = nearest(name, names)
    raise _NoConditionError(given, instead(near and prefix + near, [prefix + one for one in names]))


def _no_operator(given: Any) -> _NoConditionError:  # noqa: ANN401  (a JSON value)
    """Say that a word is no operator, or that it takes other parts."""
    match given:
        case [str(word), *_] if word in _OPERATORS:
            return _NoConditionError(given, _PARTS[word])
        case [word, *_]:
            return _NoConditionError(word, instead(word, _OPERATORS))
        case _:
            return _NoConditionError(given, Text("schrijf een voorwaarde, `[…]`", "write a condition, `[…]`"))


def _fit(fact: str, value: Any) -> None:  # noqa: ANN401  (a JSON value)
    """Refuse a value that a fact, or a finding of the verdict, does not have."""
    known = FACTS.get(fact)
    if fact == "ground":
        _one_of(value, GROUNDS)
    elif known is not None and known.kind == "enum":
        _one_of(value, known.values)
    elif known is not None and known.kind == "country":
        if not is_a(value, str) or (value not in COUNTRIES and value not in COMMONLY_MEANT):
            raise _NoConditionError(value, _COUNTRY)
    elif not is_a(value, bool):
        raise _NoConditionError(value, Text("schrijf true of false", "write true or false"))


def _time(given: Any) -> Time:  # noqa: ANN401  (a JSON value)
    match given:
        case "never":
            return Time("fixed", fixed=NEVER)
        case "at":
            return AT
        case ["past", fact]:
            return Time("past", _one_of(fact, _MOMENTS))
        case ["first" | "latest" as how, _, *_]:
            return _JOINED[how](tuple(map(_time, given[1:])))
        case [word, *_]:
            raise _NoConditionError(given, instead(word, ("past", "first", "latest")))
        case _:
            read = time_of(given)
            if read is not None:
                return Time("fixed", fixed=read)
            return Time("fact", _one_of(given, ["at", "never", *_MOMENTS]))


_JOINED: dict[str, Callable[[tuple[Time, ...]], Time]] = {
    "first": lambda parts: Time("first", parts=parts),
    "latest": lambda parts: Time("latest", parts=parts),
}


def _is_number(parameter: Parameter) -> bool:
    return all(isinstance(value, int) for _, value, _ in parameter.periods)


def _is_list(parameter: Parameter) -> bool:
    return all(isinstance(value, tuple) for _, value, _ in parameter.periods)


_WIDEST = POLICIES["statute"].settings
_LISTS = {name: {*value} for name, value in _WIDEST.items() if isinstance(value, tuple)}
_CHOICES = {
    name: [str(way.value) for way in SETTINGS[name].alternatives]
    for name, value in _WIDEST.items()
    if isinstance(value, str)
}
_TERMS = [name for name in SETTINGS if name not in _LISTS and name not in _CHOICES]
_COUNTRY = Text(
    "schrijf een landcode van twee letters, zoals NL", "write a country code of two letters, such as NL"
)
_NO_VALUES = Text(
    "schrijf achter het feit een lijst van waarden, `setting:…` of `parameter:…`",
    "write behind the fact a list of values, `setting:…` or `parameter:…`",
)
_TOO_DEEP = Text(
    f"er staat te veel in elkaar: hoogstens {_DEEPEST} lagen", f"it is nested too deep: at most {_DEEPEST} layers"
)  # fmt: skip
_FOR_OBLIGATIONS = Text(
    "dit weet alleen een regel over plichten (`obligation`): vraag hier naar een feit",
    "only a rule on obligations (`obligation`) knows this: ask for a fact here",
)


def _form(form: str) -> Text:
    return Text(f"schrijf het als `{form}`", f"write it like `{form}`")


_PARTS: dict[str, Text] = {
    "is": _form('["is", "sale", ["paid"]]'),
    "not": _form('["not", […]]'),
    "surely": _form('["surely", […]]'),
    "before": _form('["before", "sale_at", "at"]'),
    "within": _form('["within", "setting:relation_term_months", "sale_at"]'),
    "below": _form('["below", "recipient_age", "parameter:…"]'),
    "chosen": _form('["chosen", "setting:marketing_basis", "any"]'),
}
"""How an operator is written; `all` and `some` take any parts."""
