"""Starting jobs again that have ended, and removing those that shall not."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from store.database.connection import Database
from store.errors import BrowserTypeInactive, IllegalStatus, JobNotFound, LeaseLost
from store.job import Lease, Status
from store.queue.attempts import Outcome, finish_jobs, record_step
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs
from store.queue.maintenance import rescue_jobs
from store.queue.replay import replay_job, replay_jobs
from store.queue.workers import leave
from store.records import dead_letters
from store.records.dead_letters import Filter, Place
from store.records.events import read_events
from store.records.listing import get_job, list_logs
from tests.fixtures.jobs import CHROMIUM, CLIENT, ClaimOne, CreateJob, Join

Fail = Callable[..., Awaitable[UUID]]
HOUR = timedelta(hours=1)


@pytest.fixture
def fail(database: Database, create: CreateJob, join: Join) -> Fail:
    """Accepts a job and fails it; changes are fields of NewJob."""

    async def fail(error_type: str = "SELECTOR_NOT_FOUND", **changes: Any) -> UUID:
        job_id = await create(**changes)
        (job,) = await claim_jobs(
            database, await join(), browser_type_ids=[changes.get("browser_type_id", CHROMIUM)], slot_nos=[1]
        )
        assert job.lease.job_id == job_id
        error = {"message": "m", "details": {"errorType": error_type}}
        await finish_jobs(database, [Outcome(lease=job.lease, status=Status.FAILED, result={}, error=error)])
        return job_id

    return fail


async def letters(database: Database, **wanted: Any) -> list[UUID]:
    """The dead letters that fit, in their order."""
    return [job.id for job in await dead_letters.list_dead_letters(database, CLIENT, Filter(**wanted), limit=100)]


async def test_a_failed_job_starts_again_as_a_new_attempt_of_the_same_job(
    database: Database, fail: Fail, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await fail()
    replayed = await replay_job(database, CLIENT, job_id)
    assert (replayed.status, replayed.retry_count, replayed.error, replayed.result, replayed.completed_at) == (
        *(Status.PENDING, 0),
        *(None, None, None),
    )
    again = await claim_one(await join())
    assert again.lease == Lease(job_id, 2)
    await finish_jobs(database, [Outcome(lease=again.lease, status=Status.COMPLETED, result={})])

    events = await read_events(database, {job_id: 0})
    assert [(event.sequence, event.type) for event in events] == [
        (1, "job.created"),
        (2, "job.started"),
        (3, "job.failed"),
        (4, "job.replayed"),
        (5, "job.started"),
        (6, "job.completed"),
    ]
    assert [event.data["attempt"] for event in events if event.type == "job.started"] == [1, 2]


async def test_a_replayed_job_has_all_its_retries_again(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create(max_retries=1)
    await database.rows("UPDATE automation_jobs SET retry_count = 1 RETURNING id")
    for expected in (Status.FAILED, Status.PENDING):
        worker = await join()
        await claim_one(worker)
        await leave(database, worker)
        await rescue_jobs(database)
        assert (await get_job(database, CLIENT, job_id)).status is expected
        if expected is Status.FAILED:
            await replay_job(database, CLIENT, job_id)


async def test_a_cancelled_job_starts_again_also_one_that_never_ran(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    await cancel_job(database, CLIENT, job_id)
    assert (await replay_job(database, CLIENT, job_id)).status is Status.PENDING
    assert (await claim_one(await join())).lease == Lease(job_id, 1)


async def test_a_worker_of_an_attempt_before_the_replay_writes_nothing(
    database: Database, fail: Fail, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await fail()
    await replay_job(database, CLIENT, job_id)
    await claim_one(await join())
    with pytest.raises(LeaseLost):
        await record_step(database, Lease(job_id, 1), 5, message="stale", data={})
    assert len(await list_logs(database, CLIENT, job_id, after=0, limit=10)) == 1  # of its failure


async def test_a_job_that_has_not_ended_or_is_completed_is_not_started_again(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    with pytest.raises(IllegalStatus, match="is pending and cannot be started again"):
        await replay_job(database, CLIENT, job_id)
    job = await claim_one(await join())
    with pytest.raises(IllegalStatus, match="processing"):
        await replay_job(database, CLIENT, job_id)
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    with pytest.raises(IllegalStatus, match="completed"):
        await replay_job(database, CLIENT, job_id)


async def test_another_clients_job_is_neither_started_again_nor_removed(database: Database, fail: Fail) -> None:
    job_id = await fail(client_id="another")
    with pytest.raises(JobNotFound):
        await replay_job(database, CLIENT, job_id)
    with pytest.raises(JobNotFound):
        await dead_letters.remove_dead_letter(database, CLIENT, job_id)
    assert await letters(database) == []


async def test_a_job_of_an_inactive_browser_type_is_not_started_again(database: Database, fail: Fail) -> None:
    job_id = await fail()
    await database.rows("UPDATE browser_types SET is_active = false WHERE id = 1 RETURNING id")
    with pytest.raises(BrowserTypeInactive):
        await replay_job(database, CLIENT, job_id)
    assert await dead_letters.find_oldest(database, CLIENT, Filter(), limit=10) == {}


async def test_of_replays_that_come_at_once_one_starts_the_job(database: Database, fail: Fail) -> None:
    job_id = await fail()
    outcomes = await asyncio.gather(*(replay_job(database, CLIENT, job_id) for _ in range(8)), return_exceptions=True)
    assert sum(not isinstance(outcome, IllegalStatus) for outcome in outcomes) == 1
    assert [event.type for event in await read_events(database, {job_id: 3})] == ["job.replayed"]


async def test_a_replayed_job_stands_behind_those_that_its_client_has_sent_since(
    database: Database, fail: Fail, create: CreateJob
) -> None:
    failed, waiting = await fail(), await create()
    await replay_job(database, CLIENT, failed)
    line = await database.rows("SELECT job_id FROM job_ready ORDER BY rank, seq")
    assert [row["job_id"] for row in line] == [waiting, failed]


async def test_dead_letters_are_listed_by_when_they_failed_and_filtered(
    database: Database, fail: Fail, create: CreateJob
) -> None:
    first = await fail("TIMEOUT")
    second = await fail("TIMEOUT", browser_type_id=2)
    third = await fail()
    await create()
    assert await letters(database) == [third, second, first]
    assert await letters(database, error_type="TIMEOUT") == [second, first]
    assert await letters(database, browser_type_id=1) == [third, first]
    assert await letters(database, error_type="TIMEOUT", browser_type_id=1) == [first]
    failed_at = (await get_job(database, CLIENT, second)).completed_at
    assert await letters(database, failed_after=failed_at) == [third, second]
    assert await letters(database, failed_before=failed_at) == [first]
    assert await letters(database, failed_after=datetime.now(UTC) + HOUR) == []
    assert failed_at is not None
    behind = await dead_letters.list_dead_letters(database, CLIENT, Filter(), before=Place(failed_at, second), limit=10)
    assert [(job.id, job.result) for job in behind] == [(first, None)]


async def test_many_dead_letters_start_again_in_the_order_in_which_they_failed(
    database: Database, fail: Fail, create: CreateJob
) -> None:
    failed = [await fail("TIMEOUT" if number % 2 else "INTERNAL") for number in range(6)]
    found = await dead_letters.find_oldest(database, CLIENT, Filter(error_type="TIMEOUT"), limit=2)
    assert list(found) == [failed[1], failed[3]]
    assert await replay_jobs(database, CLIENT, found, {Status.FAILED}) == list(found)
    line = await database.rows("SELECT job_id FROM job_ready ORDER BY rank, seq")
    assert [row["job_id"] for row in line] == list(found)
    assert await letters(database) == [failed[5], failed[4], failed[2], failed[0]]
    waiting = await create()
    named = await dead_letters.find_named(database, CLIENT, [failed[4], waiting, failed[1], failed[0]])
    assert list(named) == [failed[0], failed[4]]


async def test_a_removed_dead_letter_is_gone_with_all_its_rows(database: Database, fail: Fail) -> None:
    job_id, other = await fail(), await fail()
    await dead_letters.remove_dead_letter(database, CLIENT, job_id)
    with pytest.raises(JobNotFound):
        await get_job(database, CLIENT, job_id)
    for table in ("job_events", "job_logs"):
        rows = await database.rows(f"SELECT DISTINCT job_id FROM {table}")
        assert [row["job_id"] for row in rows] == [other]
    assert await database.rows("SELECT job_id FROM removed_jobs") == [{"job_id": job_id}]
    assert await letters(database) == [other]


async def test_only_failed_jobs_are_removed(database: Database, create: CreateJob) -> None:
    job_id = await create()
    with pytest.raises(IllegalStatus, match="pending"):
        await dead_letters.remove_dead_letter(database, CLIENT, job_id)
