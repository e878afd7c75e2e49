"""The verdict as branches: one number a case, found by asking only what can still matter.

A database that judges row by row (SQLite, PostgreSQL) reads a single CASE from it: it stops at the first branch
that is so. What a branch settles is taken out of what stands in it.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from datmag.rulebook.formulas.formula import Formula, Truth, Whole, settled_by
from datmag.rulebook.formulas.lower import CODES, NONE_BEGUN, RANKS, Answers, Steps, Try
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.rulebook.verdict import BLOCKED

Branch = tuple[Truth, Whole]


@dataclass(frozen=True, slots=True)
class Part:
    """Where an answer lies in the number: `(number / times) & mask`, and `less` less."""

    times: int
    mask: int
    less: int


# The rank lies where the key of the closest miss has it: so that key, as it is, gives reason and misses at once.
_WIDTHS = {
    "reason": (len(REASONS), 1),
    "rank": (RANKS - 1, 0),
    "misses": (2 * BLOCKED, 0),
    "ground": (len(GROUNDS), 1),
    "grounds": ((1 << len(GROUNDS)) - 1, 0),
    "obligations": ((1 << len(OBLIGATIONS)) - 1, 0),
}
_FROM = {"permitted": "reason", "review": "obligations"}


def parts(names: Collection[str]) -> dict[str, Part]:
    """Give where each answer lies that is needed for some answers: a permit has no reason, `review` is an obligation."""
    needed = {_FROM.get(name, name) for name in names}
    if "misses" in needed:
        needed |= {"reason", "rank"}
    found: dict[str, Part] = {}
    times = 1
    for name, (most, less) in _WIDTHS.items():
        if name in needed:
            size = CODES if name == "reason" else 1 << most.bit_length()
            found[name] = Part(times, size - 1, less)
            times *= size
    return found


def packed(steps: Steps, names: Collection[str]) -> Whole:
    """Give some answers as one number: where each lies in it, `parts` tells."""
    return _Branches(steps, steps.answers(), parts(names)).tree()


@dataclass(slots=True)
class _Branches:
    """Writes the tree; `known` is what is settled where the next branch stands."""

    steps: Steps
    answers: Answers
    parts: dict[str, Part]
    known: dict[Formula, bool] = field(default_factory=dict)

    def tree(self) -> Whole:
        """Give the whole: what stops every message, then each No that has exceptions by itself, then the rest."""
        branches: list[Branch] = []
        for rule, when in self.steps.blocks:
            if rule.everything:
                self._branch(branches, [when], self._deny)
        self._settle(self.answers.stopped, so=False)
        return self.steps.reader.graph.choice(branches, self._with_noes(self.answers.begun_noes))

    def _with_noes(self, noes: Sequence[Truth]) -> Whole:
        """Give the tree for each way in which some No's may have begun, the way with none last."""
        if not noes:
            return self._message()
        branches: list[Branch] = []
        first, *rest = noes
        self._branch(branches, [first], lambda: self._with_noes(rest))
        return self.steps.reader.graph.choice(branches, self._with_noes(rest))

    def _message(self) -> Whole:
        branches: list[Branch] = []
        with self._kept():
            for _, when in self.steps.releases:
                self._branch(branches, [when], self._release)
            self._settle(self.answers.released, so=False)
            return self.steps.reader.graph.choice(branches, self._marketing())

    def _marketing(self) -> Whole:
        steps, branches = self.steps, list[Branch]()
        for rule, when in steps.blocks:
            if not rule.everything:
                self._branch(branches, [when], self._deny)
        for _, when in steps.objections:
            self._branch(branches, [when], self._deny)
        for one, (_, when) in zip(steps.ranked, steps.held, strict=True):
            self._branch(branches, [steps.carries(one), when], self._dutiful)
        self._settle(self.answers.permitted, so=False)
        self._settle(steps.any_held, so=False)
        return steps.reader.graph.choice(branches, self._groundless())

    def _dutiful(self) -> Whole:
        graph, branches = self.steps.reader.graph, list[Branch]()
        due = graph.every(*(self.steps.met(need) for _, need in self.steps.duties))
        self._branch(branches, [due], self._permit)
        self._settle(self.answers.permitted, so=False)
        return graph.choice(branches, self._leaf())

    def _release(self) -> Whole:
        self._settle(self.answers.released, so=True)
        self._none_held()
        return self._permit()

    def _permit(self) -> Whole:
        self._settle(self.answers.permitted, so=True)
        return self._leaf()

    def _deny(self) -> Whole:
        self._settle(self.answers.permitted, so=False)
        self._none_held()
        return self._leaf()

    def _none_held(self) -> None:
        for _, when in self.steps.held:
            self._settle(when, so=False)
        self._settle(self.steps.any_held, so=False)

    def _groundless(self) -> Whole:
        """Give the denial of a marketing message that no ground carries and no No stands against."""
        graph, steps = self.steps.reader.graph, self.steps
        misuses = [(self._seen(when), REASONS.index(rule.code)) for rule, when in steps.misuses]
        begun = [(one, self._seen(one.tested)) for one in steps.tries]
        begun = [(one, when) for one, when in begun if when is not False]
        if "misses" in self.parts:
            return self._distance(misuses, begun)
        branches: list[Branch] = [(when, self._leaf(reason=code)) for when, code in misuses]
        for one, when in begun:
            others = [graph.opposite(other) for _, other in begun if other is not when]
            with self._kept(when):
                alone = self._leaf(reason=self._seen(steps.code(one)))
            branches.append((graph.every(when, *others), alone))
        nothing = graph.every(*(graph.opposite(when) for _, when in begun))
        branches.append((nothing, self._leaf(reason=REASONS.index("no_ground"))))
        return graph.choice(branches, self._leaf(reason=graph.remainder(self._closest(begun), CODES)))

    def _distance(self, misuses: list[tuple[Truth, int]], begun: list[tuple[Try, Truth]]) -> Whole:
        graph, steps = self.steps.reader.graph, self.steps
        closest = self._closest(begun)
        owed = self._seen(graph.total((graph.opposite(steps.met(need)), 1) for _, need in steps.duties))
        misses = graph.scaled(graph.quotient(closest, RANKS * CODES), 1, owed)
        branches: list[Branch] = [(when, self._leaf(reason=code, misses=misses)) for when, code in misuses]
        by_key = graph.scaled(owed, self.parts["misses"].times, closest)
        return graph.choice(branches, graph.scaled(by_key, 1, self._leaf(reason=0, misses=0)))

    def _closest(self, begun: Iterable[tuple[Try, Truth]]) -> Whole:
        keys: list[Whole] = []
        for one, when in begun:
            with self._kept(when):
                key: Whole = self._seen(self.steps.key(one))
            keys.append(self.steps.reader.graph.choice([(when, key)], NONE_BEGUN))
        return self.steps.reader.graph.least(*keys, NONE_BEGUN)

    def _leaf(self, **given: Whole) -> Whole:
        """Give the number, with some answers as given."""
        graph = self.steps.reader.graph
        number: Whole = 0
        for name, part in self.parts.items():
            if name != "rank":
                value = given[name] if name in given else self._answer(name)
                number = graph.scaled(value, part.times, graph.scaled(number, 1, part.less * part.times))
        return number

    def _answer(self, name: str) -> Whole:
        if name != "obligations":
            found: Whole = self._seen(getattr(self.answers, name))
            return found
        if self._seen(self.answers.permitted) is False:
            return 0
        asked = self.answers.asked.items()
        return self.steps.reader.graph.total(
            (self._seen(when), 1 << OBLIGATIONS.index(code)) for code, when in asked
        )

    def _branch(self, branches: list[Branch], when: list[Truth], then: Callable[[], Whole]) -> None:
        """Add a branch for the cases in which all of `when` is so, which is the same; from here on none is."""
        seen: Truth = self._seen(when[0])
        if seen is not False:
            with self._kept(seen, *when):
                branches.append((seen, then()))
        for one in (seen, *when):
            self._settle(one, so=False)

    @contextmanager
    def _kept(self, *so: Truth) -> Generator[None]:
        """Settle some truths for a while."""
        known = dict(self.known)
        for one in so:
            self._settle(one, so=True)
        yield
        self.known = known

    def _settle(self, node: Truth, *, so: bool) -> None:
        self.known.update(settled_by(node, so=so))

    def _seen(self, node: Truth | Whole) -> Any:  # noqa: ANN401  (a truth stays a truth, a number a number)
        return self.steps.reader.graph.given(node, self.known)
