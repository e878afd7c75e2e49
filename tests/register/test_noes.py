"""Rule 4 and 14: every No reaches the person, by the mailbox and by whoever said it; no more than it covers."""

import pytest

from datmag.moment import NEVER
from tests.register.given import ask, event, first, moment, tell

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def objected(to: str = "an@dijk.example", **changes: object) -> int:
    """Give `objected_at` for an address."""
    return int(first(to, **changes)["objected_at"])


def test_an_objection_reaches_every_address_of_the_person() -> None:
    """Who unsubscribes at one address is not written to at another, also not by text message."""
    tell(event("objection", "2026-03-01"))

    assert [moment("2026-03-01")] * 3 == [
        objected(to) for to in ("an@dijk.example", "an@werk.example", "+31612345678")
    ]


def test_an_objection_of_one_person_does_not_reach_another() -> None:
    """Bo has said nothing."""
    tell(event("objection", "2026-03-01"))

    assert objected("bo@dijk.example") == NEVER


def test_an_objection_through_a_tagged_address_reaches_the_mailbox() -> None:
    """`an+vondel@` is An's mailbox, although nobody is on record as its holder."""
    tell(event("objection", "2026-03-01", address="AN+vondel@dijk.example"))

    assert moment("2026-03-01") == objected()
    assert objected("an@werk.example") == NEVER


def test_an_objection_reaches_an_address_that_is_not_on_record() -> None:
    """A No under the mailbox key counts for a spelling that nobody has seen yet."""
    tell(event("objection", "2026-03-01"))

    assert moment("2026-03-01") == objected("an+nieuw@dijk.example")


def test_an_objection_of_one_holder_blocks_the_shared_address_only() -> None:
    """An's No through the shared address, said by An, leaves Bo's own address alone."""
    tell(event("objection", "2026-03-01", address="samen@dijk.example", by="an"))

    assert moment("2026-03-01") == objected("samen@dijk.example") == objected("an@dijk.example")
    assert objected("bo@dijk.example") == NEVER


def test_an_objection_by_nobody_named_at_a_shared_address_stays_with_the_address() -> None:
    """Nobody knows which of the two it was."""
    tell(event("objection", "2026-03-01", address="samen@dijk.example"))

    assert [objected("an@dijk.example"), objected("bo@dijk.example")] == [NEVER, NEVER]


def test_an_objection_by_phone_names_the_person_and_no_address() -> None:
    """It covers all addresses of that person."""
    tell(event("objection", "2026-03-01", address=None, by="an", route="phone"))

    assert moment("2026-03-01") == objected() == objected("an@werk.example")


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        ("all", True),
        ("unclear", True),
        ({"purpose": "nieuws"}, True),
        ({"purpose": "agenda"}, False),
        ({"channel": "email"}, True),
        ({"channel": "sms"}, False),
    ],
)
def test_a_purpose_or_a_channel_covers_only_itself(scope: object, covered: bool) -> None:  # noqa: FBT001  (a row of the table)
    """`all` and `unclear` cover everything."""
    tell(event("objection", "2026-03-01", scope=scope))

    assert covered == (objected() != NEVER)


def test_an_objection_to_another_sender_does_not_count() -> None:
    """Senders are strangers."""
    tell(event("objection", "2026-03-01", sender="linden"))

    assert objected() == NEVER


def test_a_complaint_is_an_objection_and_a_bounce_is_not() -> None:
    """Technical failure says nothing about what somebody wants."""
    tell(
        event("bounce", "2026-03-01", kind="hard"),
        event("complaint", "2026-03-01", address="bo@dijk.example"),
    )

    assert objected() == NEVER
    assert moment("2026-03-01") == objected("bo@dijk.example")
    assert first()["bounced"] == 1


def test_a_refusal_used_in_a_sale_outlives_the_erasure_of_the_sale() -> None:
    """The sale is gone, the No stays."""
    tell(event("sale", "2026-02-01", refusal="used"), event("erasure", "2026-03-01"))
    rows = ask()

    assert [("none", moment("2026-02-01"))] == [(row["sale"], row["objected_at"]) for row in rows]


def test_a_refusal_that_was_offered_and_not_used_is_no_objection() -> None:
    """Being asked is not refusing."""
    tell(event("sale", "2026-02-01", refusal="offered"))

    assert objected() == NEVER


