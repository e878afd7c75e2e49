"""May I send this? A few questions, the verdict, all facts at once; nothing is stored, each state is an address."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datmag.errors import InputError
from datmag.rulebook.case import Case
from datmag.rulebook.decide import decide
from datmag.rulebook.policy import POLICIES, Policy
from datmag.web.check import address, flow, form, result, whole
from datmag.web.check.examples import EXAMPLES
from datmag.web.check.question import Given, Page
from datmag.web.clock import now
from datmag.words import Text

KEPT = ("policy", "then")
"""What links keep of an address besides the facts."""


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Show the first page, a question (`?step=`), or the verdict on the facts of the address."""
    try:
        given = address.read(_query(request))
        case = address.case(given, now())
    except InputError as error:
        return _wrong(request, error)
    if "step" in request.GET:
        return _step(request, given)
    if not given:
        return render(request, "web/check.html", {"examples": _examples(), "begin": _begin(request)})
    if any(not value.strip() for value in _query(request).values()):
        return HttpResponseRedirect("/check?" + address.link(given, **_more(request)))
    return _verdict(request, given, case)


@require_safe
def check_json(request: HttpRequest) -> HttpResponse:
    """Give the decision on the facts of the address; without any, the questions and the examples."""
    try:
        given = address.read(_query(request))
        case = address.case(given, now())
    except InputError as error:
        return JsonResponse({"error": error.text.json()}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if given:
        return JsonResponse(decide(case, _policy(request)).json())
    return JsonResponse({"questions": flow.described(), "examples": [one.json() for one in EXAMPLES]})


@require_safe
def check_facts(request: HttpRequest) -> HttpResponse:
    """Show every fact in one form; what the address says of them is filled in."""
    try:
        given = address.read(_query(request))
        address.case(given, now())
    except InputError as error:
        return _wrong(request, error)
    page = {
        "groups": whole.groups(given or address.begun(now())),
        "policies": POLICIES.values(),
        "policy": _policy(request),
    }
    return render(request, "web/check_facts.html", page)


def _step(request: HttpRequest, given: Given) -> HttpResponse:
    page = flow.PAGES.get(request.GET["step"])
    if page is None:
        raise Http404
    if not page.asked(given):
        # The address names a question that its facts leave no room for: the next one is asked instead.
        return HttpResponseRedirect(form.next_address(page, given, given, _more(request)))
    problems: Sequence[Text] = ()
    if form.sent(_query(request)):
        said = form.read(page, given, _query(request))
        if not said.problems:
            return HttpResponseRedirect(form.next_address(page, given, said.given, _more(request)))
        # The facts stay as they were: half an answer may leave no room for the question that is asked again.
        problems = said.problems
    return _question(request, page, given, problems)


def _question(request: HttpRequest, page: Page, given: Given, problems: Sequence[Text]) -> HttpResponse:
    more = _more(request)
    asked = flow.pages(given)
    place = asked.index(page)
    before = asked[place - 1] if place else None
    shown = {
        "page": page,
        "parts": form.shown(page, given, more, _query(request)),
        "problems": problems,
        "number": place + 1,
        "total": len(asked),
        "hidden": [*given.items(), ("step", page.name), *more.items()],
        "back": "/check?" + address.link(given, **{**more, "step": before.name}) if before else "/check",
        "verdict": "/check?" + address.link(given, policy=more.get("policy", "")),
        "begun": len(given) > 1,
    }
    return render(request, "web/check_question.html", shown)


def _verdict(request: HttpRequest, given: Given, case: Case) -> HttpResponse:
    policy = _policy(request)
    decision = decide(case, policy)
    more = {"policy": request.GET.get("policy", "")}
    page = {
        **result.of(decision, case, given, policy, more),
        "query": address.link(given, **more),
        "facts_link": "/check/facts?" + address.link(given, **more),
        "begin": _begin(request),
    }
    return render(request, "web/check_result.html", page)


def _query(request: HttpRequest) -> dict[str, str]:
    return {name: str(request.GET[name]) for name in request.GET}


def _wrong(request: HttpRequest, error: InputError) -> HttpResponse:
    page = {"error": error.text, "begin": _begin(request)}
    return render(request, "web/check_wrong.html", page, status=HTTPStatus.BAD_REQUEST)


def _policy(request: HttpRequest) -> Policy:
    return POLICIES[address.policy_of(request.GET.get("policy", ""), settings.DATMAG.policy)]


def _more(request: HttpRequest) -> Mapping[str, str]:
    return {name: request.GET[name] for name in KEPT if request.GET.get(name)}


def _begin(request: HttpRequest) -> str:
    more = {"policy": request.GET.get("policy", "")}
    return "/check?" + address.link(address.begun(now()), step=next(iter(flow.PAGES)), **more)


def _examples() -> list[tuple[object, str]]:
    return [(one, "/check?" + address.link(address.as_given(one.facts))) for one in EXAMPLES]
