"""Watches are cut off at random, servers and databases restarted: who goes on where they were has everything, once."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from uuid import UUID

import grpc
import httpx
import httpx_sse
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from tabwright.v1.job_service_pb2 import WatchJobsRequest
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from cli.child import Child
from cli.postgres import Postgres
from server import app
from server.settings import ServerSettings
from store.clients.keys import NewKey, create_key
from store.database.connection import Database
from store.database.schema import migrate
from store.errors import DatabaseUnavailable
from store.job import new_id
from store.queue.claim import claim_jobs
from store.queue.intake import create_job
from store.records.events import read_client_events, read_now
from store.records.files import FileStorage
from store.settings import DatabaseSettings
from tests.channel import open_channel
from tests.fixtures.gateway import Gateway, run_server
from tests.fixtures.jobs import BROWSER_TYPES, CLIENT, CreateJob, Join, new_job
from tests.fixtures.story import play_on
from tests.ports import free_ports

Message = tuple[str, tuple[str, int] | None]
"""A cursor, and the event that it stands behind: its job and its number."""

Form = Callable[[Gateway, str, str], AsyncGenerator[Message]]

_ALL_EVENTS = """
SELECT job_id::text AS job_id, sequence FROM job_events WHERE client_id = %(client_id)s
ORDER BY position, job_id, sequence
"""


async def by_grpc(served: Gateway, key: str, cursor: str) -> AsyncGenerator[Message]:
    async with open_channel(f"127.0.0.1:{served.port}", key) as channel:
        async for message in JobServiceStub(channel).WatchJobs(WatchJobsRequest(cursor=cursor), timeout=60):
            event = message.event
            yield message.cursor, (event.job_id, event.sequence) if message.HasField("event") else None


async def by_lines(served: Gateway, key: str, cursor: str) -> AsyncGenerator[Message]:
    async with (
        httpx.AsyncClient(base_url=served.url, headers={"X-API-Key": key}, timeout=60) as rest,
        rest.stream("GET", "/api/v1/events", params={"cursor": cursor}) as answer,
    ):
        async for line in answer.aiter_lines():
            yield _read(json.loads(line))


async def by_events(served: Gateway, key: str, cursor: str) -> AsyncGenerator[Message]:
    headers = {"X-API-Key": key} | ({"Last-Event-ID": cursor} if cursor else {})
    async with (
        httpx.AsyncClient(base_url=served.url, headers=headers, timeout=60) as rest,
        httpx_sse.aconnect_sse(rest, "GET", "/api/v1/events") as source,
    ):
        async for event in source.aiter_sse():
            yield _read(json.loads(event.data))


def _read(message: dict[str, object]) -> Message:
    event = message.get("event")
    assert isinstance(message["cursor"], str)
    return message["cursor"], (event["jobId"], event["sequence"]) if isinstance(event, dict) else None


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(cuts=st.lists(st.integers(1, 9), min_size=3, max_size=8), first=st.integers(0, 2))
async def test_whoever_is_cut_off_at_random_while_jobs_run_has_all_events_once(
    served: Gateway, api_key: str, database: Database, create: CreateJob, join: Join, cuts: list[int], first: int
) -> None:
    forms: list[Form] = [by_grpc, by_lines, by_events]
    async with aclosing(by_grpc(served, api_key, "")) as watch:
        cursor, _ = await anext(watch)
    before = len(await _told(database))
    last = new_id()
    running = asyncio.create_task(_run_jobs(database, create, await join(browser_type_ids=BROWSER_TYPES), last))
    seen: list[tuple[str, int]] = []
    for connect, cut in zip(cycle(forms[first:] + forms[:first]), cycle(cuts), strict=False):
        async with asyncio.timeout(60), aclosing(connect(served, api_key, cursor)) as watch:
            until = len(seen) + cut
            async for message in watch:
                cursor, event = message
                seen += [event] if event is not None else []
                if len(seen) >= until or event == (str(last), 1):
                    break
        if seen[-1:] == [(str(last), 1)]:
            break
    await running
    assert seen == (await _told(database))[before:]


async def _run_jobs(database: Database, create: CreateJob, worker: UUID, last: UUID) -> None:
    """Three at a time; then makes one that nobody runs."""

    async def run(slot: int) -> None:
        for steps in range(3):
            await create()
            for job in await claim_jobs(database, worker, browser_type_ids=(1,), slot_nos=[slot]):
                await play_on(database, job, steps)

    async with asyncio.TaskGroup() as group:
        for slot in range(3):
            group.create_task(run(slot))
    await create(id=last, browser_type_id=5)


async def _told(database: Database) -> list[tuple[str, int]]:
    """All events there are, in their order."""
    rows = await database.client_rows(CLIENT, _ALL_EVENTS)
    return [(row["job_id"], row["sequence"]) for row in rows]


class Installation:
    """A database and a server of the test's own, which it may end and start again."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """`settings`: of the database."""
        self._log = folder / "postgres.log"
        self._postgres = Postgres(folder / "database", self._log)
        command = self._postgres.prepare()
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        self._command = replace(command, argv=[*command.argv, *options])
        self.port, *_ = free_ports(1)

    async def start_database(self) -> None:
        self._child = await Child.start("postgres", self._command, self._log)
        await self._postgres.ready(self._child)

    async def restart_database(self, how: signal.Signals) -> None:
        """By SIGINT in good order, by SIGQUIT as if it had crashed."""
        os.kill(self._child.pid, how)
        await self._child.wait()
        await self.start_database()

    @asynccontextmanager
    async def database(self) -> AsyncIterator[Database]:
        await self.start_database()
        migrate(self._postgres.conninfo())
        settings = DatabaseSettings(database_url=SecretStr(self._postgres.conninfo()))
        async with Database(settings, application_name="test") as database:
            yield database
        await self._child.stop(grace_s=10)


