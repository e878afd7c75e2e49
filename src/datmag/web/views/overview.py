"""The first page: how many people there are, what the last campaign may do, and what is to be done."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datmag.delivery.models import Delivery, Mailing
from datmag.moment import Moment
from datmag.register.ledger import Choice
from datmag.register.models import Address
from datmag.web import tally
from datmag.web.views.campaigns import Line, lines
from datmag.words import Text, number

RECENT = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something for a person to do, with the place where it is done."""

    text: Text
    link: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step through the demo."""

    text: Text
    link: str
    done: bool


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the overview."""
    recent = lines(_campaigns())
    steps = _steps() if settings.DATMAG.demo else []
    page = {
        "contacts": Address.objects.count(),
        "latest": recent[0] if recent else None,
        "campaigns": recent,
        "tasks": _tasks(recent),
        "steps": steps,
        "next_step": next((step for step in steps if not step.done), None),
    }
    return render(request, "web/overview.html", page)


@require_safe
def overview_json(_request: HttpRequest) -> HttpResponse:
    """Give the numbers of the overview."""
    recent = lines(_campaigns())
    return JsonResponse(
        {
            "contacts": Address.objects.count(),
            "campaigns": [line.json() for line in recent],
            "tasks": [{"text": task.text.json(), "link": task.link} for task in _tasks(recent)],
        }
    )


def _campaigns() -> list[Mailing]:
    return list(Mailing.objects.filter(kind="campaign").order_by("-id")[:RECENT])


def _tasks(recent: list[Line]) -> list[Task]:
    unknown = [
        Task(_uncertain(line.mailing.name, many), f"/campaigns/{line.mailing.id}/people?state=unknown")
        for line in recent
        if (many := Delivery.objects.filter(mailing=line.mailing, state="unknown").count())
    ]
    drafts = [
        Task(
            Text(
                f"“{line.mailing.name}” wacht op uw goedkeuring",
                f"“{line.mailing.name}” waits for your approval",
            ),
            f"/campaigns/{line.mailing.id}",
        )
        for line in recent
        if line.mailing.state == "draft"
    ]
    missing = [
        Task(_missing(bar.many), bar.link)
        for line in recent[:1]
        for bar in tally.tally(line.mailing).reasons
        if bar.code == "unknown_fact"
    ]
    return unknown + drafts + missing


def _uncertain(name: str, many: int) -> Text:
    return Text(
        f"“{name}”: van {number(many, 'nl')} onzeker of het aankwam",
        f"“{name}”: {number(many, 'en')} uncertain to have arrived",
    )


def _missing(many: int) -> Text:
    return Text(
        f"Van {number(many, 'nl')} mensen weten wij iets niet; vul het aan",
        f"Of {number(many, 'en')} people something is not known; add it",
    )


def _steps() -> list[Step]:
    first = Mailing.objects.filter(kind="campaign").order_by("id").first()
    here = f"/campaigns/{first.id}" if first else "/campaigns"
    sent = Delivery.objects.filter(state="accepted").exists()
    gone = _opted_out(first.approved_at) if first and sent else 0
    return [
        Step(
            Text(
                "Bekijk wie het bericht mag krijgen, en wie niet",
                "See who may get the message, and who may not",
            ),
            here,
            sent,
        ),
        Step(Text("Keur goed en verstuur", "Approve and send"), here, sent),
        Step(
            Text(
                "Open een bericht in de mailvanger en meld u af",
                "Open a message in the mail catcher and opt out",
            ),
            "/inbox",
            gone > 0,
        ),
        Step(
            Text(
                "Bekijk die persoon: afgemeld, met het tijdstip",
                "Look at that person: opted out, with the time",
            ),
            f"/contacts/{gone}" if gone else "/contacts",
            done=False,
        ),
    ]


def _opted_out(since: Moment) -> int:
    """Give the address of the latest opt-out through a message since then; 0 where there is none."""
    choices = Choice.objects.filter(act="objection", route__in=("link", "one_click"), at__gte=since)
    return choices.order_by("-seq").values_list("address_id", flat=True).first() or 0
