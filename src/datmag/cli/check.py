"""`datmag check`: may this message go to this address, or to everybody on record?"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.ready import with_database
from datmag.cli.speak import chosen, give, json_option, lang_option, show
from datmag.errors import InputError
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.gate.check import Checked
    from datmag.gate.enquiry import Enquiry


@click.command()
@click.option("--to", default="", help="one address")
@click.option("--audience", default="", help="`all`, or a file with one address a line")
@click.option("--message", "file", required=True, type=click.Path(path_type=Path), help="a message file")
@click.option("--at", "at_text", default="", help="as of sending at this time (default: now)")
@click.option("--known-at", default="", help="on what was recorded by then (default: now)")
@click.option("--policy", default="", help="statute, standard, strict or consent_only")
@click.option("--sender", default="", help="the sender's id, where there are several")
@json_option
@lang_option
@with_database
def command(  # noqa: PLR0913  (one parameter for each option)
    to: str,
    audience: str,
    file: Path,
    at_text: str,
    known_at: str,
    policy: str,
    sender: str,
    *,
    as_json: bool,
) -> int:
    """Judge a message for one address (--to) or for many (--audience); nothing is sent.

    Example: datmag check --audience all --message spring.md
    """
    from datmag.moment import parse  # noqa: PLC0415  (Django is set up by now)

    if bool(to) == bool(audience):
        raise InputError(
            Text(
                "zeg wie: geef `--to adres` of `--audience all`, een van beide",
                "say who: give `--to address` or `--audience all`, one of them",
            )
        )
    now = time.time_ns() // 1000
    at = parse(at_text) if at_text else now
    known = parse(known_at) if known_at else now
    asked = _enquiry(file, sender, policy, at, known)
    return _one(to, asked, now, as_json=as_json) if to else _many(audience, asked, now, as_json=as_json)


def _enquiry(file: Path, sender: str, policy: str, at: int, known_at: int) -> "Enquiry":
    from django.conf import settings  # noqa: PLC0415  (Django is set up by now)

    from datmag.campaign.making import make  # noqa: PLC0415  (the same)
    from datmag.cli.campaign import read  # noqa: PLC0415  (the same)
    from datmag.gate.enquiry import enquire  # noqa: PLC0415  (the same)

    made = make(read(file), str(file), sender=sender, at=at)
    reading = policy or settings.DATMAG.policy
    return enquire(made.intent, sender=made.sender.id, at=at, known_at=known_at, policy=reading)


def _one(to: str, asked: "Enquiry", now: int, *, as_json: bool) -> int:
    from datmag.gate.check import check  # noqa: PLC0415  (Django is set up by now)

    checked = check(to, asked, made_at=now)
    if as_json:
        give({"id": checked.number, **checked.decision.json()})
    else:
        _show_decision(checked, asked)
    return 0 if checked.decision.outcome == "permit" else 1


def _show_decision(checked: "Checked", asked: "Enquiry") -> None:
    from datmag.rulebook.sentence import disclaimer  # noqa: PLC0415  (Django is set up by now)

    lang, decision = chosen(), checked.decision.json()
    reasons = decision["reasons"]
    if decision["outcome"] == "permit":
        show(Text("Ja, volgens uw gegevens mag dit.", "Yes, by your records this is allowed."))
    elif reasons and reasons[0]["code"] == "unknown_fact":
        show(Text("Nog niet.", "Not yet."))
    else:
        show(Text("Nee, dit mag niet.", "No, this is not allowed."))
    for reason in reasons:
        click.echo(f"- {reason['text'][lang]} [{reason['citation']}]")
    for title, key in (
        (Text("Daarbij moet u:", "You must:"), "obligations"),
        (Text("Het bericht herstellen:", "Mend the message:"), "cures"),
        (Text("Wat wel kan:", "What you may do instead:"), "advice"),
    ):
        if decision[key]:
            show(title)
            for one in decision[key]:
                click.echo(f"- {one['text'][lang]}")
    if decision["missing"]:
        missing = ", ".join(decision["missing"])
        show(Text(f"Ontbreekt: {missing}", f"Missing: {missing}"))
    click.echo(f"\n{disclaimer(decision['version'], asked.policy).of(lang)} ({checked.number})")


def _many(audience: str, asked: "Enquiry", now: int, *, as_json: bool) -> int:
    from django.db import transaction  # noqa: PLC0415  (Django is set up by now)

    from datmag.cli.campaign import chosen_addresses, funnel_json, show_funnel  # noqa: PLC0415  (the same)
    from datmag.gate.audience import freeze, funnel  # noqa: PLC0415  (the same)
    from datmag.rulebook.sentence import disclaimer  # noqa: PLC0415  (the same)

    ids = ",".join(str(int(one)) for one in chosen_addresses(audience))
    addresses = f"SELECT id FROM register_address WHERE id IN ({ids})" if ids else None  # noqa: S608  (whole numbers)
    with transaction.atomic():
        found = funnel(freeze(asked, made_at=now, addresses=addresses))
        transaction.set_rollback(rollback=True)  # a question leaves no audience behind
    if as_json:
        give({**funnel_json(found), "version": _version(), "policy": asked.policy.name})
    else:
        show_funnel(found)
        click.echo(f"\n{disclaimer(_version(), asked.policy).of(chosen())}")
    if not found.total:
        show(Text("Er staat niemand in het register.", "There is nobody on record."))
        return 3
    return 0 if found.permitted else 1


def _version() -> str:
    from datmag.rulebook.decide import version  # noqa: PLC0415  (loaded only when something runs)

    return version()
