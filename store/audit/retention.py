"""Removing events of the audit trail that are old. The database itself lets nobody remove younger ones."""

import asyncio

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable

log = structlog.get_logger()

INTERVAL_S = 3600.0
BATCH = 1000
PAUSE_S = 0.1
"""Between two batches: the queue goes first."""

_FORGET = "SELECT forget_audit_events(%(days)s, %(batch)s) AS forgotten"


async def forget_events(database: Database, days: int) -> int:
    """Removes events that were sealed more than `days` ago, 30 at least, the oldest first. Returns how many."""
    forgotten = 0
    while True:
        (row,) = await database.rows(_FORGET, {"days": days, "batch": BATCH})
        removed: int = row["forgotten"]
        forgotten += removed
        if removed < BATCH:
            return forgotten
        await asyncio.sleep(PAUSE_S)


async def run_forever(database: Database, days: int) -> None:
    """Removes what is old, for ever. `days` 0: nothing."""
    while True:
        try:
            if days and (events := await forget_events(database, days)):
                log.info("audit.forgotten", events=events)
        except DatabaseUnavailable as error:  # the log has been told
            log.debug("audit.unavailable", error=str(error))
        await asyncio.sleep(INTERVAL_S)
