"""Somebody who watches a job as the page of the live view does: it comes again by the ticket that it was given last."""

import asyncio
import random
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

import aiohttp
import httpx
from tabwright.v1.live_pb2 import AttachRequest, AttachResponse

SILENCE_S = 10.0
OPENING_S = 15.0
PAUSES_S = (0.25, 0.5)
"""These are link.js's."""
DEADLINE_S = 90.0
KEY_S = 0.1
_LOST_TICKET = 4401


@dataclass
class Heard:
    """One thing that happened to a spectator."""

    at: float
    what: str
    """A state with its attempt, or `connected` or `lost` of the connection."""


@dataclass(eq=False)
class Spectator:
    """One of a job's viewers."""

    url: str
    job_id: UUID
    ticket: str
    key: str
    heard: list[Heard] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    state: str = ""
    status: int = 0
    attempt: int = 0
    epoch: int = 0
    is_holder: bool = False
    chooser: int = 0
    refused: int = 0
    tickets: int = 1
    """How many it has had to ask for."""
    is_stalled: bool = False
    closes: list[Any] = field(default_factory=list)
    _seq: int = 0
    _was_heard: bool = False
    _socket: aiohttp.ClientWebSocketResponse | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _deeds: list[asyncio.Task[None]] = field(default_factory=list)
    _task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *_: object) -> None:
        tasks = [task for task in (self._task, *self._deeds) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def has_link(self) -> bool:
        """Whether it is connected, and hears how the job does."""
        return self._socket is not None and self._was_heard

    # -- what it does

    async def say(self, **message: Any) -> None:
        """Says something, if there is a connection; what is lost on the way is lost."""
        if self._socket is not None:
            with suppress(ConnectionError, RuntimeError):
                await self._socket.send_bytes(AttachRequest(**message).SerializeToString())

    async def until(self, is_so: Any, what: str) -> None:
        try:
            async with asyncio.timeout(DEADLINE_S):
                while not is_so():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{what}: {self.job_id} is {self.state}, {self.heard[-5:]}, {self.closes}") from None

    async def take(self) -> None:
        await self.until(lambda: self.state in {"paused", "intervention_needed"}, "stands still")
        await self.say(take={"force": True})
        await self.until(lambda: self.is_holder, "has control")

    async def click(self, x: float, y: float) -> None:
        for kind in ("down", "up"):
            await self._act(mouse={"kind": kind, "x": x, "y": y, "button": "left"})

    def type(self) -> None:
        """Goes on typing, as long as it may."""
        self._deeds.append(asyncio.create_task(self._type()))

    def upload(self) -> None:
        """Sends a file that never ends."""
        self._deeds.append(asyncio.create_task(self._upload()))

    def stop(self) -> None:
        for deed in self._deeds:
            deed.cancel()

    async def _act(self, **what: Any) -> None:
        self._seq += 1
        await self.say(input={"epoch": self.epoch, "seq": self._seq, "tab": 0, **what})

    async def _type(self) -> None:
        while True:
            if self.is_holder:
                await self._act(text={"text": "x"})
            await asyncio.sleep(KEY_S)

    async def _upload(self) -> None:
        while True:
            if self.is_holder and self.chooser:
                piece = {"epoch": self.epoch, "id": self.chooser, "index": 0, "name": "a", "data": b"x" * 1000}
                await self.say(file=piece)
            await asyncio.sleep(2 * KEY_S)

    def cut(self) -> None:
        """Is gone without a word, and comes again."""
        if self._socket is not None:
            _abort(self._socket)

    # -- its connection

    async def _keep(self) -> None:
        tries = 0
        async with aiohttp.ClientSession() as session:
            while True:
                ticket, self.ticket = self.ticket, ""
                was_heard = False
                try:
                    ticket = ticket or await self._new_ticket()
                    was_heard = await self._connection(session, ticket)
                except (aiohttp.ClientError, ConnectionError, TimeoutError, httpx.TransportError) as error:
                    self.closes.append((round(time.monotonic(), 1), type(error).__name__, str(error)[:80]))
                if self.state == "ended":
                    return
                if not was_heard and not self.ticket:
                    self.ticket = ticket
                if self.closes and self.closes[-1][1] == _LOST_TICKET:
                    self.ticket = ""
                tries = 0 if was_heard else min(tries + 1, 5)
                self.is_holder = False
                self._hear("lost")
                await asyncio.sleep(random.uniform(*PAUSES_S) * 2**tries)  # noqa: S311 - it keeps no secret

    async def _connection(self, session: aiohttp.ClientSession, ticket: str) -> bool:
        """Returns whether anything was heard."""
        was_heard = False
        async with asyncio.timeout(OPENING_S):
            socket = await session.ws_connect(
                f"{self.url}/api/v1/jobs/{self.job_id}/live", protocols=("tabwright.live", f"tabwright.ticket.{ticket}")
            )
        self._socket, self._was_heard = socket, False
        try:
            await self.say(attach={"view": {}})
            while True:
                async with asyncio.timeout(SILENCE_S if was_heard else OPENING_S):
                    message = await socket.receive()
                if message.type is not aiohttp.WSMsgType.BINARY:
                    self.closes.append((round(time.monotonic(), 1), socket.close_code, message.extra))
                    return was_heard
                if not was_heard:
                    self._hear("connected")
                was_heard = self._was_heard = True
                await self._take_in(AttachResponse.FromString(message.data))
                while self.is_stalled:  # noqa: ASYNC110 - nobody tells us
                    await asyncio.sleep(0.1)
        except TimeoutError:
            self.closes.append((round(time.monotonic(), 1), "silent", ""))
            return was_heard
        finally:
            self._socket = None
            _abort(socket)

    async def _take_in(self, response: AttachResponse) -> None:
        if response.HasField("state"):
            state = response.state
            if state.state != self.state or state.attempt != self.attempt:
                self._hear(f"{state.state} ({state.attempt})")
            self.state, self.status, self.attempt = state.state, state.status, state.attempt
        elif response.HasField("frame"):
            self.frames.append(time.monotonic())
            await self.say(ack={"seq": response.frame.seq})
        elif response.HasField("control"):
            self.is_holder, epoch = response.control.is_you, response.control.epoch
            if self.is_holder:
                self.epoch = epoch
        elif response.HasField("renewal"):
            self.ticket = response.renewal.ticket
        elif response.HasField("chooser"):
            self.chooser = 0 if response.chooser.closed else response.chooser.id
        elif response.HasField("input_ack"):
            self.refused += response.input_ack.refused
        self._news.set()

    async def _new_ticket(self) -> str:
        self.tickets += 1
        async with httpx.AsyncClient(headers={"X-API-Key": self.key}, timeout=OPENING_S) as client:
            answer = await client.post(f"{self.url}/api/v1/jobs/{self.job_id}/live-tickets", json={"right": "control"})
            if not answer.is_success:
                raise ConnectionError(f"{answer.status_code} {answer.text}")
            return str(answer.json()["ticket"])

    def _hear(self, what: str) -> None:
        self.heard.append(Heard(time.monotonic(), what))
        self._news.set()


def _abort(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Ends a connection without a goodbye, for which there is no public way."""
    transport = socket._writer.transport
    if transport is not None:
        transport.abort()
