"""An import as a whole: again does nothing, a trial stores nothing, a No is never lifted, all or nothing."""

from pathlib import Path

import pytest
from django.db import DatabaseError

from datmag.errors import BusyError, InputError
from datmag.moment import DAY, NEVER
from datmag.register import record
from datmag.register.imports import book
from datmag.register.models import Address, Choice, Entry, ListRow, Party
from tests.imports.given import LATER, NOTICE, NOW, SENDER, facts, file, imported, ready

pytestmark = [pytest.mark.db, pytest.mark.django_db]
LIST = "email,name,bought_family,bought_at,paid,consent_purposes,consent_at,optout_at\n" + "".join(
    f"p{number}@voorbeeld.example,P {number},onderhoud,2026-03-01,paid,nieuwsbrief,2025-06-01,"
    f"{'2026-04-01' if number % 5 == 0 else ''}\n"
    for number in range(20)
)


def counted() -> tuple[int, ...]:
    """Count what is on record."""
    return tuple(model.objects.count() for model in (Party, Address, Entry, ListRow, Choice))


def test_the_same_list_again_does_nothing(tmp_path: Path) -> None:
    """Also a day later, when undated entries would get another date."""
    ready()
    first = imported(tmp_path, LIST, "datmag")
    before = counted()
    again = imported(tmp_path, LIST, "datmag", at=NOW + DAY)

    assert (first.counts["new"], first.counts["same"]) == (24, 0)
    assert (again.counts["new"], again.counts["same"]) == (0, 24)
    assert before == counted()


def test_a_dry_run_says_the_same_and_stores_nothing(tmp_path: Path) -> None:
    """It walks the whole way and goes back."""
    ready()
    before = counted()
    trial = imported(tmp_path, LIST, "datmag", dry_run=True)

    assert before == counted()
    assert trial.counts == imported(tmp_path, LIST, "datmag").counts


def test_a_database_error_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of a list, or nothing of it."""
    ready()
    before, real, calls = counted(), record.write, []

    def failing(*given: object, **more: object) -> object:
        calls.append(1)
        if len(calls) > 2:
            raise DatabaseError
        return real(*given, **more)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr("datmag.register.imports.run.BATCH", 5)
    monkeypatch.setattr(book.record, "write", failing)
    with pytest.raises(BusyError):
        imported(tmp_path, LIST, "datmag")

    assert len(calls) == 3
    assert before == counted()


def test_a_file_that_turns_out_unreadable_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    """A wrong encoding on line 5,000 is a wrong encoding of the file."""
    ready()
    before = counted()
    content = LIST.encode() * 1 + b"x" * 10 + "é".encode("cp1252") + b"\n"
    with pytest.raises(InputError):
        imported(tmp_path, content, "datmag")

    assert before == counted()


def test_an_import_never_lifts_a_no(tmp_path: Path) -> None:
    """Whatever a list says, of whatever date, and through whatever spelling of the mailbox."""
    ready()
    stop = {"id": "n1", "type": "objection", "at": "2026-01-01T10:00:00Z", "sender": SENDER}
    record.write(
        [{**stop, "address": "jan@voorbeeld.example", "scope": "all", "route": "link"}], recorded_at=NOW
    )
    yes = "Email Address,OPTIN_TIME,CONFIRM_TIME\n{},2026-03-01 08:00:00,2026-03-01 08:05:00\n"
    for address in ("jan@voorbeeld.example", "jan+nieuws@voorbeeld.example", "JAN@voorbeeld.example"):
        imported(tmp_path, yes.format(address), "mailchimp", origin="own_form", notice=NOTICE)
    rows = [*facts("jan@voorbeeld.example"), *facts("jan+nieuws@voorbeeld.example")]

    assert {NEVER} == {row["consent_at"] for row in rows}
    assert NEVER not in {row["objected_at"] for row in rows}


def test_a_person_whom_the_register_knows_keeps_his_name_and_gets_no_double(tmp_path: Path) -> None:
    """The holder on record is the buyer; a list makes nobody new for an address that has a holder."""
    ready()
    known = [
        {"part": "party", "id": "jan", "kind": "natural_person", "name": "Jan de Vries"},
        {"part": "address", "value": "p1@voorbeeld.example", "channel": "email", "holders": ["jan"]},
    ]
    record.write(known, recorded_at=NOW - DAY, strict=True)
    report = imported(tmp_path, LIST, "datmag")

    assert report.counts["contacts"] == 19
    assert tuple(
        facts("p1@voorbeeld.example", LATER)[0][name] for name in ("recipient_kind", "sale_party")
    ) == ("natural_person", "recipient")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("from: 2025-01-01\n", "text"),
        ("text: x\nnames: 5\n", "names"),
        ("txt: x\n", "bedoelt u `text`"),
        ("text: x\nfrom: 2025-02-31\n", "from"),
        ("text: x\nact: klik\n", "act"),
        ("text: x\ninformed: soms\n", "informed"),
        ("- x\n", "sleutels"),
        ("text: 'x\n", "regel"),
    ],
)
def test_a_bad_notice_is_a_sentence_with_its_key(tmp_path: Path, text: str, word: str) -> None:
    """Before anything is read of the list."""
    ready()
    with pytest.raises(InputError) as refused:
        imported(tmp_path, LIST, "datmag", notice=text)

    assert word in refused.value.text.nl
    assert "notice.yaml" in refused.value.text.en


@pytest.mark.parametrize(
    "text",
    [
        "sku_or_name,family\nX,onbekend\n",
        "sku,family\n",
        "sku_or_name,family\nX,\n",
        "sku_or_name,family\nX,kleding\nx,onderhoud\n",
    ],
)
def test_a_bad_families_file_is_a_sentence_with_its_line(tmp_path: Path, text: str) -> None:
    """A family must be on record, and a product can belong to one only."""
    from datmag.register.imports.run import Order, run  # noqa: PLC0415  (beside its only use)

    ready()
    order = Order(file(tmp_path, LIST), "datmag", "own_sale", SENDER, families=file(tmp_path, text, "f.csv"))
    with pytest.raises(InputError) as refused:
        run(order, at=NOW)

    assert "`f.csv`" in refused.value.text.en
