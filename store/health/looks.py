"""What is looked at for health: each look is bounded, however many jobs there are and wait."""

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import LiteralString

from store.database.connection import Database, Row

PINGS = 3
MAX_PROCESSES = 10_000
HEAD = 20
"""How many jobs at the head of each line are looked at, which are the next to start."""
OLDEST = 50
"""How many of those that were created first."""
MAX_RECEIVERS = 200
LOST_S = 900
"""For how long a worker process that died is told of."""

# When transactions began, and what kind of backend a connection is, is told of one's own only. So a transaction is open
# since the earliest minute that was written when it ran already: that had a higher number to come.
_DATABASE = """
SELECT
    (SELECT count(*) FROM pg_stat_activity WHERE usesysid IS NOT NULL AND datid IS NOT NULL) AS connections,
    current_setting('max_connections')::integer AS max_connections,
    coalesce(extract(epoch FROM now() - open.since), 0)::float8 AS oldest_transaction_s,
    (SELECT age(datfrozenxid) FROM pg_database WHERE datname = current_database()) AS transaction_age,
    running.next_transaction,
    extract(epoch FROM now())::float8 AS at_s
FROM (
    SELECT
        pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS oldest_transaction,
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next_transaction
) AS running
CROSS JOIN LATERAL (
    SELECT min(measured_at) AS since
    FROM health_minutes
    WHERE minute > now() - interval '61 minutes'
        AND (facts ->> 'nextTransaction')::bigint > running.oldest_transaction
        AND (facts ->> 'nextTransaction')::bigint <= running.next_transaction
) AS open
"""

_PROCESSES = f"""
SELECT
    process.expires_at >= now() AS is_live, process.browser_type_ids, process.slots,
    (process.metadata ->> 'slotsLimit')::integer AS slots_limit,
    process.metadata ->> 'storage' = 'error' AS storage_failing,
    process.metadata ->> 'sandbox' = 'off' AS sandbox_off,
    process.metadata ->> 'pages' = 'error' AS pages_failing,
    (SELECT count(*) FROM job_leases AS lease WHERE lease.process_id = process.id) AS busy
FROM worker_processes AS process
WHERE process.expires_at >= now() - interval '{LOST_S} seconds'
LIMIT {MAX_PROCESSES}
"""  # noqa: S608 - constants

# The wait of a job counts from when it could start: it may have been deferred, or have run before.
_WAITING = f"""
WITH looked AS (
    SELECT head.job_id, head.browser_type_id, head.held_at IS NOT NULL AS was_held, true AS is_head
    FROM browser_types AS browser_type
    CROSS JOIN LATERAL (
        SELECT job_id, browser_type_id, held_at FROM job_ready
        WHERE browser_type_id = browser_type.id
        ORDER BY rank, seq
        LIMIT {HEAD}
    ) AS head
    WHERE browser_type.paused_at IS NULL
    UNION ALL
    SELECT oldest.job_id, oldest.browser_type_id, oldest.held_at IS NOT NULL, false
    FROM (SELECT job_id, browser_type_id, held_at FROM job_ready ORDER BY job_id LIMIT {OLDEST}) AS oldest
    JOIN browser_types AS browser_type ON browser_type.id = oldest.browser_type_id AND browser_type.paused_at IS NULL
)
SELECT
    looked.job_id::text, looked.browser_type_id, looked.is_head, looked.was_held,
    extract(epoch FROM now() - greatest(job.updated_at, job.not_before))::float8 AS waited_s,
    extract(epoch FROM now())::float8 AS at_s
FROM looked
JOIN automation_jobs AS job ON job.id = looked.job_id
"""  # noqa: S608

_BROWSER_TYPES = "SELECT id, name FROM browser_types ORDER BY id"

