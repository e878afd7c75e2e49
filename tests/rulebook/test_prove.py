"""What is proved of the rules as they are, and that the solver reads them as the interpreter does."""

import ast
import json
import random
import sys
from importlib import resources
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datmag.cli.rules_prove import command
from datmag.moment import DAY, NEVER, parse
from datmag.rulebook.case import Case
from datmag.rulebook.chapter import chapters
from datmag.rulebook.fact import FACTS
from datmag.rulebook.formulas.lower import lower
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES, own
from datmag.rulebook.proof.any_case import AnyCase, Law, Space, Told
from datmag.rulebook.proof.as_solver import SolverMissingError, exactly, z3
from datmag.rulebook.proof.claim import So
from datmag.rulebook.proof.counterexample import Search, moments
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.proof.own_policies import settled
from datmag.rulebook.proof.polarity import polarity
from datmag.rulebook.prove import prove
from datmag.rulebook.rule import periods
from datmag.rulebook.term import Term
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS
from datmag.words import Text
from tests.rulebook.base import CUSTOMER, RULES, case_of
from tests.rulebook.cases import random_case

QUICK = tuple(one for one in THEOREMS if one.chapter in {"customer", "phone", "choices", "tracking"})
POINTS_OF_VIEW = ("objected_at", "consent_withdrawn_at", "erased_at")


@pytest.fixture(scope="module")
def proved() -> Result:
    """Run `rules prove --json` once."""
    return CliRunner().invoke(command, ["--json"])


def answer(result: Result) -> dict[str, Any]:
    """Read what the command gave."""
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_every_theorem_is_proved_under_every_policy(proved: Result) -> None:
    """Each by itself, or once where it names the policies; the exit code says the same."""
    asked = {(one["id"], one["policy"]): one["answer"] for one in answer(proved)["theorems"]}
    expected = {
        (one.id, policy) for one in THEOREMS for policy in (POLICIES if one.about == "each" else (None,))
    }

    assert (0, set(expected), {"proved"}) == (proved.exit_code, set(asked), set(asked.values()))


def test_no_rule_is_dead_or_redundant(proved: Result) -> None:
    """Of every rule, exception, requirement and disputed point the command says that it is needed."""
    needs = {one["id"].partition(" ")[0]: one["need"] for one in answer(proved)["rules"]}
    unlisted = {rule for rule, listed in RULES.items() if listed.kind in {"default", "fine"}}
    # Its two periods have the same value: the later one is there for its citation.
    unlisted.add("nl.parameter.age_of_consent")

    assert {"needed"} == set(needs.values())
    assert {*RULES} - unlisted == {*needs} - {"nl.lifted"}


def test_a_no_only_hurts_and_what_helps_is_named(proved: Result) -> None:
    """The report of which way facts pull."""
    pulls = {(one["fact"], one["value"]): one["pull"] for one in answer(proved)["polarity"]}

    assert {"hurts"} == {pulls[name, None] for name in POINTS_OF_VIEW}
    assert (pulls["informed_at_collection", True], pulls["recipient_deceased", True]) == ("helps", "hurts")
    assert {"neither"} == {pulls["address_kind", value] for value in FACTS["address_kind"].values}
    assert {name for name in FACTS if name != "at"} == {name for name, _ in pulls}


def test_a_pull_is_that_of_the_policy_that_is_asked() -> None:
    """A trial makes a customer in the widest reading only."""
    wide, usual = (
        {(one.fact, one.value): one.pull for one in polarity(RULEBOOK, POLICIES[name])}
        for name in ("statute", "standard")
    )

    assert (wide["sale", "trial"], usual["sale", "trial"]) == ("helps", "neither")


def test_people_read_the_theorems_in_their_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with its result and how long it took, and which rules are needed."""
    monkeypatch.setattr(
        "datmag.cli.rules_prove.prove", lambda *_, clock: prove(RULEBOOK, POLICIES, QUICK, clock)
    )
    monkeypatch.setattr("datmag.cli.rules_prove.spare_rules", lambda _: ())
    result = CliRunner().invoke(command, ["--lang", "nl"])

    assert result.exit_code == 0
    assert "bewezen (" in result.stdout
    assert "Geen aankoop" not in result.stdout
    assert "mag ook in een ruimere." in result.stdout
    assert "schaadt  het moment van het laatste bezwaar: gebeurt, of later" in result.stdout


def test_every_theorem_stands_in_a_chapter_in_both_languages() -> None:
    """With an id of its own."""
    pages = {one.id for one in chapters("nl")}

    assert len(THEOREMS) == len({one.id for one in THEOREMS})
    assert {one.chapter for one in THEOREMS} <= pages
    assert all(one.text.nl and one.text.en and one.text.nl != one.text.en for one in THEOREMS)


def test_no_theorem_borrows_from_the_rules() -> None:
    """What a theorem says of a case it says by itself: it imports no chapter, so no wrong rule can narrow it."""
    pages = resources.files("datmag.rulebook.nl.theorems")
    imported = {
        str(line.module)
        for page in pages.iterdir()
        if page.name.endswith(".py")
        for line in ast.walk(ast.parse(page.read_text(encoding="utf-8")))
        if isinstance(line, ast.ImportFrom)
    }
    own = "datmag.rulebook.nl.theorems"

    assert f"{own}.plain_facts" in imported
    assert [one for one in imported if one.startswith("datmag.rulebook.nl") and not one.startswith(own)] == []


def test_the_same_proof_gives_the_same_result() -> None:
    """Two runs, two equal answers; how long they took aside."""
    assert prove(RULEBOOK, POLICIES, QUICK) == prove(RULEBOOK, POLICIES, QUICK)


def test_without_the_solver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error for the person who must act."""
    z3.cache_clear()
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(SolverMissingError, match=r"install `datmag\[proof\]`") as caught:
        prove(RULEBOOK, POLICIES, QUICK)
    z3.cache_clear()

    assert caught.value.exit_code == 2


