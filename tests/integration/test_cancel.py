"""Cancelling jobs."""

import asyncio

import pytest

from store.database.connection import Database
from store.errors import IllegalStatus, JobNotFound
from store.job import Status, new_id
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs
from store.queue.parking import RunLimits
from store.queue.workers import beat
from store.records.events import read_events
from store.records.listing import get_job
from tests.fixtures.jobs import CHROMIUM, CLIENT, ClaimOne, CreateJob, Join


async def test_a_pending_job_is_cancelled_at_once(database: Database, create: CreateJob) -> None:
    job_id = await create()
    assert (await cancel_job(database, CLIENT, job_id)).status is Status.CANCELLED
    events = await read_events(database, {job_id: 0})
    assert [event.type for event in events] == ["job.created", "job.cancelled"]


async def test_a_deferred_job_is_cancelled_at_once(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING, delay_s=3600)])
    assert (await cancel_job(database, CLIENT, job_id)).status is Status.CANCELLED


async def test_a_parked_job_is_cancelled_at_once(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    worker = await join()
    await claim_one(worker)
    parked = await create()
    limits = RunLimits(client=1)
    assert await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[2], limits=limits) == []
    assert await database.rows("SELECT job_id FROM job_parked") == [{"job_id": parked}]
    assert (await cancel_job(database, CLIENT, parked)).status is Status.CANCELLED


async def test_the_worker_of_a_running_job_hears_that_it_shall_be_cancelled(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    worker = await join()
    job = await claim_one(worker)
    assert (await cancel_job(database, CLIENT, job_id)).status is Status.PROCESSING
    heartbeat = await beat(database, worker, browser_type_ids=[1], ttl_s=60, metadata={})
    assert heartbeat is not None
    assert (heartbeat.held, heartbeat.cancelled) == ({job.lease}, {job_id})


async def test_a_job_that_shall_be_cancelled_is_not_tried_again(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    await cancel_job(database, CLIENT, job_id)
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING, retries=1)])
    assert (await get_job(database, CLIENT, job_id)).status is Status.CANCELLED


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.FAILED])
async def test_a_job_that_ends_before_its_worker_hears_of_the_cancel_ends_as_it_would_have(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, status: Status
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    await cancel_job(database, CLIENT, job_id)
    error = {"message": "m"} if status is Status.FAILED else None
    await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)])
    assert (await get_job(database, CLIENT, job_id)).status is status


async def test_cancelling_again_changes_nothing(database: Database, create: CreateJob) -> None:
    job_id = await create()
    first = await cancel_job(database, CLIENT, job_id)
    assert await cancel_job(database, CLIENT, job_id) == first


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.FAILED])
async def test_a_job_that_has_ended_cannot_be_cancelled(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, status: Status
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    error = {"message": "m"} if status is Status.FAILED else None
    await finish_jobs(database, [Outcome(lease=job.lease, status=status, error=error)])
    with pytest.raises(IllegalStatus, match=status.value):
        await cancel_job(database, CLIENT, job_id)


async def test_another_clients_job_cannot_be_cancelled(database: Database, create: CreateJob) -> None:
    job_id = await create(client_id="someone else")
    with pytest.raises(JobNotFound):
        await cancel_job(database, CLIENT, job_id)
    with pytest.raises(JobNotFound):
        await cancel_job(database, CLIENT, new_id())


async def test_a_job_that_is_claimed_while_it_is_cancelled_ends_up_in_one_place(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    for _ in range(30):
        job_id = await create()
        job, claimed = await asyncio.gather(
            cancel_job(database, CLIENT, job_id),
            claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1]),
        )
        if claimed:
            heartbeat = await beat(database, worker, browser_type_ids=[1], ttl_s=60, metadata={})
            assert heartbeat is not None
            assert job_id in heartbeat.cancelled
            await finish_jobs(database, [Outcome(lease=claimed[0].lease, status=Status.CANCELLED)])
        else:
            assert job.status is Status.CANCELLED
