"""The worker: leases rows, arms them, hands them to the mail server over a few lines, writes down the outcome.

All database work is done by the thread that calls `run`; each line to the mail server has a thread of its own
that knows nothing but bytes. Nothing is armed before a line is open, and never more than there are lines.
"""

import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Final, Literal, TypeVar

from django.db import OperationalError, connection

from datmag.delivery import note, outbox, report
from datmag.delivery.arm import Clock, Parcel, arm
from datmag.delivery.models import Delivery, Mailing
from datmag.delivery.recheck import Recheck
from datmag.delivery.sealed import sealed
from datmag.delivery.smtp import Line, Reply, Server
from datmag.errors import BusyError
from datmag.moment import SECOND, Moment
from datmag.words import Text

__all__ = ["Options", "Server", "Tally", "Worker"]

LEASE: Final = 6 * SECOND
"""How long a row stays with a worker that gives no sign of life."""
BEAT: Final = 2 * SECOND
"""How often a living worker says so, and looks after what dead ones left."""
LEASED: Final = 6
"""How many rows are taken at a time, for each line."""
REST: Final = 30 * SECOND
"""How long a line that could not be opened is left alone; also how long the worker waits in trouble."""
FRESH: Final = 20 * SECOND
"""A line that was not used for this long is asked whether it still lives before anything is armed for it."""
POLL: Final = 0.25
"""Seconds between two looks into an empty outbox."""
GATHER: Final = 0.003
"""Seconds to wait for further outcomes, so that a commit carries several."""
KEPT: Final = 32
"""How many mailings are kept in memory."""
TRIES: Final = 3
"""How often a locked or absent database is asked; SQLite itself waits 20 seconds each time."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Options:
    """How a worker works.

    Attributes:
        server: the mail server.
        connections: how many lines to it at most.
        rate: messages a second at most, 0 for no limit.
        until_idle: end when nothing is left to do now.
    """

    server: Server
    connections: int = 4
    rate: int = 0
    until_idle: bool = False


@dataclass(slots=True)
class Tally:
    """What a worker has done so far.

    Attributes:
        outcomes: messages by outcome.
        waiting: what still waits at the end, by state.
        trouble: why it stopped or pauses; None where all is well.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, int] = field(default_factory=dict)
    trouble: Text | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What a line reports: an outcome, or that it is open, or why it is not."""

    hand: "_Hand"
    parcel: Parcel | None = None
    reply: Reply | None = None
    error: Exception | None = None


class _Hand:
    """One line to the mail server with its thread."""

    def __init__(self, server: Server, results: "SimpleQueue[_Done]") -> None:
        self.state: Literal["closed", "busy", "ready"] = "closed"
        self.since: Moment = 0
        """When it was last heard of."""
        self.rest_until: Moment = 0
        """Left alone until then, because it could not be opened."""
        self._line = Line(server)
        self._orders: SimpleQueue[Parcel | Literal["open", "end"]] = SimpleQueue()
        self._results = results
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def order(self, what: Parcel | Literal["open"]) -> None:
        """Have a parcel posted, or the line opened."""
        self.state = "busy"
        self._orders.put(what)

    def end(self) -> None:
        """Close the line when the last order is done."""
        self._orders.put("end")
        self._thread.join()

    def _work(self) -> None:
        while (what := self._orders.get()) != "end":
            try:
                self._results.put(self._do(what))
            except Exception as error:  # noqa: BLE001  (raised again in the worker's own thread)
                self._results.put(_Done(self, error=error))
        self._line.close()

    def _do(self, what: Parcel | Literal["open", "end"]) -> _Done:
        if isinstance(what, Parcel):
            return _Done(self, what, self._line.post(what.sender, what.recipient, what.message))
        self._line.open()
        return _Done(self)


class _Pace:
    """Lets through a number of messages a second; 0 lets everything through."""

    def __init__(self, rate: int, now: Moment) -> None:
        self._rate = rate
        self._saved = 1.0
        self._at = now

    def allowed(self, now: Moment, many: int) -> int:
        """Give how many of `many` may go now."""
        if not self._rate:
            return many
        self._saved = min(self._rate, self._saved + (now - self._at) / SECOND * self._rate)
        self._at = now
        return min(many, int(self._saved))

    def spend(self, many: int) -> None:
        """Count messages that went."""
        self._saved -= many


class Worker:
    """One worker process. `run` is called once; `stop` may be called from anywhere, also from a signal."""

    def __init__(
        self,
        options: Options,
        *,
        owner: str,
        clock: Clock,
        told: Callable[[Tally], None] = lambda _tally: None,
    ) -> None:
        """Prepare.

        Args:
            options: how to work.
            owner: a name that no other worker ever had.
            clock: the time, which must not run backwards.
            told: called after each step with what was done so far.
        """
        self._options = options
        self._owner = owner
        self._clock = clock
        self._told = told
        self._results: SimpleQueue[_Done] = SimpleQueue()
        self._hands = [_Hand(options.server, self._results) for _ in range(max(1, options.connections))]
        self._leased: deque[Delivery] = deque()
        self._posting: set[int] = set()
        self._mailings: dict[int, Recheck] = {}
        self._tally = Tally()
        self._stopping = threading.Event()
        self._next_look: Moment = 0
        self._next_beat: Moment = 0
        self._pace = _Pace(options.rate, clock())

    def stop(self) -> None:
        """End soon: arm nothing more, wait for what is on its way, give the rest back."""
        self._stopping.set()

    def tell(self, told: Callable[[Tally], None]) -> None:
        """Have somebody else told from now on."""
        self._told = told

    def run(self) -> Tally:
        """Work until stopped, or until nothing is left to do.

        Raises:
            BusyError: the database does not answer.
        """
        try:
            self._loop()
        except OperationalError as error:
            raise BusyError(
                Text(
                    f"de database antwoordt niet ({error}): start de werker opnieuw als zij weer werkt; "
                    "wat onzeker is, wordt niet nog eens verstuurd",
                    f"the database does not answer ({error}): start the worker again when it does; "
                    "what is uncertain is not sent again",
                )
            ) from error
        finally:
            for hand in self._hands:
                hand.end()
        return self._tally

    def _loop(self) -> None:
        ended = False
        while not ended:
            self._settle(self._gather())
            self._beat()
            if self._stopping.is_set():
                self._give_back()
                ended = not self._posting
            else:
                ended = not self._post_more() and self._options.until_idle and self._nothing_left()
        self._look_after()
        self._tally.waiting = _stubborn(report.waiting)
        self._told(self._tally)

    def _gather(self) -> "list[_Done]":
        """Wait for what the lines report, a moment longer where several are about to."""
        busy = sum(hand.state == "busy" for hand in self._hands)
        eager = bool(self._leased) and busy < len(self._hands)
        found: list[_Done] = []
        wait = GATHER if eager else POLL
        while len(found) < max(1, busy):
            try:
                found.append(self._results.get(timeout=wait))
            except Empty:
                break
            wait = GATHER
        return found

    def _settle(self, found: "list[_Done]") -> None:
        now = self._clock()
        ends = [_ended(done.parcel, done.reply) for done in found if done.parcel and done.reply]
        if ends:
            _stubborn(lambda: outbox.settle(self._owner, ends, now))
        for done in found:
            done.hand.state, done.hand.since = "ready", now
            if done.parcel and done.reply:
                self._posting.discard(done.parcel.delivery_id)
                self._tally.outcomes[done.reply.outcome] += 1
                if done.reply.trouble:
                    self._rest(done.hand, _refused_by(self._options.server, done.reply), now)
                else:
                    self._tally.trouble = None
            elif isinstance(done.error, BusyError):
                self._rest(done.hand, done.error.text, now)
            elif done.error is not None:
                raise done.error
        if found:
            self._told(self._tally)

    def _rest(self, hand: _Hand, why: Text, now: Moment) -> None:
        """Leave a line alone for a while; where none is left, the worker is in trouble."""
        hand.state, hand.rest_until = "closed", now + REST
        if all(one.state == "closed" and one.rest_until > now for one in self._hands):
            self._tally.trouble = why
            if self._options.until_idle:
                self.stop()

    def _beat(self) -> None:
        """Say that this worker lives, and look after what dead ones left."""
        now = self._clock()
        if now < self._next_beat:
            return
        self._next_beat = now + BEAT
        held = [*(row.id for row in self._leased), *self._posting]
        if held:
            _stubborn(lambda: outbox.keep(self._owner, held, until=now + LEASE))
        self._look_after()

    def _look_after(self) -> None:
        now = self._clock()
        _stubborn(lambda: outbox.expire(now))
        while _stubborn(lambda: note.note_sent(now)) == note.BATCH:
            pass
        _stubborn(lambda: outbox.finish(now))

    def _post_more(self) -> bool:
        """Arm and post what the free lines can take; give whether there is anything at hand."""
        now = self._clock()
        usable = [hand for hand in self._hands if hand.state != "busy" and hand.rest_until <= now]
        if not usable and not self._posting:
            self._give_back()
        elif usable and not self._leased and now >= self._next_look:
            self._leased.extend(
                _stubborn(
                    lambda: outbox.lease(
                        self._owner, now=now, until=now + LEASE, many=LEASED * len(self._hands)
                    )
                )
            )
            self._next_look = now if self._leased else now + round(POLL * SECOND)
        if self._leased:
            ready = [hand for hand in usable if hand.state == "ready" and now - hand.since < FRESH]
            for hand in usable[: len(self._leased)]:
                if hand not in ready:
                    hand.order("open")
            self._post(ready[: self._pace.allowed(now, len(ready))])
        return bool(self._leased or self._posting)

    def _post(self, ready: "list[_Hand]") -> None:
        if not ready or not self._leased:
            return
        mailing_id = self._leased[0].mailing_id
        group: list[Delivery] = []
        while self._leased and len(group) < len(ready) and self._leased[0].mailing_id == mailing_id:
            group.append(self._leased.popleft())
        mailing = self._mailing(mailing_id)
        parcels = _stubborn(lambda: arm(group, mailing, owner=self._owner, clock=self._clock))
        self._tally.outcomes["stopped"] += len(group) - len(parcels)
        self._pace.spend(len(parcels))
        for hand, parcel in zip(ready, parcels, strict=False):
            self._posting.add(parcel.delivery_id)
            hand.order(parcel)

    def _mailing(self, mailing_id: int) -> Recheck:
        if mailing_id not in self._mailings:
            if len(self._mailings) >= KEPT:
                self._mailings.clear()
            kept = sealed(_stubborn(lambda: Mailing.objects.get(id=mailing_id)))
            self._mailings[mailing_id] = Recheck(kept)
        return self._mailings[mailing_id]

    def _give_back(self) -> None:
        ids = [row.id for row in self._leased]
        if ids:
            _stubborn(lambda: outbox.release(self._owner, ids))
            self._leased.clear()

    def _nothing_left(self) -> bool:
        """Tell whether nothing is to be done now; what is deferred until later does not count."""
        waiting = _stubborn(report.waiting)
        return not any(waiting.get(state) for state in ("pending", "leased", "armed"))


def _ended(parcel: Parcel, reply: Reply) -> outbox.Ended:
    return outbox.Ended(
        parcel.delivery_id, parcel.attempt, parcel.tries, reply.outcome, reply.code, reply.text
    )


def _refused_by(server: Server, reply: Reply) -> Text:
    if not reply.code:
        return Text(
            f"mailserver `{server.shown}` is niet meer bereikbaar ({reply.text}): zet hem weer aan",
            f"mail server `{server.shown}` can no longer be reached ({reply.text}): start it again",
        )
    words = f"{reply.code} {reply.text}"
    return Text(
        f"mailserver `{server.shown}` neemt geen mail van deze afzender aan ({words}): laat dat toe, of verbeter `from`",
        f"mail server `{server.shown}` takes no mail from this sender ({words}): allow it, or correct `from`",
    )


def _stubborn(action: Callable[[], Result]) -> Result:
    """Do something with the database, again where it was locked or away; each of these actions may be repeated."""
    for _ in range(TRIES - 1):
        try:
            return action()
        except OperationalError:
            connection.close()
    return action()
