"""Hearing what processes have seen, and opening circuits for it.

One round trip, with a process's heartbeat, for all that it has seen: nothing is written for each job. It is decided on
the database's clock, and of one subject by one process at a time.
"""

from collections.abc import Sequence
from typing import LiteralString

from store.database.connection import Database
from store.sites import throttles
from store.sites.circuits import OPEN_UNTIL, SETTLED, TRIPS_LEFT, Transition, tell, transitions_of
from store.sites.evidence import BUCKET_S, RUN_S, WINDOW_S, Report, merged, parameters
from store.sites.pace import PACE_S

__all__ = ["Report", "forget", "report"]

MIN_CALLS = 10
"""How many calls a window has at least, of which half have failed, when a circuit opens for their rate."""
IN_A_ROW = 5
"""So many failures in a row open it too, of MIN_JOBS different jobs: sites that are asked for now and then have no rate
worth the name.
"""
MIN_JOBS = 2
BATCH = 1000
TURNS = 256
"""Into so many turns all subjects are divided: the database has room for some thousand locks, of everybody."""

_BUCKET: LiteralString = f"floor(extract(epoch FROM now()) / {BUCKET_S})::bigint"

# Taken before anything is looked at, so that what others have told of the subject is seen, and of several in one order.
_IN_TURN: LiteralString = """
SELECT pg_advisory_xact_lock(2021, key)
FROM (
    SELECT DISTINCT hashtext(kind || ':' || subject) & {turns} AS key
    FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (kind text, subject text, failures integer, limited integer)
    WHERE failures > 0 OR limited > 0
    ORDER BY key
) AS subject
""".replace("{turns}", str(TURNS - 1))

_COUNT: LiteralString = f"""
INSERT INTO circuit_windows AS seen (kind, subject, client_id, bucket, calls, failures, succeeded)
SELECT kind, subject, client_id, {_BUCKET}, calls, failures, succeeded
FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (
    kind text, subject text, client_id text, calls integer, failures integer, succeeded boolean
)
WHERE calls > 0
ORDER BY kind, subject, client_id
ON CONFLICT (kind, subject, client_id, bucket) DO UPDATE
SET calls = seen.calls + excluded.calls, failures = seen.failures + excluded.failures,
    succeeded = seen.succeeded OR excluded.succeeded
"""  # noqa: S608 - constants

# Of a row that goes on, the job of the failure before is known: should it have failed once more, it is no other job. A
# success ends the row, and writes none where there is none: most sites are up.
_RUN: LiteralString = f"""
INSERT INTO circuit_runs AS run (kind, subject, client_id, in_a_row, jobs, job_id, goes_on, seen_at)
SELECT
    kind, subject, client_id, in_a_row, least(failed_jobs, in_a_row), last_failed_job, NOT succeeded, now()
FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (
    kind text, subject text, client_id text, in_a_row integer, failed_jobs integer, succeeded boolean,
    last_failed_job uuid
)
WHERE in_a_row > 0 OR succeeded AND EXISTS (
    SELECT FROM circuit_runs AS run
    WHERE run.kind = told.kind AND run.subject = told.subject AND run.client_id = told.client_id AND run.in_a_row > 0
)
ORDER BY kind, subject, client_id
ON CONFLICT (kind, subject, client_id) DO UPDATE
SET (in_a_row, jobs) = (
        SELECT
            excluded.in_a_row + CASE WHEN goes_on THEN run.in_a_row ELSE 0 END,
            excluded.jobs + CASE
                WHEN NOT goes_on THEN 0
                WHEN excluded.jobs = 1 AND excluded.job_id = run.job_id THEN run.jobs - 1
                ELSE run.jobs
            END
        FROM (SELECT excluded.goes_on AND run.seen_at > now() - {RUN_S} * interval '1 second' AS goes_on) AS row
    ),
    job_id = excluded.job_id, seen_at = now()
"""  # noqa: S608 - constants

