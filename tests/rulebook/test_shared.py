"""What conjunctions and sums share is asked once."""

from datmag.rulebook.formulas.formula import Formula, Sealed, Total, nodes_of, parts_of
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.shared import shared


def test_common_parts_of_conjunctions_stand_once() -> None:
    """Two conjunctions rest on one node with what both ask."""
    graph = Graph(sealing=True)
    one, two, three, four = (
        graph.among(fact, [True])
        for fact in ("requested", "uses_service", "consent_bundled", "consent_informed")
    )
    first, second = shared(graph, graph.every(one, two, three), graph.every(one, two, four))
    assert isinstance(first, Formula)
    assert isinstance(second, Formula)
    common = set(parts_of(first)) & set(parts_of(second))
    assert [type(part) for part in common] == [Sealed]
    assert {one, two} <= set(nodes_of(*common))


def test_common_parts_of_nested_sums_stand_once() -> None:
    """Of three sums, each of which holds the one before, every question is asked in one only."""
    graph = Graph(sealing=True)
    facts = ("requested", "uses_service", "consent_bundled", "consent_informed", "consent_names_sender")
    parts = [(graph.among(fact, [True]), 1) for fact in facts]
    sums = [graph.total(parts[:2]), graph.total(parts[:4]), graph.total([(True, 7), *parts])]
    found = shared(graph, *sums)
    asked = [when for node in nodes_of(*found) if isinstance(node, Total) for when, _ in node.parts]
    assert sorted(asked, key=id) == sorted((when for when, _ in parts), key=id)
