"""The steps of a job, for people: its events, and between them what persons have done with it, by the audit trail.

A job's events have numbers without a gap. What a person does has a number between those of the events before and after,
by the database's clock, so that what is there keeps its number when more comes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from store.action_tree import PREPARING
from store.database import jsonb
from store.database.connection import Database, Row
from store.database.paging import Page
from store.errors import JobNotFound
from store.job import Json, Status
from store.records.events import Event

APART = 1000
"""How far the numbers of two events are apart. Of what persons do between two, the first 999 acts are steps."""

_ASKED_FOR: Mapping[str, tuple[str, ...]] = {
    "job.cancelled": ("Cancel",),
    "job.replayed": ("Retry", "Replay", "UpdateTask"),
}
"""Events that somebody has asked for just before, by how the names of the methods begin."""

_JOB = """
SELECT target_url, actions::text AS actions
FROM automation_jobs
WHERE id = %(job_id)s AND client_id = %(client_id)s
"""

# That somebody looks, or has control, is in the trail, whoever it is; these events would say it once more.
_EVENTS = """
SELECT job_id, sequence, type, status, data, created_at
FROM job_events
WHERE job_id = %(job_id)s AND client_id = %(client_id)s AND sequence >= %(first)s
    AND type NOT IN ('job.viewed', 'job.controlled')
ORDER BY sequence
LIMIT %(limit)s
"""

# By the same two indexes as lists of the trail. Who makes a ticket is about to look, which is told then. The place of
# an act is that of the last event before it; 0 is that of the call that has made the job.
_ACTS = """
WITH act AS (
    SELECT
        event.id, event.occurred_at, event.action, event.actor_id, event.actor_name, event.details, event.resources,
        width_bucket(event.occurred_at, %(times)s::timestamptz[]) AS place
    FROM audit_events AS event
    WHERE event.client_id = %(client_id)s AND event.outcome = 'ok' AND event.actor_type NOT IN ('worker', 'system')
        AND event.action <> 'LiveService.CreateLiveTicket'
        AND event.id IN (
            SELECT one.id FROM audit_events AS one WHERE one.resources[1] = %(resource)s
            UNION ALL
            SELECT many.id FROM audit_events AS many
            WHERE cardinality(many.resources) > 1 AND many.resources @> ARRAY[%(resource)s::text]
        )
        AND (%(from)s::timestamptz IS NULL OR event.occurred_at >= %(from)s::timestamptz)
        AND (%(until)s::timestamptz IS NULL OR event.occurred_at < %(until)s::timestamptz)
), counted AS (
    SELECT act.*, row_number() OVER (PARTITION BY place ORDER BY id) AS turn FROM act
)
SELECT
    action, occurred_at, actor_id, actor_name, details, resources,
    coalesce((%(numbers)s::bigint[])[place] + turn, 0) AS number
FROM counted
WHERE turn < %(apart)s
ORDER BY place, turn
LIMIT %(limit)s
"""

# The last step of each, by the primary key from its last event backwards.
_LAST_STEPS = """
SELECT asked.job_id, last.data
FROM unnest(%(job_ids)s::uuid[]) AS asked (job_id)
CROSS JOIN LATERAL (
    SELECT event.type, event.data
    FROM job_events AS event
    WHERE event.job_id = asked.job_id AND event.client_id = %(client_id)s
        AND (
            event.type IN ('job.started', 'job.retrying', 'job.replayed')
            OR event.type = 'job.progress' AND (event.data ? 'actionIndex' OR event.data ->> 'action' = 'visit')
        )
    ORDER BY event.sequence DESC
    LIMIT 1
) AS last
WHERE last.type = 'job.progress'
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """What a person has done, as the audit trail has it."""

    action: str
    details: Mapping[str, str]
    resources: Sequence[str]
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A step of a job: one of its events, or an act."""

    number: int
    what: Event | Act
    by: str = ""
    """Who has done it. Empty: the job itself, or nobody knows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """A page of a job's steps, with what the job was asked for."""

    page: Page[Step]
    target_url: str
    actions: Sequence[Json]
    size_bytes: int
    """About how much JSON they have."""


