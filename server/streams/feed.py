"""Delivers events to the calls that watch jobs: one reader of the database for all of them."""

import asyncio
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import structlog

from server.calls.faults import ServerStopping
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.records.events import Event, read_events

log = structlog.get_logger()

POLL_INTERVAL_S = 2.0
"""How often all watched jobs are looked at, wake-up or not: a wake-up is only a hint."""
RETRY_INTERVAL_S = 0.5
HEARTBEAT_S = 20.0
"""How long a watch is silent at most: less than any proxy on the way waits before it takes a stream for dead."""
JOBS_PER_READ = 500
"""How many jobs one statement looks at, those with news first."""
BATCH = 50
"""How many events a watcher holds at most."""
SLICE = 20
"""How many watchers are woken before other calls have their turn: what each of them sends takes a third of a ms."""
PAUSE_S = 0.005
"""How long that turn is: a call needs several, and one round of the loop would be filled by the slice before."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class _News:
    """A job's next events, and whether there were more."""

    events: Sequence[Event]
    more: bool


@dataclass(eq=False, slots=True)
class Watcher:
    """A call that has a job's events up to a sequence, and holds none that it has not sent on."""

    key: str
    after: int
    may_lack: bool
    """Whether there may be events that it has not been told of, as it did not wait."""
    news: asyncio.Future[_News] | None = None
    """What it waits for. None: it does not wait, but sends on what it has had."""


async def in_slices(items: Sequence[Item]) -> AsyncGenerator[Item]:
    """Some items, and the turn of everything else between each SLICE of them and the next."""
    for number, item in enumerate(items):
        if number and number % SLICE == 0:
            await asyncio.sleep(PAUSE_S)
        yield item


