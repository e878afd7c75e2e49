"""From a rulebook to formulas: the verdict under one policy, step by step as in `decision.md`, section 3.

`verdict.judge` is the reference; this is the same law without its third truth value. Every machine reader
(Python, SQL, the solver, the exports) prints what is made here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from datmag.rulebook.condition import ALWAYS, Condition
from datmag.rulebook.fact import Value
from datmag.rulebook.formulas.formula import Truth, Whole
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.reader import Pair, Reader
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import (
    Block,
    Dated,
    Duty,
    Ground,
    Misuse,
    Objection,
    Obligation,
    Release,
    Requirement,
    Rulebook,
)
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.rulebook.verdict import BLOCKED, GROUNDLESS, OBJECTED

UNKNOWN_FACT = REASONS.index("unknown_fact")
# The distance to a ground, its rank in a tie and its first code travel as one number: the least is closest.
RANKS = 16
CODES = 64
NONE_BEGUN = (GROUNDLESS * RANKS + RANKS - 1) * CODES + REASONS.index("no_ground")


@dataclass(frozen=True, slots=True)
class Answers:
    """The verdict as formulas, in the words of `Decision.row`.

    Args:
        permitted, review: truths.
        ground: index in GROUNDS, -1 on a denial.
        grounds: bits by GROUNDS, of a denial too.
        reason: index in REASONS, -1 on a permit.
        obligations: bits by OBLIGATIONS, 0 on a denial.
        misses: how many failed conditions lie between the case and a permit.
        released: the message goes out as no marketing.
        no_stands: an objection or a withdrawal stands.
        stopped: a block stops every message.
        held: per ground of a marketing message (by name), whether it carries it.
        asked: per obligation, whether some rule asks it.
        conflict: two releases that give different grounds hold at once.
        begun_noes: per No that has exceptions, whether it would stand without them.
    """

    permitted: Truth
    review: Truth
    ground: Whole
    grounds: Whole
    reason: Whole
    obligations: Whole
    misses: Whole
    released: Truth
    no_stands: Truth
    stopped: Truth
    held: Mapping[str, Truth]
    asked: Mapping[str, Truth]
    conflict: Truth
    begun_noes: tuple[Truth, ...]


def lower(book: Rulebook, policy: Policy, graph: Graph, constants: Mapping[str, Value]) -> Answers:
    """Give the verdict of a rulebook under a policy.

    Args:
        book: the rules.
        policy: how the disputed points are settled.
        graph: makes the nodes; what it knows of the moment of sending is folded.
        constants: the facts that are the same for every case, folded as well.
    """
    return steps(book, policy, graph, constants).answers()


def steps(book: Rulebook, policy: Policy, graph: Graph, constants: Mapping[str, Value]) -> "Steps":
    """Give the same verdict rule by rule."""
    judged = Steps(book, Reader(policy, graph, constants))
    strict = POLICIES["strict"]
    if policy.settings == strict.settings:
        judged.oblige(judged.permitted)
    else:
        judged.oblige(Steps(book, Reader(strict, graph, constants)).permitted)
    return judged


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement: whether it is asked, and whether it is met."""

    requirement: Requirement
    asked: Truth
    met: Pair


@dataclass(frozen=True, slots=True)
class Try:
    """A ground: whether it is tested, whether all that it requires is so, and each requirement by itself."""

    ground: Ground
    tested: Truth
    whole: Truth
    needs: tuple[Need, ...]


