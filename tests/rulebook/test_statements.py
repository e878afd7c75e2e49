"""The statements of the two articles, their rules, and the points on which articles and law differ."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from click.testing import CliRunner

from datmag.cli.statements import command
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.nl.readings import DIFFERENCES, Difference
from datmag.rulebook.nl.statements import STATEMENTS, Carried, carried
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.worked import KINDS, examples


def uncarried(rows: Iterable[Carried]) -> list[str]:
    """Name the statements with neither rule nor reason, or with both."""
    return [row.statement.id for row in rows if bool(row.rules) == bool(row.statement.reason)]


def test_every_statement_of_both_articles_is_there() -> None:
    """A-01 to A-17 and B-01 to B-19, in that order."""
    numbers = [*(f"A-{n:02}" for n in range(1, 18)), *(f"B-{n:02}" for n in range(1, 20))]

    assert numbers == [one.id for one in STATEMENTS]


def test_every_statement_has_a_rule_or_a_reason() -> None:
    """A rule carries it, or it is said why none needs to."""
    assert uncarried(carried()) == []


def test_a_statement_without_rule_and_reason_is_seen() -> None:
    """So is one with both."""
    rows = {row.statement.id: row for row in carried()}
    bare = replace(rows["A-07"], rules=())
    both = replace(rows["A-03"], rules=("nl.no_ground",))

    assert uncarried([bare, both, rows["A-01"]]) == ["A-07", "A-03"]


def test_a_statement_counts_the_examples_of_its_rules() -> None:
    """Each kind by itself."""
    row = next(row for row in carried() if row.statement.id == "A-14")
    shown = [one.kind for rule in row.rules for one in examples()[rule]]

    assert row.rules == ("nl.duty.unsubscribe", "nl.obligation.offer_unsubscribe")
    assert {kind: shown.count(kind) for kind in KINDS} == row.tests


def test_the_command_lists_every_statement_with_rules_and_examples() -> None:
    """In words, with the reason where no rule carries it."""
    dutch = CliRunner().invoke(command, ["--lang", "nl"])
    english = CliRunner().invoke(command, ["--lang", "en"])

    assert (dutch.exit_code, english.exit_code) == (0, 0)
    assert "A-14  Ontvangers moeten zich kunnen afmelden.\n      nl.duty.unsubscribe, " in dutch.stdout
    assert "voorbeelden: 1 die mag, 1 die niet mag, 1 zonder gevolg, 1 met gevolg" in dutch.stdout
    assert "      geen regel: Dit is een omschrijving." in dutch.stdout
    assert "      no rule: This is a definition." in english.stdout


def test_the_command_gives_the_same_as_json() -> None:
    """One object a statement."""
    given = json.loads(CliRunner().invoke(command, ["--json"]).stdout)

    assert [(row.statement.id, list(row.rules), row.tests) for row in carried()] == [
        (one["id"], one["rules"], one["tests"]) for one in given
    ]
    assert {"A-03", "B-12"} == {one["id"] for one in given if one["reason"]}


def test_every_contradiction_and_every_finding_has_its_row() -> None:
    """C1 to C8, then F1 to F6."""
    assert [*(f"C{n}" for n in range(1, 9)), *(f"F{n}" for n in range(1, 7))] == [
        one.id for one in DIFFERENCES
    ]


@pytest.mark.parametrize("one", DIFFERENCES, ids=lambda one: one.id)
def test_the_case_of_each_difference_comes_out_as_stated(one: Difference) -> None:
    """Under each policy that it is about."""
    case = Case.read(one.example.facts)

    assert one.example.outcomes == {
        policy: decide(case, POLICIES[policy]).outcome for policy in one.example.outcomes
    }


def first(id: str, policy: str = "standard") -> tuple[str, str, str]:
    """Give citation, authority and code of the first reason in the case of a difference."""
    one = next(one for one in DIFFERENCES if one.id == id)
    reason = decide(Case.read(one.example.facts), POLICIES[policy]).reasons[0]
    return (reason.citation, reason.authority, reason.code)


def test_the_cases_show_what_their_rows_say() -> None:
    """The authority of C3 and F6, the article of C4, the paragraph of F1, the missing refusal of C8."""
    assert {id: first(id) for id in ("C3", "C4", "C8", "F1", "F2", "F6")} == {
        "C3": ("Tw 11.7(1)", "ACM", "no_ground"),
        "C4": ("GDPR 6(1)(f), recital 49", "", "service"),
        "C8": ("Tw 11.7(4)", "ACM", "no_refusal_at_collection"),
        "F1": ("Tw 11.7(4)", "ACM", "soft_opt_in"),
        "F2": ("Tw 11.7(4)", "ACM", "address_not_from_sale"),
        "F6": ("GDPR 21(2)-(3)", "AP", "objected"),
    }


def test_the_letter_of_c7_would_be_denied_by_mail_and_the_picture_of_f5_must_come_out() -> None:
    """What the two rows say beside their outcome."""
    rows = {one.id: one.example.facts for one in DIFFERENCES}
    mailed = decide(Case.read({**rows["C7"], "channel": "email"}), POLICIES["standard"])

    assert not mailed.permitted
    assert "no_open_tracking" in decide(Case.read(rows["F5"]), POLICIES["standard"]).obligations
