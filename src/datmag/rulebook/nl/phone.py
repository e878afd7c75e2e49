"""Calling a relation, before and since 1 July 2026. Chapter `phone`."""

from datmag.rulebook.condition import Condition, Surely, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.charity import GIFT_TO_CHARITY
from datmag.rulebook.nl.customer import COLLECTED, RELATION, SALE, SIMILAR
from datmag.rulebook.nl.message import PHONE, PROMOTES
from datmag.rulebook.rule import Ground, Requirement

_DEALT: Condition = PHONE & (SALE | GIFT_TO_CHARITY)
_MAY_BE_CALLED: Condition = Surely(is_("recipient_kind", "legal_person")) | is_(
    "sender_kind", "charity", "good_cause_lottery", "press_publisher"
)
_CALLED: tuple[Requirement, ...] = (
    *RELATION,
    Requirement("similar", "not_similar", SIMILAR.holds, asked=PROMOTES & ~GIFT_TO_CHARITY),
    *COLLECTED,
)

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "nl.customer_relation.before_2026",
        sources.SPAM_BAN,
        sources.CALLS_NARROWED,
        sources.CALLS,
        "customer_relation",
        _DEALT,
        _CALLED,
        6,
    ),
    Ground(
        "nl.customer_relation",
        sources.CALLS_NARROWED,
        None,
        sources.CALLS_2026,
        "customer_relation",
        _DEALT & _MAY_BE_CALLED,
        _CALLED,
        6,
    ),
)
