"""A formula in the languages that only the bench needs: CEL and zen."""

from collections.abc import Callable
from dataclasses import dataclass

from datmag.rulebook.formulas.exported import words_of
from datmag.rulebook.formulas.formula import (
    Among,
    Choice,
    Either,
    Every,
    Formula,
    Lasts,
    Less,
    Most,
    Now,
    Number,
    Opposite,
    Scaled,
    Total,
    Truth,
    Whole,
)


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes and, or, not."""

    both: str
    any: str
    no: str


CEL = Language(" && ", " || ", "!")
ZEN = Language(" and ", " or ", "not ")


def infix(node: Truth | Whole, language: Language) -> str:
    """Write a formula; a term compares with `start_N`, which is exact but on the last day of a month."""
    if not isinstance(node, Formula):
        return str(node).lower() if isinstance(node, bool) else str(node)
    return _PRINTERS[type(node)](node, language)


def _among(node: Among, _: Language) -> str:
    words = [f'"{word}"' if isinstance(word, str) else str(word) for word in words_of(node)]
    return f"({node.fact} == {words[0]})" if len(words) == 1 else f"({node.fact} in [{', '.join(words)}])"


def _joint(name: str) -> Callable[[Every | Either, Language], str]:
    return lambda node, language: (
        f"({getattr(language, name).join(infix(part, language) for part in node.parts)})"
    )


def _choice(node: Choice, language: Language) -> str:
    ways = [f"{infix(when, language)} ? {infix(value, language)} : (" for when, value in node.cases]
    return f"({''.join(ways)}{infix(node.otherwise, language)}{')' * len(ways)})"


def _total(node: Total, language: Language) -> str:
    parts = [f"({infix(when, language)} ? {weight} : 0)" for when, weight in node.parts]
    return f"({' + '.join([*parts, str(node.fixed)])})"


def _most(node: Most, language: Language) -> str:
    first, second = (infix(part, language) for part in node.parts)
    return f"({first} < {second} ? {second} : {first})"


_PRINTERS: dict[type[Formula], Callable[..., str]] = {
    Among: _among,
    Every: _joint("both"),
    Either: _joint("any"),
    Opposite: lambda node, language: f"({language.no}{infix(node.part, language)})",
    Less: lambda node, language: f"({infix(node.left, language)} < {infix(node.right, language)})",
    Lasts: lambda node, language: f"({infix(node.since, language)} >= start_{node.months})",
    Choice: _choice,
    Total: _total,
    Most: _most,
    Scaled: lambda node, language: (
        f"({infix(node.number, language)} * {node.times} + {infix(node.plus, language)})"
    ),
    Now: lambda _, __: "at",
    Number: lambda node, _: node.fact,
}
