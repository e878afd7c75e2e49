"""The demo's own folder: its settings, its database, its files; a stranger's folder is never touched."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from datmag.demo.catcher import loopback_only
from datmag.errors import InputError
from datmag.words import Text

MARK = "demo.json"
"""The file by which a folder is known as a demo's."""


def prepare(folder: Path, *, fresh: bool) -> bool:
    """Make the folder, or empty one that is a demo's.

    Returns:
        Whether a demo of before stands in it and goes on.

    Raises:
        InputError: the folder holds something else.
    """
    stands = (folder / MARK).is_file()
    if folder.exists() and not stands and any(folder.iterdir()):
        raise InputError(
            Text(
                f"de map `{folder}` is niet van de demo: noem een andere met `--folder`, of haal haar weg",
                f"the folder `{folder}` is not the demo's: name another with `--folder`, or take it away",
            )
        )
    if stands and fresh:
        shutil.rmtree(folder)
        stands = False
    folder.mkdir(parents=True, exist_ok=True)
    return stands and whole(folder)


def whole(folder: Path) -> bool:
    """Tell whether the demo in this folder was built to the end."""
    return bool(json.loads((folder / MARK).read_text(encoding="utf-8"))["whole"])


def sign(folder: Path, day: date, *, done: bool) -> None:
    """Mark the folder as a demo's; `done` when it is built to the end."""
    told = {"day": day.isoformat(), "whole": done}
    (folder / MARK).write_text(json.dumps(told) + "\n", encoding="utf-8")


def settle(folder: Path, *, web_port: int, mail_port: int) -> None:
    """Put the demo's settings into the environment, before Django reads them.

    Raises:
        InputError: a mail server elsewhere was set; the demo sends to this machine only.
    """
    loopback_only(os.environ.get("DATMAG_SMTP__HOST", "127.0.0.1"))
    for name in [name for name in os.environ if name.startswith("DATMAG_") and name != "DATMAG_LANG"]:
        del os.environ[name]
    os.environ |= {
        "DATMAG_HOME": str(folder.resolve()),
        "DATMAG_DEMO": "yes",
        "DATMAG_DB__URL": "sqlite:///datmag.sqlite3",
        "DATMAG_SMTP__HOST": "127.0.0.1",
        "DATMAG_SMTP__PORT": str(mail_port),
        "DATMAG_PUBLIC_URL": f"http://127.0.0.1:{web_port}",
    }


def build(folder: Path, day: date, *, clock: Callable[[], int], told: Callable[[str], None]) -> list[object]:
    """Make the database, the shop and the spring campaign.

    Args:
        folder: the demo's folder; Django must be started with its settings.
        day: today.
        clock: the time; people are judged after they were recorded.
        told: called with the name of each file before it is read.

    Returns:
        The report of each import.
    """
    from django.core.management import call_command  # noqa: PLC0415  (only once Django is started)

    from datmag.campaign import steps  # noqa: PLC0415  (the same)
    from datmag.demo import shop as shops  # noqa: PLC0415  (the same)
    from datmag.demo.fill import fill  # noqa: PLC0415  (the same)

    sign(folder, day, done=False)
    call_command("migrate", verbosity=0)
    shop = shops.build(folder / "shop", day)
    reports = fill(shop, at=clock(), told=told)
    text = shop.spring.read_text(encoding="utf-8")
    steps.preview(steps.new("voorjaar", text, shop.spring.name, at=clock()), at=clock())
    sign(folder, day, done=True)
    return list(reports)
