"""Handing jobs to workers, and taking back what they have to say.

Everything that a worker writes about a job carries its lease (job_id, lease_no) and takes effect only while
that lease stands. The statement that takes a lease away locks its row, so a write is either before that or
finds no row.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, fields
from typing import LiteralString
from uuid import UUID

from store import jsonb
from store.database import Database, Row
from store.errors import LeaseLost
from store.job import ClaimedJob, Json, Lease, Status
from store.line import PLACE
from store.parking import ADMITTED, NO_LIMITS, UNPARKED, RunLimits, park_more
from store.reserve import NEWCOMER, WINDOW

# One probe of the line's head per browser type, and nothing that could reject a row that is found there:
# the cost is the same whether ten jobs wait or ten million. SKIP LOCKED passes over what another worker is
# about to take. A process that others take for dead gets nothing: they would take the jobs away at once.
# Between lines it is not ranks that compare, but how far they are behind their lines' clocks.
_HEAD: LiteralString = """
head AS (
    SELECT line.*, line.rank - browser_type.line_ahead_s AS turn
    FROM browser_types AS browser_type
    CROSS JOIN LATERAL (
        SELECT ready.job_id, ready.client_id, ready.site, ready.rank, ready.seq
        FROM job_ready AS ready
        WHERE ready.browser_type_id = browser_type.id
        ORDER BY ready.rank, ready.seq
        LIMIT %(free)s
        FOR UPDATE SKIP LOCKED
    ) AS line
    WHERE browser_type.id = ANY (%(browser_type_ids)s::integer[]) AND browser_type.paused_at IS NULL
        AND EXISTS (SELECT FROM worker_processes WHERE id = %(process_id)s AND expires_at > now())
    ORDER BY turn, line.seq
    LIMIT %(free)s
)
"""

_CLAIMING: LiteralString = """
WITH {head}, {admitted}, given AS (
    SELECT admitted.*, (%(slot_nos)s::integer[])[row_number() OVER (ORDER BY turn, seq)] AS slot_no FROM admitted
), started AS (
    UPDATE automation_jobs AS job
    SET status = 'processing', started_at = now(), updated_at = now()
    FROM given
    WHERE job.id = given.job_id
    RETURNING
        job.id AS job_id, given.lease_no + 1 AS lease_no, given.slot_no, given.seq, given.next_sequence, given.rank,
        given.turn, given.site,
        job.client_id, job.browser_type_id, job.priority, job.target_url, job.actions, job.options,
        job.wait_until,
        job.timeout_ms, job.retry_count, job.max_retries
), leased AS (
    INSERT INTO job_leases ({place}, next_sequence, process_id, slot_no, deadline_at)
    SELECT
        {place}, next_sequence + 1, %(process_id)s, slot_no,
        now() + timeout_ms * interval '1 ms' + %(grace_s)s * interval '1 second'
    FROM started
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        job_id, next_sequence, client_id, 'job.started', 'processing', jsonb_build_object('attempt', lease_no)
    FROM started
)
SELECT
    job_id, lease_no, slot_no, next_sequence + 1 AS next_sequence, browser_type_id, target_url, actions,
    options, wait_until, timeout_ms, retry_count, max_retries, told.*,
    (
        SELECT coalesce(
            jsonb_agg(jsonb_build_object('id', id, 'client_id', client_id, 'pattern', pattern, 'type', type)), '[]'
        )
        FROM url_policies
        WHERE is_active AND (client_id = started.client_id OR client_id IS NULL)
    ) AS url_policies
