"""Post to a relation, outside the spam ban. Chapter `post`."""

from datmag.rulebook.condition import Condition, Is, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.charity import GIFT_TO_CHARITY
from datmag.rulebook.nl.customer import ANY_BASIS, HAPPENED, IN_TERM, RELATION
from datmag.rulebook.nl.message import POST
from datmag.rulebook.nl.person import NO_MINOR
from datmag.rulebook.rule import Duty, Ground, Obligation, Requirement

_DEALT: Condition = ANY_BASIS & HAPPENED & Is("sale", setting="post_basis")

GROUNDS: tuple[Ground, ...] = (
    Ground(
        "nl.legitimate_interest",
        sources.WBP,
        None,
        sources.POST,
        "legitimate_interest",
        POST & (_DEALT | GIFT_TO_CHARITY),
        (*RELATION, IN_TERM, NO_MINOR),
        5,
    ),
)

DUTIES: tuple[Duty, ...] = (
    Duty(
        "nl.duty.identity_post",
        sources.WBP,
        None,
        sources.POST_SENDER,
        Requirement("identity_post", "no_identity", is_("identifies_sender"), POST),
    ),
)

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.balancing_test",
        sources.WBP,
        None,
        sources.BALANCE,
        "balancing_test",
        is_("ground", "legitimate_interest"),
    ),
)
