"""Putting jobs back to work that nobody would move otherwise. Each function is one pass.

Any process may run a pass at any time, all of them at once too: SKIP LOCKED shares the rows out. Only the
database's clock decides what is overdue.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from functools import partial

import structlog

from store import metrics, retry
from store.audit.chain import seal_events
from store.clients.limits import forget_windows
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.failures import LOST
from store.job import Status
from store.queue import holding
from store.queue.line import NEXT_RANK, PLACE, STRIDE_S, advance_lines
from store.queue.outcomes import count_end
from store.queue.parking import RunLimits, unpark_jobs
from store.sites import reports

log = structlog.get_logger()

INTERVAL_S = 1.0
"""How long after a job is due, or its worker is dead, it may take until it moves."""
BATCH = 1000
"""How many jobs one statement moves at most, so that none runs long."""

# A dead worker's jobs wait as after any other failure of a passing kind, and keep their place in the line; a job
# that has used up its retries fails, so that one that kills its workers ends too, and so does one that may have acted:
# a worker that still lived when acting_until was over would have said so.
_RESCUE = (
    """
WITH lost AS (
    SELECT
        lease.job_id, coalesce(lease.acting_until >= coalesce(process.heartbeat_at, '-infinity'), false) AS acted
    FROM job_leases AS lease
    LEFT JOIN worker_processes AS process ON process.id = lease.process_id
    WHERE (process.expires_at > now()) IS NOT TRUE OR lease.deadline_at < now()
    LIMIT %(batch)s
    FOR UPDATE OF lease SKIP LOCKED
), lease AS (
    DELETE FROM job_leases AS lease USING lost WHERE lease.job_id = lost.job_id RETURNING lease.*, lost.acted
), told AS (
    SELECT
        lease.*,
        CASE
            WHEN lease.cancel_requested_at IS NOT NULL THEN 'cancelled'
            WHEN {is_due_again} AND NOT lease.acted THEN 'pending'
            ELSE 'failed'
        END AS status,
        now() + make_interval(secs => {delay_s}) AS due_at,
        jsonb_build_object(
            'statusCode', 500,
            'error', 'JobExecutionError',
            'message', CASE
                WHEN lease.paused_at IS NULL THEN 'the worker died or lost its connection'
                ELSE 'the worker died or lost its connection while the job stood still: what a person has done in it '
                    'is gone, unless its session was saved'
            END,
            'details', jsonb_build_object(
                'jobId', job.id,
                'errorType', %(error_type)s::text,
                'retryCount', job.retry_count,
                'canRetry', %(again)s AND NOT lease.acted
            ) || CASE WHEN lease.acted THEN '{"acted": true}'::jsonb ELSE '{}' END
        ) AS error
    FROM lease
    JOIN automation_jobs AS job ON job.id = lease.job_id
), job AS (
    UPDATE automation_jobs AS job
    SET status = told.status,
        updated_at = now(),
        retry_count = job.retry_count + CASE WHEN told.status = 'pending' THEN %(spent)s ELSE 0 END,
        completed_at = CASE WHEN told.status <> 'pending' THEN now() END,
        error = CASE WHEN told.status = 'failed' THEN told.error END,
        error_message = CASE WHEN told.status = 'failed' THEN told.error ->> 'message' END
    FROM told
    WHERE job.id = told.job_id
), deferred AS (
    INSERT INTO job_deferred ({place}, next_sequence, due_at)
    SELECT {place}, next_sequence + 1, due_at
    FROM told
    WHERE status = 'pending'
), abandoned AS (
    INSERT INTO abandoned_attempts (job_id, lease_no) SELECT job_id, lease_no FROM told
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        job_id, next_sequence, client_id,
        CASE WHEN status = 'pending' THEN 'job.retrying' ELSE 'job.' || status END,
        status,
        CASE status
            WHEN 'cancelled' THEN '{}'
            WHEN 'failed' THEN jsonb_build_object('error', error)
            ELSE jsonb_build_object('error', error, 'retryAt', due_at)
        END
    FROM told
)
SELECT job_id, browser_type_id, status, error FROM told
""".replace("{is_due_again}", retry.IS_DUE_AGAIN)
    .replace("{delay_s}", retry.DELAY_S)
    .replace("{place}", PLACE)
)

_LOST = {"error_type": LOST.error_type.value, **retry.sql_recovery(LOST.recovery)}

# A job that has never been in the line gets its place there now; one that has been, its old one. Of those of one client
# the first one asks for the next place, the others stand behind it.
_PROMOTE = (
    """
