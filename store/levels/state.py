"""The state as it is stored: one row, changed only where nothing has changed since it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from store import metrics
from store.database import jsonb
from store.database.auditing import Actor, Call
from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import new_id
from store.levels import course
from store.levels.conditions import Measures
from store.levels.course import Change, Forced, State
from store.levels.levels import Level

log = structlog.get_logger()

RESOURCE = "service_level/level"
"""As the audit trail names it."""
CHANGES_SHOWN = 20
CHANGES_KEPT_DAYS = 400

_READ = """
SELECT now() AS now, state.* FROM (SELECT now()) AS clock LEFT JOIN service_state AS state ON state.id = 'level'
"""

# Where there is no row yet, of two that write at once one makes it, and the other one finds another revision.
_WRITE = """
WITH state AS (
    INSERT INTO service_state AS state (
        id, level, ceiling_ratio, reasons, conditions, calm_since, judged_at, forced_level, forced_until, forced_reason,
        told_level, told_at, told_cause, revision
    )
    VALUES (
        'level', %(level)s, %(ceiling_ratio)s, %(reasons)s::text[], %(conditions)s::jsonb, %(calm_since)s,
        %(judged_at)s, %(forced_level)s, %(forced_until)s, %(forced_reason)s, %(told_level)s,
        coalesce(%(told_at)s, now()), %(told_cause)s, %(revision)s + 1
    )
    ON CONFLICT (id) DO UPDATE
    SET level = excluded.level, ceiling_ratio = excluded.ceiling_ratio, reasons = excluded.reasons,
        conditions = excluded.conditions, calm_since = excluded.calm_since, judged_at = excluded.judged_at,
        forced_level = excluded.forced_level, forced_until = excluded.forced_until,
        forced_reason = excluded.forced_reason, told_level = excluded.told_level, told_at = excluded.told_at,
        told_cause = excluded.told_cause, revision = excluded.revision
    WHERE state.revision = %(revision)s
    RETURNING state.id
), change AS (
    INSERT INTO service_level_changes (id, before, after, cause, reasons)
    SELECT %(change_id)s, %(before)s, %(after)s, %(cause)s, %(change_reasons)s::text[]
    FROM state
    WHERE %(before)s::varchar IS NOT NULL
)
SELECT id FROM state
"""

_CHANGES = """
SELECT at, before, after, cause, reasons FROM service_level_changes ORDER BY id DESC LIMIT %(limit)s
"""
_FORGET = """
DELETE FROM service_level_changes WHERE at < now() - %(days)s * interval '1 day' RETURNING id
"""
_TRIES = 100
"""Of calls that change it at the same moment, one succeeds each time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The state, with the time by the database's clock."""

    state: State
    now: datetime

    @property
    def level(self) -> Level:
        """The one that holds."""
        return self.state.holding(self.now)


@dataclass(frozen=True, kw_only=True, slots=True)
class PastChange(Change):
    """A change, and when it was."""

    at: datetime


async def read_state(database: Database) -> Reading:
    row = await database.row(_READ)
    if row is None:
        raise AssertionError("a statement without a condition has a row")
    if row["id"] is None:
        return Reading(state=State(), now=row["now"])
    forced = None
    if row["forced_level"] is not None:
        forced = Forced(level=Level(row["forced_level"]), until=row["forced_until"], reason=row["forced_reason"] or "")
    since = {name: datetime.fromisoformat(time) for name, time in row["conditions"].items()}
    state = State(
        level=Level(row["level"]),
        ceiling_ratio=row["ceiling_ratio"],
        reasons=tuple(row["reasons"]),
        conditions=since,
        calm_since=row["calm_since"],
        judged_at=row["judged_at"],
        forced=forced,
        told_level=Level(row["told_level"]),
        told_at=row["told_at"],
        told_cause=row["told_cause"],
        revision=row["revision"],
    )
    return Reading(state=state, now=row["now"])


async def list_changes(database: Database) -> list[PastChange]:
    """The latest first."""
    rows = await database.rows(_CHANGES, {"limit": CHANGES_SHOWN})
    return [
        PastChange(
            at=row["at"],
            before=Level(row["before"]),
            after=Level(row["after"]),
            cause=row["cause"],
            reasons=tuple(row["reasons"]),
        )
        for row in rows
    ]


async def judge(database: Database, reading: Reading, measures: Measures) -> Change | None:
    """Goes on from what was read with what is measured. Returns the change of the level that follows, which is in the
    log and in the audit trail then. None: there is none, or somebody else was faster.
    """
    state = replace(course.judged(reading.state, measures), judged_at=measures.now)
    state, change = course.told(state, measures.now)
    if not await _write(database, state, change) or change is None:
        return None
    _tell(change)
    await _record(database, change)
    return change


async def force(database: Database, level: Level | None, *, duration_s: float, reason: str) -> Reading:
    """Has a level hold for a time, whatever is measured; None ends that. Returns what holds then."""
    for _ in range(_TRIES):
        reading = await read_state(database)
        forced = None
        if level is not None:
            forced = Forced(level=level, until=reading.now + timedelta(seconds=duration_s), reason=reason)
        state, change = course.told(replace(reading.state, forced=forced), reading.now)
        if change is not None and level is None:
            change = replace(change, cause=course.OVERRIDE)  # an administrator has ended it
        if await _write(database, state, change):
            if change is not None:
                _tell(change)
            return await read_state(database)
    raise DatabaseUnavailable(TimeoutError(f"the level was changed by others {_TRIES} times at the same moment"))


async def forget_changes(database: Database) -> int:
    """Forgets changes of long ago. Returns how many."""
    return len(await database.rows(_FORGET, {"days": CHANGES_KEPT_DAYS}))


async def _write(database: Database, state: State, change: Change | None) -> bool:
    """Whether nothing has changed since the state was read."""
    forced = state.forced
    values: Mapping[str, Any] = {
        "level": state.level.value,
        "ceiling_ratio": state.ceiling_ratio,
        "reasons": list(state.reasons),
        "conditions": jsonb.dumps({name: since.isoformat() for name, since in state.conditions.items()}),
        "calm_since": state.calm_since,
        "judged_at": state.judged_at,
        "forced_level": forced and forced.level.value,
        "forced_until": forced and forced.until,
        "forced_reason": (forced and forced.reason) or None,
        "told_level": state.told_level.value,
        "told_at": state.told_at,
        "told_cause": state.told_cause,
        "revision": state.revision,
        "change_id": new_id(),
        "before": change and change.before.value,
        "after": change and change.after.value,
        "cause": change and change.cause,
        "change_reasons": list(change.reasons) if change else None,
    }
    return bool(await database.rows(_WRITE, values, changed=[RESOURCE]))


def _tell(change: Change) -> None:
    metrics.SERVICE_LEVEL_CHANGES.labels(change.after.value, change.cause).inc()
    log.warning(
        "service_level.changed",
        before=change.before.value,
        after=change.after.value,
        cause=change.cause,
        reasons=list(change.reasons),
    )


async def _record(database: Database, change: Change) -> None:
    """Tells the audit trail of a change that no call has made."""
    call = Call(actor=Actor(type="system", id="service_level"), action="service_level.change")
    details = {
        "before": change.before.value,
        "after": change.after.value,
        "cause": change.cause,
        "reasons": "; ".join(change.reasons),
    }
    await database.record([call.event([RESOURCE], client_id=None, details=details)])
