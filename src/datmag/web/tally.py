"""The funnel of a campaign: how many people there are, where each group falls out, and who remains."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from datmag.delivery.holds import HOLDS
from datmag.delivery.models import Mailing
from datmag.delivery.sealed import sealed
from datmag.gate.check import judge
from datmag.gate.enquiry import Enquiry, enquire
from datmag.gate.models import Audience
from datmag.moment import Moment
from datmag.register.models import Address
from datmag.rulebook.terms import GROUND_NAMES, REASON_NAMES
from datmag.web import people
from datmag.web.remedies import remedy
from datmag.words import Text

WIDTH = 1_000
"""The drawing is so many units wide; a bar that counts anybody is at least `LEAST` wide."""
LEAST = 3

ALL = Text("Alle mensen op uw lijst", "Everybody on your list")
MAY = Text("Mag dit bericht krijgen", "May get this message")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of the funnel. `tone` is `all`, `no`, `yes` or `part`; `x` and `width` are of `WIDTH`."""

    code: str
    label: Text
    many: int
    link: str
    tone: str
    x: int
    width: int
    citation: Text | None = None
    remedy: Text | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """All rows of a funnel. INVARIANT: `total` is the sum of the reasons and of the grounds."""

    total: int
    permitted: int
    reasons: Sequence[Bar]
    grounds: Sequence[Bar]
    everybody: Bar
    remaining: Bar

    @property
    def withheld(self) -> int:
        """Give how many get nothing."""
        return self.total - self.permitted

    def json(self) -> dict[str, object]:
        """Give the numbers."""
        return {
            "total": self.total,
            "permitted": self.permitted,
            "withheld": self.withheld,
            "by_reason": {bar.code: bar.many for bar in self.reasons},
            "by_ground": {bar.code: bar.many for bar in self.grounds},
        }


def tally(mailing: Mailing) -> Tally:
    """Count the people of a campaign."""
    by_reason, by_ground = people.count_by(people.everybody(mailing))
    permitted = sum(by_ground.values())
    total = permitted + sum(by_reason.values())
    return Tally(
        total=total,
        permitted=permitted,
        reasons=tuple(_reasons(mailing, by_reason, total)),
        grounds=tuple(_grounds(mailing, by_ground, total)),
        everybody=_bar(mailing, "", ALL, (0, total, total), "all"),
        remaining=_bar(mailing, "permitted", MAY, (0, permitted, total), "yes"),
    )


def _reasons(mailing: Mailing, counts: dict[str, int], total: int) -> Iterator[Bar]:
    left = total
    for code, many in counts.items():
        left -= many
        label = HOLDS.get(code) or REASON_NAMES[code]
        citation = None if code in HOLDS else cited(mailing.id, mailing.audience_id, code)
        yield _bar(mailing, code, label, (left, many, total), "no", citation=citation, remedy=remedy(code))


def _grounds(mailing: Mailing, counts: dict[str, int], total: int) -> Iterator[Bar]:
    before = 0
    for name, many in counts.items():
        citation = cited(mailing.id, mailing.audience_id, name)
        yield _bar(mailing, name, GROUND_NAMES[name], (before, many, total), "part", citation=citation)
        before += many


def _bar(
    mailing: Mailing,
    code: str,
    label: Text,
    place: tuple[int, int, int],
    tone: str,
    *,
    citation: Text | None = None,
    remedy: Text | None = None,
) -> Bar:
    start, many, total = place
    x, width = (start * WIDTH // total, max(many * WIDTH // total, LEAST)) if total else (0, 0)
    kind = {"all": "", "no": "reason", "yes": "state", "part": "ground"}[tone]
    query = "?" + urlencode({kind: code}) if kind else ""
    return Bar(
        code=code,
        label=label,
        many=many,
        link=f"/campaigns/{mailing.id}/people{query}",
        tone=tone,
        x=min(x, WIDTH - width),
        width=width,
        citation=citation,
        remedy=remedy,
    )


@lru_cache(maxsize=4_096)
def cited(mailing_id: int, audience_id: int, code: str) -> Text | None:
    """Give the citation of a reason or ground, from the verdict on the first person it applies to.

    A judged audience never changes, so the answer is kept.
    """
    mailing, audience = Mailing.objects.get(id=mailing_id), Audience.objects.get(id=audience_id)
    rows = people.everybody(mailing)
    rows = people.with_ground(rows, code) if code in GROUND_NAMES else people.with_reason(rows, code)
    first = rows.order_by("id").first()
    address = Address.objects.filter(id=first.address_id).first() if first else None
    if address is None:
        return None
    entries = judge(address, asked(mailing, at=audience.at, known_at=audience.known_at)).decision.reasons
    return next((entry.cited for entry in entries if entry.code == code), None)


def asked(mailing: Mailing, *, at: Moment, known_at: Moment) -> Enquiry:
    """Give the question that a campaign puts to the gate, for one moment."""
    intent = sealed(mailing).intent
    return enquire(intent, sender=mailing.sender_id, at=at, known_at=known_at, policy=mailing.policy)
