"""A worker says to probes whether it lives and whether it is ready."""

import asyncio
import math
from collections.abc import Callable

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.records.files import FileStorage
from tests.fixtures.worker import StartWorker
from tests.ports import free_ports
from worker import health
from worker.app import Worker
from worker.running import heartbeat as heartbeat_module
from worker.settings import WorkerSettings

SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING


async def _unheard(*_: object, **__: object) -> None:
    raise DatabaseUnavailable(OSError("cut off"))


def _cut_off(worker: Worker, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(heartbeat_module.workers, "beat", _unheard)


def _without_pages(worker: Worker, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(worker._browsers._lanes("chromium")[0], "is_fit", False)


def _without_network(worker: Worker, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(worker._rest, "_until", math.inf)


@pytest.mark.parametrize("fall", [_cut_off, _without_pages, _without_network])
async def test_a_worker_is_ready_while_it_is_heard_and_pages_open_and_lives_all_the_time(
    fall: Callable[[Worker, pytest.MonkeyPatch], None], start_worker: StartWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LOOK_INTERVAL_S", 0.05)
    (port,) = free_ports(1)
    settings = {"worker_health_address": f"127.0.0.1:{port}", "worker_heartbeat_interval_ms": 100}
    channel = grpc.aio.insecure_channel(f"127.0.0.1:{port}")
    async with start_worker(**settings, worker_lease_ms=1000) as worker, channel:
        await _until(channel, SERVING)
        with monkeypatch.context() as patch:
            fall(worker, patch)
            await _until(channel, NOT_SERVING)
            assert await _told(channel, health.LIVENESS) == SERVING
        await _until(channel, SERVING)


async def test_a_worker_whose_address_for_probes_is_taken_says_so(database: Database, files: FileStorage) -> None:
    (port,) = free_ports(1)
    address = f"127.0.0.1:{port}"
    async with health.answering(address, lambda: True):
        with pytest.raises(health.AddressTaken, match=address):
            await Worker(WorkerSettings(worker_health_address=address), database, files).run(asyncio.Event())


async def _told(channel: grpc.aio.Channel, name: str) -> int:
    stub = health_pb2_grpc.HealthStub(channel)  # type: ignore[no-untyped-call]
    answer = await stub.Check(health_pb2.HealthCheckRequest(service=name), timeout=60)
    return int(answer.status)


async def _until(channel: grpc.aio.Channel, status: int) -> None:
    stub = health_pb2_grpc.HealthStub(channel)  # type: ignore[no-untyped-call]
    async with asyncio.timeout(60):
        async for answer in stub.Watch(health_pb2.HealthCheckRequest()):
            if answer.status == status:
                return
