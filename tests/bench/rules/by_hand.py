"""The floor: the whole rulebook in its usual reading, at the law since 1 July 2026, as one writes it by hand.

It reads the same facts as a `Case` holds and gives the same number as `as_python.quick`. It knows no dates of
rules, no other reading and no reasons. Where something holds in the strict reading too, it says 2 instead of 1.
"""

from typing import Any

from datmag.moment import NEVER, Moment, add_months
from datmag.rulebook.as_python import DENIED
from datmag.rulebook.term import Term

_EEA = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
_MARKETING = 31
_KEEP_PROOF, _NO_OPENS, _NO_CLICKS, _NO_PERSONALISATION = 32, 64, 128, 256
_STATE_SOURCE, _LOCAL_LAW, _REVIEW, _BALANCE = 512, 1024, 2048, 4096

_borders: dict[Moment, tuple[Moment, Moment, Moment, Moment]] = {}


def decide(f: Any) -> int:  # noqa: ANN401, C901, PLR0911, PLR0912, PLR0915  (one page, as one writes it by hand)
    """Give DENIED, or the obligations of a permit as bits."""
    at = f["at"]
    if f["recipient_deceased"]:
        return DENIED
    obligations = 0
    if NEVER < f["erased_at"] <= at:
        if not f["erased_at"] < f["address_collected_at"] <= at:
            return DENIED
        obligations = _REVIEW
    if f["open_tracking"] and not f["open_tracking_consent"]:
        obligations |= _NO_OPENS
    if f["click_tracking"] == "individual" and not f["click_tracking_consent"]:
        obligations |= _NO_CLICKS
    objected = NEVER < f["objected_at"] <= at
    withdrawn = NEVER < f["consent_withdrawn_at"] <= at
    promotes = (
        f["commercial_content"] != "none"
        or f["promotes"] != "own"
        or f["ideological_content"]
        or f["charitable_content"]
    )
    declared = f["declared_as"]
    if declared == "service":
        released = 2 if f["service_content_necessary"] and not promotes else 0
    elif declared == "requested" or declared == "consent_confirmation":  # noqa: PLR1714  (faster than a set)
        released = _released(f, at, promotes, objected, withdrawn)
    else:
        released = 0
    personalised = f["personalised"]
    if released:
        if personalised != "none" and not f["personalisation_consent"]:
            obligations |= _NO_PERSONALISATION
        return obligations if released == 2 else obligations | _REVIEW
    channel = f["channel"]
    electronic = channel != "phone" and channel != "post"  # noqa: PLR1714  (the same)
    if channel != "phone" and f["identifies_sender"] is not True:
        return DENIED
    if electronic and (f["unsubscribe"] != "works" or f["stop_address_valid"] is not True):
        return DENIED
    child = 0 <= f["recipient_age"] < 16
    if child and not _parent_agrees(f):
        return DENIED
    consent = _consent(f, at, child) if f["consent_at"] != NEVER else 0
    refused = objected or withdrawn
    if refused and not (consent and _lifts(f, objected, withdrawn)):
        return DENIED
    relation = 0
    listed = abroad = False
    if not child and not refused:
        relation = _relation(f, at, channel, promotes)
        if electronic and f["recipient_kind"] in ("sole_trader", "partnership", "legal_person"):
            listed = f["address_source"] == "published" and f["address_designation"] == "advertising_matching"
            abroad = f["recipient_country"] not in _EEA
    if not (consent or relation or listed or abroad):
        return DENIED
    obligations |= _MARKETING
    soft = relation and electronic and f["sale"] != "donation"
    if consent:
        obligations |= _KEEP_PROOF
    elif soft:
        if f["sale_seller"] == "predecessor":
            obligations |= _STATE_SOURCE | _REVIEW
    elif listed:
        obligations |= _KEEP_PROOF
    elif relation and not abroad:
        if f["sale_seller"] == "predecessor":
            obligations |= _STATE_SOURCE | _REVIEW
        if electronic:
            obligations |= _REVIEW
        elif channel == "post":
            obligations |= _BALANCE
    if (
        personalised != "none"
        and not f["personalisation_consent"]
        and (personalised == "behaviour" or not (consent or soft))
    ):
        obligations |= _NO_PERSONALISATION
    if f["address_source"] in ("published", "third_party", "friend", "other"):
        obligations |= _STATE_SOURCE
    if f["recipient_country"] != "NL":
        obligations |= _LOCAL_LAW
    if not (consent == 2 or relation == 2 or listed or abroad):
        obligations |= _REVIEW
    return obligations


