"""Read a CSV list as rows of named columns; what cannot be read is a finding on its own line."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from datmag.errors import InputError
from datmag.register.imports.findings import LONGEST_KEPT, Finding
from datmag.register.imports.lines import Lines
from datmag.words import Text

DELIMITERS = {
    ",": Text("komma", "comma"),
    ";": Text("puntkomma", "semicolon"),
    "\t": Text("tab", "tab"),
    "|": Text("rechte streep", "vertical bar"),
}
LONGEST_CELL = 131_072


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the number of its first line, and its cells by column name (absent column: empty)."""

    line: int
    cells: Sequence[str]
    places: Mapping[str, int]

    def __getitem__(self, column: str) -> str:
        """Give the cell of a column without the space around it."""
        place = self.places.get(column, -1)
        return self.cells[place].strip() if place >= 0 else ""


class Table:
    """A list with a header row, read as a stream.

    Args:
        lines: the file.
        known: every column that the format can use.
        needed: the columns without which it cannot be read.

    Raises:
        InputError: an empty file, a header without the needed columns, the same column twice.
    """

    def __init__(self, lines: Lines, known: Iterable[str], needed: Iterable[str]) -> None:
        """Read the header."""
        self.lines = lines
        self._known = {_folded(name): name for name in known}
        self.delimiter, header, self.header_line = self._header()
        self.header = [cell.strip() for cell in header]
        self.places = self._places()
        missing = [name for name in needed if name not in self.places]
        if missing:
            raise InputError(self._missing(missing))

    def rows(self) -> Iterator[Row | Finding]:
        """Give each record, or what is wrong with it; empty lines are passed over."""
        source = _Recorder(self.lines)
        reader = csv.reader(source, delimiter=self.delimiter, strict=True)
        csv.field_size_limit(LONGEST_CELL)
        while True:
            source.taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                yield from self._unreadable()
                return
            except csv.Error as error:
                yield from self._unreadable()
                yield self._broken(source, str(error))
                continue
            yield from self._unreadable()
            if any(cells):
                yield self._row(source, cells)

    def _row(self, source: "_Recorder", cells: list[str]) -> Row | Finding:
        line, width = source.taken[0][0], len(self.header)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        if len(cells) == width:
            return Row(line, cells, self.places)
        if len(source.taken) > 1:  # a stray quote swallowed the lines that follow: only its own line is lost
            return self._broken(source, "a quote is not closed")
        return Finding(self.lines.name, line, "", cells[0][:LONGEST_KEPT], _width(len(cells), width))

    def _broken(self, source: "_Recorder", why: str) -> Finding:
        line, text = source.taken[0]
        self.lines.put_back(source.taken[1:])
        return Finding(
            self.lines.name,
            line,
            "",
            text.strip()[:LONGEST_KEPT],
            _BROKEN if "quote" in why or "unexpected end" in why or "expected after" in why else _odd(why),
        )

    def _unreadable(self) -> Iterator[Finding]:
        yield from self.lines.bad
        self.lines.bad.clear()

    def _header(self) -> tuple[str, list[str], int]:
        for text in self.lines:
            if text.strip() and not text.lower().startswith("sep="):
                found = {sign: _cells(text, sign) for sign in DELIMITERS}
                best = max(found, key=lambda sign: (self._matches(found[sign]), len(found[sign])))
                return best, found[best], self.lines.number
        name = self.lines.name
        if self.lines.bad:
            first = self.lines.bad[0]
            raise InputError(
                Text(
                    f"`{name}`, regel {first.line}: {first.text.nl}",
                    f"`{name}`, line {first.line}: {first.text.en}",
                )
            )
        raise InputError(
            Text(
                f"`{name}` is leeg: exporteer het opnieuw, met de kolomnamen op de eerste regel",
                f"`{name}` is empty: export it again, with the column names on the first line",
            )
        )

    def _matches(self, cells: list[str]) -> int:
        return sum(_folded(cell) in self._known for cell in cells)

    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, cell in enumerate(self.header):
            name = self._known.get(_folded(cell))
            if name is None:
                continue
            if name in places:
                raise InputError(
                    self._at_header(
                        f"kolom `{name}` staat er twee keer: verwijder er een",
                        f"column `{name}` stands there twice: remove one",
                    )
                )
            places[name] = place
        return places

    def _missing(self, missing: list[str]) -> Text:
        found = ", ".join(f"`{cell[:40]}`" for cell in self.header[:12])
        near = {name: get_close_matches(_folded(name), map(_folded, self.header), 1, 0.6) for name in missing}
        nl = ", ".join(
            f"`{name}`" + (f" (lijkt op `{near[name][0]}`)" if near[name] else "") for name in missing
        )
        en = ", ".join(f"`{name}`" + (f" (like `{near[name][0]}`)" if near[name] else "") for name in missing)
        sign = DELIMITERS[self.delimiter]
        return self._at_header(
            f"er ontbreekt een kolom: {nl}. Gevonden, gescheiden door een {sign.nl}: {found}. Verander de kolomnaam, of kies een ander `--format`",
            f"a column is missing: {en}. Found, separated by a {sign.en}: {found}. Change the name of the column, or choose another `--format`",
        )

    def _at_header(self, nl: str, en: str) -> Text:
        name, line = self.lines.name, self.header_line
        return Text(f"`{name}`, regel {line}: {nl}", f"`{name}`, line {line}: {en}")


class _Recorder:
    """Gives lines to the CSV reader and remembers those of the record under way."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> "_Recorder":
        return self

    def __next__(self) -> str:
        text = next(self.lines)
        self.taken.append((self.lines.number, text))
        return text


def _folded(name: str) -> str:
    return " ".join(name.strip().strip('"').casefold().replace("_", " ").split())


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return []


def _width(found: int, wanted: int) -> Text:
    return Text(
        f"de regel heeft {found} kolommen, de kop {wanted}: zet cellen met een scheidingsteken tussen aanhalingstekens",
        f"the line has {found} columns, the header {wanted}: put cells that hold a separator between quotes",
    )


def _odd(why: str) -> Text:
    return Text(
        f"de regel is geen leesbare CSV ({why}): exporteer het bestand opnieuw",
        f"the line is no readable CSV ({why}): export the file again",
    )


_BROKEN = Text(
    'een aanhalingsteken op deze regel klopt niet: sluit het, of schrijf het dubbel (`""`)',
    'a quote on this line is wrong: close it, or write it twice (`""`)',
)
