"""Rules that were broken on purpose: each is caught by its theorem, with a real case in words."""

from dataclasses import replace

import pytest

from datmag.cli.rules_prove import example_in_words
from datmag.moment import parse
from datmag.rulebook.condition import (
    ALWAYS,
    NEVER_SO,
    All,
    Before,
    Chosen,
    Condition,
    Is,
    Surely,
    is_,
    past,
    recorded,
)
from datmag.rulebook.fact import Parameter
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.consent import CONSENT_BEGUN, CONSENT_IN_FULL
from datmag.rulebook.nl.message import ELECTRONIC, NO_OFFER, OWN_OFFER, POST, PROMOTES, SPONSORED
from datmag.rulebook.nl.objection import NO_STANDS
from datmag.rulebook.nl.published import EEA
from datmag.rulebook.nl.requested import ASKED_FOR, REQUEST
from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.proof.spare import spare_rules
from datmag.rulebook.prove import Result, prove
from datmag.rulebook.rule import Block, Rulebook
from tests.rulebook.broken import (
    GROUNDS,
    RELEASES,
    Broken,
    also_released,
    calls_changed_at,
    consent_crowds_out,
    fresh_after_erasure,
    in_place_of,
    less,
    lifted_by,
    lifted_by_a_purchase,
    loose_strict,
    objection_as_proof,
    spent_withdrawal,
    stop_address_the_wrong_way_round,
    stopped_service,
    swapped_calls,
    with_ground,
    with_need,
    with_release,
    without_need,
)

BY_ID = {theorem.id.removeprefix("nl.theorem."): theorem for theorem in THEOREMS}
_LATER_YES = Before(past("objected_at"), recorded("consent_at"))
_REFUSAL = is_("refusal_offered_at_collection")
_COULD_REFUSE = is_("address_source", "own_sale") & is_("informed_at_collection") & _REFUSAL
_PUBLISHED = ELECTRONIC & is_("address_source", "published")

