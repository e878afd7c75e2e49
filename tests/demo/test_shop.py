"""The demo shop: the program itself arrives at 1,234 of 2,000, on any day."""

import csv
import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from datmag.demo import columns
from datmag.demo.fill import Done, fill
from datmag.demo.shop import Shop, at, build, main
from datmag.gate.audience import Funnel, freeze, funnel
from datmag.gate.enquiry import enquire
from datmag.mail.message import MessageFile
from datmag.moment import SECOND, Moment, parse_loose
from datmag.register.models import Address, Party

HOUR: Moment = 3600 * SECOND
TODAY = datetime.now(UTC).date()
DAYS = (TODAY, TODAY + timedelta(days=400), date(2028, 2, 29))
EXAMPLE = Path(__file__).parents[2] / "examples" / "vondel"


def filled(shop: Shop) -> list[Done]:
    """Put the shop on record at nine in the morning of its day."""
    return fill(shop, at=parse_loose(shop.day.isoformat()) + 9 * HOUR)


def spread(shop: Shop, letter: Path) -> Funnel:
    """Judge everybody for a newsletter at ten, as it stands with a footer and a working link."""
    moment = parse_loose(shop.day.isoformat()) + 10 * HOUR
    intent = MessageFile.read(letter.read_text(encoding="utf-8"), letter.name).intent
    found = {"identifies_sender": True, "stop_address_valid": True, "unsubscribe": "works"}
    asked = replace(intent, facts={**intent.facts, **found})
    enquiry = enquire(asked, sender="", at=moment, known_at=moment, policy="standard")
    return funnel(freeze(enquiry, made_at=moment))


def content(path: Path) -> dict[str, bytes]:
    """Give what a file holds; of a ZIP its members, for compression differs between machines."""
    if path.suffix != ".zip":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.db
@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=["today", "in 400 days", "29 February"])
def test_the_spring_newsletter_may_go_to_1234_of_2000(tmp_path: Path, day: date) -> None:
    """By ground, and for each first reason; the summer newsletter may go to the same people."""
    shop = build(tmp_path, day)
    filled(shop)
    found = spread(shop, shop.spring)

    assert (found.total, found.permitted, found.denied + found.held) == (2000, 1234, 766)
    assert shop.expected["permitted"] == found.by_ground
    assert shop.expected["denied"] | shop.expected["held"] == found.by_reason
    assert len(shop.expected["denied"]) >= 8
    assert spread(shop, shop.summer).permitted == 1234


@pytest.mark.db
@pytest.mark.django_db
def test_the_dirty_lines_are_reported_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    """Each defect stands in the report of its file with its line; imported again, all is known."""
    shop = build(tmp_path, TODAY)
    first = filled(shop)
    before = (Party.objects.count(), Address.objects.count())
    again = filled(shop)
    problems = {one.step.file: one.report.counts["problems"] for one in first}

    assert problems == {"klanten.csv": 3, "bestellingen.csv": 2, "mailchimp.zip": 2, "beursbezoekers.csv": 0}
    assert {0} == {one.report.counts["new"] for one in again}
    assert before == (Party.objects.count(), Address.objects.count())


def test_the_same_day_gives_the_same_files_and_they_are_the_committed_ones(tmp_path: Path) -> None:
    """A fixed seed: what is in `examples/` is what the script writes, and it is small."""
    day = date(2026, 11, 24)
    build(tmp_path, day)
    names = sorted(path.name for path in tmp_path.iterdir())

    assert names == sorted(path.name for path in EXAMPLE.iterdir())
    for name in names:
        assert content(EXAMPLE / name) == content(tmp_path / name), name
    assert sum(path.stat().st_size for path in EXAMPLE.iterdir()) < 2_000_000


def test_the_exports_have_the_columns_of_shopify_and_mailchimp() -> None:
    """In their order; an order's later lines leave its own columns empty."""
    with (EXAMPLE / "klanten.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == columns.CUSTOMERS
    with (EXAMPLE / "bestellingen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with zipfile.ZipFile(EXAMPLE / "mailchimp.zip") as archive:
        kinds = [name.partition("_")[0] for name in archive.namelist()]
    seen = Counter(row["Name"] for row in rows)
    later = [row for row, before in zip(rows[1:], rows, strict=False) if row["Name"] == before["Name"]]

    assert (len(columns.ORDERS), len(columns.CUSTOMERS)) == (79, 20)
    assert tuple(rows[0]) == columns.ORDERS
    assert kinds == ["subscribed", "unsubscribed", "cleaned"]
    assert len(rows) - len(seen) == len(later) > 100
    assert {""} == {row["Created at"] + row["Financial Status"] + row["Total"] for row in later}


def test_nobody_is_real_and_every_date_lies_before_the_day() -> None:
    """Every domain ends in `.example`, every event has an id of its own."""
    entries = [
        json.loads(line) for line in (EXAMPLE / "events.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    values = [entry["value"] for entry in entries if entry.get("part") == "address"]
    events = [entry for entry in entries if "type" in entry]

    assert {"example"} == {value.rpartition(".")[2] for value in values}
    assert len(events) == len({entry["id"] for entry in events})
    assert max(entry["at"] for entry in events) < "2026-11-23T23:00:00Z"


def test_the_script_writes_the_shop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m datmag.demo.shop --day … --out …`."""
    code = main(["--out", str(tmp_path / "vondel"), "--day", "2024-02-29"])

    assert code == 0
    assert "1234" in capsys.readouterr().out
    assert at(tmp_path / "vondel", date(2024, 2, 29)).spring.exists()
