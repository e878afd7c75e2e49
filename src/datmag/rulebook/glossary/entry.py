"""What a glossary holds about one fact: its label, its question, its values, and the clauses of sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from datmag.words import Lang, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that people read about one fact.

    Args:
        label: a noun phrase or an indirect question, for tables and forms.
        question: what a form asks.
        missing: goes on after “wij weten niet …” (“we do not know …”).
        so: a clause that says that it is so. A truth: it is true; an enum or a country: `{values}` takes one or
            more values; a number: it is below `{number}`; a time: it is there.
        not_so: the clause that says the opposite.
        values: each value of an enum, as a phrase that can stand alone in a list.
        noun: what a time is called in a sentence about earlier and later; the label where it is empty.
        said: single values that are said in a clause of their own: (so, not so).
    """

    label: Text
    question: Text
    missing: Text
    so: Text
    not_so: Text
    values: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    noun: Text = field(default_factory=lambda: Text("", ""))
    said: Mapping[str, tuple[Text, Text]] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def clause(self, values: Iterable[str], lang: Lang, *, so: bool = True) -> str:
        """Say of an enum or a country that its value is, or is not, among these values."""
        wanted = tuple(values)
        if len(wanted) == 1 and wanted[0] in self.said:
            return self.said[wanted[0]][0 if so else 1].of(lang)
        shown = [self.values.get(value, Text(value, value)).of(lang) for value in wanted]
        return (self.so if so else self.not_so).of(lang).format(values=listed(shown, OR.of(lang)))

    def named(self, lang: Lang) -> str:
        """Give what a time is called in a sentence."""
        return self.noun.of(lang) or self.label.of(lang)


OR = Text("of", "or")
AND = Text("en", "and")


def listed(parts: Iterable[str], word: str) -> str:
    """Write a list as people say it: `a, b of c`."""
    *front, last = [*parts] or [""]
    return f"{', '.join(front)} {word} {last}" if front else last


def text(pair: tuple[str, str]) -> Text:
    """Make a text of its Dutch and its English."""
    return Text(*pair)


Pair = tuple[str, str]


def truth(label: Pair, question: Pair, missing: Pair, so: Pair, not_so: Pair) -> Entry:
    """Make the entry of a fact that is true or false."""
    return Entry(text(label), text(question), text(missing), text(so), text(not_so))


def enum(
    label: Pair,
    question: Pair,
    missing: Pair,
    so: Pair,
    not_so: Pair,
    values: dict[str, Pair],
    said: dict[str, tuple[Pair, Pair]] | None = None,
) -> Entry:
    """Make the entry of a fact with a closed list of values."""
    return Entry(
        text(label),
        text(question),
        text(missing),
        text(so),
        text(not_so),
        values=MappingProxyType({value: text(pair) for value, pair in values.items()}),
        said=MappingProxyType({value: (text(yes), text(no)) for value, (yes, no) in (said or {}).items()}),
    )


def time(noun: Pair, label: Pair, question: Pair, missing: Pair, so: Pair, not_so: Pair) -> Entry:
    """Make the entry of a fact that is a time."""
    return Entry(text(label), text(question), text(missing), text(so), text(not_so), noun=text(noun))
