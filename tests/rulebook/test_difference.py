"""`rules diff`: a real case on which two readings differ, or the proof that there is none."""

import json
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datmag.cli.rules_diff import command
from datmag.errors import InputError
from datmag.moment import parse
from datmag.rulebook.case import Case
from datmag.rulebook.condition import NEVER_SO, Surely, is_
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.consent import CONSENT_IN_FULL
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.case_words import outcome_in_words
from datmag.rulebook.proof.difference import Side, difference
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.rule import Rulebook, Source
from datmag.words import Text

STANDARD = POLICIES["standard"]
JUNE, JULY, MARCH = (
    parse(day)
    for day in ("2026-06-30T12:00:00+02:00", "2026-07-01T12:00:00+02:00", "2026-03-15T12:00:00+01:00")
)


KINDS = ("rules", "written", "citations", "fines", "texts", "shown", "cures")


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


def test_a_permit_on_another_ground_is_a_difference() -> None:
    """A message on request that is released as a service message."""
    releases = tuple(
        replace(one, ground="service") if one.id == "nl.requested.message" else one
        for one in RULEBOOK.releases
    )
    found = difference(Side(RULEBOOK, STANDARD), Side(replace(RULEBOOK, releases=releases), STANDARD))
    first = found.cases[0]

    assert (found.answer, first.says.permitted, first.other_says.permitted) == ("different", True, True)
    assert (first.says.ground, first.other_says.ground) == ("requested", "service")


def test_a_second_ground_that_is_lacking_is_a_difference() -> None:
    """A customer who consented too; the words name both grounds."""
    grounds = tuple(
        replace(one, begun=one.begun & ~Surely(CONSENT_IN_FULL)) if one.id == "nl.soft_opt_in" else one
        for one in RULEBOOK.grounds
    )
    found = difference(Side(RULEBOOK, STANDARD), Side(replace(RULEBOOK, grounds=grounds), STANDARD))
    first = found.cases[0]

    assert (found.answer, first.says.ground, first.other_says.ground) == ("different", "consent", "consent")
    assert {"soft_opt_in"} == {*first.says.grounds} - {*first.other_says.grounds}
    assert "het mag: toestemming (en ook: gerechtvaardigd belang: " in outcome_in_words(first.says).nl
    assert "permitted: consent (and also: legitimate interest: " in outcome_in_words(first.says).en


def narrower_strict() -> Policy:
    """Give a strict policy that takes nothing but the same offer."""
    strict = POLICIES["strict"]
    return replace(strict, settings=MappingProxyType({**strict.settings, "similarity": ("same",)}))


def test_where_a_person_should_look_each_side_asks_its_own_strict_policy() -> None:
    """Only `review` differs."""
    strict = narrower_strict()
    found = difference(Side(RULEBOOK, STANDARD), Side(RULEBOOK, STANDARD, strict=strict))
    first = found.cases[0]

    assert found.answer == "different"
    assert {"review"} == {*first.other_says.obligations} - {*first.says.obligations}
    assert outcome(first.other, STANDARD, RULEBOOK, strict) == first.other_says


def test_the_strict_policy_of_a_file_is_used(tmp_path: Path) -> None:
    """Also where another policy is compared."""
    path = tmp_path / "strict.json"
    listed = rulebook_list(RULEBOOK, {**POLICIES, "strict": narrower_strict()})
    path.write_text(json.dumps(listed), encoding="utf-8")
    (found,) = compared(run("standard", str(path), "--json"))

    assert found["answer"] == "different"
    assert "review" in found["cases"][0]["b"]["obligations"]
    assert "review" not in found["cases"][0]["a"]["obligations"]


def cited_otherwise() -> Rulebook:
    """Cite something else for one block."""
    first = RULEBOOK.blocks[0]
    source = Source((*first.source.periods[:-1], (first.source.periods[-1][0], "GDPR 99")))
    return replace(RULEBOOK, blocks=(replace(first, source=source), *RULEBOOK.blocks[1:]))


def fined_otherwise() -> Rulebook:
    """Double the fine of the ACM."""
    ap, acm = RULEBOOK.fines
    return replace(RULEBOOK, fines=(ap, replace(acm, amount_eur=1_800_000)))


