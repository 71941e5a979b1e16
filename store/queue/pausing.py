"""Jobs that stand still while their worker holds them: at somebody's wish, or because a person is needed.

Whoever wants that a job stand still, or go on, marks its lease and wakes its worker; the worker follows, under its
lease, with a statement that moves the job and takes the wish off the row. So a wish needs no viewer and survives any
server, and one that was taken back in time is never followed.
"""

from dataclasses import dataclass
from typing import Any, Literal, LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import Database, Row
from store.errors import DatabaseUnavailable, JobNotRunning, JobNotStandingStill, LeaseLost, TooManyPaused
from store.job import HELD_BY_WORKER, STANDING_STILL, TERMINAL, Job, Json, Lease
from store.queue.claim import LEASE_GRACE_S
from store.records.listing import get_job

PAUSED = "PAUSED"
"""Pause.reason of a job that stands still at somebody's wish; with any other, it waits for a person."""

STATUS: LiteralString = """CASE
            WHEN lease.paused_at IS NULL THEN 'processing'
            WHEN lease.pause ->> 'reason' = 'PAUSED' THEN 'paused'
            ELSE 'intervention_needed'
        END"""
"""The status of a job that has a lease."""

_ROOM = """
SELECT
    lease.paused_at IS NOT NULL AS is_still, coalesce(process.slots, 1) AS slots,
    (
        SELECT count(*)
        FROM job_leases AS other
        WHERE other.process_id = lease.process_id AND other.job_id <> lease.job_id
            AND (other.paused_at IS NOT NULL OR other.pause_requested_at IS NOT NULL)
    ) AS held
FROM job_leases AS lease
LEFT JOIN worker_processes AS process ON process.id = lease.process_id
WHERE lease.job_id = %(job_id)s AND lease.client_id = %(client_id)s
"""

_REQUEST_PAUSE = """
UPDATE job_leases
SET pause_requested_at = now(), pause_timeout_ms = %(timeout_ms)s, pause_by = %(by)s
WHERE job_id = %(job_id)s AND client_id = %(client_id)s
RETURNING job_id AS id
"""

# Of a job that does not stand still yet, the wish that it do so is taken back: its worker looks for it before it
# follows.
_REQUEST_RESUME = """
UPDATE job_leases
SET pause_requested_at = NULL, pause_timeout_ms = NULL, pause_by = NULL,
    resume_requested_at = CASE WHEN paused_at IS NOT NULL THEN now() END,
    resume_outcome = CASE WHEN paused_at IS NOT NULL THEN %(outcome)s END,
    resume_note = CASE WHEN paused_at IS NOT NULL THEN %(note)s END,
    resume_by = CASE WHEN paused_at IS NOT NULL THEN %(by)s END
WHERE job_id = %(job_id)s AND client_id = %(client_id)s
    AND (
        (paused_at IS NOT NULL AND (%(outcome)s = 'done' OR pause ->> 'reason' <> 'PAUSED'))
        OR (paused_at IS NULL AND pause_requested_at IS NOT NULL AND %(outcome)s = 'done')
    )
RETURNING job_id AS id
"""

# Two jobs of a process that are about to stand still do so one after the other: each sees whether the other does.
_IN_TURN = "SELECT pg_advisory_xact_lock(hashtextextended(process_id::text, 31)) FROM job_leases WHERE job_id = %s"

