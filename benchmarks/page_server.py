"""Serves the measured pages on loopback, in a process of its own.

`python -m benchmarks.page_server` prints its URL once it listens, and ends with its standard input: whoever
starts it need not stop it, and cannot leave it behind.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from benchmarks.content import Resource, resources

_END_OF_HEAD = b"\r\n\r\n"
_STOP_S = 5.0


class Connection(asyncio.Protocol):
    """One browser's connection. Knows GET only, and has every answer ready: it must cost next to nothing."""

    def __init__(self, answers: dict[bytes, bytes], unknown: bytes) -> None:
        self._answers = answers
        self._unknown = unknown
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not isinstance(transport, asyncio.Transport):
            raise TypeError(transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *heads, self._received = (self._received + data).split(_END_OF_HEAD)
        for head in heads:
            _, path, _ = head.split(b" ", 2)
            self._transport.write(self._answers.get(path, self._unknown))


async def serve() -> None:
    """Serves until standard input ends."""
    loop = asyncio.get_running_loop()
    answers = {path.encode(): _answer(HTTPStatus.OK, resource) for path, resource in resources().items()}
    unknown = _answer(HTTPStatus.NOT_FOUND, Resource("text/plain", b"no such page"))
    server = await loop.create_server(lambda: Connection(answers, unknown), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


@asynccontextmanager
async def page_server() -> AsyncIterator[str]:
    """Lends the URL of a server, without a slash at its end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.page_server"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # a Ctrl-C in our terminal is ours to handle
    )
    if process.stdin is None or process.stdout is None:
        raise TypeError("pipes were asked for")
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        async with asyncio.timeout(_STOP_S):
            await process.wait()


def _answer(status: HTTPStatus, resource: Resource) -> bytes:
    head = (
        f"HTTP/1.1 {status} {status.phrase}\r\n"
        f"Content-Type: {resource.content_type}\r\n"
        f"Content-Length: {len(resource.body)}\r\n"
        "Cache-Control: no-store\r\n\r\n"
    )
    return head.encode() + resource.body


if __name__ == "__main__":
    asyncio.run(serve())
