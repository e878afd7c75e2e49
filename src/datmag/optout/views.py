"""The page behind every opt-out link: GET shows one button, POST acts; also the target of one-click (RFC 8058)."""

import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from datmag.delivery.models import Delivery
from datmag.mail.headers import ONE_CLICK, read_token
from datmag.moment import Moment
from datmag.optout import texts
from datmag.optout.stop import stop_delivery
from datmag.register.models import Sender
from datmag.rulebook.terms import GROUNDS
from datmag.words import LANGS

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
"""On every answer: nothing is kept, nothing is loaded but the style sheet, and the link is passed on to nobody."""

METHODS = ("GET", "HEAD", "POST")


def _now() -> Moment:
    return time.time_ns() // 1000


# The token is the authority: whoever holds the link may stop the mail, from anywhere, without a session.
@csrf_exempt
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or act.

    INVARIANT: GET and HEAD change nothing (mail scanners fetch every link); the answer to POST is given
    after the commit.
    """
    if request.method not in METHODS:
        return _with_headers(HttpResponseNotAllowed(METHODS))
    number = read_token(settings.DATMAG.secret_key, token)
    row = Delivery.objects.select_related("mailing").filter(id=number).first() if number else None
    if row is None:
        return _sorry(request, texts.not_found, HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return _page(request, row, done=False)
    one_click = _is_one_click(request)
    try:
        stop_delivery(row, route="one_click" if one_click else "link", clock=_now)
    except OperationalError:
        # Never say "done" without a commit; a mail program tries a 503 again by itself.
        return _sorry(request, texts.not_now, HTTPStatus.SERVICE_UNAVAILABLE)
    if one_click:
        return _with_headers(HttpResponse(texts.DONE.en + "\n", content_type="text/plain; charset=utf-8"))
    return _page(request, row, done=True)


def _is_one_click(request: HttpRequest) -> bool:
    name, _, value = ONE_CLICK.partition("=")
    return request.POST.get(name, "") == value


def _page(request: HttpRequest, row: Delivery, *, done: bool) -> HttpResponse:
    wanted = request.GET.get("in", "")
    lang = wanted if wanted in LANGS else row.mailing.lang
    sender = Sender.objects.filter(id=row.mailing.sender_id).first()
    ground = GROUNDS[row.ground] if row.ground >= 0 else ""
    page = texts.page(
        lang=lang,
        sender=sender.name if sender else row.mailing.sender_id,
        address=texts.masked(row.address),
        ground=ground,
    )
    answer = render(request, "optout/page.html", {**page, "done": done, "lang": lang})
    answer.headers["Content-Language"] = lang
    return _with_headers(answer)


def _sorry(request: HttpRequest, words: Callable[[str], dict[str, str]], status: HTTPStatus) -> HttpResponse:
    """Say in both languages, because nobody knows whose the link is, what is wrong and what to do."""
    both = [{"lang": lang, **words(lang)} for lang in LANGS]
    answer = render(request, "optout/sorry.html", {"both": both}, status=status)
    answer.headers["Content-Language"] = ", ".join(LANGS)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = "60"
    return _with_headers(answer)


def _with_headers(answer: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer
