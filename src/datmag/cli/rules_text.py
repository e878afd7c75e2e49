"""`datmag rules text`: the whole rulebook as a document that people read."""

import click

from datmag.cli.speak import chosen, give, json_option, lang_option
from datmag.rulebook.as_text import book_text
from datmag.rulebook.decide import version
from datmag.rulebook.policy import POLICIES
from datmag.rulebook.sentence import disclaimer
from datmag.words import LANGS


@click.command("text")
@click.option(
    "--policy", type=click.Choice(list(POLICIES)), help="as one reading settles the disputed points"
)
@json_option
@lang_option
def command(policy: str | None, *, as_json: bool) -> None:
    """Write the rulebook as Markdown, in the order in which a verdict comes about; `--json` gives both languages."""
    settled = POLICIES[policy] if policy else None
    notice = disclaimer(version(), settled or POLICIES["standard"])
    if as_json:
        give(
            {
                "version": version(),
                "policy": policy,
                "text": {lang: book_text(lang, settled) for lang in LANGS},
                "disclaimer": notice.json(),
            }
        )
        return
    lang = next(lang for lang in LANGS if lang == chosen())
    click.echo(book_text(lang, settled), nl=False)
    click.echo()
    click.echo(notice.of(lang))
