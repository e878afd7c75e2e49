"""Which way each fact pulls: can it turn a denial into a permit, a permit into a denial, both, or neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from datmag.moment import Moment
from datmag.rulebook.fact import FACTS, UNKNOWN_NUMBER, Fact, Value
from datmag.rulebook.policy import Policy
from datmag.rulebook.proof.any_case import AnyCase, Law, Space, Told
from datmag.rulebook.proof.as_solver import z3
from datmag.rulebook.proof.counterexample import Search, moments
from datmag.rulebook.rule import Rulebook

Pull = Literal["helps", "hurts", "both", "neither"]

_ADULT_AT = 18
_BASELINES: dict[str, Value] = {"channel": "email", "declared_as": "marketing"}


@dataclass(frozen=True, slots=True)
class Pole:
    """Which way one value of a fact pulls, the rest of the case being the same.

    Args:
        fact: the fact.
        value: the value, against what silence means (for a fact that is required, against its first value); None
            for a time: it is set, or set later, up to the moment of sending.
        pull: `helps` turns denials into permits, `hurts` permits into denials.
    """

    fact: str
    value: Value | None
    pull: Pull


def polarity(book: Rulebook, policy: Policy, at: Moment | None = None) -> tuple[Pole, ...]:
    """Tell which way each fact pulls under a policy.

    Args:
        book: the rules.
        policy: how the disputed points are settled.
        at: the moment of sending; None for one in the last period of the law.

    Raises:
        SolverMissingError: z3 is not installed.
    """
    law = Law(book, {policy.name: policy}, Space())
    law.answers(policy.name)
    search = Search(law.space)
    when = moments(book)[0] if at is None else at
    return tuple(
        pole for fact in FACTS.values() if fact.name != "at" for pole in _of(fact, law, policy, search, when)
    )


def _of(fact: Fact, law: Law, policy: Policy, search: Search, at: Moment) -> Iterator[Pole]:
    case = AnyCase(law, policy, Told())
    copy = case.with_other(fact.name)
    helped = case.denied & copy.permitted
    hurt = case.permitted & copy.denied
    with search.within((case, copy), at):
        if fact.kind == "moment":
            yield Pole(
                fact.name, None, _pull(search, [copy.later(fact.name, case).value], helped.value, hurt.value)
            )
            return
        start = _BASELINES.get(fact.name, fact.silence)
        for value in _values(fact):
            if value != start:
                countries = law.space.terms.countries
                pair = [
                    case.variables(fact.name).has(fact.name, start, countries),
                    copy.variables(fact.name).has(fact.name, value, countries),
                ]
                yield Pole(fact.name, value, _pull(search, pair, helped.value, hurt.value))


def _values(fact: Fact) -> tuple[Value, ...]:
    match fact.kind:
        case "bool":
            return (True, False)
        case "country":
            return ("BE", "US")
        case "number":
            return (UNKNOWN_NUMBER, 15, _ADULT_AT)
        case _:
            return fact.values


def _pull(search: Search, change: list[Any], helped: Any, hurt: Any) -> Pull:  # noqa: ANN401  (terms)
    change_is_made = z3().And(*change)
    helps, hurts = (search.now(z3().And(change_is_made, effect)) == "some" for effect in (helped, hurt))
    if helps and hurts:
        return "both"
    return "helps" if helps else "hurts" if hurts else "neither"
