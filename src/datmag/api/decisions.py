"""`POST /api/v1/decisions`: a flat case in, the decision of `decision.md` out."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from datmag.api import described, errors, reading
from datmag.rulebook.decide import decide
from datmag.rulebook.policy import POLICIES
from datmag.words import Text

router = Router()


@router.post(
    "/decisions",
    summary="May this message go out?",
    openapi_extra=described.DECISIONS,
    operation_id="decide",
)
def decisions(request: HttpRequest) -> HttpResponse:
    """Judge one case. Nothing is stored.

    The body is an object of facts, or a case of a file of `datmag judge`: `{"facts": {…}, "policy": "…"}`, with
    its `id`, what it expects and the like beside the facts. What it expects is read, not compared. A fact that is
    missing or null is unknown, and unknown never permits.
    """
    asked = reading.asked(request)
    return errors.answer(decide(asked.case, asked.policy or POLICIES[settings.DATMAG.policy]).json())


ONLY_POST = Text(
    "stuur dit als POST, met het geval als JSON: zie `/api/openapi.json`",
    "send this as a POST, with the case as JSON: see `/api/openapi.json`",
)
_OTHER_METHODS = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


@router.api_operation(_OTHER_METHODS, "/decisions", include_in_schema=False)
def only_post(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (ninja knows the request by its name)
    """Refuse another method in words, since ninja would say it in English only and not as JSON."""
    refused = errors.problem(ONLY_POST, HTTPStatus.METHOD_NOT_ALLOWED)
    refused.headers["Allow"] = "POST"
    return refused
