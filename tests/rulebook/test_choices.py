"""What is said of choices: a sentence that rests on a disputed point says so, and no other one does."""

import pytest

from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision
from datmag.rulebook.explain import findings
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, SETTINGS, Policy, own
from datmag.rulebook.settings import Settled
from datmag.rulebook.verdict import judge
from datmag.rulebook.worked import bases, examples
from datmag.words import Text
from tests.rulebook.base import CONSENT, CUSTOMER, DONOR, POST, SERVICE, Facts, base, case_of, decided
from tests.rulebook.cases import CASEBOOK

SAID = {"nl": "dit is een keuze, geen wettelijke termijn", "en": "this is a choice, not a statutory term"}
EARLIER = "2026-01-01T00:00:00Z"
LITTLE = {**SERVICE, "commercial_content": "minor", "unsubscribe": "works"}

CASES: list[Case] = [
    Case.read(facts)
    for facts in (
        *(facts for facts in bases().values() if "declared_as" in facts),
        *(one.facts for shown in examples().values() for one in shown),
        *(entry["facts"] for entry in CASEBOOK),
    )
]
WAYS: dict[str, list[Settled]] = {
    setting: [one.value for one in point.alternatives if one.value != ()]
    for setting, point in SETTINGS.items()
}
"""The ways to settle each point, the widest first; that no dealing counts at all is no way to read what a sale is."""


def says(decision: Decision) -> bool:
    """Tell whether the first sentence says that it rests on a choice; both languages say the same."""
    text = decision.reasons[0].text
    dutch, english = SAID["nl"] in text.nl, SAID["en"] in text.en
    assert dutch == english, text
    return dutch


def otherwise(policy: Policy, setting: str, *, wider: bool) -> list[Policy]:
    """Settle one point in every way that is wider, or in every way that is narrower."""
    ways = WAYS[setting]
    here = ways.index(policy[setting]) if policy[setting] in ways else len(ways)
    chosen = ways[:here] if wider else ways[here + 1 :]
    return [own(policy.name, policy.shown, policy, **{setting: value}) for value in chosen]


def first_of(case: Case, policy: Policy) -> tuple[bool, str]:
    """Give the outcome and the code of the first reason, by the interpreter."""
    verdict = judge(case, policy, RULEBOOK)
    return verdict.permitted, findings(verdict, RULEBOOK, case.at, str(case["channel"]))[0].code


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_text_that_another_choice_would_take_away_says_that_it_is_a_choice(policy: Policy) -> None:
    """A permit that a narrower choice would take away; a denial that a wider one would, or with another reason."""
    ways = {
        wider: [one for setting in settings for one in otherwise(policy, setting, wider=wider)]
        for wider, settings in (
            (True, SETTINGS),
            (False, [one for one in SETTINGS if one != "marketing_basis"]),
        )
    }
    turned = 0
    for case in CASES:
        permitted, code = first_of(case, policy)
        others = [first_of(case, one) for one in ways[not permitted]]
        if any(other != (permitted, code) for other in others):
            turned += 1

            assert says(decide(case, policy)), (case.json(), policy.name, others)
    assert turned > 20


def test_that_the_law_knows_more_than_consent_is_no_choice() -> None:
    """A permit of a customer says that he stays one for so long, not that he may be written to at all."""
    assert "toestemming" not in decided(CUSTOMER).reasons[0].text.nl
    assert says(decided(CUSTOMER))


def test_where_only_consent_counts_what_another_ground_would_carry_says_so() -> None:
    """A customer, a donor, a letter, a business abroad: the reason is that only consent counts."""
    for facts in (CUSTOMER, DONOR, POST, base("abroad"), base("called")):
        text = decided(facts, "consent_only").reasons[0].text

        assert "In uw lezing telt alleen toestemming; dit is een keuze" in text.nl
        assert "In your reading only consent counts; this is a choice" in text.en


@pytest.mark.parametrize(
    ("policy", "facts", "says_too"),
    [
        ("standard", {**POST, "sale": "donation"}, "draagt dit (gift) geen post"),
        ("statute", {**POST, "sale": "donation"}, "draagt dit (gift) post"),
        ("statute", {**CUSTOMER, "sale_at": "2010-04-14T16:20:00Z"}, "blijft iemand zonder termijn klant"),
        ("statute", {**CUSTOMER, "sale_at": None}, "blijft iemand zonder termijn klant"),
        ("standard", {**CUSTOMER, "sale_at": None}, "blijft iemand 24 maanden klant"),
        ("standard", {**CUSTOMER, "similarity": "same_range"}, "lijkt dit (dezelfde winkel) niet genoeg op"),
        ("standard", {**DONOR, "sale_at": "2016-01-01T00:00:00Z"}, "blijft iemand 24 maanden donateur"),
        ("statute", LITTLE, "mag er in een servicebericht één zin reclame staan"),
        ("standard", LITTLE, "mag er in een servicebericht geen reclame staan"),
        (
            "standard",
            {**CONSENT, "objected_at": "2022-01-01T00:00:00Z", "consent_at": "2023-01-01T00:00:00Z"},
            "blijft toestemming zonder gebruik 24 maanden geldig",
        ),
    ],
)
def test_the_text_says_which_choice_it_rests_on(policy: str, facts: Facts, says_too: str) -> None:
    """What the case is, and what it counts for in this reading."""
    assert says_too in decided(facts, policy).reasons[0].text.nl


