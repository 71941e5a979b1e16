"""Accepting jobs."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

import psycopg

from store import metrics
from store.address import site
from store.database import auditing, jsonb
from store.database.connection import Connection, Database
from store.errors import BrowserTypeInactive, BrowserTypeNotFound, DatabaseUnavailable, RequestIdTaken, StoreError
from store.job import Json, NewJob, Request, Status
from store.queue.browsers import get_browser_type
from store.queue.line import NEXT_RANK, STRIDE_S
from store.queue.sessions import had_alone

# The jobs, their places in the line and their first events appear together or not at all. The event says when
# nobody is there to run the job. Nothing appears when all request_ids are known already, which is found out when the
# transaction has ended that has brought them: of two that come at once, one makes the jobs. When some of them are
# known, which takes two batches at once that share a part, a division by zero undoes what there is of the others.
_CREATE = """
WITH wanted AS MATERIALIZED (
    SELECT *
    FROM ROWS FROM (
        jsonb_to_recordset(%(jobs)s::jsonb) AS (
            id uuid, browser_type_id integer, target_url text, site text, session text, actions jsonb, options jsonb,
            wait_until text, priority integer, timeout_ms integer, max_retries integer, not_before timestamptz,
            request_id text, request_digest text, schedule_id uuid, scheduled_at timestamptz,
            labels jsonb, webhook jsonb, repeat text, html text, base_url text,
            referer text, created_by text, traceparent text, task jsonb
        )
    ) WITH ORDINALITY AS asked
    WHERE NOT EXISTS (
        SELECT
        FROM unnest(%(browser_type_ids)s::integer[]) AS wanted (browser_type_id)
        LEFT JOIN browser_types AS browser_type ON browser_type.id = wanted.browser_type_id AND browser_type.is_active
        WHERE browser_type.id IS NULL
    )
), request AS (
    INSERT INTO job_requests (client_id, request_id, digest, job_id)
    SELECT %(client_id)s, request_id, request_digest, id
    FROM wanted
    WHERE request_id IS NOT NULL
    ORDER BY request_id  -- so that no two statements wait for each other
    ON CONFLICT (client_id, request_id) DO NOTHING
    RETURNING job_id
), naming AS MATERIALIZED (
    SELECT CASE new WHEN asked THEN true WHEN 0 THEN false ELSE asked / (new - new) = 1 END AS is_new
    FROM (SELECT count(request_id) AS asked, (SELECT count(*) FROM request) AS new FROM wanted) AS counted
), asked AS NOT MATERIALIZED (
    SELECT * FROM wanted WHERE (SELECT is_new FROM naming)
), job AS (
    INSERT INTO automation_jobs (
        id, client_id, browser_type_id, target_url, actions, options, wait_until, priority, timeout_ms, max_retries,
        not_before, schedule_id, scheduled_at, labels, repeat, html,
        html_bytes, base_url, referer, created_by, traceparent, task, host_reversed, task_name
    )
    SELECT
        id, %(client_id)s, browser_type_id, target_url, actions, options, wait_until, priority, timeout_ms,
        max_retries, not_before, schedule_id, scheduled_at, labels, repeat, html, octet_length(html), base_url,
        referer, created_by, traceparent, task, reverse(site), task ->> 'name'
    FROM asked
    RETURNING created_at
), webhook AS (
    INSERT INTO webhooks (id, client_id, job_id, url, receiver, events)
    SELECT webhook.id, %(client_id)s, asked.id, webhook.url, webhook.receiver, webhook.events
    FROM asked
    CROSS JOIN LATERAL jsonb_to_record(asked.webhook) AS webhook (id uuid, url text, receiver text, events text[])
    WHERE asked.webhook IS NOT NULL
), line AS MATERIALIZED (  -- once for each priority, not for each job
    SELECT new.browser_type_id, new.priority, {next_rank} AS next_rank
    FROM (
        SELECT DISTINCT %(client_id)s::varchar AS client_id, browser_type_id, priority
        FROM asked
        WHERE not_before > now() IS NOT TRUE
    ) AS new
    JOIN browser_types AS browser_type ON browser_type.id = new.browser_type_id
), ready AS (
    INSERT INTO job_ready (job_id, client_id, browser_type_id, priority, site, session, rank)
    SELECT
        id, %(client_id)s, browser_type_id, priority, site, session,
        next_rank + {stride_s} * (row_number() OVER (PARTITION BY browser_type_id, priority ORDER BY ordinality) - 1)
    FROM asked
    JOIN line USING (browser_type_id, priority)
    WHERE not_before > now() IS NOT TRUE
    ORDER BY ordinality
), deferred AS (
    INSERT INTO job_deferred (job_id, client_id, browser_type_id, priority, site, session, due_at)
    SELECT id, %(client_id)s, browser_type_id, priority, site, session, not_before
    FROM asked
    WHERE not_before > now()
    ORDER BY ordinality
), served AS (
    SELECT DISTINCT unnest(process.browser_type_ids) AS browser_type_id
    FROM worker_processes AS process
    WHERE process.expires_at > now()
), first_event AS MATERIALIZED (  -- once for each browser type, not for each job
    SELECT
        browser_type.id AS browser_type_id,
        CASE
            WHEN browser_type.paused_at IS NOT NULL THEN jsonb_build_object(
                'warning', 'BrowserTypePaused',
                'message', 'browser type ' || browser_type.id || ' is paused: the job waits until it is resumed'
            )
            WHEN browser_type.id IN (SELECT browser_type_id FROM served) THEN '{}'
            ELSE jsonb_build_object(
                'warning', 'WorkerUnavailable',
                'message', 'no worker runs browser type ' || browser_type.id || ' now: the job waits for one'
            )
        END AS data
    FROM browser_types AS browser_type
    WHERE browser_type.id = ANY (%(browser_type_ids)s::integer[])
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data, position)
    SELECT
        id, 1, %(client_id)s, 'job.created', 'pending', first_event.data, (SELECT event_position())
    FROM asked
    JOIN first_event USING (browser_type_id)
)
SELECT created_at FROM job LIMIT 1
""".replace("{next_rank}", NEXT_RANK).replace("{stride_s}", str(STRIDE_S))

_IS_MADE = "EXISTS (SELECT FROM automation_jobs WHERE id = substr(%(changed)s, 5)::uuid)"

_KNOWN = """
SELECT request.request_id, request.digest, request.job_id, job.status, job.created_at
FROM job_requests AS request
LEFT JOIN automation_jobs AS job ON job.id = request.job_id
WHERE request.client_id = %(client_id)s AND request.request_id = ANY (%(request_ids)s)
"""

_COLUMNS = [field.name for field in fields(NewJob) if field.name not in {"client_id", "request", "webhook"}]
_values = attrgetter(*_COLUMNS)
_TRIES = 5
_FEW = 100
"""To write down more jobs takes long enough that it is done beside the event loop."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A job that was accepted, now or by an earlier request."""

    job_id: UUID
    status: Status
    created_at: datetime


