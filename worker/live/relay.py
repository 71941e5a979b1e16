"""Where servers reach the jobs that this worker runs: one stream for each viewer.

It is encrypted, with a certificate that is made at each start; and who does not show the token of this start, which is
in the worker's row and nowhere else, is not listened to.
"""

import asyncio
import contextlib
import hmac
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, NoReturn
from uuid import UUID

import grpc
import structlog
from google.protobuf.message import DecodeError
from tabwright.v1.job_pb2 import Job
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse, LiveState

from store.live import relay
from store.live.relay import RelayAddress
from store.process import why_not_listening
from worker.live.certificate import self_signed
from worker.live.jobs import LiveJobs
from worker.live.live_job import TICK_S, LiveJob
from worker.live.states import MESSAGES
from worker.live.viewer import Right, Viewer

log = structlog.get_logger()

OFF = "off"
MAX_VIEWERS = 40
"""At most so many streams at once, of all jobs."""
MAX_MESSAGE_BYTES = 128 * 1024
"""What a request may have at most: a piece of a file is the largest."""
FIRST_S = 10.0
"""How long a server may take for the first request."""
STOP_S = 1.0
BROKEN = "a request is no AttachRequest"
_ANY = {"0.0.0.0", "::", "*"}  # noqa: S104 - this is only compared
_Context = grpc.aio.ServicerContext[bytes, AttachResponse]
Holds = Callable[[UUID, int], bool]


class RelayAddressTaken(Exception):
    """The address cannot be listened on."""


