"""The answer: a decision with its reasons, in the form of `decision.md`, section 2.

A decision knows its outcome at once; sentences, cures, and what would change it are worked out when asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from datmag.moment import Moment, iso
from datmag.rulebook import remedy, search
from datmag.rulebook.case import Case
from datmag.rulebook.choices import choices
from datmag.rulebook.condition import Reading
from datmag.rulebook.explain import Finding, missing
from datmag.rulebook.listing import version_of
from datmag.rulebook.nl import texts
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Fine, Rulebook
from datmag.rulebook.ruling import Ruling
from datmag.rulebook.sentence import cited, sentence
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, mask
from datmag.words import Text

_VERSIONS: dict[int, tuple[Rulebook, str]] = {}


def version(book: Rulebook) -> str:
    """Give the version of a rulebook: `nl-YYYY.N+` and 8 hex digits of its list's hash."""
    # INVARIANT: the book stands beside its version, so that its identity is nobody else's.
    if id(book) not in _VERSIONS:
        _VERSIONS[id(book)] = (book, version_of(book))
    return _VERSIONS[id(book)][1]


@dataclass(frozen=True)
class Reason:
    """Why: one code, once, with the rule that speaks and the facts that it rests on.

    Args:
        finding: the code and all that it says by itself.
        book: holds its text.
        reading: the case and the policy.
        first: it is the one to show.
        lacking: the facts that are missing.
    """

    finding: Finding
    book: Rulebook = field(repr=False)
    reading: Reading = field(repr=False)
    first: bool
    lacking: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """A reason code; on a permit a ground."""
        return self.finding.code

    @property
    def rule(self) -> str:
        """The id of the rule that speaks."""
        return self.finding.rule

    @property
    def citation(self) -> str:
        """Where it stands in the law, by the paragraph of its period."""
        return self.finding.citation

    @property
    def cited(self) -> Text:
        """The same as people call the law."""
        return cited(self.finding.citation)

    @property
    def authority(self) -> str:
        """Who supervises it; empty for none."""
        return self.finding.authority

    @property
    def fine(self) -> Fine | None:
        """The highest fine; None where there is none."""
        return self.finding.fine

    @property
    def also(self) -> str:
        """A second authority whose law is broken as well; empty for none."""
        return self.finding.also

    @cached_property
    def text(self) -> Text:
        """The sentence for people."""
        rests_on = choices(self.finding, self.reading, self.book, first=self.first)
        return sentence(self.book, self.finding, self.reading, self.lacking, rests_on)

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The facts that it rests on, as JSON values; of an unknown one, null."""
        unknown = self.code == "unknown_fact"
        names = self.lacking if unknown else self.finding.facts(self.reading)
        shown = Case(self.reading.facts).json(names)
        return {name: value for name, value in shown.items() if unknown or value is not None}

    def json(self) -> dict[str, Any]:
        """Give the form of `decision.md`; what does not apply is left out."""
        form: dict[str, Any] = {"code": self.code, "rule": self.rule, "citation": self.citation}
        if self.authority:
            form["authority"] = self.authority
        if self.also:
            form["also"] = self.also
        if self.fine:
            form["maximum_fine"] = {
                "amount_eur": self.fine.amount_eur,
                "turnover_percent": self.fine.turnover_percent,
                "valid_from": self.fine.valid_from_day,
            }
        return {**form, "text": self.text.json(), "facts": dict(self.facts)}


@dataclass(frozen=True, slots=True)
class Advised:
    """An obligation, a cure or an advice: its code, its rule where there is one, and its sentence."""

    code: str
    text: Text
    rule: str = ""

    def json(self) -> dict[str, Any]:
        """Give the form of `decision.md`."""
        form: dict[str, Any] = {"code": self.code, "rule": self.rule, "text": self.text.json()}
        return form if self.rule else {"code": self.code, "text": self.text.json()}


@dataclass(frozen=True)
class Decision:
    """The verdict on one case under one policy, with everything that explains it.

    Args:
        case: the case.
        under: how the disputed points are settled.
        book: the rules.
        ruling: what the rules say.
    """

    case: Case
    under: Policy
    book: Rulebook = field(repr=False)
    ruling: Ruling = field(repr=False)

    @property
    def permitted(self) -> bool:
        """Tell whether the message may go out."""
        return self.ruling.verdict.permitted

    @property
    def outcome(self) -> str:
        """`permit` or `deny`."""
        return "permit" if self.permitted else "deny"

    @property
    def ground(self) -> str | None:
        """The ground of a permit."""
        return self.ruling.verdict.ground

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every ground that held, in the order of the list; of a denial too."""
        return self.ruling.verdict.grounds

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The reasons without their sentences and facts, in order."""
        return self.ruling.findings

    @property
    def obligations(self) -> tuple[str, ...]:
        """The codes of the obligations of a permit."""
        return tuple(self.ruling.obligations)

    @property
    def misses(self) -> int:
        """How many failed conditions lie between the case and a permit, to choose the nearest of some cases."""
        return self.ruling.verdict.misses

    @property
    def review(self) -> bool:
        """Tell whether a person should look at this permit."""
        return "review" in self.ruling.obligations

    @property
    def policy(self) -> str:
        """The name of the policy."""
        return self.under.name

    @property
    def at(self) -> Moment:
        """The intended moment of sending."""
        return self.case.at

    @property
    def version(self) -> str:
        """The version of the rulebook."""
        return version(self.book)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """The facts that nobody knows and that a denial rests on, in the order of section 1."""
        return missing(self.case, self.ruling.verdict, self._reading)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons, in order: on a denial every code that applies, on a permit every ground."""
        return tuple(
            Reason(one, self.book, self._reading, number == 0, self.missing)
            for number, one in enumerate(self.ruling.findings)
        )

    @cached_property
    def cures(self) -> tuple[str, ...]:
        """The smallest changes of the message that would turn a denial into a permit."""
        return () if self.permitted else remedy.cures(self.case, self.under, self.book)

    @cached_property
    def advice(self) -> tuple[str, ...]:
        """What the sender may do instead."""
        if self.permitted:
            return ("ask_a_lawyer",) if self.review else ()
        codes = {one.code for one in self.ruling.findings}
        return remedy.advice(self.case, self.under, self.book, self.ruling.verdict, codes, self.missing)

    @cached_property
    def would_permit(self) -> tuple[search.Changes, ...]:
        """The smallest changes of facts that would turn a denial into a permit, found by search."""
        return () if self.permitted else search.would_permit(self.case, self.under, self.book)

    @cached_property
    def hangs_on(self) -> tuple[str, ...]:
        """The facts on which a permit hangs: another value of it alone would turn the permit into a denial."""
        return search.hangs_on(self.case, self.under, self.book) if self.permitted else ()

    @cached_property
    def explained(self) -> Mapping[str, tuple[Advised, ...]]:
        """The sentences of `obligations`, `cures` and `advice`."""
        return {
            "obligations": tuple(
                Advised(code, texts.OBLIGATIONS[code], rule) for code, rule in self.ruling.obligations.items()
            ),
            "cures": tuple(Advised(code, texts.CURES[code]) for code in self.cures),
            "advice": tuple(Advised(code, texts.ADVICE[code]) for code in self.advice),
        }

    def row(self) -> dict[str, int]:
        """Give the columns that `verdict_select` yields for the same case."""
        return {
            "permitted": int(self.permitted),
            "review": int(self.review),
            "ground": GROUNDS.index(self.ground) if self.ground else -1,
            "grounds": mask(self.grounds, GROUNDS),
            "reason": -1 if self.permitted else REASONS.index(self.findings[0].code),
            "obligations": mask(self.obligations, OBLIGATIONS),
            "misses": self.misses,
        }

    def json(self) -> dict[str, Any]:
        """Give the form of `decision.md`, section 2. INVARIANT: the same decision gives the same bytes."""
        return {
            "outcome": self.outcome,
            "ground": self.ground,
            "grounds": list(self.grounds),
            "reasons": [reason.json() for reason in self.reasons],
            "obligations": [one.json() for one in self.explained["obligations"]],
            "missing": list(self.missing),
            "cures": [cure.json() for cure in self.explained["cures"]],
            "advice": [advice.json() for advice in self.explained["advice"]],
            "would_permit": [
                [{"fact": name, "value": value} for name, value in self.case.changed(one).json(one).items()]
                for one in self.would_permit
            ],
            "hangs_on": [
                {"fact": name, "value": value} for name, value in self.case.json(self.hangs_on).items()
            ],
            "rulebook": self.version.partition("-")[0],
            "version": self.version,
            "policy": self.policy,
            "at": iso(self.at),
        }

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.case.facts, self.case.at, self.under, {})
