"""One decision per call: the same as the rulebook gives, and a clear error for what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.http import HttpResponse
from django.test import Client

from datmag.cli.judge import command as judge
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.expected import KEYS as EXPECTABLE
from datmag.rulebook.fact import FACTS as ALL_FACTS
from datmag.rulebook.flat import KEYS
from datmag.rulebook.policy import POLICIES

PATH = "/api/v1/decisions"
FACTS: dict[str, Any] = {
    "at": "2026-11-10T10:00:00+01:00",
    "channel": "email",
    "recipient_kind": "natural_person",
    "address_source": "own_sale",
    "sale": "paid",
    "sale_party": "recipient",
    "sale_seller": "sender",
    "sale_at": "2026-03-02T14:00:00+01:00",
    "informed_at_collection": True,
    "refusal_offered_at_collection": True,
    "declared_as": "marketing",
    "commercial_content": "dominant",
    "similarity": "accessory",
    "identifies_sender": True,
    "stop_address_valid": True,
    "unsubscribe": "works",
}

CASEBOOK: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "law" / "nl.json").read_text(encoding="utf-8")
)


def ask(client: Client, body: object, query: str = "") -> HttpResponse:
    """Ask for a decision; a text is sent as it is."""
    sent = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(PATH + query, sent, content_type="application/json")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("form", ["query", "wrapped"])
def test_a_case_gets_the_decision_of_the_rulebook(program: Client, policy: str, form: str) -> None:
    """Flat facts with the policy in the address, or facts and policy side by side."""
    wanted = decide(Case.read(FACTS), POLICIES[policy]).json()
    answer = (
        ask(program, FACTS, f"?policy={policy}")
        if form == "query"
        else ask(program, {"facts": FACTS, "policy": policy})
    )

    assert wanted == answer.json()
    assert answer.status_code == 200


def test_without_a_policy_that_of_the_installation_counts(program: Client) -> None:
    """Here the standard one; and the same question gives the same bytes."""
    answer = ask(program, {"facts": FACTS})

    assert answer.json()["policy"] == "standard"
    assert answer.content == ask(program, FACTS).content


def test_what_is_null_is_unknown_and_unknown_does_not_permit(program: Client) -> None:
    """The name of the missing fact is in the answer."""
    answer = ask(program, {**FACTS, "refusal_offered_at_collection": None}).json()

    assert answer["outcome"] == "deny"
    assert answer["missing"] == ["refusal_offered_at_collection"]


@pytest.mark.parametrize(
    ("changed", "fact", "said"),
    [
        ({"chanel": "email"}, "chanel", "do you mean `channel`"),
        ({"channel": "pigeon"}, "channel", "choose from email"),
        ({"similarity": 3}, "similarity", "choose from same"),
        ({"informed_at_collection": "yes"}, "informed_at_collection", "write true, false or null"),
        ({"informed_at_collection": 1}, "informed_at_collection", "write true, false or null"),
        ({"at": "2026-11-10T10:00:00"}, "at", "with a zone"),
        ({"at": None}, "at", "is missing"),
        ({"declared_as": None}, "declared_as", "is missing"),
        ({"recipient_age": 1.5}, "recipient_age", "a whole number"),
        ({"sale": ["paid"]}, "sale", "choose from paid"),
    ],
)
def test_a_fact_that_is_not_right_is_named(
    program: Client, changed: dict[str, Any], fact: str, said: str
) -> None:
    """The error names it, in both languages, and what to do."""
    answer = ask(program, {**FACTS, **changed})

    assert answer.status_code == 422
    assert fact == answer.json()["fact"]
    assert said in answer.json()["error"]["en"]
    assert f"`{fact}`" in answer.json()["error"]["nl"]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        ('{"at": "2026-11-10T10:00:00Z",\n "channel": }', 2, 13),
        (" ", 1, 2),
        ("{", 1, 2),
        (b"\xef\xbb\xbf{", 1, 2),
    ],
)
def test_broken_json_is_told_with_its_place(
    program: Client, body: str | bytes, line: int, column: int
) -> None:
    """Line and column, as an editor counts them."""
    answer = ask(program, body)

    assert answer.status_code == 400
    assert (line, column) == (answer.json()["line"], answer.json()["column"])
    assert f"this is no JSON: mend line {line}, column {column}" == answer.json()["error"]["en"]


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("[" * 30_000, 400, "this is too deeply nested: a fact is one value"),
        (b'{"a":\n "\xff"}', 400, "this is not UTF-8: mend line 2, column 3, or send it as UTF-8"),
        (
            b'\xef\xbb\xbf{"a":\n "\xff"}',
            400,
            "this is not UTF-8: mend line 2, column 3, or send it as UTF-8",
        ),
        (
            '{"recipient_age": ' + "9" * 5_000 + "}",
            422,
            "the number `99999999999999999999…` has 5000 characters: send at most 640, a fact has three",
        ),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(
    program: Client, body: str | bytes, status: int, said: str
) -> None:
    """What is JSON but too deep, too long or in another encoding is not called broken JSON."""
    answer = ask(program, body)

    assert (status, said) == (answer.status_code, answer.json()["error"]["en"])
    assert answer.json()["error"]["nl"] != said


def test_a_mark_of_utf8_before_the_case_changes_nothing(program: Client) -> None:
    """Some editors write it; `datmag judge` reads such a file too."""
    plain = ask(program, FACTS)
    marked = ask(program, b"\xef\xbb\xbf" + json.dumps(FACTS).encode())

    assert marked.status_code == 200
    assert plain.content == marked.content


@pytest.mark.parametrize(
    "body",
    [
        '{"\\ud800": 1}',
        '{"channel": "\\ud800"}',
        '{"recipient_age": NaN}',
        '{"at": ' + "9" * 400 + "}",
        '{"": ""}',
        '{"facts": {"facts": {}}}',
        '{"sale": {"a": [1]}}',
    ],
)
def test_odd_json_gets_an_error_that_is_json(program: Client, body: str) -> None:
    """Half a letter, a number that is none, a number without end, something in the wrong place."""
    answer = ask(program, body)

    assert answer.status_code == 422
    assert set(answer.json()["error"]) == {"nl", "en"}
    assert answer.json()["fact"] is not None


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ('{"at": "2026-11-10T10:00:00Z", "channel": "email", "channel": "post"}', "channel"),
        ('{"facts": {}, "policy": "strict", "policy": "statute"}', "policy"),
        ('{"facts": {"sale": "paid", "sale": "paid"}}', "sale"),
        ('{"facts": {}, "facts": {}}', "facts"),
        ('{"' + "x" * 5_000 + '": 1, "' + "x" * 5_000 + '": 1}', "x" * 80),
    ],
)
def test_a_key_that_stands_twice_is_refused_by_name(program: Client, body: str, key: str) -> None:
    """Which of the two was meant, nobody knows; also where both say the same, and inside the facts."""
    answer = ask(program, body)

    assert answer.status_code == 422
    assert key == answer.json()["fact"]
    assert f"`{key}` is named twice: keep one of them" == answer.json()["error"]["en"]
    assert f"`{key}` staat er twee keer in: laat er één staan" == answer.json()["error"]["nl"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("polciy", "`polciy` cannot stand beside `facts`: do you mean `policy`?"),
        ("fact", "`fact` cannot stand beside `facts`: do you mean `facts`?"),
        ("expect", "`expect` cannot stand beside `facts`: do you mean `expected`?"),
        ("expected_by_polcy", "cannot stand beside `facts`: do you mean `expected_by_policy`?"),
        ("at", "`at` cannot stand beside `facts`: it is a fact, put it in `facts`"),
        ("note", "`note` cannot stand beside `facts`: choose from facts, policy, expected"),
        ("x" * 5_000, f"`{'x' * 80}` cannot stand beside `facts`: choose from facts, policy"),
    ],
)
def test_an_unknown_key_beside_the_facts_is_refused(program: Client, key: str, said: str) -> None:
    """A policy with a typing error would else be judged under another one in silence."""
    answer = ask(program, {"facts": FACTS, key: "strict"})

    assert answer.status_code == 422
    assert said in answer.json()["error"]["en"]
    assert key[:80] == answer.json()["fact"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"id": "A", "fact": FACTS}, "`fact` is not a fact: do you mean `facts`?"),
        ({**FACTS, "id": "A"}, "`id` is not a fact: put the facts in `facts`, and `id` beside it"),
        (
            {**FACTS, "polciy": "strict"},
            "`polciy` is not a fact: do you mean `policy`? put the facts in `facts`, and `policy` beside it",
        ),
    ],
)
def test_facts_without_their_key_are_told_where_to_stand(program: Client, body: object, said: str) -> None:
    """What only stands beside `facts` is not looked for in the list of facts."""
    answer = ask(program, body)

    assert (422, said) == (answer.status_code, answer.json()["error"]["en"])


@pytest.mark.parametrize("case", CASEBOOK[::20], ids=lambda case: case["id"])
def test_a_case_of_a_casebook_is_judged_as_it_is(program: Client, case: dict[str, Any]) -> None:
    """The file that `datmag judge` reads may be posted; what the case expects is not compared."""
    wanted = decide(Case.read(case["facts"]), POLICIES["standard"]).json()

    assert wanted == ask(program, case).json()


def test_the_command_and_the_api_judge_one_file_alike(program: Client, tmp_path: Path) -> None:
    """Under the policy that the case names; the command adds the standard one."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"id": "P", "policy": "strict", "facts": FACTS}), encoding="utf-8")
    told = json.loads(CliRunner().invoke(judge, [str(path), "--json"]).stdout)["results"]

    assert [one["policy"] for one in told] == ["standard", "strict"]
    assert [one["decision"]["outcome"] for one in told] == ["permit", "deny"]
    assert told[1]["decision"] == ask(program, path.read_text(encoding="utf-8")).json()


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ({"expected": {"outcome": "permitt"}}, "do you mean `permit`?"),
        ({"expected_by_policy": {"strikt": "deny"}}, "`expected_by_policy` cannot hold `strikt: deny`"),
        ({"rulebook": "be"}, "there is no rulebook `be`: `rulebook` can only be `nl`"),
    ],
)
def test_what_a_case_expects_is_read_by_the_same_rules_everywhere(
    program: Client, beside: dict[str, Any], said: str
) -> None:
    """A misspelt expectation is an error here as it is in a file."""
    answer = ask(program, {"facts": FACTS, **beside})

    assert answer.status_code == 422
    assert said in answer.json()["error"]["en"]


