"""Other engines on the same rules: each is given the rulebook as one formula, or as policies, in its own language.

The formula is nested deeper than the other CEL engine for Python, cel-expr-python, reads (32 levels).
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from datmag.rulebook.as_cedar import ACTIONS, asked_terms, cedar, cedar_input
from datmag.rulebook.as_jsonlogic import expression
from datmag.rulebook.as_python import DENIED
from datmag.rulebook.case import Case
from datmag.rulebook.formulas.branches import packed, parts
from datmag.rulebook.formulas.exported import row_input, terms
from datmag.rulebook.formulas.formula import Whole
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.formulas.lower import steps
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from tests.bench.rules.fisca import Fisca
from tests.bench.rules.infix import CEL, ZEN, infix
from tests.bench.rules.people import TODAYS_LAW

_ANSWERS = ("ground", "obligations")
_STANDARD = POLICIES["standard"]


@dataclass(frozen=True, slots=True)
class Peer:
    """An engine.

    Args:
        name: what it is called, with its version.
        convert: makes its input of a case.
        answer: gives DENIED or the obligations as bits; an engine of outcomes only gives 0 for a permit.
        obliges: it gives the obligations.
    """

    name: str
    convert: Callable[[Case], Any]
    answer: Callable[[Any], int]
    obliges: bool = True


def formula() -> Whole:
    """Give the verdict under the usual reading at the law since 1 July 2026, as one number."""
    return packed(steps(RULEBOOK, _STANDARD, Graph(since=TODAYS_LAW), {}), _ANSWERS)


def peers() -> Iterator[Peer]:
    """Make every engine that is installed."""
    number = formula()
    months = sorted({term.months for term in terms(number)})
    for make in (_datalogic, _zen, _cel, _openfisca, _cedar):
        try:
            yield make(number, lambda case: row_input(case, months))
        except ModuleNotFoundError as missing:
            print(f"not installed: {missing.name}")


def _unpacked(number: float) -> int:
    ground, obligations = (parts(_ANSWERS)[name] for name in _ANSWERS)
    whole = int(number)
    if whole // ground.times & ground.mask == 0:
        return DENIED
    return whole // obligations.times & obligations.mask


Convert = Callable[[Case], Mapping[str, int | str]]


def _datalogic(number: Whole, convert: Convert) -> Peer:
    import datalogic_py  # noqa: PLC0415  (a peer may be missing)

    rule = datalogic_py.Engine().compile(json.dumps(expression(number)))
    return Peer(
        f"JSON Logic, datalogic-py {version('datalogic-py')}",
        lambda case: datalogic_py.DataHandle(json.dumps(convert(case))),
        lambda given: _unpacked(float(rule.evaluate_data(given))),
    )


def _zen(number: Whole, convert: Convert) -> Peer:
    import zen  # noqa: PLC0415  (the same)

    compiled = zen.compile_expression(infix(number, ZEN))
    return Peer(
        f"zen expression, zen-engine {version('zen-engine')}",
        lambda case: dict(convert(case)),
        lambda given: _unpacked(compiled.evaluate(given)),
    )


def _cel(number: Whole, convert: Convert) -> Peer:
    import cel  # noqa: PLC0415  (the same)

    program = cel.compile(infix(number, CEL))
    return Peer(
        f"CEL, common-expression-language {version('common-expression-language')}",
        lambda case: dict(convert(case)),
        lambda given: _unpacked(program.execute(given)),
    )


def _openfisca(number: Whole, _: Convert) -> Peer:
    engine = Fisca(number)
    return Peer(
        f"OpenFisca-Core {version('openfisca-core')}",
        engine.row,
        lambda given: _unpacked(int(engine.answers(given, 1)[0])),
    )


def _cedar(_: Whole, __: Convert) -> Peer:
    import cedarpy  # noqa: PLC0415  (the same)

    asked = asked_terms(RULEBOOK, _STANDARD)
    policies = cedarpy.PolicySet.from_str(cedar(RULEBOOK, _STANDARD))
    nothing = cedarpy.Entities.from_json_str("[]")

    def convert(case: Case) -> list[dict[str, Any]]:
        request = {
            "principal": 'Sender::"s"',
            "resource": 'Message::"m"',
            "context": cedar_input(case, asked),
        }
        return [{**request, "action": f'Action::"{action}"'} for action in ACTIONS]

    def answer(requests: list[dict[str, Any]]) -> int:
        return 0 if any(cedarpy.is_authorized(one, policies, nothing).allowed for one in requests) else DENIED

    return Peer(f"Cedar, cedarpy {version('cedarpy')}, outcome only", convert, answer, obliges=False)
