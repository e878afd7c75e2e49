"""`datmag story`: register-level stories through the public writers and the real query, in a throw-away register."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import yaml
from django.apps import apps

from datmag.cli.speak import chosen, complain, give, json_option, lang_option
from datmag.errors import DatmagError, InputError
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.gate.story import Answer

_NEEDED = ("id", "senders", "messages", "questions")


@click.command(name="story")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--policy", help="judge everything under this policy")
@json_option
@lang_option
def command(files: tuple[Path, ...], policy: str | None, *, as_json: bool) -> int:
    """Answer the questions of stories (FILE or folder) and compare with what they expect."""
    with throw_away():
        results, unread = run(files, policy)
    agree = sum(result["agrees"] is True for result in results)
    disagree = sum(result["agrees"] is False for result in results)
    if as_json:
        give({"results": results, "agree": agree, "disagree": disagree})
    else:
        _show(results, agree, disagree)
    denied = any(result["expected"] is None and result["decision"]["outcome"] == "deny" for result in results)
    if unread:
        return 2
    if not results:
        return 3
    return 1 if disagree or denied else 0


def run(files: tuple[Path, ...], policy: str | None) -> tuple[list[dict[str, Any]], int]:
    """Answer every question of every file; each story has the register to itself.

    Returns:
        The results in the form of `interfaces.md`, and how many files or stories could not be read.
    """
    from django.db import transaction  # noqa: PLC0415  (Django is set up by `throw_away`)

    results: list[dict[str, Any]] = []
    unread = 0
    for path in _spread(files):
        try:
            story = _read(path)
            with transaction.atomic():
                found, missed = _answers(story, policy, path)
                transaction.set_rollback(True)
        except DatmagError as error:
            found, missed = [], 1
            complain(f"`{path}`: {error.text.of(chosen())}")
        results += found
        unread += missed
    return results, unread


@contextmanager
def throw_away() -> Iterator[None]:
    """Give an empty register that is gone afterwards; where Django runs already (tests), the current one.

    Nothing is written into the current one either: every story is rolled back.
    """
    if apps.ready:
        yield
        return
    from datmag.server.start import start  # noqa: PLC0415  (reads the settings, which are chosen here)

    with tempfile.TemporaryDirectory(prefix="datmag-story-") as folder:
        os.environ |= {"DATMAG_HOME": folder, "DATMAG_DB__URL": "sqlite:///:memory:"}
        start()
        from django.core.management import call_command  # noqa: PLC0415  (Django is set up only now)

        call_command("migrate", "register", verbosity=0)
        yield


def _spread(files: tuple[Path, ...]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.suffix in {".yaml", ".yml", ".json"})
        else:
            yield path


def _read(path: Path) -> dict[str, Any]:
    try:
        # BaseLoader's resolver would make every value a text; the safe one would make dates of times
        story = yaml.load(path.read_text(encoding="utf-8"), Loader=_Plain)  # noqa: S506  (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        said = str(error).replace("\n", " ")
        raise InputError(
            Text(
                f"niet te lezen ({said}): geef een YAML-bestand", f"cannot be read ({said}): give a YAML file"
            )
        ) from None
    if not isinstance(story, dict) or any(key not in story for key in _NEEDED):
        raise InputError(
            Text(
                f"geen verhaal: nodig zijn de sleutels {', '.join(_NEEDED)}",
                f"no story: it needs the keys {', '.join(_NEEDED)}",
            )
        )
    return story


class _Plain(yaml.SafeLoader):
    """YAML as JSON has it: a time stays a text."""


_Plain.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _answers(story: dict[str, Any], policy: str | None, path: Path) -> tuple[list[dict[str, Any]], int]:
    """Answer the questions one by one; a question that cannot be answered stops no other."""
    from datmag.gate.story import answer, tell  # noqa: PLC0415  (Django is set up by `throw_away`)

    tell(story, recorded_at=0)
    results, missed = [], 0
    for question in story["questions"]:
        try:
            results.append(_result(answer(story, question, policy), policy))
        except DatmagError as error:
            complain(f"`{path}`: {error.text.of(chosen())}")
            missed += 1
    return results, missed


def _result(answer: "Answer", policy: str | None) -> dict[str, Any]:
    from datmag.cli.agree import agrees  # noqa: PLC0415  (Django is set up by `throw_away`)

    compared = answer.expected is not None and policy in {None, answer.asked_policy}
    return {
        "story": answer.story,
        "question": answer.question,
        "policy": answer.policy,
        "decision": answer.decision.json(),
        "expected": answer.expected if compared else None,
        "agrees": agrees(answer.expected or {}, answer.decision) if compared else None,
    }


def _show(results: list[dict[str, Any]], agree: int, disagree: int) -> None:
    lang = chosen()
    for result in results:
        decision = result["decision"]
        why = decision["ground"] or ", ".join(reason["code"] for reason in decision["reasons"])
        mark = {True: "=", False: "≠", None: " "}[result["agrees"]]
        click.echo(f"{mark} {result['question']:<10} {decision['outcome']:<7} {why}")
        if result["agrees"] is False:
            click.echo(f"  {result['expected']}")
    click.echo(
        Text(
            f"{agree} kloppen, {disagree} kloppen niet, van {len(results)} vragen",
            f"{agree} agree, {disagree} disagree, of {len(results)} questions",
        ).of(lang)
    )