@pytest.mark.parametrize("changed", [{"x" * 5_000: 1}, {"sale": "x" * 5_000}, {"at": "x" * 5_000}])
def test_an_error_repeats_no_long_words(program: Client, changed: dict[str, Any]) -> None:
    """Enough to find it by."""
    answer = ask(program, {**FACTS, **changed})

    assert answer.status_code == 422
    assert len(answer.content) < 1_000
    assert "x" * 40 in answer.json()["error"]["en"]


@pytest.mark.parametrize("body", ["[]", "null", '"email"', '{"facts": []}', '{"facts": null}', "{}"])
def test_what_is_no_case_is_refused(program: Client, body: str) -> None:
    """Only an object of facts is a case."""
    assert ask(program, body).status_code == 422


def test_an_address_and_a_message_come_later(program: Client) -> None:
    """It says so, and what to send now."""
    answer = ask(program, {"to": "sanne@klant.example", "message": "…"})

    assert answer.status_code == 422
    assert "later version" in answer.json()["error"]["en"]


@pytest.mark.parametrize(
    ("query", "body", "said"),
    [
        (
            "?policy=loose",
            FACTS,
            "`loose` is not a policy: choose from statute, standard, strict, consent_only",
        ),
        ("?policy=", FACTS, "`` is not a policy"),
        ("?policy=stritc", FACTS, "`stritc` is not a policy: do you mean `strict`?"),
        ("", {"facts": FACTS, "policy": "loose"}, "`loose` is not a policy"),
        ("", {"facts": FACTS, "policy": 3}, "`3` is not a policy"),
        ("", {"facts": FACTS, "policy": ["strict"]}, "is not a policy"),
        (
            "?policy=strict",
            {"facts": FACTS, "policy": "standard"},
            "names two policies, `strict` and `standard`",
        ),
        ("?policy=strict&policy=statute", FACTS, "`policy` is named twice: keep one of them"),
        ("?policy=strict&policy=strict", FACTS, "`policy` is named twice: keep one of them"),
        ("?polciy=strict", FACTS, "`polciy` cannot stand in this address: do you mean `policy`?"),
        (
            "?channel=post",
            FACTS,
            "`channel` cannot stand in this address: only policy; the case comes as JSON",
        ),
    ],
)
def test_a_policy_that_is_not_there_or_named_twice_is_refused(
    program: Client, query: str, body: object, said: str
) -> None:
    """A decision never comes under another policy than the one that was meant."""
    answer = ask(program, body, query)

    assert answer.status_code == 422
    assert said in answer.json()["error"]["en"]
    assert answer.json()["error"]["nl"] != answer.json()["error"]["en"]


