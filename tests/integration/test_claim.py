"""Handing jobs to workers, and taking back what they have to say."""

import asyncio

import pytest

from store.database.connection import Database
from store.errors import LeaseLost
from store.job import Lease, Status, new_id
from store.queue.attempts import NewArtifact, Outcome, finish_jobs, record_step
from store.queue.claim import claim_jobs
from store.queue.maintenance import promote_jobs, rescue_jobs
from store.records.events import read_events
from store.records.listing import get_job, list_artifacts, list_logs
from tests.fixtures.jobs import CHROMIUM, CLIENT, ClaimOne, CreateJob, Join, end_of_wait

FIREFOX = 2


async def test_jobs_are_claimed_by_priority_then_in_the_order_of_their_acceptance(
    database: Database, create: CreateJob, join: Join
) -> None:
    first, second, urgent = await create(), await create(), await create(priority=100)
    claimed = await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3, 4])
    assert [job.lease.job_id for job in claimed] == [urgent, first, second]
    assert [job.slot_no for job in claimed] == [1, 2, 3]


async def test_a_worker_gets_only_jobs_of_the_browser_types_that_it_offers(
    database: Database, create: CreateJob, join: Join
) -> None:
    await create(browser_type_id=FIREFOX)
    worker = await join()
    assert await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=[1]) == []
    assert len(await claim_jobs(database, worker, browser_type_ids=[CHROMIUM, FIREFOX], slot_nos=[1])) == 1


async def test_a_worker_gets_no_more_jobs_than_it_has_free_slots(
    database: Database, create: CreateJob, join: Join
) -> None:
    for browser_type_id in (CHROMIUM, FIREFOX, CHROMIUM):
        await create(browser_type_id=browser_type_id)
    claimed = await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM, FIREFOX], slot_nos=[3, 4])
    assert [job.slot_no for job in claimed] == [3, 4]


async def test_no_job_goes_to_two_workers(database: Database, create: CreateJob, join: Join) -> None:
    jobs = {await create() for _ in range(40)}
    workers = [await join() for _ in range(8)]

    async def claim_all(worker: object) -> list[Lease]:
        mine = []
        while claimed := await claim_jobs(database, worker, browser_type_ids=[1], slot_nos=[1, 2, 3]):  # type: ignore[arg-type]
            mine += [job.lease for job in claimed]
        return mine

    leases = [lease for mine in await asyncio.gather(*map(claim_all, workers)) for lease in mine]
    assert sorted(lease.job_id for lease in leases) == sorted(jobs)


async def test_a_worker_that_is_taken_for_dead_gets_no_jobs(database: Database, create: CreateJob, join: Join) -> None:
    await create()
    dead = await join(ttl_s=0)
    assert await claim_jobs(database, dead, browser_type_ids=[CHROMIUM], slot_nos=[1]) == []


