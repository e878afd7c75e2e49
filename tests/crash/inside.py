"""What the crash tests do inside an installation, each step in a process of its own; the answer is JSON.

Run as `python -m tests.crash.inside STEP [ARGUMENTS]` with the installation's environment.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from datmag.server.start import start

start()

from django.conf import settings  # noqa: E402  (Django is ready only now)
from django.core.management import call_command  # noqa: E402  (the same)

from datmag.delivery.models import Delivery  # noqa: E402  (the same)
from datmag.mail.headers import token  # noqa: E402  (the same)
from datmag.register.models import Choice, Suppression  # noqa: E402  (the same)


def _now() -> int:
    return time.time_ns() // 1000


def shop(permitted: str, objected: str, strangers: str) -> dict[str, int]:
    """Build the small shop and queue its campaign."""
    from tests.delivery.shop import open_shop, queued  # noqa: PLC0415  (Django is ready only now)

    call_command("migrate", verbosity=0)
    open_shop(int(permitted), objected=int(objected), strangers=int(strangers), now=_now())
    return {"mailing": queued(now=_now()).id}


def demo() -> dict[str, int]:
    """Build the demo shop "Fietsenhuis Vondel" and queue its spring campaign."""
    from datmag.campaign import steps  # noqa: PLC0415  (Django is ready only now)
    from datmag.demo import house  # noqa: PLC0415  (the same)
    from datmag.moment import amsterdam_day  # noqa: PLC0415  (the same)

    folder = Path(settings.DATMAG.folder)
    house.build(folder, amsterdam_day(_now()), clock=_now, told=lambda _: None)
    mailing = steps.find("voorjaar")
    steps.send(mailing, at=_now(), by="test")
    return {"mailing": mailing.id}


def rows() -> list[dict[str, Any]]:
    """Give the outbox: each row with the token of its opt-out link."""
    key = settings.DATMAG.secret_key
    columns = ("id", "address", "k_mailbox", "state", "message_id", "armed_at", "tries", "ground", "reason")
    return [
        {**row, "token": token(key, row["id"])} for row in Delivery.objects.order_by("id").values(*columns)
    ]


def noes() -> dict[str, list[str]]:
    """Give the mailboxes with an objection made by link or one-click, and those suppressed."""
    made = Choice.objects.filter(act="objection", scope="all", route__in=("link", "one_click"))
    return {
        "on_record": list(made.values_list("k_mailbox", flat=True)),
        "suppressed": list(Suppression.objects.values_list("k_mailbox", flat=True)),
    }


STEPS = {step.__name__: step for step in (shop, demo, rows, noes)}

if __name__ == "__main__":
    json.dump(STEPS[sys.argv[1]](*sys.argv[2:]), sys.stdout)
