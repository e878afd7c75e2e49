"""What a campaign is and what became of it, for commands and pages."""

from datmag.delivery.models import Mailing
from datmag.delivery.report import report, unknowns
from datmag.moment import NEVER, Moment, iso


def status(mailing: Mailing) -> dict[str, object]:
    """Count a mailing by states, reasons and grounds (`interfaces.md`, `campaign status --json`)."""
    return report(mailing)


def account(mailing: Mailing) -> dict[str, object]:
    """Tell the whole story of a mailing: who approved it, by which rulebook it was judged, what became of it."""
    return {
        "name": mailing.name,
        "kind": mailing.kind,
        "sender": mailing.sender_id,
        "state": mailing.state,
        "policy": mailing.policy,
        "version": mailing.version,
        "created_at": _time(mailing.created_at),
        "approved_by": mailing.approved_by,
        "approved_at": _time(mailing.approved_at),
        "at": _time(mailing.at),
        "done_at": _time(mailing.done_at),
        **report(mailing),
        "unknowns": unknown_list(mailing),
    }


def unknown_list(mailing: Mailing) -> list[dict[str, object]]:
    """List the uncertain messages with all that helps to look them up in the mail server's log."""
    return [
        {
            "address": row.address,
            "name": row.name,
            "message_id": row.message_id,
            "armed_at": _time(row.armed_at),
            "reply": row.reply_text,
        }
        for row in unknowns(mailing)
    ]


def _time(value: Moment) -> str | None:
    return None if value == NEVER else iso(value)
