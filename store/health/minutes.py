"""One row a minute of how the service does, written by whichever server comes first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from store.database import jsonb
from store.database.connection import Database, Row
from store.database.tally import TELL
from store.health.components import QUEUE_WAIT_TARGET_S, Component, judge, oldest_wait_s, overall, queue_wait_s
from store.health.looks import Looks, look
from store.job import Json

KEPT_DAYS = 14
STALE_S = 150
"""A minute that is older says nothing of now."""

_IS_WRITTEN = "SELECT FROM health_minutes WHERE minute = date_trunc('minute', now())"

_LATEST = """
SELECT score, components, facts, measured_at AS at, measured_at < now() - %(stale_s)s * interval '1 second' AS is_stale
FROM health_minutes
ORDER BY minute DESC
LIMIT 1
"""

# What processes have counted goes into the minute that is written, and into no other. What only the next minute needs
# goes from the one before.
_WRITE = """
WITH minute AS (
    INSERT INTO health_minutes (minute, score, components, facts, ended, failed, faults, crashes)
    VALUES (
        date_trunc('minute', now()), %(score)s, %(components)s::jsonb, %(facts)s::jsonb, %(ended)s, %(failed)s,
        %(faults)s, %(crashes)s
    )
    ON CONFLICT DO NOTHING
    RETURNING minute, measured_at
), counted AS (
    UPDATE process_tallies AS process
    SET counted = told.tally
    FROM minute, jsonb_each(%(tallies)s::jsonb) AS told (process_id, tally)
    WHERE process.process_id = told.process_id::uuid
), before AS (
    UPDATE health_minutes AS before
    SET facts = before.facts - '{seen,windows}'::text[]
    FROM minute
    WHERE before.minute = (SELECT max(minute) FROM health_minutes)
)
SELECT measured_at FROM minute
"""

# A process that is silent for an hour begins another tally when it has something to say again.
_FORGET = """
WITH minute AS (
    DELETE FROM health_minutes WHERE minute < now() - %(days)s * interval '1 day' RETURNING minute
), tally AS (
    DELETE FROM process_tallies WHERE told_at < now() - interval '1 day' AND counted = tally RETURNING process_id
)
SELECT (SELECT count(*) FROM minute) AS minutes, (SELECT count(*) FROM tally) AS tallies
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthMinute:
    """How the service does, as it was found at a time."""

    score: int | None
    """From 0 to 100. None: nothing is known."""
    components: Mapping[str, Component]
    at: datetime
    facts: Json
    """What was measured, by name."""
    is_stale: bool = False
    """Whether it is too old to say anything of now."""


async def latest(database: Database) -> HealthMinute | None:
    """The newest minute. None: none has been written. Raises DatabaseUnavailable."""
    row = await database.row(_LATEST, {"stale_s": STALE_S})
    return None if row is None else _minute(row)


async def write_minute(database: Database, *, wait_target_s: float = QUEUE_WAIT_TARGET_S) -> HealthMinute | None:
    """Looks at everything and writes this minute's row. None: it is there already. Raises DatabaseUnavailable."""
    if await database.row(_IS_WRITTEN) is not None:
        return None
    before = await latest(database)
    seen: Mapping[str, float] = before.facts["seen"] if before and not before.is_stale else {}
    looks = await look(database, seen)
    components = judge(looks, wait_target_s=wait_target_s)
    score, facts = overall(components), _facts(looks, seen, wait_target_s)
    row = await database.row(
        _WRITE,
        {
            "score": score,
            "components": jsonb.dumps({name: asdict(component) for name, component in components.items()}),
            "facts": jsonb.dumps(facts),
            "tallies": jsonb.dumps(looks.tallies),
            **asdict(looks.minute),
        },
    )
    if row is None:
        return None
    return HealthMinute(score=score, components=components, facts=facts, at=row["measured_at"])


async def forget_minutes(database: Database) -> int:
    """Removes minutes that are older than KEPT_DAYS. Returns how many."""
    (row,) = await database.rows(_FORGET, {"days": KEPT_DAYS})
    minutes: int = row["minutes"]
    return minutes


async def tell_tally(database: Database) -> None:
    """Tells what this process has counted. Workers do so with their heartbeats."""
    if totals := database.tally.news():
        await database.rows(
            f"{TELL} RETURNING process_id", {"tally_id": database.tally.id, "tally": jsonb.dumps(totals)}
        )
        database.tally.was_told(totals)


def _facts(looks: Looks, seen: Mapping[str, float], wait_target_s: float) -> Json:
    live = looks.live
    return {
        "latencyMs": looks.latency_ms,
        "workers": len(live),
        "lostWorkers": len(looks.processes) - len(live),
        "slots": sum(process.slots for process in live),
        "busy": sum(process.busy for process in live),
        "queueWaitS": round(queue_wait_s(looks), 1),
        "oldestWaitS": round(oldest_wait_s(looks), 1),
        "queueWaitTargetS": wait_target_s,
        "webhooksBehindS": round(looks.behind_s, 1),
        "nextTransaction": looks.next_transaction,
        "openCircuits": looks.open_circuits,
        "serviceLevel": looks.service_level,
        "windows": {name: asdict(sums) for name, sums in looks.windows.items()},
        "seen": {one.job_id: seen.get(one.job_id, looks.at_s) for one in looks.waiting},
    }


def _minute(row: Row) -> HealthMinute:
    components = {name: Component(**component) for name, component in row.pop("components").items()}
    return HealthMinute(components=components, **row)
