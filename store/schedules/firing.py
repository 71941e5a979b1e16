"""The runs of schedules: what is due, what becomes of it, and the jobs that come of it.

Any server may fire any schedule. What is due is read without holding it; then one transaction moves those of a client
on that nobody has moved since, and makes their jobs: a run is neither lost nor made twice, whoever dies when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from store import metrics
from store.database import jsonb
from store.database.connection import Database
from store.errors import ScheduleNotFound
from store.job import Json, NewJob, Status
from store.queue.intake import Accepted, RequestRepeated, accepted_before, insert_jobs
from store.schedules.cron import Cron
from store.schedules.schedules import COLUMNS, MissedRuns, Schedule, read_schedule

MISSED_AFTER = timedelta(minutes=1)
"""How late a run may be that is not missed: more than servers need to look, or to be restarted."""
MAX_RUNS = 100
"""How many missed runs are made up for at most."""

_DUE = f"""
SELECT {COLUMNS}
FROM schedules AS schedule
WHERE next_run_at <= now() AND coalesce((job ->> 'priority')::integer, 0) >= %(least_priority)s
ORDER BY next_run_at
LIMIT %(limit)s
FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - constants

# Passes over what another server is firing at this moment, and what has changed since it was read.
_MOVE_ON = """
WITH move AS (
    SELECT move.*
    FROM jsonb_to_recordset(%(moves)s::jsonb) AS move (
        id uuid, revision bigint, next_run_at timestamptz, job_id uuid, error jsonb
    )
    JOIN schedules AS schedule ON schedule.id = move.id AND schedule.revision = move.revision
    WHERE schedule.client_id = %(client_id)s
    FOR UPDATE OF schedule SKIP LOCKED
)
UPDATE schedules AS schedule
SET
    next_run_at = move.next_run_at,
    is_paused = move.next_run_at IS NULL,
    last_run_at = CASE WHEN move.job_id IS NULL THEN schedule.last_run_at ELSE now() END,
    last_job_id = coalesce(move.job_id, schedule.last_job_id),
    last_error = coalesce(move.error, schedule.last_error),
    revision = schedule.revision + 1
FROM move
WHERE schedule.id = move.id
RETURNING schedule.id
"""

_RUN_NOW = """
UPDATE schedules
SET last_run_at = now(), last_job_id = %(job_id)s, revision = revision + 1
WHERE id = %(id)s AND client_id = %(client_id)s
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a schedule that is due."""

    runs: Sequence[datetime]
    """The times to make a job for, oldest first."""
    left_out: datetime | None
    """The first of the missed times that are left out. None: none is."""
    next_run_at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """What a schedule that is due shall become."""

    schedule: Schedule
    next_run_at: datetime | None
    """None: it is paused."""
    jobs: Sequence[NewJob] = ()
    error: Json | None = None
    """Why it makes no more jobs than these, as ScheduleError of the API."""


def plan(schedule: Schedule) -> Plan:
    """What becomes of a schedule that is due. Raises MalformedCron or UnknownTimeZone."""
    cron, first, now = Cron.parse(schedule.cron, schedule.time_zone), schedule.next_run_at, schedule.read_at
    if first is None:
        raise ValueError(f"schedule {schedule.id} is paused")
    runs = cron.latest(first, now, MAX_RUNS if schedule.missed_runs is MissedRuns.RUN_ALL else 1)
    if schedule.missed_runs is MissedRuns.SKIP:
        runs = [run for run in runs if now - run <= MISSED_AFTER]
    is_whole = schedule.missed_runs is MissedRuns.RUN_ONCE or runs[:1] == [first]
    return Plan(runs, None if is_whole else first, cron.after(now))


async def due_schedules(database: Database, limit: int, *, least_priority: int = 0) -> list[Schedule]:
    """Schedules whose time has come, the longest due first, without those that are being fired right now, and those
    whose jobs have a lower priority.
    """
    parameters = {"limit": limit, "least_priority": least_priority}
    return [read_schedule(row) for row in await database.rows(_DUE, parameters)]


async def fire(database: Database, moves: Sequence[Move]) -> set[UUID]:
    """Moves schedules of one client on and makes their jobs, all in one transaction. Returns which it has moved: those
    that nobody has changed since they were read.

    Raises what insert_jobs raises, and then has done nothing.
    """
    (client_id,) = {move.schedule.client_id for move in moves}
    asked = [
        {
            "id": move.schedule.id,
            "revision": move.schedule.revision,
            "next_run_at": move.next_run_at,
            "job_id": move.jobs[-1].id if move.jobs else None,
            "error": move.error,
        }
        for move in moves
    ]
    async with database.client_transaction(client_id) as connection:
        cursor = await connection.execute(_MOVE_ON, {"client_id": client_id, "moves": jsonb.dumps(asked)})
        moved: set[UUID] = {row["id"] for row in await cursor.fetchall()}
        jobs = [job for move in moves if move.schedule.id in moved for job in move.jobs]
        for browser_type_id in sorted({job.browser_type_id for job in jobs}):
            await insert_jobs(connection, [job for job in jobs if job.browser_type_id == browser_type_id])
    _wake(database, jobs)
    return moved


async def run_now(database: Database, schedule_id: UUID, job: NewJob) -> Accepted:
    """Makes a job for a schedule beside its times; for a request that comes again, it is the job that it has made.

    Raises ScheduleNotFound, RequestIdTaken, or what insert_jobs raises.
    """
    guard = {"id": schedule_id, "client_id": job.client_id, "job_id": job.id}
    try:
        changed = [f"schedule/{schedule_id}", f"job/{job.id}"]
        async with database.client_transaction(job.client_id, changed=changed) as connection:
            if await (await connection.execute(_RUN_NOW, guard)).fetchone() is None:
                raise ScheduleNotFound(schedule_id)
            created_at = await insert_jobs(connection, [job])
    except RequestRepeated:
        if job.request is None:
            raise
        return (await accepted_before(database, job.client_id, [job.request]))[job.request]
    _wake(database, [job])
    return Accepted(job.id, Status.PENDING, created_at)


def _wake(database: Database, jobs: Sequence[NewJob]) -> None:
    metrics.JOBS_CREATED.labels("schedule").inc(len(jobs))
    database.notifier.ready(job.browser_type_id for job in jobs)
    database.notifier.events(job.id for job in jobs)