# A line stands behind its receiver where something is being sent to it, or has failed, or its circuit is not closed:
# what is overdue in another one waits for us.
_DELIVERIES = f"""
WITH RECURSIVE receiving AS (
    (
        SELECT client_id, receiver, 1 AS number
        FROM webhook_deliveries
        WHERE due_at IS NOT NULL
        ORDER BY client_id, receiver
        LIMIT 1
    )
    UNION ALL
    SELECT next.client_id, next.receiver, receiving.number + 1
    FROM receiving
    CROSS JOIN LATERAL (
        SELECT client_id, receiver
        FROM webhook_deliveries
        WHERE due_at IS NOT NULL AND (client_id, receiver) > (receiving.client_id, receiving.receiver)
        ORDER BY client_id, receiver
        LIMIT 1
    ) AS next
    WHERE receiving.number < {MAX_RECEIVERS}
)
SELECT
    count(*) AS receivers,
    coalesce(max(extract(epoch FROM now() - head.due_at)) FILTER (WHERE NOT head.is_served), 0)::float8 AS behind_s
FROM receiving
CROSS JOIN LATERAL (
    SELECT
        delivery.due_at,
        EXISTS (
            SELECT FROM webhook_deliveries AS served
            WHERE served.client_id = receiving.client_id AND served.receiver = receiving.receiver
                AND served.due_at > now() AND (served.status = 'delivering' OR served.failures > 0)
        ) OR EXISTS (
            SELECT FROM circuits AS circuit
            WHERE circuit.kind = 'receiver' AND circuit.subject = receiving.receiver
                AND circuit.client_id = receiving.client_id AND circuit.state <> 'closed'
        ) AS is_served
    FROM webhook_deliveries AS delivery
    WHERE delivery.client_id = receiving.client_id AND delivery.receiver = receiving.receiver
        AND delivery.due_at IS NOT NULL
    ORDER BY delivery.due_at
    LIMIT 1
) AS head
"""  # noqa: S608

# A circuit that an administrator has opened is no trouble.
_STATE = """
SELECT
    (
        SELECT count(DISTINCT (kind, subject))
        FROM (SELECT kind, subject FROM circuits WHERE state <> 'closed' AND forced_by IS NULL LIMIT 10000) AS one
    ) AS open_circuits,
    coalesce(
        (SELECT CASE WHEN forced_until > now() THEN forced_level ELSE level END FROM service_state WHERE id = 'level'),
        'full'
    ) AS service_level
"""

_TALLIES = """
SELECT process_id, tally, counted FROM process_tallies WHERE tally <> counted
"""

WINDOWS: Mapping[str, LiteralString] = {
    "5m": "5 minutes",
    "15m": "15 minutes",
    "30m": "30 minutes",
    "1h": "1 hour",
    "6h": "6 hours",
    "3d": "3 days",
}
"""Over which outcomes are summed, with the minute that is being measured."""
_COUNTS: tuple[LiteralString, ...] = ("ended", "failed", "faults", "crashes")
_SUMS: LiteralString = ", ".join(
    [
        f"coalesce(sum({count}) FILTER (WHERE minute > now() - interval '{interval}'), 0)::integer AS {count}_{name}"
        for name, interval in WINDOWS.items()
        for count in _COUNTS
    ]
)
_WINDOWS: LiteralString = f"SELECT {_SUMS} FROM health_minutes WHERE minute > now() - interval '3 days'"  # noqa: S608


