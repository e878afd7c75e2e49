"""The addresses of the API: version 1, and its description at `/api/openapi.json`."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import path
from ninja import NinjaAPI

from datmag import __version__
from datmag.api import access, decisions, errors
from datmag.api.errors import ApiError
from datmag.words import Text

api = NinjaAPI(
    title="datmag",
    version=__version__,
    description="May this message go to this person? Every answer carries its reasons, in Dutch and English.",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=[access.Token(), access.Browser()],
)
api.add_router("/v1", decisions.router)


@api.exception_handler(ApiError)
def _told(_request: HttpRequest, error: ApiError) -> HttpResponse:
    return error.answer()


def missing(_request: HttpRequest, rest: str) -> HttpResponse:
    """Say that there is no such address."""
    text = Text(
        f"`/api/{rest[:80]}` is er niet: zie `/api/openapi.json`",
        f"`/api/{rest[:80]}` does not exist: see `/api/openapi.json`",
    )
    return errors.problem(text, HTTPStatus.NOT_FOUND)


urlpatterns = [path("", api.urls), path("<path:rest>", missing)]
