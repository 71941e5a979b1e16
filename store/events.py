"""What happened to jobs: reading the events that the moves have written.

Every statement that moves a job also writes its event, with the number that the job's row in the queue
holds ready. The row is locked by the move, so the numbers of a job's events have no gap, and nobody can see
number n + 1 before n.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from store.database import Database
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
    return [Event(**{**row, "status": Status(row["status"])}) for row in rows]
