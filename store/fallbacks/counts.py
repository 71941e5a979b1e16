"""How often fallbacks were tried, and what came of it: hour by hour, for each client."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from store import metrics
from store.database import jsonb
from store.database.connection import Database
from store.errors import DatabaseUnavailable


class Kind(StrEnum):
    """The fallbacks, as JobOptions has them."""

    BROWSER_TYPE = "browserType"
    CACHED = "cached"
    PLAIN_FETCH = "plainFetch"


class Tried(StrEnum):
    """What came of one."""

    ANSWERED = "answered"
    EMPTY = "empty"
    """It had nothing to answer."""
    FAILED = "failed"


FLUSH_INTERVAL_S = 2.0
KEPT_DAYS = 14
"""How long they are kept, and so how far back GetFallbackMetrics reaches."""

# In one order, so that no two statements wait for each other.
_ADD = """
INSERT INTO fallback_counts AS counted (client_id, hour, kind, outcome, times)
SELECT client_id, date_trunc('hour', now()), kind, outcome, times
FROM jsonb_to_recordset(%(counts)s::jsonb) AS tried (client_id text, kind text, outcome text, times bigint)
ORDER BY client_id, kind, outcome
ON CONFLICT (client_id, hour, kind, outcome) DO UPDATE SET times = counted.times + excluded.times
RETURNING kind
"""

_SUM = """
SELECT kind, outcome, sum(times)::bigint AS times
FROM fallback_counts
WHERE hour >= date_trunc('hour', now()) - (%(hours)s - 1) * interval '1 hour'
    AND client_id = coalesce(%(whose)s, client_id)
GROUP BY kind, outcome
"""
_SINCE = "SELECT date_trunc('hour', now()) - (%(hours)s - 1) * interval '1 hour' AS since"

_FORGET = """
DELETE FROM fallback_counts WHERE hour < now() - %(days)s * interval '1 day' RETURNING kind
"""

Counts = Mapping[tuple[str, Kind, Tried], int]
"""How often, by client, kind and what came of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """What was counted since a time."""

    since: datetime
    times: Mapping[tuple[Kind, Tried], int]


class FallbackCounter:
    """Counts in memory, and writes the sum now and then: what a process that is killed has not written is lost."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: dict[tuple[str, Kind, Tried], int] = {}

    def note(self, client_id: str | None, kind: Kind, tried: Tried) -> None:
        """Counts one."""
        metrics.FALLBACKS.labels(kind.value, tried.value).inc()
        key = (client_id or "", kind, tried)
        self._counts[key] = self._counts.get(key, 0) + 1

    async def flush(self) -> None:
        """Writes what was counted since the last time, if anything was."""
        counts, self._counts = self._counts, {}
        if not counts:
            return
        try:
            await add_counts(self._database, counts)
        except DatabaseUnavailable:
            for key, times in counts.items():
                self._counts[key] = self._counts.get(key, 0) + times

    async def run(self) -> None:
        """Writes for ever."""
        while True:
            await asyncio.sleep(FLUSH_INTERVAL_S)
            await self.flush()


async def add_counts(database: Database, counts: Counts) -> None:
    """Adds what was counted; what was told twice is counted twice."""
    told = [
        {"client_id": client_id, "kind": kind.value, "outcome": tried.value, "times": times}
        for (client_id, kind, tried), times in counts.items()
    ]
    await database.rows(_ADD, {"counts": jsonb.dumps(told)})


async def total_counts(database: Database, client_id: str | None, *, hours: int) -> Totals:
    """What was counted in the past hours, the running one included: for a client, or for all."""
    parameters = {"hours": hours, "whose": client_id}
    (clock,) = await database.rows(_SINCE, parameters)
    if client_id is None:
        rows = await database.rows(_SUM, parameters)
    else:
        rows = await database.client_rows(client_id, _SUM, parameters)
    return Totals(
        since=clock["since"], times={(Kind(row["kind"]), Tried(row["outcome"])): row["times"] for row in rows}
    )


async def forget_counts(database: Database) -> int:
    """Forgets what was counted long ago. Returns how much."""
    return len(await database.rows(_FORGET, {"days": KEPT_DAYS}))
