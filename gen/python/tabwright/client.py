"""The blocking client: the generated stubs over one channel, and the few things that every program needs."""

import os
import time
from collections.abc import Callable, Generator, Iterator
from types import TracebackType
from typing import Self, TypeVar

import grpc

from tabwright import requests
from tabwright.channel import connection
from tabwright.files import new_file
from tabwright.live import Live
from tabwright.requests import Item, Page, Request
from tabwright.retrying import CALL_PATIENCE_S, PATIENCE_S, OnInterruption, Resumption, Tries
from tabwright.services import Services
from tabwright.v1.artifact_service_pb2 import DownloadArtifactRequest
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import CreateJobRequest, GetJobRequest, WatchJobsRequest, WatchJobsResponse
from tabwright.v1.task_type_service_pb2 import RunTaskRequest

_T = TypeVar("_T")


class Client(Services):
    """All services of Tabwright over one channel, for any number of threads. Used by `with`, it closes the channel."""

    def __init__(self, channel: grpc.Channel) -> None:
        """`connect` makes the channel."""
        super().__init__(channel)
        self._channel = channel

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all calls that still run. Those that come after raise ValueError."""
        self._channel.close()

    def run(
        self,
        job: CreateJobRequest,
        on_event: Callable[[JobEvent], object] | None = None,
        *,
        on_interruption: OnInterruption | None = None,
    ) -> Job:
        """Creates a job, watches it to its end, and returns it. A job that fails is returned like any other.

        A job without a `request_id` gets one, so that a call that is made again makes no second job.
        `on_interruption`: as of `watch`. Raises grpc.RpcError, see `problem`.
        """
        request = requests.named(job)
        created = _answer(lambda: self.jobs.CreateJob(request), CALL_PATIENCE_S)
        return self._ended(created.job_id, on_event, on_interruption)

    def run_task(
        self,
        task: RunTaskRequest,
        on_event: Callable[[JobEvent], object] | None = None,
        *,
        on_interruption: OnInterruption | None = None,
    ) -> Job:
        """As `run`, with the job that a task makes of its parameters; `result.task` has what comes of it."""
        request = requests.named(task)
        created = _answer(lambda: self.task_types.RunTask(request), CALL_PATIENCE_S)
        return self._ended(created.job_id, on_event, on_interruption)

    def watch(
        self,
        job_id: str,
        after_sequence: int = 0,
        *,
        patience_s: float = PATIENCE_S,
        on_interruption: OnInterruption | None = None,
    ) -> Generator[JobEvent, None, None]:
        """The job's events after a sequence, as they happen, to its end: each once, in order, also when the
        connection breaks and servers are replaced meanwhile.

        `on_interruption` is called, once until it goes on, where the connection has broken and the first try to go on
        has failed: with the error of that try.

        Raises grpc.RpcError, also when no event could be had for `patience_s` since the connection broke.
        """
        return _resume(self.jobs.WatchJob, requests.watch(job_id, after_sequence, patience_s), on_interruption)

    def watch_jobs(
        self,
        request: WatchJobsRequest | None = None,
        *,
        patience_s: float = PATIENCE_S,
        on_interruption: OnInterruption | None = None,
    ) -> Generator[WatchJobsResponse, None, None]:
        """The events of all jobs of the key's client, or of those that the request's filters leave, without an end:
        each once, also when the connection breaks and servers are replaced meanwhile.

        Each message has the `cursor` that continues after it, in a request of another watch. A message without an
        `event`, `HasField("event")`, comes first, and every 20 s where nothing happens. `on_interruption`: as of
        `watch`.

        Raises grpc.RpcError, also when no message could be had for `patience_s` since the connection broke.
        """
        return _resume(self.jobs.WatchJobs, requests.watch_jobs(request, patience_s), on_interruption)

    def list_all(self, method: Callable[[Request], Page[Item]], request: Request) -> Iterator[Item]:
        """What a list method has, such as `jobs.ListJobs`, from the request's page on to the last one. A page is asked
        for when those before it have been read. Raises grpc.RpcError.
        """
        following: Request | None = request
        while following is not None:
            page = method(following)
            yield from page.data
            following = requests.next_page(following, page)

    def download(self, job_id: str, name: str) -> bytes:
        """The bytes of an artifact, by its file name, such as "screenshot.png", or its id. `download_to` is for those
        that are too large for the memory.
        """
        return _answer(lambda: b"".join(self._pieces(job_id, name)), CALL_PATIENCE_S)

    def download_to(self, job_id: str, name: str, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Writes an artifact into a file, which has the name `path` when it is whole, and never before.

        Raises FileExistsError where there is such a file already, unless `overwrite` is set; grpc.RpcError.
        """
        with new_file(path, overwrite=overwrite) as file:

            def write() -> None:
                file.seek(0)
                file.truncate()
                for piece in self._pieces(job_id, name):
                    file.write(piece)

            _answer(write, CALL_PATIENCE_S)

    def live(self, job_id: str, *, control: bool = False, name: str = "") -> Live:
        """Looks at the browser of a running job, and acts in it: to be entered by `with`. `control`: whether this
        viewer may act, once it has taken control; `name`: who looks, for the other viewers.
        """
        return Live(self, job_id, control=control, name=name)

    def _ended(
        self, job_id: str, on_event: Callable[[JobEvent], object] | None, on_interruption: OnInterruption | None
    ) -> Job:
        """The job, once it has ended."""
        for event in self.watch(job_id, on_interruption=on_interruption):
            if on_event is not None:
                on_event(event)
        get = GetJobRequest(job_id=job_id)
        return _answer(lambda: self.jobs.GetJob(get), PATIENCE_S, on_interruption)

    def _pieces(self, job_id: str, name: str) -> Iterator[bytes]:
        for piece in self.artifacts.DownloadArtifact(DownloadArtifactRequest(job_id=job_id, artifact=name)):
            yield piece.data


