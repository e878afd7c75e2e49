"""The casebook: the law as we read it, case by case."""

import json
from pathlib import Path
from typing import Any

import pytest

from datmag.cli.casebook import Entry, Judged, entries, judged
from datmag.rulebook.fact import FACTS

CASEBOOK = Path(__file__).with_name("nl.json")
CASES: list[dict[str, Any]] = json.loads(CASEBOOK.read_text(encoding="utf-8"))
ENTRIES = {
    one.id: one
    for one in entries(CASEBOOK.read_text(encoding="utf-8"), "", lines=False)
    if isinstance(one, Entry)
}


def results(case: dict[str, Any]) -> list[Judged]:
    """Judge a case under the standard policy and every policy that it names."""
    return list(judged(ENTRIES[case["id"]], None))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_the_case_gets_the_verdict_that_the_law_gives_it(case: dict[str, Any]) -> None:
    """Every key of `expected`, and the outcome under every other policy that the case names."""
    wrong = {(one.policy, key): one.decision.json() for one in results(case) for key in one.differences}

    assert wrong == {}
    assert len(results(case)) == 1 + len(case.get("expected_by_policy", {}))


def test_every_case_has_its_own_id() -> None:
    """Two cases with one id would hide one another."""
    assert len(CASES) == len(ENTRIES)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_silence_and_null_are_the_same(case: dict[str, Any]) -> None:
    """A fact that is missing or null is unknown: saying null for every absent fact changes nothing."""
    loud = {**case, "facts": {**dict.fromkeys(FACTS), **case["facts"]}}
    text = json.dumps([loud])
    (entry,) = entries(text, "", lines=False)

    assert isinstance(entry, Entry)
    assert ENTRIES[case["id"]].case == entry.case
