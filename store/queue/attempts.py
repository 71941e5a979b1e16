"""What workers say of the jobs that they run: steps, and how an attempt has ended.

Everything that a worker writes about a job carries its lease (job_id, lease_no) and takes effect only while
that lease stands. The statement that takes a lease away locks its row, so a write is either before that or
finds no row.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal, LiteralString
from uuid import UUID

from store.database import jsonb, measuring
from store.database.connection import Database, Row
from store.errors import DatabaseUnavailable, LeaseLost
from store.job import Json, Lease, Status
from store.queue import holding
from store.queue.line import PLACE
from store.queue.outcomes import count_end
from store.queue.parking import UNPARKED
from store.queue.pausing import STATUS
from store.sites.holds import some_wait

# The worker numbers what it tells between start and end, so that a statement whose answer was lost can be sent again:
# what is there already is not written twice. Others may tell of the job too (job.viewed), so the event has a number of
# its own, which the lease keeps beside the worker's: told again, it is that of an event that is there.
_STEP = """
WITH lease AS (
    UPDATE job_leases AS lease
    SET last_event = CASE WHEN coalesce(last_told, 0) < %(sequence)s THEN next_sequence ELSE last_event END,
        next_sequence = next_sequence + (coalesce(last_told, 0) < %(sequence)s)::integer,
        last_told = greatest(last_told, %(sequence)s),
        acting_until = now() + make_interval(secs => %(acting_s)s)
    WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
    RETURNING job_id, lease_no, client_id, last_event, {status} AS status
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT job_id, last_event, client_id, 'job.progress', status, %(data)s::jsonb FROM lease
    ON CONFLICT DO NOTHING
    RETURNING job_id, client_id
), log AS (
    INSERT INTO job_logs (job_id, client_id, level, message, metadata)
    SELECT job_id, client_id, 'info', %(message)s, %(data)s::jsonb FROM event
), artifact AS (
    INSERT INTO job_artifacts (
        id, job_id, client_id, lease_no, artifact_type, name, file_path, file_data, mime_type, size_bytes
    )
    SELECT
        made.id, event.job_id, event.client_id, %(lease_no)s, made.artifact_type, made.name, made.file_path,
        made.file_data, made.mime_type, made.size_bytes
    FROM event
    CROSS JOIN unnest(
        %(ids)s::uuid[], %(artifact_types)s::text[], %(names)s::text[], %(file_paths)s::text[],
        %(files_data)s::bytea[], %(mime_types)s::text[], %(sizes_bytes)s::bigint[]
    ) AS made (id, artifact_type, name, file_path, file_data, mime_type, size_bytes)
)
SELECT FROM lease
""".replace("{status}", STATUS)

_ACTS = """
UPDATE job_leases
SET acting_until = now() + make_interval(secs => %(acting_s)s)
WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
RETURNING job_id
"""

# One line for each text and attempt: sent again since its answer was lost, it adds nothing.
_NOTES = """
INSERT INTO job_logs (job_id, client_id, level, message, metadata)
SELECT lease.job_id, lease.client_id, 'warn', line.message, jsonb_build_object('leaseNo', lease.lease_no)
FROM job_leases AS lease
CROSS JOIN unnest(%(lines)s::text[]) WITH ORDINALITY AS line (message, number)
WHERE
    lease.job_id = %(job_id)s
    AND lease.lease_no = %(lease_no)s
    AND NOT EXISTS (
        SELECT FROM job_logs AS log
        WHERE
            log.job_id = lease.job_id
            AND log.message = line.message
            AND log.metadata = jsonb_build_object('leaseNo', lease.lease_no)
    )
