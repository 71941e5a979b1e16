"""One run: a cluster, clients, faults; and then the verdict."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.database.connection import Database
from store.records.leftovers import sweep_files
from tests.chaos import verdict
from tests.chaos.asked import Asked
from tests.chaos.cluster import Cluster
from tests.chaos.faults import Faults
from tests.chaos.listener import Listener
from tests.chaos.load import Load
from tests.fixtures.site import serve_site

_DELIVER_NOW = "UPDATE webhook_deliveries SET due_at = now() WHERE due_at IS NOT NULL RETURNING id"
SILENCE_S = 150.0
"""How long no job may end once nothing goes wrong any more, while there are some: then something hangs."""


@dataclass
class Run:
    """What is known of a run."""

    seed: int
    folder: Path
    timeline: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def report(self) -> str:
        lines = [
            f"chaos with SEED={self.seed}",
            *self.timeline,
            *(f"{name}: {value}" for name, value in self.figures.items()),
        ]
        lines += [f"WRONG: {what}" for what in self.wrong] or ["nothing lost, nothing twice, nothing left"]
        if self.wrong:
            lines.append(f"logs, database and files: {self.folder}")
        return "\n".join(lines)


async def run(
    seed: int,
    *,
    jobs: int,
    faults: int,
    lease_ms: int,
    folder: Path,
    kinds: Sequence[str] = (),
    say: Callable[[str], None] = print,
) -> Run:
    """Runs so many jobs under so many faults. What the faults are and what the jobs do follows from the seed."""
    result = Run(seed, folder)
    started = time.monotonic()

    def tell(what: str) -> None:
        result.timeline.append(f"{time.monotonic() - started:7.1f} s  {what}")
        say(result.timeline[-1])

    cluster = Cluster(folder, lease_ms)
    async with AsyncExitStack() as stack:
        site = stack.enter_context(serve_site())
        await stack.enter_async_context(cluster)
        tell("all parts are ready")
        listener = await stack.enter_async_context(Listener(seed))
        load = await stack.enter_async_context(Load(cluster, site, seed))
        await load.prepare(listener)
        asked = await stack.enter_async_context(Asked(cluster, load))
        trouble = Faults(cluster, random.Random(seed), tell)  # noqa: S311 - it keeps no secret
        injecting = asyncio.create_task(trouble.run(faults, kinds))
        working = asyncio.create_task(load.run(jobs))
        await _until_over(injecting, working)
        await trouble.settle()
        tell(f"no more faults; of {len(load.jobs)} jobs {len(load.open)} have not ended")
        database = await stack.enter_async_context(cluster.database())
        result.wrong += await asked.end(database)
        while not working.done():
            left = len(load.open)
            await asyncio.wait([working], timeout=SILENCE_S)
            if not working.done() and len(load.open) == left:
                result.wrong += [f"hangs in peace: {job.id} {job.types}" for job in load.open]
                working.cancel()
                break
        await asyncio.gather(working, return_exceptions=bool(result.wrong))
        tell(f"all {len(load.jobs)} jobs have ended" if not result.wrong else "it hangs")
        result.wrong += await _settled(load, listener, database)
        swept = await sweep_files(database, cluster.files, grace_s=0)
        result.wrong += await verdict.faults_of_jobs(database, load)
        result.wrong += await verdict.faults_of_files(database, cluster, load)
        result.wrong += await verdict.faults_of_webhooks(database, load, listener)
        result.wrong += await verdict.faults_of_schedules(database, load)
        result.wrong += [f"clients saw {answer}" for answer in load.answers if answer.startswith("unexpected")]
        result.figures = await verdict.figures(database, load, trouble.done) | {
            "deliveries that came more than once": listener.repeats,
            "files swept": swept,
        }
    result.wrong += [f"still runs: {line}" for line in cluster.left_processes()]
    result.wrong += [f"left behind: {path}" for path in cluster.left_files()]
    tell("all parts have stopped")
    if not result.wrong:
        cluster.remove()
    return result


async def _settled(load: Load, listener: Listener, database: Database) -> list[str]:
    """Lets the schedule's jobs end, and what is left be delivered. Returns what hangs."""
    try:
        async with asyncio.timeout(SILENCE_S):
            await load.end_schedule()
            await database.rows(_DELIVER_NOW)
            await listener.hear(load.jobs)
    except TimeoutError:
        untold = load.jobs.keys() - {job_id for job_id, _, _ in listener.told.values()}
        return [f"hangs in peace: the schedule's jobs, or the webhooks of {len(untold)} jobs: {sorted(untold)}"]
    return []


async def _until_over(injecting: asyncio.Task[None], working: asyncio.Task[None]) -> None:
    """Until all faults were injected, or the jobs have ended before."""
    await asyncio.wait([injecting, working], return_when=asyncio.FIRST_COMPLETED)
    if injecting.done():
        await injecting
    injecting.cancel()
