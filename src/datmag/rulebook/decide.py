"""One case in, one decision out."""

from datmag.rulebook import decision
from datmag.rulebook.case import Case
from datmag.rulebook.decision import Decision
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.ruling import rulings

__all__ = ["decide", "version"]


def version() -> str:
    """Give the version of the rulebook in force: `nl-YYYY.N+` and 8 hex digits of its list's hash."""
    return decision.version(RULEBOOK)


def decide(case: Case, policy: Policy, book: Rulebook = RULEBOOK) -> Decision:
    """Judge one case under one policy.

    The same case, rulebook version and policy give the same decision, always (`decision.md`, section 2).
    """
    return Decision(case, policy, book, rulings(book, policy)(case.facts))
