"""The rulebook as pages: the law beside its rules, the tests under them, at a date and under a policy."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from datmag.moment import parse
from datmag.rulebook.case import Case
from datmag.rulebook.chapter import Chapter, chapters
from datmag.rulebook.decide import decide, version
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.readings import DIFFERENCES
from datmag.rulebook.nl.statements import STATEMENTS
from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.worked import examples
from datmag.web.book import shelf
from datmag.web.book.rules import rules
from datmag.web.check import address, result
from datmag.words import LANGS
from tests.web.reading import text, tree

NOON = parse("2026-11-10T11:00:00Z")
CHAPTERS = chapters("nl")
ALL_RULES = [rule for chapter in CHAPTERS for rule in chapter.rules]


@pytest.fixture
def page(demo: Client) -> Client:
    """Give a visitor of the pages, who reads English."""
    demo.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return demo


def test_the_first_page_names_every_chapter_and_the_version(page: Client) -> None:
    """In both languages, each with a link that is there."""
    for lang in LANGS:
        shown = page.get("/rulebook", {"lang": lang})
        links = [str(one.attributes["href"]) for one in tree(shown).css(".shelf a")]

        assert [f"/rulebook/{chapter.id}" for chapter in chapters(lang)] == links
        assert all(chapter.title in text(shown) for chapter in chapters(lang))
        assert version() in text(shown)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.id)
def test_a_chapter_shows_the_law_its_rules_and_their_tests(page: Client, chapter: Chapter) -> None:
    """Every rule that a paragraph carries stands beside it, in words, with every worked example under it."""
    shown = page.get(f"/rulebook/{chapter.id}", {"lang": "nl"})
    parsed = tree(shown)

    assert shown.status_code == 200
    assert [one.heading for one in chapter.paragraphs] == [one.text() for one in parsed.css(".law-text h2")]
    assert [*chapter.rules] == [one.attributes["id"] for one in parsed.css(".rule")]
    for rule in parsed.css(".rule"):
        name = str(rule.attributes["id"])
        assert len(rule.css(".tests li")) == len(examples().get(name, ())), name
        assert "{" not in rule.text()


@pytest.mark.parametrize("name", ALL_RULES)
def test_every_rule_of_a_chapter_is_said_in_both_languages(name: str) -> None:
    """No rule is only an id: what it asks stands beside the law, under any policy and under none."""
    rule = rules()[name]
    said = {(lang, policy): rule.say(lang, policy) for lang in LANGS for policy in (None, *POLICIES.values())}

    assert all(words.strip() for words in said.values())
    assert rule.kind.nl
    assert rule.kind.en


def test_every_rule_of_the_rulebook_stands_in_a_chapter() -> None:
    """Nothing that decides a verdict is left out of the pages."""
    assert set(ALL_RULES) == set(rules())


def test_each_test_under_a_rule_opens_as_a_check_with_that_verdict(page: Client) -> None:
    """The sign beside a link and the check behind it agree, for every example there is."""
    for chapter in CHAPTERS:
        for row in tree(page.get(f"/rulebook/{chapter.id}")).css(".tests li"):
            asked = dict(parse_qsl(urlsplit(str(row.css_first("a").attributes["href"])).query))
            signs = str(row.css_first(".state").attributes["class"]).split()
            decision = decide(address.case(address.read(asked), NOON), POLICIES[asked["policy"]])

            assert ("yes" in signs) == decision.permitted, asked


def test_a_permit_permits_and_its_near_miss_does_not() -> None:
    """What the pages show of an example is what the example says, under its own policy."""
    shown = [one for listed in examples().values() for one in listed if one.kind in {"permit", "deny"}]
    outcomes = [(one, result.outcome(Case.read(one.facts), POLICIES[one.policy])) for one in shown]

    assert shown
    assert [one for one, sign in outcomes if (one.kind == "permit") != (sign == "yes")] == []


def test_a_policy_says_how_it_settles_the_disputed_points(page: Client) -> None:
    """Twelve months in the strict reading, twenty-four in the usual one, and the examples are judged under it."""
    strict = page.get("/rulebook/customer", {"policy": "strict"})
    usual = page.get("/rulebook/customer", {"policy": "standard"})
    links = [str(one.attributes["href"]) for one in tree(strict).css(".tests a")]

    assert "12 months ago" in text(strict)
    assert "24 months ago" in text(usual)
    assert {dict(parse_qsl(urlsplit(link).query))["policy"] for link in links} == {"strict"}


@pytest.mark.parametrize(
    ("day", "chapter", "rule", "citation", "in_force"),
    [
        ("2020-01-01", "customer", "nl.soft_opt_in", "Tw 11.7(3)", "yes"),
        ("2022-01-01", "customer", "nl.soft_opt_in", "Tw 11.7(4)", "yes"),
        ("2026-06-30", "phone", "nl.customer_relation", "", "no"),
        ("2026-07-01", "phone", "nl.customer_relation", "", "yes"),
        ("2026-06-30", "phone", "nl.customer_relation.before_2026", "", "yes"),
        ("2026-07-01", "phone", "nl.customer_relation.before_2026", "", "no"),
    ],
)
def test_the_rules_of_a_day_are_those_in_force_on_that_day(
    page: Client, day: str, chapter: str, rule: str, citation: str, in_force: str
) -> None:  # fmt: skip
    """With the paragraph number of that day; a rule of another time is marked."""
    told = page.get(f"/rulebook/{chapter}.json", {"at": day}).json()
    shown = tree(page.get(f"/rulebook/{chapter}", {"at": day})).css_first(f'[id="{rule}"]')
    found = next(one for row in told["paragraphs"] for one in row["rules"] if one["id"] == rule)

    assert (in_force == "yes") == found["in_force"]
    assert (in_force == "yes") == ("not in force on" not in shown.text())
    assert citation in found["citation"]
    assert found["citation"] in shown.text()


@pytest.mark.parametrize(
    ("wanted", "link"),
    [
        ("nl.soft_opt_in.refusal", "/rulebook/customer#nl.soft_opt_in.refusal"),
        ("SIMILAR bought", "/rulebook/customer#nl.soft_opt_in.similar"),
        ("Tw 11.7(7)", "/rulebook/sender#nl.duty.identity"),
        ("GDPR 21(2)", "/rulebook/objection#nl.objection"),
        ("A-09", "/rulebook/customer#nl.soft_opt_in.own_offer"),
    ],
)
def test_a_search_finds_by_word_rule_article_and_statement(page: Client, wanted: str, link: str) -> None:
    """All words must be there, in any case; each result leads to its rule."""
    shown = page.get("/rulebook", {"q": wanted})

    assert link in [one.attributes["href"] for one in tree(shown).css(".found a")]


@pytest.mark.parametrize("wanted", ["zzzz", "<script>", "%", "{", "'\""])
def test_a_search_without_result_says_so_and_shows_the_words_as_text(page: Client, wanted: str) -> None:
    """Whatever is searched for stays text."""
    shown = page.get("/rulebook", {"q": wanted})

    assert shown.status_code == 200
    assert tree(shown).css("script") == []
    assert wanted == tree(shown).css_first("input[name=q]").attributes["value"]


def test_a_chapter_shows_what_is_proved_about_it(page: Client) -> None:
    """Every theorem stands with its chapter."""
    shown = {chapter.id: text(page.get(f"/rulebook/{chapter.id}")) for chapter in CHAPTERS}

    assert THEOREMS
    assert [one.id for one in THEOREMS if one.text.en not in shown[one.chapter]] == []


def test_every_reason_of_a_verdict_leads_to_its_rule(page: Client) -> None:
    """From why to the law, with one click."""
    denied = page.get("/check?channel=email&sale=paid&sale_party=other&declared_as=marketing", follow=True)
    links = [str(one.attributes["href"]) for one in tree(denied).css(".law a")]

    assert links
    for link in links:
        path, rule = link.split("#")
        assert tree(page.get(path)).css(f'[id="{rule}"]'), link


def test_two_readings_show_every_difference_with_its_verdict_of_now(page: Client) -> None:
    """What each article and the law say, for whom, and a case judged under the policies that it is about."""
    shown = page.get("/rulebook/readings")
    words, parsed = text(shown), tree(shown)
    told = page.get("/rulebook/readings.json").json()

    for one, entry in zip(DIFFERENCES, told["differences"], strict=True):
        outcomes = {
            name: decide(Case.read(one.example.facts), POLICIES[name]).outcome
            for name in one.example.outcomes
        }
        said = (one.point, one.seed_a, one.seed_b, one.law, one.matters_to, one.example.text)
        assert all(" ".join(sentence.en.split()) in words for sentence in said), one.id
        assert outcomes == one.example.outcomes
        assert {name: sign == "yes" for name, sign in entry["outcomes"].items()} == {
            name: outcome == "permit" for name, outcome in outcomes.items()
        }
    assert [one.id for one in STATEMENTS] == [row.attributes["id"] for row in parsed.css("tbody tr")]


def test_every_link_of_the_rulebook_leads_somewhere(page: Client) -> None:
    """Chapters, statements, rules: no address and no anchor is missing."""
    pages = {"/rulebook", "/rulebook/readings", *(f"/rulebook/{chapter.id}" for chapter in CHAPTERS)}
    shown = {path: tree(page.get(path)) for path in pages}
    links = {str(one.attributes["href"]) for parsed in shown.values() for one in parsed.css("main a")}
    inside = [link.split("#") for link in links if link.startswith("/rulebook") and "#" in link]

    assert inside
    assert {path for path, _ in inside} <= pages
    assert [(path, name) for path, name in inside if not shown[path].css(f'[id="{name}"]')] == []


def test_no_id_stands_twice_on_a_page(page: Client) -> None:
    """An anchor leads to one place."""
    for path in ("/rulebook", "/rulebook/readings", *(f"/rulebook/{chapter.id}" for chapter in CHAPTERS)):
        ids = [str(one.attributes["id"]) for one in tree(page.get(path)).css("[id]")]

        assert len(ids) == len(set(ids)), path


def test_the_list_beside_the_page_is_the_one_of_the_version(page: Client) -> None:
    """What the hash of the version is made of."""
    assert rulebook_list(RULEBOOK) == page.get("/rulebook.json").json()


def test_a_chapter_beside_its_page_holds_the_same(page: Client) -> None:
    """Law, rules, tests and their outcomes, for a program."""
    told: dict[str, Any] = page.get("/rulebook/customer.json", {"lang": "nl"}).json()
    customer = next(chapter for chapter in CHAPTERS if chapter.id == "customer")
    listed = [rule["id"] for row in told["paragraphs"] for rule in row["rules"]]

    assert [*customer.rules] == listed
    assert customer.title == told["title"]
    assert version() == told["version"]
    assert all(test["outcome"] in result.WORDS for row in told["paragraphs"] for rule in row["rules"] for test in rule["tests"])  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/rulebook/nonsense", 404),
        ("/rulebook/nonsense.json", 404),
        ("/rulebook?at=yesterday", 400),
        ("/rulebook/customer?at=0001-01-01", 400),
        ("/rulebook/customer.json?at=x", 422),
    ],
)
def test_a_wrong_address_says_what_is_wrong(page: Client, path: str, status: int) -> None:
    """A page or JSON with the sentence, no trace."""
    answer = page.get(path)

    assert status == answer.status_code
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("path", ["/rulebook", "/rulebook/customer", "/rulebook/readings"])
@pytest.mark.parametrize(
    ("query", "en", "nl"),
    [
        (
            "policy=stritc",
            "`stritc` is not a policy: do you mean `strict`?",
            "`stritc` is geen lezing: bedoelt u `strict`?",
        ),
        ("policy=strict&policy=statute", "`policy` stands twice", "`policy` staat twee keer"),
        ("at=2020-01-01&at=2026-01-01", "`at` stands twice", "`at` staat twee keer"),
        ("polciy=strict", "do you mean `policy`?", "bedoelt u `policy`?"),
        ("zzz=1", "choose from at, policy, q, lang", "kies uit at, policy, q, lang"),
    ],
)
def test_the_rulebook_is_never_shown_under_another_policy_than_was_meant(
    page: Client, path: str, query: str, en: str, nl: str
) -> None:
    """A page with the sentence in the language of the reader; JSON with both."""
    shown, dutch = page.get(f"{path}?{query}"), page.get(f"{path}?{query}&lang=nl")
    told = page.get(f"{path}.json?{query}")

    assert (shown.status_code, dutch.status_code, told.status_code) == (400, 400, 422)
    assert en in tree(shown).css_first("[role=alert]").text()
    assert nl in tree(dutch).css_first("[role=alert]").text()
    assert en in told.json()["error"]["en"]
    assert nl in told.json()["error"]["nl"]


def test_the_switch_of_the_rulebook_may_name_no_policy(page: Client) -> None:
    """“All readings” sends an empty one."""
    assert page.get("/rulebook/customer?policy=&at=2026-01-01").status_code == 200


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ["/rulebook", "/rulebook?q=11.7", "/rulebook/consent", "/rulebook/readings"])
def test_every_page_speaks_its_language_without_style_or_script(page: Client, path: str, lang: str) -> None:
    """The look is in one style sheet, and nothing runs."""
    shown = page.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")

    assert lang == tree(shown).css_first("html").attributes["lang"]
    assert tree(shown).css("[style], style, [onclick], script") == []


def test_the_law_is_shown_as_text_and_never_as_html() -> None:
    """A page of the law that holds HTML or a dangerous link shows it, and does nothing."""
    shown = shelf.html("<script>1</script> <b>x</b> [go](javascript:alert(1)) **bold**")

    assert "<script" not in shown
    assert "<b>" not in shown
    assert "javascript:alert" not in shown.replace("(javascript:alert(1))", "")
    assert "<strong>bold</strong>" in shown


def test_a_rule_counts_from_its_first_moment_to_before_its_last() -> None:
    """The day of the change belongs to the new rule, by Dutch time."""
    before, after = rules()["nl.customer_relation.before_2026"], rules()["nl.customer_relation"]
    last, first = parse("2026-06-30T23:59:59+02:00"), parse("2026-07-01T00:00:00+02:00")

    assert (before.in_force(last), before.in_force(first)) == (True, False)
    assert (after.in_force(last), after.in_force(first)) == (False, True)
