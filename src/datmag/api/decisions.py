"""`POST /api/v1/decisions`: a flat case in, the decision of `decision.md` out."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from datmag.api import described, errors, reading
from datmag.rulebook.decide import decide
from datmag.rulebook.policy import POLICIES

router = Router()


@router.post(
    "/decisions",
    summary="May this message go out?",
    openapi_extra=described.DECISIONS,
    operation_id="decide",
)
def decisions(request: HttpRequest) -> HttpResponse:
    """Judge one case. Nothing is stored.

    The body is an object of facts, or `{"facts": {…}, "policy": "…"}`. A fact that is missing or null is
    unknown, and unknown never permits.
    """
    asked = reading.asked(request)
    return errors.answer(decide(asked.case, asked.policy or POLICIES[settings.DATMAG.policy]).json())
