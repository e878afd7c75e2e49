"""Measuring who opens and clicks, and content built on a person. Chapter `tracking`."""

from datmag.rulebook.condition import Condition, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.rule import Obligation

_OWN_PURCHASES_MAY_SHOW: Condition = is_("held_soft_opt_in") | is_("held_consent")

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.no_open_tracking",
        sources.WBP,
        None,
        sources.TRACKING,
        "no_open_tracking",
        is_("open_tracking") & ~is_("open_tracking_consent"),
    ),
    Obligation(
        "nl.obligation.no_click_tracking",
        sources.WBP,
        None,
        sources.TRACKING,
        "no_click_tracking",
        is_("click_tracking", "individual") & ~is_("click_tracking_consent"),
    ),
    Obligation(
        "nl.obligation.no_personalisation",
        sources.WBP,
        None,
        sources.PROFILING,
        "no_personalisation",
        ~is_("personalisation_consent")
        & (is_("personalised", "behaviour") | (is_("personalised", "purchases") & ~_OWN_PURCHASES_MAY_SHOW)),
    ),
)
