"""How long the queue keeps others waiting: a job its worker, and a watcher its events."""

import asyncio
import json
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice

import grpc
from tabwright.v1.job_service_pb2 import GetJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from benchmarks.queueing.creating import new_job
from benchmarks.queueing.draining import DRAINER
from benchmarks.queueing.ground import Cluster, Ground
from benchmarks.queueing.serving import serving
from cli.child import Child
from store.database.connection import Database
from store.job import ClaimedJob, new_id
from store.queue import workers
from store.queue.attempts import record_step
from store.queue.claim import claim_jobs
from store.queue.intake import create_job

PER_SECOND = 20
SLOTS = 4
WATCHER = "benchmarks.queueing.watcher"
EVENTS_PER_S = 200
MOVING = 200
"""How many of the watched jobs have events."""
CROWD_EVENTS = 3
CALL_PAUSE_S = 0.002
TIMEOUT_S = 120

_BEGUN = """
SELECT job_id, (data ->> 'begunAt')::float8 AS begun
FROM job_events
WHERE type = 'job.completed'
"""
_WATCHED = "SELECT id FROM automation_jobs ORDER BY id"


@dataclass(frozen=True, slots=True)
class PickUp:
    """Seconds, one per job."""

    from_return: list[float]
    """From create_job's return until the worker's executor had the job; 0 where that came first."""
    from_call: list[float]
    """The same from create_job's call."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What many watchers cost, and how late their events come."""

    watchers: int
    bytes_each: float
    """By how much the server has grown, divided by the watchers."""
    events: int
    delays: list[float]


@dataclass(frozen=True, slots=True)
class Crowded:
    """How long small calls take while the same event goes to many watchers."""

    watchers: int
    events: int
    delays: list[float]
    """Of the events."""
    quiet: list[float]
    """Of calls while there was no event."""
    busy: list[float]
    """Of calls while there were some."""


async def pick_up(cluster: Cluster, *, jobs: int) -> PickUp:
    """Creates a job now and then, and looks when a worker that is idle has it."""
    async with cluster.ground() as ground, ground.database() as database:
        async with ground.running("drainer", ground.python(DRAINER, "--slots", str(SLOTS))):
            await _until(lambda: _has_worker(ground))
            times = [await _create_after_pause(database) for _ in range(jobs)]
            await _until(lambda: _have_ended(ground, jobs))
        begun = {row["job_id"]: row["begun"] for row in await ground.rows(_BEGUN)}
    return PickUp(
        [max(0.0, begun[job_id] - created) for job_id, _, created in times],
        [begun[job_id] - called for job_id, called, _ in times],
    )


async def watched(cluster: Cluster, *, watchers: int, seconds: float) -> Watched:
    """Opens so many WatchJob streams on one server, and lets a few of their jobs have events."""
    async with cluster.ground() as ground, ground.database() as database, serving(ground) as server:
        await ground.load(watchers)
        before = server.process.memory_info().rss
        path = ground.folder / "watched"
        path.write_text("\n".join(str(row["id"]) for row in await ground.rows(_WATCHED)))
        arguments = ("--address", server.address, "--key", server.key, "--jobs", str(path))
        async with ground.running("watcher", ground.python(WATCHER, *arguments)) as child:
            await _until(lambda: _is_watching(child))
            grown = server.process.memory_info().rss - before
            events = await _move(database, await _claimed(database, min(MOVING, watchers)), seconds)
            await asyncio.sleep(1)
        delays = json.loads(child.log_path.read_text().splitlines()[-1])
    return Watched(watchers, grown / watchers, events, delays)


async def crowded(cluster: Cluster, *, watchers: int, seconds: float) -> Crowded:
    """Lets so many WatchJob streams wait for the same events, and calls GetJob again and again meanwhile."""
    async with cluster.ground() as ground, ground.database() as database, serving(ground) as server:
        await ground.load(1)
        (job,) = await _claimed(database, 1)
        path = ground.folder / "crowd"
        path.write_text(f"{job.lease.job_id}\n" * watchers)
        arguments = ("--address", server.address, "--key", server.key, "--jobs", str(path))
        async with (
            ground.running("watcher", ground.python(WATCHER, *arguments)) as child,
            grpc.aio.insecure_channel(server.address) as channel,
        ):
            await _until(lambda: _is_watching(child))
            call = partial(_called, channel, server.key, str(job.lease.job_id))
            quiet = await call(seconds)
            busy: list[float] = []
            for no in range(CROWD_EVENTS):
                await record_step(database, job.lease, job.next_sequence + no, message="bench", data={})
                busy += await call(seconds)
        delays = json.loads(child.log_path.read_text().splitlines()[-1])
    return Crowded(watchers, watchers * CROWD_EVENTS, delays, quiet, busy)


async def _called(channel: grpc.aio.Channel, key: str, job_id: str, seconds: float) -> list[float]:
    """How long each call took, one after the other for so long."""
    jobs, request, times = JobServiceStub(channel), GetJobRequest(job_id=job_id), []
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        await jobs.GetJob(request, metadata=(("x-api-key", key),))
        times.append(time.perf_counter() - began)
        await asyncio.sleep(CALL_PAUSE_S)
    return times


async def _create_after_pause(database: Database) -> tuple[object, float, float]:
    """Creates a job after a pause that is never the same, lest the jobs fall into step with something that ticks."""
    await asyncio.sleep(random.uniform(0.5, 1.5) / PER_SECOND)  # noqa: S311 - a pause needs no cryptography
    job = new_job()
    called = time.time()
    await create_job(database, job)
    return job.id, called, time.time()


async def _has_worker(ground: Ground) -> bool:
    return bool(await ground.rows("SELECT FROM worker_processes"))


async def _have_ended(ground: Ground, jobs: int) -> bool:
    return len(await ground.rows(_BEGUN)) >= jobs


async def _is_watching(child: Child) -> bool:
    return "watching" in child.log_path.read_text()


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    """Looks again and again whether something has come about in another process."""
    async with asyncio.timeout(TIMEOUT_S):
        while not await true():  # noqa: ASYNC110 - another process sets no event here
            await asyncio.sleep(0.1)


async def _claimed(database: Database, jobs: int) -> list[ClaimedJob]:
    process_id = new_id()
    await workers.join(database, process_id, browser_type_ids=[1], slots=jobs, ttl_s=3600, metadata={})
    return await claim_jobs(database, process_id, browser_type_ids=[1], slot_nos=range(1, jobs + 1))


async def _move(database: Database, jobs: list[ClaimedJob], seconds: float) -> int:
    """Records a step of one job after the other, EVENTS_PER_S of them. Returns how many."""
    events = int(seconds * EVENTS_PER_S)
    began = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for no, job in enumerate(islice(cycle(jobs), events)):
            await asyncio.sleep(max(0.0, began + no / EVENTS_PER_S - time.perf_counter()))
            sequence = job.next_sequence + no // len(jobs)
            tasks.create_task(record_step(database, job.lease, sequence, message="bench", data={}))
    return events
