"""Schedules: jobs that are made again and again. store.schedules.firing has their runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from store.database import jsonb
from store.database.connection import Database, Row
from store.database.paging import Page, cut, page_of
from store.errors import ScheduleLimit, ScheduleNameTaken, ScheduleNotFound
from store.job import Json, OnBlocked, Repeat

MAX_SCHEDULES = 1000
"""How many a client can have."""

_SHOWN: LiteralString = """
    schedule.id, schedule.client_id, schedule.name, schedule.cron, schedule.time_zone,
    schedule.may_evaluate, schedule.repeat, schedule.on_blocked, schedule.missed_runs, schedule.overlap,
    schedule.is_paused, schedule.next_run_at, schedule.last_run_at, schedule.last_job_id, schedule.last_error,
    schedule.revision, schedule.created_at, schedule.updated_at, now() AS read_at,
    coalesce(
        (SELECT job.completed_at IS NULL FROM automation_jobs AS job WHERE job.id = schedule.last_job_id), false
    ) AS is_running
"""
COLUMNS = f"{_SHOWN}, schedule.job::text AS job"

_LIST = f"""
SELECT {_SHOWN}, schedule.job
FROM schedules AS schedule
WHERE client_id = %(client_id)s AND (%(after)s::uuid IS NULL OR id > %(after)s::uuid)
ORDER BY id
LIMIT %(limit)s + 1
"""  # noqa: S608 - constants
_LIST_PAGE = page_of(
    _LIST,
    columns="""
        id, client_id, name, cron, time_zone, may_evaluate, repeat, on_blocked, missed_runs, overlap, is_paused,
        next_run_at, last_run_at, last_job_id, last_error, revision, created_at, updated_at, read_at, is_running
    """,
    documents=("job",),
    order="id",
)

_GET = f"SELECT {COLUMNS} FROM schedules AS schedule WHERE id = %(id)s AND client_id = %(client_id)s"  # noqa: S608

_CREATE = f"""
INSERT INTO schedules AS schedule (
    id, client_id, name, cron, time_zone, job, may_evaluate, repeat, on_blocked, missed_runs, overlap, is_paused,
    next_run_at
)
SELECT
    %(id)s, %(client_id)s::varchar, %(name)s, %(cron)s, %(time_zone)s, %(job)s::jsonb, %(may_evaluate)s, %(repeat)s,
    %(on_blocked)s, %(missed_runs)s, %(overlap)s, %(is_paused)s, %(next_run_at)s::timestamptz
WHERE (SELECT count(*) FROM schedules WHERE client_id = %(client_id)s::varchar) < %(limit)s
ON CONFLICT (client_id, name) DO NOTHING
RETURNING {COLUMNS}
"""  # noqa: S608

_IS_TAKEN = "SELECT FROM schedules WHERE client_id = %(client_id)s AND name = %(name)s AND id <> %(id)s"

_REPLACE = f"""
UPDATE schedules AS schedule
SET
    name = %(name)s, cron = %(cron)s, time_zone = %(time_zone)s, job = %(job)s::jsonb,
    may_evaluate = %(may_evaluate)s, repeat = %(repeat)s, on_blocked = %(on_blocked)s,
    missed_runs = %(missed_runs)s, overlap = %(overlap)s, is_paused = %(is_paused)s, next_run_at = %(next_run_at)s,
    updated_at = now(), revision = revision + 1
WHERE id = %(id)s AND client_id = %(client_id)s AND revision = %(revision)s
RETURNING {COLUMNS}
"""  # noqa: S608

_DELETE = "DELETE FROM schedules WHERE id = %(id)s AND client_id = %(client_id)s RETURNING id"


class MissedRuns(StrEnum):
    """What becomes of runs that nobody was there to make."""

    SKIP = "skip"
    RUN_ONCE = "run_once"
    RUN_ALL = "run_all"


class Overlap(StrEnum):
    """What becomes of a run while the job before has not ended."""

    ALLOW = "allow"
    SKIP = "skip"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSchedule:
    """What a schedule shall do."""

    id: UUID
    client_id: str
    name: str
    cron: str
    """As store.schedules.cron reads it."""
    time_zone: str
    job: Json
    """CreateJobRequest of the API."""
    may_evaluate: bool
    """Whether its jobs may run JavaScript of their own: whoever has written `job` might have it run."""
    repeat: Repeat | None = None
    """Whether its jobs may be repeated where they do not say it. None: as the installation has it."""
    on_blocked: OnBlocked | None = None
    """The same for what happens where a page asks for a person."""
    missed_runs: MissedRuns
    overlap: Overlap
    is_paused: bool
    next_run_at: datetime | None
    """None: it is paused."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule(NewSchedule):
    """A schedule as it is stored."""

    last_run_at: datetime | None
    last_job_id: UUID | None
    last_error: Json | None
    """ScheduleError of the API."""
    revision: int
    """Grows with each change and each run."""
    created_at: datetime
    updated_at: datetime
    read_at: datetime
    """The database's time when this was read."""
    is_running: bool
    """Whether its latest job has not ended."""
    size_bytes: int
    """About how much JSON its job is."""


