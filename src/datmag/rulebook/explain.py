"""Why: a verdict put in reasons, missing facts and sentences, in the order of `decision.md`, section 3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from datmag.rulebook.case import Case
from datmag.rulebook.condition import NOT_KNOWN, Condition, Reading, decisive
from datmag.rulebook.decision import Reason
from datmag.rulebook.fact import FACTS, UNKNOWN
from datmag.rulebook.nl import texts
from datmag.rulebook.policy import Policy
from datmag.rulebook.rule import Dated, Fine, Ground, Rulebook, Source
from datmag.rulebook.settings import SETTINGS
from datmag.rulebook.terms import RELEASING
from datmag.rulebook.verdict import Miss, Verdict
from datmag.words import Text


@dataclass(frozen=True, slots=True)
class _Finding:
    """One code that applies, with the rule that speaks and the facts to show."""

    code: str
    rule: str
    source: Source
    facts: tuple[str, ...]


def reasons(case: Case, policy: Policy, book: Rulebook, verdict: Verdict) -> tuple[Reason, ...]:
    """Give the reasons of a verdict: on a denial every code that applies, on a permit every ground."""
    reading = Reading(case.facts, case.at, policy, {})
    permitted = verdict.permitted
    found = _grounds(verdict, reading) if permitted else _denials(verdict, reading, book)
    lacking = missing(case, policy, verdict)
    return tuple(_reason(one, reading, book, lacking, permitted=permitted) for one in _once(found))


def missing(case: Case, policy: Policy, verdict: Verdict) -> tuple[str, ...]:
    """Name the facts that nobody knows and that a denial rests on, in the order of section 1."""
    if verdict.permitted or verdict.stopped:
        return ()
    reading = Reading(case.facts, case.at, policy, {})
    tried = [miss for one in verdict.tried for miss in one.misses]
    misses = [*tried, *(miss for _, miss in verdict.duties)]
    facts = {fact for miss in misses if miss.truth == NOT_KNOWN for fact in _shown(miss, reading)}
    promoting = not verdict.held and any(misuse.code == "too_commercial" for misuse in verdict.misuses)
    if promoting and case["commercial_content"] == UNKNOWN:
        facts.add("commercial_content")
    return tuple(fact for fact in FACTS if fact in facts)


def disclaimer(version: str, policy: Policy) -> Text:
    """Give the sentence of `decision.md`, section 6, that stands with every verdict."""
    return Text(
        *(
            text.format(version=version, policy=policy.shown.of(lang), count=len(SETTINGS))
            for lang, text in zip(("nl", "en"), (texts.DISCLAIMER.nl, texts.DISCLAIMER.en), strict=True)
        )
    )


def settled(policy: Policy) -> tuple[tuple[Text, Text], ...]:
    """Tell how a policy settles each disputed point: (the point, the choice)."""
    return tuple((setting.shown, _setting(policy, name)) for name, setting in SETTINGS.items())


def _setting(policy: Policy, setting: str) -> Text:
    value = policy[setting]
    if isinstance(value, int):
        return Text(f"{value} maanden", f"{value} months")
    if isinstance(value, tuple):
        return _listed(value) if value else Text("geen", "none")
    return Text("geen datum nodig", "no date needed") if value is None else texts.VALUES[value]


def _grounds(verdict: Verdict, reading: Reading) -> Iterator[_Finding]:
    if verdict.release:
        rule = verdict.release
        yield _Finding(rule.ground, rule.id, rule.source, _facts(reading, rule.when))
    for ground in verdict.held:
        needs = [need.holds for need in ground.requirements]
        yield _Finding(ground.name, ground.id, ground.source, _facts(reading, ground.begun, *needs))


def _denials(verdict: Verdict, reading: Reading, book: Rulebook) -> Iterator[_Finding]:
    for block in verdict.blocks:
        yield _Finding(block.code, block.id, block.source, _facts(reading, block.applies))
    if verdict.stopped:
        return
    for misuse in () if verdict.held else verdict.misuses:
        yield _Finding(misuse.code, misuse.id, misuse.source, _facts(reading, misuse.when))
    for objection in verdict.objections:
        yield _Finding(objection.code, objection.id, objection.source, (objection.shows,))
    for one in verdict.tried:
        for miss in one.misses:
            yield _missed(one.ground, one.ground.source, miss, reading)
    if not verdict.begun and not verdict.objections:
        yield _Finding("no_ground", f"{book.name}.no_ground", book.no_ground, ("address_source", "sale"))
    # A known defect speaks before one that nobody knows.
    for duty, miss in sorted(verdict.duties, key=lambda pair: pair[1].truth == NOT_KNOWN):
        yield _missed(duty, duty.source, miss, reading)


def _missed(rule: Dated, source: Source, miss: Miss, reading: Reading) -> _Finding:
    name = f"{rule.id}.{miss.requirement.name}" if isinstance(rule, Ground) else rule.id
    return _Finding(miss.code, name, miss.requirement.source or source, _shown(miss, reading))


def _shown(miss: Miss, reading: Reading) -> tuple[str, ...]:
    return _facts(reading, miss.requirement.holds)


def _facts(reading: Reading, *conditions: Condition) -> tuple[str, ...]:
    named = {fact for condition in conditions for fact in decisive(condition, reading)}
    return tuple(fact for fact in FACTS if fact in named)


def _once(findings: Iterable[_Finding]) -> list[_Finding]:
    """Keep each code once, where it first stands, with the facts of that same rule's ground."""
    first: dict[str, _Finding] = {}
    for one in findings:
        kept = first.setdefault(one.code, one)
        if kept.rule.rpartition(".")[0] == one.rule.rpartition(".")[0]:
            both = {*kept.facts, *one.facts}
            facts = tuple(fact for fact in FACTS if fact in both)
            first[one.code] = _Finding(kept.code, kept.rule, kept.source, facts)
    return list(first.values())


