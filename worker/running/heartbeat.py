"""Says that this process lives, and hears what became of its jobs.

When it cannot be heard, its leases run out and other workers take its jobs. It must stop before that: two
browsers filling in the same form is what leases are there to prevent.
"""

import asyncio
import time
from collections.abc import Callable
from uuid import UUID

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import Json, Lease
from store.live.relay import RelayAddress
from store.queue import workers
from store.queue.attempts import give_back
from worker.running.job import Slots, Stop
from worker.running.offers import Offers

log = structlog.get_logger()


class Heartbeat:
    """The heartbeat of one worker process."""

    def __init__(
        self,
        database: Database,
        process_id: UUID,
        slots: Slots,
        *,
        interval_s: float,
        lease_s: float,
        offers: Offers,
        metadata: Callable[[], Json],
        fence: Callable[[], None],
        hear: Callable[[workers.Heartbeat], None] = lambda _: None,
        live: RelayAddress | None = None,
    ) -> None:
        """The process is taken for dead `lease_s` after its last beat. `metadata` describes it at each beat; `fence`
        ends its browsers at once; `hear` is told the answer to each beat; `live` is where its jobs can be watched.
        """
        self._database = database
        self._process_id = process_id
        self._slots = slots
        self._interval_s = interval_s
        self._lease_s = lease_s
        self._fence_s = lease_s - interval_s
        """How long after the last beat that was answered we stop: before the others may begin."""
        self._answer_s = (self._fence_s - interval_s) / 2
        """How long a beat may wait for its answer: then another connection has its turn, in time."""
        self._offers = offers
        self._metadata = metadata
        self._fence = fence
        self._hear = hear
        self._live = live
        self._heard_at = time.monotonic()
        self._unknown: dict[Lease, int] = {}
        """Leases that we hold and do nothing about, with the number of claims begun when we heard of them."""
        self._wake = asyncio.Event()

    @property
    def is_fenced(self) -> bool:
        """Whether others may soon have our jobs, if they have not yet."""
        return time.monotonic() - self._heard_at >= self._fence_s

    async def join(self) -> None:
        """Makes this process known. Raises DatabaseUnavailable."""
        sent_at = time.monotonic()
        await workers.join(
            self._database,
            self._process_id,
            browser_type_ids=list(self._offers.browser_types),
            slots=self._slots.count,
            ttl_s=self._lease_s,
            metadata=self._metadata(),
            live=self._live,
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
                except DatabaseUnavailable:
                    log.debug("heartbeat.missed")
                try:
                    async with asyncio.timeout(self._interval_s):
                        await self._wake.wait()
                except TimeoutError:
                    continue
                self._wake.clear()

    async def beat_once(self) -> None:
        """One beat: stops the jobs that are no longer ours, and those that shall be cancelled; tells the others what is
        wished of them.
        """
        sent_at = time.monotonic()
        held_before = self._slots.leases()
        heard = await workers.beat(
            self._database,
            self._process_id,
            browser_type_ids=list(self._offers.browser_types),
            ttl_s=self._lease_s,
            metadata=self._metadata(),
            answer_s=self._answer_s,
        )
        if heard is None:
            log.warning("heartbeat.forgotten")
            self._slots.stop_all(Stop.LEASE_LOST)
            await self.join()
            return
        self._heard_at = sent_at
        self._hear(heard)
        for running in self._slots.running():
            lease = running.job.lease
            # A job that was claimed while the beat was under way is not among those it tells of.
            if lease in held_before and lease not in heard.held:
                running.stop(Stop.LEASE_LOST)
            elif lease.job_id in heard.cancelled:
                running.stop(Stop.CANCELLED)
            elif running.pausing is not None:
                running.pausing.wish(heard.wishes.get(lease.job_id), asked_at=sent_at)
        await self._give_back(heard.held - held_before - self._slots.leases())

    async def _give_back(self, unknown: frozenset[Lease]) -> None:
        """Gives back leases that we hold and do nothing about, which others would wait for until their deadline: the
        claim was never answered, or the job was stopped for a heartbeat that came in time after all. Not those that
        may be of a claim under way. One that we have just ended is gone, and cannot be given back.
        """
        self._unknown = {lease: self._unknown.get(lease, self._slots.claims_begun) for lease in unknown}
        idle = [lease for lease, claims in self._unknown.items() if self._slots.claims_ended >= claims]
        if idle:
            given_back = await give_back(self._database, idle)
            log.warning("heartbeat.gave_back", jobs=len(given_back))

    async def _look_at_offers(self) -> None:
        before = self._offers.browser_types
        await self._offers.refresh()
        if self._offers.browser_types != before:
            self.soon()  # others must know what we take

    async def _watch_fence(self) -> None:
        """Stops all jobs when no heartbeat has been answered for `fence_s`.

        A task of its own: a heartbeat that hangs must not keep us from it.
        """
        while True:
            left_s = self._heard_at + self._fence_s - time.monotonic()
            if left_s > 0:
                await asyncio.sleep(left_s)
                continue
            if self._slots.running():
                log.error("heartbeat.fenced", jobs=len(self._slots.running()))
                self._slots.stop_all(Stop.LEASE_LOST)
                self._fence()
            await asyncio.sleep(self._interval_s)
