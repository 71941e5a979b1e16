"""`python -m benchmarks.queueing.caller`: clients that call CreateJob as fast as they are answered.

In a process of its own, and with frames that are written once: what it costs to be a client is not what is measured,
but it runs on the same cores, and gRPC's own client takes as much of them as the server. So this one speaks as much
HTTP/2 as it needs. Its last line says what came of it.
"""

import asyncio
import json
import struct
import time
from functools import partial
from typing import Annotated, Any, cast

import typer
from tabwright.v1.action_pb2 import Action
from tabwright.v1.job_service_pb2 import CreateJobRequest

METHOD = "/tabwright.v1.JobService/CreateJob"
CHANNELS = 8
"""Connections; several server processes at one address share them."""
WARM_UP_S = 1.0
_DATA, _HEADERS, _SETTINGS, _PING, _GOAWAY, _WINDOW_UPDATE = 0, 1, 4, 6, 7, 8
_END_STREAM, _END_HEADERS, _ACK = 1, 4, 1
_HEADER_BYTES = 9
_FIRST_WINDOW = 65_535


class Connection(asyncio.Protocol):
    """One HTTP/2 connection with so many calls under way, each followed by the next until `until`."""

    def __init__(self, headers: bytes, message: bytes, calls: int, until: float) -> None:
        self._headers = headers
        self._message = message
        self._calls = calls
        self._until = until
        self._read = bytearray()
        self._window = _FIRST_WINDOW
        self._stream = -1
        self._under_way: dict[int, tuple[float, bool]] = {}
        self._told = b""
        self.latencies: list[tuple[float, float]] = []
        """When each call began, and how long it took."""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        unbounded = struct.pack(">I", 2**31 - 1 - _FIRST_WINDOW)
        start = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + _frame(_SETTINGS, 0, 0, b"")
        self._transport.write(start + _frame(_WINDOW_UPDATE, 0, 0, unbounded))
        self._transport.write(b"".join(self._call() for _ in range(self._calls)))

    def data_received(self, data: bytes) -> None:
        self._read += data
        answers, at = [], 0
        while at + _HEADER_BYTES <= len(self._read):
            high, low, kind, flags, stream = struct.unpack_from(">HBBBI", self._read, at)
            end = at + _HEADER_BYTES + (high << 8) + low
            if end > len(self._read):
                break
            answers.append(self._taken(kind, flags, stream, bytes(self._read[at + _HEADER_BYTES : end])))
            at = end
        del self._read[:at]
        if answer := b"".join(answers):
            self._transport.write(answer)
        if not self._under_way and not self.ended.done():
            self.ended.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_exception(error or ConnectionError("the server has hung up"))

    def close(self) -> None:
        self._transport.close()

    def _taken(self, kind: int, flags: int, stream: int, payload: bytes) -> bytes:
        """What to answer to a frame."""
        if kind == _SETTINGS and not flags & _ACK:
            return _frame(_SETTINGS, _ACK, 0, b"")
        if kind == _PING and not flags & _ACK:
            return _frame(_PING, _ACK, 0, payload)
        if kind == _WINDOW_UPDATE and stream == 0:
            self._window += struct.unpack(">I", payload)[0]
        elif kind == _DATA:
            self._under_way[stream] = (self._under_way[stream][0], True)
        elif kind == _HEADERS and flags & _END_STREAM:
            return self._answered(stream, payload)
        elif kind == _GOAWAY:
            raise ConnectionError(f"the server ends the connection: {payload!r}")
        return b""

    def _answered(self, stream: int, payload: bytes) -> bytes:
        began, has_message = self._under_way.pop(stream)
        if not has_message:
            raise ConnectionError(f"a call was refused: {payload!r}")
        now = time.perf_counter()
        self.latencies.append((began, now - began))
        return self._call() if now < self._until else b""

    def _call(self) -> bytes:
        self._window -= len(self._message)
        if self._window < 0:
            raise ConnectionError("the server takes nothing in")
        self._stream += 2
        self._under_way[self._stream] = (time.perf_counter(), False)
        headers = _frame(_HEADERS, _END_HEADERS, self._stream, self._headers)
        return headers + _frame(_DATA, _END_STREAM, self._stream, self._message)


def _frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return struct.pack(">HBBBI", len(payload) >> 8, len(payload) & 0xFF, kind, flags, stream) + payload


def _headers(address: str, key: str) -> bytes:
    """The headers of each call, as HPACK writes them without a table."""
    names = {":method": "POST", ":scheme": "http", ":path": METHOD, ":authority": address}
    names |= {"content-type": "application/grpc", "te": "trailers", "x-api-key": key}
    return b"".join(b"\0" + _text(name) + _text(value) for name, value in names.items())


def _text(value: str) -> bytes:
    data = value.encode()  # shorter than 127 bytes
    return bytes([len(data)]) + data


async def call(address: str, key: str, clients: int, seconds: float) -> dict[str, Any]:
    """So many clients, each of which calls again when it has its answer. Any error ends it."""
    request = CreateJobRequest(
        target_url="https://example.com/", actions=[Action(action="screenshot")], wait_until="load"
    ).SerializeToString()
    message = struct.pack(">BI", 0, len(request)) + request
    host, _, port = address.rpartition(":")
    begin = time.perf_counter() + WARM_UP_S
    connections = []
    for no in range(min(CHANNELS, clients)):
        calls = len(range(no, clients, CHANNELS))
        make = partial(Connection, _headers(address, key), message, calls, begin + seconds)
        _, connection = await asyncio.get_running_loop().create_connection(make, host, int(port))
        connections.append(connection)
    await asyncio.gather(*(connection.ended for connection in connections))
    elapsed = time.perf_counter() - begin
    for connection in connections:
        connection.close()
    latencies = [took for connection in connections for began, took in connection.latencies if began >= begin]
    return {"seconds": elapsed, "latencies": latencies, "calls": sum(len(one.latencies) for one in connections)}


def main(
    *,
    address: Annotated[str, typer.Option()],
    key: Annotated[str, typer.Option()],
    clients: Annotated[int, typer.Option()],
    seconds: Annotated[float, typer.Option()],
) -> None:
    """Call."""
    told = asyncio.run(call(address, key, clients, seconds))
    cpu = time.process_time()
    print(json.dumps({**told, "cpu_s": cpu}), flush=True)


if __name__ == "__main__":
    typer.run(main)
