"""Rules 5, 6 and 7: which Yes counts, who gave it, and that an import never lifts a No."""

import pytest

from datmag.moment import NEVER
from tests.register.given import NOTICE, event, first, moment, tell

pytestmark = [pytest.mark.db, pytest.mark.django_db]

FULL = {
    "self": True,
    "at": "2025-11-01T10:00:00Z",
    "act": "active",
    "text_kept": True,
    "purposes": ["nieuws"],
    "channels": ["email"],
    "notice": NOTICE,
}


def test_a_yes_needs_the_exact_address() -> None:
    """A consent for one address says nothing about another of the same person, or a tag."""
    tell(event("consent", "2026-02-01"))

    assert moment("2026-02-01") == first()["consent_at"]
    assert [first(to)["consent_at"] for to in ("an@werk.example", "an+x@dijk.example")] == [NEVER, NEVER]


def test_a_consent_that_covers_the_purpose_goes_before_a_later_one_that_does_not() -> None:
    """Else a Yes to the agenda would hide the Yes to the newsletter."""
    tell(event("consent", "2026-02-01"), event("consent", "2026-03-01", purposes=["agenda"]))

    assert [moment("2026-02-01"), 1] == [first()["consent_at"], first()["consent_covers_purpose"]]
    assert [moment("2026-03-01"), 0] == [
        first(purpose="aanbod")["consent_at"],
        first(purpose="aanbod")["consent_covers_purpose"],
    ]


@pytest.mark.parametrize(
    ("changes", "giver"),
    [
        ({"by": "an"}, "recipient"),
        ({"by": "bo"}, "other"),
        ({"by": "bo", "capacity": "parent"}, "parent"),
        ({"by": "bo", "capacity": "representative"}, "other"),
        ({"by": "bv", "capacity": "representative"}, "representative"),
        ({"by": "bv", "capacity": "parent"}, "other"),
        ({"by": None}, "unknown"),
        ({"by": None, "act": "unconfirmed"}, "recipient"),
        ({"by": "bo", "act": "unconfirmed"}, "recipient"),
        ({"by": "bo", "act": "unconfirmed", "capacity": "parent"}, "parent"),
        ({"by": "bv", "act": "unconfirmed", "capacity": None}, "other"),
    ],
)
def test_who_gave_a_consent(changes: dict[str, object], giver: str) -> None:
    """By holding the address, by a bond, or by confirming through the mailbox; a bond of another kind is none."""
    tell(
        {"part": "bond", "a": "bo", "kind": "parent_of", "b": "an"},
        {"part": "bond", "a": "bv", "kind": "represents", "b": "an"},
        event("consent", "2026-02-01", id="c1", **changes),
        event("confirmed", "2026-02-02", consent="c1"),
    )

    assert giver == first()["consent_by"]


def test_a_bond_that_has_ended_gives_no_authority() -> None:
    """The guardian of last year signs for nobody."""
    tell(
        {"part": "bond", "a": "bo", "kind": "parent_of", "b": "an", "until": "2026-01-01T00:00:00Z"},
        event("consent", "2026-02-01", by="bo", capacity="parent"),
    )

    assert first()["consent_by"] == "other"


def test_a_bond_of_later_gives_no_authority_for_then() -> None:
    """Who represents somebody since March did not in February."""
    tell(
        {"part": "bond", "a": "bo", "kind": "represents", "b": "an", "since": "2026-03-01T00:00:00Z"},
        event("consent", "2026-02-01", by="bo", capacity="representative"),
    )

    assert first()["consent_by"] == "other"


def test_an_unconfirmed_consent_becomes_active_at_the_first_confirmation() -> None:
    """Before it is asked, from then on it is given; a second click changes nothing."""
    tell(
        event("consent", "2026-02-01", id="c1", act="unconfirmed"),
        event("confirmed", "2026-02-03", consent="c1"),
        event("confirmed", "2026-02-09", consent="c1"),
    )
    before, after = first(at="2026-02-02T10:00:00Z"), first()

    assert ["unconfirmed", moment("2026-02-01")] == [before["consent_act"], before["consent_at"]]
    assert ["active", moment("2026-02-03")] == [after["consent_act"], after["consent_at"]]


