"""The No: when an objection or a withdrawal stands, and what alone lifts it. Chapter `objection`."""

from datmag.rulebook.condition import Before, Condition, Surely, is_, not_later, past, there
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.consent import CONSENT_AT, CONSENT_IN_FULL
from datmag.rulebook.nl.message import MARKETING
from datmag.rulebook.nl.person import MINOR, PARENT_AGREES
from datmag.rulebook.rule import Exemption, Objection, Obligation

OBJECTED_AT = past("objected_at")
WITHDRAWN_AT = past("consent_withdrawn_at")

_OBJECTED: Condition = there(OBJECTED_AT)
# A withdrawal of no consent on record is a No all the same; one older than the consent is spent. A consent
# still to come has not happened yet, so it spends nothing: the page leaves this open, the reading denies.
WITHDRAWAL_STANDS: Condition = there(WITHDRAWN_AT) & not_later(past("consent_at"), WITHDRAWN_AT)

# Only the recipient's own later Yes lifts a No; at the same moment the No wins.
_OWN_LATER_YES: Condition = Surely(
    is_("consent_by", "recipient") & Before(OBJECTED_AT, CONSENT_AT) & CONSENT_IN_FULL
)
_LIFTED_BY_CONSENT = Exemption(
    "nl.objection.lifted",
    sources.WBP,
    None,
    sources.OBJECTION,
    _OWN_LATER_YES,
    unless=(
        Exemption(
            "nl.objection.lifted.withdrawn", sources.WBP, None, sources.WITHDRAWAL, WITHDRAWAL_STANDS
        ),
        # The decision page leaves this open; the reading is taken that denies.
        Exemption(
            "nl.objection.lifted.child", sources.WBP, None, sources.MINOR, MINOR & ~PARENT_AGREES
        ),
    ),
)  # fmt: skip

OBJECTIONS: tuple[Objection, ...] = (
    Objection(
        "nl.objection",
        sources.WBP,
        None,
        sources.OBJECTION,
        "objected",
        _OBJECTED,
        "objected_at",
        unless=(_LIFTED_BY_CONSENT,),
    ),
    Objection(
        "nl.withdrawal",
        sources.WBP,
        None,
        sources.WITHDRAWAL,
        "consent_withdrawn",
        WITHDRAWAL_STANDS,
        "consent_withdrawn_at",
    ),
)

LIFTED: Condition = _OBJECTED & _LIFTED_BY_CONSENT.applies
OBJECTION_STANDS: Condition = OBJECTIONS[0].applies
NO_STANDS: Condition = OBJECTION_STANDS | WITHDRAWAL_STANDS

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.recheck_at_send",
        sources.WBP,
        None,
        sources.OBJECTION,
        "recheck_at_send",
        MARKETING,
    ),
)
