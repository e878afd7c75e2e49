"""A check is an address: facts as they stand in a query, and the case that they make."""

from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from datmag.errors import InputError
from datmag.moment import SECOND, Moment, iso, parse
from datmag.rulebook.case import Case, nearest
from datmag.rulebook.fact import FACTS, Fact
from datmag.rulebook.flat import policy_named
from datmag.rulebook.policy import Policy
from datmag.web import days
from datmag.web.check.question import NONE, Given
from datmag.words import Text

TAKEN = {"channel": "email", "declared_as": "marketing"}
"""What a check takes for granted until it is said, since no case can do without."""

FIELDS = ("a.", "d.")
"""What the fields of a form begin with: the answer to a question, and the day that goes with it."""

OTHERS = ("step", "then", "policy", "lang")
"""What else may stand in the address of a check."""

_TRUTHS = {"true": True, "false": False}
MINUTE = 60 * SECOND
DIGITS = 9
"""So many digits at most are read as a number; what is longer is none that a fact could have."""
SHOWN = 80
"""So many letters at most of a name or a value stand in an error."""


def once(query: QueryDict) -> dict[str, str]:
    """Give each name of an address with its value.

    Raises:
        InputError: a name that stands twice, since nobody knows which of the two was meant.
    """
    for name in query:
        if len(query.getlist(name)) > 1:
            shown = name[:SHOWN]
            raise InputError(
                Text(
                    f"`{shown}` staat twee keer in dit adres: laat er één staan",
                    f"`{shown}` stands twice in this address: keep one of them",
                )
            )
    return {name: str(query[name]) for name in query}


def only(query: Mapping[str, str], known: Collection[str]) -> None:
    """Refuse an address with a name that nothing looks at.

    Raises:
        InputError: there is such a name.
    """
    for name in query:
        if name not in known:
            shown, near, names = name[:SHOWN], nearest(name[:SHOWN], known), ", ".join(known)
            raise InputError(
                Text(
                    f"`{shown}` kan niet in dit adres staan: "
                    + (f"bedoelt u `{near}`?" if near else f"kies uit {names}"),
                    f"`{shown}` cannot stand in this address: "
                    + (f"do you mean `{near}`?" if near else f"choose from {names}"),
                )
            )


def policy_of(query: Mapping[str, str]) -> Policy | None:
    """Give the policy that an address names; None where it names none.

    Raises:
        InputError: there is no such policy; another one is never taken for it.
    """
    name = query.get("policy", "").strip()
    return policy_named(name) if name else None


def read(query: Mapping[str, str]) -> dict[str, str]:
    """Read the facts of an address, in the order of `decision.md`; empty ones are not known.

    Raises:
        InputError: something that is no fact.
    """
    found = {
        name: value.strip()
        for name, value in query.items()
        if value.strip() and name not in OTHERS and not name.startswith(FIELDS)
    }
    for name in found:
        if name not in FACTS:
            raise _no_such_fact(name)
    return {name: found[name] for name in FACTS if name in found}


def case(given: Given, now: Moment) -> Case:
    """Make the case that an address stands for; without a moment of its own it is judged as of now.

    Raises:
        InputError: a value that a fact does not have.
    """
    told = {name: _value(FACTS[name], text) for name, text in given.items()}
    return Case.read({"at": iso(now), **TAKEN, **told})


def link(given: Given, **more: str) -> str:
    """Write the query of a check; `more` takes the other words, empty ones are left out."""
    others = {name: value for name, value in more.items() if value}
    return urlencode({**others, **given}, safe=":")


def as_given(facts: Mapping[str, Any]) -> dict[str, str]:
    """Write flat facts of `decision.md` as they stand in an address; null is left out."""
    return {name: _text(FACTS[name], facts[name]) for name in FACTS if facts.get(name) is not None}


def begun(now: Moment) -> dict[str, str]:
    """Give the facts that every check begins with: the minute, so that its address keeps its verdict."""
    return {"at": iso(now - now % MINUTE)}


def _value(fact: Fact, text: str) -> object:
    if fact.kind == "moment":
        return None if text == NONE else iso(days.read(text))
    if fact.kind == "bool":
        return _TRUTHS.get(text, text)
    if fact.kind == "number" and text.isascii() and text.isdecimal() and len(text) <= DIGITS:
        return int(text)
    return text


def _text(fact: Fact, value: object) -> str:
    if fact.kind == "moment":
        return iso(parse(str(value)))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _no_such_fact(given: str) -> InputError:
    name = given[:SHOWN]
    near = nearest(name, (*FACTS, *OTHERS))
    return InputError(
        Text(
            f"`{name}` is geen gegeven van een check" + (f": bedoelt u `{near}`?" if near else ""),
            f"`{name}` is no fact of a check" + (f": do you mean `{near}`?" if near else ""),
        )
    )
