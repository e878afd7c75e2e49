"""Run the benches and print a table; `--quick` takes a tenth of the rows and one round."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.shop import write_exports
from tests.run import postgres

ROUNDS = 5
CUSTOMERS = 100_000


def main() -> int:
    """Measure import and audience on both databases; give 1 where the import takes too much memory."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--rounds", type=int, default=0)
    given = asked.parse_args()
    customers = CUSTOMERS // 10 if given.quick else CUSTOMERS
    rounds = given.rounds or (1 if given.quick else ROUNDS)
    results = []
    with tempfile.TemporaryDirectory(prefix="datmag-bench-") as folder, postgres() as server:
        write_exports(Path(folder), customers)
        results += [_measure(Path(folder), url, rounds) for url in ("sqlite:///bench.sqlite3", server)]
    for result in results:
        print(json.dumps(result, indent=1))
    return int(any(result["import_peak_mb"] >= 500 for result in results))


def _measure(folder: Path, url: str, rounds: int) -> dict[str, float]:
    environment = {**os.environ, "DATMAG_HOME": str(folder), "DATMAG_DB__URL": url}
    command = [sys.executable, "-m", "tests.bench.register", str(folder), str(rounds)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
