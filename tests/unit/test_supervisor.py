"""The ports of several server processes."""

import socket

import pytest

from server import supervisor
from tests.ports import free_ports


def test_a_host_with_an_address_that_the_machine_has_not_keeps_its_port_at_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (port,) = free_ports(1)
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, port))
        for address in ("192.0.2.1", "127.0.0.1", "127.0.0.2")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: places)
    kept = supervisor._keep_port("host.test", port)
    try:
        assert [one.getsockname()[0] for one in kept] == ["127.0.0.1", "127.0.0.2"]
    finally:
        for one in kept:
            one.close()
