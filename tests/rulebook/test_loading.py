"""A rulebook as a file, and back."""

import json
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from datmag.cli.rules import command
from datmag.errors import InputError
from datmag.moment import AMSTERDAM, parse, to_datetime
from datmag.rulebook.listing import rulebook_list, version_of
from datmag.rulebook.loading import Loaded, load
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.proof.beside import Edition, beside
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.rule import RuleConflictError
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.verdict import judge
from tests.rulebook.base import SERVICE, case_of
from tests.rulebook.cases import random_case

STANDARD = POLICIES["standard"]
LISTED = rulebook_list(RULEBOOK)


def again(listed: object = None) -> Loaded:
    """Write a list as JSON and read it back."""
    return load("book.json", json.dumps(LISTED if listed is None else listed))


def changed(rule: str, **changes: object) -> list[dict[str, Any]]:
    """Give the list with one entry changed; None takes a key out."""
    new = {key: value for key, value in changes.items() if value is not None}
    gone = {key for key, value in changes.items() if value is None}
    return [
        {key: value for key, value in {**entry, **new}.items() if key not in gone}
        if entry["id"] == rule
        else entry
        for entry in LISTED
    ]


def months(term: object) -> list[dict[str, Any]]:
    """Give the list with a term of so many months in the strict policy."""
    return changed("policy.strict", settings={**POLICIES["strict"].settings, "relation_term_months": term})


def test_a_term_of_up_to_a_century_can_be_read() -> None:
    """Both ends, and no term at all."""
    terms = [
        again(months(term)).policies["strict"].months("relation_term_months") for term in (0, 1200, None)
    ]

    assert terms == [0, 1200, None]


def test_a_rulebook_comes_back_as_it_was() -> None:
    """The same rules, policies, disputed points, and so the same version."""
    loaded = again()

    assert loaded.book == RULEBOOK
    assert loaded.settings == SETTINGS
    assert {name: dict(policy.settings) for name, policy in POLICIES.items()} == {
        name: dict(policy.settings) for name, policy in loaded.policies.items()
    }
    assert version_of(RULEBOOK) == version_of(loaded.book, loaded.policies, loaded.settings)


def test_what_the_command_lists_can_be_read(tmp_path: Path) -> None:
    """`rules list --json` into a file."""
    path = tmp_path / "book.json"
    path.write_text(CliRunner().invoke(command, ["list", "--json"]).stdout, encoding="utf-8")

    assert load(str(path), path.read_text(encoding="utf-8")).book == RULEBOOK


def test_a_rulebook_that_came_back_gives_the_same_verdicts() -> None:
    """On random cases, under every policy."""
    chance, loaded = random.Random(5), again()
    for _ in range(300):
        case = random_case(chance)
        for name, policy in POLICIES.items():
            expected = outcome(case, policy, RULEBOOK)

            assert expected == outcome(case, loaded.policies[name], loaded.book), case.json()


def test_a_change_in_a_file_changes_the_rule_and_the_version() -> None:
    """Another condition of a requirement, and nothing else."""
    loaded = again(changed("nl.soft_opt_in.party", holds=["is", "sale_party", ["recipient"]]))
    ground = next(one for one in loaded.book.grounds if one.id == "nl.soft_opt_in")

    assert next(need for need in ground.requirements if need.name == "party").holds.values == ("recipient",)  # type: ignore[attr-defined]  # an `Is`
    assert version_of(RULEBOOK) != version_of(loaded.book, loaded.policies, loaded.settings)


def test_exceptions_stand_behind_the_rule_that_they_override() -> None:
    """Each with the rule by name, and each rule with its exceptions."""
    kinds = {entry["id"]: entry for entry in LISTED}

    assert kinds["nl.objection.lifted.child"]["overrides"] == "nl.objection.lifted"
    assert kinds["nl.objection.lifted"]["unless"] == [
        "nl.objection.lifted.withdrawn",
        "nl.objection.lifted.child",
    ]
    assert kinds["nl.objection"]["unless"] == ["nl.objection.lifted"]


def strict(**settings: object) -> list[dict[str, Any]]:
    """Give the list with some points of the strict policy settled otherwise; None takes one out."""
    return changed("policy.strict", settings={**POLICIES["strict"].settings, **settings})


