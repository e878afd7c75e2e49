"""What must hold of every verdict: of what nobody knows, of what is still to come, of stricter and wider policies."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from datmag.rulebook.condition import (
    AT,
    Before,
    Condition,
    recorded,
)
from datmag.rulebook.nl.theorems.plain_facts import full_yes, sent_as_marketing
from datmag.rulebook.nl.theorems.plain_grounds import published
from datmag.rulebook.proof.claim import NARROWER, WIDER, So, SomeCase, Theorem
from datmag.rulebook.rule import Rulebook
from datmag.words import Text

_TO_COME = (
    "erased_at", "address_collected_at", "sale_at", "requested_at", "objected_at", "consent_at",
    "consent_withdrawn_at", "consent_last_used_at",
)  # fmt: skip
"""The times that do not count as long as they lie ahead."""


def _unknown_never_permits(case: SomeCase) -> So:
    return case.permitted.implies(case.filled_in().permitted)


def _nothing_to_come_permits(case: SomeCase) -> So:
    without = case.with_other(*_TO_COME)
    for time in _TO_COME:
        left_out = case.so(Before(AT, recorded(time))) & without.unknown(time)
        case.assume(left_out | without.equal(time, case))
    return case.permitted.implies(without.permitted)


def _one_outcome(case: SomeCase) -> So:
    permit = case.shows_a_ground() & ~case.shows_a_reason()
    deny = ~case.shows_a_ground() & case.shows_a_reason()
    return case.permitted.implies(permit) & case.denied.implies(deny)


def _one_release(case: SomeCase) -> So:
    rules = [case.applies(rule, rule.when) for rule in case.book.releases]
    return case.every(~(one & other) for one, other in combinations(rules, 2))


def _one_version(case: SomeCase) -> So:
    pairs = combinations(case.book.grounds, 2)
    return case.every(
        ~(case.in_force(one) & case.in_force(other)) for one, other in pairs if one.name == other.name
    )


def _always_decided(case: SomeCase) -> So:
    return case.every(case.decided(condition) for condition in _askings(case.book))


def _askings(book: Rulebook) -> Iterator[Condition]:
    """Give every condition that says where a ground begins or where something is asked."""
    for ground in book.grounds:
        yield ground.begun
        yield from (need.asked for need in ground.requirements)
    yield from (duty.requirement.asked for duty in book.duties)


def _stricter_permits_less(case: SomeCase) -> So:
    wide_to_narrow = [case.under(name) for name in ("statute", "standard", "strict", "consent_only")]
    return case.every(narrow.permitted.implies(wide.permitted) for wide, narrow in pairwise(wide_to_narrow))


def _tighter_permits_less(case: SomeCase) -> So:
    return case.under(NARROWER).permitted.implies(case.under(WIDER).permitted)


def _consent_only(case: SomeCase) -> So:
    narrow = case.under("consent_only")
    plain = full_yes(narrow) | published(narrow)
    return sent_as_marketing(narrow).implies(narrow.rests_on("consent", "published_address") & plain)


THEOREMS: tuple[Theorem, ...] = (
    Theorem(
        "nl.theorem.unknown_never_permits",
        "marketing",
        Text(
            "Wat niemand weet, geeft nooit een bericht vrij dat bij een van de mogelijke antwoorden niet zou mogen; "
            "een tijd die nog moet komen, telt niet als antwoord.",
            "What nobody knows never permits a message that one of the possible answers would refuse; "
            "a time that is still to come is no answer.",
        ),
        _unknown_never_permits,
    ),
    Theorem(
        "nl.theorem.nothing_to_come_permits",
        "marketing",
        Text(
            "Wat nog moet gebeuren, geeft nooit een bericht vrij dat zonder dat niet zou mogen.",
            "What is still to happen never permits a message that would be refused without it.",
        ),
        _nothing_to_come_permits,
    ),
    Theorem(
        "nl.theorem.one_outcome",
        "marketing",
        Text(
            "Elk geval heeft precies één uitkomst: het mag en heeft een grondslag, of het mag niet en heeft een reden.",
            "Every case has exactly one outcome: a permit with a ground, or a denial with a reason.",
        ),
        _one_outcome,
    ),
    Theorem(
        "nl.theorem.one_release",
        "service",
        Text(
            "Nooit geven twee regels hetzelfde bericht tegelijk vrij als iets anders dan reclame.",
            "Never do two rules release the same message at once as no marketing.",
        ),
        _one_release,
    ),
    Theorem(
        "nl.theorem.one_version",
        "phone",
        Text(
            "Van een regel die veranderde, geldt op elk moment één versie.",
            "Of a rule that changed one version is in force at any moment.",
        ),
        _one_version,
    ),
    Theorem(
        "nl.theorem.always_decided",
        "marketing",
        Text(
            "Of een grondslag in beeld komt en of iets gevraagd wordt, staat altijd vast.",
            "Whether a ground begins and whether something is asked is never unknown.",
        ),
        _always_decided,
    ),
    Theorem(
        "nl.theorem.stricter_permits_less",
        "choices",
        Text(
            "Wat in een strengere lezing mag, mag ook in een ruimere.",
            "What a stricter policy permits, a wider one permits too.",
        ),
        _stricter_permits_less,
        about="named",
    ),
    Theorem(
        "nl.theorem.tighter_permits_less",
        "choices",
        Text(
            "Wie een omstreden punt strenger invult dan een ander, en geen enkel punt ruimer, mag nooit meer.",
            "An organisation that settles a disputed point more strictly than another, and none more widely, may "
            "never send more.",
        ),
        _tighter_permits_less,
        about="own",
    ),
    Theorem(
        "nl.theorem.consent_only",
        "choices",
        Text(
            "In de lezing “alleen toestemming” rust reclame op toestemming of op een gepubliceerd adres.",
            "Under the policy “consent only” marketing rests on consent or on a published address.",
        ),
        _consent_only,
        about="named",
    ),
)
"""In the order of their importance."""
