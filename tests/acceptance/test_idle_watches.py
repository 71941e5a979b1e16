"""The gateway ends idle requests, and no watch, however silent."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tabwright.v1.job_service_pb2 import WatchJobRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from cli import gateway
from cli.child import Child
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.ports import free_ports

_IDLE = "stream_idle_timeout: 300s"


async def until_idle_requests_end(port: int, api_key: str) -> None:
    """Begins a request that never goes on, and waits until the gateway has ended it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /api/v1/jobs HTTP/1.1\r\nHost: x\r\nX-API-Key: {api_key}\r\nContent-Length: 100\r\n\r\n"
    writer.write(f"{head}{{".encode())
    assert b" 408 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream", "grpc"])
async def test_a_watch_outlives_the_time_after_which_idle_requests_end(
    served: Gateway,
    api_key: str,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    tmp_path: Path,
    accept: str,
) -> None:
    (port,) = free_ports(1)
    command = gateway.prepare(tmp_path, port=port, grpc_port=served.grpc_port, access_log=tmp_path / "access.log")
    config = tmp_path / "envoy.yaml"
    assert _IDLE in config.read_text()
    config.write_text(config.read_text().replace(_IDLE, "stream_idle_timeout: 1s"))
    envoy = await Child.start("envoy", command, tmp_path / "envoy.log")
    job_id = str(await create())
    async with asyncio.timeout(60), open_channel(f"127.0.0.1:{port}", api_key) as channel:
        if accept == "grpc":
            call = JobServiceStub(channel).WatchJob(WatchJobRequest(job_id=job_id), wait_for_ready=True)
            assert (await call.read()).sequence == 1
            await until_idle_requests_end(port, api_key)
            await claim_one(await join())
            assert (await call.read()).sequence == 2
            call.cancel()
        else:
            await channel.channel_ready()
            headers = {"X-API-Key": api_key, "Accept": accept}
            async with (
                httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as rest,
                rest.stream("GET", f"/api/v1/jobs/{job_id}/events") as answer,
            ):
                lines = answer.aiter_lines()
                assert await _sequence(lines) == 1
                await until_idle_requests_end(port, api_key)
                await claim_one(await join())
                assert await _sequence(lines) == 2
    await envoy.stop(grace_s=5)


async def _sequence(lines: AsyncIterator[str]) -> int:
    """The number of the next event."""
    async for line in lines:
        if "{" in line:
            number: int = json.loads(line.removeprefix("data: "))["sequence"]
            return number
    raise AssertionError("the stream has ended")
