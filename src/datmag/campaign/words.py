"""The words for a ground, a reason or a hold."""

from datmag.delivery.holds import HOLDS
from datmag.rulebook.terms import GROUND_NAMES, REASON_NAMES
from datmag.words import Text


def shown(code: str) -> Text:
    """Give what people read for a code; an unknown one shows itself."""
    return GROUND_NAMES.get(code) or REASON_NAMES.get(code) or HOLDS.get(code) or Text(code, code)
