"""A rulebook back from its list, as `rules list --json` gives it; what would not come back the same is refused."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from datmag.moment import Moment, amsterdam_day
from datmag.rulebook.condition import ALWAYS, Condition
from datmag.rulebook.fact import FACTS, Legal, Parameter
from datmag.rulebook.listed.conditions import Conditions
from datmag.rulebook.listed.entry import Entry, broken, instead, is_a
from datmag.rulebook.listed.references import check, texts
from datmag.rulebook.listed.returned import all_returned
from datmag.rulebook.listing import rulebook_list
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
    RuleConflictError,
    Source,
)
from datmag.rulebook.settings import SETTINGS, Alternative, Setting, Settled
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Loaded:
    """A rulebook from a file, with its policies and the disputed points that they settle."""

    book: Rulebook
    policies: Mapping[str, Policy]
    settings: Mapping[str, Setting]


def load(where: str, text: str) -> Loaded:
    """Read the list of a rulebook.

    INVARIANT: written again, every entry is what stood in the file; a file of which anything would be lost is refused.

    Args:
        where: the name of the file, for errors.
        text: JSON, as `rules list --json` gives it.

    Raises:
        InputError: it is no JSON or no such list; the error names the entry, the key, what stands there and what
            to write.
        RuleConflictError: two rules of it give different answers at once.
    """
    listed = _json(where, text)
    if not is_a(listed, list) or not listed:
        raise broken(where, "dit is geen lijst van regels", "this is no list of rules")
    entries = [Entry.of(where, number, one) for number, one in enumerate(listed, 1)]
    check(entries)
    try:
        loaded = _Reader(where, entries).loaded()
    except RuleConflictError as error:
        raise RuleConflictError(Text(f"`{where}`: {error.text.nl}", f"`{where}`: {error.text.en}")) from None
    all_returned(entries, rulebook_list(loaded.book, loaded.policies, loaded.settings))
    return loaded


def _json(where: str, text: str) -> Any:  # noqa: ANN401  (a JSON value)
    try:
        return json.loads(text, object_pairs_hook=_object)
    except _TwiceError as error:
        of = f" (`{error.of}`)" if error.of else ""
        raise broken(
            where,
            f"de sleutel `{error.key}` staat twee keer in één object{of}",
            f"the key `{error.key}` stands twice in one object{of}",
        ) from None
    except json.JSONDecodeError as error:
        raise broken(
            where,
            f"dit is geen JSON (regel {error.lineno}, kolom {error.colno})",
            f"this is not JSON (line {error.lineno}, column {error.colno})",
        ) from None
    except (ValueError, RecursionError):
        raise broken(where, "dit is geen JSON", "this is not JSON") from None


class _TwiceError(Exception):
    """A key stands twice in an object; JSON would keep the last one only."""

    def __init__(self, key: str, of: object) -> None:
        super().__init__()
        self.key, self.of = key, of


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key, dict(pairs).get("id"))
        found[key] = value
    return found


@dataclass(slots=True)
class _Reader:
    """Reads the entries, of which kinds, keys and references were checked."""

    where: str
    entries: list[Entry]
    parameters: tuple[Parameter, ...] = field(init=False)
    conditions: Conditions = field(init=False)

    def __post_init__(self) -> None:
        """Read the values of the law, which conditions name."""
        self.parameters = tuple(map(_parameter, self._of("parameter")))
        self.conditions = Conditions({one.id: one for one in self.parameters})

    def loaded(self) -> Loaded:
        """Read everything."""
        default, lift = self._one("default"), self._one("lift")
        settings = {one.name: one for one in map(_setting, self._of("setting"))}
        policies = {one.name: one for one in map(_policy, self._of("policy"))}
        name = default.named("", ".no_ground")
        default.word("code", ("no_ground",))
        if lift.get("id", str) != f"{name}.lifted":
            lift.wrong("id", lift.name, Text(f"schrijf `{name}.lifted`", f"write `{name}.lifted`"))
        fines = tuple(map(_fine, self._of("fine")))
        also = default.by_name("also")
        also.only((), REASONS)
        book = Rulebook(
            name=name,
            edition=default.get("edition", str),
            blocks=tuple(map(self._block, self._of("block"))),
            releases=tuple(Release(*_dated(one), one.word("ground", GROUNDS), self._when(one)) for one in self._of("release")),
            objections=tuple(map(self._objection, self._of("objection"))),
            lifted=self._when(lift),
            misuses=tuple(Misuse(*_dated(one), one.word("code", REASONS), self._when(one)) for one in self._of("misuse")),
            grounds=tuple(map(self._ground, self._of("ground"))),
            duties=tuple(map(self._duty, self._of("duty"))),
            obligations=tuple(map(self._obligation, self._of("obligation"))),
            promotes=self.conditions.of(default, "promotes"),
            strippable=self.conditions.of(default, "strippable"),
            fines=fines,
            also={code: also.word(code, [fine.authority for fine in fines]) for code in also.found},
            unfined=default.words("unfined", REASONS),
            no_ground=_source(default),
            parameters=self.parameters,
            texts=texts(self.entries),
        )  # fmt: skip
        return Loaded(book, MappingProxyType(policies), MappingProxyType(settings))

    def _of(self, kind: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.found["kind"] == kind]

    def _one(self, kind: str) -> Entry:
        found = self._of(kind)
        if len(found) != 1:
            raise broken(self.where, f"er hoort één `{kind}` te zijn", f"there should be one `{kind}`")
        return found[0]

    def _when(self, one: Entry) -> Condition:
        return self.conditions.of(one, "when")

    def _block(self, one: Entry) -> Block:
        everything = one.get("everything", bool)
        return Block(
            *_dated(one), one.word("code", REASONS), self._when(one), everything, self._unless(one)
        )  # fmt: skip

    def _objection(self, one: Entry) -> Objection:
        shows = one.word("shows", FACTS)
        return Objection(
            *_dated(one), one.word("code", REASONS), self._when(one), shows, self._unless(one)
        )  # fmt: skip

    def _obligation(self, one: Entry) -> Obligation:
        when = self.conditions.of(one, "when", findings=True)
        return Obligation(*_dated(one), one.word("code", OBLIGATIONS), when)

    def _unless(self, rule: Entry) -> tuple[Exemption, ...]:
        over = [one for one in self._of("exemption") if one.found["overrides"] == rule.name]
        return tuple(Exemption(*_dated(one), self._when(one), self._unless(one)) for one in over)

    def _ground(self, one: Entry) -> Ground:
        id_, since, until, source = _dated(one)
        grounds = [ground.name for ground in self._of("ground")]
        needs = tuple(
            self._need(need, id_, source)
            for need in self._of("requirement")
            if need.word("of", grounds) == id_
        )
        begun = self.conditions.of(one, "begun")
        return Ground(id_, since, until, source, one.word("ground", GROUNDS), begun, needs, _rank(one))

    def _need(self, one: Entry, ground: str, source: Source) -> Requirement:
        own = _source(one)
        return Requirement(
            one.named(f"{ground}."),
            one.word("code", REASONS),
            self.conditions.of(one, "holds"),
            self._asked(one),
            None if own == source else own,
        )

    def _asked(self, one: Entry) -> Condition:
        return self.conditions.of(one, "asked") if "asked" in one.found else ALWAYS

    def _duty(self, one: Entry) -> Duty:
        name = one.name.rpartition(".")[2]
        holds = self.conditions.of(one, "holds")
        return Duty(
            *_dated(one), Requirement(name, one.word("code", REASONS), holds, self._asked(one))
        )  # fmt: skip


def _dated(one: Entry) -> tuple[str, Moment, Moment | None, Source]:
    since = one.moment("since")
    until = None if one.found["until"] is None else one.moment("until")
    if until is not None and until <= since:
        one.wrong("until", one.found["until"], _AFTER)
    return one.name, since, until, _source(one)


def _source(one: Entry) -> Source:
    periods: list[tuple[Moment, str]] = []
    for period in _citations(one):
        period.only(("since", "citation"))
        periods.append((period.moment("since"), period.get("citation", str)))
    by_channel: dict[str, list[tuple[Moment, str]]] = {}
    for other in one.objects("elsewhere") if "elsewhere" in one.found else ():
        other.only(("channel", "since", "citation"))
        channel = other.word("channel", FACTS["channel"].values)
        by_channel.setdefault(channel, []).append((other.moment("since"), other.get("citation", str)))
    _in_order(one, "citations", periods)
    for elsewhere in by_channel.values():
        _in_order(one, "elsewhere", elsewhere)
    return Source(tuple(periods), tuple((channel, tuple(found)) for channel, found in by_channel.items()))


def _citations(one: Entry) -> list[Entry]:
    """Give the citations of an entry, of which there is at least one."""
    found = list(one.objects("citations"))
    return found or one.wrong("citations", [], _ONE_AT_LEAST)


def _in_order(one: Entry, key: str, periods: list[tuple[Moment, str]]) -> None:
    begun = [since for since, _ in periods]
    if begun != sorted({*begun}):
        one.wrong(key, one.found[key], _EARLIEST_FIRST)


def _parameter(one: Entry) -> Parameter:
    periods: list[tuple[Moment, Legal, str]] = []
    for period in _citations(one):
        period.only(("since", "citation", "value"))
        periods.append((period.moment("since"), _legal(period), period.get("citation", str)))
        if isinstance(periods[0][1], int) != isinstance(periods[-1][1], int):
            period.wrong("value", period.found["value"], _AS_THE_FIRST)
    _in_order(one, "citations", [(since, citation) for since, _, citation in periods])
    return Parameter(one.name, tuple(periods))


def _legal(period: Entry) -> Legal:
    value: Any = period.found["value"]
    if is_a(value, list):
        wrong = next((word for word in value if not is_a(word, str)), None)
        return tuple(value) if wrong is None else period.wrong("value", wrong, _A_WORD)
    return period.get("value", int)


def _rank(one: Entry) -> int:
    """Give who speaks first in a tie."""
    rank = one.get("rank", int)
    todo = Text(f"kies 0 tot en met {_LAST_RANK}", f"choose 0 to {_LAST_RANK}")
    return rank if 0 <= rank <= _LAST_RANK else one.wrong("rank", rank, todo)


def _fine(one: Entry) -> Fine:
    since, day = one.moment("since"), one.get("valid_from", str)
    if day != amsterdam_day(since).isoformat():
        right = amsterdam_day(since).isoformat()
        one.wrong("valid_from", day, Text(f"`since` zegt `{right}`", f"`since` says `{right}`"))
    return Fine(
        one.named("fine."),
        _at_least_nothing(one, "amount_eur"),
        _at_least_nothing(one, "turnover_percent"),
        since,
        day,
        one.moment("supervises"),
        one.words("codes", REASONS),
    )


def _at_least_nothing(one: Entry, key: str) -> int:
    value = one.get(key, int)
    return value if value >= 0 else one.wrong(key, value, Text("schrijf 0 of meer", "write 0 or more"))


def _setting(one: Entry) -> Setting:
    name = one.named("setting.")
    if name not in SETTINGS:
        one.wrong("id", one.name, instead(one.name, [f"setting.{point}" for point in SETTINGS]))
    alternatives: list[Alternative] = []
    for way in one.objects("alternatives"):
        way.only(("value", "text"))
        alternatives.append(Alternative(_settled(way, "value", name), way.text("text")))
    return Setting(name, one.text("text"), one.text("point"), tuple(alternatives), one.text("source"))


def _policy(one: Entry) -> Policy:
    given = one.by_name("settings")
    given.only(SETTINGS)
    settled = {name: _settled(given, name, name) for name in given.found}
    return Policy(one.named("policy."), one.text("text"), MappingProxyType(settled))


def _settled(one: Entry, key: str, setting: str) -> Settled:
    """Give how a point is settled, each in its own way: by a list of words, a word, or months (or no term)."""
    widest, value = POLICIES["statute"].settings[setting], one.found[key]
    if isinstance(widest, tuple):
        facts = (fact.values for fact in FACTS.values() if {*widest} <= {*fact.values})
        return one.words(key, next(facts))
    if isinstance(widest, str):
        return one.word(key, [str(way.value) for way in SETTINGS[setting].alternatives])
    if value is None:
        return None
    months = one.get(key, int)
    todo = Text(f"kies 0 tot en met {_MOST} maanden", f"choose 0 to {_MOST} months")
    return months if 0 <= months <= _MOST else one.wrong(key, months, todo)


_LAST_RANK = 15
_MOST = 1200
"""No term of months is longer than a century: beyond that the calendar itself ends."""

_AFTER = Text("`until` komt na `since`", "`until` comes after `since`")
_ONE_AT_LEAST = Text("noem er minstens één", "name one at least")
_EARLIEST_FIRST = Text(
    "zet de vroegste eerst, en elk moment één keer", "put the earliest first, and each moment once"
)
_AS_THE_FIRST = Text(
    "schrijf overal een getal, of overal een lijst", "write a number throughout, or a list throughout"
)
_A_WORD = Text("schrijf tekst tussen aanhalingstekens", "write text between quotes")
