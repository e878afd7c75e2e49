"""The Yes, the No and the message of the theorems, in plain facts, as `decision.md`, section 3, says them.

Nothing here is read from the rules that the theorems are held against, nor from what a verdict finds: a wrong rule
would otherwise make a theorem speak of fewer cases, and pass.
"""

from datmag.moment import parse
from datmag.rulebook.condition import (
    AT,
    Before,
    Chosen,
    Time,
    Within,
    Younger,
    is_,
    latest,
    not_later,
    past,
    recorded,
)
from datmag.rulebook.fact import Parameter
from datmag.rulebook.proof.claim import So, SomeCase

_SIXTEEN = Parameter("nl.theorem.sixteen", ((parse("2001-09-01T00:00:00+02:00"), 16, "Wbp 5(1); UAVG 5"),))
_CONSENT_AT = recorded("consent_at")
_ERASED_AT = past("erased_at")


def gone(case: SomeCase) -> So:
    """The recipient has died, or was erased and did not give the address again: step 1."""
    anew = case.so(Before(_ERASED_AT, past("address_collected_at")))
    return case.has("recipient_deceased") | (case.happened("erased_at") & ~anew)


def child(case: SomeCase) -> So:
    """The recipient is known to be under sixteen."""
    return case.so(Younger("recipient_age", _SIXTEEN))


def full_yes(case: SomeCase) -> So:
    """There is a consent that can carry marketing: step 5, fact by fact."""
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


def no_since(case: SomeCase, time: Time) -> So:
    """A No stands that is not earlier than this time; a time that nobody knows is earlier than every No."""
    return (objected(case) & case.so(not_later(time, past("objected_at")))) | (
        withdrawn(case) & case.so(not_later(time, past("consent_withdrawn_at")))
    )


def electronic(case: SomeCase) -> So:
    """It goes by a channel that the ban on spam is about."""
    return case.has("channel", "email", "sms", "app_message", "inbox_ad")


def promotes(case: SomeCase) -> So:
    """The message promotes: step 2. Content that nobody has read counts as promotion."""
    return ~(case.has("commercial_content", "none") & case.has("promotes", "own")) | ideas(case)


def ideas(case: SomeCase) -> So:
    """The message holds ideological or charitable content."""
    return case.has("ideological_content") | case.has("charitable_content")


def asked_for(case: SomeCase) -> So:
    """The recipient asked for this very message, and no No ended that: step 2."""
    asked_at = recorded("requested_at")
    return case.has("requested") & case.so(not_later(asked_at, AT)) & ~no_since(case, asked_at)


def signed_up(case: SomeCase) -> So:
    """A form is on record that nobody has confirmed, and no No that is not earlier stands: step 2."""
    form = case.has("consent_act", "unconfirmed") & case.recorded("consent_at")
    return form & case.so(not_later(_CONSENT_AT, AT)) & ~no_since(case, _CONSENT_AT)


def answer(case: SomeCase) -> So:
    """The message is what the recipient asked for, without a part for another company: step 2."""
    return case.has("declared_as", "requested") & asked_for(case) & ~case.has("promotes", "own_with_sponsor")


def confirmation(case: SomeCase) -> So:
    """The message asks once, and bare, to confirm a form that is on record: step 2."""
    once = case.has("declared_as", "consent_confirmation") & ~case.has("repeat_request")
    return once & ~promotes(case) & (asked_for(case) | signed_up(case))


def needed(case: SomeCase) -> So:
    """The message is service that the recipient needs, without promotion: step 3.

    Where the setting tolerates it, it may hold one line of the sender's own offer, until a No stands.
    """
    service = case.has("declared_as", "service") & case.has("service_content_necessary")
    line = case.has("commercial_content", "minor") & case.has("promotes", "own") & ~ideas(case)
    tolerated = case.so(Chosen("service_promotion_tolerated", "minor")) & line & ~no_stands(case)
    return service & (~promotes(case) | tolerated)


def marketing(case: SomeCase) -> So:
    """The message is marketing, whatever it is called: all that is not one of the three that steps 2 and 3 release."""
    return ~(answer(case) | confirmation(case) | needed(case))


def sent_as_marketing(case: SomeCase) -> So:
    """The message is marketing, and may go out."""
    return marketing(case) & case.permitted
