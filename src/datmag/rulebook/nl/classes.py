"""Steps 1 to 3: what stops a message, what is no marketing, and what only calls itself so."""

from datmag.rulebook.condition import (
    AT,
    Before,
    Chosen,
    Condition,
    Surely,
    is_,
    not_later,
    past,
    recorded,
    there,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import LITTLE_OWN_OFFER, MINOR, PARENT_AGREES, PROMOTES, SPONSORED
from datmag.rulebook.nl.objection import (
    CONSENT_AT,
    CONSENT_BEGUN,
    NO_STANDS,
    OBJECTED_AT,
    OBJECTION_STANDS,
    WITHDRAWAL_STANDS,
    WITHDRAWN_AT,
)
from datmag.rulebook.rule import Block, Misuse, Release

_ERASED_AT = past("erased_at")
_COLLECTED_AT = past("address_collected_at")
COLLECTED_ANEW: Condition = there(_ERASED_AT) & Before(_ERASED_AT, _COLLECTED_AT)

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
        there(_ERASED_AT) & ~COLLECTED_ANEW,
        everything=True,
    ),
    Block(
        "nl.minor",
        sources.WBP,
        None,
        sources.MINOR,
        "minor",
        MINOR & ~PARENT_AGREES,
        everything=False,
    ),
)

_REQUESTED_AT = recorded("requested_at")
# An absent time is the earliest of all: a No that stands is then never earlier than the request.
_REQUEST_ENDED: Condition = (OBJECTION_STANDS & not_later(_REQUESTED_AT, OBJECTED_AT)) | (
    WITHDRAWAL_STANDS & not_later(_REQUESTED_AT, WITHDRAWN_AT)
)
ASKED_FOR: Condition = is_("requested") & not_later(_REQUESTED_AT, AT) & ~_REQUEST_ENDED

_NO_SINCE_SIGN_UP: Condition = (OBJECTION_STANDS & not_later(CONSENT_AT, OBJECTED_AT)) | (
    WITHDRAWAL_STANDS & not_later(CONSENT_AT, WITHDRAWN_AT)
)
_SIGNED_UP: Condition = (
    Surely(is_("consent_act", "unconfirmed")) & CONSENT_BEGUN & not_later(CONSENT_AT, AT) & ~_NO_SINCE_SIGN_UP
)
_CONFIRMATION: Condition = is_("declared_as", "consent_confirmation")
_REQUEST: Condition = is_("declared_as", "requested")
_SERVICE: Condition = is_("declared_as", "service")

SERVICE_NEEDED: Condition = _SERVICE & is_("service_content_necessary")
_TOLERATED: Condition = Chosen("service_promotion_tolerated", "minor") & Surely(LITTLE_OWN_OFFER) & ~NO_STANDS
_RELEASED_SERVICE: Condition = SERVICE_NEEDED & (~PROMOTES | _TOLERATED)
_BASIS_KNOWN: Condition = Surely(is_("service_basis", "contract", "security", "vital_interest", "legal_duty"))

RELEASES: tuple[Release, ...] = (
    Release(
        "nl.requested.message",
        sources.WBP,
        None,
        sources.REQUESTED,
        "requested",
        _REQUEST & ASKED_FOR & ~SPONSORED,
    ),
    Release(
        "nl.requested.confirmation",
        sources.WBP,
        None,
        sources.REQUESTED,
        "requested",
        _CONFIRMATION & ~PROMOTES & ~is_("repeat_request") & (ASKED_FOR | _SIGNED_UP),
    ),
    Release(
        "nl.service.contract",
        sources.WBP,
        None,
        sources.SERVICE_CONTRACT,
        "service",
        _RELEASED_SERVICE & Surely(is_("service_basis", "contract")),
    ),
    Release(
        "nl.service.security",
        sources.WBP,
        None,
        sources.SERVICE_SECURITY,
        "service",
        _RELEASED_SERVICE & Surely(is_("service_basis", "security", "vital_interest")),
    ),
    Release(
        "nl.service.legal_duty",
        sources.WBP,
        None,
        sources.SERVICE_DUTY,
        "service",
        _RELEASED_SERVICE & Surely(is_("service_basis", "legal_duty")),
    ),
    Release(
        "nl.service.any",
        sources.WBP,
        None,
        sources.SERVICE,
        "service",
        _RELEASED_SERVICE & ~_BASIS_KNOWN,
    ),
)

STRIPPABLE: Condition = SERVICE_NEEDED | _CONFIRMATION

MISUSES: tuple[Misuse, ...] = (
    Misuse(
        "nl.consent_request",
        sources.SPAM_BAN,
        None,
        sources.BAN,
        "consent_request_is_marketing",
        is_("declared_as", "consent_request") | (_CONFIRMATION & ~PROMOTES),
    ),
    Misuse(
        "nl.too_commercial",
        sources.SPAM_BAN,
        None,
        sources.BAN,
        "too_commercial",
        PROMOTES & (_SERVICE | _CONFIRMATION | (_REQUEST & ASKED_FOR)),
    ),
)
