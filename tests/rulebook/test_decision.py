"""The form of a decision: texts, citations, fines, and the same bytes every time."""

import json
import re

import pytest

from datmag.rulebook.decide import decide, version
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK, texts
from datmag.rulebook.policy import POLICIES, SETTINGS, own
from datmag.rulebook.sentence import disclaimer, settled
from datmag.rulebook.terms import ADVICE, CURES, GROUNDS, OBLIGATIONS, REASONS, mask, names
from datmag.words import Text
from tests.rulebook.base import CONSENT, CUSTOMER, POST, PUBLISHED, SERVICE, case_of, codes, decided
from tests.rulebook.cases import CASEBOOK

KEYS = [
    "outcome",
    "ground",
    "grounds",
    "reasons",
    "obligations",
    "missing",
    "cures",
    "advice",
    "would_permit",
    "hangs_on",
    "rulebook",
    "version",
    "policy",
    "at",
]


def test_the_form_of_a_decision() -> None:
    """The keys of `decision.md`, section 2, in that order, and what a permit hangs on."""
    form = decided(CUSTOMER, similarity="dissimilar").json()

    assert list(form) == KEYS
    assert form["reasons"] == [
        {
            "code": "not_similar",
            "rule": "nl.soft_opt_in.similar",
            "citation": "Tw 11.7(4)",
            "authority": "ACM",
            "maximum_fine": {"amount_eur": 900000, "turnover_percent": 1, "valid_from": "2016-07-01"},
            "text": form["reasons"][0]["text"],
            "facts": {"similarity": "dissimilar"},
        }
    ]
    assert (form["rulebook"], form["policy"], form["at"]) == ("nl", "standard", "2026-11-10T09:00:00Z")


def test_the_same_case_gives_the_same_bytes() -> None:
    """Also where the facts come in another order."""
    for entry in CASEBOOK:
        case = case_of(entry["facts"])
        turned = case_of(dict(reversed(entry["facts"].items())))
        for policy in POLICIES.values():
            first, second = (json.dumps(decide(one, policy).json()) for one in (case, turned))

            assert first == second


def test_every_text_is_whole_in_both_languages() -> None:
    """No placeholder, no empty sentence, no double space, in any case under any policy."""
    for entry in CASEBOOK:
        for policy in POLICIES.values():
            for text in re.findall(
                r'"(?:nl|en)": "([^"]*)"', json.dumps(decide(case_of(entry["facts"]), policy).json())
            ):
                assert re.fullmatch(r"\S(?!.*(\{|\}|  |None)).*\S", text)


@pytest.mark.parametrize(
    ("at", "citation"),
    [("2021-06-30T23:59:59+02:00", "Tw 11.7(3)"), ("2021-07-01T00:00:00+02:00", "Tw 11.7(4)")],
)
def test_a_citation_has_the_paragraph_of_its_period(at: str, citation: str) -> None:
    """Telecommunicatiewet 11.7 was renumbered on 1 July 2021, Dutch time."""
    decision = decided(CUSTOMER, at=at, sale_at="2021-01-01T00:00:00Z")

    assert [citation] == [reason.citation for reason in decision.reasons]


@pytest.mark.parametrize(
    ("at", "citation", "authority", "also"),
    [
        ("2004-05-18T23:59:59+02:00", "Wbp 8", "", ""),
        ("2004-05-19T00:00:00+02:00", "Tw 11.7(1)", "ACM", "ACM"),
    ],
)
def test_the_ban_on_spam_is_not_cited_before_it_was_in_force(
    at: str, citation: str, authority: str, also: str
) -> None:
    """Nor is its authority named, for a lack of any ground and for an objection."""
    groundless = decided(PUBLISHED, at=at, address_source="third_party").reasons[0]
    objected = decided(CONSENT, at=at, objected_at="2002-01-01T00:00:00Z").reasons[0]

    assert (groundless.code, objected.code) == ("no_ground", "objected")
    assert (groundless.citation, groundless.authority) == (citation, authority)
    assert (objected.authority, objected.also) == ("AP", also)


def test_each_denial_names_its_authority_and_its_highest_fine() -> None:
    """ACM for the spam ban, AP for the GDPR; for post always AP; an objection breaks both laws."""
    (objected,) = decided(CUSTOMER, objected_at="2026-01-01T00:00:00Z").json()["reasons"]
    (by_post,) = decided(POST, objected_at="2026-01-01T00:00:00Z").json()["reasons"]
    (seller,) = decided(POST, sale_seller="other").json()["reasons"]
    (dead,) = decided(POST, recipient_deceased=True).json()["reasons"]
    (unknown,) = decided(CUSTOMER, similarity=None).json()["reasons"]

    assert (objected["authority"], objected["also"]) == ("AP", "ACM")
    assert objected["maximum_fine"] == {
        "amount_eur": 20000000,
        "turnover_percent": 4,
        "valid_from": "2018-05-25",
    }
    assert by_post["authority"] == "AP"
    assert "also" not in by_post
    assert seller["authority"] == "AP"
    assert "maximum_fine" not in dead
    assert "authority" not in dead
    assert "maximum_fine" not in unknown


@pytest.mark.parametrize(
    ("at", "fined"),
    [("2016-06-30T23:59:59+02:00", False), ("2016-07-01T00:00:00+02:00", True)],
)
def test_there_is_no_fine_before_it_was_in_force(at: str, fined: bool) -> None:  # noqa: FBT001  (a table)
    """The maximum of ACM is valid from 1 July 2016; no permit carries a fine."""
    (reason,) = decided(CUSTOMER, at=at, sale_at="2016-01-01T00:00:00Z", similarity="dissimilar").json()[
        "reasons"
    ]

    assert ("maximum_fine" in reason) is fined
    assert "maximum_fine" not in decided(CUSTOMER).json()["reasons"][0]


