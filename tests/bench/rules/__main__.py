"""The bench of the rulebook: `python -m tests.bench.rules`; `--quick` only checks that all agree, on fewer rows."""

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from datmag.rulebook.decide import version
from tests.bench.rules.bulk import bulk
from tests.bench.rules.line import Line
from tests.bench.rules.single import single

_TABLE = Path(__file__).parents[3] / "docs" / "rules-speed.md"
_HEAD = """# How fast the rulebook is

Written by `python -m tests.bench.rules` on {day}, rulebook {version}. Two processor cores of a shared machine, Python {python}; read the ratios. Each is the median of {rounds} rounds ({more} with a table of rows) in which floor and measured thing took turns in the same run; lowest and highest stand beside it. Time is that of the processor; for PostgreSQL that of the clock, without parallel workers and jit.

All engines gave the same answers on these cases before they were timed.
"""


def main() -> int:
    """Measure, print, and write the page; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="50,000 rows, few rounds, no page, no targets")
    parser.add_argument("--date", default=f"{datetime.now(UTC):%Y-%m-%d}", help="the day that the page names")
    given = parser.parse_args()
    rounds, more, rows, people = (1, 1, 50_000, 300) if given.quick else (5, 15, 1_000_000, 4_000)
    alone = single(people=people, rounds=rounds)
    print("\n".join(line.shown() for line in alone), flush=True)
    many: list[Line] = []
    with tempfile.TemporaryDirectory() as folder:
        for line in bulk(Path(folder), rows=rows, rounds=more):
            many.append(line)
            print(line.shown(), flush=True)
    if given.quick:
        return 0
    head = _HEAD.format(
        day=given.date, version=version(), python=sys.version.split()[0], rounds=rounds, more=more
    )
    parts = [
        head,
        _part(
            "One decision",
            "Time a case. The ratio of our lines is to the function written by hand, of the peers' to ours.",
            alone,
        ),
        _part(f"{rows:,} rows", "Outcome, deciding code and obligations of every row, summed.", many),
    ]
    _TABLE.write_text("\n".join(parts), encoding="utf-8")
    return int(any(line.missed for line in (*alone, *many)))


def _part(title: str, text: str, lines: list[Line]) -> str:
    table = "| | median | ratio | from-to | target |\n|---|---|---|---|---|\n"
    return f"## {title}\n\n{text}\n\n{table}" + "\n".join(line.shown() for line in lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
