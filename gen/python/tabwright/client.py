"""A client of Tabwright: the generated stubs over one channel, and the few things that every program needs."""

import os
import random
import time
from collections.abc import Callable, Generator
from types import TracebackType
from typing import Self, TypeVar
from uuid import uuid4

import grpc

from tabwright.channel import host_and_port, open_channel
from tabwright.errors import problem
from tabwright.v1.action_service_pb2_grpc import ActionServiceStub
from tabwright.v1.api_key_service_pb2_grpc import ApiKeyServiceStub
from tabwright.v1.artifact_service_pb2 import DownloadArtifactRequest
from tabwright.v1.artifact_service_pb2_grpc import ArtifactServiceStub
from tabwright.v1.browser_service_pb2_grpc import BrowserServiceStub
from tabwright.v1.dead_letter_service_pb2_grpc import DeadLetterServiceStub
from tabwright.v1.event_pb2 import JobEvent
from tabwright.v1.health_service_pb2_grpc import HealthServiceStub
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import CreateJobRequest, GetJobRequest, WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub
from tabwright.v1.schedule_service_pb2_grpc import ScheduleServiceStub
from tabwright.v1.url_policy_service_pb2_grpc import UrlPolicyServiceStub
from tabwright.v1.webhook_service_pb2_grpc import WebhookServiceStub
from tabwright.v1.worker_service_pb2_grpc import WorkerServiceStub

_T = TypeVar("_T")

DEFAULT_ADDRESS = "127.0.0.1:50051"
PATIENCE_S = 300.0
"""How long a watch tries to go on while nobody answers, before it raises what the last try has raised."""
_CREATE_PATIENCE_S = 5.0
_LONGEST_CONNECT_S = 120.0
"""A stream that has stood longer was connected: gRPC gives up sooner."""
_FIRST_DELAY_S, _LONGEST_DELAY_S = 0.1, 5.0
_BROKEN = (grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN)
"""What a broken connection may look like beside UNAVAILABLE. Then the error has no reason: it is not Tabwright's."""


class Client:
    """All services of Tabwright over one channel, for any number of threads. Used by `with`, it closes the channel."""

    def __init__(self, channel: grpc.Channel) -> None:
        """`connect` makes the channel."""
        self._channel = channel
        self.actions = ActionServiceStub(channel)
        self.api_keys = ApiKeyServiceStub(channel)
        self.artifacts = ArtifactServiceStub(channel)
        self.browsers = BrowserServiceStub(channel)
        self.dead_letters = DeadLetterServiceStub(channel)
        self.health = HealthServiceStub(channel)
        self.jobs = JobServiceStub(channel)
        self.schedules = ScheduleServiceStub(channel)
        self.url_policies = UrlPolicyServiceStub(channel)
        self.webhooks = WebhookServiceStub(channel)
        self.workers = WorkerServiceStub(channel)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all calls that still run."""
        self._channel.close()

    def run(self, job: CreateJobRequest, on_event: Callable[[JobEvent], object] | None = None) -> Job:
        """Creates a job, watches it to its end, and returns it. A job that fails is returned like any other.

        A job without a `request_id` gets one, so that a call that is made again makes no second job. Raises
        grpc.RpcError, see `problem`.
        """
        request = CreateJobRequest()
        request.CopyFrom(job)
        request.request_id = request.request_id or str(uuid4())
        created = _answer(lambda: self.jobs.CreateJob(request), _CREATE_PATIENCE_S)
        for event in self.watch(created.job_id):
            if on_event is not None:
                on_event(event)
        return _answer(lambda: self.jobs.GetJob(GetJobRequest(job_id=created.job_id)), PATIENCE_S)

    def watch(
        self, job_id: str, after_sequence: int = 0, *, patience_s: float = PATIENCE_S
    ) -> Generator[JobEvent, None, None]:
        """The job's events after a sequence, as they happen, to its end: each once, in order, also when the
        connection breaks and servers are replaced meanwhile.

        Raises grpc.RpcError, also when no event could be had for `patience_s` since the connection broke.
        """
        tries = _Tries(patience_s)
        while True:
            opened = time.monotonic()
            call = self.jobs.WatchJob(WatchJobRequest(job_id=job_id, after_sequence=after_sequence))
            try:
                for event in call:
                    after_sequence = event.sequence
                    tries = _Tries(patience_s)
                    yield event
            except grpc.RpcError as error:
                if time.monotonic() - opened > _LONGEST_CONNECT_S:
                    tries = _Tries(patience_s)  # the job had nothing to tell
                if not tries.another(error):
                    raise
            else:
                return
            finally:
                call.cancel()

    def download(self, job_id: str, name: str) -> bytes:
        """The bytes of an artifact, by its file name, such as "screenshot.png", or its id. `artifacts` has them piece
        by piece, for those that are too large for the memory.
        """
        pieces = self.artifacts.DownloadArtifact(DownloadArtifactRequest(job_id=job_id, artifact=name))
        return b"".join(piece.data for piece in pieces)


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
    target, is_https = host_and_port(address or os.environ.get("TABWRIGHT_ADDRESS") or DEFAULT_ADDRESS)
    key = api_key or os.environ.get("TABWRIGHT_API_KEY") or ""
    if not (key.isascii() and key.isprintable()):
        raise ValueError("api_key must be printable ASCII")
    return Client(open_channel(target, key, tls=tls or is_https, timeout_s=timeout_s))


class _Tries:
    """The tries of one thing, with longer and longer pauses between them."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._until: float | None = None
        self._delay_s = _FIRST_DELAY_S

    def another(self, error: grpc.RpcError) -> bool:
        """Waits before the next try, and says whether there should be one after this error."""
        if self._until is None:
            self._until = time.monotonic() + self._patience_s
        found = problem(error)
        passes = (
            found.code is grpc.StatusCode.UNAVAILABLE
            or found.retry_delay_s is not None
            or found.reason == "READER_TOO_SLOW"
            or (found.code in _BROKEN and not found.reason)
        )
        # Those who were cut off together must not come back together.
        delay_s = max(self._delay_s * random.uniform(0.5, 1), found.retry_delay_s or 0)  # noqa: S311
        if not passes or time.monotonic() + delay_s > self._until:
            return False
        time.sleep(delay_s)
        self._delay_s = min(self._delay_s * 2, _LONGEST_DELAY_S)
        return True


def _answer(call: Callable[[], _T], patience_s: float) -> _T:
    """The answer of a call that is safe to repeat."""
    tries = _Tries(patience_s)
    while True:
        try:
            return call()
        except grpc.RpcError as error:
            if not tries.another(error):
                raise
