"""The rules that `decision.md` has: what the second reading of that page is compared with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from datmag.rulebook.rule import Block, Dated, Exemption, Ground, Objection, Rulebook

Excepted = TypeVar("Excepted", Block, Objection, Exemption)
D = TypeVar("D", bound=Dated)

_PLAIN = """
deceased erased erased.collected_anew minor minor.parent
requested.message requested.confirmation service.contract service.security service.legal_duty service.any
consent_request too_commercial
objection objection.lifted objection.lifted.withdrawn objection.lifted.child
withdrawal withdrawal.lifted withdrawal.lifted.child
duty.identity duty.stop_address duty.unsubscribe duty.unsubscribe_works duty.unsubscribe_easy duty.identity_post
obligation.identify_sender obligation.stop_address obligation.offer_unsubscribe
obligation.recognisable_as_advertising obligation.recheck_at_send obligation.keep_proof
obligation.no_open_tracking obligation.no_click_tracking obligation.no_personalisation obligation.state_source
obligation.check_local_law obligation.review.strict obligation.review.takeover obligation.review.charity
obligation.review.collected_anew obligation.balancing_test
"""
_DEALING = "seller own_offer own_company party term age"
_CUSTOMER = f"{_DEALING} address informed refusal"
_GROUNDS = {
    "consent": "person prior act unbundled free informed names_sender names_promoted names_group_company purpose "
    "channel proof used",
    "soft_opt_in": f"{_CUSTOMER} similar",
    "published_address": "business designation age",
    "non_eea_business": "business age",
    "charity_relation": _CUSTOMER,
    "legitimate_interest": _DEALING,
    "customer_relation.before_2026": f"{_CUSTOMER} similar",
    "customer_relation": f"{_CUSTOMER} similar",
}

READ = frozenset(
    {
        *(f"nl.{name}" for name in _PLAIN.split()),
        *(f"nl.{ground}" for ground in _GROUNDS),
        *(f"nl.{ground}.{name}" for ground, names in _GROUNDS.items() for name in names.split()),
    }
)
"""The id of every rule, exception and requirement of the page. Whoever changes the page changes this and the oracle."""


def of_the_page(book: Rulebook) -> Rulebook:
    """Give a rulebook without the rules, exceptions and requirements that the page does not have."""
    return replace(
        book,
        blocks=_excepted(book.blocks),
        releases=_read(book.releases),
        objections=_excepted(book.objections),
        misuses=_read(book.misuses),
        grounds=tuple(map(_required, _read(book.grounds))),
        duties=_read(book.duties),
        obligations=_read(book.obligations),
    )


def ids(book: Rulebook) -> Iterator[str]:
    """Give the id of every rule, exception and requirement of a rulebook."""
    for rule in (*book.blocks, *book.objections):
        yield from _with_exceptions(rule)
    for one in (*book.releases, *book.misuses, *book.grounds, *book.duties, *book.obligations):
        yield one.id
    yield from (f"{ground.id}.{need.name}" for ground in book.grounds for need in ground.requirements)


def _with_exceptions(rule: Block | Objection | Exemption) -> Iterator[str]:
    yield rule.id
    for one in rule.unless:
        yield from _with_exceptions(one)


def _read(rules: Iterable[D]) -> tuple[D, ...]:
    return tuple(rule for rule in rules if rule.id in READ)


def _excepted(rules: tuple[Excepted, ...]) -> tuple[Excepted, ...]:
    return tuple(replace(rule, unless=_excepted(rule.unless)) for rule in _read(rules))


def _required(ground: Ground) -> Ground:
    kept = tuple(need for need in ground.requirements if f"{ground.id}.{need.name}" in READ)
    return replace(ground, requirements=kept)