async def current_time(database: Database) -> datetime:
    """The database's time, which decides when schedules run."""
    (row,) = await database.rows("SELECT now() AS time")
    time: datetime = row["time"]
    return time


async def list_schedules(database: Database, client_id: str, *, after: UUID | None, limit: int) -> Page[Schedule]:
    """A page of the client's schedules from `after` on, oldest first."""
    rows = await database.client_rows(client_id, _LIST_PAGE, {"after": after, "limit": limit})
    page, more = cut(rows, limit)
    return Page(map(read_schedule, page), more=more)


async def get_schedule(database: Database, client_id: str, schedule_id: UUID) -> Schedule:
    """Raises ScheduleNotFound."""
    row = await database.client_row(client_id, _GET, {"id": schedule_id})
    if row is None:
        raise ScheduleNotFound(schedule_id)
    return read_schedule(row)


async def create_schedule(database: Database, new: NewSchedule) -> Schedule:
    """Raises ScheduleNameTaken or ScheduleLimit."""
    row = await database.client_row(new.client_id, _CREATE, {**_stored(new), "limit": MAX_SCHEDULES})
    if row is None:
        await _require_free_name(database, new)
        raise ScheduleLimit(MAX_SCHEDULES)
    return read_schedule(row)


async def change_schedule(
    database: Database, client_id: str, schedule_id: UUID, change: Callable[[Schedule], Schedule]
) -> Schedule:
    """Makes a schedule what `change` says, which is asked again when a run or another change was faster.

    Raises ScheduleNotFound or ScheduleNameTaken.
    """
    while True:
        schedule = await get_schedule(database, client_id, schedule_id)
        changed = change(schedule)
        if changed == schedule:
            return schedule
        await _require_free_name(database, changed)
        try:
            row = await database.client_row(client_id, _REPLACE, {**_stored(changed), "revision": schedule.revision})
        except psycopg.errors.UniqueViolation as error:  # taken since
            raise ScheduleNameTaken(changed.name) from error
        if row is not None:
            return read_schedule(row)


async def _require_free_name(database: Database, schedule: NewSchedule) -> None:
    """Raises ScheduleNameTaken when another one of the client's has its name."""
    parameters = {"id": schedule.id, "name": schedule.name}
    if await database.client_row(schedule.client_id, _IS_TAKEN, parameters) is not None:
        raise ScheduleNameTaken(schedule.name)


async def delete_schedule(database: Database, client_id: str, schedule_id: UUID) -> None:
    """Removes a schedule; its jobs stay. Raises ScheduleNotFound."""
    if await database.client_row(client_id, _DELETE, {"id": schedule_id}) is None:
        raise ScheduleNotFound(schedule_id)


def read_schedule(row: Row) -> Schedule:
    """The schedule that a row with COLUMNS is."""
    values: Mapping[str, Any] = {
        **row,
        "job": jsonb.Object(row["job"]),
        "size_bytes": len(row["job"]),
        "repeat": row["repeat"] and Repeat(row["repeat"]),
        "on_blocked": row["on_blocked"] and OnBlocked(row["on_blocked"]),
        "missed_runs": MissedRuns(row["missed_runs"]),
        "overlap": Overlap(row["overlap"]),
    }
    return Schedule(**values)


def _stored(schedule: NewSchedule) -> dict[str, Any]:
    fields = (
        "id",
        "name",
        "cron",
        "time_zone",
        "may_evaluate",
        "repeat",
        "on_blocked",
        "missed_runs",
        "overlap",
        "is_paused",
        "next_run_at",
    )
    return {**{field: getattr(schedule, field) for field in fields}, "job": jsonb.dumps(schedule.job)}
