"""`python -m tests.ways_out ENGINE ASKED…`, in a network namespace of its own: writes, as JSON, what went to the
browser's gate and what went past it.
"""

import asyncio
import json
import socket
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from playwright.async_api import Error as PlaywrightError

from worker.browsers.launching import Launcher
from worker.egress.guard import Gate
from worker.processes.folder import Folder

LOOK_S = 2.0
"""So long nothing new was asked for: then the page has tried all it can."""
MAX_LOOKS = 10
CONTROL = "seen"
"""What we send past the gate ourselves, to see that it is seen."""
_NETWORK = """
ip link set lo up
ip link add outer type veth peer name far
ip link set far up
ip address add 192.168.77.2/24 dev outer
ip -6 address add fd00:77::2/64 dev outer nodad
ip link set outer up
ip route add default via 192.168.77.1 dev outer
ip -6 route add default via fd00:77::1 dev outer
ip neighbour add 192.168.77.1 lladdr 02:00:00:00:00:01 dev outer
ip -6 neighbour add fd00:77::1 lladdr 02:00:00:00:00:01 dev outer
"""
"""A way to everywhere, on which nobody answers: what tries it is seen."""
_OUTGOING = 4
_OF_KERNEL = {0, 1, 2, 58}
"""ICMP, and the membership of groups."""
_TCP, _UDP = 6, 17
_PAGE = Path(__file__).with_name("page.html").read_bytes()
_SCRIPT = b"fetch('http://worker.test' + location.pathname).catch(() => 0); new WebSocket('ws://worker.test/')"


class Sniffer:
    """Sees each packet that begins something: all of UDP, and the first of each connection."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str, int, str]] = set()
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(3))
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            packet, where = self._socket.recvfrom(65535)
            if where[2] != _OUTGOING:
                continue
            if packet[0] >> 4 == 4:
                size, kind, place = (packet[0] & 15) * 4, packet[9], socket.inet_ntoa(packet[16:20])
            elif packet[0] >> 4 == 6:
                size, kind, place = 40, packet[6], socket.inet_ntop(socket.AF_INET6, packet[24:40])
            else:
                continue
            if kind in _OF_KERNEL:
                continue
            port = struct.unpack_from("!H", packet, size + 2)[0]
            if kind == _UDP:
                self.seen.add(("udp", place, port, _text(packet[size + 8 :])))
            elif kind != _TCP:
                self.seen.add((f"protocol {kind}", place, 0, ""))
            elif packet[size + 13] & 0x12 == 2:  # SYN without ACK
                self.seen.add(("tcp", place, port, ""))


class RecordingGate:
    """Takes the place of the guard: it connects nobody, and answers itself."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.port = 0
        self.server = ""

    async def listen(self) -> Gate:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self.server = f"socks5://127.0.0.1:{self.port}"
        return cast(Gate, self)

    async def settled(self, expected: set[str]) -> None:
        """Returns when what is expected was asked for, and nothing new is any more: on a busy machine a page takes its
        time.
        """
        for _ in range(MAX_LOOKS):
            before = len(self.asked)
            await asyncio.sleep(LOOK_S)
            if self.asked >= expected and len(self.asked) == before:
                return

    async def close(self) -> None:
        """It goes with the process."""

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readexactly((await reader.readexactly(2))[1])
            writer.write(b"\x05\x00")
            kind = (await reader.readexactly(4))[3]
            if kind == 3:
                host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
            else:
                family, size = (socket.AF_INET, 4) if kind == 1 else (socket.AF_INET6, 16)
                host = socket.inet_ntop(family, await reader.readexactly(size))
            port = int.from_bytes(await reader.readexactly(2), "big")
            self.asked.add(host)
            writer.write(b"\x05\x00\x00\x01" + bytes(6) if port == 80 else b"\x05\x02\x00\x01" + bytes(6))
            while port == 80:
                path = (await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1]
                body, mime = (_SCRIPT, b"text/javascript") if path.endswith(b".js") else (b"", b"text/html")
                if path == b"/file":
                    mime = b"application/octet-stream\r\nContent-Disposition: attachment"
                if (host, path) == ("localhost", b"/"):
                    body = _PAGE
                head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n" % (mime, len(body))
                writer.write(head + b'Access-Control-Allow-Origin: *\r\nAlt-Svc: h3=":443"\r\n\r\n' + body)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            pass
        finally:
            writer.close()


async def try_all(engine_name: str, expected: set[str]) -> dict[str, Any]:
    gate, folder = RecordingGate(), Folder()
    launcher = Launcher(folder, 2**26, lambda: None, needs_sandbox=False, open_gate=gate.listen)
    try:
        _, launched = await launcher.find(engine_name, None)
        page = await (await launched.browser.new_context(accept_downloads=True)).new_page()
        await page.goto("http://localhost/", wait_until="commit")
        await gate.settled(expected)
        for url in ("http://9.9.9.9/", "http://[fd00:77::9]/", "http://other.test/"):
            with suppress(PlaywrightError):
                await page.goto(url, wait_until="commit")
        await launched.close()
    finally:
        folder.remove()
    with socket.socket(type=socket.SOCK_DGRAM) as ours:
        ours.sendto(CONTROL.encode(), ("9.9.9.9", 7))
    await asyncio.sleep(LOOK_S / 10)
    past = {one for one in sniffer.seen if one[:3] != ("tcp", "127.0.0.1", gate.port)}
    return {"asked": sorted(gate.asked), "past": sorted(past)}


def _text(data: bytes) -> str:
    return "".join(chr(byte) if 32 < byte < 127 else "." for byte in data[:100])


if __name__ == "__main__":
    for line in _NETWORK.strip().splitlines():
        subprocess.run(line.split(), check=True)  # noqa: S603 - what stands above
    sniffer = Sniffer()
    json.dump(asyncio.run(try_all(sys.argv[1], set(sys.argv[2:]))), sys.stdout)
