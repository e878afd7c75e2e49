"""The form with every fact, in the groups of `decision.md`, section 1."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from datmag.rulebook.fact import CIRCUMSTANCES, CONSENT, MESSAGE, RECIPIENT, RELATION, Fact
from datmag.web import days, facts
from datmag.web.check.address import TAKEN
from datmag.web.check.question import NONE, Given
from datmag.words import Text

GROUPS: tuple[tuple[str, Text, tuple[Fact, ...]], ...] = (
    ("circumstances", Text("De omstandigheden", "The circumstances"), CIRCUMSTANCES),
    ("recipient", Text("De ontvanger en het adres", "The recipient and the address"), RECIPIENT),
    ("relation", Text("De relatie en het bezwaar", "The relation and the objection"), RELATION),
    ("consent", Text("De toestemming", "The consent"), CONSENT),
    ("message", Text("Het bericht", "The message"), MESSAGE),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as a field.

    Args:
        name: the fact.
        label: what is asked.
        silence: what an empty field means.
        required: it cannot be empty.
        kind: `choice`, `moment`, `number` or `country`.
        value: what stands in it.
        options: the values of a choice with their words.
    """

    name: str
    label: Text
    silence: Text
    required: bool
    kind: str
    value: str
    options: Sequence[tuple[str, Text]]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that belong together."""

    name: str
    title: Text
    fields: Sequence[Field]


def groups(given: Given) -> list[Group]:
    """Give the whole form, filled in with the facts of an address."""
    filled = {**TAKEN, **given}
    return [Group(name, title, [_field(fact, filled) for fact in listed]) for name, title, listed in GROUPS]


def _field(fact: Fact, given: Given) -> Field:
    text = given.get(fact.name, "")
    kind = {"bool": "choice", "enum": "choice"}.get(fact.kind, fact.kind)
    value = _clock(text) if kind == "moment" else text
    options = list(_options(fact))
    label, silence = facts.question(fact.name), facts.silence(fact)
    return Field(fact.name, label, silence, fact.required, kind, value, options)


def _options(fact: Fact) -> Iterator[tuple[str, Text]]:
    if fact.kind == "bool":
        yield from ((word, facts.value(fact.name, word == "true")) for word in ("true", "false"))
    for word in fact.values:
        yield word, facts.value(fact.name, word)


def _clock(text: str) -> str:
    return "" if text in {"", NONE} else days.local(days.read(text))
