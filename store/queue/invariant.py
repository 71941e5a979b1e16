"""The promises of the queue as queries: what they return is broken."""

from typing import LiteralString, Protocol

from store.database.connection import Row
from store.queue.pausing import STATUS
from store.queue.sessions import OF_JOB

# A job that has not ended is in exactly one of the queue's tables, and in the one that fits its status; a
# job that has ended is in none, and its last event says how it ended: it has ended once more than it was replayed.
# Events are numbered without a gap. The dead letters are the failed jobs.
_BROKEN = """
WITH place AS (
    SELECT job_id, 'pending' AS status, next_sequence FROM job_ready
    UNION ALL
    SELECT job_id, 'pending', next_sequence FROM job_deferred
    UNION ALL
    SELECT job_id, 'pending', next_sequence FROM job_parked
    UNION ALL
    SELECT job_id, {status}, next_sequence FROM job_leases AS lease
), places AS (
    SELECT job_id, count(*) AS places, min(status) AS status, max(next_sequence) AS next_sequence
    FROM place
    GROUP BY job_id
), events AS (
    SELECT
        job_id, count(*) AS events, max(sequence) AS last,
        count(*) FILTER (WHERE status IN ('completed', 'failed', 'cancelled'))
            - count(*) FILTER (WHERE type = 'job.replayed') AS ends,
        (array_agg(status ORDER BY sequence DESC))[1] AS status
    FROM job_events
    GROUP BY job_id
)
SELECT
    coalesce(job.id, places.job_id) AS job_id, job.status, coalesce(places.places, 0) AS places,
    places.status AS place_status, events.events, events.last, events.ends, events.status AS event_status
FROM automation_jobs AS job
FULL JOIN places ON places.job_id = job.id
LEFT JOIN events ON events.job_id = job.id
LEFT JOIN dead_letters AS letter ON letter.job_id = job.id
WHERE NOT coalesce(
    events.events = events.last
    AND events.status = job.status
    AND (letter.job_id IS NOT NULL) = (job.status = 'failed')
    AND CASE
        WHEN job.status IN ('completed', 'failed', 'cancelled')
        THEN places.places IS NULL AND events.ends = 1
        ELSE places.places = 1 AND places.status = job.status AND events.ends = 0
            AND places.next_sequence = events.last + 1
    END,
    false
)
""".replace("{status}", STATUS)


# No more jobs try a site that is down than its circuit permits, and none while it is open. A job that waits for a site
# stands nowhere else, which the other query shows.
_OVERRUN = """
SELECT circuit.name, circuit.client_id, circuit.state, circuit.permits, count(*) AS probes
FROM circuits AS circuit
JOIN circuit_probes AS probe ON probe.subject = circuit.subject AND probe.client_id = circuit.client_id
WHERE
    circuit.kind = 'site'
    AND (
        EXISTS (SELECT FROM job_ready AS ready WHERE ready.job_id = probe.job_id AND probe.started_at IS NULL)
        OR EXISTS (
            SELECT FROM job_leases AS lease WHERE lease.job_id = probe.job_id AND lease.lease_no = probe.lease_no
        )
    )
GROUP BY circuit.name, circuit.client_id, circuit.state, circuit.permits
HAVING count(*) > circuit.permits
"""


# What a job has for itself is what its options say, and what one waits for is its own. That no two jobs have the same
# is an index's promise.
_MISTAKEN = """
SELECT place.job_id, place.session, place.held_by, {of_job} AS of_job
FROM (
    SELECT job_id, session, NULL AS held_by FROM job_ready
    UNION ALL
    SELECT job_id, session, NULL FROM job_deferred
    UNION ALL
    SELECT job_id, session, held_by FROM job_parked
    UNION ALL
    SELECT job_id, session, NULL FROM job_leases
) AS place
JOIN automation_jobs AS job ON job.id = place.job_id
WHERE place.session IS DISTINCT FROM {of_job}
    OR (starts_with(place.held_by, 'session:') AND place.held_by IS DISTINCT FROM 'session:' || place.session)
""".replace("{of_job}", OF_JOB.strip())


class Asked(Protocol):
    """Who answers them: a Database."""

    async def rows(self, statement: LiteralString) -> list[Row]: ...


async def broken_sessions(database: Asked) -> list[Row]:
    """The jobs that wait for, or have, another session than theirs. Must always be empty."""
    return await database.rows(_MISTAKEN)


async def broken_circuits(database: Asked) -> list[Row]:
    """The circuits of sites that more jobs try than may. Must always be empty."""
    return await database.rows(_OVERRUN)


async def broken_jobs(database: Asked) -> list[Row]:
    """The jobs that break the promise, with what is known of each. Must always be empty."""
    return await database.rows(_BROKEN)
