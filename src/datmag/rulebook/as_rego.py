"""The rulebook as a Rego module: what blocks, releases, refuses, carries and is owed, each under its own word.

The input is the case as a typed row, with the thresholds of its terms (`exported.row_input`).
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from datmag.moment import DAY
from datmag.rulebook.case import Case
from datmag.rulebook.formulas.exported import Input, law, met, row_input, terms, words_of
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
    Truth,
    Whole,
)
from datmag.rulebook.listing import version_of
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook

_HEAD = """# {name} {version}, policy {policy}. Ask for data.datmag.permitted and data.datmag.obligations.
package datmag

import rego.v1

default permitted := false

permitted if {{
	count(blocked) == 0
	count(released) > 0
}}

permitted if {{
	count(blocked) == 0
	count(refused) == 0
	count(owed) == 0
	count(carried) > 0
}}
"""


def rego(book: Rulebook, policy: Policy) -> str:
    """Give the module under a policy.

    Returns:
        `permitted`, and the sets `blocked`, `released`, `refused` (codes of what stands against marketing), `owed`
        (codes of duties not met), `carried` (grounds) and `obligations`.
    """
    found, writer = law(book, policy), _Writer()
    opposite, every = found.reader.graph.opposite, found.reader.graph.every
    for rule, when in found.blocks:
        writer.member("blocked" if rule.everything else "refused", rule.code, rule.id, when)
    for release, when in found.releases:
        writer.member("released", release.ground, release.id, when)
    for no, when in found.objections:
        writer.member("refused", no.code, no.id, when)
    for one in found.tries:
        whole = every(one.tested, one.whole)
        writer.member("carried", one.ground.name, one.ground.id, whole)
    for duty, need in found.duties:
        writer.member("owed", duty.requirement.code, duty.id, opposite(met(found, need)))
    for asked, when in found.obligations:
        writer.member("obligations", asked.code, asked.id, when, "permitted")
    head = _HEAD.format(name=book.name, version=version_of(book), policy=policy.name)
    return "\n".join([head, *writer.rules])


def asked_months(book: Rulebook, policy: Policy) -> set[int]:
    """Give the months of the terms whose thresholds the input must hold."""
    found = law(book, policy)
    return {term.months for term in terms(found.permitted, *(when for _, when in found.obligations))}


def rego_input(case: Case, months: Collection[int]) -> Input:
    """Give what the module reads of a case."""
    return row_input(case, months)


@dataclass(slots=True)
class _Writer:
    """Writes rules; a formula that Rego cannot write in one line becomes a rule of its own, once.

    Args:
        rules: the text so far.
        names: by formula, the rule that stands for it.
    """

    rules: list[str] = field(default_factory=list)
    names: dict[Formula, str] = field(default_factory=dict)

    def member(self, group: str, word: str, note: str, when: Truth, *more: str) -> None:
        """Write when a word belongs to a set; never so: an empty set all the same."""
        lines = ["false"] if when is False else [*more, *self._lines(when)]
        self.rules.append(f'# {note}\n{group} contains "{word}" if {_body(lines)}\n')

    def _lines(self, when: Truth) -> list[str]:
        if isinstance(when, Every):
            return [self._line(part) for part in when.parts]
        return [self._line(when)]

    def _line(self, node: Truth) -> str:  # noqa: PLR0911  (one return a kind)
        match node:
            case bool():
                return str(node).lower()
            case Among():
                words = [f'"{word}"' if isinstance(word, str) else str(word) for word in words_of(node)]
                if len(words) == 1:
                    return f"input.{node.fact} == {words[0]}"
                return f"input.{node.fact} in {{{', '.join(words)}}}"
            case Less(int() as left, right):
                # A line that begins with a minus or a bracket would go on with the line before it.
                return f"{self._number(right)} > {left}"
            case Less(left, right):
                return f"{self._number(left)} < {self._number(right)}"
            case Opposite(part):
                return f"not {self._line(part)}"
            case Lasts() | Every() | Either():
                return self._named(node)
            case _:
                message = f"no such truth: {type(node).__name__}"
                raise TypeError(message)

    def _number(self, node: Whole) -> str:
        match node:
            case int():
                return str(node)
            case Now():
                return "input.at"
            case Number(fact):
                return f"input.{fact}"
            case _:
                return self._named(node)

    def _named(self, node: Formula) -> str:
        """Give the rule that stands for a formula, and write it at its first use."""
        if node in self.names:
            return self.names[node]
        match node:
            case Every():
                bodies = [self._lines(node)]
            case Either(parts):
                bodies = [self._lines(part) for part in parts]
            case Lasts():
                bodies = self._lasts(node)
            case _:
                bodies = []
        values = self._values(node) if not bodies else ""
        name = self.names[node] = f"{type(node).__name__.lower()}_{len(self.names) + 1}"
        self.rules.append(
            f"{name} := {values}\n" if values else "\n".join(f"{name} if {_body(body)}\n" for body in bodies)
        )
        return name

    def _values(self, node: Formula) -> str:
        """Write a choice, or the latest of several times, as a chain of `else`."""
        match node:
            case Choice(cases, otherwise):
                ways = [f"{self._number(value)} if {_body(self._lines(when))}" for when, value in cases]
                return " else := ".join([*ways, self._number(otherwise)])
            case Most((first, second)):
                one, other = self._number(first), self._number(second)
                return f"{one} if {_body([f'{one} >= {other}'])} else := {other}"
            case _:
                message = f"no such number: {type(node).__name__}"
                raise TypeError(message)

    def _lasts(self, node: Lasts) -> list[list[str]]:
        since, months = self._number(node.since), node.months
        begun = f"{since} >= input.start_{months}"
        late = f"input.clock_{months} <= ({since} - input.start_{months}) % {DAY}"
        return [[f"{since} >= input.free_{months}"], [begun, late]]


def _body(lines: list[str]) -> str:
    return "{\n\t" + "\n\t".join(lines) + "\n}"
