"""The rulebook as Cedar policies: a policy for each ground, and one that forbids for each block, No and duty.

A message goes out where Cedar allows it as `Action::"inform"` (it is no marketing) or as `Action::"market"`. What
Cedar reads stands in the context: the case as a typed row, and the answer of each term as 1 or 0.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from datmag.rulebook.case import Case
from datmag.rulebook.formulas.exported import Input, cited, law, met, term_input, term_name, terms, words_of
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
    Lasts,
    Less,
    Most,
    Now,
    Number,
    Opposite,
    Truth,
    Whole,
    settled_by,
)
from datmag.rulebook.formulas.lower import Steps, Try
from datmag.rulebook.listing import version_of
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Dated, Rulebook

ACTIONS = ("inform", "market")
"""A message may go out where one of them is allowed."""
_EITHER = 'action in [Action::"inform", Action::"market"]'
_INFORM, _MARKET = (f'action == Action::"{name}"' for name in ACTIONS)

Clause = tuple[str, Truth | Whole]


def cedar(book: Rulebook, policy: Policy) -> str:
    """Give the policies under a policy of the rulebook."""
    found = law(book, policy)
    head = f"// {book.name} {version_of(book)}, policy {policy.name}. One of inform and market must be allowed.\n"
    return "\n".join(
        [head, *_releases(found), *_grounds(found), *_blocks(found), *_noes(found), *_duties(found)]
    )


def asked_terms(book: Rulebook, policy: Policy) -> list[Lasts]:
    """Give the terms whose answer the context must hold."""
    found = law(book, policy)
    roots: Iterable[Truth] = chain(
        (when for _, when in (*found.blocks, *found.releases, *found.objections)),
        (one.tested for one in found.tries),
        (met(found, need) for one in found.tries for need in one.needs),
    )
    return terms(*roots)


def cedar_input(case: Case, asked: Iterable[Lasts]) -> Input:
    """Give the context of a request: what the policies read of a case."""
    return term_input(case, asked)


def _releases(found: Steps) -> list[str]:
    return [
        _policy("permit", rule, _INFORM, {"ground": rule.ground}, [("", when)])
        for rule, when in found.releases
    ]


def _grounds(found: Steps) -> list[str]:
    return [
        _policy(
            "permit",
            one.ground,
            _MARKET,
            {"ground": one.ground.name},
            [("begun", one.tested), *_needs(found, one)],
        )
        for one in found.tries
    ]


def _needs(found: Steps, one: Try) -> Iterator[Clause]:
    """Give the requirements of a ground, each without what its beginning settles."""
    begun = dict(settled_by(one.tested, so=True))
    for need in one.needs:
        yield need.requirement.name, found.reader.graph.given(met(found, need), begun)


def _blocks(found: Steps) -> list[str]:
    return [
        _policy("forbid", rule, _EITHER if rule.everything else _MARKET, {"code": rule.code}, [("", when)])
        for rule, when in found.blocks
    ]


def _noes(found: Steps) -> list[str]:
    return [
        _policy("forbid", rule, _MARKET, {"code": rule.code}, [("", when)]) for rule, when in found.objections
    ]


def _duties(found: Steps) -> list[str]:
    opposite = found.reader.graph.opposite
    return [
        _policy("forbid", rule, _MARKET, {"code": rule.requirement.code}, [("", opposite(met(found, need)))])
        for rule, need in found.duties
    ]


def _policy(effect: str, rule: Dated, action: str, more: dict[str, str], clauses: Sequence[Clause]) -> str:
    notes = {"id": rule.id, "citation": cited(rule.source), **more}
    lines = [f'@{name}("{text}")' for name, text in notes.items()]
    whens = [
        f"when {{ {_text(when)} }}" + (f" // {name}" if name else "")
        for name, when in clauses
        if when is not True
    ]
    return "\n".join([*lines, f"{effect} (principal, {action}, resource)", *whens]) + "\n;\n"


def _text(node: Truth | Whole) -> str:  # noqa: C901, PLR0911, PLR0912  (one return a kind)
    match node:
        case bool():
            return str(node).lower()
        case int():
            return str(node)
        case Among():
            words = [f'"{word}"' if isinstance(word, str) else str(word) for word in words_of(node)]
            fact = f"context.{node.fact}"
            return f"{fact} == {words[0]}" if len(words) == 1 else f"[{', '.join(words)}].contains({fact})"
        case Less(left, right):
            return f"{_text(left)} < {_text(right)}"
        case Lasts():
            return f"context.{term_name(node)} == 1"
        case Every(parts):
            return f"({' && '.join(map(_text, parts))})"
        case Either(parts):
            return f"({' || '.join(map(_text, parts))})"
        case Opposite(part):
            return f"!({_text(part)})"
        case Choice(cases, otherwise):
            ways = "".join(f"if {_text(when)} then {_text(value)} else " for when, value in cases)
            return f"({ways}{_text(otherwise)})"
        case Most((first, *rest)):
            return _most(_text(first), [_text(one) for one in rest])
        case Now():
            return "context.at"
        case Number(fact):
            return f"context.{fact}"
        case _:
            message = f"no such formula in a policy: {type(node).__name__}"
            raise TypeError(message)


def _most(first: str, rest: Sequence[str]) -> str:
    if not rest:
        return first
    other = _most(rest[0], rest[1:])
    return f"(if {first} < {other} then {other} else {first})"
