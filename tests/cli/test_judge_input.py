"""`datmag judge` with bad input and with huge input: a clear sentence, its place, and the others are judged."""

import json
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from datmag.cli import speak, window
from datmag.cli.agree import CHECKS
from datmag.cli.cases import found_in
from datmag.cli.judge import command as judge
from datmag.rulebook.expected import KEYS, VOCABULARY
from tests.rulebook.base import CUSTOMER

DATMAG = [sys.executable, "-c", "from datmag.cli.main import main; main()"]
GOOD = json.dumps({"id": "good", "facts": CUSTOMER})
ALSO = json.dumps({"id": "also", "facts": CUSTOMER})


@pytest.fixture(autouse=True)
def _no_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test does not pass its language on to the next."""
    monkeypatch.setattr(speak, "_CHOSEN", [])


def run(tmp_path: Path, content: str | bytes, *options: str, name: str = "c.json") -> Result:
    """Write a file and judge it, for JSON."""
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return CliRunner().invoke(judge, [str(path), "--json", "--lang", "en", *options])


def ids(result: Result) -> list[str]:
    """Name the cases that were judged."""
    return [one["id"] for one in json.loads(result.stdout)["results"]]


def errors(result: Result) -> list[dict[str, Any]]:
    """Give what could not be read."""
    found: list[dict[str, Any]] = json.loads(result.stdout)["errors"]
    return found


def with_fact(fact: str, value: object) -> str:
    """Write a case with one fact that is not right."""
    return json.dumps({"id": "bad", "facts": {**CUSTOMER, fact: value}})


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (
            with_fact("chanel", "email"),
            ["`c.json #2 (bad)`", "`chanel` is geen feit", "bedoelt u `channel`?"],
        ),
        (
            with_fact("sale", "gift"),
            ["`c.json #2 (bad)`", "`sale`", '`"gift"`', "kies uit paid, payment_due"],
        ),
        (with_fact("requested", "yes"), ["`requested`", "schrijf true, false of null"]),
        (with_fact("recipient_age", "old"), ["`recipient_age`", "een heel getal van 0"]),
        (with_fact("recipient_age", [[[5]]]), ["`recipient_age`", "een heel getal van 0"]),
        (with_fact("at", "2026-11-10T10:00:00"), ["`at`", "met tijdzone"]),
        (with_fact("at", None), ["het feit `at` ontbreekt"]),
        (with_fact("sender_country", "Holland"), ["`sender_country`", "een landcode van twee letters"]),
        ('{"id": "bad", "facts": {"at": NaN}}', ["`c.json #2 (bad)`", "`NaN` is geen waarde in JSON"]),
        ('{"id": "bad", "facts": {"sale": "paid", "sale": "cart"}}', ["`sale` staat er twee keer in"]),
        (
            with_fact("recipient_age", 12321).replace("12321", "9" * 5000),
            ["`recipient_age`", "een heel getal"],
        ),
        ('{"id": "bad", "facts": 5}', ["`facts` is geen object"]),
        ('{"id": "bad", "expected": {"outcome": "deny"}, "facts": {}}', ["`at` ontbreekt"]),
        ('{"facts": {}, "expected": {"reasons_include": 5}}', ["geen lijst van woorden"]),
        ('{"facts": {}, "expected": {"outcome": ["deny"]}}', ["`outcome` in `expected` is geen woord"]),
        (
            '{"facts": {}, "expected_by_policy": {"strict": []}}',
            ["`expected_by_policy` kan `strict: []` niet"],
        ),
        ("null", ["`c.json #2`", "een geval is een object"]),
        ("5", ["een geval is een object"]),
        ('["a"]', ["een geval is een object"]),
    ],
)
def test_a_wrong_case_is_named_in_the_users_words(tmp_path: Path, bad: str, words: list[str]) -> None:
    """File, number, id, what is wrong and what to write instead; the cases around it are judged."""
    result = run(tmp_path, f"[{GOOD},\n{bad},\n{ALSO}]", "--lang", "nl")

    assert result.exit_code == 2, result.output
    assert [word for word in words if word not in result.stderr] == []
    assert ids(result) == ["good", "also"]
    assert [error["line"] for error in errors(result)] == [2]


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        ('{"id": "bad" "facts": {}}', (2, 14, "hier hoort een komma of een sluithaakje")),
        ('{"id": "bad", "facts": {"at": }}', (2, 31, "hier hoort een waarde")),
        ("{'id': 'bad'}", (2, 2, "hier hoort een naam tussen dubbele aanhalingstekens")),
        ('{"id"; "bad"}', (2, 6, "hier hoort een dubbele punt")),
        ('{"id": "bad\n"}', (2, 12, "een regeleinde midden in een tekst")),
        ('{"id": "bad\t"}', (2, 12, "een tab midden in een tekst: schrijf \\t")),
        ('{"id": "bad\x00"}', (2, 12, "midden in een tekst staat een teken dat u niet ziet")),
        ('{"id": "b\\ad"}', (2, 10, "na een backslash")),
        ('{"id": "bad",}', (2, 14, "hier hoort een naam")),
        ('{"id": "bad", "facts": {"sale": "paid"}', (3, 1, "hier hoort een naam")),
        ("[" * 50_000, (2, 1, "te diep in elkaar")),
        ("gewoon tekst", (2, 1, "hier hoort een waarde")),
    ],
)
def test_broken_json_in_a_list_has_its_line_and_column(
    tmp_path: Path, bad: str, place: tuple[int, int, str]
) -> None:
    """What stands before and after the broken case is judged."""
    result = run(tmp_path, f"[{GOOD},\n{bad},\n{ALSO}]", "--lang", "nl")
    line, column, what = place

    assert result.exit_code == 2, result.output
    named = " (bad)" if bad.startswith(('{"id": "bad",', '{"id": "bad" ')) else ""
    assert f"`c.json #2{named}`: dit is geen JSON (regel {line}, kolom {column}: {what}" in result.stderr
    assert ids(result) == ["good", "also"]
    assert [(error["line"], error["column"]) for error in errors(result)] == [(line, column)]


@pytest.mark.parametrize(
    ("content", "judged", "words"),
    [
        ("", [], "`c.json`: dit bestand is leeg"),
        (" \n ", [], "`c.json`: dit bestand is leeg"),
        (f"[{GOOD} {ALSO}]", ["good", "also"], "`c.json na #1`: dit is geen JSON (regel 1"),
        (f"[{GOOD}, {ALSO},]", ["good", "also"], "voor dit sluithaakje staat een komma te veel"),
        (f"[{GOOD}, {ALSO}", ["good", "also"], "het bestand houdt hier op"),
        (f"[{GOOD}, {ALSO},", ["good", "also"], "het bestand houdt hier op"),
        (f"[{GOOD}, {ALSO}] x", ["good", "also"], "na het einde staat nog iets"),
        (f"{GOOD}\n{ALSO}\n", ["good"], "noem het bestand dan `.jsonl`"),
        (f'{{"cases": [{GOOD}, {{"id"}}, {ALSO}], "x": 1}}', ["good", "also"], "`c.json #2`"),
        (f'{{"x": NaN, "cases": [{GOOD}]}}', ["good"], "`NaN` is geen waarde"),
        (f'{{"x" 1, "cases": [{GOOD}]}}', ["good"], "(regel 1, kolom 6: hier hoort een dubbele punt)"),
        (f'{{"cases": [{GOOD}], "x": 1, "x": 2}}', ["good"], "`x` staat er twee keer in"),
        (f'{{"cases": [{GOOD}], "cases": []}}', ["good"], "`cases` staat er twee keer in"),
        (f'{{"cases": [{GOOD}], }}', ["good"], "een komma te veel"),
        (f'{{"cases": [{GOOD}]', ["good"], "het bestand houdt hier op"),
        ('{"at": "2026', [], "de tekst die hier begint, houdt niet op"),
        ('{"cases": 5}', [], "`cases` is geen feit"),
        ("{" + ",".join(f'"k{n}": 1' for n in range(2000)) + "}", [], "meer dan 1000 namen"),
        (b"\xff\xfe[\x00]\x00", [], "dit is geen UTF-8 (regel 1, kolom 1)"),
        (
            f"[{GOOD}, ".encode() + b'{"id": "caf\xe9"}, ' + f"{ALSO}]".encode(),
            ["good", "also"],
            f"geen UTF-8 (regel 1, kolom {len(GOOD) + 15})",
        ),
        (
            f"[{GOOD},\n".encode() + b"\xe9, " + f"{ALSO}]".encode(),
            ["good", "also"],
            "geen UTF-8 (regel 2, kolom 1)",
        ),
        (f"[{GOOD},, {ALSO}]", ["good", "also"], "`c.json #2`: dit is geen JSON (regel 1"),
        (f"{GOOD},\n{ALSO}\n", ["good", "also"], "noem het bestand dan `.jsonl`"),
    ],
)
def test_a_broken_file_gives_what_can_be_read(
    tmp_path: Path, content: str | bytes, judged: list[str], words: str
) -> None:
    """One sentence about the file; every case that stands whole is judged; the answer is JSON all the same."""
    result = run(tmp_path, content, "--lang", "nl")

    assert result.exit_code == 2, result.output
    assert judged == ids(result)
    assert words in result.stderr
    assert len(errors(result)) == 1


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b'{"id": }', "`c.jsonl regel 2`: dit is geen JSON (regel 2, kolom 8: hier hoort een waarde)"),
        (b'{"id": "caf\xe9"}', "`c.jsonl regel 2`: dit is geen UTF-8 (regel 2, kolom 12)"),
        ('{"id": "caf\u00e9'.encode() + b'\xe9"}', "geen UTF-8 (regel 2, kolom 13)"),
        (b"[" * 50_000, "te diep in elkaar"),
        (f"{GOOD} {GOOD}".encode(), "na het geval staat nog iets op deze regel"),
        (b'{"id": "x", "a": "' + b"x" * window.LONGEST + b'"}', "langer dan 1 miljoen tekens"),
        (b"x" * (5 * window.LONGEST), "langer dan 1 miljoen tekens"),
    ],
)
def test_of_lines_only_the_bad_one_is_lost(tmp_path: Path, bad: bytes, words: str) -> None:
    """The other lines are judged, also after an empty one."""
    content = GOOD.encode() + b"\n" + bad + b"\n\n" + ALSO.encode()
    result = run(tmp_path, content, "--lang", "nl", name="c.jsonl")

    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert ids(result) == ["good", "also"]
    assert [error["line"] for error in errors(result)] == [2]


def test_a_case_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    """Where it ends soon it is read; where it does not, the next one is looked for."""
    long = json.dumps({"id": "long", "remarks": "x" * window.LONGEST, "facts": CUSTOMER})
    longer = json.dumps({"id": "longer", "remarks": "x" * (4 * window.LONGEST), "facts": CUSTOMER})
    result = run(tmp_path, f"[{GOOD}, {long}, {longer}, {ALSO}]")

    assert ids(result) == ["good", "also"]
    assert [error["where"] for error in errors(result)] == ["c.json #2 (long)", "c.json #3 (longer)"]
    assert "longer than 1 million characters" in result.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [("nergens.json", "het bestand bestaat niet"), ("", "dit is een map; noem de bestanden erin")],
)
def test_a_file_that_is_not_there_is_named(tmp_path: Path, name: str, words: str) -> None:
    """A missing file and a folder are told apart; the other files are judged."""
    (tmp_path / "c.json").write_text(GOOD, encoding="utf-8")
    paths = [str(tmp_path / name), str(tmp_path / "c.json")]
    result = CliRunner().invoke(judge, [*paths, "--json", "--lang", "nl"])

    assert result.exit_code == 2
    assert f"`{tmp_path / name}`: kan niet worden gelezen: {words}" in result.stderr
    assert ids(result) == ["good"]


@pytest.mark.parametrize(
    ("content", "name"), [("[]", "c.json"), ('{"cases": []}', "c.json"), ("\n", "c.jsonl")]
)
def test_nothing_to_judge_is_said(tmp_path: Path, content: str, name: str) -> None:
    """No case at all: exit code 3, and a sentence with the name of the file."""
    result = run(tmp_path, content, name=name)

    assert result.exit_code == 3
    assert result.stderr == f"`{tmp_path / name}`: nothing was judged: no case in there\n"
    assert json.loads(result.stdout) == {"results": [], "agree": 0, "disagree": 0, "errors": []}


def test_an_empty_file_beside_others_is_said(tmp_path: Path) -> None:
    """It can be read, so the exit code is that of the others."""
    good, empty = tmp_path / "good.json", tmp_path / "empty.jsonl"
    good.write_text(GOOD, encoding="utf-8")
    empty.touch()
    result = CliRunner().invoke(judge, [str(good), str(empty), "--json", "--lang", "nl"])

    assert result.exit_code == 0
    assert result.stderr == f"`{empty}`: hier is niets beoordeeld: er staat geen geval in\n"
    assert ids(result) == ["good"]


def test_standard_input_has_a_name(tmp_path: Path) -> None:
    """`-` is no file and is not read: it says which name to give, the other files are judged, and that name works."""
    (tmp_path / "c.json").write_text(GOOD, encoding="utf-8")
    result = CliRunner().invoke(judge, ["-", str(tmp_path / "c.json"), "--json", "--lang", "en"])
    piped = subprocess.run(
        [*DATMAG, "judge", "--json", "/dev/stdin"],
        input=GOOD.encode(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert result.exit_code == 2
    assert result.stderr == "datmag: `-`: standard input is not read: name a file, or `/dev/stdin`\n"
    assert ids(result) == ["good"]
    assert piped.returncode == 0
    assert [one["id"] for one in json.loads(piped.stdout)["results"]] == ["good"]


PARTS = '[{"a": 1}, {"id": "part"}, {"fact": {}}]'
"""Objects that are no cases."""


@pytest.mark.parametrize(
    ("broken", "judged", "words"),
    [
        (
            f'{{"id": "bad" "parts": {PARTS}}}',
            ["good", "also"],
            ["; wat daarna komt, is pas vanaf regel 3, kolom 1 gelezen"],
        ),
        (f'{{"id": "bad" "parts": {PARTS}}}, {json.dumps(CUSTOMER)}', ["good", "c.json #3", "also"], []),
        ('{"id": "bad" "parts": [{"a": 1}, {"a": 2, "facts" 1}]}', ["good", "also"], []),
        (
            f'{{"id": "bad" "cases": [1, {GOOD}]}}',
            ["good", "good", "also"],
            ["`c.json`: dit is geen JSON (regel 2", "na het einde staat nog iets"],
        ),
        (f'{{"id": "bad" 1}}, {GOOD} {GOOD}', ["good", "good", "good", "also"], ["`c.json na #3`"]),
        (f'{{"id": "bad" 1}}, {GOOD}}}', ["good", "good", "also"], ["`c.json na #3`"]),
    ],
)
def test_what_stands_within_a_broken_case_is_no_case(
    tmp_path: Path, broken: str, judged: list[str], words: list[str]
) -> None:
    """The search goes on to the next object that looks like a case, says what it passed over, and loses none."""
    result = run(tmp_path, f"[{GOOD},\n{broken},\n{ALSO}]", "--lang", "nl")

    assert result.exit_code == 2
    assert judged == ids(result)
    assert "`c.json #2 (bad)`: dit is geen JSON (regel 2, kolom 14" in result.stderr
    assert [word for word in words if word not in result.stderr] == []
    assert len(errors(result)) == max(1, len([word for word in words if word.startswith("`")]) + 1)


def test_objects_after_the_last_case_that_broke_are_said_to_be_unread(tmp_path: Path) -> None:
    """Where no case follows any more, what was passed over is not passed over in silence."""
    result = run(tmp_path, f'[{GOOD},\n{{"id": "bad" "parts": {PARTS}}}]')

    assert ids(result) == ["good"]
    assert "; what comes after it is not read" in result.stderr


GARBAGE = [",{x", ',{"x', ',\n{"x":', ',{"x":[0', ',{"x":1}', ',{"facts"', ',{"x":[{"y":1}]}']


@pytest.mark.parametrize("begin", ['"channel": "x', '"channel" [1'])
@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_takes_no_longer_than_its_length(garbage: str, begin: str) -> None:
    """Four times as much takes about four times as long, not sixteen times; and the search gives up some time."""

    def spent(letters: int) -> float:
        content = f'[{GOOD}, {{"id": "bad", {begin}{garbage * (letters // len(garbage))}, {ALSO}]'.encode()
        before = time.process_time()
        found = list(found_in(BytesIO(content)))
        assert [one.value["id"] for one in found if one.value] in (["good", "bad"], ["good", "bad", "also"])
        assert found[1].trouble
        return time.process_time() - before

    spent(1000)
    assert spent(1_200_000) < 8 * max(spent(300_000), 0.02)


@pytest.mark.parametrize("piece", [1, 2, 7, 64])
def test_where_the_pieces_of_a_file_end_makes_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """A file with good, wrong and broken cases gives the same answer however little is read at once."""
    content = (
        f'{{"n": 12, "cases": [{GOOD}, {{"id": tru}}, {with_fact("sale", "é")}, 15, {ALSO}], "m": "\\u00e9"}}'
    )
    whole = run(tmp_path, content)
    monkeypatch.setattr(window, "_PIECE", piece)
    pieces = run(tmp_path, content)

    assert ids(whole) == ["good", "also"]
    assert (whole.stdout, whole.stderr) == (pieces.stdout, pieces.stderr)


def test_half_a_character_in_an_id_does_not_stop_the_answer(tmp_path: Path) -> None:
    """A lone surrogate is written as its escape, so the answer can be encoded."""
    content = json.dumps([{"id": "\ud800", "facts": CUSTOMER}])
    path = tmp_path / "c.json"
    path.write_text(content, encoding="utf-8")
    answer = subprocess.run([*DATMAG, "judge", "--json", str(path)], capture_output=True, check=False)

    assert answer.returncode == 0, answer.stderr
    assert b'"id": "\\ud800"' in answer.stdout


@pytest.mark.parametrize("expected", [{}, {"obligations_exclude": ["review"]}])
def test_an_expectation_without_an_outcome_is_refused(tmp_path: Path, expected: dict[str, Any]) -> None:
    """It would let every denial pass as expected."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"id": "A", "facts": CUSTOMER, "expected": expected}), encoding="utf-8")
    result = CliRunner().invoke(judge, [str(path)])

    assert result.exit_code == 2
    assert "outcome" in result.stderr


