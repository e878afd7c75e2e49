"""Rules 8 and 10: whose dealing it is, what became of it, how like it is, and in which order cases are shown."""

import pytest

from datmag.moment import NEVER
from tests.register.given import ask, event, first, moment, tell

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def parties(to: str) -> list[str]:
    """Give `sale_party` of every case."""
    return [row["sale_party"] for row in ask(to)]


def test_each_dealing_makes_its_own_case_and_one_more_has_none() -> None:
    """Two purchases give three cases."""
    tell(event("sale", "2026-01-01"), event("sale", "2026-02-01", consideration="quote"))

    assert [row["sale"] for row in ask()] == ["paid", "quote", "none"]
    assert [row["sale"] for row in ask("bo@dijk.example")] == ["none"]


def test_the_dealing_of_the_buyer_is_the_recipients() -> None:
    """Also at an address that was not given in it; then the address does not come from that sale."""
    tell(event("sale", "2026-01-01"))

    assert [first()["sale_party"], first()["address_source"]] == ["recipient", "own_sale"]
    row = first("an@werk.example")

    assert [row["sale_party"], row["address_source"]] == ["recipient", "unknown"]


def test_who_dealt_for_a_firm_is_represented_and_who_dealt_for_a_person_is_not() -> None:
    """A son who orders for his father is not the customer."""
    tell(
        event("sale", "2026-01-01", buyer="bv", by="an"),
        event("sale", "2026-01-01", buyer="an", by="bo", address="bo@dijk.example"),
    )

    assert sorted(parties("an@dijk.example")) == ["recipient", "represented", "unknown"]
    assert parties("bo@dijk.example") == ["unknown"]


def test_whoever_merely_has_a_seat_or_a_bond_has_part_in_somebody_elses_dealing() -> None:
    """Without either it is not seen; nor after the seat or the bond ended."""
    tell(
        event("sale", "2026-01-01", id="s1", buyer="bv", address=None),
        event("account", "2026-01-02", id="a1", via="s1"),
        {"part": "bond", "a": "bo", "kind": "employee_of", "b": "bv"},
    )

    assert parties("an@dijk.example") == ["other", "unknown"]
    assert parties("bo@dijk.example") == ["other", "unknown"]


def test_an_ended_seat_shows_no_dealing() -> None:
    """He uses nothing any more."""
    tell(
        event("sale", "2026-01-01", id="s1", buyer="bv", address=None),
        event("account", "2026-01-02", id="a1", via="s1"),
        event("account_end", "2026-01-03", account="a1"),
    )

    assert parties("an@dijk.example") == ["unknown"]


@pytest.mark.parametrize(
    ("states", "kind"),
    [
        (["refunded"], "refunded"),
        (["cancelled"], "refunded"),
        (["partly_refunded"], "paid"),
        (["refunded", "partly_refunded"], "refunded"),
        (["refunded", "paid"], "paid"),
    ],
)
def test_what_became_of_a_sale(states: list[str], kind: str) -> None:
    """The latest state counts; a part refunded leaves it as it was."""
    told = [
        event("sale_state", f"2026-02-0{day}", sale="s1", state=state) for day, state in enumerate(states, 1)
    ]
    tell(event("sale", "2026-01-01", id="s1"), *told)

    assert kind == first()["sale"]
    assert first(at="2026-01-15T10:00:00Z")["sale"] == "paid"


def test_of_two_states_at_one_moment_the_no_wins() -> None:
    """Paid and refunded in the same second is refunded."""
    tell(
        event("sale", "2026-01-01", id="s1"),
        event("sale_state", "2026-02-01", sale="s1", state="refunded"),
        event("sale_state", "2026-02-01", sale="s1", state="paid"),
    )

    assert first()["sale"] == "refunded"


