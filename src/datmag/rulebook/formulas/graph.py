"""Makes formulas: each node once, with what is constant folded and what its neighbours settle taken out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, TypeVar

from datmag.moment import NEVER, Moment
from datmag.rulebook.fact import FACTS, UNKNOWN, Fact, Value
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
    Formula,
    Lasts,
    Least,
    Less,
    Most,
    Now,
    Number,
    Opposite,
    Quotient,
    Remainder,
    Scaled,
    Sealed,
    Total,
    Truth,
    Whole,
    nodes_of,
)

N = TypeVar("N", bound=Formula)
Joint = type[Every] | type[Either]
Settled = tuple[tuple[Formula, bool], ...]
Again = Callable[[Truth | Whole], Any]
"""Gives what became of a part: a truth where a truth stood, a number where a number stood."""


@dataclass(frozen=True, slots=True)
class Known:
    """Truths that are settled, in the forms in which they settle others.

    Args:
        nodes: by node.
        possible: the values that a fact can still have.
        never: groups of truths that are not all so; of each what nothing else settles, and the rest.
    """

    nodes: Mapping[Formula, bool]
    possible: Mapping[str, frozenset[Value]]
    never: tuple[tuple[frozenset[Formula], tuple[Formula, ...]], ...]


@dataclass(slots=True)
class Graph:
    """Makes nodes, each once.

    Args:
        since, until: the moment of sending is known to lie from `since` up to, not including, `until`; None:
            nothing is known on that side.
        at: the moment of sending itself, where it is known.
        sealing: the truths that rules and conditions share keep their form (see `sealed`).
        made: every node, by what it is made of.
        opposites: by node, the node that says it is not so.
        joints: what became of parts that were joined before.
        orders: the nodes below a node, what is used before what uses it.
        latest: what was settled when `given` was asked last, and what became of the nodes then.
    """

    since: Moment | None = None
    until: Moment | None = None
    at: Moment | None = None
    sealing: bool = False
    made: dict[tuple[object, ...], Formula] = field(default_factory=dict)
    opposites: dict[Formula, Formula] = field(default_factory=dict)
    joints: dict[tuple[object, ...], Truth] = field(default_factory=dict)
    orders: dict[Formula, list[Formula]] = field(default_factory=dict)
    latest: "tuple[Settled, Known, dict[Formula, Truth | Whole]] | None" = None

    def among(self, fact: str, values: Iterable[Value]) -> Truth:
        """The fact has one of these values; `unknown` is a value like any other."""
        asked = frozenset(values)
        whole = domain(FACTS[fact])
        if not whole:
            return self._once(Among, fact, tuple(sorted(asked, key=str))) if asked else False
        positive = tuple(value for value in whole if value in asked)
        negative = tuple(value for value in whole if value not in asked)
        if not positive or not negative:
            return not negative
        if len(positive) <= len(negative):
            return self._once(Among, fact, positive)
        return self.opposite(self._once(Among, fact, negative))

    def less(self, left: Whole, right: Whole) -> Truth:
        """One number is less than another."""
        if isinstance(left, int) and isinstance(right, int):
            return left < right
        if isinstance(left, Now) and isinstance(right, int):
            return self._sooner(right, self._once(Less, left, right))
        if isinstance(right, Now) and isinstance(left, int):
            return self.opposite(self._sooner(left + 1, self._once(Less, right, left + 1)))
        # INVARIANT: no number is below NEVER, the earliest of all times.
        return False if left is right or right == NEVER else self._once(Less, left, right)

    def lasts(self, months: int, since: Whole) -> Formula:
        """A term still holds; whoever knows the moment and the time folds it before."""
        return self._once(Lasts, months, since)

    def every(self, *parts: Truth) -> Truth:
        """All parts are so."""
        return self._joined(parts, Every, Either, idle=True)

    def either(self, *parts: Truth) -> Truth:
        """At least one part is so."""
        return self._joined(parts, Either, Every, idle=False)

    def opposite(self, part: Truth) -> Truth:
        """It is not so."""
        if isinstance(part, bool):
            return not part
        known = self.opposites.get(part)
        if known is not None:
            return known
        if isinstance(part, Every):
            found = self.either(*map(self.opposite, part.parts))
        elif isinstance(part, Either):
            found = self.every(*map(self.opposite, part.parts))
        else:
            found = self._once(Opposite, part)
        if isinstance(found, Formula):
            self.opposites[part] = found
            self.opposites.setdefault(found, part)
        return found

    def sealed(self, truth: Truth) -> Truth:
        """Keep the form of a truth that several share, where this graph is made for that."""
        plain = isinstance(truth, bool | Among | Less | Lasts | Opposite | Sealed)
        return truth if plain or not self.sealing else self._once(Sealed, truth)

    def now(self) -> Whole:
        """The moment of sending."""
        return self._once(Now) if self.at is None else self.at

    def number(self, fact: str) -> Formula:
        """The moment or number of a fact."""
        return self._once(Number, fact)

    def choice(self, cases: Iterable[tuple[Truth, Whole]], otherwise: Whole) -> Whole:
        """The value of the first case that is so."""
        left: list[tuple[Formula, Whole]] = []
        for when, value in cases:
            if when is True:
                otherwise = value
                break
            if isinstance(when, Formula) and all(when is not known for known, _ in left):
                left.append((when, value))
        while left and (
            left[-1][1] is otherwise or (isinstance(otherwise, int) and left[-1][1] == otherwise)
        ):
            left.pop()
        return self._once(Choice, tuple(left), otherwise) if left else otherwise

    def total(self, parts: Iterable[tuple[Truth, int]]) -> Whole:
        """The sum of the weights of what is so; the same truth counts once, with its weights added."""
        weights: dict[Truth, int] = {}
        for when, weight in parts:
            weights[when] = weights.get(when, 0) + weight
        fixed = weights.pop(True, 0)
        left = tuple((when, n) for when, n in weights.items() if isinstance(when, Formula) and n)
        return self._once(Total, left, fixed) if left else fixed

    def least(self, *parts: Whole) -> Whole:
        """The least of several numbers."""
        fixed, left = _parted(parts)
        kept: list[Whole] = [*left, *([min(fixed)] if fixed else [])]
        return kept[0] if len(kept) == 1 else self._once(Least, tuple(kept))

    def most(self, *parts: Whole) -> Whole:
        """The greatest of several numbers."""
        fixed, left = _parted(parts)
        kept: list[Whole] = [*left, *([max(fixed)] if fixed else [])]
        return kept[0] if len(kept) == 1 else self._once(Most, tuple(kept))

    def scaled(self, number: Whole, times: int, plus: Whole) -> Whole:
        """A number times `times`, plus another."""
        if isinstance(number, int) and isinstance(plus, int):
            return number * times + plus
        if isinstance(number, int):
            return self.scaled(plus, 1, number * times)
        return number if times == 1 and plus == 0 else self._once(Scaled, number, times, plus)

    def quotient(self, number: Whole, divisor: int) -> Whole:
        """How often `divisor` goes into a number."""
        return number // divisor if isinstance(number, int) else self._once(Quotient, number, divisor)

    def remainder(self, number: Whole, divisor: int) -> Whole:
        """What is left of that."""
        return number % divisor if isinstance(number, int) else self._once(Remainder, number, divisor)

    def given(self, root: Truth | Whole, settled: Mapping[Formula, bool]) -> Truth | Whole:
        """Give a formula for the cases in which some truths are settled."""
        if not isinstance(root, Formula):
            return root
        key = tuple(settled.items())
        if self.latest is None or self.latest[0] != key:
            self.latest = (key, self._known(settled), {})
        _, known, done = self.latest

        def one(part: Truth | Whole) -> Any:  # noqa: ANN401  (a truth where a truth stood, a number where a number stood)
            return done[part] if isinstance(part, Formula) else part

        if root not in done:
            order = self.orders.get(root)
            if order is None:
                order = self.orders[root] = nodes_of(root)
            for node in order:
                if node not in done:
                    so = known.nodes.get(node)
                    done[node] = self._again(node, one, known) if so is None else so
        return done[root]

    def joint(self, kind: Joint, parts: Iterable[Formula]) -> Formula:
        """Join parts of which none settles anything of another."""
        return self._once(kind, tuple(parts))

    def again(self, node: Formula, one: Again) -> Truth | Whole:
        """Make a node again, of what became of its parts."""
        return _REMADE[type(node)](self, node, one) if type(node) in _REMADE else node

    def _again(self, node: Formula, one: Again, known: Known) -> Truth | Whole:
        if isinstance(node, Among):
            return _still_among(node, known.possible.get(node.fact))
        made = self.again(node, one)
        if isinstance(node, Every):
            return False if _excluded(_ways(made, Every), known) else made
        if isinstance(node, Either):
            ways = map(self.opposite, _ways(made, Either))
            return True if _excluded([way for way in ways if isinstance(way, Formula)], known) else made
        return made

    def _known(self, settled: Mapping[Formula, bool]) -> Known:
        nodes: dict[Formula, bool] = {}
        possible: dict[str, frozenset[Value]] = {}
        never: list[tuple[frozenset[Formula], tuple[Formula, ...]]] = []
        for node, so in settled.items():
            nodes[node] = so
            other = self.opposite(node)
            if isinstance(other, Formula):
                nodes[other] = not so
            true = node if so else other
            literal = _literal(true)
            if literal:
                fact, values = literal
                possible[fact] = possible.get(fact, values) & values
            false = other if so else node
            if isinstance(false, Every):
                never.append(_split(false.parts))
        return Known(nodes, possible, tuple(never))

    def _sooner(self, than: Moment, otherwise: Formula) -> Truth:
        if self.until is not None and self.until <= than:
            return True
        return False if self.since is not None and self.since >= than else otherwise

    def _joined(self, parts: Iterable[Truth], kind: Joint, around: Joint, *, idle: bool) -> Truth:
        flat: dict[Formula, None] = {}
        for part in parts:
            if isinstance(part, bool):
                if part is not idle:
                    return part
            else:
                flat.update(dict.fromkeys(_ways(part, kind)))
        key = (kind, *flat)
        if key not in self.joints:
            self.joints[key] = self._joint(list(flat), kind, around, idle=idle)
        return self.joints[key]

    def _joint(self, flat: list[Formula], kind: Joint, around: Joint, *, idle: bool) -> Truth:
        merged = self._merged(flat, idle=idle)
        if merged is None:
            return not idle
        given = set(merged)
        if any(self.opposites.get(one) in given for one in merged):
            return not idle
        if len(merged) > 1 and any(isinstance(one, around) for one in merged):
            opposed = {self.opposites[one] for one in merged if one in self.opposites}
            simpler = [self._without(one, given, opposed, kind, around) for one in merged]
            if any(new is not old for new, old in zip(simpler, merged, strict=True)):
                return self._joined(simpler, kind, around, idle=idle)
            common = _common(merged, around)
            if common:
                return self._factored(merged, common, kind, around, idle=idle)
        if not merged:
            return idle
        return merged[0] if len(merged) == 1 else self._once(kind, tuple(merged))

    def _factored(
        self, parts: list[Formula], common: list[Formula], kind: Joint, around: Joint, *, idle: bool
    ) -> Truth:
        """Take out what all parts share: `(a and b) or (a and c)` is `a and (b or c)`."""
        shared = set(common)
        rests = [
            self._joined(
                [step for step in _ways(part, around) if step not in shared], around, kind, idle=not idle
            )
            for part in parts
        ]
        return self._joined(
            [*common, self._joined(rests, kind, around, idle=idle)], around, kind, idle=not idle
        )

    def _merged(self, parts: list[Formula], *, idle: bool) -> list[Formula] | None:
        """Let several questions after the same fact become one; None where they cannot be so together."""
        by_fact: dict[str, list[tuple[Formula, frozenset[Value]]]] = {}
        for part in parts:
            literal = _literal(part)
            if literal:
                by_fact.setdefault(literal[0], []).append((part, literal[1]))
        if all(len(found) == 1 for found in by_fact.values()):
            return parts
        become: dict[Formula, Formula | None] = {}
        for fact, found in by_fact.items():
            if len(found) == 1:
                continue
            sets = [values for _, values in found]
            joined = sets[0].intersection(*sets) if idle else sets[0].union(*sets)
            joint = self.among(fact, joined)
            if isinstance(joint, bool):
                if joint is not idle:
                    return None
                become.update((part, None) for part, _ in found)
            else:
                become.update((part, joint) for part, _ in found)
        kept = [become.get(part, part) for part in parts]
        return list(dict.fromkeys(part for part in kept if part is not None))

    def _without(
        self, part: Formula, given: set[Formula], opposed: set[Formula], kind: Joint, around: Joint
    ) -> Truth:
        """Take out of a part what its neighbours settle: in `a and (not a or b)` the second part is `b`."""
        if not isinstance(part, around):
            return part
        outer, inner = (self.either, self.every) if around is Either else (self.every, self.either)
        kept: list[Truth] = []
        changed = False
        for way in part.parts:
            steps = way.parts if isinstance(way, Every | Either) and isinstance(way, kind) else (way,)
            if not opposed.isdisjoint(steps):
                changed = True
                continue
            left = [step for step in steps if step not in given]
            changed |= len(left) < len(steps)
            kept.append(way if len(left) == len(steps) else inner(*left))
        return outer(*kept) if changed else part

    def _once(self, kind: type[N], *parts: object) -> N:
        key = (kind, *parts)
        node = self.made.get(key)
        if not isinstance(node, kind):
            node = self.made[key] = kind(*parts)
        return node


_REMADE: dict[type[Formula], Callable[[Graph, Any, Again], Truth | Whole]] = {
    Less: lambda graph, node, one: graph.less(one(node.left), one(node.right)),
    Lasts: lambda graph, node, one: graph.lasts(node.months, one(node.since)),
    Every: lambda graph, node, one: graph.every(*map(one, node.parts)),
    Either: lambda graph, node, one: graph.either(*map(one, node.parts)),
    Opposite: lambda graph, node, one: graph.opposite(one(node.part)),
    Sealed: lambda graph, node, one: graph.sealed(one(node.part)),
    Choice: lambda graph, node, one: graph.choice(
        [(one(when), one(value)) for when, value in node.cases], one(node.otherwise)
    ),
    Total: lambda graph, node, one: graph.total(
        [(True, node.fixed), *((one(when), weight) for when, weight in node.parts)]
    ),
    Least: lambda graph, node, one: graph.least(*map(one, node.parts)),
    Most: lambda graph, node, one: graph.most(*map(one, node.parts)),
    Scaled: lambda graph, node, one: graph.scaled(one(node.number), node.times, one(node.plus)),
    Quotient: lambda graph, node, one: graph.quotient(one(node.number), node.divisor),
    Remainder: lambda graph, node, one: graph.remainder(one(node.number), node.divisor),
}


def _still_among(node: Among, possible: frozenset[Value] | None) -> Truth:
    if possible is None:
        return node
    left = possible & set(node.values)
    return bool(left) if not left or left == possible else node


def _excluded(parts: Iterable[Formula], known: Known) -> bool:
    listed = set(parts)
    return any(
        strict <= listed
        and all(one in listed or any(_implies(part, one) for part in listed) for one in implied)
        for strict, implied in known.never
    )


def _split(group: tuple[Formula, ...]) -> tuple[frozenset[Formula], tuple[Formula, ...]]:
    """Split a group into what only itself implies, and what another question after the same may imply."""
    implied = tuple(one for one in group if isinstance(one, Lasts) or _literal(one))
    return frozenset(group) - set(implied), implied


@cache
def domain(fact: Fact) -> tuple[Value, ...]:
    """Give every value of an enum or bool fact, `unknown` included where it can be; nothing for other facts."""
    if fact.kind not in {"enum", "bool"}:
        return ()
    return (
        *(fact.values or (True, False)),
        *((UNKNOWN,) if fact.can_be_unknown and not fact.required else ()),
    )


@lru_cache(maxsize=65_536)
def _literal(node: Formula) -> tuple[str, frozenset[Value]] | None:
    """Give the fact of a single question after a closed list of values, and the values for which it is so."""
    among = node.part if isinstance(node, Opposite) else node
    if not isinstance(among, Among):
        return None
    whole = domain(FACTS[among.fact])
    if not whole:
        return None
    values = frozenset(among.values)
    return among.fact, values if node is among else frozenset(whole) - values


def _implies(one: Formula, other: Formula) -> bool:
    """Tell whether one single question being so makes another so; True only where that is plain."""
    if one is other:
        return True
    if isinstance(one, Lasts) and isinstance(other, Lasts):
        return one.since is other.since and one.months <= other.months
    first, second = _literal(one), _literal(other)
    return first is not None and second is not None and first[0] == second[0] and first[1] <= second[1]


def _common(parts: list[Formula], around: Joint) -> list[Formula]:
    """Give what stands in every one of some parts that are all joints of one kind."""
    if not all(isinstance(part, around) for part in parts):
        return []
    first, *others = (_ways(part, around) for part in parts)
    return [step for step in first if all(step in other for other in others)]


def _ways(node: Truth | Whole, kind: Joint) -> tuple[Formula, ...]:
    if not isinstance(node, Formula):
        return ()
    return node.parts if isinstance(node, Every | Either) and isinstance(node, kind) else (node,)


def _parted(parts: tuple[Whole, ...]) -> tuple[list[int], list[Formula]]:
    fixed = [part for part in parts if isinstance(part, int)]
    return fixed, list(dict.fromkeys(part for part in parts if isinstance(part, Formula)))
