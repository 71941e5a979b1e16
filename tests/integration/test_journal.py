"""A worker's writes about its jobs."""

import asyncio

import psycopg

from store.database.connection import Database
from store.job import Lease, Status
from store.queue.attempts import Outcome
from store.records.events import read_events
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from worker.running.journal import Journal


async def test_attempts_that_end_at_the_same_time_each_have_their_own_end(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(4):
        await create()
    worker = await join()
    done, broken, again, held = [(await claim_one(worker)).lease for _ in range(4)]
    lost = Lease(held.job_id, held.lease_no - 1)
    error = {"message": "it broke"}
    journal = Journal(database)
    counted = await asyncio.gather(
        journal.finish(Outcome(lease=done, status=Status.COMPLETED, result={"text": "a\0b"})),
        journal.finish(Outcome(lease=broken, status=Status.FAILED, error=error)),
        journal.finish(Outcome(lease=lost, status=Status.COMPLETED, result={})),
        journal.finish(Outcome(lease=again, status=Status.PENDING, retries=1)),
    )
    assert counted == [True, True, False, True]
    jobs = [await get_job(database, CLIENT, lease.job_id) for lease in (done, broken, again)]
    assert [job.status for job in jobs] == [Status.COMPLETED, Status.FAILED, Status.PENDING]
    assert [job.result for job in jobs] == [{"text": "a\ufffdb"}, None, None]
    assert [job.error for job in jobs] == [None, error, None]
    events = await read_events(database, {lease.job_id: 2 for lease in (done, broken, again)})
    assert {event.job_id: event.type for event in events} == {
        done.job_id: "job.completed",
        broken.job_id: "job.failed",
        again.job_id: "job.retrying",
    }


async def test_an_end_that_the_database_refuses_does_not_keep_others_from_theirs(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(2):
        await create()
    worker = await join()
    good, bad = (await claim_one(worker)).lease, (await claim_one(worker)).lease
    journal = Journal(database)
    counted, refused = await asyncio.gather(
        journal.finish(Outcome(lease=good, status=Status.COMPLETED, result={})),
        journal.finish(Outcome(lease=bad, status=Status.FAILED)),  # without the error that it must have
        return_exceptions=True,
    )
    assert counted is True
    assert isinstance(refused, psycopg.errors.CheckViolation)
    assert (await get_job(database, CLIENT, good.job_id)).status is Status.COMPLETED
