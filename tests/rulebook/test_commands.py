"""`datmag judge` and `datmag rules`, as people and scripts call them."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from datmag.cli import speak
from datmag.cli.judge import command as judge
from datmag.cli.main import app
from datmag.cli.rules import PARTS
from datmag.cli.rules import command as rules
from datmag.errors import InputError
from datmag.rulebook.decide import version
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.rule import dated
from datmag.rulebook.sentence import maximum
from tests.rulebook.base import CONSENT, CUSTOMER, PUBLISHED

YES = {"id": "A", "facts": CUSTOMER, "expected": {"outcome": "permit", "ground": "soft_opt_in"}}


@pytest.fixture(autouse=True)
def _no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not pass its language on to the next."""
    monkeypatch.setattr(speak, "_CHOSEN", [])


def run(tmp_path: Path, content: object, *options: str, name: str = "cases.json") -> Result:
    """Write a file and judge it."""
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return CliRunner().invoke(judge, [str(path), *options])


def answer(result: Result) -> dict[str, Any]:
    """Read the JSON on standard output."""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (CUSTOMER, "one.json"),
        ({"facts": CUSTOMER}, "one.json"),
        ([{"facts": CUSTOMER}], "list.json"),
        ({"cases": [CUSTOMER]}, "cases.json"),
        (json.dumps(CUSTOMER) + "\n\n", "lines.jsonl"),
        ("\ufeff" + json.dumps(CUSTOMER), "bom.json"),
    ],
)
def test_a_file_holds_one_case_a_list_or_lines(tmp_path: Path, content: object, name: str) -> None:
    """A permitted case of which nothing was expected: exit code 0, `agrees` null."""
    result = run(tmp_path, content, "--json", name=name)

    assert result.exit_code == 0, result.output
    assert [one["agrees"] for one in answer(result)["results"]] == [None]


def test_each_case_is_judged_under_every_policy_that_it_names(tmp_path: Path) -> None:
    """One result per id and policy; with --policy only that one, compared with what is expected of it."""
    case = {**YES, "expected_by_policy": {"consent_only": "permit", "statute": "permit"}}
    every = answer(run(tmp_path, [case], "--json"))
    strict = run(tmp_path, [case], "--json", "--policy", "strict")
    narrow = run(tmp_path, [case], "--json", "--policy", "consent_only")

    assert [(one["id"], one["policy"]) for one in every["results"]] == [
        ("A", "standard"),
        ("A", "consent_only"),
        ("A", "statute"),
    ]
    assert (every["agree"], every["disagree"]) == (2, 1)
    assert ([one["agrees"] for one in answer(strict)["results"]], strict.exit_code) == ([None], 0)
    assert ([one["agrees"] for one in answer(narrow)["results"]], narrow.exit_code) == ([False], 1)
    assert answer(narrow)["results"][0]["expected"] == {"outcome": "permit"}


@pytest.mark.parametrize(
    ("cases", "code"),
    [
        ([YES], 0),
        ([], 3),
        ([{**YES, "expected": {"outcome": "deny"}}], 1),
        ([{"facts": {**CUSTOMER, "unsubscribe": "none"}}], 1),
        ([{"facts": {**CUSTOMER, "unsubscribe": "none"}, "expected": {"outcome": "deny"}}], 0),
        ([YES, {"facts": {"at": "tomorrow"}}], 2),
    ],
)
def test_the_exit_code_is_the_answer(tmp_path: Path, cases: list[Any], code: int) -> None:
    """0 yes, 1 no or not as expected, 2 something unreadable, 3 nothing judged."""
    assert run(tmp_path, cases).exit_code == code


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (
            [YES, {"id": "B", "facts": {**CUSTOMER, "sale": "gift"}}],
            "c.json",
            "`c.json #2 (B)`: the fact `sale`",
        ),
        ([YES, {"id": "B"}], "c.json", "`c.json #2 (B)`: `id` is not a fact"),
        ([YES, {"facts": []}], "c.json", "`facts` is not an object"),
        ([YES, 5], "c.json", "`c.json #2`: a case is an object"),
        ([YES, {**YES, "expected": {"outcom": "deny"}}], "c.json", "do you mean `outcome`?"),
        ([YES, {**YES, "expected": []}], "c.json", "`expected` is not an object"),
        ([YES, {**YES, "expected_by_policy": {"loose": "deny"}}], "c.json", "`loose: deny`"),
        ([YES, {**YES, "expected_by_policy": ["deny"]}], "c.json", "`expected_by_policy` is not an object"),
        (json.dumps(YES) + '\n{"at": \n', "c.jsonl", "`c.jsonl line 2`: this is not JSON"),
    ],
)
def test_an_unreadable_case_is_named_and_the_others_are_judged(
    tmp_path: Path, content: object, name: str, words: str
) -> None:
    """The error names file and case or line; exit code 2; no traceback."""
    result = run(tmp_path, content, "--json", name=name)

    assert result.exit_code == 2
    assert words in result.stderr
    assert answer(result)["agree"] == 1
    assert len(answer(result)["errors"]) == 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"[" * 100_000, "not JSON"), (b"{", "not JSON"), (None, "cannot be read")],
)
def test_an_unreadable_file_is_named_and_the_others_are_judged(
    tmp_path: Path, raw: bytes | None, words: str
) -> None:
    """Wrong encoding, too deep, cut off, not there."""
    bad, good = tmp_path / "bad.json", tmp_path / "good.json"
    good.write_text(json.dumps(YES), encoding="utf-8")
    if raw is not None:
        bad.write_bytes(raw)
    result = CliRunner().invoke(judge, [str(bad), str(good), "--json"])

    assert result.exit_code == 2
    assert words in result.stderr
    assert answer(result)["agree"] == 1