def test_the_same_policy_in_the_address_and_in_the_case_is_one_policy(program: Client) -> None:
    """Nothing else could be meant."""
    answer = ask(program, {"facts": FACTS, "policy": "strict"}, "?policy=strict")

    assert answer.json()["policy"] == "strict"


def test_too_much_is_refused_before_it_is_read(program: Client) -> None:
    """A case is about one thousand bytes; a million is no case."""
    assert ask(program, " " * 64_000 + "{}").status_code == 413
    assert ask(program, '{"x": "' + "y" * 2_000_000 + '"}').status_code == 413


def test_only_json_and_only_a_post(program: Client) -> None:
    """A form of a page cannot ask, and reading asks nothing."""
    assert program.post(PATH, {"channel": "email"}).status_code == 415
    assert program.post(PATH, "{}", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_another_method_is_refused_in_words(program: Client, method: str) -> None:
    """As JSON, in both languages, and with the method that there is."""
    answer = program.generic(method, PATH)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert method == "HEAD" or "send this as a POST" in answer.json()["error"]["en"]
    assert method == "HEAD" or "stuur dit als POST" in answer.json()["error"]["nl"]


def test_the_description_names_every_fact_and_loads_nothing(program: Client) -> None:
    """OpenAPI at its own address; no page of documentation that asks another host for its looks."""
    told = program.get("/api/openapi.json").json()
    operation = told["paths"]["/api/v1/decisions"]["post"]
    flat, wrapped = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"]

    assert set(ALL_FACTS) == set(flat["properties"])
    assert flat["required"] == ["at", "channel", "declared_as"]
    assert set(KEYS) == set(wrapped["properties"])
    assert set(EXPECTABLE) == set(wrapped["properties"]["expected"]["properties"])
    assert {"200", "400", "401", "403", "405", "413", "415", "422"} == set(operation["responses"])
    assert {"Token", "Browser"} == set(told["components"]["securitySchemes"])
    assert program.get("/api/docs").status_code == 404


def test_what_the_description_says_of_an_answer_is_so(program: Client) -> None:
    """Every key of a decision is described, and every key that is described as there is there."""
    told = program.get("/api/openapi.json").json()
    described = told["paths"]["/api/v1/decisions"]["post"]["responses"]["200"]["content"]["application/json"]
    answer = ask(program, {**FACTS, "similarity": "dissimilar"}).json()

    assert set(answer) <= set(described["schema"]["properties"])
    assert set(described["schema"]["required"]) <= set(answer)
