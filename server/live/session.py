"""One viewer's live view, from its first message to the job's end: whichever door it has come through.

What the worker says is passed on as it is, one message after the other: the next is read when the viewer has taken the
last one. The worker sends no more than two frames ahead of the viewer's acknowledgements, so that nothing heaps up here
or on the way, and a slow viewer never sees the past.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass

import grpc
import structlog
from tabwright.v1.live_pb2 import (
    AttachRequest,
    AttachResponse,
    LiveAttach,
    LiveInputAck,
    LiveNotice,
)

from server.calls import faults
from server.calls.faults import InvalidRequest, LiveViewerLimit, ReaderTooSlow
from server.calls.sending import SEND_TIMEOUT_S
from server.live import commands, states
from server.live.pace import Pace
from server.live.racing import first_of
from server.live.relays import Relays, Stream
from server.live.states import Course
from server.live.trail import Trail
from server.live.viewers import Viewer, Viewers
from server.streams.feed import EventFeed
from store.database.connection import Database
from store.errors import DatabaseUnavailable, StoreError
from store.live.relay import Relay, RelayAddress, find_relay
from store.queue import pausing
from store.records.listing import get_progress

log = structlog.get_logger()

STATE_S = 2.0
"""How often a viewer hears how the job does, whatever happens."""
PATIENCE_S = 0.6
"""How much longer the worker may take with that until the server says it again."""
SILENT_S = 6.0
"""How long a worker may say nothing until it is taken for lost; it is listened to all the same."""
FIRST_S = 5.0
"""How long it may take with its first message."""
WRITE_S = 10.0
"""The same of a worker."""
LOOK_S = 1.0
"""How often it is looked who runs the job, while no worker shows it: what happens to it wakes us sooner."""
OPENING_S = 0.25
"""The same while the worker opens the job's browser."""

LAST_WORDS_S = 0.5
"""How long a worker may still show something of a job that has ended."""

STATE_TAG, FRAME_TAG, CONTROL_TAG = (
    AttachResponse.DESCRIPTOR.fields_by_name[name].number << 3 | 2 for name in ("state", "frame", "control")
)
"""The first byte of a serialized AttachResponse, which has one field only, says what it is."""

_OF_CONTROL = frozenset({"take", "release", "grant", "share", "input", "dialog", "file", "field", "tab", "command"})

