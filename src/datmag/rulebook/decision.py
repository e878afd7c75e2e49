"""The answer: a decision with its reasons, in the form of `decision.md`, section 2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from datmag.moment import Moment, iso
from datmag.rulebook.rule import Fine
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, mask
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: one code, once, with the rule that speaks and the facts that it rests on.

    Args:
        code: a reason code; on a permit a ground.
        rule: id of the rule.
        citation: where it stands in the law, by the paragraph of its period.
        authority: who supervises it; empty for none.
        fine: the highest fine; None where there is none.
        also: a second authority whose law is broken as well; empty for none.
        text: the sentence for people.
        facts: the facts that it rests on, as JSON values.
    """

    code: str
    rule: str
    citation: str
    authority: str
    fine: Fine | None
    also: str
    text: Text
    facts: Mapping[str, Any] = field(hash=False)

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


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on one case under one policy, with everything that explains it.

    `obligations`, `cures` and `advice` are codes; `explained` gives their sentences.
    `misses` is how many failed conditions lie between the case and a permit, for choosing the nearest of
    somebody's addresses.
    """

    outcome: str
    ground: str | None
    grounds: tuple[str, ...]
    reasons: tuple[Reason, ...]
    obligations: tuple[str, ...]
    missing: tuple[str, ...]
    cures: tuple[str, ...]
    advice: tuple[str, ...]
    misses: int
    policy: str
    at: Moment
    version: str
    explained: Mapping[str, tuple[Advised, ...]] = field(hash=False)

    @property
    def permitted(self) -> bool:
        """Tell whether the message may go out."""
        return self.outcome == "permit"

    @property
    def review(self) -> bool:
        """Tell whether a person should look at this permit."""
        return "review" in self.obligations

    def row(self) -> dict[str, int]:
        """Give the columns that `verdict_select` yields for the same case."""
        return {
            "permitted": int(self.permitted),
            "review": int(self.review),
            "ground": GROUNDS.index(self.ground) if self.ground else -1,
            "grounds": mask(self.grounds, GROUNDS),
            "reason": -1 if self.permitted else REASONS.index(self.reasons[0].code),
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
            "rulebook": self.version.partition("-")[0],
            "version": self.version,
            "policy": self.policy,
            "at": iso(self.at),
        }
