"""How many jobs of one client run at once."""

import asyncio

from store.claim import Outcome, claim_jobs, finish_jobs
from store.database import Database
from store.job import ClaimedJob, Status
from store.maintenance import unpark_jobs
from tests.fixtures.jobs import CHROMIUM, CreateJob, Join


async def parked(database: Database) -> int:
    (row,) = await database.rows("SELECT count(*) AS jobs FROM job_parked")
    jobs: int = row["jobs"]
    return jobs


async def finish(database: Database, job: ClaimedJob) -> None:
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])


async def test_a_client_runs_no_more_than_its_limit_and_others_get_the_slots(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(10):
        await create(client_id="greedy")
    late = await create(client_id="modest")
    jobs = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3, 4], client_limit=2)
    assert len(jobs) == 3
    assert late in {job.lease.job_id for job in jobs}
    assert [job.slot_no for job in jobs] == [1, 2, 3]
    assert await parked(database) == 8
    assert await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[4], client_limit=2) == []


async def test_each_job_that_ends_brings_a_parked_one_back_in_the_old_order(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    order = [await create(client_id="c") for _ in range(4)]
    order.insert(1, await create(client_id="c", priority=5))
    (order[0], order[1]) = (order[1], order[0])
    ran = []
    for _ in order:
        (job,) = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2], client_limit=1)
        ran.append(job.lease.job_id)
        await finish(database, job)
    assert ran == order
    assert await parked(database) == 0


async def test_workers_that_claim_at_once_keep_the_limit_together(
    database: Database, create: CreateJob, join: Join
) -> None:
    workers = [await join() for _ in range(4)]
    for _ in range(20):
        await create(client_id="c")
    claims = await asyncio.gather(
        *(
            claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3, 4], client_limit=3)
            for worker in workers
        )
    )
    assert sum(len(jobs) for jobs in claims) == 3


async def test_parked_jobs_that_nobody_would_bring_back_come_back_by_maintenance(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(5):
        await create(client_id="c")
    (job,) = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2], client_limit=1)
    assert await unpark_jobs(database, client_limit=1) == 0
    assert await unpark_jobs(database, client_limit=3) == 2, "the limit was raised"
    assert await unpark_jobs(database, client_limit=None) == 2, "there is none any more"
    await finish(database, job)
    assert await parked(database) == 0
