"""Formulas as Python source: statements that leave early, expressions, and names for what is used twice."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from datmag.rulebook.fact import Value
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
    parts_of,
)
from datmag.rulebook.formulas.graph import Graph
from datmag.rulebook.term import looked_back

_MANY = 4
"""A list of more words is looked up in a set."""


@dataclass(slots=True)
class Writer:
    """Writes the body of a function of the facts `f` and the moment `at`.

    Args:
        graph: where the formulas live.
        shared: the formulas that get a name at their first use.
        known: the truths that are settled where the next statement stands.
        months: the terms that the source asks for.
        given: how many names were given.
        depth: how deep the next statement stands.
    """

    graph: Graph
    shared: set[Formula] = field(default_factory=set)
    known: dict[Formula, bool] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    names: dict[Formula, str] = field(default_factory=dict)
    months: set[int] = field(default_factory=set)
    given: int = 0
    depth: int = 0

    def share(self, roots: Iterable[Truth | Whole]) -> None:
        """Find what is used more than once below some roots."""
        uses: Counter[Formula] = Counter()
        seen: set[Formula] = set()
        left = [root for root in roots if isinstance(root, Formula)]
        uses.update(left)
        while left:
            node = left.pop()
            if node in seen:
                continue
            seen.add(node)
            parts = list(parts_of(node))
            uses.update(parts)
            left.extend(parts)
        for node in list(uses):
            other = self.graph.opposites.get(node)
            if other is not None and other in uses:
                uses[node] = uses[other] = uses[node] + uses[other]
        self.shared = {node for node, count in uses.items() if count > 1 and _worth_a_name(node)}

    def settle(self, node: Truth | Whole, *, so: bool) -> None:
        """Note that a truth is settled from here on, and what follows from it."""
        if not isinstance(node, Formula):
            return
        self.known[node] = so
        match node:
            case Opposite(part):
                self.settle(part, so=not so)
            case Every(parts) if so:
                for part in parts:
                    self.settle(part, so=True)
            case Either(parts) if not so:
                for part in parts:
                    self.settle(part, so=False)
            case _:
                self.known[node] = so

    def leave(self, when: Truth, answer: Whole) -> None:
        """Write that the function ends here with an answer where something is so."""
        if when is False:
            return
        steps = when.parts if isinstance(when, Every) else (when,)
        cheap = [step for step in steps if not self._unnamed(step)]
        if cheap and len(cheap) < len(steps):
            left = [step for step in steps if step not in cheap]
            with self.where(self.graph.every(*cheap)):
                self.leave(self.graph.every(*left), answer)
        elif when is True:
            self.prepare(answer)
            self.say(f"return {self.whole(answer)}")
        else:
            self.prepare(when)
            with self.where(when):
                self.leave(when=True, answer=answer)
        self.settle(when, so=False)

    @contextmanager
    def where_text(self, condition: str) -> Generator[None]:
        """Write the statements of the body under a condition on what was assigned."""
        names, known, depth = dict(self.names), dict(self.known), self.depth
        self.say(f"if {condition}:")
        self.depth += 1
        yield
        self.names, self.known, self.depth = names, known, depth

    @contextmanager
    def where(self, when: Truth) -> Generator[None]:
        """Write the statements of the body for the cases in which something is so; names given there end there."""
        self.prepare(when)
        names, known, depth = dict(self.names), dict(self.known), self.depth
        if when is not True:
            self.say(f"if {self.truth(when)}:")
            self.depth += 1
            self.settle(when, so=True)
        yield
        self.names, self.known, self.depth = names, known, depth

    def assign(self, name: str, value: Truth | Whole) -> None:
        """Write that a name holds a truth or a number from here on."""
        self.prepare(value)
        self.say(f"{name} = {self.whole(value)}")

    def source(self) -> str:
        """Give the whole function."""
        return "\n    ".join(["def answer(f):", "at = f['at']", *self.lines]) + "\n"

    def compiled(self) -> Callable[[Mapping[str, Value]], Any]:
        """Give the function itself."""
        scope: dict[str, Any] = {}
        for months in self.months:
            names = (f"{name}_{months}" for name in ("surely", "at_all", "term"))
            scope.update(zip(names, looked_back(months), strict=True))
        # INVARIANT: the text is printed from the rulebook and its closed vocabularies; no input is in it.
        exec(compile(self.source(), "<rulebook>", "exec"), scope)  # noqa: S102  (see the line above)
        function: Callable[[Mapping[str, Value]], Any] = scope["answer"]
        return function

    def say(self, line: str) -> None:
        """Write a line."""
        self.lines.append("    " * self.depth + line)

    def seen(self, node: Truth | Whole) -> Any:  # noqa: ANN401  (a truth stays a truth, a number a number)
        """Give a formula as it is where the next statement stands."""
        return self.graph.given(node, self.known)

    def prepare(self, *roots: Truth | Whole) -> None:
        """Give a name to what is shared below some roots and has none yet."""
        for root in roots:
            if not isinstance(root, Formula) or self._named(root):
                continue
            self.prepare(*parts_of(root))
            if root in self.shared:
                printed = self._printed(root)
                self.given += 1
                self.names[root] = f"v{self.given}"
                self.say(f"{self.names[root]} = {printed}")

    def _named(self, node: Formula) -> bool:
        return node in self.names or self.graph.opposites.get(node) in self.names

    def _unnamed(self, root: Truth | Whole) -> bool:
        if not isinstance(root, Formula) or self._named(root):
            return False
        return root in self.shared or any(map(self._unnamed, parts_of(root)))

    def truth(self, node: Truth) -> str:
        """Write a truth."""
        return self.whole(node)

    def whole(self, node: Truth | Whole) -> str:
        """Write a truth or a number."""
        if not isinstance(node, Formula):
            return repr(node)
        name = self.names.get(node)
        if name is None:
            other = self.graph.opposites.get(node)
            if other in self.names:
                return f"(not {self.names[other]})"
        return name or self._printed(node)

    def _printed(self, node: Formula) -> str:
        printer = _PRINTERS[type(node)]
        return printer(self, node)


def _worth_a_name(node: Formula) -> bool:
    """Tell whether a shared formula is dearer to ask again than to keep."""
    return not isinstance(node, Among | Less | Opposite | Number | Now)


def _among(_: Writer, node: Among, *, so: bool = True) -> str:
    fact, values = f"f[{node.fact!r}]", node.values
    if len(values) == 1:
        same = ("is" if so else "is not") if isinstance(values[0], bool) else "==" if so else "!="
        return f"{fact} {same} {values[0]!r}"
    listed = ", ".join(map(repr, values))
    return f"{fact} {'in' if so else 'not in'} " + (f"{{{listed}}}" if len(values) > _MANY else f"({listed})")


def _less(writer: Writer, node: Less) -> str:
    return f"{writer.whole(node.left)} < {writer.whole(node.right)}"


def _lasts(writer: Writer, node: Lasts) -> str:
    writer.months.add(node.months)
    since = writer.whole(node.since)
    surely, at_all, term = (f"{name}_{node.months}[at]" for name in ("surely", "at_all", "term"))
    return f"({since} >= {surely} or ({since} >= {at_all} and {term}.holds({since})))"


def _every(writer: Writer, node: Every) -> str:
    return f"({' and '.join(map(writer.whole, node.parts))})"


def _either(writer: Writer, node: Either) -> str:
    return f"({' or '.join(map(writer.whole, node.parts))})"


def _opposite(writer: Writer, node: Opposite) -> str:
    part = node.part
    if part not in writer.names:
        if isinstance(part, Among):
            return _among(writer, part, so=False)
        if isinstance(part, Less):
            return f"{writer.whole(part.left)} >= {writer.whole(part.right)}"
    return f"(not {writer.whole(part)})"


def _choice(writer: Writer, node: Choice) -> str:
    cases = " ".join(f"{writer.whole(value)} if {writer.whole(when)} else" for when, value in node.cases)
    return f"({cases} {writer.whole(node.otherwise)})"


def _total(writer: Writer, node: Total) -> str:
    parts = [f"({weight} if {writer.whole(when)} else 0)" for when, weight in node.parts]
    return f"({' + '.join([*([str(node.fixed)] if node.fixed else []), *parts])})"


def _scaled(writer: Writer, node: Scaled) -> str:
    return f"({writer.whole(node.number)} * {node.times} + {writer.whole(node.plus)})"


def _extreme(name: str) -> Callable[[Writer, Least | Most], str]:
    return lambda writer, node: f"{name}({', '.join(map(writer.whole, node.parts))})"


_PRINTERS: dict[type[Formula], Callable[[Writer, Any], str]] = {
    Among: _among,
    Less: _less,
    Lasts: _lasts,
    Every: _every,
    Either: _either,
    Opposite: _opposite,
    Now: lambda _, __: "at",
    Number: lambda _, node: f"f[{node.fact!r}]",
    Choice: _choice,
    Total: _total,
    Least: _extreme("min"),
    Most: _extreme("max"),
    Scaled: _scaled,
    Quotient: lambda writer, node: f"({writer.whole(node.number)} // {node.divisor})",
    Remainder: lambda writer, node: f"({writer.whole(node.number)} % {node.divisor})",
}
