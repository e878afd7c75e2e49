"""Why: a verdict put in reasons, missing facts and sentences, in the order of `decision.md`, section 3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from datmag.moment import Moment
from datmag.rulebook.case import Case
from datmag.rulebook.condition import NOT_KNOWN, Condition, Reading, decisive
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.rule import Dated, Fine, Ground, Rulebook, Source
from datmag.rulebook.terms import RELEASING
from datmag.rulebook.verdict import Miss, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One code that applies, and all that can be said of it without looking at the case.

    Args:
        code: a reason code; on a permit a ground.
        rule: id of the rule that speaks.
        citation: where it stands in the law, by the paragraph of its period.
        authority: who supervises it; empty for none.
        fine: the highest fine; None where there is none.
        also: a second authority whose law is broken as well; empty for none.
        key: the key of its text.
        permits: it is a ground of a permit, no reason of a denial.
        turns_on: the conditions whose truth makes it speak.
        rests_on: those of them whose deciding facts are shown with it.
        shows: the facts that are shown whatever decides.
    """

    code: str
    rule: str
    citation: str
    authority: str
    fine: Fine | None
    also: str
    key: str
    permits: bool
    turns_on: tuple[Condition, ...]
    rests_on: tuple[Condition, ...]
    shows: tuple[str, ...]

    def facts(self, reading: Reading) -> tuple[str, ...]:
        """Name the facts that it rests on in a case, in the order of section 1."""
        named = {fact for condition in self.rests_on for fact in decisive(condition, reading)}
        return tuple(fact for fact in FACTS if fact in named or fact in self.shows)


@dataclass(frozen=True, slots=True)
class _Code:
    """One code that applies, with the rule that speaks."""

    code: str
    rule: str
    source: Source
    rests_on: tuple[Condition, ...] = ()
    shows: tuple[str, ...] = ()
    silent: tuple[Condition, ...] = ()
    """The conditions that make it speak, and whose facts are not shown."""


def findings(verdict: Verdict, book: Rulebook, at: Moment, channel: str) -> tuple[Finding, ...]:
    """Give the findings of a verdict: on a denial every code that applies, on a permit every ground."""
    found = _grounds(verdict) if verdict.permitted else _denials(verdict, book, at)
    return tuple(_finding(one, book, at, channel, permitted=verdict.permitted) for one in _once(found))


def missing(case: Case, verdict: Verdict, reading: Reading) -> tuple[str, ...]:
    """Name the facts that nobody knows and that a denial rests on, in the order of section 1."""
    if verdict.permitted or verdict.stopped:
        return ()
    misses = [*(miss for one in verdict.tried for miss in one.misses), *(miss for _, miss in verdict.duties)]
    unknown = [miss.requirement.holds for miss in misses if miss.truth == NOT_KNOWN]
    facts = {fact for condition in unknown for fact in decisive(condition, reading)}
    promoting = not verdict.held and any(misuse.code == "too_commercial" for misuse in verdict.misuses)
    if promoting and case["commercial_content"] == UNKNOWN:
        facts.add("commercial_content")
    return tuple(fact for fact in FACTS if fact in facts) if facts else ()


def _grounds(verdict: Verdict) -> Iterator[_Code]:
    if verdict.release:
        rule = verdict.release
        yield _Code(rule.ground, rule.id, rule.source, (rule.when,))
    for ground in verdict.held:
        needs = (need.met for need in ground.requirements)
        yield _Code(ground.name, ground.id, ground.source, (ground.begun, *needs))


def _denials(verdict: Verdict, book: Rulebook, at: Moment) -> Iterator[_Code]:
    for block in verdict.blocks:
        yield _Code(block.code, block.id, block.source, (block.applies,))
    if verdict.stopped:
        return
    for misuse in () if verdict.held else verdict.misuses:
        yield _Code(misuse.code, misuse.id, misuse.source, (misuse.when,))
    for objection in verdict.objections:
        yield _Code(
            objection.code,
            objection.id,
            objection.source,
            shows=(objection.shows,),
            silent=(objection.applies,),
        )
    for one in verdict.tried:
        for miss in one.misses:
            yield _missed(one.ground, miss)
    if not verdict.begun and not verdict.objections:
        yield _Code(
            "no_ground",
            f"{book.name}.no_ground",
            book.no_ground,
            shows=("channel", "recipient_kind", "address_source", "sale"),
            silent=tuple(ground.begun for ground in book.grounds if ground.in_force(at)),
        )
    # A known defect speaks before one that nobody knows.
    for duty, miss in sorted(verdict.duties, key=lambda pair: pair[1].truth == NOT_KNOWN):
        yield _missed(duty, miss)


def _missed(rule: Dated, miss: Miss) -> _Code:
    need = miss.requirement
    name = f"{rule.id}.{need.name}" if isinstance(rule, Ground) else rule.id
    return _Code(miss.code, name, need.source or rule.source, (need.holds,))


def _once(codes: Iterable[_Code]) -> list[_Code]:
    """Keep each code once, where it first stands, with the facts of that same rule's ground."""
    first: dict[str, _Code] = {}
    for one in codes:
        kept = first.setdefault(one.code, one)
        if kept is not one and kept.rule.rpartition(".")[0] == one.rule.rpartition(".")[0]:
            rests_on, shows = (*kept.rests_on, *one.rests_on), (*kept.shows, *one.shows)
            first[one.code] = replace(kept, rests_on=rests_on, shows=shows)
    return list(first.values())


def _finding(one: _Code, book: Rulebook, at: Moment, channel: str, *, permitted: bool) -> Finding:
    fine = _fine(book, one.code, channel)
    begun = {authority.authority for authority in book.fines if authority.supervises <= at}
    also = "" if permitted or channel == "post" else book.also.get(one.code, "")
    fined = not permitted and one.code not in book.unfined and fine.valid_from <= at
    return Finding(
        code=one.code,
        rule=one.rule,
        citation=one.source.at(at, channel),
        authority=""
        if one.code in {"deceased", *RELEASING} or fine.authority not in begun
        else fine.authority,
        fine=fine if fined else None,
        also=also if also in begun else "",
        key=f"ground:{one.code}" if permitted else book.text_key(one.code, one.rule),
        permits=permitted,
        turns_on=(*one.rests_on, *one.silent),
        rests_on=one.rests_on,
        shows=one.shows,
    )


def _fine(book: Rulebook, code: str, channel: str) -> Fine:
    post = channel == "post"
    return next((fine for fine in book.fines if code in fine.codes or (post and fine.codes)), book.fines[-1])
