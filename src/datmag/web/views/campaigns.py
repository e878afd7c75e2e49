"""Campaigns: the list, one with its verdict, funnel and message, the people behind each number."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from datmag.campaign.steps import WORDS
from datmag.delivery.holds import HOLDS
from datmag.delivery.models import Delivery, Mailing
from datmag.errors import RefusedError
from datmag.gate.models import Audience, Member
from datmag.moment import NEVER
from datmag.rulebook.decide import version
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.sentence import disclaimer
from datmag.rulebook.terms import GROUND_NAMES, REASON_NAMES
from datmag.web import paging, people, sentences
from datmag.web.actions import ACTIONS, offered
from datmag.web.clock import now
from datmag.web.preview import preview
from datmag.web.progress import LABELS, progress, states
from datmag.web.remedies import remedy
from datmag.web.tally import tally
from datmag.web.views.inbox import framed
from datmag.words import Text

HEADINGS = {
    "permitted": Text("Mag dit krijgen", "May get this"),
    "stopped": Text("Krijgt dit niet", "Does not get this"),
}
EVERYBODY = Text("Iedereen op de lijst", "Everybody on the list")


@dataclass(frozen=True, slots=True)
class Line:
    """One campaign in a list."""

    mailing: Mailing
    state: Text
    permitted: int
    withheld: int

    def json(self) -> dict[str, object]:
        """Give the numbers."""
        return {
            "id": self.mailing.id,
            "name": self.mailing.name,
            "state": self.mailing.state,
            "permitted": self.permitted,
            "withheld": self.withheld,
        }


def lines(mailings: Sequence[Mailing]) -> list[Line]:
    """Count each of some campaigns."""
    return [_line(mailing) for mailing in mailings]


def _line(mailing: Mailing) -> Line:
    by_reason, by_ground = people.count_by(people.everybody(mailing))
    return Line(mailing, WORDS[mailing.state], sum(by_ground.values()), sum(by_reason.values()))


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Show all campaigns, the newest first."""
    leaf = paging.leaf(request, Mailing.objects.filter(kind="campaign").order_by("-id"))
    return render(request, "web/campaigns.html", {"leaf": leaf, "campaigns": lines(leaf.rows)})


@require_safe
def campaigns_json(request: HttpRequest) -> HttpResponse:
    """Give one page of campaigns with their numbers."""
    leaf = paging.leaf(request, Mailing.objects.filter(kind="campaign").order_by("-id"))
    shown = [line.json() for line in lines(leaf.rows)]
    return JsonResponse({"total": leaf.total, "page": leaf.number, "pages": leaf.pages, "campaigns": shown})


@require_safe
def campaign(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Show one campaign: the verdict first."""
    return _shown(request, get_object_or_404(Mailing, id=mailing_id))


@require_POST
def campaign_act(request: HttpRequest, mailing_id: int, name: str) -> HttpResponse:
    """Approve, send, pause, resume or judge a campaign; who acts is kept where it counts."""
    if name not in ACTIONS:
        raise Http404
    mailing = get_object_or_404(Mailing, id=mailing_id, kind="campaign")
    try:
        ACTIONS[name].act(mailing, "demo" if settings.DATMAG.demo else request.user.get_username(), now())
    except RefusedError as refused:
        return _shown(request, mailing, notice=refused.text, status=HTTPStatus.CONFLICT)
    return HttpResponseRedirect(f"/campaigns/{mailing.id}")


def _shown(
    request: HttpRequest, mailing: Mailing, notice: Text | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    counted = tally(mailing)
    judged = Audience.objects.filter(id=mailing.audience_id).first()
    page = {
        "mailing": mailing,
        "state": WORDS[mailing.state],
        "tally": counted,
        "judged_at": judged.at if judged else NEVER,
        "verdict": sentences.of_campaign(mailing, counted),
        "disclaimer": disclaimer(judged.version if judged else version(), POLICIES[mailing.policy]),
        "actions": offered(mailing, counted.permitted),
        "notice": notice,
        "progress": progress(mailing),
        "preview": preview(mailing),
    }
    return render(request, "web/campaign.html", page, status=status)


@require_safe
def campaign_json(_request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Give the numbers of one campaign."""
    mailing = get_object_or_404(Mailing, id=mailing_id)
    counted = tally(mailing)
    return JsonResponse(
        {
            "id": mailing.id,
            "name": mailing.name,
            "state": mailing.state,
            "policy": mailing.policy,
            "version": mailing.version or version(),
            "verdict": sentences.of_campaign(mailing, counted).sentence.json(),
            "funnel": counted.json(),
            "states": states(mailing),
        }
    )


@require_safe
def campaign_progress(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Give the part of the page that tells how far the sending is; when it ended, have the whole page shown anew."""
    mailing = get_object_or_404(Mailing, id=mailing_id)
    page = {
        "mailing": mailing,
        "state": WORDS[mailing.state],
        "progress": progress(mailing),
    }
    if page["progress"] is None:
        raise Http404
    ended = {} if mailing.state == "sending" else {"HX-Refresh": "true"}
    return HttpResponse(render_to_string("web/progress.html", page, request), headers=ended)


@require_safe
def campaign_preview(_request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Give the HTML of the message, for the frame."""
    return framed(preview(get_object_or_404(Mailing, id=mailing_id)).html)


@require_safe
def campaign_people(request: HttpRequest, mailing_id: int) -> HttpResponse:
    """Show the people behind one number: `?reason=`, `?ground=` or `?state=`; without any, everybody."""
    mailing = get_object_or_404(Mailing, id=mailing_id)
    rows, heading, code = _chosen(request, mailing)
    leaf: paging.Leaf[Member | Delivery] = paging.leaf(request, rows.order_by("id"))
    page = {
        "mailing": mailing,
        "leaf": leaf,
        "persons": people.persons(leaf.rows),
        "heading": heading,
        "help": remedy(code) if code else None,
    }
    return render(request, "web/people.html", page)


def _chosen(request: HttpRequest, mailing: Mailing) -> tuple[people.Rows, Text, str]:
    everybody = people.everybody(mailing)
    reason, ground, state = (request.GET.get(name, "") for name in ("reason", "ground", "state"))
    if reason in HOLDS or reason in REASON_NAMES:
        return people.with_reason(everybody, reason), HOLDS.get(reason) or REASON_NAMES[reason], reason
    if ground in GROUND_NAMES:
        return people.with_ground(everybody, ground), GROUND_NAMES[ground], ""
    if state in HEADINGS or state in LABELS:
        return people.with_state(everybody, state), HEADINGS.get(state) or LABELS[state], ""
    if reason or ground or state:
        raise Http404
    return everybody, EVERYBODY, ""