# A job that tries a site for others does so no longer: they would wait for a person, too.
#
# What was told already, since the answer to it was lost, is not told again, nor decided otherwise; nor does one that
# comes late, after the next one, take that back. A wish can be older than its time: the worker needs its lease still.
_RECORD_PAUSE = """
WITH held AS (
    SELECT lease.*, coalesce(lease.last_told, 0) < %(sequence)s AS is_new
    FROM job_leases AS lease
    WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
    FOR UPDATE
), decided AS (
    SELECT
        held.job_id, held.is_new,
        held.is_new AND NOT (%(is_wished)s AND held.pause_requested_at IS NULL) AND (
            SELECT count(*)
            FROM job_leases AS other
            WHERE other.process_id = held.process_id AND other.job_id <> held.job_id AND other.paused_at IS NOT NULL
        ) < %(max_held)s AS is_paused,
        coalesce(
            held.pause_requested_at + held.pause_timeout_ms * interval '1 ms', now() + %(timeout_s)s * interval '1 s'
        ) AS until
    FROM held
), lease AS (
    UPDATE job_leases AS lease
    SET pause_requested_at = CASE WHEN NOT is_new THEN lease.pause_requested_at END,
        pause_timeout_ms = CASE WHEN NOT is_new THEN lease.pause_timeout_ms END,
        pause_by = CASE WHEN NOT is_new THEN lease.pause_by END,
        pause = CASE
            WHEN is_paused THEN %(pause)s::jsonb || jsonb_build_object('since', now(), 'deadline', until)
            ELSE lease.pause
        END,
        paused_at = CASE WHEN is_paused THEN now() ELSE lease.paused_at END,
        deadline_at = CASE
            WHEN is_paused THEN greatest(until, now()) + %(time_s)s * interval '1 s'
            ELSE lease.deadline_at
        END,
        last_told = greatest(lease.last_told, %(sequence)s),
        last_event = CASE WHEN is_paused THEN lease.next_sequence ELSE lease.last_event END,
        next_sequence = lease.next_sequence + is_paused::integer
    FROM decided
    WHERE lease.job_id = decided.job_id
    RETURNING
        lease.job_id, lease.client_id, lease.last_event, lease.pause, lease.paused_at, {status} AS status, is_paused
), job AS (
    UPDATE automation_jobs AS job
    SET status = lease.status, updated_at = now()
    FROM lease
    WHERE lease.is_paused AND job.id = lease.job_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT job_id, last_event, client_id, 'job.' || status, status, jsonb_build_object('pause', pause)
    FROM lease
    WHERE is_paused
), probe AS (
    DELETE FROM circuit_probes AS probe
    USING lease
    WHERE lease.is_paused AND probe.job_id = lease.job_id
)
SELECT extract(epoch FROM (pause ->> 'deadline')::timestamptz - now())::float8 AS for_s FROM lease
""".replace("{status}", STATUS)

_MOVE_DEADLINE = """
UPDATE job_leases AS lease
SET pause = CASE
        WHEN pause_requested_at IS NULL THEN pause
        ELSE pause || jsonb_build_object('deadline', pause_requested_at + pause_timeout_ms * interval '1 ms')
    END,
    deadline_at = CASE
        WHEN paused_at IS NULL OR pause_requested_at IS NULL THEN deadline_at
        ELSE greatest(pause_requested_at + pause_timeout_ms * interval '1 ms', now()) + %(time_s)s * interval '1 s'
    END,
    pause_requested_at = CASE WHEN paused_at IS NULL THEN pause_requested_at END,
    pause_timeout_ms = CASE WHEN paused_at IS NULL THEN pause_timeout_ms END,
    pause_by = CASE WHEN paused_at IS NULL THEN pause_by END
WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
RETURNING coalesce(extract(epoch FROM (pause ->> 'deadline')::timestamptz - now()), 0)::float8 AS for_s
"""

_UPDATE_PAUSE = """
UPDATE job_leases
SET pause = pause || jsonb_build_object('looksSolved', %(looks_solved)s::boolean)
WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
RETURNING job_id
"""

_RECORD_RESUME = """
WITH held AS (
    SELECT job_id, coalesce(last_told, 0) < %(sequence)s AND paused_at IS NOT NULL AS is_new, resume_by
    FROM job_leases
    WHERE job_id = %(job_id)s AND lease_no = %(lease_no)s
    FOR UPDATE
), lease AS (
    UPDATE job_leases AS lease
    SET pause = NULL, paused_at = NULL, controlled_by = NULL, controlled_since = NULL,
        resume_requested_at = NULL, resume_outcome = NULL, resume_note = NULL, resume_by = NULL,
        deadline_at = now() + %(time_s)s * interval '1 s',
        last_told = %(sequence)s,
        last_event = lease.next_sequence,
        next_sequence = lease.next_sequence + 1
    FROM held
    WHERE held.is_new AND lease.job_id = held.job_id
    RETURNING lease.job_id, lease.client_id, lease.last_event, held.resume_by
), job AS (
    UPDATE automation_jobs AS job
    SET status = 'processing', updated_at = now()
    FROM lease
    WHERE job.id = lease.job_id
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT
        job_id, last_event, client_id, 'job.resumed', 'processing',
        %(data)s::jsonb || CASE
            WHEN %(is_by_call)s AND resume_by IS NOT NULL THEN jsonb_build_object('by', resume_by)
            ELSE '{}'
        END
    FROM lease
)
SELECT job_id FROM held
"""

