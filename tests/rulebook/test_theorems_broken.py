"""Rules that were broken on purpose: each is caught by its theorem, with a real case in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import pytest

from datmag.cli.rules_prove import example_in_words
from datmag.rulebook.condition import (
    ALWAYS,
    NEVER_SO,
    All,
    Before,
    Chosen,
    Condition,
    Surely,
    is_,
    not_later,
    past,
    recorded,
    there,
)
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.consent import CONSENT_BEGUN, CONSENT_IN_FULL
from datmag.rulebook.nl.message import ELECTRONIC, SPONSORED
from datmag.rulebook.nl.objection import NO_STANDS, WITHDRAWAL_STANDS
from datmag.rulebook.nl.requested import REQUEST
from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.proof.spare import spare_rules
from datmag.rulebook.prove import Result, prove
from datmag.rulebook.rule import Block, Exemption, Ground, Rulebook

BY_ID = {theorem.id.removeprefix("nl.theorem."): theorem for theorem in THEOREMS}
GROUNDS = {ground.id: ground for ground in RULEBOOK.grounds}


@dataclass(frozen=True)
class Broken:
    """A broken rulebook, the theorem that catches it, and words of the case that shows it."""

    theorem: str
    words: tuple[str, ...]
    book: Rulebook = RULEBOOK
    policies: Mapping[str, Policy] = field(default_factory=lambda: {"standard": POLICIES["standard"]})


def less(table: str, *ids: str) -> Rulebook:
    """Take rules out of a table."""
    kept: dict[str, Any] = {table: tuple(rule for rule in getattr(RULEBOOK, table) if rule.id not in ids)}
    return replace(RULEBOOK, **kept)


def with_ground(ground: str, **changes: object) -> Rulebook:
    """Change one ground."""
    changed = {**GROUNDS, ground: replace(GROUNDS[ground], **changes)}  # type: ignore[arg-type]  # fields of a ground
    return replace(RULEBOOK, grounds=tuple(changed.values()))


def without_need(ground: str, need: str) -> Rulebook:
    """Take one requirement out of a ground."""
    kept = tuple(one for one in GROUNDS[ground].requirements if one.name != need)
    return with_ground(ground, requirements=kept)


def with_need(ground: str, need: str, holds: Condition) -> Rulebook:
    """Ask something else in a requirement of a ground."""
    changed = (replace(one, holds=holds) if one.name == need else one for one in GROUNDS[ground].requirements)
    return with_ground(ground, requirements=tuple(changed))


def with_release(rule: str, when: Condition) -> Rulebook:
    """Release a message on another condition."""
    changed = (replace(one, when=when) if one.id == rule else one for one in RULEBOOK.releases)
    return replace(RULEBOOK, releases=tuple(changed))


def swapped_calls() -> Rulebook:
    """Let the two rules on calls apply in each other's time."""
    old, new = GROUNDS["nl.customer_relation.before_2026"], GROUNDS["nl.customer_relation"]
    swapped: dict[str, Ground] = {
        **GROUNDS,
        old.id: replace(old, since=new.since, until=new.until),
        new.id: replace(new, since=old.since, until=old.until),
    }
    return replace(RULEBOOK, grounds=tuple(swapped.values()))


def lifted_by_a_purchase() -> Rulebook:
    """Let somebody who buys after his objection be a customer again."""
    no = RULEBOOK.objections[0]
    bought = Before(past("objected_at"), past("sale_at")) & is_("sale", "paid")
    again = Exemption("nl.objection.bought", no.since, None, no.source, bought)
    return replace(RULEBOOK, objections=(replace(no, unless=(*no.unless, again)), *RULEBOOK.objections[1:]))


def lifted_by(no: str, when: Condition) -> Rulebook:
    """Let a No be lifted where something else is surely so."""
    objections = tuple(
        replace(one, unless=tuple(replace(lift, when=Surely(when)) for lift in one.unless))
        if one.id == no
        else one
        for one in RULEBOOK.objections
    )
    return replace(RULEBOOK, objections=objections)


def spent_withdrawal() -> Rulebook:
    """Let any later consent, also one that nobody can prove, spend a withdrawal."""
    stands = there(past("consent_withdrawn_at")) & not_later(past("consent_at"), past("consent_withdrawn_at"))
    objections = tuple(
        replace(one, when=stands, unless=()) if one.id == "nl.withdrawal" else one
        for one in RULEBOOK.objections
    )
    return replace(RULEBOOK, objections=objections)


def stopped_service() -> Rulebook:
    """Let an objection stop service messages."""
    return replace(
        RULEBOOK,
        releases=tuple(
            replace(one, when=one.when & ~NO_STANDS) if one.ground == "service" else one
            for one in RULEBOOK.releases
        ),
    )


def consent_crowds_out() -> Rulebook:
    """Let a consent on record, until it is withdrawn, stand in the way of every other ground."""
    return replace(less("objections", "nl.withdrawal"), lifted=CONSENT_BEGUN & ~WITHDRAWAL_STANDS)


