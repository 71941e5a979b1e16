"""The Tabwright side: everything that `tabwright up` starts, and a client of its gateway."""

import socket
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import grpc
from tabwright.v1.action_pb2 import Action
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_service_pb2 import CreateJobRequest, WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from benchmarks.contest import ScreenshotFailed
from cli.profile import LOCAL_KEY_FILE
from cli.settings import UpSettings
from cli.stack import Stack
from worker.processes.environment import environment

if TYPE_CHECKING:  # it exists for type checkers only
    from tabwright.v1.job_service_pb2_grpc import JobServiceAsyncStub

CALL_TIMEOUT_S = 30
"""The longest that a call may take; watching a job is one."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An event, and when it came. Times are seconds since the epoch."""

    event: JobEvent
    arrived: float

    @property
    def happened(self) -> float:
        """On the database's clock, which is this machine's."""
        return self.event.timestamp.ToNanoseconds() / 1e9


@dataclass(frozen=True, slots=True)
class Run:
    """A job that has ended, as its client saw it."""

    called: float
    created: float
    """When CreateJob had returned."""
    events: list[Seen]


class Tabwright:
    """The Tabwright side of the contest, through the gateway, as any client sees it."""

    def __init__(self, jobs: "JobServiceAsyncStub", key: str, port: int) -> None:
        self.key = key
        self.rest = f"http://127.0.0.1:{port}"
        self._jobs = jobs
        self._metadata = (("x-api-key", key),)

    async def screenshot(self, lane: int, url: str) -> None:  # noqa: ARG002 - the worker finds a free slot itself
        run = await self.run(url, Action(action="screenshot"))
        last = run.events[-1].event
        if last.type != "job.completed":
            raise ScreenshotFailed(f"Tabwright: {last.type}: {last.data.error.message}")

    async def run(self, url: str, *actions: Action) -> Run:
        """Creates a job and watches it to its end, whatever that is."""
        request = CreateJobRequest(target_url=url, actions=actions, wait_until="load")
        called = time.time()
        job = await self._jobs.CreateJob(request, metadata=self._metadata, timeout=CALL_TIMEOUT_S)
        created = time.time()
        watched = WatchJobRequest(job_id=job.job_id)
        watch = self._jobs.WatchJob(watched, metadata=self._metadata, timeout=CALL_TIMEOUT_S)
        return Run(called, created, [Seen(event, time.time()) async for event in watch])


@asynccontextmanager
async def tabwright(*, slots: int) -> AsyncIterator[Tabwright]:
    """Starts everything, with a worker that runs `slots` jobs at once, and lends it."""
    port, grpc_port = free_ports(2)
    with TemporaryDirectory(prefix="tabwright-bench-") as folder:
        stack = Stack(UpSettings(port=port, grpc_port=grpc_port, tabwright_data=Path(folder)))
        try:
            with environment(WORKER_MAX_CONCURRENT_JOBS=str(slots)):
                await stack.start()
            key = (Path(folder) / LOCAL_KEY_FILE).read_text().strip()
            async with client(port, key) as ours:
                yield ours
        finally:
            await stack.stop()


@asynccontextmanager
async def client(port: int, key: str) -> AsyncIterator[Tabwright]:
    """Lends a client of the gateway at a port."""
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Tabwright(JobServiceStub(channel), key, port)


def free_ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in sockets]
