"""A site that goes down and comes up again, and workers that are killed while they try it."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import ClaimedJob, Status, new_id
from store.queue import holding, workers
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.intake import create_job
from store.queue.invariant import broken_circuits
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, new_job
from tests.fixtures.sites import URL, end_of_opening, seen, up

CLIENTS = ("ann", "bob")
JOBS = 60
SLOTS = 4
SEED = 1
LATE_S = 2.0
"""How much longer than its reason a job may be held."""

_HELD = """
SELECT parked.job_id
FROM job_parked AS parked
WHERE NOT EXISTS (SELECT FROM circuits AS circuit WHERE circuit.is_holding AND circuit.held_by = parked.held_by)
"""
_LEFT = "SELECT count(*) AS jobs FROM automation_jobs WHERE status NOT IN ('completed', 'failed', 'cancelled')"
_PROBING = """
SELECT lease.process_id FROM circuit_probes AS probe JOIN job_leases AS lease USING (job_id, lease_no) LIMIT 1
"""
_SILENCE = "UPDATE worker_processes SET expires_at = now() WHERE id = %(id)s RETURNING id"


@dataclass
class FlappingSite:
    """Up or down, and how many visits it has had."""

    is_up: bool = True
    visits: Counter[bool] = field(default_factory=Counter)

    async def visit(self) -> Literal["up", "down"]:
        self.visits[self.is_up] += 1
        answer: Literal["up", "down"] = "up" if self.is_up else "down"
        await asyncio.sleep(0.02)
        return answer


class Worker:
    """Claims jobs, visits the site for each and tells what it has seen, until it is killed."""

    def __init__(self, database: Database, site: FlappingSite) -> None:
        self.id = new_id()
        self.database = database
        self.site = site

    async def run(self) -> None:
        await workers.join(self.database, self.id, browser_type_ids=[CHROMIUM], slots=SLOTS, ttl_s=3600, metadata={})
        while True:
            claimed = await claim_jobs(
                self.database, self.id, browser_type_ids=[CHROMIUM], slot_nos=range(1, SLOTS + 1)
            )
            await asyncio.gather(*(self.work(job) for job in claimed))
            await asyncio.sleep(0.01)

    async def work(self, job: ClaimedJob) -> None:
        verdict = await self.site.visit()
        assert job.client_id is not None
        await report(self.database, [up(job.client_id) if verdict == "up" else seen(job.client_id)])
        end = Outcome(lease=job.lease, status=Status.COMPLETED, result={}, site_verdict=verdict)
        again = Outcome(lease=job.lease, status=Status.PENDING, error={"message": "m"}, site_verdict=verdict)
        await finish_jobs(self.database, [end if verdict == "up" else again])


class Chaos:
    """The site's weather, the killing, and what is watched meanwhile."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.site = FlappingSite()
        self.random = random.Random(SEED)  # noqa: S311 - it keeps no secret
        self.running: dict[UUID, asyncio.Task[None]] = {}
        self.kills = 0
        self.late: dict[UUID, float] = {}
        self.most_late_s = 0.0
        self.overruns: list[object] = []

    def start(self) -> None:
        worker = Worker(self.database, self.site)
        self.running[worker.id] = asyncio.create_task(worker.run())

    async def kill(self, worker: UUID) -> None:
        """What it runs nobody ends; what it has written stands."""
        task = self.running.pop(worker)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await self.database.rows(_SILENCE, {"id": worker})
        self.kills += 1
        self.start()

    async def flap(self) -> None:
        while True:
            await asyncio.sleep(self.random.uniform(0.2, 0.6))
            self.site.is_up = not self.site.is_up

    async def keep_house(self) -> None:
        """As workers and servers do each second, but more often; and the minutes of a circuit pass in a moment."""
        while True:
            await rescue_jobs(self.database)
            await self.database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id")
            await promote_jobs(self.database)
            await end_of_opening(self.database)
            await self.database.rows("UPDATE circuits SET stage_at = stage_at - interval '2 s' RETURNING name")
            await asyncio.gather(holding.run_once(self.database), holding.run_once(self.database))
            await asyncio.sleep(0.05)

    async def kill_probes(self, most: int) -> None:
        while self.kills < most:
            row = await self.database.row(_PROBING)
            if row is not None and row["process_id"] in self.running:
                await self.kill(row["process_id"])
            await asyncio.sleep(0.01)

    async def watch(self) -> None:
        while True:
            self.overruns += await broken_circuits(self.database)
            held = {row["job_id"] for row in await self.database.rows(_HELD)}
            now = time.monotonic()
            self.late = {job_id: self.late.get(job_id, now) for job_id in held}
            self.most_late_s = max([self.most_late_s, *(now - since for since in self.late.values())])
            await asyncio.sleep(0.02)

    async def until_all_have_ended(self) -> None:
        while (row := await self.database.row(_LEFT)) is not None and row["jobs"]:  # noqa: ASYNC110 - workers end them
            await asyncio.sleep(0.05)


@pytest.mark.timeout(100)
async def test_no_job_is_lost_to_a_flapping_site_nor_to_the_death_of_who_tries_it(database: Database) -> None:
    for number in range(JOBS):
        await create_job(database, new_job(client_id=CLIENTS[number % 2], target_url=URL, max_retries=100))
    chaos = Chaos(database)
    chaos.site.is_up = False
    for _ in range(3):
        chaos.start()
    others = [asyncio.create_task(work) for work in (chaos.flap(), chaos.keep_house(), chaos.watch())]
    await chaos.kill_probes(4)
    await chaos.until_all_have_ended()
    for task in (*others, *chaos.running.values()):
        task.cancel()
    results = await asyncio.gather(*others, *chaos.running.values(), return_exceptions=True)
    assert [one for one in results if not isinstance(one, asyncio.CancelledError)] == []
    assert await database.rows("SELECT status, count(*) AS jobs FROM automation_jobs GROUP BY status") == [
        {"status": "completed", "jobs": JOBS}
    ]
    assert chaos.overruns == [], "more tried the site than were permitted"
    assert chaos.most_late_s < LATE_S
    assert chaos.site.visits[True] >= JOBS