def stop_address_the_wrong_way_round() -> Rulebook:
    """Ask no stop address where the policy requires one."""
    holds = is_("stop_address_valid") | Chosen("stop_address", "required")
    return replace(
        RULEBOOK,
        duties=tuple(
            replace(duty, requirement=replace(duty.requirement, holds=holds))
            if duty.id == "nl.duty.stop_address"
            else duty
            for duty in RULEBOOK.duties
        ),
    )


def loose_strict() -> dict[str, Policy]:
    """Let the strict policy take any offer for similar."""
    strict, wide = POLICIES["strict"], POLICIES["statute"]["similarity"]
    loose = replace(strict, settings=MappingProxyType({**strict.settings, "similarity": wide}))
    return {**POLICIES, "strict": loose}


_LATER_YES = Before(past("objected_at"), recorded("consent_at"))
_REFUSAL = is_("refusal_offered_at_collection")
_PUBLISHED = ELECTRONIC & is_("address_source", "published")

BROKEN: dict[str, Broken] = {
    "a dropped objection": Broken(
        "objection_beats_marketing",
        ("the moment of the latest objection: ", "usual reading: permitted"),
        less("objections", "nl.objection"),
    ),
    "a dropped withdrawal": Broken(
        "objection_beats_marketing",
        ("the moment of the withdrawal", "permitted"),
        less("objections", "nl.withdrawal"),
    ),
    "a withdrawal spent by a consent that nobody can prove": Broken(
        "objection_beats_marketing",
        ("the moment of the withdrawal: ", "the moment of the consent: ", "usual reading: permitted"),
        spent_withdrawal(),
    ),
    "a consent of somebody else that lifts": Broken(
        "objection_beats_marketing",
        (
            "who gave the consent: a parent",
            "usual reading: permitted: consent",
        ),
        lifted_by("nl.objection", CONSENT_IN_FULL & _LATER_YES),
    ),
    "a consent without proof that lifts": Broken(
        "objection_beats_marketing",
        ("the moment of the latest objection: ", "usual reading: permitted"),
        lifted_by("nl.objection", is_("consent_by", "recipient") & _LATER_YES),
    ),
    "a lifted No that makes a customer again": Broken(
        "consent_alone_after_a_no",
        ("the moment of the latest objection: ", "usual reading: permitted"),
        replace(RULEBOOK, lifted=NEVER_SO),
    ),
    "a mere user with a consent that nobody can prove": Broken(
        "no_ground_for_mere_users",
        ("the moment of the consent: ", "usual reading: permitted: consent"),
        without_need("nl.consent", "proof"),
    ),
    "tolerance of what nobody knows": Broken(
        "unknown_never_permits",
        (
            "chance to refuse where the address was given: I do not know → no",
            "permitted: ",
            "not permitted: ",
        ),
        with_need("nl.soft_opt_in", "refusal", ~Surely(~_REFUSAL)),
    ),
    "swapped dates": Broken(
        "no_sales_calls",
        ("how you send the message: a phone call", "permitted: customer relation (phone)"),
        swapped_calls(),
    ),
    "a permit under a stricter policy": Broken(
        "stricter_permits_less",
        (
            "how similar the offer is",
            "usual reading: not permitted: not similar",
            "strict reading: permitted",
        ),
        policies=loose_strict(),
    ),
    "a ground for mere users": Broken(
        "no_ground_for_mere_users",
        ("what this person bought from you or asked of you: ", "permitted: legitimate interest"),
        without_need("nl.soft_opt_in", "party"),
    ),
    "a request that outlives a No": Broken(
        "objection_ends_request",
        (
            "request for this message: yes",
            "the moment of the latest objection: ",
            "permitted: sent on request",
        ),
        with_release("nl.requested.message", REQUEST & is_("requested") & ~SPONSORED),
    ),
    "tracking by default": Broken(
        "no_click_tracking",
        ("click", "permitted"),
        less("obligations", "nl.obligation.no_click_tracking"),
    ),
    "a purchase that lifts an objection": Broken(
        "no_purchase_lifts",
        ("the moment of the latest objection: ", "the moment of the purchase", "→ permitted"),
        lifted_by_a_purchase(),
    ),
    "service mail stopped by an objection": Broken(
        "service_goes_out",
        (
            "what you call the message: a service message",
            "the moment of the latest objection: ",
            "not permitted",
        ),
        stopped_service(),
    ),
    "a missing duty to offer a way out": Broken(
        "carries_its_duties",
        ("how you send the message: an e-mail", "permitted"),
        less("duties", "nl.duty.unsubscribe"),
    ),
    "a withdrawal that helps": Broken(
        "withdrawal_never_helps",
        ("and then: the moment of the withdrawal", "not permitted: ", "→ permitted: "),
        consent_crowds_out(),
    ),
    "a request that is still to come": Broken(
        "nothing_to_come_permits",
        ("and then: the moment of the request: ", "→ I do not know", "permitted: sent on request → "),
        with_release(
            "nl.requested.message",
            REQUEST & is_("requested") & Before(past("objected_at"), recorded("requested_at")),
        ),
    ),
    "a tighter setting that permits": Broken(
        "tighter_permits_less",
        ("an own reading: not permitted", "an own reading that is nowhere looser: permitted"),
        stop_address_the_wrong_way_round(),
    ),
    "a message for another company on a customer relation": Broken(
        "only_own_offers",
        ("whose offer it is: partly another company's", "permitted: legitimate interest"),
        without_need("nl.soft_opt_in", "own_offer"),
    ),
    "marketing to a child": Broken(
        "minor_only_with_a_parent",
        ("the recipient's age: 15", "permitted: consent"),
        less("blocks", "nl.minor"),
    ),
    "mail to the deceased": Broken(
        "nothing_to_the_gone",
        ("permitted", "death of the recipient: yes"),
        less("blocks", "nl.deceased"),
    ),
    "a ground that nobody knows is begun": Broken(
        "always_decided",
        ("how you send the message: ",),
        with_ground("nl.published_address", begun=_PUBLISHED),
    ),
    "two rules that release the same message": Broken(
        "one_release",
        ("for what the recipient needs the message: the contract", "permitted: service message"),
        with_release("nl.service.any", RULEBOOK.releases[2].when | RULEBOOK.releases[-1].when),
    ),
}


