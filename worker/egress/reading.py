"""Reads from sockets what others may not have to hear, and nothing after it."""

import asyncio
import socket

LONGEST_HEAD = 512 * 1024
"""Of an HTTP message; browsers send cookies of up to 180 for 4 KB each."""
_AT_ONCE = 16 * 1024


class Ended(ConnectionError):
    """The peer has ended before it said all."""


async def read_exactly(peer: socket.socket, count: int) -> bytes:
    """So many bytes, and none of what follows. Raises OSError."""
    loop = asyncio.get_running_loop()
    read = b""
    while len(read) < count:
        more = await loop.sock_recv(peer, count - len(read))
        if not more:
            raise Ended
        read += more
    return read


async def read_head(peer: socket.socket, begun: bytes = b"") -> bytes:
    """The head of an HTTP message with the empty line at its end, and, only where it has `begun`, what follows.

    Raises OSError.
    """
    loop = asyncio.get_running_loop()
    head = bytearray(begun)
    while b"\r\n\r\n" not in head:
        more = await loop.sock_recv(peer, _AT_ONCE if begun else 1)
        if not more or len(head) > LONGEST_HEAD:
            raise Ended
        head += more
    return bytes(head)
