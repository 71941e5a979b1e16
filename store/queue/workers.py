"""Worker processes: joining, heartbeats, leaving; and who is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from store.database import jsonb
from store.database.connection import ANSWER_TIMEOUT_S, Database, Row
from store.database.tally import TELL
from store.job import Json, Lease
from store.live.relay import RelayAddress
from store.queue.pausing import PauseWish
from store.sites.away import NEWS, NOTHING, News, news

CEILING_RATIO = 0.75
"""By what the number of jobs is multiplied that a process runs at once, at levels of the service that ease machines."""

_JOIN = """
INSERT INTO worker_processes (
    id, browser_type_ids, slots, expires_at, metadata, live_address, live_certificate, live_token
)
VALUES (
    %(id)s, %(browser_type_ids)s, %(slots)s, now() + %(ttl_s)s * interval '1 second', %(metadata)s::jsonb,
    %(live_address)s, %(live_certificate)s, %(live_token)s
)
ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), expires_at = excluded.expires_at
RETURNING id
"""

# One round trip: says that the process lives and what it has counted, and hears what became of its jobs.
_BEAT: LiteralString = """
WITH process AS (
    UPDATE worker_processes
    SET heartbeat_at = now(),
        expires_at = now() + %(ttl_s)s * interval '1 second',
        browser_type_ids = %(browser_type_ids)s,
        metadata = %(metadata)s::jsonb
    WHERE id = %(id)s
    RETURNING id
), tally AS (
    {tell}
)
SELECT
    lease.job_id, lease.lease_no, lease.cancel_requested_at IS NOT NULL AS cancel_requested, {news},
    extract(
        epoch FROM lease.pause_requested_at + lease.pause_timeout_ms * interval '1 ms' - now()
    )::float8 AS pause_s,
    lease.pause_by, lease.resume_outcome, lease.resume_note, lease.resume_by,
    coalesce((
        SELECT CASE
            WHEN state.forced_until <= now() IS NOT FALSE THEN state.ceiling_ratio
            WHEN state.forced_level IN ('degraded', 'minimal') THEN %(ceiling_ratio)s
            ELSE 1
        END
        FROM service_state AS state
    ), 1)::float8 AS ceiling_ratio
FROM process
LEFT JOIN job_leases AS lease ON lease.process_id = process.id
""".replace("{tell}", TELL).replace("{news}", NEWS)

_LEAVE = """
WITH tally AS (
    {tell}
)
DELETE FROM worker_processes WHERE id = %(id)s RETURNING id
""".replace("{tell}", TELL)

_LIST = """
SELECT
    worker.id, worker.browser_type_id, worker.status, lease.job_id AS current_job_id, worker.last_heartbeat,
    worker.started_at, CASE WHEN %(client_id)s::text IS NULL THEN worker.metadata ELSE '{}' END AS metadata,
    worker.browser_type_ids, worker.slots_limit
FROM browser_workers AS worker
LEFT JOIN job_leases AS lease
    ON lease.job_id = worker.current_job_id AND lease.client_id = coalesce(%(client_id)s, lease.client_id)
ORDER BY worker.started_at, worker.process_id, worker.slot_no
"""

_STATS = """
SELECT
    browser_type.name, browser_type.paused_at,
    (SELECT count(*) FROM browser_workers AS worker
     WHERE worker.status = 'idle' AND browser_type.id = ANY (worker.browser_type_ids)) AS idle,
    (SELECT count(*) FROM browser_workers AS worker
     WHERE worker.status = 'held' AND browser_type.id = ANY (worker.browser_type_ids)) AS held,
    (SELECT count(*) FROM job_leases AS lease WHERE lease.browser_type_id = browser_type.id) AS busy,
    (SELECT count(*) FROM job_ready AS ready WHERE ready.browser_type_id = browser_type.id)
        + (SELECT count(*) FROM job_deferred AS deferred WHERE deferred.browser_type_id = browser_type.id)
        + (SELECT count(*) FROM job_parked AS parked WHERE parked.browser_type_id = browser_type.id)
        AS pending_jobs
FROM browser_types AS browser_type
ORDER BY browser_type.id
"""

_TOTALS = """
SELECT
    count(*) FILTER (WHERE status = 'idle') AS idle,
    count(*) FILTER (WHERE status = 'busy') AS busy,
    count(*) FILTER (WHERE status = 'held') AS held,
    (SELECT coalesce(sum((process.metadata ->> 'browsers')::integer), 0)
     FROM worker_processes AS process WHERE process.expires_at >= now()) AS browsers,
    EXISTS (
        SELECT FROM worker_processes AS process
        WHERE process.expires_at >= now() AND process.metadata ->> 'storage' = 'error'
    ) AS storage_failing,
    EXISTS (
        SELECT FROM worker_processes AS process
        WHERE process.expires_at >= now() AND process.metadata ->> 'sandbox' = 'off'
    ) AS sandbox_off
