"""Judges at which level the service shall work. All servers do so, each when no other one has lately."""

import asyncio
import time
from datetime import timedelta

from server.intake.service_level import CurrentLevel
from store.database.connection import Database
from store.database.observing import observe
from store.fallbacks.counts import forget_counts
from store.levels.measuring import measure
from store.levels.state import forget_changes, judge, read_state

INTERVAL_S = 5.0
"""How often it is judged."""
_LATELY = timedelta(seconds=INTERVAL_S * 0.8)
FORGET_INTERVAL_S = 3600.0


class LevelKeeper:
    """Of one server."""

    def __init__(self, database: Database, current: CurrentLevel) -> None:
        self._database = database
        self._current = current
        self._forgot_at = time.monotonic()

    async def run(self) -> None:
        """Judges for ever, first after INTERVAL_S: a server that has just started knows nothing of its workers."""
        await asyncio.sleep(INTERVAL_S)
        await observe(self.run_once, interval_s=INTERVAL_S, name="service_level")

    async def run_once(self) -> None:
        """Judges, unless another server has lately, and now and then forgets what is old."""
        reading = await read_state(self._database)
        judged_at = reading.state.judged_at
        if judged_at is None or reading.now - judged_at >= _LATELY:
            await judge(self._database, reading, await measure(self._database))
            self._current.know(await read_state(self._database))
        if time.monotonic() - self._forgot_at >= FORGET_INTERVAL_S:
            self._forgot_at = time.monotonic()
            await forget_changes(self._database)
            await forget_counts(self._database)
