"""Conditions about the message and the recipient's age: what promotes, what is electronic, who is a minor."""

from datmag.rulebook.condition import Condition, Surely, Younger, is_, recorded, there
from datmag.rulebook.terms import ELECTRONIC as ELECTRONIC_CHANNELS

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

AGE_OF_CONSENT = 16
MINOR: Condition = Younger("recipient_age", AGE_OF_CONSENT)
PARENT_AGREES: Condition = is_("parental_consent") | (
    there(recorded("consent_at")) & Surely(is_("consent_by", "parent"))
)
BUSINESS: Condition = is_("recipient_kind", "sole_trader", "partnership", "legal_person")
PERHAPS_BUSINESS: Condition = ~Surely(is_("recipient_kind", "natural_person"))
