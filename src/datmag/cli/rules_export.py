"""`datmag rules export`: the rulebook for another engine, generated Python and SQL included."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import click

from datmag.cli.speak import give, json_option, lang_option
from datmag.errors import InputError
from datmag.moment import Moment, iso, moment, parse
from datmag.rulebook import as_python
from datmag.rulebook.as_cedar import cedar
from datmag.rulebook.as_jsonlogic import json_logic
from datmag.rulebook.as_rego import rego
from datmag.rulebook.as_sql import Dialect, verdict_select
from datmag.rulebook.decide import version
from datmag.rulebook.fact import FACTS
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy
from datmag.words import Text

_DIALECTS: dict[str, Dialect] = {
    "sql-sqlite": "sqlite",
    "sql-postgresql": "postgresql",
    "sql-duckdb": "duckdb",
    "sql-spark": "spark",
}
_TIMELESS: dict[str, Callable[[Policy], str]] = {
    "cedar": lambda policy: cedar(RULEBOOK, policy),
    "rego": lambda policy: rego(RULEBOOK, policy),
    "json-logic": lambda policy: json.dumps(json_logic(RULEBOOK, policy)),
}


_MORE = {**dict.fromkeys(_DIALECTS, ("at",)), "python": ("at", "channel", "declared_as")}
"""What a form asks beside the policy."""


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice([*_TIMELESS, "python", *_DIALECTS]))
@click.option("--policy", type=click.Choice(list(POLICIES)), default="standard", help="one reading")
@click.option("--at", help="python and sql: the law at this moment, ISO 8601 with zone; now where left out")
@click.option(
    "--channel", type=click.Choice(FACTS["channel"].values), help="python only; email where left out"
)
@click.option(
    "--declared-as",
    type=click.Choice(FACTS["declared_as"].values),
    help="python only; marketing where left out",
)
@json_option
@lang_option
def command(form: str, policy: str, *, as_json: bool, **asked: str | None) -> None:
    """Write the rulebook in FORMAT: cedar, rego, json-logic, python, sql-sqlite, sql-postgresql, sql-duckdb, sql-spark.

    The first three hold the law of every moment. `python` is the quick verdict on one kind of message, `sql-…` one
    SELECT over a table `facts` with a column for each fact. `--json` gives it as `text`, with what it was made for.
    """
    _refuse_unused(form, asked)
    at = (
        (parse(asked["at"]) if asked["at"] is not None else moment(datetime.now(UTC)))
        if "at" in _MORE.get(form, ())
        else None
    )
    channel, declared_as = asked["channel"] or "email", asked["declared_as"] or "marketing"
    settled = POLICIES[policy]
    text = _TIMELESS[form](settled) if at is None else _dated(form, settled, at, channel, declared_as)
    if not as_json:
        click.echo(text)
        return
    made_for = {"at": at and iso(at), "channel": channel, "declared_as": declared_as}
    give(
        {
            "format": form,
            "version": version(),
            "policy": policy,
            **{name: value if name in _MORE.get(form, ()) else None for name, value in made_for.items()},
            "text": text,
        }
    )


def _refuse_unused(form: str, asked: Mapping[str, str | None]) -> None:
    """A flag that does nothing would only seem to be obeyed."""
    unused = [name for name, value in asked.items() if value is not None and name not in _MORE.get(form, ())]
    if unused:
        flag = f"--{unused[0].replace('_', '-')}"
        raise InputError(
            Text(
                f"`{flag}` doet niets bij `{form}`: laat het weg",
                f"`{flag}` does nothing with `{form}`: leave it out",
            )
        )


def _dated(form: str, policy: Policy, at: Moment, channel: str, declared_as: str) -> str:
    if form == "python":
        return as_python.source(RULEBOOK, policy, channel, declared_as, at)
    return verdict_select(
        source="facts",
        columns=[name for name in FACTS if name != "at"],
        constants={},
        at=at,
        policy=policy,
        dialect=_DIALECTS[form],
    )
