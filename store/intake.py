"""Accepting jobs."""

from datetime import datetime

import psycopg

from store import jsonb
from store.address import site
from store.browsers import get_browser_type
from store.database import Database
from store.errors import BrowserTypeInactive, BrowserTypeNotFound
from store.job import NewJob
from store.line import NEXT_RANK

# The job, its place in the line and its first event appear together or not at all. The event says when nobody
# is there to run it.
_CREATE = """
WITH job AS (
    INSERT INTO automation_jobs (
        id, client_id, browser_type_id, target_url, actions, options, wait_until, priority, timeout_ms, max_retries
    )
    SELECT
        %(id)s, %(client_id)s, browser_type.id, %(target_url)s, %(actions)s::jsonb, %(options)s::jsonb,
        %(wait_until)s, %(priority)s, %(timeout_ms)s, %(max_retries)s
    FROM browser_types AS browser_type
    WHERE browser_type.id = %(browser_type_id)s AND browser_type.is_active
    RETURNING *
), ready AS (
    INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, site, rank)
    SELECT new.id, new.client_id, new.browser_type_id, new.priority, %(site)s, {next_rank}
    FROM job AS new
    JOIN browser_types AS browser_type ON browser_type.id = new.browser_type_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        id, 1, client_id, 'job.created', status,
        CASE
            WHEN EXISTS (
                SELECT FROM worker_processes AS process
                WHERE process.expires_at > now() AND job.browser_type_id = ANY (process.browser_type_ids)
            ) THEN '{}'
            ELSE jsonb_build_object(
                'warning', 'WorkerUnavailable',
                'message', 'no worker runs browser type ' || job.browser_type_id || ' now: the job waits for one'
            )
        END
    FROM job
)
SELECT created_at FROM job
""".replace("{next_rank}", NEXT_RANK)


async def create_job(database: Database, job: NewJob) -> datetime:
    """Accepts a job and returns when. It may be claimed before this returns.

    Raises BrowserTypeNotFound or BrowserTypeInactive.
    """
    try:
        row = await database.client_row(
            job.client_id,
            _CREATE,
            {
                "id": job.id,
                "browser_type_id": job.browser_type_id,
                "target_url": job.target_url,
                "site": site(job.target_url),
                "actions": jsonb.dumps(job.actions),
                "options": jsonb.dumps(job.options),
                "wait_until": job.wait_until,
                "priority": job.priority,
                "timeout_ms": job.timeout_ms,
                "max_retries": job.max_retries,
            },
        )
    except psycopg.errors.ForeignKeyViolation as error:  # deleted while we looked
        raise BrowserTypeNotFound(job.browser_type_id) from error
    if row is None:
        browser_type = await get_browser_type(database, job.browser_type_id)
        raise BrowserTypeInactive(browser_type.id)
    database.notifier.ready([job.browser_type_id])
    database.notifier.events([job.id])
    created_at: datetime = row["created_at"]
    return created_at
