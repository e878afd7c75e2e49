"""The writers of parts: senders, families, likeness, checkouts, parties, addresses and bonds."""

from collections.abc import Callable, Mapping

from datmag.errors import InputError
from datmag.moment import NEVER, Moment, parse
from datmag.register.models import Address, Bond, Checkout, Family, Holding, Likeness, Party, Sender
from datmag.register.writers.desk import Desk, Entry, truth
from datmag.register.writers.known import Spot
from datmag.words import Text


def _sender(desk: Desk, part: Entry) -> int:
    named = {name: value for name, value in part.items() if name != "part"}
    desk.store.add(Sender, **named, recorded_at=desk.recorded_at)
    desk.known.senders.add(str(part["id"]))
    return 0


def _family(desk: Desk, part: Entry) -> int:
    sender = desk.known.sender(str(part["sender"]))
    desk.store.add(
        Family,
        id=part["id"],
        sender_id=sender,
        label=part.get("label", ""),
        recorded_at=desk.recorded_at,
    )
    desk.known.families.add(str(part["id"]))
    return 0


def _likeness(desk: Desk, part: Entry) -> int:
    bought, offered = desk.known.family(str(part["bought"])), desk.known.family(str(part["offered"]))
    return desk.store.numbered(
        Likeness,
        bought_id=bought,
        offered_id=offered,
        likeness=part["as"],
        at=_when(part, "at"),
        revoked_at=_when(part, "revoked_at"),
        by=part.get("by", ""),
        reason=part.get("reason", ""),
        recorded_at=desk.recorded_at,
    )


def _checkout(desk: Desk, part: Entry) -> int:
    return desk.store.numbered(
        Checkout,
        sender_id=desk.known.sender(str(part["sender"])),
        since=_when(part, "since"),
        until=_when(part, "until"),
        informed=truth(part["informed"]),
        refusal=part["refusal"],
        notice=part.get("notice", ""),
        recorded_at=desk.recorded_at,
    )


def _party(desk: Desk, part: Entry) -> int:
    number = desk.store.numbered(
        Party,
        ref=part["id"],
        kind=part["kind"],
        name=part["name"],
        born=int(str(part.get("born", "0")).replace("-", "")),
        country=part.get("country", ""),
        language=part.get("language", ""),
        recorded_at=desk.recorded_at,
    )
    desk.known.parties[str(part["id"])] = number
    return number


def _bond(desk: Desk, part: Entry) -> int:
    a, b = desk.known.party(str(part["a"])), desk.known.party(str(part["b"]))
    return desk.store.numbered(
        Bond,
        a_id=a,
        kind=part["kind"],
        b_id=b,
        since=_when(part, "since"),
        until=_when(part, "until"),
        recorded_at=desk.recorded_at,
    )


def _address(desk: Desk, part: Entry) -> int:
    """Put an address on record with its holders; one that is known gets the holders that it lacks."""
    holders = [holder if isinstance(holder, Mapping) else {"party": holder} for holder in part["holders"]]
    held = [
        (desk.known.party(str(holder["party"])), _when(holder, "since"), _when(holder, "until"))
        for holder in holders
    ]
    channel, value, kind = str(part["channel"]), str(part["value"]), str(part.get("kind", "unknown"))
    exact, mailbox = desk.known.both(channel, value)
    known = [spot for spot in desk.known.spots.get(exact, ()) if spot.channel == channel]
    spot = (
        _same_kind(desk, known[0], kind, value) if known else desk.make(channel, value, exact, mailbox, kind)
    )
    for party, since, until in held:
        _hold(desk, spot, party, since, until)
    return spot.id


def _same_kind(desk: Desk, spot: Spot, kind: str, value: str) -> Spot:
    if kind in {"unknown", spot.kind}:
        return spot
    if spot.kind != "unknown":
        raise InputError(
            Text(
                f"adres `{value}` staat al vast als `{spot.kind}`, niet als `{kind}`: kies een van beide",
                f"address `{value}` is on record as `{spot.kind}`, not as `{kind}`: choose one of them",
            )
        )
    # the address may have been made in this very batch, so that its row must stand before it can be told more
    desk.store.flush()
    Address.objects.filter(id=spot.id).update(kind=kind)
    told = Spot(spot.id, spot.channel, spot.k_exact, spot.k_mailbox, kind)
    desk.known.spots[spot.k_exact] = [
        told if one.id == spot.id else one for one in desk.known.spots[spot.k_exact]
    ]
    return told


def _hold(desk: Desk, spot: Spot, party: int, since: Moment, until: Moment) -> None:
    place = (spot.id, party, since)
    if place not in desk.known.holdings:
        desk.store.numbered(
            Holding,
            address_id=spot.id,
            party_id=party,
            since=since,
            until=until,
            recorded_at=desk.recorded_at,
        )
    elif desk.known.holdings[place] == NEVER != until:
        desk.store.flush()
        Holding.objects.filter(address=spot.id, party=party, since=since).update(until=until)
    else:
        return
    desk.known.holdings[place] = until


def _when(part: Entry, name: str) -> Moment:
    return parse(str(part[name])) if name in part else NEVER


WRITERS: dict[str, Callable[[Desk, Entry], int]] = {
    "sender": _sender,
    "family": _family,
    "likeness": _likeness,
    "checkout": _checkout,
    "party": _party,
    "address": _address,
    "bond": _bond,
}
"""Part → its writer, which gives the number of the row (0 where the id is a text)."""