# What one client's jobs have seen opens that client's circuit: it may have asked for what is not there. When two
# clients' have, and nobody was served, it is the site, and nobody waits for a circuit of its own any more. Receivers
# are each client's own.
_OPEN: LiteralString = (
    """
WITH told AS (
    SELECT kind, subject, client_id
    FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (kind text, subject text, client_id text, failures integer)
    WHERE failures > 0
), subject AS (
    SELECT DISTINCT told.kind, told.subject, coalesce(circuit.is_holding, false) AS is_holding
    FROM told
    LEFT JOIN circuits AS circuit
        ON circuit.kind = told.kind AND circuit.subject = told.subject AND circuit.client_id = ''
), client AS MATERIALIZED (
    SELECT
        seen.kind, seen.subject, seen.client_id, sum(seen.calls) AS calls, sum(seen.failures) AS failures,
        bool_or(seen.succeeded) AS succeeded,
        (
            SELECT run.in_a_row
            FROM circuit_runs AS run
            WHERE
                run.kind = seen.kind AND run.subject = seen.subject AND run.client_id = seen.client_id
                AND run.in_a_row >= {in_a_row} AND run.jobs >= {min_jobs}
                AND run.seen_at > now() - {run_s} * interval '1 second'
        ) AS in_a_row,
        EXISTS (
            SELECT FROM circuits AS circuit
            WHERE
                circuit.kind = seen.kind AND circuit.subject = seen.subject AND circuit.client_id = seen.client_id
                AND circuit.state <> 'closed' AND circuit.forced_by IS NULL
        ) AS is_open
    FROM subject
    JOIN circuit_windows AS seen ON seen.kind = subject.kind AND seen.subject = subject.subject
    WHERE seen.bucket > {bucket} - {buckets}
    GROUP BY seen.kind, seen.subject, seen.client_id
), failing AS MATERIALIZED (
    SELECT
        client.*,
        CASE
            WHEN calls >= {min_calls} AND 2 * failures >= calls THEN format('%%s of %%s calls failed', failures, calls)
            WHEN in_a_row IS NOT NULL THEN format('%%s calls failed in a row', in_a_row)
        END AS reason
    FROM client
), own AS (
    SELECT failing.kind, failing.subject, failing.client_id, failing.reason
    FROM failing
    JOIN told ON (told.kind, told.subject, told.client_id) = (failing.kind, failing.subject, failing.client_id)
    WHERE failing.reason IS NOT NULL
), everybody AS (
    SELECT kind, subject, '' AS client_id, 'calls of several clients failed' AS reason
    FROM failing
    WHERE client_id <> '' AND kind <> 'receiver' AND (reason IS NOT NULL OR is_open)
    GROUP BY kind, subject
    HAVING count(*) >= 2
        AND NOT EXISTS (
            SELECT FROM failing AS other
            WHERE other.kind = failing.kind AND other.subject = failing.subject AND other.succeeded
        )
        AND EXISTS (SELECT FROM own WHERE own.kind = failing.kind AND own.subject = failing.subject)
), opening AS (
    SELECT * FROM everybody
    UNION ALL
    SELECT own.*
    FROM own
    WHERE
        (own.kind, own.subject) NOT IN (SELECT kind, subject FROM everybody)
        AND NOT EXISTS (
            SELECT FROM subject
            WHERE subject.kind = own.kind AND subject.subject = own.subject AND subject.is_holding
                AND own.client_id <> ''
        )
), opened AS (
    INSERT INTO circuits AS circuit (
        kind, subject, client_id, state, reason, is_holding, opened_at, open_until, trips, version
    )
    SELECT kind, subject, client_id, 'open', reason, true, now(), {first_until}, 1, 1
    FROM opening
    ORDER BY kind, subject, client_id
    ON CONFLICT (kind, subject, client_id) DO UPDATE
    SET state = 'open', reason = excluded.reason, is_holding = true, changed_at = now(), opened_at = now(),
        trips = {trips} + 1, open_until = {until}, closed_at = NULL, permits = 0, ups = 0, permit_until = NULL,
        version = circuit.version + 1
    WHERE circuit.state = 'closed'
    RETURNING kind, subject, client_id, reason
), absorbed AS (
    UPDATE circuits AS circuit
    SET state = 'closed', reason = 'open for all', is_holding = false, changed_at = now(), open_until = NULL,
        closed_at = now(), version = circuit.version + 1
    FROM opened
    WHERE
        opened.client_id = '' AND circuit.kind = opened.kind AND circuit.subject = opened.subject
        AND circuit.client_id <> '' AND circuit.is_holding AND circuit.forced_by IS NULL
    RETURNING circuit.kind, circuit.subject, circuit.client_id
), cleared AS (
    DELETE FROM circuit_probes AS probe
    USING (
        SELECT kind, subject, client_id FROM opened UNION ALL SELECT kind, subject, client_id FROM absorbed
    ) AS changed
    WHERE changed.kind = 'site' AND probe.subject = changed.subject AND probe.client_id = changed.client_id
)
SELECT kind, subject, client_id, 'closed' AS from_state, 'open' AS to_state, reason FROM opened
""".replace("{in_a_row}", str(IN_A_ROW))
    .replace("{min_jobs}", str(MIN_JOBS))
    .replace("{min_calls}", str(MIN_CALLS))
    .replace("{run_s}", str(RUN_S))
    .replace("{buckets}", str(WINDOW_S // BUCKET_S))
    .replace("{bucket}", _BUCKET)
    .replace("{first_until}", OPEN_UNTIL.replace("{trips}", "1"))
    .replace("{until}", OPEN_UNTIL.replace("{trips}", f"({TRIPS_LEFT} + 1)"))
    .replace("{trips}", TRIPS_LEFT)
)

# What is no site has no probes: what the next call finds decides. Circuits of sites are decided by their probes
# (store.sites.turns).
_DECIDE: LiteralString = """
WITH told AS (
    SELECT kind, subject, client_id, succeeded
    FROM jsonb_to_recordset(%(reports)s::jsonb) AS told (
        kind text, subject text, client_id text, calls integer, succeeded boolean
    )
    WHERE kind <> 'site' AND calls > 0
), found AS (
    SELECT circuit.kind, circuit.subject, circuit.client_id, bool_or(told.succeeded) AS succeeded
    FROM told
    JOIN circuits AS circuit
        ON circuit.kind = told.kind AND circuit.subject = told.subject AND circuit.client_id IN ('', told.client_id)
    WHERE circuit.state = 'half_open'
    GROUP BY circuit.kind, circuit.subject, circuit.client_id
), {settled}
UPDATE circuits AS circuit
SET state = CASE WHEN found.succeeded THEN 'closed' ELSE 'open' END,
    reason = CASE WHEN found.succeeded THEN 'a call went well' ELSE 'a call failed again' END,
    is_holding = NOT found.succeeded,
    changed_at = now(),
    opened_at = CASE WHEN found.succeeded THEN circuit.opened_at ELSE now() END,
    open_until = CASE WHEN NOT found.succeeded THEN {until} END,
    closed_at = CASE WHEN found.succeeded THEN now() END,
    trips = circuit.trips + (NOT found.succeeded)::integer,
    permit_until = NULL,
    version = circuit.version + 1
FROM found
WHERE
    circuit.kind = found.kind AND circuit.subject = found.subject AND circuit.client_id = found.client_id
    AND circuit.state = 'half_open'
RETURNING
    circuit.kind, circuit.subject, circuit.client_id, 'half_open' AS from_state, circuit.state AS to_state,
    circuit.reason
""".replace("{until}", OPEN_UNTIL.replace("{trips}", "(circuit.trips + 1)")).replace(
    "{settled}", SETTLED.replace("{closing}", "SELECT kind, subject, client_id FROM found WHERE succeeded").strip()
)

_LIMIT_ALL: LiteralString = throttles.LIMIT_ALL.replace("{window_s}", str(WINDOW_S)).replace(
    "{bucket_s}", str(BUCKET_S)
)

_FORGET: LiteralString = (
    """
WITH window_over AS (
    DELETE FROM circuit_windows
    WHERE (kind, subject, client_id, bucket) IN (
        SELECT kind, subject, client_id, bucket FROM circuit_windows
        WHERE bucket < {bucket} - {buckets}
        LIMIT {batch}
        FOR UPDATE SKIP LOCKED
    )
    RETURNING 1
), run_over AS (
    DELETE FROM circuit_runs
    WHERE (kind, subject, client_id) IN (
        SELECT kind, subject, client_id FROM circuit_runs AS run
        WHERE seen_at < now() - {run_s} * interval '1 second' AND NOT EXISTS (
            SELECT FROM circuits AS circuit
            WHERE circuit.kind = run.kind AND circuit.subject = run.subject AND circuit.client_id = ''
                AND circuit.is_holding
        )
        LIMIT {batch}
        FOR UPDATE SKIP LOCKED
    )
    RETURNING 1
), circuit_over AS (
    DELETE FROM circuits AS circuit
    WHERE (kind, subject, client_id) IN (
        SELECT kind, subject, client_id FROM circuits AS circuit
        WHERE state = 'closed' AND NOT is_holding AND {trips} = 0 AND changed_at < now() - interval '1 hour'
        LIMIT {batch}
        FOR UPDATE SKIP LOCKED
    )
    RETURNING 1
), clock_over AS (
    DELETE FROM throttles
    WHERE (site, client_id) IN (
        SELECT site, client_id FROM throttles
        WHERE (
            crawl_delay_ms IS NULL
            OR client_id <> '' AND next_start_at < now() - {pace_s} * interval '1 second'
        ) AND (
            backoff_until IS NULL
            OR backoff_until + (CASE WHEN limits > 0 THEN backoff_s ELSE 0 END) * interval '1 second' < now()
        )
        LIMIT {batch}
        FOR UPDATE SKIP LOCKED
    )
    RETURNING 1
)
SELECT
    (SELECT count(*) FROM window_over) + (SELECT count(*) FROM run_over) + (SELECT count(*) FROM circuit_over)
        + (SELECT count(*) FROM clock_over) AS rows
""".replace("{bucket}", _BUCKET)
    .replace("{buckets}", str(WINDOW_S // BUCKET_S))
    .replace("{run_s}", str(RUN_S))
    .replace("{trips}", TRIPS_LEFT)
    .replace("{batch}", str(BATCH))
    .replace("{pace_s}", str(PACE_S))
)


async def report(database: Database, reports: Sequence[Report]) -> list[Transition]:
    """Counts what a process has seen, sets the clocks of sites, and opens the circuits that it was the last straw for.
    Returns what has changed; log and audit trail have been told.
    """
    if not (told := merged(reports)):
        return []
    asked = parameters(told)
    failed, limited = any(one.failures for one in told), any(one.limited for one in told)
    statements = [
        *([_IN_TURN] if failed or limited else []),
        _COUNT,
        _RUN,
        *([throttles.LIMIT, _LIMIT_ALL] if limited else []),
        *([throttles.PRAISE] if any(one.succeeded for one in told) else []),
    ]
    decisions = [*([_OPEN] if failed else []), *([_DECIDE] if any(one.kind != "site" for one in told) else [])]
    async with database.connection() as connection:
        async with connection.pipeline():  # which is a transaction: it ends with the pipeline
            for statement in statements:
                await connection.execute(statement, asked)
            cursors = [await connection.execute(decision, asked) for decision in decisions]
        rows = [row for cursor in cursors for row in await cursor.fetchall()]
    transitions = transitions_of(rows)
    await tell(database, transitions)
    return transitions


async def forget(database: Database) -> int:
    """Removes what says nothing any more. Returns how many rows."""
    row = await database.row(_FORGET)
    return int(row["rows"]) if row else 0
