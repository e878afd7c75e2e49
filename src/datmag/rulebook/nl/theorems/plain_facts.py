"""The Yes and the No of the theorems, in plain facts: nothing here is read from the rules that they are held against."""

from datmag.rulebook.condition import AT, Before, Within, Younger, is_, latest, past, recorded
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl import sources
from datmag.rulebook.proof.claim import So, SomeCase

_SIXTEEN = Parameter("nl.theorem.sixteen", ((sources.WBP, 16, "Wbp 5(1)"), (sources.GDPR, 16, "UAVG 5")))
_CONSENT_AT = recorded("consent_at")


def child(case: SomeCase) -> So:
    """The recipient is known to be under sixteen."""
    return case.so(Younger("recipient_age", _SIXTEEN))


def full_yes(case: SomeCase) -> So:
    """There is a consent that can carry marketing: `decision.md`, section 3, step 5, fact by fact."""
    given = case.has("consent_by", "recipient", "representative") | (
        case.has("consent_by", "parent") & child(case)
    )
    used = Within("consent_idle_months", latest(_CONSENT_AT, past("consent_last_used_at")))
    return case.every(
        (
            case.recorded("consent_at"),
            given,
            case.so(Before(_CONSENT_AT, AT)),
            case.has("consent_act", "active"),
            case.so(~is_("consent_bundled")),
            case.so(~is_("consent_conditional")),
            case.has("consent_informed"),
            case.has("consent_names_sender"),
            case.has("promotes", "own") | case.has("consent_names_promoted_party"),
            case.has("consent_covers_purpose"),
            case.has("consent_covers_channel"),
            case.has("consent_evidence", "full"),
            case.so(used),
        )
    )


def lifts(case: SomeCase, no: str) -> So:
    """There is a consent that lifts the No of this time.

    It is the recipient's own, later than the No, and full; of a child only where a parent agrees.
    """
    own = case.has("consent_by", "recipient") & (~child(case) | case.has("parental_consent"))
    return own & case.so(Before(past(no), _CONSENT_AT)) & full_yes(case)


def objected(case: SomeCase) -> So:
    """There is an objection that no consent lifts."""
    return case.happened("objected_at") & ~lifts(case, "objected_at")


def withdrawn(case: SomeCase) -> So:
    """A consent was withdrawn, and no later one lifts that."""
    return case.happened("consent_withdrawn_at") & ~lifts(case, "consent_withdrawn_at")


def no_stands(case: SomeCase) -> So:
    """An objection or a withdrawal stands."""
    return objected(case) | withdrawn(case)