def asked(broken: Broken) -> Result:
    """Ask the theorem that should catch it."""
    (result,) = prove(broken.book, broken.policies, (BY_ID[broken.theorem],))
    return result


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_rule_is_caught_by_its_theorem_with_a_real_case_in_words(kind: str) -> None:
    """The theorem is false; the interpreter agrees on the case; its text names the facts."""
    broken = BROKEN[kind]
    result = asked(broken)
    text = (
        "\n".join(line.en for line in example_in_words(result.example, broken.book)) if result.example else ""
    )

    assert (result.answer, bool(result.example and result.example.confirmed)) == ("false", True), text
    assert [words for words in broken.words if words not in text] == [], text


@pytest.mark.parametrize("kind", BROKEN)
def test_the_same_theorem_holds_of_the_rules_as_they_are(kind: str) -> None:
    """So it is the broken rule that it catches."""
    broken = BROKEN[kind]
    whole = replace(broken, book=RULEBOOK, policies={name: POLICIES[name] for name in broken.policies})

    assert asked(whole).answer == "proved"


@pytest.mark.parametrize("need", [one.name for one in GROUNDS["nl.consent"].requirements])
def test_a_requirement_of_consent_that_is_dropped_is_caught(need: str) -> None:
    """Also where the consent that lifts a No drops it with the ground."""
    whole = GROUNDS["nl.consent"].requirements
    kept = (~Surely(one.asked) | one.holds for one in whole if one.name != need)
    yes = is_("consent_by", "recipient") & _LATER_YES & All((CONSENT_BEGUN, *kept))
    objections = lifted_by("nl.objection", yes).objections
    book = replace(without_need("nl.consent", need), objections=objections)
    result = asked(Broken("consent_in_full", (), book))

    assert (result.answer, bool(result.example and result.example.confirmed)) == ("false", True)


def test_the_text_of_a_case_stands_in_dutch_too() -> None:
    """Every line of it."""
    broken = BROKEN["a dropped objection"]
    example = asked(broken).example
    lines = [line.nl for line in example_in_words(example, broken.book)] if example else []

    assert "verstuurd op: 15 november 2026" in lines
    assert any(line.startswith("gangbare lezing: het mag: ") for line in lines)


def _block(name: str, when: Condition) -> Rulebook:
    first = RULEBOOK.blocks[0]
    more = Block(name, first.since, None, first.source, "deceased", when, everything=True)
    return replace(RULEBOOK, blocks=(*RULEBOOK.blocks, more))


@pytest.mark.parametrize(
    ("need", "book"),
    [
        ("dead", _block("nl.added", is_("promotes", "own") & is_("promotes", "third_party"))),
        ("dead", _block("nl.added", Before(recorded("sale_at"), recorded("sale_at")))),
        (
            "redundant",
            _block("nl.added", is_("recipient_deceased") & is_("recipient_kind", "natural_person")),
        ),
    ],
)
def test_a_rule_that_says_nothing_is_found(need: str, book: Rulebook) -> None:
    """A block that never applies, and one that stops only what another stops as well."""
    found = {rule.id: rule.need for rule in spare_rules(book, only=("nl.added",))}

    assert {"nl.added": need} == found


def test_a_needed_rule_is_shown_by_a_case_that_turns_out_otherwise_without_it() -> None:
    """A block on whom nobody else stops, under the policy that it names."""
    book = _block("nl.added", is_("recipient_kind", "partnership") & ALWAYS)
    (rule,) = spare_rules(book, only=("nl.added",))

    assert rule.need == "needed"
    assert rule.case is not None
    assert rule.case["recipient_kind"] == "partnership"
    assert not outcome(rule.case, POLICIES[rule.policy], book).permitted
    assert outcome(rule.case, POLICIES[rule.policy], book) != outcome(
        rule.case, POLICIES[rule.policy], RULEBOOK
    )