ORDER BY line.number
RETURNING id
"""

# Whoever rescues jobs takes those leases for hung ones. What they say of acting may be old: nobody could write then.
_ABANDON = """
UPDATE job_leases AS lease
SET deadline_at = now(), acting_until = 'infinity'
FROM unnest(%(job_ids)s::uuid[], %(lease_nos)s::integer[]) AS idle (job_id, lease_no)
WHERE lease.job_id = idle.job_id AND lease.lease_no = idle.lease_no AND lease.acting_until IS NOT NULL
RETURNING lease.job_id
"""

FREE_PROBES = 10
"""Up to which attempt a job spends no retry when it has tried a site that is still down: half an hour of probes. Later
it does, so that a job ends whose site stays down, and another one takes its place.
"""

# Ends attempts, of all kinds in one statement. An attempt that is to be made again goes back into the line
# (with its old place: who has waited before need not wait behind newcomers) or waits until it is due; but
# if the client has asked in the meantime that the job be cancelled, that is what becomes of it. For each place
# that a client, a site or a session has again, a parked job comes back into the line. What the probe of a circuit has
# found is noted, and decided on right after; to have tried a site for the others costs no retry, some times. The
# events' position (migration 0011) is asked for once, when all the leases are locked.
_FINISHING: LiteralString = """
WITH outcome AS (
    SELECT *
    FROM jsonb_to_recordset(%(outcomes)s::jsonb) AS told (
        job_id uuid, lease_no integer, status text, result jsonb, error jsonb, data jsonb, retries integer,
        delay_s float8, site_verdict text
    )
), lease AS (
    DELETE FROM job_leases AS lease
    USING outcome
    WHERE lease.job_id = outcome.job_id AND lease.lease_no = outcome.lease_no
    RETURNING
        lease.*,
        CASE
            WHEN outcome.status = 'pending' AND lease.cancel_requested_at IS NOT NULL THEN 'cancelled'
            ELSE outcome.status
        END AS status,
        outcome.result, outcome.error, outcome.data, outcome.site_verdict,
        {spent} AS retries,
        CASE WHEN outcome.delay_s > 0 THEN now() + outcome.delay_s * interval '1 second' END AS due_at
), job AS (
    UPDATE automation_jobs AS job
    SET status = lease.status,
        updated_at = now(),
        completed_at = CASE WHEN lease.status <> 'pending' THEN now() END,
        retry_count = job.retry_count + lease.retries,
        result = CASE WHEN lease.status <> 'pending' THEN lease.result END,
        error = CASE WHEN lease.status = 'failed' THEN lease.error END,
        error_message = CASE WHEN lease.status = 'failed' THEN lease.error ->> 'message' END
    FROM lease
    WHERE job.id = lease.job_id
), ready AS (
    INSERT INTO job_ready ({place}, next_sequence)
    SELECT {place}, next_sequence + 1
    FROM lease
    WHERE status = 'pending' AND due_at IS NULL
), deferred AS (
    INSERT INTO job_deferred ({place}, next_sequence, due_at)
    SELECT {place}, next_sequence + 1, due_at
    FROM lease
    WHERE status = 'pending' AND due_at IS NOT NULL
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data, position)
    SELECT
        job_id, next_sequence, client_id,
        CASE WHEN status = 'pending' THEN 'job.retrying' ELSE 'job.' || status END,
        status,
        data || jsonb_strip_nulls(jsonb_build_object('error', error, 'retryAt', due_at)),
        (SELECT event_position() FROM (SELECT count(*) AS jobs FROM lease) AS locked WHERE jobs > 0)
    FROM lease
), abandoned AS (
    INSERT INTO abandoned_attempts (job_id, lease_no) SELECT job_id, lease_no FROM lease WHERE status <> 'completed'
){probe}, freed AS (
    SELECT place.held_by, count(*) AS places
    FROM lease
    CROSS JOIN LATERAL (
        VALUES ('client:' || lease.client_id), ('site:' || lease.site), ('session:' || lease.session)
    ) AS place (held_by)
    WHERE place.held_by IS NOT NULL AND EXISTS (SELECT FROM job_parked)
    GROUP BY place.held_by
), {unparked}, log AS (
    INSERT INTO job_logs (job_id, client_id, level, message, metadata)
    SELECT
        job_id, client_id, CASE WHEN status = 'failed' THEN 'error' ELSE 'warn' END, error ->> 'message',
        error -> 'details'
    FROM lease
    WHERE error IS NOT NULL
)
SELECT array_agg(job_id) AS job_ids, browser_type_id, status, bool_or({is_probe}) AS is_probe
FROM lease
GROUP BY browser_type_id, status
UNION ALL
SELECT NULL, browser_type_id, 'pending', false FROM unparked
""".replace("{unparked}", UNPARKED).replace("{place}", PLACE)
_PROBE: LiteralString = """, probe AS (
    UPDATE circuit_probes AS probe
    SET verdict = lease.site_verdict
    FROM lease
    WHERE lease.site_verdict IS NOT NULL AND probe.job_id = lease.job_id AND probe.lease_no = lease.lease_no
    RETURNING probe.job_id
)"""
_SPENT: LiteralString = """CASE
            WHEN outcome.site_verdict = 'down' AND lease.lease_no <= {free_probes} AND EXISTS (
                SELECT FROM circuit_probes AS probe
                WHERE probe.job_id = lease.job_id AND probe.lease_no = lease.lease_no
            ) THEN 0
            ELSE outcome.retries
        END""".replace("{free_probes}", str(FREE_PROBES))
_FINISH = _FINISHING.replace("{probe}", "").replace("{is_probe}", "false").replace("{spent}", "outcome.retries")
_FINISH_PROBES = (
    _FINISHING.replace("{probe}", _PROBE)
    .replace("{is_probe}", "job_id IN (SELECT job_id FROM probe)")
    .replace("{spent}", _SPENT)
)


FOR_EVER_S = 1e9
"""`acting_s` of an attempt that has acted, or does something by which it may."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewArtifact:
    """A file that is to be recorded: it lies in the artifact storage, or comes with its bytes."""

    id: UUID
    artifact_type: str
    name: str
    file_path: str | None
    file_data: bytes | None = None
    mime_type: str
    size_bytes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NewStep:
    """A step that has ended and is to be recorded."""

    lease: Lease
    sequence: int
    """The worker's number of it: the claimed job's next_sequence for the first step, and one more for each that
    follows. The event's own is higher where others have told of the job meanwhile.
    """
    message: str
    data: Json
    artifacts: Sequence[NewArtifact] = ()
    acting_s: float | None = None
    """How long from now on the death of the worker shall mean that the job may have acted."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How an attempt ended: for good, or with status PENDING to be made again."""

    lease: Lease
    status: Status
    result: Json | None = None
    """What the job produced. Kept when the job ends."""
    error: Json | None = None
    """What went wrong; required when status is FAILED."""
    data: Json = field(default_factory=dict)
    """More about the end, for the event."""
    retries: int = 0
    """By how much the job's retry_count grows: 1 when the attempt was the job's own failure."""
    delay_s: float = 0
    """How long a job to be made again waits first."""
    site_verdict: Literal["up", "down", "limited"] | None = None
    """How the job's own site answered last. It matters where the job is a probe. None: it says nothing of the site."""