CLEAR = "\x1b]0;weg\x07\x1b[2J\x9b31m\u202e\u2028\x7f"
"""Words that would name, empty, colour and turn round a terminal."""


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize(
    "case",
    [
        {"id": f"A{CLEAR}", "facts": CUSTOMER},
        {"id": f"A{CLEAR}", "facts": {**CUSTOMER, "similarity": "dissimilar"}},
        {"id": "A", "facts": CUSTOMER, "expected": {"outcome": "deny", "citations_include": [CLEAR]}},
        {"id": f"A{CLEAR}", "facts": {}},
        {"id": "A", "facts": {f"sale{CLEAR}": "paid"}},
        {"id": "A", "facts": {**CUSTOMER, "sale": CLEAR}},
        {"id": "A", "facts": CUSTOMER, "expected": {f"reason{CLEAR}": "objected"}},
        {"id": "A", "facts": CUSTOMER, "expected": {"reason": CLEAR}},
        {"id": "A", "facts": CUSTOMER, "expected_by_policy": {CLEAR: "deny"}},
    ],
)
def test_what_somebody_else_wrote_does_not_steer_the_terminal(
    tmp_path: Path, case: dict[str, Any], options: tuple[str, ...]
) -> None:
    """Control characters in an id, a name or a value stand there as their escapes; JSON stays JSON."""
    path = tmp_path / "c.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    result = CliRunner().invoke(judge, [str(path), *options])
    written = result.stdout + result.stderr

    assert [letter for letter in CLEAR if letter in written and not letter.isprintable()] == []
    assert "\\u001b" in written
    assert not options or json.loads(result.stdout)


