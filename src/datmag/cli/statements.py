"""`datmag rules statements`: what the two articles say, and which rules carry it."""

import click

from datmag.cli.speak import give, json_option, lang_option, show
from datmag.rulebook.nl.statements import Carried, carried
from datmag.rulebook.worked import KINDS, Kind
from datmag.words import Text


@click.command("statements")
@json_option
@lang_option
def command(*, as_json: bool) -> None:
    """List every statement of the two articles with its rules and the number of their worked examples."""
    rows = carried()
    if as_json:
        give([_json(row) for row in rows])
        return
    for row in rows:
        show(_shown(row))


def _json(row: Carried) -> dict[str, object]:
    one = row.statement
    return {
        "id": one.id,
        "phrase": one.phrase,
        "text": one.text.json(),
        "rules": list(row.rules),
        "tests": row.tests,
        "reason": one.reason.json() if one.reason else None,
    }


def _shown(row: Carried) -> Text:
    one = row.statement
    if one.reason:
        return Text(
            f"{one.id}  {one.text.nl}\n      geen regel: {one.reason.nl}",
            f"{one.id}  {one.text.en}\n      no rule: {one.reason.en}",
        )
    rules = ", ".join(row.rules)
    counted = [(count, _KINDS[kind]) for kind in KINDS if (count := row.tests[kind])]
    return Text(
        f"{one.id}  {one.text.nl}\n      {rules}\n      "
        f"voorbeelden: {', '.join(f'{count} {name.nl}' for count, name in counted)}",
        f"{one.id}  {one.text.en}\n      {rules}\n      "
        f"examples: {', '.join(f'{count} {name.en}' for count, name in counted)}",
    )


_KINDS: dict[Kind, Text] = {
    "permit": Text("die mag", "permitted"),
    "deny": Text("die niet mag", "denied"),
    "without": Text("zonder gevolg", "without the consequence"),
    "with": Text("met gevolg", "with the consequence"),
}
