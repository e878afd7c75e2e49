"""`datmag message`: a single message through the gate, and the exact bytes that one person would get."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from datmag.cli.campaign import caller, read
from datmag.cli.ready import with_database
from datmag.cli.speak import chosen, complain, give, json_option, lang_option, show
from datmag.words import Text

if TYPE_CHECKING:
    from datmag.gate.check import Checked


@click.group(name="message")
def command() -> None:
    """One message: render, send."""


@command.command(name="render")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "to", required=True, metavar="ADDR", help="the person's address")
@click.option("--policy", default="", help="statute, standard, strict or consent_only")
@click.option("--sender", default="", help="the sender's id, where there are several")
@json_option
@lang_option
@with_database
def render(file: Path, to: str, policy: str, sender: str, *, as_json: bool) -> int:
    """Write the bytes that one person would get; nothing where that person may not get it.

    Its opt-out link and Message-ID belong to no message. `--json` gives the decision, and the bytes as text: they are
    ASCII.
    """
    from datmag.campaign.single import rehearse  # noqa: PLC0415  (Django is set up by now)

    checked, message = rehearse(read(file), str(file), to, sender=sender, policy=policy, at=_now())
    if as_json:
        give({"decision": checked.decision.json(), "message": message.decode("ascii") or None})
        return 0 if message else 1
    if not message:
        _complain(to, checked)
        return 1
    sys.stdout.flush()
    sys.stdout.buffer.write(message)
    return 0


@command.command(name="send")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="ADDR", help="the person's address")
@click.option("--policy", default="", help="statute, standard, strict or consent_only")
@click.option("--sender", default="", help="the sender's id, where there are several")
@json_option
@lang_option
@with_database
def send(file: Path, to: str, policy: str, sender: str, *, as_json: bool) -> int:
    """Judge one message to one address and queue it if it may go; `datmag worker` posts."""
    from datmag.campaign.single import send_one  # noqa: PLC0415  (Django is set up by now)
    from datmag.campaign.words import shown  # noqa: PLC0415  (the same)

    done = send_one(read(file), str(file), to, sender=sender, policy=policy, by=caller(), at=_now())
    queued = done.state == "pending"
    if as_json:
        give(
            {
                "queued": queued,
                "number": done.checked.number,
                "hold": done.hold or None,
                "decision": done.checked.decision.json(),
            }
        )
    elif queued:
        show(
            Text(
                f"staat klaar voor `{to}` (besluit {done.checked.number}); `datmag worker` verstuurt",
                f"queued for `{to}` (decision {done.checked.number}); `datmag worker` posts",
            )
        )
    elif done.mailing is None:
        _complain(to, done.checked)
    else:
        complain(f"`{to}`: {shown(done.hold).of(chosen())}")
    return 0 if queued else 1


def _complain(to: str, checked: "Checked") -> None:
    for reason in checked.decision.json()["reasons"]:
        source = f" ({reason['citation']})" if reason["citation"] else ""
        complain(f"`{to}`: {reason['text'][chosen()]}{source}")


def _now() -> int:
    return time.time_ns() // 1000
