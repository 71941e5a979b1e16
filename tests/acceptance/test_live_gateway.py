"""Live views through the gateway, by one port, and what comes to the servers' port for viewers without a right to."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import aiohttp
import httpx
import pytest
from tabwright.v1.live_pb2 import LiveFrame, LiveState

from server import app
from server.calls import authentication
from server.live import admission, task_events, web
from server.settings import AuthSettings, ServerSettings
from store.clients.keys import NewKey, create_key, revoke_key
from store.database.connection import Database
from store.job import Status
from store.process import PortTaken
from store.queue.attempts import Outcome, finish_jobs
from store.records.files import FileStorage
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.live import LiveServer, MakeRelay, Run, SocketViewer, call_viewer, socket_viewer
from tests.fixtures.story import play_on
from tests.ports import free_ports
from tests.rest import open_rest

TIMEOUT_S = 90


@pytest.fixture
async def key(database: Database) -> str:
    _, secret = await create_key(database, NewKey(client_id=CLIENT, name="Ann's key", rate_limit=0))
    return secret


@pytest.fixture
async def web_client() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(TIMEOUT_S)) as session:
        yield session


async def test_a_browser_watches_through_the_gateway(
    served: Gateway, create: CreateJob, make_relay: MakeRelay, run: Run, key: str
) -> None:
    job_id = await create()
    relay = await make_relay()
    relay.holds(await run(relay.address))
    async with open_rest(served.url, key) as client:
        made = await client.post(f"/api/v1/jobs/{job_id}/live-tickets", json={"right": "control", "name": "Ann"})
        assert made.status_code == httpx.codes.OK
        page = await client.get(f"/live/{job_id}")
        assert (page.status_code, page.headers["x-content-type-options"]) == (200, "nosniff")
        script = await client.get("/live/static/main.js")
        assert (script.status_code, script.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
        assert (await client.get("/live/static/nothing.js")).status_code == httpx.codes.NOT_FOUND
        assert (await client.get(f"/api/v1/jobs/{job_id}/live?x=1")).status_code == httpx.codes.UPGRADE_REQUIRED
        asked = await client.get("/api/v1/jobs", headers={"connection": "upgrade", "upgrade": "websocket"})
        assert asked.status_code == httpx.codes.BAD_REQUEST
    ticket = made.json()["ticket"]
    async with socket_viewer(served.url, job_id, ticket, protocol="tabwright.live.json", origin=served.url) as viewer:
        attached = await relay.viewer()
        assert attached.metadata["tabwright-name-bin"] == b"Ann"
        await attached.say(state=LiveState(state="live"))
        await attached.say(frame=LiveFrame(seq=1, data=bytes(200_000)))
        assert len((await viewer.next("frame")).data) == 200_000
        await viewer.say(take={})
        await attached.next()
        assert (await attached.next()).HasField("take")
    async with call_viewer(served.port, job_id, key) as caller:
        await (await relay.viewer()).say(state=LiveState(state="live"))
        await caller.until_state("live")


async def test_the_events_of_a_task_come_with_the_names_of_boards_and_can_be_resumed(
    served: Gateway, database: Database, create: CreateJob, run: Run, key: str, web_client: aiohttp.ClientSession
) -> None:
    job_id = await create()
    url = f"{served.url}/ws/{job_id}"
    headers = {"x-api-key": key}
    async with web_client.ws_connect(url, headers=headers) as socket:
        first = await _told(socket)
        assert (first["type"], first["event"], first["sequence"]) == ("job.created", "job.created", 1)
        job = await run(None)
        assert (await _told(socket))["type"] == "task.started"
        await socket.send_str(json.dumps({"type": "resume", "after": 1}))
        again = await _told(socket)
        assert (again["type"], again["event"], again["sequence"]) == ("task.started", "job.started", 2)
        await socket.send_str(json.dumps({"type": "ping"}))
        assert (await _told(socket))["type"] == "pong"
        await play_on(database, job, 1)
        step = await _told(socket)
        assert (step["type"], step["taskId"], step["data"]["actionIndex"]) == ("task.step", str(job_id), 0)
        assert (await _told(socket))["type"] == "task.completed"
        assert (await socket.receive()).data == 1000
    bearer = {"authorization": f"Bearer {key}", "last-event-id": "3"}
    async with web_client.ws_connect(url, headers=bearer) as socket:
        assert (await _told(socket))["type"] == "task.completed"
    async with web_client.ws_connect(f"{url}?after=4", headers=headers) as socket:
        assert (await socket.receive()).data == 1000


async def test_a_cancelled_task_has_failed_to_boards(
    live_server: LiveServer, database: Database, create: CreateJob, run: Run, key: str
) -> None:
    job_id = await create()
    job = await run(None)
    ticket = (await live_server.ticket(key, job_id)).ticket
    protocols = (task_events.PROTOCOL, f"tabwright.ticket.{ticket}")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(live_server.at(f"/ws/{job_id}?after=2"), protocols=protocols) as socket,
    ):
        assert (await _told(socket, "renewal"))["ticket"] != ticket
        assert await finish_jobs(database, [Outcome(lease=job.lease, status=Status.CANCELLED)])
        told = await _told(socket)
        assert (told["type"], told["event"], told["status"]) == ("task.failed", "job.cancelled", "cancelled")


@pytest.mark.parametrize("after", ["x", "-1", "99999999999999999999", "²"])
async def test_a_place_that_is_none_is_refused(
    live_server: LiveServer, web_client: aiohttp.ClientSession, key: str, create: CreateJob, after: str
) -> None:
    job_id = await create()
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await web_client.ws_connect(live_server.at(f"/ws/{job_id}?after={after}"), headers={"x-api-key": key})
    assert refused.value.status == 400


async def test_nobody_without_a_key_or_ticket_hears_of_a_task(
    live_server: LiveServer, web_client: aiohttp.ClientSession, key: str, create: CreateJob
) -> None:
    theirs = await create(client_id="another")
    for headers in ({}, {"x-api-key": "tw_wrong"}):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await web_client.ws_connect(live_server.at(f"/ws/{theirs}"), headers=headers)
        assert refused.value.status == 401
    async with web_client.ws_connect(live_server.at(f"/ws/{theirs}"), headers={"x-api-key": key}) as socket:
        assert (await socket.receive()).data == 4404


@pytest.mark.parametrize("has_ticket", [False, True])
async def test_a_key_that_is_revoked_hears_no_more_of_a_task_however_often_it_resumes(
    live_server: LiveServer,
    database: Database,
    create: CreateJob,
    web_client: aiohttp.ClientSession,
    monkeypatch: pytest.MonkeyPatch,
    has_ticket: bool,
) -> None:
    monkeypatch.setattr(authentication, "CACHE_S", 0)
    monkeypatch.setattr(task_events, "RECHECK_INTERVAL_S", 0.3)
    monkeypatch.setattr(admission, "RECHECK_INTERVAL_S", 0.3)
    created, secret = await create_key(database, NewKey(client_id=CLIENT, name="short", rate_limit=0))
    job_id = await create()
    ticket = f"tabwright.ticket.{(await live_server.ticket(secret, job_id)).ticket}"
    known = {"protocols": (task_events.PROTOCOL, ticket)} if has_ticket else {"headers": {"x-api-key": secret}}
    async with web_client.ws_connect(live_server.at(f"/ws/{job_id}"), **known) as socket:
        await revoke_key(database, created.id)
        async with asyncio.timeout(TIMEOUT_S):
            while (told := await socket.receive()).type is aiohttp.WSMsgType.TEXT:
                if json.loads(told.data)["type"] == "job.created":
                    await asyncio.sleep(0.02)
                    await socket.send_str(json.dumps({"type": "resume", "after": 0}))
        assert told.data == 4401


async def test_what_comes_without_a_right_is_answered_and_the_server_goes_on(
    live_server: LiveServer, create: CreateJob, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = await create()
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    sent = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n": 404,
        f"POST /live/{job_id} HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n": 405,
        f"GET /api/v1/jobs/{job_id}/live HTTP/1.1\r\nHost: a\r\n\r\n": 426,
        f"GET /api/v1/jobs/{job_id}/live HTTP/1.1\r\nHost: a\r\n{upgrade}\r\n": 401,
        f"GET /api/v1/jobs/x/live HTTP/1.1\r\nHost: a\r\n{upgrade}\r\n": 404,
        f"GET /api/v1/jobs/{job_id}/live HTTP/1.1\r\nHost: a\r\nX: {'x' * 20_000}\r\n\r\n": 400,
        "GET /live/static/../../settings.py HTTP/1.1\r\nHost: a\r\n\r\n": 404,
        "GET /live/static/%2e%2e%2fpage.py HTTP/1.1\r\nHost: a\r\n\r\n": 404,
        "\x00\xff garbage\r\n\r\n": 400,
    }
    for request, status in sent.items():
        answer = await _answer(live_server, request.encode("latin-1"))
        assert answer.split(b" ", 2)[1] == str(status).encode(), request
    ticket = (await live_server.ticket(key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        assert isinstance(viewer, SocketViewer)
        await viewer.until_state("waiting")


async def test_a_port_for_viewers_that_is_taken_ends_a_server_at_its_start(
    database: Database, files: FileStorage
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = ServerSettings(grpc_port=free_ports(1)[0], live_port=port)
        with pytest.raises(PortTaken, match=f"^LIVE_HOST, LIVE_PORT: cannot listen on 127.0.0.1:{port}: "):
            await app.Server(settings, AuthSettings(), database, files).run(asyncio.Event())


async def test_who_takes_long_with_headers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "HEADERS_S", 0.3)
    port = free_ports(1)[0]
    live = web.LivePort(Mock(), Mock(), (), Mock())
    await live.start("127.0.0.1", port)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /health HTTP/1.1\r\nHost: ")
    assert await asyncio.wait_for(reader.read(), TIMEOUT_S) == b""
    writer.close()
    await live.stop(1)


async def test_there_are_only_so_many_connections_and_the_next_one_is_told(
    live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MAX_CONNECTIONS", 3)
    streams = [await asyncio.open_connection("127.0.0.1", live_server.port) for _ in range(3)]
    for _, writer in streams:  # it has taken them once it answers
        writer.write(b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
    for reader, _ in streams:
        await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), TIMEOUT_S)
    assert (await _answer(live_server, b"")).startswith(b"HTTP/1.1 503")
    streams[0][1].close()
    for reader, writer in streams[1:]:
        writer.close()
        assert await asyncio.wait_for(reader.read(), TIMEOUT_S) == b""


async def test_a_page_may_be_framed_by_those_that_were_named_and_runs_nothing_of_others(
    live_server: LiveServer, web_client: aiohttp.ClientSession
) -> None:
    async with web_client.get(live_server.at(f"/live/{UUID(int=1)}")) as answer:
        policy = answer.headers["content-security-policy"]
    assert "frame-ancestors 'self' https://app.example.com" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


async def _told(socket: aiohttp.ClientWebSocketResponse, kind: str = "") -> dict[str, Any]:
    """The next message that is no heartbeat and no renewal, or the next of a kind."""
    while True:
        told = json.loads(await socket.receive_str(timeout=TIMEOUT_S))
        if told["type"] == kind or (not kind and told["type"] not in ("heartbeat", "renewal")):
            return told


async def _answer(server: LiveServer, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(request)
    try:
        return await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), TIMEOUT_S)
    finally:
        writer.close()
