"""Cancelling jobs."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from store.database.connection import Database, Row
from store.errors import DatabaseUnavailable, IllegalStatus, JobNotFound
from store.job import Job, Status
from store.queue.outcomes import count_end
from store.records.listing import get_job

# Ends the job if it waits; if it runs, leaves word for its worker. A job that is being claimed or given
# back while this runs is in neither place that the statement sees.
_CANCEL = """
WITH ready AS (
    DELETE FROM job_ready
    WHERE job_id = %(job_id)s AND client_id = %(client_id)s
    RETURNING job_id, client_id, next_sequence, browser_type_id
), deferred AS (
    DELETE FROM job_deferred
    WHERE job_id = %(job_id)s AND client_id = %(client_id)s
    RETURNING job_id, client_id, next_sequence, browser_type_id
), parked AS (
    DELETE FROM job_parked
    WHERE job_id = %(job_id)s AND client_id = %(client_id)s
    RETURNING job_id, client_id, next_sequence, browser_type_id
), waited AS (
    SELECT * FROM ready UNION ALL SELECT * FROM deferred UNION ALL SELECT * FROM parked
), job AS (
    UPDATE automation_jobs AS job
    SET status = 'cancelled', completed_at = now(), updated_at = now()
    FROM waited
    WHERE job.id = waited.job_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status)
    SELECT job_id, next_sequence, client_id, 'job.cancelled', 'cancelled' FROM waited
), running AS (
    UPDATE job_leases
    SET cancel_requested_at = coalesce(cancel_requested_at, now())
    WHERE job_id = %(job_id)s AND client_id = %(client_id)s
    RETURNING job_id
)
SELECT browser_type_id FROM waited UNION ALL SELECT NULL FROM running
"""

# The same for many jobs: those that nobody holds at this moment, so that it waits for nobody who waits for it.
_CANCEL_FREE = """
WITH ready AS (
    DELETE FROM job_ready
    WHERE job_id = ANY (ARRAY(
        SELECT job_id FROM job_ready
        WHERE job_id = ANY (%(job_ids)s) AND client_id = %(client_id)s
        FOR UPDATE SKIP LOCKED
    ))
    RETURNING job_id, client_id, next_sequence, browser_type_id
), deferred AS (
    DELETE FROM job_deferred
    WHERE job_id = ANY (ARRAY(
        SELECT job_id FROM job_deferred
        WHERE job_id = ANY (%(job_ids)s) AND client_id = %(client_id)s
        FOR UPDATE SKIP LOCKED
    ))
    RETURNING job_id, client_id, next_sequence, browser_type_id
), parked AS (
    DELETE FROM job_parked
    WHERE job_id = ANY (ARRAY(
        SELECT job_id FROM job_parked
        WHERE job_id = ANY (%(job_ids)s) AND client_id = %(client_id)s
        FOR UPDATE SKIP LOCKED
    ))
    RETURNING job_id, client_id, next_sequence, browser_type_id
), waited AS (
    SELECT * FROM ready UNION ALL SELECT * FROM deferred UNION ALL SELECT * FROM parked
), job AS (
    UPDATE automation_jobs AS job
    SET status = 'cancelled', completed_at = now(), updated_at = now()
    FROM waited
    WHERE job.id = waited.job_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status)
    SELECT job_id, next_sequence, client_id, 'job.cancelled', 'cancelled' FROM waited
), running AS (
    UPDATE job_leases
    SET cancel_requested_at = coalesce(cancel_requested_at, now())
    WHERE job_id = ANY (ARRAY(
        SELECT job_id FROM job_leases
        WHERE job_id = ANY (%(job_ids)s) AND client_id = %(client_id)s
        FOR UPDATE SKIP LOCKED
    ))
    RETURNING job_id
)
SELECT job_id AS id, browser_type_id FROM waited UNION ALL SELECT job_id, NULL FROM running
"""

_TRIES = 5


_AT_ONCE = 8


async def cancel_jobs(database: Database, client_id: str, job_ids: Sequence[UUID]) -> list[UUID]:
    """Cancels those of the jobs that wait, and asks the workers of those that run. Returns them, in this order."""
    gate = asyncio.Semaphore(_AT_ONCE)

    async def cancel(job_id: UUID) -> bool:
        async with gate:
            try:
                return (await _cancel(database, client_id, job_id))[0]
            except (JobNotFound, IllegalStatus):
                return False

    rows = await database.client_rows(client_id, _CANCEL_FREE, {"job_ids": list(job_ids)})
    _count(database, rows)
    free = {row["id"] for row in rows}
    for job_id in free:
        database.notifier.cancel(job_id)
    database.notifier.events(free)
    others = [job_id for job_id in job_ids if job_id not in free]
    moved = zip(others, await asyncio.gather(*map(cancel, others)), strict=True)
    cancelled = free | {job_id for job_id, is_cancelled in moved if is_cancelled}
    return [job_id for job_id in job_ids if job_id in cancelled]


async def cancel_job(database: Database, client_id: str, job_id: UUID) -> Job:
    """Cancels a job that waits; asks the worker of one that runs. Returns the job as it stands then.

    Raises JobNotFound, or IllegalStatus when the job has completed or failed.
    """
    _, job = await _cancel(database, client_id, job_id)
    return job


async def _cancel(database: Database, client_id: str, job_id: UUID) -> tuple[bool, Job]:
    """The same, and whether this call has done it: not, when the job was cancelled before."""
    for _ in range(_TRIES):
        row = await database.client_row(client_id, _CANCEL, {"job_id": job_id}, changed=[f"job/{job_id}"])
        job = await get_job(database, client_id, job_id)
        if row is not None:
            _count(database, [row])
            database.notifier.cancel(job_id)
            database.notifier.events([job_id])
            return True, job
        if job.status is Status.CANCELLED:
            return False, job
        if job.status in {Status.COMPLETED, Status.FAILED}:
            raise IllegalStatus(job_id, job.status, "cancelled")
    raise DatabaseUnavailable(TimeoutError(f"job {job_id} moved {_TRIES} times while it was being cancelled"))


def _count(database: Database, rows: Sequence[Row]) -> None:
    """Counts the jobs that have ended: those that run are counted by who ends them."""
    for row in rows:
        if row["browser_type_id"] is not None:
            count_end(database.tally, row["browser_type_id"], Status.CANCELLED)
