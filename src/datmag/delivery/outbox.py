"""The outbox: how rows come into being, and every step they take. The arming itself is in `arm.py`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from datmag.delivery.holds import PART_NOT_PERMITTED
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.states import OPEN, TRANSITIONS
from datmag.moment import NEVER, SECOND, Moment
from datmag.rulebook.terms import GROUNDS, REASONS

RETRY_AFTER: Final = tuple(seconds * SECOND for seconds in (300, 1_800, 7_200, 28_800, 86_400, 86_400))
"""How long a deferred message waits after its first, second … try; after the last it counts as refused.

About two and a half days; RFC 5321 section 4.5.4.1 allows four to five, but an offer grows stale.
"""

FILL: Final = """
INSERT INTO delivery_delivery
  (mailing_id, party_id, address_id, address, name, organisation, k_mailbox,
   state, reason, hold, ground, grounds, obligations, source,
   lease_owner, lease_until, attempt, tries, due_at, armed_at, done_at,
   message_id, body_sha256, reply_code, reply_text, noted)
SELECT %(mailing)s, member.party_id, member.address_id, address.value,
  CASE WHEN party.kind IN ('legal_person', 'partnership') THEN '' ELSE coalesce(party.name, '') END,
  CASE WHEN party.kind IN ('legal_person', 'partnership', 'sole_trader') THEN party.name
       ELSE coalesce((
         SELECT min(firm.name) FROM register_bond AS bond JOIN register_party AS firm ON firm.id = bond.b_id
         WHERE bond.a_id = member.party_id AND bond.kind IN ('employee_of', 'represents')
           AND bond.recorded_at <= %(known_at)s AND bond.since <= %(at)s
           AND (bond.until = %(never)s OR bond.until > %(at)s)), '') END,
  member.k_mailbox,
  CASE WHEN member.state = 'permitted' AND member.obligations & %(unkeepable)s = 0
       THEN 'pending' ELSE 'withheld' END,
  member.reason,
  CASE WHEN member.state = 'permitted' AND member.obligations & %(unkeepable)s <> 0
       THEN %(part)s ELSE member.hold END,
  member.ground, member.grounds, member.obligations, '',
  '', %(never)s, 0, 0, %(never)s, %(never)s,
  CASE WHEN member.state = 'permitted' AND member.obligations & %(unkeepable)s = 0
       THEN %(never)s ELSE %(at)s END,
  '', '', 0, '', 0
FROM gate_member AS member
JOIN register_address AS address ON address.id = member.address_id
LEFT JOIN register_party AS party ON party.id = member.party_id
WHERE member.audience_id = %(audience)s
"""
"""One row for each person of the judged audience, those who get nothing as well, so that every sum adds up."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of one attempt: `outcome` is `accepted`, `refused`, `deferred` or `unknown`."""

    delivery_id: int
    attempt: int
    tries: int
    outcome: str
    code: int
    text: str


def fill(mailing: Mailing, *, unkeepable: int) -> None:
    """Freeze the judged audience of a mailing as rows of the outbox, in the caller's transaction.

    Args:
        mailing: with `audience_id`, `at` and `known_at` set.
        unkeepable: the obligations (a mask) that this message cannot keep; who has one gets nothing.
    """
    parameters: dict[str, int | str] = {
        "mailing": mailing.id,
        "audience": mailing.audience_id,
        "at": mailing.at,
        "known_at": mailing.known_at,
        "never": NEVER,
        "unkeepable": unkeepable,
        "part": PART_NOT_PERMITTED,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILL, parameters)


def move(rows: QuerySet[Delivery], event: str, **columns: object) -> int:
    """Take the step `event` of the table with all these rows that stand where it begins; give how many did.

    INVARIANT: no other code changes `state`.
    """
    step = TRANSITIONS[event]
    return rows.filter(state__in=step.sources).update(state=step.target, **columns)


def lease(owner: str, *, now: Moment, until: Moment, many: int) -> list[Delivery]:
    """Take up to `many` due rows of one mailing for a short time; single messages go before campaigns.

    On PostgreSQL several workers pass over each other's rows; SQLite lets one of them write at a time.
    """
    with transaction.atomic():
        taken = _due(now, many)
        ids = [row.id for row in taken]
        move(
            Delivery.objects.filter(id__in=ids),
            "lease",
            lease_owner=owner,
            lease_until=until,
            attempt=F("attempt") + 1,
        )
    for row in taken:
        row.state, row.lease_owner, row.attempt = "leased", owner, row.attempt + 1
    return taken


