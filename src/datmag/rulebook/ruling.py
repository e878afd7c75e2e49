"""A case's verdict rule by rule, as quick as the generated Python: which rules apply decides all that is said.

The generated function gives a trace: which blocks, releases, No's and classes apply, and which requirement of
which begun ground is false or not known. Cases with the same trace in the same period of the law have the same
verdict and the same findings, so these are made once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from datmag.rulebook.as_python import Facts, Key, dispatch, within
from datmag.rulebook.condition import FALSE, NOT_KNOWN
from datmag.rulebook.explain import Finding, findings
from datmag.rulebook.formulas.formula import Formula, Truth, Whole
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.kept import Kept
from datmag.rulebook.formulas.lower import Need, Steps
from datmag.rulebook.formulas.python_writer import Writer
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import OBLIGATIONS, REASONS
from datmag.rulebook.verdict import Miss, Tried, Verdict

Trace = tuple[int, ...]
Rule = TypeVar("Rule")

_MOST = 20_000
"""So many traces of one kind of message are kept."""
_UNTESTED = -1
_ALWAYS: Truth = True
_DIGIT = 4
"""A requirement takes one digit of a number in base 4: 0 met or not asked, 1 false, 2 not known."""
_FAILED, _UNKNOWN = 1, 2


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rules say of a case, with all that can be said of it without looking at the case again.

    Args:
        verdict: rule by rule.
        obligations: the obligations of a permit, each with the rule that asks it, in the order of the list.
        findings: the reasons, in their order.
    """

    verdict: Verdict
    obligations: Mapping[str, str]
    findings: tuple[Finding, ...]


def _rulings(book: Rulebook, policy: Policy) -> Callable[[Facts], Ruling]:
    return dispatch(book, policy, _ruler)


rulings = Kept(_rulings)
"""Give the function that gives the ruling of a case under a policy, of its facts."""


def _ruler(steps: Steps, key: Key) -> Callable[[Facts], Ruling]:
    trace: Callable[[Facts], Trace] = _traced(steps).compiled()
    made: dict[Trace, Ruling] = {}
    at = within(steps.book, key)

    def ruling(facts: Facts) -> Ruling:
        found = trace(facts)
        known = made.get(found)
        if known is None:
            if len(made) >= _MOST:
                made.clear()
            verdict = _verdict(steps, found)
            said = findings(verdict, steps.book, at, str(key[0]))
            known = made[found] = Ruling(verdict, _obliged(steps, found) if verdict.permitted else {}, said)
        return known

    return ruling


def _traced(steps: Steps) -> Writer:
    """Write the function: (blocks, release, No's, classes, duties, obligations, ground, ground, …)."""
    graph = steps.reader.graph
    writer = Writer(graph)
    tail = ", ".join(str(_UNTESTED) for _ in steps.tries)
    numbers = {
        "blocks": _bits(graph, (when for _, when in steps.blocks)),
        "noes": _bits(graph, (when for _, when in steps.objections)),
        "classes": _bits(graph, (when for _, when in steps.misuses)),
    }
    release = graph.choice([(when, index) for index, (_, when) in enumerate(steps.releases)], _UNTESTED)
    obligations = _bits(graph, (when for _, when in steps.obligations))
    sent = graph.given(obligations, _so(steps.released, steps.permitted))
    carried = graph.given(obligations, {**_so(steps.permitted), **_not_so(steps.released)})
    tested = [(one.tested, one.needs) for one in steps.tries]
    writer.share([*numbers.values(), release, sent, carried, *(when for when, _ in tested)])
    writer.assign("blocks", numbers["blocks"])
    everything = sum(1 << index for index, (rule, _) in enumerate(steps.blocks) if rule.everything)
    writer.say(f"if blocks & {everything}: return (blocks & {everything}, -1, 0, 0, 0, 0, {tail})")
    writer.assign("release", release)
    with writer.where_text("release >= 0"):
        writer.assign("asked", sent)
        writer.say(f"return (0, release, 0, 0, 0, asked, {tail})")
    writer.assign("noes", numbers["noes"])
    writer.assign("classes", numbers["classes"])
    _write_needs(writer, "duties", _ALWAYS, [need for _, need in steps.duties])
    writer.say(f"if noes: return (blocks, -1, noes, classes, duties, 0, {tail})")
    for index, (when, needs) in enumerate(tested):
        _write_needs(writer, f"g{index}", when, needs)
    held = " or ".join(f"g{index} == 0" for index, _ in enumerate(tested))
    grounds = ", ".join(f"g{index}" for index, _ in enumerate(tested))
    with writer.where_text(f"not blocks and not duties and ({held})"):
        writer.assign("asked", carried)
        writer.say(f"return (0, -1, 0, classes, 0, asked, {grounds})")
    writer.say(f"return (blocks, -1, 0, classes, duties, 0, {grounds})")
    return writer


