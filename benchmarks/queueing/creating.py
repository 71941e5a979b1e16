"""How fast jobs get into the queue: by the store alone, and by calls of clients."""

import asyncio
import json
import time
from dataclasses import dataclass

from benchmarks.queueing.ground import CLIENT, Cluster
from benchmarks.queueing.serving import serving
from store.database import Database
from store.intake import create_job
from store.job import NewJob, new_id

CALLER = "benchmarks.queueing.caller"


@dataclass(frozen=True, slots=True)
class Created:
    """Jobs per second, and where they came from."""

    what: str
    jobs: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.jobs / self.seconds


@dataclass(frozen=True, slots=True)
class Called:
    """What came of calling CreateJob."""

    clients: int
    seconds: float
    latencies: list[float]
    jobs: int
    """All that were created, those of the warm-up too: the CPU time is theirs."""
    server_cpu_s: float
    database_cpu_s: float

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds


def new_job() -> NewJob:
    """A job as a client's smallest request makes it."""
    return NewJob(
        id=new_id(),
        client_id=CLIENT,
        browser_type_id=1,
        target_url="https://example.com/",
        actions=[{"action": "screenshot"}],
        wait_until="load",
        priority=0,
        timeout_ms=30_000,
        max_retries=3,
    )


async def one_by_one(cluster: Cluster, *, jobs: int, at_once: int) -> Created:
    """Creates jobs in one process, so many of them at once, each answered when it is committed."""
    async with cluster.ground() as ground, ground.database(pool_size=min(at_once, 10)) as database:
        await create_job(database, new_job())
        started = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(_create(database, jobs // at_once))
        return Created(f"create_job, {at_once} at once", jobs // at_once * at_once, time.perf_counter() - started)


async def called(cluster: Cluster, *, clients: int, seconds: float) -> Called:
    """Has so many clients call CreateJob of one server process, with a key whose requests are counted."""
    async with cluster.ground() as ground, serving(ground) as server:
        arguments = {"address": server.address, "key": server.key, "clients": clients, "seconds": seconds}
        options = [part for name, value in arguments.items() for part in (f"--{name}", str(value))]
        server_before, database_before = server.cpu_s(), cluster.cpu_s()
        told = json.loads(await ground.told("caller", ground.python(CALLER, *options)))
        server_cpu_s, database_cpu_s = server.cpu_s() - server_before, cluster.cpu_s() - database_before
        ((jobs,),) = [row.values() for row in await ground.rows("SELECT count(*) FROM automation_jobs")]
        return Called(clients, told["seconds"], told["latencies"], jobs, server_cpu_s, database_cpu_s)


async def _create(database: Database, jobs: int) -> None:
    for _ in range(jobs):
        await create_job(database, new_job())
