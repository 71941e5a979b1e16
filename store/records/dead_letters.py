"""The dead letters: jobs that have failed for good.

Which they are stands in a narrow table, which a trigger of automation_jobs keeps: whoever fails a job or starts it
again need not know of it, and finding a few failed jobs among many others costs what the few do.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database.connection import Database
from store.database.paging import Page, page_of
from store.job import Job, Status
from store.records.listing import LISTED_DOCUMENTS, PLAIN, WEBHOOK, read_jobs
from store.records.removal import remove_job

MOST_COUNTED = 20_000

_FITS: LiteralString = """
letter.client_id = %(client_id)s
    AND (%(browser_type_id)s::integer IS NULL OR letter.browser_type_id = %(browser_type_id)s)
    AND (%(error_type)s::text IS NULL OR letter.error_type = %(error_type)s)
    AND letter.failed_at >= coalesce(%(failed_after)s::timestamptz, '-infinity')
    AND letter.failed_at < coalesce(%(failed_before)s::timestamptz, 'infinity')
"""

_LIST = (
    """
SELECT job.*, letter.failed_at
FROM dead_letters AS letter
CROSS JOIN LATERAL (
    SELECT {plain}, actions, options, error, task, {webhook} FROM automation_jobs WHERE id = letter.job_id
) AS job
WHERE {fits}
    AND (letter.failed_at, letter.job_id) < (
        coalesce(%(before_time)s::timestamptz, 'infinity'),
        coalesce(%(before_id)s::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    )
ORDER BY letter.failed_at DESC, letter.job_id DESC
LIMIT %(limit)s + 1 OFFSET %(offset)s
""".replace("{plain}", PLAIN)
    .replace("{webhook}", WEBHOOK)
    .replace("{fits}", _FITS)
)
_LIST_PAGE = page_of(_LIST, columns=PLAIN + ", webhook", documents=LISTED_DOCUMENTS, order="failed_at DESC, id DESC")

_COUNT = """
SELECT error_type, count(*) AS jobs, max(failed_at) AS last_failed_at, (sum(count(*)) OVER ())::integer AS looked_at
FROM (
    SELECT letter.error_type, letter.failed_at
    FROM dead_letters AS letter
    WHERE {fits}
    ORDER BY letter.failed_at DESC, letter.job_id DESC
    LIMIT %(most)s + 1
) AS latest
GROUP BY error_type
ORDER BY jobs DESC, error_type
""".replace("{fits}", _FITS)

_OLDEST = """
SELECT letter.job_id, job.target_url
FROM dead_letters AS letter
JOIN automation_jobs AS job ON job.id = letter.job_id
JOIN browser_types AS browser_type ON browser_type.id = letter.browser_type_id AND browser_type.is_active
WHERE {fits}
ORDER BY letter.failed_at, letter.job_id
LIMIT %(limit)s
""".replace("{fits}", _FITS)

_NAMED = """
SELECT letter.job_id, job.target_url
FROM dead_letters AS letter
JOIN automation_jobs AS job ON job.id = letter.job_id
WHERE letter.client_id = %(client_id)s AND letter.job_id = ANY (%(job_ids)s)
ORDER BY letter.failed_at, letter.job_id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filter:
    """Which dead letters; None: any."""

    browser_type_id: int | None = None
    error_type: str | None = None
    failed_after: datetime | None = None
    """This time, or later."""
    failed_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many jobs have failed in one way."""

    error_type: str
    jobs: int
    last_failed_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the list a dead letter stands."""

    failed_at: datetime
    job_id: UUID


async def list_dead_letters(
    database: Database, client_id: str, wanted: Filter, *, before: Place | None = None, offset: int = 0, limit: int
) -> Page[Job]:
    """A page of failed jobs without their results, those that failed last first: those behind `before`, past the first
    `offset`.
    """
    parameters = {
        **asdict(wanted),
        "before_time": before and before.failed_at,
        "before_id": before and before.job_id,
        "offset": offset,
        "limit": limit,
    }
    return read_jobs(await database.client_rows(client_id, _LIST_PAGE, parameters), limit)


async def count_dead_letters(database: Database, client_id: str, wanted: Filter) -> tuple[list[Count], bool]:
    """How many failed jobs there are of each type of error, most first, and whether there are more than
    MOST_COUNTED, of which the latest are counted.
    """
    rows = await database.client_rows(client_id, _COUNT, {**asdict(wanted), "most": MOST_COUNTED})
    counts = [Count(row["error_type"], row["jobs"], row["last_failed_at"]) for row in rows]
    return counts, bool(rows) and rows[0]["looked_at"] > MOST_COUNTED


async def find_oldest(database: Database, client_id: str, wanted: Filter, *, limit: int) -> dict[UUID, str]:
    """The target URLs, by job, of those that can be replayed, the ones that failed first first."""
    rows = await database.client_rows(client_id, _OLDEST, {**asdict(wanted), "limit": limit})
    return {row["job_id"]: row["target_url"] for row in rows}


async def find_named(database: Database, client_id: str, job_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The same of those of the jobs that are dead letters."""
    rows = await database.client_rows(client_id, _NAMED, {"job_ids": list(job_ids)})
    return {row["job_id"]: row["target_url"] for row in rows}


async def remove_dead_letter(database: Database, client_id: str, job_id: UUID) -> None:
    """Removes a failed job with everything that belongs to it. Raises JobNotFound or IllegalStatus."""
    await remove_job(database, client_id, job_id, {Status.FAILED}, "removed as a dead letter: only failed jobs can")