def _reason(
    one: _Finding, reading: Reading, book: Rulebook, lacking: tuple[str, ...], *, permitted: bool
) -> Reason:
    fine = _fine(book, one.code, reading)
    unknown = one.code == "unknown_fact"
    case = Case(reading.facts)
    shown = case.json(lacking if unknown else one.facts)
    fined = not permitted and one.code not in book.unfined and fine.valid_from <= reading.at
    also = book.also.get(one.code, "") if not permitted and reading.facts["channel"] != "post" else ""
    return Reason(
        code=one.code,
        rule=one.rule,
        citation=one.source.at(reading.at),
        authority="" if one.code in {"deceased", *RELEASING} else fine.authority,
        fine=fine if fined else None,
        also=also,
        text=_text(book, f"ground:{one.code}" if permitted else one.code, reading, lacking),
        facts={fact: value for fact, value in shown.items() if unknown or value is not None},
    )


def _fine(book: Rulebook, code: str, reading: Reading) -> Fine:
    post = reading.facts["channel"] == "post"
    return next((fine for fine in book.fines if code in fine.codes or (post and fine.codes)), book.fines[-1])


def _text(book: Rulebook, key: str, reading: Reading, lacking: tuple[str, ...]) -> Text:
    values = _values(reading, lacking)
    filled = [
        template.format_map({name: text.of(lang) for name, text in values.items()})
        for lang, template in (("nl", book.texts[key].nl), ("en", book.texts[key].en))
    ]
    return Text(*(sentence.strip() for sentence in filled))


def _values(reading: Reading, lacking: tuple[str, ...]) -> dict[str, Text]:
    policy, facts = reading.policy, reading.facts
    term, idle = policy.months("relation_term_months"), policy.months("consent_idle_months")
    months = {"relation_term": str(term), "consent_idle": str(idle)}
    nothing = Text("", "")
    refused_kind = facts["sale"] not in {"none", "donation", *policy.words("sale_kinds")}
    stop_is_choice = policy["stop_address"] == "required" and facts["unsubscribe"] == "works"
    return {
        "relation_term": Text(str(term), str(term)),
        "consent_idle": Text(str(idle), str(idle)),
        "choice": texts.CHOICE,
        "likeness": _listed(policy.words("similarity")),
        "term": _with(texts.TERM, months) if term is not None else nothing,
        "idle": _with(texts.IDLE, months) if idle is not None else nothing,
        "kinds": _sale_kind(str(facts["sale"])) if refused_kind else nothing,
        "stop": texts.STOP if stop_is_choice else nothing,
        "tolerance": texts.TOLERANCE if facts["commercial_content"] == "minor" else nothing,
        "facts": _listed(lacking),
    }


def _with(text: Text, values: dict[str, Any]) -> Text:
    return Text(text.nl.format_map(values), text.en.format_map(values))


def _sale_kind(sale: str) -> Text:
    shown = texts.VALUES[sale]
    return Text(texts.KINDS.nl.format(sale=shown.nl), texts.KINDS.en.format(sale=shown.en))


def _listed(words: Iterable[str]) -> Text:
    shown = [texts.MISSING.get(word) or texts.VALUES.get(word) or Text(word, word) for word in words]
    return Text(_joined([text.nl for text in shown], "en"), _joined([text.en for text in shown], "and"))


def _joined(parts: list[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1] if parts else "")))
