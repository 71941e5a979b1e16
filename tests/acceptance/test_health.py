"""Health is told truly: who lives, who is ready, and what a client hears while the database is away."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc
import httpx
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1._async import HealthServicer

from server import app
from server.calls import readiness
from server.settings import ServerSettings
from store.database.connection import Database
from store.records.files import FileStorage
from store.settings import DatabaseSettings
from tests.acceptance.test_rest import JOBS, reason
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway, run_server
from tests.fixtures.jobs import CreateJob
from tests.fixtures.proxy import Proxy
from tests.rest import open_rest

SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[int]:
    """What the gateway hears when it asks how the server is."""
    answers: asyncio.Queue[int] = asyncio.Queue()
    check = HealthServicer.Check

    async def told_check(self: HealthServicer, request: Any, context: Any) -> Any:
        answer = await check(self, request, context)
        if not request.service and answer is not None:
            answers.put_nowait(answer.status)
        return answer

    monkeypatch.setattr(HealthServicer, "Check", told_check)
    return answers


@pytest.fixture
async def far(
    gateway_process: Gateway,
    proxied_settings: DatabaseSettings,
    files: FileStorage,
    told: asyncio.Queue[int],
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Gateway]:
    """The gateway, and a server behind it whose database lies behind a proxy."""
    monkeypatch.setattr(app, "DRAIN_S", 0)
    monkeypatch.setattr(readiness, "SILENT_S", 0.5)
    monkeypatch.setattr(readiness, "PROBE_INTERVAL_S", 0.1)
    settings = ServerSettings(grpc_port=gateway_process.grpc_port)
    async with Database(proxied_settings, application_name="far") as database, run_server(settings, database, files):
        await _until_told(told, SERVING)
        yield gateway_process


@pytest.fixture
async def rest(far: Gateway, api_key: str) -> AsyncIterator[httpx.AsyncClient]:
    async with open_rest(far.url, api_key) as client:
        yield client


@pytest.fixture
async def channel(far: Gateway, api_key: str) -> AsyncIterator[grpc.aio.Channel]:
    async with open_channel(f"127.0.0.1:{far.grpc_port}", api_key) as channel:
        yield channel


async def test_while_its_database_is_away_a_server_lives_is_not_ready_and_refuses_calls_in_its_own_words(
    rest: httpx.AsyncClient, channel: grpc.aio.Channel, proxy: Proxy, told: asyncio.Queue[int]
) -> None:
    assert await _health(rest, channel) == (200, 200, SERVING, SERVING)
    await proxy.refuse()
    await _until_told(told, NOT_SERVING)
    await _until_told(told, NOT_SERVING)  # the gateway acts on the answer before it asks again
    assert await _health(rest, channel) == (200, 503, SERVING, NOT_SERVING)
    assert (await rest.get("/health/ready")).json() == {"status": "error"}
    for request in (rest.build_request("GET", "/api/v1/browsers"), rest.build_request("POST", JOBS, json=_JOB)):
        answer = await rest.send(request)
        assert (answer.status_code, reason(answer)) == (503, "DATABASE_UNAVAILABLE")
    await proxy.listen()
    await _until_told(told, SERVING)
    assert await _health(rest, channel) == (200, 200, SERVING, SERVING)
    assert (await rest.get("/api/v1/browsers")).status_code == httpx.codes.OK


async def test_a_database_that_answers_nothing_more_makes_a_server_not_ready_too(
    rest: httpx.AsyncClient, proxy: Proxy, told: asyncio.Queue[int]
) -> None:
    proxy.swallow()
    await _until_told(told, NOT_SERVING)
    assert (await rest.get("/health/live")).status_code == httpx.codes.OK
    proxy.forward()
    await _until_told(told, SERVING)


async def test_a_watch_outlasts_an_outage_of_the_database(
    rest: httpx.AsyncClient, create: CreateJob, proxy: Proxy, told: asyncio.Queue[int]
) -> None:
    job_id = await create()
    async with asyncio.timeout(60), rest.stream("GET", f"{JOBS}/{job_id}/events") as answer:
        lines = answer.aiter_lines()
        assert "job.created" in await anext(lines)
        await proxy.refuse()
        await _until_told(told, NOT_SERVING)
        await proxy.listen()
        await _until_told(told, SERVING)
        assert (await rest.delete(f"{JOBS}/{job_id}")).status_code == httpx.codes.OK
        assert "job.cancelled" in await anext(lines)


_JOB = {"targetUrl": "http://example.test"}


async def _health(rest: httpx.AsyncClient, channel: grpc.aio.Channel) -> tuple[int, ...]:
    """Liveness and readiness, over REST and then as grpc.health.v1 has them."""
    stub = health_pb2_grpc.HealthStub(channel)  # type: ignore[no-untyped-call]
    over_rest = [(await rest.get(f"/health/{kind}")).status_code for kind in ("live", "ready")]
    requests = [health_pb2.HealthCheckRequest(service=name) for name in (readiness.LIVENESS, "")]
    return (*over_rest, *[(await stub.Check(request, timeout=60)).status for request in requests])


async def _until_told(told: asyncio.Queue[int], status: int) -> None:
    async with asyncio.timeout(60):
        while await told.get() != status:
            pass
