"""No and Yes: the conditions of a valid consent, and when an objection or a withdrawal stands."""

from datmag.rulebook.condition import (
    AT,
    All,
    Before,
    Condition,
    Surely,
    Within,
    is_,
    latest,
    not_later,
    past,
    recorded,
    there,
)
from datmag.rulebook.nl import sources
from datmag.rulebook.nl.message import MINOR, PARENT_AGREES
from datmag.rulebook.rule import Objection, Requirement

CONSENT_AT = recorded("consent_at")
OBJECTED_AT = past("objected_at")
WITHDRAWN_AT = past("consent_withdrawn_at")
CONSENT_BEGUN: Condition = there(CONSENT_AT)
_OWN_OR_OWN_GROUP: Condition = is_("promotes", "own", "group_company")

CONSENT_REQUIREMENTS: tuple[Requirement, ...] = (
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
    (CONSENT_BEGUN, *(~Surely(need.asked) | need.holds for need in CONSENT_REQUIREMENTS))
)

_OBJECTED: Condition = there(OBJECTED_AT)
# A withdrawal of no consent on record is a No all the same; one older than the consent is spent.
_WITHDRAWN: Condition = there(WITHDRAWN_AT) & not_later(CONSENT_AT, WITHDRAWN_AT)

# Only the recipient's own later Yes lifts a No; at the same moment the No wins. A withdrawal that counts
# is never earlier than the consent, so nothing lifts it. A child's Yes that carries nothing without a parent
# lifts nothing either: the page leaves this open, and the reading is taken that denies.
_LIFTING: Condition = Surely(
    is_("consent_by", "recipient")
    & (~MINOR | PARENT_AGREES)
    & Before(OBJECTED_AT, CONSENT_AT)
    & CONSENT_IN_FULL
)
LIFTED: Condition = _OBJECTED & ~_WITHDRAWN & _LIFTING
OBJECTION_STANDS: Condition = _OBJECTED & (_WITHDRAWN | ~_LIFTING)
WITHDRAWAL_STANDS: Condition = _WITHDRAWN
NO_STANDS: Condition = OBJECTION_STANDS | WITHDRAWAL_STANDS

OBJECTIONS: tuple[Objection, ...] = (
    Objection(
        "nl.objection", sources.WBP, None, sources.OBJECTION, "objected", OBJECTION_STANDS, "objected_at"
    ),
    Objection(
        "nl.withdrawal",
        sources.WBP,
        None,
        sources.WITHDRAWAL,
        "consent_withdrawn",
        WITHDRAWAL_STANDS,
        "consent_withdrawn_at",
    ),
)
