"""The rulebook: all chapters, one chapter with its rules and tests, a search, two readings side by side."""

from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datmag.errors import InputError
from datmag.moment import iso
from datmag.rulebook.case import Case
from datmag.rulebook.chapter import Chapter, chapters
from datmag.rulebook.decide import version
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.nl.readings import DIFFERENCES, Difference
from datmag.rulebook.nl.statements import ARTICLES, Carried, Statement, carried
from datmag.rulebook.nl.theorems import THEOREMS
from datmag.rulebook.policy import POLICIES, Policy
from datmag.rulebook.sentence import settled
from datmag.rulebook.settings import SETTINGS
from datmag.web import days
from datmag.web.book import page, shelf
from datmag.web.check import address, result
from datmag.web.clock import now
from datmag.web.language import chosen
from datmag.words import Text

LONGEST_SEARCH = 200

NAMES = ("at", "policy", "q", "lang")
"""What may stand in an address of the rulebook."""

Handler = Callable[..., HttpResponse]


def _page(view: Handler) -> Handler:
    """Answer an address that is not right with a page that says what is wrong."""

    @wraps(view)
    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        try:
            return view(request, **path)
        except InputError as error:
            shown = {"error": error.text}
            return render(request, "web/rulebook_wrong.html", shown, status=HTTPStatus.BAD_REQUEST)

    return answer


def _json(view: Handler) -> Handler:
    """Answer an address that is not right with JSON that says what is wrong."""

    @wraps(view)
    def answer(request: HttpRequest, **path: str) -> HttpResponse:
        try:
            return view(request, **path)
        except InputError as error:
            return JsonResponse({"error": error.text.json()}, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    return answer


@require_safe
@_page
def rulebook(request: HttpRequest) -> HttpResponse:
    """Show all chapters, or what a search (`?q=`) finds."""
    view = _view(request)
    wanted = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    shown = {
        **_frame(view),
        "chapters": chapters(view.lang),
        "q": wanted,
        "found": list(shelf.find(view.lang, wanted)),
        "points": [(setting, _choices(name)) for name, setting in SETTINGS.items()],
    }
    return render(request, "web/rulebook.html", shown)


@require_safe
@_json
def rulebook_json(request: HttpRequest) -> HttpResponse:
    """Give the whole rulebook: the list whose hash is part of the version."""
    _view(request)
    return JsonResponse(rulebook_list(RULEBOOK), safe=False)


@require_safe
@_page
def chapter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one chapter: the law, the rules beside it, their tests."""
    view = _view(request)
    found, before, after = _chapter(view, name)
    rows = page.rows(found, view)
    shown = {
        **_frame(view),
        "chapter": found,
        "rows": rows,
        "terms": list(page.glossary(rows, view)),
        "theorems": [one for one in THEOREMS if one.chapter == found.id],
        "disputed": shelf.html(found.disputed),
        "sources": shelf.html(found.sources),
        "before": before,
        "after": after,
    }
    return render(request, "web/rulebook_chapter.html", shown)


@require_safe
@_json
def chapter_json(request: HttpRequest, name: str) -> HttpResponse:
    """Give one chapter with its rules and tests."""
    view = _view(request)
    found, *_ = _chapter(view, name)
    return JsonResponse(
        {
            "id": found.id,
            "title": found.title,
            "provision": found.provision,
            "version": version(),
            "at": iso(view.at),
            "policy": view.policy.name if view.policy else None,
            "paragraphs": [row.json() for row in page.rows(found, view)],
            "theorems": [
                {"id": one.id, "text": one.text.json()} for one in THEOREMS if one.chapter == found.id
            ],
            "disputed": found.disputed,
            "sources": found.sources,
        }
    )


@require_safe
@_page
def readings(request: HttpRequest) -> HttpResponse:
    """Show where the two articles and the law differ, and what became of each of their statements."""
    _view(request)
    shown = {
        "edition": version(),
        "differences": [(one, list(_outcomes(one)), _link(one)) for one in DIFFERENCES],
        "articles": [
            (letter, text, [_with_links(one) for one in carried() if one.statement.id.startswith(letter)])
            for letter, text in ARTICLES.items()
        ],
    }
    return render(request, "web/rulebook_readings.html", shown)


@require_safe
@_json
def readings_json(request: HttpRequest) -> HttpResponse:
    """Give the differences with the verdict of each example, and the statements with their rules."""
    _view(request)
    return JsonResponse(
        {
            "version": version(),
            "differences": [
                {
                    "id": one.id,
                    "point": one.point.json(),
                    "article_a": one.seed_a.json(),
                    "article_b": one.seed_b.json(),
                    "law": one.law.json(),
                    "matters_to": one.matters_to.json(),
                    "facts": dict(one.example.facts),
                    "outcomes": {policy.name: sign for policy, sign, _ in _outcomes(one)},
                }
                for one in DIFFERENCES
            ],
            "statements": [
                {"id": one.statement.id, "text": one.statement.text.json(), "rules": list(one.rules)}
                for one in carried()
            ],
        }
    )


def _view(request: HttpRequest) -> page.View:
    """Read how the rulebook is looked at.

    Raises:
        InputError: a day that is none, a policy that there is not, a name that nothing looks at or that stands twice.
    """
    query = address.once(request.GET)
    address.only(query, NAMES)
    day, policy = query.get("at", "").strip(), address.policy_of(query)
    at = days.read(day) if day else now()
    kept = {"at": day, "policy": policy.name if policy else ""}
    told = {name: value for name, value in kept.items() if value}
    return page.View(at, policy, chosen(request), told)


def _frame(view: page.View) -> dict[str, Any]:
    return {"view": view, "edition": version(), "policies": POLICIES.values()}


def _chapter(view: page.View, name: str) -> tuple[Chapter, Chapter | None, Chapter | None]:
    shelved = chapters(view.lang)
    place = next((place for place, one in enumerate(shelved) if one.id == name), None)
    if place is None:
        raise Http404
    before = shelved[place - 1] if place else None
    after = shelved[place + 1] if place + 1 < len(shelved) else None
    return shelved[place], before, after


def _with_links(one: Carried) -> tuple[Statement, list[tuple[str, str]]]:
    return one.statement, [(rule, shelf.link(rule)) for rule in one.rules]


def _outcomes(one: Difference) -> Iterator[tuple[Policy, str, Text]]:
    case = Case.read(one.example.facts)
    for name in one.example.outcomes:
        sign = result.outcome(case, POLICIES[name])
        yield POLICIES[name], sign, result.WORDS[sign]


def _link(one: Difference) -> str:
    first = next(iter(one.example.outcomes))
    return "/check?" + address.link(address.as_given(one.example.facts), policy=first)


def _choices(setting: str) -> list[tuple[Policy, Text]]:
    names = list(SETTINGS)
    return [(policy, settled(policy)[names.index(setting)][1]) for policy in POLICIES.values()]