async def test_a_watch_goes_on_over_restarts_of_server_and_database(
    tmp_path: Path, files: FileStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "DRAIN_S", 0)
    installation = Installation(tmp_path)
    settings = ServerSettings(grpc_port=installation.port)
    async with installation.database() as database:
        _, key = await create_key(database, NewKey(client_id=CLIENT, name="test", rate_limit=0))
        watch = Watch(installation.port, key)
        async with asyncio.timeout(100), asyncio.TaskGroup() as group:
            reading = group.create_task(watch.run())
            async with run_server(settings, database, files):
                await watch.more(0)
                writing = group.create_task(_make_jobs(database))
                await watch.more(10)
            async with run_server(settings, database, files):
                await watch.more(10)
                await installation.restart_database(signal.SIGINT)
                await watch.more(10)
                await installation.restart_database(signal.SIGQUIT)
                await watch.more(10)
                writing.cancel()
                await asyncio.wait([writing])
                told = await _told(database)
                await watch.more(len(told) - len(watch.seen))
                reading.cancel()
        assert watch.seen == told


async def test_no_cursor_from_just_before_a_crash_of_the_database_is_beyond_what_comes_after_it(tmp_path: Path) -> None:
    installation = Installation(tmp_path, wal_writer_delay="10s")
    async with installation.database() as database:
        start = (await read_now(database, CLIENT)).cursor
        await create_job(database, new_job())
        # Nobody waits until these are on the disk: the crash loses them, and their numbers are given again.
        for _ in range(100):
            await database.rows("SELECT pg_notify('nobody', '')")
        now = (await read_now(database, CLIENT)).cursor
        pages = [await read_client_events(database, CLIENT, after, limit=2) for after in (start, now)]
        await installation.restart_database(signal.SIGQUIT)
        job_id = (await create_job(database, new_job())).job_id
        for cursor in [now, *(page.end for page in pages)]:
            page = await read_client_events(database, CLIENT, cursor, limit=2)
            assert [(one.event.job_id, one.event.sequence) for one in page.events] == [(job_id, 1)]


class Watch:
    """A client that watches all its jobs, and connects again whenever it has to."""

    def __init__(self, port: int, key: str) -> None:
        self.seen: list[tuple[str, int]] = []
        self._port, self._key = port, key
        self._cursor = ""
        self._told = asyncio.Event()

    async def run(self) -> None:
        async with open_channel(f"127.0.0.1:{self._port}", self._key) as channel:
            while True:
                request = WatchJobsRequest(cursor=self._cursor)
                with suppress(grpc.aio.AioRpcError):
                    async for message in JobServiceStub(channel).WatchJobs(request, wait_for_ready=True):
                        self._cursor = message.cursor
                        if message.HasField("event"):
                            self.seen.append((message.event.job_id, message.event.sequence))
                        self._told.set()

    async def more(self, count: int) -> None:
        """Waits until it has so many events more, and a cursor."""
        wanted = len(self.seen) + count
        while len(self.seen) < wanted or not self._cursor:
            self._told.clear()
            await self._told.wait()


async def _make_jobs(database: Database) -> None:
    """Makes jobs without a pause, for ever, whether there is a database or not."""
    while True:
        try:
            await create_job(database, new_job())
        except DatabaseUnavailable:
            await asyncio.sleep(0.05)
