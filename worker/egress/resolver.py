"""Asks name servers which addresses a host has."""

import asyncio
import socket
from collections.abc import Sequence
from time import monotonic

import aiodns
from aiodns.error import DNSError
from pycares.errno import ARES_EBADNAME, ARES_ENODATA, ARES_ENONAME, ARES_ENOTFOUND

from store.address import IPAddress, parse_address
from worker.egress.failure import FailureKind, NotConnected

KEPT_S = 10.0
"""How long an answer serves: as long as a browser takes to open the connections of a page."""
KEPT = 1000
ANSWER_S = 20.0
_UNKNOWN = frozenset({ARES_ENODATA, ARES_ENOTFOUND, ARES_ENONAME, ARES_EBADNAME})
"""What name servers say, or c-ares itself, of a name that has no address."""


class Resolver:
    """Answers are kept for a short time, and whoever asks for a name that is being asked for waits for that answer.

    c-ares reads resolv.conf and the hosts file, and reads them again when they change.
    """

    def __init__(self, servers: Sequence[str]) -> None:
        self._asks = aiodns.DNSResolver(list(servers) or None)
        self._asking: dict[str, asyncio.Task[list[IPAddress]]] = {}
        self._answers: dict[str, tuple[float, list[IPAddress]]] = {}

    async def addresses(self, name: str) -> list[IPAddress]:
        """All addresses of a name, at least one. Raises NotConnected."""
        until, answer = self._answers.get(name, (0.0, []))
        if monotonic() < until:
            return answer
        asking = self._asking.get(name)
        if asking is None:
            asking = self._asking[name] = asyncio.create_task(self._ask(name))
            asking.add_done_callback(lambda done: self._answered(name, done))
        return await asyncio.shield(asking)

    async def close(self) -> None:
        await self._asks.close()

    async def _ask(self, name: str) -> list[IPAddress]:
        try:
            async with asyncio.timeout(ANSWER_S):
                answer = await self._asks.getaddrinfo(name, socket.AF_UNSPEC, type=socket.SOCK_STREAM)
            addresses = list({parse_address(_text(node.addr[0]))[0]: None for node in answer.nodes})
        except DNSError as error:
            kind = FailureKind.NAME_NOT_RESOLVED if error.args[0] in _UNKNOWN else FailureKind.RESOLVER_FAILED
            raise NotConnected(kind, f"fails: no address for the name ({error.args[-1]})") from None
        except TimeoutError:
            raise NotConnected(FailureKind.RESOLVER_FAILED, "fails: no name server answers in time") from None
        except ValueError as error:
            raise NotConnected(
                FailureKind.RESOLVER_FAILED, f"fails: the name server's answer is wrong ({error})"
            ) from None
        if not addresses:
            raise NotConnected(FailureKind.NAME_NOT_RESOLVED, "fails: the name has no address")
        return addresses

    def _answered(self, name: str, done: asyncio.Task[list[IPAddress]]) -> None:
        del self._asking[name]
        if done.cancelled() or done.exception() is not None:
            return
        if len(self._answers) >= KEPT:
            del self._answers[next(iter(self._answers))]
        self._answers.pop(name, None)  # the newest stands last
        self._answers[name] = (monotonic() + KEPT_S, done.result())


def _text(address: bytes | str) -> str:
    return address.decode() if isinstance(address, bytes) else address