def test_an_id_adds_no_line_to_the_answer(tmp_path: Path) -> None:
    """Nobody writes a verdict into the list by an id of two lines."""
    path = tmp_path / "c.json"
    path.write_text(
        json.dumps({"id": "A\nB  allowed", "facts": {**CUSTOMER, "unsubscribe": "none"}}), encoding="utf-8"
    )
    lines = CliRunner().invoke(judge, [str(path), "--lang", "en"]).stdout.splitlines()

    assert lines[0].startswith("A\\u000aB  allowed  not allowed: no unsubscribe link")


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ({"outcome": "permitt"}, "`outcome` in `expected` cannot be `permitt`: do you mean `permit`?"),
        ({"outcome": "yes"}, "`outcome` in `expected` cannot be `yes`: choose from permit, deny"),
        ({"outcome": None}, "`outcome` in `expected` is not a word"),
        ({"ground": "softoptin"}, "cannot be `softoptin`: do you mean `soft_opt_in`?"),
        ({"grounds_include": ["consents"]}, "do you mean `consent`?"),
        ({"reason": "objectd"}, "do you mean `objected`?"),
        ({"reasons_include": ["objected", "minors"]}, "cannot be `minors`: do you mean `minor`?"),
        ({"reasons_exclude": ["deceasd"]}, "do you mean `deceased`?"),
        ({"obligations_include": ["keep_prof"]}, "do you mean `keep_proof`?"),
        ({"obligations_exclude": ["revieuw"]}, "do you mean `review`?"),
        ({"cures": ["add_unsubscibe"]}, "do you mean `add_unsubscribe`?"),
        ({"cures_include": ["add_idenity"]}, "do you mean `add_identity`?"),
        ({"missing_include": ["simlarity"]}, "do you mean `similarity`?"),
        ({"advice_include": ["ask_a_lawer"]}, "do you mean `ask_a_lawyer`?"),
        ({"advice_exclude": ["ask_elswhere"]}, "do you mean `ask_elsewhere`?"),
    ],
)
def test_an_expectation_of_a_word_that_is_none_is_an_error(
    tmp_path: Path, expected: dict[str, Any], said: str
) -> None:
    """A typing error is no disagreement of the rulebook: exit code 2, with the word that looks most like it."""
    result = run(tmp_path, json.dumps([{"facts": CUSTOMER, "expected": expected}]))

    assert result.exit_code == 2
    assert said in result.stderr


