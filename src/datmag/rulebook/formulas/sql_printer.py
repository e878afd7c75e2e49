"""Formulas as SQL: expressions, and nested selects that name once what is used more than once.

INVARIANT: no printed expression is ever NULL for rows whose facts are not, and none holds a `%`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from datmag.moment import DAY, NEVER, Moment
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.formulas.branches import parts
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
    Sealed,
    Total,
    Truth,
    Whole,
    nodes_of,
    parts_of,
)
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.term import Term
from datmag.rulebook.terms import OBLIGATIONS

Dialect = Literal["sqlite", "postgresql", "duckdb", "spark"]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FENCE: dict[Dialect, str] = {
    # Without it the planner puts the named expression back wherever the name stands.
    "sqlite": " LIMIT -1 OFFSET 0",
    "postgresql": " OFFSET 0",
    "duckdb": "",
    "spark": "",
}
_DIVIDE: dict[Dialect, str] = {"sqlite": "/", "postgresql": "/", "duckdb": "//", "spark": "div"}
_COMPARED = 6
"""A list of more words is looked up in an index."""
_WORTH = 3
"""Something used twice gets a name where it asks at least so many questions."""
_SAVED = 2
"""In DuckDB it gets a name where that saves so many steps: a column of its own costs about one."""
_SLOW = 8
"""A comparison of words and a CASE take about as long as so many comparisons of numbers."""


@dataclass(slots=True)
class Printer:
    """Prints formulas for one moment of sending.

    Args:
        graph: where the formulas live.
        dialect: whose SQL.
        at: the moment of sending; None where the formulas do not hang on it.
        names: by formula, the column that holds it.
    """

    graph: Graph
    dialect: Dialect
    at: Moment | None = None
    names: dict[Formula, str] = field(default_factory=dict)

    def print(self, node: Truth | Whole) -> str:
        """Print a truth or a number."""
        if isinstance(node, bool):
            return "(1 = 1)" if node else "(1 = 0)"
        if isinstance(node, int):
            return str(node)
        if node in self.names:
            return f"t.{self.names[node]}"
        other = self.graph.opposites.get(node)
        if other is not None and other in self.names:
            return f"(NOT t.{self.names[other]})"
        return _PRINTERS[type(node)](self, node)

    def flag(self, truth: Truth) -> str:
        """Print a truth as 1 or 0."""
        if isinstance(truth, bool):
            return str(int(truth))
        if self.dialect == "duckdb":
            return f"({self.print(truth)}::INTEGER)"
        return f"(CASE WHEN {self.print(truth)} THEN 1 ELSE 0 END)"


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement as nested selects over a relation.

    Args:
        source: an SQL table or CTE name.
        columns: the columns of it that formulas may read.
        keep: the columns of it to yield; None: all, and the working columns `w_N` too.
    """

    source: str
    columns: Collection[str]
    keep: Collection[str] | None

    def text(
        self, printer: Printer, answers: Mapping[str, Truth | Whole], flags: Collection[str] = ()
    ) -> str:
        """Print the whole.

        Args:
            printer: prints the parts; what it names is named here.
            answers: the columns to yield, by name.
            flags: those of them that are truths.

        Raises:
            ValueError: the source or a column is no plain SQL name.
        """
        checked(self.source, self.keep)
        layers = _layers(printer, list(answers.values()))
        inner = self.source
        for index, layer in enumerate(layers):
            later = [node for one in layers[index + 1 :] for node in one] + list(answers.values())
            passed = self._passed(printer, later)
            added: list[tuple[Formula, str, str]] = []
            for node in layer:
                name = f"w_{len(printer.names) + len(added) + 1}"
                added.append((node, name, printer.print(node)))
            printed = ", ".join([*passed, *(f"{text} AS {name}" for _, name, text in added)])
            printer.names.update((node, name) for node, name, _ in added)
            inner = f"(SELECT {printed} FROM {inner} AS t{_FENCE[printer.dialect]})"  # noqa: S608  (no input in it)
        kept = ["t.*"] if self.keep is None else [f"t.{name}" for name in self.keep]
        shown = [
            f"{printer.flag(node) if name in flags else printer.print(node)} AS {name}"  # type: ignore[arg-type]  # flags are truths
            for name, node in answers.items()
        ]
        # INVARIANT: what is printed comes from closed vocabularies, numbers and checked names only.
        return f"SELECT {', '.join([*kept, *shown])} FROM {inner} AS t"  # noqa: S608  (see the line above)

    def _passed(self, printer: Printer, later: list[Truth | Whole]) -> list[str]:
        """Name the columns that a select must hand on to those around it."""
        if self.keep is None:
            return ["t.*"]
        needed: dict[str, None] = dict.fromkeys(self.keep)
        seen: set[Formula] = set()
        left: list[Truth | Whole] = list(later)
        while left:
            node = left.pop()
            if not isinstance(node, Formula) or node in seen:
                continue
            seen.add(node)
            name = printer.names.get(node) or printer.names.get(printer.graph.opposites.get(node, node))
            if name:
                needed[name] = None
            elif isinstance(node, Among | Number):
                needed[node.fact] = None
            else:
                left.extend(parts_of(node))
        return [f"t.{name}" for name in needed]