def _write_needs(writer: Writer, name: str, tested: Truth, needs: Sequence[Need]) -> None:
    graph = writer.graph
    if tested is False:
        writer.say(f"{name} = {_UNTESTED}")
        return
    digits = [
        (_digit(graph, need), _DIGIT**index) for index, need in enumerate(needs) if need.asked is not False
    ]
    if tested is not True:
        writer.say(f"{name} = {_UNTESTED}")
    with writer.where(tested):
        number: Whole = 0
        for digit, weight in digits:
            number = graph.scaled(digit, weight, number)
        writer.share([number])
        writer.assign(name, number)


def _digit(graph: Graph, need: Need) -> Whole:
    failed = graph.opposite(need.met.holds)
    return graph.choice(
        [
            (graph.opposite(need.asked), 0),
            (need.met.holds, 0),
            (need.met.fails, _FAILED),
            (failed, _UNKNOWN),
        ],
        0,
    )


def _bits(graph: Graph, truths: Iterable[Truth]) -> Whole:
    return graph.total((when, 1 << index) for index, when in enumerate(truths))


def _so(*truths: Truth) -> dict[Formula, bool]:
    return {truth: True for truth in truths if isinstance(truth, Formula)}


def _not_so(*truths: Truth) -> dict[Formula, bool]:
    return {truth: False for truth in truths if isinstance(truth, Formula)}


def _verdict(steps: Steps, trace: Trace) -> Verdict:
    """Give the verdict that a trace stands for, as `verdict.judge` gives it."""
    bits, release, noes, classes, owed, _, *grounds = trace
    blocks = _chosen(steps.blocks, bits)
    if any(block.everything for block in blocks):
        return Verdict(blocks=blocks)
    if release != _UNTESTED:
        return Verdict(release=steps.releases[release][0])
    tried = [
        Tried(one.ground, _misses(one.needs, digits))
        for one, digits in zip(steps.tries, grounds, strict=True)
        if digits != _UNTESTED
    ]
    held = () if blocks else tuple(one.ground for one in tried if not one.misses)
    failed = [] if held else [one for one in tried if one.misses]
    return Verdict(
        blocks=blocks,
        objections=_chosen(steps.objections, noes),
        misuses=_chosen(steps.misuses, classes),
        held=held,
        begun=bool(tried),
        tried=tuple(sorted(failed, key=lambda one: (len(one.misses), one.ground.rank))),
        duties=tuple(
            (duty, miss)
            for index, (duty, need) in enumerate(steps.duties)
            for miss in _misses((need,), owed // _DIGIT**index % _DIGIT)
        ),
    )


def _chosen(rules: Iterable[tuple[Rule, Truth]], bits: int) -> tuple[Rule, ...]:
    return tuple(rule for index, (rule, _) in enumerate(rules) if bits >> index & 1)


def _misses(needs: Iterable[Need], digits: int) -> tuple[Miss, ...]:
    found = [
        Miss(need.requirement, FALSE if digits // _DIGIT**index % _DIGIT == _FAILED else NOT_KNOWN)
        for index, need in enumerate(needs)
        if digits // _DIGIT**index % _DIGIT
    ]
    return tuple(sorted(found, key=lambda miss: REASONS.index(miss.code)))


def _obliged(steps: Steps, trace: Trace) -> dict[str, str]:
    asked: dict[str, str] = {}
    for rule in _chosen(steps.obligations, trace[5]):
        asked.setdefault(rule.code, rule.id)
    return {code: asked[code] for code in OBLIGATIONS if code in asked}
