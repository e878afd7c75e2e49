"""A second, plain reading of `decision.md`, sections 1 to 4, that shares no rule with the rulebook.

It knows the rules of that page (`tests/rulebook/page.py`); a rule that the page does not have is left out when the two
are compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from datmag.moment import NEVER, add_months, parse
from datmag.rulebook.case import Case
from datmag.rulebook.fact import UNKNOWN, UNKNOWN_NUMBER
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.terms import GROUNDS, REASONS

Facts = dict[str, Any]
"""The facts of a case; what is unknown, or never was, is None."""

ELECTRONIC = ("email", "sms", "app_message", "inbox_ad")
EEA = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
        *("IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)
JOINED = {
    "BG": parse("2007-01-01T00:00:00+01:00"),
    "RO": parse("2007-01-01T00:00:00+01:00"),
    "HR": parse("2013-07-01T00:00:00+02:00"),
}
BREXIT = parse("2021-01-01T00:00:00+01:00")
PHONE_2026 = parse("2026-07-01T00:00:00+02:00")
RELATIONS = ("soft_opt_in", "charity_relation", "legitimate_interest", "customer_relation")
MARKETING = ("identify_sender", "stop_address", "offer_unsubscribe", "recognisable_as_advertising")
CLOSEST = ("soft_opt_in", "consent", "published_address", *GROUNDS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the page says of a case: its ground and grounds where it is permitted, else its first reason."""

    permitted: bool
    ground: str | None
    grounds: tuple[str, ...]
    reason: str | None
    obligations: frozenset[str]


def answer(case: Case, policy: Policy) -> Answer:
    """Judge a case by the page."""
    facts = {
        name: None if value in {NEVER, UNKNOWN, UNKNOWN_NUMBER} and not isinstance(value, bool) else value
        for name, value in case.facts.items()
    }
    grounds, reason = _judged(facts, policy)
    if reason:
        return Answer(permitted=False, ground=None, grounds=(), reason=reason, obligations=frozenset())
    return Answer(
        permitted=True,
        ground=grounds[0],
        grounds=grounds,
        reason=None,
        obligations=frozenset(_obligations(facts, grounds)),
    )


def _judged(facts: Facts, policy: Policy) -> tuple[tuple[str, ...], str | None]:
    """Give the grounds that hold and the first reason of a denial (None for a permit)."""
    stopped, released = _stopped(facts), _released(facts, policy)
    if stopped or released:
        return ((released,) if released and not stopped else ()), stopped
    if _minor(facts) and not _parent_agrees(facts):
        return (), "minor"
    failures = {name: list(fails) for name, fails in _grounds(facts, policy)}
    held = tuple(name for name in GROUNDS if failures.get(name) == [] and not _standing(facts, policy))
    if _lifted(facts, policy):
        held = ("consent",)
    if held:
        return held, next(iter(_defects(facts, policy)), None)
    return (), _class_code(facts, policy) or _lacking(facts, policy, failures)


def _lacking(facts: Facts, policy: Policy, failures: dict[str, list[str]]) -> str:
    """Give the No that stands, or else the first code of the closest miss."""
    objections = _standing(facts, policy)
    if objections:
        return objections[0][0]
    if not failures:
        return "no_ground"
    closest = min(failures, key=lambda name: (len(failures[name]), CLOSEST.index(name)))
    return min(failures[closest], key=REASONS.index)


# --- step 1: blocks


def _stopped(facts: Facts) -> str | None:
    if facts["recipient_deceased"]:
        return "deceased"
    return "erased" if _erased(facts) and not _collected_anew(facts) else None


def _past(facts: Facts, name: str) -> Any:  # noqa: ANN401  (a time, or None)
    """Give a time; one later than `at` has not happened."""
    time = facts[name]
    return None if time is None or time > facts["at"] else time


def _erased(facts: Facts) -> bool:
    return _past(facts, "erased_at") is not None


