"""The rules in words: one rule, or the whole rulebook as a document in the order in which a verdict comes about."""

from collections.abc import Iterator

from datmag.rulebook.condition import ALWAYS, Condition
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import (
    Block,
    Dated,
    Duty,
    Exemption,
    Ground,
    Misuse,
    Objection,
    Obligation,
    Release,
    Requirement,
    Rulebook,
)
from datmag.rulebook.terms import GROUND_NAMES
from datmag.rulebook.wording.book_text import (
    choices,
    default,
    definitions,
    how_to_read,
    law_values,
    sanctions,
    section,
)
from datmag.rulebook.wording.named import NAMES
from datmag.rulebook.wording.prose import Speaker, Tree, flat, written
from datmag.rulebook.wording.source_text import cited, heading, in_force
from datmag.words import Lang, Text

__all__ = ["book_text", "prose", "rule_text"]


def prose(condition: Condition, lang: Lang, policy: Policy | None = None) -> str:
    """Write any condition as Markdown: one sentence where it is simple, else a line and its points.

    Args:
        condition: a condition of a rule, or one of your own.
        lang: the language.
        policy: how the disputed points are settled; None says that the reading decides.
    """
    return written(Speaker(lang, policy, NAMES).tree(condition), lang)


def rule_text(rule: Dated, lang: Lang, policy: Policy | None = None, book: Rulebook = RULEBOOK) -> str:
    """Write one rule as Markdown: what it is called, since when it is in force, where it stands, what it does."""
    return "\n".join(_rule(rule, Speaker(lang, policy, NAMES), book))


def book_text(lang: Lang, policy: Policy | None = None, book: Rulebook = RULEBOOK) -> str:
    """Write the whole rulebook as one Markdown document.

    Args:
        lang: the language.
        policy: how the disputed points are settled; None shows how each policy settles them.
        book: the rulebook.
    """
    speaker = Speaker(lang, policy, NAMES)
    tables: list[tuple[Text, Text, tuple[Dated, ...]]] = [
        (*_STOPS, book.blocks),
        (*_RELEASED, book.releases),
        (*_PROMOTED, book.misuses),
        (*_NOES, book.objections),
        (*_GROUNDS, book.grounds),
        (*_DUTIES, book.duties),
        (*_OBLIGATIONS, book.obligations),
    ]
    lines = [*how_to_read(lang, policy)]
    for title, about, rules in tables:
        lines += section(title, about, lang)
        for rule in rules:
            lines += ["", *_rule(rule, speaker, book)]
        if rules is book.grounds:
            lines += ["", *default(book, lang)]
    lines += definitions(speaker)
    lines += choices(lang, policy)
    lines += law_values(book, lang)
    lines += sanctions(book, lang)
    return "\n".join(lines) + "\n"


_STOPS = (
    Text("Aan wie u niets of geen reclame stuurt", "To whom you send nothing, or no marketing"),
    Text(
        "Deze regels gaan voor alle andere.",
        "These rules come before all others.",
    ),
)
_RELEASED = (
    Text("Berichten die geen reclame zijn", "Messages that are no marketing"),
    Text(
        "De inhoud beslist, niet de naam die u aan een bericht geeft. Alles wat hier niet onder past, is reclame.",
        "The content decides, not what you call a message. All that does not fit here is marketing.",
    ),
)
_PROMOTED = (
    Text("Reclame onder een andere naam", "Marketing by another name"),
    Text(
        "Deze berichten tellen als reclame, hoe u ze ook noemt.",
        "These messages count as marketing, whatever you call them.",
    ),
)
_NOES = (
    Text("Wie nee zegt", "Who says no"),
    Text(
        "Een nee gaat voor elke grondslag. Heft een later ja het op, dan draagt alleen nog die toestemming de reclame.",
        "A No goes before every ground. Where a later Yes lifts it, that consent alone carries the marketing.",
    ),
)
_GROUNDS = (
    Text("Waarop reclame mag rusten", "What marketing may rest on"),
    Text(
        "Reclame mag alleen op een grondslag. Eén is genoeg, maar dan moet aan al haar eisen zijn voldaan.",
        "Marketing needs a ground. One is enough, but then each of its requirements must be met.",
    ),
)
_DUTIES = (
    Text("Wat in een reclamebericht moet staan", "What a marketing message must hold"),
    Text(
        "Ook met een goede grondslag mag reclame niet als hier iets aan ontbreekt.",
        "Even on a good ground marketing may not go out where one of these is lacking.",
    ),
)
_OBLIGATIONS = (
    Text("Wat u doet of laat als een bericht mag", "What you do or leave when a message may go out"),
    Text(
        "Deze regels verbieden een bericht niet. Zij zeggen wat erbij hoort.",
        "These rules forbid no message. They say what goes with it.",
    ),
)

_WHEN = Text("Wanneer", "When")
_THEN = Text("Gevolg", "Effect")
_EXCEPT = Text("Uitzondering", "Exception")
_NOT_THEN = Text("Uitzondering daarop", "Exception to that")
_NEEDS = Text("Eisen", "Requirements")
_NEED = Text("Eis", "Requirement")
_FOR = Text("Voor reclame waarbij dit klopt", "For marketing of which this holds")
_ONLY = Text("Alleen gevraagd waar dit klopt", "Asked only where this holds")


