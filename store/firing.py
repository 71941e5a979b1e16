"""The runs of schedules: what is due, what becomes of it, and the jobs that come of it.

Any server may fire any schedule. What is due is read without holding it; then one transaction moves the schedule on,
if nobody has done so since, and makes its jobs: a run is neither lost nor made twice, whoever dies when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from store import jsonb
from store.cron import Cron
from store.database import Database
from store.errors import ScheduleNotFound
from store.intake import Accepted, accepted_before, insert_jobs
from store.job import Json, NewJob, Status
from store.schedules import COLUMNS, MissedRuns, Schedule, read_schedule

MISSED_AFTER = timedelta(minutes=1)
"""How late a run may be that is not missed: more than servers need to look, or to be restarted."""
MAX_RUNS = 100
"""How many missed runs are made up for at most."""

_DUE = f"""
SELECT {COLUMNS}
FROM schedules AS schedule
WHERE next_run_at <= now()
ORDER BY next_run_at
LIMIT %(limit)s
FOR UPDATE SKIP LOCKED
"""  # noqa: S608 - constants

_MOVE_ON = """
UPDATE schedules
SET
    next_run_at = %(next_run_at)s::timestamptz,
    is_paused = %(next_run_at)s::timestamptz IS NULL,
    last_run_at = CASE WHEN %(job_id)s::uuid IS NULL THEN last_run_at ELSE now() END,
    last_job_id = coalesce(%(job_id)s::uuid, last_job_id),
    last_error = coalesce(%(error)s::jsonb, last_error),
    revision = revision + 1
WHERE id = %(id)s AND client_id = %(client_id)s AND revision = %(revision)s
RETURNING now() AS moved_at
"""

_RUN_NOW = """
UPDATE schedules
SET last_run_at = now(), last_job_id = %(job_id)s, revision = revision + 1
WHERE id = %(id)s AND client_id = %(client_id)s
RETURNING now() AS moved_at
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a schedule that is due."""

    runs: Sequence[datetime]
    """The times to make a job for, oldest first."""
    left_out: datetime | None
    """The first of the missed times that are left out. None: none is."""
    next_run_at: datetime


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


async def due_schedules(database: Database, limit: int) -> list[Schedule]:
    """Schedules whose time has come, the longest due first, without those that are being fired right now."""
    return [read_schedule(row) for row in await database.rows(_DUE, {"limit": limit})]


async def fire(
    database: Database,
    schedule: Schedule,
    *,
    next_run_at: datetime | None,
    jobs: Sequence[NewJob] = (),
    error: Json | None = None,
) -> bool:
    """Makes jobs for a schedule and moves it on; a `next_run_at` of None pauses it.

    Returns whether it did: not when anything has changed since the schedule was read. Raises what insert_jobs raises,
    and then has done nothing.
    """
    moving = {
        "id": schedule.id,
        "client_id": schedule.client_id,
        "next_run_at": next_run_at,
        "job_id": jobs[-1].id if jobs else None,
        "error": None if error is None else jsonb.dumps(error),
        "revision": schedule.revision,
    }
    return await _make(database, schedule.client_id, jobs, _MOVE_ON, moving) is not None


async def run_now(database: Database, schedule_id: UUID, job: NewJob) -> Accepted:
    """Makes a job for a schedule beside its times; for a request that comes again, it is the job that it has made.

    Raises ScheduleNotFound, RequestIdTaken, or what insert_jobs raises.
    """
    guard = {"id": schedule_id, "client_id": job.client_id, "job_id": job.id}
    try:
        created_at = await _make(database, job.client_id, [job], _RUN_NOW, guard)
    except psycopg.errors.UniqueViolation:
        if job.request is None:
            raise
        return (await accepted_before(database, job.client_id, [job.request]))[job.request]
    if created_at is None:
        raise ScheduleNotFound(schedule_id)
    return Accepted(job.id, Status.PENDING, created_at)


async def _make(
    database: Database,
    client_id: str,
    jobs: Sequence[NewJob],
    guard: LiteralString,
    parameters: Mapping[str, Any],
) -> datetime | None:
    """Makes jobs in one transaction with a statement about their schedule, if that returns a row. Returns when."""
    async with database.client_transaction(client_id) as connection:
        row = await (await connection.execute(guard, parameters)).fetchone()
        if row is None:
            return None
        if jobs:
            await insert_jobs(connection, jobs)
    database.notifier.ready(job.browser_type_id for job in jobs)
    database.notifier.events(job.id for job in jobs)
    moved_at: datetime = row["moved_at"]
    return moved_at
