"""The glossary: every fact and every value in words, in Dutch and English."""

import re
from collections.abc import Iterator

import pytest

from datmag.moment import NEVER, parse
from datmag.rulebook.fact import CONSENT, FACTS, RECIPIENT, UNKNOWN, Fact
from datmag.rulebook.glossary import GLOSSARY, NOT_KNOWN, shown
from datmag.rulebook.nl import texts
from datmag.words import LANGS, Text
from tests.languages import unlike

SAME_IN_BOTH = {
    *("Cyprus", "Finland", "Guadeloupe", "Liechtenstein", "Malta", "Martinique", "Mayotte", "Portugal"),
    *("Réunion", "Åland"),
}
IDS = sorted((name for name in FACTS if "_" in name), key=len, reverse=True)


def every_text(name: str) -> Iterator[Text]:
    """Give all texts of one fact."""
    entry = GLOSSARY[name]
    yield from (entry.label, entry.question, entry.missing, entry.so, entry.not_so)
    yield from entry.values.values()
    yield from (text for pair in entry.said.values() for text in pair)
    if FACTS[name].kind == "moment":
        yield entry.noun


def test_every_fact_has_an_entry_in_the_order_of_the_page() -> None:
    """No fact is forgotten, and none is made up."""
    assert list(FACTS) == list(GLOSSARY)


@pytest.mark.parametrize("fact", FACTS.values(), ids=list(FACTS))
def test_every_value_of_a_fact_has_a_phrase(fact: Fact) -> None:
    """The values of the glossary are those of the fact, each with a phrase of its own."""
    values = GLOSSARY[fact.name].values

    if fact.kind == "enum":
        assert fact.values == tuple(values)
        assert {len(values)} == {len({text.of(lang) for text in values.values()}) for lang in LANGS}
    assert set(GLOSSARY[fact.name].said) <= set(fact.values)


@pytest.mark.parametrize("name", FACTS)
def test_every_text_stands_in_both_languages(name: str) -> None:
    """Both are there, each in its own words, the Dutch says "u", and neither shows the id of a fact."""
    for text in every_text(name):
        assert unlike(text.nl, text.en, SAME_IN_BOTH) == []
        assert text.nl.strip()
        assert not re.search(r"\b(je|jij|jou|jouw|jullie)\b", text.nl, re.IGNORECASE)
        assert not [word for word in IDS if word in text.nl + text.en]


@pytest.mark.parametrize("name", FACTS)
def test_a_question_is_a_question_and_a_clause_is_none(name: str) -> None:
    """A question begins with a capital and ends with its mark; what stands within a sentence does neither."""
    entry = GLOSSARY[name]

    for lang in LANGS:
        asked = entry.question.of(lang)
        assert asked == asked[0].upper() + asked[1:].removesuffix("?") + "?"
        for text in (entry.label, entry.missing, entry.so, entry.not_so):
            assert text.of(lang)[0] == text.of(lang)[0].lower()
            assert text.of(lang)[-1] not in ".?!"


@pytest.mark.parametrize("name", FACTS)
def test_a_clause_takes_what_its_kind_gives(name: str) -> None:
    """An enum and a country take values, an age a number, a truth and a time nothing."""
    wanted = {"enum": ["values"], "country": ["values"], "number": ["number"]}.get(FACTS[name].kind, [])
    entry = GLOSSARY[name]

    for lang in LANGS:
        assert wanted == re.findall(r"{(\w+)}", entry.so.of(lang))
        assert set(wanted) == set(re.findall(r"{(\w+)}", entry.not_so.of(lang)))
        assert entry.so.of(lang) != entry.not_so.of(lang)


def test_what_is_missing_is_said_in_the_same_words_everywhere() -> None:
    """The explanation of a decision and the glossary do not differ."""
    assert {name: GLOSSARY[name].missing for name in texts.MISSING} == texts.MISSING


@pytest.mark.parametrize("name", FACTS)
def test_what_is_not_known_goes_on_from_wij_weten_niet(name: str) -> None:
    """It begins with the word of an indirect question."""
    assert GLOSSARY[name].missing.nl.split()[0] in {"of", "wie", "wat", "waar", "waarvoor", "wanneer", "hoe",
                                                    "hoeveel", "welk", "in", "van"}  # fmt: skip
    assert GLOSSARY[name].missing.en.split()[0] in {
        "whether", "who", "what", "where", "for", "when", "how", "in", "whose"
    }  # fmt: skip


def test_values_are_said_in_a_clause() -> None:
    """One value, several, a value with a clause of its own, and the opposite."""
    kind, link = GLOSSARY["recipient_kind"], GLOSSARY["unsubscribe"]

    assert kind.clause(["natural_person"], "nl", so=False) == "de ontvanger is geen particulier"
    assert (
        kind.clause(["sole_trader", "partnership", "legal_person"], "nl")
        == "de ontvanger is een eenmanszaak (zzp'er), een maatschap (of vof) of een rechtspersoon (zoals een bv)"
    )
    assert link.clause(["needs_login"], "en", so=False) == "unsubscribing needs no login"
    assert GLOSSARY["recipient_country"].clause(["BE"], "nl") == "de ontvanger woont of werkt in België"


@pytest.mark.parametrize(
    ("fact", "value", "words"),
    [
        ("sale", "paid", Text("een betaalde aankoop", "a paid purchase")),
        ("requested", True, Text("ja", "yes")),
        ("requested", False, Text("nee", "no")),
        ("consent_bundled", UNKNOWN, NOT_KNOWN),
        ("recipient_age", -1, NOT_KNOWN),
        ("recipient_age", 1, Text("1", "1")),
        ("sale_at", NEVER, NOT_KNOWN),
        ("sale_at", parse("2026-06-30T22:30:00Z"), Text("1 juli 2026", "1 July 2026")),
        ("recipient_country", "NL", Text("Nederland", "the Netherlands")),
        ("recipient_country", "JP", Text("JP", "JP")),
    ],
)
def test_a_value_can_stand_alone(fact: str, value: bool | int | str, words: Text) -> None:  # noqa: FBT001  (a fact's value)
    """A word, a truth, a number, a day, a country, and what nobody knows."""
    assert words == shown(fact, value)


def test_the_parts_of_the_glossary_follow_the_parts_of_the_page() -> None:
    """Recipient and consent stand where the facts stand."""
    assert {fact.name for fact in (*RECIPIENT, *CONSENT)} <= set(GLOSSARY)