@dataclass(frozen=True, slots=True)
class Packed:
    """A statement that finds one number for every row of a relation, and takes the answers out of it.

    Args:
        source: an SQL table or CTE name.
        keep: the columns of it to yield; None: all, and the working column `w_1` too.
    """

    source: str
    keep: Collection[str] | None

    def text(self, printer: Printer, number: Whole, answers: Collection[str]) -> str:
        """Print the whole, for answers that `number` packs.

        Raises:
            ValueError: the source or a column is no plain SQL name.
        """
        checked(self.source, self.keep)
        kept = ["t.*"] if self.keep is None else [f"t.{name}" for name in self.keep]
        inner = f"SELECT {', '.join([*kept, f'{printer.print(number)} AS w_1'])} FROM {self.source} AS t"  # noqa: S608  (no input in it)
        divide = _DIVIDE[printer.dialect]
        shown = [f"{_taken(name, answers, divide)} AS {name}" for name in answers]
        # INVARIANT: what is printed comes from closed vocabularies, numbers and checked names only.
        return f"SELECT {', '.join([*kept, *shown])} FROM ({inner}{_FENCE[printer.dialect]}) AS t"  # noqa: S608  (see the line above)


def _taken(name: str, answers: Collection[str], divide: str) -> str:
    found = parts(answers)
    if name == "permitted":
        return f"(CASE WHEN {_taken('reason', answers, divide)} < 0 THEN 1 ELSE 0 END)"
    if name == "review":
        return f"({_taken('obligations', answers, divide)} {divide} {1 << OBLIGATIONS.index('review')} & 1)"
    part = found[name]
    less = f" - {part.less}" if part.less else ""
    return f"((t.w_1 {divide} {part.times} & {part.mask}){less})"


def checked(source: str, keep: Collection[str] | None) -> None:
    """Refuse names that are not plain.

    Raises:
        ValueError: the source or a column is no plain SQL name.
    """
    if not all(map(_NAME.fullmatch, [source, *(keep or ())])):
        message = f"not plain SQL names: {source!r}, {keep!r}"
        raise ValueError(message)


def _layers(printer: Printer, roots: list[Truth | Whole]) -> list[list[Formula]]:
    """Find what is used more than once, in layers: each rests on those before it only."""
    uses: Counter[Formula] = Counter(root for root in roots if isinstance(root, Formula))
    nodes = nodes_of(*roots)
    for node in nodes:
        uses.update(parts_of(node))
    for node in nodes:
        other = printer.graph.opposites.get(node)
        if isinstance(other, Opposite) and other in uses:
            uses[node] += uses[other] - 1
        elif other is not None and other in uses and not isinstance(node, Opposite):
            uses[node] = max(uses[node], 2)
    depth: dict[Formula, int] = {}
    steps: dict[Formula, int] = {}
    layers: list[list[Formula]] = []
    for node in nodes:
        below = max((depth[part] for part in parts_of(node)), default=0)
        steps[node] = sum(steps[part] for part in parts_of(node)) + _steps(node)
        other = printer.graph.opposites.get(node)
        named = other is not None and other in depth and any(other in layer for layer in layers)
        if named and other is not None:
            below, steps[node] = depth[other], 1
        elif uses[node] > 1 and _worth_a_name(node, (uses[node] - 1) * steps[node], printer.dialect):
            if len(layers) == below:
                layers.append([])
            layers[below].append(node)
            below, steps[node] = below + 1, 0
        depth[node] = below
    return layers


def _worth_a_name(node: Formula, saved: int, dialect: Dialect) -> bool:
    if dialect == "duckdb":
        return saved >= _SAVED and not isinstance(node, Opposite)
    return _questions(node) >= _WORTH


def _steps(node: Formula) -> int:
    """Give about how long DuckDB takes for a node, once its parts are there."""
    if isinstance(node, Choice) or (isinstance(node, Among) and FACTS[node.fact].kind == "enum"):
        return _SLOW
    if isinstance(node, Every | Either | Least | Most):
        return len(node.parts) - 1
    return 0 if isinstance(node, Sealed | Number | Now) else 1


def _questions(node: Formula) -> int:
    return sum(isinstance(part, Among | Less | Lasts) for part in nodes_of(node))


