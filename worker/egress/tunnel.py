"""TLS with a proxy that is reached by https, behind a pair of sockets: whoever has the other one needs to know nothing
of it.
"""

import asyncio
import contextlib
import socket
import ssl
from functools import cache

_CHUNK_BYTES = 64 * 1024
_END_S = 5.0
_running: set[asyncio.Task[None]] = set()


async def through_tls(far: socket.socket, name: str) -> socket.socket:
    """A socket to what is behind TLS with the server of this name. Takes over the given one. Raises OSError."""
    try:
        # As bytes: a text would have the codec of international names imported, by a user who can read no code.
        reader, writer = await asyncio.open_connection(sock=far, ssl=_context(), server_hostname=name.encode())
    except BaseException:
        far.close()
        raise
    ours, its = socket.socketpair()
    ours.setblocking(False)  # noqa: FBT003 - its signature
    its_reader, its_writer = await asyncio.open_connection(sock=its)
    task = asyncio.create_task(_carry(reader, writer, its_reader, its_writer))
    _running.add(task)
    task.add_done_callback(_running.discard)
    return ours


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


async def _carry(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    its_reader: asyncio.StreamReader,
    its_writer: asyncio.StreamWriter,
) -> None:
    """Until either side has ended: TLS knows no half of an end."""
    sides = {
        asyncio.create_task(_pump(reader, its_writer)),
        asyncio.create_task(_pump(its_reader, writer)),
    }
    await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
    for side in sides:
        side.cancel()
    for one in (writer, its_writer):
        one.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(_END_S):
                await one.wait_closed()
        one.transport.abort()


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await source.read(_CHUNK_BYTES):
            target.write(data)
            await target.drain()
