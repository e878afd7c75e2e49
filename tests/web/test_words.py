"""Every word of the register and the rulebook has a text for people, in both languages."""

import re
from pathlib import Path

import pytest

from datmag import web
from datmag.delivery.holds import HOLDS
from datmag.register import form
from datmag.rulebook.terms import REASONS
from datmag.web import glossary
from datmag.web.remedies import REMEDIES

TEMPLATES = Path(web.__file__).parent / "templates"
PAIR = re.compile(r"""\{% t (?P<q>["'])(?P<nl>.*?)(?P=q) (?P=q)(?P<en>.*?)(?P=q)""")


def test_every_reason_and_hold_says_what_can_be_done() -> None:
    """A number without a way on helps nobody."""
    assert {*REASONS, *HOLDS} == set(REMEDIES)


@pytest.mark.parametrize(
    ("words", "table"),
    [
        (form.CONSIDERATIONS, glossary.DEALINGS),
        ((*form.KINDS, "unknown"), glossary.KINDS),
        (form.SOURCES, glossary.SOURCES),
        (form.ACTS, glossary.CONSENT_ACTS),
        (("link", "one_click", "reply", "phone", "post"), glossary.ROUTES),
        (("hard", "soft", "auto_reply"), glossary.BOUNCES),
        (("household_of", "employee_of", "represents", "parent_of"), glossary.BONDS),
    ],
)
def test_every_word_of_the_register_is_shown_as_words(
    words: tuple[str, ...], table: dict[str, object]
) -> None:
    """No code name reaches a reader."""
    assert set(words) <= set(table)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_text_of_a_template_stands_in_both_languages(path: Path) -> None:
    """Side by side, both filled, with the same values in them."""
    text = path.read_text(encoding="utf-8")
    pairs = list(PAIR.finditer(text))

    assert len(pairs) == text.count("{% t ")
    for pair in pairs:
        assert pair["nl"].strip()
        assert pair["en"].strip()
        assert sorted(re.findall(r"\{\w+\}", pair["nl"])) == sorted(re.findall(r"\{\w+\}", pair["en"]))
