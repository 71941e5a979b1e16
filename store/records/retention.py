"""Removing jobs that ended long ago, with all that belongs to them: events, log, artifacts and their files.

The rows go first, in one statement that leaves the job's id in removed_jobs; then its folder in the artifact
storage, with whatever lies there, recorded or not; then the id. So no record is shown whose file is gone, and no
file stays behind when a process dies in between. Any number of processes may do it at once.
"""

import asyncio
from typing import LiteralString
from uuid import UUID

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable, StorageUnavailable
from store.records.files import FileStorage, job_folder
from store.records.leftovers import sweep_files

log = structlog.get_logger()

INTERVAL_S = 60.0
"""How often to look for jobs whose time has come."""
BATCH = 200
"""How many jobs one statement looks at: it holds their rows for milliseconds, which nobody who works waits for."""
PAUSE_S = 0.1
"""Between two batches: the queue goes first."""
FOLDERS_AT_ONCE = 8

# Ids are UUIDv7, so the primary key is in the order of creation, and a job that has ended long ago was created
# before that. A walk along the key in steps of a fixed size needs no index on the columns that change, and passes
# over old jobs that are still waiting at the same cost as over any others. An hour is for clocks that differ.
# Written so that no plan but walks along keys comes to the planner's mind, whatever it knows of the tables: the
# steps are not bounded above until they are taken, and events are found by a list of ids. A job stays while a webhook
# is yet to be told of it.
_BOUND = """
    SELECT rpad(lpad(to_hex((
        extract(epoch FROM now() - %(days)s * interval '1 day' + interval '1 hour') * 1000
    )::bigint), 12, '0'), 32, '0')::uuid AS id
"""
_REMOVE = f"""
WITH bound AS ({_BOUND}), looked AS MATERIALIZED (
    SELECT id FROM automation_jobs WHERE id > %(after)s ORDER BY id LIMIT %(batch)s
), candidate AS (
    SELECT looked.id FROM looked JOIN bound ON looked.id < bound.id
), old AS (
    SELECT id
    FROM automation_jobs
    WHERE id = ANY (ARRAY(SELECT id FROM candidate)) AND completed_at < now() - %(days)s * interval '1 day'
        AND (
            SELECT delivery.id
            FROM webhook_deliveries AS delivery
            WHERE delivery.job_id = automation_jobs.id AND delivery.due_at IS NOT NULL
            LIMIT 1
        ) IS NULL
    FOR UPDATE SKIP LOCKED
), job AS (
    DELETE FROM automation_jobs WHERE id = ANY (ARRAY(SELECT id FROM old)) RETURNING id
), event AS (
    DELETE FROM job_events WHERE job_id = ANY (ARRAY(SELECT id FROM job))
), removed AS (
    INSERT INTO removed_jobs (job_id) SELECT id FROM job
)
SELECT id, (SELECT count(*) FROM job) AS removed FROM candidate ORDER BY id DESC LIMIT 1
"""  # noqa: S608 - a constant

# What stands for a request outlives its job when that was removed early, so that the request cannot come again and
# make another one: as long as the job would have been kept.
_REMOVE_REQUESTS = f"""
WITH bound AS ({_BOUND}), looked AS MATERIALIZED (
    SELECT job_id FROM job_requests WHERE job_id > %(after)s ORDER BY job_id LIMIT %(batch)s
), candidate AS (
    SELECT looked.job_id FROM looked JOIN bound ON looked.job_id < bound.id
), kept AS (
    SELECT id FROM automation_jobs WHERE id = ANY (ARRAY(SELECT job_id FROM candidate))
), request AS (
    DELETE FROM job_requests
    WHERE job_id = ANY (ARRAY(SELECT job_id FROM candidate EXCEPT SELECT id FROM kept))
    RETURNING job_id
)
SELECT job_id AS id, (SELECT count(*) FROM request) AS removed FROM candidate ORDER BY job_id DESC LIMIT 1
"""  # noqa: S608

# Two processes may remove the same folder; the second one finds nothing there.
_FOLDERS = """
SELECT job_id FROM removed_jobs ORDER BY job_id LIMIT %(batch)s
"""

_FORGET = """
DELETE FROM removed_jobs WHERE job_id = ANY (%(job_ids)s) RETURNING job_id
"""

_FIRST = UUID(int=0)


async def remove_jobs(database: Database, days: int) -> int:
    """Removes the jobs that ended more than `days` ago, with all their rows. Returns how many."""
    removed = await _walk(database, _REMOVE, days)
    await _walk(database, _REMOVE_REQUESTS, days)
    return removed


async def _walk(database: Database, statement: LiteralString, days: int) -> int:
    removed, after = 0, _FIRST
    while True:
        row = await database.row(statement, {"after": after, "days": days, "batch": BATCH})
        if row is None:
            return removed
        removed, after = removed + row["removed"], row["id"]
        await asyncio.sleep(PAUSE_S)


async def remove_files(database: Database, files: FileStorage) -> int:
    """Removes the folders of removed jobs. Returns how many. Raises StorageUnavailable; the next call goes on."""
    removed = 0
    while job_ids := [row["job_id"] for row in await database.rows(_FOLDERS, {"batch": FOLDERS_AT_ONCE})]:
        await asyncio.gather(*(files.remove_folder(job_folder(job_id)) for job_id in job_ids))
        removed += len(await database.rows(_FORGET, {"job_ids": job_ids}))
    return removed


async def run_forever(database: Database, files: FileStorage, days: int) -> None:
    """Removes what is old, for ever. `days` 0: nothing but files: those of jobs that were removed before, and those
    that attempts left behind. The log hears when files cannot be removed, and when they can again.
    """
    is_failing = False
    while True:
        try:
            jobs = await remove_jobs(database, days) if days else 0
            folders = await remove_files(database, files)
            leftovers = await sweep_files(database, files)
            if jobs or folders or leftovers:
                log.info("retention.pass", jobs=jobs, folders=folders, leftovers=leftovers)
            if is_failing:
                log.info("storage.available")
                is_failing = False
        except StorageUnavailable as error:
            if not is_failing:
                log.warning("storage.unavailable", error=f"files of removed jobs cannot be removed: {error}")
                is_failing = True
        except DatabaseUnavailable as error:  # the log has been told
            log.debug("retention.unavailable", error=str(error))
        await asyncio.sleep(INTERVAL_S)
