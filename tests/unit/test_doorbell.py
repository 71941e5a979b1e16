"""Who listens for callers that may never come loads what answers only when one comes."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from store.doorbell import answered, listening, listening_at


class Answering:
    def __init__(self) -> None:
        self.is_loaded = False

    @asynccontextmanager
    async def serve(self, sockets: Sequence[socket.socket]) -> AsyncIterator[None]:
        self.is_loaded = True

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"here")
            writer.close()

        servers = [await asyncio.start_server(answer, sock=one) for one in sockets]
        try:
            yield
        finally:
            for server in servers:
                server.close()


async def called(port: int) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        return await reader.read()
    finally:
        writer.close()


async def test_the_first_call_is_answered_as_those_after_it() -> None:
    (door,) = listening("127.0.0.1", 0)
    port, answering = door.getsockname()[1], Answering()
    async with answered([door], answering.serve):
        assert not answering.is_loaded
        assert [await called(port), await called(port)] == [b"here", b"here"]
        assert answering.is_loaded
    with pytest.raises(ConnectionRefusedError):
        await called(port)


async def test_nothing_is_loaded_where_nobody_calls() -> None:
    door, answering = listening_at("tabwright-test-doorbell"), Answering()
    async with answered([door], answering.serve):
        pass
    assert not answering.is_loaded
    listening_at("tabwright-test-doorbell").close()
