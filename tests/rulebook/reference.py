"""The row of answers that every machine reader must give: the interpreter's, without its words."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from datmag.rulebook.case import Case
from datmag.rulebook.condition import NOT_KNOWN, TRUE, Reading, truth
from datmag.rulebook.fact import Value
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.rule import Rulebook
from datmag.rulebook.terms import GROUNDS, OBLIGATIONS, REASONS, mask
from datmag.rulebook.verdict import Verdict, judge
from tests.rulebook.lots import lot

ANSWERS = ("permitted", "review", "ground", "grounds", "reason", "obligations", "misses")

Row = tuple[int, ...]
"""The answers on one case, in the order of ANSWERS."""


def reference_row(case: Case, policy: Policy, book: Rulebook = RULEBOOK) -> Row:
    """Give the row of `Decision.row`, from the verdict of the interpreter."""
    verdict = judge(case, policy, book)
    asked = obligations(case, policy, verdict, book) if verdict.permitted else ()
    return (
        int(verdict.permitted),
        int("review" in asked),
        GROUNDS.index(verdict.ground) if verdict.ground else -1,
        mask(verdict.grounds, GROUNDS),
        -1 if verdict.permitted else REASONS.index(first_code(verdict)),
        mask(asked, OBLIGATIONS),
        verdict.misses,
    )


def obligations(case: Case, policy: Policy, verdict: Verdict, book: Rulebook) -> tuple[str, ...]:
    """Give the obligations of a permit."""
    strict = judge(case, POLICIES["strict"], book).permitted
    found: dict[str, Value] = {f"held_{name}": name in verdict.grounds for name in GROUNDS}
    reading = Reading(
        case.facts, case.at, policy, {**found, "ground": verdict.grounds[0], "strict_permits": strict}
    )
    rules = [rule for rule in book.obligations if rule.in_force(case.at)]
    return tuple(rule.code for rule in rules if truth(rule.when, reading) == TRUE)


def first_code(verdict: Verdict) -> str:
    """Give the code of the first reason of a denial."""
    duties = sorted((miss for _, miss in verdict.duties), key=lambda miss: miss.truth == NOT_KNOWN)
    codes = [
        *(block.code for block in verdict.blocks),
        *(misuse.code for misuse in (() if verdict.held else verdict.misuses)),
        *(objection.code for objection in verdict.objections),
        *(miss.code for one in verdict.tried for miss in one.misses),
        *(() if verdict.begun or verdict.objections or verdict.stopped else ("no_ground",)),
        *(miss.code for miss in duties),
    ]
    return codes[0]


def rows_of(number: int) -> list[Row]:
    """Give the rows of a lot."""
    of = lot(number)
    return [reference_row(case, of.policy) for case in of.cases]


def reference(numbers: Sequence[int]) -> dict[int, list[Row]]:
    """Give the rows of some lots, worked out by two processes."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as workers:
        return dict(zip(numbers, workers.map(rows_of, numbers, chunksize=4), strict=True))
