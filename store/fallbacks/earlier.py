"""Earlier results: the latest one of each request whose jobs may be answered so.

Only jobs with the fallback `cached` are remembered, by a digest of what they ask for: nothing is written for others.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from store.database.connection import Database
from store.job import FALLBACK_BEGUN, TITLE, ClaimedJob, Json

_ASIDE = frozenset({"fallbacks", "failureScreenshot", "record", FALLBACK_BEGUN, TITLE})
"""Options that change nothing of what a job reads."""

# The one that ends last is the latest. It goes with its job.
_REMEMBER = """
INSERT INTO fallback_results (client_id, digest, job_id)
SELECT client_id, %(digest)s, id FROM automation_jobs WHERE id = %(job_id)s AND status = 'completed'
ON CONFLICT (client_id, digest) DO UPDATE SET job_id = excluded.job_id
RETURNING job_id
"""

_FIND = """
SELECT job.id AS job_id, job.completed_at, job.result
FROM fallback_results AS earlier
JOIN automation_jobs AS job ON job.id = earlier.job_id AND job.client_id = earlier.client_id
WHERE earlier.client_id = %(client_id)s AND earlier.digest = %(digest)s AND job.status = 'completed'
    AND job.completed_at >= now() - %(max_age_s)s * interval '1 second'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What an earlier job has produced."""

    job_id: UUID
    completed_at: datetime
    result: Json


def digest_of(job: ClaimedJob) -> bytes:
    """What tells what a job asks for from what others ask for."""
    begun = job.options.get(FALLBACK_BEGUN, {})
    asked = [
        job.target_url,
        job.html,
        job.base_url,
        job.referer,
        begun.get("from", job.browser_type_id),
        job.wait_until,
        job.actions,
        {name: value for name, value in job.options.items() if name not in _ASIDE},
        *([job.task] if job.task is not None else []),
    ]
    return hashlib.sha256(json.dumps(asked, sort_keys=True, separators=(",", ":")).encode()).digest()


async def remember_result(database: Database, job: ClaimedJob) -> None:
    """Has the job's result, if it is completed, answer for later ones that fail. Raises DatabaseUnavailable."""
    await database.rows(_REMEMBER, {"digest": digest_of(job), "job_id": job.lease.job_id})


async def earlier_result(database: Database, job: ClaimedJob, *, max_age_s: float) -> Earlier | None:
    """The latest result of the job's client for the same, unless it is older. Raises DatabaseUnavailable."""
    if job.client_id is None:
        return None
    row = await database.client_row(job.client_id, _FIND, {"digest": digest_of(job), "max_age_s": max_age_s})
    return None if row is None else Earlier(**row)
