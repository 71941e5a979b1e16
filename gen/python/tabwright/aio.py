"""The client for asyncio: what the blocking one has, by the same names.

from tabwright import aio

async with aio.connect() as tabwright:
    job = await tabwright.run(…)
"""

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from inspect import isawaitable
from types import TracebackType
from typing import Self, TypeVar

import grpc

from tabwright import requests
from tabwright.aio_live import Live
from tabwright.channel import connection
from tabwright.files import new_file
from tabwright.requests import Item, Page, Request
from tabwright.retrying import CALL_PATIENCE_S, PATIENCE_S, OnInterruption, Resumption, Tries
from tabwright.services import AsyncServices
from tabwright.v1.artifact_service_pb2 import DownloadArtifactRequest
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import CreateJobRequest, GetJobRequest, WatchJobsRequest, WatchJobsResponse
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

_T = TypeVar("_T")


class Client(AsyncServices):
    """All services of Tabwright over one channel, for any number of tasks of the event loop that it was opened in.
    Used by `async with`, it closes the channel.
    """

    def __init__(self, channel: grpc.aio.Channel) -> None:
        """`connect` makes the channel."""
        super().__init__(channel)
        self._channel = channel

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends all calls that still run. Those that come after raise grpc.aio.UsageError."""
        await self._channel.close()

    async def run(
        self,
        job: CreateJobRequest,
        on_event: Callable[[JobEvent], object] | None = None,
        *,
        on_interruption: OnInterruption | None = None,
    ) -> Job:
        """As `tabwright.Client.run`. `on_event` and `on_interruption` may be coroutine functions. Cancelling it leaves
        the job running.
        """
        request = requests.named(job)
        created = await _answer(lambda: self.jobs.CreateJob(request), CALL_PATIENCE_S)
        return await self._ended(created.job_id, on_event, on_interruption)

    async def run_task(
        self,
        task: RunTaskRequest,
        on_event: Callable[[JobEvent], object] | None = None,
        *,
        on_interruption: OnInterruption | None = None,
    ) -> Job:
        """As `tabwright.Client.run_task`, in the way of `run`."""
        request = requests.named(task)
        created = await _answer(lambda: self.task_types.RunTask(request), CALL_PATIENCE_S)
        return await self._ended(created.job_id, on_event, on_interruption)

    def watch(
        self,
        job_id: str,
        after_sequence: int = 0,
        *,
        patience_s: float = PATIENCE_S,
        on_interruption: OnInterruption | None = None,
    ) -> AsyncGenerator[JobEvent, None]:
        """As `tabwright.Client.watch`. `on_interruption` may be a coroutine function."""
        return _resume(self.jobs.WatchJob, requests.watch(job_id, after_sequence, patience_s), on_interruption)

    def watch_jobs(
        self,
        request: WatchJobsRequest | None = None,
        *,
        patience_s: float = PATIENCE_S,
        on_interruption: OnInterruption | None = None,
    ) -> AsyncGenerator[WatchJobsResponse, None]:
        """As `tabwright.Client.watch_jobs`. `on_interruption` may be a coroutine function."""
        return _resume(self.jobs.WatchJobs, requests.watch_jobs(request, patience_s), on_interruption)

    async def list_all(
        self, method: Callable[[Request], Awaitable[Page[Item]]], request: Request
    ) -> AsyncIterator[Item]:
        """As `tabwright.Client.list_all`."""
        following: Request | None = request
        while following is not None:
            page = await method(following)
            for item in page.data:
                yield item
            following = requests.next_page(following, page)

    async def download(self, job_id: str, name: str) -> bytes:
        """As `tabwright.Client.download`."""

        async def read() -> bytes:
            return b"".join([piece async for piece in self._pieces(job_id, name)])

        return await _answer(read, CALL_PATIENCE_S)

    async def download_to(
        self, job_id: str, name: str, path: str | os.PathLike[str], *, overwrite: bool = False
    ) -> None:
        """As `tabwright.Client.download_to`."""
        with new_file(path, overwrite=overwrite) as file:

            async def write() -> None:
                file.seek(0)
                file.truncate()
                async for piece in self._pieces(job_id, name):
                    await asyncio.to_thread(file.write, piece)

            await _answer(write, CALL_PATIENCE_S)

    def live(self, job_id: str, *, control: bool = False, name: str = "") -> Live:
        """As `tabwright.Client.live`: to be entered by `async with`."""
        return Live(self, job_id, control=control, name=name)

    async def _ended(
        self, job_id: str, on_event: Callable[[JobEvent], object] | None, on_interruption: OnInterruption | None
    ) -> Job:
        """The job, once it has ended."""
        async for event in self.watch(job_id, on_interruption=on_interruption):
            await _tell(on_event, event)
        get = GetJobRequest(job_id=job_id)
        return await _answer(lambda: self.jobs.GetJob(get), PATIENCE_S, on_interruption)

    async def _pieces(self, job_id: str, name: str) -> AsyncIterator[bytes]:
        async for piece in self.artifacts.DownloadArtifact(DownloadArtifactRequest(job_id=job_id, artifact=name)):
            yield piece.data


def connect(
    address: str | None = None,
    api_key: str | None = None,
    *,
    tls: bool | grpc.ChannelCredentials = False,
    timeout_s: float = 30.0,
) -> Client:
    """As `tabwright.connect`. Raises RuntimeError where no event loop runs: the client belongs to one."""
    asyncio.get_running_loop()
    return Client(connection(address, api_key, tls=tls, timeout_s=timeout_s).open_async())


async def _resume(
    method: "grpc.aio.UnaryStreamMultiCallable[Request, _T]",
    stream: Resumption[Request, _T],
    on_interruption: OnInterruption | None,
) -> AsyncGenerator[_T, None]:
    """The messages of a stream, which is opened again when it breaks."""
    while True:
        call = method(stream.open())
        try:
            async for message in call:
                stream.received(message)
                yield message
        except grpc.RpcError as error:
            pause_s = stream.pause_s(error)
            if stream.is_interruption:
                await _tell(on_interruption, error)
            await asyncio.sleep(pause_s)
        else:
            return
        finally:
            call.cancel()


async def _answer(
    call: Callable[[], Awaitable[_T]], patience_s: float, on_interruption: OnInterruption | None = None
) -> _T:
    """The answer of a call that is safe to repeat."""
    tries = Tries(patience_s)
    while True:
        try:
            return await call()
        except grpc.RpcError as error:
            pause_s = tries.pause_s(error)
            if tries.is_interruption:
                await _tell(on_interruption, error)
            await asyncio.sleep(pause_s)


async def _tell(listener: Callable[[_T], object] | None, what: _T) -> None:
    """Calls a function of the caller's, which may be a coroutine function."""
    told = listener(what) if listener is not None else None
    if isawaitable(told):
        await told