def test_a_contract_runs_until_its_end_or_its_refund() -> None:
    """Running it means that the service is used."""
    tell(
        event("sale", "2026-01-01", id="s1", running=True),
        event("contract_end", "2026-03-01", sale="s1"),
        event("sale", "2026-01-01", id="s2", running=True, buyer="bo", address="bo@dijk.example"),
        event("sale_state", "2026-04-01", sale="s2", state="cancelled"),
    )

    assert [first(at="2026-02-01T10:00:00Z")[key] for key in ("uses_service", "relation_ended_at")] == [
        1,
        NEVER,
    ]
    assert [0, moment("2026-03-01")] == [first()[key] for key in ("uses_service", "relation_ended_at")]
    row = first("bo@dijk.example")

    assert [0, moment("2026-04-01")] == [row["uses_service"], row["relation_ended_at"]]


def likeness(bought: str, word: str, offered: str, **more: str) -> dict[str, str]:
    """Give a likeness decision."""
    return {"part": "likeness", "bought": bought, "offered": offered, "as": word, **more}


@pytest.mark.parametrize(
    ("families", "like"),
    [
        (("fietsen",), "same"),
        (("lampen",), "accessory"),
        (("fietsen", "lampen"), "accessory"),
        (("reizen",), "dissimilar"),
        (("lampen", "reizen"), "dissimilar"),
        (("kleding",), "unknown"),
        (("fietsen", "kleding"), "unknown"),
        (("reizen", "kleding"), "dissimilar"),
        ((), "unknown"),
    ],
)
def test_of_a_list_of_families_the_least_similar_counts(families: tuple[str, ...], like: str) -> None:
    """Dissimilar before undecided."""
    tell(
        likeness("fietsen", "accessory", "lampen"),
        likeness("fietsen", "dissimilar", "reizen"),
        event("sale", "2026-01-01", family="fietsen"),
    )

    assert like == first(families=families)["similarity"]


def test_a_likeness_stands_from_its_day_until_it_is_revoked() -> None:
    """At the very moment of revoking it stands no more."""
    tell(
        likeness(
            "fietsen", "similar", "lampen", at="2026-02-01T10:00:00Z", revoked_at="2026-03-01T10:00:00Z"
        ),
        event("sale", "2026-01-01", family="fietsen"),
    )
    moments = ("2026-02-01T09:59:59Z", "2026-02-01T10:00:00Z", "2026-03-01T09:59:59Z", "2026-03-01T10:00:00Z")

    assert [first(at=at, families=("lampen",))["similarity"] for at in moments] == [
        "unknown",
        "similar",
        "similar",
        "unknown",
    ]


def checkout(since: str, **more: object) -> dict[str, object]:
    """Give a checkout text in force."""
    told = {"sender": "vondel", "informed": True, "refusal": "offered", **more}
    return {"part": "checkout", "since": f"{since}T00:00:00Z", **told}


def collection(to: str = "an@dijk.example") -> tuple[int, int]:
    """Give what was told and offered at collection."""
    row = first(to)
    return row["informed_at_collection"], row["refusal_offered_at_collection"]


def test_what_a_sale_leaves_open_comes_from_the_checkout_in_force() -> None:
    """What it says itself stands; the checkout of another sender counts for nothing."""
    tell(
        checkout("2026-01-01"),
        event("sale", "2026-02-01"),
        event("sale", "2026-02-01", buyer="bo", address="bo@dijk.example", refusal="not_offered"),
        event("sale", "2025-12-31", address="an@werk.example"),
    )

    assert collection() == (1, 1)
    assert collection("bo@dijk.example") == (1, 0)
    assert collection("an@werk.example") == (-1, -1)


def test_of_several_checkouts_the_latest_begun_is_in_force_until_its_end() -> None:
    """Up to, not including, `until`; then the older one counts again."""
    tell(
        checkout("2026-01-01", refusal="not_offered"),
        checkout("2026-02-01", until="2026-03-01T10:00:00Z"),
        event("sale", "2026-02-15"),
        event("sale", "2026-03-01", buyer="bo", address="bo@dijk.example"),
    )

    assert collection() == (1, 1)
    assert collection("bo@dijk.example") == (1, 0)


def test_an_undated_sale_of_a_list_has_no_checkout() -> None:
    """Nobody knows what was shown then."""
    sale = {"consideration": "paid", "given_in_sale": True}
    tell(
        checkout("2026-01-01"),
        event("import", "2026-02-01", sale=sale),
        event("import", "2026-02-01", address="bo@dijk.example", sale={**sale, "at": "2026-01-15T10:00:00Z"}),
    )

    assert collection() == (-1, -1)
    assert collection("bo@dijk.example") == (1, 1)


