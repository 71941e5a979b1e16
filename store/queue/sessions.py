"""Which jobs have a session for themselves while they run, and so run one after another.

The lease is the lock: job_leases has a unique index on what they have for themselves, so however an attempt ends, the
session is free, and no two leases ever have it. A job whose turn comes while another one has its session waits aside
(store.queue.parking), `session:…`, with its place in the line.
"""

from typing import LiteralString

from store.job import Json
from store.queue.line import PLACE

OPTION, MODE, READ_ONLY = "session", "sessionMode", "readOnly"
"""Of JobOptions."""

KEY: LiteralString = "({whose}.name || '/' || {whose}.client_id)"
"""What the queue calls a session: a row `whose` of the table sessions. Names have no `/`, so that no client's is ever
taken for another's.
"""

OF_JOB: LiteralString = """
CASE
    WHEN job.options ? 'session' AND job.options ->> 'sessionMode' IS DISTINCT FROM 'readOnly'
    THEN (job.options ->> 'session') || '/' || job.client_id
END
"""
"""As had_alone says, of a row `job`."""


# One for each line, which may be paused or served by nobody; none where another one that comes first is there already:
# it would only have to be parked again.
LET_GO: LiteralString = """
idle AS (
    SELECT next.job_id
    FROM parking
    CROSS JOIN browser_types AS browser_type
    CROSS JOIN LATERAL (
        SELECT parked.job_id, parked.session, parked.rank, parked.seq
        FROM job_parked AS parked
        WHERE parked.held_by = parking.held_by AND parked.browser_type_id = browser_type.id
        ORDER BY parked.rank, parked.seq
        LIMIT 1
        FOR UPDATE SKIP LOCKED
    ) AS next
    WHERE starts_with(parking.held_by, 'session:')
        AND NOT EXISTS (SELECT FROM job_leases AS lease WHERE lease.session = next.session)
        AND NOT EXISTS (
            SELECT FROM job_ready AS ready
            WHERE ready.session = next.session AND ready.browser_type_id = browser_type.id
                AND (ready.rank, ready.seq) < (next.rank, next.seq)
        )
), let_go AS (
    DELETE FROM job_parked AS parked USING idle WHERE parked.job_id = idle.job_id RETURNING parked.*
), let_back AS (
    INSERT INTO job_ready ({place}, next_sequence, held_at) SELECT {place}, next_sequence, held_at FROM let_go
)
""".replace("{place}", PLACE)
"""Brings jobs back into their lines whose sessions, of what is `parking`, no job has: `let_go`. The end of a lease does
so at once; this finds what a dead worker's lease, a cancelled job, or one that was parked at that very moment has left.
"""


def had_alone(client_id: str, options: Json) -> str | None:
    """What the queue calls the session that a job has for itself while it runs. None: it needs none for itself."""
    name = options.get(OPTION)
    return f"{name}/{client_id}" if name and options.get(MODE) != READ_ONLY else None
