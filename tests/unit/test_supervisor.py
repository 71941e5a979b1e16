"""Several server processes: their ports, and how often each is started again."""

import asyncio
import socket
from pathlib import Path

import pytest

from server import supervisor
from server.settings import ServerSettings
from server.supervisor import Supervisor
from store import restarts
from store.exposition import MetricsSettings
from store.restarts import LIMIT
from tests.ports import free_ports
from tests.waiting import until

DIES_OFTEN = """#!/bin/sh
echo >> "$STARTS.$TABWRIGHT_SERVER_PROCESS"
[ "$(wc -l < "$STARTS.$TABWRIGHT_SERVER_PROCESS")" -gt %d ] && exec sleep 600
kill -9 $$
"""


async def test_each_process_may_be_started_again_as_often_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, starts = tmp_path / "program", tmp_path / "starts"
    program.write_text(DIES_OFTEN % (LIMIT - 1))
    program.chmod(0o700)
    monkeypatch.setenv("STARTS", str(starts))
    monkeypatch.setattr(supervisor.sys, "executable", str(program))
    monkeypatch.setattr(restarts, "FIRST_PAUSE_S", 0.001)
    grpc_port, live_port = free_ports(2)
    settings = ServerSettings(grpc_port=grpc_port, live_port=live_port, server_processes=2)
    stop = asyncio.Event()
    running = asyncio.create_task(Supervisor(settings, MetricsSettings(enable_metrics=False)).run(stop))
    for number in (1, 2):
        file = tmp_path / f"starts.{number}"
        await until(lambda file=file: running.done() or (file.exists() and len(file.read_bytes()) == LIMIT))
    stop.set()
    assert await running == 0


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
