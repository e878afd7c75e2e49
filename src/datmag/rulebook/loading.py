"""A rulebook back from its list, as `rules list --json` gives it."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar

from datmag.errors import InputError
from datmag.moment import NEVER, Moment, parse
from datmag.rulebook.condition import (
    ALWAYS,
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
)
from datmag.rulebook.fact import FACTS, Legal, Parameter
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import (
    Block,
    Duty,
    Exemption,
    Fine,
    Ground,
    Misuse,
    Objection,
    Obligation,
    Release,
    Requirement,
    Rulebook,
    Source,
)
from datmag.rulebook.settings import SETTINGS, Alternative, Setting, Settled
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.words import LANGS, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook from a file, with its policies and the disputed points that they settle."""

    book: Rulebook
    policies: Mapping[str, Policy]
    settings: Mapping[str, Setting]


def load(where: str, text: str) -> Loaded:
    """Read the list of a rulebook.

    Args:
        where: the name of the file, for errors.
        text: JSON, as `rules list --json` gives it.

    Raises:
        InputError: it is no JSON or no such list; the error names the entry and what is wrong with it.
        RuleConflictError: two rules of it give different answers at once.
    """
    try:
        listed: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise _broken(where, "dit is geen JSON", "this is not JSON") from None
    if not _is(listed, list) or not listed:
        raise _broken(where, "dit is geen lijst van regels", "this is no list of rules")
    entries = [_Entry(where, number, one) for number, one in enumerate(listed, 1)]
    return _Reader(where, entries).loaded()