def test_a_confirmation_by_a_former_holder_is_not_the_present_holders() -> None:
    """The address went to somebody else since."""
    tell(
        {
            "part": "address",
            "value": "info@dijk.example",
            "channel": "email",
            "holders": [
                {"party": "an", "until": "2026-04-01T00:00:00Z"},
                {"party": "bo", "since": "2026-04-01T00:00:00Z"},
            ],
        },
        event("consent", "2026-02-01", id="c1", act="unconfirmed", address="info@dijk.example"),
        event("confirmed", "2026-02-03", consent="c1"),
    )

    assert first("info@dijk.example", at="2026-03-01T10:00:00Z")["consent_by"] == "recipient"
    assert first("info@dijk.example")["consent_by"] == "other"


def test_a_withdrawal_of_this_purpose_reaches_the_person_at_every_address() -> None:
    """As a No does; a withdrawal of another purpose ends nothing."""
    tell(
        event("consent", "2026-02-01"),
        event("withdrawal", "2026-03-01", address="an@werk.example", purpose="nieuws"),
        event("consent", "2026-02-01", address="bo@dijk.example", by="bo"),
        event("withdrawal", "2026-03-01", address="bo@dijk.example", purpose="agenda"),
    )

    assert moment("2026-03-01") == first()["consent_withdrawn_at"]
    assert first("bo@dijk.example")["consent_withdrawn_at"] == NEVER


def test_a_withdrawal_before_the_consent_does_not_end_it_and_one_at_the_same_moment_does() -> None:
    """At the same moment the No wins."""
    tell(
        event("withdrawal", "2026-02-01", purpose="nieuws"),
        event("consent", "2026-02-02"),
        event("consent", "2026-02-02", address="bo@dijk.example", by="bo"),
        event("withdrawal", "2026-02-02", address="bo@dijk.example", purpose="nieuws"),
    )

    assert first()["consent_withdrawn_at"] == NEVER
    assert moment("2026-02-02") == first("bo@dijk.example")["consent_withdrawn_at"]


def test_the_last_use_is_the_latest_message_of_this_purpose_since_the_consent() -> None:
    """Another purpose, or an earlier message, keeps nothing fresh."""
    tell(
        event("sent", "2026-01-01", purpose="nieuws"),
        event("consent", "2026-02-01"),
        event("sent", "2026-03-01", purpose="nieuws"),
        event("sent", "2026-04-01", purpose="agenda"),
    )

    assert moment("2026-03-01") == first()["consent_last_used_at"]


def test_a_confirmation_mail_sent_since_an_unconfirmed_consent_makes_the_next_a_reminder() -> None:
    """Without one it is the first."""
    tell(
        event("consent", "2026-02-01", act="unconfirmed"),
        event("sent", "2026-02-01", declared_as="consent_confirmation"),
        event("consent", "2026-02-01", act="unconfirmed", address="bo@dijk.example", by="bo"),
    )

    assert [first()["repeat_request"], first("bo@dijk.example")["repeat_request"]] == [1, 0]


@pytest.mark.parametrize(
    ("missing", "evidence"),
    [(None, "full"), ("act", "partial"), ("notice", "partial"), ("text_kept", "partial"), ("at", "none")],
)
def test_an_imported_yes_is_proved_only_by_time_act_text_and_notice(
    missing: str | None, evidence: str
) -> None:
    """Each of the four is needed; without a time there is no proof at all."""
    tell(event("import", "2026-02-01", says_yes={key: FULL[key] for key in FULL if key != missing}))

    assert evidence == first()["consent_evidence"]


