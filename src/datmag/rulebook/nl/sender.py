"""Who sends, and how to say stop: what a marketing message must hold. Chapter `sender`."""

from datmag.rulebook.condition import Chosen, Condition, Surely, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import ELECTRONIC, MARKETING
from datmag.rulebook.rule import Duty, Obligation, Requirement

_LINK_WORKS: Condition = is_("unsubscribe", "works")


def _duty(name: str, code: str, holds: Condition) -> Duty:
    need = Requirement(name, code, holds, ELECTRONIC)
    return Duty(f"nl.duty.{name}", sources.WBP, None, sources.SENDER, need)


DUTIES: tuple[Duty, ...] = (
    _duty("identity", "no_identity", is_("identifies_sender")),
    _duty(
        "stop_address",
        "no_stop_address",
        is_("stop_address_valid") | (Chosen("stop_address", "link_suffices") & _LINK_WORKS),
    ),
    _duty("unsubscribe", "no_unsubscribe", ~is_("unsubscribe", "none")),
    # One that is not known fails the line above once; these two only know defects.
    _duty("unsubscribe_works", "unsubscribe_broken", ~Surely(is_("unsubscribe", "broken"))),
    _duty("unsubscribe_easy", "unsubscribe_not_easy", ~Surely(is_("unsubscribe", "needs_login"))),
)

OBLIGATIONS: tuple[Obligation, ...] = tuple(
    Obligation(f"nl.obligation.{code}", sources.WBP, None, source, code, MARKETING)
    for code, source in (
        ("identify_sender", sources.SENDER),
        ("stop_address", sources.SENDER),
        ("offer_unsubscribe", sources.SENDER),
        ("recognisable_as_advertising", sources.ADVERTISING),
    )
)