def test_a_truth_in_a_claim_is_not_asked_as_a_bool() -> None:
    """`and`, `or` and `not` would quietly take one side."""
    case = AnyCase(Law(RULEBOOK, POLICIES, Space()), POLICIES["standard"], Told())
    with pytest.raises(TypeError, match="use &"):
        bool(case.permitted)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_solver_reads_the_rules_as_the_interpreter_does(policy: str) -> None:
    """Random cases at plain moments: outcome, ground, reason, grounds and obligations are the same."""
    chance = random.Random(policy)
    law = Law(RULEBOOK, POLICIES, Space())
    any_case = AnyCase(law, POLICIES[policy], Told())
    answers, terms = law.answers(policy), law.space.terms
    wanted = [
        terms.whole(one) for one in (answers.ground, answers.reason, answers.grounds, answers.obligations)
    ]
    search = Search(law.space)
    for _ in range(40):
        case = random_case(chance, chance.choice(moments(RULEBOOK)))
        with search.within((any_case,), case.at):
            search.solver.add(*(_has(any_case, name, case) for name in FACTS))
            assert str(search.solver.check()) == "sat", case.json()
            model = search.solver.model()
            said = outcome(case, POLICIES[policy], RULEBOOK)
            expected = [
                GROUNDS.index(said.ground) if said.ground else 0xFFFF,
                REASONS.index(said.reason) if said.reason else 0xFFFF,
                sum(1 << GROUNDS.index(one) for one in said.grounds),
                sum(1 << OBLIGATIONS.index(one) for one in said.obligations),
            ]

            assert expected == [model.eval(one, model_completion=True).as_long() for one in wanted], (
                case.json()
            )


def _has(any_case: AnyCase, fact: str, case: Case) -> Any:  # noqa: ANN401  (a term)
    return any_case.variables(fact).has(fact, case[fact], any_case.law.space.terms.countries)


def test_what_is_said_of_terms_of_months_holds_of_every_term() -> None:
    """Random moments, near the ends of months too: longer terms last as long, what begins at `at` lasts, NEVER does not."""
    chance = random.Random(3)
    for _ in range(3_000):
        at = parse("2019-12-01T00:00:00+00:00") + chance.randrange(2_000 * DAY)
        since = at - chance.randrange(1_200 * DAY)
        short, long = sorted((chance.randrange(61), chance.randrange(61)))

        assert Term.before(at, long).holds(since) or not Term.before(at, short).holds(since)
        assert Term.before(at, short).holds(at + chance.randrange(DAY))
        assert not Term.before(at, short).holds(NEVER)


def test_where_the_moment_is_fixed_a_term_is_what_the_interpreter_says() -> None:
    """Also at the end of a month, but for the days that are left aside there."""
    chance = random.Random(4)
    number, lasts = z3().Int("since"), z3().Bool("lasts")
    aside = 0
    for _ in range(200):
        at = parse(
            chance.choice(
                ("2026-02-28T10:00:00+00:00", "2026-06-30T10:00:00+00:00", "2026-05-15T12:00:00+00:00")
            )
        )
        months = chance.choice((4, 12, 24))
        since = at - months * 30 * DAY - chance.randrange(30 * DAY)
        solver = z3().Solver()
        solver.add(number == since, *exactly([(months, number, lasts)], at))
        if str(solver.check()) != "sat":
            aside += 1
            continue

        assert Term.before(at, months).holds(since) == bool(solver.model().eval(lasts))
    assert aside < 40


def test_two_own_policies_found_by_the_solver_are_policies() -> None:
    """What it makes of a setting is what an organisation may set, and the narrower one is nowhere looser."""
    law = Law(RULEBOOK, POLICIES, Space())
    case = AnyCase(law, POLICIES["standard"], Told())
    wide, narrow = case.under("wider"), case.under("narrower")
    breach: So = wide.permitted & narrow.denied
    search = Search(law.space, periods(RULEBOOK)[0])
    with search.within((case,), moments(RULEBOOK)[0]):
        search.solver.add(breach.value)
        assert str(search.solver.check()) == "sat"
        found = settled(law.space.terms, search.solver.model())
    made = {
        name: own(name, Text("eigen", "own"), POLICIES["statute"], **policy.settings)
        for name, policy in found.items()
    }

    assert {name: dict(policy.settings) for name, policy in found.items()} == {
        name: dict(policy.settings) for name, policy in made.items()
    }
    assert set(found["narrower"].words("sale_kinds")) <= set(found["wider"].words("sale_kinds"))


def test_an_outcome_names_its_ground_or_its_reason() -> None:
    """Of the worked customer: permitted as a customer; without similarity denied for it."""
    said = outcome(case_of(CUSTOMER), POLICIES["standard"], RULEBOOK)
    other = outcome(case_of(CUSTOMER, similarity="dissimilar"), POLICIES["standard"], RULEBOOK)

    assert (said.ground, said.reason) == ("soft_opt_in", "")
    assert (other.ground, other.reason, other.obligations) == ("", "not_similar", ())


def test_a_rulebook_is_read_in_one_graph_as_alone() -> None:
    """Conditions that were read for one book serve another: the formulas are the same."""
    law = Law(RULEBOOK, POLICIES, Space())
    law.answers("strict")
    again = law.changed(RULEBOOK).answers("standard")

    assert lower(RULEBOOK, POLICIES["standard"], law.space.graph, {}) == again
