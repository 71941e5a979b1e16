"""Bytes between two sockets arrive, all of them, whoever ends first."""

import asyncio
import socket

import pytest

from worker.egress import relay
from worker.egress.relay import Relay


def connected() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)  # most of what is sent stays with the sender
        one.connect(listener.getsockname())
        other, _ = listener.accept()
    other.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1_000_000)
    one.setblocking(False)  # noqa: FBT003 - its signature
    other.setblocking(False)  # noqa: FBT003
    return one, other


async def test_what_a_site_said_before_it_ended_reaches_a_browser_that_reads_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(relay, "HALF_CLOSED_S", 0.0)
    browser, near = connected()
    far, site = connected()
    ended = asyncio.Event()
    Relay(near, far, lambda _: ended.set()).start()
    said = bytes(range(256)) * 256
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(site, said)
    site.close()
    async with asyncio.timeout(60):
        await ended.wait()
        heard = b""
        while more := await loop.sock_recv(browser, 65536):
            heard += more
    browser.close()
    assert heard == said


async def test_much_goes_both_ways_at_once() -> None:
    browser, near = connected()
    far, site = connected()
    ended = asyncio.Event()
    Relay(near, far, lambda _: ended.set()).start()
    loop = asyncio.get_running_loop()
    data = bytes(5_000_000)

    async def send(one: socket.socket) -> None:
        await loop.sock_sendall(one, data)
        one.shutdown(socket.SHUT_WR)

    async def receive(one: socket.socket) -> int:
        count = 0
        while more := await loop.sock_recv(one, 65536):
            count += len(more)
        return count

    async with asyncio.timeout(60):
        counts = await asyncio.gather(receive(browser), receive(site), send(browser), send(site))
        await ended.wait()
    assert counts[:2] == [len(data), len(data)]
    browser.close()
    site.close()
