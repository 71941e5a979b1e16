"""The Chrome DevTools Protocol over a pipe: commands, events, and the end of both."""

import asyncio
import json
import os
import re
from collections import defaultdict, deque
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple, Self

import orjson
import structlog
from playwright.async_api import Error as PlaywrightError

from worker.browsers.fast.scope import heard
from worker.failures import DRIVER_GONE, TOO_LARGE

log = structlog.get_logger()

CLOSED = "Target page, context or browser has been closed"
"""Playwright's words for what has gone."""
ENDED = f"{DRIVER_GONE}: the browser has ended"
AUTO_ATTACH = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": True}
"""Has a target tell of those that belong to it, which wait for us then."""
PIECE_BYTES = 256 * 1024
_ANSWER = re.compile(rb'\{"id":(\d+),')
"""How an answer begins; what begins otherwise is an event."""
_HEAD_BYTES = 64
TURN_S = 0.01
"""For how long what has come is dealt with at a stretch. Then it is the turn of others, whose pages tell less."""

Handler = Callable[[dict[str, Any]], None]


class Session:
    """What is attached to one target of a browser; the one with no id is the browser's own."""

    def __init__(self, connection: "Connection", session_id: str = "") -> None:
        self.connection = connection
        self.id = session_id
        self.is_closed = False
        self.gone = ""
        """Why its target does not answer, though it is there."""
        self._handlers: defaultdict[str, list[Handler]] = defaultdict(list)

    async def send(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the browser answers. Raises Playwright's error. May wait for ever: whoever calls it has a deadline."""
        return await self.begin(method, params)

    def begin(
        self, method: str, params: dict[str, Any] | None = None, then: Handler | None = None
    ) -> asyncio.Future[dict[str, Any]]:
        """Sends a command at once, whose answer need not be waited for: commands are done in their order. An error that
        nobody waits for is no news. `then` is called with the answer before any event that came after it is told.
        """
        if self.gone:
            return _failed(self.gone)
        return self.connection.begin(self, method, params, then)

    def fail(self, words: str) -> None:
        """Its target will never answer again, for this reason: what waits for an answer fails, and what comes later."""
        self.gone = words
        self.connection.fail(self, words)

    def on(self, event: str, handler: Handler) -> None:
        """Has a handler called with each event of a name, in the order in which they come."""
        self._handlers[event].append(handler)

    def remove_listener(self, event: str, handler: Handler) -> None:
        self._handlers[event].remove(handler)

    async def detach(self) -> None:
        await self.connection.root.send("Target.detachFromTarget", {"sessionId": self.id})

    def dispatch(self, event: str, params: dict[str, Any]) -> None:
        """Raises nothing: what a handler lets out, the event loop tells. What has come behind the event is read all the
        same.
        """
        for handler in tuple(self._handlers.get(event, ())):
            _call(handler, params)


class Connection(asyncio.Protocol):
    """The pipe to one browser. Reads each message in time proportional to its size, and none beyond a size."""

    def __init__(self, max_message_bytes: int, on_close: Callable[[], None]) -> None:
        """A command whose answer is larger than `max_message_bytes` fails. `on_close` is called once, when the browser
        has gone.
        """
        self.max_message_bytes = max_message_bytes
        self.received_bytes = 0
        """What has come so far: as long as it grows, the browser lives."""
        self.on_overflow: Callable[[int], None] = lambda _: None
        """Told the size of an event that is larger. What comes after it may be about what it has told."""
        self.is_closed = False
        self.root = Session(self)
        self._on_close = on_close
        self._sessions: dict[str, Session] = {"": self.root}
        self._waiting: dict[int, _Waiting] = {}
        self._last_id = 0
        self._commands: list[bytes] = []
        """Those that are to be sent."""
        self._pieces: list[bytes] = []
        self._size = 0
        self._head = b""
        self._come: deque[tuple[bytes, int, bytes]] = deque()
        """Messages that are to be dealt with, each with its size and its head."""
        self._is_behind = False
        """Whether there are some, and nothing more is read."""
        self._writer: asyncio.WriteTransport | None = None
        self._reader: asyncio.ReadTransport | None = None

    @classmethod
    async def open(cls, read_fd: int, write_fd: int, max_message_bytes: int, on_close: Callable[[], None]) -> Self:
        """Takes the two ends of the pipe, which it closes."""
        loop = asyncio.get_running_loop()
        connection = cls(max_message_bytes, on_close)
        connection._writer, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(write_fd, "wb", 0))
        connection._reader, _ = await loop.connect_read_pipe(lambda: connection, os.fdopen(read_fd, "rb", 0))
        return connection

    def session(self, session_id: str) -> Session:
        """The session with an id that the browser has told, from now on if not yet."""
        return self._sessions.get(session_id) or self._sessions.setdefault(session_id, Session(self, session_id))

    def begin(
        self, session: Session, method: str, params: dict[str, Any] | None = None, then: Handler | None = None
    ) -> asyncio.Future[dict[str, Any]]:
        if self.is_closed or session.is_closed or self._writer is None:
            return _failed(ENDED if self.is_closed else CLOSED)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        answer.add_done_callback(heard)
        self._last_id += 1
        message: dict[str, Any] = {"id": self._last_id, "method": method, "params": params or {}}
        if session.id:
            message["sessionId"] = session.id
        self._waiting[self._last_id] = _Waiting(answer, session, method, then)
        if not self._commands:  # all that is sent in one turn of the loop wakes the browser once
            asyncio.get_running_loop().call_soon(self._flush)
        self._commands += (_encoded(message), b"\0")
        return answer

    def close(self) -> None:
        """Closes the pipe, at which the browser ends."""
        self._flush()
        for end in (self._writer, self._reader):
            if end is not None:
                end.close()

    def _flush(self) -> None:
        commands, self._commands = self._commands, []
        if commands and self._writer is not None and not self.is_closed:
            self._writer.write(b"".join(commands))

    def data_received(self, data: bytes) -> None:
        self.received_bytes += len(data)
        *ends, rest = data.split(b"\0")
        for end in ends:
            self._keep(end)
            self._come.append((b"".join(self._pieces), self._size, self._head))
            self._pieces, self._size, self._head = [], 0, b""
        if rest:
            self._keep(rest)
        if not self._is_behind:
            self._deal()

    def _deal(self) -> None:
        """Deals with what has come, as long as it is our turn. What is not read stays with the browser."""
        ends = monotonic() + TURN_S
        while self._come and not self.is_closed:
            message, size, head = self._come.popleft()
            if size > self.max_message_bytes:
                self._overflow(size, head)
            else:
                self._handle(message)
            if self._come and monotonic() > ends:
                self._wait_for_turn()
                return
        if self._is_behind and self._reader is not None:
            self._is_behind = False
            self._reader.resume_reading()

    def _wait_for_turn(self) -> None:
        asyncio.get_running_loop().call_soon(self._deal)
        if not self._is_behind and self._reader is not None:
            self._is_behind = True
            self._reader.pause_reading()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - as asyncio calls it
        if self.is_closed:
            return
        self.is_closed = True
        for session in self._sessions.values():
            session.is_closed = True
        for waiting in self._waiting.values():
            if not waiting.answer.done():
                waiting.answer.set_exception(PlaywrightError(ENDED))
        self._waiting.clear()
        self.close()
        self._on_close()

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if len(self._head) < _HEAD_BYTES:
            self._head += piece[: _HEAD_BYTES - len(self._head)]
        if self._size > self.max_message_bytes:
            self._pieces = []
        else:
            self._pieces.append(piece)

    def _overflow(self, size: int, head: bytes) -> None:
        found = _ANSWER.match(head)
        waiting = self._waiting.pop(int(found[1]), None) if found else None
        if waiting is None:
            self.on_overflow(size)
        elif not waiting.answer.done():
            told = f"the browser {TOO_LARGE}: {size} bytes, {self.max_message_bytes} at most"
            waiting.answer.set_exception(PlaywrightError(told))

    def _handle(self, message: bytes) -> None:
        try:
            told = orjson.loads(message)
        except orjson.JSONDecodeError:  # it may hold half of a surrogate pair, which pages are free to make
            told = json.loads(message)
        if "id" in told:
            waiting = self._waiting.pop(told["id"], None)
            if waiting is not None and not waiting.answer.done():
                _answer(waiting, told)
            return
        if told["method"] == "Target.detachedFromTarget":
            self._detached(told["params"]["sessionId"])
        session = self._sessions.get(told.get("sessionId", ""))
        if session is not None:
            session.dispatch(told["method"], told["params"])

    def _detached(self, session_id: str) -> None:
        session = self._sessions.pop(session_id, None)
        if session is None:
            return
        session.is_closed = True
        self.fail(session, CLOSED)

    def fail(self, session: Session, words: str) -> None:
        """What waits for an answer on a session fails with these words."""
        for number in [number for number, waiting in self._waiting.items() if waiting.session is session]:
            answer = self._waiting.pop(number).answer
            if not answer.done():
                answer.set_exception(PlaywrightError(words))


class _Waiting(NamedTuple):
    """A command that has not been answered."""

    answer: asyncio.Future[dict[str, Any]]
    session: Session
    method: str
    then: Handler | None


def _answer(waiting: _Waiting, told: dict[str, Any]) -> None:
    if (error := told.get("error")) is None:
        result = told.get("result", {})
        waiting.answer.set_result(result)
        if waiting.then is not None:
            _call(waiting.then, result)
        return
    data = f" {error['data']}" if error.get("data") else ""
    waiting.answer.set_exception(PlaywrightError(f"Protocol error ({waiting.method}): {error['message']}{data}"))


def _call(handler: Handler, told: dict[str, Any]) -> None:
    try:
        handler(told)
    except Exception as error:  # noqa: BLE001 - told, and no reason to lose what comes next
        context = {"message": "a handler of what a browser tells has failed", "exception": error}
        asyncio.get_running_loop().call_exception_handler(context)


def _encoded(message: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(message)
    except TypeError:  # it may hold half of a surrogate pair, or a number beyond 64 bits
        return json.dumps(message).encode()


def _failed(words: str) -> asyncio.Future[dict[str, Any]]:
    answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
    answer.add_done_callback(heard)
    answer.set_exception(PlaywrightError(words))
    return answer
