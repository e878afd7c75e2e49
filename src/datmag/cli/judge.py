"""`datmag judge`: flat cases through the rulebook, without a register."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from datmag.cli.casebook import Entry, Judged, Problem, entries, judged, tally
from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.rulebook.decide import version
from datmag.rulebook.explain import disclaimer
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.terms import ADVICE_NAMES, CURE_NAMES, GROUND_NAMES, OBLIGATION_NAMES, REASON_NAMES
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that was judged, and everything that could not be read."""

    results: tuple[Judged, ...]
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """2 something could not be read, 3 nothing was judged, 1 the answer is no, 0 yes."""
        if self.problems:
            return 2
        if not self.results:
            return 3
        refused = (
            result.agrees is False or (result.agrees is None and not result.decision.permitted)
            for result in self.results
        )
        return 1 if any(refused) else 0


def judge_files(paths: Iterable[Path], policy: Policy | None = None) -> Result:
    """Judge every case in some files.

    Args:
        paths: JSON files (one case, a list, `{"cases": […]}`) or `.jsonl` files.
        policy: judge everything under this one; None: the standard one and every policy that a case names.
    """
    results: list[Judged] = []
    problems: list[Problem] = []
    for path in paths:
        for found in _read(path):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                results.extend(judged(found, policy))
    return Result(tuple(results), tuple(problems))


def _read(path: Path) -> Iterator[Entry | Problem]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        yield Problem(
            str(path),
            Text(
                "dit is geen UTF-8: sla het bestand op als UTF-8", "this is not UTF-8: save the file as UTF-8"
            ),
        )
        return
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield Problem(str(path), Text(f"kan niet worden gelezen: {why}", f"cannot be read: {why}"))
        return
    yield from entries(text, path.name, lines=path.suffix == ".jsonl")


@click.command("judge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--policy", type=click.Choice(list(POLICIES)), help="judge everything under this one")
@json_option
@lang_option
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], policy: str | None, *, as_json: bool) -> None:
    """Judge flat cases; exit 0 yes, 1 no or not as expected, 2 unreadable, 3 nothing to judge."""
    result = judge_files(files, POLICIES[policy] if policy else None)
    for problem in result.problems:
        complain(f"`{problem.where}`: {problem.text.of(chosen())}")
    if as_json:
        lines = [{"where": problem.where, "text": problem.text.json()} for problem in result.problems]
        give({**tally(result.results), "errors": lines})
    else:
        _tell(result)
    ctx.exit(result.exit_code)


def _tell(result: Result) -> None:
    for one in result.results:
        show(_headline(one))
        for line in _details(one):
            show(Text(f"    {line.nl}", f"    {line.en}"))
    agree, disagree = (sum(one.agrees is truth for one in result.results) for truth in (True, False))
    if agree or disagree:
        show(Text(f"{agree} zoals verwacht, {disagree} anders", f"{agree} as expected, {disagree} not"))
    for name in dict.fromkeys(one.policy for one in result.results):
        show(disclaimer(version(), POLICIES[name]))


_AGREES = {
    True: Text("zoals verwacht", "as expected"),
    False: Text("NIET ZOALS VERWACHT", "NOT AS EXPECTED"),
    None: Text("", ""),
}


def _headline(one: Judged) -> Text:
    decision, agrees = one.decision, _AGREES[one.agrees]
    if decision.ground:
        answer, why = Text("mag wel", "allowed"), GROUND_NAMES[decision.ground]
    else:
        first = decision.reasons[0].code
        denied = Text("nog niet", "not yet") if first == "unknown_fact" else Text("mag niet", "not allowed")
        answer, why = denied, REASON_NAMES[first]
    shown = POLICIES[one.policy].shown
    return Text(
        f"{one.id}  {answer.nl}: {why.nl}  ({shown.nl})  {agrees.nl}".rstrip(),
        f"{one.id}  {answer.en}: {why.en}  ({shown.en})  {agrees.en}".rstrip(),
    )


def _details(one: Judged) -> Iterator[Text]:
    if one.agrees:
        return
    for key in one.differences:
        wanted = (one.expected or {})[key]
        yield Text(f"anders dan verwacht: {key} {wanted}", f"not as expected: {key} {wanted}")
    for reason in one.decision.reasons:
        yield Text(f"{reason.text.nl} [{reason.citation}]", f"{reason.text.en} [{reason.citation}]")
    for label, codes, shown in (
        (Text("verplicht", "obligations"), one.decision.obligations, OBLIGATION_NAMES),
        (Text("aanpassen", "cures"), one.decision.cures, CURE_NAMES),
        (Text("advies", "advice"), one.decision.advice, ADVICE_NAMES),
    ):
        if codes:
            nl, en = ("; ".join(shown[code].of(lang) for code in codes) for lang in ("nl", "en"))
            yield Text(f"{label.nl}: {nl}", f"{label.en}: {en}")
