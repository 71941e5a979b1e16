"""Delivers events to the calls that watch jobs: one reader of the database for all of them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import structlog

from server.faults import ServerStopping
from store.database import Database
from store.errors import DatabaseUnavailable
from store.events import Event, read_events

log = structlog.get_logger()

POLL_INTERVAL_S = 2.0
"""How often all watched jobs are looked at, wake-up or not: a wake-up is only a hint."""
RETRY_INTERVAL_S = 0.5


@dataclass(eq=False, slots=True)
class _Watcher:
    """A call that wants the events of a job after a sequence, and holds none that it has not sent on."""

    job_id: UUID
    after: int
    batch: asyncio.Future[list[Event]]


class EventFeed:
    """Reads new events for all watchers in one statement, when woken and every POLL_INTERVAL_S.

    A watcher asks for its next events only when it has sent on the ones it had, so a slow client holds one
    batch, and what it has not taken stays in the database.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._watchers: dict[UUID, set[_Watcher]] = {}
        self._dirty: set[UUID] = set()
        self._wake = asyncio.Event()
        self._stopping = False

    async def watch(self, job_id: UUID, after: int) -> AsyncIterator[Event]:
        """A job's events after a sequence, each as soon as it is there, until the terminal one.

        The job must not have ended at `after`. Raises ServerStopping.
        """
        while True:
            for event in await self._next(job_id, after):
                yield event
                after = event.sequence
                if event.is_terminal:
                    return

    def wake(self, job_ids: list[str]) -> None:
        """These jobs may have new events."""
        self._dirty.update(UUID(job_id) for job_id in job_ids)
        self._wake.set()

    def wake_all(self) -> None:
        """Any job may have new events."""
        self._dirty.update(self._watchers)
        self._wake.set()

    def stop(self) -> None:
        """Ends all watches with ServerStopping."""
        self._stopping = True
        for watchers in self._watchers.values():
            for watcher in watchers:
                if not watcher.batch.done():
                    watcher.batch.set_exception(ServerStopping())

    async def run(self) -> None:
        """Serves the watchers for ever."""
        while True:
            try:
                async with asyncio.timeout(POLL_INTERVAL_S):
                    await self._wake.wait()
            except TimeoutError:
                self.wake_all()
            self._wake.clear()
            try:
                await self.deliver_once()
            except DatabaseUnavailable:
                log.debug("feed.unavailable")
                await asyncio.sleep(RETRY_INTERVAL_S)
                self.wake_all()

    async def deliver_once(self) -> None:
        """Reads what is new for the jobs that may have new events, and hands it to their watchers."""
        dirty, self._dirty = self._dirty, set()
        wanted = {
            job_id: min(watcher.after for watcher in self._watchers[job_id]) for job_id in dirty & self._watchers.keys()
        }
        if not wanted:
            return
        batches: dict[UUID, list[Event]] = {}
        for event in await read_events(self._database, wanted):
            batches.setdefault(event.job_id, []).append(event)
        for job_id, batch in batches.items():
            for watcher in list(self._watchers.get(job_id, ())):
                news = [event for event in batch if event.sequence > watcher.after]
                if news and not watcher.batch.done():
                    watcher.batch.set_result(news)

    async def _next(self, job_id: UUID, after: int) -> list[Event]:
        if self._stopping:
            raise ServerStopping
        watcher = _Watcher(job_id, after, asyncio.get_running_loop().create_future())
        self._watchers.setdefault(job_id, set()).add(watcher)
        self._dirty.add(job_id)
        self._wake.set()
        try:
            return await watcher.batch
        finally:
            watchers = self._watchers[job_id]
            watchers.discard(watcher)
            if not watchers:
                del self._watchers[job_id]
