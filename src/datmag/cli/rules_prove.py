"""`datmag rules prove`: what holds for every case there can be, which rules are needed, and which way facts pull."""

from collections.abc import Iterable
from itertools import groupby
from time import perf_counter

import click

from datmag.cli.speak import give, json_option, lang_option, show
from datmag.rulebook.decide import version
from datmag.rulebook.glossary import GLOSSARY, shown
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.proof.case_words import changes_in_words, facts_in_words, outcome_in_words
from datmag.rulebook.proof.one_case import outcome
from datmag.rulebook.proof.polarity import Pole, polarity
from datmag.rulebook.proof.spare import Rule, spare_rules
from datmag.rulebook.prove import Example, Result, prove
from datmag.rulebook.rule import Rulebook
from datmag.words import Text

_NOT_ALL = 1


@click.command("prove")
@json_option
@lang_option
def command(*, as_json: bool) -> None:
    """Prove the theorems of the law; exit code 0 where all hold, 1 where one does not, 2 without the solver z3."""
    results = prove(RULEBOOK, POLICIES, clock=perf_counter)
    rules = spare_rules(RULEBOOK)
    poles = polarity(RULEBOOK, POLICIES["standard"])
    if as_json:
        give(_json(results, rules, poles))
    else:
        _show(results, rules, poles)
    if any(one.answer != "proved" for one in results) or any(one.need != "needed" for one in rules):
        raise SystemExit(_NOT_ALL)


def _show(results: tuple[Result, ...], rules: tuple[Rule, ...], poles: tuple[Pole, ...]) -> None:
    show(Text(f"regelboek {version()}", f"rulebook {version()}"))
    for _, group in groupby(results, key=lambda one: one.theorem.id):
        _show_theorem(list(group))
    spare = [one for one in rules if one.need != "needed"]
    for one in spare:
        show(Text(f"{_NEEDS[one.need].nl}: {one.id}", f"{_NEEDS[one.need].en}: {one.id}"))
    if not spare:
        show(
            Text(
                f"alle {len(rules)} regels zijn nodig: zonder elk ervan valt een geval anders uit",
                f"all {len(rules)} rules are needed: without any of them some case turns out otherwise",
            )
        )
    show(_PULLS)
    for pole in poles:
        if pole.pull != "neither":
            show(_pole(pole))


def _show_theorem(results: list[Result]) -> None:
    first = results[0]
    wrong = [one for one in results if one.answer != "proved"]
    seconds = f"{sum(one.seconds for one in results):.2f} s"
    head = _ANSWERS[wrong[0].answer if wrong else "proved"]
    show(Text(*(f"{head.of(lang)} ({seconds})  {first.theorem.text.of(lang)}" for lang in ("nl", "en"))))
    for one in wrong:
        _show_example(one)


def _show_example(result: Result) -> None:
    if result.answer == "unknown":
        show(Text(f"  {result.policy}", f"  {result.policy}"))
    elif result.example is None:
        show(_NOT_CONCRETE)
    else:
        for line in example_in_words(result.example):
            show(Text(f"  {line.nl}", f"  {line.en}"))


def example_in_words(example: Example, book: Rulebook = RULEBOOK) -> Iterable[Text]:
    """Say a counterexample: the facts that matter, what is changed, and what each policy says of it."""
    yield from facts_in_words(example.real.case)
    for copy in example.real.cases[1:]:
        yield from changes_in_words(example.real.case, copy)
    for policy in example.policies:
        said = [outcome_in_words(outcome(case, policy, book)) for case in example.real.cases]
        yield Text(
            *(f"{policy.shown.of(lang)}: {' → '.join(one.of(lang) for one in said)}" for lang in ("nl", "en"))
        )
    if not example.confirmed:
        yield _NOT_CONFIRMED


def _pole(pole: Pole) -> Text:
    pull = _PULL[pole.pull]
    value = _LATER if pole.value is None else shown(pole.fact, pole.value)
    label = GLOSSARY[pole.fact].label
    return Text(*(f"  {pull.of(lang)}  {label.of(lang)}: {value.of(lang)}" for lang in ("nl", "en")))


def _json(results: tuple[Result, ...], rules: tuple[Rule, ...], poles: tuple[Pole, ...]) -> dict[str, object]:
    return {
        "version": version(),
        "theorems": [
            {
                "id": one.theorem.id,
                "chapter": one.theorem.chapter,
                "text": one.theorem.text.json(),
                "policy": one.policy or None,
                "answer": one.answer,
                "example": _example_json(one.example),
                "seconds": round(one.seconds, 3),
            }
            for one in results
        ],
        "rules": [{"id": one.id, "need": one.need} for one in rules],
        "polarity": [{"fact": one.fact, "value": one.value, "pull": one.pull} for one in poles],
    }


def _example_json(example: Example | None) -> dict[str, object] | None:
    if example is None:
        return None
    return {
        "cases": [case.json() for case in example.real.cases],
        "policies": [policy.name for policy in example.policies],
        "confirmed": example.confirmed,
    }


_ANSWERS = {
    "proved": Text("bewezen", "proved"),
    "false": Text("ONWAAR", "FALSE"),
    "unknown": Text("niet bekend", "not known"),
}
_NEEDS = {
    "dead": Text("dode regel (geldt in geen enkel geval)", "dead rule (it applies in no case)"),
    "redundant": Text(
        "overbodige regel (zonder deze regel valt geen geval anders uit)",
        "redundant rule (without it no case turns out otherwise)",
    ),
    "unknown": Text("niet bekend of deze regel nodig is", "not known whether this rule is needed"),
}
_PULLS = Text(
    "Welke kant elk feit op trekt in de gangbare lezing, tegenover een geval waarin niemand het noemt:",
    "Which way each fact pulls under the usual reading, against a case in which nobody names it:",
)
_PULL = {
    "helps": Text("helpt  ", "helps  "),
    "hurts": Text("schaadt", "hurts  "),
    "both": Text("beide   ", "both   "),
}
_LATER = Text("gebeurt, of later", "happens, or later")
_NOT_CONCRETE = Text(
    "  niet bevestigd: er is geen echt geval bij gevonden",
    "  not confirmed: no real case of it was found",
)
_NOT_CONFIRMED = Text(
    "niet bevestigd: de uitlegger van de regels ziet dit geval anders",
    "not confirmed: the interpreter of the rules sees this case otherwise",
)