def cited(*citations: dict[str, object]) -> list[dict[str, Any]]:
    """Give the list with other citations of one rule."""
    return changed("nl.deceased", citations=list(citations))


def when(*condition: object) -> list[dict[str, Any]]:
    """Give the list with another condition of one rule."""
    return changed("nl.deceased", when=list(condition))


def renamed(rule: str, key: str, other: str) -> list[dict[str, Any]]:
    """Give the list with one key misspelt."""
    (entry,) = [one for one in LISTED if one["id"] == rule]
    return changed(rule, **{key: None, other: entry[key]})


SINCE_2001 = {"since": "2001-09-01T00:00:00+02:00", "citation": "Wbp 1"}
SINCE_2018 = {"since": "2018-05-25T00:00:00+02:00", "citation": "GDPR 1"}
BOTH = {"nl": "dood", "en": "dead"}
DEEP: list[Any] = ["is", "sale", ["paid"]]
for _ in range(60):
    DEEP = ["not", DEEP]


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ({}, "no list of rules"),
        ([], "no list of rules"),
        ([5], "entry 1 is no object"),
        ([{"id": "nl.x"}], r"entry 1 (nl.x) has a wrong `kind`, `null`: choose from block, release"),
        (
            changed("nl.deceased", kind="blok"),
            '(nl.deceased) has a wrong `kind`, `"blok"`: do you mean `block`?',
        ),
        (changed("nl.deceased", kind=["block"]), 'a wrong `kind`, `["block"]`: choose from block'),
        ([one for one in LISTED if one["kind"] != "default"], "there should be one `default`"),
        (
            renamed("nl.deceased", "when", "wehn"),
            "(nl.deceased) has an unknown key `wehn`: do you mean `when`?",
        ),
        (
            changed("nl.deceased", wehn=["all"]),
            "(nl.deceased) has an unknown key `wehn`: do you mean `when`?",
        ),
        (changed("nl.deceased", note="x"), "an unknown key `note`: choose from id, kind, since"),
        (changed("nl.erased.collected_anew", text=BOTH), "an unknown key `text`"),
        (changed("nl.deceased", when=None), "entry 1 (nl.deceased) lacks `when`: add it"),
        (
            changed("nl.deceased", id="nl.erased"),
            "(nl.erased) has the `id` of entry 1: give one of them another",
        ),
        (
            changed("nl.deceased", since="2001-08-31"),
            'has a wrong `since`, `"2001-08-31"`: write it like `2026-11-10T10:00:00+01:00`, with a zone',
        ),
        (changed("nl.deceased", since="0001-01-01T00:00:00+14:00"), "a wrong `since`"),
        (changed("nl.deceased", since=2001), "a wrong `since`, `2001`: write it like"),
        (changed("nl.deceased", until="2001-08-31T00:00:00Z"), "`until` comes after `since`"),
        (cited(), "a wrong `citations`, `[]`: name one at least"),
        (cited(SINCE_2018, SINCE_2001), "put the earliest first"),
        (cited({"since": "2001-09-01T00:00:00+02:00"}), "lacks `citations[0].citation`"),
        (cited({**SINCE_2001, "cited": "x"}), "unknown key `citations[0].cited`"),
        (cited({**SINCE_2001, "since": "then"}), 'a wrong `citations[0].since`, `"then"`: write it like'),
        (changed("nl.deceased", elsewhere=[{**SINCE_2001, "channel": "pots"}]), "do you mean `post`?"),
        (changed("nl.deceased", text=None), "lacks `text`"),
        (changed("nl.deceased", text="dood"), 'a wrong `text`, `"dood"`: write an object'),
        (changed("nl.deceased", text={"nl": "dood"}), "lacks `text.en`"),
        (changed("nl.deceased", text={"nl": " ", "en": "dead"}), 'a wrong `text.nl`, `" "`: write a text'),
        (changed("nl.deceased", text={"nl": 5, "en": "dead"}), "a wrong `text.nl`, `5`: write text"),
        (
            changed("nl.soft_opt_in.party", text=BOTH),
            "(nl.published_address.business) has another `text` than entry 40 (nl.soft_opt_in.party), with the same code",
        ),
        (
            changed("nl.no_ground", texts={"deceased": BOTH}),
            "is the `text` of entry 1 (nl.deceased): take it out",
        ),
        (
            changed("nl.no_ground", texts={"unknown_fct": BOTH}),
            "unknown `unknown_fct`: do you mean `unknown_fact`?",
        ),
        (when("perhaps"), 'a wrong `when`, `"perhaps"`: choose from is, all'),
        (when("al"), "do you mean `all`?"),
        (when("not"), 'a wrong `when`, `["not"]`: write it like'),
        (when("all", 5), "a wrong `when`, `5`: write a condition"),
        (when(*DEEP), "nested too deep: at most 50 layers"),
        (when("before", "at", ["past", "sale_att"]), 'a wrong `when`, `"sale_att"`: do you mean `sale_at`?'),
        (when("before", "at", "tomorrow"), 'a wrong `when`, `"tomorrow"`: choose from at, never'),
        (when("before", "at", "sale"), "do you mean `sale_at`?"),
        (when("before", "at", ["latest"]), 'a wrong `when`, `["latest"]`'),
        (when("is", "sale", [None]), "a wrong `when`, `null`: choose from paid"),
        (when("is", "sale", ["payd"]), 'a wrong `when`, `"payd"`: do you mean `paid`?'),
        (when("is", "sale", "paid"), "write behind the fact a list of values"),
        (when("is", "salee", ["paid"]), 'a wrong `when`, `"salee"`: do you mean `sale`?'),
        (when("is", "sale_at", ["2001"]), 'a wrong `when`, `"sale_at"`'),
        (when("is", "uses_service", [1]), "a wrong `when`, `1`: write true or false"),
        (when("is", "recipient_country", ["Nederland"]), "write a country code of two letters"),
        (when("is", "ground", ["consent"]), 'a wrong `when`, `"ground"`: only a rule on obligations'),
        (changed("nl.obligation.keep_proof", when=["is", "ground", ["consnt"]]), "do you mean `consent`?"),
        (when("is", "sale", "setting:sale_kind"), "do you mean `setting:sale_kinds`?"),
        (when("is", "sale", "setting:similarity"), "choose from setting:sale_kinds, setting:post_basis"),
        (when("is", "sale", "parameter:nl.parameter.eea"), "choose from paid"),
        (when("is", "recipient_country", "parameter:nl.parameter.ea"), "mean `parameter:nl.parameter.eea`?"),
        (when("below", "recipient_age", "parameter:nl.parameter.eea"), "a wrong `when`"),
        (when("within", "setting:sale_kinds", "at"), "choose from setting:relation_term_months"),
        (when("within", "relation_term_months", "at"), "do you mean `setting:relation_term_months`?"),
        (when("chosen", "setting:marketing_basis", "consnt"), "do you mean `consent`?"),
        (changed("nl.deceased", unless=["nl.nope"]), '(nl.deceased) has a wrong `unless`, `"nl.nope"`'),
        (
            changed("nl.deceased", unless=["nl.deceased"]),
            '(nl.deceased) has a wrong `unless`, `"nl.deceased"`',
        ),
        (changed("nl.deceased", unless=["nl.minor.parent"]), "`overrides` says `[]`"),
        (changed("nl.minor", unless=None), 'a wrong `unless`, `[]`: `overrides` says `["nl.minor.parent"]`'),
        (
            changed("nl.minor.parent", overrides="nl.minr"),
            '`overrides`, `"nl.minr"`: do you mean `nl.minor`?',
        ),
        (
            [
                {**one, "overrides": "nl.minor.parent", "unless": ["nl.minor.parent"]}
                if one["id"] == "nl.minor.parent"
                else {key: value for key, value in one.items() if one["id"] != "nl.minor" or key != "unless"}
                for one in LISTED
            ],
            "point at each other",
        ),
        (changed("nl.soft_opt_in.party", of="nl.soft_optin"), "do you mean `nl.soft_opt_in`?"),
        (changed("nl.soft_opt_in.party", id="nl.party"), '`id`, `"nl.party"`: write `nl.soft_opt_in.…`'),
        (changed("nl.no_ground", id="nl.no_grond"), "write `….no_ground`"),
        (changed("nl.lifted", id="nl.lift"), "write `nl.lifted`"),
        (changed("nl.no_ground", code="objected"), "a wrong `code`"),
        (
            changed("nl.no_ground", also={"objectd": "ACM"}),
            "unknown key `also.objectd`: do you mean `objected`?",
        ),
        (changed("nl.no_ground", also={"objected": "ACN"}), '`also.objected`, `"ACN"`: do you mean `ACM`?'),
        (changed("nl.no_ground", unfined=["deceasd"]), "do you mean `deceased`?"),
        (changed("nl.no_ground", edition=2026), "a wrong `edition`, `2026`: write text between quotes"),
        (changed("nl.soft_opt_in.party", asked=["all"]), 'a wrong `asked`, `["all"]`: take it out'),
        (changed("nl.deceased", code="decesed"), 'a wrong `code`, `"decesed"`: do you mean `deceased`?'),
        (changed("nl.soft_opt_in", ground="soft_optin"), "do you mean `soft_opt_in`?"),
        (changed("nl.objection", shows="objectedat"), "do you mean `objected_at`?"),
        (changed("nl.deceased", everything=1), "a wrong `everything`, `1`: write true or false"),
        (changed("nl.consent", rank=True), "a wrong `rank`, `true`: write a whole number"),
        (changed("nl.consent", rank=16), "a wrong `rank`, `16`: choose 0 to 15"),
        (changed("nl.consent", rank=-1), "a wrong `rank`, `-1`: choose 0 to 15"),
        (changed("nl.parameter.eea", citations=[]), "a wrong `citations`, `[]`"),
        (
            changed("nl.parameter.eea", citations=[{**SINCE_2001, "value": [5]}]),
            "a wrong `citations[0].value`, `5`",
        ),
        (
            changed(
                "nl.parameter.eea", citations=[{**SINCE_2001, "value": ["NL"]}, {**SINCE_2018, "value": 5}]
            ),
            "`citations[1].value`, `5`: write a number throughout, or a list throughout",
        ),
        (changed("policy.strict", settings={}), "lacks `settings.marketing_basis`"),
        (changed("policy.strict", id="strict"), '`id`, `"strict"`: write `policy.…`'),
        (strict(similarty=["same"]), "unknown key `settings.similarty`: do you mean `similarity`?"),
        (strict(similarity=3), "a wrong `settings.similarity`, `3`: write a list"),
        (strict(similarity=["sme"]), "do you mean `same`?"),
        (strict(stop_address="requird"), "do you mean `required`?"),
        (months(10**9), "a wrong `settings.relation_term_months`, `1000000000`: choose 0 to 1200 months"),
        (months(1201), "`settings.relation_term_months`, `1201`"),
        (months(-1), "`settings.relation_term_months`, `-1`"),
        (months(True), "`settings.relation_term_months`, `true`: write a whole number"),  # noqa: FBT003  (a wrong value)
        (months(12.5), "`settings.relation_term_months`, `12.5`"),
        (changed("setting.similarity", id="setting.similarty"), "do you mean `setting.similarity`?"),
        (
            changed("setting.similarity", alternatives=[{"value": ["sme"], "text": BOTH}]),
            "do you mean `same`?",
        ),
        (changed("fine.ACM", amount_eur="much"), 'a wrong `amount_eur`, `"much"`: write a whole number'),
        (changed("fine.ACM", amount_eur=-1), "a wrong `amount_eur`, `-1`: write 0 or more"),
        (changed("fine.ACM", valid_from="2016-07-10"), 'a wrong `valid_from`, `"2016-07-10"`: `since` says'),
    ],
)
def test_a_broken_file_is_refused_with_the_entry_that_is_wrong(listed: object, words: str) -> None:
    """The error names the file, the entry, the key, what stands there, and what to write."""
    with pytest.raises(InputError) as caught:
        again(listed)

    assert str(caught.value).startswith("`book.json`: ")
    assert words in str(caught.value)


