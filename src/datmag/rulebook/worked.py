"""Worked examples: for each rule a case that it permits and the nearest one that it does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from datmag.errors import InputError
from datmag.rulebook.fact import FACTS
from datmag.rulebook.plain_yaml import mapping
from datmag.rulebook.policy import POLICIES
from datmag.words import Text

Kind = Literal["permit", "deny", "without", "with"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""A permit and its near miss; or a case without and one with what the rule adds (an obligation, a fine)."""

_BASES = "bases.yaml"


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example of a rule.

    Args:
        rule: the id of the rule.
        kind: what it shows.
        facts: flat facts, in the form of `decision.md`.
        policy: the policy under which it is judged.
    """

    rule: str
    kind: Kind
    facts: Mapping[str, Any]
    policy: str = "standard"


@cache
def bases() -> Mapping[str, Mapping[str, Any]]:
    """Give the named cases that the examples start from.

    Raises:
        InputError: the file is malformed.
    """
    return read_bases(_folder()[_BASES])


@cache
def examples() -> dict[str, tuple[Example, ...]]:
    """Give the worked examples of every rule, in the order of the files of the chapters.

    Raises:
        InputError: a file is malformed, or a rule stands in two files.
    """
    found: dict[str, tuple[Example, ...]] = {}
    for where, text in _folder().items():
        if where == _BASES:
            continue
        for rule, shown in read_examples(where, text).items():
            if rule in found:
                raise _malformed(
                    where,
                    f"heeft `{rule}`, die ook in een ander bestand staat: laat er één staan",
                    f"has `{rule}`, which stands in another file as well: leave one",
                )
            found[rule] = shown
    return found


def read_bases(text: str) -> Mapping[str, Mapping[str, Any]]:
    """Read named cases; one may start from a `base` that stands before it.

    Raises:
        InputError: a base that is not there, or something that is not a fact.
    """
    found: dict[str, Mapping[str, Any]] = {}
    for name, given in mapping(_BASES, text).items():
        facts, policy = _facts(_BASES, name, given, found)
        if policy is not None:
            raise _malformed(
                _BASES,
                f"noemt bij `{name}` een lezing: die hoort bij een voorbeeld",
                f"names a policy at `{name}`: it belongs to an example",
            )
        found[name] = facts
    return MappingProxyType(found)


def read_examples(where: str, text: str) -> dict[str, tuple[Example, ...]]:
    """Read the examples of one chapter.

    Args:
        where: the name of the file, for the error.
        text: per rule the kinds of KINDS, each one case or a list of cases; a case is `base`, the facts that
            differ from it, and a `policy` where it is not the standard one.

    Raises:
        InputError: a word that is no kind, base, fact or policy.
    """
    return {rule: tuple(_shown(where, rule, given)) for rule, given in mapping(where, text).items()}


def _shown(where: str, rule: str, given: object) -> Iterator[Example]:
    for kind, cases in _named(where, rule, given).items():
        if kind not in KINDS:
            raise _malformed(
                where,
                f"heeft bij `{rule}` het woord `{kind}`: kies uit {', '.join(KINDS)}",
                f"has the word `{kind}` at `{rule}`: choose from {', '.join(KINDS)}",
            )
        listed = cast("list[object]", cases) if isinstance(cases, list) else [cases]
        for case in listed:
            facts, policy = _facts(where, f"{rule} {kind}", case, bases())
            yield Example(rule, kind, facts, policy or "standard")


def _facts(
    where: str, name: str, given: object, known: Mapping[str, Mapping[str, Any]]
) -> tuple[Mapping[str, Any], str | None]:
    changes = _named(where, name, given)
    base, policy = changes.pop("base", None), changes.pop("policy", None)
    if base is not None and base not in known:
        raise _unknown(where, name, str(base), known)
    if policy is not None and policy not in POLICIES:
        raise _unknown(where, name, str(policy), POLICIES)
    strange = next((fact for fact in changes if fact not in FACTS), None)
    if strange:
        raise _unknown(where, name, strange, FACTS)
    start: Mapping[str, Any] = {} if base is None else known[str(base)]
    return MappingProxyType({**start, **changes}), policy


def _named(where: str, name: str, given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise _malformed(
            where,
            f"heeft bij `{name}` geen namen met een waarde: schrijf bijvoorbeeld `{{base: consent}}`",
            f"has no names with a value at `{name}`: write for instance `{{base: consent}}`",
        )
    return {str(key): value for key, value in cast("dict[object, Any]", given).items()}


def _folder() -> dict[str, str]:
    folder = resources.files("datmag.rulebook") / "nl" / "chapters"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return {name: (folder / name).read_text(encoding="utf-8") for name in names}


def _unknown(where: str, name: str, word: str, known: Mapping[str, object]) -> InputError:
    return _malformed(
        where,
        f"heeft bij `{name}` het woord `{word}`, en dat is er niet: kies uit {', '.join(known)}",
        f"has the word `{word}` at `{name}`, and there is no such thing: choose from {', '.join(known)}",
    )


def _malformed(where: str, nl: str, en: str) -> InputError:
    return InputError(Text(f"`{where}` {nl}", f"`{where}` {en}"))