def _rule(rule: Dated, speaker: Speaker, book: Rulebook) -> Iterator[str]:
    lang = speaker.lang
    yield f"### {heading(rule.id, lang)}"
    yield ""
    yield f"{in_force(rule, lang)} {cited(rule.source, rule, lang)}"
    yield ""
    match rule:
        case Block(when=when) | Objection(when=when):
            yield from _labelled(_WHEN, speaker.unfolded(when), lang)
            yield from _line(_THEN, _effect(rule), lang)
            yield from _exceptions(rule, rule.unless, _EXCEPT, speaker)
        case Release(when=when) | Misuse(when=when):
            yield from _labelled(_WHEN, speaker.tree(when), lang)
            yield from _line(_THEN, _effect(rule), lang)
        case Ground():
            yield from _labelled(_WHEN, speaker.tree(rule.begun), lang)
            yield f"- **{_NEEDS.of(lang)}:**"
            for need in rule.requirements:
                yield from (f"  {line}" for line in _need(rule, need, speaker))
            yield from _line(_THEN, _effect(rule), lang)
        case Duty(requirement=need):
            yield from _labelled(_FOR, speaker.tree(need.asked), lang)
            yield from _labelled(_NEED, speaker.tree(need.holds), lang)
            yield from _line(_THEN, _effect(rule), lang)
        case Obligation(code=code, when=when):
            yield from _labelled(_WHEN, speaker.tree(when), lang)
            yield from _line(_THEN, book.texts[f"obligation:{code}"], lang)
        case _:
            message = f"no such kind of rule: {type(rule).__name__}"
            raise TypeError(message)


def _effect(rule: Dated) -> Text:
    match rule:
        case Block(everything=everything):
            return _NOTHING if everything else _NO_MARKETING
        case Objection():
            return _NO_MARKETING
        case Release(ground=ground):
            shown = GROUND_NAMES[ground]
            return Text(f"{_MAY.nl} Grondslag: “{shown.nl}”.", f"{_MAY.en} Ground: “{shown.en}”.")
        case Misuse():
            return _ALL_OF_IT
        case Ground(name=name):
            shown = GROUND_NAMES[name]
            return Text(f"{_CARRIED.nl} Grondslag: “{shown.nl}”.", f"{_CARRIED.en} Ground: “{shown.en}”.")
        case _:
            return _FORBIDDEN


_NOTHING = Text("Geen enkel bericht mag.", "No message may go out.")
_NO_MARKETING = Text("Reclame mag niet.", "Marketing may not go out.")
_MAY = Text("Het bericht is geen reclame en mag.", "The message is no marketing and may go out.")
_ALL_OF_IT = Text(
    "Het hele bericht telt als reclame. Zonder grondslag mag het niet.",
    "All of the message counts as marketing. Without a ground it may not go out.",
)
_CARRIED = Text(
    "Reclame mag, als ook het bericht zelf in orde is.",
    "Marketing may go out, if the message itself is in order too.",
)
_FORBIDDEN = Text("Anders mag het bericht niet.", "Else the message may not go out.")


def _labelled(label: Text, tree: Tree, lang: Lang) -> Iterator[str]:
    first, *rest = written(tree, lang).split("\n")
    yield f"- **{label.of(lang)}:** {first}"
    yield from (f"  {line}" for line in rest)


def _line(label: Text, text: Text, lang: Lang) -> Iterator[str]:
    yield f"- **{label.of(lang)}:** {text.of(lang)}"


def _exceptions(rule: Dated, unless: tuple[Exemption, ...], label: Text, speaker: Speaker) -> Iterator[str]:
    lang = speaker.lang
    for one in unless:
        first, *rest = written(speaker.unfolded(one.when), lang).split("\n")
        same = (one.since, one.until, one.source) == (rule.since, rule.until, rule.source)
        source = "" if same else f"{in_force(one, lang)} {cited(one.source, one, lang)} "
        yield f"- **{label.of(lang)}:** {heading(one.id, lang)}. {source}{first}"
        yield from (f"  {line}" for line in rest)
        yield from (f"  {line}" for line in _exceptions(one, one.unless, _NOT_THEN, speaker))


def _need(ground: Ground, need: Requirement, speaker: Speaker) -> Iterator[str]:
    lang = speaker.lang
    first, *rest = written(speaker.tree(need.holds), lang).split("\n")
    parts = [f"**{heading(f'{ground.id}.{need.name}', lang)}.**"]
    if need.asked != ALWAYS:
        parts.append(f"{_ONLY.of(lang)}: {flat(speaker.tree(need.asked), lang)}.")
    source = [cited(need.source, ground, lang)] if need.source else []
    # What stands behind points would read as a part of the last one.
    parts += [*source, first] if rest else [first, *source]
    yield f"- {' '.join(parts)}"
    yield from (f"  {line}" for line in rest)
