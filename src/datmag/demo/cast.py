"""Who the 2,000 people of the demo shop are: fixed numbers of each kind, and what each of them did.

The numbers say how many people of a kind there are. Who of them may get the spring newsletter is worked out
by the program, from the exports, and a test holds the outcome against `EXPECTED`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from datmag.demo.calendar import Calendar, mailchimp_time
from datmag.demo.events import FORM_TEXT, PURPOSE, Events
from datmag.demo.exports import Exports
from datmag.demo.goods import ALIKE, GOODS, NO_FAMILY, UNLIKE, Product
from datmag.demo.people import Person, Population
from datmag.moment import DAY, Moment

OFFERED_SINCE = 20
"""Months ago the order form began to offer a refusal."""
FORM_SINCE = 36
"""Months ago the form on the web site got its present text."""


@dataclass(slots=True)
class Cast:
    """Everybody, made kind by kind."""

    population: Population
    calendar: Calendar
    exports: Exports
    events: Events
    visitors: list[dict[str, str]]
    """Rows of the list that a trade fair sent, in datmag's own format."""

    @property
    def random(self) -> Random:
        """The one source of chance."""
        return self.population.random

    def make(self) -> None:
        """Make everybody."""
        for kind, many in KINDS:
            for _ in range(many):
                kind(self)

    def web_customer(
        self,
        *,
        families: tuple[str, ...] = ALIKE,
        oldest: int = OFFERED_SINCE - 1,
        newest: int = 0,
        flag: str | None = None,
        status: str = "",
    ) -> Person:
        """Make a customer of the web shop, with one to three orders; every flag but `no` says nothing new."""
        person = self.population.person()
        flag = self.random.choice(("yes", "yes", "yes", "")) if flag is None else flag
        orders = [self.goods(families) for _ in range(self.random.choice((1, 1, 1, 1, 2, 2)))]
        for goods in orders:
            at = self.calendar.between(oldest, newest)
            usual = self.random.choice(("paid",) * 18 + ("partially_refunded", "pending"))
            self.exports.order(person, at, goods, status or usual, flag)
        self.exports.customer(person, flag, sum(one.cents for goods in orders for one in goods), len(orders))
        return person

    def goods(self, families: tuple[str, ...]) -> list[Product]:
        """Choose one to three articles of these families."""
        chosen = (
            self.random.choice(GOODS[self.random.choice(families)])
            for _ in range(self.random.choice((1, 1, 1, 2)))
        )
        return list(dict.fromkeys(chosen))

    def subscribe(self, person: Person, asked: Moment) -> None:
        """Put a person on the newsletter list, asked and confirmed."""
        confirmed = asked + self.random.randrange(40, 7200) * 1_000_000
        row = self.exports.member(person, asked, confirmed)
        self.exports.subscribed.append(
            {**row, "LAST_CHANGED": mailchimp_time(confirmed), "TAGS": '"Nieuwsbrief"'}
        )

    def known(self, domain: str = "", last: str = "", born: str = "") -> Person:
        """Make a person whom the shop's own system knows by name."""
        person = self.population.person(domain, last)
        self.events.person(person, born)
        return person


# --- who may get the newsletter


def _subscriber(cast: Cast) -> None:
    cast.subscribe(cast.population.person(), cast.calendar.between(22, 0))


def _subscriber_and_customer(cast: Cast) -> None:
    cast.subscribe(cast.web_customer(flag="yes"), cast.calendar.between(22, 0))


