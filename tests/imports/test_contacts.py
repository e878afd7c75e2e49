"""The format `datmag`: every column, and what of a bad line is still taken."""

import hashlib
from pathlib import Path

import pytest

from datmag.moment import NEVER, parse
from tests.imports.given import NOTICE, NOW, facts, file, imported, ready, said

pytestmark = [pytest.mark.db, pytest.mark.django_db]
COLUMNS = [
    "email",
    "name",
    "kind",
    "country",
    "language",
    "organisation",
    "role",
    "bought_family",
    "bought_at",
    "amount",
    "currency",
    "paid",
    "refusal_offered",
    "informed",
    "consent_purposes",
    "consent_at",
    "consent_method",
    "consent_notice",
    "last_sent_at",
    "optout_at",
    "optout_scope",
    "source_id",
]


def lines(*rows: dict[str, str]) -> str:
    """Write rows with every column of the format."""
    written = [",".join(row.get(column, "") for column in COLUMNS) for row in rows]
    return "\n".join([",".join(COLUMNS), *written])


SALE = {"bought_family": "onderhoud", "bought_at": "2026-03-01", "paid": "paid", "amount": "89.00"}


def test_a_line_tells_of_person_and_purchase(tmp_path: Path) -> None:
    """A bare date is 00:00 in Amsterdam; under origin `own_sale` the address was given in the sale."""
    ready()
    row = {"email": "jan@voorbeeld.example", "kind": "sole_trader", "country": "BE", **SALE}
    imported(tmp_path, lines({**row, "refusal_offered": "not_offered", "informed": "no"}), "datmag")
    known = facts("jan@voorbeeld.example")[0]

    assert tuple(
        known[name]
        for name in (
            "recipient_kind",
            "recipient_country",
            "sale",
            "address_source",
            "informed_at_collection",
            "refusal_offered_at_collection",
        )
    ) == ("sole_trader", "BE", "paid", "own_sale", 0, 0)
    assert parse("2026-03-01T00:00:00+01:00") == known["sale_at"]


def test_a_refusal_used_is_a_no(tmp_path: Path) -> None:
    """At the time of the sale."""
    ready()
    imported(tmp_path, lines({"email": "a@b.example", **SALE, "refusal_offered": "used"}), "datmag")

    assert parse("2026-03-01T00:00:00+01:00") == facts("a@b.example")[0]["objected_at"]


@pytest.mark.parametrize(
    ("role", "party"), [("represents", "represented"), ("owner", "represented"), ("employee", "other")]
)
def test_who_dealt_for_an_organisation_is_no_mere_employee(tmp_path: Path, role: str, party: str) -> None:
    """The organisation is the customer; only who dealt for it stands as represented."""
    ready()
    imported(
        tmp_path,
        lines({"email": "ans@bakker.example", "organisation": "Bakkerij Smit", "role": role, **SALE}),
        "datmag",
    )

    assert party == facts("ans@bakker.example")[0]["sale_party"]


def test_several_families_are_several_purchases(tmp_path: Path) -> None:
    """A list is separated by `;`."""
    ready()
    report = imported(
        tmp_path, lines({"email": "a@b.example", **SALE, "bought_family": "kleding;onderhoud"}), "datmag"
    )

    assert report.counts["sales"] == 2


@pytest.mark.parametrize(
    ("named", "evidence"), [("tekst.txt", "full"), ("tekst.yaml", "full"), ("", "partial")]
)
def test_a_yes_names_the_text_that_was_shown(tmp_path: Path, named: str, evidence: str) -> None:
    """A file beside the list; without one there is no proof."""
    ready()
    file(tmp_path, "Ja, stuur mij de nieuwsbrief", "tekst.txt")
    file(tmp_path, NOTICE, "tekst.yaml")
    yes = {"consent_purposes": "nieuwsbrief", "consent_at": "2025-06-01", "consent_method": "active"}
    row = {"email": "a@b.example", **yes, "consent_notice": named, "last_sent_at": "2026-02-01"}
    imported(tmp_path, lines(row), "datmag", origin="own_form")
    known = facts("a@b.example")[0]

    assert (evidence, 1) == (known["consent_evidence"], known["consent_covers_purpose"])
    assert parse("2026-02-01T00:00:00+01:00") == known["consent_last_used_at"]


def test_a_text_on_record_is_named_by_its_hash(tmp_path: Path) -> None:
    """What it told comes with it."""
    ready()
    text = "Ja, stuur mij de nieuwsbrief"
    file(tmp_path, text, "tekst.txt")
    yes = {"consent_purposes": "nieuwsbrief", "consent_at": "2025-06-01", "consent_method": "active"}
    first = {"email": "a@b.example", **yes, "consent_notice": "tekst.txt"}
    imported(tmp_path, lines(first), "datmag", origin="own_form")
    second = {"email": "c@b.example", **yes, "consent_notice": hashlib.sha256(text.encode()).hexdigest()}
    imported(tmp_path, lines(second), "datmag", origin="own_form")

    assert facts("c@b.example")[0]["consent_evidence"] == "full"


@pytest.mark.parametrize("named", ["../geheim.txt", "/etc/hostname", "weg.txt", "a" * 64])
def test_a_text_that_is_not_there_is_a_problem_of_its_line(tmp_path: Path, named: str) -> None:
    """Files are looked for beside the list and nowhere else."""
    ready()
    file(tmp_path.parent, "x", "geheim.txt")
    report = imported(tmp_path, lines({"email": "a@b.example", "consent_notice": named}), "datmag")

    assert said(report) == [(2, "consent_notice")]


