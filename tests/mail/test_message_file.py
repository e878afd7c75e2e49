"""A message file says what it is, or says clearly what is wrong with it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from datmag.errors import InputError
from datmag.mail.intent import WORDS, YES_NO
from datmag.mail.message import HEAD_KEYS, Intent, MessageFile
from datmag.rulebook.fact import FACTS
from tests.mail.given import BODY, HEAD, message, source

STORIES = sorted(
    path for path in Path(__file__).parents[1].rglob("*.yaml") if "\nmessages:" in path.read_text("utf-8")
)


def refused(text: str | bytes) -> str:
    """Give the English sentence with which a file is refused; the Dutch one names the same place."""
    with pytest.raises(InputError) as caught:
        MessageFile.read(text, "brief.md")
    text_nl, text_en = caught.value.text.nl, caught.value.text.en
    line = re.match(r"`brief\.md`, line (\d+)", text_en)

    assert line is not None, text_en
    assert text_nl.startswith(f"`brief.md`, regel {line[1]}: ")
    return text_en


def test_the_example_of_the_interfaces_page_is_read() -> None:
    """Every key of the documented example has its place in the message."""
    read = message(
        promotes="own",
        open_tracking="false",
        click_tracking="none",
        personalised="none",
        service_basis="security",
        necessity_reason="{by: Ans Ventiel, text: de flessen van 2025 kunnen lekken}",
        lang="nl",
    )

    assert read.subject == "De voorjaarsbeurt"
    assert (read.from_name, read.from_addr) == ("Fietsenhuis Vondel", "nieuws@vondel.example")
    assert read.body.strip() == BODY.strip()
    assert read.intent == Intent(
        facts={
            "declared_as": "marketing",
            "commercial_content": "dominant",
            "service_basis": "security",
            "promotes": "own",
            "click_tracking": "none",
            "personalised": "none",
            "open_tracking": False,
        },
        purpose="nieuwsbrief",
        families=("fietsonderhoud",),
        necessity_by="Ans Ventiel",
        necessity_text="de flessen van 2025 kunnen lekken",
    )
    assert read.intent.necessity_named


def test_a_fact_that_is_not_stated_is_not_invented() -> None:
    """Silence stays silence: the rulebook knows what it means, the message file does not."""
    assert set(message(commercial_content=None).intent.facts) == {"declared_as"}


@pytest.mark.parametrize("key", ["subject", "from", "declared_as", "purpose"])
def test_a_required_key_that_is_missing_is_named(key: str) -> None:
    """The sentence names the key and shows what to write."""
    assert f"`{key}` is missing" in refused(source(**{key: None}))
    assert f"`{key}` is missing" in refused(source(**{key: ""}))


def test_a_service_message_needs_no_purpose() -> None:
    """A purpose is the word that consents use; service mail rests on none."""
    assert message(declared_as="service", purpose=None).intent.purpose == ""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("sujbect", "subject"), ("Purpose", "purpose"), ("families", "family"), ("language", "lang")],
)
def test_an_unknown_key_names_file_line_and_the_nearest_right_one(wrong: str, right: str) -> None:
    """A typing error in a key never goes by unseen."""
    said = refused(source(**{wrong: "x"}))

    assert f"line {len(HEAD) + 2}: unknown key `{wrong}`: did you mean `{right}`?" in said


def test_only_a_story_may_state_what_is_found_in_the_bytes() -> None:
    """A file cannot claim that its opt-out works; that is read from the rendered message."""
    assert "unknown key `unsubscribe`" in refused(source(unsubscribe="works"))
    assert Intent.read({"declared_as": "marketing", "unsubscribe": "works"}).facts["unsubscribe"] == "works"


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("declared_as", "advertising", "`consent_confirmation`"),
        ("commercial_content", "some", "`minor`"),
        ("click_tracking", "yes", "`aggregate`"),
        ("personalised", "true", "`purchases`"),
        ("promotes", "[own]", "`group_company`"),
        ("open_tracking", "ja", "`true`, `false`"),
        ("lang", "no", "`nl`, `en`"),
    ],
)
def test_a_wrong_value_names_the_allowed_words(key: str, value: str, allowed: str) -> None:
    """Who writes a word outside the list sees the list."""
    said = refused(source(**{key: value}))

    assert f"`{key}` cannot be" in said
    assert allowed in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Beste klant,", "line 1: the head belongs here"),
        ("", "line 1: the head belongs here"),
        ("---\nsubject: x\n", "line 1: the head does not end"),
        ("---\njust words\n---\nx", "line 2: the head must hold lines"),
        ("---\n- a\n---\nx", "line 2: the head must hold lines"),
        ("---\nsubject: a\nsubject: b\n---\nx", "line 3: `subject` stands there twice (also on line 2)"),
        ("---\nsubject: Actie: nu\n---\nx", "line 2: this is not valid YAML"),
        ("---\nsubject: 'a\n---\nx", "this is not valid YAML"),
        ("---\nsubject: \x01\n---\nx", "cannot be read as YAML"),
        ("---\n? [a]\n: b\n---\nx", "line 2: a key must be one word"),
        ("---\nfamily: [[a]]\n---\nx", "line 2: this goes too deep"),
        ("---\nnecessity_reason: {by: a, by: b}\n---\nx", "line 2: `by` stands there twice"),
        (f"---\nfamily: {'[' * 3000}\n---\nx", "line 2"),
        ("x" * 1_000_001, "line 1: the file is too long"),
        (b"---\nsubject: caf\xe9\n---\nx", "line 2: this is not UTF-8"),
        (source(""), "the message has no text"),
        (source("a \ue000 b"), "character U+E000"),
        (source("a\nb \x07"), "character U+0007"),
        (source(subject='"a\\nBcc: x@y.nl"'), "`subject` holds a line break"),
        (source(purpose="a|b"), "`purpose` must not hold a `|`"),
        (source(family="{a: b}"), "`family` must be a text"),
        (source(promoted="Garage Noord"), "say with `promotes` how"),
        (source(service_basis="security", necessity_reason="{by: Ans}"), "needs who says it and why"),
        (source(service_basis="security", necessity_reason="Ans"), "needs who says it and why"),
        (source(necessity_reason="{by: Ans, why: x}"), "unknown key `why`"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(text: str | bytes, said: str) -> None:
    """No traceback: a sentence with the file, the line, and what is wrong."""
    assert said in refused(text)


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("nieuws@vondel.example", "", "nieuws@vondel.example"),
        ("<nieuws@vondel.example>", "", "nieuws@vondel.example"),
        ("Jansen, Piet <p@x.nl>", "Jansen, Piet", "p@x.nl"),
        ("'\"Jansen, Piet\" <p@x.nl>'", "Jansen, Piet", "p@x.nl"),
        ("Café Één <p@x.nl>", "Café Één", "p@x.nl"),
        ("Fünf <info@fünf.nl>", "Fünf", "info@xn--fnf-hoa.nl"),
    ],
)
def test_from_is_a_name_and_an_address(written: str, name: str, address: str) -> None:
    """Names may hold commas and accents; a domain with accents gets its ASCII form."""
    read = message(**{"from": written})

    assert (read.from_name, read.from_addr) == (name, address)


@pytest.mark.parametrize(
    "written",
    [
        "Piet",
        "piet@",
        "a@b.nl, c@d.nl",
        "a@b.nl <c@d.nl>",
        "Piet <a@b.nl> <c@d.nl>",
        "jän@x.nl",
        "a b@x.nl",
        '"Piet <p@x.nl>\\r\\nBcc: all@x.nl"',
    ],
)
def test_from_that_is_no_single_address_is_refused(written: str) -> None:
    """What a mail program could read as two senders, or as another header, is no sender."""
    assert "`from`" in refused(source(**{"from": written}))


def test_words_stay_as_written_whatever_yaml_makes_of_them() -> None:
    """A subject that looks like a date, a number or a yes is still a subject."""
    for written in ("2026-11-10", "49", "yes", "on"):
        assert written == message(subject=written).subject


def test_a_file_from_windows_reads_the_same() -> None:
    """A byte order mark and CRLF change nothing."""
    windows = "\ufeff" + source().replace("\n", "\r\n")

    assert message() == MessageFile.read(windows.encode(), "brief.md")


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("Beste {{ nmae }}", 0, "unknown merge field `nmae`: did you mean `name`?"),
        ("a\n\nBeste {{ e-mail }}", 2, "unknown merge field `e-mail`: did you mean `email`?"),
        ("{{ name }}\n{{ org }}", 1, "unknown merge field `org`: did you mean `organisation`?"),
        ("Beste {{ name", 0, "lone `{{`"),
        ("Beste\nname }}", 1, "lone `}}`"),
        ("{{ name.__class__ }}", 0, "unknown merge field"),
        ("{{\nname }}", 0, "lone `{{`"),
    ],
)
def test_a_wrong_merge_field_names_line_and_the_nearest_right_one(body: str, line: int, said: str) -> None:
    """Nobody gets a mail that begins with "Beste {{ nmae }}"."""
    first = len(HEAD) + 3

    assert f"line {first + line}: {said}" in refused(source(body))


def test_a_wrong_merge_field_in_the_subject_points_at_the_subject() -> None:
    """The subject is read by the same rule."""
    assert "line 2: unknown merge field `naam`: did you mean `name`?" in refused(
        source(subject='"{{ naam }}!"')
    )


def test_a_list_of_families_keeps_each_once() -> None:
    """One word or a list; the same word twice is once."""
    assert message(family="[a, b, a]").intent.families == ("a", "b")


def test_an_intent_survives_being_kept() -> None:
    """What a mailing keeps as JSON gives back the same intent."""
    intent = message(
        family="[a, b]", promotes="third_party", promoted="Garage", answers="r1", sender="vondel",
        service_basis="security", necessity_reason="{by: Ans, text: lek}",
    ).intent  # fmt: skip

    assert intent == Intent.read(json.loads(json.dumps(intent.json())))


def test_a_message_of_a_story_that_is_wrong_is_named() -> None:
    """The sentence names the message, since a story has no lines here."""
    with pytest.raises(InputError, match="message `stoel`: unknown key `purpse`: did you mean `purpose`"):
        Intent.read({"declared_as": "marketing", "purpse": "x"}, "stoel")
    with pytest.raises(InputError, match="`purpose` must be a text"):
        Intent.read({"declared_as": "marketing", "purpose": True})


@pytest.mark.skipif(not STORIES, reason="the stories are not in this tree")
def test_every_message_of_every_story_is_read() -> None:
    """The stories state facts as decision.md names them; each is taken over unchanged."""
    for path in STORIES:
        for name, entry in yaml.safe_load(path.read_text("utf-8")).get("messages", {}).items():
            intent = Intent.read(entry, name)

            assert {key: entry[key] for key in intent.facts} == intent.facts
            assert entry.get("purpose", "") == intent.purpose


def test_the_words_of_the_facts_are_those_of_the_rulebook() -> None:
    """Two rooms that do not know each other share one vocabulary."""
    assert {key: set(words) for key, words in WORDS.items()} == {
        key: set(FACTS[key].values) - {"unknown"} for key in WORDS
    }
    assert all(FACTS[key].kind == "bool" for key in YES_NO)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(HEAD_KEYS), st.text(max_size=60))
def test_no_file_ends_in_anything_but_a_message_or_a_sentence(text: str, key: str, value: str) -> None:
    """Whatever is in the file, the answer is a message or an error for the person who must act."""
    for attempt in (text, f"---\n{text}\n---\nx", source(text), source(**{key: value})):
        said, shown = answer(attempt)

        assert said.startswith("`brief.md`, regel ") or shown.isprintable()


def answer(text: str) -> tuple[str, str]:
    """Give the sentence of a refusal, or "" and what stands in the headers."""
    try:
        read = MessageFile.read(text, "brief.md")
    except InputError as error:
        return error.text.nl, ""
    return "", read.subject + read.from_name + read.from_addr + read.preheader