def test_the_buyer_of_a_list_sale_is_the_only_holder() -> None:
    """At a shared address it is nobody's; before the list it is not known."""
    sale = {"consideration": "paid", "at": "2026-01-15T10:00:00Z", "given_in_sale": True}
    tell(
        event("import", "2026-02-01", sale=sale),
        event("import", "2026-02-01", address="samen@dijk.example", sale=sale),
    )

    assert [first()["sale_party"], first()["address_source"]] == ["recipient", "own_sale"]
    assert [row["sale_party"] for row in ask("samen@dijk.example")][:1] == ["recipient"]
    assert [row["sale"] for row in ask(at="2026-01-20T10:00:00Z")] == ["none"]


def test_the_order_of_showing() -> None:
    """Given here first, then by kind, then by likeness, then the latest; the case without a dealing last."""
    tell(
        event("sale", "2026-01-01", id="elsewhere", address="an@werk.example"),
        event("sale", "2026-01-01", id="old", family="fietsen"),
        event("sale", "2026-02-01", id="new", family="fietsen"),
        event("sale", "2026-03-01", id="unlike", family="reizen"),
        event("sale", "2026-03-01", id="quote", consideration="quote", family="fietsen"),
        event("sale", "2026-03-01", id="firm", buyer="bv"),
        {"part": "bond", "a": "an", "kind": "employee_of", "b": "bv"},
    )
    shown = [(row["sale"], row["sale_at"], row["address_source"], row["sale_party"]) for row in ask()]

    assert shown == [
        ("paid", moment("2026-02-01"), "own_sale", "recipient"),
        ("paid", moment("2026-01-01"), "own_sale", "recipient"),
        ("paid", moment("2026-03-01"), "own_sale", "recipient"),
        ("quote", moment("2026-03-01"), "own_sale", "recipient"),
        ("paid", moment("2026-01-01"), "unknown", "recipient"),
        ("paid", moment("2026-03-01"), "unknown", "other"),
        ("none", NEVER, "unknown", "unknown"),
    ]


@pytest.mark.parametrize("lacking", ["whole", "told", "refusal", None])
def test_a_takeover_makes_a_predecessor_only_where_whole_told_and_refusable(lacking: str | None) -> None:
    """Otherwise the dealings are of another."""
    changes = {lacking: False} if lacking else {}
    tell(event("sale", "2026-01-01", sender="oud"), event("takeover", "2026-02-01", **changes))

    assert ("other" if lacking else "predecessor") == first()["sale_seller"]
    assert first(at="2026-01-15T10:00:00Z")["sale"] == "none"


def test_a_dealing_with_the_old_owner_after_the_takeover_is_of_another() -> None:
    """Nobody told that customer."""
    tell(event("takeover", "2026-02-01"), event("sale", "2026-03-01", sender="oud"))

    assert first()["sale_seller"] == "other"


def test_consents_do_not_pass_on_in_a_takeover() -> None:
    """They stay with the controller that they name."""
    tell(event("consent", "2026-01-01", sender="oud"), event("takeover", "2026-02-01"))

    assert first()["consent_at"] == NEVER


def test_a_takeover_of_a_takeover_counts_too() -> None:
    """The dealings pass on in turn."""
    tell(
        event("sale", "2026-01-01", sender="oud"),
        event("takeover", "2026-02-01", to="linden"),
        event("takeover", "2026-03-01", **{"from": "linden", "to": "vondel"}),
    )

    assert first()["sale_seller"] == "predecessor"


def test_what_came_to_the_old_owner_after_he_was_taken_over_is_of_another() -> None:
    """He had handed over his business already."""
    tell(
        event("sale", "2026-01-01", sender="oud"),
        event("takeover", "2026-02-01", **{"from": "linden", "to": "vondel"}),
        event("takeover", "2026-03-01", to="linden"),
    )

    assert first()["sale_seller"] == "other"
