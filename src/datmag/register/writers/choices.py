"""The writers of what people said: every Yes and every No, requests and publications.

INVARIANT: every No also writes a `Suppression` under the keyed hash of its mailbox, which no erasure touches.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from datmag.moment import Moment, parse
from datmag.register.models import Choice, Notice, Suppression
from datmag.register.writers.desk import Desk, Entry, truth, words
from datmag.register.writers.known import Spot

Values = Mapping[str, Any]


def say(desk: Desk, act: str, spot: Spot | None, at: Moment, **values: object) -> int:
    """Add one row to the ledger and give its number."""
    return desk.store.numbered(
        Choice,
        act=act,
        address_id=spot.id if spot else None,
        k_mailbox=spot.k_mailbox if spot else "",
        at=at,
        **{"seen_at": at, **values},
        recorded_at=desk.recorded_at,
    )


def say_no(
    desk: Desk,
    act: str,
    sender: str,
    spot: Spot | None,
    at: Moment,
    scope: str = "all",
    word: str = "",
    **values: object,
) -> int:
    """Add a No to the ledger, and to the suppressions; its purpose is kept casefolded, for a No is wide."""
    word = word.casefold()
    seen_at = values.get("seen_at", at)
    if spot:
        desk.store.numbered(
            Suppression,
            k_mailbox=spot.k_mailbox,
            sender=sender,
            scope=scope,
            word=word,
            reason=act,
            since_at=at,
            seen_at=seen_at,
            recorded_at=desk.recorded_at,
        )
    return say(desk, act, spot, at, sender_id=sender, scope=scope, word=word, **values)


def refused_in_sale(
    desk: Desk, sender: str, spot: Spot | None, people: set[int], at: Moment, seen_at: Moment
) -> None:
    """Add the No of a refusal that was used in a sale: of who dealt, of the buyer, of who holds the address.

    It is the person's No, so it outlives the sale (`story.md`, rules 4 and 8).
    """
    named: list[int | None] = [*sorted(people)]
    for person in named or [None]:
        say_no(desk, "refusal", sender, spot, at, by_party_id=person, seen_at=seen_at)


def consent(desk: Desk, event: Entry) -> int:
    """Add a Yes."""
    sender, by = desk.known.sender(str(event["sender"])), desk.party(event, "by")
    spot = desk.spot(event)
    return say(
        desk,
        "consent",
        spot,
        parse(event["at"]),
        ref=event["id"],
        sender_id=sender,
        by_party_id=by,
        capacity=event.get("capacity", ""),
        purposes=words(event["purposes"]),
        # the address's own channel, where the form names none
        channels=words(event.get("channels", [spot.channel])),
        measuring=words(event.get("measuring")),
        consent_act=event["act"],
        evidence=event["evidence"],
        **shown(desk, event["notice"], event["purposes"]),
    )


def listed_yes(desk: Desk, sender: str, spot: Spot, yes: Entry, seen_at: Moment) -> None:
    """Add the Yes of a list row; what the row does not say stays unknown (`story.md`, rule 6)."""
    notice, dated = yes.get("notice"), "at" in yes
    proved = dated and bool(yes.get("act") and notice and yes.get("text_kept"))
    say(
        desk,
        "consent",
        spot,
        parse(yes["at"]) if dated else seen_at,
        seen_at=seen_at,
        listed=1,
        sender_id=sender,
        by_party_id=desk.party(yes, "by"),
        capacity="self" if yes.get("self") else "",
        purposes=words(yes.get("purposes")),
        channels=words(yes.get("channels")),
        measuring=words(yes.get("measuring")),
        consent_act=yes.get("act", "unknown"),
        evidence="full" if proved else "partial" if dated else "none",
        **shown(desk, notice or {}, yes.get("purposes")),
    )


def shown(desk: Desk, notice: Values, purposes: list[str] | None) -> dict[str, object]:
    """Give the columns that say what the text told, and keep the text itself under its hash."""
    body = notice.get("text", "")
    key = hashlib.sha256(body.encode("utf-8")).hexdigest() if body else notice.get("hash")
    facts = {
        "names": words(notice.get("names")),
        "bundled": truth(notice.get("bundled")),
        "informed": truth(notice.get("informed")),
        "conditional": max(0, truth(notice.get("conditional"))),
    }
    if not key:
        return facts
    _keep(desk, key, body, {"purposes": words(purposes), **facts})
    return {**facts, "notice_id": key}


def _keep(desk: Desk, key: str, body: str, told: dict[str, object]) -> None:
    if f"{key}{bool(body)}" in desk.known.notices:
        return
    kept, made = Notice.objects.get_or_create(
        id=key, defaults={"body": body, **told, "recorded_at": desk.recorded_at}
    )
    if body and not made and not kept.body:
        # the text belongs to the hash by which it was named before
        Notice.objects.filter(id=key).update(body=body)
    desk.known.notices.add(f"{key}{bool(body)}")


def _confirmed(desk: Desk, event: Entry) -> int:
    return say(
        desk, "confirmed", None, parse(event["at"]), of=desk.known.row(str(event["consent"]), ("consent",))
    )


def _withdrawal(desk: Desk, event: Entry) -> int:
    sender, by = desk.known.sender(str(event["sender"])), desk.party(event, "by")
    purpose = event.get("purpose", "")
    # no suppression: whether it is an objection depends on the consents that it finds (rule 4)
    return say(
        desk,
        "withdrawal",
        desk.spot(event),
        parse(event["at"]),
        ref=event["id"],
        sender_id=sender,
        by_party_id=by,
        scope="purpose" if purpose else "all",
        word=purpose.casefold(),
    )


def _objection(desk: Desk, event: Entry) -> int:
    sender, by = desk.known.sender(str(event["sender"])), desk.party(event, "by")
    scope, word = event["scope"], ""
    if isinstance(scope, Mapping):
        scope, word = next(iter(scope.items()))
    spot = desk.spot(event) if "address" in event else None
    return say_no(
        desk,
        "objection",
        sender,
        spot,
        parse(event["at"]),
        scope,
        word,
        ref=event["id"],
        by_party_id=by,
        route=event["route"],
    )


def _complaint(desk: Desk, event: Entry) -> int:
    sender, by = desk.known.sender(str(event["sender"])), desk.party(event, "by")
    return say_no(
        desk, "complaint", sender, desk.spot(event), parse(event["at"]), ref=event["id"], by_party_id=by
    )


def _request(desk: Desk, event: Entry) -> int:
    sender, by = desk.known.sender(str(event["sender"])), desk.party(event, "by")
    return say(
        desk,
        "request",
        desk.spot(event),
        parse(event["at"]),
        ref=event["id"],
        sender_id=sender,
        by_party_id=by,
        word=event.get("what", ""),
    )


def _published(desk: Desk, event: Entry) -> int:
    by = desk.party(event, "by")
    return say(
        desk,
        "published",
        desk.spot(event),
        parse(event["at"]),
        ref=event["id"],
        by_party_id=by,
        designation=event["designation"],
        subjects=words(event.get("subjects")),
        route=event.get("url", ""),
    )


def _unpublished(desk: Desk, event: Entry) -> int:
    return say(desk, "unpublished", desk.spot(event), parse(event["at"]), ref=event["id"])


WRITERS: dict[str, Callable[[Desk, Entry], int]] = {
    "consent": consent,
    "confirmed": _confirmed,
    "withdrawal": _withdrawal,
    "objection": _objection,
    "complaint": _complaint,
    "request": _request,
    "published": _published,
    "unpublished": _unpublished,
}
"""Event type → its writer, which gives the number of its row in the ledger."""
