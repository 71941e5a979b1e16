"""Says that this process lives, and hears what became of its jobs.

When it cannot be heard, its leases run out and other workers take its jobs. It must stop before that: two
browsers filling in the same form is what leases are there to prevent.
"""

import asyncio
import time
from collections.abc import Callable
from uuid import UUID

import structlog

from store import workers
from store.database import Database
from store.errors import DatabaseUnavailable
from store.job import Json
from worker.offers import Offers
from worker.running import Slots, Stop

log = structlog.get_logger()

INTERVAL_S = 2.0
TTL_S = 10.0
"""How long after its last heartbeat a process is taken for dead."""
FENCE_S = TTL_S - 2.0
"""How long after the last heartbeat that was answered we stop: before the others may begin."""


class Heartbeat:
    """The heartbeat of one worker process."""

    def __init__(
        self,
        database: Database,
        process_id: UUID,
        slots: Slots,
        *,
        offers: Offers,
        metadata: Callable[[], Json],
        fence: Callable[[], None],
    ) -> None:
        """`metadata` describes the process at each beat; `fence` ends its browsers at once."""
        self._database = database
        self._process_id = process_id
        self._slots = slots
        self._offers = offers
        self._metadata = metadata
        self._fence = fence
        self._heard_at = time.monotonic()
        self._wake = asyncio.Event()

    async def join(self) -> None:
        """Makes this process known. Raises DatabaseUnavailable."""
        sent_at = time.monotonic()
        await workers.join(
            self._database,
            self._process_id,
            browser_type_ids=list(self._offers.browser_types),
            slots=self._slots.count,
            ttl_s=TTL_S,
            metadata=self._metadata(),
        )
        self._heard_at = sent_at

    def soon(self) -> None:
        """Beats at once: there may be news of our jobs, or of the browser types."""
        self._wake.set()

    async def run(self) -> None:
        """Beats for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_fence(), name="fence")
            while True:
                try:
                    await self.beat_once()
                    await self._look_at_offers()
                except DatabaseUnavailable as error:
                    log.warning("heartbeat.missed", error=str(error))
                try:
                    async with asyncio.timeout(INTERVAL_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue
                self._wake.clear()

    async def beat_once(self) -> None:
        """One beat: stops the jobs that are no longer ours, and those that shall be cancelled."""
        sent_at = time.monotonic()
        held_before = self._slots.leases()
        heard = await workers.beat(
            self._database,
            self._process_id,
            browser_type_ids=list(self._offers.browser_types),
            ttl_s=TTL_S,
            metadata=self._metadata(),
        )
        if heard is None:
            log.warning("heartbeat.forgotten")
            self._slots.stop_all(Stop.LEASE_LOST)
            await self.join()
            return
        self._heard_at = sent_at
        for running in self._slots.running():
            lease = running.job.lease
            # A job that was claimed while the beat was under way is not among those it tells of.
            if lease in held_before and lease not in heard.held:
                running.stop(Stop.LEASE_LOST)
            elif lease.job_id in heard.cancelled:
                running.stop(Stop.CANCELLED)

    async def _look_at_offers(self) -> None:
        before = self._offers.browser_types
        await self._offers.refresh()
        if self._offers.browser_types != before:
            self.soon()  # others must know what we take

    async def _watch_fence(self) -> None:
        """Stops all jobs when no heartbeat has been answered for FENCE_S.

        A task of its own: a heartbeat that hangs must not keep us from it.
        """
        while True:
            left_s = self._heard_at + FENCE_S - time.monotonic()
            if left_s > 0:
                await asyncio.sleep(left_s)
                continue
            if self._slots.running():
                log.error("heartbeat.fenced", jobs=len(self._slots.running()))
                self._slots.stop_all(Stop.LEASE_LOST)
                self._fence()
            await asyncio.sleep(INTERVAL_S)
