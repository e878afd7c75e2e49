"""Every text that people see, in Dutch and English side by side."""

from dataclasses import dataclass
from typing import Literal

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, Lang] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages. Dutch says "u" and keeps to plain words (level B1)."""

    nl: str
    en: str

    def of(self, lang: str) -> str:
        """Give the text in `lang`; any language but Dutch gets English."""
        return self.nl if lang == "nl" else self.en

    def json(self) -> dict[str, str]:
        """Give `{"nl": …, "en": …}`, the form of `decision.md`."""
        return {"nl": self.nl, "en": self.en}


def number(value: int, lang: str) -> str:
    """Write a whole number with thousands marks: 1.234 in Dutch, 1,234 in English."""
    plain = f"{value:,}"
    return plain.replace(",", ".") if lang == "nl" else plain


def months(count: int) -> Text:
    """Write so many months: 1 maand, 24 maanden."""
    return Text(f"{count} maand{'en' * (count != 1)}", f"{count} month{'s' * (count != 1)}")
