"""`datmag rules facts`: every fact that a case may hold, with its values."""

import click

from datmag.cli.speak import give, json_option, lang_option, show
from datmag.rulebook.fact import FACTS, Fact
from datmag.rulebook.glossary import GLOSSARY
from datmag.words import Text

_FORMS = {
    "bool": Text("true of false", "true or false"),
    "moment": Text("een tijd met zone, `2026-11-10T10:00:00+01:00`", "a time with a zone, `2026-11-10T10:00:00+01:00`"),
    "number": Text("een heel getal van 0 tot en met 130", "a whole number from 0 to 130"),
    "country": Text("een landcode van twee letters, zoals NL", "a country code of two letters, such as NL"),
}  # fmt: skip


@click.command("facts")
@json_option
@lang_option
def command(*, as_json: bool) -> None:
    """List every fact of a case: its name, what it is, and the values that it can have."""
    if as_json:
        give([_described(fact) for fact in FACTS.values()])
        return
    for fact in FACTS.values():
        label, form = GLOSSARY[fact.name].label, _form(fact)
        asked = Text(" (moet er staan)", " (must be there)") if fact.required else Text("", "")
        show(Text(f"{fact.name}: {label.nl}{asked.nl}", f"{fact.name}: {label.en}{asked.en}"))
        show(Text(f"    {form.nl}", f"    {form.en}"))


def _form(fact: Fact) -> Text:
    return _FORMS.get(fact.kind) or Text(*[", ".join(fact.values)] * 2)


def _described(fact: Fact) -> dict[str, object]:
    return {
        "name": fact.name,
        "kind": fact.kind,
        "values": list(fact.values),
        "required": fact.required,
        "label": GLOSSARY[fact.name].label.json(),
    }
