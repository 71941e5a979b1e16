"""Connects to addresses that have been judged, and to no others."""

import asyncio
import errno
import socket
from collections.abc import Sequence
from ipaddress import ip_address

from aiohappyeyeballs import start_connection

from store.address import IPAddress
from worker.egress.failure import FailureKind, NotConnected

CONNECT_S = 30.0
NEXT_ADDRESS_S = 0.25
"""After which time the next address is tried beside the one that has not answered."""
_KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}
_KINDS = {
    errno.ECONNREFUSED: (FailureKind.CONNECTION_REFUSED, "is refused by the host"),
    errno.ETIMEDOUT: (FailureKind.TIMED_OUT, "fails: the host does not answer in time"),
    errno.EMFILE: (FailureKind.TOO_MANY, "fails: the worker has too many connections"),
    errno.ENFILE: (FailureKind.TOO_MANY, "fails: the machine has too many connections"),
    errno.EADDRNOTAVAIL: (FailureKind.UNREACHABLE, "fails: the network has no port or address left for it"),
}

_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
"""What a machine says that has no route to an address. Of IPv6 that is nothing unusual."""


async def dial(addresses: Sequence[IPAddress], port: int) -> socket.socket:
    """A connection to the first address that answers. Raises NotConnected."""
    places = [
        (
            socket.AF_INET6 if address.version == 6 else socket.AF_INET,  # noqa: PLR2004
            socket.SOCK_STREAM,
            socket.IPPROTO_TCP,
            "",
            (str(address), port),
        )
        for address in addresses
    ]
    try:
        async with asyncio.timeout(CONNECT_S):
            far = await start_connection(places, happy_eyeballs_delay=NEXT_ADDRESS_S)
    except TimeoutError:
        raise _failed(errno.ETIMEDOUT) from None
    except OSError as error:
        if error.errno in _NO_WAY and any(address.version == 4 for address in addresses):  # noqa: PLR2004
            raise NotConnected(FailureKind.NO_NETWORK, "fails: the worker has no network") from None
        raise _failed(error.errno) from None
    try:
        is_right = ip_address(far.getpeername()[0]) in addresses
        _tune(far)
    except OSError as error:
        far.close()
        raise _failed(error.errno) from None
    if not is_right:
        far.close()
        raise NotConnected(FailureKind.UNREACHABLE, "fails: another host has answered")
    return far


def _tune(one: socket.socket) -> None:
    """Has small writes go at once, and a peer be noticed that is gone without a word."""
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(socket, name):
            one.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _failed(number: int | None) -> NotConnected:
    usual = (FailureKind.UNREACHABLE, "fails: the network has no way to the host")
    return NotConnected(*_KINDS.get(number or 0, usual))