def _collected_anew(facts: Facts) -> bool:
    collected = _past(facts, "address_collected_at")
    return _erased(facts) and collected is not None and collected > facts["erased_at"]


def _minor(facts: Facts) -> bool:
    """Tell whether the recipient is a child: the page's "in NL" is read as the Dutch age, wherever he lives."""
    age = facts["recipient_age"]
    return age is not None and age < 16


def _parent_agrees(facts: Facts) -> bool:
    from_parent = facts["consent_at"] is not None and facts["consent_by"] == "parent"
    return from_parent or bool(facts["parental_consent"])


# --- steps 2 and 3: what is released, and what the label says


def _promotes(facts: Facts) -> bool:
    return (
        facts["commercial_content"] != "none"
        or facts["ideological_content"]
        or facts["charitable_content"]
        or facts["promotes"] != "own"
    )


def _asked_for(facts: Facts, policy: Policy) -> bool:
    asked_at = facts["requested_at"]
    if not facts["requested"] or (asked_at is not None and asked_at > facts["at"]):
        return False
    return not any(asked_at is None or time >= asked_at for _, time in _standing(facts, policy))


def _released(facts: Facts, policy: Policy) -> str | None:
    """Give the ground of a message that steps 2 and 3 let go, also after an opt-out."""
    declared = facts["declared_as"]
    if declared == "requested" and _asked_for(facts, policy) and facts["promotes"] != "own_with_sponsor":
        return "requested"
    bare = not _promotes(facts) and not facts["repeat_request"]
    if declared == "consent_confirmation" and bare and _form_on_record(facts, policy):
        return "requested"
    if declared == "service" and facts["service_content_necessary"]:
        tolerated = (
            policy["service_promotion_tolerated"] == "minor"
            and facts["commercial_content"] == "minor"
            and facts["promotes"] == "own"
            and not facts["ideological_content"]
            and not facts["charitable_content"]
            and not _standing(facts, policy)
        )
        return "service" if tolerated or not _promotes(facts) else None
    return None


def _form_on_record(facts: Facts, policy: Policy) -> bool:
    """Tell whether the sign-up is on record; the page does not say so, but a form without a time is none."""
    if _asked_for(facts, policy):
        return True
    given = _past(facts, "consent_at")
    if facts["consent_act"] != "unconfirmed" or given is None:
        return False
    return not any(time >= given for _, time in _standing(facts, policy))


def _class_code(facts: Facts, policy: Policy) -> str | None:
    declared = facts["declared_as"]
    if declared == "consent_request" or (declared == "consent_confirmation" and not _promotes(facts)):
        return "consent_request_is_marketing"
    mislabelled = declared in {"service", "consent_confirmation"} or (
        declared == "requested" and _asked_for(facts, policy)
    )
    return "too_commercial" if mislabelled and _promotes(facts) else None


# --- step 4: objection


def _noes(facts: Facts) -> list[tuple[str, int]]:
    """Give the objection and the withdrawal that were made, lifted or not.

    The page counts a withdrawal "not before `consent_at`" and leaves open which consent spends an older one:
    read here as for an objection, only one that lifts it.
    """
    made = {
        "objected": _past(facts, "objected_at"),
        "consent_withdrawn": _past(facts, "consent_withdrawn_at"),
    }
    return [(code, time) for code, time in made.items() if time is not None]


def _lifted(facts: Facts, policy: Policy) -> bool:
    noes = _noes(facts)
    return (
        bool(noes)
        and facts["consent_by"] == "recipient"
        and not (_minor(facts) and not _parent_agrees(facts))
        and facts["consent_at"] is not None
        and all(facts["consent_at"] > time for _, time in noes)
        and not list(_consent(facts, policy))
    )


def _standing(facts: Facts, policy: Policy) -> list[tuple[str, int]]:
    return [] if _lifted(facts, policy) else _noes(facts)


# --- step 5: grounds. Each gives the codes of the conditions that it fails


