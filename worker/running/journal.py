"""Writes what happens to jobs, again and again until the database has answered.

A database that is away for a moment costs a moment, not the job. The fence decides whether a write counts,
so a late one does no harm; a worker that cannot write for long loses its leases, and is stopped by its
heartbeat.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from store.database.connection import Database
from store.database.gathering import Gathering
from store.errors import DatabaseUnavailable
from store.job import Json, Lease
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step

log = structlog.get_logger()

RETRY_INTERVAL_S = 0.25
FINISHES_AT_ONCE = 100
"""How many attempts one statement ends at most. The slots of those are filled while the next ones are written."""

Answer = TypeVar("Answer")


class Journal:
    """This process's writes about its jobs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._finishes = Gathering(self._finish, most=FINISHES_AT_ONCE)

    async def step(
        self, lease: Lease, sequence: int, *, message: str, data: Json, artifacts: Sequence[NewArtifact]
    ) -> None:
        """Records that a step has ended. Raises LeaseLost."""
        await _answered(
            lambda: record_step(self._database, lease, sequence, message=message, data=data, artifacts=artifacts)
        )

    async def finish(self, outcome: Outcome) -> bool:
        """Records how an attempt ended. Returns whether it counts: False when the lease was lost."""
        return await _answered(lambda: self._finishes.ask(outcome))

    async def _finish(self, outcomes: Sequence[Outcome]) -> list[bool]:
        ended = await finish_jobs(self._database, outcomes)
        return [outcome.lease.job_id in ended for outcome in outcomes]


async def _answered(write: Callable[[], Awaitable[Answer]]) -> Answer:
    while True:
        try:
            return await write()
        except DatabaseUnavailable:
            log.debug("journal.waiting")
            await asyncio.sleep(RETRY_INTERVAL_S)
