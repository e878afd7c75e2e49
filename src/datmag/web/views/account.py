"""Logging in and out, and the language switch."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from datmag.web.language import COOKIE, YEAR
from datmag.words import LANGS

login = LoginView.as_view(template_name="web/login.html")
logout = LogoutView.as_view(next_page="/login")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(_without_lang(back))
    if request.POST.get("lang") in LANGS:
        response.set_cookie(COOKIE, request.POST["lang"], max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _without_lang(address: str) -> str:
    """Take `lang=` out of an address, else it would overrule the choice that was just made."""
    path, _, query = address.partition("?")
    rest = "&".join(part for part in query.split("&") if part and not part.startswith("lang="))
    return f"{path}?{rest}" if rest else path