async def list_steps(database: Database, client_id: str, job_id: UUID, *, after: int, limit: int) -> Steps:
    """A page of a job's steps after a number, in the order of time. Raises JobNotFound."""
    job = await database.client_row(client_id, _JOB, {"job_id": job_id})
    if job is None:
        raise JobNotFound(job_id)
    # Acts are found between events: the first of these may have been on the page before.
    first = {"job_id": job_id, "first": after // APART, "limit": limit + 2}
    rows = await database.client_rows(client_id, _EVENTS, first)
    events = [Event(**{**row, "status": Status(row["status"])}) for row in rows]
    acts = await _acts(database, client_id, events, limit=limit) if events else []
    steps = sorted(_steps(events, acts, after), key=lambda step: step.number)
    is_cut = len(events) == limit + 2  # then the last event is only there to end what comes before it
    page = [step for step in steps if not is_cut or step.number < events[-1].sequence * APART]
    found = Page(page[:limit], more=is_cut or len(page) > limit)
    actions = jsonb.Array(job["actions"])
    return Steps(page=found, target_url=job["target_url"], actions=actions, size_bytes=len(job["actions"]))


async def steps_done(database: Database, client_id: str, jobs: Mapping[UUID, Sequence[Json]]) -> dict[UUID, int]:
    """How many steps each of these jobs has done in its latest attempt, the opening of its page included; of one that
    is left out, none. Each is given with its actions.
    """
    rows = await database.client_rows(client_id, _LAST_STEPS, {"job_ids": list(jobs)})
    return {row["job_id"]: _done(row["data"], jobs[row["job_id"]]) for row in rows}


async def _acts(database: Database, client_id: str, events: Sequence[Event], *, limit: int) -> list[Row]:
    # Two events may have times that are a little out of order: each has begun when the one before it had.
    times = list(accumulate((event.created_at for event in events), max))
    asked = {
        "times": times,
        "numbers": [event.sequence * APART for event in events],
        "resource": f"job/{events[0].job_id}",
        "from": times[0] if events[0].sequence > 1 else None,
        "until": times[-1] if len(events) == limit + 2 else None,
        "apart": APART,
        "limit": APART + limit,  # those of the first gap may all have been on the page before
    }
    return await database.client_rows(client_id, _ACTS, asked)


def _steps(events: Sequence[Event], acts: Sequence[Row], after: int) -> Iterator[Step]:
    asked: dict[int, list[Row]] = defaultdict(list)
    for row in acts:
        asked[row["number"] // APART].append(row)
        if row["number"] > after:
            yield Step(number=row["number"], what=_act(row), by=_name(row))
    before = 0
    for event in events:
        if event.sequence * APART > after:
            yield Step(number=event.sequence * APART, what=event, by=_asked_by(event, asked[before]))
        before = event.sequence


def _asked_by(event: Event, acts: Sequence[Row]) -> str:
    """Who has asked for what has happened, by what was done since the event before it."""
    if event.sequence == 1:
        return _name(acts[0]) if acts else ""
    methods = _ASKED_FOR.get(event.type)
    found = [row for row in acts if methods and row["action"].rpartition(".")[2].startswith(methods)]
    return _name(found[-1]) if found else ""


def _act(row: Row) -> Act:
    return Act(action=row["action"], details=row["details"] or {}, resources=row["resources"], at=row["occurred_at"])


def _name(row: Row) -> str:
    """Who it was, to people: a viewer has a name of its own."""
    name: str = (row["details"] or {}).get("name") or row["actor_name"] or row["actor_id"]
    return name


def _done(step: Json, actions: Sequence[Any]) -> int:
    """How many of a job's steps are done when this one is: the actions at the head that prepare the browser come before
    its page is opened.
    """
    opening = (place for place, one in enumerate(actions) if one["action"] not in PREPARING or "when" in one)
    preparing = next(opening, len(actions))
    if "actionIndex" not in step:
        return preparing + 1
    index: int = step["actionIndex"]
    if "path" in step:
        top = int(step["path"].partition("[")[0])
        return top + (top >= preparing)  # a group that is not done yet
    return index + 1 + (index >= preparing)
