"""Who has control of the browser of a job that stands still. Its worker decides that, and says so under its lease: what
is on the row ends with the standing still, and with the lease.
"""

from store.database.connection import Database
from store.errors import LeaseLost
from store.job import Lease
from store.queue.pausing import STATUS

# What is there already is not told again, since the answer to it was lost; nor of a job that has gone on meanwhile.
_RECORD_CONTROL = """
WITH held AS (
    SELECT job_id FROM job_leases WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s FOR UPDATE
), lease AS (
    UPDATE job_leases AS lease
    SET controlled_by = %(by)s,
        controlled_since = CASE WHEN %(by)s::text IS NOT NULL THEN now() END,
        next_sequence = lease.next_sequence + 1
    FROM held
    WHERE lease.job_id = held.job_id AND lease.paused_at IS NOT NULL
        AND lease.controlled_by IS DISTINCT FROM %(by)s::text
    RETURNING lease.job_id, lease.client_id, lease.next_sequence - 1 AS sequence, {status} AS status
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        job_id, sequence, client_id, 'job.controlled', status,
        jsonb_strip_nulls(jsonb_build_object('controlledBy', %(by)s::text))
    FROM lease
)
SELECT job_id FROM held
""".replace("{status}", STATUS)


async def record_control(database: Database, lease: Lease, by: str | None) -> None:
    """Records who has control of a job's browser now; None: nobody has. May be sent again when its answer was lost.
    Raises LeaseLost.
    """
    guard = {"job_id": lease.job_id, "lease_no": lease.lease_no}
    if not await database.rows(_RECORD_CONTROL, {**guard, "by": by}):
        raise LeaseLost(lease.job_id, lease.lease_no)
    database.notifier.events([lease.job_id])
