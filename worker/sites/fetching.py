"""Fetches a small text of a site, the way that the job's browser goes: through its gate in the egress guard, past which
there is none, so that the guard judges where it leads and the job's proxy carries it.

Anonymous, with neither cookies nor passwords: what is fetched is kept for other jobs.
"""

import asyncio
import contextlib
import re
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from urllib.parse import urlsplit

from store.address import parse_url

MAX_HEAD_BYTES = 64 * 1024
_SOCKS_OK = b"\x05\x00"
_GREETING = b"\x05\x01\x00"
_CONNECT_NAME = b"\x05\x01\x00\x03"
_ADDRESS_BYTES = {1: 4, 4: 16}
_INTERIM = range(100, 200)
_NO_BODY = frozenset({204, 304})
_ZLIB_OR_GZIP = 47
_CHUNK_SIZE = re.compile(r"[0-9A-Fa-f]{1,15}(?=\s*(;|$))", re.ASCII)
_PIECE_BYTES = 64 * 1024


class NotFetched(Exception):
    """There is no answer; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    """By names in lower case; of several of a name, the first."""
    body: bytes
    """As much as was wanted of it."""
    is_whole: bool
    """Whether that is all of it."""


async def fetch(url: str, gate_port: int, *, max_bytes: int, timeout_s: float, verifies: bool = True) -> Fetched:
    """Asks for a URL; follows no redirect. `verifies` says whether the site must prove who it is. Raises NotFetched."""
    try:
        async with asyncio.timeout(timeout_s):
            reader, writer = await _connected(url, gate_port, verifies=verifies)
            try:
                writer.write(_request(url))
                await writer.drain()
                return await _answer(reader, max_bytes)
            finally:
                writer.transport.abort()
    except TimeoutError:
        raise NotFetched("has not answered in time") from None
    except ssl.SSLError as error:
        raise NotFetched(f"has no connection that can be trusted: {error.reason or error}") from error
    except asyncio.IncompleteReadError:
        raise NotFetched("has ended the connection") from None
    except asyncio.LimitOverrunError:
        raise NotFetched("answers with headers that are too long") from None
    except (OSError, EOFError, ValueError) as error:
        raise NotFetched(str(error)) from error


async def _connected(url: str, gate_port: int, *, verifies: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the URL's host."""
    address = parse_url(url)
    reader, writer = await asyncio.open_connection("127.0.0.1", gate_port, limit=MAX_HEAD_BYTES)
    try:
        await _ask_gate(reader, writer, address.host.encode("ascii"), address.port)
        if address.scheme == "https":
            await writer.start_tls(_trust(verifies=verifies), server_hostname=address.host)
    except BaseException:
        writer.transport.abort()
        raise
    return reader, writer


async def _ask_gate(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: bytes, port: int) -> None:
    """Has the gate connect to a host and port; it speaks SOCKS 5."""
    writer.write(_GREETING)
    if await reader.readexactly(2) != _SOCKS_OK:
        raise ConnectionError("cannot be asked")
    writer.write(_CONNECT_NAME + bytes((len(host),)) + host + port.to_bytes(2, "big"))
    reply = await reader.readexactly(4)
    if reply[:2] != _SOCKS_OK:
        raise ConnectionError("cannot be reached")
    await reader.readexactly(_ADDRESS_BYTES[reply[3]] + 2)


@cache
def _trust(*, verifies: bool) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if not verifies:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _request(url: str) -> bytes:
    parts = urlsplit(url)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return (
        f"GET {path} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\n"
        f"User-Agent: Tabwright/{version('tabwright')}\r\nAccept: text/plain, */*;q=0.5\r\n"
        "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
    ).encode("ascii")


async def _answer(reader: asyncio.StreamReader, max_bytes: int) -> Fetched:
    status, headers = await _head(reader)
    while status in _INTERIM:
        status, headers = await _head(reader)
    if status in _NO_BODY:
        return Fetched(status=status, headers=headers, body=b"", is_whole=True)
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = await _chunks(reader, max_bytes + 1)
    else:
        length = headers.get("content-length", "")
        body = await _bytes(reader, min(int(length), max_bytes + 1) if length.isdecimal() else max_bytes + 1)
        if length.isdecimal() and len(body) < min(int(length), max_bytes + 1):
            raise EOFError("broke off before its end")
    if headers.get("content-encoding", "identity").lower() != "identity":
        try:
            body = zlib.decompressobj(_ZLIB_OR_GZIP).decompress(body, max_bytes + 1)
        except zlib.error:
            raise ValueError("is encoded in a way that was not asked for") from None
    return Fetched(status=status, headers=headers, body=body[:max_bytes], is_whole=len(body) <= max_bytes)


async def _head(reader: asyncio.StreamReader) -> tuple[int, Mapping[str, str]]:
    """The status and the headers of an answer."""
    protocol, _, rest = (await _line(reader)).partition(" ")
    status = rest[:3]
    if not protocol.startswith("HTTP/1.") or not (status.isdecimal() and status.isascii()):
        raise ValueError("does not answer in HTTP")
    headers: dict[str, str] = {}
    left = MAX_HEAD_BYTES
    while line := await _line(reader):
        left -= len(line)
        if left < 0:
            raise ValueError("answers with headers that are too long")
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return int(status), headers


async def _line(reader: asyncio.StreamReader) -> str:
    line = await reader.readuntil(b"\n")
    return line.decode("latin-1").rstrip("\r\n")


async def _bytes(reader: asyncio.StreamReader, count: int) -> bytes:
    """So many bytes, or what there is of them."""
    read = bytearray()
    while len(read) < count and (piece := await reader.read(min(_PIECE_BYTES, count - len(read)))):
        read += piece
    return bytes(read)


async def _chunks(reader: asyncio.StreamReader, count: int) -> bytes:
    """A chunked body, or its first `count` bytes."""
    body = bytearray()
    while len(body) < count:
        size = _chunk_size(await _line(reader))
        if not size:
            break
        piece = await _bytes(reader, min(size, count - len(body)))
        body += piece
        if len(piece) < size:
            if len(body) < count:
                raise EOFError("broke off before its end")
            break
        with contextlib.suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\n")
    return bytes(body)


def _chunk_size(line: str) -> int:
    match = _CHUNK_SIZE.match(line)
    if match is None:
        raise ValueError("does not answer in HTTP")
    return int(match[0], 16)
