"""One case in, one decision out."""

from functools import cache

from datmag.rulebook import explain, remedy
from datmag.rulebook.case import Case
from datmag.rulebook.condition import TRUE, Reading, truth
from datmag.rulebook.decision import Advised, Decision
from datmag.rulebook.fact import Value
from datmag.rulebook.listing import version_of
from datmag.rulebook.nl import RULEBOOK, texts
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS
from datmag.rulebook.verdict import Verdict, judge

__all__ = ["decide", "version"]


@cache
def version() -> str:
    """Give the version of the rulebook in force: `nl-YYYY.N+` and 8 hex digits of its list's hash."""
    return version_of(RULEBOOK)


def decide(case: Case, policy: Policy) -> Decision:
    """Judge one case under one policy.

    The same case, rulebook version and policy give the same decision, always (`decision.md`, section 2).
    """
    verdict = judge(case, policy, RULEBOOK)
    why = explain.reasons(case, policy, RULEBOOK, verdict)
    missing = explain.missing(case, policy, verdict)
    permitted = verdict.permitted
    obligations = _obligations(case, policy, RULEBOOK, verdict) if permitted else {}
    cures = () if permitted else remedy.cures(case, policy, RULEBOOK)
    codes = {reason.code for reason in why}
    if permitted:
        advice: tuple[str, ...] = ("ask_a_lawyer",) if "review" in obligations else ()
    else:
        advice = remedy.advice(case, policy, RULEBOOK, verdict, codes, missing)
    return Decision(
        outcome="permit" if permitted else "deny",
        ground=verdict.ground,
        grounds=verdict.grounds,
        reasons=why,
        obligations=tuple(obligations),
        missing=missing,
        cures=cures,
        advice=advice,
        misses=verdict.misses,
        policy=policy.name,
        at=case.at,
        version=version(),
        explained={
            "obligations": tuple(
                Advised(code, texts.OBLIGATIONS[code], rule) for code, rule in obligations.items()
            ),
            "cures": tuple(Advised(code, texts.CURES[code]) for code in cures),
            "advice": tuple(Advised(code, texts.ADVICE[code]) for code in advice),
        },
    )


def _obligations(case: Case, policy: Policy, book: Rulebook, verdict: Verdict) -> dict[str, str]:
    """Give the obligations of a permit with the rule that asks each, in the order of the list."""
    held: dict[str, Value] = {f"held_{name}": name in verdict.grounds for name in GROUNDS}
    found: dict[str, Value] = {
        **held,
        "ground": verdict.grounds[0],
        "strict_permits": judge(case, POLICIES["strict"], book).permitted,
    }
    reading = Reading(case.facts, case.at, policy, found)
    asked: dict[str, str] = {}
    for rule in book.obligations:
        if rule.in_force(case.at) and truth(rule.when, reading) == TRUE:
            asked.setdefault(rule.code, rule.id)
    return {code: asked[code] for code in OBLIGATIONS if code in asked}
