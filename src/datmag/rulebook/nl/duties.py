"""Steps 6 and 7: what a marketing message must hold, and what the sender must do or leave."""

from datmag.rulebook.condition import Chosen, Condition, Surely, is_
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.classes import COLLECTED_ANEW
from datmag.rulebook.nl.message import ELECTRONIC, POST
from datmag.rulebook.rule import Duty, Obligation, Requirement, Source
from datmag.rulebook.terms import GROUNDS, RELEASING

_LINK_WORKS: Condition = is_("unsubscribe", "works")


def _duty(name: str, code: str, holds: Condition, asked: Condition, source: Source) -> Duty:
    return Duty(f"nl.duty.{name}", sources.WBP, None, source, Requirement(name, code, holds, asked))


DUTIES: tuple[Duty, ...] = (
    _duty("identity", "no_identity", is_("identifies_sender"), ELECTRONIC, sources.SENDER),
    _duty("identity_post", "no_identity", is_("identifies_sender"), POST, sources.POST_SENDER),
    _duty(
        "stop_address",
        "no_stop_address",
        is_("stop_address_valid") | (Chosen("stop_address", "link_suffices") & _LINK_WORKS),
        ELECTRONIC,
        sources.SENDER,
    ),
    _duty("unsubscribe", "no_unsubscribe", ~is_("unsubscribe", "none"), ELECTRONIC, sources.SENDER),
    # One that is not known fails the line above once; these two only know defects.
    _duty(
        "unsubscribe_works",
        "unsubscribe_broken",
        ~Surely(is_("unsubscribe", "broken")),
        ELECTRONIC,
        sources.SENDER,
    ),
    _duty(
        "unsubscribe_easy",
        "unsubscribe_not_easy",
        ~Surely(is_("unsubscribe", "needs_login")),
        ELECTRONIC,
        sources.SENDER,
    ),
)

_MARKETING_GROUNDS = tuple(name for name in GROUNDS if name not in RELEASING)
_RELATION_GROUNDS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
_MARKETING: Condition = is_("ground", *_MARKETING_GROUNDS)
_TAKEN_OVER: Condition = is_("ground", *_RELATION_GROUNDS) & Surely(is_("sale_seller", "predecessor"))
_NOT_FROM_RECIPIENT: Condition = Surely(is_("address_source", "published", "third_party", "friend", "other"))
_OWN_PURCHASES_MAY_SHOW: Condition = is_("held_soft_opt_in") | is_("held_consent")


def _obligation(name: str, code: str, when: Condition, source: Source) -> Obligation:
    return Obligation(f"nl.obligation.{name}", sources.WBP, None, source, code, when)


OBLIGATIONS: tuple[Obligation, ...] = (
    *(
        _obligation(code, code, _MARKETING, source)
        for code, source in (
            ("identify_sender", sources.SENDER),
            ("stop_address", sources.SENDER),
            ("offer_unsubscribe", sources.SENDER),
            ("recognisable_as_advertising", sources.ADVERTISING),
            ("recheck_at_send", sources.OBJECTION),
        )
    ),
    _obligation(
        "keep_proof", "keep_proof", is_("ground", "consent", "published_address"), sources.CONSENT_PROOF
    ),
    _obligation(
        "no_open_tracking",
        "no_open_tracking",
        is_("open_tracking") & ~is_("open_tracking_consent"),
        sources.TRACKING,
    ),
    _obligation(
        "no_click_tracking",
        "no_click_tracking",
        is_("click_tracking", "individual") & ~is_("click_tracking_consent"),
        sources.TRACKING,
    ),
    _obligation(
        "no_personalisation",
        "no_personalisation",
        ~is_("personalisation_consent")
        & (is_("personalised", "behaviour") | (is_("personalised", "purchases") & ~_OWN_PURCHASES_MAY_SHOW)),
        sources.PROFILING,
    ),
    _obligation(
        "state_source", "state_source", (_MARKETING & _NOT_FROM_RECIPIENT) | _TAKEN_OVER, sources.ORIGIN
    ),
    _obligation(
        "check_local_law", "check_local_law", _MARKETING & ~is_("recipient_country", "NL"), sources.ABROAD
    ),
    _obligation("review.strict", "review", ~is_("strict_permits"), sources.CARE),
    _obligation("review.takeover", "review", _TAKEN_OVER, sources.CARE),
    _obligation("review.charity", "review", is_("ground", "charity_relation"), sources.DONOR),
    _obligation("review.collected_anew", "review", COLLECTED_ANEW, sources.ERASURE),
    _obligation("balancing_test", "balancing_test", is_("ground", "legitimate_interest"), sources.BALANCE),
)