@pytest.mark.parametrize(
    ("kind", "id_", "book"),
    [
        ("citations", "nl.deceased", cited_otherwise()),
        ("fines", "fine.ACM", fined_otherwise()),
        (
            "fines",
            "fine.AP.codes",
            replace(RULEBOOK, fines=(replace(RULEBOOK.fines[0], codes=("erased",)), *RULEBOOK.fines[1:])),
        ),
        ("fines", "also", replace(RULEBOOK, also={"objected": "ACM"})),
        ("fines", "unfined", replace(RULEBOOK, unfined=("deceased",))),
        ("texts", "deceased", replace(RULEBOOK, texts={**RULEBOOK.texts, "deceased": Text("dood", "dead")})),
        ("cures", "strippable", replace(RULEBOOK, strippable=NEVER_SO)),
        ("cures", "promotes", replace(RULEBOOK, promotes=NEVER_SO)),
        (
            "shown",
            "nl.objection",
            replace(
                RULEBOOK,
                objections=(
                    replace(RULEBOOK.objections[0], shows="requested_at"),
                    *RULEBOOK.objections[1:],
                ),
            ),
        ),
    ],
)
def test_what_is_said_otherwise_beside_the_verdict_is_a_difference(
    kind: str, id_: str, book: Rulebook, tmp_path: Path
) -> None:
    """The outcomes are the same; the exit code is 1, and only this is named."""
    result = run(
        file_of(tmp_path, RULEBOOK), file_of(tmp_path, book, "b.json"), "--policy", "standard", "--json"
    )
    answer = json.loads(result.stdout)
    unlike = {name: [one["id"] for one in answer[name]] for name in KINDS}

    assert (result.exit_code, answer["compared"][0]["answer"]) == (1, "equal")
    assert {name: [id_] if name == kind else [] for name in KINDS} == unlike
    assert answer[kind][0]["a"] != answer[kind][0]["b"]


def edited(tmp_path: Path, rule: str, **changes: object) -> str:
    """Write the rulebook to a file as somebody edits it by hand: one key of one entry."""
    listed = [{**entry, **changes} if entry["id"] == rule else entry for entry in rulebook_list(RULEBOOK)]
    path = tmp_path / "edited.json"
    path.write_text(json.dumps(listed), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("rule", "changes", "words"),
    [
        ("nl.deceased", {"text": {"nl": "dood", "en": "dead"}}, "one text differs: deceased\n"),
        ("nl.no_ground", {"edition": "2027.1"}, "one rule is written otherwise: nl.no_ground (`edition`)\n"),
        (
            "nl.deceased",
            {"when": ["all", ["is", "recipient_deceased", [True]]]},
            "one rule is written otherwise: nl.deceased (`when`)\n",
        ),
        (
            "nl.obligation.keep_proof",
            {"elsewhere": [{"channel": "post", "since": "2018-05-24T22:00:00Z", "citation": "GDPR 99"}]},
            "GDPR 99)\n",
        ),
    ],
)
def test_what_somebody_edits_by_hand_is_a_difference(
    rule: str, changes: dict[str, object], words: str, tmp_path: Path
) -> None:
    """Though it changes no verdict: the text that stands with a rule, its form, where it stands on another channel."""
    result = run("standard", edited(tmp_path, rule, **changes), "--lang", "en")

    assert result.exit_code == 1
    assert "proved for every case" in result.stdout
    assert words in result.stdout
    assert "are the same too" not in result.stdout


def test_another_order_of_rules_is_a_difference(tmp_path: Path) -> None:
    """Of two obligations it changes no verdict, and it is named."""
    first, second, *others = RULEBOOK.obligations
    swapped = replace(RULEBOOK, obligations=(second, first, *others))
    result = run("standard", file_of(tmp_path, swapped), "--lang", "en")

    assert result.exit_code == 1
    assert "one rule is written otherwise: the order\n" in result.stdout


