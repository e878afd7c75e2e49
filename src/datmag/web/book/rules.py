"""Every rule of the rulebook by its id, as the pages show it: what it is, since when, by which law, in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from datmag.moment import Moment
from datmag.rulebook.as_text import prose
from datmag.rulebook.condition import ALWAYS, Condition
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Dated, Exemption, Fine, Ground, Requirement
from datmag.rulebook.settings import SETTINGS, Setting
from datmag.rulebook.wording.entry_text import default_text, fine_text, parameter_text, setting_text
from datmag.rulebook.wording.prose import small
from datmag.rulebook.wording.source_text import citation
from datmag.words import Lang, Text

Say = Callable[[Lang, Policy | None], str]
"""Gives a rule as Markdown, in a language, under a policy or under none in particular."""

STOPS = Text("houdt alles tegen", "stops everything")
STOPS_MARKETING = Text("houdt reclame tegen", "stops marketing")
RELEASED = Text("is geen reclame", "is no marketing")
PROMOTED = Text("is reclame", "is marketing")
NO = Text("nee van de ontvanger", "the recipient’s No")
EXCEPTION = Text("uitzondering", "exception")
GROUND = Text("grondslag", "ground")
NEED = Text("eis", "requirement")
OTHERWISE = Text("anders niet", "otherwise not")
DUTY = Text("eis aan het bericht", "requirement of the message")
OBLIGATION = Text("verplichting", "obligation")
PARAMETER = Text("waarde uit de wet", "value of the law")
FINE = Text("hoogste boete", "highest fine")
CHOICE = Text("keuze", "choice")

_ONLY = Text("Alleen gevraagd waar dit klopt", "Asked only where this holds")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Args:
        id: its id.
        kind: what it does, in a few words.
        say: gives it as Markdown.
        since, until: between which moments it is in force; None where there is no end to that side.
        citations: (from when, where it stands in the law) pairs, the earliest first.
    """

    id: str
    kind: Text
    say: Say
    since: Moment | None
    until: Moment | None
    citations: tuple[tuple[Moment, str], ...]

    def in_force(self, at: Moment) -> bool:
        """Tell whether it is in force at a moment."""
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)

    def citation(self, at: Moment, lang: Lang) -> str:
        """Give where it stands in the law of that moment; empty where no law says it."""
        first = self.citations[0][1] if self.citations else ""
        return citation(next((text for since, text in reversed(self.citations) if since <= at), first), lang)


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by its id."""
    return {rule.id: rule for rule in _rules()}


def _rules() -> Iterator[Rule]:
    book = RULEBOOK
    for block in book.blocks:
        yield _dated(block, STOPS if block.everything else STOPS_MARKETING, block.when)
        yield from _exceptions(block.unless)
    for release in book.releases:
        yield _dated(release, RELEASED, release.when)
    for misuse in book.misuses:
        yield _dated(misuse, PROMOTED, misuse.when)
    for objection in book.objections:
        yield _dated(objection, NO, objection.when)
        yield from _exceptions(objection.unless)
    for ground in book.grounds:
        yield _dated(ground, GROUND, ground.begun)
        yield from (_need(ground, need) for need in ground.requirements)
    otherwise = f"{book.name}.no_ground"
    yield Rule(otherwise, OTHERWISE, lambda lang, _: default_text(lang), None, None, book.no_ground.periods)
    for duty in book.duties:
        need = duty.requirement
        yield Rule(duty.id, DUTY, _asked(need.asked, need.holds), duty.since, duty.until, duty.source.periods)
    for one in book.obligations:
        text = book.texts[f"obligation:{one.code}"]
        yield Rule(one.id, OBLIGATION, _told(text, one.when), one.since, one.until, one.source.periods)
    yield from (_parameter(one) for one in book.parameters)
    yield from (_fine(fine) for fine in book.fines)
    yield from (_setting(setting) for setting in SETTINGS.values())


def _dated(rule: Dated, kind: Text, when: Condition) -> Rule:
    return Rule(rule.id, kind, _asked(ALWAYS, when), rule.since, rule.until, rule.source.periods)


def _exceptions(unless: tuple[Exemption, ...]) -> Iterator[Rule]:
    for one in unless:
        yield _dated(one, EXCEPTION, one.when)
        yield from _exceptions(one.unless)


def _need(ground: Ground, need: Requirement) -> Rule:
    source = need.source or ground.source
    say = _asked(need.asked, need.holds)
    return Rule(f"{ground.id}.{need.name}", NEED, say, ground.since, ground.until, source.periods)


def _asked(asked: Condition, holds: Condition) -> Say:
    def say(lang: Lang, policy: Policy | None) -> str:
        said = prose(holds, lang, policy)
        if asked == ALWAYS:
            return said
        return f"{said}\n\n{_ONLY.of(lang)}: {small(prose(asked, lang, policy))}"

    return say


def _told(text: Text, when: Condition) -> Say:
    return lambda lang, policy: f"{text.of(lang)}\n\n{prose(when, lang, policy)}"


def _parameter(one: Parameter) -> Rule:
    periods = tuple((since, source) for since, _, source in one.periods)
    return Rule(
        one.id, PARAMETER, lambda lang, _policy: parameter_text(one, lang), periods[0][0], None, periods
    )


def _fine(fine: Fine) -> Rule:
    since = fine.valid_from
    return Rule(f"fine.{fine.authority}", FINE, lambda lang, _policy: fine_text(fine, lang), since, None, ())


def _setting(setting: Setting) -> Rule:
    def say(lang: Lang, policy: Policy | None) -> str:
        return setting_text(setting, lang, policy)

    return Rule(f"setting.{setting.name}", CHOICE, say, None, None, ())
