"""The verdict at the last moment, for the few rows that are about to be armed, from a statement that is kept.

The statement of the gate is long: to print and to plan it takes thirty times as long as to run it for a few
addresses. So it is printed once for a short stretch of time and judged as of the end of that stretch, with the
addresses as parameters; SQLite then keeps its plan as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from datmag.delivery.sealed import Sealed
from datmag.gate.audience import Standing
from datmag.gate.statement import judged
from datmag.moment import NEVER, SECOND, Moment
from datmag.rulebook.terms import GROUNDS, REASONS

STRETCH: Final = 10 * SECOND
"""INVARIANT: whatever was recorded up to the arming counts, since the moment that is asked about lies later.
A term that ends within the stretch is over; clocks that differ by less than it do not hide a No."""

_NOBODY: Final = 0


@dataclass(slots=True)
class Recheck:
    """Asks the gate again about a mailing. It lives as long as the worker keeps the mailing."""

    mailing: Sealed
    _until: Moment = NEVER
    _kept: dict[int, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def verdicts(self, address_ids: Sequence[int], now: Moment) -> dict[int, Standing]:
        """Judge these addresses as of now, in the caller's transaction; one that is not on record is left out.

        A new statement begins after the caller's locks are held, so on PostgreSQL it sees what was committed
        while it waited for them.
        """
        if not address_ids:
            return {}
        places = _places(len(address_ids))
        sql, parameters = self._statement(places, now)
        ids = [*address_ids, *[_NOBODY] * (places - len(address_ids))]
        with connection.cursor() as cursor:
            cursor.execute(sql, {**parameters, **{f"q_arm_{n}": one for n, one in enumerate(ids)}})
            return {row[0]: _standing(row) for row in cursor.fetchall()}

    def _statement(self, places: int, now: Moment) -> tuple[str, dict[str, Any]]:
        if now >= self._until:
            self._until = (now // STRETCH + 1) * STRETCH
            self._kept.clear()
        if places not in self._kept:
            # As the register writes its queries: `:name` becomes the parameter `q_name`.
            listed = ", ".join(f":arm_{n}" for n in range(places))
            only = f"SELECT id FROM register_address WHERE id IN ({listed})"  # noqa: S608  (placeholders only)
            sql, parameters = judged(self.mailing.enquiry(self._until), addresses=only)
            columns = "address_id, permitted, bounced, ground, reason, obligations"
            self._kept[places] = (f"{sql} SELECT {columns} FROM shown", parameters)  # noqa: S608  (the gate's own text)
        return self._kept[places]


def _places(many: int) -> int:
    """Round up to a power of two, so that few statements serve groups of every size."""
    return 1 << (many - 1).bit_length()


def _standing(row: tuple[int, ...]) -> Standing:
    _, permitted, bounced, ground, reason, obligations = row
    return Standing(
        permitted=permitted == 1,
        bounced=bounced == 1,
        ground=GROUNDS[ground] if ground >= 0 else "",
        reason=REASONS[reason] if reason >= 0 else "",
        obligations=obligations,
    )
