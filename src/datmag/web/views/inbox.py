"""The demo's mail catcher: what arrived, each message with its HTML in a frame that can do nothing."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datmag.web import caught, paging

FRAMED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
)
"""INVARIANT: the HTML of a message runs nothing, loads nothing, sends nothing; its own styles may show."""


@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what the catcher kept."""
    to = request.GET.get("to", "")
    leaf = paging.leaf(request, caught.numbers(_folder(), to))
    lines = [caught.line(_folder(), number) for number in leaf.rows]
    return render(request, "web/inbox.html", {"leaf": leaf, "lines": lines, "to": to})


@require_safe
def inbox_json(request: HttpRequest) -> HttpResponse:
    """Give the numbers and heads of one page of messages."""
    leaf = paging.leaf(request, caught.numbers(_folder(), request.GET.get("to", "")))
    lines = [caught.line(_folder(), number) for number in leaf.rows]
    messages = [
        {"number": one.number, "to": one.to, "subject": one.subject, "date": one.date} for one in lines
    ]
    return JsonResponse({"total": leaf.total, "page": leaf.number, "pages": leaf.pages, "messages": messages})


@require_safe
def message(request: HttpRequest, number: int) -> HttpResponse:
    """Show one message: as it looks, as text, its headers."""
    return render(request, "web/caught.html", {"mail": _read(number)})


@require_safe
def message_html(_request: HttpRequest, number: int) -> HttpResponse:
    """Give the HTML of one message, for the frame."""
    return framed(_read(number).html)


@require_safe
def message_raw(_request: HttpRequest, number: int) -> HttpResponse:
    """Give one message as a file."""
    content = caught.raw(_folder(), number)
    if content is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{number}.eml"'}
    return HttpResponse(content, content_type="message/rfc822", headers=headers)


def framed(html: str) -> HttpResponse:
    """Answer with the HTML of a message under a policy that lets it do nothing."""
    return HttpResponse(caught.unfollowed(html), headers={"Content-Security-Policy": FRAMED})


def _folder() -> Path:
    if not settings.DATMAG.demo:
        raise Http404
    return Path(settings.DATMAG.folder) / "mail"


def _read(number: int) -> caught.Caught:
    found = caught.read(_folder(), number)
    if found is None:
        raise Http404
    return found
