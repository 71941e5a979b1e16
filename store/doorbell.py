"""Listening for who may never come: what answers is loaded when somebody calls for the first time."""

import asyncio
import socket
from asyncio.trsock import TransportSocket
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

Serve = Callable[[Sequence[socket.socket]], AbstractAsyncContextManager[None]]
"""Answers at sockets that listen, as long as it is entered, and closes them."""
Listening = socket.socket | TransportSocket


def listening(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at all addresses of a host. Raises OSError."""
    places = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    sockets: list[socket.socket] = []
    try:
        for family, _, _, _, place in dict.fromkeys(places):
            sockets.append(socket.create_server(place[:2], family=family))
    except BaseException:
        _close(sockets)
        raise
    return sockets


def listening_at(name: str) -> socket.socket:
    """A socket that listens at an abstract name, of which nothing is left in a folder. Raises OSError."""
    listener = socket.socket(socket.AF_UNIX)
    try:
        listener.bind(f"\0{name}")
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener


@asynccontextmanager
async def answered(sockets: Sequence[socket.socket], serve: Serve) -> AsyncIterator[None]:
    """Has the first call answered, and all after it, as long as it is entered. The sockets are closed afterwards.

    Raises at the end what `serve` has raised.
    """
    loop = asyncio.get_running_loop()
    called, waiting = asyncio.Event(), list(sockets)
    for one in sockets:
        one.setblocking(False)  # noqa: FBT003 - its signature
        loop.add_reader(one, called.set)

    def leave() -> None:
        while waiting:
            loop.remove_reader(waiting.pop())

    async def begin() -> None:
        await called.wait()
        leave()
        async with serve(sockets):
            await asyncio.Event().wait()

    answering = asyncio.create_task(begin(), name="doorbell")
    try:
        yield
    finally:
        leave()
        answering.cancel()
        try:
            await answering
        except asyncio.CancelledError:
            pass
        finally:
            _close(sockets)


async def accept_no_more(sockets: Iterable[Listening]) -> None:
    """To be done before an asyncio server is closed: a connection that it has just accepted is left open then and
    never answered.
    """
    loop = asyncio.get_running_loop()
    for one in sockets:
        loop.remove_reader(one.fileno())
    await asyncio.sleep(0)  # what has just been accepted has its protocol now


def _close(sockets: Sequence[socket.socket]) -> None:
    for one in sockets:
        one.close()
