"""Handing jobs to workers."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID
from weakref import WeakSet

import psycopg

from store import metrics
from store.database.connection import Database, Row
from store.job import ClaimedJob, Lease, Repeat
from store.queue.line import PLACE
from store.queue.parking import ADMITTED, NO_LIMITS, RunLimits, park_more
from store.queue.reserve import NEWCOMER, WINDOW
from store.sites.holds import ANY_HOLD, some_wait

# One probe of the line's head per browser type, and nothing that could reject a row that is found there:
# the cost is the same whether ten jobs wait or ten million. SKIP LOCKED passes over what another worker is
# about to take. A process that others take for dead gets nothing: they would take the jobs away at once.
# Between lines it is not ranks that compare, but how far they are behind their lines' clocks.
# The events' position (migration 0011) is asked for once, when all the jobs are locked.
_HEAD: LiteralString = """
head AS (
    SELECT line.*, line.rank - browser_type.line_ahead_s AS turn
    FROM browser_types AS browser_type
    CROSS JOIN LATERAL (
        SELECT ready.job_id, ready.client_id, ready.site, ready.session, ready.rank, ready.seq, ready.lease_no
        FROM job_ready AS ready
        WHERE ready.browser_type_id = browser_type.id
        ORDER BY ready.rank, ready.seq
        LIMIT %(free)s
        FOR UPDATE SKIP LOCKED
    ) AS line
    WHERE browser_type.id = ANY (%(browser_type_ids)s::integer[]) AND browser_type.paused_at IS NULL
        AND EXISTS (SELECT FROM worker_processes WHERE id = %(process_id)s AND expires_at > now()){unless}
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
        given.turn, given.site, given.session,
        job.client_id, job.browser_type_id, job.priority, job.target_url, job.actions, job.options,
        job.wait_until,
        job.timeout_ms, job.retry_count, job.max_retries, job.repeat, job.html, job.base_url, job.referer,
        job.created_at, job.not_before, job.traceparent, job.task
), leased AS (
    INSERT INTO job_leases ({place}, next_sequence, last_told, last_event, process_id, slot_no, deadline_at)
    SELECT
        {place}, next_sequence + 1, next_sequence, next_sequence, %(process_id)s, slot_no,
        now() + timeout_ms * interval '1 ms' + %(grace_s)s * interval '1 second'
    FROM started{in_order}
), event AS (
    INSERT INTO job_events (job_id, sequence, client_id, type, status, data, position)
    SELECT
        job_id, next_sequence, client_id, 'job.started', 'processing', jsonb_build_object('attempt', lease_no),
        (SELECT event_position() FROM (SELECT count(*) AS jobs FROM started) AS locked WHERE jobs > 0)
    FROM started
)
SELECT
    job_id, lease_no, slot_no, next_sequence + 1 AS next_sequence, browser_type_id, target_url, actions,
    options, wait_until, timeout_ms, retry_count, max_retries, repeat, html, base_url, referer, started.client_id,
    traceparent, task,
    told.*,
    CASE WHEN lease_no = 1 THEN date_part('epoch', now() - greatest(created_at, not_before)) END AS waited_s,
    CASE
        WHEN EXISTS (SELECT FROM url_policies WHERE is_active) THEN (
            SELECT jsonb_agg(jsonb_build_object('id', id, 'client_id', client_id, 'pattern', pattern, 'type', type))
            FROM url_policies
            WHERE is_active AND (client_id = started.client_id OR client_id IS NULL)
        )
    END AS url_policies
