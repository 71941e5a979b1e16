"""What a job waits for beyond its turn, as its client is told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, LiteralString

from store.database.connection import Database
from store.job import Held

_OF_SITES = ("circuit", "throttle")

PARKED: LiteralString = """CASE WHEN status = 'pending' THEN (
        SELECT jsonb_build_object('held_by', parked.held_by, 'since', parked.held_at)
        FROM job_parked AS parked
        WHERE parked.job_id = automation_jobs.id
    ) END AS held
"""
"""Of a job that waits: as `held` takes it."""

# Circuits and clocks are the system's; of them, a client is told what holds its own job. What is over says nothing: the
# job is about to come back into the line.
_UNTIL = """
SELECT max(until) AS until
FROM (
    SELECT open_until AS until
    FROM circuits
    WHERE held_by = %(held_by)s AND is_holding AND kind = 'site'
    UNION ALL
    SELECT greatest(backoff_until, next_start_at)
    FROM throttles
    WHERE held_by = %(held_by)s
) AS found
WHERE until > now()
"""


def held(parked: Mapping[str, Any] | None) -> Held | None:
    """What `PARKED` is, without until when it holds."""
    if parked is None:
        return None
    kind, _, subject = parked["held_by"].partition(":")
    since = datetime.fromisoformat(parked["since"])
    if kind == "session":
        return Held(by=kind, what=subject.partition("/")[0], since=since)
    if kind not in _OF_SITES:
        return Held(by="limit", what="client" if kind == "client" else subject, since=since)
    site, own, _ = subject.partition("/")
    what = f"{'own-' if own else ''}site-{site.replace(':', '_')}" if kind == "circuit" else site
    return Held(by=kind, what=what, since=since)


async def read_held(database: Database, parked: Mapping[str, Any] | None) -> Held | None:
    """What `PARKED` is; until when it holds takes another statement, where a circuit or a clock does."""
    found = held(parked)
    if parked is None or found is None or found.by not in _OF_SITES:
        return found
    row = await database.row(_UNTIL, {"held_by": parked["held_by"]})
    return replace(found, until=row["until"] if row else None)