def test_an_entry_that_names_itself_wrongly_is_refused_in_dutch_too() -> None:
    """With the same name, value and nearest word."""
    with pytest.raises(InputError) as caught:
        again(changed("nl.deceased", kind="blok"))

    assert caught.value.text.nl == (
        '`book.json`: onderdeel 1 (nl.deceased) heeft een `kind` die niet kan, `"blok"`: bedoelt u `block`?'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "this is not JSON (line 1, column 1): give a file from `datmag rules list --json`"),
        ("[\n{", "this is not JSON (line 2, column 2)"),
        ("[" * 100_000, "this is not JSON: give"),
        ('[{"id": "nl.x", "when": ["all"], "when": ["some"]}]', "`when` stands twice in one object (`nl.x`)"),
        ('[{"text": {"nl": "a", "nl": "b"}}]', "the key `nl` stands twice in one object: give"),
    ],
)
def test_a_file_that_is_no_json_is_refused(text: str, words: str) -> None:
    """It says where, and how to get one that is; a key that stands twice is not lost."""
    with pytest.raises(InputError) as caught:
        load("book.json", text)

    assert words in str(caught.value)


def test_the_same_moment_in_another_zone_comes_back() -> None:
    """As UTC, in which the list is written."""
    (entry,) = [one for one in LISTED if one["id"] == "nl.deceased"]
    local = parse(entry["since"])
    written = to_datetime(local).astimezone(AMSTERDAM).isoformat()

    assert written != entry["since"]
    assert again(changed("nl.deceased", since=written)).book == RULEBOOK


