"""Every fact in words: labels, questions, values and clauses, in Dutch and English."""

from datmag.moment import NEVER, Moment, amsterdam_day
from datmag.rulebook.fact import FACTS, UNKNOWN, UNKNOWN_NUMBER, Value
from datmag.rulebook.glossary.circumstances import CIRCUMSTANCES
from datmag.rulebook.glossary.consent import CONSENT
from datmag.rulebook.glossary.entry import Entry
from datmag.rulebook.glossary.message import MESSAGE
from datmag.rulebook.glossary.recipient import RECIPIENT
from datmag.rulebook.glossary.relation import RELATION
from datmag.words import Text

__all__ = ["GLOSSARY", "NO", "NOT_KNOWN", "YES", "Entry", "day", "shown"]

GLOSSARY: dict[str, Entry] = CIRCUMSTANCES | RECIPIENT | RELATION | CONSENT | MESSAGE
"""The entry of every fact, by its name, in the order of `decision.md`, section 1."""

YES = Text("ja", "yes")
NO = Text("nee", "no")
NOT_KNOWN = Text("weet ik niet", "I do not know")

_DUTCH_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def shown(fact: str, value: Value) -> Text:
    """Give a value of a fact, as a case holds it, as a phrase that can stand alone in a list or a form.

    A time is shown as its Dutch calendar day; a time that is not there, and what nobody knows, as `NOT_KNOWN`.
    """
    if value in {UNKNOWN, UNKNOWN_NUMBER, NEVER} and not isinstance(value, bool):
        return NOT_KNOWN
    if FACTS[fact].kind == "bool":
        return YES if value else NO
    if FACTS[fact].kind == "moment":
        return day(int(value))
    return GLOSSARY[fact].values.get(str(value), Text(str(value), str(value)))


def day(at: Moment) -> Text:
    """Write the Dutch calendar day of a moment: 1 juli 2026, 1 July 2026."""
    date = amsterdam_day(at)
    return Text(
        *(f"{date.day} {months[date.month - 1]} {date.year}" for months in (_DUTCH_MONTHS, _ENGLISH_MONTHS))
    )
