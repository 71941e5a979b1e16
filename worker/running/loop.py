"""Claims jobs for free slots, and runs each."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import ClaimedJob
from store.queue.browsers import BrowserType
from store.queue.claim import claim_newcomer, claim_rounds
from store.queue.parking import NO_LIMITS, RunLimits
from store.queue.pausing import most_held
from worker.running.executor import Executor
from worker.running.job import RunningJob, Slots, Stop
from worker.running.offers import Offers
from worker.running.reserve import Reserve
from worker.running.rest import Rest

log = structlog.get_logger()

FINISH_S = 10.0
"""How long jobs that were stopped may take to close their pages and to be given back."""


class Loop:
    """One claimer for all slots of the process: it asks for exactly as many jobs as it can start now."""

    def __init__(
        self,
        database: Database,
        process_id: UUID,
        slots: Slots,
        executor: Executor,
        *,
        offers: Offers,
        poll_interval_s: float,
        limits: RunLimits = NO_LIMITS,
        rest: Rest | None = None,
        may_claim: Callable[[], bool] = lambda: True,
    ) -> None:
        """`rest` says when it claims nothing, since its network is the trouble; `may_claim`, whether there is
        what all jobs need.
        """
        self._database = database
        self._process_id = process_id
        self._slots = slots
        self._executor = executor
        self._offers = offers
        self._poll_interval_s = poll_interval_s
        self._limits = limits
        self._reserve = Reserve()
        self._rest = rest or Rest()
        self._may_claim = may_claim
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self, browser_type_ids: list[str]) -> None:
        """Jobs of these browser types may be ready."""
        if any(int(browser_type_id) in self._offers.browser_types for browser_type_id in browser_type_ids):
            self._wake.set()

    def wake_all(self) -> None:
        """Any job may be ready."""
        self._wake.set()

    def stop(self) -> None:
        """Claims no more jobs."""
        self._stopping = True
        self._wake.set()

    async def run(self, drain_s: float) -> None:
        """Claims and runs jobs until it is stopped; then waits `drain_s` for those that run, and gives the
        rest back.
        """
        async with asyncio.TaskGroup() as jobs:
            while not self._stopping:
                self._wake.clear()
                await self.run_once(jobs)
                await self._wait()
            await self._drain(drain_s)

    async def run_once(self, jobs: asyncio.TaskGroup) -> int:
        """Claims as many jobs as slots are free, and where that leaves none, one for the reserve when it is time; and
        starts them. Returns how many it got.
        """
        if self._rest.is_resting or not self._may_claim():
            return 0
        free = self._rest.most(self._slots.free())
        started = await self._claim(jobs, free) if free else 0
        spare = self._slots.spare()
        is_wanted = started == len(free) and spare is not None
        if self._reserve.is_due(is_wanted=is_wanted, is_refilled=bool(free)) and spare is not None:
            started += await self._claim_newcomer(jobs, spare)
        return started

    async def _claim(self, jobs: asyncio.TaskGroup, slot_nos: list[int]) -> int:
        started, offered = 0, self._offers.browser_types
        rounds = claim_rounds(
            self._database, self._process_id, browser_type_ids=list(offered), slot_nos=slot_nos, limits=self._limits
        )
        try:
            with self._slots.claiming():
                async for claimed in rounds:
                    started += self._start(jobs, claimed, offered)
        except DatabaseUnavailable:
            log.debug("claim.unavailable")
        return started

    async def _claim_newcomer(self, jobs: asyncio.TaskGroup, slot_no: int) -> int:
        offered = self._offers.browser_types
        try:
            with self._slots.claiming(), self._reserve.looking():
                claimed = await claim_newcomer(
                    self._database,
                    self._process_id,
                    browser_type_ids=list(offered),
                    slot_no=slot_no,
                    slots=self._slots.limit(),
                    limits=self._limits,
                )
                return self._start(jobs, claimed, offered)
        except DatabaseUnavailable:
            log.debug("claim.unavailable")
            return 0

    def _start(self, jobs: asyncio.TaskGroup, claimed: Sequence[ClaimedJob], offered: Mapping[int, BrowserType]) -> int:
        for job in claimed:
            running = RunningJob(job, most_held=self._most_held)
            self._slots.take(running)
            running.task = jobs.create_task(self._run(running, offered[job.browser_type_id]))
        return len(claimed)

    def _most_held(self) -> int:
        return most_held(self._slots.count)

    async def _run(self, running: RunningJob, browser_type: BrowserType) -> None:
        try:
            await self._executor.run(running, browser_type)
        finally:
            self._slots.release(running)
            self._wake.set()

    async def _wait(self) -> None:
        """Waits for a reason to look for jobs, or until it is time to look without one."""
        try:
            async with asyncio.timeout(self._rest.left_s or self._reserve.wait_s(self._poll_interval_s)):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _drain(self, drain_s: float) -> None:
        tasks = [running.task for running in self._slots.running() if running.task is not None]
        if not tasks:
            return
        log.info("worker.draining", jobs=len(tasks))
        _, late = await asyncio.wait(tasks, timeout=drain_s)
        if late:
            self._slots.stop_all(Stop.DRAINED)
            _, late = await asyncio.wait(late, timeout=FINISH_S)
        for task in late:  # nothing more can be written: the lease runs out, and another worker starts anew
            task.cancel()
