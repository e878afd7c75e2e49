"""What an import has to say about its lines: problems (a line, or a part of it, was not taken) and notes."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TextIO

from datmag.words import Text

MOST_KEPT = 10_000
"""So many findings are kept word for word; further ones are only counted, so that memory stays bounded."""
LONGEST_SHOWN = 80
LONGEST_KEPT = 200
"""So many characters of a cell are kept with a finding."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on one line: where it is, what is wrong there, what to do."""

    file: str
    line: int
    column: str
    value: str
    text: Text
    level: Literal["problem", "note"] = "problem"

    def json(self) -> dict[str, object]:
        """Give the finding for `--json`; a cell that a spreadsheet would run is neutralised."""
        return {
            "file": self.file,
            "line": self.line,
            "column": neutral(self.column),
            "value": neutral(shown(self.value)),
            "level": self.level,
            "text": self.text.json(),
        }


@dataclass(slots=True)
class Report:
    """What an import did, or (dry run) would do."""

    dry_run: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Keep a finding and count it."""
        self.counts["problems" if finding.level == "problem" else "notes"] += 1
        if len(self.findings) < MOST_KEPT:
            self.findings.append(finding)

    @property
    def exit_code(self) -> int:
        """0: every line was taken; 5: some lines, or parts of lines, were not."""
        return 5 if self.counts["problems"] else 0

    def json(self) -> dict[str, object]:
        """Give the report for `--json`."""
        counts = {name: self.counts[name] for name in COUNTS}
        kept = [one.json() for one in self.findings]
        return {"dry_run": self.dry_run, **counts, "findings": kept}


COUNTS: dict[str, Text] = {
    "lines": Text("regels gelezen", "lines read"),
    "contacts": Text("nieuwe mensen", "new people"),
    "new": Text("nieuw vastgelegd", "newly recorded"),
    "same": Text("stond er al", "already on record"),
    "sales": Text("aankopen", "purchases"),
    "noes": Text("Nee", "No"),
    "yes_proven": Text("Ja, met bewijs", "Yes, with proof"),
    "yes_unproven": Text(
        "Ja, zonder bewijs (telt niet tot u het bewijs toevoegt)",
        "Yes, without proof (does not count until you add the proof)",
    ),
    "bounces": Text("onbestelbaar", "undeliverable"),
    "not_taken": Text("niets om vast te leggen", "nothing to record"),
    "notes": Text("opmerkingen", "notes"),
    "problems": Text("problemen", "problems"),
}
"""Every count of a report, in the order in which it is shown."""


def shown(value: str) -> str:
    """Cut a value to a length that fits a sentence, and make control characters visible."""
    flat = "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in value[:LONGEST_SHOWN])
    return f"{flat}…" if len(value) > LONGEST_SHOWN else flat


def neutral(value: str) -> str:
    """Put a quote before a cell that a spreadsheet would run as a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value


def write_csv(findings: Iterable[Finding], file: TextIO) -> None:
    """Write findings as CSV, every cell safe to open in a spreadsheet."""
    writer = csv.writer(file)
    writer.writerow(["file", "line", "column", "value", "level", "nl", "en"])
    for one in findings:
        cells = [one.column, shown(one.value), one.level, one.text.nl, one.text.en]
        writer.writerow([neutral(one.file), one.line, *(neutral(cell) for cell in cells)])
