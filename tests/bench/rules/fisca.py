"""OpenFisca-Core: the facts as its input variables, the verdict as a variable with a formula of vectors."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from typing import Any

from datmag.moment import NEVER
from datmag.rulebook.case import Case
from datmag.rulebook.fact import FACTS
from datmag.rulebook.formulas.exported import terms, words_of
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
    Formula,
    Lasts,
    Least,
    Less,
    Most,
    Now,
    Number,
    Opposite,
    Quotient,
    Remainder,
    Scaled,
    Total,
    Truth,
    Whole,
    facts_in,
    nodes_of,
)
from datmag.rulebook.term import Term

PERIOD = "2026-11"
_CODES: dict[str, int] = {}
"""A word is a number here: the place at which it was first seen."""
Row = dict[str, int]
Columns = Mapping[str, Any]


class Fisca:
    """A system that knows one answer.

    Its whole numbers have 32 bits; ours are widened to hold a moment. A term compares with the moment at which one
    that ends now began, which is exact but on the last day of a month.

    Args:
        number: what to work out.
    """

    def __init__(self, number: Whole) -> None:
        """Make the system."""
        from openfisca_core import entities, taxbenefitsystems  # noqa: PLC0415  (a peer may be missing)

        self.facts = facts_in(number)
        self.months = sorted({term.months for term in terms(number)})
        person = entities.build_entity("person", "persons", "Person", is_person=True)
        self.system = taxbenefitsystems.TaxBenefitSystem([person])
        for name in (*self.facts, *map(_start, self.months)):
            self._add(person, name, None)

        def formula(people: Any, period: Any) -> Any:  # noqa: ANN401  (OpenFisca's)
            return _worked_out(number, cache(lambda name: people(name, period)))

        self._add(person, "verdict", formula)

    def _add(self, person: Any, name: str, formula: Callable[..., Any] | None) -> None:  # noqa: ANN401  (OpenFisca's)
        import numpy as np  # noqa: PLC0415  (comes with OpenFisca)
        from openfisca_core import periods, variables  # noqa: PLC0415  (a peer may be missing)

        given = {"value_type": int, "entity": person, "definition_period": periods.DateUnit.MONTH}
        kind = type(name, (variables.Variable,), given | ({"formula": formula} if formula else {}))
        self.system.add_variable(kind).dtype = np.int64

    def row(self, case: Case) -> Row:
        """Give what a case fills in."""
        starts = {_start(number): Term.before(case.at, number).start for number in self.months}
        row = case.row()
        return {name: _coded(row[name]) for name in self.facts} | starts

    def table(self, cases: Sequence[Case], *, copies: int, earlier: int) -> Columns:
        """Give the columns of cases, repeated; each copy has every moment of its facts so much earlier."""
        import numpy as np  # noqa: PLC0415  (comes with OpenFisca)

        rows = [self.row(case) for case in cases]
        shift = np.repeat(np.arange(copies), len(cases)) * earlier
        found = {name: np.tile(np.array([row[name] for row in rows]), copies) for name in rows[0]}
        for name in self.facts:
            if FACTS[name].kind == "moment" and name != "at":
                found[name] = np.where(found[name] == NEVER, NEVER, found[name] - shift)
        return found

    def answers(self, columns: Columns, count: int) -> Any:  # noqa: ANN401  (a vector)
        """Work the answers out for so many people at once."""
        from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415  (the same)

        simulation = SimulationBuilder().build_default_simulation(self.system, count)
        for name, values in columns.items():
            simulation.set_input(name, PERIOD, values)
        return simulation.calculate("verdict", PERIOD)


def _start(months: int) -> str:
    return f"start_{months}"


def _coded(value: int | str) -> int:
    return _CODES.setdefault(value, len(_CODES)) if isinstance(value, str) else value


def _worked_out(root: Truth | Whole, column: Callable[[str], Any]) -> Any:  # noqa: ANN401, C901
    import numpy as np  # noqa: PLC0415  (comes with OpenFisca)

    done: dict[Formula, Any] = {}

    def value(node: Truth | Whole) -> Any:  # noqa: ANN401  (a vector or a number)
        return done[node] if isinstance(node, Formula) else node

    def one(node: Formula) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912  (a vector; one return a kind)
        match node:
            case Among():
                words = [_coded(word) for word in words_of(node)]
                held = column(node.fact)
                return held == words[0] if len(words) == 1 else np.isin(held, words)
            case Less(left, right):
                return value(left) < value(right)
            case Lasts(months, since):
                return value(since) >= column(_start(months))
            case Every(parts):
                return reduce(np.logical_and, map(value, parts))
            case Either(parts):
                return reduce(np.logical_or, map(value, parts))
            case Opposite(part):
                return ~value(part)
            case Choice(cases, otherwise):
                return np.select(
                    [value(when) for when, _ in cases], [value(so) for _, so in cases], value(otherwise)
                )
            case Total(parts, fixed):
                return sum((value(when) * weight for when, weight in parts), fixed)
            case Least(parts):
                return reduce(np.minimum, map(value, parts))
            case Most(parts):
                return reduce(np.maximum, map(value, parts))
            case Scaled(number, times, plus):
                return value(number) * times + value(plus)
            case Quotient(number, divisor):
                return value(number) // divisor
            case Remainder(number, divisor):
                return value(number) % divisor
            case Now():
                return column("at")
            case Number(fact):
                return column(fact)
            case _:
                message = f"no vector for {type(node).__name__}"
                raise TypeError(message)

    for node in nodes_of(root):
        done[node] = one(node)
    return value(root)