async def record_step(
    database: Database,
    lease: Lease,
    sequence: int,
    *,
    message: str,
    data: Json,
    artifacts: Sequence[NewArtifact] = (),
    acting_s: float | None = None,
) -> None:
    """Records that a step has ended: its event, its line in the log and what it made. The parameters are NewStep's.

    May be called again when its answer was lost. Raises LeaseLost.
    """
    step = NewStep(lease=lease, sequence=sequence, message=message, data=data, artifacts=artifacts, acting_s=acting_s)
    row = await database.row(_STEP, _step_parameters(step))
    if row is None:
        raise LeaseLost(lease.job_id, lease.lease_no)
    database.notifier.events([lease.job_id])


def _step_parameters(step: NewStep) -> dict[str, object]:
    artifacts = step.artifacts
    return {
        "job_id": step.lease.job_id,
        "lease_no": step.lease.lease_no,
        "sequence": step.sequence,
        "acting_s": step.acting_s,
        "data": jsonb.dumps(step.data),
        "message": step.message,
        "ids": [artifact.id for artifact in artifacts],
        "artifact_types": [artifact.artifact_type for artifact in artifacts],
        "names": [artifact.name for artifact in artifacts],
        "file_paths": [artifact.file_path for artifact in artifacts],
        "files_data": [artifact.file_data for artifact in artifacts],
        "mime_types": [artifact.mime_type for artifact in artifacts],
        "sizes_bytes": [artifact.size_bytes for artifact in artifacts],
    }


