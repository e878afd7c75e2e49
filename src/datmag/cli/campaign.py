"""`datmag campaign`: a mailing to many, from the message file to what became of it."""

import getpass
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.ready import with_database
from datmag.cli.speak import chosen, give, json_option, lang_option, show, tell
from datmag.errors import InputError
from datmag.words import Text, number

if TYPE_CHECKING:
    from datmag.delivery.models import Mailing
    from datmag.gate.audience import Funnel

sender_option = click.option("--sender", default="", help="the sender's id, where there are several")


@click.group(name="campaign")
def command() -> None:
    """Mailings to many: new, preview, approve, send, pause, resume, status, unknowns, report."""


@command.command(name="new")
@click.argument("name")
@click.option("--message", "file", required=True, type=click.Path(path_type=Path), help="a message file")
@click.option("--audience", default="all", help="`all`, or a file with one address a line")
@click.option("--policy", default="", help="statute, standard, strict or consent_only")
@sender_option
@json_option
@lang_option
@with_database
def new(name: str, file: Path, audience: str, policy: str, sender: str, *, as_json: bool) -> int:
    """Make a campaign out of a message file.

    Example: datmag campaign new spring --message spring.md
    """
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    mailing = steps.new(
        name,
        read(file),
        str(file),
        at=_now(),
        sender=sender,
        policy=policy,
        chosen=chosen_addresses(audience),
    )
    if as_json:
        give({"name": mailing.name, "sender": mailing.sender_id, "state": mailing.state})
    else:
        show(
            Text(
                f"campagne `{name}` is gemaakt; bekijk haar met `datmag campaign preview {name}`",
                f"campaign `{name}` is made; look at it with `datmag campaign preview {name}`",
            )
        )
    return 0


@command.command(name="preview")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def preview(name: str, sender: str, *, as_json: bool) -> int:
    """Judge everybody as of now, and show what one of them would read."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    found = steps.preview(steps.find(name, sender), at=_now())
    if as_json:
        give(funnel_json(found.funnel) | {"sample": found.sample.decode("ascii", "replace")})
    else:
        show_funnel(found.funnel)
        click.echo()
        click.echo(_plain(found.sample))
    return 0 if found.funnel.permitted else 1


@command.command(name="approve")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def approve(name: str, sender: str, *, as_json: bool) -> int:
    """Note that you say this campaign may go."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    mailing = steps.find(name, sender)
    steps.approve(mailing, by=caller(), at=_now())
    if as_json:
        give({"name": name, "approved_by": caller()})
        return 0
    show(Text(f"`{name}` is goedgekeurd door {caller()}", f"`{name}` is approved by {caller()}"))
    return 0


@command.command(name="send")
@click.argument("name")
@click.option("--yes", is_flag=True, help="approve it here and now, as yourself")
@sender_option
@json_option
@lang_option
@with_database
def send(name: str, sender: str, *, yes: bool, as_json: bool) -> int:
    """Freeze the audience and queue it; `datmag worker` posts."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    funnel = steps.send(steps.find(name, sender), at=_now(), by=caller() if yes else "")
    if as_json:
        give(funnel_json(funnel))
    else:
        show_funnel(funnel)
        tell(Text("staat klaar; `datmag worker` verstuurt", "queued; `datmag worker` posts"))
    return 0 if funnel.permitted else 1


@command.command(name="pause")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def pause(name: str, sender: str, *, as_json: bool) -> int:
    """Stop sending; what is on its way at this moment still arrives."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    steps.pause(steps.find(name, sender))
    if as_json:
        give({"name": name, "paused": True})
        return 0
    show(Text(f"`{name}` is gepauzeerd", f"`{name}` is paused"))
    return 0


