"""What the metrics say of all processes together: read every few seconds, so that to ask for metrics asks no database.

Every server reads and says the same. What is read has bounds, so that it costs the same whether ten thousand jobs wait
or ten million.
"""

import time
from itertools import product

from store import metrics
from store.database.connection import Database, Row
from store.database.observing import observe
from store.errors import DatabaseUnavailable
from store.health.minutes import STALE_S
from store.job import STANDING_STILL
from store.queue.pausing import STATUS

INTERVAL_S = 5.0
FORGET_AFTER_S = 30.0
"""How old what was read may become before nothing is said any more."""
COUNTED = 100_000
"""How far jobs are counted."""
HEAD = 100
"""How far into a line it is looked for the oldest job: who stands further back has a lower priority, or is a client's
with many before."""

HELD_BY = {"client": "limit", "site": "limit", "circuit": "circuit", "throttle": "throttle", "session": "session"}
"""What holds a parked job, by the first word of its held_by."""
WORKER_STATES = ("idle", "busy", "held")
CIRCUIT_KINDS = ("site", "receiver", "proxy", "storage")
CIRCUIT_STATES = ("open", "half_open")
SEVERITIES = ("info", "warning", "critical")

# Each count ends at its limit. The lines have an index by browser type; what is deferred or parked is counted over all.
_SNAPSHOT = """
WITH deferred AS MATERIALIZED (
    SELECT browser_type_id, count(*) AS jobs
    FROM (SELECT browser_type_id FROM job_deferred LIMIT %(counted)s) AS one
    GROUP BY browser_type_id
), parked AS MATERIALIZED (
    SELECT browser_type_id, split_part(held_by, ':', 1) AS held_by, count(*) AS jobs
    FROM (SELECT browser_type_id, held_by FROM job_parked LIMIT %(counted)s) AS one
    GROUP BY 1, 2
), browser_type AS (
    SELECT
        type.id,
        type.name,
        (
            SELECT count(*)
            FROM (SELECT FROM job_ready AS ready WHERE ready.browser_type_id = type.id LIMIT %(counted)s) AS one
        ) AS ready,
        (SELECT coalesce(sum(jobs), 0) FROM deferred WHERE deferred.browser_type_id = type.id) AS deferred,
        (SELECT coalesce(sum(jobs), 0) FROM parked WHERE parked.browser_type_id = type.id) AS parked,
        (SELECT count(*) FROM job_leases AS lease WHERE lease.browser_type_id = type.id) AS running,
        (
            SELECT coalesce(greatest(date_part('epoch', now() - min(greatest(job.updated_at, job.not_before))), 0), 0)
            FROM (
                SELECT ready.job_id
                FROM job_ready AS ready
                WHERE ready.browser_type_id = type.id
                ORDER BY ready.rank, ready.seq
                LIMIT %(head)s
            ) AS head
            JOIN automation_jobs AS job ON job.id = head.job_id
        ) AS oldest_s
    FROM browser_types AS type
)
SELECT
    (SELECT jsonb_agg(browser_type) FROM browser_type) AS browser_types,
    (SELECT jsonb_object_agg(status, jobs) FROM (
        SELECT {status} AS status, count(*) AS jobs FROM job_leases AS lease WHERE paused_at IS NOT NULL GROUP BY 1
    ) AS still) AS standing_still,
    (SELECT jsonb_object_agg(held_by, jobs) FROM (
        SELECT held_by, sum(jobs) AS jobs FROM parked GROUP BY held_by
    ) AS held) AS held,
    (SELECT jsonb_object_agg(status, slots) FROM (
        SELECT status, count(*) AS slots FROM browser_workers WHERE status <> 'offline' GROUP BY status
    ) AS worker) AS workers,
    (SELECT count(*) FROM worker_processes WHERE expires_at >= now()) AS processes,
    (
        SELECT count(*) FROM worker_processes WHERE expires_at >= now() AND metadata ->> 'storage' = 'error'
    ) AS storage_failing,
    (SELECT jsonb_agg(circuit) FROM (
        SELECT kind, state, count(*) AS circuits FROM circuits WHERE state <> 'closed' GROUP BY kind, state
    ) AS circuit) AS circuits,
    (SELECT to_jsonb(minute) FROM (
        SELECT score, components
        FROM health_minutes
        WHERE minute > now() - %(stale_s)s * interval '1 second'
        ORDER BY minute DESC
        LIMIT 1
    ) AS minute) AS health,
    (SELECT jsonb_object_agg(severity, alerts) FROM (
        SELECT severity, count(*) AS alerts
        FROM alerts
        WHERE state = 'firing' AND inhibited_by IS NULL
        GROUP BY severity
    ) AS alert) AS alerts
""".replace("{status}", STATUS)