def test_people_read_the_answer_in_their_language(tmp_path: Path) -> None:
    """Yes, no or not yet, why, what to do, and that it is no legal advice."""
    case = {**CONSENT, "consent_bundled": None}
    dutch = run(tmp_path, case, "--lang", "nl").stdout
    english = run(tmp_path, {**CUSTOMER, "similarity": "dissimilar"}, "--lang", "en").stdout

    assert "nog niet: er ontbreekt iets  (gangbare lezing)" in dutch
    assert "Nog niet: wij weten niet of de toestemming los stond van andere voorwaarden." in dutch
    assert "advies: vul aan wat ontbreekt" in dutch
    assert version() in dutch
    assert "not allowed: not similar to what was bought  (usual reading)" in english
    assert "[Tw 11.7(4)]" in english
    assert "This is no legal advice" in english
    assert "allowed: address published for offers" in run(tmp_path, PUBLISHED, "--lang", "en").stdout
    assert "obligations: say who you are" in run(tmp_path, PUBLISHED, "--lang", "en").stdout
    assert "NOT AS EXPECTED" in run(tmp_path, {**YES, "expected": {"outcome": "deny"}}, "--lang", "en").stdout


def test_the_rulebook_is_a_list() -> None:
    """Every rule with its id; one rule by its id, with its nearest name where there is none."""
    listed = json.loads(CliRunner().invoke(rules, ["list", "--json"]).stdout)
    plain = CliRunner().invoke(rules, ["list"]).stdout
    one = CliRunner().invoke(rules, ["show", "nl.soft_opt_in", "--lang", "nl"]).stdout
    as_json = CliRunner().invoke(rules, ["show", "nl.soft_opt_in", "--json"]).stdout
    wrong = CliRunner().invoke(rules, ["show", "nl.soft_optin"])

    assert all(rule["id"] in plain for rule in listed)
    assert version() in plain
    assert "### Een klant mag op de hoogte blijven" in one
    assert "deze persoon is uw klant" in one.lower()
    assert json.loads(as_json) in listed
    assert isinstance(wrong.exception, InputError)
    assert "do you mean `nl.soft_opt_in`?" in str(wrong.exception)


UNDATED = [
    rule["id"] for rule in rulebook_list(RULEBOOK) if rule["id"] not in {one.id for one in dated(RULEBOOK)}
]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", UNDATED)
def test_every_entry_of_the_list_is_shown_in_words(name: str, lang: str) -> None:
    """A fine, a choice, a policy, a value of the law, the ban itself: no brackets of a program, no place to fill in."""
    shown = CliRunner().invoke(rules, ["show", name, "--lang", lang])

    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("### ")
    assert [mark for mark in ("{", "}", "['", "': ", "_") if mark in shown.stdout] == []


def test_a_fine_is_told_in_the_same_words_everywhere() -> None:
    """The sentence that a verdict gives, since when, and for which reasons."""
    shown = CliRunner().invoke(rules, ["show", "fine.ACM", "--lang", "nl"]).stdout
    said = "Ten hoogste € 900.000, of 1% van de wereldwijde jaaromzet als dat meer is, sinds 1 juli 2016."
    acm = next(fine for fine in RULEBOOK.fines if fine.authority == "ACM")

    assert f"- {said}\n" in shown
    assert maximum(acm).nl[1:] in said
    assert (
        "tweede toezichthouder, behalve bij post: wil geen berichten meer; toestemming ingetrokken." in shown
    )


