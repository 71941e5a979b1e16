"""Ports for servers that must be told theirs before they take it. Who can, takes port 0 and says which it got."""

import atexit
import random
import socket
from pathlib import Path

_EPHEMERAL = Path("/proc/sys/net/ipv4/ip_local_port_range")
_reserved: list[socket.socket] = []


def free_ports(count: int) -> list[int]:
    """Ports of loopback that are free, and stay so until this process ends, also for its servers to take again.

    The kernel gives none of them to somebody who asks for any port, or connects: they lie outside of its range. And no
    other process of tests gets them: each goes with a name that only one socket of the machine can have.
    """
    first, last = map(int, _EPHEMERAL.read_text().split())
    ports = range(10_000, 2**16)
    candidates = [port for port in ports if not first <= port <= last] or list(ports)
    random.shuffle(candidates)
    left = iter(candidates)
    return [next(port for port in left if _reserve(port)) for _ in range(count)]


def _reserve(port: int) -> bool:
    name = socket.socket(socket.AF_UNIX)
    try:
        name.bind(f"\0tabwright-tests-port-{port}")
        with socket.create_server(("127.0.0.1", port)):
            pass
    except OSError:
        name.close()
        return False
    _reserved.append(name)
    atexit.register(name.close)
    return True
