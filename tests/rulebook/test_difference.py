"""`rules diff`: a real case on which two readings differ, or the proof that there is none."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datmag.cli.rules_diff import command
from datmag.errors import InputError
from datmag.moment import parse
from datmag.rulebook.case import Case
from datmag.rulebook.condition import is_
from datmag.rulebook.difference import Side, difference
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.one_case import outcome
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.rule import Rulebook

STANDARD = POLICIES["standard"]
JUNE, JULY, MARCH = (
    parse(day)
    for day in ("2026-06-30T12:00:00+02:00", "2026-07-01T12:00:00+02:00", "2026-03-15T12:00:00+01:00")
)


def run(*arguments: str) -> Result:
    """Compare two."""
    return CliRunner().invoke(command, arguments)


def compared(result: Result) -> list[dict[str, Any]]:
    """Read what `--json` gives for each policy."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["compared"]
    return found


def without(table: str, rule: str) -> Rulebook:
    """Take a rule out."""
    kept: dict[str, Any] = {table: tuple(one for one in getattr(RULEBOOK, table) if one.id != rule)}
    return replace(RULEBOOK, **kept)


def file_of(tmp_path: Path, book: Rulebook, name: str = "book.json") -> str:
    """Write a rulebook to a file."""
    path = tmp_path / name
    path.write_text(json.dumps(rulebook_list(book)), encoding="utf-8")
    return str(path)


def test_a_stricter_policy_denies_what_a_wider_one_permits() -> None:
    """Each case shown is judged so by the interpreter."""
    strict = POLICIES["strict"]
    found = difference(Side(RULEBOOK, STANDARD), Side(RULEBOOK, strict))

    assert found.answer == "different"
    for one in found.cases:
        assert (one.says, one.other_says) == (
            outcome(one.case, STANDARD, RULEBOOK),
            outcome(one.other, strict, RULEBOOK),
        )
    assert {"consent", "soft_opt_in"} <= {
        one.says.ground for one in found.cases if not one.other_says.permitted
    }
    assert not [one for one in found.cases if one.other_says.permitted and not one.says.permitted]


def test_a_policy_does_not_differ_from_itself() -> None:
    """That is proved."""
    assert difference(Side(RULEBOOK, STANDARD), Side(RULEBOOK, STANDARD)).answer == "equal"


def test_on_the_first_of_july_of_2026_calling_changed() -> None:
    """One case sent on both days: a call to a customer was permitted, and is no more."""
    found = difference(Side(RULEBOOK, STANDARD, JUNE), Side(RULEBOOK, STANDARD, JULY))
    first = found.cases[0]

    assert (first.case["channel"], first.case.at, first.other.at) == ("phone", JUNE, JULY)
    assert (first.says.ground, first.other_says.reason) == ("customer_relation", "no_ground")
    assert {"phone"} == {one.case["channel"] for one in found.cases}


def test_within_a_period_of_the_law_two_days_do_not_differ() -> None:
    """That time passes and terms end is no difference in law."""
    assert difference(Side(RULEBOOK, STANDARD, MARCH), Side(RULEBOOK, STANDARD, JUNE)).answer == "equal"


def test_a_rulebook_without_a_rule_differs_where_the_rule_spoke() -> None:
    """An obligation, a duty, a code: each by a case that shows just that."""
    tracking = difference(
        Side(RULEBOOK, STANDARD), Side(without("obligations", "nl.obligation.no_open_tracking"), STANDARD)
    )
    shown = tracking.cases[0]
    classed = difference(Side(RULEBOOK, STANDARD), Side(without("misuses", "nl.too_commercial"), STANDARD))

    assert {"no_open_tracking"} == {*shown.says.obligations} - {*shown.other_says.obligations}
    assert shown.case["open_tracking"] is True
    assert classed.cases[0].says.reason == "too_commercial"
    assert classed.cases[0].other_says.reason != "too_commercial"


def test_a_rule_written_otherwise_that_says_the_same_is_no_difference() -> None:
    """A block said in two parts, each of which stops some."""
    first = RULEBOOK.blocks[0]
    parts = [
        replace(first, id=f"nl.deceased.{number}", when=first.when & when)
        for number, when in enumerate((is_("channel", "post"), ~is_("channel", "post")))
    ]
    split = replace(RULEBOOK, blocks=(*parts, *RULEBOOK.blocks[1:]))

    assert difference(Side(RULEBOOK, STANDARD), Side(split, STANDARD)).answer == "equal"


