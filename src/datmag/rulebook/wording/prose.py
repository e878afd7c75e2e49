"""A condition as readable text: one sentence where it is simple, else a tree of points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from datmag.moment import NEVER, Moment
from datmag.rulebook.condition import (
    NOT_EVER,
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
from datmag.rulebook.fact import FACTS, Parameter
from datmag.rulebook.glossary import GLOSSARY, day
from datmag.rulebook.glossary.entry import AND, OR, listed
from datmag.rulebook.policy import Policy
from datmag.rulebook.wording.said import CHOICE, FINDINGS, PARAMETERS, SETTINGS_SAID, shown_setting
from datmag.words import Lang, Text, months

Goal = Literal["true", "false", "not_true", "not_false"]
"""What is said of a condition: that it is true, is false, is not true (false or not known), is not false."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One clause.

    Args:
        text: the clause.
        term: it is defined elsewhere.
        tail: what is said after it: that it may also not be known.
    """

    text: str
    term: bool = False
    tail: str = ""

    def markdown(self) -> str:
        """Give the clause; a term stands in italics."""
        return (f"*{self.text}*" if self.term else self.text) + self.tail


@dataclass(frozen=True, slots=True)
class Group:
    """Several points: all of them hold (`every`), or at least one."""

    every: bool
    parts: "tuple[Leaf | Group, ...]"


Tree = Leaf | Group


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that many rules use, under a name of its own.

    Args:
        condition: what it stands for; every equal condition is said by its name.
        so, not_so: the clauses that say that it holds, and that it does not.
        about: what it means, where that says more than the condition would.
        term: it stands among the definitions; else it is only another way to say the same.
    """

    condition: Condition
    so: Text
    not_so: Text
    about: Text | None = None
    term: bool = True


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says conditions in one language, under one policy or under none in particular.

    Args:
        lang: the language.
        policy: how the disputed points are settled; None says that the reading decides.
        names: the conditions that have a name.
    """

    lang: Lang
    policy: Policy | None = None
    names: Mapping[Condition, Named] | None = None

    def tree(self, condition: Condition, goal: Goal = "true") -> Tree:
        """Say a condition; negations are pushed inward until none stands before another."""
        named = (self.names or {}).get(condition)
        if named:
            said = named.so if goal in {"true", "not_false"} else named.not_so
            return Leaf(said.of(self.lang), named.term, self._tail(condition, goal))
        match condition:
            case Not(part):
                return self.tree(part, _OPPOSITE[goal])
            case Surely(part):
                return self.tree(part, "true" if goal in {"true", "not_false"} else "not_true")
            case All(parts):
                return self._group(parts, goal, every=goal in {"true", "not_false"})
            case Some(parts):
                return self._group(parts, goal, every=goal not in {"true", "not_false"})
            case _:
                clause = self._clause(condition, so=goal in {"true", "not_false"})
                return Leaf(clause, tail=self._tail(condition, goal))

    def unfolded(self, condition: Condition) -> Tree:
        """Say a condition in full, also where it has a name."""
        others = {key: one for key, one in (self.names or {}).items() if key != condition or not one.term}
        return Speaker(self.lang, self.policy, others).tree(condition)

    def meaning(self, named: Named) -> Tree:
        """Say what a name stands for."""
        if named.about:
            return Leaf(named.about.of(self.lang))
        others = {key: one for key, one in (self.names or {}).items() if one is not named}
        return Speaker(self.lang, self.policy, others).tree(named.condition)

    def _group(self, parts: tuple[Condition, ...], goal: Goal, *, every: bool) -> Tree:
        said: list[Tree] = []
        for part in parts:
            tree = self.tree(part, goal)
            inner = tree.parts if isinstance(tree, Group) and tree.every == every else (tree,)
            said.extend(one for one in inner if one not in said)
        return said[0] if len(said) == 1 else Group(every, tuple(said))

    def _tail(self, condition: Condition, goal: Goal) -> str:
        return _OR_UNKNOWN.of(self.lang) if goal in _NOT_SURE and can_be_unknown(condition) else ""

    def _clause(self, condition: Condition, *, so: bool) -> str:
        match condition:
            case Is():
                return self._is(condition, so=so)
            case Within(setting, since):
                return self._within(setting, self._time(since), so=so)
            case Before(left, right):
                return self._before(left, right, so=so)
            case Younger(fact, than):
                entry = GLOSSARY[fact]
                return (
                    (entry.so if so else entry.not_so).of(self.lang).format(number=number_of(than, self.lang))
                )
            case Chosen(setting):
                said = SETTINGS_SAID[setting]
                return self._settled((said.so if so else said.not_so).of(self.lang), setting)
            case _:
                message = f"no such operator: {type(condition).__name__}"
                raise TypeError(message)

    def _is(self, condition: Is, *, so: bool) -> str:
        if condition.fact in FINDINGS:
            return FINDINGS[condition.fact].clause(map(str, condition.values), self.lang, so=so)
        entry = GLOSSARY[condition.fact]
        if condition.parameter:
            return (
                (entry.so if so else entry.not_so)
                .of(self.lang)
                .format(values=PARAMETERS[condition.parameter.id].of(self.lang))
            )
        if condition.setting:
            said = SETTINGS_SAID[condition.setting]
            clause = f"{(said.so if so else said.not_so).of(self.lang)}{_AS_READ.of(self.lang)}"
            return self._settled(clause, condition.setting)
        if FACTS[condition.fact].kind == "bool":
            return (entry.so if condition.values[0] is so else entry.not_so).of(self.lang)
        return entry.clause(map(str, condition.values), self.lang, so=so)

    def _settled(self, clause: str, setting: str) -> str:
        """Say that a clause rests on a disputed point, and how the policy settles it."""
        now = ""
        if self.policy:
            now = f" ({_NOW.of(self.lang)}: {shown_setting(setting, self.policy[setting], self.lang)})"
        return f"{clause}{now}; {CHOICE.of(self.lang)}"

    def _within(self, setting: str, since: str, *, so: bool) -> str:
        count = self.policy.months(setting) if self.policy else None
        if count is not None:
            said = _WITHIN if so else _BEYOND
            clause = said.of(self.lang).format(since=since, term=months(count).of(self.lang))
        else:
            said = _IN_READING if so else _OUT_OF_READING
            clause = (_ANY_TIME if self.policy and so else said).of(self.lang).format(since=since)
        return f"{clause} ({CHOICE.of(self.lang)})"

    def _before(self, left: Time, right: Time, *, so: bool) -> str:
        if left == NOT_EVER and right.how in {"fact", "past"}:
            entry = GLOSSARY[right.fact]
            return (entry.so if so else entry.not_so).of(self.lang)
        # The sending is the measure of what happened, and a day that the law names the measure of the sending.
        if (left.how == "at" and right.how != "fixed") or left.how == "fixed":
            said = _AFTER if so else _NOT_AFTER
            return said.of(self.lang).format(left=self._time(right), right=self._time(left))
        said = _BEFORE if so else _NOT_BEFORE
        return said.of(self.lang).format(left=self._time(left), right=self._time(right))

    def _time(self, time: Time) -> str:
        if time.how == "fixed":
            return day(time.fixed).of(self.lang) if time.fixed != NEVER else _NEVER.of(self.lang)
        if time.how in {"fact", "past", "at"}:
            return GLOSSARY[time.fact or "at"].named(self.lang)
        parts = [self._time(part) for part in time.parts]
        if time.how == "latest":
            return _LATEST.of(self.lang).format(parts=listed(parts, OR.of(self.lang)))
        return f" {_ELSE.of(self.lang)} ".join(parts)


_OPPOSITE: dict[Goal, Goal] = {
    "true": "false",
    "false": "true",
    "not_true": "not_false",
    "not_false": "not_true",
}
_NOT_SURE = ("not_true", "not_false")
_OR_UNKNOWN = Text(", of dat is niet bekend", ", or that is not known")
_NOW = Text("nu", "now")
_AS_READ = Text(", zoals uw lezing bepaalt", ", as your reading decides")
_WITHIN = Text("{since} is hooguit {term} geleden", "{since} is at most {term} ago")
_BEYOND = Text("{since} is langer dan {term} geleden", "{since} is more than {term} ago")
_IN_READING = Text(
    "{since} is niet langer geleden dan uw lezing toelaat",
    "{since} is no longer ago than your reading allows",
)
_OUT_OF_READING = Text(
    "{since} is langer geleden dan uw lezing toelaat", "{since} is longer ago than your reading allows"
)
_ANY_TIME = Text(
    "hoelang geleden {since} was, maakt in uw lezing niet uit",
    "how long ago {since} was makes no difference in your reading",
)
_BEFORE = Text("{left} was vóór {right}", "{left} was before {right}")
_NOT_BEFORE = Text("{left} was niet eerder dan {right}", "{left} was not before {right}")
_AFTER = Text("{left} is later dan {right}", "{left} is later than {right}")
_NOT_AFTER = Text("{left} was niet later dan {right}", "{left} was not later than {right}")
_LATEST = Text("{parts} (wat het laatst was)", "{parts} (whichever was last)")
_ELSE = Text("of, als dat ontbreekt,", "or, where that is lacking,")
_NEVER = Text("nooit", "never")
_ALL_HOLD = Text("al deze punten kloppen", "all of these hold")
_ONE_HOLDS = Text("minstens één van deze punten klopt", "at least one of these holds")
_ALWAYS = Text("altijd", "always")
_NOT_AT_ALL = Text("in geen enkel geval", "in no case")
_SHORT = 2
_ONE_LINE = 170


def can_be_unknown(condition: Condition) -> bool:
    """Tell whether a condition can be neither true nor false."""
    match condition:
        case Is(fact=fact):
            return fact in FACTS and FACTS[fact].can_be_unknown
        case All(parts) | Some(parts):
            return any(can_be_unknown(part) for part in parts)
        case Not(part):
            return can_be_unknown(part)
        case Within():
            return True
        case _:
            return False


def number_of(parameter: Parameter, lang: Lang, at: Moment | None = None) -> str:
    """Write a number that the law sets; where it changed, each with its day."""
    if at is not None:
        return str(parameter.number(at))
    values = [(since, parameter.number(since)) for since, _, _ in parameter.periods]
    kept = [one for index, one in enumerate(values) if index == 0 or one[1] != values[index - 1][1]]
    (_, now), *earlier = reversed(kept)
    ends = [since for since, _ in kept[1:]]
    past = [
        f"{UNTIL.of(lang)} {day(end).of(lang)}: {value}" for end, (_, value) in zip(ends, kept, strict=False)
    ]
    return f"{now} ({'; '.join(past)})" if earlier else str(now)


UNTIL = Text("tot", "until")


def sentence(tree: Tree, lang: Lang) -> str | None:
    """Give a tree as one clause; None where it is too much for one."""
    if isinstance(tree, Leaf):
        return tree.markdown()
    if not tree.parts:
        return (_ALWAYS if tree.every else _NOT_AT_ALL).of(lang)
    if len(tree.parts) > _SHORT or any(isinstance(part, Group) for part in tree.parts):
        return None
    clauses = [sentence(part, lang) or "" for part in tree.parts]
    said = f" {(AND if tree.every else OR).of(lang)} ".join(clauses)
    mixed = any(
        mark in clause for clause in clauses for mark in (", ", "; ", f" {OR.of(lang)} ", f" {AND.of(lang)} ")
    )
    return None if mixed or len(said) > _ONE_LINE else said


def flat(tree: Tree, lang: Lang) -> str:
    """Write a tree within one line; groups within groups stand in brackets."""
    if isinstance(tree, Leaf) or not tree.parts:
        return sentence(tree, lang) or ""
    parts = [f"({flat(part, lang)})" if isinstance(part, Group) else flat(part, lang) for part in tree.parts]
    return f" {(AND if tree.every else OR).of(lang)} ".join(parts)


def written(tree: Tree, lang: Lang) -> str:
    """Write a tree as Markdown: one sentence, or a line that says how many points hold, and the points under it."""
    return f"{capital(chr(10).join(points(tree, lang)))}."


def points(tree: Tree, lang: Lang) -> Iterator[str]:
    """Give the lines of a tree, without a mark at the end of the last one."""
    said = sentence(tree, lang)
    if said is not None or isinstance(tree, Leaf):
        yield said or ""
        return
    yield f"{(_ALL_HOLD if tree.every else _ONE_HOLDS).of(lang)}:"
    for index, part in enumerate(tree.parts):
        first, *rest = points(part, lang)
        lines = [f"- {first}", *(f"  {line}" for line in rest)]
        if index + 1 < len(tree.parts):
            lines[-1] += ";"
        yield from lines


def small(text: str) -> str:
    """Write the first letter small, also behind a mark of emphasis."""
    first = next((index for index, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].lower() + text[first + 1 :]


def capital(text: str) -> str:
    """Write the first letter large, also behind a mark of emphasis."""
    first = next((index for index, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:first] + text[first : first + 1].upper() + text[first + 1 :]
