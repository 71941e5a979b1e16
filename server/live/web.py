"""The port for viewers: the WebSockets, and the page. The gateway passes on to it what is theirs.

Nobody who comes here is known before a ticket or a key was looked at. So what comes without costs little: headers are
small and must come soon, there is nothing to send, and there are only so many connections.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import structlog
from aiohttp import web

from server.calls.readiness import Readiness
from server.live import knocking
from server.live.closing import CLOSE_S
from server.live.page import Page
from server.live.socket import LiveSocket
from server.live.task_events import TaskSocket

log = structlog.get_logger()

MAX_CONNECTIONS = 2000
HEADERS_S = 10.0
"""How long a connection may take with its headers, and be of no use after an answer."""
MAX_LINE_BYTES = 8190
MAX_HEADERS = 64
BACKLOG = 512
_ID = r"(?P<job>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
_LIVE = re.compile(rf"/api/v1/jobs/{_ID}/live")
_EVENTS = re.compile(rf"/ws/{_ID}")
_PAGE = re.compile(rf"/live/{_ID}")
_FILE = re.compile(r"/live/static/(?P<name>[A-Za-z0-9._/-]{1,200})")
HEALTH = "/health"
"""What the gateway asks; it is not reached through it."""


class LivePort:
    """Serves viewers at one port."""

    def __init__(self, live: LiveSocket, events: TaskSocket, page: Page, readiness: Readiness) -> None:
        self._live = live
        self._events = events
        self._page = page
        self._readiness = readiness
        self._server: web.Server | None = None
        self._listening: asyncio.Server | None = None
        self._sockets: set[asyncio.Task[Any]] = set()

    async def start(self, host: str, port: int) -> None:
        """Raises OSError."""
        self._server = web.Server(
            self._answer,
            access_log=None,
            keepalive_timeout=HEADERS_S,
            max_line_size=MAX_LINE_BYTES,
            max_field_size=MAX_LINE_BYTES,
            max_headers=MAX_HEADERS,
            lingering_time=0,
        )
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._connection, host, port, backlog=BACKLOG)

    async def stop(self, grace_s: float) -> None:
        """Takes no more connections, and ends those that there are. The sessions in them have been told to end."""
        if self._listening is None or self._server is None:
            return
        self._listening.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                while self._sockets:
                    await asyncio.wait(self._sockets)
        for task in self._sockets:
            task.cancel()
        await self._server.shutdown(timeout=1.0)

    def _connection(self) -> asyncio.Protocol:
        if self._server is None or len(self._server.connections) >= MAX_CONNECTIONS:
            return _Full()
        return self._server()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        try:
            return await self._routed(request)
        except web.HTTPException as error:
            error.headers["X-Content-Type-Options"] = "nosniff"
            raise

    async def _routed(self, request: web.BaseRequest) -> web.StreamResponse:
        """Raises HTTPException."""
        path = request.path
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "HEAD"))
        for pattern, serve in ((_LIVE, self._live.serve), (_EVENTS, self._events.serve)):
            if found := pattern.fullmatch(path):
                return await self._socket(request, UUID(found["job"]), serve)
        if _PAGE.fullmatch(path):
            return self._page.page()
        if found := _FILE.fullmatch(path):
            return self._page.file(found["name"], request.headers.get("If-None-Match", ""))
        if path == HEALTH:
            return web.Response(status=200 if self._readiness.is_ready else 503)
        raise web.HTTPNotFound(text="There is nothing here.")

    async def _socket(
        self,
        request: web.BaseRequest,
        job_id: UUID,
        serve: Callable[[web.BaseRequest, UUID], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        if not knocking.is_socket(request):
            raise web.HTTPUpgradeRequired
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a WebSocket needs a task to end")
        self._sockets.add(task)
        try:
            return await serve(request, job_id)
        finally:
            self._sockets.discard(task)
            # Else a connection stays as long as its other side does not read what is still to be sent.
            if request.transport is not None:
                asyncio.get_running_loop().call_later(CLOSE_S, request.transport.abort)


class _Full(asyncio.Protocol):
    """Hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.write(b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        transport.close()
