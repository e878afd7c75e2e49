"""Somebody who gave to your charity. Chapter `charity`."""

from datmag.rulebook.condition import Condition, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.customer import ANY_BASIS, COLLECTED, HAPPENED, RELATION
from datmag.rulebook.nl.message import ELECTRONIC
from datmag.rulebook.rule import Ground, Obligation

GIFT_TO_CHARITY: Condition = ANY_BASIS & HAPPENED & is_("sender_kind", "charity") & is_("sale", "donation")

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "nl.charity_relation",
        sources.SPAM_BAN,
        None,
        sources.DONOR,
        "charity_relation",
        ELECTRONIC & GIFT_TO_CHARITY,
        (*RELATION, *COLLECTED),
        4,
    ),
)

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.review.charity",
        sources.WBP,
        None,
        sources.DONOR,
        "review",
        is_("ground", "charity_relation"),
    ),
)
