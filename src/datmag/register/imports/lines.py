"""Read a text file line by line in bounded memory: encoding, NUL bytes and endless lines are caught here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from datmag.errors import InputError
from datmag.register.imports.findings import Finding
from datmag.words import Text

LONGEST_LINE = 1_000_000
"""Bytes. A line longer than this is no line of a list; it is reported and skipped piece by piece."""
UTF8_BOM = b"\xef\xbb\xbf"
UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
SUSPECT_SHARE = 0.2


@dataclass(slots=True)
class Lines:
    """The physical lines of an open file, decoded; lines can be put back to be read again.

    Iterating gives the next line with its line end. `number` is the number of the line given last.
    """

    file: IO[bytes]
    name: str
    number: int = 0
    bytes_read: int = 0
    bad: list[Finding] = field(default_factory=list)
    """Lines that could not be given at all; whoever reads empties it."""
    _back: list[tuple[int, str]] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        """Give itself."""
        return self

    def __next__(self) -> str:
        """Give the next readable line.

        Raises:
            InputError: the file is not UTF-8; then nothing in it can be trusted.
        """
        if self._back:
            self.number, text = self._back.pop()
            return text
        while True:
            raw = self.file.readline(LONGEST_LINE)
            if not raw:
                raise StopIteration
            self.number += 1
            self.bytes_read += len(raw)
            if len(raw) >= LONGEST_LINE and not raw.endswith(b"\n"):
                self._skip_rest()
            elif self.number == 1:
                return self._first(raw)
            elif b"\0" in raw:
                self._refuse(_NUL)
            else:
                return self._decoded(raw)

    def put_back(self, lines: list[tuple[int, str]]) -> None:
        """Give these lines (with their numbers) again, in their order, before any other."""
        self._back.extend(reversed(lines))

    def _first(self, raw: bytes) -> str:
        if raw.startswith(UTF16_BOMS) or raw.count(b"\0") > len(raw) * SUSPECT_SHARE:
            raise InputError(self._encoding("UTF-16", "UTF-16"))
        if b"\0" in raw:
            raise InputError(Text(f"`{self.name}`, regel 1: {_NUL.nl}", f"`{self.name}`, line 1: {_NUL.en}"))
        return self._decoded(raw.removeprefix(UTF8_BOM))

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            around = raw[max(0, error.start - 12) : error.start + 8].decode("cp1252", "replace").strip()
            seen = f"`{around}`"
            raise InputError(
                self._encoding(
                    f"geen UTF-8 (het lijkt Windows-1252 of Latin-1) bij {seen}",
                    f"not UTF-8 (it looks like Windows-1252 or Latin-1) near {seen}",
                )
            ) from None

    def _encoding(self, found_nl: str, found_en: str) -> Text:
        line = max(self.number, 1)
        return Text(
            f"`{self.name}`, regel {line}: dit is {found_nl}; er is niets opgeslagen. Sla het bestand op als “CSV UTF-8” en probeer het opnieuw",
            f"`{self.name}`, line {line}: this is {found_en}; nothing was stored. Save the file as “CSV UTF-8” and try again",
        )

    def _skip_rest(self) -> None:
        while True:
            raw = self.file.readline(LONGEST_LINE)
            self.bytes_read += len(raw)
            if not raw or raw.endswith(b"\n"):
                break
        self._refuse(_ENDLESS)

    def _refuse(self, text: Text) -> None:
        self.bad.append(Finding(self.name, self.number, "", "", text))


_NUL = Text(
    "er staat een NUL-teken in; verwijder dat teken of exporteer het bestand opnieuw",
    "it holds a NUL character; remove it, or export the file again",
)
_ENDLESS = Text(
    f"de regel is langer dan {LONGEST_LINE} bytes en is overgeslagen; er ontbreekt waarschijnlijk een regeleinde of een aanhalingsteken",
    f"the line is longer than {LONGEST_LINE} bytes and was skipped; a line end or a quote is probably missing",
)
