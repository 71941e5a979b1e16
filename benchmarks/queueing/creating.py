"""How fast jobs get into the queue: by the store alone, and by calls of clients."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.queueing.ground import CLIENT, Cluster
from benchmarks.queueing.serving import serving
from store.database.connection import Database
from store.job import NewJob, new_id
from store.queue.intake import create_job, create_jobs

CALLER = "benchmarks.queueing.caller"


@dataclass(frozen=True, slots=True)
class Created:
    """Jobs per second, and where they came from."""

    what: str
    jobs: int
    seconds: float

    creator_cpu_s: float
    database_cpu_s: float

    @property
    def rate(self) -> float:
        return self.jobs / self.seconds


@dataclass(frozen=True, slots=True)
class Called:
    """What came of calling CreateJob."""

    clients: int
    processes: int
    """Of the server."""
    seconds: float
    latencies: list[float]
    jobs: int
    """All that were created, those of the warm-up too: the CPU time is theirs."""
    server_cpu_s: float
    database_cpu_s: float
    caller_cpu_s: float

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
    """Creates jobs in this process, so many of them at once, each answered when it is committed."""
    each = jobs // at_once

    async def create(database: Database) -> None:
        for _ in range(each):
            await create_job(database, new_job())

    async def create_all(database: Database) -> None:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(create(database))

    return await _timed(cluster, f"create_job, {at_once} at once", each * at_once, create_all)


async def in_batches(cluster: Cluster, *, jobs: int, size: int) -> Created:
    """Creates jobs in this process, so many with each statement: one is written while the other is made ready."""
    size = min(size, jobs // 2)
    each = jobs // (2 * size)

    async def create(database: Database) -> None:
        for _ in range(each):
            await create_jobs(database, [new_job() for _ in range(size)])

    async def create_all(database: Database) -> None:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(2):
                tasks.create_task(create(database))

    return await _timed(cluster, f"create_jobs, {size:,} together", 2 * each * size, create_all)


async def called(cluster: Cluster, *, clients: int, seconds: float, processes: int = 1) -> Called:
    """Has so many clients call CreateJob of a server, with a key whose requests are counted."""
    async with cluster.ground() as ground, serving(ground, processes=processes) as server:
        arguments = {"address": server.address, "key": server.key, "clients": clients, "seconds": seconds}
        options = [part for name, value in arguments.items() for part in (f"--{name}", str(value))]
        server_before, database_before = server.cpu_s(), cluster.cpu_s()
        told = json.loads(await ground.told("caller", ground.python(CALLER, *options)))
        server_cpu_s, database_cpu_s = server.cpu_s() - server_before, cluster.cpu_s() - database_before
        ((jobs,),) = [row.values() for row in await ground.rows("SELECT count(*) FROM automation_jobs")]
        if jobs != told["calls"]:
            raise RuntimeError(f"{told['calls']} calls were answered, and there are {jobs} jobs")
        return Called(
            clients,
            processes,
            told["seconds"],
            told["latencies"],
            jobs,
            server_cpu_s,
            database_cpu_s,
            told["cpu_s"],
        )


async def _timed(cluster: Cluster, what: str, jobs: int, create_all: Callable[[Database], Awaitable[None]]) -> Created:
    async with cluster.ground() as ground, ground.database() as database:
        await create_job(database, new_job())  # opens the connection
        creator, before, began = time.process_time(), cluster.cpu_s(), time.perf_counter()
        await create_all(database)
        seconds = time.perf_counter() - began
        return Created(what, jobs, seconds, time.process_time() - creator, cluster.cpu_s() - before)
