"""The writers: everything once, nothing half, nothing changed afterwards, and errors for the person who must act."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from datmag.errors import InputError
from datmag.moment import parse
from datmag.register import form, record
from datmag.register.models import Address, Choice, Entry, Holding, Notice, Purchase, Suppression
from tests.register.given import PARTS, event, first, moment, tell

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def write(*entries: Any) -> record.Report:  # noqa: ANN401  (any JSON)
    """Record the parts and these entries; refusals are reported."""
    return record.write([*PARTS, *entries], recorded_at=0)


def test_the_same_again_does_nothing() -> None:
    """Same id and content: one row."""
    sale = event("sale", "2026-01-01", id="s1")
    before = write(sale)
    after = write(sale, sale)

    assert (before.new, before.same) == (len(PARTS) + 1, 0)
    assert (after.new, after.same) == (0, len(PARTS) + 2)
    assert Purchase.objects.count() == 1


def test_the_same_id_with_other_content_is_refused() -> None:
    """The first one stays; the good ones beside it are kept."""
    write(event("sale", "2026-01-01", id="s1"))
    report = write(event("sale", "2026-01-02", id="s1"), event("sale", "2026-01-03", id="s2"))

    assert [refusal.id for refusal in report.refused] == ["s1"]
    assert report.new == 1
    assert "`s1`" in report.refused[0].text.nl


def test_a_refused_entry_stops_everything_where_that_is_asked() -> None:
    """Nothing is kept."""
    with pytest.raises(InputError), transaction.atomic():
        record.write([*PARTS, event("sale", "2026-01-01", buyer="nobody")], recorded_at=0, strict=True)

    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"type": "sael", "id": "x", "at": "2026-01-01T00:00:00Z"}, "`sale`"),
        (event("sale", "2026-01-01", adress="x"), "`address`"),
        (event("sale", "2026-01-01", consideration="payed"), "`paid`"),
        (event("sale", "2026-01-01", buyer=None), "`buyer`"),
        (event("sale", "2026-01-01", buyer="nobody"), "`nobody`"),
        (event("sale", "2026-01-01", family="schepen"), "`schepen`"),
        (event("sale", "2026-01-01", sender="niemand"), "`niemand`"),
        (event("sale", "2026-01-01", address="jan@@x"), "`jan@@x`"),
        (event("sale", "2026-01-01", informed="yes"), "`informed`"),
        ({**event("sale", "2026-01-01"), "at": "2026-01-01T10:00:00"}, "zone"),
        ({**event("sale", "2026-01-01"), "at": "31-02-2026"}, "`31-02-2026`"),
        ({"type": "sale", "at": "2026-01-01T10:00:00Z"}, "`sender`"),
        (event("sale_state", "2026-01-01", sale="s9", state="paid"), "`s9`"),
        (event("confirmed", "2026-01-01", consent="c9"), "`c9`"),
        (event("objection", "2026-01-01", address=None), "`address`"),
        (event("objection", "2026-01-01", scope={"purpos": "x"}), "purpose"),
        (event("consent", "2026-01-01", purposes="nieuws"), "`purposes`"),
        (event("consent", "2026-01-01", purposes=["a|b"]), "|"),
        (event("consent", "2026-01-01", measuring=["opens"]), "`open`"),
        (event("consent", "2026-01-01", notice={"named": []}), "`names`"),
        (event("consent", "2026-01-01", purposes=["\ud800"]), "`purposes`"),
        ({"part": "partij", "id": "x"}, "`party`"),
        ({"part": "party", "id": "x", "kind": "natural_person", "name": "X", "born": "1990-02-31"}, "`born`"),
        ({"part": "party", "id": "x", "kind": "natural_person", "name": "X", "born": "19900101"}, "`born`"),
        ({"part": "address", "value": "x@y.example", "channel": "email", "holders": ["nobody"]}, "`nobody`"),
        ("no object", "JSON"),
        (None, "JSON"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_clear_sentence(entry: Any, said: str) -> None:  # noqa: ANN401  (any JSON)
    """It names the thing, or the nearest right word, in both languages; nothing of it is kept."""
    write()
    rows = Choice.objects.count() + Purchase.objects.count() + Address.objects.count() + Entry.objects.count()
    report = record.write([entry], recorded_at=0)
    after = (
        Choice.objects.count() + Purchase.objects.count() + Address.objects.count() + Entry.objects.count()
    )

    assert report.new == 0
    assert [said in refusal.text.en for refusal in report.refused] == [True]
    assert report.refused[0].text.nl != report.refused[0].text.en
    assert rows == after


def test_an_event_may_name_an_address_that_is_not_on_record() -> None:
    """It is made, without holders."""
    tell(event("objection", "2026-01-01", address="nieuw@dijk.example"))
    made = Address.objects.get(value="nieuw@dijk.example")

    assert Holding.objects.filter(address=made).count() == 0
    assert made.channel == "email"


def test_an_address_on_two_channels_must_be_named_with_its_channel() -> None:
    """Nobody guesses which."""
    tell({"part": "address", "value": "+31612345678", "channel": "phone", "holders": ["an"]})
    report = write(
        event("complaint", "2026-01-01", address="06-12345678"),
        event("complaint", "2026-01-01", address="06-12345678", channel="phone"),
    )

    assert len(report.refused) == 1
    assert "phone, sms" in report.refused[0].text.en
    assert report.new == 1


def test_an_address_part_that_comes_again_adds_the_holders_it_lacks() -> None:
    """It tells more of the same address; what it says otherwise is refused."""
    more = {
        "part": "address",
        "value": "AN@dijk.example",
        "channel": "email",
        "kind": "personal",
        "holders": ["an", "bo"],
    }
    tell(more)
    report = write({**more, "kind": "role_business"})

    assert Holding.objects.filter(address__value="an@dijk.example").count() == 2
    assert Address.objects.get(value="an@dijk.example").kind == "personal"
    assert len(report.refused) == 1


def test_a_holding_can_be_ended_later() -> None:
    """The same holder with an end."""
    ended = {"party": "an", "until": "2026-03-01T00:00:00Z"}
    tell({"part": "address", "value": "an@dijk.example", "channel": "email", "holders": [ended]})

    assert Holding.objects.get(address__value="an@dijk.example").until == parse("2026-03-01T00:00:00Z")


def test_every_no_also_writes_a_suppression_without_a_link_to_a_person() -> None:
    """Under the mailbox key, for the sender."""
    tell(
        event("objection", "2026-01-01"),
        event("complaint", "2026-01-02"),
        event("sale", "2026-01-03", refusal="used"),
        event("import", "2026-01-04", says_no=True),
    )
    key = Address.objects.get(value="an@dijk.example").k_mailbox

    assert list(Suppression.objects.order_by("id").values_list("reason", "k_mailbox", "sender")) == [
        (reason, key, "vondel") for reason in ("objection", "complaint", "refusal", "list_no")
    ]


def test_a_suppression_of_all_senders_is_an_objection() -> None:
    """Whoever put it there."""
    tell()
    key = Address.objects.get(value="an@dijk.example").k_mailbox
    Suppression.objects.create(
        k_mailbox=key, sender="*", reason="list", since_at=moment("2026-01-01"), recorded_at=0
    )

    assert moment("2026-01-01") == first()["objected_at"] == first(sender="linden")["objected_at"]


def test_the_opt_out_page_writes_the_objection_and_the_suppression() -> None:
    """In the caller's transaction."""
    tell()
    address = Address.objects.get(value="an@dijk.example")
    record.stop(address.id, at=moment("2026-01-01"), sender="vondel", route="one_click")

    assert moment("2026-01-01") == first("an@werk.example")["objected_at"]
    assert Suppression.objects.filter(k_mailbox=address.k_mailbox).count() == 1


