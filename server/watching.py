"""What JobService and EventStreamService watch: the same events, in two forms."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import WatchJobRequest

from server import convert
from server.caller import client_id
from server.faults import InvalidRequest
from server.feed import EventFeed
from store import listing
from store.database import Database
from store.job import TERMINAL


class Watching:
    """Reads what a watch asks for."""

    def __init__(self, database: Database, feed: EventFeed) -> None:
        self._database = database
        self._feed = feed

    async def job(self, request: WatchJobRequest) -> AsyncGenerator[JobEvent | None]:
        """A job's events. First None, as a sign that there will be some, and again None when it has been silent for
        long. Nothing at all: the job has ended, and its last event is before what is asked for.

        Raises JobNotFound, InvalidRequest or ServerStopping.
        """
        job_id, after = UUID(request.job_id), request.after_sequence
        progress = await listing.get_progress(self._database, client_id(), job_id)
        if after > progress.last_sequence:
            raise InvalidRequest([("afterSequence", f"the job has only {progress.last_sequence} events so far")])
        if progress.status in TERMINAL and after == progress.last_sequence:
            return
        yield None
        async with aclosing(self._feed.batches(job_id, after)) as batches:
            async for events in batches:
                for event in events:
                    yield convert.event_message(event)
                if not events:
                    yield None
