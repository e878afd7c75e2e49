"""A flat case as it is filed or sent: its facts, and what stands beside them. `judge` and the API read it here."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from datmag.errors import InputError
from datmag.rulebook.case import Case, nearest
from datmag.rulebook.expected import Expected, expectations
from datmag.rulebook.fact import FACTS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import Text

RULEBOOK = "nl"

KEYS = (
    "facts", "policy", "expected", "expected_by_policy", "id", "title", "kind", "rulebook", "source",
    "confidence", "remarks", "seed_statements",
)  # fmt: skip
"""What stands beside facts: the keys of `case.schema.json`, and the policy under which the case is meant."""

_TELLING = KEYS[:4]
"""The keys without which a case would say something else: one that is nearly such a key is a typing error."""

_ROOTS = {"expect": "expected", "polic": "policy"}
_ALIKE = 0.8
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Flat:
    """One flat case.

    Args:
        id: its name; empty where it has none.
        case: its facts.
        policy: the policy that it names; None where it names none.
        expected: what it expects, by the name of the policy.
    """

    id: str
    case: Case
    policy: Policy | None
    expected: Expected


class KeyNameError(InputError):
    """A key that cannot stand where it stands; `key` is its name as given, shortened."""

    def __init__(self, key: str, text: Text) -> None:
        """Keep the name and the sentence."""
        super().__init__(text)
        self.key = key


def read(found: object, *, others: bool) -> Flat:
    """Read an object with `facts`, or an object of facts.

    Args:
        found: what the JSON holds.
        others: keys of one's own may stand beside the facts, unless they look like one that matters.

    Raises:
        InputError: no case, a key that is not right, a policy or an expectation that there is not.
        FactError: a fact that is not right.
    """
    if not isinstance(found, Mapping):
        raise InputError(
            Text(
                "een geval is een object met `facts`, of een object van feiten",
                "a case is an object with `facts`, or an object of facts",
            )
        )
    given = cast("Mapping[str, object]", found)
    if "facts" not in given:
        _refuse_half_wrapped(given)
        return Flat("", Case.read(given), None, {})
    facts = given["facts"]
    if not isinstance(facts, Mapping):
        raise InputError(
            Text(
                "`facts` is geen object: zet er de feiten in", "`facts` is not an object: put the facts in it"
            )
        )
    for key in given:
        _refuse_beside(key, others=others)
    _refuse_rulebook(given.get("rulebook"))
    name = given.get("id")
    wanted = None if given.get("policy") is None else policy_named(given["policy"])
    expected = expectations(given)
    case = Case.read(cast("Mapping[str, object]", facts))
    return Flat("" if name is None else str(name), case, wanted, expected)


def policy_named(word: object) -> Policy:
    """Give the policy of a name: in a case, a call or an address.

    Raises:
        InputError: there is no such policy; another one is never taken for it.
    """
    policy = POLICIES.get(word) if isinstance(word, str) else None
    if policy is None:
        shown = str(word)[: _SHOWN // 2]
        near, names = nearest(shown.lower(), POLICIES), ", ".join(POLICIES)
        raise InputError(
            Text(
                f"`{shown}` is geen lezing: " + (f"bedoelt u `{near}`?" if near else f"kies uit {names}"),
                f"`{shown}` is not a policy: "
                + (f"do you mean `{near}`?" if near else f"choose from {names}"),
            )
        )
    return policy


def _meant(key: str) -> str:
    """Give the key that matters and that this one is nearly, or nothing."""
    if key in KEYS:
        return ""
    small = key[:_SHOWN].lower()
    near = next(iter(get_close_matches(small, _TELLING, 1, _ALIKE)), "")
    return near or next((whole for root, whole in _ROOTS.items() if small.startswith(root)), "")


def _refuse_half_wrapped(given: Mapping[str, object]) -> None:
    """Refuse an object that is neither bare facts nor a case with `facts`, in words that say which key it is."""
    odd = [key for key in given if key not in FACTS]
    wrapper = next((key for key in odd if _meant(key) == "facts"), None)
    if wrapper is not None:
        shown = wrapper[:_SHOWN]
        raise KeyNameError(
            shown,
            Text(
                f"`{shown}` is geen feit: bedoelt u `facts`?",
                f"`{shown}` is not a fact: do you mean `facts`?",
            ),
        )
    for key in odd:
        meant, shown = _meant(key), key[:_SHOWN]
        if meant or key in KEYS:
            nl, en = (f" bedoelt u `{meant}`?", f" do you mean `{meant}`?") if meant else ("", "")
            raise KeyNameError(
                shown,
                Text(
                    f"`{shown}` is geen feit:{nl} zet de feiten in `facts`, en `{meant or shown}` ernaast",
                    f"`{shown}` is not a fact:{en} put the facts in `facts`, and `{meant or shown}` beside it",
                ),
            )


def _refuse_beside(key: str, *, others: bool) -> None:
    """Refuse a key that nobody would look at, though somebody meant something by it."""
    meant, shown = _meant(key), key[:_SHOWN]
    if key in KEYS or (others and not meant and key not in FACTS):
        return
    if meant:
        nl, en = f"bedoelt u `{meant}`?", f"do you mean `{meant}`?"
    elif key in FACTS:
        nl, en = "het is een feit, zet het in `facts`", "it is a fact, put it in `facts`"
    else:
        names = ", ".join(KEYS)
        nl, en = (
            f"kies uit {names}; een feit staat in `facts`",
            f"choose from {names}; a fact stands in `facts`",
        )
    raise KeyNameError(
        shown,
        Text(f"`{shown}` kan niet naast `facts` staan: {nl}", f"`{shown}` cannot stand beside `facts`: {en}"),
    )


def _refuse_rulebook(name: object) -> None:
    if name not in (None, RULEBOOK):
        shown = str(name)[:_SHOWN]
        raise InputError(
            Text(
                f"het regelboek `{shown}` is er niet: `rulebook` kan alleen `{RULEBOOK}` zijn",
                f"there is no rulebook `{shown}`: `rulebook` can only be `{RULEBOOK}`",
            )
        )
