"""Looks for a case that breaks something, and makes it a real and small one: few facts, plain values, round dates."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from datmag.moment import DAY, NEVER, Moment, moment, to_datetime
from datmag.rulebook.case import Case
from datmag.rulebook.fact import CIRCUMSTANCES, FACTS, UNKNOWN_NUMBER, Fact
from datmag.rulebook.policy import Policy
from datmag.rulebook.proof.any_case import AnyCase, Space
from datmag.rulebook.proof.as_solver import FIRST, LAST, z3
from datmag.rulebook.rule import Rulebook, periods

Found = Literal["none", "some", "unknown"]

_BUDGET = 20_000_000
"""How much work the solver may do on one question, in its own units: the same on every machine."""
_DAYS_AGO = (30, 60, 90, 120, 150, 10, 200, 400, 800, 1200, 2400, -30, -60, -90, 0)
_AGES = (15, 12, 16, 40)
_MONTHS_IN = 4
_YEARS_TO_COME = 10
_SETTINGS = {"random_seed": 0, "rlimit": _BUDGET}


def moments(book: Rulebook) -> tuple[Moment, ...]:
    """Give one plain moment in each period of the law, the latest first: in the middle of a month, at noon UTC."""
    starts = periods(book)
    found: list[Moment] = []
    for since, until in zip(starts, (*starts[1:], LAST), strict=True):
        begun = to_datetime(since + 31 * DAY * _MONTHS_IN)
        wanted = moment(begun.replace(day=15, hour=12, minute=0, second=0, microsecond=0))
        found.append(wanted if wanted < until else (since + until) // 2)
    return tuple(reversed(found))


def years(book: Rulebook) -> tuple[Moment, ...]:
    """Give a plain moment in each year of the law and of some years to come, the latest first.

    For a theorem that names a moment which the rules have otherwise, and which is therefore no period of theirs.
    """
    starts = [to_datetime(since).year for since in periods(book)]
    found = (datetime(year, 11, 15, 12, tzinfo=UTC) for year in range(starts[0], starts[-1] + _YEARS_TO_COME))
    return tuple(reversed([moment(one) for one in found]))


def edges(book: Rulebook) -> tuple[Moment, ...]:
    """Give the last moment before each period of the law and its first one, the latest first.

    For a rule that changes a little too early or too late.
    """
    return tuple(at for since in reversed(periods(book)) for at in (since, since - 1) if at >= FIRST)


@dataclass(frozen=True, slots=True)
class Real:
    """A real case that the solver found, with its changed copies and the policies of its model.

    Args:
        cases: the case, then its copies.
        own: the policies of an organisation's own, where the question was about any.
    """

    cases: tuple[Case, ...]
    own: tuple[Policy, ...] = ()

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.cases[0]


@dataclass(slots=True)
class Search:
    """The solver with what holds of every case.

    Args:
        space: the cases there can be.
        first: no case is sent before this moment.
        solver: keeps what it has learned between questions.
    """

    space: Space
    first: Moment = FIRST
    solver: Any = field(init=False)

    def __post_init__(self) -> None:
        """Tell the solver what every case keeps to."""
        self.solver = z3().Solver()
        self.solver.set(**_SETTINGS)
        self.solver.add(*self.space.possible(), self.space.at >= self.first)

    def ask(self, breach: Any, cases: tuple[AnyCase, ...]) -> Found:  # noqa: ANN401  (a term)
        """Tell whether some case breaks something, at any moment of sending."""
        with self._step():
            self._tell(cases)
            self.solver.add(breach)
            return self._found()

    def real(
        self, breach: Any, cases: tuple[AnyCase, ...], candidates: tuple[Moment, ...], *, small: bool = True  # noqa: ANN401  (a term)
    ) -> Iterator[Real]:  # fmt: skip
        """Give a real case that breaks something for each moment of sending at which there is one.

        Args:
            breach: what is broken.
            cases: the case and its changed copies.
            candidates: moments of sending to try.
            small: look for one with few facts.
        """
        for at in candidates:
            found = self._at(at, breach, cases, small=small)
            if found:
                yield found

    def _at(
        self, at: Moment, breach: Any, cases: tuple[AnyCase, ...], *, small: bool  # noqa: ANN401  (a term)
    ) -> Real | None:  # fmt: skip
        with self.within(cases, at):
            self.solver.add(breach, *(term for one in cases for term in _near(one, at)))
            if self._found() != "some":
                return None
            if small:
                _Smaller(self.solver, cases, at).shrink()
                self.solver.check()
            model = self.solver.model()
            return Real(tuple(one.read(model) for one in cases), cases[0].law.own(model))

    @contextmanager
    def within(self, cases: tuple[AnyCase, ...], at: Moment) -> Generator[None, None, None]:
        """Speak, for a while, of cases sent at one moment."""
        with self._step():
            self._tell(cases)
            self.solver.add(*(term for one in cases for term in one.exactly(one.law.space.graph.at or at)))
            yield

    def now(self, breach: Any) -> Found:  # noqa: ANN401  (a term)
        """Tell whether some case of those spoken of breaks something."""
        with self._step():
            self.solver.add(breach)
            return self._found()

    @contextmanager
    def _step(self) -> Generator[None, None, None]:
        """What is told to the solver within it is forgotten after it."""
        self.solver.push()
        try:
            yield
        finally:
            self.solver.pop()

    def _tell(self, cases: tuple[AnyCase, ...]) -> None:
        for one in cases:
            self.solver.add(*one.own(one.law.space.possible()))

    def _found(self) -> Found:
        answer = str(self.solver.check())
        return "none" if answer == "unsat" else "some" if answer == "sat" else "unknown"


def _near(one: AnyCase, at: Moment) -> Iterator[Any]:
    """Keep times within what people know: from 1990 to two years after the sending."""
    solver = z3()
    for name, fact in FACTS.items():
        if fact.kind == "moment" and not fact.required:
            number = one.variables(name).numbers[name]
            yield solver.Or(number == NEVER, solver.And(number >= FIRST, number <= at + 730 * DAY))


_PLAINEST_LAST: tuple[Fact, ...] = (
    *(fact for fact in FACTS.values() if fact.required or fact in CIRCUMSTANCES),
    *(fact for fact in reversed(FACTS.values()) if not fact.required and fact not in CIRCUMSTANCES),
)
"""First what every case says, then the facts that a case does best without."""


@dataclass(slots=True)
class _Smaller:
    """Makes the case small: first few changes, then few facts, then plain values."""

    solver: Any
    cases: tuple[AnyCase, ...]
    at: Moment
    used: set[int] = field(default_factory=set)

    def shrink(self) -> None:
        """Hold the solver to the plainest case that still breaks the same thing."""
        base, *copies = self.cases
        for copy in copies:
            for name in copy.other:
                self._prefer(copy.equal(name, base).value)
        for fact in _PLAINEST_LAST:
            self._plain(fact, base)
        for copy in copies:
            for fact in _PLAINEST_LAST:
                if fact.name in copy.other:
                    self._plain(fact, copy)

    def _prefer(self, term: Any) -> bool:  # noqa: ANN401  (a term)
        if str(self.solver.check(term)) != "sat":
            return False
        self.solver.add(term)
        return True

    def _plain(self, fact: Fact, one: AnyCase) -> None:
        variables = one.variables(fact.name)
        if fact.name in variables.switches:
            ways = variables.switches[fact.name]
            order = [] if fact.required else [fact.silence]
            next((way for way in [*order, *ways] if self._prefer(ways[way])), None)
            return
        number = variables.numbers[fact.name]
        if fact.kind == "country":
            self._prefer(number == 0)
        elif fact.kind == "number":
            next((age for age in (UNKNOWN_NUMBER, *_AGES) if self._prefer(number == age)), None)
        elif not fact.required and not self._prefer(number == NEVER):
            self._date(number)

    def _date(self, number: Any) -> None:  # noqa: ANN401  (a term)
        fresh = [days for days in _DAYS_AGO if days not in self.used]
        for days in (*fresh, *_DAYS_AGO):
            if self._prefer(number == self.at - days * DAY):
                self.used.add(days)
                return


def matters(case: Case) -> tuple[str, ...]:
    """Name the facts of a case that are not as silence leaves them."""
    return tuple(name for name, fact in FACTS.items() if fact.required or case[name] != fact.silence)
