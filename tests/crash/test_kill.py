"""The worker is killed again and again while it sends: nobody gets anything twice, and what is uncertain is said."""

import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.crash.house import DATMAG, House, Received, ended, standing, wait_for
from tests.delivery.shop import address

pytestmark = [pytest.mark.db, pytest.mark.slow]

SIZE = int(os.environ.get("DATMAG_CRASH_SIZE", "600"))
KILLS = int(os.environ.get("DATMAG_CRASH_KILLS", "20"))
DEMO = 1_234
"""This size means the demo shop itself, of which so many may get the campaign."""
NOT_PERMITTED = 40
LINES = 4
"""Connections of a worker: so many messages at most can be uncertain after a kill."""
SLOW = 0.03
"""Seconds that the mail server takes for a message, so that a kill falls before, at and after the dot."""
LONGEST = 0.1
"""Seconds between a worker's first message and its death at most."""


def _build(house: House) -> None:
    if SIZE == DEMO:
        house.inside("demo")
    else:
        house.inside("shop", str(SIZE), str(NOT_PERMITTED // 2), str(NOT_PERMITTED // 2))


def _kill_while_sending(house: House, chance: random.Random) -> bool:
    """Start a worker and kill it a moment after its first message; False where it ended by itself before."""
    before = len(house.received())
    with ended(house.start(*DATMAG, "worker", "--until-idle")) as worker:
        wait_for(lambda: len(house.received()) > before or worker.poll() is not None)
        time.sleep(chance.uniform(0, LONGEST))
        running = worker.poll() is None
        worker.kill()
    return running


def _twice(received: list[Received]) -> tuple[int, int]:
    """Count what was received more than once: by recipient and by Message-ID."""
    recipients = Counter(one.recipient for one in received)
    numbers = Counter(one.message_id for one in received)
    return len(received) - len(recipients), len(received) - len(numbers)


def _forbidden(rows: list[dict[str, Any]]) -> set[str]:
    if SIZE == DEMO:
        return {row["address"] for row in rows if row["state"] == "withheld"}
    return {address(number) for number in range(SIZE, SIZE + NOT_PERMITTED)}


def test_a_worker_killed_while_sending_never_sends_twice_and_names_what_is_uncertain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed at random moments and restarted each time, then run to the end, against the log of the mail server."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    with standing(tmp_path, slow=SLOW) as house:
        _build(house)
        kills = sum(_kill_while_sending(house, chance) for _ in range(KILLS))
        house.run(*DATMAG, "worker", "--until-idle")
        rows, received = house.inside("rows"), house.received()
        status = house.campaign("status")
        listed = house.campaign("unknowns", codes=(0, 1))
    states = Counter(row["state"] for row in rows)
    by_state = {state: {row["address"] for row in rows if row["state"] == state} for state in states}
    accepted, unknown = by_state.get("accepted", set()), by_state.get("unknown", set())
    got = {one.recipient for one in received}
    figures = {
        "seed": seed,
        "kills": kills,
        "received": len(received),
        "duplicates": _twice(received),
        "unknown": len(unknown),
        "unknown, but received": len(unknown & got),
        **states,
    }
    with capsys.disabled():
        sys.stdout.write(f"\nkilled while sending: {figures}\n")

    assert kills == KILLS
    assert _twice(received) == (0, 0)
    assert got & _forbidden(rows) == set()
    assert accepted - got == set()
    assert got - accepted - unknown == set()
    assert not states.keys() & {"pending", "leased", "armed", "deferred"}
    assert len(accepted) + len(unknown) == SIZE
    assert len(unknown) <= kills * LINES
    assert sorted(one["address"] for one in listed) == sorted(unknown)
    assert all(one["message_id"] for one in listed)
    assert status["audience"] == len(rows) == states.total()
    assert sum(status[name] for name in ("planned", *states)) == status["audience"]
