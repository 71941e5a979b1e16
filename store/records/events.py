"""What happened to jobs: reading the events that the moves have written.

Every statement that moves a job also writes its event, with the number that the job's row in the queue
holds ready. The row is locked by the move, so the numbers of a job's events have no gap, and nobody can see
number n + 1 before n.

The events of all jobs of a client have an order too: by (position, job_id, sequence). The database gives the position
(migration 0011 says how), so that a job's events keep their order, and nothing appears any more below the oldest
transaction that still runs, the horizon. What is read up to there is complete, and can be continued.

No cursor goes further than just behind an event, which is on the disk. The horizon may not be: a crash of the database
takes back transactions that nobody waited for, such as those that only notify, and gives their numbers to others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from store.database.connection import Database, Row
from store.errors import JobNotFound
from store.job import TERMINAL, Json, Status

# A probe per job of the primary key: the cost is that of the rows that are new.
_READ = """
SELECT event.job_id, event.sequence, event.type, event.status, event.data, event.created_at
FROM unnest(%(job_ids)s::uuid[], %(after)s::bigint[]) AS watched (job_id, after)
CROSS JOIN LATERAL (
    SELECT *
    FROM job_events
    WHERE job_events.job_id = watched.job_id AND job_events.sequence > watched.after
    ORDER BY job_events.sequence
    LIMIT %(limit)s
) AS event
ORDER BY event.job_id, event.sequence
"""

_PROGRESS = """
SELECT
    job.status AS job_status, event.*,
    (SELECT max(sequence) FROM job_events AS last WHERE last.job_id = job.id) AS last_sequence
FROM automation_jobs AS job
LEFT JOIN LATERAL (
    SELECT job_id, sequence, type, status, data, created_at
    FROM job_events
    WHERE job_events.job_id = job.id AND sequence > %(after)s
    ORDER BY sequence
    LIMIT %(limit)s
) AS event ON true
WHERE job.id = %(job_id)s AND job.client_id = %(client_id)s
ORDER BY event.sequence
"""

_NOW = """
WITH horizon AS MATERIALIZED (
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon, now() AS read_at
)
SELECT horizon.*, (
    SELECT max(position)
    FROM job_events
    WHERE client_id = %(client_id)s AND position < (SELECT horizon FROM horizon)
) AS position
FROM horizon
"""

# Transactions that write many events at once give all of them one position: the index finds it, and what follows
# within it is sorted.
_READ_CLIENT = """
WITH horizon AS MATERIALIZED (
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon, now() AS read_at
), page AS (
    SELECT job_id, sequence, type, status, data, created_at, position
    FROM job_events
    WHERE client_id = %(client_id)s
        AND position >= %(position)s
        AND position < (SELECT horizon FROM horizon)
        AND (position, job_id, sequence) > (%(position)s, %(job_id)s, %(sequence)s)
    ORDER BY position, job_id, sequence
    LIMIT %(limit)s
)
SELECT horizon.*, page.*, job.browser_type_id
FROM horizon
LEFT JOIN page ON true
LEFT JOIN automation_jobs AS job ON job.id = page.job_id
ORDER BY page.position, page.job_id, page.sequence
"""

# One probe of the index per client.
_FIND_NEWS = """
WITH horizon AS MATERIALIZED (
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon, now() AS read_at
)
SELECT horizon.*, news.client_id, news.position
FROM horizon
LEFT JOIN (
    SELECT watched.client_id, next.position
    FROM unnest(
        %(client_ids)s::text[], %(positions)s::bigint[], %(job_ids)s::uuid[], %(sequences)s::bigint[]
    ) AS watched (client_id, position, job_id, sequence)
    CROSS JOIN LATERAL (
        SELECT event.position
        FROM job_events AS event
        WHERE event.client_id = watched.client_id
            AND event.position >= watched.position
            AND (event.position, event.job_id, event.sequence)
                > (watched.position, watched.job_id, watched.sequence)
        ORDER BY event.position
        LIMIT 1
    ) AS next
) AS news ON true
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened to a job."""

    job_id: UUID
    sequence: int
    type: str
    status: Status
    data: Json
    created_at: datetime

    @property
    def is_terminal(self) -> bool:
        return self.status in TERMINAL


async def read_events(database: Database, after: Mapping[UUID, int], *, limit: int = 100) -> list[Event]:
    """The events of several jobs, of each those after a sequence, `limit` at most of each."""
    rows = await database.rows(_READ, {"job_ids": list(after), "after": list(after.values()), "limit": limit})
    return [_event(row) for row in rows]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, and what has happened to it after a sequence."""

    status: Status
    last_sequence: int
    events: Sequence[Event]


