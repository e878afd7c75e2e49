"""The pages of the rulebook: every rule stands in one paragraph, in both languages, with its citation."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from datmag.errors import InputError
from datmag.rulebook import chapter as chapter_module
from datmag.rulebook.chapter import SECTIONS, Chapter, Paragraph, chapters, read
from datmag.rulebook.nl.statements import STATEMENTS
from datmag.rulebook.policy import POLICIES, SETTINGS
from tests.languages import foreign, numbers
from tests.rulebook.base import RULES, Listed

PAGES = Path(chapter_module.__file__).parent / "nl" / "chapters"
Pages = tuple[Chapter, ...]

CHOICE = {"nl": "dit is een keuze, geen wettelijke termijn", "en": "this is a choice, not a statutory term"}
OPEN = {"nl": "tot een jurist ernaar heeft gekeken", "en": "until a lawyer has looked at"}


def page(name: str, lang: str) -> str:
    """Give the text of a page as it stands in the package."""
    return (PAGES / f"{name}.{lang}.md").read_text(encoding="utf-8")


def paragraphs(name: str, lang: str) -> tuple[Paragraph, ...]:
    """Give the paragraphs of a page."""
    pages = chapters("nl" if lang == "nl" else "en")
    return next(one.paragraphs for one in pages if one.id == name)


def with_page(pages: Pages, changed: Chapter) -> Pages:
    """Give the pages with one of them changed."""
    return tuple(changed if one.id == changed.id else one for one in pages)


def pages_with(lang: str, name: str, old: str, new: str) -> Pages:
    """Give the pages of a language, read again with one text in one page changed."""
    text = page(name, lang)
    assert old in text
    language = chapters("nl" if lang == "nl" else "en")
    return with_page(language, read(name, language[0].lang, text.replace(old, new, 1)))


def faults(dutch: Pages, english: Pages, rules: dict[str, Listed]) -> list[str]:
    """Say everything in which the pages and the rules do not agree."""
    return [
        *(fault for pages in (dutch, english) for fault in _of_rules(pages, rules)),
        *(fault for pages in (dutch, english) for one in pages for fault in _of_page(one, rules)),
        *_of_languages(dutch, english),
    ]


def _of_rules(pages: Pages, rules: dict[str, Listed]) -> list[str]:
    lang = pages[0].lang
    counted = Counter(rule for one in pages for rule in one.rules)
    return [
        *(f"{lang}: no rule {rule}" for rule in counted if rule not in rules),
        *(f"{lang}: no paragraph for {rule}" for rule in rules if rule not in counted),
        *(f"{lang}: {number} paragraphs for {rule}" for rule, number in counted.items() if number > 1),
    ]


def _of_page(one: Chapter, rules: dict[str, Listed]) -> list[str]:
    carried = [rules[rule] for rule in one.rules if rule in rules]
    cited = {citation for listed in carried for citation in listed.citations}
    said = {name for paragraph in one.paragraphs for name in paragraph.statements}
    own = [listed for listed in carried if listed.kind != "obligation"] or carried
    begun = min((listed.since for listed in own if listed.since), default=None)
    where = f"{one.id}.{one.lang}"
    return [
        *(f"{where}: citation {text} is not of its rules" for text in sorted({*one.citations} - cited)),
        *(f"{where}: citation {text} is lacking" for text in sorted(cited - {*one.citations})),
        *(f"{where}: no statement {name}" for name in sorted(said - {known.id for known in STATEMENTS})),
        *([f"{where}: since {one.since}, its rules since {begun}"] if one.since != begun else []),
        *(
            f"{where}: `{part}` is in the other language: {', '.join(dict.fromkeys(words))}"
            for part, text in _parts(one)
            if (words := foreign(text, one.lang))
        ),
    ]


def _parts(one: Chapter) -> list[tuple[str, str]]:
    """Give everything that people read in a page, by what it stands under."""
    said = [(part.heading, text) for part in one.paragraphs for text in (part.heading, part.body)]
    ends = zip(SECTIONS[one.lang][1:], (one.disputed, one.sources), strict=True)
    return [("title", one.title), ("provision", one.provision), *said, *ends]


def _of_languages(dutch: Pages, english: Pages) -> list[str]:
    if [one.id for one in dutch] != [one.id for one in english]:
        return ["nl and en do not have the same pages in the same order"]
    found: list[str] = []
    for one, other in zip(dutch, english, strict=True):
        alike = {"markers": _markers(one) == _markers(other), "head": _head(one) == _head(other)}
        found += [f"{one.id}: nl and en differ in {what}" for what, same in alike.items() if not same]
        for (part, text), (_, translated) in zip(_parts(one), _parts(other), strict=False):
            if text == translated:
                found.append(f"{one.id}: `{part}` says the same in nl and en")
            if alike["markers"] and numbers(text) != numbers(translated):
                found.append(f"{one.id}: `{part}` has other numbers in nl and en")
    return found


def _markers(one: Chapter) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(paragraph.rules, paragraph.statements) for paragraph in one.paragraphs]


def _head(one: Chapter) -> tuple[object, ...]:
    return (one.citations, one.since, one.until, one.order)


def test_every_rule_has_its_paragraph_and_every_paragraph_its_rules() -> None:
    """In both languages, with the citations of the rules at the head of the page."""
    assert faults(chapters("nl"), chapters("en"), RULES) == []


def test_the_pages_are_read_in_order() -> None:
    """The reading order is 1 to the last, without a gap."""
    orders = [one.order for one in chapters("nl")]

    assert list(range(1, len(orders) + 1)) == orders


def test_a_paragraph_that_names_no_rule_is_seen() -> None:
    """A misspelt id is named, and its rule then has no paragraph."""
    broken = pages_with("nl", "consent", "§ nl.consent.person ·", "§ nl.consent.persons ·")

    assert faults(broken, chapters("en"), RULES)[:2] == [
        "nl: no rule nl.consent.persons",
        "nl: no paragraph for nl.consent.person",
    ]


def test_a_new_rule_without_paragraph_is_seen() -> None:
    """In each language."""
    rules = {**RULES, "nl.new": Listed("block")}

    assert faults(chapters("nl"), chapters("en"), rules) == [
        "nl: no paragraph for nl.new",
        "en: no paragraph for nl.new",
    ]


def test_a_rule_in_two_paragraphs_is_seen() -> None:
    """One rule, one paragraph."""
    broken = pages_with("nl", "person", "§ nl.minor.parent ·", "§ nl.minor.parent nl.deceased ·")

    assert "nl: 2 paragraphs for nl.deceased" in faults(broken, chapters("en"), RULES)


def test_pages_with_other_markers_in_the_other_language_are_seen() -> None:
    """A statement that stands in English only."""
    broken = pages_with("en", "person", "§ nl.deceased ·", "§ nl.deceased · A-01")

    assert faults(chapters("nl"), broken, RULES) == ["person: nl and en differ in markers"]


def test_a_page_in_one_language_only_is_seen() -> None:
    """Each page stands in both."""
    assert "nl and en do not have the same pages in the same order" in faults(
        chapters("nl"), chapters("en")[1:], RULES
    )


def test_a_paragraph_in_the_wrong_language_is_seen() -> None:
    """The Dutch words of a paragraph in the English page, and its heading with them."""
    dutch, english = (
        next(part for part in paragraphs("care", lang) if "nl.obligation.check_local_law" in part.rules)
        for lang in ("nl", "en")
    )
    body = pages_with("en", "care", english.body, dutch.body)
    heading = pages_with("en", "care", english.heading, dutch.heading)
    said = "is in the other language"

    assert faults(chapters("nl"), body, RULES) == [
        f"care.en: `{english.heading}` {said}: u, naar, een, ook, het, en, dat, kan, zijn, van, de",
        f"care: `{dutch.heading}` says the same in nl and en",
    ]
    assert faults(chapters("nl"), heading, RULES) == [
        f"care.en: `{dutch.heading}` {said}: naar, het, van",
        f"care: `{dutch.heading}` says the same in nl and en",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("person", "sixteen", "eighteen"),
        ("customer", "1 July 2021", "1 July 2020"),
        ("sanctions", "900,000", "90,000"),
    ],
)
def test_another_number_in_the_other_language_is_seen(name: str, old: str, new: str) -> None:
    """An age in words, a year, an amount."""
    found = faults(chapters("nl"), pages_with("en", name, old, new), RULES)

    assert any("other numbers" in fault for fault in found)
    assert all(fault.startswith(f"{name}: ") for fault in found)


def test_a_text_that_is_the_same_in_both_languages_is_seen() -> None:
    """Even where it holds no word that tells its language."""
    dutch, english = (
        with_page(pages, replace(next(one for one in pages if one.id == "care"), disputed="Companeo."))
        for pages in (chapters("nl"), chapters("en"))
    )

    assert faults(dutch, english, RULES) == ["care: `Wat omstreden is` says the same in nl and en"]


def test_citations_at_the_head_that_are_not_of_the_rules_are_seen() -> None:
    """An old number left out, and one that no rule has."""
    one = next(one for one in chapters("nl") if one.id == "sender")
    broken = replace(one, citations=("Tw 11.7(9)", *one.citations[1:]))

    assert faults(with_page(chapters("nl"), broken), chapters("en"), RULES) == [
        "sender.nl: citation Tw 11.7(9) is not of its rules",
        f"sender.nl: citation {one.citations[0]} is lacking",
        "sender: nl and en differ in head",
    ]


def test_another_beginning_and_a_statement_that_is_not_there_are_seen() -> None:
    """The day at the head is that of the rules."""
    late = replace(chapters("nl")[0], since=date(2018, 5, 25))
    broken = pages_with("nl", "person", "§ nl.deceased ·", "§ nl.deceased · A-99")

    assert "person.nl: since 2018-05-25, its rules since 2001-09-01" in faults(
        with_page(chapters("nl"), late), chapters("en"), RULES
    )
    assert "person.nl: no statement A-99" in faults(broken, chapters("en"), RULES)


HEAD = "---\ntitle: T\nprovision: P\ncitations: []\nsince: 2021-07-01\nuntil:\norder: 1\n---\n"
BODY = "## What the law asks\n\n### One\n§ nl.x ·\n\nText.\n\n## What is disputed\n\nA.\n\n## What this rests on\n\nB.\n"

MALFORMED = {
    "no head": BODY,
    "a key left out": HEAD.replace("provision: P\n", "") + BODY,
    "a strange key": HEAD.replace("order: 1", "order: 1\nauthor: X") + BODY,
    "no title": HEAD.replace("title: T", "title:") + BODY,
    "no list": HEAD.replace("[]", "Tw 11.7(4)") + BODY,
    "no day": HEAD.replace("2021-07-01", "July 2021") + BODY,
    "no number": HEAD.replace("order: 1", "order: first") + BODY,
    "a section left out": HEAD + BODY.replace("## What is disputed\n\nA.\n\n", ""),
    "a section empty": HEAD + BODY.replace("A.", ""),
    "sections in another order": HEAD + BODY.replace("disputed", "this rests on", 1),
    "text before the first section": HEAD + "Before.\n" + BODY,
    "no paragraph": HEAD + BODY.replace("### One\n§ nl.x ·\n\n", ""),
    "no marker": HEAD + BODY.replace("§ nl.x ·\n", ""),
    "no point in the marker": HEAD + BODY.replace("§ nl.x ·", "§ nl.x"),
    "a statement that is none": HEAD + BODY.replace("·", "· C-01"),
    "no text": HEAD + BODY.replace("Text.\n", ""),
}


def test_a_page_is_read() -> None:
    """Head, paragraph, and the two other sections."""
    one = read("x", "en", HEAD + BODY.replace("·", "nl.y · A-01 B-02"))

    assert ("T", "P", (), date(2021, 7, 1), None) == (
        one.title,
        one.provision,
        one.citations,
        one.since,
        one.until,
    )
    assert [
        (paragraph.heading, paragraph.rules, paragraph.statements, paragraph.body)
        for paragraph in one.paragraphs
    ] == [("One", ("nl.x", "nl.y"), ("A-01", "B-02"), "Text.")]
    assert (one.disputed, one.sources) == ("A.", "B.")


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_page_is_refused(what: str) -> None:
    """The error names the file."""
    with pytest.raises(InputError, match=r"`x\.en\.md`"):
        read("x", "en", MALFORMED[what])


def test_a_dutch_page_has_dutch_sections() -> None:
    """The English page is no Dutch one."""
    with pytest.raises(InputError, match="Wat de wet vraagt"):
        read("x", "nl", HEAD + BODY)


def words(one: Chapter) -> str:
    """Give all text of a page on one line, in small letters."""
    parts = [paragraph.body for paragraph in one.paragraphs]
    return " ".join("\n".join([*parts, one.disputed, one.sources]).split()).lower()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_page_that_rests_on_a_setting_says_that_it_is_a_choice(lang: str) -> None:
    """Wherever a page names a setting, and wherever a rule reads a term."""
    pages = chapters("nl" if lang == "nl" else "en")
    resting = {one.id for one in pages for name in SETTINGS if name in words(one)}
    terms = [
        paragraph
        for one in pages
        for paragraph in one.paragraphs
        if any(rule.endswith((".term", ".used")) for rule in paragraph.rules)
    ]

    assert resting == {one.id for one in pages if one.id in resting and CHOICE[lang] in words(one)}
    assert [paragraph.heading for paragraph in terms] == [
        paragraph.heading for paragraph in terms if CHOICE[lang] in paragraph.body.lower()
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_page_of_choices_names_the_months_of_every_policy(lang: str) -> None:
    """The terms in the text are those of the policies."""
    one = next(one for one in chapters("nl" if lang == "nl" else "en") if one.id == "choices")
    word = {"nl": "maanden", "en": "months"}[lang]

    for setting in ("relation_term_months", "consent_idle_months"):
        terms = {policy.months(setting) for policy in POLICIES.values()} - {None}
        body = next(part.body for part in one.paragraphs if f"setting.{setting}" in part.rules)
        assert sorted(str(term) for term in terms) == sorted(
            {before.split()[-1] for before in body.split(f" {word}")[:-1]}
        )


OPEN_POINTS = {
    "charity",
    "choices",
    "customer",
    "marketing",
    "person",
    "phone",
    "sanctions",
    "sender",
    "service",
    "tracking",
}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_points_for_a_lawyer_are_marked_as_open(lang: str) -> None:
    """The pages with a point that no lawyer has looked at yet say so."""
    pages = chapters("nl" if lang == "nl" else "en")

    assert {one.id for one in pages if OPEN[lang] in words(one)} == OPEN_POINTS