FROM told
LEFT JOIN started ON true
ORDER BY turn, seq
""".replace("{place}", PLACE)

_ALL_ADMITTED: LiteralString = """
admitted AS (
    DELETE FROM job_ready AS ready USING head WHERE ready.job_id = head.job_id RETURNING ready.*, head.turn
), told AS (
    SELECT false AS look_again
)
"""
_CLAIM = _CLAIMING.replace("{head}", _HEAD).replace("{admitted}", _ALL_ADMITTED)
_CLAIM_WITHIN_LIMITS = _CLAIMING.replace("{head}", _HEAD).replace("{admitted}", ADMITTED)
_CLAIM_FOR_RESERVE = _CLAIMING.replace("{head}", NEWCOMER).replace("{admitted}", _ALL_ADMITTED)

# Claims that look at what runs come one after the other, over all workers: two at once would not see
# each other's. The lock is taken before the claim, which so sees all that was claimed before.
_IN_TURN = "SELECT pg_advisory_xact_lock(%s)"
_CLAIM_LOCK = 7_303_014_217_385_281_124

# The worker numbers the events between start and end itself, so that a statement whose answer was lost can
# be sent again: what is there already is not written twice.
_STEP = """
WITH lease AS (
    UPDATE job_leases
    SET next_sequence = greatest(next_sequence, %(sequence)s + 1)
    WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
    RETURNING job_id, lease_no, client_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT job_id, %(sequence)s, client_id, 'job.progress', 'processing', %(data)s::jsonb FROM lease
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
"""

# Ends attempts, of all kinds in one statement. An attempt that is to be made again goes back into the line
# (with its old place: who has waited before need not wait behind newcomers) or waits until it is due; but
# if the client has asked in the meantime that the job be cancelled, that is what becomes of it. For each place
# that a client and a site have again, a parked job comes back into the line.
_FINISH = """
WITH outcome AS (
    SELECT *
    FROM jsonb_to_recordset(%(outcomes)s::jsonb) AS told (
        job_id uuid, lease_no integer, status text, result jsonb, error jsonb, data jsonb, retries integer,
        delay_s float8
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
        outcome.result, outcome.error, outcome.data, outcome.retries,
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
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        job_id, next_sequence, client_id,
        CASE WHEN status = 'pending' THEN 'job.retrying' ELSE 'job.' || status END,
        status,
        data || jsonb_strip_nulls(jsonb_build_object('error', error, 'retryAt', due_at))
    FROM lease
), abandoned AS (
    INSERT INTO abandoned_attempts (job_id, lease_no) SELECT job_id, lease_no FROM lease WHERE status <> 'completed'
), freed AS (
    SELECT place.held_by, count(*) AS places
    FROM lease
    CROSS JOIN LATERAL (VALUES ('client:' || lease.client_id), ('site:' || lease.site)) AS place (held_by)
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
SELECT job_id, browser_type_id, status FROM lease
UNION ALL
SELECT NULL, browser_type_id, 'pending' FROM unparked
""".replace("{unparked}", UNPARKED).replace("{place}", PLACE)

LEASE_GRACE_S = 30.0
"""How long after the end of its job's time a lease stands: the worker closes the page and stores the outcome
in less. Past it the worker is taken for hung, and the job is rescued though the worker still beats."""


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


async def claim_jobs(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slot_nos: Sequence[int],
    limits: RunLimits = NO_LIMITS,
) -> list[ClaimedJob]:
    """Gives a worker process the next jobs, one for each of its free slots at most.

    Jobs beyond the limits are parked, and come back into the line when others that they wait for have ended.
    """
    rounds = claim_rounds(database, process_id, browser_type_ids=browser_type_ids, slot_nos=slot_nos, limits=limits)
    return [job async for claimed in rounds for job in claimed]


async def claim_rounds(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slot_nos: Sequence[int],
    limits: RunLimits = NO_LIMITS,
) -> AsyncIterator[list[ClaimedJob]]:
    """As claim_jobs, but hands jobs over as soon as it has them. Without limits that is once; with them, finding more
    may take seconds, where a long line waits for one site.
    """
    found = 0
    while free := list(slot_nos[found:]):
        parameters = {
            "process_id": process_id,
            "browser_type_ids": list(browser_type_ids),
            "slot_nos": free,
            "free": len(free),
            "grace_s": LEASE_GRACE_S,
            "client_limit": limits.client,
            "site_limit": limits.site,
        }
        if limits:
            rows = await database.rows(_CLAIM_WITHIN_LIMITS, parameters, after=(_IN_TURN, (_CLAIM_LOCK,)))
        else:
            rows = await database.rows(_CLAIM, parameters)
        if jobs := _jobs(database, rows):
            found += len(jobs)
            yield jobs
        told = rows[0]
        if not told["look_again"]:
            break
        if told["held_by"]:
            await park_more(database, list(browser_type_ids), told)


async def claim_newcomer(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slot_no: int,
    limits: RunLimits = NO_LIMITS,
) -> list[ClaimedJob]:
    """Gives a worker process one job more when all its slots are taken: of a client that runs nothing, on any worker.
    It is within the limits; none is parked for them.
    """
    parameters = {
        "process_id": process_id,
        "browser_type_ids": list(browser_type_ids),
        "slot_nos": [slot_no],
        "grace_s": LEASE_GRACE_S,
        "site_limit": limits.site,
        "window": WINDOW,
    }
    return _jobs(database, await database.rows(_CLAIM_FOR_RESERVE, parameters, after=(_IN_TURN, (_CLAIM_LOCK,))))


async def record_step(
    database: Database,
    lease: Lease,
    sequence: int,
    *,
    message: str,
    data: Json,
    artifacts: Sequence[NewArtifact] = (),
) -> None:
    """Records that a step has ended: its event, its line in the log and what it made.

    `sequence` is the event's number: the claimed job's next_sequence for the first step, and one more for
    each that follows. May be called again when its answer was lost. Raises LeaseLost.
    """
    row = await database.row(
        _STEP,
        {
            "job_id": lease.job_id,
            "lease_no": lease.lease_no,
            "sequence": sequence,
            "data": jsonb.dumps(data),
            "message": message,
            "ids": [artifact.id for artifact in artifacts],
            "artifact_types": [artifact.artifact_type for artifact in artifacts],
            "names": [artifact.name for artifact in artifacts],
            "file_paths": [artifact.file_path for artifact in artifacts],
            "files_data": [artifact.file_data for artifact in artifacts],
            "mime_types": [artifact.mime_type for artifact in artifacts],
            "sizes_bytes": [artifact.size_bytes for artifact in artifacts],
        },
    )
    if row is None:
        raise LeaseLost(lease.job_id, lease.lease_no)
    database.notifier.events([lease.job_id])


async def finish_jobs(database: Database, outcomes: Sequence[Outcome]) -> frozenset[UUID]:
    """Ends attempts. Returns the jobs whose attempt it ended: of the others the lease was lost, and nothing
    was written.
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
        }
        for outcome in outcomes
    ]
    rows = await database.rows(_FINISH, {"outcomes": jsonb.dumps(told)})
    database.notifier.ready(row["browser_type_id"] for row in rows if row["status"] == Status.PENDING)
    ended = frozenset(row["job_id"] for row in rows if row["job_id"] is not None)
    database.notifier.events(ended)
    return ended


def _jobs(database: Database, rows: Sequence[Row]) -> list[ClaimedJob]:
    """What a claim has got, whose watchers are woken."""
    jobs = [_claimed(row) for row in rows if row["job_id"] is not None]
    if jobs:
        database.notifier.events(job.lease.job_id for job in jobs)
    return jobs


_CLAIMED = [field.name for field in fields(ClaimedJob) if field.name != "lease"]


def _claimed(row: Row) -> ClaimedJob:
    return ClaimedJob(lease=Lease(row["job_id"], row["lease_no"]), **{name: row[name] for name in _CLAIMED})
