"""Reads from sockets what others may not have to hear, and nothing after it."""

import asyncio
import socket

LONGEST_HEAD = 512 * 1024
"""Of what a browser says: it sends cookies of up to 180 for 4 KB each."""
LONGEST_ANSWER = 32 * 1024
"""Of the head with which a proxy answers."""
_AT_ONCE = 16 * 1024
_END = b"\r\n\r\n"


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
    while _END not in head:
        more = await loop.sock_recv(peer, _AT_ONCE if begun else 1)
        if not more or len(head) > (LONGEST_HEAD if begun else LONGEST_ANSWER):
            raise Ended
        head += more
        if not begun:
            head += _of_head(peer, bytes(head[-len(_END) :]))
    return bytes(head)


def _of_head(peer: socket.socket, last: bytes) -> bytes:
    """What a peer has said already, up to the end of a head that ends with `last` so far."""
    if last.endswith(_END):
        return b""
    try:
        # One byte at a time would keep all others waiting: a read that need not wait lets nobody else have a turn.
        said = peer.recv(_AT_ONCE, socket.MSG_PEEK)
        end = (last + said).find(_END)
        return peer.recv(len(said) if end < 0 else end + len(_END) - len(last)) if said else said
    except (BlockingIOError, InterruptedError):
        return b""