def test_every_key_of_an_expectation_has_its_words() -> None:
    """Only a citation is free text."""
    assert set(CHECKS) - set(VOCABULARY) == {"citations_include"}
    assert set(CHECKS) == set(KEYS)


MEASURED = """
import resource, sys
from datmag.cli.main import app
app.main(sys.argv[1:], standalone_mode=False)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def memory(path: Path, *options: str) -> int:
    """Judge a file in a process of its own and give the most memory that it held, in KiB."""
    call = [sys.executable, "-c", MEASURED, "judge", str(path), *options]
    answer = subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(answer.stderr.split()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["big.json", "big.jsonl", "keys.json"])
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_huge_file_is_judged_in_little_memory(tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    """Forty megabytes of good and bad cases need no more than some megabytes above a small file."""
    small, big = tmp_path / "small.json", tmp_path / name
    small.write_text(GOOD, encoding="utf-8")
    good = json.dumps({"id": "x", "remarks": "é" * 20_000, "facts": CUSTOMER}, ensure_ascii=False)
    bad = json.dumps({"id": "x", "remarks": "é" * 20_000, "facts": {}}, ensure_ascii=False)
    mark = "\n" if name.endswith("l") else ",\n"
    content = mark.join([good, bad] * 500)
    around = {"big.json": "[{}]", "big.jsonl": "{}", "keys.json": '{{"a": [1], "cases": [{}], "b": 1}}'}[name]
    big.write_text(around.format(content), encoding="utf-8")

    assert big.stat().st_size > 40_000_000
    assert memory(big, *options) - memory(small, *options) < 15_000


def test_the_count_is_shown_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After every thousand cases, where stderr is a terminal and stdout is not."""
    content = "\n".join([GOOD] * 1000)
    silent = run(tmp_path, content, name="c.jsonl")
    monkeypatch.setattr("datmag.cli.judge.on_terminal", lambda: True)
    shown = run(tmp_path, content, "--lang", "nl", name="c.jsonl")

    assert silent.stderr == ""
    assert "\r1.000 beoordeeld" in shown.stderr
