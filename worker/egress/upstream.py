"""Proxies, of jobs and of the installation: connections through them, made by the guard, so that browsers go nowhere
past it.
"""

import asyncio
import socket
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from store.address import IPAddress, parse_url, proxy_url
from worker.egress import socks, tunnel
from worker.egress.dialling import dial
from worker.egress.failure import FailureKind, NotConnected
from worker.egress.reading import read_exactly, read_head

ANSWER_S = 60.0
_LONGEST_NAME = 255
"""Of a host, a username and a password in SOCKS5."""
_UNAUTHORIZED = "407"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A job's proxy, or the one that leads to the web."""

    scheme: str
    """http, https or socks5."""
    host: str
    port: int
    username: str = ""
    password: str = ""
    is_operators: bool = False
    """Whether it is the installation's: then it may be anywhere, and what it refuses is no job's mistake."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Proxy":
        """Raises MalformedUrl."""
        scheme = value["server"].split(":", 1)[0].lower()
        address = parse_url(proxy_url(value["server"]))
        return cls(scheme, address.host, address.port, value["username"], value["password"])

    @property
    def authorization(self) -> list[str]:
        """The line of a request's head that an HTTP proxy wants."""
        if not self.username:
            return []
        return [f"Proxy-Authorization: Basic {b64encode(f'{self.username}:{self.password}'.encode()).decode()}"]


async def reach(proxy: Proxy, addresses: Sequence[IPAddress]) -> socket.socket:
    """A connection to a proxy at these addresses. Raises NotConnected."""
    try:
        far = await dial(addresses, proxy.port)
    except NotConnected as failure:
        raise away(proxy, f"the connection to it {failure.reason}") from None
    if proxy.scheme != "https":
        return far
    try:
        async with asyncio.timeout(ANSWER_S):
            return await tunnel.through_tls(far, proxy.host)
    except OSError as error:  # a timeout is one, and what is wrong with a certificate
        raise away(proxy, f"there is no TLS with it: {error.strerror or type(error).__name__}") from None


async def ask(far: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Has a proxy connect us to a host. Raises NotConnected."""
    try:
        async with asyncio.timeout(ANSWER_S):
            if proxy.scheme == "socks5":
                await _by_socks(far, proxy, host, port)
            else:
                await _by_connect(far, proxy, host, port)
    except TimeoutError:
        raise away(proxy, "it does not answer in time") from None
    except OSError:
        raise failed(proxy, "it has ended the connection") from None


def failed(proxy: Proxy, why: str) -> NotConnected:
    return NotConnected(FailureKind.PROXY_FAILED, f"is not made by {_name(proxy)}: {why}")


def away(proxy: Proxy, why: str) -> NotConnected:
    """The same, where the proxy itself does not answer."""
    return NotConnected(FailureKind.PROXY_FAILED, f"is not made by {_name(proxy)}: {why}", is_away=True)


def unauthorized(proxy: Proxy) -> NotConnected:
    why = "the proxy refuses the username and the password"
    if proxy.is_operators:
        return failed(proxy, why)
    return NotConnected(FailureKind.PROXY_AUTHENTICATION, f"is not made by {_name(proxy)}: {why}")


def _name(proxy: Proxy) -> str:
    return "the installation's proxy" if proxy.is_operators else "the job's proxy"


def place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


async def _by_connect(far: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    where = place(host, port)
    lines = [f"CONNECT {where} HTTP/1.1", f"Host: {where}", *proxy.authorization, "", ""]
    await asyncio.get_running_loop().sock_sendall(far, "\r\n".join(lines).encode())
    head = await read_head(far)
    version, status, *_ = [*head.split(b"\r\n", 1)[0].decode("latin-1").split(" "), "", ""]
    if not version.startswith("HTTP/"):
        raise failed(proxy, "its answer is not that of a proxy")
    if status == _UNAUTHORIZED:
        raise unauthorized(proxy)
    if not status.startswith("2"):
        raise failed(proxy, f"it answers with status {status[:3]}")


async def _by_socks(far: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    methods = (socks.NO_PASSWORD, socks.WITH_PASSWORD) if proxy.username else (socks.NO_PASSWORD,)
    await loop.sock_sendall(far, bytes((socks.VERSION, len(methods), *methods)))
    version, method = await read_exactly(far, 2)
    if version != socks.VERSION or method not in {*methods, socks.NONE_OF_THEM}:
        raise failed(proxy, "its answer is not that of a SOCKS5 proxy")
    if method == socks.NONE_OF_THEM:
        raise unauthorized(proxy)
    if method == socks.WITH_PASSWORD:
        await loop.sock_sendall(far, b"\x01" + _counted(proxy, proxy.username) + _counted(proxy, proxy.password))
        if (await read_exactly(far, 2))[1] != 0:
            raise unauthorized(proxy)
    await loop.sock_sendall(
        far, bytes((socks.VERSION, socks.CONNECT, 0)) + _socks_host(proxy, host) + port.to_bytes(2, "big")
    )
    _, reply, _, kind = await read_exactly(far, 4)
    if reply != socks.OK:
        raise failed(proxy, f"it answers with code {reply}")
    size = {socks.IPV4: 4, socks.IPV6: 16}.get(kind)
    if size is None:
        size = (await read_exactly(far, 1))[0]
    await read_exactly(far, size + 2)


def _socks_host(proxy: Proxy, host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        return bytes((socks.NAME,)) + _counted(proxy, host)
    return bytes((socks.IPV6 if ":" in host else socks.IPV4,)) + address.packed


def _counted(proxy: Proxy, text: str) -> bytes:
    data = text.encode()
    if len(data) > _LONGEST_NAME:
        raise failed(proxy, f"SOCKS5 has no host, username or password of more than {_LONGEST_NAME} bytes")
    return bytes((len(data),)) + data
