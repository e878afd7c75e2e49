"""The body of a call: JSON, its size, and the case, facts and policy in it."""

import json
from codecs import BOM_UTF8
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from datmag.api.errors import ApiError
from datmag.errors import InputError
from datmag.rulebook.case import Case, FactError, nearest
from datmag.rulebook.flat import KeyNameError, policy_named, read
from datmag.rulebook.policy import Policy
from datmag.words import Text

LARGEST = 64_000
"""So many bytes at most; a case is about one thousand."""

SHOWN = 80
"""So many letters at most of what a caller sent stand in an error."""

DIGITS = 640
"""So many digits at most has a number: Python reads these under any setting."""

QUERY = ("policy",)
"""What may stand in the address of a call."""

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
        ApiError: too large, no JSON, no case, a policy that there is not, or more than one.
    """
    outside = _outside(request)
    body = content(request)
    if isinstance(body, dict) and {"to", "message"} & set(body):
        raise ApiError(LATER, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        named = None if outside is None else policy_named(outside)
        found = read(body, others=False)
    except FactError as error:
        raise ApiError(error.text, HTTPStatus.UNPROCESSABLE_ENTITY, fact=error.fact[:SHOWN]) from None
    except KeyNameError as error:
        raise ApiError(error.text, HTTPStatus.UNPROCESSABLE_ENTITY, fact=error.key) from None
    except InputError as error:
        raise ApiError(error.text, HTTPStatus.UNPROCESSABLE_ENTITY) from None
    if named and found.policy and named != found.policy:
        raise ApiError(
            Text(
                f"er staan twee lezingen in deze vraag, `{named.name}` en `{found.policy.name}`: noem er één",
                f"this call names two policies, `{named.name}` and `{found.policy.name}`: name one",
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return Asked(found.case, named or found.policy)


def _outside(request: HttpRequest) -> str | None:
    """Give the policy that the address names; it names nothing else, and nothing twice."""
    for name in request.GET:
        if name not in QUERY:
            shown, near = name[:SHOWN], nearest(name[:SHOWN].lower(), QUERY)
            raise ApiError(
                Text(
                    f"`{shown}` kan niet in dit adres staan: "
                    + (
                        f"bedoelt u `{near}`?"
                        if near
                        else f"alleen {', '.join(QUERY)}; het geval komt als JSON"
                    ),
                    f"`{shown}` cannot stand in this address: "
                    + (
                        f"do you mean `{near}`?"
                        if near
                        else f"only {', '.join(QUERY)}; the case comes as JSON"
                    ),
                ),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            )
        if len(request.GET.getlist(name)) > 1:
            raise _named_twice(name)
    return request.GET.get("policy")


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
    body = body.removeprefix(BOM_UTF8)
    try:
        return json.loads(body.decode(), object_pairs_hook=_pairs, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise _broken(BROKEN, error.lineno, error.colno) from None
    except UnicodeDecodeError as error:
        before = body[: error.start].decode()
        line = before.count("\n") + 1
        raise _broken(NOT_UTF8, line, len(before) - before.rfind("\n")) from None
    except RecursionError:
        raise ApiError(TOO_DEEP, HTTPStatus.BAD_REQUEST) from None


BROKEN = Text("dit is geen JSON: verbeter regel {}, teken {}", "this is no JSON: mend line {}, column {}")
NOT_UTF8 = Text(
    "dit is geen UTF-8: verbeter regel {}, teken {}, of stuur het als UTF-8",
    "this is not UTF-8: mend line {}, column {}, or send it as UTF-8",
)
TOO_DEEP = Text(
    "dit zit te diep in elkaar: een feit is één waarde", "this is too deeply nested: a fact is one value"
)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, unless a key stands in it twice: which of the two was meant, nobody knows."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _named_twice(key)
        found[key] = value
    return found


def _whole(digits: str) -> int:
    """Read a whole number, unless it is longer than any that a program can hold."""
    if len(digits) > DIGITS:
        begin, many = digits[:20], len(digits)
        raise ApiError(
            Text(
                f"het getal `{begin}…` heeft {many} tekens: stuur er hoogstens {DIGITS}, een feit heeft er drie",
                f"the number `{begin}…` has {many} characters: send at most {DIGITS}, a fact has three",
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return int(digits)


def _named_twice(key: str) -> ApiError:
    shown = key[:SHOWN]
    return ApiError(
        Text(
            f"`{shown}` staat er twee keer in: laat er één staan",
            f"`{shown}` is named twice: keep one of them",
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY,
        fact=shown,
    )


def _broken(text: Text, line: int, column: int) -> ApiError:
    said = Text(text.nl.format(line, column), text.en.format(line, column))
    return ApiError(said, HTTPStatus.BAD_REQUEST, line=line, column=column)
