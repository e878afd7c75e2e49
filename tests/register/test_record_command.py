"""`datmag record`: one object a line, every refusal with its line, the right exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from datmag.cli.record import command
from datmag.errors import InputError
from datmag.register.models import Purchase
from tests.register.given import PARTS, event

pytestmark = [pytest.mark.db, pytest.mark.django_db]


def run(path: Path, *lines: object, flags: tuple[str, ...] = ()) -> Result:
    """Write a file and record it."""
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return CliRunner().invoke(command, [str(path), *flags], standalone_mode=False)


def test_good_lines_are_recorded_and_the_same_file_again_does_nothing(tmp_path: Path) -> None:
    """Exit code 0 both times."""
    path, sale = tmp_path / "e.jsonl", event("sale", "2026-01-01")
    one, two = run(path, *PARTS, "", sale), run(path, *PARTS, "", sale)

    assert [one.return_value, two.return_value] == [0, 0]
    assert "1 new" not in two.stdout
    assert Purchase.objects.count() == 1


def test_a_bad_line_is_named_and_stops_no_other(tmp_path: Path) -> None:
    """Partly done is exit code 5."""
    path = tmp_path / "e.jsonl"
    outcome = run(path, *PARTS, "{oops", event("sale", "2026-01-01"), event("sale", "2026-01-02", buyer="x"))

    assert outcome.return_value == 5
    assert f"`{path}`, line {len(PARTS) + 1}: " in outcome.stderr
    assert f"`{path}`, line {len(PARTS) + 3}: " in outcome.stderr
    assert Purchase.objects.count() == 1


def test_a_file_with_only_bad_lines_is_code_two_and_an_empty_one_three(tmp_path: Path) -> None:
    """Nothing was recorded."""
    path = tmp_path / "e.jsonl"

    assert [run(path, "[1]").return_value, run(path, "").return_value] == [2, 3]


def test_json_gives_the_counts_and_the_refusals(tmp_path: Path) -> None:
    """With line numbers and both languages."""
    outcome = run(tmp_path / "e.jsonl", *PARTS, "1", flags=("--json",))
    answer = json.loads(outcome.stdout)

    assert (answer["new"], answer["same"]) == (len(PARTS), 0)
    assert [len(PARTS) + 1] == [refused["line"] for refused in answer["refused"]]
    assert {"nl", "en"} == set(answer["refused"][0]["text"])


def test_a_line_of_fifty_megabytes_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    """Without keeping it."""
    path = tmp_path / "e.jsonl"
    outcome = run(path, *PARTS, '{"x": "' + "y" * 50_000_000 + '"}', event("sale", "2026-01-01"))

    assert outcome.return_value == 5
    assert f"line {len(PARTS) + 1}: " in outcome.stderr
    assert Purchase.objects.count() == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_gives_a_clear_error(tmp_path: Path, content: bytes | None) -> None:
    """Wrong encoding, or no file at all."""
    path = tmp_path / "e.jsonl"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(InputError, match="cannot be read"):
        CliRunner().invoke(command, [str(path)], standalone_mode=False, catch_exceptions=False)
