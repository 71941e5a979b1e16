"""The port for viewers, where it stops."""

import asyncio
import socket
from types import SimpleNamespace
from typing import Any

from server.live.web import LivePort
from tests.ports import free_ports


async def test_a_connection_that_comes_while_the_port_stops_is_closed() -> None:
    sockets: Any = SimpleNamespace(serve=None)
    readiness: Any = SimpleNamespace(is_ready=True)
    (number,) = free_ports(1)
    port = LivePort(sockets, sockets, [], readiness)
    await port.start("127.0.0.1", number)
    with socket.create_connection(("127.0.0.1", number), 60) as late:
        await asyncio.sleep(0)
        await asyncio.sleep(0)  # accepted, and nobody's yet
        await port.stop(0)
        assert await asyncio.to_thread(late.recv, 1) == b""