@pytest.mark.parametrize(
    ("optout", "covers"),
    [
        ({"optout_at": "2026-02-01"}, True),
        ({"optout_scope": "unclear"}, True),
        ({"optout_scope": "purpose:nieuwsbrief", "optout_at": "2026-02-01"}, True),
        ({"optout_scope": "purpose:workshops", "optout_at": "2026-02-01"}, False),
        ({"optout_scope": "channel:phone", "optout_at": "2026-02-01"}, False),
        ({"optout_scope": "iets"}, True),
        ({"optout_at": "2199-06-01"}, True),
        ({"optout_scope": "purpose:nieuwsbrief", "optout_at": "2199-06-01"}, True),
        ({"optout_at": "31-02-2026"}, True),
    ],
)
def test_an_opt_out_is_taken_with_its_scope_and_a_defect_makes_it_wider(
    tmp_path: Path,
    optout: dict[str, str],
    covers: bool,  # noqa: FBT001  (a column of the table)
) -> None:
    """What cannot be read is never less of a No."""
    ready()
    imported(tmp_path, lines({"email": "a@b.example", **optout}), "datmag", origin="other_tool")

    assert covers == (facts("a@b.example")[0]["objected_at"] != NEVER)


@pytest.mark.parametrize(
    ("optout", "column"),
    [
        ({"optout_at": "2027-06-01"}, "optout_at"),
        ({"optout_at": "2027-06-01", "optout_scope": "purpose:Nieuwsbrief"}, "optout_at"),
        ({"optout_at": "2027-06-01", "optout_scope": "channel:email"}, "optout_at"),
        ({**SALE, "bought_at": "2027-06-01", "refusal_offered": "used"}, "bought_at"),
    ],
)
def test_a_no_dated_in_the_future_counts_from_the_import_and_is_noted(
    tmp_path: Path, optout: dict[str, str], column: str
) -> None:
    """A No in a list counts from the import at the latest, whatever its date and however its purpose is spelt."""
    ready()
    report = imported(tmp_path, lines({"email": "a@b.example", **optout}), "datmag")

    assert [("note", 2, column)] == [(one.level, one.line, one.column) for one in report.findings]
    assert facts("a@b.example")[0]["objected_at"] == NOW


@pytest.mark.parametrize(
    ("row", "origin"),
    [
        ({"paid": ""}, "own_sale"),
        ({"paid": "paid", "amount": "0"}, "own_sale"),
        ({"paid": "paid", "country": "Nederland"}, "own_sale"),
        ({"paid": "paid", "bought_at": "31-02-2026"}, "own_sale"),
        ({"paid": "paid", "refusal_offered": "Used"}, "own_sale"),
        ({"paid": "paid"}, "bought"),
    ],
)
def test_a_refusal_used_is_taken_even_where_its_sale_is_not(
    tmp_path: Path, row: dict[str, str], origin: str
) -> None:
    """A No does not hang on whether the purchase beside it can be read, counts, or may be taken."""
    ready()
    sale = {"bought_family": "onderhoud", "bought_at": "2026-01-10", "refusal_offered": "used", **row}
    imported(tmp_path, lines({"email": "a@b.example", **sale}), "datmag", origin=origin)

    assert facts("a@b.example")[0]["objected_at"] != NEVER


def test_every_bad_cell_is_named_and_only_the_no_of_its_line_is_taken(tmp_path: Path) -> None:
    """The purchase beside it is not guessed at."""
    ready()
    bad = {
        "email": "a@b.example",
        "kind": "mens",
        "country": "Nederland",
        "bought_family": "onbekend",
        "bought_at": "31-02-2026",
        "amount": "veel",
        "paid": "ja",
        "informed": "misschien",
        "role": "owner",
        "optout_at": "2026-02-01",
    }
    report = imported(tmp_path, lines(bad, {"email": "goed@b.example", **SALE}, {"email": ""}), "datmag")
    row = facts("a@b.example")[0]

    assert {"kind", "country", "bought_family", "bought_at", "amount", "paid", "informed", "role"} == {
        column for line, column in said(report) if line == 2
    }
    assert (parse("2026-02-01T00:00:00+01:00"), 0) == (row["objected_at"], row["dealing"])
    assert facts("goed@b.example")[0]["sale"] == "paid"


def test_of_a_bought_list_only_the_no_is_taken(tmp_path: Path) -> None:
    """Its people are not put on record; whoever said No there is left alone."""
    ready()
    rows = [
        {"email": "a@b.example", **SALE, "consent_purposes": "nieuwsbrief"},
        {"email": "nee@b.example", "optout_at": "2026-02-01", **SALE},
    ]
    report = imported(tmp_path, lines(*rows), "datmag", origin="bought")

    assert tuple(report.counts[name] for name in ("noes", "new", "sales", "not_taken")) == (1, 1, 0, 1)
    assert facts("a@b.example")[0]["on_record"] == 0
    assert NEVER != facts("nee@b.example")[0]["objected_at"] <= NOW


def test_an_endless_address_is_a_problem_and_is_not_kept(tmp_path: Path) -> None:
    """Ten thousand of them would fill the memory."""
    ready()
    report = imported(tmp_path, lines({"email": "x" * 100_000 + "@b.example"}), "datmag")

    assert said(report) == [(2, "email")]
    assert len(report.findings[0].value) + len(report.findings[0].text.nl) < 1000
