"""SOCKS 5 (RFC 1928) as browsers speak it to the guard: no password, and CONNECT only."""

import asyncio
import socket
from ipaddress import ip_address

from worker.egress.failure import FailureKind
from worker.egress.reading import Ended

VERSION = 5
NO_PASSWORD, WITH_PASSWORD, NONE_OF_THEM = 0, 2, 0xFF
CONNECT = 1
IPV4, NAME, IPV6 = 1, 3, 4
OK = 0
_REPLIES = {
    FailureKind.REFUSED: 2,
    FailureKind.UNREACHABLE: 3,
    FailureKind.NO_NETWORK: 3,
    FailureKind.NAME_NOT_RESOLVED: 4,
    FailureKind.RESOLVER_FAILED: 4,
    FailureKind.CONNECTION_REFUSED: 5,
    FailureKind.TIMED_OUT: 6,
}
_AT_ONCE = 1024
_GENERAL, _UNKNOWN_COMMAND, _UNKNOWN_ADDRESS = 1, 7, 8


class NotSocks(Exception):
    """What has connected speaks something else."""


async def read_request(client: socket.socket) -> tuple[str, int, bytes]:
    """The host and port that a client asks for, and what it has said beyond that. Raises OSError, and NotSocks, after
    the client has been told if it can be.
    """
    heard = _Heard(client)
    version, count = await heard.take(2)
    if version != VERSION:
        raise NotSocks
    if NO_PASSWORD not in await heard.take(count):
        await _say(client, bytes((VERSION, NONE_OF_THEM)))
        raise NotSocks
    await _say(client, bytes((VERSION, NO_PASSWORD)))
    version, command, _, kind = await heard.take(4)
    if version != VERSION:
        raise NotSocks
    if kind in {IPV4, IPV6}:
        host = str(ip_address(await heard.take(4 if kind == IPV4 else 16)))
    elif kind == NAME:
        host = (await heard.take((await heard.take(1))[0])).decode("utf-8", "replace")
    else:
        await _answer(client, _UNKNOWN_ADDRESS)
        raise NotSocks
    port = int.from_bytes(await heard.take(2), "big")
    if command != CONNECT:
        await _answer(client, _UNKNOWN_COMMAND)
        raise NotSocks
    return host, port, heard.rest


class _Heard:
    """What a client says, of which a part is taken at a time: it mostly comes at once, and calls of the kernel cost."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client
        self.rest = b""

    async def take(self, count: int) -> bytes:
        while len(self.rest) < count:
            more = await asyncio.get_running_loop().sock_recv(self._client, _AT_ONCE)
            if not more:
                raise Ended
            self.rest += more
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken


async def accept(client: socket.socket) -> None:
    """Tells a client that it is connected."""
    await _answer(client, OK)


async def refuse(client: socket.socket, kind: FailureKind) -> None:
    """Tells a client that it is not."""
    await _answer(client, _REPLIES.get(kind, _GENERAL))


async def _answer(client: socket.socket, reply: int) -> None:
    await _say(client, bytes((VERSION, reply, 0, IPV4, 0, 0, 0, 0, 0, 0)))


async def _say(client: socket.socket, data: bytes) -> None:
    await asyncio.get_running_loop().sock_sendall(client, data)