# Each place that a job can have knows the number of its next event. A worker of the release before numbers events by
# itself, and would take ours for its own, told already.
_RECORD_VIEWED = """
WITH ready AS (
    UPDATE job_ready SET next_sequence = next_sequence + 1
    WHERE job_id = %(job_id)s
    RETURNING job_id, client_id, next_sequence - 1 AS sequence, 'pending' AS status
), deferred AS (
    UPDATE job_deferred SET next_sequence = next_sequence + 1
    WHERE job_id = %(job_id)s
    RETURNING job_id, client_id, next_sequence - 1, 'pending'
), parked AS (
    UPDATE job_parked SET next_sequence = next_sequence + 1
    WHERE job_id = %(job_id)s
    RETURNING job_id, client_id, next_sequence - 1, 'pending'
), leased AS (
    UPDATE job_leases AS lease SET next_sequence = next_sequence + 1
    WHERE job_id = %(job_id)s AND last_told IS NOT NULL
    RETURNING job_id, client_id, next_sequence - 1, {status}
), place AS (
    SELECT * FROM ready UNION ALL SELECT * FROM deferred UNION ALL SELECT * FROM parked UNION ALL SELECT * FROM leased
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data)
    SELECT job_id, sequence, client_id, 'job.viewed', status, jsonb_build_object('viewer', %(viewer)s::text) FROM place
)
SELECT job_id AS id, client_id FROM place
""".replace("{status}", STATUS)

_WHERE = """
SELECT job.status, EXISTS (SELECT FROM job_leases AS lease WHERE lease.job_id = job.id AND last_told IS NULL) AS is_old
FROM automation_jobs AS job
WHERE job.id = %(job_id)s
"""

_TRIES = 5


DEFAULT_TIMEOUT_S = 900.0
"""For how long a job stands still where nobody says it."""


