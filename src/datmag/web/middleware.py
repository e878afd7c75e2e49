"""What surrounds each request: its language, who may see staff pages, and what a page may load."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from datmag.web.language import COOKIE, YEAR, chosen, wanted

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


def language(get_response: Handler) -> Handler:
    """Settle the language of the answer; `?lang=` is kept in a cookie."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Language", chosen(request))
        asked = wanted(request)
        if asked and request.COOKIES.get(COOKIE) != asked:
            response.set_cookie(COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
        return response

    return respond


def content_security(get_response: Handler) -> Handler:
    """Put the content security policy on every answer that brings none of its own."""

    def respond(request: HttpRequest) -> HttpResponse:
        return _secured(get_response(request))

    return respond


def staff_only(get_response: Handler) -> Handler:
    """Ask for a login on all but the public pages; a demo needs none, but answers this machine only."""

    def respond(request: HttpRequest) -> HttpResponse:
        if settings.DATMAG.demo:
            return get_response(request) if _from_this_machine(request) else _stranger(request)
        if request.path.startswith(OPEN) or request.user.is_authenticated:
            return get_response(request)
        return _secured(HttpResponseRedirect("/login?" + urlencode({"next": request.get_full_path()})))

    return respond


def _secured(response: HttpResponse) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    return response


def _stranger(request: HttpRequest) -> HttpResponse:
    return _secured(render(request, "403.html", status=403))


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