class RequestRepeated(Exception):
    """A request that names itself has come before: nothing was made."""


async def create_job(database: Database, job: NewJob) -> Accepted:
    """Accepts one job, as create_jobs does."""
    (accepted,) = await create_jobs(database, [job])
    return accepted


async def create_jobs(database: Database, jobs: Sequence[NewJob]) -> list[Accepted]:
    """Accepts a client's jobs, all or none, and returns them in their order; in place of one whose request_id has
    come before, the job that it has made then. They may be claimed before this returns.

    Raises BrowserTypeNotFound, BrowserTypeInactive or RequestIdTaken.
    """
    (client_id,) = {job.client_id for job in jobs}
    requests = [job.request for job in jobs if job.request is not None]
    before: dict[UUID, Accepted] = {}
    for _ in range(_TRIES):
        new = [job for job in jobs if job.id not in before]
        made = await _create(database, client_id, new) if new else []
        if made is not None:
            if not before:
                return made
            accepted = before | dict(zip((job.id for job in new), made, strict=True))
            return [accepted[job.id] for job in jobs]
        found = await accepted_before(database, client_id, requests)
        known = {job.id: found[job.request] for job in jobs if job.request and job.request in found}
        if known.keys() == before.keys() and (refusal := await _refusal(database, new)):
            raise refusal
        before = known
    raise DatabaseUnavailable(TimeoutError(f"other requests with the same request_ids came {_TRIES} times"))


