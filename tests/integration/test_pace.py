"""How far apart a client's jobs of a site start, where it wishes that."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from store.database.connection import Database
from store.job import ClaimedJob
from store.queue import holding
from store.queue.claim import claim_jobs
from store.sites.pace import keep_pace, wish_delays
from store.sites.reports import forget
from tests.fixtures.jobs import CHROMIUM, CreateJob, Join, new_job
from tests.fixtures.sites import SITE, URL, end_of_backoff

ANN, BOB = "ann", "bob"


async def claim(database: Database, worker: UUID) -> list[ClaimedJob]:
    return await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=range(1, 9))


def clients(claimed: Sequence[ClaimedJob]) -> list[str]:
    return sorted(job.client_id or "" for job in claimed)


async def paces(database: Database) -> dict[str, int]:
    rows = await database.rows("SELECT client_id, crawl_delay_ms FROM throttles WHERE crawl_delay_ms IS NOT NULL")
    return {row["client_id"]: row["crawl_delay_ms"] for row in rows}


async def test_one_job_starts_at_a_time_over_all_workers_and_other_clients_do_not_wait(
    database: Database, create: CreateJob, join: Join
) -> None:
    workers = [await join(), await join()]
    for client_id in (ANN, ANN, ANN, BOB, BOB):
        await create(client_id=client_id, target_url=URL)
    await create(client_id=ANN, target_url="http://other.test/")
    await wish_delays(database, ANN, {SITE: 60_000})
    claims = await asyncio.gather(*(claim(database, worker) for worker in workers))
    assert clients([job for claimed in claims for job in claimed]) == [ANN, ANN, BOB, BOB]
    for _ in range(2):
        await holding.run_once(database)
        assert await claim(database, workers[0]) == []
        await end_of_backoff(database)
        await holding.run_once(database)
        assert clients(await claim(database, workers[1])) == [ANN]
    assert await database.rows("SELECT FROM job_parked") == []


async def test_a_pace_gets_slower_at_once_and_is_forgotten_an_hour_after_the_last_job(database: Database) -> None:
    for delay_ms in (1000, 5000, 2000):
        await wish_delays(database, ANN, {SITE: delay_ms})
    assert await paces(database) == {ANN: 5000}
    await forget(database)
    assert await paces(database) == {ANN: 5000}
    await database.rows("UPDATE throttles SET next_start_at = now() - interval '61 minutes' RETURNING site")
    await forget(database)
    assert await paces(database) == {}


async def test_the_slowest_wish_of_new_jobs_counts_and_jobs_without_one_leave_no_trace(database: Database) -> None:
    wishes = [{"crawlDelayMs": 300}, {}, {"crawlDelayMs": 700}, {"crawlDelayMs": 0}]
    await keep_pace(database, ANN, [new_job(target_url=URL, options=options) for options in wishes])
    endless = f"http://{'a' * 400}.test/"
    await keep_pace(database, BOB, [new_job(target_url=URL), new_job(target_url=endless, options=wishes[0])])
    assert await paces(database) == {ANN: 700}
