"""Starting jobs again that have ended."""

from collections.abc import Collection, Mapping
from uuid import UUID

import psycopg

from store import metrics
from store.address import site
from store.database.connection import Database
from store.errors import BrowserTypeInactive, DatabaseUnavailable, IllegalStatus
from store.job import FALLBACK_BEGUN, REPLAYABLE, Job, Status
from store.queue.browsers import get_browser_type
from store.queue.line import NEXT_RANK, STRIDE_S
from store.queue.sessions import OF_JOB
from store.records.listing import get_job

# The job joins the line anew; its leases and its events go on where they were, so that neither a worker of an
# earlier attempt nor a watcher takes the new one for an old one. Should the job have been replayed and have ended
# again between our look at its events and our turn to move it, the number of our event is taken, and nothing happens.
# What a fallback has changed is as it was asked for again.
_REPLAY = (
    """
WITH asked AS (
    SELECT * FROM unnest(%(job_ids)s::uuid[], %(sites)s::text[]) WITH ORDINALITY AS asked (job_id, site, place)
), job AS (
    UPDATE automation_jobs AS job
    SET status = 'pending', retry_count = 0, completed_at = NULL, updated_at = now(),
        result = NULL, error = NULL, error_message = NULL, browser_type_id = browser_type.id,
        options = CASE WHEN job.options ? '{begun}' THEN job.options - '{begun}' ELSE job.options END
    FROM asked, browser_types AS browser_type
    WHERE job.id = asked.job_id AND job.client_id = %(client_id)s AND job.status = ANY (%(statuses)s)
        AND browser_type.id = coalesce((job.options #>> '{{begun},from}')::integer, job.browser_type_id)
        AND browser_type.is_active
    RETURNING
        job.id, job.client_id, job.browser_type_id, job.priority, asked.site, asked.place, {session} AS session
), told AS (
    SELECT
        job.*,
        (SELECT max(sequence) FROM job_events AS event WHERE event.job_id = job.id) + 1 AS sequence,
        (
            SELECT coalesce(max((event.data ->> 'attempt')::integer), 0)
            FROM job_events AS event
            WHERE event.job_id = job.id AND event.type = 'job.started'
        ) AS lease_no
    FROM job
), line AS MATERIALIZED (
    SELECT new.browser_type_id, new.priority, {next_rank} AS next_rank
    FROM (SELECT DISTINCT client_id, browser_type_id, priority FROM job) AS new
    JOIN browser_types AS browser_type ON browser_type.id = new.browser_type_id
), ready AS (
    INSERT INTO job_ready (
        job_id, client_id, browser_type_id, priority, site, session, rank, lease_no, next_sequence
    )
    SELECT
        id, client_id, browser_type_id, priority, site, session,
        next_rank + {stride_s} * (row_number() OVER (PARTITION BY browser_type_id, priority ORDER BY place) - 1),
        lease_no, sequence + 1
    FROM told
    JOIN line USING (browser_type_id, priority)
    ORDER BY place
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status)
    SELECT id, sequence, client_id, 'job.replayed', 'pending' FROM told
)
SELECT id, browser_type_id FROM job ORDER BY place
""".replace("{next_rank}", NEXT_RANK)
    .replace("{stride_s}", str(STRIDE_S))
    .replace("{session}", OF_JOB.strip())
    .replace("{begun}", FALLBACK_BEGUN)
)

_TRIES = 5


async def replay_job(database: Database, client_id: str, job_id: UUID) -> Job:
    """Starts a job again that has failed or was cancelled. Returns it as it stands then.

    Raises JobNotFound, IllegalStatus or BrowserTypeInactive.
    """
    job = await get_job(database, client_id, job_id)
    replayed = await replay_jobs(database, client_id, {job_id: job.target_url}, REPLAYABLE)
    if not replayed:
        job = await get_job(database, client_id, job_id)
        if job.status not in REPLAYABLE:
            raise IllegalStatus(job_id, job.status, "started again")
        raise BrowserTypeInactive((await get_browser_type(database, job.browser_type_id)).id)
    return await get_job(database, client_id, job_id)


async def replay_jobs(
    database: Database, client_id: str, target_urls: Mapping[UUID, str], statuses: Collection[Status]
) -> list[UUID]:
    """Starts those of the jobs again that stand so, and whose browser type takes jobs; in this order. Returns them."""
    parameters = {
        "job_ids": list(target_urls),
        "sites": [site(url) for url in target_urls.values()],
        "statuses": [status.value for status in statuses],
    }
    for _ in range(_TRIES):
        try:
            rows = await database.client_rows(client_id, _REPLAY, parameters)
        except psycopg.errors.UniqueViolation:
            continue
        database.notifier.ready(row["browser_type_id"] for row in rows)
        database.notifier.events(row["id"] for row in rows)
        metrics.JOBS_REPLAYED.inc(len(rows))
        return [row["id"] for row in rows]
    raise DatabaseUnavailable(TimeoutError(f"jobs were replayed by others {_TRIES} times at the same moment"))
