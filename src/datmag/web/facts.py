"""The facts of a case as pages show them: their names, their values, and what silence means."""

from typing import Any

from datmag.moment import AMSTERDAM, parse, to_datetime
from datmag.rulebook.fact import FACTS, Fact
from datmag.rulebook.glossary import GLOSSARY, NO, YES
from datmag.words import Text

NOT_KNOWN = Text("niet bekend", "not known")
NEVER_WAS = Text("nooit, of niet bekend", "never, or not known")


def name(fact: str) -> Text:
    """Give the short name of a fact, to stand before its value."""
    return _capital(GLOSSARY[fact].label)


def question(fact: str) -> Text:
    """Give what a form asks about a fact."""
    return GLOSSARY[fact].question


def lacking(fact: str) -> Text:
    """Give what goes on after “we do not know …”."""
    return GLOSSARY[fact].missing


def value(fact: str, shown: Any) -> Text:  # noqa: ANN401  (a JSON value)
    """Give a value of a fact, in the form of `decision.md`, in words."""
    if shown is None:
        return NEVER_WAS if FACTS[fact].kind == "moment" else NOT_KNOWN
    if isinstance(shown, bool):
        return YES if shown else NO
    if FACTS[fact].kind == "moment":
        local = to_datetime(parse(str(shown))).astimezone(AMSTERDAM).strftime("%d-%m-%Y %H:%M")
        return Text(local, local)
    return GLOSSARY[fact].values.get(str(shown), Text(str(shown), str(shown)))


def silence(fact: Fact) -> Text:
    """Say what it means where nothing is said of a fact."""
    if fact.can_be_unknown:
        return NOT_KNOWN
    if fact.kind == "moment":
        return NEVER_WAS
    if fact.kind == "number":
        return Text("volwassen", "adult")
    meant = value(fact.name, fact.silence)
    return Text(f"niet gezegd: {meant.nl}", f"not said: {meant.en}")


def _capital(text: Text) -> Text:
    return Text(text.nl[:1].upper() + text.nl[1:], text.en[:1].upper() + text.en[1:])
