"""The body of a call: JSON, its size, and the case, facts and policy in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from datmag.api.errors import ApiError
from datmag.rulebook.case import Case, FactError, nearest
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import Text

LARGEST = 64_000
"""So many bytes at most; a case is about one thousand."""

SHOWN = 80
"""So many letters at most of what a caller sent stand in an error."""

_BESIDE = ("facts", "policy")
"""The keys of a call that wraps its facts."""

LATER = Text(
    '`to` en `message` komen in een latere versie: stuur nu een geval, zoals `{"facts": {…}}`',
    '`to` and `message` come in a later version: send a case for now, like `{"facts": {…}}`',
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a call asks: a case, and the policy it names, if any."""

    case: Case
    policy: Policy | None


def asked(request: HttpRequest) -> Asked:
    """Read a call that asks for a decision.

    Raises:
        ApiError: too large, no JSON, no case.
    """
    body = content(request)
    if not isinstance(body, dict):
        raise ApiError(
            Text(
                "dit is geen geval: stuur een object met feiten", "this is no case: send an object with facts"
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if {"to", "message"} & set(body):
        raise ApiError(LATER, HTTPStatus.UNPROCESSABLE_ENTITY)
    wrapped = "facts" in body
    facts = body["facts"] if wrapped else body
    if not isinstance(facts, dict):
        raise ApiError(
            Text("`facts` moet een object met feiten zijn", "`facts` must be an object with facts"),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    odd = next((key for key in body if wrapped and key not in _BESIDE), None)
    if odd is not None:
        raise _no_such_key(odd[:SHOWN])
    inside = body.get("policy") if wrapped else None
    return Asked(_case(facts), _policy(request.GET.get("policy"), inside))


def content(request: HttpRequest) -> Any:  # noqa: ANN401  (JSON values)
    """Read the JSON of a call.

    Raises:
        ApiError: another kind of content, too much of it, broken JSON, or a key that stands twice.
    """
    if request.content_type != "application/json":
        raise ApiError(
            Text(
                "stuur JSON, met de kop `Content-Type: application/json`",
                "send JSON, with the header `Content-Type: application/json`",
            ),
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        )
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise ApiError(
            Text(
                f"dit is te groot: stuur hoogstens {LARGEST} bytes, één geval per keer",
                f"this is too large: send at most {LARGEST} bytes, one case at a time",
            ),
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    try:
        return json.loads(body.decode(), object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        raise _broken(error.lineno, error.colno) from None
    except UnicodeDecodeError as error:
        before = body[: error.start].decode()
        line = before.count("\n") + 1
        raise _broken(line, len(before) - before.rfind("\n")) from None
    except (RecursionError, ValueError):
        raise _broken(1, 1) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, unless a key stands in it twice: which of the two was meant, nobody knows."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            shown = key[:SHOWN]
            raise ApiError(
                Text(
                    f"`{shown}` staat er twee keer in: laat er één staan",
                    f"`{shown}` is named twice: keep one of them",
                ),
                HTTPStatus.UNPROCESSABLE_ENTITY,
                fact=shown,
            )
        found[key] = value
    return found


def _no_such_key(key: str) -> ApiError:
    near = nearest(key, _BESIDE)
    names = ", ".join(_BESIDE)
    return ApiError(
        Text(
            f"`{key}` kan niet naast `facts` staan: "
            + (f"bedoelt u `{near}`?" if near else f"kies uit {names}; een feit staat in `facts`"),
            f"`{key}` cannot stand beside `facts`: "
            + (f"do you mean `{near}`?" if near else f"choose from {names}; a fact stands in `facts`"),
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY,
        fact=key,
    )


def _broken(line: int, column: int) -> ApiError:
    return ApiError(
        Text(
            f"dit is geen JSON: verbeter regel {line}, teken {column}",
            f"this is no JSON: mend line {line}, column {column}",
        ),
        HTTPStatus.BAD_REQUEST,
        line=line,
        column=column,
    )


def _case(facts: Mapping[str, Any]) -> Case:
    try:
        return Case.read(facts)
    except FactError as error:
        raise ApiError(error.text, HTTPStatus.UNPROCESSABLE_ENTITY, fact=error.fact[:SHOWN]) from None


def _policy(outside: str | None, inside: object) -> Policy | None:
    """Give the policy that a call names, in its address or beside the facts."""
    named = [name for name in (outside, inside) if name is not None]
    for name in named:
        if not isinstance(name, str) or name not in POLICIES:
            names = ", ".join(POLICIES)
            raise ApiError(
                Text(
                    f"`{str(name)[:40]}` is geen lezing: kies uit {names}",
                    f"`{str(name)[:40]}` is not a policy: choose from {names}",
                ),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            )
    if len(set(named)) > 1:
        raise ApiError(
            Text(
                f"er staan twee lezingen in deze vraag, `{named[0]}` en `{named[1]}`: noem er één",
                f"this call names two policies, `{named[0]}` and `{named[1]}`: name one",
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return POLICIES[str(named[0])] if named else None
