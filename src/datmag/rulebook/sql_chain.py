"""Nested selects that name each shared expression once, with a fence that keeps the planner from merging them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from datmag.rulebook.sql_condition import Dialect, Sql

_FENCE: dict[Dialect, str] = {"sqlite": "LIMIT -1 OFFSET 0", "postgresql": "OFFSET 0"}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(slots=True)
class Chain:
    """A chain of selects over a relation; a column is asked for by its expression and gets a name `w_N`.

    INVARIANT: a name given in one step is used only after `close`, in the steps outside it.
    """

    source: str
    dialect: Dialect
    steps: list[dict[str, str]] = field(default_factory=lambda: [{}])

    def column(self, expression: int | str) -> int | str:
        """Name an expression, the same text by the same name; a number stays a number."""
        if isinstance(expression, int):
            return expression
        known = next((step[expression] for step in self.steps if expression in step), None)
        if known is None:
            known = f"w_{sum(map(len, self.steps)) + 1}"
            self.steps[-1][expression] = known
        return f"t.{known}"

    def truth(self, expression: Sql) -> Sql:
        """Name a truth as a column that is 1 or 0, and give it as a truth again."""
        if isinstance(expression, bool):
            return expression
        return f"({self.column(f'(CASE WHEN {expression} THEN 1 ELSE 0 END)')} = 1)"

    def close(self) -> None:
        """End this step: what was named in it may now be used."""
        self.steps.append({})

    def text(self, keep: list[str] | None, answers: Mapping[str, int | str]) -> str:
        """Print the whole: the kept columns of the source (None: all, and the working ones), then the answers.

        Raises:
            ValueError: the source or a column is no plain SQL name.
        """
        if not all(map(_NAME.fullmatch, [self.source, *(keep or ())])):
            message = f"not plain SQL names: {self.source!r}, {keep!r}"
            raise ValueError(message)
        inner = self.source
        for step in filter(None, self.steps):
            added = ", ".join(f"{expression} AS {name}" for expression, name in step.items())
            inner = f"(SELECT t.*, {added} FROM {inner} AS t {_FENCE[self.dialect]})"  # noqa: S608  (no input in it)
        kept = ["t.*"] if keep is None else [f"t.{name}" for name in keep]
        printed = [f"{expression} AS {name}" for name, expression in answers.items()]
        # The names and expressions are printed from closed vocabularies and numbers only.
        return f"SELECT {', '.join([*kept, *printed])} FROM {inner} AS t"  # noqa: S608  (no input in it)
