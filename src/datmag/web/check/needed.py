"""When a question of the check is worth asking: what the answers so far make of the message."""

from datmag.rulebook.terms import ELECTRONIC
from datmag.web.check.question import Given

CONCLUDED = ("paid", "payment_due", "free_with_paid_tier", "trial", "refunded")
"""Kinds of dealing that a follow-up about the purchase belongs to."""
PLEADING = ("ideological_content", "charitable_content")


def promotes(given: Given) -> bool:
    """Tell whether the message may promote something, as far as is known."""
    pleading = any(given.get(fact) == "true" for fact in PLEADING)
    others = given.get("promotes", "own") != "own"
    return pleading or others or given.get("commercial_content") != "none"


def service(given: Given) -> bool:
    """Tell whether the sender calls it a service message."""
    return given.get("declared_as") == "service"


def asked_for(given: Given) -> bool:
    """Tell whether the recipient asked for it: what he asked for, or the confirmation of a form."""
    return given.get("requested") == "true"


def plain_service(given: Given) -> bool:
    """Tell whether it is a service message that needs no ground: necessary, and nothing promoted."""
    return service(given) and given.get("service_content_necessary") == "true" and not promotes(given)


def marketing(given: Given) -> bool:
    """Tell whether the message needs a ground, as far as is known."""
    return not plain_service(given) and not asked_for(given)


def may_say_no(given: Given) -> bool:
    """Tell whether a No of the recipient counts: for all but plain service mail."""
    return not plain_service(given)


def customer(given: Given) -> bool:
    """Tell whether the recipient is said to be a customer, or to have dealt for one."""
    dealt = given.get("sale") in CONCLUDED and given.get("sale_party") in {"recipient", "represented"}
    return marketing(given) and dealt


def donor(given: Given) -> bool:
    """Tell whether the recipient is said to have given to a charity."""
    return marketing(given) and given.get("sale") == "donation"


def related(given: Given) -> bool:
    """Tell whether there is a dealing of the recipient to ask about."""
    return customer(given) or donor(given)


def from_dealing(given: Given) -> bool:
    """Tell whether it matters how the address was got: not for post."""
    return related(given) and given.get("channel") != "post"


def published(given: Given) -> bool:
    """Tell whether the address was found where a business published it."""
    return marketing(given) and given.get("address_source") == "published" and electronic(given)


def electronic(given: Given) -> bool:
    """Tell whether the channel is electronic; a channel that is not known is taken to be."""
    return given.get("channel", "email") in ELECTRONIC


def written(given: Given) -> bool:
    """Tell whether it is a message that can hold something: not a call."""
    return marketing(given) and given.get("channel") != "phone"


def consented(given: Given) -> bool:
    """Tell whether a consent is said to have been given."""
    return may_say_no(given) and given.get("consent_at", "none") != "none"


def for_others(given: Given) -> bool:
    """Tell whether the message promotes somebody else."""
    return consented(given) and given.get("promotes", "own") != "own"


def compared(given: Given) -> bool:
    """Tell whether it matters how much the offer is like what was bought."""
    return customer(given) and promotes(given)