def _due(now: Moment, many: int) -> list[Delivery]:
    waiting = Delivery.objects.filter(
        Q(state="pending") | Q(state="deferred"), due_at__lte=now, mailing__state="sending"
    )
    free = waiting.order_by("id").select_for_update(skip_locked=True, of=("self",))
    taken = list(free.filter(mailing__kind="single")[:many])
    campaigns = Mailing.objects.filter(state="sending", kind="campaign").order_by("id")
    for mailing in () if taken else campaigns:
        taken = list(free.filter(mailing=mailing)[:many])
        if taken:
            break
    return taken


def release(owner: str, ids: Iterable[int]) -> int:
    """Give leased rows back."""
    rows = Delivery.objects.filter(id__in=list(ids), lease_owner=owner)
    return move(rows, "release", lease_owner="", lease_until=NEVER)


def keep(owner: str, ids: Sequence[int], *, until: Moment) -> None:
    """Prolong the lease of the rows that a living worker holds."""
    with transaction.atomic():
        held = Delivery.objects.filter(id__in=ids, lease_owner=owner, state__in=("leased", "armed"))
        mine = list(held.order_by("id").select_for_update().values_list("id", flat=True))
        Delivery.objects.filter(id__in=mine).update(lease_until=until)


def expire(now: Moment) -> tuple[int, int]:
    """Settle the rows of workers that are gone.

    Returns:
        How many leased rows went back, and how many armed ones are now uncertain.
        INVARIANT: an armed row whose worker is gone becomes `unknown`, never `pending`.
    """
    with transaction.atomic():
        late = Delivery.objects.filter(lease_until__gt=NEVER, lease_until__lt=now)
        ids = list(late.order_by("id").select_for_update(skip_locked=True).values_list("id", flat=True))
        rows = Delivery.objects.filter(id__in=ids)
        back = move(rows, "release", lease_owner="", lease_until=NEVER)
        lost = move(rows, "lose", lease_until=NEVER, done_at=now)
    return back, lost


def settle(owner: str, ends: Iterable[Ended], now: Moment) -> None:
    """Write down what became of armed messages; a late answer still settles one that was given up as unknown.

    INVARIANT: only the worker that armed a row, by that very arming, may settle it.
    """
    with transaction.atomic():
        for ended in sorted(ends, key=lambda one: one.delivery_id):
            _settle(owner, ended, now)


def _settle(owner: str, ended: Ended, now: Moment) -> int:
    rows = Delivery.objects.filter(id=ended.delivery_id, lease_owner=owner, attempt=ended.attempt)
    columns: dict[str, object] = {
        "reply_code": ended.code,
        "reply_text": ended.text,
        "lease_until": NEVER,
        "done_at": now,
    }
    if ended.outcome == "unknown":
        return move(rows, "lose", **columns)
    columns["lease_owner"] = ""
    if ended.outcome == "deferred" and ended.tries <= len(RETRY_AFTER):
        due_at = now + RETRY_AFTER[ended.tries - 1]
        return move(rows, "defer", **{**columns, "done_at": NEVER, "due_at": due_at})
    return move(rows, "accept" if ended.outcome == "accepted" else "refuse", **columns)


def cancel(*, sender: str, party_id: int, k_mailbox: str, now: Moment) -> int:
    """Stop what is queued for a person and a mailbox of one sender, in the caller's transaction.

    What somebody needs (ground `service`) stays: it is judged again before it is posted.

    Args:
        sender: the id of the sender that was told no.
        party_id: who said it; 0 where nobody knows.
        k_mailbox: the mailbox key of the address through which it was said.
        now: the moment of the No.

    Returns:
        How many messages were stopped.
    """
    concerned = Q(k_mailbox=k_mailbox) | Q(party_id=party_id) if party_id else Q(k_mailbox=k_mailbox)
    rows = Delivery.objects.filter(concerned, mailing__sender_id=sender, state__in=OPEN)
    rows = rows.exclude(ground=GROUNDS.index("service"))
    # Locked in the order of their ids, as the arming locks them, so that neither waits for the other forever.
    ids = list(rows.order_by("id").select_for_update(of=("self",)).values_list("id", flat=True))
    return move(
        Delivery.objects.filter(id__in=ids),
        "cancel",
        reason=REASONS.index("objected"),
        lease_owner="",
        lease_until=NEVER,
        done_at=now,
    )


def finish(now: Moment) -> int:
    """Mark every mailing as done of which nothing is to happen any more."""
    still_open = Delivery.objects.filter(mailing=OuterRef("id"), state__in=OPEN)
    ended = Mailing.objects.filter(~Exists(still_open), state="sending")
    return ended.update(state="done", done_at=now)
