"""Pausing the queue of a browser type."""

import pytest

from store.database.connection import Database
from store.errors import BrowserTypeNotFound
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.browsers import get_browser_type, pause_browser_type, resume_browser_type
from store.queue.claim import claim_jobs
from store.queue.maintenance import rescue_jobs
from store.queue.workers import browser_type_stats, leave
from store.records.events import read_events
from store.records.listing import get_job
from tests.fixtures.jobs import BROWSER_TYPES, CHROMIUM, CLIENT, ClaimOne, CreateJob, Join, end_of_wait
from tests.fixtures.sessions import OpenSession

FIREFOX = 2


async def test_jobs_of_a_paused_type_are_accepted_and_wait_while_others_run(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    before = await create()
    await pause_browser_type(database, CHROMIUM)
    after, other = await create(), await create(browser_type_id=FIREFOX)
    claimed = await claim_jobs(database, worker, browser_type_ids=BROWSER_TYPES, slot_nos=[1, 2, 3])
    assert [job.lease.job_id for job in claimed] == [other]

    (created,) = await read_events(database, {after: 0})
    assert created.data["warning"] == "BrowserTypePaused"
    stats = {one.name: one for one in await browser_type_stats(database)}
    assert (stats["Chromium"].paused_at is not None, stats["Chromium"].pending_jobs) == (True, 2)
    assert stats["Firefox"].paused_at is None

    await resume_browser_type(database, CHROMIUM)
    claimed = await claim_jobs(database, worker, browser_type_ids=BROWSER_TYPES, slot_nos=[1, 2, 3])
    assert [job.lease.job_id for job in claimed] == [before, after]


async def test_jobs_that_run_when_their_type_is_paused_go_on_and_are_tried_again_when_it_is_resumed(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    jobs = [await create() for _ in range(3)]
    ends, fails, lost = await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3])
    await pause_browser_type(database, CHROMIUM)
    await finish_jobs(database, [Outcome(lease=ends.lease, status=Status.COMPLETED, result={})])
    await finish_jobs(
        database, [Outcome(lease=fails.lease, status=Status.PENDING, error={"message": "m"}, retries=1, delay_s=1)]
    )
    await leave(database, worker)
    assert await rescue_jobs(database) == 1
    await end_of_wait(database)
    assert await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3]) == []
    found = [(await get_job(database, CLIENT, job_id)).status for job_id in jobs]
    assert found == [Status.COMPLETED, Status.PENDING, Status.PENDING]
    await resume_browser_type(database, CHROMIUM)
    again = await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3])
    assert [job.lease.job_id for job in again] == [fails.lease.job_id, lost.lease.job_id]


async def test_a_claim_that_begins_when_the_pause_was_answered_finds_nothing_and_one_from_before_ends(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, open_session: OpenSession
) -> None:
    worker = await join()
    first, second = await create(), await create()
    async with open_session() as claiming:
        (job,) = await claim_jobs(claiming, worker, browser_type_ids=[CHROMIUM], slot_nos=[1])
        assert job.lease.job_id == first
        await pause_browser_type(database, CHROMIUM)  # does not wait for it
        assert await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[2]) == []
        await claiming.commit()
    assert (await get_job(database, CLIENT, first)).status is Status.PROCESSING
    await resume_browser_type(database, CHROMIUM)
    assert (await claim_one(worker)).lease.job_id == second


async def test_pausing_twice_keeps_the_time_of_the_first(database: Database) -> None:
    first = await pause_browser_type(database, CHROMIUM)
    assert first.paused_at is not None
    assert (await pause_browser_type(database, CHROMIUM)).paused_at == first.paused_at
    assert (await resume_browser_type(database, CHROMIUM)).paused_at is None
    assert (await resume_browser_type(database, CHROMIUM)).paused_at is None
    assert (await get_browser_type(database, CHROMIUM)).updated_at == first.updated_at


async def test_a_type_that_is_not_there_cannot_be_paused(database: Database) -> None:
    for change in (pause_browser_type, resume_browser_type):
        with pytest.raises(BrowserTypeNotFound):
            await change(database, 99)
