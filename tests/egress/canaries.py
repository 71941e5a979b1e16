"""Canaries: servers at addresses of the inside that nobody must reach, and note each connection and all its bytes."""

import asyncio
import socket
from base64 import b64encode
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha1
from ipaddress import ip_address
from secrets import token_hex

OUTSIDE = "127.0.0.50"
"""The one address that may be reached: it stands for the internet, and all others of loopback for the inside."""
READ_TIMEOUT_S = 5.0
MAX_BYTES = 2**16
_ACCEPT_KEY = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

Serve = Callable[["Request"], bytes | Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """The head of an HTTP request, and as much of its body as has come with it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @classmethod
    def parse(cls, data: bytes) -> "Request | None":
        """None for what is not HTTP."""
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        words = first.split(" ")
        if len(words) != 3 or not words[2].startswith("HTTP/1"):
            return None
        headers = (line.partition(":") for line in lines)
        return cls(words[0], words[1], {name.lower(): value.strip() for name, _, value in headers}, body)


@dataclass(slots=True)
class Hit:
    """Somebody has connected to a canary."""

    trick: str
    address: str
    transport: str
    data: bytes = b""

    def __str__(self) -> str:
        return f"{self.trick}: {self.transport} to {self.address}: {self.data[:80]!r}"


class Canaries:
    """Listens at all addresses of this machine, on a port for each trick: the port says which trick has passed.

    What reaches OUTSIDE is answered by `serve`, and is no hit.
    """

    def __init__(self, serve: Serve) -> None:
        self.hits: list[Hit] = []
        self.word = f"canary{token_hex(8)}"
        """What the canaries' answers contain: nothing that a job leaves may."""
        self._serve = serve
        self._ports: dict[str, int] = {}
        self._tricks: dict[int, str] = {}
        self._servers: list[asyncio.Server] = []
        self._datagrams: list[asyncio.DatagramTransport] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self, trick: str) -> int:
        """Returns the port."""
        accept = partial(self._accept, trick)
        server = await asyncio.start_server(accept, sock=_everywhere(socket.SOCK_STREAM), backlog=64)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        self._ports[trick], self._tricks[port] = port, trick
        return port

    async def listen_at(self, trick: str, address: str, port: int) -> bool:
        """Listens on a port that is not free to choose. Returns whether it could."""
        try:
            self._servers.append(await asyncio.start_server(partial(self._accept, trick), address, port))
        except OSError:
            return False
        self._ports[trick], self._tricks[port] = port, trick
        return True

    async def listen_datagrams(self, trick: str, port: int) -> None:
        """Listens for UDP too, on the port of a trick."""
        loop = asyncio.get_running_loop()
        sock = _everywhere(socket.SOCK_DGRAM, port)
        transport, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(trick, self.hits), sock=sock)
        self._datagrams.append(transport)

    def trick_of(self, port: int) -> str:
        """The trick that a port belongs to."""
        return self._tricks[port]

    def word_of(self, port: int) -> str:
        """What only somebody can have who has been answered at a port of the inside."""
        return f"{self.word}-{port}"

    def passed(self) -> dict[str, list[Hit]]:
        """The hits so far, by their tricks."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.trick, []).append(hit)
        return found

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for transport in self._datagrams:
            transport.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _accept(self, trick: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        address = _plain(writer.get_extra_info("sockname")[0])
        hit = Hit(trick, address, "tcp")
        if address != OUTSIDE:
            self.hits.append(hit)
        try:
            with suppress(OSError, TimeoutError):
                async with asyncio.timeout(READ_TIMEOUT_S):
                    await self._talk(hit, reader, writer)
        finally:
            writer.close()

    async def _talk(self, hit: Hit, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(MAX_BYTES):
            hit.data += piece
            if b"\r\n\r\n" in hit.data or len(hit.data) > MAX_BYTES or not hit.data[:3].isalpha():  # TLS, TURN
                break
        request = Request.parse(hit.data)
        if request is None:
            return
        missing = int(request.headers.get("content-length", 0)) - len(request.body)
        if 0 < missing < MAX_BYTES:
            await reader.readexactly(missing)
        if hit.address != OUTSIDE:
            answer = _answer(request, self.word_of(self._ports[hit.trick]))
        else:
            served = self._serve(request)
            answer = served if isinstance(served, bytes) else await served
        writer.write(answer)
        await writer.drain()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, trick: str, hits: list[Hit]) -> None:
        self._trick = trick
        self._hits = hits

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._hits.append(Hit(self._trick, f"(from {addr[0]})", "udp", data))


def answer(
    body: bytes, kind: str, *, status: str = "200 OK", headers: dict[str, str] | list[tuple[str, str]] | None = None
) -> bytes:
    """An HTTP response that all pages may read."""
    more = list(headers.items()) if isinstance(headers, dict) else headers or []
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body)}",
        f"Content-Type: {kind}",
        "Access-Control-Allow-Origin: *",
        "Access-Control-Allow-Headers: *",
        "Access-Control-Allow-Methods: *",
        "Access-Control-Allow-Private-Network: true",
        "Cross-Origin-Resource-Policy: cross-origin",
        "Cache-Control: no-store",
        "Connection: close",
        *(f"{name}: {value}" for name, value in more),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _answer(request: Request, word: str) -> bytes:
    """A canary's answer: what is wanted of it, with the word."""
    if "sec-websocket-key" in request.headers:
        return _websocket(request.headers["sec-websocket-key"], word)
    if "event-stream" in request.headers.get("accept", ""):
        return answer(f"data: {word}\n\n".encode(), "text/event-stream")
    match request.headers.get("sec-fetch-dest"):
        case "document" | "iframe" | "frame" | "embed" | "object" | "fencedframe":
            kind, text = "text/html", f"<title>{word}</title><p>{word}</p>"
        case "image":
            shown = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{word}</title></svg>'
            kind, text = "image/svg+xml", shown
        case "script" | "worker" | "sharedworker" | "serviceworker" | "audioworklet" | "paintworklet":
            kind, text = "text/javascript", f"globalThis.word = '{word}'; export default 1"
        case "style":
            kind, text = "text/css", f":root {{ --word: {word} }}"
        case _:
            kind, text = "text/plain", word
    return answer(text.encode(), kind)


def _websocket(key: str, word: str) -> bytes:
    """Accepts a WebSocket, and sends the word as its first message."""
    accept = b64encode(sha1(key.encode() + _ACCEPT_KEY).digest()).decode()  # noqa: S324 - RFC 6455
    lines = [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Accept: {accept}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + bytes([0x81, len(word)]) + word.encode()


def _everywhere(kind: socket.SocketKind, port: int = 0) -> socket.socket:
    """A socket at all addresses of this machine, IPv6 too where it has that."""
    try:
        sock = socket.socket(socket.AF_INET6, kind)
        try:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            sock.bind(("::", port))
        except OSError:
            sock.close()
            raise
    except OSError:
        sock = socket.socket(socket.AF_INET, kind)
        sock.bind(("0.0.0.0", port))  # noqa: S104 - a canary
    sock.settimeout(0)
    return sock


def _plain(address: str) -> str:
    """An IPv4 address as itself, also where IPv6 takes it in."""
    read = ip_address(address.partition("%")[0])
    mapped = getattr(read, "ipv4_mapped", None)
    return str(mapped or read)
