"""What the register holds about one address and who holds it, in the order in which it happened."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.db.models import Q

from datmag.delivery.models import Delivery
from datmag.moment import Moment
from datmag.register.ledger import (
    NOES,
    Bounce,
    Choice,
    Death,
    Erasure,
    ListRow,
    Purchase,
    PurchaseState,
    Seat,
    SeatEnd,
    Sent,
)
from datmag.register.models import Address
from datmag.rulebook.terms import REASON_NAMES, REASONS
from datmag.web import glossary
from datmag.web.glossary import shown
from datmag.words import Text

Tone = Literal["yes", "no", "plain"]

LANES = {
    "dealing": Text("Aankopen", "Purchases"),
    "account": Text("Accounts", "Accounts"),
    "yes": Text("Ja gezegd", "Said yes"),
    "no": Text("Nee gezegd", "Said no"),
    "message": Text("Berichten", "Messages"),
    "other": Text("Overig", "Other"),
}


LATER = Text("later bevestigd", "confirmed later")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `lane` is a key of `LANES`."""

    at: Moment
    lane: str
    text: Text
    tone: Tone = "plain"


def events(address: Address, parties: Sequence[int]) -> list[Event]:
    """Give all that is on record about an address and its holders, the oldest first; undated entries lead."""
    sources = (
        _dealings(address, parties),
        _accounts(address, parties),
        _choices(address, parties),
        _messages(address),
        _others(address, parties),
    )
    found = Counter(event for source in sources for event in source)
    return sorted((_times(event, many) for event, many in found.items()), key=lambda event: event.at)


def _times(event: Event, many: int) -> Event:
    """Tell what is on record several times (a row in each of several lists) once, with the number."""
    if many == 1:
        return event
    return replace(event, text=Text(f"{event.text.nl} ({many} keer)", f"{event.text.en} ({many} times)"))


def _dealings(address: Address, parties: Sequence[int]) -> Iterator[Event]:
    mine = Q(buyer__in=parties) | Q(by_party__in=parties) | Q(address=address)
    sales = {
        sale.id: sale for sale in Purchase.objects.filter(mine).select_related("family", "buyer", "by_party")
    }
    for sale in sales.values():
        what = sale.family.label or sale.family.id if sale.family else ""
        deal = shown(glossary.DEALINGS, sale.consideration)
        parts = [Text(f"{deal.nl}: {what}", f"{deal.en}: {what}") if what else deal]
        if sale.buyer and sale.buyer_id not in parties:
            parts.append(Text(f"koper: {sale.buyer.name}", f"buyer: {sale.buyer.name}"))
        if sale.refusal:
            parts.append(shown(glossary.REFUSALS, sale.refusal))
        yield Event(sale.at, "dealing", _joined(parts), "no" if sale.consideration == "refunded" else "plain")
    for step in PurchaseState.objects.filter(purchase__in=sales):
        gone = step.state in {"refunded", "cancelled"}
        yield Event(step.at, "dealing", shown(glossary.AFTER_SALE, step.state), "no" if gone else "plain")


def _accounts(address: Address, parties: Sequence[int]) -> Iterator[Event]:
    seats = list(
        Seat.objects.filter(Q(user__in=parties) | Q(address=address)).select_related("via__buyer", "sender")
    )
    for seat in seats:
        payer = seat.via.buyer if seat.via else None
        paid = (
            []
            if payer is None or payer.id in parties
            else [Text(f"betaald door {payer.name}", f"paid by {payer.name}")]
        )
        yield Event(seat.at, "account", _joined([Text("kreeg een account", "got an account"), *paid]))
    for end in SeatEnd.objects.filter(seat__in=[seat.id for seat in seats]):
        yield Event(end.at, "account", Text("het account eindigde", "the account ended"))


def _choices(address: Address, parties: Sequence[int]) -> Iterator[Event]:
    by_mailbox = Q(act__in=NOES, k_mailbox=address.k_mailbox)
    said = list(Choice.objects.filter(Q(address=address) | Q(by_party__in=parties) | by_mailbox))
    consents = [choice.seq for choice in said if choice.act == "consent"]
    later = list(Choice.objects.filter(act="confirmed", of__in=consents))
    confirmed = {choice.of for choice in later}
    for choice in {choice.seq: choice for choice in said + later}.values():
        good = choice.act in glossary.YESES
        text = _joined(_said(choice, confirmed=choice.seq in confirmed))
        yield Event(choice.at, "yes" if good else "no", text, "yes" if good else "no")


def _said(choice: Choice, *, confirmed: bool) -> Iterable[Text]:
    yield shown(glossary.ACTS, choice.act)
    if choice.act == "consent":
        yield _listed(choice.purposes)
        yield LATER if confirmed else shown(glossary.CONSENT_ACTS, choice.consent_act)
        yield shown(glossary.PROOFS, choice.evidence)
    elif choice.act in {"objection", "withdrawal"}:
        yield (
            shown(glossary.SCOPES, choice.scope) if choice.scope in glossary.SCOPES else _listed(choice.word)
        )
        yield shown(glossary.ROUTES, choice.route)
    elif choice.act == "published":
        yield shown(glossary.DESIGNATIONS, choice.designation)
    if choice.listed:
        yield Text("volgens een lijst", "according to a list")


def _messages(address: Address) -> Iterator[Event]:
    for sent in Sent.objects.filter(address=address):
        about = [Text(sent.purpose, sent.purpose)] if sent.purpose else []
        yield Event(sent.at, "message", _joined([Text("kreeg een bericht", "got a message"), *about]))
    stopped = Delivery.objects.filter(address_id=address.id).exclude(
        state__in=("pending", "leased", "armed", "accepted")
    )
    for row in stopped.select_related("mailing"):
        why = [REASON_NAMES[REASONS[row.reason]]] if row.reason >= 0 else []
        name = Text(f"niet verstuurd: {row.mailing.name}", f"not sent: {row.mailing.name}")
        yield Event(row.done_at, "message", _joined([name, *why]), "no")


def _others(address: Address, parties: Sequence[int]) -> Iterator[Event]:
    for row in ListRow.objects.filter(address=address):
        source = shown(glossary.SOURCES, row.source)
        yield Event(
            row.at, "other", Text(f"ingelezen, herkomst: {source.nl}", f"imported, origin: {source.en}")
        )
    for bounce in Bounce.objects.filter(address=address):
        yield Event(
            bounce.at,
            "message",
            shown(glossary.BOUNCES, bounce.kind),
            "no" if bounce.kind == "hard" else "plain",
        )
    for erasure in Erasure.objects.filter(party__in=parties):
        yield Event(erasure.at, "other", Text("liet de gegevens wissen", "had the data erased"), "no")
    for death in Death.objects.filter(party__in=parties):
        yield Event(death.at, "other", Text("overleden", "died"), "no")


def _joined(parts: Iterable[Text]) -> Text:
    present = [part for part in parts if part.en]
    return Text(", ".join(part.nl for part in present), ", ".join(part.en for part in present))


def _listed(words: str) -> Text:
    plain = ", ".join(word for word in words.split("|") if word)
    return Text(f"voor {plain}", f"for {plain}") if plain else Text("", "")
