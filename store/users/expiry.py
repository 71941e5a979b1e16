"""The removal of sessions of users, links and tries that are over."""

import asyncio

import structlog

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.users import sessions, throttle

INTERVAL_S = 60.0
BATCH = 100
"""Sessions a statement: with each go its tokens, a few thousand at most."""

log = structlog.get_logger()


async def remove_expired(database: Database) -> int:
    """Returns how many sessions it has removed."""
    removed = 0
    while found := await sessions.remove_expired(database, BATCH):
        removed += found
        if found < BATCH:
            break
    while await throttle.forget(database):
        pass
    return removed


async def run_forever(database: Database) -> None:
    """A pass every INTERVAL_S, for ever."""
    while True:
        try:
            if removed := await remove_expired(database):
                log.info("user_sessions.expired", removed=removed)
        except DatabaseUnavailable as error:  # the log has been told
            log.debug("user_sessions.unavailable", error=str(error))
        await asyncio.sleep(INTERVAL_S)