FROM browser_workers
"""


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a worker process hears when it says that it lives."""

    held: frozenset[Lease]
    """The leases that it still holds; any other job that it runs is no longer its."""
    cancelled: frozenset[UUID]
    """The jobs among them that shall be cancelled."""
    ceiling_ratio: float
    """By what the number of jobs is to be multiplied that the process runs at once."""
    news: News = NOTHING
    """What of that which jobs use is out of use."""
    wishes: Mapping[UUID, PauseWish] = field(default_factory=dict)
    """What somebody wants of the jobs among them that shall stand still, or go on. It is heard again until a statement
    of store.queue.pausing has followed it.
    """


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """One slot of a worker process."""

    id: UUID
    browser_type_id: int | None
    status: str
    current_job_id: UUID | None
    last_heartbeat: datetime
    started_at: datetime
    metadata: Json
    browser_type_ids: list[int]
    slots_limit: int
    """How many jobs its process runs at once now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BrowserTypeStats:
    """How many workers take the jobs of one browser type, and how many jobs wait for them."""

    name: str
    paused_at: datetime | None
    idle: int
    held: int
    busy: int
    pending_jobs: int

    @property
    def total(self) -> int:
        return self.idle + self.held + self.busy


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """How many workers there are, how many browsers they have open, and whether one cannot store files or runs browsers
    without their sandbox.
    """

    idle: int
    busy: int
    held: int
    """That take no job, because their machine is overloaded."""
    browsers: int
    storage_failing: bool
    sandbox_off: bool

    @property
    def total(self) -> int:
        return self.idle + self.held + self.busy


async def join(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    slots: int,
    ttl_s: float,
    metadata: Json,
    live: RelayAddress | None = None,
) -> None:
    """Makes a worker process known, which runs `slots` jobs, and one more in its reserve. It is taken for dead when it
    has not been heard of for `ttl_s`. `live`: where its jobs can be watched; None: nowhere.
    """
    await database.rows(
        _JOIN,
        {
            "id": process_id,
            "browser_type_ids": list(browser_type_ids),
            "slots": slots,
            "ttl_s": ttl_s,
            "metadata": jsonb.dumps(metadata),
            "live_address": live and live.address,
            "live_certificate": live and live.certificate,
            "live_token": live and live.token,
        },
    )


async def beat(
    database: Database,
    process_id: UUID,
    *,
    browser_type_ids: Sequence[int],
    ttl_s: float,
    metadata: Json,
    answer_s: float = ANSWER_TIMEOUT_S,
) -> Heartbeat | None:
    """Says that the process lives, and what it takes now; waits `answer_s` at most. None: it was taken for dead and
    forgotten, and must join again.
    """
    totals = database.tally.news()
    rows = await database.rows(
        _BEAT,
        {
            "id": process_id,
            "browser_type_ids": list(browser_type_ids),
            "ttl_s": ttl_s,
            "metadata": jsonb.dumps(metadata),
            "tally_id": database.tally.id,
            "tally": totals and jsonb.dumps(totals),
            "ceiling_ratio": CEILING_RATIO,
        },
        answer_s=answer_s,
    )
    if totals:
        database.tally.was_told(totals)
    if not rows:
        return None
    leases = [row for row in rows if row["job_id"] is not None]
    return Heartbeat(
        held=frozenset(Lease(row["job_id"], row["lease_no"]) for row in leases),
        cancelled=frozenset(row["job_id"] for row in leases if row["cancel_requested"]),
        ceiling_ratio=rows[0]["ceiling_ratio"],
        news=news(rows[0]),
        wishes={
            row["job_id"]: _wish(row)
            for row in leases
            if row["pause_s"] is not None or row["resume_outcome"] is not None
        },
    )


def _wish(row: Row) -> PauseWish:
    return PauseWish(
        pause=row["pause_s"] is not None,
        timeout_s=max(0.0, row["pause_s"] or 0.0),
        by=row["pause_by"] or "",
        resume=row["resume_outcome"],
        note=row["resume_note"] or "",
        resumed_by=row["resume_by"] or "",
    )


async def leave(database: Database, process_id: UUID) -> None:
    """Forgets a process that stops. Leases that it still holds are rescued at once."""
    totals = database.tally.news()
    parameters = {"id": process_id, "tally_id": database.tally.id, "tally": totals and jsonb.dumps(totals)}
    await database.rows(_LEAVE, parameters)
    if totals:
        database.tally.was_told(totals)


async def list_workers(database: Database, client_id: str | None = None) -> list[Worker]:
    """All slots of all processes, dead ones too until they are forgotten. For a client: without what is
    other clients' business, their jobs, and without what is ours, the machines.
    """
    rows = await database.rows(_LIST, {"client_id": client_id})
    return [Worker(**row) for row in rows]


async def browser_type_stats(database: Database) -> list[BrowserTypeStats]:
    return [BrowserTypeStats(**row) for row in await database.rows(_STATS)]


async def totals(database: Database) -> Totals:
    (row,) = await database.rows(_TOTALS)
    return Totals(**row)
