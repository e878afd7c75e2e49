"""The demo at work: pages, worker and mail catcher in one process, on this machine only."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connections
from waitress import wasyncore
from waitress.server import create_server

from datmag.campaign import steps
from datmag.delivery.models import Mailing
from datmag.delivery.worker import Options, Server, Tally, Worker
from datmag.demo.catcher import Catcher
from datmag.gate.audience import Funnel
from datmag.server.wsgi import application
from datmag.web.clock import now

LINES = 4
"""Connections of the demo's worker."""


def worker(*, until_idle: bool, told: Callable[[Tally], None] = lambda _: None) -> Worker:
    """Give a worker that posts to the catcher."""
    server = Server(settings.DATMAG.smtp_host, settings.DATMAG.smtp_port)
    options = Options(server, connections=LINES, until_idle=until_idle)
    return Worker(options, owner=f"demo-{os.getpid()}-{now()}", clock=now, told=told)


@contextmanager
def pages(port: int) -> Iterator[None]:
    """Serve the pages on loopback from a thread of this process.

    The thread closes its sockets itself: it may be waiting on them.
    """
    channels: dict[int, wasyncore.dispatcher] = {}
    server = create_server(application, map=channels, host="127.0.0.1", port=port, threads=8, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.trigger.pull_trigger(lambda: wasyncore.close_all(channels))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()


@contextmanager
def catching(folder: Path, port: int) -> Iterator[Catcher]:
    """Catch mail on loopback; each message becomes a file in `folder`."""
    catcher = Catcher(folder, port)
    catcher.start()
    try:
        yield catcher
    finally:
        catcher.stop()


@contextmanager
def posting() -> Iterator[None]:
    """Let a worker post from a thread of this process."""
    hand = worker(until_idle=False)
    thread = threading.Thread(target=_work, args=(hand,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        hand.stop()
        thread.join(timeout=10)


def _work(hand: Worker) -> None:
    try:
        hand.run()
    finally:
        connections.close_all()


@dataclass(frozen=True, slots=True)
class Sent:
    """One mailing of the demo from queue to outcome."""

    mailing: Mailing
    funnel: Funnel
    tally: Tally


def send(name: str, *, told: Callable[[Tally], None] = lambda _: None) -> Sent:
    """Approve, queue and post a campaign to the end."""
    mailing = steps.find(name)
    steps.approve(mailing, by="demo", at=now())
    funnel = steps.send(mailing, at=now())
    tally = worker(until_idle=True, told=told).run()
    mailing.refresh_from_db()
    return Sent(mailing, funnel, tally)
