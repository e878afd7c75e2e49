"""A rulebook as a file, and back."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from datmag.cli.rules import command
from datmag.errors import InputError
from datmag.rulebook.listing import rulebook_list, version_of
from datmag.rulebook.loading import Loaded, load
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.rule import RuleConflictError
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.verdict import judge
from tests.rulebook.base import SERVICE, case_of
from tests.rulebook.cases import random_case

STANDARD = POLICIES["standard"]
LISTED = rulebook_list(RULEBOOK)


def again(listed: object = None) -> Loaded:
    """Write a list as JSON and read it back."""
    return load("book.json", json.dumps(LISTED if listed is None else listed))


def changed(rule: str, **changes: object) -> list[dict[str, Any]]:
    """Give the list with one entry changed; None takes a key out."""
    new = {key: value for key, value in changes.items() if value is not None}
    gone = {key for key, value in changes.items() if value is None}
    return [
        {key: value for key, value in {**entry, **new}.items() if key not in gone}
        if entry["id"] == rule
        else entry
        for entry in LISTED
    ]


def months(term: object) -> list[dict[str, Any]]:
    """Give the list with a term of so many months in the strict policy."""
    return changed("policy.strict", settings={**POLICIES["strict"].settings, "relation_term_months": term})


def test_a_term_of_up_to_a_century_can_be_read() -> None:
    """Both ends, and no term at all."""
    terms = [
        again(months(term)).policies["strict"].months("relation_term_months") for term in (0, 1200, None)
    ]

    assert terms == [0, 1200, None]


def test_a_rulebook_comes_back_as_it_was() -> None:
    """The same rules, policies, disputed points, and so the same version."""
    loaded = again()

    assert loaded.book == RULEBOOK
    assert loaded.settings == SETTINGS
    assert {name: dict(policy.settings) for name, policy in POLICIES.items()} == {
        name: dict(policy.settings) for name, policy in loaded.policies.items()
    }
    assert version_of(RULEBOOK) == version_of(loaded.book, loaded.policies, loaded.settings)


def test_what_the_command_lists_can_be_read(tmp_path: Path) -> None:
    """`rules list --json` into a file."""
    path = tmp_path / "book.json"
    path.write_text(CliRunner().invoke(command, ["list", "--json"]).stdout, encoding="utf-8")

    assert load(str(path), path.read_text(encoding="utf-8")).book == RULEBOOK


def test_a_rulebook_that_came_back_gives_the_same_verdicts() -> None:
    """On random cases, under every policy."""
    chance, loaded = random.Random(5), again()
    for _ in range(300):
        case = random_case(chance)
        for name, policy in POLICIES.items():
            expected = outcome(case, policy, RULEBOOK)

            assert expected == outcome(case, loaded.policies[name], loaded.book), case.json()


def test_a_change_in_a_file_changes_the_rule_and_the_version() -> None:
    """Another condition of a requirement, and nothing else."""
    loaded = again(changed("nl.soft_opt_in.party", holds=["is", "sale_party", ["recipient"]]))
    ground = next(one for one in loaded.book.grounds if one.id == "nl.soft_opt_in")

    assert next(need for need in ground.requirements if need.name == "party").holds.values == ("recipient",)  # type: ignore[attr-defined]  # an `Is`
    assert version_of(RULEBOOK) != version_of(loaded.book, loaded.policies, loaded.settings)


def test_exceptions_stand_behind_the_rule_that_they_override() -> None:
    """Each with the rule by name, and each rule with its exceptions."""
    kinds = {entry["id"]: entry for entry in LISTED}

    assert kinds["nl.objection.lifted.child"]["overrides"] == "nl.objection.lifted"
    assert kinds["nl.objection.lifted"]["unless"] == [
        "nl.objection.lifted.withdrawn",
        "nl.objection.lifted.child",
    ]
    assert kinds["nl.objection"]["unless"] == ["nl.objection.lifted"]


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ({}, "no list of rules"),
        ([], "no list of rules"),
        ([5], "entry 1 is no object"),
        ([{"id": "nl.x"}], r"entry 1 \(nl.x\) has no good `kind`"),
        ([one for one in LISTED if one["kind"] != "default"], "there should be one `default`"),
        (changed("nl.deceased", since="yesterday"), r"\(nl.deceased\) has no good `since`"),
        (changed("nl.deceased", when=None), r"\(nl.deceased\) has no good `when`"),
        (
            changed("nl.deceased", when=["perhaps"]),
            r"\(nl.deceased\) has no condition in `when`: `\[\"perhaps\"\]`",
        ),
        (changed("nl.deceased", when=["before", "at", ["past", "no_fact"]]), "no condition in `when`"),
        (changed("nl.deceased", when=["before", "at", "tomorrow"]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "sale", [None]]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "sale", "setting:new"]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "sale", "parameter:new"]), "no condition in `when`"),
        (changed("nl.deceased", when=["below", "recipient_age", "parameter:new"]), "no condition in `when`"),
        (changed("nl.deceased", when=["within", "setting:new", "at"]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "no_fact", [True]]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "sale", ["sold"]]), "no condition in `when`"),
        (changed("nl.deceased", when=["is", "ground", ["sale"]]), "no condition in `when`"),
        (changed("nl.deceased", code="dead"), "no good `code`"),
        (changed("nl.soft_opt_in", ground="sale"), "no good `ground`"),
        (
            changed("policy.strict", settings={**POLICIES["strict"].settings, "similarity": 3}),
            "no good `similarity`",
        ),
        (changed("nl.deceased", everything=1), "no good `everything`"),
        (changed("nl.deceased", citations=[{"since": "2001-09-01T00:00:00+02:00"}]), "no good `citations`"),
        (changed("nl.consent", rank=True), "no good `rank`"),
        (changed("nl.consent", rank=0), r"\(nl.(consent|soft_opt_in)\) has no good `rank`"),
        (changed("nl.consent", rank=16), r"\(nl.consent\) has no good `rank`"),
        (changed("nl.consent", rank=-1), r"\(nl.consent\) has no good `rank`"),
        (changed("nl.parameter.eea", citations=[]), "no good `citations`"),
        (changed("policy.strict", settings={}), "lacks the setting `marketing_basis`"),
        (
            months(10**9),
            r"entry \d+ \(policy.strict\) has 1000000000 months in `relation_term_months`: choose 0 to 1200",
        ),
        (months(1201), "has 1201 months in `relation_term_months`"),
        (months(-1), "has -1 months in `relation_term_months`"),
        (months(True), "no good `relation_term_months`"),  # noqa: FBT003  (a wrong value)
        (months(12.5), "no good `relation_term_months`"),
        (changed("policy.strict", text={"nl": "streng"}), "no `text` in nl and en"),
        (changed("fine.ACM", amount_eur="much"), "no good `amount_eur`"),
    ],
)
def test_a_broken_file_is_refused_with_the_entry_that_is_wrong(listed: object, words: str) -> None:
    """The error names the file, the entry and what is wrong with it."""
    with pytest.raises(InputError, match=f"`book.json`: .*{words}"):
        again(listed)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000])
def test_a_file_that_is_no_json_is_refused(text: str) -> None:
    """It says where to get one that is."""
    with pytest.raises(InputError, match="not JSON: give a file from `datmag rules list --json`"):
        load("book.json", text)


def test_a_file_with_two_versions_of_a_rule_in_force_at_once_is_refused() -> None:
    """As in code."""
    with pytest.raises(RuleConflictError, match="in force at once"):
        again(changed("nl.customer_relation.before_2026", until="2026-08-01T00:00:00+02:00"))


def test_a_rulebook_with_two_grounds_of_one_rank_is_refused() -> None:
    """In code, as in a file: the reason to show first would be open."""
    first, second, *others = RULEBOOK.grounds

    with pytest.raises(RuleConflictError, match=f"`{first.id}` and `{second.id}` both have `rank`"):
        replace(RULEBOOK, grounds=(first, replace(second, rank=first.rank), *others))


def test_two_rules_that_release_one_message_on_different_grounds_are_an_error() -> None:
    """The interpreter chooses neither; on the same ground the first one speaks."""
    case = case_of(SERVICE)
    applied = judge(case, STANDARD, RULEBOOK).release
    assert applied
    beside = replace(applied, id="nl.test.beside", ground="requested")
    alike = replace(beside, ground=applied.ground)

    with pytest.raises(
        RuleConflictError, match=f"`{applied.id}` and `nl.test.beside` release the same message"
    ):
        judge(case, STANDARD, replace(RULEBOOK, releases=(*RULEBOOK.releases, beside)))
    assert judge(case, STANDARD, replace(RULEBOOK, releases=(*RULEBOOK.releases, alike))).release == applied
