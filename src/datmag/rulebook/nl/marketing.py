"""The ban, and what counts as marketing whatever it is called. Chapter `marketing`."""

from datmag.rulebook.condition import Condition, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import CONFIRMATION, PROMOTES, SERVICE
from datmag.rulebook.nl.requested import ASKED_FOR, REQUEST
from datmag.rulebook.nl.service import SERVICE_NEEDED
from datmag.rulebook.rule import Misuse

STRIPPABLE: Condition = SERVICE_NEEDED | CONFIRMATION
"""Where all promotion may be taken out as a cure."""

MISUSES: tuple[Misuse, ...] = (
    Misuse(
        "nl.consent_request",
        sources.SPAM_BAN,
        None,
        sources.BAN,
        "consent_request_is_marketing",
        is_("declared_as", "consent_request") | (CONFIRMATION & ~PROMOTES),
    ),
    Misuse(
        "nl.too_commercial",
        sources.SPAM_BAN,
        None,
        sources.BAN,
        "too_commercial",
        PROMOTES & (SERVICE | CONFIRMATION | (REQUEST & ASKED_FOR)),
    ),
)
