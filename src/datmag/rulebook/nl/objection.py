"""The No: when an objection or a withdrawal stands, and what alone lifts it. Chapter `objection`."""

from datmag.rulebook.condition import Before, Condition, Surely, Time, is_, past, there
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.consent import CONSENT_AT, CONSENT_IN_FULL
from datmag.rulebook.nl.message import MARKETING
from datmag.rulebook.nl.person import MINOR, PARENT_AGREES
from datmag.rulebook.rule import Exemption, Objection, Obligation

OBJECTED_AT = past("objected_at")
WITHDRAWN_AT = past("consent_withdrawn_at")


def _own_later_yes(no: Time) -> Condition:
    """Only the recipient's own later Yes, in full, lifts a No; at the same moment the No wins."""
    return Surely(is_("consent_by", "recipient") & Before(no, CONSENT_AT) & CONSENT_IN_FULL)


def _lifted(no: str, time: Time, *more: Exemption) -> Exemption:
    # That a child's Yes alone lifts nothing, the decision page leaves open; the reading is taken that denies.
    child = Exemption(f"nl.{no}.lifted.child", sources.WBP, None, sources.MINOR, MINOR & ~PARENT_AGREES)
    return Exemption(
        f"nl.{no}.lifted", sources.WBP, None, sources.OBJECTION, _own_later_yes(time), unless=(*more, child)
    )


_OBJECTED: Condition = there(OBJECTED_AT)
_WITHDRAWN: Condition = there(WITHDRAWN_AT)
# A withdrawal of no consent on record is a No all the same. The page calls one that is older than the consent
# spent; which consent spends it, it leaves open: the reading is taken that denies, as for an objection.
_WITHDRAWAL_LIFTED = _lifted("withdrawal", WITHDRAWN_AT)

WITHDRAWAL = Objection(
    "nl.withdrawal",
    sources.WBP,
    None,
    sources.WITHDRAWAL,
    "consent_withdrawn",
    _WITHDRAWN,
    "consent_withdrawn_at",
    unless=(_WITHDRAWAL_LIFTED,),
)
WITHDRAWAL_STANDS: Condition = WITHDRAWAL.applies

_OBJECTION_LIFTED = _lifted(
    "objection",
    OBJECTED_AT,
    Exemption("nl.objection.lifted.withdrawn", sources.WBP, None, sources.WITHDRAWAL, WITHDRAWAL_STANDS),
)

OBJECTIONS: tuple[Objection, ...] = (
    Objection(
        "nl.objection",
        sources.WBP,
        None,
        sources.OBJECTION,
        "objected",
        _OBJECTED,
        "objected_at",
        unless=(_OBJECTION_LIFTED,),
    ),
    WITHDRAWAL,
)

LIFTED: Condition = (_OBJECTED & _OBJECTION_LIFTED.applies) | (_WITHDRAWN & _WITHDRAWAL_LIFTED.applies)
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
