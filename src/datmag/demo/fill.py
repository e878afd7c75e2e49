"""Put the demo shop on record, the way anybody would: its events, its order form, then its exports."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from datmag.demo.events import SENDER
from datmag.demo.shop import Shop, Step
from datmag.moment import Moment
from datmag.register import record
from datmag.register.imports import checkouts
from datmag.register.imports.findings import Report
from datmag.register.imports.run import Order, run


@dataclass(frozen=True, slots=True)
class Done:
    """One step that is done: the file, and what the importer says of it."""

    step: Step
    report: Report


def fill(shop: Shop, *, at: Moment, told: Callable[[str], None] = lambda _: None) -> list[Done]:
    """Record everything.

    Args:
        shop: the files.
        at: the moment of doing so; on or after the day of the shop.
        told: called with the name of each file before it is read.

    Returns:
        The report of each import, in order.
    """
    told(shop.events.name)
    record.write(_entries(shop.events), recorded_at=at, strict=True)
    told(shop.checkout.name)
    record.write(checkouts.read(shop.checkout, SENDER), recorded_at=at, strict=True)
    done = []
    for step in shop.steps:
        told(step.file)
        done.append(Done(step, run(_order(shop, step), at=at)))
    return done


def _entries(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _order(shop: Shop, step: Step) -> Order:
    return Order(
        path=shop.folder / step.file,
        format=step.format,
        origin=step.origin,
        sender=SENDER,
        families=shop.folder / step.families if step.families else None,
        notice=shop.folder / step.notice if step.notice else None,
    )
