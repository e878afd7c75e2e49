"""Reads the Markdown of a message: no HTML in it, no foreign images, links that lead somewhere."""

from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import unquote, urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from datmag.errors import InputError
from datmag.mail.template import SENTINEL
from datmag.words import Text

LINK_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
_BUTTON = ["strong_open", "link_open", "text", "link_close", "strong_close"]
_TAGS = frozenset(
    {
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
    }
    | {"s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style"},
}

Where = Callable[[int], Text]


def parse(body: str, where: Where, public_url: str) -> list[Token]:
    """Parse CommonMark with tables; a paragraph of one bold link becomes a button.

    Args:
        body: Markdown in which merge fields are already slots.
        where: names the place of a line, counted from 0, for an error.
        public_url: the only place from which an image may be loaded.

    Raises:
        InputError: a foreign image, a link without a full address, or a merge field in an address.
    """
    tokens = _parser().parse(body)
    for token in tokens:
        children = token.children or []
        line = token.map[0] if token.map else 0
        for child in children:
            _check(child, where(line), public_url)
        visible = [child for child in children if child.type != "text" or child.content]
        if [child.type for child in visible] == _BUTTON:
            visible[1].attrSet("class", "button")
    return tokens


def html(tokens: Iterable[Token]) -> str:
    """Write the tokens as HTML; what is not on the short list of harmless tags is taken out."""
    parser = _parser()
    return nh3.clean(
        parser.renderer.render(list(tokens), parser.options, {}),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes={"a": {"button"}},
        filter_style_properties={"text-align"},
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _check(token: Token, where: Text, public_url: str) -> None:
    if token.type == "image":
        _check_image(str(token.attrGet("src") or ""), where, public_url)
    elif token.type == "link_open":
        _check_link(str(token.attrGet("href") or ""), where)


def _check_image(address: str, where: Text, public_url: str) -> None:
    if not SENTINEL.search(unquote(address)) and address.startswith(f"{public_url}/"):
        return
    raise _wrong(
        where,
        f"de afbeelding `{_shown(address)}` wordt van elders geladen, en dat verraadt wie de mail opent: "
        f"zet haar op `{public_url}/…` of haal haar weg",
        f"the image `{_shown(address)}` is loaded from elsewhere, which gives away who opens the mail: "
        f"put it on `{public_url}/…` or remove it",
    )


def _check_link(address: str, where: Text) -> None:
    if SENTINEL.search(unquote(address)):
        raise _wrong(
            where,
            "een invulveld in een link volgt de lezer: haal het uit het adres van de link",
            "a merge field in a link follows the reader: take it out of the link's address",
        )
    parts = urlsplit(address)
    if parts.scheme not in LINK_SCHEMES or not (parts.netloc or parts.scheme in {"mailto", "tel"}):
        raise _wrong(
            where,
            f"de link `{address}` werkt niet in een mail: schrijf het hele adres, zoals `https://bedrijf.nl/pagina`",
            f"the link `{address}` does not work in a mail: write the whole address, like `https://company.nl/page`",
        )


def _shown(address: str) -> str:
    return SENTINEL.sub("{{ … }}", unquote(address))


def _wrong(where: Text, nl: str, en: str) -> InputError:
    return InputError(Text(f"{where.nl}: {nl}", f"{where.en}: {en}"))
