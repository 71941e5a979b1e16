"""Measures how the service does, once a minute, and lets alerts follow. All servers try, and one writes the minute."""

import asyncio
import time
from dataclasses import dataclass, replace

import structlog

from store.database.connection import Database
from store.database.observing import observe
from store.errors import DatabaseUnavailable
from store.health.alerts import Alert, evaluate, forget_alerts
from store.health.minutes import HealthMinute, forget_minutes, latest, tell_tally, write_minute
from store.health.trends import Trends, read_trends

log = structlog.get_logger()

INTERVAL_S = 5.0
"""How often it is looked whether this minute has been written."""
START_S = 10.0
"""How long a service that has just started is let alone: its workers start too."""
FORGET_INTERVAL_S = 3600.0
READ_S = 2.0
"""For how long a report is answered without another look."""


@dataclass(frozen=True, slots=True)
class Report:
    """How the service does."""

    minute: HealthMinute | None
    """What was measured last. None: nothing has been, yet."""
    trends: Trends
    is_away: bool = False
    """Whether the database cannot be asked."""


class HealthMonitor:
    """Of one server."""

    def __init__(self, database: Database, *, wait_target_s: float) -> None:
        self._database = database
        self._wait_target_s = wait_target_s
        self._report = Report(None, {})
        self._read_at = self._forgotten_at = float("-inf")
        self._reading = asyncio.Lock()

    async def run(self) -> None:
        """Measures for ever."""
        last = (await self.report()).minute
        if last is None or last.is_stale:
            await asyncio.sleep(START_S)
        await observe(self._look, interval_s=INTERVAL_S, name="health")

    async def _look(self) -> None:
        await self.measure()
        if time.monotonic() - self._forgotten_at > FORGET_INTERVAL_S:
            await forget_minutes(self._database)
            await forget_alerts(self._database)
            self._forgotten_at = time.monotonic()

    async def measure(self) -> bool:
        """Writes this minute and lets alerts follow. Returns whether it was this server that did."""
        await tell_tally(self._database)
        minute = await write_minute(self._database, wait_target_s=self._wait_target_s)
        if minute is None:
            return False
        for alert in await evaluate(self._database, minute):
            _tell(alert)
        return True

    async def report(self) -> Report:
        """What was measured last."""
        async with self._reading:
            if time.monotonic() - self._read_at > READ_S:
                self._report = await self._read()
                self._read_at = time.monotonic()
            return self._report

    async def _read(self) -> Report:
        before = self._report
        try:
            minute = await latest(self._database)
            if minute is None or (before.minute is not None and minute.at == before.minute.at):
                return Report(minute, before.trends)
            return Report(minute, await read_trends(self._database))
        except DatabaseUnavailable:  # the log has been told
            return replace(before, is_away=True)


def _tell(alert: Alert) -> None:
    tell = log.info if alert.state == "resolved" or alert.severity == "info" else log.warning
    tell(
        f"alert.{alert.state}",
        rule=alert.rule,
        subject=alert.subject,
        severity=alert.severity,
        summary=alert.summary,
        value=alert.value,
    )
