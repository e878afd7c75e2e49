"""Which choices a sentence rests on: the disputed points that, settled otherwise, would take it away.

A permit is held against the narrowest way to settle a point, a denial against the widest: a stricter choice never
permits, so it takes no denial away, and a wider one takes no permit away.

That only consent counts is a choice. That the law knows other grounds beside it is none, so a permit is silent on it.
"""

from datmag.rulebook.case import Case
from datmag.rulebook.condition import Reading, truth
from datmag.rulebook.explain import Finding, findings
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.settings import SETTINGS, Settled
from datmag.rulebook.verdict import judge

_TERMS = ("relation_term_months", "consent_idle_months")
"""No term stands in the law: without one nothing lapses, and with one of no months everything does."""
_WIDEST: dict[str, Settled] = {**POLICIES["statute"].settings, **dict.fromkeys(_TERMS)}
_NARROWEST: dict[str, Settled] = {
    **POLICIES["strict"].settings,
    **dict.fromkeys(_TERMS, 0),
}


def choices(finding: Finding, reading: Reading, book: Rulebook, *, first: bool) -> tuple[str, ...]:
    """Name the settings that a finding rests on in a case, in the order of the page.

    Args:
        finding: a reason of a denial, or a ground of a permit.
        reading: the case and the policy.
        book: the rules.
        first: it is the one to show; it also rests on what would change the outcome, or put another first.
    """
    return tuple(setting for setting in SETTINGS if _plays(setting, finding, reading, book, first=first))


def _plays(setting: str, finding: Finding, reading: Reading, book: Rulebook, *, first: bool) -> bool:
    if setting == "marketing_basis" and finding.permits:
        return False
    policy = _otherwise(reading.policy, setting, permits=finding.permits)
    if policy == reading.policy:
        return False
    other = Reading(reading.facts, reading.at, policy, {})
    if any(truth(condition, other) != truth(condition, reading) for condition in finding.turns_on):
        return True
    return first and _shown(other, book) != (finding.permits, finding.code)


def _otherwise(policy: Policy, setting: str, *, permits: bool) -> Policy:
    """Settle one point as narrowly as may be under a permit, and as widely under a denial."""
    value = policy[setting]
    settings = {**policy.settings, setting: _narrowed(setting, value) if permits else _WIDEST[setting]}
    if setting == "marketing_basis" and not permits:
        # Where only consent counts, no kind of dealing was chosen; then every kind is looked at.
        settings.update({name: _WIDEST[name] for name in ("sale_kinds", "post_basis") if not policy[name]})
    return Policy(policy.name, policy.shown, settings)


def _narrowed(setting: str, value: Settled) -> Settled:
    narrowest = _NARROWEST[setting]
    if isinstance(value, tuple) and isinstance(narrowest, tuple):
        return tuple(word for word in value if word in narrowest)
    return narrowest


def _shown(reading: Reading, book: Rulebook) -> tuple[bool, str]:
    verdict = judge(Case(reading.facts), reading.policy, book)
    first = findings(verdict, book, reading.at, str(reading.facts["channel"]))[0]
    return verdict.permitted, first.code