def test_a_value_of_the_law_is_told_by_period() -> None:
    """What came in and what left, with the day."""
    shown = CliRunner().invoke(rules, ["show", "nl.parameter.eea", "--lang", "en"]).stdout

    assert "- Since 1 July 2013: added: Croatia (EEA Agreement)." in shown
    assert "- Since 1 January 2021: no longer: the United Kingdom (EEA Agreement)." in shown


def test_the_help_of_the_rulebook_names_every_command() -> None:
    """Each with a line of its own, so that none fails to load."""
    shown = CliRunner().invoke(rules, ["--help"])
    named = [line.split()[0] for line in shown.stdout.partition("Commands:")[2].splitlines() if line.strip()]

    assert shown.exit_code == 0, shown.output
    assert set(named) >= {"list", "show", *PARTS}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_of_the_rulebook_command_is_there(name: str) -> None:
    """The module can be imported, and its command says what it is for."""
    part = import_module(f"datmag.cli.{PARTS[name]}").command

    assert isinstance(part, click.Command)
    assert part.help


WITHOUT_JSON = {"demo", "serve"}
"""They run until somebody stops them; `docs/how-to.md` says what to ask instead."""


def leaves(group: click.Group, *before: str) -> Iterator[tuple[str, click.Command]]:
    """Give every command that does something, by its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found
        if isinstance(found, click.Group):
            yield from leaves(found, *before, name)
        else:
            yield " ".join((*before, name)), found


def test_every_command_speaks_both_languages_and_gives_json() -> None:
    """But those that run on, which the page for users names."""
    options = {name: {option for one in found.params for option in one.opts} for name, found in leaves(app)}
    page = (Path(__file__).parents[2] / "docs/how-to.md").read_text(encoding="utf-8")
    (said,) = [line for line in page.splitlines() if line.startswith("Every command ")]

    assert {name for name, has in options.items() if "--json" not in has} == WITHOUT_JSON
    assert [name for name, has in options.items() if "--lang" not in has] == []
    assert [name for name in WITHOUT_JSON if f"`{name}`" not in said] == []


def test_the_text_of_the_rulebook_in_json_holds_both_languages() -> None:
    """What the command prints, and the disclaimer."""
    printed = CliRunner().invoke(rules, ["text", "--policy", "strict", "--lang", "nl"]).stdout
    given = json.loads(CliRunner().invoke(rules, ["text", "--policy", "strict", "--json"]).stdout)

    assert (version(), "strict") == (given["version"], given["policy"])
    assert f"{given['text']['nl']}\n{given['disclaimer']['nl']}\n" == printed
    assert given["text"]["en"].startswith("# The rules for your mailings\n")


@pytest.mark.parametrize(
    ("arguments", "made_for"),
    [
        (("cedar",), (None, None, None)),
        (("sql-sqlite", "--at", "2026-11-10T10:00:00+01:00"), ("2026-11-10T09:00:00Z", None, None)),
        (
            ("python", "--at", "2026-11-10T10:00:00+01:00", "--channel", "sms"),
            ("2026-11-10T09:00:00Z", "sms", "marketing"),
        ),
    ],
)
def test_an_export_in_json_says_what_it_was_made_for(
    arguments: tuple[str, ...], made_for: tuple[str | None, ...]
) -> None:
    """Its text is what the command prints."""
    printed = CliRunner().invoke(rules, ["export", *arguments]).stdout
    given = json.loads(CliRunner().invoke(rules, ["export", *arguments, "--json"]).stdout)

    assert (arguments[0], version(), "standard") == (given["format"], given["version"], given["policy"])
    assert made_for == (given["at"], given["channel"], given["declared_as"])
    assert f"{given['text']}\n" == printed


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (("cedar", "--channel", "sms"), "--channel"),
        (("rego", "--at", "2026-11-10T10:00:00+01:00"), "--at"),
        (("json-logic", "--declared-as", "service"), "--declared-as"),
        (("sql-duckdb", "--channel", "email"), "--channel"),
    ],
)
def test_a_flag_that_an_export_does_not_use_is_refused(arguments: tuple[str, ...], flag: str) -> None:
    """Also where its value is the usual one."""
    caught = CliRunner().invoke(rules, ["export", *arguments]).exception

    assert isinstance(caught, InputError)
    assert f"`{flag}` does nothing with `{arguments[0]}`: leave it out" in str(caught)
