"""Which language a text is in, told by the small words that Dutch and English do not share; and its numbers."""

import re
from collections.abc import Collection, Mapping

_DUTCH = """
aan als bij dat de deze dit een en er geen gaat heeft hebben het hij hoe hun iemand kan komt kunt maar mag
moet moeten na naar niemand niet niets nog nooit nu om omdat ook op staat te tot u uit uw van vanaf vóór
voor wat welk welke wel werd wie wij wordt worden zich zij zijn zo zoals zonder
"""
_ENGLISH = """
after all an and are be because before but by can cannot could do does every for from has have he his how
if it its may must never no nobody not nothing on only or other out she should so somebody such than that
the their them then there these they this those to until what where which who whom whose will with without
yes you your
"""
SMALL: Mapping[str, frozenset[str]] = {"nl": frozenset(_DUTCH.split()), "en": frozenset(_ENGLISH.split())}
"""Words of one language that are none of the other."""

_NAMES = re.compile(r"`[^`]*`|\\u\b|\bU\+|\bnl or en\b|Autoriteit Consument en Markt|Van Gelder Advocaten")
"""What has no language, or keeps its own: what stands in backticks, signs, and the names of bodies and books."""

_WORD = re.compile(r"[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}\b)")
_NUMBER = re.compile(r"\d+")
_COUNTED = {
    **dict.fromkeys(("twaalf", "twelve"), 12),
    **dict.fromkeys(("veertien", "fourteen"), 14),
    **dict.fromkeys(("zestien", "sixteen"), 16),
    **dict.fromkeys(("achttien", "eighteen"), 18),
}
_COMPARED = 10
"""Smaller ones are no fault: Dutch says `vierde lid` where English says `(4)`."""


def numbers(text: str) -> set[int]:
    """Give the numbers that a text names, from ten on: days, years, ages, amounts."""
    plain = _THOUSANDS.sub("", text)
    words = (_COUNTED.get(word, 0) for word in _WORD.findall(plain.lower()))
    return {number for number in (*map(int, _NUMBER.findall(plain)), *words) if number >= _COMPARED}


def foreign(text: str, lang: str) -> list[str]:
    """Give the small words of the other language that stand in a text."""
    other = SMALL["en" if lang == "nl" else "nl"]
    return [word for word in _WORD.findall(_NAMES.sub(" ", text).lower()) if word in other]


def unlike(nl: str, en: str, same: Collection[str] = ()) -> list[str]:
    """Say in what a text and its translation are not each in a language of their own.

    Args:
        nl: the Dutch text.
        en: the English one.
        same: the words that both languages write alike.
    """
    copied = nl == en and nl not in same and _WORD.search(_NAMES.sub(" ", nl))
    return [
        *(["no Dutch"] if en.strip() and not nl.strip() else []),
        *(["no English"] if nl.strip() and not en.strip() else []),
        *(["the same in both"] if copied else []),
        *(f"`{word}` in the Dutch" for word in foreign(nl, "nl")),
        *(f"`{word}` in the English" for word in foreign(en, "en")),
        *(["other numbers"] if nl.strip() and en.strip() and numbers(nl) != numbers(en) else []),
    ]