FROM told
LEFT JOIN started ON true
ORDER BY turn, seq
""".replace("{place}", PLACE)

_ALL_ADMITTED: LiteralString = """
admitted AS (
    DELETE FROM job_ready AS ready USING head WHERE ready.job_id = head.job_id{unless} RETURNING ready.*, head.turn
)
"""
_SOME_WAIT: LiteralString = """
holds AS MATERIALIZED (
    SELECT {any_hold} AS some_wait
), """.lstrip()
_TOLD: LiteralString = """
told AS MATERIALIZED (
    SELECT holds.some_wait, EXISTS (SELECT FROM head WHERE session IS NOT NULL) AS meets_session FROM holds
), """.lstrip()
_NOTHING_TOLD: LiteralString = ", told AS (\n    SELECT false AS some_wait, false AS meets_session\n)"
# As long as no site is down and none has a clock, no job is asked for its site; and none for its session, where no job
# at the head has one. Otherwise this takes nothing, and says that the other claim has to be made.
_CLAIM = (
    _CLAIMING.replace("{head}", _SOME_WAIT + _HEAD.lstrip())
    .replace("{unless}", " AND NOT (SELECT some_wait FROM holds)")
    .replace("{admitted}", _TOLD + _ALL_ADMITTED.lstrip())
    .replace("{unless}", " AND NOT (SELECT meets_session FROM told)")
    .replace("{any_hold}", ANY_HOLD)
    .replace("{in_order}", "")
)
# In the order of their sessions, so that no two claims wait for each other: each of several that take jobs of one
# session waits to hear whether the other one has it.
_CLAIM_WITHIN_LIMITS = (
    _CLAIMING.replace("{head}", _HEAD.replace("{unless}", ""))
    .replace("{admitted}", ADMITTED)
    .replace("{in_order}", "\n    ORDER BY session")
)
_CLAIM_FOR_RESERVE = (
    _CLAIMING.replace("{head}", NEWCOMER)
    .replace("{admitted}", _ALL_ADMITTED.rstrip().replace("{unless}", "") + _NOTHING_TOLD)
    .replace("{in_order}", "")
)

# Claims that look at what runs come one after the other, over all workers: two at once would not see
# each other's. The lock is taken before the claim, which so sees all that was claimed before.
_IN_TURN = "SELECT pg_advisory_xact_lock(%s)"
_CLAIM_LOCK = 7_303_014_217_385_281_124

_ONE_AT_A_TIME = "job_leases_session"
"""The index by which a session is leased once at a time."""
_meets_session: WeakSet[Database] = WeakSet()
"""The databases in which the last claim of this process has met a job that has a session for itself."""

LEASE_GRACE_S = 30.0
"""How long after the end of its job's time a lease stands: the worker closes the page and stores the outcome
in less. Past it the worker is taken for hung, and the job is rescued though the worker still beats."""


async def claim_jobs(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slot_nos: Sequence[int],
    limits: RunLimits = NO_LIMITS,
) -> list[ClaimedJob]:
    """Gives a worker process the next jobs, one for each of its free slots at most.

    Jobs beyond the limits are parked, and come back into the line when others that they wait for have ended; so are
    those whose site is down or wants to be left alone, until it is up or its time is over.
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
            "slot_nos": _array(free),
            "free": len(free),
            "grace_s": LEASE_GRACE_S,
            "client_limit": limits.client,
            "site_limit": limits.site,
        }
        is_asked = bool(limits) or database in some_wait or database in _meets_session
        turn = (_IN_TURN, (_CLAIM_LOCK,)) if limits else None
        rows = await _claim(database, _CLAIM_WITHIN_LIMITS if is_asked else _CLAIM, parameters, turn)
        if not rows:
            continue
        (some_wait.add if rows[0]["some_wait"] else some_wait.discard)(database)
        (_meets_session.add if rows[0]["meets_session"] else _meets_session.discard)(database)
        if not is_asked and (rows[0]["some_wait"] or rows[0]["meets_session"]):
            continue
        if jobs := _jobs(database, rows):
            found += len(jobs)
            yield jobs
        told = rows[0]
        if not told.get("look_again"):
            break
        if told["held_by"]:
            await park_more(database, list(browser_type_ids), told, limits)


async def claim_newcomer(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slot_no: int,
    slots: int | None = None,
    limits: RunLimits = NO_LIMITS,
) -> list[ClaimedJob]:
    """Gives a worker process one job more when all its slots are taken, or as many as it fills now, `slots`: of a
    client that runs nothing, on any worker. It is within the limits; none is parked for them.
    """
    parameters = {
        "process_id": process_id,
        "browser_type_ids": list(browser_type_ids),
        "slot_nos": _array([slot_no]),
        "slots": slots,
        "grace_s": LEASE_GRACE_S,
        "site_limit": limits.site,
        "window": WINDOW,
    }
    return _jobs(database, await _claim(database, _CLAIM_FOR_RESERVE, parameters, (_IN_TURN, (_CLAIM_LOCK,))))


async def _claim(
    database: Database,
    statement: LiteralString,
    parameters: Mapping[str, Any],
    turn: tuple[LiteralString, Sequence[Any]] | None,
) -> list[Row]:
    """What a claim answers: one row at least, but none where another claim, at the same moment, has taken a job of a
    session for which this one was about to take another; nothing has happened then, and the next claim sees that.
    """
    try:
        return await database.rows(statement, parameters, after=turn)
    except psycopg.errors.UniqueViolation as error:
        if error.diag.constraint_name != _ONE_AT_A_TIME:
            raise
        return []


def _array(numbers: Sequence[int]) -> str:
    """As PostgreSQL writes an array: psycopg takes ten times as long."""
    return f"{{{','.join(map(str, numbers))}}}"


def _jobs(database: Database, rows: Sequence[Row]) -> list[ClaimedJob]:
    """What a claim has got, whose watchers are woken."""
    jobs = [_claimed(row) for row in rows if row["job_id"] is not None]
    if jobs:
        database.notifier.events(job.lease.job_id for job in jobs)
    for row in rows:
        if row["waited_s"] is not None:
            metrics.job_waited(row["browser_type_id"], row["waited_s"])
    return jobs


def _claimed(row: Row) -> ClaimedJob:
    return ClaimedJob(
        lease=Lease(row["job_id"], row["lease_no"]),
        slot_no=row["slot_no"],
        next_sequence=row["next_sequence"],
        browser_type_id=row["browser_type_id"],
        target_url=row["target_url"],
        actions=row["actions"],
        options=row["options"],
        wait_until=row["wait_until"],
        timeout_ms=row["timeout_ms"],
        retry_count=row["retry_count"],
        max_retries=row["max_retries"],
        url_policies=row["url_policies"] or [],
        repeat=_REPEATS[row["repeat"]],
        html=row["html"],
        base_url=row["base_url"],
        referer=row["referer"],
        client_id=row["client_id"],
        traceparent=row["traceparent"],
        task=row["task"],
    )


_REPEATS = {one.value: one for one in Repeat}
"""To look one up takes a tenth of the time of asking the enumeration."""
