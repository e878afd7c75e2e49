"""`datmag judge`: flat cases through the rulebook, without a register; each is told as soon as it is judged."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile

import click

from datmag.cli.casebook import Judged, Problem, entries_of, judged
from datmag.cli.speak import chosen, complain, json_option, lang_option, printable, tell
from datmag.rulebook.decide import version
from datmag.rulebook.decision import Decision
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.sentence import disclaimer, maximum, stated
from datmag.rulebook.terms import ADVICE_NAMES, CURE_NAMES, GROUND_NAMES, OBLIGATION_NAMES, REASON_NAMES
from datmag.words import Text, number

_IN_MEMORY = 1 << 20


@dataclass(slots=True)
class Tally:
    """What was judged so far, counted."""

    judged: int = 0
    agree: int = 0
    disagree: int = 0
    refused: int = 0
    problems: int = 0
    policies: dict[str, None] = field(default_factory=dict)

    def count(self, one: Judged | Problem) -> None:
        """Count one more."""
        if isinstance(one, Problem):
            self.problems += 1
            return
        self.judged += 1
        self.policies[one.policy] = None
        self.agree += one.agrees is True
        self.disagree += one.agrees is False
        self.refused += one.agrees is None and not one.decision.permitted

    @property
    def exit_code(self) -> int:
        """2 something could not be read, 3 nothing was judged, 1 the answer is no, 0 yes."""
        if self.problems:
            return 2
        if not self.judged:
            return 3
        return 1 if self.disagree or self.refused else 0


@dataclass(frozen=True, slots=True)
class Nothing:
    """A file that can be read, and holds no case."""

    file: str


def judge_files(paths: Iterable[Path], policy: Policy | None = None) -> Iterator[Judged | Problem | Nothing]:
    """Judge every case in some files, one at a time; what could not be read is given as a problem.

    Args:
        paths: JSON files (one case, a list, `{"cases": […]}`) or `.jsonl` files, of any size.
        policy: judge everything under this one; None: the standard one and every policy that a case names.
    """
    for path in paths:
        if str(path) == _STANDARD_INPUT:
            yield Problem(Text(_STANDARD_INPUT, _STANDARD_INPUT), _NOT_FROM_THERE)
            continue
        empty = True
        for found in entries_of(path):
            empty = False
            if isinstance(found, Problem):
                yield found
            else:
                yield from judged(found, policy)
        if empty:
            yield Nothing(str(path))


_STANDARD_INPUT = "-"
_NOT_FROM_THERE = Text(
    "van de standaardinvoer wordt niet gelezen: noem een bestand, of `/dev/stdin`",
    "standard input is not read: name a file, or `/dev/stdin`",
)


@click.command("judge")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--policy", type=click.Choice(list(POLICIES)), help="judge everything under this one")
@json_option
@lang_option
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], policy: str | None, *, as_json: bool) -> None:
    """Judge flat cases; exit 0 yes, 1 no or not as expected, 2 unreadable, 3 nothing to judge."""
    tally = Tally()
    found = _counted(judge_files(files, POLICIES[policy] if policy else None), tally)
    (_give if as_json else _show)(found, tally)
    ctx.exit(tally.exit_code)


def _counted(found: Iterator[Judged | Problem | Nothing], tally: Tally) -> Iterator[Judged | Problem]:
    """Count what passes, complain of what could not be read, and show on a terminal how far it is."""
    counter = Counter(shown=on_terminal())
    for one in found:
        if isinstance(one, Nothing):
            counter.wipe()
            tell(_nothing_in(one.file))
            continue
        tally.count(one)
        if isinstance(one, Problem):
            counter.wipe()
            complain(f"`{one.where.of(chosen())}`: {one.text.of(chosen())}")
        counter.show(tally.judged + tally.problems)
        yield one
    counter.wipe()


def _nothing_in(file: str) -> Text:
    return Text(
        f"`{file}`: hier is niets beoordeeld: er staat geen geval in",
        f"`{file}`: nothing was judged: no case in there",
    )


def on_terminal() -> bool:
    """Tell whether somebody looks at stderr while the answers go elsewhere."""
    return sys.stderr.isatty() and not sys.stdout.isatty()


@dataclass(slots=True)
class Counter:
    """A count on the terminal; silent where stderr is none, or where the answers themselves pass by."""

    shown: bool
    every: int = 1000

    def show(self, many: int) -> None:
        """Write the count, now and then."""
        if self.shown and many % self.every == 0:
            count = number(many, chosen())
            click.echo(Text(f"\r{count} beoordeeld", f"\r{count} judged").of(chosen()), nl=False, err=True)

    def wipe(self) -> None:
        """Take the count off the terminal."""
        if self.shown:
            click.echo("\r\x1b[K", nl=False, err=True)


def _give(found: Iterator[Judged | Problem], tally: Tally) -> None:
    """Write the answer as JSON, each result as soon as it is there; the errors wait on disk for their turn."""
    write = sys.stdout.write
    with SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8") as errors:
        write('{"results": [')
        for one in found:
            mark = "\n" if (tally.problems if isinstance(one, Problem) else tally.judged) == 1 else ",\n"
            line = mark + printable(json.dumps(one.json(), ensure_ascii=False))
            (errors if isinstance(one, Problem) else sys.stdout).write(line)
        write(f'],\n"agree": {tally.agree}, "disagree": {tally.disagree},\n"errors": [')
        errors.seek(0)
        while piece := errors.read(_IN_MEMORY):
            write(piece)
        write("]}\n")


def _show(found: Iterator[Judged | Problem], tally: Tally) -> None:
    """Write each answer for people as soon as it is there, then the sum and what it is not."""
    for one in found:
        if isinstance(one, Judged):
            _say(_headline(one))
            for line in _details(one):
                _say(Text(f"    {line.nl}", f"    {line.en}"))
    if tally.agree or tally.disagree:
        _say(
            Text(
                f"{tally.agree} zoals verwacht, {tally.disagree} anders",
                f"{tally.agree} as expected, {tally.disagree} not",
            )
        )
    for name in tally.policies:
        _say(disclaimer(version(), POLICIES[name]))


def _say(text: Text) -> None:
    sys.stdout.write(printable(text.of(chosen())) + "\n")


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
        said = ", ".join(wanted) if isinstance(wanted, list) else wanted or _NOTHING_WANTED
        yield Text(f"anders dan verwacht: {key} {said}", f"not as expected: {key} {said}")
    for reason in one.decision.reasons:
        yield Text(f"{reason.text.nl} [{reason.cited.nl}]", f"{reason.text.en} [{reason.cited.en}]")
        if reason.fine:
            most, who = maximum(reason.fine), " + ".join(filter(None, (reason.authority, reason.also)))
            yield Text(f"    toezicht: {who}; boete {most.nl}", f"    supervised by {who}; fine {most.en}")
    for label, codes, shown in (
        (Text("verplicht", "obligations"), one.decision.obligations, OBLIGATION_NAMES),
        (Text("aanpassen", "cures"), one.decision.cures, CURE_NAMES),
        (Text("advies", "advice"), one.decision.advice, ADVICE_NAMES),
    ):
        if codes:
            nl, en = ("; ".join(shown[code].of(lang) for code in codes) for lang in ("nl", "en"))
            yield Text(f"{label.nl}: {nl}", f"{label.en}: {en}")
    yield from _hinges(one.decision)


_NOTHING_WANTED = "null"


def _hinges(decision: Decision) -> Iterator[Text]:
    """Tell what would permit, or what a permit hangs on."""
    for changes in decision.would_permit:
        parts = [stated(fact, value) for fact, value in changes.items()]
        nl, en = ("; ".join(part.of(lang) for part in parts) for lang in ("nl", "en"))
        yield Text(f"zou wel mogen met: {nl}", f"would be allowed with: {en}")
    if decision.hangs_on:
        parts = [stated(fact, decision.case[fact]) for fact in decision.hangs_on]
        nl, en = ("; ".join(part.of(lang) for part in parts) for lang in ("nl", "en"))
        yield Text(f"hangt aan: {nl}", f"hangs on: {en}")
