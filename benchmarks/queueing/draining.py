"""How fast one worker process drains the queue, whatever else waits in it, and what that leaves behind."""

import json
from dataclasses import dataclass
from statistics import fmean

from benchmarks.queueing.ground import Cluster, Ground

DRAINER = "benchmarks.queueing.drainer"

_SIZES = """
SELECT
    sum(pg_table_size(oid))::bigint AS tables, sum(pg_indexes_size(oid))::bigint AS indexes
FROM pg_class
WHERE relname IN ('job_ready', 'job_deferred', 'job_parked', 'job_leases')
"""
_WAL = "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint AS bytes"


@dataclass(frozen=True, slots=True)
class Drain:
    """What came of a drain."""

    what: str
    slots: int
    left: int
    """How many jobs still waited at its end, deferred ones too."""
    jobs: int
    seconds: float
    worker_cpu_s: float
    database_cpu_s: float

    @property
    def rate(self) -> float:
        return self.jobs / self.seconds


@dataclass(frozen=True, slots=True)
class Depth:
    """A drain before many others that wait, and those before few that were made just before and after it."""

    drain: Drain
    shallow: tuple[Drain, Drain]

    @property
    def shallow_rate(self) -> float:
        return fmean(one.rate for one in self.shallow)


@dataclass(frozen=True, slots=True)
class Wear:
    """What jobs that have gone through the queue have left behind."""

    jobs: int
    queue_bytes: int
    """Size of the queue's tables, which are empty now."""
    index_bytes: int
    wal_bytes: int
    """Written while they were drained."""


async def drain(cluster: Cluster, ground: Ground, what: str, *, slots: int, jobs: int, left: int) -> Drain:
    """Has one worker process end so many jobs. Its first statements meet the queue just as it was loaded."""
    before = cluster.cpu_s()
    command = ground.python(DRAINER, "--slots", str(slots), "--jobs", str(jobs))
    done = json.loads(await ground.told("drainer", command))
    return Drain(what, slots, left, done["jobs"], done["seconds"], done["cpu_s"], cluster.cpu_s() - before)


async def at_depth(
    cluster: Cluster,
    *,
    slots: int,
    jobs: int,
    left: int,
    half_deferred: bool = False,
    browser_types: int = 1,
    circuits: int = 0,
    held_every: int = 0,
) -> Drain:
    """Drains a queue in which so many jobs still wait at the end; it has just been loaded, and not analyzed. With
    `circuits` so many sites are down, and each `held_every`th job is of one of these.
    """
    what = ", half deferred" * half_deferred + f", {browser_types} browser types" * (browser_types > 1)
    what += f", {circuits:,} circuits open" * (circuits > 0) + f", 1 job in {held_every:,} held" * (held_every > 0)
    more = {"browser_types": browser_types, "circuits": max(1, circuits), "held_every": held_every}
    async with cluster.ground() as ground:
        await ground.open_circuits(circuits)
        await ground.load(left, half_deferred=half_deferred, **more)
        await ground.load(jobs + (jobs // (held_every - 1) + 1 if held_every else 0), **more)
        return await drain(cluster, ground, what, slots=slots, jobs=jobs, left=left)


async def wear(cluster: Cluster, *, slots: int, jobs: int, at_once: int) -> Wear:
    """Loads and drains again and again, until so many jobs have gone through."""
    async with cluster.ground() as ground:
        written = 0
        for begun in range(0, jobs, at_once):
            some = min(at_once, jobs - begun)
            await ground.load(some)
            before = (await ground.rows(_WAL))[0]["bytes"]
            await drain(cluster, ground, "", slots=slots, jobs=some, left=0)
            written += (await ground.rows(_WAL))[0]["bytes"] - before
        (sizes,) = await ground.rows(_SIZES)
    return Wear(jobs, sizes["tables"], sizes["indexes"], written)
