"""Several server processes on the same ports are one server to everybody."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import grpc
import httpx
import psutil
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from tabwright.v1.job_service_pb2 import (
    CancelJobRequest,
    CreateJobRequest,
    CreateJobResponse,
    WatchJobRequest,
)
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from cli.child import Child, Command
from store.process import why_not_listening
from store.settings import DatabaseSettings
from tests.channel import open_channel
from tests.ports import free_ports
from tests.waiting import SOON_S, until


@dataclass(frozen=True)
class Servers:
    """A supervisor and its two processes."""

    child: Child
    port: int
    live_port: int
    metrics_port: int
    key: str

    def processes(self) -> list[psutil.Process]:
        return sorted(psutil.Process(self.child.pid).children(), key=lambda one: one.pid)

    def told(self, event: str) -> int:
        """How often the processes have logged something."""
        return self.child.log_path.read_text().count(f'"{event}"')


@pytest.fixture
async def servers(tmp_path: Path, database_settings: DatabaseSettings, api_key: str) -> AsyncIterator[Servers]:
    port, live_port, metrics_port = free_ports(3)
    command = Command(
        argv=[sys.executable, "-m", "server"],
        env={
            "DATABASE_URL": database_settings.conninfo(),
            "SERVER_PROCESSES": "2",
            "GRPC_PORT": str(port),
            "LIVE_PORT": str(live_port),
            "ENABLE_METRICS": "true",
            "METRICS_PORT": str(metrics_port),
            "ARTIFACT_STORAGE_PATH": str(tmp_path / "artifacts"),
        },
    )
    child = await Child.start("server", command, tmp_path / "server.log")
    servers = Servers(child, port, live_port, metrics_port, api_key)
    try:
        await until(lambda: servers.told("server.ready") == 2)
        yield servers
    finally:
        await child.stop(grace_s=20)


@asynccontextmanager
async def on_each(servers: Servers) -> AsyncIterator[list[grpc.aio.Channel]]:
    """Lends two channels, one to each process. The kernel chooses whose a connection is."""
    found: dict[int, grpc.aio.Channel] = {}
    async with AsyncExitStack() as opened:
        for _ in range(30):
            before = _all_connections(servers)
            channel = await opened.enter_async_context(open_channel(f"127.0.0.1:{servers.port}", servers.key))
            await channel.channel_ready()
            await until(partial(_is_more, servers, before))
            ((pid, _),) = _all_connections(servers).items() - before.items()
            found.setdefault(pid, channel)
            if len(found) == 2:
                break
        yield list(found.values())


def _all_connections(servers: Servers) -> dict[int, int]:
    return {one.pid: _connections(one, servers.port) for one in servers.processes()}


def _is_more(servers: Servers, before: dict[int, int]) -> bool:
    return _all_connections(servers) != before


def _connections(process: psutil.Process, port: int) -> int:
    return sum(
        one.status == psutil.CONN_ESTABLISHED and one.laddr.port == port
        for one in process.net_connections(kind="tcp")
        if one.laddr
    )


def create(channel: grpc.aio.Channel) -> Awaitable[CreateJobResponse]:
    return JobServiceStub(channel).CreateJob(CreateJobRequest(target_url="http://example.test/"))


async def test_a_job_of_one_process_is_watched_on_the_other_and_both_drain_together(servers: Servers) -> None:
    async with on_each(servers) as (one, other):
        job, types = await create(one), []
        async for event in JobServiceStub(other).WatchJob(WatchJobRequest(job_id=job.job_id)):
            types.append(event.type)
            if event.type == "job.created":
                await JobServiceStub(one).CancelJob(CancelJobRequest(job_id=job.job_id))
    assert types == ["job.created", "job.cancelled"]
    async with httpx.AsyncClient() as http:
        told = (await http.get(f"http://127.0.0.1:{servers.metrics_port}/metrics")).text
        assert (await http.get(f"http://127.0.0.1:{servers.live_port}/health")).status_code == 200
    assert {number for number in "123" if f'process="{number}"' in told} == {"1", "2"}
    assert len([line for line in told.splitlines() if "JobService/CreateJob" in line and 'code="OK"' in line]) == 1

    async with on_each(servers) as channels:
        request = WatchJobRequest(job_id=(await create(channels[0])).job_id)
        healths = [health_pb2_grpc.HealthStub(one).Watch(health_pb2.HealthCheckRequest()) for one in channels]
        watches = [JobServiceStub(one).WatchJob(request) for one in channels]
        for stream in (*healths, *watches):
            await stream.read()
        os.kill(servers.child.pid, signal.SIGTERM)
        for health in healths:
            assert (await health.read()).status == health_pb2.HealthCheckResponse.NOT_SERVING
        assert all([(await create(channel)).job_id for channel in channels])
        for watch in watches:
            with pytest.raises(grpc.aio.AioRpcError) as ended:
                await watch.read()
            assert ended.value.code() is grpc.StatusCode.UNAVAILABLE
    async with asyncio.timeout(SOON_S):
        assert await servers.child.wait() == 0
    assert servers.told("server.stopped") == 2
    for port in (servers.port, servers.live_port):
        assert why_not_listening("127.0.0.1", port) is None


async def test_a_process_that_is_killed_is_started_again_and_the_other_goes_on(servers: Servers) -> None:
    async with on_each(servers) as channels:
        victim, left = servers.processes()
        victim.kill()
        answers = await asyncio.gather(*map(create, channels), return_exceptions=True)
        assert any(isinstance(answer, CreateJobResponse) for answer in answers)
    await until(lambda: servers.told("server.ready") == 3)
    assert left in servers.processes()
    async with on_each(servers) as channels:
        assert all([(await create(channel)).job_id for channel in channels])
        assert len(channels) == 2


async def test_a_port_that_somebody_else_has_is_told_and_nothing_starts(
    tmp_path: Path, database_settings: DatabaseSettings
) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # even by one that would share it
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env = {
            "DATABASE_URL": database_settings.conninfo(),
            "SERVER_PROCESSES": "2",
            "GRPC_PORT": str(port),
            "ENABLE_METRICS": "false",
        }
        child = await Child.start("server", Command(argv=[sys.executable, "-m", "server"], env=env), tmp_path / "log")
        async with asyncio.timeout(SOON_S):
            assert await child.wait() == 1
    assert f"GRPC_HOST, GRPC_PORT: cannot listen on 127.0.0.1:{port}" in child.last_words()
