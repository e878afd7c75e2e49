"""What several conjunctions or sums share, asked once: `a and b and c` and `a and b and d` rest on one `a and b`.

A database that works out whole columns asks every part of a conjunction of every row, so what two of them have in
common is worth a column of its own.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from datmag.rulebook.formulas.formula import Either, Every, Formula, Total, Truth, Whole, nodes_of
from datmag.rulebook.formulas.graph import Graph, Joint

_FEWEST = 2
"""Fewer common parts than this are no gain."""
Named = Callable[[list[Any]], tuple[Formula, Hashable]]
"""Makes a node of some parts, and the part that stands for it in other nodes."""


def shared(graph: Graph, *roots: Truth | Whole) -> list[Truth | Whole]:
    """Give formulas of the same meaning, in which the largest common parts of joints and sums stand by themselves."""
    nodes = nodes_of(*roots)
    again = _Again(graph)
    for kind in (Every, Either):
        again.plan([node for node in nodes if isinstance(node, kind)], _joining(graph, kind))
    again.plan([node for node in nodes if isinstance(node, Total)], _summing(graph))
    return list(map(again.one, roots))


def _joining(graph: Graph, kind: Joint) -> Named:
    def named(parts: list[Any]) -> tuple[Formula, Hashable]:
        whole = graph.joint(kind, parts)
        return whole, graph.sealed(whole)

    return named


def _summing(graph: Graph) -> Named:
    def named(parts: list[Any]) -> tuple[Formula, Hashable]:
        weighed = [one for part in parts for one in (part.parts if isinstance(part, Total) else (part,))]
        whole = graph.total(weighed)
        if not isinstance(whole, Formula):
            message = f"parts of a sum that are settled: {parts}"
            raise TypeError(message)
        return whole, whole

    return named


@dataclass(slots=True)
class _Again:
    """Makes formulas again, with the parts that were planned for some nodes."""

    graph: Graph
    plans: dict[Formula, list[Any]] = field(default_factory=dict)
    done: dict[Formula, Truth | Whole] = field(default_factory=dict)

    def plan(self, nodes: Iterable[Every | Either | Total], named: Named) -> None:
        """Plan the parts of nodes of one kind: what several share becomes one part, the largest gain first."""
        parts = _Parts()
        masks: dict[Formula, int] = {node: parts.mask(node.parts) for node in nodes}
        while common := _best(masks.values()):
            whole, part = named(parts.listed(common))
            less = parts.mask([part])
            masks = {
                node: mask & ~common | less if mask & common == common and node is not whole else mask
                for node, mask in masks.items()
            }
            # INVARIANT: only one node still has all these parts, so this ends.
            masks[whole] = common
        self.plans |= {node: parts.listed(mask) for node, mask in masks.items()}

    def one(self, node: Truth | Whole) -> Any:  # noqa: ANN401  (a truth where a truth stood, a number where a number stood)
        """Give what became of a node."""
        if not isinstance(node, Formula):
            return node
        if node not in self.done:
            if isinstance(node, Every | Either):
                self.done[node] = self.graph.joint(type(node), map(self.one, self.plans[node]))
            elif isinstance(node, Total):
                self.done[node] = self._total(node)
            else:
                self.done[node] = self.graph.again(node, self.one)
        return self.done[node]

    def _total(self, node: Total) -> Whole:
        weighed: list[tuple[Truth, int]] = [(True, node.fixed)]
        sums: list[Whole] = []
        for part in self.plans[node]:
            if isinstance(part, Total):
                sums.append(self.one(part))
            else:
                when, weight = part
                weighed.append((self.one(when), weight))
        number = self.graph.total(weighed)
        for one in sums:
            number = self.graph.scaled(one, 1, number)
        return number


@dataclass(slots=True)
class _Parts:
    """Sets of parts as bits."""

    bits: dict[Hashable, int] = field(default_factory=dict)

    def mask(self, parts: Iterable[Hashable]) -> int:
        """Give a set as bits."""
        return sum(1 << self.bits.setdefault(part, len(self.bits)) for part in dict.fromkeys(parts))

    def listed(self, mask: int) -> list[Any]:
        """Give the parts of a set."""
        return [part for part, bit in self.bits.items() if mask >> bit & 1]


def _best(masks: Iterable[int]) -> int:
    """Give the common parts that are worth most: so many parts, so often saved; 0 where nothing is gained."""
    every = list(masks)
    pairs = dict.fromkeys(one & other for one, other in combinations(every, 2))
    gains = {
        both: (both.bit_count() - 1) * (sum(mask & both == both for mask in every) - 1)
        for both in pairs
        if both.bit_count() >= _FEWEST
    }
    return max(gains, key=lambda both: (gains[both], both), default=0)
