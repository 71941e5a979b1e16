"""Waiting for the end of a job that this call has made."""

import asyncio
from contextlib import suppress
from uuid import UUID

from server.calls.faults import ServerStopping
from server.streams.feed import EventFeed

_CREATED = 1
"""Sequence of the event of a job's creation."""


async def wait_for_end(feed: EventFeed, job_id: UUID, seconds: float) -> None:
    """Waits for the job's end, at most so long, and not once the server stops."""
    with suppress(TimeoutError, ServerStopping):
        async with asyncio.timeout(seconds):
            async for _ in feed.watch(job_id, _CREATED):
                pass
