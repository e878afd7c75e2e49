"""May I send this? The questions, their answers in the address, the verdict: the same as the rulebook gives."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from datmag.errors import InputError
from datmag.moment import parse
from datmag.rulebook.decide import decide
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.terms import GROUNDS, REASONS
from datmag.web import facts
from datmag.web.check import address, flow, result
from datmag.web.check.examples import EXAMPLES, Example
from datmag.web.check.question import Choice, Part
from tests.web.reading import text, tree

NOON = parse("2026-11-10T11:00:00Z")
CASEBOOK: dict[str, dict[str, Any]] = {
    case["id"]: case
    for case in json.loads((Path(__file__).parent.parent / "law" / "nl.json").read_text(encoding="utf-8"))
}
ONLY_WITH_ALL_FACTS = {"deceased", "erased", "minor", "non_eea_business"}
"""What the questions do not ask for; the form with all facts does."""
PARTS = [part for page in flow.PAGES.values() for part in page.parts]
DAYS = ("2026-11-01", "2026-03-02", "2024-11-30", "2019-05-05", "2027-01-01")


def query(link: str) -> dict[str, str]:
    """Give the query of an address."""
    return dict(parse_qsl(urlsplit(link).query))


def walk(chance: random.Random) -> Iterator[dict[str, str]]:
    """Answer every question that is asked, one after the other, by chance; give the facts after each page."""
    given = address.begun(NOON)
    page: flow.Page | None = flow.PAGES["what"]
    while page:
        for part in page.asked(given):
            choice = chance.choice(part.all_choices)
            given = flow.answer(given, part, choice, chance.choice(DAYS) if choice.day else "")
        yield given
        page = flow.following(page, given)


def answered_as(facts: dict[str, str]) -> dict[str, str]:
    """Answer every question that is asked as some facts say, by not knowing where they say nothing."""
    given = {"at": facts["at"]}
    page: flow.Page | None = flow.PAGES["what"]
    while page:
        for part in page.asked(given):
            choice = part.chosen(facts) or part.all_choices[-1]
            given = flow.answer(given, part, choice, facts.get(choice.day, ""))
        page = flow.following(page, given)
    return given


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_answer_sets_facts_that_the_rulebook_knows(part: Part) -> None:
    """Each answer makes a case that can be read, and is seen again in the facts that it set."""
    for choice in part.choices:
        given = flow.answer({}, part, choice, DAYS[0])

        assert set(choice.facts) <= set(FACTS)
        assert part.chosen(dict.fromkeys(choice.facts, DAYS[0]) | dict(choice.sets)) == choice
        assert address.case(given, NOON)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_question_can_be_answered_by_not_knowing(part: Part) -> None:
    """Then its facts stay unknown, also where they were known before."""
    known = dict.fromkeys(part.facts, "true")
    left = flow.answer(known, part, part.all_choices[-1])

    assert part.all_choices[-1].word == "unsure"
    assert not part.facts & set(left)


def test_no_two_questions_or_answers_of_a_page_have_one_name() -> None:
    """The fields of a form would overrule each other."""
    for page in flow.PAGES.values():
        assert len(page.parts) == len({part.name for part in page.parts})
        for part in page.parts:
            assert len(part.all_choices) == len({choice.word for choice in part.all_choices})


def test_whatever_is_answered_leads_to_a_verdict_in_a_few_questions() -> None:
    """Random walks: they end, ask no page twice, and make a case at every step."""
    chance = random.Random(7)
    for _ in range(300):
        steps = list(walk(chance))

        assert 4 <= len(steps) <= 12
        assert all(address.case(given, NOON) for given in steps)


def test_every_ground_and_every_reason_can_be_reached_by_answering() -> None:
    """Whoever answers as the cases of the casebook say meets all of them; a few need the form with all facts."""
    reached = set()
    for case in CASEBOOK.values():
        read = address.case(answered_as(address.as_given(case["facts"])), NOON)
        reached |= {finding.code for finding in decide(read, POLICIES["standard"]).findings}

    assert {*REASONS, *GROUNDS} - ONLY_WITH_ALL_FACTS == reached


def test_the_usual_way_is_about_seven_questions() -> None:
    """A newsletter by e-mail to somebody who only has an account."""
    given = {"channel": "email", "declared_as": "marketing", "uses_service": "true", "sale": "none"}

    assert len(flow.pages(given)) == 7


def test_a_plain_service_message_asks_for_no_ground() -> None:
    """What needs no ground needs no questions about one."""
    given = {
        "declared_as": "service",
        "service_content_necessary": "true",
        "commercial_content": "none",
        "channel": "email",
    }

    assert [page.name for page in flow.pages(given)] == ["what", "service", "channel", "message"]


def test_an_answer_that_is_changed_takes_its_follow_ups_with_it() -> None:
    """Who turns out to be no customer has no payment and no day of purchase either."""
    relation = flow.PAGES["relation"].parts[0]
    bought = {"declared_as": "marketing", "sale": "paid", "sale_party": "recipient", "sale_at": "2026-01-01",
              "informed_at_collection": "true", "unsubscribe": "works"}  # fmt: skip
    visitor = next(choice for choice in relation.choices if choice.word == "visitor")
    left = flow.answer(bought, relation, visitor)

    assert left == {
        "address_source": "own_account",
        "uses_service": "true",
        "sale": "none",
        "declared_as": "marketing",
        "unsubscribe": "works",
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.case)
def test_each_example_has_the_facts_and_the_verdict_of_the_casebook(example: Example) -> None:
    """The examples of the two articles open as filled-in checks; none is a case of our own."""
    case = CASEBOOK[example.case]
    given = address.as_given(example.facts)
    decision = decide(address.case(given, NOON), POLICIES["standard"])
    outcomes = {name: decide(address.case(given, NOON), POLICIES[name]).outcome for name in POLICIES}
    expected = case["expected"]

    assert case["facts"] == example.facts
    assert expected["outcome"] == decision.outcome
    assert (expected.get("ground") or expected["reason"]) == (decision.ground or decision.reasons[0].code)
    assert case.get("expected_by_policy", {}).items() <= outcomes.items()


def test_the_examples_are_those_of_the_two_articles() -> None:
    """Father and son, company and employees, site without customers, discount, address, midnight, crisis."""
    assert {"N326", "S19", "S20", "N304", "S24", "N323", "N280", "N285"} <= {one.case for one in EXAMPLES}


@pytest.mark.parametrize("case", CASEBOOK.values(), ids=lambda case: case["id"])
def test_every_case_of_the_casebook_fits_in_an_address(case: dict[str, Any]) -> None:
    """Facts, address, facts: the same case; and the quick outcome is that of the decision."""
    given = address.as_given(case["facts"])
    again = address.read(query("/check?" + address.link(given)))
    read = address.case(again, NOON)
    decision = decide(read, POLICIES["standard"])
    sign = result.outcome(read, POLICIES["standard"])

    assert given == again
    assert {"yes": True}.get(sign, False) == decision.permitted
    assert (sign == "wait") == (not decision.permitted and decision.reasons[0].code == "unknown_fact")
    assert list(flow.answers(given))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"chanel": "email"}, "do you mean `channel`"),
        ({"x" * 5_000: "email"}, f"^`{'x' * 80}` is no fact"),
        ({"sale_at": "9" * 5_000}, f"^`{'9' * 80}…` is not a date"),
        ({"recipient_age": "old"}, "a whole number"),
        ({"recipient_age": "170"}, "a whole number from 0 to 130"),
        ({"recipient_age": "00170"}, "a whole number from 0 to 130"),
        ({"recipient_age": "9" * 5_000}, "a whole number from 0 to 130"),
        ({"polciy": "strict"}, "`polciy` is no fact of a check: do you mean `policy`?"),
        ({"informed_at_collection": "perhaps"}, "write true, false or null"),
        ({"similarity": "none"}, "choose from same"),
        ({"sale_at": "yesterday"}, "is not a date"),
        ({"at": "0001-01-01"}, "too far away"),
        ({"sale_at": "9999-12-31T23:59:59-12:00"}, "too far away"),
    ],
)
def test_an_address_that_is_not_right_is_an_error(given: dict[str, str], said: str) -> None:
    """Nothing is left out in silence: a verdict would be about something else than was meant."""
    with pytest.raises(InputError, match=said):
        address.case(address.read(given), NOON)


@pytest.mark.parametrize("value", ["2026-03-02", "2026-03-02T00:00:00", "2026-03-01T23:00:00Z"])
def test_a_day_is_a_dutch_day(value: str) -> None:
    """A bare day is 00:00 in the Netherlands, as in an import."""
    assert parse("2026-03-02T00:00:00+01:00") == address.case({"sale_at": value}, NOON)["sale_at"]


def test_never_is_another_answer_than_nothing() -> None:
    """“No, nobody objected” stands in the address; for the rulebook both mean that there is no objection."""
    said = address.case({"objected_at": "none"}, NOON)

    assert said == address.case({}, NOON)


# The pages.


@pytest.fixture
def page(demo: Client) -> Client:
    """Give a visitor of the pages, who reads English."""
    demo.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return demo


def test_a_walk_by_links_and_forms_ends_in_the_verdict(page: Client) -> None:
    """From the first page to a yes, as a browser without JavaScript goes; each step is an address of its own."""
    link = tree(page.get("/check")).css_first("a.primary").attributes["href"]
    for label in ("newsletter", "By e-mail", "private person", "bought something himself"):
        shown = page.get(link)
        link = next(
            str(one.attributes["href"]) for one in tree(shown).css(".choices a") if label in one.text()
        )
    for picked in (
        {"a.payment": "paid", "a.seller": "you", "a.when": "once", "d.when.once": "2026-10-01"},
        {"a.given": "sale", "a.told": "yes", "a.refuse": "yes"},
        {"a.whose": "own", "a.like": "similar", "a.opens": "no", "a.clicks": "no", "a.personal": "no"},
        {"a.stop": "no", "a.yes": "no"},
        {"a.who": "yes", "a.stop": "yes", "a.link": "works"},
    ):
        shown = page.get(link)
        hidden = {
            str(one.attributes["name"]): str(one.attributes["value"])
            for one in tree(shown).css("form.parts input[type=hidden]")
        }
        answer = page.get("/check", {**hidden, **picked})
        assert answer.status_code == 302
        link = answer.headers["Location"]
    verdict = page.get(link)

    assert "step" not in query(link)
    assert tree(verdict).css_first("#verdict-title").text() == "Yes, by your records this is allowed"
    assert "This person did not say no." not in text(verdict)


def test_the_page_the_json_and_the_rulebook_say_the_same(page: Client) -> None:
    """Every sentence of the decision stands on the page; the JSON is the decision itself."""
    for example in EXAMPLES:
        given = address.as_given(example.facts)
        for policy in POLICIES.values():
            link = address.link(given, policy=policy.name)
            decision = decide(address.case(given, NOON), policy)
            shown = text(page.get(f"/check?{link}"))
            told = page.get(f"/check.json?{link}").json()

            assert decision.json() == told
            for entry in (*told["reasons"], *told["obligations"], *told["cures"], *told["advice"]):
                assert " ".join(entry["text"]["en"].split()) in shown
            assert all(reason.citation in shown for reason in decision.reasons)
            assert decision.version in shown


def test_a_fine_is_told_as_a_maximum(page: Client) -> None:
    """At most so much, and no forecast; on a permit nothing is said of it."""
    denied = text(page.get("/check?" + address.link(address.as_given(CASEBOOK["R18"]["facts"]))))
    allowed = text(page.get("/check?" + address.link(address.as_given(CASEBOOK["S01"]["facts"]))))

    assert "AP: at most € 20,000,000, or 4% of the worldwide yearly turnover where that is more" in denied
    assert "no forecast" in denied
    assert "€" not in allowed


def test_what_is_not_known_is_asked_for_where_it_can_be_answered(page: Client) -> None:
    """“Not yet”, which fact, and a link to its question that leads back to the verdict."""
    given = address.as_given(CASEBOOK["N329"]["facts"])
    shown = page.get("/check?" + address.link(given))
    links = [
        str(one.attributes["href"]) for one in tree(shown).css("section[aria-labelledby=missing-title] a")
    ]
    hidden = dict(parse_qsl(urlsplit(links[0]).query))
    answered = page.get("/check", {**hidden, "a.given": "sale", "a.told": "yes", "a.refuse": "yes"})

    assert tree(shown).css_first("#verdict-title").text().startswith("Not yet: we do not know whether")
    assert [(query(link)["step"], query(link)["then"]) for link in links] == [("collected", "result")]
    assert "step" not in query(answered.headers["Location"])
    assert (
        page.get("/check.json?" + urlsplit(answered.headers["Location"]).query).json()["outcome"] == "permit"
    )


@pytest.mark.parametrize("case", ["N326", "S20", "S02", "N329", "N221", "N285"])
def test_each_change_that_would_permit_opens_as_a_check_that_permits(page: Client, case: str) -> None:
    """What would change the verdict is found by search; its link shows that it does."""
    given = address.as_given(CASEBOOK[case]["facts"])
    shown = tree(page.get("/check?" + address.link(given)))
    told = page.get("/check.json?" + address.link(given)).json()["would_permit"]
    links = [str(one.attributes["href"]) for one in shown.css(".changes a")]
    outcomes = [
        decide(address.case(address.read(query(link)), NOON), POLICIES["standard"]).outcome for link in links
    ]

    assert links
    assert len(told) == len(links)
    assert set(outcomes) == {"permit"}


def test_a_permit_tells_what_it_hangs_on(page: Client) -> None:
    """Each fact without which it would be a denial, in words."""
    given = address.as_given(CASEBOOK["S01"]["facts"])
    told = page.get("/check.json?" + address.link(given)).json()["hangs_on"]
    shown = tree(page.get("/check?" + address.link(given))).css("section[aria-labelledby=why-title] dt")

    assert "refusal_offered_at_collection" in [one["fact"] for one in told]
    assert [facts.name(one["fact"]).en for one in told] == [one.text() for one in shown]


NO_OBJECTION = {"nl": "de ontvanger heeft geen bezwaar gemaakt", "en": "the recipient has not objected"}


@pytest.mark.parametrize("lang", NO_OBJECTION)
def test_a_permit_says_that_there_is_no_objection_as_the_glossary_does(page: Client, lang: str) -> None:
    """What silence says is no “not known”; the command says it in the same words."""
    given = dict(address.as_given(CASEBOOK["S01"]["facts"]))
    given.pop("objected_at", None)
    shown = tree(page.get("/check?" + address.link(given, lang=lang)))
    values = [one.text() for one in shown.css("section[aria-labelledby=why-title] dd")]

    assert NO_OBJECTION[lang] in values
    assert not {"nooit, of niet bekend", "never, or not known"} & set(values)


def test_a_change_asks_what_it_brings_up_and_nothing_else(page: Client) -> None:
    """A visitor of the site turns out to be a customer: two pages about the purchase, the offer, then the verdict."""
    given = {**address.as_given(CASEBOOK["S20"]["facts"]), "objected_at": "none", "consent_at": "none"}
    link = "/check?" + address.link(given, step="relation", then="result")
    asked = []
    for label in ("bought something himself", "", "", ""):
        shown = page.get(link)
        asked.append(query(link)["step"])
        if label:
            choices = tree(shown).css(".choices a")
            link = next(str(one.attributes["href"]) for one in choices if label in one.text())
        else:
            sent = tree(shown).css("form.parts input[type=hidden], form.parts input[checked]")
            fields = {str(one.attributes["name"]): str(one.attributes["value"]) for one in sent}
            link = page.get("/check", fields).headers["Location"]

    assert asked == ["relation", "purchase", "collected", "message"]
    assert "step" not in query(link)


def test_the_form_with_all_facts_gives_the_same_case_back(page: Client) -> None:
    """Every fact is a field; what it shows leads to the same decision, and empty fields leave the address."""
    given = address.as_given(CASEBOOK["S19"]["facts"])
    shown = tree(page.get("/check/facts?" + address.link(given)))
    fields = {
        str(one.attributes["name"]): str(one.attributes.get("value") or "") for one in shown.css("p > input")
    }
    for one in shown.css("select"):
        chosen = one.css_first("option[selected]")
        fields[str(one.attributes["name"])] = str(chosen.attributes["value"]) if chosen else ""
    sent = page.get("/check", fields)
    clean = query(sent.headers["Location"])

    assert {*FACTS, "policy"} == set(fields)
    assert sent.status_code == 302
    assert "" not in clean.values()
    assert (
        decide(address.case(given, NOON), POLICIES["standard"]).json()
        == page.get("/check.json", clean).json()
    )


def test_without_facts_the_json_is_the_questions_and_the_examples(page: Client) -> None:
    """So the questions can be drawn, and each answer names the facts that it sets."""
    told = page.get("/check.json").json()

    assert list(flow.PAGES) == [one["step"] for one in told["questions"]]
    assert len(EXAMPLES) == len(told["examples"])


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/check?chanel=email", 400),
        ("/check?at=never", 400),
        ("/check/facts?sale=gift", 400),
        ("/check.json?sale=gift", 422),
        ("/check?step=nonsense", 404),
        ("/check?step=consent", 302),
    ],
)
def test_a_wrong_address_says_what_is_wrong(page: Client, path: str, status: int) -> None:
    """A page or JSON with the sentence, no trace; a question that is not asked leads to the next one."""
    answer = page.get(path)

    assert status == answer.status_code
    assert b"Traceback" not in answer.content


ACCESSORY = "/check?" + address.link(
    {**address.as_given(CASEBOOK["S01"]["facts"]), "similarity": "accessory"}
)
"""Allowed in the usual reading, not in the strict one."""


@pytest.mark.parametrize("path", ["/check", "/check.json", "/check/facts"])
@pytest.mark.parametrize(
    ("more", "en", "nl"),
    [
        (
            "policy=stritc",
            "`stritc` is not a policy: do you mean `strict`?",
            "`stritc` is geen lezing: bedoelt u `strict`?",
        ),
        ("policy=loose", "choose from statute, standard, strict, consent_only", "kies uit statute"),
        ("policy=strict&policy=statute", "`policy` stands twice in this address", "`policy` staat twee keer"),
        ("policy=strict&policy=strict", "`policy` stands twice in this address", "`policy` staat twee keer"),
        ("polciy=strict", "do you mean `policy`?", "bedoelt u `policy`?"),
        ("channel=post", "`channel` stands twice in this address", "`channel` staat twee keer in dit adres"),
    ],
)
def test_a_policy_or_a_name_that_nobody_can_tell_is_refused(
    page: Client, path: str, more: str, en: str, nl: str
) -> None:
    """No check is answered under another policy, or on other facts, than were meant."""
    asked = ACCESSORY.replace("/check", path) + "&" + more
    shown, dutch = page.get(asked), page.get(f"{asked}&lang=nl")

    if path.endswith(".json"):
        assert (shown.status_code, shown.json()["error"].keys()) == (422, {"nl", "en"})
        assert en in shown.json()["error"]["en"]
        assert nl in shown.json()["error"]["nl"]
    else:
        assert (shown.status_code, dutch.status_code) == (400, 400)
        assert en in tree(shown).css_first("[role=alert]").text()
        assert nl in tree(dutch).css_first("[role=alert]").text()


def test_the_page_of_a_wrong_address_leads_to_a_check_under_the_same_policy(page: Client) -> None:
    """The policy is kept where it is one; where it is not, the link does not lead to the same error."""
    links = [
        str(tree(page.get(f"/check?{wrong}")).css_first("a.primary").attributes["href"])
        for wrong in ("policy=strict&chanel=email", "policy=stritc&channel=email")
    ]

    assert [query(link).get("policy") for link in links] == ["strict", None]
    assert [page.get(link).status_code for link in links] == [200, 200]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("step", [*flow.PAGES, ""])
def test_every_page_speaks_both_languages_without_style_or_script(page: Client, step: str, lang: str) -> None:
    """All questions, for a case in which nearly all are asked."""
    given = {**address.as_given(CASEBOOK["B50"]["facts"]), "declared_as": "marketing"}
    case = {
        "service": {**given, "declared_as": "service"},
        "published": {**given, "address_source": "published", "sale": "none"},
        "consent": {**given, "consent_at": "2026-01-01"},
        "covers": {**given, "consent_at": "2026-01-01", "promotes": "third_party"},
        "purchase": {**given, "sale": "paid", "sale_party": "recipient"},
        "collected": {**given, "sale": "paid", "sale_party": "recipient"},
    }.get(step, given)
    shown = page.get("/check?" + address.link(case, step=step, lang=lang))
    parsed = tree(shown)

    assert shown.status_code == 200
    assert lang == parsed.css_first("html").attributes["lang"]
    assert parsed.css("[style], style, [onclick], script") == []
    title = flow.PAGES[step].title.of(lang) if step else {"nl": "Het oordeel", "en": "The verdict"}[lang]
    assert title == parsed.css_first("h1").text()


def test_an_answer_is_a_choice_of_its_question() -> None:
    """Two answers never set the same facts to the same values."""
    for part in PARTS:
        told = [(tuple(sorted(choice.sets.items())), choice.day) for choice in part.choices]

        assert len(told) == len(set(told)), part.name


def test_a_choice_without_facts_fits_nothing() -> None:
    """“I do not know” is never read out of the facts."""
    assert not Choice("unsure", flow.PAGES["what"].title).fits({"channel": "email"})
