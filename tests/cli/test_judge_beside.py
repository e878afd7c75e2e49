"""`datmag judge` and what stands beside `facts`: the policy that a case names, and keys that are nearly right."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datmag.cli import speak
from datmag.cli.judge import command as judge
from datmag.cli.rules import command as rules
from datmag.rulebook.fact import FACTS
from tests.rulebook.base import CUSTOMER

ACCESSORY = {**CUSTOMER, "similarity": "accessory"}
"""Allowed in the usual reading, not in the strict one."""


@pytest.fixture(autouse=True)
def _no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not pass its language on to the next."""
    monkeypatch.setattr(speak, "_CHOSEN", [])


def run(tmp_path: Path, case: object, *options: str) -> Result:
    """Write a case and judge it."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    return CliRunner().invoke(judge, [str(path), *options])


def judged(result: Result) -> dict[str, str]:
    """Give the outcome by policy, in the order in which they were given."""
    results = json.loads(result.stdout)["results"]
    return {one["policy"]: one["decision"]["outcome"] for one in results}


def test_a_case_is_judged_under_the_policy_that_it_names(tmp_path: Path) -> None:
    """Beside the usual reading, as every policy that a case names; a deny that nobody expected is a no."""
    result = run(tmp_path, {"id": "P", "policy": "strict", "facts": ACCESSORY}, "--json")

    assert [*judged(result).items()] == [("standard", "permit"), ("strict", "deny")]
    assert result.exit_code == 1


def test_a_policy_that_is_named_twice_is_judged_once(tmp_path: Path) -> None:
    """One result per case and policy, compared with what is expected of that policy."""
    case = {"policy": "strict", "facts": ACCESSORY, "expected_by_policy": {"strict": "deny"}}
    result = run(tmp_path, case, "--json")

    assert [*judged(result)] == ["standard", "strict"]
    assert (json.loads(result.stdout)["agree"], result.exit_code) == (1, 0)


def test_the_flag_goes_before_the_policy_of_the_case(tmp_path: Path) -> None:
    """With `--policy` everything is judged under that one."""
    result = run(tmp_path, {"policy": "strict", "facts": ACCESSORY}, "--json", "--policy", "statute")

    assert judged(result) == {"statute": "permit"}


@pytest.mark.parametrize(
    ("case", "en", "nl"),
    [
        (
            {"policy": "stritc", "facts": ACCESSORY},
            "`stritc` is not a policy: do you mean `strict`?",
            "`stritc` is geen lezing: bedoelt u `strict`?",
        ),
        ({"policy": ["strict"], "facts": ACCESSORY}, "is not a policy: ", "is geen lezing: "),
        (
            {"polciy": "strict", "facts": ACCESSORY},
            "`polciy` cannot stand beside `facts`: do you mean `policy`?",
            "`polciy` kan niet naast `facts` staan: bedoelt u `policy`?",
        ),
        ({"Policy": "strict", "facts": ACCESSORY}, "do you mean `policy`?", "bedoelt u `policy`?"),
        ({"policies": ["strict"], "facts": ACCESSORY}, "do you mean `policy`?", "bedoelt u `policy`?"),
        (
            {"facts": ACCESSORY, "expect": {"outcome": "deny"}},
            "`expect` cannot stand beside `facts`: do you mean `expected`?",
            "bedoelt u `expected`?",
        ),
        ({"facts": ACCESSORY, "expectation": {}}, "do you mean `expected`?", "bedoelt u `expected`?"),
        (
            {"facts": ACCESSORY, "expected_by_polcy": {"strict": "permit"}},
            "do you mean `expected_by_policy`?",
            "bedoelt u `expected_by_policy`?",
        ),
        ({"facts": ACCESSORY, "fact": {}}, "do you mean `facts`?", "bedoelt u `facts`?"),
        ({"facts": ACCESSORY, "expected_by_policy": []}, "is not an object", "is geen object"),
        (
            {"facts": ACCESSORY, "objected_at": "2026-01-01T00:00:00Z"},
            "`objected_at` cannot stand beside `facts`: it is a fact, put it in `facts`",
            "het is een feit, zet het in `facts`",
        ),
        (
            {"facts": ACCESSORY, "rulebook": "be"},
            "there is no rulebook `be`: `rulebook` can only be `nl`",
            "het regelboek `be` is er niet",
        ),
        (
            {"id": "A", "fact": ACCESSORY},
            "`fact` is not a fact: do you mean `facts`?",
            "`fact` is geen feit: bedoelt u `facts`?",
        ),
        (
            {"policy": "strict", **ACCESSORY},
            "`policy` is not a fact: put the facts in `facts`, and `policy` beside it",
            "`policy` is geen feit: zet de feiten in `facts`, en `policy` ernaast",
        ),
    ],
)
def test_a_key_that_would_be_overlooked_is_an_error(
    tmp_path: Path, case: dict[str, Any], en: str, nl: str
) -> None:
    """Nobody gets a verdict under another policy, or without the comparison, that he asked for."""
    english, dutch = run(tmp_path, case, "--lang", "en"), run(tmp_path, case, "--lang", "nl")

    assert (english.exit_code, english.stdout) == (2, "")
    assert en in english.stderr
    assert nl in dutch.stderr


OWN = (
    "note tags author url lang outcome exported exported_at selected rejected expires expert factor status effects "
    "remarks title source confidence"
)


@pytest.mark.parametrize("key", OWN.split())
def test_a_key_of_ones_own_may_stand_beside_the_facts(tmp_path: Path, key: str) -> None:
    """Only what looks like a key that matters is refused."""
    result = run(tmp_path, {"facts": CUSTOMER, key: "x"}, "--json")

    assert (judged(result), result.exit_code) == ({"standard": "permit"}, 0)


def test_what_is_null_beside_the_facts_was_not_said(tmp_path: Path) -> None:
    """No policy, no expectation, no name."""
    silent = dict.fromkeys(("id", "policy", "expected", "expected_by_policy", "rulebook"))
    result = run(tmp_path, {"facts": CUSTOMER, **silent}, "--json")
    (told,) = json.loads(result.stdout)["results"]

    assert (told["id"], told["policy"], told["agrees"]) == ("c.json", "standard", None)


def test_the_list_of_facts_is_where_the_error_says(tmp_path: Path) -> None:
    """A word that looks like no fact at all leads to the command that names every fact with its values."""
    refused = run(tmp_path, {**CUSTOMER, "zzz": 1}, "--lang", "en")
    listed = CliRunner().invoke(rules, ["facts", "--lang", "nl"])
    told = json.loads(CliRunner().invoke(rules, ["facts", "--json"]).stdout)

    assert "see the list of facts, `datmag rules facts`" in refused.stderr
    assert [one["name"] for one in told] == list(FACTS)
    assert [line.split(":")[0] for line in listed.stdout.splitlines()[::2]] == list(FACTS)
    assert "paid, payment_due" in listed.stdout
    assert "true of false" in listed.stdout
