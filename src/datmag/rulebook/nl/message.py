"""Conditions about the message that several chapters share: what it promotes, and by which channel it goes."""

from datmag.rulebook.condition import Condition, Surely, is_
from datmag.rulebook.terms import ELECTRONIC as ELECTRONIC_CHANNELS
from datmag.rulebook.terms import GROUNDS, RELEASING

ELECTRONIC: Condition = is_("channel", *ELECTRONIC_CHANNELS)
POST: Condition = is_("channel", "post")
PHONE: Condition = is_("channel", "phone")

OWN_OFFER: Condition = is_("promotes", "own")
SPONSORED: Condition = is_("promotes", "own_with_sponsor")
IDEAS_OR_GIFTS: Condition = is_("ideological_content") | is_("charitable_content")

# Content that nobody has read is treated as dominant: only a known `none` counts as no promotion.
NO_OFFER: Condition = Surely(is_("commercial_content", "none"))
PROMOTES: Condition = ~NO_OFFER | IDEAS_OR_GIFTS | ~OWN_OFFER
LITTLE_OWN_OFFER: Condition = is_("commercial_content", "minor") & OWN_OFFER & ~IDEAS_OR_GIFTS

CONFIRMATION: Condition = is_("declared_as", "consent_confirmation")
SERVICE: Condition = is_("declared_as", "service")

MARKETING: Condition = is_("ground", *(name for name in GROUNDS if name not in RELEASING))
"""The ground that carries the message is one for marketing (a finding, read by obligations)."""
