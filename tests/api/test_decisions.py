"""One decision per call: the same as the rulebook gives, and a clear error for what cannot be read."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
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
        ("[" * 30_000, 1, 1),
        (b'{"a":\n "\xff"}', 2, 3),
        ('{"recipient_age": ' + "9" * 5_000 + "}", 1, 1),
    ],
)
def test_broken_json_is_told_with_its_place(
    program: Client, body: str | bytes, line: int, column: int
) -> None:
    """Line and column, also for what is nested without end and for letters that are no UTF-8."""
    answer = ask(program, body)

    assert answer.status_code == 400
    assert (line, column) == (answer.json()["line"], answer.json()["column"])


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
        ("at", "`at` cannot stand beside `facts`: choose from facts, policy; a fact stands in `facts`"),
        ("x" * 5_000, f"`{'x' * 80}` cannot stand beside `facts`: choose from facts, policy"),
    ],
)
def test_an_unknown_key_beside_the_facts_is_refused(program: Client, key: str, said: str) -> None:
    """A policy with a typing error would else be judged under another one in silence."""
    answer = ask(program, {"facts": FACTS, key: "strict"})

    assert answer.status_code == 422
    assert answer.json()["error"]["en"].startswith(said)


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
    ("query", "body"),
    [
        ("?policy=loose", FACTS),
        ("", {"facts": FACTS, "policy": "loose"}),
        ("", {"facts": FACTS, "policy": 3}),
        ("?policy=strict", {"facts": FACTS, "policy": "standard"}),
    ],
)
def test_a_policy_that_is_not_there_or_named_twice_is_refused(
    program: Client, query: str, body: object
) -> None:
    """A decision never comes under another policy than the one that was meant."""
    answer = ask(program, body, query)

    assert answer.status_code == 422
    assert "fact" not in answer.json()


def test_too_much_is_refused_before_it_is_read(program: Client) -> None:
    """A case is about one thousand bytes; a million is no case."""
    assert ask(program, " " * 64_000 + "{}").status_code == 413
    assert ask(program, '{"x": "' + "y" * 2_000_000 + '"}').status_code == 413


def test_only_json_and_only_a_post(program: Client) -> None:
    """A form of a page cannot ask, and reading asks nothing."""
    assert program.post(PATH, {"channel": "email"}).status_code == 415
    assert program.post(PATH, "{}", content_type="text/plain").status_code == 415
    assert program.get(PATH).status_code == 405


def test_the_description_names_every_fact_and_loads_nothing(program: Client) -> None:
    """OpenAPI at its own address; no page of documentation that asks another host for its looks."""
    told = program.get("/api/openapi.json").json()
    operation = told["paths"]["/api/v1/decisions"]["post"]
    flat = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"][0]

    assert set(FACTS) < set(flat["properties"])
    assert flat["required"] == ["at", "channel", "declared_as"]
    assert {"200", "400", "401", "403", "413", "415", "422"} == set(operation["responses"])
    assert {"Token", "Browser"} == set(told["components"]["securitySchemes"])
    assert program.get("/api/docs").status_code == 404


def test_what_the_description_says_of_an_answer_is_so(program: Client) -> None:
    """Every key of a decision is described, and every key that is described as there is there."""
    told = program.get("/api/openapi.json").json()
    described = told["paths"]["/api/v1/decisions"]["post"]["responses"]["200"]["content"]["application/json"]
    answer = ask(program, {**FACTS, "similarity": "dissimilar"}).json()

    assert set(answer) <= set(described["schema"]["properties"])
    assert set(described["schema"]["required"]) <= set(answer)
