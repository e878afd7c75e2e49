"""May I send this? A few questions, the verdict, all facts at once; nothing is stored, each state is an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks.

    Args:
        query: each name of the address with its value.
        given: the facts in it.
        case: the case that they make.
        policy: the policy that it names, else that of this installation.
    """

    query: Mapping[str, str]
    given: Given
    case: Case
    policy: Policy

    @property
    def more(self) -> Mapping[str, str]:
        """What links keep of the address besides the facts."""
        found = {name: self.query.get(name, "").strip() for name in KEPT}
        return {name: value for name, value in found.items() if value}

    @property
    def named(self) -> str:
        """The name of the policy where the address names it, for links."""
        return self.more.get("policy", "")


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Show the first page, a question (`?step=`), or the verdict on the facts of the address."""
    try:
        asked = _asked(request)
    except InputError as error:
        return _wrong(request, error)
    if "step" in asked.query:
        return _step(request, asked)
    if not asked.given:
        return render(request, "web/check.html", {"examples": _examples(), "begin": _begin(asked.named)})
    if "at" not in asked.given or any(not value.strip() for value in asked.query.values()):
        return HttpResponseRedirect("/check?" + _shareable(asked))
    return _verdict(request, asked)


@require_safe
def check_json(request: HttpRequest) -> HttpResponse:
    """Give the decision on the facts of the address; without any, the questions and the examples."""
    try:
        asked = _asked(request)
    except InputError as error:
        return JsonResponse({"error": error.text.json()}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if asked.given and "at" not in asked.given:
        return HttpResponseRedirect("/check.json?" + _shareable(asked))
    if asked.given:
        return JsonResponse(decide(asked.case, asked.policy).json())
    return JsonResponse({"questions": flow.described(), "examples": [one.json() for one in EXAMPLES]})


@require_safe
def check_facts(request: HttpRequest) -> HttpResponse:
    """Show every fact in one form; what the address says of them is filled in."""
    try:
        asked = _asked(request)
    except InputError as error:
        return _wrong(request, error)
    page = {
        "groups": whole.groups(asked.given or address.begun(now())),
        "policies": POLICIES.values(),
        "policy": asked.policy,
    }
    return render(request, "web/check_facts.html", page)


def _asked(request: HttpRequest) -> Asked:
    """Read an address.

    Raises:
        InputError: no fact, no value of it, no policy, or a name that stands twice.
    """
    query = address.once(request.GET)
    given = address.read(query)
    policy = address.policy_of(query) or POLICIES[settings.DATMAG.policy]
    return Asked(query, given, address.case(given, now()), policy)


def _shareable(asked: Asked) -> str:
    """Write the query with its moment: without one the same address would give another verdict tomorrow."""
    return address.link({**address.begun(now()), **asked.given}, **asked.more)


def _step(request: HttpRequest, asked: Asked) -> HttpResponse:
    page, given = flow.PAGES.get(asked.query["step"]), asked.given
    if page is None:
        raise Http404
    if not page.asked(given):
        # The address names a question that its facts leave no room for: the next one is asked instead.
        return HttpResponseRedirect(form.next_address(page, given, given, asked.more))
    problems: Sequence[Text] = ()
    if form.sent(asked.query):
        said = form.read(page, given, asked.query)
        if not said.problems:
            return HttpResponseRedirect(form.next_address(page, given, said.given, asked.more))
        # The facts stay as they were: half an answer may leave no room for the question that is asked again.
        problems = said.problems
    return _question(request, page, asked, problems)


def _question(request: HttpRequest, page: Page, asked: Asked, problems: Sequence[Text]) -> HttpResponse:
    more, given = asked.more, asked.given
    pages = flow.pages(given)
    place = pages.index(page)
    before = pages[place - 1] if place else None
    shown = {
        "page": page,
        "parts": form.shown(page, given, more, asked.query),
        "problems": problems,
        "number": place + 1,
        "total": len(pages),
        "hidden": [*given.items(), ("step", page.name), *more.items()],
        "back": "/check?" + address.link(given, **{**more, "step": before.name}) if before else "/check",
        "verdict": "/check?" + address.link(given, policy=asked.named),
        "begun": len(given) > 1,
    }
    return render(request, "web/check_question.html", shown)


def _verdict(request: HttpRequest, asked: Asked) -> HttpResponse:
    given, policy = asked.given, asked.policy
    more = {"policy": asked.named}
    page = {
        **result.of(decide(asked.case, policy), asked.case, given, policy, more),
        "query": address.link(given, **more),
        "facts_link": "/check/facts?" + address.link(given, **more),
        "begin": _begin(asked.named),
    }
    return render(request, "web/check_result.html", page)


def _wrong(request: HttpRequest, error: InputError) -> HttpResponse:
    named = request.GET.getlist("policy")
    kept = named[0] if len(named) == 1 and named[0] in POLICIES else ""
    page = {"error": error.text, "begin": _begin(kept)}
    return render(request, "web/check_wrong.html", page, status=HTTPStatus.BAD_REQUEST)


def _begin(policy: str) -> str:
    return "/check?" + address.link(address.begun(now()), step=next(iter(flow.PAGES)), policy=policy)


def _examples() -> list[tuple[object, str]]:
    return [(one, "/check?" + address.link(address.as_given(one.facts))) for one in EXAMPLES]
