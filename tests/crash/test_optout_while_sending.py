"""People opt out over HTTP while the worker sends: after the answer nothing more is armed for them."""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.crash.house import DATMAG, House, answers, ended, standing, wait_for

pytestmark = [pytest.mark.db, pytest.mark.slow]

PEOPLE = 400
OPT_OUTS = 200
THREADS = 6
RATE = 80
"""Messages a second: slow enough that all opt-outs fall within the campaign."""
AHEAD = 12
"""How far before the message that is going out now an opt-out may aim: most of all the ones that are next."""
BODIES = ("stop=all", "List-Unsubscribe=One-Click")


@dataclass(slots=True)
class Said:
    """One opt-out: the answer, and the moment it was there."""

    row: dict[str, Any]
    status: int
    answered_at: int


@dataclass(slots=True)
class Crowd:
    """People who opt out from several threads, each aiming at a message that is about to go."""

    house: House
    rows: list[dict[str, Any]]
    said: list[Said] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _chance: random.Random = field(default_factory=random.Random)

    def run(self) -> None:
        """Opt out so many as this test wants."""
        left = list(self.rows)
        threads = [threading.Thread(target=self._one_after_another, args=(left,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _one_after_another(self, left: list[dict[str, Any]]) -> None:
        for row in self._victims(left):
            try:
                said = self._opt_out(row)
            except OSError as error:
                self.failed.append(str(error))
                return
            with self._lock:
                self.said.append(said)

    def _victims(self, left: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        while True:
            gone = len(self.house.received())
            with self._lock:
                if len(left) <= len(self.rows) - OPT_OUTS:
                    return
                front = next((n for n, row in enumerate(left) if row["place"] >= gone), 0)
                row = left.pop(min(front + self._chance.randrange(AHEAD), len(left) - 1))
            yield row

    def _opt_out(self, row: dict[str, Any]) -> Said:
        line = HTTPConnection(urlsplit(self.house.environment["DATMAG_PUBLIC_URL"]).netloc, timeout=60)
        try:
            form = {"Content-Type": "application/x-www-form-urlencoded"}
            line.request("POST", f"/u/{row['token']}", BODIES[row["place"] % 2], form)
            answer = line.getresponse()
            answer.read()
            return Said(row, answer.status, time.time_ns() // 1000)
        finally:
            line.close()


def _sent_while_opting_out(house: House) -> Crowd:
    rows = [row | {"place": place} for place, row in enumerate(house.inside("rows"))]
    crowd = Crowd(house, rows)
    port = str(urlsplit(house.environment["DATMAG_PUBLIC_URL"]).port)
    with ended(house.start(*DATMAG, "serve", "--port", port)):
        wait_for(lambda: answers(int(port)))
        with ended(house.start(*DATMAG, "worker", "--until-idle")) as worker:
            wait_for(lambda: bool(house.received()))
            crowd.run()
            assert worker.poll() is None, "the campaign was over before the opt-outs"
            told = worker.communicate(timeout=120)[1]

            assert worker.returncode == 0, told
    return crowd


def test_nobody_gets_a_message_that_was_armed_after_the_answer_to_an_opt_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two hundred opt-outs by POST, aimed at what is going out, while a worker process runs the campaign."""
    with standing(tmp_path, rate=RATE) as house:
        house.inside("shop", str(PEOPLE), "0", "0")
        crowd = _sent_while_opting_out(house)
        after = {row["id"]: row for row in house.inside("rows")}
        noes = house.inside("noes")
        got = {one.recipient for one in house.received()}
    ends = [(said, after[said.row["id"]]) for said in crowd.said]
    states = Counter(row["state"] for _, row in ends)
    with capsys.disabled():
        sys.stdout.write(f"\nopted out while sending: {len(crowd.said)}, of whom {dict(states)}\n")

    assert crowd.failed == []
    assert Counter(said.status for said in crowd.said) == {200: OPT_OUTS}
    assert [row["address"] for said, row in ends if row["armed_at"] > said.answered_at] == []
    assert {row["address"] for _, row in ends if row["state"] == "cancelled"} & got == set()
    assert {row["address"] for _, row in ends if row["state"] == "accepted"} <= got
    assert states.keys() <= {"cancelled", "accepted"}
    assert states["cancelled"] > OPT_OUTS // 10
    mailboxes = sorted(row["k_mailbox"] for _, row in ends)

    assert sorted(noes["on_record"]) == mailboxes
    assert sorted(noes["suppressed"]) == mailboxes
    assert len(got) == PEOPLE - states["cancelled"]
