"""What it costs a job to try a site for the others."""

from store.database.connection import Database
from store.job import Status
from store.queue import holding
from store.queue.attempts import FREE_PROBES, Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.records.listing import get_job
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob, Join
from tests.fixtures.sites import URL, down, end_of_opening


async def test_a_job_that_finds_its_site_down_for_the_others_spends_no_retry_half_an_hour_long(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker, job_id = await join(), await create(target_url=URL)
    await report(database, [down(CLIENT)])

    async def attempt() -> None:
        (claimed,) = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1])
        assert claimed.lease.job_id == job_id
        failed = Outcome(
            lease=claimed.lease, status=Status.PENDING, error={"message": "m"}, retries=1, site_verdict="down"
        )
        await finish_jobs(database, [failed])

    retries = []
    for _ in range(FREE_PROBES + 1):
        assert await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1]) == []
        await end_of_opening(database)
        await holding.run_once(database)
        await attempt()
        retries.append((await get_job(database, CLIENT, job_id)).retry_count)
    assert retries == [0] * FREE_PROBES + [1]


async def test_others_that_find_their_site_down_spend_one(database: Database, create: CreateJob, join: Join) -> None:
    worker, job_id = await join(), await create(target_url=URL)
    (claimed,) = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1])
    await report(database, [down(CLIENT)])
    failed = Outcome(lease=claimed.lease, status=Status.PENDING, error={"message": "m"}, retries=1, site_verdict="down")
    await finish_jobs(database, [failed])
    assert (await get_job(database, CLIENT, job_id)).retry_count == 1
