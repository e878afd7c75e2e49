"""`datmag message`: the exact bytes that one person would get, and a single message through the gate."""

import sys
import time
from pathlib import Path

import click

from datmag.cli.campaign import caller, read
from datmag.cli.ready import with_database
from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.words import Text

sender_option = click.option("--sender", default="", help="the sender's id, where there are several")
policy_option = click.option("--policy", default="", help="statute, standard, strict or consent_only")


@click.group(name="message")
def command() -> None:
    """One message: render it for somebody, or send it to one address."""


@command.command(name="render")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "to", required=True, help="the address for which it is made")
@policy_option
@sender_option
@lang_option
@with_database
def render(file: Path, to: str, policy: str, sender: str) -> int:
    """Write the exact bytes that this person would get now; nothing is sent.

    Example: datmag message render spring.md --for sanne@post.example
    """
    from datmag.campaign.single import rehearse  # noqa: PLC0415  (Django is set up by now)

    checked, message = rehearse(read(file), str(file), to, sender=sender, policy=policy, at=_now())
    if not message:
        reason = checked.decision.json()["reasons"][0]
        complain(f"{reason['text'][chosen()]} [{reason['citation']}]")
        return 1
    sys.stdout.buffer.write(message)
    return 0


@command.command(name="send")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", required=True, help="the address")
@policy_option
@sender_option
@json_option
@lang_option
@with_database
def send(file: Path, to: str, policy: str, sender: str, *, as_json: bool) -> int:
    """Judge a message to one address and queue it if it may go; a worker posts.

    Example: datmag message send welcome.md --to sanne@post.example
    """
    from datmag.campaign.single import send_one  # noqa: PLC0415  (Django is set up by now)
    from datmag.campaign.words import shown  # noqa: PLC0415  (the same)

    done = send_one(read(file), str(file), to, sender=sender, policy=policy, by=caller(), at=_now())
    decision = done.checked.decision.json()
    queued = done.state == "pending"
    if as_json:
        give({"id": done.checked.number, "queued": queued, "hold": done.hold, "decision": decision})
    elif done.mailing is None:
        reason = decision["reasons"][0]
        click.echo(f"{reason['text'][chosen()]} [{reason['citation']}] ({done.checked.number})")
    elif queued:
        show(
            Text(
                f"in de rij gezet ({done.checked.number}); `datmag worker` verstuurt het",
                f"queued ({done.checked.number}); `datmag worker` posts it",
            )
        )
    else:
        click.echo(f"{shown(done.hold).of(chosen())} ({done.checked.number})")
    return 0 if queued else 1


def _now() -> int:
    return time.time_ns() // 1000
