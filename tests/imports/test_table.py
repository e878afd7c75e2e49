"""Files as people really have them: each defect is named with its line, and stops no good line."""

import io
import tracemalloc

import pytest

from datmag.errors import InputError
from datmag.register.imports.findings import Finding
from datmag.register.imports.lines import LONGEST_LINE, Lines
from datmag.register.imports.table import Row, Table

KNOWN = ("Email", "Naam", "Datum")


def table(content: bytes | str, needed: tuple[str, ...] = ("Email",)) -> Table:
    """Open a list that is held in memory."""
    raw = content if isinstance(content, bytes) else content.encode()
    return Table(Lines(io.BytesIO(raw), "lijst.csv"), KNOWN, needed)


def emails(content: bytes | str) -> list[str | int]:
    """Give the addresses that were read, and the line number of each finding."""
    return [row["Email"] if isinstance(row, Row) else row.line for row in table(content).rows()]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_list_may_be_separated_by_another_sign(sign: str) -> None:
    """The sign is seen in the header, also when a spreadsheet put `sep=` above it."""
    content = f"Naam{sign}Email\nJan{sign}jan@voorbeeld.example\n"

    assert emails(content) == ["jan@voorbeeld.example"]
    assert emails(f"sep={sign}\n{content}") == ["jan@voorbeeld.example"]


def test_a_byte_order_mark_is_no_part_of_the_first_column() -> None:
    """Excel writes one before UTF-8."""
    assert emails(b"\xef\xbb\xbfEmail\r\na@b.example\r\n") == ["a@b.example"]


def test_column_names_are_read_whatever_their_case_and_spaces() -> None:
    """`e-mail` is another name, ` EMAIL ` is not."""
    assert emails(" EMAIL \na@b.example\n") == ["a@b.example"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "leeg"),
        ("Email,Naam\na@b.example,José\n".encode("utf-16"), "UTF-16"),
        ("Email,Naam\na@b.example,José\n".encode("utf-16-le"), "UTF-16"),
        ("Email,Naam\na@b.example,José\n".encode("cp1252"), "regel 2"),
        (b"Emial,Naam\na@b.example,Jan\n", "lijkt op `emial`"),
        (b"Naam;Datum\nJan;1\n", "puntkomma"),
        (b"Email,Naam,Email\n", "twee keer"),
        (b"x" * (LONGEST_LINE + 5), "regel 1"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_as_a_whole(content: bytes, word: str) -> None:
    """The sentence names the file and what is wrong with it."""
    with pytest.raises(InputError) as refused:
        list(table(content).rows())

    assert word in refused.value.text.nl
    assert "`lijst.csv`" in refused.value.text.nl
    assert "`lijst.csv`" in refused.value.text.en


def test_a_line_with_too_few_or_too_many_cells_stops_no_other() -> None:
    """Empty cells at the end are no extra columns."""
    content = "Email,Naam\na@b.example,A,,\nb@b.example\nc@b.example,C,c,c\nd@b.example,D\n"

    assert emails(content) == ["a@b.example", 3, 4, "d@b.example"]


def test_two_hundred_columns_are_a_finding_or_are_read_past() -> None:
    """A header with 200 columns is fine; a line with 200 under three is not."""
    wide = ",".join(f"kolom {number}" for number in range(199))

    assert emails(f"Email,{wide}\na@b.example,{','.join('x' * 199)}\n") == ["a@b.example"]
    assert emails(f"Email,Naam\na@b.example,{','.join('x' * 199)}\nb@b.example,B\n") == [2, "b@b.example"]


@pytest.mark.parametrize("stray", ['"b@b.example,B', 'b@b.example,"B', '"b"@b.example,B'])
def test_a_stray_quote_costs_its_own_line_only(stray: str) -> None:
    """A quote that is never closed would swallow the rest of the file; the lines after it are read again."""
    rest = [f"x{number}@b.example,X" for number in range(300)]
    found = emails("\n".join(["Email,Naam", "a@b.example,A", stray, *rest, '"z@b.example","Z ""z"""']))

    assert found[:3] == ["a@b.example", 3, "x0@b.example"]
    assert "z@b.example" in found
    assert len(found) == 303


def test_a_cell_may_hold_a_line_end() -> None:
    """Quoted, as a note in Shopify."""
    assert emails('Email,Naam\na@b.example,"A\nB"\nb@b.example,B\n') == ["a@b.example", "b@b.example"]


def test_a_nul_byte_costs_its_own_line_only() -> None:
    """Half a file of NULs is another encoding; one is a defect."""
    assert emails(b"Email,Naam\n\nb@b.example,\x00B\nc@b.example,C\n") == [3, "c@b.example"]


def test_a_line_of_50_megabytes_is_skipped_in_little_memory() -> None:
    """It is reported with its line number, and the next line is read."""

    class Endless(io.RawIOBase):
        """A file that is never held in memory."""

        def __init__(self) -> None:
            self.pieces = iter([b"Email,Naam\n", *[b"x" * 1_000_000] * 50, b"\nb@b.example,B\n"])
            self.rest = b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            self.rest = self.rest or next(self.pieces, b"")
            piece, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
            buffer[: len(piece)] = piece
            return len(piece)

    tracemalloc.start()
    opened = Table(Lines(io.BufferedReader(Endless()), "lijst.csv"), KNOWN, ("Email",))
    rows = list(opened.rows())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(rows[0], Finding)
    assert rows[0].line == 2
    assert isinstance(rows[1], Row)
    assert rows[1]["Email"] == "b@b.example"
    assert peak < 10_000_000
