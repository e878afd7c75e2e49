"""The writers of what happened: sales, accounts, list rows, takeovers, erasures, and what was sent."""

from collections.abc import Callable

from datmag.moment import NEVER, parse
from datmag.register.models import (
    Bounce,
    Death,
    Erasure,
    ListRow,
    Purchase,
    PurchaseState,
    Seat,
    SeatEnd,
    Sent,
    Takeover,
)
from datmag.register.writers import choices
from datmag.register.writers.desk import Desk, Entry, truth
from datmag.register.writers.known import Spot

SALES = ("sale", "import")
"""The entries that may have become a dealing: a sale, or a list row that tells of one."""


def _sale(desk: Desk, event: Entry) -> int:
    sender, buyer, by = _sender(desk, event), desk.party(event, "buyer"), desk.party(event, "by")
    family = desk.known.family(str(event["family"])) if "family" in event else None
    at, spot = parse(event["at"]), desk.spot(event) if "address" in event else None
    if event.get("refusal") == "used":
        people = {person for person in (buyer, by) if person is not None}
        choices.refused_in_sale(desk, sender, spot, people, at, at)
    return desk.store.numbered(
        Purchase,
        sender_id=sender,
        buyer_id=buyer,
        by_party_id=by,
        address_id=spot.id if spot else None,
        family_id=family,
        consideration=event["consideration"],
        informed=truth(event.get("informed")),
        refusal=event.get("refusal", ""),
        running=int(bool(event.get("running"))),
        at=at,
        seen_at=at,
        recorded_at=desk.recorded_at,
    )


def _sale_state(desk: Desk, event: Entry) -> int:
    return _became(desk, event, str(event["state"]))


def _contract_end(desk: Desk, event: Entry) -> int:
    return _became(desk, event, "ended")


def _became(desk: Desk, event: Entry, state: str) -> int:
    return desk.store.numbered(
        PurchaseState,
        purchase_id=desk.known.row(str(event["sale"]), SALES),
        state=state,
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _account(desk: Desk, event: Entry) -> int:
    sender, user = _sender(desk, event), desk.party(event, "user")
    via = desk.known.row(str(event["via"]), SALES) if "via" in event else None
    return desk.store.numbered(
        Seat,
        sender_id=sender,
        user_id=user,
        address_id=desk.spot(event).id,
        via_id=via,
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _account_end(desk: Desk, event: Entry) -> int:
    return desk.store.numbered(
        SeatEnd,
        seat_id=desk.known.row(str(event["account"]), ("account",)),
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _import(desk: Desk, event: Entry) -> int:
    """Add one list row: its source, its No, its Yes and its sale; all of it counts from the list on."""
    sender, seen_at = _sender(desk, event), parse(event["at"])
    sale, yes = event.get("sale"), event.get("says_yes")
    _resolve(desk, sale, yes)
    spot = desk.spot(event)
    desk.store.numbered(
        ListRow,
        sender_id=sender,
        address_id=spot.id,
        source=event.get("source", "unknown"),
        at=seen_at,
        recorded_at=desk.recorded_at,
    )
    # a row that dates a No and does not deny it, says No
    if event.get("says_no", "says_no_at" in event):
        at = parse(event["says_no_at"]) if "says_no_at" in event else seen_at
        choices.say_no(desk, "list_no", sender, spot, at, ref=event["id"], seen_at=seen_at)
    if yes is not None:
        choices.listed_yes(desk, sender, spot, yes, seen_at)
        _last_sent(desk, sender, spot, event)
    return _listed_sale(desk, sender, spot, sale, seen_at) if sale is not None else 0


def _resolve(desk: Desk, sale: Entry | None, yes: Entry | None) -> None:
    # before the first row is kept: a row that names somebody unknown is refused as a whole
    for within in (sale or {}, yes or {}):
        desk.party(within, "buyer")
        desk.party(within, "by")
    if sale and "family" in sale:
        desk.known.family(str(sale["family"]))


def _listed_sale(desk: Desk, sender: str, spot: Spot, sale: Entry, seen_at: int) -> int:
    buyer, by = desk.party(sale, "buyer"), desk.party(sale, "by")
    at = parse(sale["at"]) if "at" in sale else NEVER
    if sale.get("refusal") == "used":
        people = {person for person in (buyer, by) if person is not None}
        choices.refused_in_sale(desk, sender, spot, people, seen_at if at == NEVER else at, seen_at)
    return desk.store.numbered(
        Purchase,
        sender_id=sender,
        buyer_id=buyer,
        by_party_id=by,
        address_id=spot.id,
        family_id=sale.get("family"),
        consideration=sale["consideration"],
        informed=truth(sale.get("informed")),
        refusal=sale.get("refusal", ""),
        given=truth(sale.get("given_in_sale")),
        listed=1,
        at=at,
        seen_at=seen_at,
        recorded_at=desk.recorded_at,
    )


def _last_sent(desk: Desk, sender: str, spot: Spot, event: Entry) -> None:
    if "last_sent_at" not in event:
        return
    for purpose in event["says_yes"].get("purposes", ()):
        desk.store.numbered(
            Sent,
            sender_id=sender,
            address_id=spot.id,
            purpose=purpose,
            at=parse(event["last_sent_at"]),
            seen_at=parse(event["at"]),
            recorded_at=desk.recorded_at,
        )


def _sent(desk: Desk, event: Entry) -> int:
    sender, at = _sender(desk, event), parse(event["at"])
    return desk.store.numbered(
        Sent,
        sender_id=sender,
        address_id=desk.spot(event).id,
        purpose=event.get("purpose", ""),
        declared_as=event.get("declared_as", ""),
        answers=event.get("answers", ""),
        at=at,
        seen_at=at,
        recorded_at=desk.recorded_at,
    )


def _bounce(desk: Desk, event: Entry) -> int:
    sender = _sender(desk, event)
    return desk.store.numbered(
        Bounce,
        sender_id=sender,
        address_id=desk.spot(event).id,
        kind=event["kind"],
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _erasure(desk: Desk, event: Entry) -> int:
    return desk.store.numbered(
        Erasure,
        sender_id=_sender(desk, event),
        party_id=desk.party(event, "party"),
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _death(desk: Desk, event: Entry) -> int:
    return desk.store.numbered(
        Death, party_id=desk.party(event, "party"), at=parse(event["at"]), recorded_at=desk.recorded_at
    )


def _takeover(desk: Desk, event: Entry) -> int:
    from_sender, to_sender = (desk.known.sender(str(event[name])) for name in ("from", "to"))
    return desk.store.numbered(
        Takeover,
        from_sender_id=from_sender,
        to_sender_id=to_sender,
        whole=truth(event["whole"]),
        told=truth(event["told"]),
        refusal=truth(event["refusal"]),
        at=parse(event["at"]),
        recorded_at=desk.recorded_at,
    )


def _sender(desk: Desk, event: Entry) -> str:
    return desk.known.sender(str(event["sender"]))


WRITERS: dict[str, Callable[[Desk, Entry], int]] = {
    "sale": _sale,
    "sale_state": _sale_state,
    "contract_end": _contract_end,
    "account": _account,
    "account_end": _account_end,
    "import": _import,
    "sent": _sent,
    "bounce": _bounce,
    "erasure": _erasure,
    "death": _death,
    "takeover": _takeover,
    **choices.WRITERS,
}
"""Event type → its writer, which gives the number of the row that later events may name."""