def test_a_file_without_the_policy_under_which_days_are_compared_is_refused(tmp_path: Path) -> None:
    """With the policies that both have."""
    path = tmp_path / "b.json"
    only = {name: POLICIES[name] for name in ("strict", "statute")}
    path.write_text(json.dumps(rulebook_list(RULEBOOK, only)), encoding="utf-8")
    caught = run("2026-02-03", str(path)).exception

    assert isinstance(caught, InputError)
    assert "the policy `standard` is not in both: choose from statute, strict" in str(caught)


def test_a_rule_and_a_policy_that_stand_in_one_only_are_named(tmp_path: Path) -> None:
    """Though no case turns out otherwise: a block with another id, and a file that lacks a policy."""
    first = RULEBOOK.blocks[0]
    named = replace(RULEBOOK, blocks=(replace(first, id="nl.gone"), *RULEBOOK.blocks[1:]))
    path = tmp_path / "b.json"
    fewer = {name: policy for name, policy in POLICIES.items() if name != "statute"}
    path.write_text(json.dumps(rulebook_list(named, fewer)), encoding="utf-8")
    result = run("standard", str(path), "--lang", "en")

    assert result.exit_code == 1
    assert "do not differ in the outcome" in result.stdout
    assert (
        "3 rules stand in one of them only: nl.deceased (there → nothing); policy.statute (there → nothing); "
        "nl.gone (nothing → there)\n" in result.stdout
    )


def test_on_the_first_of_july_of_2021_only_citations_changed() -> None:
    """The paragraphs of Tw 11.7 got other numbers."""
    result = run("2021-06-30", "2021-07-01", "--json")
    answer = json.loads(result.stdout)
    cited = {one["id"]: (one["a"], one["b"]) for one in answer["citations"]}

    assert (result.exit_code, answer["compared"][0]["answer"]) == (1, "equal")
    assert cited["nl.soft_opt_in"] == ("Tw 11.7(3)", "Tw 11.7(4)")
    before, after = cited["nl.consent"]
    assert before[""] == after[""] == "Tw 11.7(1); GDPR 4(11), 7"
    assert (before["phone"], after["phone"]) == ("Tw 11.7(5); GDPR 4(11), 7", "Tw 11.7(2); GDPR 4(11), 7")
    assert answer["fines"] == []


def test_on_the_day_of_the_gdpr_citations_and_a_fine_changed() -> None:
    """Both are named in words, each with what it was and is."""
    result = run("2018-05-24", "2018-05-25", "--lang", "nl")

    assert result.exit_code == 1
    assert (
        "bewezen voor elk geval waarin intussen niets gebeurt en geen termijn afloopt (gangbare lezing)\n"
        in result.stdout
    )
    assert "regels verschilt de bron in de wet: nl.deceased (Wbp 1(a) → AVG overweging 27); " in result.stdout
    assert (
        "over boetes verschilt één punt: fine.AP (niets → ten hoogste € 20.000.000, of 4% van de wereldwijde "
        "jaaromzet als dat meer is)\n" in result.stdout
    )


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

    assert result.exit_code == 0
    assert result.stdout == (
        "`strict` and `strict` do not differ in the outcome, in the first reason of a denial, or in the grounds and "
        "obligations of a permit: proved for every case\n"
        "the rules as they are written, their citations, the fines and the texts are the same too\n"
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
    assert (strict["policy"], strict["answer"]) == ("strict", "different")
    assert {"post"} == {one["facts"]["channel"] for one in strict["cases"]}
    assert [one["answer"] for one in compared(run(same, "standard", "--json"))] == ["equal"]


def test_beside_a_day_stands_the_law_of_now() -> None:
    """A policy is compared as it is in the last period with the same policy on that day."""
    (found,) = compared(run("2020-01-15", "standard", "--json"))

    assert (found["policy"], found["answer"]) == ("standard", "different")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("standart", "strict"), "`standart` is no policy, day or file: do you mean `standard`?"),
        (("2026-02-30", "strict"), "`2026-02-30` is no policy, day or file"),
        (("2026-02-03T10:00:00", "strict"), "the time `2026-02-03T10:00:00` has no zone"),
        (
            ("standard", "strict", "--policy", "statute"),
            "`standard` is a policy already. Leave `--policy` out",
        ),
        (
            ("2026-02-03", "strict", "--policy", "strict"),
            "`strict` is a policy already. Leave `--policy` out",
        ),
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