def _broken(where: str, nl: str, en: str) -> InputError:
    return InputError(
        Text(
            f"`{where}`: {nl}: geef een bestand uit `datmag rules list --json`",
            f"`{where}`: {en}: give a file from `datmag rules list --json`",
        )
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of the list, read key by key; what is lacking or wrong is an error that names it."""

    where: str
    number: int
    found: Any

    def __post_init__(self) -> None:
        """Refuse what is no object."""
        if not _is(self.found, dict):
            self.fault("is geen object", "is no object")

    def fault(self, nl: str, en: str) -> NoReturn:
        """Say what is wrong with the entry."""
        named = self.found.get("id") if _is(self.found, dict) else None
        name = f"{self.number} ({named})" if named else str(self.number)
        raise _broken(self.where, f"regel {name} {nl}", f"entry {name} {en}")

    def get(self, key: str, kind: type[T]) -> T:
        """Give the value of a key that is a word, a number or a truth."""
        value: Any = self.found.get(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.bad(key)
        return value

    def word(self, key: str, known: Collection[str]) -> str:
        """Give a word of a closed vocabulary."""
        value = self.get(key, str)
        return value if value in known else self.bad(key)

    def bad(self, key: str) -> NoReturn:
        """Say that a key is lacking, or that its value is of the wrong kind."""
        self.fault(f"heeft geen goede `{key}`", f"has no good `{key}`")

    def several(self, key: str) -> list[Any]:
        """Give a list."""
        value: list[Any] = self.found.get(key)
        return value if _is(value, list) else self.bad(key)

    def by_name(self, key: str) -> dict[str, Any]:
        """Give an object."""
        value: dict[str, Any] = self.found.get(key)
        return value if _is(value, dict) else self.bad(key)

    def moment(self, key: str) -> Moment:
        """Give a time."""
        return self.parsed(self.get(key, str), key)

    def parsed(self, text: Any, key: str) -> Moment:  # noqa: ANN401  (a JSON value)
        """Read a time."""
        try:
            return parse(text) if _is(text, str) else self.bad(key)
        except InputError:
            self.bad(key)

    def text(self, key: str) -> Text:
        """Give a text in both languages."""
        return self.both(self.found.get(key), key)

    def both(self, value: Any, key: str) -> Text:  # noqa: ANN401  (a JSON value)
        """Read a text in both languages."""
        if not _is(value, dict) or {*value} != {*LANGS}:
            self.fault(f"heeft geen `{key}` in nl en en", f"has no `{key}` in nl and en")
        return Text(str(value["nl"]), str(value["en"]))

    def words(self, key: str) -> tuple[str, ...]:
        """Give a list of words."""
        return tuple(map(str, self.several(key)))

    def citations(self) -> list[dict[str, Any]]:
        """Give the citations, each with its begin."""
        listed = self.several("citations")
        if not listed or not all(_is(one, dict) and {"since", "citation"} <= {*one} for one in listed):
            self.bad("citations")
        return listed

    def source(self) -> Source:
        """Give where a rule stands in the law."""
        periods = tuple(
            (self.parsed(one["since"], "citations"), str(one["citation"])) for one in self.citations()
        )
        return Source(periods, self._elsewhere() if "elsewhere" in self.found else ())

    def _elsewhere(self) -> tuple[tuple[str, tuple[tuple[Moment, str], ...]], ...]:
        by_channel: dict[str, list[tuple[Moment, str]]] = {}
        for one in self.several("elsewhere"):
            if not _is(one, dict) or not {"channel", "since", "citation"} <= {*one}:
                self.bad("elsewhere")
            period = (self.parsed(one["since"], "elsewhere"), str(one["citation"]))
            by_channel.setdefault(str(one["channel"]), []).append(period)
        return tuple((channel, tuple(periods)) for channel, periods in by_channel.items())

    def parameter(self) -> Parameter:
        """Give a value of the law."""
        periods = tuple(
            (self.parsed(one["since"], "citations"), self._legal(one.get("value")), str(one["citation"]))
            for one in self.citations()
        )
        return Parameter(self.get("id", str), periods)

    def _legal(self, value: Any) -> Legal:  # noqa: ANN401  (a JSON value)
        if _is(value, list):
            return tuple(map(str, value))
        return int(value) if _is(value, int) else self.bad("value")


def _is(value: Any, kind: type[object]) -> bool:  # noqa: ANN401  (a JSON value)
    """Tell of which kind a JSON value is, and say no more of what is in it."""
    return isinstance(value, kind)


@dataclass(slots=True)
class _Reader:
    """Reads the entries; equal conditions become one, as in the rulebook that they come from."""

    where: str
    entries: list[_Entry]
    parameters: dict[str, Parameter] = field(init=False)
    made: dict[str, Condition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the values of the law, which conditions name."""
        self.parameters = {one.id: one for one in (entry.parameter() for entry in self._of("parameter"))}

    def loaded(self) -> Loaded:
        """Read everything."""
        default = self._one("default")
        settings = {one.name: one for one in map(_setting, self._of("setting"))}
        policies = {one.name: one for one in map(_policy, self._of("policy"))}
        name = default.get("id", str).partition(".")[0]
        book = Rulebook(
            name=name,
            edition=default.get("edition", str),
            blocks=tuple(map(self._block, self._of("block"))),
            releases=tuple(Release(*self._dated(one), one.word("ground", GROUNDS), self._when(one)) for one in self._of("release")),
            objections=tuple(map(self._objection, self._of("objection"))),
            lifted=self._when(self._one("lift")),
            misuses=tuple(Misuse(*self._dated(one), one.word("code", REASONS), self._when(one)) for one in self._of("misuse")),
            grounds=tuple(map(self._ground, self._of("ground"))),
            duties=tuple(map(self._duty, self._of("duty"))),
            obligations=tuple(
                Obligation(*self._dated(one), one.word("code", OBLIGATIONS), self._when(one)) for one in self._of("obligation")
            ),
            promotes=self._condition(default, "promotes"),
            strippable=self._condition(default, "strippable"),
            fines=tuple(map(_fine, self._of("fine"))),
            also={str(code): str(other) for code, other in default.by_name("also").items()},
            unfined=default.words("unfined"),
            no_ground=default.source(),
            parameters=tuple(self.parameters.values()),
            texts={str(key): default.both(text, "texts") for key, text in default.by_name("texts").items()},
        )  # fmt: skip
        return Loaded(book, MappingProxyType(policies), MappingProxyType(settings))

    def _of(self, kind: str) -> list[_Entry]:
        return [entry for entry in self.entries if entry.get("kind", str) == kind]

    def _one(self, kind: str) -> _Entry:
        found = self._of(kind)
        if len(found) != 1:
            raise _broken(self.where, f"er hoort één `{kind}` te zijn", f"there should be one `{kind}`")
        return found[0]

    def _dated(self, one: _Entry) -> tuple[str, Moment, Moment | None, Source]:
        until = None if one.found.get("until") is None else one.moment("until")
        return one.get("id", str), one.moment("since"), until, one.source()

    def _when(self, one: _Entry) -> Condition:
        return self._condition(one, "when")

    def _block(self, one: _Entry) -> Block:
        everything = one.get("everything", bool)
        return Block(
            *self._dated(one), one.word("code", REASONS), self._when(one), everything, self._unless(one)
        )

    def _objection(self, one: _Entry) -> Objection:
        shows = one.word("shows", FACTS)
        return Objection(
            *self._dated(one), one.word("code", REASONS), self._when(one), shows, self._unless(one)
        )

    def _unless(self, rule: _Entry) -> tuple[Exemption, ...]:
        id_ = rule.get("id", str)
        over = [one for one in self._of("exemption") if one.get("overrides", str) == id_]
        return tuple(Exemption(*self._dated(one), self._when(one), self._unless(one)) for one in over)

    def _ground(self, one: _Entry) -> Ground:
        id_, since, until, source = self._dated(one)
        needs = tuple(
            self._need(need, id_, source) for need in self._of("requirement") if need.get("of", str) == id_
        )
        begun = self._condition(one, "begun")
        return Ground(id_, since, until, source, one.word("ground", GROUNDS), begun, needs, self._rank(one))

    def _rank(self, one: _Entry) -> int:
        """Give who speaks first in a tie; two grounds that tie as well would leave the first reason open."""
        rank, ground = one.get("rank", int), one.word("ground", GROUNDS)
        taken = any(
            other.found.get("rank") == rank and other.found.get("ground") != ground
            for other in self._of("ground")
        )
        return one.bad("rank") if taken or not 0 <= rank <= _LAST_RANK else rank

    def _need(self, one: _Entry, ground: str, source: Source) -> Requirement:
        own = one.source()
        name = one.get("id", str).removeprefix(f"{ground}.")
        return Requirement(
            name,
            one.word("code", REASONS),
            self._condition(one, "holds"),
            self._asked(one),
            None if own == source else own,
        )

    def _asked(self, one: _Entry) -> Condition:
        return self._condition(one, "asked") if "asked" in one.found else ALWAYS

    def _duty(self, one: _Entry) -> Duty:
        name = one.get("id", str).rpartition(".")[2]
        need = Requirement(name, one.word("code", REASONS), self._condition(one, "holds"), self._asked(one))
        return Duty(*self._dated(one), need)

    def _condition(self, one: _Entry, key: str) -> Condition:
        try:
            return self._read(one.several(key))
        except (_NoConditionError, RecursionError) as error:
            said = str(error)[:80]
            one.fault(f"heeft in `{key}` geen voorwaarde: `{said}`", f"has no condition in `{key}`: `{said}`")

    def _read(self, given: Any) -> Condition:  # noqa: ANN401  (a JSON value)
        key = json.dumps(given, sort_keys=True)
        if key not in self.made:
            self.made[key] = self._made(given)
        return self.made[key]

    def _made(self, given: Any) -> Condition:  # noqa: ANN401  (a JSON value)
        match given:
            case ["all", *parts]:
                return All(tuple(map(self._read, parts)))
            case ["some", *parts]:
                return Some(tuple(map(self._read, parts)))
            case ["not", part]:
                return Not(self._read(part))
            case ["surely", part]:
                return Surely(self._read(part))
            case _:
                return self._question(given)

    def _question(self, given: Any) -> Condition:  # noqa: ANN401, PLR0911  (a JSON value; one return an operator)
        match given:
            case ["is", str(fact), str(named)] if fact in FACTS and named.startswith("setting:"):
                return Is(fact, setting=_point(named, given))
            case ["is", str(fact), str(named)] if fact in FACTS:
                return Is(fact, parameter=self._law(named, given))
            case ["is", str(fact), [*values]] if _fit(fact, values):
                return Is(fact, tuple(values))
            case ["before", left, right]:
                return Before(_time(left), _time(right))
            case ["within", str(named), since]:
                return Within(_point(named, given), _time(since))
            case ["below", str(fact), str(named)] if fact in FACTS:
                return Younger(fact, self._law(named, given))
            case ["chosen", str(named), str(value)]:
                return Chosen(_point(named, given), value)
            case _:
                raise _NoConditionError(json.dumps(given, ensure_ascii=False))

    def _law(self, named: str, given: object) -> Parameter:
        parameter = self.parameters.get(named.removeprefix("parameter:"))
        if parameter is None:
            raise _NoConditionError(json.dumps(given, ensure_ascii=False))
        return parameter


class _NoConditionError(Exception):
    """Something stands where a condition should."""


def _point(named: str, given: object) -> str:
    name = named.removeprefix("setting:")
    if name not in SETTINGS:
        raise _NoConditionError(json.dumps(given, ensure_ascii=False))
    return name


def _fit(fact: str, values: list[Any]) -> bool:
    """Tell whether a fact, or a finding of the verdict, can have these values."""
    if fact == "ground":
        return all(value in GROUNDS for value in values)
    known = FACTS.get(fact)
    if known is None:
        return fact in _FINDINGS and all(_is(value, bool) for value in values)
    if known.kind == "enum":
        return all(value in known.values for value in values)
    return all(_is(value, bool if known.kind == "bool" else str) for value in values)


_FINDINGS = {"strict_permits", *(f"held_{name}" for name in GROUNDS)}

_JOINED: dict[str, Callable[[tuple[Time, ...]], Time]] = {
    "first": lambda parts: Time("first", parts=parts),
    "latest": lambda parts: Time("latest", parts=parts),
}


def _time(given: Any) -> Time:  # noqa: ANN401  (a JSON value)
    match given:
        case "never":
            return Time("fixed", fixed=NEVER)
        case "at":
            return AT
        case str(fact) if fact in FACTS:
            return Time("fact", fact)
        case ["past", str(fact)] if fact in FACTS:
            return Time("past", fact)
        case [("first" | "latest") as how, *parts]:
            return _JOINED[how](tuple(map(_time, parts)))
        case str(text):
            try:
                return Time("fixed", fixed=parse(text))
            except InputError:
                raise _NoConditionError(text) from None
        case _:
            raise _NoConditionError(json.dumps(given, ensure_ascii=False))


def _fine(one: _Entry) -> Fine:
    return Fine(
        one.get("id", str).removeprefix("fine."),
        one.get("amount_eur", int),
        one.get("turnover_percent", int),
        one.moment("since"),
        one.get("valid_from", str),
        one.moment("supervises"),
        one.words("codes"),
    )


def _settled(value: Any) -> Settled:  # noqa: ANN401  (a JSON value)
    settled: Settled = tuple(map(str, value)) if _is(value, list) else value
    return settled


def _setting(one: _Entry) -> Setting:
    alternatives = tuple(
        Alternative(_settled(other.found.get("value")), other.text("text"))
        for other in (_Entry(one.where, one.number, way) for way in one.several("alternatives"))
    )
    name = one.get("id", str).removeprefix("setting.")
    return Setting(name, one.text("text"), one.text("point"), alternatives, one.text("source"))


def _policy(one: _Entry) -> Policy:
    given = {str(name): _settled(value) for name, value in one.by_name("settings").items()}
    lacking = [name for name in SETTINGS if name not in given]
    wrong = [name for name in SETTINGS if name in given and not _like(given[name], _WIDEST[name])]
    if wrong:
        one.bad(wrong[0])
    endless = [name for name, value in given.items() if isinstance(value, int) and not 0 <= value <= _MOST]
    if endless:
        one.fault(
            f"heeft in `{endless[0]}` {given[endless[0]]} maanden: kies 0 tot en met {_MOST}",
            f"has {given[endless[0]]} months in `{endless[0]}`: choose 0 to {_MOST}",
        )
    if lacking:
        one.fault(f"mist de instelling `{lacking[0]}`", f"lacks the setting `{lacking[0]}`")
    return Policy(one.get("id", str).removeprefix("policy."), one.text("text"), MappingProxyType(given))


_LAST_RANK = 15
_WIDEST = POLICIES["statute"].settings
_MOST = 1200
"""No term of months is longer than a century: beyond that the calendar itself ends."""


def _like(value: Settled, widest: Settled) -> bool:
    """Tell whether a point is settled in its own way: by a list of words, a word, or months (or no term)."""
    if isinstance(widest, tuple):
        return isinstance(value, tuple)
    if isinstance(widest, str):
        return isinstance(value, str)
    return value is None or (isinstance(value, int) and not isinstance(value, bool))
