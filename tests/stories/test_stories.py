"""Every question of every story gets the answer that it expects, on this database."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from datmag.cli.story import command, run

pytestmark = [pytest.mark.db, pytest.mark.django_db]

CASES = Path(__file__).parent / "cases"
STORIES = sorted(CASES.glob("*.yaml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_the_story_ends_as_it_should(path: Path) -> None:
    """Through the public writers, the query and the rulebook."""
    results, unread = run((path,), None)

    assert [result for result in results if not result["agrees"]] == []
    assert unread == 0
    assert results


def test_the_command_answers_a_folder_and_leaves_nothing_behind() -> None:
    """Each story has the register to itself."""
    from datmag.register.models import Entry  # noqa: PLC0415  (Django is ready only in a test)

    before = Entry.objects.count()
    outcome = CliRunner().invoke(command, [str(CASES), "--json"], standalone_mode=False)
    answer = json.loads(outcome.stdout)

    assert outcome.return_value == 0
    assert (answer["agree"], answer["disagree"]) == (154, 0)
    assert set(answer["results"][0]) == {"story", "question", "policy", "decision", "expected", "agrees"}
    assert before == Entry.objects.count()


def test_a_story_under_another_policy_is_compared_only_where_it_expects_that_policy() -> None:
    """Else `agrees` is null."""
    outcome = CliRunner().invoke(
        command,
        [str(CASES / "vader-en-zoon.yaml"), "--policy", "consent_only", "--json"],
        standalone_mode=False,
    )

    assert [result["agrees"] for result in json.loads(outcome.stdout)["results"]] == [
        None,
        None,
        None,
        None,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("", 2), ("a: [", 2), ("id: X\nsenders: []\nmessages: {}\nquestions: []\n", 3)]
)
def test_a_file_that_is_no_story_gives_a_sentence_and_code_two(tmp_path: Path, text: str, code: int) -> None:
    """Nothing to answer is code three."""
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    outcome = CliRunner().invoke(command, [str(path)], standalone_mode=False)

    assert code == outcome.return_value
    assert (f"`{path}`" in outcome.stderr) == (code == 2)


def test_an_unreadable_question_does_not_stop_the_others(tmp_path: Path) -> None:
    """The rest is still answered; the exit code is two."""
    text = (CASES / "vader-en-zoon.yaml").read_text(encoding="utf-8")
    path = tmp_path / "x.yaml"
    path.write_text(text.replace("message: storing", "message: storm"), encoding="utf-8")
    outcome = CliRunner().invoke(command, [str(path), "--json"], standalone_mode=False)

    assert outcome.return_value == 2
    assert len(json.loads(outcome.stdout)["results"]) == 4
    assert "`storm`" in outcome.stderr