def _grounds(facts: Facts, policy: Policy) -> Iterator[tuple[str, Iterator[str]]]:
    """Give every ground that is begun, with its failures."""
    electronic, channel = facts["channel"] in ELECTRONIC, facts["channel"]
    if facts["consent_at"] is not None:
        yield "consent", _consent(facts, policy)
    if electronic and facts["address_source"] == "published" and facts["recipient_kind"] != "natural_person":
        yield "published_address", _published(facts)
    if policy["marketing_basis"] == "consent":
        return
    if (
        electronic
        and _abroad(facts["recipient_country"], facts["at"])
        and facts["recipient_kind"] != "natural_person"
    ):
        yield "non_eea_business", _business(facts)
    dealt = facts["sale_at"] is None or facts["sale_at"] <= facts["at"]
    bought = dealt and facts["sale"] in policy.words("sale_kinds")
    donated = dealt and facts["sale"] == "donation" and facts["sender_kind"] == "charity"
    if electronic and bought:
        yield "soft_opt_in", _customer(facts, policy, similar=True)
    if electronic and donated:
        yield "charity_relation", _customer(facts, policy, similar=False)
    if channel == "post" and (donated or (dealt and facts["sale"] in policy.words("post_basis"))):
        yield "legitimate_interest", _relation(facts, policy)
    if channel == "phone" and (bought or donated) and _may_be_called(facts):
        yield "customer_relation", _customer(facts, policy, similar=not donated)


def _abroad(country: str, at: int) -> bool:
    member = at < BREXIT if country == "GB" else country in EEA and at >= JOINED.get(country, at)
    return not member


def _may_be_called(facts: Facts) -> bool:
    return (
        facts["at"] < PHONE_2026
        or facts["recipient_kind"] == "legal_person"
        or facts["sender_kind"] in {"charity", "good_cause_lottery", "press_publisher"}
    )


def _failed(value: object, good: Callable[[Any], bool], code: str) -> Iterator[str]:
    """Give the code of a condition on one fact that does not hold; an unknown fact fails it as such."""
    if value is None:
        yield "unknown_fact"
    elif not good(value):
        yield code


def _consent(facts: Facts, policy: Policy) -> Iterator[str]:
    givers = {"recipient", "representative", *(["parent"] if _minor(facts) else [])}
    yield from _failed(facts["consent_by"], lambda by: by in givers, "wrong_person")
    yield from _failed(facts["consent_at"], lambda given: given < facts["at"], "consent_not_prior")
    yield from _failed(facts["consent_act"], lambda act: act == "active", "consent_invalid")
    yield from _failed(facts["consent_bundled"], lambda yes: not yes, "consent_invalid")
    yield from _failed(facts["consent_conditional"], lambda yes: not yes, "consent_invalid")
    yield from _failed(facts["consent_informed"], bool, "consent_invalid")
    yield from _failed(facts["consent_names_sender"], bool, "other_entity")
    if facts["promotes"] != "own":
        code = "other_entity" if facts["promotes"] == "group_company" else "third_party"
        yield from _failed(facts["consent_names_promoted_party"], bool, code)
    yield from _failed(facts["consent_covers_purpose"], bool, "consent_scope")
    yield from _failed(facts["consent_covers_channel"], bool, "consent_scope")
    yield from _failed(facts["consent_evidence"], lambda held: held == "full", "no_proof")
    used = max(facts["consent_at"], _past(facts, "consent_last_used_at") or facts["consent_at"])
    if add_months(used, policy.months("consent_idle_months") or 0) < facts["at"]:
        yield "consent_stale"


def _relation(facts: Facts, policy: Policy) -> Iterator[str]:
    """Give what fails of: seller, own offer, party, term, minor."""
    yield from _failed(facts["sale_seller"], lambda one: one in {"sender", "predecessor"}, "other_entity")
    if facts["promotes"] != "own":
        yield "other_entity" if facts["promotes"] == "group_company" else "third_party"
    yield from _failed(facts["sale_party"], lambda one: one in {"recipient", "represented"}, "wrong_person")
    yield from _expired(facts, policy.months("relation_term_months"))
    if _minor(facts):
        yield "minor"


