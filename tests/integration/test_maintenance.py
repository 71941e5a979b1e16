"""Putting jobs back to work that nobody would move otherwise."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from store.database.connection import Database
from store.job import Status
from store.queue import holding
from store.queue.cancel import cancel_job
from store.queue.line import PLACE
from store.queue.maintenance import Pass, forget, promote_jobs, rescue_jobs, run_due
from store.queue.parking import NO_LIMITS
from store.queue.workers import leave, list_workers
from store.records.events import read_events
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join, end_of_wait


async def test_a_dead_workers_job_starts_again_after_a_second_with_a_retry_spent(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    worker = await join()
    await claim_one(worker)
    await leave(database, worker)

    assert await rescue_jobs(database) == 1
    job = await get_job(database, CLIENT, job_id)
    assert (job.status, job.retry_count) == (Status.PENDING, 1)
    (event,) = await read_events(database, {job_id: 2})
    assert (event.type, event.data["error"]["details"]["errorType"]) == ("job.retrying", "WORKER_LOST")
    waits = datetime.fromisoformat(event.data["retryAt"]) - job.updated_at
    assert timedelta(seconds=1) <= waits <= timedelta(seconds=1.5)


async def test_a_live_workers_job_is_left_alone(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    await claim_one(await join())
    assert await rescue_jobs(database) == 0
    assert (await get_job(database, CLIENT, job_id)).status is Status.PROCESSING


async def test_a_job_past_its_deadline_is_taken_from_a_worker_that_still_beats(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    await claim_one(await join())
    await database.rows("UPDATE job_leases SET deadline_at = now() - interval '1 ms' RETURNING job_id")
    assert await rescue_jobs(database) == 1
    assert (await get_job(database, CLIENT, job_id)).status is Status.PENDING


async def test_a_job_that_keeps_losing_its_workers_fails_when_its_retries_are_spent(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create(max_retries=1)
    for _ in range(2):
        worker = await join()
        await claim_one(worker)
        await leave(database, worker)
        await rescue_jobs(database)
        await end_of_wait(database)
    job = await get_job(database, CLIENT, job_id)
    assert job.status is Status.FAILED
    assert job.error is not None
    assert job.error["details"] == {
        "jobId": str(job_id),
        "errorType": "WORKER_LOST",
        "retryCount": 1,
        "canRetry": True,
    }


async def test_a_dead_workers_job_that_shall_be_cancelled_is_cancelled(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    worker = await join()
    await claim_one(worker)
    await cancel_job(database, CLIENT, job_id)
    await leave(database, worker)
    await rescue_jobs(database)
    assert (await get_job(database, CLIENT, job_id)).status is Status.CANCELLED


async def test_passes_that_run_at_once_rescue_a_job_once(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    await create()
    worker = await join()
    await claim_one(worker)
    await leave(database, worker)
    assert sum(await asyncio.gather(*(rescue_jobs(database) for _ in range(6)))) == 1


async def test_deferred_jobs_are_promoted_when_due_and_not_before(database: Database, create: CreateJob) -> None:
    due, later = await create(), await create()
    for job_id, due_at in ((due, "now()"), (later, "now() + interval '1 hour'")):
        await database.rows(
            f"""
            WITH ready AS (DELETE FROM job_ready WHERE job_id = %(job_id)s RETURNING *)
            INSERT INTO job_deferred ({PLACE}, next_sequence, due_at)
            SELECT {PLACE}, next_sequence, {due_at} FROM ready RETURNING job_id
            """,
            {"job_id": job_id},
        )
    assert await promote_jobs(database) == 1
    (left,) = await database.rows("SELECT job_id FROM job_deferred")
    assert left["job_id"] == later


async def test_dead_workers_are_shown_offline_and_forgotten_after_an_hour(database: Database, join: Join) -> None:
    await join(ttl_s=0)
    assert {worker.status for worker in await list_workers(database)} == {"offline"}
    await database.rows("UPDATE worker_processes SET expires_at = now() - interval '61 minutes' RETURNING id")
    assert (await forget(database), await list_workers(database)) == (1, [])


async def test_what_is_due_is_found_and_done(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    lost, due = await create(), await create()
    worker = await join()
    assert (await claim_one(worker)).lease.job_id == lost
    await database.rows(
        f"""
        WITH ready AS (DELETE FROM job_ready WHERE job_id = %(job_id)s RETURNING *)
        INSERT INTO job_deferred ({PLACE}, next_sequence, due_at)
        SELECT {PLACE}, next_sequence, now() FROM ready RETURNING job_id
        """,
        {"job_id": due},
    )
    await leave(database, worker)
    assert await run_due(database, NO_LIMITS) == Pass(rescued=1, promoted=1, forgotten=0, given_up=0)


async def test_where_nothing_is_due_a_pass_is_one_statement(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    await create()
    await claim_one(await join())
    await create()
    await run_due(database, NO_LIMITS)
    statements = []
    rows: Callable[..., Any] = database.rows

    async def counted(statement: str, *parameters: object, **options: object) -> Any:
        statements.append(statement)
        return await rows(statement, *parameters, **options)

    monkeypatch.setattr(database, "rows", counted)
    assert not await run_due(database, NO_LIMITS)
    assert not await holding.is_due(database)
    assert len(statements) == 2


async def test_a_held_job_makes_a_pass_over_the_held_due(database: Database, create: CreateJob) -> None:
    job_id = await create()
    await database.rows(
        f"""
        WITH ready AS (DELETE FROM job_ready WHERE job_id = %(job_id)s RETURNING *)
        INSERT INTO job_parked ({PLACE}, next_sequence, held_by)
        SELECT {PLACE}, next_sequence, 'client:' || client_id FROM ready RETURNING job_id
        """,
        {"job_id": job_id},
    )
    assert await holding.is_due(database)
    await run_due(database, NO_LIMITS)
    assert not await holding.is_due(database)