def test_the_text_shown_is_kept_under_its_hash() -> None:
    """Once; a hash that was named before gets its text."""
    notice = {"names": ["vondel"], "text": "Ja, stuur mij de nieuwsbrief."}
    key = "8af2ab4d3b8ff63bd0ef1a8ea6a3b09ab5d2f2e9b7f6a0f2bb3e7d8b8f9f5d11"
    tell(
        event("consent", "2026-01-01", notice=notice),
        event("consent", "2026-01-02", notice=notice),
        event("consent", "2026-01-03", notice={"hash": key}),
    )

    assert sorted(Notice.objects.values_list("body", flat=True)) == ["", notice["text"]]
    assert Choice.objects.exclude(notice=None).count() == 3


@pytest.mark.parametrize("verb", ["UPDATE register_choice SET at = 0", "DELETE FROM register_choice"])
def test_the_database_itself_refuses_to_change_the_ledger(verb: str) -> None:
    """Not even by SQL."""
    tell(event("objection", "2026-01-01"))
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(verb)

    assert Choice.objects.get().at == moment("2026-01-01")


def test_many_entries_are_written_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier batch made is known to a later one; progress is told."""
    monkeypatch.setattr(record, "BATCH", 3)
    told: list[int] = []
    people = [event("sale", f"2026-01-{day:02}", id=f"s{day}") for day in range(1, 20)]
    states = [event("sale_state", "2026-02-01", sale=f"s{day}", state="refunded") for day in range(1, 20)]
    report = record.write_batch(
        [*PARTS, *people, *states], recorded_at=moment("2026-06-01"), progress=told.append
    )

    assert (report.new, report.refused) == (len(PARTS) + 38, [])
    assert told[0] == 3
    assert told[-1] == len(PARTS) + 38


def test_every_type_of_event_has_a_form_and_a_writer() -> None:
    """And every part."""
    from datmag.register.writers import events, parts  # noqa: PLC0415  (only compared here)

    assert set(form.EVENTS) == set(events.WRITERS)
    assert set(form.PARTS) == set(parts.WRITERS)


def test_nothing_is_dated_in_the_future_and_a_no_counts_from_now() -> None:
    """A clock that runs ahead must not give a Yes that lifts a No said meanwhile; the No itself is not lost."""
    now = moment("2026-03-01")
    tell(recorded_at=now)
    later = [event("consent", "2026-03-02", id="yes"), event("objection", "2026-03-02", id="no")]

    report = record.write_batch(later, recorded_at=now)

    assert [one.id for one in report.refused] == ["yes"]
    assert now == Choice.objects.get(act="objection").at
