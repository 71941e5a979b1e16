"""Another browser type for a job that runs: its next attempt is made in that one's browser."""

from store.database import jsonb
from store.database.connection import Database
from store.job import FALLBACK_BEGUN, Json, Lease

# The place in the line stays as far behind the line's clock as it was. Somebody must be there to run it: else it would
# wait where it could have failed, or have been answered otherwise.
_MOVE = """
WITH lease AS (
    UPDATE job_leases AS lease
    SET browser_type_id = other.id, rank = lease.rank - own.line_ahead_s + other.line_ahead_s
    FROM browser_types AS own, browser_types AS other
    WHERE lease.job_id = %(job_id)s AND lease.lease_no = %(lease_no)s AND own.id = lease.browser_type_id
        AND other.id = %(browser_type_id)s AND other.is_active AND other.paused_at IS NULL
        AND EXISTS (
            SELECT FROM worker_processes WHERE expires_at > now() AND other.id = ANY (browser_type_ids)
        )
    RETURNING lease.job_id, lease.browser_type_id
)
UPDATE automation_jobs AS job
SET browser_type_id = lease.browser_type_id, updated_at = now(),
    options = job.options || jsonb_build_object(%(begun_name)s::text, %(begun)s::jsonb)
FROM lease
WHERE job.id = lease.job_id
RETURNING job.id
"""


async def move_to_browser_type(database: Database, lease: Lease, browser_type_id: int, begun: Json) -> bool:
    """Has the job's next attempt made in another browser type, and `begun` told to it. Returns whether: not where the
    type takes no jobs, or no worker takes its, or the lease was lost. Raises DatabaseUnavailable.
    """
    parameters = {
        "job_id": lease.job_id,
        "lease_no": lease.lease_no,
        "browser_type_id": browser_type_id,
        "begun_name": FALLBACK_BEGUN,
        "begun": jsonb.dumps(begun),
    }
    return bool(await database.rows(_MOVE, parameters))
