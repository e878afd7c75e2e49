"""The desk at which one batch is written: what is known, where rows are kept, and how an address is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from datmag.errors import InputError
from datmag.moment import Moment
from datmag.register import keys
from datmag.register.models import Address
from datmag.register.writers.known import Known, Spot
from datmag.register.writers.store import Store
from datmag.words import Text

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """One batch at work."""

    known: Known
    store: Store
    recorded_at: Moment

    def spot(self, entry: Entry) -> Spot:
        """Find the address that an event names; one that is not on record yet is made, without holders.

        Raises:
            InputError: no address, or one that several channels have while the event names none.
        """
        value, channel = str(entry["address"]), entry.get("channel")
        guess = channel or keys.channel_of(value)
        exact, mailbox = self.known.both(guess, value)
        found = [spot for spot in self.known.spots.get(exact, ()) if channel in {None, spot.channel}]
        if len(found) > 1 and channel is None:
            kinds = ", ".join(sorted(spot.channel for spot in found))
            raise InputError(
                Text(
                    f"adres `{value}` staat onder meer kanalen ({kinds}): noem er een met `channel`",
                    f"address `{value}` is on record for several channels ({kinds}): name one with `channel`",
                )
            )
        return found[0] if found else self.make(guess, value, exact, mailbox)

    def make(self, channel: str, value: str, exact: str, mailbox: str, kind: str = "unknown") -> Spot:
        """Put a new address on record."""
        number = self.store.numbered(
            Address,
            channel=channel,
            value=value.strip(),
            kind=kind,
            k_exact=exact,
            k_mailbox=mailbox,
            recorded_at=self.recorded_at,
        )
        spot = Spot(number, channel, exact, mailbox, kind)
        self.known.spots[exact].append(spot)
        return spot

    def party(self, entry: Entry, name: str) -> int | None:
        """Give the number of the party under a key of an entry; None where the key is absent."""
        return self.known.party(str(entry[name])) if name in entry else None


def words(listed: Iterable[str] | None) -> str:
    """Write a list of words as `|a|b|`; a missing list is the empty text, an empty one `|`."""
    if listed is None:
        return ""
    return "|" + "".join(f"{word}|" for word in listed)


def truth(value: bool | None) -> int:  # noqa: FBT001  (the value itself)
    """Write a truth as 1, 0, or -1 for unknown."""
    return -1 if value is None else int(value)
