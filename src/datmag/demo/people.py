"""The people of the demo shop: different names, different addresses, the same for the same seed."""

import unicodedata
from dataclasses import dataclass
from random import Random

from datmag.demo.names import FIRST, LAST, MAIL_HOSTS, STREETS, TOWNS, TRADES

SEED = 1234


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with one address."""

    number: int
    first: str
    last: str
    email: str
    street: str
    town: str
    zip: str
    province: str
    phone: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def ref(self) -> str:
        """The id under which the register knows him where the events name him."""
        return f"persoon-{self.number:04d}"


@dataclass(frozen=True, slots=True)
class Firm:
    """An organisation with a domain of its own."""

    number: int
    name: str
    domain: str

    @property
    def ref(self) -> str:
        """The id under which the register knows it."""
        return f"bedrijf-{self.number:03d}"

    @property
    def email(self) -> str:
        """Its general address."""
        return f"info@{self.domain}"


class Population:
    """Gives one new person or firm after another."""

    def __init__(self, seed: int = SEED) -> None:
        """Start with nobody."""
        self.random = Random(seed)  # noqa: S311  (names of a demo, no secret)
        self._emails: set[str] = set()
        self._domains: set[str] = set()
        self._people = 0
        self._firms = 0

    def person(self, domain: str = "", last: str = "") -> Person:
        """Make the next person.

        Args:
            domain: the domain of the address; empty: one of the common hosts.
            last: the family name; empty: any.
        """
        self._people += 1
        first, last = self.random.choice(FIRST), last or self.random.choice(LAST)
        town, digits, province = self.random.choice(TOWNS)
        return Person(
            number=self._people,
            first=first,
            last=last,
            email=self._email(first, last, domain or self.random.choice(MAIL_HOSTS)),
            street=f"{self.random.choice(STREETS)} {self.random.randint(1, 240)}",
            town=town,
            zip=f"{digits} {self.random.choice('ABCDEGHJKLNPRSTVWXZ')}{self.random.choice('ABCDEGHJKLNPRSTVWXZ')}",
            province=province,
            phone=f"+316{self.random.randint(10_000_000, 59_999_999)}",
        )

    def firm(self) -> Firm:
        """Make the next organisation."""
        self._firms += 1
        while True:
            name = f"{self.random.choice(TRADES)} {self.random.choice(LAST)}"
            domain = f"{_plain(name).replace('.', '')}.example"
            if domain not in self._domains:
                self._domains.add(domain)
                return Firm(self._firms, name, domain)

    def _email(self, first: str, last: str, host: str) -> str:
        given, family = _plain(first), _plain(last)
        styles = (f"{given}.{family}", f"{given[0]}.{family}", f"{given}{family}", f"{family}.{given}")
        local = self.random.choice(styles)
        email = f"{local}@{host}"
        while email in self._emails:
            email = f"{local}{self.random.randint(50, 99)}{self.random.choice('abcdefgh')}@{host}"
        self._emails.add(email)
        return email


def _plain(name: str) -> str:
    """Write a name in plain letters, without spaces and signs."""
    bare = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    return "".join(sign for sign in bare.lower() if sign.isascii() and sign.isalnum())