def _consent(f: Any, at: Moment, child: bool) -> int:  # noqa: ANN401, FBT001  (as one writes it by hand)
    by = f["consent_by"]
    if (
        (by == "recipient" or by == "representative" or (by == "parent" and child))  # noqa: PLR1714  (faster than a set)
        and f["consent_at"] < at
        and f["consent_act"] == "active"
        and f["consent_bundled"] is False
        and not f["consent_conditional"]
        and f["consent_informed"] is True
        and f["consent_names_sender"] is True
        and (f["promotes"] == "own" or f["consent_names_promoted_party"] is True)
        and f["consent_covers_purpose"] is True
        and f["consent_covers_channel"] is True
        and f["consent_evidence"] == "full"
    ):
        used = f["consent_last_used_at"]
        return _lasting(max(f["consent_at"], used) if used <= at else f["consent_at"], at)
    return 0


def _lifts(f: Any, objected: bool, withdrawn: bool) -> bool:  # noqa: ANN401, FBT001  (as one writes it by hand)
    return (
        f["consent_by"] == "recipient"
        and (not objected or f["objected_at"] < f["consent_at"])
        and (not withdrawn or f["consent_withdrawn_at"] < f["consent_at"])
    )


def _parent_agrees(f: Any) -> bool:  # noqa: ANN401  (as one writes it by hand)
    return f["parental_consent"] or (f["consent_at"] != NEVER and f["consent_by"] == "parent")


def _relation(f: Any, at: Moment, channel: str, promotes: bool) -> int:  # noqa: ANN401, C901, FBT001, PLR0911  (the same)
    sale = f["sale"]
    if sale == "donation":
        if f["sender_kind"] != "charity":
            return 0
    elif sale != "paid" and sale != "payment_due":  # noqa: PLR1714  (faster than a set)
        return 0
    if (
        f["sale_at"] > at
        or f["sale_seller"] not in ("sender", "predecessor")
        or f["sale_party"] not in ("recipient", "represented")
        or f["promotes"] != "own"
    ):
        return 0
    similarity = "same"
    if channel != "post":
        if (
            f["address_source"] != "own_sale"
            or f["informed_at_collection"] is not True
            or f["refusal_offered_at_collection"] is not True
        ):
            return 0
        if (
            channel == "phone"
            and f["recipient_kind"] != "legal_person"
            and f["sender_kind"] not in ("charity", "good_cause_lottery", "press_publisher")
        ):
            return 0
        if promotes and sale != "donation":
            similarity = f["similarity"]
            if similarity not in ("same", "similar", "accessory"):
                return 0
    ended = f["relation_ended_at"]
    if ended > at or (ended == NEVER and f["uses_service"]):
        lasting = 2
    else:
        lasting = _lasting(f["sale_at"] if ended == NEVER else ended, at)
    return min(lasting, 1) if sale == "payment_due" or similarity == "accessory" else lasting


def _released(f: Any, at: Moment, promotes: bool, objected: bool, withdrawn: bool) -> int:  # noqa: ANN401, FBT001  (the same)
    since = f["requested_at"]
    asked = f["requested"] and since <= at
    signed_up = False
    if f["declared_as"] == "requested":
        if not asked or f["promotes"] == "own_with_sponsor":
            return 0
    else:
        if promotes or f["repeat_request"]:
            return 0
        signed_up = f["consent_act"] == "unconfirmed" and NEVER < f["consent_at"] <= at
        if not (asked or signed_up):
            return 0
    if not (objected or withdrawn):
        return 2
    lifting = 0
    if f["consent_at"] != NEVER and f["consent_by"] == "recipient":
        child = 0 <= f["recipient_age"] < 16
        if not child or _parent_agrees(f):
            lifting = _consent(f, at, child)
    for level in (2, 1):
        no = _latest_no(f, objected, withdrawn, lifting >= level)
        if (asked and (since > no or no == NEVER)) or (signed_up and f["consent_at"] > no):
            return level
    return 0


def _latest_no(f: Any, objected: bool, withdrawn: bool, lifting: bool) -> Moment:  # noqa: ANN401, FBT001  (the same)
    no = NEVER
    if withdrawn and not (lifting and f["consent_withdrawn_at"] < f["consent_at"]):
        no = f["consent_withdrawn_at"]
    if objected and not (lifting and no == NEVER and f["objected_at"] < f["consent_at"]):
        no = max(no, f["objected_at"])
    return no


def _lasting(since: Moment, at: Moment) -> int:
    """Give 2 where something still lasts for 12 months, 1 where it does for 24, else 0."""
    borders = _borders.get(at)
    if borders is None:
        if len(_borders) > 4_096:
            _borders.clear()
        year, two = Term.before(at, 12), Term.before(at, 24)
        borders = _borders[at] = (max(year.start, year.free), year.start, max(two.start, two.free), two.start)
    if since >= borders[0]:
        return 2
    if since >= borders[1] and add_months(since, 12) >= at:
        return 2
    if since >= borders[2]:
        return 1
    return 1 if since >= borders[3] and add_months(since, 24) >= at else 0
