"""Several server processes on the same ports, for a machine with more cores than one of them uses.

Each is a server of its own, as on another machine: what they share is in the database. The kernel gives each new
connection to one of them.
"""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

import structlog

from server.settings import ServerSettings
from store.exposition import SOCKET, MetricsPortTaken, MetricsSettings, Scrape, serving, why_taken
from store.own_process import dies_with_us
from store.process import PortTaken, why_not_listening
from store.restarts import Restarts

if TYPE_CHECKING:
    from aiohttp import web

log = structlog.get_logger()

NUMBER = "TABWRIGHT_SERVER_PROCESS"
"""The environment variable that says to a process which one it is."""
STOP_S = 15.0
"""How long they may take to end: more than they need for their last calls (server/app.py)."""


class Supervisor:
    """Starts the processes, starts one again that was killed or asked to stop, and ends all of them together."""

    def __init__(self, settings: ServerSettings, exposed: MetricsSettings) -> None:
        self._settings = settings
        self._exposed = exposed
        self._running: dict[int, asyncio.subprocess.Process] = {}
        self._ended = asyncio.Event()
        self._code = 0

    async def run(self, stop: asyncio.Event) -> int:
        """Serves until `stop` is set, or a process fails, which has said why. Returns the exit code.

        Raises PortTaken or MetricsPortTaken.
        """
        with self._ports():
            async with self._metrics() as environment, asyncio.TaskGroup() as tasks:
                numbers = range(1, self._settings.server_processes + 1)
                keeping = [
                    tasks.create_task(self._keep(number, environment(number)), name=f"server {number}")
                    for number in numbers
                ]
                stopping = tasks.create_task(stop.wait())
                ending = tasks.create_task(self._ended.wait())
                await asyncio.wait([stopping, ending], return_when=asyncio.FIRST_COMPLETED)
                for one in (stopping, ending, *keeping):
                    one.cancel()
                await asyncio.wait(keeping)
                await asyncio.gather(*map(_end, self._running.values()))
        return self._code

    async def _keep(self, number: int, environment: dict[str, str]) -> None:
        """Has one process run, until it fails."""
        restarts = Restarts()
        while True:
            process = self._running[number] = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "server",
                env={**os.environ, **environment, NUMBER: str(number)},
                preexec_fn=dies_with_us(),
            )
            code = await process.wait()
            pause_s = restarts.pause_s()
            if code > 0 or pause_s is None:
                self._code = max(code, 1)
                self._ended.set()
                return
            log.warning("server.ended", process=number, signal=-code)
            await asyncio.sleep(pause_s)

    @contextmanager
    def _ports(self) -> Iterator[None]:
        """Keeps the ports for these processes: with no other socket can they be taken, while none of them listens.
        Raises PortTaken.
        """
        live_host, live_port = self._settings.live_address
        ports = [("GRPC_HOST, GRPC_PORT", self._settings.grpc_host.strip("[]"), self._settings.grpc_port)]
        ports += [("LIVE_HOST, LIVE_PORT", live_host, live_port)] if live_port else []
        kept: list[socket.socket] = []
        try:
            for names, host, port in ports:
                if why := why_not_listening(host, port):
                    raise PortTaken(f"{names}: cannot listen on {host}:{port}: {why}")
                kept += _keep_port(host, port)
            yield
        finally:
            for one in kept:
                one.close()

    @asynccontextmanager
    async def _metrics(self) -> AsyncIterator[Callable[[int], dict[str, str]]]:
        """Serves the metrics of all in place of each. What it gives is each process's environment."""
        sockets = {
            str(number): f"tabwright-{os.getpid()}-server-{number}-metrics"
            for number in range(1, self._settings.server_processes + 1)
        }
        outer = os.environ.get(SOCKET)
        why = None if outer or not self._exposed.enable_metrics else why_taken(self._exposed)
        if why and self._exposed.is_port_given:
            raise MetricsPortTaken(why)
        if why:
            log.warning("metrics.not_served", why=why)
        if why or not self._exposed.enable_metrics:
            yield lambda _: {"ENABLE_METRICS": "false"}
            return
        async with serving(_gathering(sockets), self._exposed, outer):
            yield lambda number: {SOCKET: sockets[str(number)]}


def _gathering(sockets: Mapping[str, str]) -> Scrape:
    """What answers is loaded when it is asked for the first time."""

    async def scrape(request: "web.Request") -> "web.Response":
        from store.gathered_metrics import gathering  # noqa: PLC0415 - as it says

        return await gathering("process", sockets)(request)

    return scrape


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_S):
            await process.wait()
    except TimeoutError:
        log.warning("server.late", pid=process.pid)
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _keep_port(host: str, port: int) -> list[socket.socket]:
    """Sockets that have the port at all addresses of a host that this machine has, and take no connections. Raises
    PortTaken.
    """
    kept: list[socket.socket] = []
    why: str | None = None
    for family, kind, protocol, _, place in socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        one = socket.socket(family, kind, protocol)
        try:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            one.bind(place)
        except OSError as error:
            one.close()
            why = error.strerror
        else:
            kept.append(one)
    if not kept:
        raise PortTaken(f"cannot listen on {host}:{port}: {why}")
    return kept
