"""How the message of a campaign looks to one of its recipients, before anything is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from datmag.campaign.steps import sample
from datmag.delivery.models import Mailing


@dataclass(frozen=True, slots=True)
class Shown:
    """One rendered message, taken apart for reading."""

    to: str
    sender: str
    subject: str
    html: str
    text: str
    headers: Sequence[tuple[str, str]]


def preview(mailing: Mailing) -> Shown:
    """Render the message for the first person who may get it; its opt-out link leads nowhere."""
    message = message_from_bytes(sample(mailing, mailing.created_at), policy=default)
    return Shown(
        to=str(message["To"]),
        sender=str(message["From"]),
        subject=str(message["Subject"]),
        html=part(message, "html"),
        text=part(message, "plain"),
        headers=[(name, str(value)) for name, value in message.items()],
    )


def part(message: EmailMessage, kind: str) -> str:
    """Give the `html` or `plain` part of a message, empty where it has none."""
    found = message.get_body((kind,))
    return str(found.get_content()) if found else ""
