"""The worked examples of a rule as pages show them: what differs, and the verdict as it is now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datmag.rulebook.case import Case
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.worked import Example, examples
from datmag.web import facts
from datmag.web.check import address, result
from datmag.words import Text

SHOWS: dict[str, Text] = {
    "permit": Text("Mag", "Allowed"),
    "deny": Text("Net niet", "Just not"),
    "with": Text("Met", "With"),
    "without": Text("Zonder", "Without"),
}
TWINS = {"permit": "deny", "deny": "permit", "with": "without", "without": "with"}
MOST = 4
"""So many differences at most are named; a case that differs in more is another story."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One example.

    Args:
        example: the facts and what they show.
        shows: what it shows, in words.
        differs: the facts in which it differs from its twin, with their values.
        policy: the policy under which it is judged here.
        sign, word: the verdict.
        link: the filled-in check.
    """

    example: Example
    shows: Text
    differs: Sequence[tuple[Text, Text]]
    policy: Policy
    sign: str
    word: Text
    link: str

    def json(self) -> dict[str, Any]:
        """Give it as a program reads it."""
        facts_of_it = {**self.example.facts}
        return {
            "kind": self.example.kind,
            "policy": self.policy.name,
            "outcome": self.sign,
            "facts": facts_of_it,
        }


def of(rule: str, policy: Policy | None) -> list[Tried]:
    """Give the examples of a rule, judged under a policy; each under its own where none is named."""
    shown = examples().get(rule, ())
    return [_tried(one, shown, policy or POLICIES[one.policy]) for one in shown]


def _tried(example: Example, siblings: Sequence[Example], policy: Policy) -> Tried:
    sign = result.outcome(Case.read(example.facts), policy)
    link = "/check?" + address.link(address.as_given(example.facts), policy=policy.name)
    differs = list(_differs(example, siblings))
    return Tried(example, SHOWS[example.kind], differs, policy, sign, result.WORDS[sign], link)


def _differs(example: Example, siblings: Sequence[Example]) -> Iterator[tuple[Text, Text]]:
    twin = next((one for one in siblings if one.kind == TWINS[example.kind]), None)
    if twin is None:
        return
    mine, theirs = _read(example.facts), _read(twin.facts)
    changed = [fact for fact in mine if mine[fact] != theirs[fact]]
    for fact in changed if len(changed) <= MOST else ():
        yield facts.name(fact), facts.value(fact, mine[fact])
    if example.policy != twin.policy:
        yield Text("Lezing", "Reading"), POLICIES[example.policy].shown


def _read(given: Mapping[str, Any]) -> dict[str, Any]:
    return Case.read(given).json()
