"""Who may call the API: a program with a token, staff that is logged in, and in the demo this machine."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja.utils import check_csrf

from datmag.api.errors import ApiError
from datmag.words import Text

Handler = Callable[[HttpRequest], HttpResponse]
HOLDER = "holds_api_token"
"""The mark that `known_token` puts on a request, and that the guard of the staff pages reads."""

_SAME_SITE = {"", "same-origin", "none"}


def known_token(get_response: Handler) -> Handler:
    """Mark a call to the API that carries a known token; it comes before the guard of the staff pages."""

    def respond(request: HttpRequest) -> HttpResponse:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if request.path.startswith("/api/") and kind.lower() == "bearer":
            setattr(request, HOLDER, _known(token.strip()))
        return get_response(request)

    return respond


class Token:
    """Lets a program in that sent a known token."""

    openapi_security_schema: ClassVar = {
        "type": "http",
        "scheme": "bearer",
        "description": "A line of `DATMAG_API_TOKEN_FILE`.",
    }

    def __call__(self, request: HttpRequest) -> str:
        """Give `token`, or nothing where there is none."""
        return "token" if getattr(request, HOLDER, False) else ""


class Browser:
    """Lets staff in that is logged in, and in the demo this machine; no call that another site may have made."""

    openapi_security_schema: ClassVar = {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "Staff that is logged in; `X-CSRFToken` must come along. In the demo nothing is asked.",
    }

    def __call__(self, request: HttpRequest) -> str:
        """Give `staff` or `demo`.

        Raises:
            ApiError: nobody we know, or a call that another site may have made.
        """
        if settings.DATMAG.demo:
            if not _own(request):
                raise _foreign()
            return "demo"
        if not request.user.is_authenticated:
            raise ApiError(NOBODY, HTTPStatus.UNAUTHORIZED)
        if check_csrf(request) is not None:
            raise _foreign()
        return "staff"


NOBODY = Text(
    "wij weten niet wie dit vraagt: log in, of stuur `Authorization: Bearer …` met een token uit "
    "`DATMAG_API_TOKEN_FILE`",
    "we do not know who asks: log in, or send `Authorization: Bearer …` with a token of `DATMAG_API_TOKEN_FILE`",
)


def _known(token: str) -> bool:
    """Compare with every token, in a time that tells nothing of them."""
    digest = sha256(token.encode()).digest()
    return any(hmac.compare_digest(digest, known) for known in settings.DATMAG.api_tokens)


def _own(request: HttpRequest) -> bool:
    """Tell whether a browser says that the call comes from our own pages; a program says nothing of it."""
    origin = request.headers.get("Origin")
    ours = origin is None or urlsplit(origin)[:2] == (request.scheme, request.get_host())
    return ours and request.headers.get("Sec-Fetch-Site", "") in _SAME_SITE


def _foreign() -> ApiError:
    return ApiError(
        Text(
            "wij konden niet zien dat deze vraag van onze eigen pagina kwam: stuur `X-CSRFToken` mee, of een token",
            "we could not tell that this call came from our own page: send `X-CSRFToken` along, or a token",
        ),
        HTTPStatus.FORBIDDEN,
    )
