"""What sites have asked jobs: to come less often."""

from dataclasses import dataclass
from uuid import UUID

from store.database.connection import Database
from store.failures import ErrorType

# What came before the job was replayed says nothing of it now.
_WISHES = """
SELECT count(*) AS count, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS for_s
FROM job_events AS event
WHERE
    job_id = %(job_id)s
    AND type = 'job.retrying'
    AND data -> 'error' -> 'details' ->> 'errorType' = %(error_type)s
    AND sequence > coalesce(
        (SELECT max(sequence) FROM job_events WHERE job_id = %(job_id)s AND type = 'job.replayed'), 0
    )
"""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a site has asked a job."""

    count: int
    """How often it has asked for fewer requests."""
    for_s: float
    """Since how long."""


async def read_wishes(database: Database, job_id: UUID) -> Wishes:
    """How long, and how often, its site has asked the job for fewer requests since it was last replayed."""
    parameters = {"job_id": job_id, "error_type": ErrorType.RATE_LIMITED}
    (row,) = await database.rows(_WISHES, parameters)
    return Wishes(row["count"], row["for_s"])
