"""What a question of the check is made of. The table is in `asked` and `asked_more`, the order in `flow`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from datmag.words import Text

Given = Mapping[str, str]
"""Facts as they stand in an address: the words of `decision.md`, `true`, `false`, a time, or NONE."""

NONE = "none"
"""Stands for a time that never was, so that "no" is not the same as not answered."""

UNSURE = "unsure"
DO_NOT_KNOW = Text("Dat weet ik niet", "I do not know")


def always(_given: Given) -> bool:
    """Ask it whatever was answered before."""
    return True


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer.

    Args:
        word: its name within the question.
        label: what people read.
        sets: the facts that follow from it.
        also: other values of those facts under which this is still the answer that was given; an empty one
            stands for a fact that is not there.
        day: the fact that takes the day which goes with it; empty where none does.
        hint: what explains it; empty where nothing does.
    """

    word: str
    label: Text
    sets: Mapping[str, str] = field(default_factory=dict, hash=False)
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    day: str = ""
    hint: Text | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact that this answer says something about."""
        return (*self.sets, self.day) if self.day else tuple(self.sets)

    def fits(self, given: Given) -> bool:
        """Tell whether this is what the facts say."""
        dated = not self.day or given.get(self.day, NONE) != NONE
        told = all(
            given.get(fact, "") in {value, *self.also.get(fact, ())} for fact, value in self.sets.items()
        )
        return dated and told and bool(self.facts)


@dataclass(frozen=True, slots=True)
class Part:
    """One question. Where nothing is answered, its facts stay unknown.

    Args:
        name: its name within the page.
        ask: the question.
        choices: the answers; each question can also be answered by "I do not know".
        hint: what explains it.
        unsure: what "I do not know" means where silence has a meaning.
        needed: whether the answers so far make it worth asking.
    """

    name: str
    ask: Text
    choices: tuple[Choice, ...]
    hint: Text | None = None
    unsure: Text = DO_NOT_KNOW
    needed: Callable[[Given], bool] = always

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        """The answers with "I do not know" as the last one."""
        return (*self.choices, Choice(UNSURE, self.unsure))

    @property
    def facts(self) -> frozenset[str]:
        """Every fact that an answer sets."""
        return frozenset(fact for choice in self.choices for fact in choice.facts)

    def chosen(self, given: Given) -> Choice | None:
        """Give the answer that the facts say, the most telling one; None where they say nothing of the list."""
        fitting = [choice for choice in self.choices if choice.fits(given)]
        return max(fitting, key=lambda choice: len(choice.facts), default=None)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the check: one question, or a few that belong together.

    Args:
        name: the value of `step` in the address.
        title: its heading.
        parts: its questions.
        hint: what explains the page.
        needed: whether the answers so far make it worth asking.
    """

    name: str
    title: Text
    parts: tuple[Part, ...]
    hint: Text | None = None
    needed: Callable[[Given], bool] = always

    @property
    def by_link(self) -> bool:
        """Tell whether each answer is a link: one question, and no day to fill in."""
        return len(self.parts) == 1 and not any(choice.day for choice in self.parts[0].choices)

    def asked(self, given: Given) -> tuple[Part, ...]:
        """Give the questions that are worth asking, none where the page is not."""
        return tuple(part for part in self.parts if part.needed(given)) if self.needed(given) else ()


def yes_no(
    name: str, ask: Text, fact: str, *, hint: Text | None = None, needed: Callable[[Given], bool] = always
) -> Part:
    """Make a question that the truth of one fact answers."""
    choices = (
        Choice("yes", Text("Ja", "Yes"), {fact: "true"}),
        Choice("no", Text("Nee", "No"), {fact: "false"}),
    )
    return Part(name, ask, choices, hint, needed=needed)