@asynccontextmanager
async def serving(
    address: str, jobs: LiveJobs, holds: Holds, places: Sequence[tuple[str, int]] = ()
) -> AsyncIterator[RelayAddress | None]:
    """Answers servers at an address as long as it is entered, and says where they find it; None: nowhere, as wished.

    `holds` says whether this process holds a lease; `places` are where the database is: servers are told the address by
    which this machine reaches that, where it listens on all. Raises RelayAddressTaken.
    """
    if address == OFF:
        yield None
        return
    host, _, wanted = address.rpartition(":")
    bare = host.strip("[]")
    if int(wanted) and (why := why_not_listening(bare, int(wanted))):
        raise RelayAddressTaken(f"WORKER_LIVE_ADDRESS={address}: cannot listen there: {why}")
    key, certificate = self_signed()
    token = secrets.token_urlsafe(32)
    server = grpc.aio.server(
        options=[
            ("grpc.so_reuseport", 0),
            ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
            # Servers ask every few seconds whether we are still there.
            ("grpc.http2.min_ping_interval_without_data_ms", 2000),
            ("grpc.http2.max_ping_strikes", 0),
            ("grpc.keepalive_time_ms", 5000),
            ("grpc.keepalive_timeout_ms", 5000),
        ]
    )
    service, _, method = relay.METHOD.lstrip("/").rpartition("/")
    handler: Any = grpc.stream_stream_rpc_method_handler(
        _Attaching(jobs, holds, token).attach,  # which reads requests itself: gRPC would end in a traceback
        response_serializer=AttachResponse.SerializeToString,
    )
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(service, {method: handler}),))
    try:
        port = server.add_secure_port(address, grpc.ssl_server_credentials([(key, certificate)]))
    except RuntimeError as error:
        raise RelayAddressTaken(f"WORKER_LIVE_ADDRESS={address}: cannot listen there: {error}") from error
    await server.start()
    try:
        yield RelayAddress(await asyncio.to_thread(_told, bare, port, places), certificate, token)
    finally:
        await server.stop(STOP_S)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a server says of a viewer before its first request."""

    job_id: UUID
    lease_no: int
    viewer_id: str
    name: str
    right: Right


class _Attaching:
    """Serves one viewer after another, each in a stream of its own."""

    def __init__(self, jobs: LiveJobs, holds: Holds, token: str) -> None:
        self._jobs = jobs
        self._holds = holds
        self._token = token
        self._viewers = 0

    async def attach(self, requests: AsyncIterator[bytes], context: _Context) -> None:
        """Shows a job to a viewer, to the end of the attempt or of the stream."""
        asked = await self._asked(context)
        if self._viewers >= MAX_VIEWERS:
            await context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, f"this worker has {MAX_VIEWERS} viewers already")
        self._viewers += 1
        try:
            first = await self._first(requests, context)
            viewer = Viewer(asked.viewer_id, asked.name, asked.right, first.attach.view)
            live = await self._found(asked, context)
            await self._show(live, viewer, requests, context)
        finally:
            self._viewers -= 1

    async def _asked(self, context: _Context) -> _Asked:
        metadata = dict(context.invocation_metadata() or ())
        shown = str(metadata.get(relay.AUTHORIZATION, ""))
        if not hmac.compare_digest(shown.encode(), f"Bearer {self._token}".encode()):
            await _abort(context, grpc.StatusCode.UNAUTHENTICATED, "this is not the token of this start of the worker")
        try:
            name = metadata[relay.NAME]
            asked = _Asked(
                UUID(str(metadata[relay.JOB])),
                int(metadata[relay.LEASE]),
                str(metadata[relay.VIEWER]),
                name.decode() if isinstance(name, bytes) else name,
                "control" if metadata[relay.RIGHT] == "control" else "view",
            )
        except (KeyError, ValueError):
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, "job, lease, viewer, name or right is missing")
        if not self._holds(asked.job_id, asked.lease_no) or self._jobs.is_over(asked.job_id, asked.lease_no):
            await _abort(context, grpc.StatusCode.FAILED_PRECONDITION, "this worker does not run the job, or no longer")
        return asked

    async def _first(self, requests: AsyncIterator[bytes], context: _Context) -> AttachRequest:
        try:
            async with asyncio.timeout(FIRST_S):
                first = AttachRequest.FromString(await anext(requests))
        except DecodeError:
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, BROKEN)
        except (TimeoutError, StopAsyncIteration):
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, "the first request did not come")
        if first.WhichOneof("message") != "attach":
            await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, "the first request must be attach")
        return first

    async def _found(self, asked: _Asked, context: _Context) -> LiveJob:
        """The job, as soon as it has a browser; until then the viewer hears that it starts."""
        while (live := self._jobs.find(asked.job_id, asked.lease_no)) is None:
            if not self._holds(asked.job_id, asked.lease_no) or self._jobs.is_over(asked.job_id, asked.lease_no):
                await _abort(context, grpc.StatusCode.FAILED_PRECONDITION, "the attempt at the job is over")
            starting = LiveState(
                state="starting",
                message=MESSAGES["starting"],
                status=Job.processing,
                attempt=asked.lease_no,
                viewer_id=asked.viewer_id,
                right=asked.right,
            )
            await context.write(AttachResponse(state=starting))
            if self._jobs.find(asked.job_id, asked.lease_no) is not None:  # meanwhile
                continue
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TICK_S):
                    await self._jobs.changed()
        return live

    async def _show(self, live: LiveJob, viewer: Viewer, requests: AsyncIterator[bytes], context: _Context) -> None:
        live.attach(viewer)
        tasks = {
            asyncio.create_task(_write(viewer, context)),
            asyncio.create_task(_read(live, viewer, requests)),
            asyncio.create_task(viewer.cut.wait()),
        }
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                try:
                    task.result()
                except DecodeError:
                    await _abort(context, grpc.StatusCode.INVALID_ARGUMENT, BROKEN)
            if viewer.is_cut_off:
                await _abort(context, grpc.StatusCode.ABORTED, "the viewer attached again, or took nothing for long")
        finally:
            live.detach(viewer)
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)


async def _write(viewer: Viewer, context: _Context) -> None:
    async for response in viewer.responses():
        await context.write(response)


async def _read(live: LiveJob, viewer: Viewer, requests: AsyncIterator[bytes]) -> None:
    """Raises DecodeError."""
    async for data in requests:
        request = AttachRequest.FromString(data)
        match request.WhichOneof("message"):
            case "ack":
                live.acknowledge(viewer, request.ack.seq)
            case "view":
                live.show(viewer, request.view)
            case "attach" | None:
                pass
            case _:
                await live.control.handle(viewer, request)


async def _abort(context: _Context, code: grpc.StatusCode, details: str) -> NoReturn:
    await context.abort(code, details)
    raise RuntimeError("a call that was aborted goes on")


def _told(host: str, port: int, places: Sequence[tuple[str, int]]) -> str:
    """The address that servers are told."""
    if host in _ANY:
        host = next((one for one in map(_seen_from, places) if one is not None), socket.gethostname())
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _seen_from(place: tuple[str, int]) -> str | None:
    """The address by which this machine reaches another one. Nothing is sent."""
    host, port = place
    try:
        for family, kind, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM):
            with socket.socket(family, kind) as probe:
                probe.connect(address)
                return str(probe.getsockname()[0])
    except OSError:
        return None
    return None