@command.command(name="resume")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def resume(name: str, sender: str, *, as_json: bool) -> int:
    """Go on sending."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is set up by now)

    steps.resume(steps.find(name, sender))
    if as_json:
        give({"name": name, "paused": False})
        return 0
    show(Text(f"`{name}` gaat verder", f"`{name}` goes on"))
    return 0


@command.command(name="status")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def status(name: str, sender: str, *, as_json: bool) -> int:
    """Count what became of everybody."""
    from datmag.campaign import overview, steps  # noqa: PLC0415  (Django is set up by now)

    mailing = steps.find(name, sender)
    counts = overview.status(mailing)
    if as_json:
        give(counts)
    else:
        _show_counts(mailing, counts)
    return 0


@command.command(name="unknowns")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def unknowns(name: str, sender: str, *, as_json: bool) -> int:
    """List the messages of which nobody knows whether they arrived; they are never sent again by machine."""
    from datmag.campaign import overview, steps  # noqa: PLC0415  (Django is set up by now)

    listed = overview.unknown_list(steps.find(name, sender))
    if as_json:
        give(listed)
        return 1 if listed else 0
    for one in listed:
        click.echo(f"{one['address']}  {one['armed_at']}  {one['message_id']}")
    if listed:
        tell(
            Text(
                f"{len(listed)} onzeker: zoek het Message-ID op in het logboek van uw mailserver",
                f"{len(listed)} uncertain: look the Message-ID up in the log of your mail server",
            )
        )
    return 1 if listed else 0


@command.command(name="report")
@click.argument("name")
@sender_option
@json_option
@lang_option
@with_database
def report(name: str, sender: str, *, as_json: bool) -> int:
    """Tell the whole story of a campaign: who approved it, by which rules it was judged, what became of it."""
    from datmag.campaign import overview, steps  # noqa: PLC0415  (Django is set up by now)

    mailing = steps.find(name, sender)
    account = overview.account(mailing)
    if as_json:
        give(account)
        return 0
    for key in ("sender", "policy", "version", "approved_by", "approved_at", "at", "done_at"):
        click.echo(f"{key:<12} {account[key] or '–'}")
    _show_counts(mailing, account)
    return 0


def read(file: Path) -> str:
    """Read a message file as text; the errors name the file."""
    from datmag.mail.head import decode  # noqa: PLC0415  (loaded only when something runs)

    try:
        return decode(file.read_bytes(), str(file))
    except OSError as error:
        raise InputError(
            Text(
                f"`{file}` is niet te lezen ({error.strerror}): geef een bestaand bestand",
                f"`{file}` cannot be read ({error.strerror}): give an existing file",
            )
        ) from None


def caller() -> str:
    """Name whoever runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def _now() -> int:
    return time.time_ns() // 1000


def chosen_addresses(audience: str) -> tuple[int, ...]:
    """Read `--audience`: `all` gives nothing, a file the ids of its addresses; says how many are not on record."""
    if audience == "all":
        return ()
    from datmag.campaign.listed import addresses  # noqa: PLC0415  (Django is set up by now)

    ids, missing = addresses(read(Path(audience)), audience)
    if missing:
        tell(
            Text(
                f"{missing} adressen van `{audience}` staan niet in het register en doen niet mee",
                f"{missing} addresses of `{audience}` are not on record and are left out",
            )
        )
    return ids


def funnel_json(funnel: "Funnel") -> dict[str, object]:
    """Give a funnel for `--json`."""
    return {
        "audience": funnel.total,
        "permitted": funnel.permitted,
        "denied": funnel.denied,
        "held": funnel.held,
        "by_reason": funnel.by_reason,
        "by_ground": funnel.by_ground,
    }


def show_funnel(funnel: "Funnel") -> None:
    """Say to how many it may go, by ground, and why not to the others."""
    lang = chosen()
    shown, total = number(funnel.permitted, lang), number(funnel.total, lang)
    if funnel.permitted:
        show(
            Text(
                f"Ja, volgens uw gegevens: aan {shown} van {total}",
                f"Yes, by your records: to {shown} of {total}",
            )
        )
    else:
        show(Text(f"Nee: aan niemand van {total}", f"No: to nobody of {total}"))
    _show_words(funnel.by_ground, funnel.by_reason)


def _show_counts(mailing: "Mailing", counts: dict[str, object]) -> None:
    from datmag.campaign.steps import WORDS  # noqa: PLC0415  (Django is set up by now)

    click.echo(f"{mailing.name}: {WORDS[mailing.state].of(chosen())}")
    for key in (
        "audience",
        "planned",
        "armed",
        "accepted",
        "refused",
        "deferred",
        "unknown",
        "cancelled",
        "withheld",
    ):
        click.echo(f"  {key:<10} {counts[key]:>9}")
    by_ground, by_reason = counts["by_ground"], counts["by_reason"]
    if isinstance(by_ground, dict) and isinstance(by_reason, dict):
        _show_words(by_ground, by_reason)


def _show_words(by_ground: dict[str, int], by_reason: dict[str, int]) -> None:
    from datmag.campaign.words import shown  # noqa: PLC0415  (Django is set up by now)

    for sign, counts in (("+", by_ground), ("-", by_reason)):
        for code, many in counts.items():
            click.echo(f"  {sign} {number(many, chosen()):>7}  {shown(code).of(chosen())}")


def _plain(message: bytes) -> str:
    from email import message_from_bytes, policy  # noqa: PLC0415  (loaded only when something runs)

    letter = message_from_bytes(message, policy=policy.default)
    body = letter.get_body(("plain",))
    return f"{letter['From']}\n{letter['Subject']}\n\n{body.get_content() if body else ''}"
