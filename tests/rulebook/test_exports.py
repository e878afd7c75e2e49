"""The exports to other engines, run by those engines, say what the rulebook says."""

import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import cedarpy
import datalogic_py
import pytest
import regopy

from datmag.rulebook import as_python
from datmag.rulebook.as_cedar import ACTIONS, asked_terms, cedar, cedar_input
from datmag.rulebook.as_jsonlogic import json_logic, json_logic_input
from datmag.rulebook.as_rego import asked_months, rego, rego_input
from datmag.rulebook.case import Case
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.terms import OBLIGATIONS, names
from tests.rulebook.cases import CASEBOOK, random_case

Row = Callable[[Any], dict[str, int]]
every_policy = pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))


@cache
def row_of(policy: Policy) -> Row:
    """Give the function that judges a case under a policy."""
    return as_python.row(RULEBOOK, policy)


def sample(book: int, others: int) -> Iterator[Case]:
    """Give some cases of the casebook and random ones, the same each time."""
    chance = random.Random(20261110)
    yield from (Case.read(entry["facts"]) for entry in chance.sample(CASEBOOK, book))
    yield from (random_case(chance) for _ in range(others))


@every_policy
def test_cedar_allows_what_the_rulebook_permits(policy: Policy) -> None:
    """A message goes out where Cedar allows it as `inform` or as `market`; no policy fails to evaluate."""
    policies, asked = cedarpy.PolicySet.from_str(cedar(RULEBOOK, policy)), asked_terms(RULEBOOK, policy)
    nothing = cedarpy.Entities.from_json_str("[]")

    for case in sample(len(CASEBOOK), 200):
        request = {
            "principal": 'Sender::"s"',
            "resource": 'Message::"m"',
            "context": cedar_input(case, asked),
        }
        answers = cedarpy.is_authorized_batch(
            [{**request, "action": f'Action::"{action}"'} for action in ACTIONS], policies, nothing
        )

        assert not [error for answer in answers for error in answer.diagnostics.errors]
        assert bool(row_of(policy)(case.facts)["permitted"]) == any(answer.allowed for answer in answers)


def test_cedar_names_the_rule_that_carries_and_the_rule_that_forbids() -> None:
    """The ids of the policies are those of the rules."""
    policies = cedarpy.PolicySet.from_str(cedar(RULEBOOK, POLICIES["standard"]))
    asked = asked_terms(RULEBOOK, POLICIES["standard"])
    customer = next(Case.read(entry["facts"]) for entry in CASEBOOK if entry["id"] == "S01")

    def deciding(case: Case) -> list[str]:
        request = {"principal": 'Sender::"s"', "action": 'Action::"market"', "resource": 'Message::"m"'}
        answer = cedarpy.is_authorized({**request, "context": cedar_input(case, asked)}, policies, [])
        return list(answer.diagnostics.id_annotations_by_reason.values())

    assert deciding(customer) == ["nl.soft_opt_in"]
    assert deciding(customer.changed({"objected_at": customer.at})) == ["nl.objection"]


@every_policy
def test_json_logic_gives_outcome_code_and_obligations(policy: Policy) -> None:
    """One number holds the deciding code and the obligations; the outcome is an expression of its own."""
    exported = json_logic(RULEBOOK, policy)
    engine = datalogic_py.Engine()
    permitted, verdict = (engine.compile(json.dumps(exported[name])) for name in ("permitted", "verdict"))

    for case in sample(len(CASEBOOK), 200):
        given = json.dumps(json_logic_input(case, exported))
        obligations, code = divmod(json.loads(verdict.evaluate_str(given)), exported["by"])
        row = row_of(policy)(case.facts)

        assert bool(row["permitted"]) == json.loads(permitted.evaluate_str(given))
        assert (row["reason"], row["obligations"]) == (code - 1, obligations)


@every_policy
@pytest.mark.slow
def test_rego_gives_outcome_and_obligations(policy: Policy) -> None:
    """The module gives a truth, and a set of words."""
    months = asked_months(RULEBOOK, policy)
    engine = regopy.Interpreter()
    engine.add_module("datmag", rego(RULEBOOK, policy))

    for case in sample(12, 13):
        engine.set_input(rego_input(case, months))
        found = json.loads(str(engine.query("permitted=data.datmag.permitted; owed=data.datmag.obligations")))
        row = row_of(policy)(case.facts)

        assert bool(row["permitted"]) == found["bindings"]["permitted"]
        assert set(names(row["obligations"], OBLIGATIONS)) == set(found["bindings"]["owed"])
