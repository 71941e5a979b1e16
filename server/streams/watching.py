"""What JobService and EventStreamService watch: the same events, in two forms."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta
from uuid import UUID

from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import WatchJobRequest, WatchJobsRequest, WatchJobsResponse

from server.calls.caller import client_id
from server.calls.faults import InvalidRequest
from server.convert import cursor
from server.convert import job as convert
from server.streams.client_feed import ClientFeed
from server.streams.feed import BATCH, HEARTBEAT_S, EventFeed
from store import metrics
from store.database.connection import Database
from store.errors import CursorExpired
from store.job import TERMINAL
from store.records.events import ClientEvent, Cursor, Event, read_progress

MESSAGES = 200
"""How many messages are kept: more than one reading has for many."""


class Watching:
    """Reads what a watch asks for."""

    def __init__(self, database: Database, feed: EventFeed, client_feed: ClientFeed, kept_days: int) -> None:
        """`kept_days`: how long events are kept after their job's end. 0: for ever."""
        self._database = database
        self._feed = feed
        self._client_feed = client_feed
        self._messages = _Messages()
        # An hour less: an event can be a little older than those that it comes after.
        self._kept = timedelta(days=kept_days, hours=-1) if kept_days else timedelta.max

    async def job(self, request: WatchJobRequest) -> AsyncGenerator[JobEvent | None]:
        """A job's events. First None, as a sign that there will be some, and again None when it has been silent for
        long. Nothing at all: the job has ended, and its last event is before what is asked for.

        Raises JobNotFound, InvalidRequest or ServerStopping.
        """
        job_id, after = UUID(request.job_id), request.after_sequence
        with self._feed.watcher(job_id, after, reads=True) as watcher:
            progress = await read_progress(self._database, client_id(), job_id, after, limit=BATCH + 1)
            if after > progress.last_sequence:
                raise InvalidRequest([("afterSequence", f"the job has only {progress.last_sequence} events so far")])
            if progress.status in TERMINAL and after == progress.last_sequence:
                return
            with metrics.WATCHERS.track_inprogress():
                yield None
                async with aclosing(self._feed.batches_of(watcher, progress.events)) as batches:
                    async for events in batches:
                        for event in events:
                            yield self._messages.job(event)
                        if not events:
                            yield None

    async def jobs(self, request: WatchJobsRequest) -> AsyncGenerator[WatchJobsResponse]:
        """The events of many jobs. First a message without one, and again when there has been none for long.

        Raises CursorExpired, InvalidRequest or ServerStopping.
        """
        now = await self._client_feed.now(client_id())
        after = _decoded(request.cursor) if request.cursor else now.cursor
        if now.cursor.at - after.at > self._kept or after.position > now.horizon:
            raise CursorExpired
        with metrics.WATCHERS.track_inprogress():
            yield WatchJobsResponse(cursor=cursor.encode(after))
            wanted = _Filter(request)
            loop = asyncio.get_running_loop()
            sent_at = loop.time()
            async with aclosing(self._client_feed.pages(client_id(), after)) as pages:
                async for page in pages:
                    for event in page.events:
                        if wanted(event):
                            yield self._messages.client(event)
                            sent_at = loop.time()
                    if loop.time() - sent_at >= HEARTBEAT_S:
                        yield WatchJobsResponse(cursor=cursor.encode(page.end))
                        sent_at = loop.time()


class _Messages:
    """The messages of the events that were last told: many streams send the same, and only read it."""

    def __init__(self) -> None:
        self._kept: dict[tuple[UUID, int], JobEvent] = {}

    def job(self, event: Event) -> JobEvent:
        place = (event.job_id, event.sequence)
        message = self._kept.get(place)
        if message is None:
            if len(self._kept) >= MESSAGES:
                self._kept.clear()
            message = self._kept[place] = convert.event_message(event)
        return message

    def client(self, event: ClientEvent) -> WatchJobsResponse:
        return WatchJobsResponse(cursor=cursor.encode(event.cursor), event=self.job(event.event))


class _Filter:
    """Which events a request asks for."""

    def __init__(self, request: WatchJobsRequest) -> None:
        self._statuses = {convert.status_filter(status) for status in request.status}
        self._types = set(request.type)
        self._browser_type_ids = set(request.browser_type_id)
        self._job_ids = {UUID(job_id) for job_id in request.job_id}

    def __call__(self, one: ClientEvent) -> bool:
        event = one.event
        return (
            (not self._statuses or event.status in self._statuses)
            and (not self._types or event.type in self._types)
            and (not self._browser_type_ids or one.browser_type_id in self._browser_type_ids)
            and (not self._job_ids or event.job_id in self._job_ids)
        )


def _decoded(text: str) -> Cursor:
    try:
        return cursor.decode(text)
    except ValueError as error:
        raise InvalidRequest([("cursor", "is not a cursor that this stream has given")]) from error
