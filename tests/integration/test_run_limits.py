"""How many jobs of one client, and of one site, run at once."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import ClaimedJob, Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.claim import claim_jobs
from store.queue.parking import RunLimits, unpark_jobs
from tests.fixtures.jobs import CHROMIUM, CreateJob, Join

SHOP = "https://shop.test/"
NEWS = "http://news.test/"


async def held(database: Database) -> dict[str, int]:
    rows = await database.rows("SELECT held_by, count(*) AS jobs FROM job_parked GROUP BY held_by")
    return {row["held_by"]: row["jobs"] for row in rows}


async def claim(
    database: Database, worker: UUID, limits: RunLimits, slot_nos: Sequence[int] = (1, 2, 3, 4)
) -> list[ClaimedJob]:
    return await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=slot_nos, limits=limits)


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
    jobs = await claim(database, worker, RunLimits(client=2))
    assert len(jobs) == 3
    assert late in {job.lease.job_id for job in jobs}
    assert [job.slot_no for job in jobs] == [1, 2, 3]
    assert await parked(database) == 8
    assert await claim(database, worker, RunLimits(client=2), [4]) == []


async def test_each_job_that_ends_brings_a_parked_one_back_in_the_old_order(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    order = [await create(client_id="c") for _ in range(4)]
    order.insert(1, await create(client_id="c", priority=5))
    (order[0], order[1]) = (order[1], order[0])
    ran = []
    for _ in order:
        (job,) = await claim(database, worker, RunLimits(client=1), [1, 2])
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
    claims = await asyncio.gather(*(claim(database, worker, RunLimits(client=3)) for worker in workers))
    assert sum(len(jobs) for jobs in claims) == 3


async def test_parked_jobs_that_nobody_would_bring_back_come_back_by_maintenance(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(5):
        await create(client_id="c")
    (job,) = await claim(database, worker, RunLimits(client=1), [1, 2])
    assert await unpark_jobs(database, RunLimits(client=1)) == 0
    assert await unpark_jobs(database, RunLimits(client=3)) == 2, "the limit was raised"
    assert await unpark_jobs(database, RunLimits()) == 2, "there is none any more"
    await finish(database, job)
    assert await parked(database) == 0


async def test_a_site_is_opened_by_no_more_jobs_than_its_limit_whoever_they_belong_to(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    shop = [await create(client_id=client_id, target_url=SHOP) for client_id in "abcabc"]
    other = await create(client_id="a")
    jobs = await claim(database, worker, RunLimits(site=2))
    assert [job.lease.job_id for job in jobs] == [*shop[:2], other]
    assert await parked(database) == 4
    await finish(database, jobs[2])
    assert await parked(database) == 4, "another site's end is none of its business"
    await finish(database, jobs[0])
    (third,) = await claim(database, worker, RunLimits(site=2))
    assert third.lease.job_id == shop[2]


async def test_a_site_is_a_host_however_its_url_is_written(database: Database, create: CreateJob, join: Join) -> None:
    for url in (SHOP, "HTTPS://Shop.Test:444/x?y", "http://user@shop.test./z"):
        await create(target_url=url)
    await create(target_url="http://sub.shop.test/")
    jobs = await claim(database, await join(), RunLimits(site=1))
    assert [job.target_url for job in jobs] == [SHOP, "http://sub.shop.test/"]


async def test_a_job_may_be_held_by_its_client_and_by_its_site(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    both = RunLimits(client=2, site=1)

    async def claim_all() -> list[UUID]:
        claimed = await claim(database, worker, both)
        running.update({job.lease.job_id: job for job in claimed})
        return [job.lease.job_id for job in claimed]

    running: dict[UUID, ClaimedJob] = {}
    a_shop, b_shop = await create(client_id="a", target_url=SHOP), await create(client_id="b", target_url=SHOP)
    a_news, a_more = await create(client_id="a", target_url=NEWS), await create(client_id="a")
    b_news = await create(client_id="b", target_url=NEWS)
    assert await claim_all() == [a_shop, a_news]
    assert await held(database) == {"site:shop.test": 1, "site:news.test": 1, "client:a": 1}
    await finish(database, running[a_shop])
    assert sorted(await claim_all()) == sorted([a_more, b_shop])
    await finish(database, running[a_news])
    assert await claim_all() == [b_news]
    assert await held(database) == {}


async def test_jobs_that_come_back_for_their_client_and_then_wait_for_their_site_wait_there_together(
    database: Database, create: CreateJob, join: Join
) -> None:
    """Otherwise the last one, which could run, would wait until each of them has come back in vain."""
    worker = await join()
    both = RunLimits(client=1, site=1)
    await create(client_id="a")
    (running,) = await claim(database, worker, both)
    for _ in range(20):
        await create(client_id="a", target_url=SHOP)
    last = await create(client_id="a", target_url=NEWS, priority=0)
    assert await claim(database, worker, both) == []
    assert await held(database) == {"client:a": 21}
    await create(client_id="b", target_url=SHOP)
    assert len(await claim(database, worker, both)) == 1

    await finish(database, running)
    assert await claim(database, worker, both) == []
    assert await held(database) == {"client:a": 1, "site:shop.test": 20}
    assert await unpark_jobs(database, both) == 1
    (job,) = await claim(database, worker, both)
    assert job.lease.job_id == last


async def test_the_limits_hold_for_all_workers_and_in_any_order(
    database: Database, create: CreateJob, join: Join
) -> None:
    both = RunLimits(client=3, site=2)
    workers = [await join() for _ in range(3)]
    jobs = [
        await create(client_id="abcd"[number % 4], target_url=f"http://{'uvwxyz'[number**2 % 6]}.test/")
        for number in range(80)
    ]
    running: list[ClaimedJob] = []
    done: list[UUID] = []
    while len(done) < len(jobs):
        claims = await asyncio.gather(*(claim(database, worker, both) for worker in workers))
        running += [job for claimed in claims for job in claimed]
        leases = await database.rows("SELECT client_id, site FROM job_leases")
        assert max(Counter(lease["client_id"] for lease in leases).values()) <= 3
        assert max(Counter(lease["site"] for lease in leases).values()) <= 2
        ended, running = running[::3], running[1::3] + running[2::3]
        await asyncio.gather(*(finish(database, job) for job in ended))
        done += [job.lease.job_id for job in ended]
        await unpark_jobs(database, both)
    assert sorted(done) == sorted(jobs)
    assert await held(database) == {}


BACKLOG = """
WITH job AS (
    INSERT INTO automation_jobs (id, client_id, browser_type_id, target_url, actions)
    SELECT gen_random_uuid(), 'backlog', 1, 'http://shop.test/', '[]' FROM generate_series(1, %(jobs)s)
    RETURNING *
), ready AS (
    INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, site)
    SELECT id, client_id, browser_type_id, priority, 'shop.test' FROM job
)
INSERT INTO job_events (job_id, sequence, client_id, type, status)
SELECT id, 1, client_id, 'job.created', 'pending' FROM job
RETURNING 1
"""


async def test_a_long_line_of_one_site_is_parked_in_long_steps(
    database: Database, create: CreateJob, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = await join()
    await database.rows(BACKLOG, {"jobs": 10_000})
    behind = await create()
    looks: list[int] = []

    async def counted(database: Database, statement: Any, parameters: Any = None, **more: Any) -> Any:
        looks.extend([parameters["window"]] if "window" in (parameters or {}) else [])
        return await rows(database, statement, parameters, **more)

    rows = Database.rows
    monkeypatch.setattr(Database, "rows", counted)
    jobs = await claim(database, worker, RunLimits(site=1))
    assert [job.lease.job_id for job in jobs][1:] == [behind]
    assert sum(looks) < 2 * 10_000
    assert len(looks) < 12
