"""Mailchimp's audience export: a Yes with a text is proved, a No is taken, a bounce is no objection."""

import io
import zipfile
from pathlib import Path

import pytest

from datmag.errors import InputError
from datmag.moment import NEVER, parse
from tests.imports.given import NOTICE, NOW, facts, imported, ready, said

pytestmark = [pytest.mark.db, pytest.mark.django_db]
SUBSCRIBED = "Email Address,First Name,Last Name,OPTIN_TIME,CONFIRM_TIME,LAST_CHANGED,LEID\n"
UNSUBSCRIBED = "Email Address,First Name,Last Name,OPTIN_TIME,UNSUB_TIME,UNSUB_REASON,LEID\n"
CLEANED = "Email Address,First Name,Last Name,OPTIN_TIME,CLEAN_TIME,LEID\n"
YES = "ja@voorbeeld.example,Jan,Jansen,2025-06-01 08:00:00,2025-06-01 08:05:00,,1\n"


def test_a_yes_that_answered_to_the_notice_is_proved(tmp_path: Path) -> None:
    """Time, act and text: full evidence; the times are in UTC."""
    ready()
    report = imported(tmp_path, SUBSCRIBED + YES, "mailchimp", origin="own_form", notice=NOTICE)
    row = facts("ja@voorbeeld.example")[0]

    assert report.counts["yes_proven"] == 1
    assert parse("2025-06-01T08:05:00Z") == row["consent_at"]
    assert tuple(
        row[f"consent_{name}"]
        for name in ("evidence", "act", "by", "names_sender", "covers_purpose", "informed", "bundled")
    ) == ("full", "active", "recipient", 1, 1, 1, 0)


@pytest.mark.parametrize(
    ("row", "notice", "evidence"),
    [
        (YES, "", "partial"),
        (YES.replace("2025", "2024"), NOTICE, "partial"),
        ("ja@voorbeeld.example,Jan,Jansen,,2025-06-01 08:05:00,,1\n", NOTICE, "none"),
        ("ja@voorbeeld.example,Jan,Jansen,,,,1\n", NOTICE, "none"),
    ],
    ids=["no text", "before the text", "only the time of an upload", "no time"],
)
def test_a_yes_without_all_three_is_kept_without_proof(
    tmp_path: Path, row: str, notice: str, evidence: str
) -> None:
    """A text proves a Yes only in the time in which it was shown, and an upload is no sign-up."""
    ready()
    report = imported(tmp_path, SUBSCRIBED + row, "mailchimp", origin="own_form", notice=notice)

    assert (report.counts["yes_proven"], report.counts["yes_unproven"]) == (0, 1)
    assert evidence == facts("ja@voorbeeld.example")[0]["consent_evidence"]


def test_the_proof_may_be_added_by_importing_again_with_the_notice(tmp_path: Path) -> None:
    """The same list, now with the text: the Yes becomes one with proof."""
    ready()
    imported(tmp_path, SUBSCRIBED + YES, "mailchimp", origin="own_form")
    imported(tmp_path, SUBSCRIBED + YES, "mailchimp", origin="own_form", notice=NOTICE)

    assert facts("ja@voorbeeld.example")[0]["consent_evidence"] == "full"


def test_unsubscribed_is_a_no_and_cleaned_is_a_bounce(tmp_path: Path) -> None:
    """A bounce is never an objection; a No whose time cannot be read is a No all the same."""
    ready()
    no = imported(
        tmp_path,
        f"{UNSUBSCRIBED}nee@voorbeeld.example,N,N,,2026-02-01 09:00:00,NORMAL,1\n"
        "fout@voorbeeld.example,F,F,,31-02-2026,NORMAL,2\n",
        "mailchimp",
        origin="own_form",
    )
    imported(tmp_path, f"{CLEANED}weg@voorbeeld.example,W,W,,2026-02-01 09:00:00,3\n", "mailchimp")

    assert no.counts["noes"] == 2
    assert said(no) == [(3, "UNSUB_TIME")]
    assert parse("2026-02-01T09:00:00Z") == facts("nee@voorbeeld.example")[0]["objected_at"]
    assert facts("fout@voorbeeld.example")[0]["objected_at"] != NEVER
    assert tuple(facts("weg@voorbeeld.example")[0][name] for name in ("bounced", "objected_at")) == (1, NEVER)


def test_an_unsubscription_dated_in_the_future_counts_from_the_import_and_is_noted(tmp_path: Path) -> None:
    """A clock that was wrong does not postpone a No."""
    ready()
    report = imported(
        tmp_path, f"{UNSUBSCRIBED}nee@voorbeeld.example,N,N,,2027-02-01 09:00:00,NORMAL,1\n", "mailchimp"
    )

    assert [(one.level, one.line, one.column) for one in report.findings] == [("note", 2, "UNSUB_TIME")]
    assert facts("nee@voorbeeld.example")[0]["objected_at"] == NOW


def zipped(**files: str) -> bytes:
    """Make a ZIP of CSV files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}_email_audience_export_1.csv", text)
    return out.getvalue()


def test_the_zip_is_read_whole_and_each_file_is_told_by_its_columns(tmp_path: Path) -> None:
    """`nonsubscribed` looks like `subscribed`, and says neither Yes nor No."""
    ready()
    archive = zipped(
        subscribed=SUBSCRIBED + YES,
        unsubscribed=f"{UNSUBSCRIBED}nee@voorbeeld.example,N,N,,2026-02-01 09:00:00,NORMAL,1\n",
        cleaned=f"{CLEANED}weg@voorbeeld.example,W,W,,2026-02-01 09:00:00,3\n",
        nonsubscribed=f"{SUBSCRIBED}koper@voorbeeld.example,K,K,,2025-06-01 08:05:00,,4\n",
    )
    report = imported(tmp_path, archive, "mailchimp", origin="own_form", notice=NOTICE, name="a.zip")

    assert tuple(
        report.counts[name] for name in ("lines", "noes", "bounces", "yes_proven", "yes_unproven")
    ) == (4, 1, 1, 1, 0)


def test_a_file_that_says_nothing_of_its_kind_is_refused(tmp_path: Path) -> None:
    """Without one of the time columns nobody can tell who said what."""
    ready()
    with pytest.raises(InputError) as refused:
        imported(tmp_path, "Email Address,First Name\na@b.example,A\n", "mailchimp")

    assert "UNSUB_TIME" in refused.value.text.en


@pytest.mark.parametrize(
    "content", [b"PK\x05\x06" + b"\0" * 18, zipped(a="x")[:-30] + b"PK\x05\x06" + b"\0" * 26]
)
def test_an_empty_or_broken_zip_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    """Nothing is stored."""
    ready()
    with pytest.raises(InputError):
        imported(tmp_path, content, "mailchimp", name="a.zip")
