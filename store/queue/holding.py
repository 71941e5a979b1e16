"""Jobs that are held for their sites: which of them may go, and which have waited for long enough.

Each pass lets go of what a circuit's or a clock's end has freed, with its old place in the line. Of a circuit that is
half open, or has just closed, only as many as it permits go: each with a row in circuit_probes, which lets it through.
"""

import asyncio
from dataclasses import dataclass
from typing import LiteralString

from store.database.connection import Database
from store.failures import ErrorType, of_type
from store.job import Status
from store.queue.line import PLACE
from store.queue.outcomes import count_end
from store.queue.parking import BATCH, PARKING, UNPARKED
from store.sites import turns
from store.sites.holds import ANY_HOLD

BEFORE_S = 20
"""How long before the circuit opens again a try may have been told of as failed: less than it is open at least."""
WINDOW = 1000
"""How far into the line other clients' jobs are looked for. A priority is used up before (store.queue.line)."""

# As store.sites.turns: the version says whether somebody has decided meanwhile. Of lines that nobody serves no job
# goes, for it would keep the place from one that is served. Clients whose jobs have failed the last try go after
# others: else one that asks for what fails could keep everybody from a site that is back.
_PROBE: LiteralString = (
    """
WITH room AS MATERIALIZED (
    SELECT
        circuit.subject, circuit.client_id, circuit.version,
        circuit.permits - (
            SELECT count(*) FROM circuit_probes AS probe
            WHERE probe.subject = circuit.subject AND probe.client_id = circuit.client_id
        ) AS places
    FROM circuits AS circuit
    WHERE circuit.is_holding AND circuit.held_by IS NOT NULL AND circuit.state <> 'open'
        AND EXISTS (SELECT FROM job_parked AS parked WHERE parked.held_by = circuit.held_by)
), locked AS (
    SELECT
        circuit.subject, circuit.client_id, circuit.held_by, room.places,
        ARRAY(
            SELECT run.client_id
            FROM circuit_runs AS run
            WHERE circuit.client_id = '' AND circuit.trips > 1
                AND run.kind = 'site' AND run.subject = circuit.subject
                AND run.in_a_row > 0 AND run.seen_at > circuit.opened_at - {before_s} * interval '1 second'
        ) AS failing
    FROM room
    JOIN circuits AS circuit
        ON circuit.kind = 'site' AND circuit.subject = room.subject AND circuit.client_id = room.client_id
    WHERE circuit.version = room.version AND room.places > 0
    ORDER BY circuit.subject, circuit.client_id
    FOR UPDATE OF circuit SKIP LOCKED
), unparked AS (
    DELETE FROM job_parked AS parked
    USING locked, LATERAL (
        SELECT line.job_id
        FROM browser_types AS browser_type
        CROSS JOIN LATERAL (
            SELECT next.job_id, next.client_id, next.rank, next.seq
            FROM job_parked AS next
            WHERE next.held_by = locked.held_by AND next.browser_type_id = browser_type.id
            ORDER BY next.rank, next.seq
            LIMIT CASE WHEN locked.failing = '{}' THEN locked.places ELSE {window} END
            FOR UPDATE SKIP LOCKED
        ) AS line
        WHERE browser_type.paused_at IS NULL AND EXISTS (
            SELECT FROM worker_processes AS process
            WHERE process.expires_at > now() AND browser_type.id = ANY (process.browser_type_ids)
        )
        ORDER BY line.client_id = ANY (locked.failing), line.rank - browser_type.line_ahead_s, line.seq
        LIMIT locked.places
    ) AS next
    WHERE parked.job_id = next.job_id
    RETURNING parked.*, locked.subject AS circuit_subject, locked.client_id AS circuit_client_id
), back AS (
    INSERT INTO job_ready ({place}, next_sequence, held_at) SELECT {place}, next_sequence, held_at FROM unparked
), given AS (
    INSERT INTO circuit_probes AS probe (job_id, lease_no, subject, client_id)
    SELECT job_id, lease_no + 1, circuit_subject, circuit_client_id FROM unparked
    ON CONFLICT (job_id) DO UPDATE
    SET lease_no = excluded.lease_no, subject = excluded.subject, client_id = excluded.client_id, given_at = now(),
        started_at = NULL, verdict = NULL
), decided AS (
    UPDATE circuits AS circuit
    SET version = circuit.version + 1
    FROM (SELECT DISTINCT circuit_subject, circuit_client_id FROM unparked) AS used
    WHERE circuit.kind = 'site' AND circuit.subject = used.circuit_subject
        AND circuit.client_id = used.circuit_client_id
)
SELECT browser_type_id FROM unparked
""".replace("{place}", PLACE)
    .replace("{window}", str(WINDOW))
    .replace("{before_s}", str(BEFORE_S))
)