def test_what_is_not_known_is_said_as_not_yet() -> None:
    """“Nog niet: wij weten niet of …”, with each missing fact."""
    (reason,) = decided(CUSTOMER, refusal_offered_at_collection=None, similarity=None).reasons

    assert reason.text.nl == (
        "Nog niet: wij weten niet of deze persoon bij de verkoop kon weigeren "
        "en of het aanbod lijkt op wat deze persoon kocht."
    )
    assert dict(reason.facts) == {"refusal_offered_at_collection": None, "similarity": None}


@pytest.mark.parametrize(
    "decision",
    [
        decided(CUSTOMER, sale_at="2016-01-01T00:00:00Z"),
        decided(CONSENT, consent_at="2016-01-01T00:00:00Z"),
        decided(CUSTOMER, sale="trial"),
        decided(CUSTOMER, stop_address_valid=False),
        decided(SERVICE, commercial_content="minor"),
        decided(CUSTOMER),
        decided(CONSENT),
    ],
    ids=["term", "idle", "kind of sale", "stop address", "tolerance", "customer", "consent"],
)
def test_a_text_that_rests_on_a_setting_says_that_it_is_a_choice(decision: object) -> None:
    """A choice, not a statutory term."""
    text = getattr(decision, "reasons", ())[0].text

    assert "keuze, geen wettelijke termijn" in text.nl
    assert "choice, not a statutory term" in text.en


def test_every_fact_that_can_be_missing_has_its_sentence() -> None:
    """No fact is named by its id to a person."""
    lacking = {
        fact for entry in CASEBOOK for fact in decide(case_of(entry["facts"]), POLICIES["standard"]).missing
    }
    silent = decided(
        CONSENT, **{name: None for name in CONSENT if name.startswith("consent_") and name != "consent_at"}
    )

    assert lacking | set(silent.missing) <= set(texts.MISSING)
    assert len(silent.missing) == 8


def test_every_code_has_its_name_and_its_text() -> None:
    """In both languages, in the order of the page."""
    assert (tuple(texts.REASONS), tuple(texts.GROUNDS)) == (REASONS, GROUNDS)
    assert (tuple(texts.OBLIGATIONS), tuple(texts.CURES), tuple(texts.ADVICE)) == (OBLIGATIONS, CURES, ADVICE)
    assert names(mask(("service", "consent"), GROUNDS), GROUNDS) == ("consent", "service")


def test_the_disclaimer_names_version_policy_and_disputed_points() -> None:
    """Section 6, and how each point was settled."""
    text = disclaimer(version(), POLICIES["strict"])

    assert text.nl.endswith(f"Regelboek {version()}, strenge lezing; 8 omstreden punten.")
    assert len(settled(POLICIES["statute"])) == len(SETTINGS) == 8
    assert settled(POLICIES["standard"])[4][1].nl == "24 maanden"


def test_the_version_follows_from_the_list_of_rules() -> None:
    """`nl-YYYY.N+` and eight hex digits; every rule has one id."""
    rules = rulebook_list(RULEBOOK)
    ids = [rule["id"] for rule in rules]

    assert re.fullmatch(r"nl-\d{4}\.\d+\+[0-9a-f]{8}", version())
    assert len(ids) == len(set(ids))
    assert json.loads(json.dumps(rules)) == rules


def test_the_three_lines_of_a_message_are_cured_together() -> None:
    """The smallest set that permits, in the order of the list; nothing where nothing would do."""
    broken = {"identifies_sender": False, "stop_address_valid": False, "unsubscribe": "broken"}

    assert decided(CUSTOMER, **broken).cures == ("add_identity", "add_stop_address", "add_unsubscribe")
    assert decided(CUSTOMER, "statute", **broken).cures == ("add_identity", "add_unsubscribe")
    assert decided(CUSTOMER, **broken, similarity="dissimilar").cures == ()
    assert decided(CUSTOMER, promotes="own_with_sponsor", unsubscribe="none").cures == (
        "remove_third_party",
        "add_unsubscribe",
    )
    assert decided(
        {**SERVICE, **CUSTOMER, "declared_as": "service", "promotes": "own_with_sponsor"}
    ).cures == ("remove_third_party",)


def test_advice_follows_the_list() -> None:
    """Who bought instead of who uses; the checkout's text; without promotion."""
    user = decided(CUSTOMER, sale_party="other", informed_at_collection=None)

    assert user.advice == ("ask_elsewhere", "mail_the_customer", "add_missing_fact", "attach_checkout_text")
    assert decided(CUSTOMER, similarity="dissimilar").advice == ("send_without_promotion",)
    assert decided(CUSTOMER, similarity="accessory").advice == ("ask_a_lawyer",)
    assert codes(decided(CUSTOMER, similarity="accessory")) == ["soft_opt_in"]
    assert decided(CUSTOMER, objected_at="2026-01-01T00:00:00Z", sale_party="other").advice == ()


def test_a_term_of_one_month_is_written_as_people_say_it() -> None:
    """Not `1 maanden`, and not `1 months`."""
    brief = own("kort", Text("korte lezing", "brief reading"), POLICIES["standard"], relation_term_months=1)

    (reason, *_) = decide(case_of(CUSTOMER, sale_at="2026-01-05T10:00:00+01:00"), brief).reasons

    assert reason.code == "relation_expired"
    assert "blijft iemand 1 maand klant" in reason.text.nl
    assert "a customer for 1 month;" in reason.text.en
