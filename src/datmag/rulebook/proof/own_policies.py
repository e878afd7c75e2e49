"""Any two policies of an organisation's own at once, for the solver: one of them is nowhere looser than the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from datmag.moment import NEVER
from datmag.rulebook.condition import Chosen, Condition, Is, Within
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.formulas.formula import Truth
from datmag.rulebook.formulas.graph import domain
from datmag.rulebook.formulas.reader import Pair, Reader
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.as_solver import Settles, Terms, z3
from datmag.rulebook.proof.claim import NARROWER, WIDER
from datmag.rulebook.settings import SETTINGS, Settled
from datmag.words import Text

__all__ = ["OPEN", "OpenReader", "nowhere_looser", "settled"]

_WIDEST = POLICIES["statute"]

OPEN: dict[str, Policy] = {
    WIDER: Policy(WIDER, Text("een eigen lezing", "an own reading"), _WIDEST.settings),
    NARROWER: Policy(
        NARROWER,
        Text("een eigen lezing die nergens ruimer is", "an own reading that is nowhere looser"),
        _WIDEST.settings,
    ),
}

_MONTHS: dict[tuple[str, str], int] = {
    (WIDER, "relation_term_months"): 24,
    (NARROWER, "relation_term_months"): 12,
    (WIDER, "consent_idle_months"): 36,
    (NARROWER, "consent_idle_months"): 18,
}
"""Numbers that stand for any others: of a term only is used that a longer one lasts as long as a shorter one."""


def _ways(setting: str) -> tuple[Settled, ...]:
    widest = _WIDEST[setting]
    if isinstance(widest, tuple):
        return widest
    return (None,) if (WIDER, setting) in _MONTHS else (widest,)


_POINTS: dict[tuple[str, str, Settled], Settles] = {
    (policy, setting, value): Settles(policy, setting, value)
    for policy in OPEN
    for setting in SETTINGS
    for value in _ways(setting)
}
"""What is open about each point: whether a kind counts, whether the widest word is chosen, whether no term is asked."""


@dataclass(slots=True)
class OpenReader(Reader):
    """Reads conditions under a policy that may be any."""

    read: dict[int, tuple[Condition, Pair]] = field(default_factory=dict)

    def pair(self, condition: Condition) -> Pair:
        """Give whether a condition is true, and whether it is false."""
        match condition:
            case Is(setting=setting) if setting:
                return self._once(condition, lambda: self._listed(condition.fact, setting))
            case Chosen(setting, value):
                return self._once(condition, lambda: self._chosen(setting, value))
            case Within(setting):
                return self._once(condition, lambda: self._lasting(condition))
            case _:
                return Reader.pair(self, condition)

    def _once(self, condition: Condition, made: Any) -> Pair:  # noqa: ANN401  (gives the pair)
        if id(condition) not in self.read:
            self.read[id(condition)] = (condition, made())
        return self.read[id(condition)][1]

    def _settles(self, setting: str, value: Settled) -> Truth:
        return _POINTS.get((self.policy.name, setting, value), False)

    def _listed(self, fact: str, setting: str) -> Pair:
        graph = self.graph
        known = [value for value in domain(FACTS[fact]) if value != UNKNOWN]
        holds = graph.either(
            *(graph.every(graph.among(fact, (value,)), self._settles(setting, str(value))) for value in known)
        )
        return Pair(holds, graph.every(graph.among(fact, known), graph.opposite(holds)))

    def _chosen(self, setting: str, value: str) -> Pair:
        widest = self._settles(setting, _WIDEST[setting])
        opposite = self.graph.opposite(widest)
        return Pair(widest, opposite) if value == _WIDEST[setting] else Pair(opposite, widest)

    def _lasting(self, condition: Within) -> Pair:
        graph, since = self.graph, self.time(condition.since)
        no_term = self._settles(condition.setting, None) if _WIDEST[condition.setting] is None else False
        lasts = graph.lasts(_MONTHS[self.policy.name, condition.setting], since)
        over = graph.every(graph.less(NEVER, since), graph.opposite(lasts))
        return Pair(graph.either(no_term, lasts), graph.every(graph.opposite(no_term), over))


def nowhere_looser(terms: Terms) -> list[Any]:
    """Say that the narrower policy settles no point more widely than the wider one."""
    return [
        z3().Implies(terms.truth(point), terms.truth(_POINTS[WIDER, setting, value]))
        for (policy, setting, value), point in _POINTS.items()
        if policy == NARROWER
    ]


def settled(terms: Terms, model: Any) -> Mapping[str, Policy]:  # noqa: ANN401  (a model)
    """Give the two policies that a model of the solver describes."""

    def so(policy: str, setting: str, value: Settled) -> bool:
        point = terms.truth(_POINTS[policy, setting, value])
        return bool(model.eval(point, model_completion=True))

    def choice(policy: str, setting: str) -> Settled:
        widest = _WIDEST[setting]
        if isinstance(widest, tuple):
            return tuple(word for word in widest if so(policy, setting, word))
        if (policy, setting) in _MONTHS:
            return None if widest is None and so(policy, setting, None) else _MONTHS[policy, setting]
        narrow = POLICIES["consent_only"][setting]
        return widest if so(policy, setting, widest) else narrow

    return {
        name: Policy(
            one.name, one.shown, MappingProxyType({point: choice(name, point) for point in SETTINGS})
        )
        for name, one in OPEN.items()
    }
