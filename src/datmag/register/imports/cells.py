"""Read the cells of one row; each one that cannot be read is a finding with its column and what to do."""

import re
from dataclasses import dataclass, field
from typing import Literal

from datmag.errors import InputError
from datmag.moment import NEVER, Moment, parse_loose
from datmag.register.imports.findings import LONGEST_KEPT, Finding, shown
from datmag.register.imports.line import Context, Who
from datmag.register.imports.table import Row
from datmag.words import Text

YES = frozenset({"yes", "y", "true", "1", "ja", "j", "waar"})
NO = frozenset({"no", "n", "false", "0", "nee", "onwaar"})
_OFFSET = re.compile(r"\s+([+-]\d{2}:?\d{2})$")
_AMOUNT = re.compile(r"-?\d+(?:[.,]\d{1,4})?")


@dataclass(slots=True)
class Cells:
    """The cells of one row, and what was found wrong with them."""

    row: Row
    context: Context
    findings: list[Finding] = field(default_factory=list)

    @property
    def broken(self) -> bool:
        """Say whether any cell could not be read."""
        return any(one.level == "problem" for one in self.findings)

    def text(self, column: str) -> str:
        """Give a cell as it stands; a formula stays a text and is never run."""
        return self.row[column].replace("\0", "")

    def words(self, column: str) -> tuple[str, ...]:
        """Give a list of words, separated by `;`."""
        return tuple(word.strip() for word in self.row[column].split(";") if word.strip())

    def word(self, column: str, known: tuple[str, ...]) -> str:
        """Give one word of a closed list; empty where the cell is empty or holds another word."""
        value = self.row[column]
        if not value or value in known:
            return value
        choices = ", ".join(f"`{word}`" for word in known)
        self.problem(
            column,
            f"dit woord bestaat hier niet: kies uit {choices}",
            f"there is no such word here: choose one of {choices}",
        )
        return ""

    def flag(self, column: str) -> bool | None:
        """Give yes or no; None where the cell says nothing."""
        value = self.row[column].lower().lstrip("'")
        if value in YES:
            return True
        if value in NO:
            return False
        if value:
            self.problem(
                column,
                "schrijf `yes` of `no`, of laat de cel leeg",
                "write `yes` or `no`, or leave the cell empty",
            )
        return None

    def time(self, column: str, zone: Literal["", "Z"] = "") -> Moment:
        """Give a time; `NEVER` where the cell is empty or unreadable.

        Args:
            column: the column.
            zone: the zone of a time without one: Dutch time, or `Z` for UTC.
        """
        value = self.row[column]
        if not value:
            return NEVER
        written = _OFFSET.sub(r"\1", value)
        try:
            bare = zone and not re.search(r"(Z|[+-]\d{2}:?\d{2})$", written[10:])
            return parse_loose(
                f"{written if ':' in written else f'{written}T00:00:00'}{zone}" if bare else written
            )
        except (InputError, OverflowError):
            self.problem(
                column,
                "dit is geen bestaande datum: schrijf `2026-11-10` of `2026-11-10T10:00:00+01:00`",
                "this is no existing date: write `2026-11-10` or `2026-11-10T10:00:00+01:00`",
            )
            return NEVER

    def amount(self, column: str) -> float | None:
        """Give an amount of money; None where the cell is empty or unreadable."""
        value = self.row[column].lstrip("'")
        if not value:
            return None
        if not _AMOUNT.fullmatch(value):
            self.problem(
                column, "dit is geen bedrag: schrijf `1234.50`", "this is no amount: write `1234.50`"
            )
            return None
        return float(value.replace(",", "."))

    def who(self, column: str, name: str = "", **more: str) -> Who | None:
        """Give the person behind the address in a column; None where that is empty or no address."""
        value = self.text(column).lstrip("'")
        if not value:
            return None
        if len(value) > LONGEST_KEPT * 2:
            self.problem(
                column, "dit is te lang voor een e-mailadres", "this is too long for an e-mail address"
            )
            return None
        try:
            exact = self.context.keys.exact("email", value)
        except InputError as error:
            self.problem(column, error.text.nl, error.text.en)
            return None
        return Who(value, exact, " ".join(name.split()), **more)

    def no_time(self, column: str, zone: Literal["", "Z"] = "") -> Moment:
        """Give the time of a No; see `counted`."""
        return self.counted(column, self.time(column, zone))

    def counted(self, column: str, at: Moment) -> Moment:
        """Give a time as that of a No; `NEVER`, with a note, where it is still to come.

        INVARIANT: a No that is said in a list counts from the import at the latest.
        """
        if at <= self.context.at:
            return at
        self.note(
            column,
            "deze tijd ligt in de toekomst; de afmelding geldt vanaf nu",
            "this time lies in the future; the opt-out counts from now on",
        )
        return NEVER

    def problem(self, column: str, nl: str, en: str) -> None:
        """Note a cell that cannot be read."""
        self._find(column, nl, en, "problem")

    def note(self, column: str, nl: str, en: str) -> None:
        """Note something worth knowing that stops nothing."""
        self._find(column, nl, en, "note")

    def _find(self, column: str, nl: str, en: str, level: Literal["problem", "note"]) -> None:
        value = self.row[column][:LONGEST_KEPT]
        seen = "" if shown(value) in nl or not value else f"`{shown(value)}`: "
        self.findings.append(
            Finding(
                self.context.file, self.row.line, column, value, Text(f"{seen}{nl}", f"{seen}{en}"), level
            )
        )