@dataclass(slots=True, eq=False)
class Steps:
    """The verdict under one policy, rule by rule; each field is one step and rests on those above it.

    Args:
        book: the rules.
        reader: reads their conditions.
        blocks, releases, objections, misuses: each rule with whether it applies.
        stopped: a block stops every message.
        released: the message goes out as no marketing.
        tries: the grounds.
        held: the grounds in the order of the list, with whether they carry the message.
        any_held: one of them does.
        duties: each duty with whether it is asked (and in force), and met.
        permitted: the message may go out.
        obligations: each rule with whether it asks its obligation of a permit.
    """

    book: Rulebook
    reader: Reader
    blocks: list[tuple[Block, Truth]] = field(init=False)
    stopped: Truth = field(init=False)
    releases: list[tuple[Release, Truth]] = field(init=False)
    released: Truth = field(init=False)
    objections: list[tuple[Objection, Truth]] = field(init=False)
    misuses: list[tuple[Misuse, Truth]] = field(init=False)
    tries: list[Try] = field(init=False)
    held: list[tuple[str, Truth]] = field(init=False)
    any_held: Truth = field(init=False)
    duties: list[tuple[Duty, Need]] = field(init=False)
    permitted: Truth = field(init=False)
    obligations: list[tuple[Obligation, Truth]] = field(init=False)

    def __post_init__(self) -> None:
        """Take the steps."""
        graph, book = self.reader.graph, self.book
        self.blocks = [(rule, self._so(rule, rule.applies)) for rule in book.blocks]
        self.stopped = graph.sealed(graph.either(*(when for rule, when in self.blocks if rule.everything)))
        self.releases = [(rule, self._so(rule, rule.when)) for rule in book.releases]
        sent = graph.sealed(graph.either(*(when for _, when in self.releases)))
        self.released = graph.sealed(graph.every(graph.opposite(self.stopped), sent))
        self.objections = [(rule, self._so(rule, rule.applies)) for rule in book.objections]
        self.misuses = [(rule, self._so(rule, rule.when)) for rule in book.misuses]
        self.tries = [self._try(ground) for ground in book.grounds]
        noes = [when for _, when in (*self.blocks, *self.objections)]
        marketing = graph.sealed(graph.every(graph.opposite(sent), *map(graph.opposite, noes)))
        self.held = [
            (one.ground.name, graph.sealed(graph.every(marketing, self.carries(one)))) for one in self.ranked
        ]
        self.any_held = graph.sealed(graph.either(*(when for _, when in self.held)))
        self.duties = [(rule, self._need(rule.requirement, rule)) for rule in book.duties]
        carried = graph.every(
            marketing,
            *(self.met(need) for _, need in self.duties),
            graph.either(*map(self.carries, self.tries)),
        )
        self.permitted = graph.sealed(graph.either(self.released, carried))

    def oblige(self, strict_permits: Truth) -> None:
        """Take the last step, once it is known whether the strict policy permits."""
        found = self.reader.found
        found["ground"] = self._ground_is
        found["strict_permits"] = partial(_as_found, strict_permits)
        for name in GROUNDS:
            holds = self.reader.graph.either(*(when for held, when in self.held if held == name))
            found[f"held_{name}"] = partial(_as_found, holds)
        self.obligations = [(rule, self._so(rule, rule.when)) for rule in self.book.obligations]

    def answers(self) -> Answers:
        """Give the answers."""
        graph = self.reader.graph
        asked: dict[str, Truth] = dict.fromkeys(OBLIGATIONS, False)
        for rule, when in self.obligations:
            asked[rule.code] = graph.either(asked[rule.code], when)
        bits = graph.total((when, 1 << OBLIGATIONS.index(code)) for code, when in asked.items())
        held = [(when, GROUNDS.index(name)) for name, when in self.held]
        going = graph.opposite(self.stopped)
        releases = [(graph.every(going, when), GROUNDS.index(rule.ground)) for rule, when in self.releases]
        owed = graph.total((graph.opposite(self.met(need)), 1) for _, need in self.duties)
        closest = self._closest()
        denied = graph.opposite(self.permitted)
        carrying = graph.choice([*releases, *held], -1)
        every_held = graph.total((when, 1 << one) for when, one in held)
        return Answers(
            permitted=self.permitted,
            review=graph.every(self.permitted, asked["review"]),
            ground=graph.choice([(denied, -1)], carrying),
            grounds=graph.choice([(when, 1 << one) for when, one in releases], every_held),
            reason=self._reason(closest),
            obligations=graph.choice([(denied, 0)], bits),
            misses=self._misses(closest, owed),
            released=self.released,
            no_stands=graph.either(*(when for _, when in self.objections)),
            stopped=self.stopped,
            held={name: graph.either(*(w for n, w in self.held if n == name)) for name, _ in self.held},
            asked=asked,
            conflict=self._conflict(),
            begun_noes=tuple(self._so(rule, rule.when) for rule, _ in self.objections if rule.unless),
        )

    @property
    def ranked(self) -> list[Try]:
        """The grounds in the order of the list."""
        return sorted(self.tries, key=lambda one: GROUNDS.index(one.ground.name))

    def carries(self, one: Try) -> Truth:
        """Give whether a ground carries a marketing message against which no No stands."""
        graph = self.reader.graph
        return graph.sealed(graph.every(one.tested, one.whole))

    def key(self, one: Try) -> Whole:
        """Give how far a ground is away: the failed requirements, its rank in a tie, the code to give."""
        graph = self.reader.graph
        count = graph.total((graph.opposite(self.met(need)), 1) for need in one.needs)
        return graph.scaled(count, RANKS * CODES, self.code(one, one.ground.rank * CODES))

    def code(self, one: Try, more: int = 0) -> Whole:
        """Give the first code of a ground that fails, and `more`."""
        needs = sorted(one.needs, key=lambda need: REASONS.index(need.requirement.code))
        codes = _coded(self.reader.graph, needs)
        return self.reader.graph.choice([(when, code + more) for when, code in codes], UNKNOWN_FACT + more)

    def _so(self, rule: Dated, condition: Condition) -> Truth:
        graph, in_force = self.reader.graph, self.reader.in_force(rule)
        return in_force is not False and graph.sealed(graph.every(in_force, self.reader.holds(condition)))

    def _need(self, need: Requirement, rule: Dated) -> Need:
        asked = need.asked is ALWAYS or self.reader.holds(need.asked)
        return Need(
            need,
            self.reader.graph.every(self.reader.in_force(rule), asked),
            self.reader.pair(need.holds),
        )

    def met(self, need: Need) -> Truth:
        """Give whether a requirement is not asked or is met."""
        graph = self.reader.graph
        return graph.sealed(graph.either(graph.opposite(need.asked), need.met.holds))

    def _try(self, ground: Ground) -> Try:
        graph = self.reader.graph
        lifted = False if ground.name == "consent" else self.reader.holds(self.book.lifted)
        needs = tuple(self._need(need, ground) for need in ground.requirements)
        return Try(
            ground,
            graph.sealed(graph.every(self._so(ground, ground.begun), graph.opposite(lifted))),
            graph.sealed(graph.every(*map(self.met, needs))),
            needs,
        )

    def _closest(self) -> Whole:
        graph = self.reader.graph
        # The closest miss is asked for where no ground holds: then each that is tested fails.
        keys = [graph.choice([(one.tested, self.key(one))], NONE_BEGUN) for one in self.tries]
        return graph.least(*keys, NONE_BEGUN)

    def _reason(self, closest: Whole) -> Whole:
        graph = self.reader.graph
        groundless = graph.opposite(self.any_held)
        return graph.choice(
            [
                (self.permitted, -1),
                *((when, REASONS.index(rule.code)) for rule, when in self.blocks),
                *((graph.every(groundless, when), REASONS.index(rule.code)) for rule, when in self.misuses),
                *((when, REASONS.index(rule.code)) for rule, when in self.objections),
                (groundless, graph.remainder(closest, CODES)),
                *_coded(graph, (need for _, need in self.duties)),
            ],
            UNKNOWN_FACT,
        )

    def _misses(self, closest: Whole, owed: Whole) -> Whole:
        graph = self.reader.graph
        return graph.choice(
            [
                (self.permitted, 0),
                *((when, BLOCKED) for _, when in self.blocks),
                *((when, graph.scaled(owed, 1, OBJECTED)) for _, when in self.objections),
                (self.any_held, owed),
            ],
            graph.scaled(graph.quotient(closest, RANKS * CODES), 1, owed),
        )

    def _ground_is(self, names: tuple[Value, ...]) -> Truth:
        """Give whether one of these grounds comes first of those that hold, on a permit."""
        graph = self.reader.graph
        if {name for name, _ in self.held} <= set(names):
            return self.any_held
        ways: list[Truth] = []
        earlier: list[Truth] = []
        for one, (name, when) in zip(self.ranked, self.held, strict=True):
            if name in names:
                ways.append(graph.every(when, *earlier))
            # Where `when` holds the message is marketing: an earlier ground can fail by its own conditions only.
            earlier.append(graph.opposite(self.carries(one)))
        releases = (when for rule, when in self.releases if rule.ground in names)
        return graph.sealed(graph.either(*ways, *releases))

    def _conflict(self) -> Truth:
        graph = self.reader.graph
        return graph.either(
            *(
                graph.every(one, other)
                for rule, one in self.releases
                for another, other in self.releases
                if rule.ground < another.ground
            )
        )


def _coded(graph: Graph, needs: Iterable[Need]) -> list[tuple[Truth, int]]:
    return [(graph.every(need.asked, need.met.fails), REASONS.index(need.requirement.code)) for need in needs]


def _as_found(found: Truth, _: tuple[Value, ...]) -> Truth:
    return found
