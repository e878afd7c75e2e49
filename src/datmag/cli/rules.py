"""`datmag rules`: the rulebook as a list, and one rule of it."""

from importlib import import_module
from typing import Any

import click

from datmag.cli.speak import give, json_option, lang_option, show
from datmag.errors import InputError
from datmag.rulebook.case import nearest
from datmag.rulebook.decide import version
from datmag.rulebook.listing import rulebook_list
from datmag.rulebook.nl import RULEBOOK
from datmag.rulebook.rule import dated
from datmag.rulebook.sentence import cited
from datmag.words import LANGS, Text

PARTS = {
    "text": "rules_text",
    "facts": "rules_facts",
    "statements": "statements",
    "prove": "rules_prove",
    "diff": "rules_diff",
    "export": "rules_export",
}


class Parts(click.Group):
    """The group; what only some commands need (a solver, the chapters) is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return [*super().list_commands(ctx), *PARTS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command and give its command object."""
        if cmd_name not in PARTS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = import_module(f"datmag.cli.{PARTS[cmd_name]}").command
        return command


@click.group("rules", cls=Parts)
def command() -> None:
    """The rulebook: what it holds, in words, proved, compared."""


@command.command("list")
@json_option
@lang_option
def list_rules(*, as_json: bool) -> None:
    """List every rule; `--json` gives the whole, whose hash is part of the version."""
    rules = rulebook_list(RULEBOOK)
    if as_json:
        give(rules)
        return
    show(Text(f"regelboek {version()}", f"rulebook {version()}"))
    for rule in rules:
        periods = rule.get("citations") or [{"citation": ""}]
        source = cited(periods[-1]["citation"])
        show(Text(f"{rule['id']}  {source.nl}".rstrip(), f"{rule['id']}  {source.en}".rstrip()))


@command.command("show")
@click.argument("rule_id", metavar="ID")
@json_option
@lang_option
def show_rule(rule_id: str, *, as_json: bool) -> None:
    """Show one rule: its text, its citations by period, its condition."""
    rules = {rule["id"]: rule for rule in rulebook_list(RULEBOOK)}
    if rule_id not in rules:
        near = nearest(rule_id, rules)
        raise InputError(
            Text(
                f"er is geen regel `{rule_id}`"
                + (f": bedoelt u `{near}`?" if near else ": zie `rules list`"),
                f"there is no rule `{rule_id}`"
                + (f": do you mean `{near}`?" if near else ": see `rules list`"),
            )
        )
    rule = rules[rule_id]
    if as_json:
        give(rule)
        return
    rule_in_words(rule, rules)


def rule_in_words(rule: dict[str, Any], rules: dict[str, dict[str, Any]]) -> None:
    """Show a rule in prose; a requirement or an exception with the rule that it belongs to."""
    whole = rule
    while "of" in whole or "overrides" in whole:
        whole = rules[whole.get("of") or whole["overrides"]]
    from datmag.rulebook.as_text import rule_text  # noqa: PLC0415  (the chapters are read only here)
    from datmag.rulebook.wording.entry_text import entry_text  # noqa: PLC0415  (the same)

    found = {one.id: one for one in dated(RULEBOOK)}
    name = whole["id"]
    show(Text(*(rule_text(found[name], lang) if name in found else entry_text(name, lang) for lang in LANGS)))
