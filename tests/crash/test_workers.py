"""Several workers on one outbox, and a worker that is asked to stop: everybody once, nothing uncertain."""

import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.crash.house import DATMAG, House, ended, standing, wait_for

pytestmark = [pytest.mark.db, pytest.mark.slow]

PEOPLE = 200
WORKERS = 3
SLOW = 0.01
"""Seconds that the mail server takes for a message."""


def _states(house: House) -> Counter[str]:
    rows: list[dict[str, Any]] = house.inside("rows")
    return Counter(row["state"] for row in rows)


def test_workers_beside_each_other_send_to_everybody_once(tmp_path: Path) -> None:
    """Three processes take from one outbox; one of them is killed, and what it had taken goes out all the same."""
    with standing(tmp_path, slow=SLOW) as house:
        house.inside("shop", str(PEOPLE), "5", "5")
        workers = [house.start(*DATMAG, "worker", "--until-idle") for _ in range(WORKERS)]
        with ended(workers[0]), ended(workers[1]), ended(workers[2]):
            wait_for(lambda: len(house.received()) > PEOPLE // 4)
            workers[0].kill()
            told = [worker.communicate(timeout=120)[1] for worker in workers]
        states = _states(house)
        got = [one.recipient for one in house.received()]

    assert [worker.returncode for worker in workers[1:]] == [0, 0], told
    assert len(got) == len(set(got))
    assert states["accepted"] + states["unknown"] == PEOPLE
    assert states["accepted"] <= len(got)
    assert states.keys() <= {"accepted", "unknown", "withheld"}


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_asked_to_stop_leaves_nothing_uncertain(
    tmp_path: Path, sign: signal.Signals
) -> None:
    """It waits for the answers to what is on its way, gives the rest back, and the next worker goes on."""
    with standing(tmp_path, slow=SLOW) as house:
        house.inside("shop", str(PEOPLE), "0", "0")
        with ended(house.start(*DATMAG, "worker")) as worker:
            wait_for(lambda: len(house.received()) > PEOPLE // 10)
            worker.send_signal(sign)
            told = worker.communicate(timeout=60)[1]
        states, got = _states(house), house.received()

    assert worker.returncode == (130 if sign is signal.SIGINT else 0), told
    assert "Traceback" not in told
    assert states == {"accepted": len(got), "pending": PEOPLE - len(got)}
    assert len(got) < PEOPLE
