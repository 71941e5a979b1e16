"""`python -m benchmarks.queueing.drainer`: a worker process whose jobs do nothing but end.

All but the browsers is the worker's own: loop, slots, journal, heartbeat, listener, maintenance. Its last line
says what it has done.
"""

import asyncio
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import psutil
import typer

from store.database.connection import Database
from store.job import Status
from store.own_process import stop_on_signals
from store.process import LogSettings, configure_logs
from store.queue.attempts import Outcome
from store.queue.browsers import BrowserType
from store.records.files import FileStorage
from store.settings import ArtifactSettings, DatabaseSettings
from worker.app import Worker
from worker.browsers.browsers import Browsers
from worker.browsers.engines import Engine
from worker.running.executor import Executor
from worker.running.heartbeat import Heartbeat
from worker.running.job import RunningJob
from worker.running.journal import Journal
from worker.settings import WorkerSettings


class NoBrowsers(Browsers):
    """Offers jobs of all browser types, and opens nothing."""

    engines: Mapping[str, Engine] = {name: Engine(name) for name in ("chromium", "firefox", "webkit")}
    is_ready = True

    def opens(self, engine: str) -> bool:
        return engine in self.engines

    async def start(self) -> None:
        pass

    async def run(self) -> None:
        await asyncio.Event().wait()


class NoOp(Executor):
    """Ends each job as soon as it has it, with a result and an event like any other's."""

    def __init__(self, journal: Journal, jobs: int, stop: asyncio.Event) -> None:
        self._journal = journal
        self._left = jobs
        self._stop = stop
        self.ended = 0
        self.began_at = 0.0
        self.cpu_s = 0.0
        self.ended_at = 0.0

    async def run(self, running: RunningJob, browser_type: BrowserType) -> None:  # noqa: ARG002 - nothing is opened
        now = time.time()
        if not self.began_at:
            self.began_at, self.cpu_s = now, _cpu_s()
        self._left -= 1
        if self._left == 0:
            self._stop.set()
        running.finishing = True
        outcome = Outcome(
            lease=running.job.lease, status=Status.COMPLETED, result={"actions": []}, data={"begunAt": now}
        )
        if await self._journal.finish(outcome):
            self.ended += 1
        self.ended_at = time.time()


class NoOpWorker(Worker):
    """The worker, without browsers."""

    def __init__(self, settings: WorkerSettings, database: Database, files: FileStorage, executor: NoOp) -> None:
        super().__init__(settings, database, files)
        self._browsers = NoBrowsers(settings)
        self._no_op = executor

    def _executor(self, heartbeat: Heartbeat) -> Executor:  # noqa: ARG002 - its jobs need no fence
        return self._no_op


async def drain(slots: int, jobs: int) -> dict[str, Any]:
    """Works until so many jobs have begun; those end too."""
    configure_logs(LogSettings(), "drainer")
    stop = stop_on_signals()
    with TemporaryDirectory() as folder:
        async with Database(DatabaseSettings(), application_name="bench worker") as database:
            files = FileStorage(ArtifactSettings(artifact_storage_path=str(Path(folder))))
            executor = NoOp(Journal(database), jobs, stop)
            settings = WorkerSettings(
                worker_max_concurrent_jobs=slots, worker_max_memory_percent=100, worker_max_cpu_percent=100
            )
            await NoOpWorker(settings, database, files, executor).run(stop)
    return {
        "jobs": executor.ended,
        "seconds": executor.ended_at - executor.began_at,
        "cpu_s": _cpu_s() - executor.cpu_s,
    }


def _cpu_s() -> float:
    return sum(psutil.Process().cpu_times()[:2])


def main(*, slots: Annotated[int, typer.Option()], jobs: Annotated[int, typer.Option()] = sys.maxsize) -> None:
    """Drain."""
    print(json.dumps(asyncio.run(drain(slots, jobs))), flush=True)


if __name__ == "__main__":
    typer.run(main)