def _expired(facts: Facts, months: int | None) -> Iterator[str]:
    ended = facts["relation_ended_at"]
    running = ended > facts["at"] if ended is not None else facts["uses_service"]
    if months is not None and not running:
        since = facts["sale_at"] if ended is None else ended
        yield from _failed(since, lambda time: add_months(time, months) >= facts["at"], "relation_expired")


def _customer(facts: Facts, policy: Policy, *, similar: bool) -> Iterator[str]:
    yield from _relation(facts, policy)
    if similar and _promotes(facts):
        alike = policy.words("similarity")
        yield from _failed(facts["similarity"], lambda one: one in alike, "not_similar")
    yield from _failed(facts["address_source"], lambda one: one == "own_sale", "address_not_from_sale")
    yield from _failed(facts["informed_at_collection"], bool, "no_refusal_at_collection")
    yield from _failed(facts["refusal_offered_at_collection"], bool, "no_refusal_at_collection")


def _business(facts: Facts) -> Iterator[str]:
    """Ask for a business; a natural person does not even begin these grounds."""
    yield from _failed(facts["recipient_kind"], lambda kind: kind != "natural_person", "")
    if _minor(facts):
        yield "minor"


def _published(facts: Facts) -> Iterator[str]:
    yield from _business(facts)
    purpose = facts["address_designation"]
    yield from _failed(purpose, lambda one: one == "advertising_matching", "address_purpose")


# --- steps 6 and 7: duties and obligations


def _defects(facts: Facts, policy: Policy) -> list[str]:
    """Give the message duties that are not met; a known defect speaks before one that nobody knows."""
    if facts["channel"] == "phone":
        return []
    codes = {"none": "no_unsubscribe", "broken": "unsubscribe_broken", "needs_login": "unsubscribe_not_easy"}
    link = facts["unsubscribe"]
    found = list(_failed(facts["identifies_sender"], bool, "no_identity"))
    if facts["channel"] != "post":
        address = facts["stop_address_valid"]
        if policy["stop_address"] == "link_suffices" and address is not True:
            address = True if link == "works" else None if link is None else address
        found += _failed(address, bool, "no_stop_address")
        found += _failed(link, lambda one: one == "works", codes.get(link, ""))
    return sorted(found, key=lambda code: code == "unknown_fact")


def _obligations(facts: Facts, grounds: tuple[str, ...]) -> Iterator[str]:
    ground = grounds[0]
    marketing = ground not in {"service", "requested"}
    taken_over = ground in RELATIONS and facts["sale_seller"] == "predecessor"
    strange = facts["address_source"] in {"published", "third_party", "friend", "other"}
    own_purchases = facts["personalised"] == "purchases" and {"soft_opt_in", "consent"} & set(grounds)
    if marketing:
        yield from (*MARKETING, "recheck_at_send")
    if ground in {"consent", "published_address"}:
        yield "keep_proof"
    if ground == "legitimate_interest":
        yield "balancing_test"
    if facts["open_tracking"] and not facts["open_tracking_consent"]:
        yield "no_open_tracking"
    if facts["click_tracking"] == "individual" and not facts["click_tracking_consent"]:
        yield "no_click_tracking"
    if facts["personalised"] != "none" and not facts["personalisation_consent"] and not own_purchases:
        yield "no_personalisation"
    if marketing and (strange or taken_over):
        yield "state_source"
    if marketing and facts["recipient_country"] != "NL":
        yield "check_local_law"
    disputed = _judged(facts, POLICIES["strict"])[1] is not None
    if disputed or taken_over or ground == "charity_relation" or _collected_anew(facts):
        yield "review"