class Fleet:
    """Keeps the metrics of the fleet up to date."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_at: float | None = None

    async def run(self) -> None:
        """For ever."""
        await observe(self._look, interval_s=INTERVAL_S, name="fleet")

    async def _look(self) -> None:
        try:
            await self.read()
        except DatabaseUnavailable:
            if self._read_at is not None and time.monotonic() - self._read_at > FORGET_AFTER_S:
                self.forget()
            raise

    async def read(self) -> None:
        """Reads what there is, and has the metrics say it. Raises DatabaseUnavailable."""
        (row,) = await self._database.rows(_SNAPSHOT, {"counted": COUNTED, "head": HEAD, "stale_s": STALE_S})
        _show(row)
        self._read_at = time.monotonic()
        metrics.FLEET_READ_AT.set_to_current_time()

    def forget(self) -> None:
        """Has the metrics say nothing: what was read is no longer so."""
        self._read_at = None
        metrics.forget_fleet()


def _show(row: Row) -> None:
    browser_types = row["browser_types"] or []
    metrics.know_browser_types({one["id"]: one["name"] for one in browser_types})
    for gauge in (metrics.JOBS_WAITING, metrics.JOBS_RUNNING, metrics.QUEUE_OLDEST_READY_S, metrics.JOBS_HELD):
        gauge.clear()  # of a browser type that is gone there is nothing to say
    for one in browser_types:
        for place in ("ready", "deferred", "parked"):
            metrics.JOBS_WAITING.labels(one["name"], place).set(one[place])
        metrics.JOBS_RUNNING.labels(one["name"]).set(one["running"])
        metrics.QUEUE_OLDEST_READY_S.labels(one["name"]).set(one["oldest_s"])
    held = dict.fromkeys(HELD_BY.values(), 0)
    for word, jobs in (row["held"] or {}).items():
        by = HELD_BY.get(word, "other")  # a newer process may park for a reason that is not known here
        held[by] = held.get(by, 0) + jobs
    for by, jobs in held.items():
        metrics.JOBS_HELD.labels(by).set(jobs)
    for status in STANDING_STILL:
        metrics.JOBS_STANDING_STILL.labels(status.value).set((row["standing_still"] or {}).get(status, 0))
    for state in WORKER_STATES:
        metrics.WORKERS.labels(state).set((row["workers"] or {}).get(state, 0))
    metrics.WORKER_PROCESSES.set(row["processes"])
    metrics.WORKERS_STORAGE_FAILING.set(row["storage_failing"])
    _show_judgements(row)


def _show_judgements(row: Row) -> None:
    """What has been decided of the fleet: circuits, health, alerts."""
    circuits = {(one["kind"], one["state"]): one["circuits"] for one in row["circuits"] or []}
    for place in product(CIRCUIT_KINDS, CIRCUIT_STATES):
        metrics.CIRCUIT_BREAKERS.labels(*place).set(circuits.get(place, 0))
    health = row["health"] or {"score": None, "components": {}}
    metrics.HEALTH_SCORE.set(metrics.UNKNOWN if health["score"] is None else health["score"])
    metrics.HEALTH_COMPONENT_SCORE.clear()
    for name, component in health["components"].items():
        if component["score"] is not None:
            metrics.HEALTH_COMPONENT_SCORE.labels(name).set(component["score"])
    for severity in SEVERITIES:
        metrics.ALERTS.labels(severity).set((row["alerts"] or {}).get(severity, 0))