def test_entries_of_different_kinds_may_stand_in_any_order() -> None:
    """Kind by kind their order is that of the law."""
    by_kind = sorted(LISTED, key=lambda entry: str(entry["kind"]))

    assert again(by_kind).book == RULEBOOK


def paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401  (JSON)
    """Give where each word, number or truth stands in a JSON value."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(inner, (*path, key))
    else:
        yield path


def other(value: object) -> object:
    """Give another value of the same kind."""
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case str() if time := _TIME.fullmatch(value):
            return f"{int(time[1]) + 1}{time[2]}"
        case str():
            return f"{value} x"
        case _:
            return "2199-01-01T00:00:00Z"


_TIME = re.compile(r"(\d{4})(-\d\d-\d\dT.*Z)")


FIRST_OF_KIND = {str(entry["kind"]): number for number, entry in reversed([*enumerate(LISTED)])}


def seen(listed: object) -> bool:
    """Tell whether a changed list is refused, or its change is named without a solver."""
    try:
        loaded = again(listed)
    except (InputError, RuleConflictError):
        return True
    return any(beside(Edition(RULEBOOK), Edition(loaded.book, loaded.policies, loaded.settings)).values())


@pytest.mark.parametrize("kind", FIRST_OF_KIND)
def test_every_change_in_a_file_is_refused_or_named(kind: str) -> None:
    """Of an entry of each kind: under every key a word, number, truth or time is changed, or the key left out."""
    number = FIRST_OF_KIND[kind]
    last_of_key = {path[0]: path for path in paths(LISTED[number])}

    assert seen(LISTED[:number] + LISTED[number + 1 :])
    for key, path in last_of_key.items():
        changed_list, without = deepcopy(LISTED), deepcopy(LISTED)
        at: Any = changed_list[number]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = other(at[path[-1]])
        del without[number][str(key)]

        assert seen(changed_list), path
        assert seen(without), key


def test_a_list_that_is_not_changed_is_not_refused_and_nothing_is_named() -> None:
    """So that the test above can fail."""
    assert not seen(LISTED)


def test_a_file_with_two_versions_of_a_rule_in_force_at_once_is_refused() -> None:
    """As in code; the sentence names the file."""
    with pytest.raises(RuleConflictError, match=r"`book.json`: .* in force at once"):
        again(changed("nl.customer_relation.before_2026", until="2026-08-01T00:00:00+02:00"))


def test_a_rulebook_with_two_grounds_of_one_rank_is_refused() -> None:
    """In code, as in a file: the reason to show first would be open."""
    first, second, *others = RULEBOOK.grounds

    with pytest.raises(RuleConflictError, match=f"`{first.id}` and `{second.id}` both have `rank`"):
        replace(RULEBOOK, grounds=(first, replace(second, rank=first.rank), *others))


def test_two_rules_that_release_one_message_on_different_grounds_are_an_error() -> None:
    """The interpreter chooses neither; on the same ground the first one speaks."""
    case = case_of(SERVICE)
    applied = judge(case, STANDARD, RULEBOOK).release
    assert applied
    beside = replace(applied, id="nl.test.beside", ground="requested")
    alike = replace(beside, ground=applied.ground)

    with pytest.raises(
        RuleConflictError, match=f"`{applied.id}` and `nl.test.beside` release the same message"
    ):
        judge(case, STANDARD, replace(RULEBOOK, releases=(*RULEBOOK.releases, beside)))
    assert judge(case, STANDARD, replace(RULEBOOK, releases=(*RULEBOOK.releases, alike))).release == applied
