"""What is told about lines: bounded in number, and never a formula that a spreadsheet would run."""

import csv
import io

import pytest

from datmag.register.imports.findings import MOST_KEPT, Finding, Report, neutral, shown, write_csv
from datmag.words import Text


def finding(value: str) -> Finding:
    """Make a finding on a cell."""
    return Finding("lijst.csv", 7, "email", value, Text("fout", "wrong"))


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x.example")', "+31612345678", "-1", "@SUM(1)"])
def test_a_formula_is_never_written_as_one(cell: str) -> None:
    """A quote before it makes it a text, in JSON and in CSV."""
    out = io.StringIO()
    write_csv([finding(cell)], out)
    written = list(csv.reader(io.StringIO(out.getvalue())))[1][3]

    assert written[0] == "'"
    assert str(finding(cell).json()["value"])[0] == "'"
    assert cell == neutral(cell)[1:]


def test_long_and_invisible_values_are_shown_short_and_visible() -> None:
    """A finding fits a line of a terminal."""
    assert shown("a\0b") == "a\\x00b"
    assert len(shown("x" * 5000)) == 81


def test_only_so_many_findings_are_kept_but_all_are_counted() -> None:
    """A list with a million bad lines does not fill the memory."""
    report = Report()
    for _ in range(MOST_KEPT + 5):
        report.add(finding("x"))

    assert len(report.findings) == MOST_KEPT
    assert report.counts["problems"] == MOST_KEPT + 5
    assert report.exit_code == 5