def test_what_an_imported_yes_does_not_say_stays_unknown() -> None:
    """Undated it counts from the import; `self` names the only holder."""
    tell(event("import", "2026-02-01", says_yes={"self": True}))
    row = first()

    assert [moment("2026-02-01"), "recipient", "unknown", -1, -1, -1] == [
        row["consent_at"],
        row["consent_by"],
        row["consent_act"],
        row["consent_covers_purpose"],
        row["consent_covers_channel"],
        row["consent_names_sender"],
    ]


def test_an_imported_yes_by_himself_at_a_shared_address_names_nobody() -> None:
    """There is no only holder."""
    tell(event("import", "2026-02-01", address="samen@dijk.example", says_yes=FULL))

    assert first("samen@dijk.example")["consent_by"] == "unknown"


def test_an_imported_yes_does_not_exist_where_a_no_stands_whatever_its_date() -> None:
    """A list never lifts a No; the person himself does."""
    late = {**FULL, "at": "2026-02-20T10:00:00Z"}
    tell(
        event("objection", "2026-02-01"),
        event("import", "2026-03-01", says_yes=late),
        event("objection", "2026-02-01", address="bo@dijk.example"),
        event("consent", "2026-03-01", address="bo@dijk.example", by="bo"),
    )

    assert first()["consent_at"] == NEVER
    assert moment("2026-03-01") == first("bo@dijk.example")["consent_at"]


def test_an_imported_yes_does_not_lift_an_earlier_withdrawal() -> None:
    """The consent that was withdrawn still gives the facts."""
    late = {**FULL, "at": "2026-03-20T10:00:00Z"}
    tell(
        event("consent", "2026-02-01"),
        event("withdrawal", "2026-03-01", purpose="nieuws"),
        event("import", "2026-04-01", says_yes=late),
    )
    row = first()

    assert [moment("2026-02-01"), moment("2026-03-01")] == [row["consent_at"], row["consent_withdrawn_at"]]


def test_a_withdrawal_of_all_after_an_imported_yes_withdraws_it() -> None:
    """It found a consent, so it is not an objection."""
    tell(event("import", "2026-02-01", says_yes=FULL), event("withdrawal", "2026-03-01"))
    row = first()

    assert [NEVER, moment("2026-03-01")] == [row["objected_at"], row["consent_withdrawn_at"]]


def test_a_withdrawal_of_all_before_the_list_is_an_objection_and_voids_its_yes() -> None:
    """What a list brings later was not on record then."""
    tell(event("withdrawal", "2026-01-01"), event("import", "2026-02-01", says_yes=FULL))
    row = first()

    assert [moment("2026-01-01"), NEVER] == [row["objected_at"], row["consent_at"]]


def test_the_last_sent_of_a_list_row_counts_as_use_for_the_purposes_of_its_yes() -> None:
    """Not for other purposes."""
    tell(event("import", "2026-02-01", says_yes=FULL, last_sent_at="2026-01-15T10:00:00Z"))

    assert moment("2026-01-15") == first()["consent_last_used_at"]
    assert first(purpose="aanbod")["consent_last_used_at"] == NEVER


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, 1),
        ({"measuring": ["click"]}, 0),
        ({"evidence": "partial"}, 0),
        ({"act": "preticked"}, 0),
        ({"by": "bo"}, 0),
        ({"purposes": ["agenda"]}, 1),
    ],
)
def test_measuring_needs_its_own_active_and_proved_yes_of_a_holder(
    changes: dict[str, object], allowed: int
) -> None:
    """Each near miss measures nothing; the purpose does not matter."""
    tell(event("consent", "2026-02-01", **{"measuring": ["open"], **changes}))

    assert allowed == first()["open_tracking_consent"]


@pytest.mark.parametrize(("purpose", "left"), [("open", 0), ("click", 1), ("nieuws", 1), (None, 0)])
def test_measuring_ends_by_its_own_word_or_by_a_withdrawal_of_all(purpose: str | None, left: int) -> None:
    """A withdrawal of another word leaves it."""
    tell(
        event("consent", "2026-02-01", measuring=["open"]), event("withdrawal", "2026-03-01", purpose=purpose)
    )

    assert left == first()["open_tracking_consent"]
