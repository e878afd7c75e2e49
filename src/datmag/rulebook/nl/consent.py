"""Consent: the conditions of a Yes that carries marketing. Chapter `consent`."""

from datmag.rulebook.condition import (
    AT,
    All,
    Before,
    Condition,
    Surely,
    Within,
    is_,
    latest,
    past,
    recorded,
    there,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.person import MINOR
from datmag.rulebook.rule import Ground, Obligation, Requirement

CONSENT_AT = recorded("consent_at")
CONSENT_BEGUN: Condition = there(CONSENT_AT)
_OWN_OR_OWN_GROUP: Condition = is_("promotes", "own", "group_company")

REQUIREMENTS: tuple[Requirement, ...] = (
    Requirement(
        "person",
        "wrong_person",
        is_("consent_by", "recipient", "representative") | (is_("consent_by", "parent") & MINOR),
        source=sources.CONSENT_PERSON,
    ),
    Requirement("prior", "consent_not_prior", Before(CONSENT_AT, AT), source=sources.BAN),
    Requirement("act", "consent_invalid", is_("consent_act", "active")),
    Requirement("unbundled", "consent_invalid", ~is_("consent_bundled"), source=sources.CONSENT_BUNDLED),
    Requirement("free", "consent_invalid", ~is_("consent_conditional"), source=sources.CONSENT_FREE),
    Requirement("informed", "consent_invalid", is_("consent_informed"), source=sources.CONSENT_INFORMED),
    Requirement("names_sender", "other_entity", is_("consent_names_sender"), source=sources.CONSENT_INFORMED),
    Requirement(
        "names_promoted",
        "third_party",
        is_("consent_names_promoted_party"),
        asked=~_OWN_OR_OWN_GROUP,
        source=sources.CONSENT_INFORMED,
    ),
    Requirement(
        "names_group_company",
        "other_entity",
        is_("consent_names_promoted_party"),
        asked=is_("promotes", "group_company"),
        source=sources.CONSENT_INFORMED,
    ),
    Requirement("purpose", "consent_scope", is_("consent_covers_purpose"), source=sources.CONSENT_SCOPE),
    Requirement("channel", "consent_scope", is_("consent_covers_channel"), source=sources.CONSENT_SCOPE),
    Requirement("proof", "no_proof", is_("consent_evidence", "full"), source=sources.CONSENT_PROOF),
    Requirement(
        "used",
        "consent_stale",
        Within("consent_idle_months", latest(CONSENT_AT, past("consent_last_used_at"))),
        source=sources.CONSENT_STALE,
    ),
)

CONSENT_IN_FULL: Condition = All(
    (CONSENT_BEGUN, *(~Surely(need.asked) | need.holds for need in REQUIREMENTS))
)

GROUNDS: tuple[Ground, ...] = (
    Ground("nl.consent", sources.WBP, None, sources.CONSENT, "consent", CONSENT_BEGUN, REQUIREMENTS, 1),
)

OBLIGATIONS: tuple[Obligation, ...] = (
    Obligation(
        "nl.obligation.keep_proof",
        sources.WBP,
        None,
        sources.CONSENT_PROOF,
        "keep_proof",
        is_("ground", "consent", "published_address"),
    ),
)