# Where starts keep a distance, one goes and finds out whether it is the next. Where a client's own circuit has become
# the one for all, its jobs wait for that one.
_FREE: LiteralString = """
WITH {parking}, over AS MATERIALIZED (
    SELECT
        parking.held_by, of_all.held_by AS now_held_by,
        CASE WHEN throttle.crawl_delay_ms IS NULL THEN %(batch)s ELSE 1 END AS places
    FROM parking
    LEFT JOIN LATERAL (
        SELECT held_by FROM circuits WHERE is_holding AND held_by = parking.held_by LIMIT 1
    ) AS circuit ON true
    LEFT JOIN LATERAL (
        SELECT held_by FROM circuits WHERE is_holding AND held_by = split_part(parking.held_by, '/', 1) LIMIT 1
    ) AS of_all ON circuit.held_by IS NULL
    LEFT JOIN LATERAL (
        SELECT * FROM throttles WHERE held_by = parking.held_by LIMIT 1
    ) AS throttle ON starts_with(parking.held_by, 'throttle:')
    WHERE
        split_part(parking.held_by, ':', 1) IN ('circuit', 'throttle') AND circuit.held_by IS NULL
        AND (throttle.backoff_until > now()) IS NOT TRUE AND (throttle.next_start_at > now()) IS NOT TRUE
), next AS (
    SELECT parked.job_id, over.now_held_by
    FROM over
    JOIN job_parked AS parked ON parked.held_by = over.held_by
    WHERE over.now_held_by IS NOT NULL
    LIMIT %(batch)s
    FOR UPDATE OF parked SKIP LOCKED
), moved AS (
    UPDATE job_parked AS parked SET held_by = next.now_held_by FROM next WHERE parked.job_id = next.job_id
    RETURNING parked.job_id
), freed AS (
    SELECT held_by, places FROM over WHERE now_held_by IS NULL
), {unparked}
SELECT browser_type_id FROM unparked
UNION ALL
SELECT NULL FROM moved
""".replace("{parking}", PARKING.strip()).replace("{unparked}", UNPARKED.strip())

# A job whose site has been down for longer than it waits ends as any that fails. It may well be tried again later.
_GIVE_UP: LiteralString = """
WITH overdue AS (
    SELECT job_id
    FROM job_parked
    WHERE give_up_at <= now()
    ORDER BY give_up_at
    LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM job_parked AS parked USING overdue WHERE parked.job_id = overdue.job_id RETURNING parked.*
), told AS (
    SELECT
        taken.*,
        jsonb_build_object(
            'statusCode', 503,
            'error', 'JobExecutionError',
            'message', CASE
                WHEN starts_with(taken.held_by, 'circuit:') THEN format('the site %%s is down', taken.site)
                ELSE format('the site %%s takes no more requests for now', taken.site)
            END,
            'details', jsonb_build_object(
                'jobId', job.id,
                'errorType', %(error_type)s::text,
                'retryCount', job.retry_count,
                'canRetry', %(again)s::boolean
            )
        ) AS error
    FROM taken
    JOIN automation_jobs AS job ON job.id = taken.job_id
), job AS (
    UPDATE automation_jobs AS job
    SET status = 'failed', updated_at = now(), completed_at = now(), error = told.error,
        error_message = told.error ->> 'message'
    FROM told
    WHERE job.id = told.job_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT job_id, next_sequence, client_id, 'job.failed', 'failed', jsonb_build_object('error', error) FROM told
), log AS (
    INSERT INTO job_logs (job_id, client_id, level, message, metadata)
    SELECT job_id, client_id, 'error', error ->> 'message', error -> 'details' FROM told
)
SELECT job_id, browser_type_id, error FROM told
"""
_WAITS: LiteralString = "SELECT {any_hold} OR EXISTS (SELECT FROM job_parked) AS waits".replace("{any_hold}", ANY_HOLD)

_UNAVAILABLE = of_type(ErrorType.SITE_UNAVAILABLE)
_GIVEN_UP = {"error_type": _UNAVAILABLE.error_type.value, "again": _UNAVAILABLE.recovery.again}

SOON_S = 1.0
"""The longest between two passes."""
MIN_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class Held:
    """What one pass did."""

    let_go: int
    given_up: int


async def run_once(database: Database) -> Held:
    """One pass: circuits go on, jobs whose reason to wait has ended go back into the line, those that have waited for
    too long fail. Any process may run it at any time.
    """
    await turns.turn(database)
    rows = await database.rows(_PROBE) + await database.rows(_FREE, {"batch": BATCH})
    back = [row["browser_type_id"] for row in rows if row["browser_type_id"] is not None]
    database.notifier.ready(back)
    return Held(let_go=len(back), given_up=await give_up(database))


async def is_due(database: Database) -> bool:
    """Whether there is a site at all that may hold jobs, or a job that is held: otherwise a pass has nothing to do."""
    row = await database.row(_WAITS)
    return bool(row and row["waits"])


async def give_up(database: Database) -> int:
    """Ends the jobs that have waited for their site for as long as they may. Returns how many."""
    given_up = 0
    while rows := await database.rows(_GIVE_UP, {"batch": BATCH, **_GIVEN_UP}):
        database.notifier.events(row["job_id"] for row in rows)
        for row in rows:
            count_end(database.tally, row["browser_type_id"], Status.FAILED, row["error"])
        given_up += len(rows)
        if len(rows) < BATCH:
            break
    return given_up


async def pause(database: Database) -> None:
    """Waits until the next pass may have something to do: the next clock is over, or SOON_S."""
    left_s = await turns.next_end_s(database)
    await asyncio.sleep(SOON_S if left_s is None else min(SOON_S, max(left_s, MIN_PAUSE_S)))
