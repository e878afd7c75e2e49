"""What surrounds each request: its language, who may see staff pages, and what a page may load."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from datmag.web.language import COOKIE, YEAR, chosen, wanted
from datmag.words import LANGS, Text

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = "default-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
"""INVARIANT: no page may load or send anything elsewhere, and no inline script or style runs."""

OPEN = (
    "/u/",
    "/p/",
    "/s/",
    "/c/",
    "/v/",
    "/w/",
    "/static/",
    "/login",
    "/logout",
    "/language",
    "/favicon.ico",
)
"""Addresses without login. INVARIANT: every other address is for staff, also one that is added later."""

PROGRAMS = "/api/"
"""Addresses for programs: they also answer a caller whom `datmag.api.access` knows by a token."""

UNKEPT = ("/check", PROGRAMS)
"""Addresses whose answers tell of a person in the question: no browser and no proxy keeps them."""

LOG_IN = Text(
    "wij weten niet wie dit vraagt: log in, of stuur `Authorization: Bearer …` met een token mee",
    "we do not know who asks: log in, or send `Authorization: Bearer …` with a token",
)
THIS_MACHINE = Text(
    "de demo antwoordt alleen op deze computer zelf: vraag het aan `127.0.0.1`",
    "the demo answers on this computer only: ask `127.0.0.1`",
)


TOO_MANY = Text(
    "er staan te veel velden in dit adres: noem elk veld één keer",
    "this address has too many fields: name each field once",
)


def language(get_response: Handler) -> Handler:
    """Settle the language of the answer; `?lang=` is kept in a cookie. An address that cannot be read gets a 400."""

    def respond(request: HttpRequest) -> HttpResponse:
        if not _readable(request):
            return _unreadable(request)
        response = get_response(request)
        if "Content-Language" not in response.headers:
            response.headers["Content-Language"] = chosen(request)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        asked = wanted(request)
        if asked and request.COOKIES.get(COOKIE) != asked:
            response.set_cookie(COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
        return response

    return respond


def content_security(get_response: Handler) -> Handler:
    """Put the content security policy on every answer that brings none of its own, and keep checks out of caches."""

    def respond(request: HttpRequest) -> HttpResponse:
        return _secured(request, get_response(request))

    return respond


def staff_only(get_response: Handler) -> Handler:
    """Ask for a login on all but the public pages; a demo needs none, but answers this machine only."""

    def respond(request: HttpRequest) -> HttpResponse:
        if settings.DATMAG.demo:
            return get_response(request) if _from_this_machine(request) else _stranger(request)
        if request.path.startswith(OPEN) or request.user.is_authenticated or _holds_token(request):
            return get_response(request)
        if request.path.startswith(PROGRAMS):
            return _told(request, LOG_IN, HTTPStatus.UNAUTHORIZED)
        login = HttpResponseRedirect("/login?" + urlencode({"next": request.get_full_path()}))
        return _secured(request, login)

    return respond


def _readable(request: HttpRequest) -> bool:
    try:
        return request.GET is not None
    except TooManyFieldsSent:
        return False


def _unreadable(request: HttpRequest) -> HttpResponse:
    """Answer before anything else reads the address; the page stands in both languages and knows no visitor."""
    if request.path.startswith(PROGRAMS):
        return _told(request, TOO_MANY, HTTPStatus.BAD_REQUEST)
    page = HttpResponse(render_to_string("400.html"), status=HTTPStatus.BAD_REQUEST)
    page.headers["Content-Language"] = ", ".join(LANGS)
    return _secured(request, page)


def _secured(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    if request.path.startswith(UNKEPT):
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _holds_token(request: HttpRequest) -> bool:
    return request.path.startswith(PROGRAMS) and getattr(request, "holds_api_token", False) is True


def _told(request: HttpRequest, text: Text, status: int) -> HttpResponse:
    return _secured(request, JsonResponse({"error": text.json()}, status=status))


def _stranger(request: HttpRequest) -> HttpResponse:
    if request.path.startswith(PROGRAMS):
        return _told(request, THIS_MACHINE, HTTPStatus.FORBIDDEN)
    return _secured(request, render(request, "403.html", status=403))


def _from_this_machine(request: HttpRequest) -> bool:
    """Tell whether caller and host name are both loopback (a name could point here from a hostile page)."""
    host = (
        request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    )
    return _loopback(request.META.get("REMOTE_ADDR", "")) and (
        host == "localhost" or _loopback(host.strip("[]"))
    )


def _loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
