"""`datmag contacts` and `datmag checkout`: exit codes, JSON, both languages, and no traceback."""

import json
from pathlib import Path

import pytest

from datmag.cli.main import main
from tests.imports.given import FAMILIES, file, ready

pytestmark = [pytest.mark.db, pytest.mark.django_db]
LIST = (
    "email,name,bought_family,bought_at,paid,consent_purposes,optout_at\n"
    "jan@voorbeeld.example,Jan,onderhoud,2026-03-01,paid,nieuwsbrief,\n"
    "nee@voorbeeld.example,Els,,,,,2026-02-01\n"
)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datmag.cli.speak._CHOSEN", [])
    monkeypatch.delenv("DATMAG_LANG", raising=False)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Run the command as from a shell: exit code, standard output, standard error."""

    def _run(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["datmag", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return _run


def test_an_import_ends_with_0_5_or_2(tmp_path: Path, run) -> None:  # noqa: ANN001  (the fixture's function)
    """All lines taken; some not; the file cannot be read at all."""
    ready()
    flags = ("--format", "datmag", "--origin", "own_sale")
    good = run("contacts", "import", file(tmp_path, LIST), *flags, "--json")
    some = run("contacts", "import", file(tmp_path, f"{LIST}jan@@x,,,,,,\n"), *flags, "--lang", "nl")
    none = run("contacts", "import", file(tmp_path, "naam\nJan\n"), *flags)
    gone = run("contacts", "import", tmp_path / "weg.csv", *flags)

    assert tuple(answer[0] for answer in (good, some, none, gone)) == (0, 5, 2, 2)
    assert {
        name: json.loads(good[1])[name] for name in ("lines", "new", "noes", "yes_unproven", "problems")
    } == {"lines": 2, "new": 2, "noes": 1, "yes_unproven": 1, "problems": 0}
    assert "regel 4, email" in some[1]
    assert "email" in none[2]
    assert "weg.csv" in gone[2]
    assert "Traceback" not in "".join(answer[2] for answer in (good, some, none, gone))


def test_the_problems_can_be_kept_in_a_file(tmp_path: Path, run) -> None:  # noqa: ANN001  (the fixture's function)
    """Every cell of it is safe in a spreadsheet."""
    ready()
    path = file(tmp_path, "email,name\n=cmd|x,Jan\n")
    out = tmp_path / "problemen.csv"
    run(
        "contacts",
        "import",
        path,
        "--format",
        "datmag",
        "--origin",
        "own_sale",
        "--problems",
        out,
        "--dry-run",
    )

    assert ",'=cmd|x," in out.read_text(encoding="utf-8")


def test_the_origin_must_be_said(tmp_path: Path, run) -> None:  # noqa: ANN001  (the fixture's function)
    """Where addresses come from is never guessed."""
    ready()
    code, _, told = run("contacts", "import", file(tmp_path, LIST), "--format", "datmag")

    assert code == 2
    assert "--origin" in told


def test_show_and_timeline_tell_what_is_on_record(tmp_path: Path, run) -> None:  # noqa: ANN001  (the fixture's function)
    """Who holds the address, the standing with each sender, what happened; an unknown address is a sentence."""
    ready()
    path = file(tmp_path, LIST)
    file(tmp_path, FAMILIES, "families.csv")
    run(
        "contacts",
        "import",
        path,
        "--format",
        "datmag",
        "--origin",
        "own_sale",
        "--families",
        tmp_path / "families.csv",
    )
    shown = json.loads(run("contacts", "show", "jan@voorbeeld.example", "--json")[1])
    no = run("contacts", "show", "nee@voorbeeld.example", "--lang", "nl")[1]
    timeline = json.loads(run("contacts", "timeline", "jan@voorbeeld.example", "--json")[1])
    unknown = run("contacts", "show", "niemand@voorbeeld.example")

    assert shown["holders"][0]["name"] == "Jan"
    assert tuple(shown["standings"][0]["rows"][0][name] for name in ("sale", "address_source")) == (
        "paid",
        "own_sale",
    )
    assert "zei Nee op 2026-02-01" in no
    assert "2026-02-28T23:00:00Z" in {one["at"] for one in timeline}
    assert (unknown[0], "niemand@voorbeeld.example" in unknown[2]) == (2, True)


def test_a_checkout_is_added_from_a_file_or_from_options_and_listed(tmp_path: Path, run) -> None:  # noqa: ANN001  (the fixture's function)
    """Added twice it stands once; neither or both ways is a mistake."""
    ready()
    path = file(tmp_path, "since: 2025-03-01\ninformed: true\nrefusal: offered\n", "c.yaml")
    notice = file(tmp_path, "Nee, geen aanbiedingen", "tekst.txt")
    added = [run("checkout", "add", path)[0], run("checkout", "add", path)[0]]
    options = ("--since", "2026-01-01", "--informed", "no", "--refusal", "not_offered", "--notice", notice)
    added.append(run("checkout", "add", *options)[0])
    listed = json.loads(run("checkout", "list", "--json")[1])["checkouts"]

    assert added == [0, 0, 0]
    assert [one["since"] for one in listed] == [
        "2019-12-31T23:00:00Z",
        "2025-02-28T23:00:00Z",
        "2025-12-31T23:00:00Z",
    ]
    assert listed[2]["notice"] == "Nee, geen aanbiedingen"
    assert (run("checkout", "add")[0], run("checkout", "add", path, *options)[0]) == (2, 2)
