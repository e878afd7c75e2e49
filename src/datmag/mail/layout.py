"""The look of a message: one column, light and dark, no font or picture from elsewhere."""

from dataclasses import dataclass
from html import escape
from typing import Final

import css_inline
from mjml import mjml2html

from datmag.mail.wording import OPT_OUT

FONTS: Final = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

STYLE: Final = """
.brand p { margin: 0; font-size: 15px; line-height: 22px; font-weight: bold; color: #3d4852; }
.letter p, .letter ul, .letter ol, .letter blockquote, .letter table, .letter pre { margin: 0 0 16px 0; }
.letter h1 { margin: 0 0 16px 0; font-size: 26px; line-height: 32px; color: #14181c; }
.letter h2 { margin: 24px 0 12px 0; font-size: 20px; line-height: 26px; color: #14181c; }
.letter h3, .letter h4, .letter h5, .letter h6 { margin: 20px 0 8px 0; font-size: 17px; line-height: 24px; }
.letter ul, .letter ol { padding: 0 0 0 24px; }
.letter li { margin: 0 0 6px 0; }
.letter li p { margin: 0 0 6px 0; }
.letter a { color: #0b5cad; text-decoration: underline; }
.letter a.button { display: inline-block; padding: 12px 22px; border-radius: 6px; background-color: #0b5cad;
  color: #ffffff; font-weight: bold; text-decoration: none; }
.letter blockquote { padding: 0 0 0 14px; border-left: 4px solid #c9d3dd; color: #3d4852; }
.letter img { max-width: 100%; height: auto; }
.letter hr { border: 0; border-top: 1px solid #d5dce3; margin: 24px 0; }
.letter pre { padding: 12px; background-color: #f1f4f7; white-space: pre-wrap; }
.letter code { font-family: Menlo, Consolas, monospace; font-size: 14px; overflow-wrap: anywhere; }
.letter table { width: 100%; }
.letter th, .letter td { padding: 6px 10px 6px 0; border-bottom: 1px solid #d5dce3; text-align: left; }
.foot p { margin: 0 0 10px 0; font-size: 14px; line-height: 21px; color: #4a5560; }
.foot a { color: #0b5cad; text-decoration: underline; }
"""

DARK: Final = """
@media (prefers-color-scheme: dark) {
body, .page { background-color: #14171a !important; }
.card, .card > table { background: #1f2429 !important; background-color: #1f2429 !important; }
.brand p, .letter div, .letter p, .letter li, .letter td, .letter th, .letter h1, .letter h2, .letter h3,
.letter h4, .letter blockquote { color: #e9ecef !important; }
.letter pre { background-color: #14171a !important; }
.letter a, .foot a { color: #8ec2f7 !important; }
.letter a.button { background-color: #8ec2f7 !important; color: #10151a !important; }
.foot p { color: #b9c2cb !important; }
}
"""

TITLE: Final = "the-title-of-this-message"
"""Stands for the title in MJML, which writes it into an aria-label as Rust escapes a string: `\\u{e000}`."""

PAGE: Final = """<mjml lang="{lang}"><mj-head>
<mj-title>{title}</mj-title>{preview}
<mj-attributes><mj-all font-family="{fonts}" /></mj-attributes>
<mj-style>{dark}</mj-style>
<mj-raw><meta name="color-scheme" content="light dark" /></mj-raw>
<mj-raw><meta name="supported-color-schemes" content="light dark" /></mj-raw>
</mj-head><mj-body background-color="#eef1f4" css-class="page">
<mj-section padding="20px 0 12px 0"><mj-column>
<mj-text css-class="brand" padding="0 24px">\uf8f1</mj-text></mj-column></mj-section>
<mj-section background-color="#ffffff" css-class="card" padding="28px 0 12px 0"><mj-column>
<mj-text css-class="letter" padding="0 24px" font-size="16px" line-height="25px" color="#1f262d">\uf8f2</mj-text>
</mj-column></mj-section>
<mj-section padding="20px 0 28px 0"><mj-column>
<mj-text css-class="foot" padding="0 24px">\uf8f3</mj-text></mj-column></mj-section>
</mj-body></mjml>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What goes on the page; `letter` and `foot` are HTML, the rest is text in which slots may stand."""

    lang: str
    title: str
    preheader: str
    brand: str
    letter: str
    foot: str


def page(sheet: Sheet) -> str:
    """Give the whole HTML of a message, its styles on the tags themselves.

    All text is put in after MJML has made its tables, so nothing in it can become MJML and MJML escapes no slot.
    """
    source = PAGE.format(
        lang=sheet.lang,
        title=TITLE,
        preview="<mj-preview>\uf8f4</mj-preview>" if sheet.preheader else "",
        fonts=FONTS,
        dark=DARK,
    )
    # fonts={}: by default MJML links a font at a large advertising company from every message.
    frame = mjml2html(source, disable_comments=True, fonts={})
    filling = {
        TITLE: escape(sheet.title),
        "\uf8f4": escape(sheet.preheader),
        "\uf8f1": f"<p>{escape(sheet.brand)}</p>",
        "\uf8f2": sheet.letter,
        "\uf8f3": sheet.foot,
    }
    for mark, html in filling.items():
        frame = frame.replace(mark, html)
    inliner = css_inline.CSSInliner(
        load_remote_stylesheets=False, keep_style_tags=True, keep_at_rules=True, extra_css=STYLE
    )
    return inliner.inline(frame)


def foot(paragraphs: list[str], ask: str, url: str, lang: str) -> str:
    """Give the footer as HTML: the paragraphs are HTML, `ask` and `url` slots; the opt-out link comes second."""
    stop = f'<p>{ask} <a href="{url}">{OPT_OUT.of(lang)}</a></p>'
    first, *rest = (f"<p>{text}</p>" for text in paragraphs)
    return "\n".join([first, stop, *rest])
