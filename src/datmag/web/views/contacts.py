"""The people on record: the list, and one of them with what happened and what is allowed."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from datmag.delivery.holds import HOLDS
from datmag.delivery.models import Mailing
from datmag.gate.check import judge
from datmag.moment import NEVER, Moment, iso
from datmag.optout import staff
from datmag.register.models import Address, Bond, Holding, Party, Sender
from datmag.rulebook.decide import version
from datmag.rulebook.decision import Decision
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.sentence import disclaimer
from datmag.web import glossary, lanes, paging, people, sentences, timeline
from datmag.web.clock import now
from datmag.web.tally import asked
from datmag.words import Text

ROUTES = ("phone", "post", "reply")
"""How a No can reach the staff."""


@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Show the addresses on record; `?q=` searches address and name."""
    wanted = request.GET.get("q", "").strip()
    leaf = paging.leaf(request, _found(wanted))
    return render(request, "web/contacts.html", {"leaf": leaf, "rows": _with_names(leaf.rows), "q": wanted})


@require_safe
def contacts_json(request: HttpRequest) -> HttpResponse:
    """Give one page of the addresses on record."""
    leaf = paging.leaf(request, _found(request.GET.get("q", "").strip()))
    rows = [
        {
            "id": address.id,
            "address": address.value,
            "channel": address.channel,
            "names": [party.name for party in held],
        }
        for address, held in _with_names(leaf.rows)
    ]
    return JsonResponse({"total": leaf.total, "page": leaf.number, "pages": leaf.pages, "contacts": rows})


@require_safe
def contact(request: HttpRequest, address_id: int) -> HttpResponse:
    """Show what is on record about one address, and the verdict for a campaign (`?campaign=`, else the latest)."""
    address = get_object_or_404(Address, id=address_id)
    held = people.holders(address)
    moment = now()
    happened = timeline.events(address, [party.id for party in held])
    page = {
        "address": address,
        "holders": held,
        "kinds": [glossary.shown(glossary.KINDS, party.kind) for party in held],
        "others": Address.objects.filter(holding__party__in=held)
        .exclude(id=address.id)
        .distinct()
        .order_by("id"),
        "bonds": _bonds(held),
        "events": happened[::-1],
        "drawing": lanes.drawing(happened, moment),
        "senders": Sender.objects.order_by("id") if address.channel == "email" else [],
        "routes": [(route, glossary.ROUTES[route]) for route in ROUTES],
        "never": NEVER,
    }
    return render(request, "web/contact.html", page | _judged(request, address, moment))


@require_safe
def contact_json(request: HttpRequest, address_id: int) -> HttpResponse:
    """Give one address with its timeline and the verdict."""
    address = get_object_or_404(Address, id=address_id)
    held = people.holders(address)
    happened = timeline.events(address, [party.id for party in held])
    mailing = _campaign(request)
    decision = _decision(address, mailing, now()) if mailing else None
    return JsonResponse(
        {
            "id": address.id,
            "address": address.value,
            "holders": [{"name": party.name, "kind": party.kind} for party in held],
            "timeline": [
                {"at": None if one.at == NEVER else iso(one.at), "kind": one.lane, "text": one.text.json()}
                for one in happened
            ],
            "campaign": mailing.id if mailing else None,
            "decision": decision.json() if decision else None,
        }
    )


@require_POST
def opt_out(request: HttpRequest, address_id: int) -> HttpResponse:
    """Note that this person wants no more mail, as told to the staff."""
    address = get_object_or_404(Address, id=address_id, channel="email")
    route, sender = request.POST.get("route", ""), request.POST.get("sender", "")
    if route not in ROUTES or not Sender.objects.filter(id=sender).exists():
        return HttpResponseBadRequest()
    staff.stop(address.value, sender=sender, route=route, clock=now)
    return HttpResponseRedirect(f"/contacts/{address.id}?noted=1")


def _found(wanted: str) -> QuerySet[Address]:
    rows = Address.objects.order_by("id")
    if not wanted:
        return rows
    named = Holding.objects.filter(party__name__icontains=wanted).values("address_id")
    return rows.filter(Q(value__icontains=wanted) | Q(id__in=named))


def _with_names(addresses: Sequence[Address]) -> list[tuple[Address, list[Party]]]:
    held = Holding.objects.filter(address__in=addresses).select_related("party").order_by("id")
    by_address: dict[int, list[Party]] = {}
    for holding in held:
        by_address.setdefault(holding.address_id, []).append(holding.party)
    return [(address, by_address.get(address.id, [])) for address in addresses]


def _bonds(held: list[Party]) -> list[tuple[Text, Party]]:
    bonds = Bond.objects.filter(a__in=held).select_related("b").order_by("id")
    return [(glossary.shown(glossary.BONDS, bond.kind), bond.b) for bond in bonds]


def _campaign(request: HttpRequest) -> Mailing | None:
    wanted = request.GET.get("campaign", "")
    if wanted:
        if not wanted.isdecimal():
            raise Http404
        return get_object_or_404(Mailing, id=int(wanted[:18]))
    return Mailing.objects.filter(kind="campaign").order_by("-id").first()


def _decision(address: Address, mailing: Mailing, moment: Moment) -> Decision:
    return judge(address, asked(mailing, at=moment, known_at=moment)).decision


def _judged(request: HttpRequest, address: Address, moment: Moment) -> dict[str, object]:
    mailing = _campaign(request)
    if mailing is None:
        return {}
    decision = _decision(address, mailing, moment)
    row = people.everybody(mailing).filter(address_id=address.id).first()
    return {
        "mailing": mailing,
        "decision": decision,
        "verdict": sentences.of_person(decision),
        "disclaimer": disclaimer(version(), POLICIES[mailing.policy]),
        "hold": HOLDS.get(row.hold) if row else None,
        "noted": "noted" in request.GET,
    }
