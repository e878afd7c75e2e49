"""What became of a mailing, in numbers and in lists."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count

from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.states import OPEN, PLANNED, STATES, STOPPED
from datmag.rulebook.terms import GROUNDS, REASONS

SHOWN = ("armed", "accepted", "refused", "deferred", "unknown", "cancelled", "withheld")


def report(mailing: Mailing) -> dict[str, object]:
    """Count a mailing by states, reasons and grounds (`interfaces.md`, `status --json`).

    Returns:
        `audience` is the sum of all states; `planned` those that wait. `by_reason` counts who gets nothing
        (withheld or cancelled) by first reason or hold code, `by_ground` all others: together the audience.
    """
    states: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    grounds: Counter[int] = Counter()
    counted = Delivery.objects.filter(mailing=mailing).values_list("state", "reason", "hold", "ground")
    for state, reason, hold, ground, many in counted.annotate(many=Count("id")).order_by():
        states[state] += many
        if state in STOPPED:
            reasons[hold or (REASONS[reason] if reason >= 0 else "")] += many
        else:
            grounds[ground] += many
    return {
        "audience": sum(states.values()),
        "planned": sum(states[name] for name in PLANNED),
        **{name: states[name] for name in SHOWN},
        "by_reason": dict(sorted(reasons.items(), key=lambda entry: (-entry[1], entry[0]))),
        "by_ground": {name: grounds[n] for n, name in enumerate(GROUNDS) if grounds[n]},
    }


def progress(mailings: Iterable[int]) -> tuple[int, int]:
    """Give how many messages of these mailings are settled, and how many there are (who gets nothing left out)."""
    rows = Delivery.objects.filter(mailing_id__in=list(mailings)).exclude(state="withheld")
    counts = dict(rows.values_list("state").annotate(many=Count("id")).order_by())
    done = sum(many for state, many in counts.items() if STATES[state].final)
    return done, sum(counts.values())


def waiting() -> dict[str, int]:
    """Count what is still to happen over all mailings that are being sent, by state."""
    rows = Delivery.objects.filter(state__in=OPEN, mailing__state="sending")
    return dict(rows.values_list("state").annotate(many=Count("id")).order_by())


def unknowns(mailing: Mailing) -> list[Delivery]:
    """List the messages of which nobody knows whether they arrived: for a person to look up, never sent again."""
    return list(Delivery.objects.filter(mailing=mailing, state="unknown").order_by("id"))