def most_held(slots: int) -> int:
    """How many of a worker's jobs may stand still, so that the others have their half of its slots."""
    return max(1, slots // 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPause:
    """Why a job is to stand still: Pause of the API."""

    reason: str
    timeout_s: float
    """For how long at most, unless the wish says it otherwise."""
    vendor: str = ""
    instructions: str = ""
    message: str = ""
    action_index: int | None = None
    action: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PauseWish:
    """What somebody wants of a job that a worker holds, as its heartbeat hears it."""

    pause: bool = False
    """Whether it shall stand still; of one that does, that its deadline be moved."""
    timeout_s: float = 0.0
    """For how long from now on."""
    by: str = ""
    resume: Literal["done", "failed"] | None = None
    """Whether it shall go on, and what has become of what it waited for. None: it shall not."""
    note: str = ""
    resumed_by: str = ""
    """Who has said so."""


async def request_pause(database: Database, client_id: str, job_id: UUID, *, timeout_s: float, by: str) -> Job:
    """Asks that a running job stand still, or, if it does, that it do so until `timeout_s` from now. Returns the job.

    Raises JobNotFound, JobNotRunning or TooManyPaused.
    """
    guard = {"job_id": job_id, "client_id": client_id}
    wish = {**guard, "timeout_ms": round(timeout_s * 1000), "by": by}
    for _ in range(_TRIES):
        room = await database.row(_ROOM, guard)
        if room and not room["is_still"] and room["held"] >= most_held(room["slots"]):
            raise TooManyPaused(job_id, most_held(room["slots"]))
        if room and await database.client_row(client_id, _REQUEST_PAUSE, wish, changed=[f"job/{job_id}"]):
            database.notifier.cancel(job_id)
            return await get_job(database, client_id, job_id)
        job = await get_job(database, client_id, job_id)
        if job.status not in HELD_BY_WORKER:
            raise JobNotRunning(job_id, job.status)
    raise _moved(job_id)


async def request_resume(
    database: Database, client_id: str, job_id: UUID, *, outcome: Literal["done", "failed"], note: str, by: str
) -> Job:
    """Asks that a job go on that stands still, or takes back the wish that it do so. Returns the job.

    Raises JobNotFound, or JobNotStandingStill: it does not, or it is only paused, of which nothing can fail.
    """
    wish = {"job_id": job_id, "outcome": outcome, "note": note, "by": by}
    for _ in range(_TRIES):
        row = await database.client_row(client_id, _REQUEST_RESUME, wish, changed=[f"job/{job_id}"])
        job = await get_job(database, client_id, job_id)
        if row is not None:
            database.notifier.cancel(job_id)
            return job
        if job.status not in STANDING_STILL or (outcome == "failed" and (job.pause or {}).get("reason") == PAUSED):
            raise JobNotStandingStill(job_id, job.status)
    raise _moved(job_id)


async def record_pause(
    database: Database, lease: Lease, sequence: int, pause: NewPause, *, left_s: float, max_held: int
) -> float | None:
    """Records that a job stands still from now on, with `left_s` left of its own time: its status, its event, the
    lease's time. Returns for how many seconds it may do so, which can be longer or shorter than the pause says where
    somebody has wished so meanwhile.

    None: nothing was written, and the job goes on, since as many jobs of the process stand still already as may; or,
    with the reason PAUSED, since nobody wishes it any more. A wish is taken off the row in either case.

    `sequence` is the worker's own number of it, as that of record_step, spent whatever the answer is. May be sent again
    when its answer was lost. Raises LeaseLost.
    """
    parameters = {
        **_of(lease, left_s),
        "sequence": sequence,
        "pause": jsonb.dumps(_json(pause)),
        "is_wished": pause.reason == PAUSED,
        "timeout_s": pause.timeout_s,
        "max_held": max_held,
    }
    rows = await database.rows(_RECORD_PAUSE, parameters, after=(_IN_TURN, (lease.job_id,)))
    for_s: float | None = _found(rows, lease)["for_s"]
    if for_s is not None:
        database.notifier.events([lease.job_id])
    return for_s


async def move_deadline(database: Database, lease: Lease, *, left_s: float) -> float:
    """Follows the wish that a job that stands still do so for longer, or shorter. Returns for how many seconds from now
    on; of a job that nobody has such a wish for any more, what is left. May be sent again. Raises LeaseLost.
    """
    for_s: float = _found(await database.rows(_MOVE_DEADLINE, _of(lease, left_s)), lease)["for_s"]
    return for_s


async def update_pause(database: Database, lease: Lease, *, looks_solved: bool) -> None:
    """Records whether what a job waits for seems to be done. Raises LeaseLost."""
    _found(await database.rows(_UPDATE_PAUSE, {**_of(lease), "looks_solved": looks_solved}), lease)


async def record_resume(
    database: Database, lease: Lease, sequence: int, *, resumed_by: str, note: str, left_s: float
) -> None:
    """Records that a job goes on, with `left_s` of its own time. `resumed_by`: as JobEventData. A wish to stand still
    that has come meanwhile stays. May be sent again when its answer was lost. Raises LeaseLost.
    """
    data = {"resumedBy": resumed_by, **({"note": note} if note else {})}
    told = {"sequence": sequence, "data": jsonb.dumps(data), "is_by_call": resumed_by == "call"}
    _found(await database.rows(_RECORD_RESUME, {**_of(lease, left_s), **told}), lease)
    database.notifier.events([lease.job_id])


async def record_viewed(database: Database, job_id: UUID, viewer: str) -> bool:
    """Writes into a job's events that an administrator looks at it. Returns whether: not into those of a job that has
    ended, or that a worker of the release before runs.
    """
    for _ in range(_TRIES):
        viewed = {"job_id": job_id, "viewer": viewer}
        if await database.rows(_RECORD_VIEWED, viewed, changed=[f"job/{job_id}"]):
            database.notifier.events([job_id])
            return True
        job = await database.row(_WHERE, {"job_id": job_id})
        if job is None or job["status"] in TERMINAL or job["is_old"]:
            return False
    raise _moved(job_id)


def _of(lease: Lease, left_s: float = 0.0) -> dict[str, Any]:
    return {"job_id": lease.job_id, "lease_no": lease.lease_no, "time_s": left_s + LEASE_GRACE_S}


def _found(rows: list[Row], lease: Lease) -> Row:
    if not rows:
        raise LeaseLost(lease.job_id, lease.lease_no)
    return rows[0]


def _json(pause: NewPause) -> Json:
    """What is said of it, with the names of the API."""
    told = {
        "reason": pause.reason,
        "vendor": pause.vendor,
        "instructions": pause.instructions,
        "message": pause.message,
        "actionIndex": pause.action_index,
        "action": pause.action,
        "by": pause.by,
    }
    return {name: value for name, value in told.items() if value not in {"", None}}


def _moved(job_id: UUID) -> DatabaseUnavailable:
    return DatabaseUnavailable(TimeoutError(f"job {job_id} moved {_TRIES} times while it was asked for"))
