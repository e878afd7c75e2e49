"""What the sender may do: the smallest change of the message that would permit, and advice."""

from collections.abc import Iterator
from itertools import combinations

from datmag.rulebook.as_python import DENIED
from datmag.rulebook.case import Case
from datmag.rulebook.condition import TRUE, Reading, truth
from datmag.rulebook.fact import Value
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.search import quickly
from datmag.rulebook.terms import ADVICE
from datmag.rulebook.verdict import Verdict

NO_PROMOTION: dict[str, Value] = {
    "commercial_content": "none",
    "ideological_content": False,
    "charitable_content": False,
    "promotes": "own",
}

_ASKING = {
    "wrong_person",
    "no_ground",
    "no_proof",
    "consent_request_is_marketing",
    "consent_not_prior",
    "consent_invalid",
    "consent_scope",
    "consent_stale",
}
_CHECKOUT = {"informed_at_collection", "refusal_offered_at_collection"}


def cures(case: Case, policy: Policy, book: Rulebook) -> tuple[str, ...]:
    """Give the smallest set of message changes that together turn a denial into a permit; else none."""
    changes = _changes(case, policy, book)
    for size in range(1, len(changes) + 1):
        for chosen in combinations(changes, size):
            merged = {fact: value for code in chosen for fact, value in changes[code].items()}
            if _permits(case, merged, policy, book):
                return chosen
    return ()


def _permits(case: Case, changes: dict[str, Value], policy: Policy, book: Rulebook) -> bool:
    return quickly(book, policy)({**case.facts, **changes}) != DENIED


def _changes(case: Case, policy: Policy, book: Rulebook) -> dict[str, dict[str, Value]]:
    reading = Reading(case.facts, case.at, policy, {})
    promotes = truth(book.promotes, reading) == TRUE
    strippable = promotes and truth(book.strippable, reading) == TRUE
    possible: dict[str, tuple[bool, dict[str, Value]]] = {
        "remove_third_party": (case["promotes"] == "own_with_sponsor", {"promotes": "own"}),
        "strip_promotion": (strippable, NO_PROMOTION),
        "add_identity": (case["identifies_sender"] is False, {"identifies_sender": True}),
        "add_stop_address": (case["stop_address_valid"] is False, {"stop_address_valid": True}),
        "add_unsubscribe": (
            case["unsubscribe"] in {"none", "broken", "needs_login"},
            {"unsubscribe": "works"},
        ),
    }
    return {code: change for code, (fits, change) in possible.items() if fits}


def advice(
    case: Case, policy: Policy, book: Rulebook, verdict: Verdict, codes: set[str], missing: tuple[str, ...]
) -> tuple[str, ...]:
    """Give the advice on a denial with these reason codes and missing facts, in the order of the list."""
    given = set(_advised(case, policy, book, verdict, codes, missing))
    return tuple(code for code in ADVICE if code in given)


def _advised(
    case: Case, policy: Policy, book: Rulebook, verdict: Verdict, codes: set[str], missing: tuple[str, ...]
) -> Iterator[str]:
    if codes & _ASKING and not verdict.objections:
        yield "ask_elsewhere"
    if "wrong_person" in codes and case["sale_party"] == "other":
        yield "mail_the_customer"
    promotes = truth(book.promotes, Reading(case.facts, case.at, policy, {})) == TRUE
    if promotes and _permits(case, NO_PROMOTION, policy, book):
        yield "send_without_promotion"
    if missing:
        yield "add_missing_fact"
    if _CHECKOUT & set(missing):
        yield "attach_checkout_text"
