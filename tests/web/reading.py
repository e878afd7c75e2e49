"""Reading a page as a visitor does: its numbers, its links, its words."""

import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

NUMBERS = ".funnel .figure a, .figures a b, .tallies a b, td.count a"
"""Where pages show a number of people as a link."""


def tree(answer: HttpResponse) -> LexborHTMLParser:
    """Take a page apart."""
    return LexborHTMLParser(answer.content.decode())


def text(answer: HttpResponse) -> str:
    """Give the words of a page, with single spaces."""
    plain = LexborHTMLParser(answer.content.decode().replace("<wbr>", ""))
    assert plain.body is not None
    return " ".join(plain.body.text(separator=" ").split())


def number(words: str) -> int:
    """Read a shown number: 1.234, 1,234, −12."""
    found = re.search(r"\d[\d.,]*", words)
    assert found is not None
    return int(re.sub(r"[.,]", "", found[0]))


def counted_links(answer: HttpResponse) -> Iterator[tuple[int, str]]:
    """Give each number of people on a page with the address behind it."""
    for node in tree(answer).css(NUMBERS):
        link = _link(node)
        yield number(node.text()), str(link.attributes["href"])


def _link(node: LexborNode) -> LexborNode:
    while node.tag != "a":
        assert node.parent is not None
        node = node.parent
    return node


def people_behind(client: Client, address: str) -> tuple[int, int]:
    """Give the number in the heading (or caption) of a list, and the rows counted on all its pages."""
    rows, page, shown = 0, address, 0
    while page:
        answer = client.get(page)
        assert answer.status_code == 200, page
        parsed = tree(answer)
        shown = shown or number(" ".join(node.text() for node in parsed.css("h1, caption:not(.unseen)")))
        rows += len(parsed.css("tbody tr"))
        following = parsed.css_first("a[rel=next]")
        page = f"{address.split('?', maxsplit=1)[0]}{following.attributes['href']}" if following else ""
    return shown, rows
