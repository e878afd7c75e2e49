"""The rulebook as JSON Logic: outcome, deciding code and obligations of a typed row."""

from typing import Any

from datmag.moment import DAY
from datmag.rulebook.case import Case
from datmag.rulebook.formulas.branches import packed
from datmag.rulebook.formulas.exported import Input, law, row_input, terms, words_of
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
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
)
from datmag.rulebook.formulas.lower import CODES
from datmag.rulebook.listing import version_of
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import OBLIGATIONS, REASONS

_ANSWERS = ("reason", "obligations")


def json_logic(book: Rulebook, policy: Policy) -> dict[str, Any]:
    """Give the verdict under a policy.

    Returns:
        `rulebook`, `policy`; `months`: the terms whose thresholds the input must hold (`exported.row_input`);
        `permitted`: an expression that is true or false; `verdict`: an expression that gives one number. Its
        remainder by `by` is 0 on a permit, else 1 more than the place of the deciding code in `reasons`; what it
        is divided by `by`, rounded down, has a bit for each of `obligations`.
    """
    found = law(book, policy)
    permitted, verdict = found.answers().permitted, packed(found, _ANSWERS)
    return {
        "rulebook": version_of(book),
        "policy": policy.name,
        "months": sorted({term.months for term in terms(permitted, verdict)}),
        "by": CODES,
        "reasons": list(REASONS),
        "obligations": list(OBLIGATIONS),
        "permitted": expression(permitted),
        "verdict": expression(verdict),
    }


def json_logic_input(case: Case, exported: dict[str, Any]) -> Input:
    """Give what the expressions read of a case."""
    return row_input(case, exported["months"])


def expression(node: Truth | Whole) -> Any:  # noqa: ANN401, C901, PLR0911, PLR0912  (JSON; one return a kind)
    """Write a truth or a number."""
    match node:
        case Among():
            asked: list[Any] = [_same(node, word) for word in words_of(node)]
            return asked[0] if len(asked) == 1 else {"in": [_fact(node.fact), words_of(node)]}
        case Less(left, right):
            return {"<": [expression(left), expression(right)]}
        case Lasts():
            return _lasts(node)
        case Every(parts):
            return {"and": [expression(part) for part in parts]}
        case Either(parts):
            return {"or": [expression(part) for part in parts]}
        case Opposite(part):
            return {"!": [expression(part)]}
        case Choice(cases, otherwise):
            ways = [expression(one) for case in cases for one in case]
            return {"if": [*ways, expression(otherwise)]}
        case Total(parts, fixed):
            return {"+": [*({"if": [expression(when), weight, 0]} for when, weight in parts), fixed]}
        case Least(parts):
            return {"min": [expression(part) for part in parts]}
        case Most(parts):
            return {"max": [expression(part) for part in parts]}
        case Scaled(number, times, plus):
            return {"+": [{"*": [expression(number), times]}, expression(plus)]}
        case Quotient(number, divisor):
            whole = expression(number)
            return {"/": [{"-": [whole, {"%": [whole, divisor]}]}, divisor]}
        case Remainder(number, divisor):
            return {"%": [expression(number), divisor]}
        case Now():
            return _fact("at")
        case Number(fact):
            return _fact(fact)
        case _:
            return node


def _fact(name: str) -> dict[str, str]:
    return {"var": name}


def _same(node: Among, word: int | str) -> dict[str, Any]:
    return {"==": [_fact(node.fact), word]}


def _lasts(node: Lasts) -> dict[str, Any]:
    since, months = expression(node.since), node.months
    begun = {">=": [since, _fact(f"start_{months}")]}
    free = {">=": [since, _fact(f"free_{months}")]}
    late = {">=": [{"%": [{"-": [since, _fact(f"start_{months}")]}, DAY]}, _fact(f"clock_{months}")]}
    return {"and": [begun, {"or": [free, late]}]}
