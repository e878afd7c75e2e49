"""How templates speak: texts in pairs, numbers and dates in the language of the page."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from datmag.moment import AMSTERDAM, NEVER, Moment, iso, to_datetime
from datmag.words import Text, number

register = template.Library()
Context = Mapping[str, Any]


@register.simple_tag(takes_context=True)
def t(context: Context, nl: str, en: str, **values: object) -> str:
    """Give the text in the page's language; `{name}` takes a value, a whole number gets its thousands marks."""
    lang = _lang(context)
    chosen = nl if lang == "nl" else en
    if not values:
        return chosen
    shown = {
        name: number(value, lang) if type(value) is int else value  # not for True and False
        for name, value in values.items()
    }
    return format_html(chosen, **shown)


@register.simple_tag(takes_context=True)
def say(context: Context, text: Text | str) -> str:
    """Give a `Text` in the page's language."""
    return text.of(_lang(context)) if isinstance(text, Text) else text


@register.simple_tag(takes_context=True)
def num(context: Context, value: int) -> str:
    """Write a whole number: 1.234 in Dutch, 1,234 in English."""
    return number(value, _lang(context))


@register.simple_tag
def day(value: Moment) -> str:
    """Write a moment as a Dutch calendar day, `22-11-2026`; a time that is not there as a dash."""
    return _time(value, "%d-%m-%Y")


@register.simple_tag
def moment(value: Moment) -> str:
    """Write a moment as day and time in the Netherlands, `22-11-2026 10:42`."""
    return _time(value, "%d-%m-%Y %H:%M")


@register.simple_tag
def breakable(address: str) -> SafeString:
    """Let an address break after its `@` or before a dot, before it breaks anywhere else."""
    first, *rest = re.split(r"(?<=@)(?=.)|(?<=.)(?=\.)", address)
    return format_html("{}{}", first, format_html_join("", "<wbr>{}", ((part,) for part in rest)))


@register.simple_tag(takes_context=True)
def page_link(context: Context, page: int) -> SafeString:
    """Give the present address with another `page`, as the query part of a link."""
    query = context["request"].GET.copy()
    query["page"] = str(page)
    return conditional_escape("?" + query.urlencode())


def _time(value: Moment, form: str) -> str:
    if value == NEVER:
        return "–"
    shown = to_datetime(value).astimezone(AMSTERDAM).strftime(form)
    return format_html('<time datetime="{}">{}</time>', iso(value), shown)


def _lang(context: Context) -> str:
    return str(context.get("lang", "en"))