async def record_acting(database: Database, lease: Lease) -> None:
    """Records that the attempt has acted, or is about to do something by which it may. Raises LeaseLost."""
    parameters = {"job_id": lease.job_id, "lease_no": lease.lease_no, "acting_s": FOR_EVER_S}
    if await database.row(_ACTS, parameters) is None:
        raise LeaseLost(lease.job_id, lease.lease_no)


async def record_notes(database: Database, lease: Lease, lines: Sequence[str]) -> None:
    """Adds lines to the job's log, of level `warn`; none twice in an attempt, and none when its lease was lost."""
    await database.rows(_NOTES, {"job_id": lease.job_id, "lease_no": lease.lease_no, "lines": list(lines)})


async def give_back(database: Database, leases: Sequence[Lease]) -> frozenset[UUID]:
    """Gives back leases of this process that nobody uses, and of whose attempts it knows nothing: the jobs start again
    at once. Those that may have acted are left to be rescued. Returns the jobs of the leases that stood.
    """
    job_ids, lease_nos = [lease.job_id for lease in leases], [lease.lease_no for lease in leases]
    rows = await database.rows(_ABANDON, {"job_ids": job_ids, "lease_nos": lease_nos})
    abandoned = frozenset(row["job_id"] for row in rows)
    idle = [Outcome(lease=lease, status=Status.PENDING) for lease in leases if lease.job_id not in abandoned]
    return abandoned | (await finish_jobs(database, idle) if idle else frozenset())


async def finish_jobs(
    database: Database, outcomes: Sequence[Outcome], steps: Sequence[NewStep] = ()
) -> frozenset[UUID]:
    """Ends attempts, each after its last step where that is among `steps`: both are written, or none is. Returns the
    jobs whose attempt it ended: of the others the lease was lost, and nothing was written.
    """
    told = [
        {
            "job_id": str(outcome.lease.job_id),
            "lease_no": outcome.lease.lease_no,
            "status": outcome.status.value,
            "result": outcome.result,
            "error": outcome.error,
            "data": outcome.data,
            "retries": outcome.retries,
            "delay_s": outcome.delay_s,
            "site_verdict": outcome.site_verdict,
        }
        for outcome in outcomes
    ]
    statement = _FINISH_PROBES if database in some_wait else _FINISH
    parameters = {"outcomes": jsonb.dumps(told)}
    rows = await (
        _rows_after(database, steps, statement, parameters) if steps else database.rows(statement, parameters)
    )
    database.notifier.ready(row["browser_type_id"] for row in rows if row["status"] == Status.PENDING)
    errors = {outcome.lease.job_id: outcome.error for outcome in outcomes if outcome.error is not None}
    for row in rows:
        status, job_ids = Status(row["status"]), row["job_ids"] or []
        failed = [errors[job_id] for job_id in job_ids if job_id in errors]
        for error in failed:
            count_end(database.tally, row["browser_type_id"], status, error)
        if others := len(job_ids) - len(failed):
            count_end(database.tally, row["browser_type_id"], status, jobs=others)
    ended = frozenset(job_id for row in rows for job_id in row["job_ids"] or ())
    database.notifier.events(ended)
    if any(row["is_probe"] for row in rows):
        # The attempts have ended, whatever becomes of this; and somebody's next pass comes within a second.
        with suppress(DatabaseUnavailable):
            await holding.run_once(database)
    return ended


async def _rows_after(
    database: Database, steps: Sequence[NewStep], statement: LiteralString, parameters: Mapping[str, object]
) -> list[Row]:
    """The rows of a statement that goes behind those that record steps, in one transaction and one round trip."""
    async with database.connection() as connection:
        with measuring.timed(statement):
            async with connection.pipeline():  # which is a transaction: it ends with the pipeline
                for step in steps:
                    await connection.execute(_STEP, _step_parameters(step))
                cursor = await connection.execute(statement, parameters)
            return await cursor.fetchall()
