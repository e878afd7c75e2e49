"""What care asks: say where an address comes from, look at foreign law, have a person look. Chapter `care`."""

from datmag.rulebook.condition import Condition, Surely, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.customer import TAKEN_OVER
from datmag.rulebook.nl.message import MARKETING
from datmag.rulebook.rule import Obligation

_NOT_FROM_RECIPIENT: Condition = Surely(is_("address_source", "published", "third_party", "friend", "other"))

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.state_source",
        sources.WBP,
        None,
        sources.ORIGIN,
        "state_source",
        (MARKETING & _NOT_FROM_RECIPIENT) | TAKEN_OVER,
    ),
    Obligation(
        "nl.obligation.check_local_law",
        sources.WBP,
        None,
        sources.ABROAD,
        "check_local_law",
        MARKETING & ~is_("recipient_country", "NL"),
    ),
    Obligation(
        "nl.obligation.review.strict", sources.WBP, None, sources.CARE, "review", ~is_("strict_permits")
    ),
)
