"""Service mail: what somebody needs, also after a No, as long as it does not promote. Chapter `service`."""

from datmag.rulebook.condition import Chosen, Condition, Surely, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import LITTLE_OWN_OFFER, PROMOTES, SERVICE
from datmag.rulebook.nl.objection import NO_STANDS
from datmag.rulebook.rule import Release, Source

SERVICE_NEEDED: Condition = SERVICE & is_("service_content_necessary")
_TOLERATED: Condition = Chosen("service_promotion_tolerated", "minor") & Surely(LITTLE_OWN_OFFER) & ~NO_STANDS
_RELEASED: Condition = SERVICE_NEEDED & (~PROMOTES | _TOLERATED)
_BASIS_KNOWN: Condition = Surely(is_("service_basis", "contract", "security", "vital_interest", "legal_duty"))


def _release(name: str, source: Source, basis: Condition) -> Release:
    return Release(f"nl.service.{name}", sources.WBP, None, source, "service", _RELEASED & basis)


RELEASES: tuple[Release, ...] = (
    _release("contract", sources.SERVICE_CONTRACT, Surely(is_("service_basis", "contract"))),
    _release(
        "security", sources.SERVICE_SECURITY, Surely(is_("service_basis", "security", "vital_interest"))
    ),
    _release("legal_duty", sources.SERVICE_DUTY, Surely(is_("service_basis", "legal_duty"))),
    _release("any", sources.SERVICE, ~_BASIS_KNOWN),
)
