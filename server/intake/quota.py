"""How many jobs of a client may wait."""

import asyncio
import time

from store.clients.limits import waiting_jobs
from store.database.connection import Database
from store.errors import LimitReached

RECOUNT_S = 1.0
"""How old a count may be. Within that time each server lets in what the count left, so that several servers
may together let in a little more."""
RETRY_AFTER_S = 5
MAX_CLIENTS = 10_000


class QueueQuota:
    """Lets jobs in as long as fewer than the limit wait."""

    def __init__(self, database: Database, limit: int) -> None:
        self._database = database
        self._limit = limit
        self._left: dict[str, tuple[float, int]] = {}
        self._counting = asyncio.Lock()

    async def take(self, client_id: str, jobs: int = 1) -> None:
        """Takes places for so many jobs. Raises LimitReached."""
        if time.monotonic() >= self._left.get(client_id, (0.0, 0))[0]:
            await self._count(client_id)
        until, left = self._left[client_id]
        if left < jobs:
            raise LimitReached(
                f"{self._limit} jobs may wait, and {self._limit - left} do; try again when some have started",
                retry_after_s=RETRY_AFTER_S,
                limit=str(self._limit),
            )
        self._left[client_id] = (until, left - jobs)

    async def _count(self, client_id: str) -> None:
        async with self._counting:
            if time.monotonic() < self._left.get(client_id, (0.0, 0))[0]:
                return  # another call has just counted
            if len(self._left) >= MAX_CLIENTS:
                self._left.clear()
            left = self._limit - await waiting_jobs(self._database, client_id, limit=self._limit)
            self._left[client_id] = (time.monotonic() + RECOUNT_S, left)
