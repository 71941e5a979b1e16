"""The port for viewers: the WebSockets, and pages. The gateway passes on to it what is theirs.

Nobody who comes here is known before a ticket or a key was looked at. So what comes without costs little: headers are
small and must come soon, there is nothing to send, and there are only so many connections.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from aiohttp import web

from server.calls.readiness import Readiness
from server.live import knocking
from server.live.closing import CLOSE_S
from server.live.socket import LiveSocket
from server.live.task_events import TaskSocket
from store.doorbell import accept_no_more

MAX_CONNECTIONS = 2000
HEADERS_S = 10.0
"""How long a connection may take with its headers, and be of no use after an answer."""
MAX_LINE_BYTES = 8190
MAX_HEADERS = 64
BACKLOG = 512
STOP_S = 1.0
"""How long what runs may take when it is broken off."""
HEALTH = "/health"
"""What the gateway asks; it is not reached through it."""


Serve = Callable[[web.Request, UUID], Awaitable[web.StreamResponse]]


class LivePort:
    """Serves viewers at one port."""

    def __init__(
        self, live: LiveSocket, events: TaskSocket, pages: Iterable[web.RouteDef], readiness: Readiness
    ) -> None:
        """`pages`: what it serves beside the WebSockets."""
        # It warns of subprotocols that it does not know, with all that are offered: one of them is a ticket.
        logging.getLogger("aiohttp.websocket").setLevel(logging.ERROR)
        application = web.Application()
        application.router.add_routes(
            [
                web.get("/api/v1/jobs/{job}/live", self._socket(live.serve), allow_head=False),
                web.get("/ws/{job}", self._socket(events.serve), allow_head=False),
                web.get(HEALTH, self._health),
                *pages,
            ]
        )
        self._readiness = readiness
        self._runner = web.AppRunner(
            application,
            access_log=None,
            shutdown_timeout=STOP_S,
            keepalive_timeout=HEADERS_S,
            max_line_size=MAX_LINE_BYTES,
            max_field_size=MAX_LINE_BYTES,
            max_headers=MAX_HEADERS,
            lingering_time=0,
        )
        self._listening: asyncio.Server | None = None
        self._sockets: set[asyncio.Task[Any]] = set()

    async def start(self, host: str, port: int, *, shared: bool = False) -> None:
        """`shared`: other processes of ours listen there, too. Raises OSError."""
        await self._runner.setup()
        self._listening = await asyncio.get_running_loop().create_server(
            self._connection, host, port, backlog=BACKLOG, reuse_port=shared or None
        )

    async def stop(self, grace_s: float) -> None:
        """Takes no more connections, and ends those that there are. The sessions in them have been told to end."""
        if self._listening is None:
            return
        await accept_no_more(self._listening.sockets)
        self._listening.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                while self._sockets:
                    await asyncio.wait(self._sockets)
        await self._runner.cleanup()

    def _connection(self) -> asyncio.Protocol:
        server = self._runner.server
        if server is None or len(server.connections) >= MAX_CONNECTIONS:
            return _Full()
        return server()

    async def _health(self, _: web.Request) -> web.Response:
        return web.Response(status=200 if self._readiness.is_ready else 503)

    def _socket(self, serve: Serve) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """What answers a request for a WebSocket about a job."""

        async def answer(request: web.Request) -> web.StreamResponse:
            job_id = _uuid(request.match_info["job"])
            if not knocking.is_socket(request):
                raise web.HTTPUpgradeRequired(text="This is a WebSocket.\n", headers={"Upgrade": "websocket"})
            task = asyncio.current_task()
            if task is None:
                raise RuntimeError("a WebSocket needs a task to end")
            self._sockets.add(task)
            try:
                return await serve(request, job_id)
            except web.HTTPException as refusal:
                refusal.force_close()  # what is still used of a connection is cut off soon
                raise
            finally:
                self._sockets.discard(task)
                # Else a connection stays as long as its other side does not read what is still to be sent.
                if request.transport is not None:
                    asyncio.get_running_loop().call_later(CLOSE_S, request.transport.abort)

        return answer


def _uuid(text: str) -> UUID:
    """Raises HTTPNotFound."""
    try:
        return UUID(text)
    except ValueError:
        raise web.HTTPNotFound(text="The address needs the id of a job.\n") from None


class _Full(asyncio.Protocol):
    """Hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            transport.write(b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        transport.close()
