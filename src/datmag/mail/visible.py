"""What a reader really sees of an HTML part, and what his mail program would load from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

_UNSEEN_TAGS: Final = frozenset(
    {"head", "title", "style", "script", "template", "noscript", "_comment", "-comment"}
)
_UNSEEN_STYLE: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?(?=\s*(?:;|$))"
    r"|(?:max-)?(?:height|width)\s*:\s*[01](?:px)?(?=\s*(?:;|$)))",
    re.IGNORECASE,
)
_FONT_SIZE: Final = re.compile(r"(?:^|;)\s*font-size\s*:\s*(\d+(?:\.\d+)?|\.\d+)\s*(px|pt)?", re.IGNORECASE)
_READABLE = 5.0
"""Letters under this size, in pixels or points, are not meant to be read."""

_LOADED: Final = (
    *(("img", name) for name in ("src", "srcset")),
    *(("source", name) for name in ("src", "srcset")),
    *(("video", name) for name in ("src", "poster")),
    ("audio", "src"),
    ("track", "src"),
    ("embed", "src"),
    ("iframe", "src"),
    ("script", "src"),
    ("input", "src"),
    ("link", "href"),
    ("object", "data"),
    ("image", "href"),
    ("base", "href"),
)
_CSS_URL: Final = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+['\"]([^'\"]*)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)
_COMMENT_LOADS: Final = re.compile(r"\b(?:src|background|href)\s*=\s*['\"]?([^'\"\s>]+)", re.IGNORECASE)
_REMOTE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S+", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    {"p", "div", "td", "th", "tr", "table", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
)


@dataclass(slots=True)
class Seen:
    """What a reader sees.

    Attributes:
        text: the visible words, with single spaces.
        links: the address of each visible link that shows words.
    """

    text: str
    links: list[str] = field(default_factory=list[str])


def seen(html: str) -> Seen:
    """Read the visible words and links of an HTML part."""
    words: list[str] = []
    links: list[str] = []
    root = LexborHTMLParser(html).body
    if root is not None:
        _walk(root, words, links)
    return Seen(" ".join("".join(words).split()), links)


def remote(html: str) -> list[str]:
    """List what a mail program would load from elsewhere on opening: pictures, fonts, styles, frames; each once."""
    found = [address for address in _addresses(html) if _REMOTE.match(address.strip())]
    return list(dict.fromkeys(address.strip() for address in found))


def _walk(node: LexborNode, words: list[str], links: list[str], *, readable: bool = True) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            words.append((child.text_content or "") if readable else " ")
        elif tag not in _UNSEEN_TAGS and not _hidden(child):
            _walk_into(child, words, links, readable=_readable(child, otherwise=readable))


def _walk_into(node: LexborNode, words: list[str], links: list[str], *, readable: bool) -> None:
    # A block parts words, a <b> in the middle of a word does not.
    gap = [" "] if node.tag in _BLOCKS else []
    words += gap
    before = len(words)
    _walk(node, words, links, readable=readable)
    address = node.attributes.get("href")
    if node.tag == "a" and address and "".join(words[before:]).strip():
        links.append(address)
    words += gap


def _readable(node: LexborNode, *, otherwise: bool) -> bool:
    """Say whether the letters in a tag are large enough; their size is inherited until a tag sets its own."""
    size = _FONT_SIZE.search(node.attributes.get("style") or "")
    if size is None or (size[2] is None and float(size[1])):
        return otherwise
    return float(size[1]) >= _READABLE


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_UNSEEN_STYLE.search(attributes.get("style") or ""))


def _addresses(html: str) -> Iterator[str]:
    tree = LexborHTMLParser(html)
    for tag, name in _LOADED:
        for node in tree.css(f"{tag}[{name}]"):
            value = node.attributes.get(name) or ""
            # A srcset lists addresses with their sizes: "a.png 1x, b.png 2x".
            yield from (
                (part.split()[0] for part in value.split(",") if part.split())
                if name == "srcset"
                else [value]
            )
    for node in tree.css("[background]"):
        yield node.attributes.get("background") or ""
    for match in _CSS_URL.finditer(html):
        yield match[1] or match[2] or ""
    for comment in _COMMENT.finditer(html):
        yield from (match[1] for match in _COMMENT_LOADS.finditer(comment[1]))