async def test_a_step_is_recorded_with_its_event_its_log_line_and_its_artifacts(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    artifact = NewArtifact(
        id=new_id(),
        artifact_type="screenshot",
        name="screenshot.png",
        file_path="path",
        mime_type="image/png",
        size_bytes=3,
    )
    await record_step(
        database, job.lease, job.next_sequence, message="done", data={"actionIndex": 0}, artifacts=[artifact]
    )
    events = await read_events(database, {job_id: 0})
    assert [(event.sequence, event.type) for event in events] == [
        (1, "job.created"),
        (2, "job.started"),
        (3, "job.progress"),
    ]
    assert events[2].data == {"actionIndex": 0}
    (line,) = await list_logs(database, CLIENT, job_id, after=0, limit=10)
    assert (line.level, line.message) == ("info", "done")
    (kept,) = await list_artifacts(database, CLIENT, job_id)
    assert (kept.id, kept.name, kept.lease_no) == (artifact.id, "screenshot.png", 1)


async def test_a_step_whose_answer_was_lost_is_not_recorded_twice(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    for _ in range(2):
        await record_step(database, job.lease, job.next_sequence, message="done", data={})
    assert len(await read_events(database, {job_id: 0})) == 3
    assert len(await list_logs(database, CLIENT, job_id, after=0, limit=10)) == 1


async def test_a_stale_worker_cannot_record_a_step(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    stale = await claim_one(await join(ttl_s=60))
    await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
    await rescue_jobs(database)
    await end_of_wait(database)
    current = await claim_one(await join())
    with pytest.raises(LeaseLost):
        await record_step(database, stale.lease, stale.next_sequence, message="stale", data={})
    assert current.lease == Lease(job_id, stale.lease.lease_no + 1)
    assert await list_logs(database, CLIENT, job_id, after=0, limit=10) == []


async def test_a_stale_worker_cannot_complete_a_job(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    stale = await claim_one(await join())
    await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
    await rescue_jobs(database)
    await end_of_wait(database)
    current = await claim_one(await join())

    outcome = Outcome(lease=stale.lease, status=Status.COMPLETED, result={"from": "stale"})
    assert await finish_jobs(database, [outcome]) == frozenset()
    outcome = Outcome(lease=current.lease, status=Status.COMPLETED, result={"from": "current"})
    assert await finish_jobs(database, [outcome]) == {job_id}
    assert (await get_job(database, CLIENT, job_id)).result == {"from": "current"}


async def test_a_job_ends_once(database: Database, create: CreateJob, join: Join, claim_one: ClaimOne) -> None:
    job_id = await create()
    job = await claim_one(await join())
    outcome = Outcome(lease=job.lease, status=Status.COMPLETED, result={})
    ended = await asyncio.gather(*(finish_jobs(database, [outcome]) for _ in range(5)))
    assert sorted(map(len, ended)) == [0, 0, 0, 0, 1]
    events = await read_events(database, {job_id: 0})
    assert [event.type for event in events] == ["job.created", "job.started", "job.completed"]


async def test_a_failed_job_keeps_its_error_and_what_it_has_produced(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    job = await claim_one(await join())
    error = {"message": "no such element", "details": {"errorType": "SELECTOR_NOT_FOUND"}}
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.FAILED, result={"actions": [1]}, error=error)])
    failed = await get_job(database, CLIENT, job_id)
    assert (failed.status, failed.error, failed.result) == (Status.FAILED, error, {"actions": [1]})
    (line,) = await list_logs(database, CLIENT, job_id, after=0, limit=10)
    assert (line.level, line.message) == ("error", "no such element")


async def test_a_job_to_be_retried_waits_until_it_is_due_and_then_keeps_its_place(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    first = await create()
    worker = await join()
    job = await claim_one(worker)
    await create()
    again = Outcome(lease=job.lease, status=Status.PENDING, error={"message": "crash"}, retries=1, delay_s=3600)
    await finish_jobs(database, [again])
    assert await promote_jobs(database) == 0

    await end_of_wait(database)
    retried = await claim_one(worker)
    assert (retried.lease, retried.retry_count) == (Lease(first, 2), 1)
    events = await read_events(database, {first: 0})
    assert [event.type for event in events] == ["job.created", "job.started", "job.retrying", "job.started"]
    assert events[2].data["error"] == {"message": "crash"}
    assert "retryAt" in events[2].data


async def test_a_job_that_a_stopping_worker_gives_back_is_ready_at_once_and_has_no_retry_spent(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    worker = await join()
    job = await claim_one(worker)
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.PENDING)])
    assert (await claim_one(worker)).retry_count == 0


async def test_many_jobs_end_in_one_statement_each_as_its_own_outcome_says(
    database: Database, create: CreateJob, join: Join
) -> None:
    jobs = [await create() for _ in range(3)]
    claimed = await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2, 3])
    await finish_jobs(
        database,
        [
            Outcome(lease=claimed[0].lease, status=Status.COMPLETED, result={"n": 0}),
            Outcome(lease=claimed[1].lease, status=Status.FAILED, error={"message": "m"}),
            Outcome(lease=claimed[2].lease, status=Status.CANCELLED, result={"n": 2}),
        ],
    )
    found = [await get_job(database, CLIENT, job_id) for job_id in jobs]
    assert [(job.status, job.result) for job in found] == [
        (Status.COMPLETED, {"n": 0}),
        (Status.FAILED, None),
        (Status.CANCELLED, {"n": 2}),
    ]
