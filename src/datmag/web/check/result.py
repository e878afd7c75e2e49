"""What the page of a verdict shows, read from the decision alone; and where each fact can be answered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.decision import Decision, Reason
from datmag.rulebook.fact import FACTS, Value
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.sentence import disclaimer, maximum, never, settled
from datmag.web import facts, sentences
from datmag.web.book import shelf
from datmag.web.check import address, flow, form
from datmag.web.check.question import Given
from datmag.words import Text

WORDS: dict[str, Text] = {
    "yes": Text("mag wel", "allowed"),
    "no": Text("mag niet", "not allowed"),
    "wait": Text("nog niet", "not yet"),
}
WAITING = Text("Zolang dat niet bekend is, mag het niet.", "As long as that is not known, it is not allowed.")
FEW = 2
"""So many missing facts at most are named in the sentence of the verdict."""
MANY = Text("Nog niet: wij weten {} dingen niet", "Not yet: there are {} things that we do not know")
OTHERWISE = Text("iets anders: zie alle gegevens", "something else: see all facts")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to read, and where it leads; an empty link leads nowhere."""

    text: Text
    link: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason, where it stands in the law, and where the rulebook says so."""

    reason: Reason
    citation: Text
    link: str


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that would turn the verdict, and the check in which they are so."""

    facts: Sequence[tuple[Text, Text]]
    link: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to settle the disputed points, and what it makes of this case."""

    policy: Policy
    sign: str
    word: Text
    here: bool
    link: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One question with its answer and the day that goes with it, and where to change it."""

    ask: Text
    answer: Text | None
    day: Text | None
    link: str


def of(
    decision: Decision, case: Case, given: Given, policy: Policy, more: Mapping[str, str]
) -> dict[str, Any]:
    """Give everything that the page shows.

    Args:
        decision: the verdict.
        case: what it judges.
        given: the same facts as they stand in the address.
        policy: the policy that it is judged under.
        more: the other words of the address that links keep.
    """
    told = decision.json()
    verdict = sentences.of_person(decision)
    replies = list(_replies(given, more))
    return {
        "decision": decision,
        "verdict": verdict,
        "said": _said(decision, verdict),
        "waiting": verdict.sign == "wait",
        "why": list(_why(decision)),
        "fines": list(_fines(decision.reasons)),
        "missing": list(_missing(decision, given, more)),
        "changes": list(_changes(told.get("would_permit", []), given, more)),
        "hangs_on": [_shown(one) for one in told.get("hangs_on", [])],
        "readings": list(_readings(case, given, policy)),
        "settled": settled(policy),
        "replies": [one for one in replies if one.answer],
        "unanswered": [one for one in replies if not one.answer],
        "presumed": list(_presumed(decision, case, given, policy, more)),
        "disclaimer": disclaimer(decision.version, policy),
        "known": [(facts.name(fact), facts.value(fact, value)) for fact, value in _known(case)],
    }


def _said(decision: Decision, verdict: sentences.Verdict) -> tuple[Text, Text]:
    """Give the sentence and what follows; a short list of what is missing is the sentence itself."""
    if verdict.sign != "wait":
        return verdict.sentence, verdict.follows
    many = len(decision.missing)
    return (
        decision.reasons[0].text if many <= FEW else Text(MANY.nl.format(many), MANY.en.format(many))
    ), WAITING


def _why(decision: Decision) -> Iterator[Why]:
    for reason in decision.reasons:
        yield Why(reason, reason.cited, shelf.link(reason.rule))


def _fines(why: Sequence[Reason]) -> Iterator[tuple[str, Text]]:
    """Say once per authority what its fine is at most; it is no forecast."""
    maxima = {reason.fine.authority: reason.fine for reason in why if reason.fine}
    return ((authority, maximum(fine)) for authority, fine in maxima.items())


def where(fact: str, given: Given, more: Mapping[str, str]) -> str:
    """Give the address of the question that answers a fact; of the form with all facts where none does.

    Of two that do, the later one asks more closely.
    """
    for page in reversed(flow.pages(given)):
        if any(fact in part.facts for part in page.asked(given)):
            return "/check?" + address.link(given, **{**more, "step": page.name, "then": form.RESULT})
    return "/check/facts?" + address.link(given, **more) + f"#{fact}"


def _missing(decision: Decision, given: Given, more: Mapping[str, str]) -> Iterator[Line]:
    return (Line(facts.lacking(fact), where(fact, given, more)) for fact in decision.missing)


def _changes(
    sets: Sequence[Sequence[Mapping[str, Any]]], given: Given, more: Mapping[str, str]
) -> Iterator[Change]:
    for changes in sets:
        new = address.as_given({one["fact"]: one["value"] for one in changes})
        kept = {fact: value for fact, value in given.items() if fact not in {one["fact"] for one in changes}}
        link = "/check?" + address.link({**kept, **new}, **more)
        yield Change([_shown(one) for one in changes], link)


def _shown(change: Mapping[str, Any]) -> tuple[Text, Text]:
    fact, value = change["fact"], change["value"]
    if value is None and FACTS[fact].kind == "moment":
        return facts.name(fact), never(fact)
    return facts.name(fact), facts.value(fact, value)


def _readings(case: Case, given: Given, here: Policy) -> Iterator[Reading]:
    for policy in POLICIES.values():
        sign = outcome(case, policy)
        link = "/check?" + address.link(given, policy=policy.name)
        yield Reading(policy, sign, WORDS[sign], policy.name == here.name, link)


def outcome(case: Case, policy: Policy) -> str:
    """Give `yes`, `no` or `wait` (something is not known) for a case; it looks for no way out, so it is quick."""
    decision = decide(case, policy)
    if decision.permitted:
        return "yes"
    return "wait" if decision.findings[0].code == "unknown_fact" else "no"


def _replies(given: Given, more: Mapping[str, str]) -> Iterator[Reply]:
    for one in flow.answers(given):
        link = "/check?" + address.link(given, **{**more, "step": one.page.name, "then": form.RESULT})
        answer = one.choice.label if one.choice else OTHERWISE if one.otherwise else None
        yield Reply(one.part.ask, answer, form.shown_day(one.day), link)


PRESUMED: tuple[tuple[str, Value | None, Text], ...] = (
    ("objected_at", None, Text("Deze persoon zei geen nee.", "This person did not say no.")),
    ("recipient_age", 0, Text("Deze persoon is volwassen.", "This person is an adult.")),
    (
        "erased_at",
        None,
        Text("Niemand vroeg u dit adres te wissen.", "Nobody asked you to erase this address."),
    ),
    ("recipient_deceased", True, Text("Deze persoon leeft nog.", "This person is alive.")),
    ("recipient_country", "DE", Text("Deze persoon is in Nederland.", "This person is in the Netherlands.")),
)
"""What silence stands for: (the fact, what it would be otherwise, the sentence). None: just before the sending."""


def _presumed(
    decision: Decision, case: Case, given: Given, policy: Policy, more: Mapping[str, str]
) -> Iterator[Line]:
    """Tell what a permit takes for granted: what was not said, and would have made another answer of it."""
    for fact, otherwise, text in PRESUMED if decision.permitted else ():
        if fact in given:
            continue
        changed = case.changed({fact: case.at - 1 if otherwise is None else otherwise})
        other = decide(changed, policy)
        if (other.permitted, other.obligations) != (decision.permitted, decision.obligations):
            yield Line(text, where(fact, given, more))


def _known(case: Case) -> Iterator[tuple[str, Any]]:
    return ((fact, value) for fact, value in case.json().items() if value is not None)