def test_an_undated_no_of_a_list_counts_from_the_import_and_a_dated_one_from_its_day() -> None:
    """Before the list nobody knew of it."""
    tell(
        event("import", "2026-03-01", says_no=True),
        event(
            "import", "2026-03-02", address="bo@dijk.example", says_no=True, says_no_at="2025-05-05T10:00:00Z"
        ),
    )

    assert moment("2026-03-01") == objected()
    assert moment("2025-05-05") == objected("bo@dijk.example")
    assert objected("bo@dijk.example", at="2026-03-01T12:00:00Z") == NEVER


def test_a_withdrawal_of_all_that_finds_no_consent_is_an_objection() -> None:
    """Somebody says stop who never said yes."""
    tell(event("withdrawal", "2026-03-01"))

    assert moment("2026-03-01") == objected()


def test_a_withdrawal_of_all_that_finds_a_consent_ends_that_consent() -> None:
    """It stands as `consent_withdrawn_at`."""
    tell(event("consent", "2026-02-01"), event("withdrawal", "2026-03-01"))
    row = first()

    assert [NEVER, moment("2026-03-01")] == [row["objected_at"], row["consent_withdrawn_at"]]


def test_a_withdrawal_of_all_survives_the_erasure_of_the_consent_that_it_ended() -> None:
    """The consent is wiped; the No becomes an objection."""
    tell(event("consent", "2026-02-01"), event("withdrawal", "2026-03-01"), event("erasure", "2026-04-01"))

    assert moment("2026-03-01") == objected()


def test_a_withdrawal_of_one_purpose_without_a_consent_is_no_objection() -> None:
    """Only a withdrawal of all is."""
    tell(event("withdrawal", "2026-03-01", purpose="nieuws"))

    assert objected() == NEVER


def test_a_no_counts_at_the_very_moment_and_not_before() -> None:
    """At the same moment the No wins."""
    tell(event("objection", "2026-03-01"))

    assert moment("2026-03-01") == objected(at="2026-03-01T10:00:00Z")
    assert objected(at="2026-03-01T09:59:59Z") == NEVER


def test_an_objection_to_a_predecessor_counts_after_the_takeover() -> None:
    """Who refused the old owner has refused the new one."""
    tell(event("objection", "2026-02-01", sender="oud"), event("takeover", "2026-03-01"))

    assert moment("2026-02-01") == objected()
    assert objected(at="2026-02-20T10:00:00Z") == NEVER


def test_a_withdrawal_of_all_made_to_a_predecessor_is_an_objection_to_the_successor() -> None:
    """The consent that it ended did not pass on, so the No would be lost else."""
    tell(
        event("consent", "2026-01-01"),
        event("withdrawal", "2026-02-01", sender="oud"),
        event("takeover", "2026-03-01"),
    )

    assert moment("2026-02-01") == objected()


@pytest.mark.parametrize("changes", [{"act": "unconfirmed"}, {"by": "bo"}, {"by": None}])
def test_a_sign_up_that_anybody_can_type_does_not_make_a_withdrawal_vanish(changes: dict[str, str]) -> None:
    """After a withdrawal, a sign-up that is not confirmed, or made by another, leaves a No standing."""
    given, taken_back = event("consent", "2026-01-10"), event("withdrawal", "2026-02-01", purpose="nieuws")
    tell(given, taken_back, event("consent", "2026-03-01", **changes))

    assert moment("2026-02-01") == objected()


def test_a_new_yes_of_the_person_himself_ends_the_withdrawal() -> None:
    """Who signs up again, and means it, is not told no for what he said before."""
    given, taken_back = event("consent", "2026-01-10"), event("withdrawal", "2026-02-01", purpose="nieuws")
    tell(given, taken_back, event("consent", "2026-03-01"))

    assert objected() == NEVER


def test_a_no_for_a_purpose_does_not_hang_on_how_it_is_spelt() -> None:
    """`Nieuws` and `nieuws` are one purpose to who says no; a withdrawal is read the same."""
    tell(event("objection", "2026-03-01", scope={"purpose": "Nieuws"}))
    tell(event("consent", "2026-03-02"), event("withdrawal", "2026-03-03", purpose="NIEUWS"))

    row = first()

    assert moment("2026-03-01") == row["objected_at"]
    assert moment("2026-03-03") == row["consent_withdrawn_at"]
