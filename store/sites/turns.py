"""Circuits of sites that go on by themselves: their time is over, or their probes have found something out.

A probe is a job that may try the site: a row of circuit_probes, which counts until the job's lease is gone. So one
whose worker dies frees its place as soon as the job is taken from that worker, and nobody has to give it back.
"""

from typing import LiteralString

from store.database.connection import Database
from store.sites.circuits import (
    OPEN_UNTIL,
    RAMP,
    RAMP_FIRST,
    RAMP_LAST,
    SETTLED,
    TRIPS_LEFT,
    Transition,
    tell,
    transitions_of,
)

STAGE_S = 5
"""How long it takes at most until a circuit that has closed lets go of more jobs."""
CLAIM_S = 30
"""How long a job has to begin its probe; then another one may, for this one's workers are busy."""
BATCH = 1000
"""How many go on in one pass, any of them, so that no statement runs long and none is left out for ever."""
IDLE_S = 300
"""How long nobody asks for a site that is half open, until its circuit closes."""

# Many processes take turns at once. What one decides on must not be old when it has the row: the row's version says so.
# The same of a probe: it may have begun or ended meanwhile.
#
# half open: one failure opens it again, one success lets three jobs try, three successes close it.
# closed, and still holding: each stage lets twice as many jobs go, until there are so many that nobody need count them.
# Half of a stage's probes failed: it opens again.
_CLOSING: LiteralString = "SELECT kind, subject, client_id FROM judged WHERE next IN ('closed', 'idle')"
_TURN: LiteralString = (
    """
WITH candidate AS MATERIALIZED (
    SELECT circuit.subject, circuit.client_id, circuit.version
    FROM circuits AS circuit
    WHERE circuit.is_holding AND circuit.held_by IS NOT NULL
        AND (circuit.state <> 'open' OR circuit.open_until <= now())
    ORDER BY random()
    LIMIT {batch}
), probe AS MATERIALIZED (
    SELECT
        probe.*,
        probe.verdict IS NOT NULL OR CASE
            WHEN probe.started_at IS NULL THEN
                probe.given_at < now() - {claim_s} * interval '1 second'
                OR NOT EXISTS (SELECT FROM job_ready AS ready WHERE ready.job_id = probe.job_id)
            ELSE NOT EXISTS (
                SELECT FROM job_leases AS lease
                WHERE lease.job_id = probe.job_id AND lease.lease_no = probe.lease_no
            )
        END AS is_over
    FROM candidate
    JOIN circuit_probes AS probe ON probe.subject = candidate.subject AND probe.client_id = candidate.client_id
), locked AS (
    SELECT circuit.*
    FROM candidate
    JOIN circuits AS circuit
        ON circuit.kind = 'site' AND circuit.subject = candidate.subject AND circuit.client_id = candidate.client_id
    WHERE circuit.version = candidate.version
    ORDER BY circuit.subject, circuit.client_id
    FOR UPDATE OF circuit SKIP LOCKED
), tallied AS (
    SELECT circuit.*, circuit.ups + tally.ups AS all_ups, tally.ups AS new_ups, tally.downs, tally.probes
    FROM locked AS circuit
    CROSS JOIN LATERAL (
        SELECT
            count(*) FILTER (WHERE probe.verdict = 'up')::integer AS ups,
            count(*) FILTER (WHERE probe.verdict = 'down')::integer AS downs,
            count(*)::integer AS probes
        FROM probe
        WHERE probe.subject = circuit.subject AND probe.client_id = circuit.client_id
    ) AS tally
), judged AS (
    SELECT
        circuit.*,
        CASE
            WHEN state = 'open' THEN 'half_open'
            WHEN state = 'half_open' AND downs > 0 THEN 'open'
            WHEN state = 'half_open' AND permits >= {most_probes} AND all_ups >= permits THEN 'closed'
            WHEN
                state = 'half_open' AND probes = 0 AND changed_at < now() - {idle_s} * interval '1 second'
                AND NOT EXISTS (SELECT FROM job_parked AS parked WHERE parked.held_by = circuit.held_by)
            THEN 'idle'
            WHEN state = 'closed' AND downs > 0 AND downs >= all_ups THEN 'open'
            WHEN all_ups >= permits OR state = 'closed' AND stage_at < now() - {stage_s} * interval '1 second'
            THEN 'more'
            ELSE 'same'
        END AS next
    FROM tallied AS circuit
), gone AS (
    DELETE FROM circuit_probes AS gone
    USING judged, probe
    WHERE
        probe.subject = judged.subject AND probe.client_id = judged.client_id
        AND (probe.is_over OR judged.next IN ('open', 'closed'))
        AND gone.job_id = probe.job_id AND gone.lease_no = probe.lease_no
        AND gone.started_at IS NOT DISTINCT FROM probe.started_at
        AND gone.verdict IS NOT DISTINCT FROM probe.verdict
), {settled}, moved AS (
    UPDATE circuits AS circuit
    SET state = CASE judged.next
            WHEN 'idle' THEN 'closed'
            WHEN 'more' THEN circuit.state
            WHEN 'same' THEN circuit.state
            ELSE judged.next
        END,
        reason = CASE judged.next
            WHEN 'half_open' THEN 'its time is over'
            WHEN 'open' THEN 'it was tried, and failed'
            WHEN 'closed' THEN 'it was tried, and went well'
            WHEN 'idle' THEN 'nobody asks for it'
            ELSE circuit.reason
        END,
        is_holding = judged.next <> 'idle'
            AND NOT (circuit.state = 'closed' AND judged.next = 'more' AND circuit.permits >= {last}),
        changed_at = CASE WHEN judged.next IN ('more', 'same') THEN circuit.changed_at ELSE now() END,
        opened_at = CASE judged.next WHEN 'open' THEN now() ELSE circuit.opened_at END,
        open_until = CASE judged.next WHEN 'open' THEN {until} END,
        closed_at = CASE
            WHEN judged.next IN ('closed', 'idle') THEN now() WHEN judged.next = 'open' THEN NULL ELSE circuit.closed_at
        END,
        trips = CASE judged.next WHEN 'open' THEN {trips} + 1 ELSE {trips} END,
        forced_by = NULL,
        permits = CASE
            WHEN judged.next = 'half_open' THEN {first_probes}
            WHEN judged.next = 'closed' THEN {first}
            WHEN judged.next IN ('open', 'idle') THEN 0
            WHEN judged.next = 'more' AND circuit.state = 'half_open' THEN {most_probes}
            WHEN judged.next = 'more' THEN 2 * circuit.permits
            ELSE circuit.permits
        END,
        ups = CASE judged.next WHEN 'same' THEN judged.all_ups ELSE 0 END,
        stage_at = CASE judged.next WHEN 'same' THEN circuit.stage_at ELSE now() END,
        version = circuit.version + 1
    FROM judged
    WHERE
        circuit.kind = 'site' AND circuit.subject = judged.subject AND circuit.client_id = judged.client_id
        AND (judged.next <> 'same' OR judged.new_ups > 0)
    RETURNING
        circuit.kind, circuit.subject, circuit.client_id, judged.state AS from_state, circuit.state AS to_state,
        circuit.reason
)
SELECT * FROM moved
""".replace("{batch}", str(BATCH))
    .replace("{claim_s}", str(CLAIM_S))
    .replace("{idle_s}", str(IDLE_S))
    .replace("{stage_s}", str(STAGE_S))
    .replace("{first_probes}", str(RAMP[0]))
    .replace("{most_probes}", str(RAMP[-1]))
    .replace("{first}", str(RAMP_FIRST))
    .replace("{last}", str(RAMP_LAST))
    .replace("{until}", OPEN_UNTIL.replace("{trips}", f"({TRIPS_LEFT} + 1)"))
    .replace("{trips}", TRIPS_LEFT)
    .replace("{settled}", SETTLED.replace("{closing}", _CLOSING).strip())
)

# When something ends by itself that jobs wait for. What has ended and still holds them waits for something else.
_NEXT = """
SELECT extract(epoch FROM least(
    (
        SELECT min(open_until) FROM circuits
        WHERE is_holding AND held_by IS NOT NULL AND state = 'open' AND open_until > now()
    ),
    (SELECT min(backoff_until) FROM throttles WHERE backoff_until > now()),
    (SELECT min(next_start_at) FROM throttles WHERE next_start_at > now())
) - clock_timestamp())::float8 AS left_s
"""


async def turn(database: Database) -> list[Transition]:
    """One pass over the circuits of sites that hold jobs. Returns what has changed; log and audit trail are told."""
    transitions = transitions_of(await database.rows(_TURN))
    await tell(database, transitions)
    return transitions


async def next_end_s(database: Database) -> float | None:
    """In how many seconds the next circuit or clock is over. None: none runs."""
    row = await database.row(_NEXT)
    return row["left_s"] if row else None
