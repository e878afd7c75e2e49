"""`datmag rules export`: the rulebook for another engine, generated Python and SQL included."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from datmag.cli.speak import lang_option
from datmag.moment import Moment, moment, parse
from datmag.rulebook import as_python
from datmag.rulebook.as_cedar import cedar
from datmag.rulebook.as_jsonlogic import json_logic
from datmag.rulebook.as_rego import rego
from datmag.rulebook.as_sql import Dialect, verdict_select
from datmag.rulebook.fact import FACTS
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.policy import POLICIES, Policy

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


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice([*_TIMELESS, "python", *_DIALECTS]))
@click.option("--policy", type=click.Choice(list(POLICIES)), default="standard", help="one reading")
@click.option("--at", help="python and sql: the law at this moment, ISO 8601 with zone; now where left out")
@click.option("--channel", type=click.Choice(FACTS["channel"].values), default="email", help="python only")
@click.option(
    "--declared-as", type=click.Choice(FACTS["declared_as"].values), default="marketing", help="python only"
)
@lang_option
def command(form: str, policy: str, at: str | None, **kind: Any) -> None:  # noqa: ANN401  (two words)
    """Write the rulebook in FORMAT: cedar, rego, json-logic, python, sql-sqlite, sql-postgresql, sql-duckdb, sql-spark.

    The first three hold the law of every moment. `python` is the quick verdict on one kind of message, `sql-…` one
    SELECT over a table `facts` with a column for each fact.
    """
    settled = POLICIES[policy]
    click.echo(_TIMELESS[form](settled) if form in _TIMELESS else _dated(form, settled, at, **kind))


def _dated(form: str, policy: Policy, at: str | None, *, channel: str, declared_as: str) -> str:
    when: Moment = parse(at) if at else moment(datetime.now(UTC))
    if form == "python":
        return as_python.source(RULEBOOK, policy, channel, declared_as, when)
    return verdict_select(
        source="facts",
        columns=[name for name in FACTS if name != "at"],
        constants={},
        at=when,
        policy=policy,
        dialect=_DIALECTS[form],
    )
