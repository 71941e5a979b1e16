"""The removal of sessions that have expired."""

import asyncio

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.queue.sessions import KEY

INTERVAL_S = 60.0
BATCH = 1000

log = structlog.get_logger()

# Not what a job has for itself: it may be about to save it anew.
_REMOVE = """
WITH expired AS (
    SELECT id
    FROM sessions AS session
    WHERE expires_at <= now() AND NOT EXISTS (SELECT FROM job_leases AS lease WHERE lease.session = {key})
    ORDER BY expires_at
    LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
)
DELETE FROM sessions AS session USING expired WHERE session.id = expired.id RETURNING session.id
""".replace("{key}", KEY.replace("{whose}", "session"))


async def remove_expired(database: Database) -> int:
    """Removes the sessions that have expired. Returns how many."""
    removed = 0
    while rows := await database.rows(_REMOVE, {"batch": BATCH}):
        removed += len(rows)
        if len(rows) < BATCH:
            break
    return removed


async def run_forever(database: Database) -> None:
    """A pass every INTERVAL_S, for ever."""
    while True:
        try:
            if removed := await remove_expired(database):
                log.info("sessions.expired", removed=removed)
        except DatabaseUnavailable as error:  # the log has been told
            log.debug("sessions.unavailable", error=str(error))
        await asyncio.sleep(INTERVAL_S)