@pytest.mark.parametrize(
    ("policy", "facts"),
    [
        ("statute", {**LITTLE, "objected_at": EARLIER}),
        ("standard", {**LITTLE, "service_content_necessary": False}),
        ("standard", {**LITTLE, "charitable_content": True}),
        ("standard", {**base("confirmation"), "commercial_content": "minor"}),
        ("statute", {**CUSTOMER, "sale": "refunded"}),
        ("standard", {**CUSTOMER, "similarity": "dissimilar"}),
        ("standard", {**CUSTOMER, "refusal_offered_at_collection": False}),
        ("standard", {**base("called"), "sale_at": "2027-01-01T00:00:00Z"}),
    ],
)
def test_a_text_on_which_no_choice_bears_speaks_of_none(policy: str, facts: Facts) -> None:
    """No policy may choose otherwise in such a way that the message may go, or that the reason is another."""
    assert not says(decided(facts, policy))


def test_likeness_is_spoken_of_only_where_it_is_asked() -> None:
    """Not for a message without an offer, nor for a call to a donor."""
    news = decided(CUSTOMER, similarity="same_range", commercial_content="none")
    call = decided({**DONOR, "channel": "phone", "similarity": "accessory"})

    assert news.permitted
    assert call.permitted
    assert "lijkt" not in news.reasons[0].text.nl + call.reasons[0].text.nl


def test_the_rule_of_2026_is_told_only_where_it_stops_the_call() -> None:
    """Not to who calls a company whose sale is still to come."""
    person = decided(base("called"), recipient_kind="natural_person").reasons[0].text.nl
    company = decided(base("called"), sale_at="2027-01-01T00:00:00Z").reasons[0].text.nl

    assert "Sinds 1 juli 2026" in person
    assert "Sinds 1 juli 2026" not in company


def test_a_later_reason_says_that_it_rests_on_a_choice_too() -> None:
    """Each reason speaks of its own choices, not of those of another."""
    first, second = decided(CUSTOMER, sale_party="other", sale_at="2016-01-01T00:00:00Z").reasons

    assert (first.code, second.code) == ("wrong_person", "relation_expired")
    assert SAID["nl"] not in first.text.nl
    assert SAID["nl"] in second.text.nl


def test_a_reading_in_which_nothing_is_similar_enough_still_makes_a_sentence() -> None:
    """The sentence names the likeness of the case, not the list that is empty."""
    mine = own("mine", Text("eigen", "own"), POLICIES["standard"], similarity=())

    assert decide(case_of(CUSTOMER), mine).reasons[0].text.nl == (
        "Wat u aanbiedt, lijkt niet genoeg op wat deze persoon kocht. "
        "In uw lezing lijkt dit (soortgelijk) niet genoeg op wat is gekocht; "
        "dit is een keuze, geen wettelijke termijn."
    )


def test_the_offer_of_a_sister_company_is_told_apart_from_a_sale_of_one() -> None:
    """The sale and the consent are the sender's own: only the offer is not."""
    offers = [
        decided(CUSTOMER, promotes="group_company"),
        decided(CONSENT, promotes="group_company", consent_names_promoted_party=False),
    ]
    sold = decided(CUSTOMER, sale_seller="group_company").reasons[0]

    for offer in offers:
        assert offer.reasons[0].code == "other_entity"
        assert offer.reasons[0].text.nl.startswith("Het aanbod is van een zusterbedrijf.")
        assert offer.reasons[0].text.en.startswith("The offer is that of a sister company.")
    assert sold.code == "other_entity"
    assert sold.text.nl.startswith("Het ging bij de verkoop om een ander bedrijf")


def test_promotion_that_nobody_has_looked_for_is_not_asserted() -> None:
    """Not known counts as promotion, and is said to be not known; what else promotes is said to be there."""
    unread = decided(SERVICE, commercial_content=None, unsubscribe="works").reasons[0].text
    ideas = decided(SERVICE, commercial_content=None, ideological_content=True).reasons[0].text

    assert unread.nl.startswith("Wij weten niet of er reclame in dit bericht staat")
    assert unread.en.startswith("We do not know whether this message holds promotion")
    assert ideas.nl.startswith("In dit bericht staat reclame.")


def test_a_donor_reads_of_a_gift() -> None:
    """Not of a sale; nor does a denial by post or phone say that somebody should mail."""
    refused = decided(DONOR, refusal_offered_at_collection=False, address_source="own_account").reasons
    unknown = decided(DONOR, refusal_offered_at_collection=None).reasons[0].text
    letter = decided(POST, sale_party="other").explained["advice"]

    assert [reason.text.nl for reason in refused] == [
        "Deze persoon gaf het adres niet bij de gift.",
        "Deze persoon kon bij de gift niet duidelijk en gratis weigeren, of is niet geïnformeerd.",
    ]
    assert unknown.nl == "Nog niet: wij weten niet of deze persoon bij de gift kon weigeren."
    assert [one.text.nl for one in letter if one.code == "mail_the_customer"] == [
        "Richt u tot wie kocht of gaf, niet tot wie alleen gebruikt."
    ]


def test_an_objection_comes_before_grounds_for_marketing_only() -> None:
    """A service message and a request go out after it."""
    assert "elke grondslag voor reclame" in decided(CUSTOMER, objected_at=EARLIER).reasons[0].text.nl
