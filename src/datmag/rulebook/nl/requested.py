"""What the recipient asked for, and the confirmation of a sign-up. Chapter `requested`."""

from datmag.rulebook.condition import AT, Condition, Surely, is_, not_later, recorded
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.consent import CONSENT_AT, CONSENT_BEGUN
from datmag.rulebook.nl.message import CONFIRMATION, PROMOTES, SPONSORED
from datmag.rulebook.nl.objection import OBJECTED_AT, OBJECTION_STANDS, WITHDRAWAL_STANDS, WITHDRAWN_AT
from datmag.rulebook.rule import Release

_REQUESTED_AT = recorded("requested_at")
# An absent time is the earliest of all: a No that stands is then never earlier than the request.
_REQUEST_ENDED: Condition = (OBJECTION_STANDS & not_later(_REQUESTED_AT, OBJECTED_AT)) | (
    WITHDRAWAL_STANDS & not_later(_REQUESTED_AT, WITHDRAWN_AT)
)
ASKED_FOR: Condition = is_("requested") & not_later(_REQUESTED_AT, AT) & ~_REQUEST_ENDED
REQUEST: Condition = is_("declared_as", "requested")

_NO_SINCE_SIGN_UP: Condition = (OBJECTION_STANDS & not_later(CONSENT_AT, OBJECTED_AT)) | (
    WITHDRAWAL_STANDS & not_later(CONSENT_AT, WITHDRAWN_AT)
)
_SIGNED_UP: Condition = (
    Surely(is_("consent_act", "unconfirmed")) & CONSENT_BEGUN & not_later(CONSENT_AT, AT) & ~_NO_SINCE_SIGN_UP
)

RELEASES: tuple[Release, ...] = (
    Release(
        "nl.requested.message",
        sources.WBP,
        None,
        sources.REQUESTED,
        "requested",
        REQUEST & ASKED_FOR & ~SPONSORED,
    ),
    Release(
        "nl.requested.confirmation",
        sources.WBP,
        None,
        sources.REQUESTED,
        "requested",
        CONFIRMATION & ~PROMOTES & ~is_("repeat_request") & (ASKED_FOR | _SIGNED_UP),
    ),
)
