"""Holds: why a person who is permitted gets nothing all the same. No verdicts, so they have their own codes."""

from typing import Final

from datmag.rulebook.terms import OBLIGATIONS
from datmag.words import Text

UNDELIVERABLE: Final = "undeliverable"
SAME_ADDRESS: Final = "same_address"
PART_NOT_PERMITTED: Final = "part_not_permitted"
NO_MAIL_ADDRESS: Final = "no_mail_address"
NOT_ON_RECORD: Final = "not_on_record"

HOLDS: Final = {
    UNDELIVERABLE: Text("mail komt niet aan op dit adres", "mail does not arrive at this address"),
    SAME_ADDRESS: Text(
        "een ander op dit adres krijgt het al", "somebody else at this address gets it already"
    ),
    PART_NOT_PERMITTED: Text(
        "de persoonlijke inhoud mag niet voor deze persoon",
        "the personalised content is not permitted for this person",
    ),
    NO_MAIL_ADDRESS: Text("naar dit adres kan geen mail", "no mail can go to this address"),
    NOT_ON_RECORD: Text("dit adres staat niet meer in het register", "this address is no longer on record"),
}
"""Every hold with what people read. The first two are set by the gate."""


def unkeepable(personalised: str) -> int:
    """Give the obligations (a mask) that a message cannot keep; who has one of them gets nothing.

    Tracking is always left out: our own messages have none. Content that was built on a person's
    purchases or behaviour stands in the text and cannot be left out.

    Args:
        personalised: the message fact of that name.
    """
    return 0 if personalised == "none" else 1 << OBLIGATIONS.index("no_personalisation")
