"""Putting jobs back to work that nobody would move otherwise. Each function is one pass.

Mostly there is nothing to do: whoever runs passes for ever asks first what is due, in one statement. Any process may
run a pass at any time, all of them at once too: SKIP LOCKED shares the rows out. Only the
database's clock decides what is overdue.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from typing import LiteralString

import structlog

from store import metrics, retry
from store.audit.chain import seal_events
from store.clients.limits import forget_windows
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.failures import LOST
from store.job import Status
from store.queue import holding
from store.queue.line import IS_BEHIND, NEXT_RANK, PLACE, STRIDE_S, advance_lines
from store.queue.outcomes import count_end
from store.queue.parking import RunLimits, unpark_jobs
from store.sites import reports

log = structlog.get_logger()

INTERVAL_S = 1.0
"""How long after a job is due, or its worker is dead, it may take until it moves."""
FORGET_INTERVAL_S = 60.0
"""How often it is looked for what can be forgotten, which keeps nobody waiting."""
BATCH = 1000
"""How many jobs one statement moves at most, so that none runs long."""

_IS_LOST: LiteralString = "(process.expires_at > now()) IS NOT TRUE OR lease.deadline_at < now()"

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
    WHERE {is_lost}
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
    .replace("{is_lost}", _IS_LOST)
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


# As the statements of the passes find what they move; each is a look into an index that is mostly empty there.
_DUE = """
SELECT
    EXISTS ({line_is_behind}) AS line,
    EXISTS (SELECT FROM audit_unsealed) AS audit,
    EXISTS (
        SELECT FROM job_leases AS lease
        LEFT JOIN worker_processes AS process ON process.id = lease.process_id
        WHERE {is_lost}
    ) AS lost,
    EXISTS (SELECT FROM job_deferred WHERE due_at <= now()) AS deferred,
    EXISTS (SELECT FROM job_parked) AS parked
""".replace("{line_is_behind}", IS_BEHIND).replace("{is_lost}", _IS_LOST)


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


async def run_forever(database: Database, limits: RunLimits | None = None) -> None:
    """Every INTERVAL_S what is due then, for ever. With `limits`, parked jobs are brought back too: workers know how
    many jobs may run at once.
    """
    forgot_at = -math.inf

    async def run() -> None:
        nonlocal forgot_at
        done = await run_due(database, limits)
        if time.monotonic() - forgot_at >= FORGET_INTERVAL_S:
            done = replace(done, forgotten=await forget(database))
            forgot_at = time.monotonic()
        if done:
            log.info("maintenance.pass", **asdict(done))
        await asyncio.sleep(INTERVAL_S)

    await _repeat(run)


async def run_due(database: Database, limits: RunLimits | None = None) -> Pass:
    """A pass of what is due, but for what can be forgotten. `limits`: as in run_forever."""
    (due,) = await database.rows(_DUE)
    if due["line"]:
        await advance_lines(database)
    if due["audit"]:
        await seal_events(database)
    rescued = await rescue_jobs(database) if due["lost"] else 0
    promoted = await promote_jobs(database) if due["deferred"] else 0
    given_up = await holding.give_up(database) if due["parked"] else 0
    if due["parked"] and limits is not None:
        await unpark_jobs(database, limits)
    return Pass(rescued=rescued, promoted=promoted, forgotten=0, given_up=given_up)


async def forget(database: Database) -> int:
    """Removes what nothing has been heard of for long. Returns how many rows."""
    return len(await database.rows(_FORGET)) + await forget_windows(database) + await reports.forget(database)


async def let_go_forever(database: Database) -> None:
    """The pass of those who are about to start the jobs: as soon as a site's time is over."""

    async def run() -> None:
        if not await holding.is_due(database):
            await asyncio.sleep(INTERVAL_S)
            return
        await holding.run_once(database)
        await holding.pause(database)

    await _repeat(run)


async def _repeat(run: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await run()
        except DatabaseUnavailable:
            log.debug("maintenance.unavailable")
            await asyncio.sleep(INTERVAL_S)