WITH due AS (
    SELECT job_id
    FROM job_deferred
    WHERE due_at <= now()
    ORDER BY due_at
    LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM job_deferred AS deferred USING due WHERE deferred.job_id = due.job_id RETURNING deferred.*
), numbered AS (
    SELECT
        taken.*,
        row_number() OVER (
            PARTITION BY client_id, browser_type_id, priority, rank IS NULL ORDER BY due_at, seq
        ) - 1 AS before
    FROM taken
), placed AS (
    SELECT new.*, CASE WHEN new.rank IS NULL AND new.before = 0 THEN {next_rank} END AS next_rank
    FROM numbered AS new
    JOIN browser_types AS browser_type ON browser_type.id = new.browser_type_id
), ready AS (
    INSERT INTO job_ready ({place}, next_sequence)
    SELECT
        job_id, client_id, browser_type_id, priority, seq,
        coalesce(
            rank,
            max(next_rank) OVER (PARTITION BY client_id, browser_type_id, priority) + {stride_s} * before
        ),
        site, session, lease_no, next_sequence
    FROM placed
)
SELECT browser_type_id FROM taken
""".replace("{place}", PLACE)
    .replace("{next_rank}", NEXT_RANK)
    .replace("{stride_s}", str(STRIDE_S))
)

_FORGET = """
DELETE FROM worker_processes WHERE expires_at < now() - interval '1 hour' RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Pass:
    """What one pass did."""

    rescued: int
    promoted: int
    forgotten: int
    """Worker processes, callers and sites that nothing has been heard of for long."""
    given_up: int
    """Jobs that have waited for their site for as long as they may."""

    def __bool__(self) -> bool:
        return any((self.rescued, self.promoted, self.forgotten, self.given_up))


async def run_once(database: Database) -> Pass:
    """One pass of everything."""
    await advance_lines(database)
    await seal_events(database)
    return Pass(
        rescued=await rescue_jobs(database),
        promoted=await promote_jobs(database),
        forgotten=len(await database.rows(_FORGET)) + await forget_windows(database) + await reports.forget(database),
        given_up=await holding.give_up(database),
    )


async def rescue_jobs(database: Database) -> int:
    """Ends the leases of dead workers and of hung ones. Returns how many."""
    rows = await database.rows(_RESCUE, {"batch": BATCH, **_LOST})
    for row in rows:
        count_end(database.tally, row["browser_type_id"], Status(row["status"]), row["error"])
    database.notifier.events(row["job_id"] for row in rows)
    metrics.JOBS_RESCUED.inc(len(rows))
    return len(rows)


async def promote_jobs(database: Database) -> int:
    """Moves deferred jobs whose time has come into the line. Returns how many."""
    promoted = 0
    while rows := await database.rows(_PROMOTE, {"batch": BATCH}):
        database.notifier.ready(row["browser_type_id"] for row in rows)
        promoted += len(rows)
        if len(rows) < BATCH:
            break
    return promoted


async def run_forever(database: Database) -> None:
    """A pass every INTERVAL_S, for ever."""
    await _repeat(database, run_once)


async def unpark_forever(database: Database, limits: RunLimits) -> None:
    """The pass of those who know how many jobs may run at once: the workers."""
    await _repeat(database, partial(unpark_jobs, limits=limits))


async def let_go_forever(database: Database) -> None:
    """The pass of those who are about to start the jobs: as soon as a site's time is over."""
    await _repeat(database, holding.run_once, holding.pause)


async def _wait(_: Database) -> None:
    await asyncio.sleep(INTERVAL_S)


async def _repeat(
    database: Database,
    run: Callable[[Database], Awaitable[Pass | holding.Held | int]],
    wait: Callable[[Database], Awaitable[None]] = _wait,
) -> None:
    while True:
        try:
            done = await run(database)
            if isinstance(done, Pass) and done:
                log.info("maintenance.pass", **asdict(done))
            await wait(database)
        except DatabaseUnavailable:
            log.debug("maintenance.unavailable")
            await _wait(database)
