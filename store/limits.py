"""Limits of callers, exact across all processes: the database counts."""

import math

from store.database import Database
from store.errors import LimitReached

# A window begins with the first request after the last one has ended. Of requests that come at once the row's
# lock lets one in after the other. Refused ones are not counted: retrying too early costs nothing more.
_COUNT = """
INSERT INTO request_windows AS running (caller, started_at, requests)
VALUES (%(caller)s, clock_timestamp(), 1)
ON CONFLICT (caller) DO UPDATE
SET started_at = CASE WHEN {over} THEN clock_timestamp() ELSE running.started_at END,
    requests = CASE WHEN {over} THEN 1 ELSE least(running.requests, %(limit)s) + 1 END
RETURNING
    requests,
    extract(epoch FROM started_at + %(window_s)s * interval '1 second' - clock_timestamp())::float8 AS left_s
""".replace("{over}", "running.started_at + %(window_s)s * interval '1 second' <= clock_timestamp()")

# Counts no further than the limit, so that a long line costs no more than a full one.
_WAITING = """
SELECT
    (SELECT count(*) FROM (SELECT FROM job_ready WHERE client_id = %(client_id)s LIMIT %(limit)s) AS ready)
    + (SELECT count(*) FROM (SELECT FROM job_deferred WHERE client_id = %(client_id)s LIMIT %(limit)s) AS deferred)
    + (SELECT count(*) FROM (SELECT FROM job_parked WHERE client_id = %(client_id)s LIMIT %(limit)s) AS parked)
    AS jobs
"""

_FORGET = """
DELETE FROM request_windows
WHERE caller IN (
    SELECT caller FROM request_windows WHERE started_at < now() - interval '1 day' LIMIT 1000 FOR UPDATE SKIP LOCKED
)
RETURNING caller
"""


async def count_request(database: Database, caller: str, *, limit: int, window_s: float) -> None:
    """Counts a request of a caller, `limit` of which may come within a window. Raises LimitReached."""
    (row,) = await database.rows(_COUNT, {"caller": caller, "limit": limit, "window_s": window_s})
    if row["requests"] > limit:
        retry_after_s = max(1, math.ceil(row["left_s"]))
        raise LimitReached(
            f"more than {limit} requests within {window_s:g} s; try again in {retry_after_s} s",
            retry_after_s=retry_after_s,
            limit=str(limit),
        )


async def waiting_jobs(database: Database, client_id: str, *, limit: int) -> int:
    """How many of a client's jobs wait; counted up to `limit` only."""
    row = await database.client_row(client_id, _WAITING, {"limit": limit})
    return min(row["jobs"], limit) if row else 0


async def forget_windows(database: Database) -> int:
    """Forgets the windows of callers that have long been silent. Returns how many."""
    return len(await database.rows(_FORGET))
