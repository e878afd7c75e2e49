"""The rulebook as one SELECT: every row of facts gets the same verdict as `decide` gives it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from datmag.moment import Moment
from datmag.rulebook.case import value_of
from datmag.rulebook.condition import Condition
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Block, Dated, Ground, Misuse, Objection, Requirement
from datmag.rulebook.sql_chain import Chain
from datmag.rulebook.sql_condition import (
    Dialect,
    Pair,
    Printer,
    Sql,
    both,
    choice,
    either,
    least,
    negated,
    total,
)
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.rulebook.verdict import BLOCKED, GROUNDLESS, OBJECTED

__all__ = ["verdict_select"]

R = TypeVar("R", bound=Dated)
Coded = tuple[Sql, int | str]
_UNKNOWN_FACT = REASONS.index("unknown_fact")
# The distance to a ground, its rank in a tie and its first code travel as one number: the least is closest.
_RANKS = 16
_CODES = 64
_NONE_BEGUN = (GROUNDLESS * _RANKS + _RANKS - 1) * _CODES + REASONS.index("no_ground")


def verdict_select(
    *,
    source: str,
    columns: Collection[str],
    constants: Mapping[str, object],
    at: Moment,
    policy: Policy,
    dialect: Dialect,
    keep: Collection[str] | None = None,
) -> str:
    """Print one SELECT that judges every row of `source`.

    Args:
        source: an SQL table or CTE name.
        columns: the facts that are columns of it: bools as 1, 0, -1, enums as text with `unknown`, times as
            moments with NEVER; none of them NULL.
        constants: the other facts, as a case holds them; one that is in neither takes its silence.
        at: the moment of sending.
        policy: how the disputed points are settled.
        dialect: whose SQL.
        keep: the columns of `source` to yield; None yields all of them, and the working columns `w_N` too.

    Returns:
        A SELECT that yields the kept columns and `permitted` (1/0), `review` (1/0), `ground` (index in
        GROUNDS, -1 none), `grounds` (bits by GROUNDS), `reason` (index in REASONS, -1 on a permit),
        `obligations` (bits by OBLIGATIONS, 0 on a denial) and `misses`: the row that `Decision.row` gives.
        It holds no parameters and no `%`.
    """
    facts = _constants(columns, constants, at)
    chain = Chain(source, dialect)
    judged, strict = (
        _Core(Printer(set(columns) - {"at"}, facts, at, one, dialect), chain)
        for one in (policy, POLICIES["strict"])
    )
    for step in (_Core.ask, _Core.refuse, _Core.apply, _Core.hold, _Core.permit):
        for core in (judged, strict):
            step(core)
        chain.close()
        for core in (judged, strict):
            core.settle()
    judged.choose_ground()
    chain.close()
    answers = judged.answers(strict.permitted)
    return chain.text(None if keep is None else list(keep), answers)


def _constants(columns: Collection[str], constants: Mapping[str, object], at: Moment) -> dict[str, Value]:
    given = {**constants, "at": at}
    return {name: value_of(name, given.get(name)) for name in FACTS if name not in columns or name == "at"}


@dataclass(slots=True)
class _Try:
    """A ground in SQL: whether it is begun, how many conditions fail, its first code."""

    ground: Ground
    begun: Sql
    count: int | str
    code: int | str

    @property
    def whole(self) -> Sql:
        """Nothing fails."""
        return self.count == 0 if isinstance(self.count, int) else f"({self.count} = 0)"


@dataclass(slots=True)
class _Core:
    """The verdict under one policy, step by step as in `verdict.judge`; each step uses the columns before it."""

    printer: Printer
    chain: Chain
    pending: dict[int, Pair] = field(default_factory=dict)
    objections: list[Coded] = field(default_factory=list)
    blocks: list[Coded] = field(default_factory=list)
    stopped: Sql = False
    releases: list[tuple[Sql, int]] = field(default_factory=list)
    misuses: list[Coded] = field(default_factory=list)
    tries: list[_Try] = field(default_factory=list)
    duty_codes: list[Coded] = field(default_factory=list)
    duties_failed: int | str = 0
    held: list[tuple[Sql, int]] = field(default_factory=list)
    closest: int | str = _NONE_BEGUN
    permitted: Sql = False
    ground: int | str = -1

    def ask(self) -> None:
        """Name the truth of every requirement and duty, and whether each ground is begun."""
        for ground in self._in_force(RULEBOOK.grounds):
            self._name(ground.begun)
            for need in ground.requirements:
                self._name_status(need.holds)
        for duty in self._in_force(RULEBOOK.duties):
            self._name_status(duty.requirement.holds)

    def refuse(self) -> None:
        """Name the No's that stand, and whether a Yes lifted one."""
        for objection in self._in_force(RULEBOOK.objections):
            self._name(objection.applies)
        self._name(RULEBOOK.lifted)

    def apply(self) -> None:
        """Name blocks, releases and classes, and how far each ground is."""
        holds = self.printer.holds
        self.objections = self._coded(RULEBOOK.objections)
        self.blocks = self._coded(RULEBOOK.blocks)
        self.stopped = either(
            *(
                self.chain.truth(holds(rule.applies))
                for rule in self._in_force(RULEBOOK.blocks)
                if rule.everything
            )
        )
        self.releases = [
            (self.chain.truth(holds(rule.when)), GROUNDS.index(rule.ground))
            for rule in self._in_force(RULEBOOK.releases)
        ]
        self.misuses = self._coded(RULEBOOK.misuses)
        self.tries = [self._try(ground) for ground in self._in_force(RULEBOOK.grounds)]
        duties = [duty.requirement for duty in self._in_force(RULEBOOK.duties)]
        self.duties_failed = self.chain.column(self._count(duties))
        self.duty_codes = [(self._failed(need), REASONS.index(need.code)) for need in duties]

    def hold(self) -> None:
        """Name the grounds that hold, and the closest of those that do not."""
        lifted = self.printer.holds(RULEBOOK.lifted)
        marketing = both(
            *(negated(when) for when, _ in [*self.blocks, *self.objections, *self.releases]),
        )
        keys: list[int | str] = []
        for one in self.tries:
            tested = both(one.begun, True if one.ground.name == "consent" else negated(lifted))
            held = self.chain.truth(both(marketing, tested, one.whole))
            self.held.append((held, GROUNDS.index(one.ground.name)))
            key = f"(({one.count} * {_RANKS} + {one.ground.rank}) * {_CODES} + {one.code})"
            keys.append(choice([(both(tested, negated(one.whole)), key)], _NONE_BEGUN))
        begun = [str(key) for key in keys if key != _NONE_BEGUN]
        if begun:
            every = ", ".join([*begun, str(_NONE_BEGUN)])
            self.closest = self.chain.column(f"{least(self.printer.dialect)}({every})")

    def permit(self) -> None:
        """Name whether the message may go out."""
        released = both(negated(self.stopped), either(*(when for when, _ in self.releases)))
        carried = both(self._any_held(), self._is_zero(self.duties_failed))
        self.permitted = self.chain.truth(either(released, carried))

    def choose_ground(self) -> None:
        """Name the ground of a permit."""
        first = choice([*self.releases, *sorted(self.held, key=lambda pair: pair[1])], -1)
        self.ground = self.chain.column(choice([(self.permitted, first)], -1))

    def answers(self, strict_permits: Sql) -> dict[str, int | str]:
        """Print the columns that the statement yields."""
        asked = self._obligations(strict_permits)
        bits: dict[Sql, int] = {}
        for code, when in asked.items():
            bits[when] = bits.get(when, 0) | 1 << OBLIGATIONS.index(code)
        return {
            "permitted": choice([(self.permitted, 1)], 0),
            "review": choice([(both(self.permitted, asked["review"]), 1)], 0),
            "ground": self.ground,
            "grounds": self._grounds(),
            "reason": self._reason(),
            "obligations": choice([(self.permitted, total(list(bits.items())))], 0),
            "misses": self._misses(),
        }

    def settle(self) -> None:
        """Let what was named in the closed step be used."""
        self.printer.hoisted.update(self.pending)
        self.pending.clear()

    def _obligations(self, strict_permits: Sql) -> dict[str, Sql]:
        self.printer.found["ground"] = self._ground_is
        self.printer.found["strict_permits"] = partial(_same, strict_permits)
        held = {GROUNDS[index]: when for when, index in self.held}
        for name in GROUNDS:
            self.printer.found[f"held_{name}"] = partial(_same, held.get(name, False))
        asked: dict[str, Sql] = dict.fromkeys(OBLIGATIONS, False)
        for rule in self._in_force(RULEBOOK.obligations):
            asked[rule.code] = either(asked[rule.code], self.printer.holds(rule.when))
        return asked

    def _ground_is(self, names: tuple[Value, ...]) -> Sql:
        wanted = [GROUNDS.index(str(name)) for name in names]
        if isinstance(self.ground, int):
            return self.ground in wanted
        return f"({self.ground} IN ({', '.join(map(str, wanted))}))"

    def _grounds(self) -> int | str:
        released = [(when, 1 << index) for when, index in self.releases]
        return choice(
            [(self.stopped, 0), *released], total([(when, 1 << index) for when, index in self.held])
        )

    def _reason(self) -> int | str:
        groundless = negated(self._any_held())
        code = f"({self.closest} - {self.closest} / {_CODES} * {_CODES})"
        first = self.closest - self.closest // _CODES * _CODES if isinstance(self.closest, int) else code
        return choice(
            [
                (self.permitted, -1),
                *self.blocks,
                *((both(groundless, when), index) for when, index in self.misuses),
                *self.objections,
                (groundless, first),
                *self.duty_codes,
            ],
            _UNKNOWN_FACT,
        )

    def _misses(self) -> int | str:
        owed = self.duties_failed
        return choice(
            [
                (self.permitted, 0),
                *((when, BLOCKED) for when, _ in self.blocks),
                *((when, f"({OBJECTED} + {owed})") for when, _ in self.objections),
                (self._any_held(), owed),
            ],
            f"({self.closest} / {_RANKS * _CODES} + {owed})",
        )

    def _any_held(self) -> Sql:
        return either(*(when for when, _ in self.held))

    def _try(self, ground: Ground) -> _Try:
        needs = sorted(ground.requirements, key=lambda need: REASONS.index(need.code))
        codes = [(self._failed(need), REASONS.index(need.code)) for need in needs]
        return _Try(
            ground,
            self.printer.holds(ground.begun),
            self.chain.column(self._count(needs)),
            self.chain.column(choice(list(codes), _UNKNOWN_FACT)),
        )

    def _count(self, needs: Sequence[Requirement]) -> int | str:
        asked = [(self.printer.holds(need.asked), need) for need in needs]
        return total([(both(when, negated(self.printer.holds(need.holds))), 1) for when, need in asked])

    def _failed(self, need: Requirement) -> Sql:
        return both(self.printer.holds(need.asked), self.printer.pair(need.holds).fails)

    def _coded(self, rules: Sequence[Block] | Sequence[Objection] | Sequence[Misuse]) -> list[Coded]:
        return [
            (self.chain.truth(self.printer.holds(rule.when if isinstance(rule, Misuse) else rule.applies)), REASONS.index(rule.code))
            for rule in rules
            if rule.in_force(self.printer.at)
        ]

    def _name(self, condition: Condition) -> None:
        holds = self.chain.truth(self.printer.holds(condition))
        self.pending[id(condition)] = Pair(holds, negated(holds))

    def _name_status(self, condition: Condition) -> None:
        """Name a condition as 0 true, 1 false, 2 not known."""
        pair = self.printer.pair(condition)
        status = self.chain.column(choice([(pair.holds, 0), (pair.fails, 1)], 2))
        if isinstance(status, str):
            self.pending[id(condition)] = Pair(f"({status} = 0)", f"({status} = 1)")

    def _is_zero(self, count: int | str) -> Sql:
        return count == 0 if isinstance(count, int) else f"({count} = 0)"

    def _in_force(self, rules: Sequence[R]) -> list[R]:
        return [rule for rule in rules if rule.in_force(self.printer.at)]


def _same(found: Sql, _: tuple[Value, ...]) -> Sql:
    return found