async def accepted_before(database: Database, client_id: str, requests: Sequence[Request]) -> dict[Request, Accepted]:
    """The jobs that these requests have made when they came before. Raises RequestIdTaken."""
    if not requests:
        return {}
    asked = {request.id: request for request in requests}
    rows = await database.client_rows(client_id, _KNOWN, {"request_ids": list(asked)})
    for row in rows:
        is_removed = row["status"] is None
        if is_removed or row["digest"] != asked[row["request_id"]].digest:
            raise RequestIdTaken(row["request_id"], row["job_id"], is_removed=is_removed)
    return {asked[row["request_id"]]: Accepted(row["job_id"], Status(row["status"]), row["created_at"]) for row in rows}


async def insert_jobs(connection: Connection, jobs: Sequence[NewJob]) -> datetime:
    """Accepts jobs of one client and one browser type within a transaction of that client's, and returns when. To wake
    the workers, when it has ended, is the caller's.

    Raises BrowserTypeNotFound, BrowserTypeInactive or RequestRepeated; then the transaction must end.
    """
    ((client_id, browser_type_id),) = {(job.client_id, job.browser_type_id) for job in jobs}
    try:
        cursor = await connection.execute(_CREATE, {**_parameters(jobs), "client_id": client_id})
    except psycopg.errors.ForeignKeyViolation as error:  # deleted while we looked
        raise BrowserTypeNotFound(browser_type_id) from error
    row = await cursor.fetchone()
    if row is None:
        cursor = await connection.execute("SELECT is_active FROM browser_types WHERE id = %s", (browser_type_id,))
        browser_type = await cursor.fetchone()
        if browser_type is None:
            raise BrowserTypeNotFound(browser_type_id)
        raise RequestRepeated if browser_type["is_active"] else BrowserTypeInactive(browser_type_id)
    created_at: datetime = row["created_at"]
    return created_at


async def _create(database: Database, client_id: str, jobs: Sequence[NewJob]) -> list[Accepted] | None:
    """Makes the jobs, or none: when a request of theirs has come before, or a browser type takes no jobs."""
    written = _parameters(jobs) if len(jobs) <= _FEW else await asyncio.to_thread(_parameters, jobs)
    try:
        changed = [f"job/{job.id}" for job in jobs] if auditing.is_told(_CREATE) else None
        row = await database.client_row(client_id, _CREATE, written, changed=changed, proof=_IS_MADE)
    except (psycopg.errors.DivisionByZero, psycopg.errors.ForeignKeyViolation):  # see _CREATE; deleted while we looked
        return None
    if row is None:
        return None
    database.notifier.ready(job.browser_type_id for job in jobs if job.not_before is None)
    database.notifier.events(job.id for job in jobs)
    metrics.JOBS_CREATED.labels("call").inc(len(jobs))
    created_at = row["created_at"]
    return [Accepted(job.id, Status.PENDING, created_at) for job in jobs]


def _parameters(jobs: Sequence[NewJob]) -> dict[str, Any]:
    return {
        "jobs": jsonb.dumps([_row(job) for job in jobs]),
        "browser_type_ids": list({job.browser_type_id for job in jobs}),
    }


def _row(job: NewJob) -> Json:
    row = {name: value for name, value in zip(_COLUMNS, _values(job), strict=True) if value is not None}
    row["site"] = site(job.target_url)
    if session := had_alone(job.client_id, job.options):
        row["session"] = session
    if auditing.is_called():
        row["created_by"] = auditing.maker(f"job/{job.id}")
    if job.request is not None:
        row |= {"request_id": job.request.id, "request_digest": job.request.digest}
    if job.webhook is not None:
        row["webhook"] = asdict(job.webhook)
    return row


async def _refusal(database: Database, jobs: Sequence[NewJob]) -> StoreError | None:
    """Why jobs of these browser types are not accepted, if they are not."""
    for browser_type_id in sorted({job.browser_type_id for job in jobs}):
        try:
            browser_type = await get_browser_type(database, browser_type_id)
        except BrowserTypeNotFound as error:
            return error
        if not browser_type.is_active:
            return BrowserTypeInactive(browser_type_id)
    return None
