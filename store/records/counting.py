"""How many jobs of a client have which status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import LiteralString

from store.database.connection import Database
from store.job import Status
from store.records.filtering import ALL_JOBS, Filter

MOST = 10_000
"""So many jobs of a status are counted."""
MOST_LOOKED_AT = 20_000
"""So many jobs that match a filter are looked at, the newest ones."""

# All jobs are counted where their ids lie by status, beside their wide rows, as store.records.filtering tells: a step
# along an index each, and no more of them than are counted. Who has a lease is asked for its status, and who was
# cancelled too, which may have been started again since; both are few.
_ALL = """
SELECT 'pending' AS status, count(*) AS jobs, ({oldest}) AS oldest_at, count(*) AS looked_at
FROM (
    SELECT FROM job_ready WHERE client_id = %(client_id)s
    UNION ALL
    SELECT FROM job_deferred WHERE client_id = %(client_id)s
    UNION ALL
    SELECT FROM job_parked WHERE client_id = %(client_id)s
    LIMIT %(most)s + 1
) AS pending
UNION ALL
SELECT job.status, count(*), NULL, NULL
FROM (
    SELECT (SELECT status FROM automation_jobs WHERE id = lease.job_id) AS status
    FROM job_leases AS lease
    WHERE client_id = %(client_id)s
) AS job
WHERE job.status IN ('processing', 'paused', 'intervention_needed')
GROUP BY job.status
UNION ALL
SELECT 'completed', count(*), NULL, NULL
FROM (
    SELECT
    FROM job_events
    WHERE client_id = %(client_id)s AND status = 'completed'
    ORDER BY job_id  -- which the index is in
    LIMIT %(most)s + 1
) AS completed
UNION ALL
SELECT 'failed', count(*), NULL, NULL
FROM (SELECT FROM dead_letters WHERE client_id = %(client_id)s LIMIT %(most)s + 1) AS failed
UNION ALL
SELECT 'cancelled', count(*), NULL, NULL
FROM (
    SELECT
    FROM (
        SELECT DISTINCT job_id FROM job_events WHERE client_id = %(client_id)s AND status = 'cancelled'
    ) AS ended
    WHERE EXISTS (SELECT FROM automation_jobs WHERE id = ended.job_id AND status = 'cancelled')
    LIMIT %(most)s + 1
) AS cancelled
""".replace(
    "{oldest}",
    """
    SELECT created_at
    FROM automation_jobs
    WHERE id = (SELECT job_id FROM job_ready WHERE client_id = %(client_id)s ORDER BY job_id LIMIT 1)
    """.strip(),
)

# Who may start is looked for where there is somebody: in the order of creation, which ends with the first.
_MATCHING: LiteralString = """
SELECT
    status, count(*) AS jobs, sum(count(*)) OVER () AS looked_at,
    CASE WHEN status = 'pending' THEN (
        SELECT created_at
        FROM (SELECT job_id FROM job_ready WHERE client_id = %(client_id)s) AS ready
        JOIN automation_jobs ON id = job_id
        WHERE client_id = %(client_id)s {conditions}
        ORDER BY job_id
        LIMIT 1
    ) END AS oldest_at
FROM (
    SELECT id, status
    FROM automation_jobs
    WHERE client_id = %(client_id)s {conditions}
    ORDER BY id DESC
    LIMIT %(most_looked_at)s + 1
) AS matching
GROUP BY status
"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many jobs have a status."""

    jobs: int
    """MOST at most."""
    more: bool
    """Whether there are more, or may be."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many jobs have each status."""

    by_status: Mapping[Status, Count]
    oldest_pending_at: datetime | None
    """When the oldest of those was created that may start. None: none may."""


async def count_jobs(database: Database, client_id: str, wanted: Filter = ALL_JOBS) -> Counts:
    """Counts a client's jobs by status. Of those that match a filter, the newest MOST_LOOKED_AT are looked at."""
    statement = _ALL if wanted == ALL_JOBS else _MATCHING.replace("{conditions}", wanted.conditions)
    parameters = {**wanted.parameters, "most": MOST, "most_looked_at": MOST_LOOKED_AT}
    rows = {Status(row["status"]): row for row in await database.client_rows(client_id, statement, parameters)}
    is_cut = any((row["looked_at"] or 0) > MOST_LOOKED_AT for row in rows.values())
    jobs = {status: rows[status]["jobs"] if status in rows else 0 for status in Status}
    return Counts(
        by_status={status: Count(min(found, MOST), more=found > MOST or is_cut) for status, found in jobs.items()},
        oldest_pending_at=rows[Status.PENDING]["oldest_at"] if Status.PENDING in rows else None,
    )
