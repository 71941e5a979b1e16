"""The level of the service as this server knows it, for calls that would make jobs: none of them asks the database."""

import asyncio
from collections.abc import Collection
from functools import partial
from uuid import UUID

import structlog

from store import metrics
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.levels.levels import Level, Limits
from store.levels.priorities import any_dear, lowest_priority
from store.levels.state import Reading, read_state

log = structlog.get_logger()

INTERVAL_S = 1.0
"""How long another level may take to be known here."""


class CurrentLevel:
    """Reads the level again and again, and keeps the last one that it knows. While the database cannot be reached it is
    emergency, at once: nothing could be taken on.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reading: Reading | None = None

    @property
    def is_away(self) -> bool:
        """Whether the database cannot be reached."""
        return self._database.availability.is_away

    @property
    def known(self) -> Reading | None:
        """What was read last. None: nothing yet."""
        return self._reading

    @property
    def level(self) -> Level:
        """The one that holds here."""
        if self.is_away:
            return Level.EMERGENCY
        return Level.FULL if self._reading is None else self._reading.level

    @property
    def limits(self) -> Limits:
        """What calls may ask for."""
        return Limits(self.level, is_away=self.is_away)

    def show_in_metrics(self) -> None:
        """Has the metrics say which one holds here."""
        for level in Level:
            metrics.SERVICE_LEVEL.labels(level.value).set_function(partial(self._is_at, level))

    def _is_at(self, level: Level) -> float:
        return float(self.level is level)

    async def require_again(self, client_id: str, job_ids: Collection[UUID]) -> None:
        """Raises ServiceLevelRefused where a client's jobs may not be started again."""
        limits = self.limits
        limits.require_count(len(job_ids))
        if limits.level is Level.DEGRADED:
            limits.require_cheap(any_dear=await any_dear(self._database, client_id, job_ids))
        elif limits.level is Level.MINIMAL:
            limits.require_priority(await lowest_priority(self._database, client_id, job_ids))

    def know(self, reading: Reading) -> None:
        """Takes what was just read for the latest."""
        self._reading = reading

    async def run(self) -> None:
        """Reads for ever."""
        while True:
            try:
                self.know(await read_state(self._database))
            except DatabaseUnavailable:
                log.debug("service_level.unread")
            await asyncio.sleep(INTERVAL_S)
