"""Every address that the program answers, read from its own table, so that a new page cannot be forgotten."""

from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

WORD = "approve"
"""Stands for the name of an action."""

CHAPTER = "customer"
"""Stands for a chapter of the rulebook."""


def every(numbers: Iterable[int], token: str) -> list[str]:
    """Give each address, once with each of some numbers where a number belongs.

    A route with a part that is not known here fails the test, so that nobody forgets it.
    """
    found = []
    for route in _routes(get_resolver().url_patterns):
        word = CHAPTER if route.startswith("rulebook/") else WORD
        filled = route.replace("<str:token>", token).replace("<slug:name>", word)
        filled = filled.replace("<path:rest>", "v1/nothing")
        for number in numbers if "<int:" in filled else [0]:
            address = filled
            for name in ("mailing_id", "address_id", "number"):
                address = address.replace(f"<int:{name}>", str(number))
            assert "<" not in address, f"say in routes.py what stands for the part in `{route}`"
            found.append("/" + address)
    return found


def _routes(patterns: "list[URLPattern | URLResolver]", before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route