def test_the_command_shows_a_case_in_words() -> None:
    """The facts that matter, and what each side says; exit code 1."""
    result = run("2026-06-30", "2026-07-01", "--lang", "nl")

    assert result.exit_code == 1
    assert "`2026-06-30` en `2026-07-01` verschillen, bijvoorbeeld hier (gangbare lezing)" in result.stdout
    assert "   verstuurd op: 30 juni 2026\n" in result.stdout
    assert "   en nog eens verstuurd op 1 juli 2026\n" in result.stdout
    assert "   hoe u het bericht verstuurt: een telefoongesprek\n" in result.stdout
    assert "   2026-06-30 → het mag: klantrelatie (telefoon); met: " in result.stdout
    assert "   2026-07-01 → het mag niet: geen grondslag\n" in result.stdout
    assert "overlijden" not in result.stdout


def test_the_command_says_that_there_is_no_difference() -> None:
    """Exit code 0."""
    result = run("strict", "strict", "--lang", "en")

    assert (result.exit_code, result.stdout) == (
        0,
        "`strict` and `strict` do not differ: proved for every case\n",
    )


def test_a_case_in_json_can_be_judged_again() -> None:
    """The facts are a case; the outcomes are those of the two policies."""
    result = run("statute", "standard", "--json")
    (found,) = compared(result)
    case = Case.read(found["cases"][0]["facts"])

    assert (result.exit_code, found["answer"], found["policy"]) == (1, "different", None)
    for side, policy in (("a", "statute"), ("b", "standard")):
        said = outcome(case, POLICIES[policy], RULEBOOK)
        assert said.permitted == (found["cases"][0][side]["outcome"] == "permit")
        assert list(said.obligations) == found["cases"][0][side]["obligations"]


def test_two_files_are_compared_under_every_policy_of_both(tmp_path: Path) -> None:
    """Or under the one that is asked."""
    same, other = (
        file_of(tmp_path, RULEBOOK),
        file_of(tmp_path, without("duties", "nl.duty.identity_post"), "other.json"),
    )
    every = run(same, same, "--json")
    (strict,) = compared(run(same, other, "--policy", "strict", "--json"))

    assert [(name, "equal") for name in POLICIES] == [
        (one["policy"], one["answer"]) for one in compared(every)
    ]
    assert ("strict", "different") == (strict["policy"], strict["answer"])
    assert {"post"} == {one["facts"]["channel"] for one in strict["cases"]}
    assert ["equal"] == [one["answer"] for one in compared(run(same, "standard", "--json"))]


def test_beside_a_day_stands_the_law_of_now() -> None:
    """A policy is compared as it is in the last period with the same policy on that day."""
    (found,) = compared(run("2020-01-15", "standard", "--json"))

    assert (found["policy"], found["answer"]) == ("standard", "different")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("standart", "strict"), "`standart` is no policy, day or file: do you mean `standard`?"),
        (("2026-02-30", "strict"), "`2026-02-30` is no policy, day or file"),
        (("2026-02-03T10:00:00", "strict"), "`2026-02-03T10:00:00` is no policy, day or file"),
        (("1880-02-03", "strict"), "`1880-02-03` lies outside the years 1990 to 2199"),
        (("2026-02-03", "2026-02-04", "--policy", "loose"), "the policy `loose` is not in both"),
    ],
)
def test_what_cannot_be_read_is_named(arguments: tuple[str, ...], words: str) -> None:
    """With the nearest name, or what to write."""
    caught = run(*arguments).exception

    assert isinstance(caught, InputError)
    assert words in str(caught)
    assert caught.exit_code == 2


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """No JSON, and no UTF-8."""
    broken, bytes_ = tmp_path / "broken.json", tmp_path / "bytes.json"
    broken.write_text("{", encoding="utf-8")
    bytes_.write_bytes(b"\xff\xfe")

    assert "this is not JSON" in str(run(str(broken), "strict").exception)
    assert "cannot be read" in str(run(str(bytes_), "strict").exception)