_CONFIRMED = "nl.requested.confirmation"
_ASKED_ONCE = with_release(
    "nl.requested.message",
    RELEASES["nl.requested.message"].when | (is_("declared_as", "marketing", "survey") & is_("requested")),
)
_NEEDED_TOO = also_released(
    "nl.service.more",
    is_("declared_as", "marketing", "survey", "consent_request") & is_("service_content_necessary"),
)
_NO_FRANCE = Parameter(
    EEA.id,
    tuple(
        (since, tuple(land for land in EEA.words(since) if land != "FR"), cited)
        for since, _, cited in EEA.periods
    ),
)

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
    "a confirmation on a request that a No ended": Broken(
        "objection_ends_request",
        (
            "request for this message: yes",
            "the moment of the latest objection: ",
            "what you call the message: a confirmation of a sign-up",
            "usual reading: permitted: sent on request",
        ),
        with_release(_CONFIRMED, in_place_of(ASKED_FOR, is_("requested"), RELEASES[_CONFIRMED].when)),
    ),
    "an address that was not published for advertising": Broken(
        "no_ground_for_mere_users",
        (
            "how you got the address: published by the recipient",
            "usual reading: permitted: address published for offers",
        ),
        without_need("nl.published_address", "designation"),
    ),
    "charitable and ideological content that is no promotion": Broken(
        "no_promotion_in_service_after_a_no",
        (
            "the moment of the latest objection: ",
            "what you call the message: a service message",
            "call for an ideal: yes",
            "usual reading: permitted: service message",
        ),
        in_place_of(PROMOTES, ~NO_OFFER | ~OWN_OFFER, RULEBOOK),
    ),
    "marketing to whoever once asked for something, against a No": Broken(
        "objection_beats_marketing",
        (
            "request for this message: yes",
            "the moment of the latest objection: ",
            "what you call the message: marketing",
            "usual reading: permitted: sent on request",
        ),
        _ASKED_ONCE,
    ),
    "marketing to whoever once asked for something, as no marketing": Broken(
        "three_are_no_marketing",
        ("what you call the message: marketing", "usual reading: permitted: sent on request"),
        _ASKED_ONCE,
    ),
    "marketing with something needed in it, against a No": Broken(
        "objection_beats_marketing",
        (
            "the moment of the latest objection: ",
            "what you call the message: marketing",
            "something that the recipient needs: yes",
            "usual reading: permitted: service message",
        ),
        _NEEDED_TOO,
    ),
    "marketing with something needed in it, as no marketing": Broken(
        "three_are_no_marketing",
        ("what you call the message: marketing", "usual reading: permitted: service message"),
        _NEEDED_TOO,
    ),
    "a request that an older No ends": Broken(
        "what_was_asked_for_goes_out",
        ("the moment of the request: ", "the moment of the latest objection: ", "not permitted: "),
        with_release("nl.requested.message", RELEASES["nl.requested.message"].when & ~NO_STANDS),
    ),
    "a donor who could not refuse": Broken(
        "marketing_needs_a_ground",
        ("what kind of organisation you are: a charity", "permitted: donor of your charity"),
        without_need("nl.charity_relation", "refusal"),
    ),
    "a customer who could not refuse": Broken(
        "post_is_apart",
        (
            "how you send the message: an e-mail",
            "information where the address was given: yes",
            "permitted: legitimate",
        ),
        without_need("nl.soft_opt_in", "refusal"),
    ),
    "an offer that is like nothing bought": Broken(
        "a_named_ground_holds",
        (
            "what this person bought from you or asked of you: a paid purchase",
            "what you call the message: marketing",
        ),
        without_need("nl.soft_opt_in", "similar"),
    ),
    "a member of the EEA that is forgotten": Broken(
        "marketing_needs_a_ground",
        ("the recipient's country: France", "permitted: business outside the EEA"),
        in_place_of(
            Is("recipient_country", parameter=EEA), Is("recipient_country", parameter=_NO_FRANCE), RULEBOOK
        ),
    ),
    "marketing that is not looked at again": Broken(
        "rechecked",
        ("permitted: ", "recognisable as advertising"),
        less("obligations", "nl.obligation.recheck_at_send"),
    ),
    "opens measured by default": Broken(
        "no_open_tracking", ("permitted",), less("obligations", "nl.obligation.no_open_tracking")
    ),
    "content built on behaviour": Broken(
        "no_profile",
        ("what the content is adapted to: ", "permitted"),
        in_place_of(is_("personalised", "behaviour"), NEVER_SO, RULEBOOK),
    ),
    "content built on purchases in any message": Broken(
        "purchases_of_customers_only",
        ("what the content is adapted to: what this person bought", "permitted"),
        in_place_of(is_("held_soft_opt_in") | is_("held_consent"), ALWAYS, RULEBOOK),
    ),
    "customers without consent where only consent counts": Broken(
        "consent_only",
        ("consent only: permitted: ",),
        in_place_of(Chosen("marketing_basis", "any"), ALWAYS, RULEBOOK),
        POLICIES,
    ),
    "an erasure that wipes the No": Broken(
        "erasure_never_helps",
        (
            "the moment of the latest objection: ",
            "and then: when the data was erased on request",
            "→ permitted: ",
        ),
        fresh_after_erasure(),
    ),
    "an objection that proves a chance to refuse": Broken(
        "objection_never_helps",
        ("and then: the moment of the latest objection", "not permitted: ", "→ permitted: "),
        objection_as_proof(),
    ),
    "a rule on calls that changes a year late": Broken(
        "no_sales_calls",
        ("sent on: 15 November 2026", "a phone call", "permitted: customer relation (phone)"),
        calls_changed_at(parse("2027-07-01T00:00:00+02:00")),
    ),
    "a rule on calls that changes a moment late": Broken(
        "no_sales_calls",
        ("sent on: 1 July 2026", "a phone call", "permitted: customer relation (phone)"),
        calls_changed_at(parse("2026-07-01T00:00:00+02:00") + 1),
    ),
    "a sender that nobody knows": Broken(
        "carries_its_duties",
        ("how you send the message: an e-mail", "address to ask to stop: yes", "permitted"),
        less("duties", "nl.duty.identity"),
    ),
    "a letter from nobody": Broken(
        "carries_its_duties",
        ("how you send the message: a letter", "permitted"),
        less("duties", "nl.duty.identity_post"),
    ),
    **{
        f"a permit that leaves out {code}": Broken(
            "carries_its_duties", ("permitted",), less("obligations", f"nl.obligation.{code}")
        )
        for code in ("identify_sender", "stop_address", "offer_unsubscribe", "recognisable_as_advertising")
    },
    "a consent that does not name the other company": Broken(
        "only_own_offers",
        ("whose offer it is: ", "permitted: "),
        without_need("nl.consent", "names_promoted"),
    ),
    "legitimate interest for an e-mail": Broken(
        "post_is_apart",
        ("permitted: legitimate",),
        with_ground(
            "nl.legitimate_interest",
            begun=in_place_of(
                POST, POST | (ELECTRONIC & _COULD_REFUSE), GROUNDS["nl.legitimate_interest"].begun
            ),
        ),
    ),
    "a preticked box where only consent counts": Broken(
        "consent_only", ("consent only: permitted: ",), without_need("nl.consent", "act"), POLICIES
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


def test_every_theorem_is_broken_by_some_rule() -> None:
    """So none holds whatever the rules say.

    Two say of the machine what no rule can break: that a case has one outcome, and that of a rule one version is in
    force (a rulebook with two is refused when it is made).
    """
    caught = {broken.theorem for broken in BROKEN.values()} | {"consent_in_full"}

    assert {*BY_ID} - {"one_outcome", "one_version"} == caught


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