@dataclass(frozen=True, kw_only=True, slots=True)
class Sums:
    """How jobs and attempts ended within a window."""

    ended: int = 0
    failed: int = 0
    faults: int = 0
    """Jobs that failed through a fault of ours."""
    crashes: int = 0
    """Attempts that a browser ended by dying."""

    @property
    def fault_ratio(self) -> float:
        return self.faults / self.ended if self.ended else 0.0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            ended=self.ended + other.ended,
            failed=self.failed + other.failed,
            faults=self.faults + other.faults,
            crashes=self.crashes + other.crashes,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Process:
    """A worker process, which lives, or died within LOST_S."""

    is_live: bool
    browser_type_ids: list[int]
    slots: int
    slots_limit: int | None = None
    """How many of them it fills at the moment. None: all."""
    busy: int = 0
    storage_failing: bool | None = None
    sandbox_off: bool | None = None
    pages_failing: bool | None = None

    @property
    def filled(self) -> int:
        """How many of its slots it fills now: fewer than it has where its machine is loaded."""
        return self.slots if self.slots_limit is None else min(self.slots, self.slots_limit)

    @property
    def idle(self) -> int:
        """How many jobs more it may take."""
        return max(0, self.filled - self.busy)


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A job in a line."""

    job_id: str
    browser_type_id: int
    is_head: bool
    """Whether it is one of those that start next."""
    was_held: bool
    """Whether a limit, a circuit or the clock of a site has kept it from its line."""
    waited_s: float
    """Since it could start; with the time that it was held, if it was."""
    seen_s: float
    """For how long it has been seen in the line, minute by minute."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Looks:
    """What was found."""

    latency_ms: float
    """Of an answer of the database; the middle one of PINGS."""
    connections: int
    max_connections: int
    oldest_transaction_s: float
    """Of those that have written something; 61 minutes at most."""
    next_transaction: int
    """The number of the next one."""
    transaction_age: int
    """How many transactions ago the oldest one was that vacuum has not yet frozen."""
    browser_types: Mapping[int, str]
    processes: list[Process]
    waiting: list[Waiting]
    receivers: int
    """How many receivers of webhooks have something to come."""
    behind_s: float
    """For how long a delivery is overdue that no receiver holds up."""
    windows: Mapping[str, Sums]
    open_circuits: int
    """Circuits that are not closed, without those that an administrator has opened."""
    service_level: str
    minute: Sums = field(default_factory=Sums)
    """What has ended since the minute before was written."""
    tallies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The totals that `minute` was counted from, by process."""
    at_s: float = 0
    """When it was looked, by the database's clock."""

    @property
    def live(self) -> list[Process]:
        return [process for process in self.processes if process.is_live]


async def look(database: Database, seen: Mapping[str, float]) -> Looks:
    """Looks at everything. `seen` says of jobs since when they have been seen in a line. Raises DatabaseUnavailable."""
    latencies_ms = [await _ping_ms(database) for _ in range(PINGS)]
    (state,) = await database.rows(_DATABASE)
    processes = [Process(**row) for row in await database.rows(_PROCESSES)]
    waiting = [_waiting(row, seen) for row in await database.rows(_WAITING)]
    (deliveries,) = await database.rows(_DELIVERIES)
    (circuits,) = await database.rows(_STATE)
    tallies = await database.rows(_TALLIES)
    minute = _counted(tallies)
    (sums,) = await database.rows(_WINDOWS)
    return Looks(
        latency_ms=round(statistics.median(latencies_ms), 1),
        browser_types={row["id"]: row["name"] for row in await database.rows(_BROWSER_TYPES)},
        processes=processes,
        waiting=waiting,
        windows={name: Sums(**{count: sums[f"{count}_{name}"] for count in _COUNTS}) + minute for name in WINDOWS},
        minute=minute,
        tallies={str(row["process_id"]): row["tally"] for row in tallies},
        **state,
        **deliveries,
        **circuits,
    )


async def _ping_ms(database: Database) -> float:
    started = time.monotonic()
    await database.rows("SELECT")
    return (time.monotonic() - started) * 1000


def _waiting(row: Row, seen: Mapping[str, float]) -> Waiting:
    seen_s = row["at_s"] - seen.get(row["job_id"], row["at_s"])
    return Waiting(
        job_id=row["job_id"],
        browser_type_id=row["browser_type_id"],
        is_head=row["is_head"],
        was_held=row["was_held"],
        waited_s=max(0.0, row["waited_s"]),
        seen_s=min(seen_s, max(0.0, row["waited_s"])),
    )


def _counted(tallies: list[Row]) -> Sums:
    """What processes have counted and no minute has yet."""
    names = {"ended": "ended", "failed": "failed", "faults": "faults", "crashes": "attempts.BROWSER_CRASHED"}
    return Sums(
        **{
            count: sum(max(0, row["tally"].get(name, 0) - row["counted"].get(name, 0)) for row in tallies)
            for count, name in names.items()
        }
    )
