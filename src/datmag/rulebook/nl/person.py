"""Whom you no longer write to, and children. Chapter `person`."""

from datmag.rulebook.condition import Before, Condition, Surely, Younger, is_, past, recorded, there
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl import sources
from datmag.rulebook.rule import Block, Exemption, Obligation, Requirement

AGE_OF_CONSENT = Parameter(
    "nl.parameter.age_of_consent",
    ((sources.WBP, 16, "Wbp 5(1)"), (sources.GDPR, 16, "GDPR 8(1); UAVG 5")),
)
"""Whole years; a person below it does not consent alone."""

MINOR: Condition = Younger("recipient_age", AGE_OF_CONSENT)
PARENT_AGREES: Condition = is_("parental_consent") | (
    there(recorded("consent_at")) & Surely(is_("consent_by", "parent"))
)
NO_MINOR = Requirement("age", "minor", ~MINOR, source=sources.MINOR)

_ERASED_AT = past("erased_at")
_ERASED: Condition = there(_ERASED_AT)
_SINCE: Condition = Before(_ERASED_AT, past("address_collected_at"))

BLOCKS: tuple[Block, ...] = (
    Block(
        "nl.deceased",
        sources.WBP,
        None,
        sources.DECEASED,
        "deceased",
        is_("recipient_deceased"),
        everything=True,
    ),
    Block(
        "nl.erased",
        sources.WBP,
        None,
        sources.ERASURE,
        "erased",
        _ERASED,
        everything=True,
        unless=(Exemption("nl.erased.collected_anew", sources.WBP, None, sources.ERASURE, _SINCE),),
    ),
    Block(
        "nl.minor",
        sources.WBP,
        None,
        sources.MINOR,
        "minor",
        MINOR,
        everything=False,
        unless=(Exemption("nl.minor.parent", sources.WBP, None, sources.MINOR, PARENT_AGREES),),
    ),
)

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.review.collected_anew",
        sources.WBP,
        None,
        sources.ERASURE,
        "review",
        _ERASED & _SINCE,
    ),
)
