"""The proxies of jobs: connections through them, made by the guard, so that browsers go nowhere past it."""

import asyncio
import socket
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from store.address import IPAddress, parse_url, proxy_url
from worker.egress.dialling import dial
from worker.egress.failure import FailureKind, NotConnected

_LONGEST_HEAD = 16 * 1024
_ANSWER_S = 60.0


@dataclass(frozen=True, slots=True)
class Proxy:
    """A job's proxy."""

    scheme: str
    """http, https or socks5."""
    host: str
    port: int
    username: str = ""
    password: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Proxy":
        """Raises MalformedUrl."""
        scheme = value["server"].split(":", 1)[0].lower()
        address = parse_url(proxy_url(value["server"]))
        return cls(scheme, address.host, address.port, value["username"], value["password"])


async def connect(proxy: Proxy, addresses: Sequence[IPAddress], host: str, port: int) -> socket.socket:
    """A connection to a host through a proxy at these addresses. Raises NotConnected."""
    try:
        far = await dial(addresses, proxy.port)
    except NotConnected as failure:
        raise _failed(f"that to it {failure.reason}") from None
    try:
        async with asyncio.timeout(_ANSWER_S):
            if proxy.scheme == "socks5":
                await _by_socks(far, proxy, host, port)
            else:
                await _by_connect(far, proxy, host, port)
    except TimeoutError:
        far.close()
        raise _failed("it does not answer in time") from None
    except OSError:
        far.close()
        raise _failed("it has ended the connection") from None
    except BaseException:
        far.close()
        raise
    return far


async def _by_connect(far: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.username:
        given = b64encode(f"{proxy.username}:{proxy.password}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {given}")
    await loop.sock_sendall(far, "\r\n".join([*lines, "", ""]).encode())
    head = b""
    while not head.endswith(b"\r\n\r\n"):  # byte by byte: what follows is the site's
        head += await _read(far, 1)
        if len(head) > _LONGEST_HEAD:
            raise _failed("its answer is not that of a proxy")
    status = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
    if status[0].startswith("HTTP/") and status[1:2] and status[1].startswith("2"):
        return
    if status[1:2] == ["407"]:
        raise _unauthorized()
    raise _failed(f"it answers {' '.join(status)[:100]}")


async def _by_socks(far: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(far, b"\x05\x02\x00\x02" if proxy.username else b"\x05\x01\x00")
    version, method = await _read(far, 2)
    if version == 5 and method == 2 and proxy.username:  # noqa: PLR2004 - of RFC 1928
        name, word = proxy.username.encode()[:255], proxy.password.encode()[:255]
        await loop.sock_sendall(far, bytes((1, len(name))) + name + bytes((len(word),)) + word)
        if (await _read(far, 2))[1] != 0:
            raise _unauthorized()
    elif version != 5 or method != 0:  # noqa: PLR2004
        raise _unauthorized() if method == 0xFF else _failed("its answer is not that of a SOCKS proxy")  # noqa: PLR2004
    await loop.sock_sendall(far, b"\x05\x01\x00" + _place(host) + port.to_bytes(2, "big"))
    _, reply, _, kind = await _read(far, 4)
    if reply != 0:
        raise _failed(f"it answers with code {reply}")
    sizes = {1: 4, 4: 16, 3: (await _read(far, 1))[0] if kind == 3 else 0}  # noqa: PLR2004
    if kind not in sizes:
        raise _failed("its answer is not that of a SOCKS proxy")
    await _read(far, sizes[kind] + 2)


def _place(host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        name = host.encode()[:255]
        return bytes((3, len(name))) + name
    return bytes((1 if address.version == 4 else 4,)) + address.packed  # noqa: PLR2004


async def _read(far: socket.socket, count: int) -> bytes:
    loop = asyncio.get_running_loop()
    read = b""
    while len(read) < count:
        more = await loop.sock_recv(far, count - len(read))
        if not more:
            raise ConnectionResetError
        read += more
    return read


def _failed(why: str) -> NotConnected:
    return NotConnected(FailureKind.PROXY_FAILED, f"is not made by the job's proxy: {why}")


def _unauthorized() -> NotConnected:
    return NotConnected(
        FailureKind.PROXY_AUTHENTICATION,
        "is not made by the job's proxy: the proxy refuses the username and the password",
    )
