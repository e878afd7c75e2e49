"""Rules 2, 9, 11, 12 and 13: who the recipient is, where the address comes from, erasure, use, need and requests."""

import pytest

from datmag.moment import NEVER
from tests.register.given import ask, event, first, moment, tell

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def test_the_kind_is_a_natural_person_where_any_holder_is_one() -> None:
    """Without a holder it is unknown."""
    tell(
        {"part": "address", "value": "info@dijk.example", "channel": "email", "holders": ["bv", "an"]},
        {"part": "address", "value": "bv@dijk.example", "channel": "email", "holders": ["bv"]},
        {"part": "address", "value": "leeg@dijk.example", "channel": "email", "holders": []},
    )

    assert [
        first(to)["recipient_kind"] for to in ("info@dijk.example", "bv@dijk.example", "leeg@dijk.example")
    ] == ["natural_person", "legal_person", "unknown"]


@pytest.mark.parametrize(
    ("at", "age"),
    [
        ("2027-06-14T21:59:59Z", 15),
        ("2027-06-14T22:00:00Z", 16),
        ("2010-01-01T00:00:00Z", 0),
    ],
)
def test_the_age_turns_at_midnight_in_amsterdam(at: str, age: int) -> None:
    """Whoever is not born yet is nought; whose birthday nobody knows has no age."""
    tell(
        {"part": "party", "id": "lars", "kind": "natural_person", "name": "Lars", "born": "2011-06-15"},
        {"part": "address", "value": "lars@dijk.example", "channel": "email", "holders": ["lars", "an"]},
    )

    assert age == first("lars@dijk.example", at=at)["recipient_age"]
    assert first(at=at)["recipient_age"] == -1


def test_the_recipient_is_deceased_where_all_holders_died() -> None:
    """One of two is not all."""
    tell(event("death", "2026-01-01", party="an"))

    assert [first(to)["recipient_deceased"] for to in ("an@dijk.example", "samen@dijk.example")] == [1, 0]


def test_the_order_of_sources() -> None:
    """Published goes before an account, that before a form, that before a list."""
    tell(
        event("import", "2026-01-01", source="friend"),
        event("import", "2026-01-02", source="third_party"),
        event("request", "2026-01-03", id="r1", by="an"),
        event("account", "2026-01-04"),
        event("published", "2026-01-05"),
        event("unpublished", "2026-01-06"),
    )
    days = [f"2026-01-0{day}T12:00:00Z" for day in range(1, 7)]

    assert [first(at=day)["address_source"] for day in days] == [
        "friend",
        "third_party",
        "own_form",
        "own_account",
        "published",
        "own_account",
    ]


def test_what_is_no_longer_published_is_of_other_origin() -> None:
    """And has no designation."""
    tell(event("published", "2026-01-05"), event("unpublished", "2026-01-06"))

    assert [first()["address_source"], first()["address_designation"]] == ["other", "unknown"]


def test_a_request_or_consent_by_somebody_else_is_no_form_of_the_holder() -> None:
    """The source stays unknown."""
    tell(event("request", "2026-01-03", id="r1", by="bo"), event("consent", "2026-01-03", by="bo"))

    assert first()["address_source"] == "unknown"


def test_a_publication_counts_only_by_a_holder_or_who_represents_one() -> None:
    """A directory of others publishes nothing for them."""
    tell(
        event("published", "2026-01-05", by="bo"),
        event("published", "2026-01-05", by="bv", address="bo@dijk.example"),
        {"part": "bond", "a": "bv", "kind": "represents", "b": "bo"},
    )

    assert [first(to)["address_source"] for to in ("an@dijk.example", "bo@dijk.example")] == [
        "unknown",
        "published",
    ]


@pytest.mark.parametrize(
    ("published", "families", "designation"),
    [
        ({}, ("fietsen", "reizen"), "advertising_matching"),
        ({}, (), "advertising_matching"),
        ({"subjects": ["fietsen", "lampen"]}, ("fietsen",), "advertising_matching"),
        ({"subjects": ["fietsen"]}, ("fietsen", "reizen"), "advertising_other"),
        ({"subjects": ["fietsen"]}, (), "advertising_other"),
        ({"designation": "general_contact"}, ("fietsen",), "general_contact"),
        ({"designation": "no_advertising"}, ("fietsen",), "no_advertising"),
    ],
)
def test_what_a_publication_invites_to(
    published: dict[str, object], families: tuple[str, ...], designation: str
) -> None:
    """All families of the message must be among the named subjects."""
    tell(event("published", "2026-01-05", **published))

    assert designation == first(families=families)["address_designation"]


