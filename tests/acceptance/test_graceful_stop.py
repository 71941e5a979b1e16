"""A server that stops fails nobody's call, as long as another one is there."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from cli import gateway
from cli.child import Child
from server.settings import ServerSettings
from store.database.connection import Database
from store.records.files import FileStorage
from tests.fixtures.gateway import run_server
from tests.ports import free_ports

CALLERS = 8
ENOUGH_CALLS = 300


class Load:
    """Callers that read and write without a pause, and count the answers that they get."""

    def __init__(self, rest: httpx.AsyncClient) -> None:
        self.answers: Counter[object] = Counter()
        self._rest = rest
        self._reached = asyncio.Event()
        self._wanted = 0

    async def run(self) -> None:
        async with asyncio.TaskGroup() as callers:
            for _ in range(CALLERS):
                callers.create_task(self._call())

    async def more(self, count: int) -> None:
        """Waits until so many more calls have been answered."""
        self._reached.clear()
        self._wanted = self.answers.total() + count
        await self._reached.wait()

    async def _call(self) -> None:
        while True:
            for request in (
                self._rest.build_request("GET", "/api/v1/browsers"),
                self._rest.build_request("POST", "/api/v1/jobs", json={"targetUrl": "http://example.test"}),
            ):
                try:
                    answer: object = (await self._rest.send(request)).status_code
                except httpx.TransportError as error:
                    answer = repr(error)
                self.answers[answer] += 1
                if self.answers.total() >= self._wanted:
                    self._reached.set()


@pytest.fixture
async def rest(
    tmp_path: Path, settings: tuple[ServerSettings, ServerSettings], api_key: str
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a gateway that has two servers."""
    (port,) = free_ports(1)
    command = gateway.prepare(tmp_path, port=port, grpc_port=settings[0].grpc_port, access_log=tmp_path / "access.log")
    config = tmp_path / "envoy.yaml"
    endpoint = "- endpoint: {address: {socket_address: {address: %s, port_value: %d}}}"
    one, other = (endpoint % (one.grpc_host, one.grpc_port) for one in settings)
    assert one in config.read_text()
    config.write_text(config.read_text().replace(one, f"{one}\n              {other}"))
    envoy = await Child.start("envoy", command, tmp_path / "envoy.log")
    headers = {"X-API-Key": api_key}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60, headers=headers) as client:
        yield client
    await envoy.stop(grace_s=5)


@pytest.fixture
def settings() -> tuple[ServerSettings, ServerSettings]:
    """Two servers on one port of two addresses of this machine."""
    (port,) = free_ports(1)
    return ServerSettings(grpc_host="127.0.0.1", grpc_port=port), ServerSettings(grpc_host="127.0.0.2", grpc_port=port)


async def test_no_call_fails_while_one_of_two_servers_stops_and_comes_back(
    rest: httpx.AsyncClient,
    settings: tuple[ServerSettings, ServerSettings],
    database: Database,
    files: FileStorage,
) -> None:
    load = Load(rest)
    async with run_server(settings[0], database, files):
        async with run_server(settings[1], database, files):
            await _until_served(rest)
            calling = asyncio.create_task(load.run())
            await load.more(ENOUGH_CALLS)
            load.answers.clear()  # what came before both were known does not count
            await load.more(ENOUGH_CALLS)
        async with run_server(settings[1], database, files):
            await load.more(ENOUGH_CALLS)
        await load.more(ENOUGH_CALLS)
        calling.cancel()
        await asyncio.wait([calling])
    assert set(load.answers) == {200, 201}


async def _until_served(rest: httpx.AsyncClient) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                if (await rest.get("/health")).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)