def _among(printer: Printer, node: Among) -> str:
    fact = FACTS[node.fact]
    values = [*node.values]
    # A row may say `unknown` where a case takes what silence means.
    if fact.silence in values and fact.silence != UNKNOWN:
        values.append(UNKNOWN)
    if fact.kind == "bool":
        words = [str(-1 if value == UNKNOWN else int(value)) for value in values]
    else:
        # INVARIANT: only words of the closed vocabularies and country codes come here; none holds a quote.
        words = [f"'{value}'" for value in values]
    if len(words) == 1:
        return f"(t.{fact.name} = {words[0]})"
    # SQLite builds an index for a longer list, and looks up more slowly than it compares.
    if printer.dialect == "sqlite" and len(words) <= _COMPARED:
        return f"({' OR '.join(f't.{fact.name} = {word}' for word in words)})"
    listed = f"t.{fact.name} IN ({', '.join(words)})"
    if printer.dialect == "duckdb" and fact.silence in values and len(words) > _COMPARED:
        return f"(CASE WHEN t.{fact.name} = '{fact.silence}' THEN TRUE ELSE {listed} END)"
    if fact.silence in values and len(words) > _COMPARED:
        return f"(t.{fact.name} = '{fact.silence}' OR {listed})"
    return f"({listed})"


def _lasts(printer: Printer, node: Lasts) -> str:
    begun = printer.print(node.since)
    if printer.at is None:
        message = "a term needs the moment of sending"
        raise ValueError(message)
    term = Term.before(printer.at, node.months)
    if term.plain:
        return f"({begun} >= {term.start})"
    gone = f"({begun} - {term.start})"
    clock = f"{gone} - {gone} {_DIVIDE[printer.dialect]} {DAY} * {DAY} >= {term.clock}"
    return f"({begun} >= {term.start} AND ({begun} >= {term.free} OR {clock}))"


def _opposite(printer: Printer, node: Opposite) -> str:
    part = node.part
    if isinstance(part, Less):
        return f"({printer.print(part.left)} >= {printer.print(part.right)})"
    if isinstance(part, Among) and FACTS[part.fact].kind == "bool" and len(part.values) == 1:
        return printer.print(part).replace(" = ", " <> ").replace(" IN ", " NOT IN ")
    return f"(NOT {printer.print(part)})"


def _less(printer: Printer, node: Less) -> str:
    if node.left == NEVER:
        return f"({printer.print(node.right)} <> {NEVER})"
    return f"({printer.print(node.left)} < {printer.print(node.right)})"


def _choice(printer: Printer, node: Choice) -> str:
    cases = " ".join(f"WHEN {printer.print(when)} THEN {printer.print(value)}" for when, value in node.cases)
    return f"(CASE {cases} ELSE {printer.print(node.otherwise)} END)"


def _total(printer: Printer, node: Total) -> str:
    if printer.dialect == "duckdb":
        return _cast_total(printer, node)
    parts = [f"CASE WHEN {printer.print(when)} THEN {weight} ELSE 0 END" for when, weight in node.parts]
    return f"({' + '.join([*parts, *([str(node.fixed)] if node.fixed else [])])})"


def _cast_total(printer: Printer, node: Total) -> str:
    """Print a sum with casts: DuckDB splits the rows for a CASE, which takes five times as long."""
    text, fixed = "", node.fixed
    for when, weight in node.parts:
        # What is not so takes its weight off again: that saves a negation.
        off = isinstance(when, Opposite) and isinstance(when.part, Among | Sealed)
        asked = when.part if isinstance(when, Opposite) and off else when
        fixed += weight if off else 0
        text += f" {'-' if off else '+'} {printer.print(asked)}::INTEGER" + (
            f" * {weight}" if weight != 1 else ""
        )
    return f"({fixed}{text})"


def _scaled(printer: Printer, node: Scaled) -> str:
    number = printer.print(node.number) + (f" * {node.times}" if node.times != 1 else "")
    return f"({number})" if node.plus == 0 else f"({number} + {printer.print(node.plus)})"


def _extreme(sqlite: str, other: str) -> Callable[[Printer, Least | Most], str]:
    def printed(printer: Printer, node: Least | Most) -> str:
        name = sqlite if printer.dialect == "sqlite" else other
        return f"{name}({', '.join(map(printer.print, node.parts))})"

    return printed


def _remainder(printer: Printer, node: Remainder) -> str:
    number = printer.print(node.number)
    if node.divisor & (node.divisor - 1) == 0:
        return f"({number} & {node.divisor - 1})"
    return f"({number} - {number} {_DIVIDE[printer.dialect]} {node.divisor} * {node.divisor})"


_PRINTERS: dict[type[Formula], Callable[[Printer, Any], str]] = {
    Among: _among,
    Less: _less,
    Lasts: _lasts,
    Every: lambda printer, node: f"({' AND '.join(map(printer.print, node.parts))})",
    Either: lambda printer, node: f"({' OR '.join(map(printer.print, node.parts))})",
    Opposite: _opposite,
    Sealed: lambda printer, node: printer.print(node.part),
    Now: lambda printer, _: str(printer.at),
    Number: lambda _, node: f"t.{node.fact}",
    Choice: _choice,
    Total: _total,
    Least: _extreme("min", "least"),
    Most: _extreme("max", "greatest"),
    Scaled: _scaled,
    Quotient: lambda printer, node: (
        f"({printer.print(node.number)} {_DIVIDE[printer.dialect]} {node.divisor})"
    ),
    Remainder: _remainder,
}
