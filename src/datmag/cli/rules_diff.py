"""`datmag rules diff A B`: a case on which two policies, the rules of two days or two rulebooks differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import click

from datmag.cli.speak import give, json_option, lang_option, show
from datmag.errors import InputError
from datmag.moment import AMSTERDAM, Moment, moment, parse
from datmag.rulebook.case import nearest
from datmag.rulebook.glossary import day
from datmag.rulebook.loading import load
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.proof.as_solver import FIRST, LAST
from datmag.rulebook.proof.beside import Edition, Kind, Unlike, beside, in_words
from datmag.rulebook.proof.case_words import facts_in_words, outcome_in_words
from datmag.rulebook.proof.counterexample import matters, moments
from datmag.rulebook.proof.difference import Difference, Shown, Side, difference
from datmag.rulebook.proof.one_case import Outcome
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.settings import SETTINGS, Setting
from datmag.words import Text

_DIFFERENT = 1
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class _Named:
    """What A or B names: a policy, a day, or a rulebook with its policies and disputed points."""

    name: str
    book: Rulebook = RULEBOOK
    policies: tuple[Policy, ...] = tuple(POLICIES.values())
    settings: Mapping[str, Setting] = field(default_factory=lambda: SETTINGS)
    policy: str = ""
    at: Moment | None = None


@click.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--policy",
    "wanted",
    metavar="POLICY",
    help="under which policy days or files are compared; not where A or B is a policy",
)
@json_option
@lang_option
def command(one: str, other: str, wanted: str | None, *, as_json: bool) -> None:
    """Show cases on which A and B differ, or say that it is proved that there is none.

    Then say where they differ beside the verdict: in citations, fines, texts, cures. A and B are a policy, a day or
    ISO 8601 time, or a file from `rules list --json`. Exit code 0 where they do not differ in anything, 1 where they
    do, 2 where one cannot be read.
    """
    first, second = _named(one), _named(other)
    found = [
        (name, difference(_side(first, second, name), _side(second, first, name)))
        for name in _compared(first, second, wanted)
    ]
    said = beside(_edition(first, second), _edition(second, first))
    if as_json:
        give(_json(first, second, found, said))
    else:
        _show(first, second, found)
        _show_beside(said)
    if any(answer.answer != "equal" for _, answer in found) or any(said.values()):
        raise SystemExit(_DIFFERENT)


def _named(name: str) -> _Named:
    if name in POLICIES:
        return _Named(name, policy=name)
    path = Path(name)
    if path.is_file():
        return _file(name, path)
    at = _moment(name)
    if at is None:
        near = nearest(name, POLICIES)
        raise InputError(
            Text(
                f"`{name}` is geen lezing, dag of bestand"
                + (
                    f": bedoelt u `{near}`?" if near else f": kies uit {', '.join(POLICIES)}, of noem een dag"
                ),
                f"`{name}` is no policy, day or file"
                + (
                    f": do you mean `{near}`?"
                    if near
                    else f": choose from {', '.join(POLICIES)}, or name a day"
                ),
            )
        )
    if not FIRST <= at <= LAST:
        raise InputError(
            Text(
                f"`{name}` ligt buiten de jaren 1990 tot en met 2199: kies een andere dag",
                f"`{name}` lies outside the years 1990 to 2199: choose another day",
            )
        )
    return _Named(name, at=at)


def _moment(name: str) -> Moment | None:
    """Read a Dutch day, at noon, or a time with zone."""
    try:
        return moment(datetime.combine(date.fromisoformat(name), _NOON, AMSTERDAM))
    except ValueError:
        pass
    try:
        datetime.fromisoformat(name)
    except ValueError:
        return None
    return parse(name)


def _file(name: str, path: Path) -> _Named:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        raise InputError(
            Text(
                f"`{name}` is niet te lezen: geef een bestand uit `datmag rules list --json`",
                f"`{name}` cannot be read: give a file from `datmag rules list --json`",
            )
        ) from None
    loaded = load(name, text)
    return _Named(name, loaded.book, tuple(loaded.policies.values()), loaded.settings)


def _compared(first: _Named, second: _Named, wanted: str | None) -> list[str]:
    """Name the policies to compare under; nothing stands for the policy that each side names itself."""
    named = first.policy or second.policy
    if wanted and named:
        raise InputError(
            Text(
                f"`--policy` is voor dagen en bestanden: `{named}` is zelf al een lezing. Laat `--policy` weg",
                f"`--policy` is for days and files: `{named}` is a policy already. Leave `--policy` out",
            )
        )
    if first.policy and second.policy:
        return [""]
    days = first.at is not None or second.at is not None
    chosen = wanted or named or ("standard" if days else "")
    both = [one.name for one in first.policies if one.name in {other.name for other in second.policies}]
    if chosen and chosen not in both:
        raise InputError(
            Text(
                f"de lezing `{chosen}` staat niet in beide: kies uit {', '.join(both)}",
                f"the policy `{chosen}` is not in both: choose from {', '.join(both)}",
            )
        )
    return [chosen] if chosen else both


def _side(one: _Named, other: _Named, policy: str) -> Side:
    name = policy or one.policy
    by_name = {found.name: found for found in one.policies}
    return Side(one.book, by_name[name], _at(one, other), by_name.get("strict", POLICIES["strict"]))


def _edition(one: _Named, other: _Named) -> Edition:
    return Edition(one.book, {found.name: found for found in one.policies}, one.settings, _at(one, other))


def _at(one: _Named, other: _Named) -> Moment | None:
    """Give the moment at which a side is read: beside a day stands the law as it is now, in its last period."""
    return moments(one.book)[0] if one.at is None and other.at is not None else one.at


def _show(first: _Named, second: _Named, found: list[tuple[str, Difference]]) -> None:
    for policy, answer in found:
        under = (
            Text(*(f" ({POLICIES[policy].shown.of(lang)})" for lang in ("nl", "en")))
            if policy in POLICIES
            else _NOTHING
        )
        said = _ANSWERS[answer.answer]
        still = _BETWEEN if answer.answer == "equal" and (first.at or second.at) else _NOTHING
        show(
            Text(
                *(
                    f"{said.of(lang).format(a=first.name, b=second.name)}{still.of(lang)}{under.of(lang)}"
                    for lang in ("nl", "en")
                )
            )
        )
        for number, case in enumerate(answer.cases, 1):
            _show_case(number, case, first.name, second.name)


def _show_beside(said: Mapping[Kind, tuple[Unlike, ...]]) -> None:
    for kind, found in said.items():
        if found:
            show(in_words(kind, found))
    if not any(said.values()):
        show(_SAID_ALIKE)


def _show_case(number: int, case: Shown, first: str, second: str) -> None:
    show(Text(f"\n{number}.", f"\n{number}."))
    for line in facts_in_words(case.case):
        show(Text(f"   {line.nl}", f"   {line.en}"))
    if case.case.at != case.other.at:
        again = day(case.other.at)
        show(Text(f"   en nog eens verstuurd op {again.nl}", f"   and sent again on {again.en}"))
    for name, said in ((first, case.says), (second, case.other_says)):
        words = outcome_in_words(said)
        show(Text(f"   {name} → {words.nl}", f"   {name} → {words.en}"))


def _json(
    first: _Named,
    second: _Named,
    found: list[tuple[str, Difference]],
    said: Mapping[Kind, tuple[Unlike, ...]],
) -> dict[str, object]:
    return {
        "a": first.name,
        "b": second.name,
        "compared": [
            {
                "policy": policy or None,
                "answer": answer.answer,
                "cases": [_case_json(case) for case in answer.cases],
            }
            for policy, answer in found
        ],
        **{kind: [one.json() for one in unlike] for kind, unlike in said.items()},
    }


def _case_json(case: Shown) -> dict[str, object]:
    return {
        "facts": case.case.json(matters(case.case)),
        "a": {"at": case.case.json(["at"])["at"], **_outcome_json(case.says)},
        "b": {"at": case.other.json(["at"])["at"], **_outcome_json(case.other_says)},
    }


def _outcome_json(said: Outcome) -> dict[str, object]:
    return {
        "outcome": "permit" if said.permitted else "deny",
        "ground": said.ground or None,
        "grounds": list(said.grounds),
        "reason": said.reason or None,
        "obligations": list(said.obligations),
    }


_NOTHING = Text("", "")
_BETWEEN = Text(
    " waarin intussen niets gebeurt en geen termijn afloopt",
    " in which nothing happens and no term ends in between",
)
_SAID_ALIKE = Text(
    "ook de regels zoals ze er staan, hun bronnen, de boetes en de teksten zijn gelijk",
    "the rules as they are written, their citations, the fines and the texts are the same too",
)
_ANSWERS = {
    "equal": Text(
        "`{a}` en `{b}` verschillen niet in de uitkomst, niet in de eerste reden van wat niet mag, en niet in de "
        "grondslagen en plichten van wat mag: bewezen voor elk geval",
        "`{a}` and `{b}` do not differ in the outcome, in the first reason of a denial, or in the grounds and "
        "obligations of a permit: proved for every case",
    ),
    "different": Text(
        "`{a}` en `{b}` verschillen, bijvoorbeeld hier", "`{a}` and `{b}` differ, for instance here"
    ),
    "unknown": Text(
        "niet bekend of `{a}` en `{b}` verschillen: er is geen geval gevonden, en ook geen bewijs",
        "not known whether `{a}` and `{b}` differ: no case was found, nor a proof",
    ),
}
