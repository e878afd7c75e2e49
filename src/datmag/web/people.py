"""The people of a campaign: each count on a page and the list behind it are made here, from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from datmag.delivery.holds import HOLDS
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.states import PLANNED, STATES, STOPPED
from datmag.gate.models import Member
from datmag.register.models import Address, Holding, Party
from datmag.rulebook.terms import GROUND_NAMES, GROUNDS, REASON_NAMES, REASONS
from datmag.words import Text

Rows = QuerySet[Member] | QuerySet[Delivery]
JUDGED_STOPPED = ("denied", "held")
MAY = Text("mag dit krijgen", "may get this")
MAY_NOT = Text("krijgt dit niet", "does not get this")


@dataclass(frozen=True, slots=True)
class Person:
    """One person in a list."""

    address_id: int
    address: str
    name: str
    permitted: bool
    why: Text
    state: Text


def everybody(mailing: Mailing) -> Rows:
    """Give one row per person: of the outbox once it is filled, before that of the judged audience."""
    frozen = Delivery.objects.filter(mailing=mailing)
    return frozen if frozen.exists() else Member.objects.filter(audience_id=mailing.audience_id)


def stopped(rows: Rows) -> Q:
    """Give the condition for those who get nothing."""
    return Q(state__in=JUDGED_STOPPED if rows.model is Member else STOPPED)


def with_reason(rows: Rows, code: str) -> Rows:
    """Keep those who get nothing for this first reason or hold."""
    place = REASONS.index(code) if code in REASONS else -2
    return rows.filter(stopped(rows), Q(hold=code) | Q(hold="", reason=place))


def with_ground(rows: Rows, name: str) -> Rows:
    """Keep those who may get it on this ground."""
    return rows.filter(~stopped(rows), ground=GROUNDS.index(name) if name in GROUNDS else -2)


def with_state(rows: Rows, name: str) -> Rows:
    """Keep those in one state: `permitted`, `withheld` (who gets nothing), `planned` or a state of the outbox."""
    if name == "permitted":
        return rows.filter(~stopped(rows))
    if name == "stopped":
        return rows.filter(stopped(rows))
    states = PLANNED if name == "planned" else (name,)
    return rows.filter(state__in=states) if rows.model is Delivery else rows.none()


def count_by(rows: Rows) -> tuple[dict[str, int], dict[str, int]]:
    """Count who gets nothing by first reason or hold, the largest first, and all others by ground."""
    reasons: dict[str, int] = {}
    grounds: dict[int, int] = {}
    counted = rows.values_list("state", "reason", "hold", "ground").annotate(many=Count("id")).order_by()
    gone = JUDGED_STOPPED if rows.model is Member else STOPPED
    for state, reason, hold, ground, many in counted:
        if state in gone:
            code = hold or REASONS[reason]
            reasons[code] = reasons.get(code, 0) + many
        else:
            grounds[ground] = grounds.get(ground, 0) + many
    by_reason = dict(sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0])))
    return by_reason, {name: grounds[place] for place, name in enumerate(GROUNDS) if place in grounds}


def persons(rows: Sequence[Member | Delivery]) -> list[Person]:
    """Give the rows of one page with names and reasons."""
    addresses = dict(
        Address.objects.filter(id__in=[row.address_id for row in rows]).values_list("id", "value")
    )
    names = dict(Party.objects.filter(id__in=[row.party_id for row in rows]).values_list("id", "name"))
    return [_person(row, addresses.get(row.address_id, ""), names.get(row.party_id, "")) for row in rows]


def _person(row: Member | Delivery, address: str, name: str) -> Person:
    gone = row.state in (JUDGED_STOPPED if isinstance(row, Member) else STOPPED)
    state = STATES[row.state].shown if isinstance(row, Delivery) else (MAY_NOT if gone else MAY)
    return Person(row.address_id, address, name, permitted=not gone, why=why(row, gone=gone), state=state)


def why(row: Member | Delivery, *, gone: bool) -> Text:
    """Give the shown reason of a row, or its ground."""
    if gone:
        return HOLDS[row.hold] if row.hold else REASON_NAMES[REASONS[row.reason]]
    return GROUND_NAMES[GROUNDS[row.ground]]


def holders(address: Address) -> list[Party]:
    """Give the parties that hold or held an address, the first holder first."""
    held = Holding.objects.filter(address=address).select_related("party").order_by("id")
    return list({holding.party_id: holding.party for holding in held}.values())