def test_an_erasure_wipes_what_happened_up_to_then_and_never_a_no() -> None:
    """At this sender only; the objection stays."""
    tell(
        event("sale", "2026-01-01", running=True),
        event("consent", "2026-01-01"),
        event("account", "2026-01-01"),
        event("request", "2026-01-01", id="r1", by="an"),
        event("import", "2026-01-01", source="friend"),
        event("objection", "2026-01-01"),
        event("sale", "2026-01-01", sender="linden"),
        event("erasure", "2026-02-01"),
    )
    rows = ask(answers="r1")

    assert [row["sale"] for row in rows] == ["none"]
    assert {
        "erased_at": moment("2026-02-01"),
        "consent_at": NEVER,
        "uses_service": 0,
        "requested": 0,
        "address_source": "unknown",
        "objected_at": moment("2026-01-01"),
        "address_collected_at": NEVER,
    }.items() <= rows[0].items()
    assert [row["sale"] for row in ask(sender="linden")] == ["paid", "none"]


def test_an_address_is_collected_anew_by_the_person_and_never_by_a_list() -> None:
    """The first later sale, consent, request or account of himself with this address."""
    tell(
        event("erasure", "2026-02-01"),
        event("import", "2026-02-02", sale={"consideration": "paid", "given_in_sale": True}),
        event("consent", "2026-02-03", by="bo"),
        event("sale", "2026-02-04", address="an@werk.example"),
        event("sale", "2026-02-05"),
        event("sale", "2026-02-06"),
    )

    assert first(at="2026-02-04T12:00:00Z")["address_collected_at"] == NEVER
    assert moment("2026-02-05") == first()["address_collected_at"]


def test_a_shared_address_is_collected_anew_by_each_who_was_erased() -> None:
    """One of two is not enough."""
    tell(
        event("erasure", "2026-02-01"),
        event("erasure", "2026-02-02", party="bo"),
        event("consent", "2026-02-03", address="samen@dijk.example"),
        event("consent", "2026-02-04", address="samen@dijk.example", by="bo"),
    )

    assert first("samen@dijk.example", at="2026-02-03T12:00:00Z")["address_collected_at"] == NEVER
    assert moment("2026-02-04") == first("samen@dijk.example")["address_collected_at"]


def need(to: str = "an@dijk.example", **changes: object) -> int:
    """Give whether a necessary message is needed by this recipient."""
    return int(first(to, **{"service_content_necessary": True, **changes})["service_content_necessary"])


def test_a_service_message_is_needed_by_who_uses_the_service_or_dealt() -> None:
    """Not by who is merely on a list, nor where nothing in it is necessary."""
    tell(
        event("sale", "2026-01-01", consideration="quote"),
        event("import", "2026-01-01", address="bo@dijk.example"),
    )

    assert [need(), need("bo@dijk.example"), need(service_content_necessary=False)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("basis", "named", "needed"),
    [
        ("contract", True, 0),
        ("legal_duty", False, 1),
        ("security", False, 0),
        ("security", True, 1),
        ("vital_interest", True, 1),
        ("vital_interest", False, 0),
    ],
)
def test_everybody_on_record_needs_what_safety_or_law_asks(basis: str, named: bool, needed: int) -> None:  # noqa: FBT001  (a row of the table)
    """Security needs a named person who says why; a stranger never needs it."""
    tell(event("import", "2026-01-01"))

    assert needed == need(service_basis=basis, necessity_named=named)
    assert need("vreemd@elders.example", service_basis=basis, necessity_named=named) == 0


def test_a_request_is_answered_once() -> None:
    """Through this address, of this sender, and not sent yet."""
    tell(
        event("request", "2026-01-01", id="r1", by="an"),
        event("sent", "2026-01-03", answers="r1"),
    )
    before = first(at="2026-01-02T10:00:00Z", answers="r1")

    assert [1, moment("2026-01-01")] == [before["requested"], before["requested_at"]]
    assert [first(answers="r1")["requested"], first(answers="r1")["requested_at"]] == [0, NEVER]
    assert first("an@werk.example", at="2026-01-02T10:00:00Z", answers="r1")["requested"] == 0
    assert first(at="2026-01-02T10:00:00Z", answers="r2")["requested"] == 0


def test_what_was_recorded_later_was_not_known_then() -> None:
    """The register answers as of sending at one moment on what was recorded by another."""
    tell(event("sale", "2026-01-01"), recorded_at=10)
    tell(event("objection", "2026-01-02"), recorded_at=20)

    assert first(known_at=15)["objected_at"] == NEVER
    assert moment("2026-01-02") == first(known_at=20)["objected_at"]
    assert [first(known_at=5)["sale"], first(known_at=15)["sale"]] == ["none", "paid"]


def test_another_senders_dealings_accounts_and_consents_do_not_count() -> None:
    """Senders are strangers to each other."""
    tell(
        event("sale", "2026-01-01", sender="linden"),
        event("account", "2026-01-01", sender="linden"),
        event("consent", "2026-01-01", sender="linden"),
    )
    row = first()

    assert [
        row["sale"],
        row["uses_service"],
        row["consent_at"],
        row["address_source"],
    ] == ["none", 0, NEVER, "unknown"]
