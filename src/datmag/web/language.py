"""Which language a page speaks: the address says, else the cookie, else the browser, else the setting."""

from django.conf import settings
from django.http import HttpRequest

from datmag.words import Lang

COOKIE = "datmag_lang"
YEAR = 365 * 86_400


def wanted(request: HttpRequest) -> Lang | None:
    """Give the language that the address asks for with `?lang=`, if it asks for one that exists."""
    return _known(request.GET.get("lang", ""))


def chosen(request: HttpRequest) -> Lang:
    """Settle the language of the answer to a request."""
    kept = _known(request.COOKIES.get(COOKIE, ""))
    browser = _known(request.headers.get("Accept-Language", "")[:2].lower())
    fallback: Lang = "nl" if settings.DATMAG.lang == "nl" else "en"
    return wanted(request) or kept or browser or fallback


def _known(word: str) -> Lang | None:
    if word == "nl":
        return "nl"
    return "en" if word == "en" else None