Send = Callable[[bytes], Awaitable[None]]
"""Gives a viewer one serialized AttachResponse; returns when it may have another one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Means:
    """What all sessions of a server share."""

    database: Database
    feed: EventFeed
    relays: Relays
    viewers: Viewers


class Session:
    """Shows one viewer one job."""

    def __init__(self, means: Means, viewer: Viewer, attach: LiveAttach, send: Send) -> None:
        self._means = means
        self._viewer = viewer
        self._view = attach.view
        self._deliver = send
        self._trail = Trail(means.database, viewer)
        self._pace = Pace()
        self._sending = asyncio.Lock()
        self._news = asyncio.Event()
        self._course: Course
        self._worker: _Worker | None = None
        self._name = states.STARTING
        """What we say where no worker does."""
        self._said_at = 0.0
        self.began = asyncio.Event()
        """Set once the viewer has heard how the job does."""
        self._lost_lease: int | None = None
        """Whose worker did not answer."""

    async def run(self, requests: AsyncIterator[AttachRequest]) -> None:
        """Until the job has ended and the viewer has been told so, or `requests` ends: the viewer has left.

        Raises JobNotFound, LiveViewerLimit, LimitReached, InvalidRequest, ReaderTooSlow, DatabaseUnavailable or
        ServerStopping.
        """
        viewer, means = self._viewer, self._means
        progress = await get_progress(means.database, viewer.client_id, viewer.job_id)
        self._course = Course(viewer.job_id, viewer.id, viewer.granted.right, progress.status)
        with means.viewers.seated(viewer) as seat:
            await self._trail.attached()
            if viewer.is_guest:
                await pausing.record_viewed(means.database, viewer.job_id, viewer.granted.name)
            if self._course.has_ended:
                await self._say(states.ENDED)
                return
            await self._say(states.STARTING if self._course.is_held else states.WAITING)
            try:
                await first_of(
                    self._show(),
                    self._follow(progress.last_sequence),
                    self._repeat(),
                    self._listen(requests),
                    seat.taken_over.wait(),
                )
            finally:
                await self._trail.lost()

    async def send(self, data: bytes) -> None:
        """Gives the viewer a message. Raises ReaderTooSlow."""
        async with self._sending:
            try:
                async with asyncio.timeout(SEND_TIMEOUT_S):
                    await self._deliver(data)
            except TimeoutError:
                raise ReaderTooSlow({}) from None
            if data[:1] == bytes([STATE_TAG]):
                self._said_at = asyncio.get_running_loop().time()
                self.began.set()

    async def _say(self, name: str) -> None:
        self._name = name
        await self.send(self._course.state(name, self._means.viewers.of_job(self._viewer.job_id)))

    async def _change(self, name: str) -> None:
        """Says so, unless it was said last."""
        if name != self._name:
            await self._say(name)

    async def _follow(self, after: int) -> None:
        """Learns what happens to the job; never returns. Raises ServerStopping."""
        async with aclosing(self._means.feed.batches(self._viewer.job_id, after)) as batches:
            async for events in batches:
                for event in events:
                    self._course.happened(event)
                if events:
                    self._news.set()
        await asyncio.Event().wait()  # the job has ended, and is said to by who shows it

    async def _repeat(self) -> None:
        """Says how the job does, again and again; never returns."""
        loop = asyncio.get_running_loop()
        while True:
            wait_s = STATE_S if self._worker is None else STATE_S + PATIENCE_S
            await asyncio.sleep(max(0.05, self._said_at + wait_s - loop.time()))
            if self._sending.locked() or loop.time() < self._said_at + STATE_S:
                continue
            worker = self._worker
            if worker is None or not worker.last_state:
                await self._say(self._name or states.STARTING)
            elif worker.silent_s > SILENT_S:
                await self._say(states.LOST)
            else:
                await self.send(worker.last_state)

    async def _show(self) -> None:
        """Attaches to whichever worker runs the job, one after the other, until it has ended."""
        while True:
            self._news.clear()
            if self._course.has_ended:
                await self._say(states.ENDED)
                return
            found = await self._look()
            if found is None:
                if not self._course.is_held:  # else something has happened that we shall hear of
                    await self._change(states.WAITING)
                await self._wait(LOOK_S)
            elif found.where is None:
                await self._change(states.UNWATCHABLE)
                await self._wait(LOOK_S)
            else:
                await self._wait(await self._attach(found, found.where))

    async def _look(self) -> Relay | None:
        """Who runs the job now."""
        while True:
            try:
                found = await find_relay(self._means.database, self._viewer.client_id, self._viewer.job_id)
            except DatabaseUnavailable:
                await asyncio.sleep(LOOK_S)
                continue
            if found is not None:
                self._course.runs(found)
            return found

    async def _wait(self, longest_s: float) -> None:
        """Until something has happened to the job."""
        with suppress(TimeoutError):
            async with asyncio.timeout(longest_s):
                await self._news.wait()

    async def _attach(self, found: Relay, where: RelayAddress) -> float:
        """Shows what a worker shows, as long as it does. Returns how long to wait until it is looked again who does.

        Raises LiveViewerLimit.
        """
        if found.lease_no != self._lost_lease:
            await self._change(states.STARTING)
        try:
            async with self._means.relays.stream(found, where, self._viewer) as stream:
                worker = _Worker(stream)
                try:
                    await first_of(self._pump(worker), self._until_superseded(found))
                finally:
                    self._worker = None
        except grpc.aio.AioRpcError as error:
            return await self._failed(error, found)
        except TimeoutError:
            log.warning("live.silent", job_id=str(self._viewer.job_id), address=where.address)
            return await self._lost(found)
        await self._trail.lost()
        return OPENING_S

    async def _failed(self, error: grpc.aio.AioRpcError, found: Relay) -> float:
        code = error.code()
        if code is grpc.StatusCode.RESOURCE_EXHAUSTED:
            raise LiveViewerLimit("worker") from None
        if code is grpc.StatusCode.ABORTED:  # it takes nothing, or has come again by another server
            raise ReaderTooSlow({}) from None
        if code is grpc.StatusCode.FAILED_PRECONDITION:  # its browser is not open yet, or no longer
            await self._trail.lost()
            return OPENING_S
        log.info("live.lost", job_id=str(self._viewer.job_id), lease=found.lease_no, code=code.name)
        return await self._lost(found)

    async def _lost(self, found: Relay) -> float:
        self._lost_lease = found.lease_no
        await self._trail.lost()
        await self._change(states.LOST)
        return LOOK_S

    async def _pump(self, worker: "_Worker") -> None:
        """Passes on what a worker says; returns when it has ended. Raises AioRpcError or TimeoutError."""
        viewer = self._viewer
        attach = LiveAttach(
            job_id=str(viewer.job_id), right=viewer.granted.right, view=self._view, name=viewer.granted.name
        )
        async with asyncio.timeout(FIRST_S):
            await worker.stream.write(AttachRequest(attach=attach).SerializeToString())
            data = await worker.read()
        self._worker = worker
        while data is not None:
            if data[0] == STATE_TAG:
                worker.last_state = data
                self._name = ""
            elif data[0] == FRAME_TAG:
                worker.frames += 1
            await self.send(data)
            if data[0] == CONTROL_TAG:
                await self._trail.controlled(AttachResponse.FromString(data).control)
            data = await worker.read()

    async def _until_superseded(self, found: Relay) -> None:
        """Returns when somebody else runs the job, or nobody does."""
        while True:
            await self._news.wait()
            self._news.clear()
            if self._course.has_ended:
                self._news.set()
                await asyncio.sleep(LAST_WORDS_S)
                return
            now = await self._look()
            if now is None or now.lease_no != found.lease_no:
                return

    async def _listen(self, requests: AsyncIterator[AttachRequest]) -> None:
        """Takes what the viewer says, until it leaves. Raises InvalidRequest or LimitReached."""
        async for request in requests:
            kind = request.WhichOneof("message")
            await self._pace.take(waits=kind == "file")
            if kind == "attach":
                raise InvalidRequest([("attach", "is the first message only")])
            if kind in _OF_CONTROL and not self._viewer.may_act:
                await self._refuse(request, "you may look, and not act: your right is `view`")
            elif kind == "command":
                await self._command(request)
            elif kind is not None:
                await self._pass_on(request, kind)

    async def _command(self, request: AttachRequest) -> None:
        try:
            await commands.do(self._means.database, self._viewer, self._trail, request.command)
        except StoreError as error:
            if not faults.is_expected(error):
                raise
            told = faults.FAULTS[type(error)].message or str(error)
            await self._notice("warning", told)

    async def _pass_on(self, request: AttachRequest, kind: str) -> None:
        if kind == "view":
            self._view = request.view
        worker = self._worker
        if worker is None or (kind == "ack" and request.ack.seq > worker.frames):
            if kind in _OF_CONTROL:
                await self._refuse(request, "no worker shows the job now")
            return
        if kind == "take":
            self._trail.wished(request.take)
        elif kind == "file":
            await self._trail.uploads(request.file)
        elif kind == "input":
            self._trail.acts(request.input)
        elif kind == "tab":
            self._trail.opens(request.tab)
        await worker.write(request)

    async def _refuse(self, request: AttachRequest, why: str) -> None:
        if request.HasField("input"):
            ack = LiveInputAck(seq=request.input.seq, refused=True, reason=why)
            await self.send(AttachResponse(input_ack=ack).SerializeToString())
        else:
            await self._notice("warning", why)

    async def _notice(self, level: str, message: str) -> None:
        await self.send(AttachResponse(notice=LiveNotice(level=level, message=message)).SerializeToString())


class _Worker:
    """Who shows the job."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.frames = 0
        """How many it has sent: their numbers begin with 1 on each stream, so a higher one is of the stream before."""
        self.last_state = b""
        self._asked_at: float | None = None

    async def read(self) -> bytes | None:
        """Its next message; None: there are no more. Raises AioRpcError or TimeoutError."""
        self._asked_at = asyncio.get_running_loop().time()
        try:
            while True:
                data = await self.stream.read()
                if not isinstance(data, bytes):  # grpc.aio.EOF
                    return None
                if data:
                    return data
        except asyncio.CancelledError:
            if _is_cancelled():
                raise
            raise TimeoutError from None  # a message to it took too long, and so broke off the stream
        finally:
            self._asked_at = None

    async def write(self, request: AttachRequest) -> None:
        """Tells it something, if it can. That the stream is broken is seen by who reads it."""
        try:
            async with asyncio.timeout(WRITE_S):
                await self.stream.write(request.SerializeToString())
        except (grpc.aio.AioRpcError, asyncio.InvalidStateError, TimeoutError):
            return
        except asyncio.CancelledError:  # so gRPC says that the stream was broken off, by who reads it
            if _is_cancelled():
                raise

    @property
    def silent_s(self) -> float:
        """How long it has let us wait."""
        return 0.0 if self._asked_at is None else asyncio.get_running_loop().time() - self._asked_at


def _is_cancelled() -> bool:
    """Whether it is the running task that was cancelled, and not the call that it waits for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
