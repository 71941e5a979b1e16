"""Removing jobs because somebody asks for it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from store.database.connection import Database
from store.errors import IllegalStatus
from store.job import TERMINAL, Status
from store.records.listing import get_job

# As retention removes jobs: the rows now, the files when the job's id is found in removed_jobs. Two that remove the
# same jobs take them in one order, and do not wait for each other.
_REMOVE = """
WITH ended AS MATERIALIZED (
    SELECT id FROM automation_jobs
    WHERE id = ANY (%(job_ids)s) AND client_id = %(client_id)s AND status = ANY (%(statuses)s)
    ORDER BY id
    FOR UPDATE
), job AS (
    DELETE FROM automation_jobs WHERE id = ANY (ARRAY(SELECT id FROM ended)) RETURNING id
), event AS (
    DELETE FROM job_events WHERE job_id = ANY (ARRAY(SELECT id FROM job))
), removed AS (
    INSERT INTO removed_jobs (job_id) SELECT id FROM job
)
SELECT id FROM job ORDER BY id
"""


async def remove_job(
    database: Database, client_id: str, job_id: UUID, statuses: Collection[Status], refusal: str
) -> None:
    """Removes a job that stands so, with everything that belongs to it. `refusal` says of another one what it cannot
    be. Raises JobNotFound or IllegalStatus.
    """
    if not await remove_jobs(database, client_id, [job_id], statuses):
        job = await get_job(database, client_id, job_id)
        raise IllegalStatus(job_id, job.status, refusal)


async def remove_jobs(
    database: Database, client_id: str, job_ids: Sequence[UUID], statuses: Collection[Status] = TERMINAL
) -> list[UUID]:
    """Removes those of the jobs that stand so. Returns them, oldest first."""
    parameters = {"job_ids": list(job_ids), "statuses": [status.value for status in statuses]}
    return [row["id"] for row in await database.client_rows(client_id, _REMOVE, parameters)]
