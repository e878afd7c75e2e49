"""What would change a verdict: the smallest changes of facts that would permit, and what a permit hangs on.

Found by search: every change that permits must break each reason for which the case is refused, so only facts
that stand in such a reason are tried (as one finds a smallest hitting set). Each answer is judged once more.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from datmag.moment import DAY, NEVER, SECOND
from datmag.rulebook.as_python import DENIED, Facts, quick
from datmag.rulebook.case import Case
from datmag.rulebook.fact import CONSENT, FACTS, MESSAGE, UNKNOWN, UNKNOWN_NUMBER, Value
from datmag.rulebook.formulas.formula import Either, Every, Formula, Truth, facts_in, nodes_of
from datmag.rulebook.formulas.graph import Graph, domain
from datmag.rulebook.formulas.kept import Kept
from datmag.rulebook.formulas.lower import Steps, steps
from datmag.rulebook.formulas.python_writer import Writer
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook

Changes = Mapping[str, Value]
"""Facts with other values; in the order of section 1."""

MOST_FACTS = 3
MOST_SETS = 3

CHANGEABLE: tuple[str, ...] = tuple(
    name
    for name in FACTS
    if name
    in {
        "parental_consent", "address_source", "sale", "sale_party", "sale_seller", "sale_at", "relation_ended_at",
        "informed_at_collection", "refusal_offered_at_collection", "requested", "similarity",
        *(fact.name for fact in (*CONSENT, *MESSAGE)),
    }
)  # fmt: skip
"""The facts that a sender can bring about or find out, in the order of section 1."""

quickly = Kept(quick)
"""Give the function that tells outcome and obligations of a case under a policy."""


def _over_all_time(book: Rulebook, policy: Policy) -> Steps:
    return steps(book, policy, Graph(), {})


_whole = Kept(_over_all_time)
"""Give the verdict as formulas over all time, of which no fact is folded."""

_NOES = ("objected_at", "consent_withdrawn_at")
_TELLING = {*_NOES, *(fact.name for fact in (*CONSENT, *MESSAGE) if not fact.can_be_unknown)}
"""The facts whose silence a reader should hear of."""


def would_permit(case: Case, policy: Policy, book: Rulebook) -> tuple[Changes, ...]:
    """Give the smallest changes of facts that turn a denial into a permit.

    Returns:
        At most MOST_SETS sets of at most MOST_FACTS facts, the fewest first, then in the order of section 1. Of
        several values of the same facts that would do, those that stand first in section 1.
    """
    hunt = _Hunt(case, policy, book)
    found: dict[frozenset[str], Changes] = {}
    for size in range(1, MOST_FACTS + 1):
        new: dict[frozenset[str], Changes] = {}
        hunt.seen.clear()
        for changes in hunt.ways({}, size):
            names = frozenset(changes)
            if not any(smaller <= names for smaller in found):
                new.setdefault(names, changes)
        found.update(sorted(new.items(), key=lambda item: [_PLACE[name] for name in item[1]]))
        if len(found) >= MOST_SETS:
            break
    return tuple(found.values())[:MOST_SETS]


def hangs_on(case: Case, policy: Policy, book: Rulebook) -> tuple[str, ...]:
    """Name the facts without which a permit would be a denial.

    Each is a fact of which some other value (not knowing it, too) would alone turn the permit into a denial: a
    known one, or one of the message, of the consent or a No of which silence says something (`promotes: own`). That
    the recipient lives and was not erased goes without saying.
    """
    judged = quickly(book, policy)
    read = set(facts_in(_whole(book, policy).permitted)) - {"at", "channel"}
    return tuple(
        name
        for name in FACTS
        if name in read
        and (case[name] != FACTS[name].silence or name in _TELLING)
        and any(judged({**case.facts, name: value}) == DENIED for value in _others(case, name, unknown=True))
    )


class _Hunt:
    """The search in one case: what refuses it now, and which changes might break that."""

    def __init__(self, case: Case, policy: Policy, book: Rulebook) -> None:
        """Get ready."""
        self.case = case
        self.judged = quickly(book, policy)
        self.values = _values(book, policy)
        self.root = _whole(book, policy).permitted
        self.seen: set[tuple[tuple[str, Value], ...]] = set()

    def ways(self, changed: Changes, left: int) -> Iterator[Changes]:
        """Give the changes of `left` more facts that permit, in the order of section 1 within each."""
        blamed = _Blame(self.values({**self.case.facts, **changed}), changed, left).of(self.root)
        if blamed is None:
            return
        for name in sorted(blamed[1], key=_PLACE.__getitem__):
            for value in _others(self.case, name, unknown=False):
                more = {**changed, name: value}
                ordered = tuple(sorted(more.items(), key=lambda item: _PLACE[item[0]]))
                if left == 1:
                    if self.judged({**self.case.facts, **more}) != DENIED:
                        yield dict(ordered)
                elif ordered not in self.seen:
                    self.seen.add(ordered)
                    yield from self.ways(more, left - 1)


Blamed = tuple[int, frozenset[str]]
"""At least so many facts must change, and one of these among them."""


class _Blame:
    """Why a formula is not so, and which facts must then change."""

    def __init__(self, values: Mapping[Formula, Value], changed: Changes, left: int) -> None:
        """Get ready.

        Args:
            values: of every node.
            changed: the facts that are changed already; they stay as they are.
            left: so many more may change.
        """
        self.values, self.left = values, left
        self.free = _FREE.difference(changed)
        self.known: dict[Formula, Blamed | None] = {}

    def of(self, node: Truth) -> Blamed | None:
        """Give what must change to make it so; None where too much would have to."""
        if isinstance(node, bool):
            return (0, frozenset()) if node else None
        if node not in self.known:
            self.known[node] = (0, frozenset()) if self.values[node] else self._of(node)
        return self.known[node]

    def _of(self, node: Formula) -> Blamed | None:
        if isinstance(node, Every):
            return self._every(node)
        if isinstance(node, Either):
            ways = [blamed for blamed in map(self.of, node.parts) if blamed]
            if not ways:
                return None
            return min(need for need, _ in ways), frozenset[str]().union(*(facts for _, facts in ways))
        facts = self.free.intersection(_asked(node))
        return (1, facts) if facts else None

    def _every(self, node: Every) -> Blamed | None:
        blames: list[Blamed] = []
        for part in node.parts:
            blamed = self.of(part)
            if blamed is None:
                return None
            if blamed[0]:
                blames.append(blamed)
        blames.sort(key=lambda blamed: len(blamed[1]))
        apart: set[str] = set()
        many = 0
        for _, facts in blames:
            if apart.isdisjoint(facts):
                apart |= facts
                many += 1
        need = max(many, *(need for need, _ in blames))
        return (need, blames[0][1]) if need <= self.left else None


def _evaluator(book: Rulebook, policy: Policy) -> Callable[[Facts], Mapping[Formula, Value]]:
    """Give the function that gives the value of every node of the verdict in a case."""
    whole = _whole(book, policy)
    nodes = nodes_of(whole.permitted)
    writer = Writer(whole.reader.graph, shared=set(nodes))
    writer.prepare(whole.permitted)
    writer.say(f"return ({', '.join(map(writer.whole, nodes))},)")
    function = writer.compiled()
    return lambda facts: dict(zip(nodes, function(facts), strict=True))


_values = Kept(_evaluator)


@cache
def _asked(node: Formula) -> tuple[str, ...]:
    return facts_in(node)


def _others(case: Case, name: str, *, unknown: bool) -> tuple[Value, ...]:
    """Give the values to try instead of that of a case, in the order of section 1."""
    fact = FACTS[name]
    if fact.kind == "moment":
        latest = max((int(case[one]) for one in _NOES if int(case[one]) <= case.at), default=NEVER)
        # A day ago is what people mean; right after the last No, and just now, where only that is left.
        after = (latest + SECOND,) if NEVER < latest < case.at - SECOND else ()
        # That it never was is a change; that nobody knows it any more is none.
        never = (NEVER,) if unknown or not fact.can_be_unknown else ()
        tried: tuple[Value, ...] = (
            *never,
            case.at - DAY,
            *after,
            case.at - 1,
            *((case.at,) if unknown else ()),
        )
    elif fact.kind == "number":
        tried = (UNKNOWN_NUMBER, 15)
    elif fact.kind == "country":
        tried = ("NL", "US")
    else:
        tried = tuple(value for value in domain(fact) if unknown or value != UNKNOWN)
    return tuple(value for value in dict.fromkeys(tried) if value != case[name])


_PLACE: dict[str, int] = {name: place for place, name in enumerate(FACTS)}
_FREE: frozenset[str] = frozenset(CHANGEABLE)
