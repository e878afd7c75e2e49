"""What a form of the check says, what it asks again, and what a permit takes for granted."""

import pytest
from django.test import Client

from datmag.web.check import address, flow, result
from datmag.web.check.question import Page
from tests.web.reading import tree
from tests.web.test_check import CASEBOOK, query


@pytest.fixture
def page(demo: Client) -> Client:
    """Give a visitor of the pages, who reads English."""
    demo.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return demo


def test_a_yes_without_its_day_is_asked_again(page: Client) -> None:
    """The error names the question, and what else was filled in stays."""
    given = {"step": "said", "at": "2026-11-10", "channel": "email", "declared_as": "marketing"}
    shown = page.get("/check", {**given, "a.stop": "yes", "a.yes": "no", "d.stop.yes": ""})
    picked = [one.attributes["value"] for one in tree(shown).css("input[type=radio][checked]")]

    assert shown.status_code == 200
    assert "Has this person said no" in tree(shown).css_first("[role=alert]").text()
    assert picked == ["yes", "no"]


DATED = [
    (page, part, choice)
    for page in flow.PAGES.values()
    for part in page.parts
    for choice in part.choices
    if choice.day
]
"""Every answer that needs a day, with its question and its page."""
ASKED_ALL: dict[str, dict[str, str]] = {
    "purchase": {"sale": "paid", "sale_party": "recipient"},
    "said": {"requested": "true", "requested_at": "2026-11-01"},
    "covers": {"consent_at": "2026-01-01", "promotes": "third_party"},
}
"""Facts with which those pages are asked."""


@pytest.mark.parametrize(
    ("asked", "part", "choice"),
    [(page, part.name, choice.word) for page, part, choice in DATED],
    ids=[f"{page.name}-{part.name}-{choice.word}" for page, part, choice in DATED],
)
def test_a_day_that_lacks_is_asked_for_whatever_else_is_answered(
    page: Client, asked: Page, part: str, choice: str
) -> None:
    """Also where another answer of the same form would leave no room for its page: the facts stay as they were."""
    given = {"at": "2026-11-10", "channel": "email", "declared_as": "marketing", **ASKED_ALL[asked.name]}
    if asked.name == "said" and part != "asked":
        given = {"at": "2026-11-10", "channel": "email", "declared_as": "marketing"}
    others = [one for one in asked.asked(given) if one.name != part]
    forms = [{one.name: "unsure" for one in others}]
    forms += [{one.name: other.word} for one in others for other in one.all_choices]

    assert part in {one.name for one in asked.asked(given)}
    for form in forms:
        fields = {f"a.{name}": word for name, word in form.items()}
        sent = {**given, **fields, f"a.{part}": choice, f"d.{part}.{choice}": "", "step": asked.name}
        shown = page.get("/check", sent)
        hidden = {
            str(one.attributes["name"]): one.attributes["value"]
            for one in tree(shown).css("form.parts input[type=hidden]")
        }

        assert shown.status_code == 200, form
        assert tree(shown).css_first("[role=alert]").text()
        assert {**given, "step": asked.name} == hidden


def test_a_day_that_was_filled_in_stays_when_another_lacks(page: Client) -> None:
    """Nobody fills in the same day twice."""
    given = {"step": "said", "at": "2026-11-10", "channel": "email", "declared_as": "marketing"}
    shown = page.get(
        "/check", {**given, "a.stop": "yes", "d.stop.yes": "", "a.yes": "yes", "d.yes.yes": "2026-02-03"}
    )
    days = {one.attributes["name"]: one.attributes["value"] for one in tree(shown).css("input[type=date]")}

    assert days == {"d.stop.yes": "", "d.yes.yes": "2026-02-03"}


def test_a_day_alone_picks_its_answer(page: Client) -> None:
    """Who fills in a day and forgets the button means that day."""
    answer = page.get("/check", {"step": "said", "at": "2026-11-10", "d.stop.yes": "2026-02-03"})

    assert query(answer.headers["Location"])["objected_at"] == "2026-02-03"


SILENT = ("objected_at", "recipient_age", "erased_at", "recipient_deceased", "recipient_country")
KNOWN = {
    "objected_at": "none",
    "recipient_age": "40",
    "erased_at": "none",
    "recipient_deceased": "false",
    "recipient_country": "NL",
}


def presumed(page: Client, given: dict[str, str]) -> list[str]:
    """Give the sentences of what a permit takes for granted."""
    shown = tree(page.get("/check?" + address.link(given)))
    return [one.text().split(".")[0].strip() for one in shown.css(".presumed li")]


@pytest.mark.parametrize("said", [(), *((fact,) for fact in SILENT), SILENT], ids=str)
def test_a_permit_says_what_it_takes_for_granted(page: Client, said: tuple[str, ...]) -> None:
    """No objection, an adult, nothing erased, alive, in the Netherlands: each, unless it was said."""
    given = {**address.as_given(CASEBOOK["S01"]["facts"])}
    given = {fact: value for fact, value in given.items() if fact not in SILENT}
    given |= {fact: KNOWN[fact] for fact in said}
    told = {fact: words.en.rstrip(".") for fact, _, words in result.PRESUMED}

    assert set(told) == set(SILENT)
    assert [told[fact] for fact in told if fact not in said] == presumed(page, given)


def test_only_what_would_change_the_answer_is_told_as_taken_for_granted(page: Client) -> None:
    """An objection stops no plain service message, and a denial takes nothing for granted."""
    service = {"at": "2026-11-10", "channel": "email", "declared_as": "service", "commercial_content": "none",
               "service_content_necessary": "true", "service_basis": "contract"}  # fmt: skip
    denied = address.as_given(CASEBOOK["R18"]["facts"])

    assert "This person did not say no" not in presumed(page, service)
    assert "This person is alive" in presumed(page, service)
    assert presumed(page, denied) == []


def test_the_user_for_whom_somebody_else_pays_says_no_more_than_that() -> None:
    """Who sold, where the address came from and whether a refusal was offered, stays unknown."""
    relation = flow.PAGES["relation"].parts[0]
    user = next(choice for choice in relation.choices if choice.word == "user")
    given = flow.answer({"declared_as": "marketing"}, relation, user)

    assert given == {
        "uses_service": "true",
        "sale": "paid",
        "sale_party": "other",
        "declared_as": "marketing",
    }