class EventFeed:
    """Reads new events for all watchers together, when woken and every POLL_INTERVAL_S.

    A watcher asks for its next events only when it has sent on the ones it had, so a slow client holds one
    batch, and what it has not taken stays in the database. What a pass costs depends on how many jobs have
    news, not on how many are watched.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        # By the id's text, as wake-ups have it: most wake-ups are of jobs that nobody watches.
        self._watchers: dict[str, set[Watcher]] = {}
        self._dirty: set[str] = set()
        self._polled: set[str] = set()
        self._wake = asyncio.Event()
        self._stopping = False

    async def watch(self, job_id: UUID, after: int) -> AsyncGenerator[Event]:
        """A job's events after a sequence, each as soon as it is there, until a terminal one that is the last.

        The job must not have ended at `after`. Raises ServerStopping.
        """
        async with aclosing(self.batches(job_id, after)) as batches:
            async for events in batches:
                for event in events:
                    yield event

    async def batches(self, job_id: UUID, after: int) -> AsyncGenerator[Sequence[Event]]:
        """The same, BATCH events at most at a time; and none at all where nothing has happened for HEARTBEAT_S."""
        with self.watcher(job_id, after) as watcher:
            async with aclosing(self.batches_of(watcher)) as batches:
                async for events in batches:
                    yield events

    @contextmanager
    def watcher(self, job_id: UUID, after: int, *, reads: bool = False) -> Iterator[Watcher]:
        """Begins to watch a job that has not ended at `after`: what happens from now on is not missed. `reads`: whoever
        watches reads itself what has happened so far.
        """
        watcher = Watcher(str(job_id), after, may_lack=not reads)
        self._watchers.setdefault(watcher.key, set()).add(watcher)
        try:
            yield watcher
        finally:
            watchers = self._watchers[watcher.key]
            watchers.discard(watcher)
            if not watchers:
                del self._watchers[watcher.key]

    async def batches_of(self, watcher: Watcher, first: Sequence[Event] = ()) -> AsyncGenerator[Sequence[Event]]:
        """As `batches`. `first`: what a watcher that reads has read since it began; more events than BATCH say that
        there may be others.
        """
        news = _News(first[:BATCH], len(first) > BATCH) if first else None
        while True:
            if news is not None:
                yield news.events
                watcher.after = news.events[-1].sequence
                if news.events[-1].is_terminal and not news.more:
                    return
            waiting = self._ask(watcher, is_due=news is not None and news.more)
            while not (await asyncio.wait([waiting], timeout=HEARTBEAT_S))[0]:
                yield ()
            news = waiting.result()

    def wake(self, job_ids: list[str]) -> None:
        """These jobs may have new events."""
        self._dirty.update(job_id for job_id in job_ids if job_id in self._watchers)
        if self._dirty:
            self._wake.set()

    def wake_all(self) -> None:
        """Any job may have new events."""
        self._polled.update(self._watchers)
        self._wake.set()

    async def stop(self) -> None:
        """Ends all watches with ServerStopping."""
        self._stopping = True
        async for watcher in in_slices([watcher for watchers in self._watchers.values() for watcher in watchers]):
            if watcher.news is not None:
                watcher.news.set_exception(ServerStopping())
                watcher.news = None

    async def run(self) -> None:
        """Serves the watchers for ever."""
        loop = asyncio.get_running_loop()
        poll_at = loop.time()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout_at(poll_at):
                    await self._wake.wait()
            self._wake.clear()
            if loop.time() >= poll_at:
                poll_at = loop.time() + POLL_INTERVAL_S
                self.wake_all()
            try:
                await self.deliver_once()
            except DatabaseUnavailable:
                log.debug("feed.unavailable")
                await asyncio.sleep(RETRY_INTERVAL_S)
                self.wake_all()

    async def deliver_once(self) -> None:
        """Reads what is new for the next jobs that may have new events, and hands it to their watchers."""
        wanted = {UUID(key): min(waiting) for key in self._next_jobs() if (waiting := self._waiting(key))}
        if self._dirty or self._polled:
            self._wake.set()
        if not wanted:
            return
        found: dict[UUID, list[Event]] = {}
        for event in await read_events(self._database, wanted, limit=BATCH + 1):
            found.setdefault(event.job_id, []).append(event)
        parts = [
            (str(job_id), watcher, _News(events[:BATCH], len(events) > BATCH))
            for job_id, events in found.items()
            for watcher in self._watchers.get(str(job_id), ())
            if watcher.after >= wanted[job_id]  # one that has come since, and is not so far, waits for its own reading
        ]
        async for key, watcher, news in in_slices(parts):
            self._hand_out(key, watcher, news)

    def _next_jobs(self) -> list[str]:
        """Takes JOBS_PER_READ jobs at most off those to look at: first those with news."""
        jobs: list[str] = []
        for pile in (self._dirty, self._polled):
            while pile and len(jobs) < JOBS_PER_READ:
                jobs.append(pile.pop())
        return jobs

    def _waiting(self, key: str) -> list[int]:
        """Where those are who wait for a job's events; the others will look for themselves."""
        waiting = []
        for watcher in self._watchers.get(key, ()):
            if watcher.news is not None:
                waiting.append(watcher.after)
            else:
                watcher.may_lack = True
        return waiting

    def _hand_out(self, key: str, watcher: Watcher, found: _News) -> None:
        if watcher.news is None:
            return
        if events := [event for event in found.events if event.sequence > watcher.after]:
            watcher.news.set_result(_News(events, found.more))
            watcher.news = None
        elif found.more:  # it waits for what comes after this batch
            self._dirty.add(key)
            self._wake.set()

    def _ask(self, watcher: Watcher, *, is_due: bool) -> asyncio.Future[_News]:
        """The next events of a watcher's, which are looked for at once where there are some or may be."""
        if self._stopping:
            raise ServerStopping
        watcher.news = asyncio.get_running_loop().create_future()
        if watcher.may_lack or is_due:
            watcher.may_lack = False
            self._dirty.add(watcher.key)
            self._wake.set()
        return watcher.news
