"""The terms that stand in italics in the words of a rule, and what each means."""

from collections.abc import Iterable

from datmag.rulebook.policy import Policy
from datmag.rulebook.wording.named import NAMES, TERMS
from datmag.rulebook.wording.prose import Named, Speaker, capital, written
from datmag.words import Lang


def used(texts: Iterable[str], lang: Lang, policy: Policy | None) -> list[tuple[str, str]]:
    """Give (term, meaning in Markdown) of every term in some texts, and of the terms in those meanings."""
    speaker = Speaker(lang, policy, NAMES)
    meanings = {term.so: written(speaker.meaning(term), lang) for term in TERMS}
    unread, found = list(texts), set()
    while unread:
        text = unread.pop().casefold()
        new = [term for term in TERMS if term.so not in found and _stands_in(term, text, lang)]
        found |= {term.so for term in new}
        unread += [meanings[term.so] for term in new]
    return [(capital(term.so.of(lang)), meanings[term.so]) for term in TERMS if term.so in found]


def _stands_in(term: Named, text: str, lang: Lang) -> bool:
    return any(f"*{said.of(lang).casefold()}*" in text for said in (term.so, term.not_so))
