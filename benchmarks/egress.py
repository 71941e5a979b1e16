"""`python -m benchmarks.egress`: measures the egress guard by itself, over loopback, and prints the figures.

A process of its own sends and takes bytes; this one is the browser. What goes past the guard is measured beside it.
"""

import asyncio
import resource
import socket
import struct
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

import psutil
from rich.console import Console
from rich.table import Table

from benchmarks.machine import Machine
from worker.egress.guard import EgressGuard, Gate
from worker.settings import WorkerSettings

BYTES = 2 * 10**9
CONNECTIONS = 3000
AT_ONCE = 20
OPEN = 5000
OPEN_PER_BROWSER = 1000
ROUNDS = 3
_CHUNK = bytes(256 * 1024)
_CONNECT = b"\x05\x01\x00\x01\x7f\x00\x00\x01"
_COUNT = struct.Struct("!Q")


class Site(asyncio.Protocol):
    """Is told how many bytes to send, and sends them; none: it waits."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError(transport)
        self._transport = transport
        self._left = 0
        self._may_write = True

    def data_received(self, data: bytes) -> None:
        self._left = _COUNT.unpack(data)[0]
        self._send()

    def pause_writing(self) -> None:
        self._may_write = False

    def resume_writing(self) -> None:
        self._may_write = True
        self._send()

    def _send(self) -> None:
        while self._left and self._may_write:
            chunk = _CHUNK[: self._left]
            self._left -= len(chunk)
            self._transport.write(chunk)


async def serve() -> None:
    """Serves until standard input ends."""
    _raise_limit()
    server = await asyncio.get_running_loop().create_server(Site, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


@asynccontextmanager
async def site() -> AsyncIterator[int]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.egress", "serve"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdin is None or process.stdout is None:
        raise TypeError("pipes were asked for")
    yield int(await process.stdout.readline())
    process.stdin.close()
    await process.wait()


async def connect(port: int, gate: Gate | None) -> socket.socket:
    """A connection to the site, through a gate or past it."""
    loop = asyncio.get_running_loop()
    one = socket.socket()
    one.setblocking(False)  # noqa: FBT003 - its signature
    await loop.sock_connect(one, ("127.0.0.1", gate.port if gate else port))
    if gate:
        await loop.sock_sendall(one, b"\x05\x01\x00")
        await loop.sock_recv(one, 2)
        await loop.sock_sendall(one, _CONNECT + port.to_bytes(2, "big"))
        if (await loop.sock_recv(one, 10))[1] != 0:
            raise ConnectionError("the guard refuses")
    return one


async def throughput(port: int, gate: Gate | None) -> float:
    """MB/s of one connection."""
    one = await connect(port, gate)
    one.setblocking(True)  # noqa: FBT003 - its signature
    return await asyncio.to_thread(_receive, one)


def _receive(one: socket.socket) -> float:
    buffer, left, began = bytearray(1024 * 1024), BYTES, perf_counter()
    with one:
        one.sendall(_COUNT.pack(BYTES))
        while left:
            left -= one.recv_into(buffer)
    return BYTES / 1e6 / (perf_counter() - began)


async def pace(port: int, gate: Gate | None) -> float:
    """New connections per second, some at once."""

    async def some() -> None:
        for _ in range(CONNECTIONS // AT_ONCE):
            (await connect(port, gate)).close()

    began = perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for _ in range(AT_ONCE):
            tasks.create_task(some())
    return CONNECTIONS / (perf_counter() - began)


async def memory(guard: EgressGuard, port: int) -> list[float]:
    """MB of the guard's process: before, with many connections, and when these are gone."""
    process = psutil.Process(guard.pid)
    figures = [_pss(process)]
    gates = [await _opened(guard) for _ in range(OPEN // OPEN_PER_BROWSER)]
    connections = [await connect(port, gate) for gate in gates for _ in range(OPEN_PER_BROWSER)]
    figures.append(_pss(process))
    for one in connections:
        one.close()
    for gate in gates:
        await gate.close()
    figures.append(_pss(process))
    return figures


async def measure() -> None:
    _raise_limit()
    console, machine = Console(highlight=False), Machine()
    guard = await EgressGuard.start(WorkerSettings(allow_private_addresses="127.0.0.0/8"), lambda: None)
    async with site() as port:
        gate = await _opened(guard)
        rates = [(await throughput(port, None), await throughput(port, gate)) for _ in range(ROUNDS)]
        paces = [(await pace(port, None), await pace(port, gate)) for _ in range(ROUNDS)]
        before, full, after = await memory(guard, port)
    await guard.close()
    table = Table("", "past the guard", "through it", "aim")
    table.add_row("MB/s of one connection", *_medians(rates), "100")
    table.add_row(f"new connections per second, {AT_ONCE} at once", *_medians(paces), "")
    table.add_row("MB of its process (PSS)", "", f"{before:.0f}", "40")
    table.add_row(f"… with {OPEN} connections", "", f"{full:.0f}", "")
    table.add_row("… after them", "", f"{after:.0f}", "")
    console.print(table)
    console.print("; ".join(f"{name}: {value}" for name, value in machine.facts().items()))


async def _opened(guard: EgressGuard) -> Gate:
    gate = await guard.open()
    await gate.admit([], on_failure=print)
    return gate


def _medians(rounds: list[tuple[float, float]]) -> list[str]:
    return [f"{sorted(figures)[len(figures) // 2]:.0f}" for figures in zip(*rounds, strict=True)]


def _pss(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1e6


def _raise_limit() -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


if __name__ == "__main__":
    asyncio.run(serve() if sys.argv[1:] == ["serve"] else measure())
