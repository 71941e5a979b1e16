"""A DNS server of a hostile zone: its names lead inside, in all the ways that answers can."""

import asyncio
import socket
import struct
from collections.abc import Iterator, Sequence
from functools import partial
from ipaddress import IPv4Address, IPv6Address
from typing import Any

TYPES = {"A": 1, "CNAME": 5, "AAAA": 28, "HTTPS": 65}
_NO_SUCH_NAME, _REFUSED = 3, 5
_MAX_UDP_BYTES = 1232
_MAX_CHAIN = 20

Record = tuple[str, str, str]
"""Owner, type, data."""


class NameServer:
    """Answers over UDP and TCP, on one port of loopback.

    `zone` has for each name the sets of its records, which take turns: one for each time that somebody asks for a type.
    A record is `TYPE data`, or `owner TYPE data` for one that nobody has asked for. `zone` may grow.
    """

    def __init__(self, zone: dict[str, Sequence[Sequence[str]]], truncated: set[str]) -> None:
        """`truncated` are names that are answered over TCP only."""
        self.zone = zone
        self.asked: list[tuple[str, int]] = []
        self.port = 0
        self._truncated = truncated
        self._turns: dict[tuple[str, int], int] = {}
        self._udp: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None

    async def start(self, address: str = "127.0.0.1", port: int = 0) -> None:
        loop = asyncio.get_running_loop()
        while self._udp is None:
            self._tcp = await asyncio.start_server(self._accept, address, port)
            self.port = self._tcp.sockets[0].getsockname()[1]
            try:
                self._udp, _ = await loop.create_datagram_endpoint(
                    partial(_Questions, self), local_addr=(address, self.port), family=socket.AF_INET
                )
            except OSError:  # the port is free for TCP only
                self._tcp.close()
                if port:
                    raise

    async def close(self) -> None:
        if self._udp is not None:
            self._udp.close()
        if self._tcp is not None:
            self._tcp.close()
            await self._tcp.wait_closed()

    def answer(self, question: bytes, *, over_udp: bool) -> bytes:
        name, kind, end = _asked(question)
        self.asked.append((name, kind))
        is_known = name in self.zone
        records = list(self._records(name, kind)) if is_known else []
        body = b"".join(_packed(record) for record in records)
        is_cut = over_udp and (name in self._truncated or end + len(body) > _MAX_UDP_BYTES)
        if is_cut:
            records, body = [], b""
        code = 0 if is_known else _NO_SUCH_NAME if name.endswith(".test") else _REFUSED
        flags = 0x8580 | (0x0200 if is_cut else 0) | code
        return question[:2] + struct.pack("!HHHHH", flags, 1, len(records), 0, 0) + question[12:end] + body

    def _records(self, name: str, kind: int) -> Iterator[Record]:
        """The records of a name of this type, with those of the names that it leads to."""
        for _ in range(_MAX_CHAIN):
            sets = self.zone.get(name, [[]])
            turn = self._turns.get((name, kind), 0)
            self._turns[name, kind] = turn + 1
            following = None
            for text in sets[turn % len(sets)]:
                owner, type_, data = _parsed(name, text)
                if TYPES[type_] == kind or type_ == "CNAME":
                    yield owner, type_, data
                if type_ == "CNAME":
                    following = data.rstrip(".").lower()
            if following is None:
                return
            name = following

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(5):
                while True:
                    (size,) = struct.unpack("!H", await reader.readexactly(2))
                    answer = self.answer(await reader.readexactly(size), over_udp=False)
                    writer.write(struct.pack("!H", len(answer)) + answer)
                    await writer.drain()
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


class _Questions(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self._transport is not None:
            self._transport.sendto(self._server.answer(data, over_udp=True), addr)


def _asked(question: bytes) -> tuple[str, int, int]:
    """Name and type that are asked for, and where the question ends."""
    labels, at = [], 12
    while size := question[at]:
        labels.append(question[at + 1 : at + 1 + size].decode("latin-1").lower())
        at += size + 1
    (kind,) = struct.unpack_from("!H", question, at + 1)
    return ".".join(labels), kind, at + 5


def _parsed(name: str, text: str) -> Record:
    words = text.split(" ")
    return (words[0], words[1], words[2]) if len(words) == 3 else (name, words[0], words[1])


def _packed(record: Record) -> bytes:
    """Of no time to live: whoever keeps it longer has himself to thank."""
    owner, kind, data = record
    match kind:
        case "A":
            packed = IPv4Address(data).packed
        case "AAAA":
            packed = IPv6Address(data).packed
        case "CNAME":
            packed = _name(data)
        case _:  # HTTPS: of the name itself, with the address as a hint
            packed = struct.pack("!H", 1) + b"\0" + struct.pack("!HH", 4, 4) + IPv4Address(data).packed
    return _name(owner) + struct.pack("!HHIH", TYPES[kind], 1, 0, len(packed)) + packed


def _name(text: str) -> bytes:
    labels = [label.encode() for label in text.rstrip(".").split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