def _form_user(cast: Cast) -> None:
    person, at = cast.known(), cast.calendar.between(22, 0)
    asked = cast.events.consent(at, person, act="unconfirmed")
    cast.events.happened("confirmed", at + DAY // 12, consent=asked)


def _customer(cast: Cast) -> None:
    cast.web_customer()


def _fleet(cast: Cast) -> None:
    """Make a firm whose representative had its bicycles maintained under a contract."""
    _contract(cast, 0)


def _fleet_with_users(cast: Cast) -> None:
    _contract(cast, 6)


def _contract(cast: Cast, users: int) -> None:
    firm = cast.population.firm()
    cast.events.firm(firm, address=False)
    buyer = cast.known(firm.domain)
    cast.events.bond(buyer.ref, "represents", firm.ref)
    at = cast.calendar.between(OFFERED_SINCE - 1, 2)
    sale = cast.events.sale(at, firm.ref, by=buyer.ref, address=buyer.email, running=True)
    for _ in range(users):  # each has a seat that the firm pays for: users, not customers
        user = cast.known(firm.domain)
        cast.events.bond(user.ref, "employee_of", firm.ref)
        cast.events.happened("account", at + 3 * DAY, user=user.ref, address=user.email, via=sale)


def _father_and_son(cast: Cast) -> None:
    """Make a customer and the son for whom he bought: the one may be written to, the other not."""
    father = cast.known()
    son = cast.known(last=father.last)
    cast.events.bond(son.ref, "household_of", father.ref)
    at = cast.calendar.between(OFFERED_SINCE - 1, 2)
    sale = cast.events.sale(at, father.ref, address=father.email, running=True)
    cast.events.happened("account", at + DAY, user=son.ref, address=son.email, via=sale)


def _couple(cast: Cast) -> None:
    """Make two people who share one mailbox: one of them bought, the other said no, which blocks the mailbox."""
    buyer = cast.population.person()
    partner = cast.population.person(last=buyer.last)
    cast.events.person(buyer, holders=[partner])
    cast.events.sale(cast.calendar.between(OFFERED_SINCE - 1, 6), buyer.ref, address=buyer.email)
    said = {"address": buyer.email, "by": partner.ref, "scope": "all", "route": "reply"}
    cast.events.happened("objection", cast.calendar.between(5, 0), **said)


def _inviting_firm(cast: Cast) -> None:
    firm = cast.population.firm()
    cast.events.firm(firm, cast.random.choice(("legal_person", "partnership", "sole_trader")))
    subjects = cast.random.choice(({}, {"subjects": ["fietsonderhoud", "fietsen"]}))
    url = f"https://{firm.domain}/leveranciers"
    cast.events.happened(
        "published",
        cast.calendar.between(30, 1),
        address=firm.email,
        by=firm.ref,
        designation="advertising",
        url=url,
        **subjects,
    )


# --- who may not


def _unsubscribed(cast: Cast) -> None:
    person = cast.web_customer(flag="yes")
    asked, left = cast.calendar.between(40, 12), cast.calendar.between(11, 0)
    row = {**cast.exports.member(person, asked, asked + DAY // 24), "UNSUB_TIME": mailchimp_time(left)}
    if person.number % 9 == 0:
        row["Email Address"] = person.email.upper()
    row |= {
        "UNSUB_CAMPAIGN_TITLE": "Herfstbrief",
        "UNSUB_CAMPAIGN_ID": "8d1f0c22aa",
        "UNSUB_REASON": "NORMAL",
    }
    cast.exports.unsubscribed.append(row)


def _flagged_no(cast: Cast) -> None:
    cast.web_customer(flag="no")


def _objector(cast: Cast) -> None:
    person = cast.web_customer()
    route = cast.random.choice(("link", "reply", "phone", "one_click"))
    cast.events.happened(
        "objection", cast.calendar.between(14, 0), address=person.email, scope="all", route=route
    )


def _complainer(cast: Cast) -> None:
    cast.events.happened("complaint", cast.calendar.between(14, 0), address=cast.web_customer().email)


def _refuser(cast: Cast) -> None:
    person, at = cast.known(), cast.calendar.between(OFFERED_SINCE - 1, 0)
    cast.events.sale(at, person.ref, address=person.email, informed=True, refusal="used")


def _withdrawn(cast: Cast) -> None:
    person, at = cast.known(), cast.calendar.between(22, 6)
    cast.events.consent(at, person)
    left = cast.calendar.between(5, 0)
    cast.events.happened("withdrawal", left, address=person.email, by=person.ref, purpose=PURPOSE)


def _unlike(cast: Cast) -> None:
    cast.web_customer(families=UNLIKE)


def _long_ago(cast: Cast) -> None:
    cast.web_customer(oldest=48, newest=25)


def _never_offered(cast: Cast) -> None:
    cast.web_customer(oldest=23, newest=OFFERED_SINCE + 1)


def _undecided(cast: Cast) -> None:
    cast.web_customer(families=("cadeaubonnen",))


def _unmapped(cast: Cast) -> None:
    person = cast.population.person()
    cast.exports.order(person, cast.calendar.between(OFFERED_SINCE - 1, 0), NO_FAMILY, "paid", "yes")
    cast.exports.customer(person, "yes", NO_FAMILY[0].cents, 1)


def _uploaded(cast: Cast) -> None:
    """Make somebody whom the shop once uploaded into Mailchimp: the confirmation time is that of the upload."""
    uploaded = cast.calendar.ago(15)
    row = {**cast.exports.member(cast.population.person(), 0, uploaded), "CONFIRM_IP": "192.0.2.254"}
    cast.exports.subscribed.append({**row, "LAST_CHANGED": mailchimp_time(uploaded)})


def _preticked(cast: Cast) -> None:
    cast.events.consent(cast.calendar.between(20, 8), cast.known(), act="preticked")


def _other_purpose(cast: Cast) -> None:
    cast.events.consent(cast.calendar.between(20, 1), cast.known(), purposes=["workshops"])


def _asleep(cast: Cast) -> None:
    cast.subscribe(cast.population.person(), cast.calendar.between(FORM_SINCE - 1, 26))


def _other_name(cast: Cast) -> None:
    """Make somebody who agreed to mail of a courier firm at a joint stand; the shop was not named."""
    text = FORM_TEXT.replace("Fietsenhuis Vondel", "Fietskoerier Dam")
    notice = {"names": ["fietskoerier-dam"], "bundled": False, "informed": True, "text": text}
    cast.events.consent(cast.calendar.between(12, 2), cast.known(), notice=notice)


def _plain_firm(cast: Cast) -> None:
    firm = cast.population.firm()
    cast.events.firm(firm)
    url = f"https://{firm.domain}/contact"
    cast.events.happened(
        "published",
        cast.calendar.between(30, 1),
        address=firm.email,
        by=firm.ref,
        designation="general_contact",
        url=url,
    )


def _by_phone(cast: Cast) -> None:
    """Make a customer who bought by phone and gave no address; a trade fair sold it to the shop."""
    person = cast.known()
    cast.events.sale(cast.calendar.between(OFFERED_SINCE - 1, 0), person.ref)
    cast.visitors.append({"email": person.email, "name": person.name, "kind": "natural_person"})


def _visitor(cast: Cast) -> None:
    person = cast.population.person()
    cast.visitors.append({"email": person.email, "name": person.name})


def _returned(cast: Cast) -> None:
    """Make somebody who sent everything back, so nothing was sold."""
    person, at = cast.population.person(), cast.calendar.between(10, 1)
    goods = cast.goods(ALIKE)
    cast.exports.order(person, at, goods, "refunded", "", cancelled=at + 5 * DAY if person.number % 2 else 0)
    cast.exports.customer(person, "", 0, 1)


def _minor(cast: Cast) -> None:
    born = (cast.calendar.day - timedelta(days=14 * 365 + cast.random.randrange(300))).isoformat()
    person = cast.known(born=born)
    cast.events.sale(cast.calendar.between(12, 0), person.ref, address=person.email)


def _erased(cast: Cast) -> None:
    person = cast.known()
    cast.events.sale(cast.calendar.between(18, 6), person.ref, address=person.email)
    cast.events.happened("erasure", cast.calendar.between(5, 0), party=person.ref)


def _deceased(cast: Cast) -> None:
    person = cast.known()
    cast.events.sale(cast.calendar.between(18, 6), person.ref, address=person.email)
    cast.events.happened("death", cast.calendar.between(5, 0), party=person.ref)


def _bounced(cast: Cast) -> None:
    person, at = cast.web_customer(), cast.calendar.between(8, 0)
    row = {**cast.exports.member(person), "CLEAN_TIME": mailchimp_time(at)}
    cast.exports.cleaned.append(
        {**row, "CLEAN_CAMPAIGN_TITLE": "Zomerbrief", "CLEAN_CAMPAIGN_ID": "1c0ffee2b7"}
    )


KINDS: tuple[tuple[Callable[[Cast], None], int], ...] = (
    (_subscriber, 180),
    (_subscriber_and_customer, 90),
    (_form_user, 42),
    (_customer, 828),
    (_fleet_with_users, 12),
    (_fleet, 6),
    (_father_and_son, 15),
    (_couple, 4),
    (_inviting_firm, 61),
    (_unsubscribed, 96),
    (_flagged_no, 41),
    (_objector, 22),
    (_complainer, 6),
    (_refuser, 9),
    (_withdrawn, 18),
    (_unlike, 92),
    (_long_ago, 101),
    (_never_offered, 48),
    (_undecided, 20),
    (_unmapped, 13),
    (_uploaded, 41),
    (_preticked, 19),
    (_other_purpose, 16),
    (_asleep, 27),
    (_other_name, 9),
    (_plain_firm, 14),
    (_by_phone, 8),
    (_visitor, 26),
    (_returned, 12),
    (_minor, 4),
    (_erased, 5),
    (_deceased, 3),
    (_bounced, 21),
)
"""How each kind of person is made, and how many there are."""

EXPECTED: dict[str, dict[str, int]] = {
    "permitted": {"consent": 312, "soft_opt_in": 861, "published_address": 61},
    "denied": {
        "objected": 182,
        "relation_expired": 101,
        "not_similar": 92,
        "wrong_person": 87,
        "no_refusal_at_collection": 48,
        "no_proof": 41,
        "no_ground": 38,
        "unknown_fact": 33,
        "consent_stale": 27,
        "consent_invalid": 19,
        "consent_withdrawn": 18,
        "consent_scope": 16,
        "address_purpose": 14,
        "other_entity": 9,
        "address_not_from_sale": 8,
        "erased": 5,
        "minor": 4,
        "deceased": 3,
    },
    "held": {"undeliverable": 21},
}
"""What the program must arrive at: 1,234 of 2,000 may get the spring newsletter, 766 may not."""