def connect(
    address: str | None = None,
    api_key: str | None = None,
    *,
    tls: bool | grpc.ChannelCredentials = False,
    timeout_s: float = 30.0,
) -> Client:
    """Opens a client. Nothing is sent before its first call.

    Args:
        address: `host:port`, or URL, of the server or of its gateway. Default: TABWRIGHT_ADDRESS, or 127.0.0.1:50051.
        api_key: The key of all calls. Default: TABWRIGHT_API_KEY.
        tls: Whether the connection is encrypted, or by which credentials; the URL https://… says so too.
        timeout_s: How long a call may take that answers once, unless it is given a `timeout` of its own; its
            `wait_ms`, if it has one, is added. Streams have no deadline.

    Raises:
        ValueError: The key is not printable ASCII.
    """
    return Client(connection(address, api_key, tls=tls, timeout_s=timeout_s).open())


def _resume(
    method: "grpc.UnaryStreamMultiCallable[Request, _T]",
    stream: Resumption[Request, _T],
    on_interruption: OnInterruption | None,
) -> Generator[_T, None, None]:
    """The messages of a stream, which is opened again when it breaks."""
    while True:
        call = method(stream.open())
        try:
            for message in call:
                stream.received(message)
                yield message
        except grpc.RpcError as error:
            pause_s = stream.pause_s(error)
            if on_interruption is not None and stream.is_interruption:
                on_interruption(error)
            time.sleep(pause_s)
        else:
            return
        finally:
            call.cancel()


def _answer(call: Callable[[], _T], patience_s: float, on_interruption: OnInterruption | None = None) -> _T:
    """The answer of a call that is safe to repeat."""
    tries = Tries(patience_s)
    while True:
        try:
            return call()
        except grpc.RpcError as error:
            pause_s = tries.pause_s(error)
            if on_interruption is not None and tries.is_interruption:
                on_interruption(error)
            time.sleep(pause_s)