async def read_progress(database: Database, client_id: str, job_id: UUID, after: int, *, limit: int) -> Progress:
    """How far a job is, and its events after a sequence, `limit` at most. Raises JobNotFound."""
    rows = await database.client_rows(client_id, _PROGRESS, {"job_id": job_id, "after": after, "limit": limit})
    if not rows:
        raise JobNotFound(job_id)
    events = [_event(row) for row in rows if row["job_id"] is not None]
    return Progress(Status(rows[0]["job_status"]), rows[0]["last_sequence"], events)


@dataclass(frozen=True, order=True, slots=True)
class Cursor:
    """A place in the order of a client's events: behind the event that it names."""

    position: int
    job_id: UUID
    sequence: int
    at: datetime = field(compare=False)
    """When that was, on the database's clock."""


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """An event in the order of its client's."""

    event: Event
    browser_type_id: int
    cursor: Cursor


@dataclass(frozen=True, slots=True)
class Page:
    """A client's events after a cursor, and where one goes on."""

    events: Sequence[ClientEvent]
    end: Cursor
    more: bool
    """Whether there are more now."""


@dataclass(frozen=True, slots=True)
class Now:
    """Where a client's events end now."""

    cursor: Cursor
    """What happens from now on comes after it."""
    horizon: int
    """The position that no event and no cursor has reached."""


@dataclass(frozen=True, slots=True)
class News:
    """Which clients have new events."""

    read_at: datetime
    """Clients that are not named have none up to this time of the database's clock."""
    client_ids: Sequence[str]
    held: bool
    """Whether there are some above the horizon, which can be read a little later."""


async def read_now(database: Database, client_id: str) -> Now:
    """Where a client's events end now."""
    (row,) = await database.client_rows(client_id, _NOW)
    return Now(_behind(row["position"] or 0, row["read_at"]), row["horizon"])


async def read_client_events(database: Database, client_id: str, after: Cursor, *, limit: int) -> Page:
    """A client's events after a cursor, `limit` at most."""
    rows = await database.client_rows(
        client_id,
        _READ_CLIENT,
        {"position": after.position, "job_id": after.job_id, "sequence": after.sequence, "limit": limit},
    )
    events = [_client_event(row) for row in rows if row["job_id"] is not None]
    more = len(events) == limit
    if more:
        return Page(events, events[-1].cursor, more)
    read_at = rows[0]["read_at"]
    return Page(events, _behind(events[-1].cursor.position, read_at) if events else replace(after, at=read_at), more)


async def find_news(database: Database, after: Mapping[str, Cursor]) -> News:
    """Which of these clients have events after these cursors."""
    rows = await database.rows(
        _FIND_NEWS,
        {
            "client_ids": list(after),
            "positions": [cursor.position for cursor in after.values()],
            "job_ids": [cursor.job_id for cursor in after.values()],
            "sequences": [cursor.sequence for cursor in after.values()],
        },
    )
    news = [row for row in rows if row["client_id"] is not None]
    return News(
        read_at=rows[0]["read_at"],
        client_ids=[row["client_id"] for row in news if row["position"] < row["horizon"]],
        held=any(row["position"] >= row["horizon"] for row in news),
    )


def _behind(position: int, at: datetime) -> Cursor:
    """The place behind all events of a position below the horizon."""
    return Cursor(position + 1, UUID(int=0), 0, at)


def _client_event(row: Row) -> ClientEvent:
    event = _event(row)
    cursor = Cursor(row["position"], event.job_id, event.sequence, event.created_at)
    return ClientEvent(event, row["browser_type_id"], cursor)


def _event(row: Row) -> Event:
    return Event(
        job_id=row["job_id"],
        sequence=row["sequence"],
        type=row["type"],
        status=Status(row["status"]),
        data=row["data"],
        created_at=row["created_at"],
    )
