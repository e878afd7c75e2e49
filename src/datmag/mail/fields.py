"""Merge fields: `{{ name }}`, `{{ email }}`, `{{ organisation }}`, and what stands there for who has none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from datmag.errors import InputError
from datmag.mail.intent import nearest
from datmag.words import Text

FIELDS: Final = ("name", "email", "organisation")

ABSENT: Final = {
    "name": Text("lezer", "reader"),
    "email": Text("", ""),
    "organisation": Text("uw organisatie", "your organisation"),
}
"""What a field shows where the recipient has none and the file says nothing else: "Beste lezer,"."""

_FIELD = re.compile(r"\{\{([^{}\n]*)\}\}")


@dataclass(frozen=True, slots=True)
class Field:
    """One merge field as written.

    `{{ name }}` shows the recipient's name, else the word of `ABSENT` in the message's language.
    `{{ name | fietsvriend }}` shows "fietsvriend" instead, and `{{ name | }}` nothing.
    """

    name: str
    absent: str


def replace(text: str, lang: str, where: Callable[[int], Text], put: Callable[[Field], str]) -> str:
    """Replace each merge field of `text` by what `put` gives for it.

    Args:
        text: Markdown or a subject.
        lang: the language of the message, for the words of `ABSENT`.
        where: names the place of a line (counted from 0 in `text`) for an error.
        put: gives the replacement.

    Raises:
        InputError: a field that does not exist (with the nearest right one), or `{{` that is not closed.
    """

    def one(match: re.Match[str]) -> str:
        return put(_field(match, lang, where))

    done = _FIELD.sub(one, text)
    rest = _FIELD.sub(lambda match: " " * len(match[0]), text)
    for mark in ("{{", "}}"):
        if mark in rest:
            raise _wrong(
                where(rest.count("\n", 0, rest.index(mark))),
                f"los `{mark}`: schrijf een invulveld als `{{{{ name }}}}`, op één regel",
                f"lone `{mark}`: write a merge field as `{{{{ name }}}}`, on one line",
            )
    return done


def check(text: str, where: Callable[[int], Text]) -> None:
    """Refuse a text with a field that does not exist, or `{{` that is not closed, as `replace` does."""
    replace(text, "nl", where, lambda _field: "")


def _field(match: re.Match[str], lang: str, where: Callable[[int], Text]) -> Field:
    name, bar, absent = (part.strip() for part in match[1].partition("|"))
    if name not in FIELDS:
        near = nearest(name, FIELDS)
        allowed = ", ".join(f"`{field}`" for field in FIELDS)
        raise _wrong(
            where(match.string.count("\n", 0, match.start())),
            f"onbekend invulveld `{name}`: bedoelt u `{near}`? Toegestaan: {allowed}",
            f"unknown merge field `{name}`: did you mean `{near}`? Allowed: {allowed}",
        )
    return Field(name, absent if bar else ABSENT[name].of(lang))


def _wrong(where: Text, nl: str, en: str) -> InputError:
    return InputError(Text(f"{where.nl}: {nl}", f"{where.en}: {en}"))
