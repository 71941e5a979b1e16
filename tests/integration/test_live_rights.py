"""Live views: who is let in, what viewers may do, and which traces that leaves."""

import asyncio
import json

import aiohttp
import grpc
import pytest
from tabwright.v1.live_pb2 import LiveControl
from tabwright.v1.live_service_pb2 import CreateLiveTicketRequest
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub

from server.live import admission
from server.live.viewers import PER_JOB
from store.audit.events import Filter, list_events
from store.clients.keys import NewKey, create_key, revoke_key
from store.database.connection import Database
from store.records.events import read_events
from tests.channel import open_channel
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.live import (
    Doors,
    LiveServer,
    MakeRelay,
    Run,
    call_viewer,
    live,
    shown,
    socket_viewer,
    trail,
)
from tests.integration.test_live_messages import attach


async def test_no_client_sees_anothers_job(
    database: Database, create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    theirs, own = await create(client_id="another"), await create()
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await live_server.ticket(watchers_key, theirs)
    assert refused.value.code() is grpc.StatusCode.NOT_FOUND
    async with call_viewer(live_server.grpc_port, theirs, watchers_key) as viewer:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await viewer.hear()
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND
    ticket = (await live_server.ticket(watchers_key, own)).ticket
    async with socket_viewer(live_server.at(""), theirs, ticket) as foreign:
        code, reason = await foreign.until_closed()
        assert (code, reason.partition(":")[0]) == (4401, "LIVE_TICKET_INVALID")
    assert await trail(database) == []


async def test_a_ticket_is_good_once_and_its_renewal_keeps_the_viewer(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        first = await viewer.next("state")
        renewal = await viewer.next("renewal")
    async with socket_viewer(live_server.at(""), job_id, ticket) as used:
        assert (await used.until_closed())[0] == 4401
    async with socket_viewer(live_server.at(""), job_id, renewal.ticket) as again:
        assert (await again.next("state")).viewer_id == first.viewer_id


async def test_a_viewer_that_comes_again_takes_its_own_place(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
    for _ in range(PER_JOB + 1):  # the connections before are not known to be lost
        viewer = socket_viewer(live_server.at(""), job_id, ticket)
        again = await viewer.__aenter__()
        attached = await relay.viewer()
        await live(attached)
        ticket = (await again.next("renewal")).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as last:
        await relay.viewer()
        assert (await again.until_closed())[0] == 1000
        await asyncio.wait_for(attached.ended.wait(), 10)
        assert not last.socket.closed


async def test_a_viewer_that_the_worker_cuts_off_is_told_to_come_again(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        attached = await relay.viewer()
        await live(attached)
        attached.cut = grpc.StatusCode.ABORTED
        attached.ended.set()
        assert (await viewer.until_closed())[0] == 4408


async def test_a_view_ends_when_the_key_of_its_ticket_is_revoked(
    database: Database, create: CreateJob, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "RECHECK_INTERVAL_S", 0.05)  # long before it would get another ticket
    key, secret = await create_key(database, NewKey(client_id=CLIENT, name="short", rate_limit=0))
    job_id = await create()
    ticket = (await live_server.ticket(secret, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        await viewer.next("renewal")
        await revoke_key(database, key.id)
        assert (await viewer.until_closed())[0] == 4401


async def test_only_pages_of_known_origins_open_a_view(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id, own = await create(), live_server.at("")
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
    for origin in (
        "https://app.example.com.evil.test",
        "http://app.example.com",
        "https://evil.test",
        own.replace("http://", "ftp://"),
        "null",
        "http://[",
    ):
        async with socket_viewer(own, job_id, ticket, origin=origin) as viewer:
            code, reason = await viewer.until_closed()
            assert (code, "ALLOWED_ORIGINS" in reason) == (4403, True), origin
    for let_in in (None, own, "https://app.example.com"):  # with a ticket that is still good
        async with socket_viewer(own, job_id, ticket, origin=let_in) as viewer:
            await viewer.until_state("waiting")
            ticket = (await viewer.next("renewal")).ticket


async def test_a_job_has_so_many_viewers_and_no_more(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{live_server.grpc_port}") as channel:
        calls = []
        for _ in range(PER_JOB):
            calls.append(LiveServiceStub(channel).Attach(metadata=(("x-api-key", watchers_key),)))
            await calls[-1].write(attach(job_id))
            await calls[-1].read()
        ticket = (await live_server.ticket(watchers_key, job_id)).ticket
        async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
            code, reason = await viewer.until_closed()
            assert (code, reason.startswith("LIVE_VIEWER_LIMIT: the job has 5 viewers")) == (4429, True)
        calls[0].cancel()
        async with call_viewer(live_server.grpc_port, job_id, watchers_key) as one:  # once the other is gone
            await one.next("state")


async def test_an_administrator_may_look_at_a_clients_job_which_tells_of_it(
    database: Database, create: CreateJob, run: Run, make_relay: MakeRelay, live_server: LiveServer
) -> None:
    new = NewKey(client_id="operators", name="Op", rate_limit=0, is_admin=True)
    _, admin = await create_key(database, new)
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await live_server.ticket(admin, job_id, right="control")
    assert "right: must be `view`" in (refused.value.details() or "")
    ticket = (await live_server.ticket(admin, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        await live(await relay.viewer())
        renewal = await viewer.next("renewal")
        await viewer.until_state("live")
    protocols = ("tabwright.events", f"tabwright.ticket.{renewal.ticket}")
    async with (  # also where it only hears what happens
        aiohttp.ClientSession() as session,
        session.ws_connect(live_server.at(f"/ws/{job_id}"), protocols=protocols) as socket,
    ):
        await asyncio.wait_for(socket.receive_json(), 10)
    viewed = [event for event in await read_events(database, {job_id: 0}) if event.type == "job.viewed"]
    assert [event.data["viewer"] for event in viewed] == ["Op", "Op"]
    event, _ = [
        event for event in await list_events(database, CLIENT, Filter(), limit=9) if event.action == "live.attach"
    ]
    assert (event.actor_name, event.is_admin, event.resources) == ("Op", True, [f"job/{job_id}"])


@pytest.mark.parametrize("path", ["/ws/{}", "/api/v1/jobs/{}/live"])
async def test_no_log_has_a_ticket_that_is_offered_alone(
    path: str, create: CreateJob, live_server: LiveServer, caplog: pytest.LogCaptureFixture
) -> None:
    url, protocols = live_server.at(path.format(await create())), ("tabwright.ticket.nobody-may-read-this",)
    async with aiohttp.ClientSession() as session, session.ws_connect(url, protocols=protocols) as socket:
        assert (await asyncio.wait_for(socket.receive(), 10)).type is aiohttp.WSMsgType.CLOSE
    assert "nobody-may-read-this" not in caplog.text


async def test_the_trail_tells_of_control_and_files_and_never_of_what_they_are(
    database: Database, create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with door(job_id, "control") as viewer:
        attached = await relay.viewer()
        await live(attached)
        await viewer.until_state("live")
        await viewer.say(take={"force": True})
        await attached.next()
        assert (await attached.next()).take.force
        await attached.say(control=LiveControl(epoch=2, is_you=True))
        await viewer.next("control")
        await viewer.say(input={"epoch": 2, "seq": 1, "text": {"text": "hunter2"}})
        await viewer.say(input={"epoch": 2, "seq": 2, "mouse": {"kind": "down", "button": "left"}})
        await viewer.say(input={"epoch": 2, "seq": 3, "mouse": {"kind": "up", "button": "left"}})
        await viewer.say(input={"epoch": 2, "seq": 4, "tap": {}})
        await viewer.say(input={"epoch": 2, "seq": 5, "key": {"down": True, "key": "h"}})
        await viewer.say(tab={"epoch": 2, "command": "navigate", "url": "https://shop.test/account?token=hunter2"})
        await viewer.say(
            file={"epoch": 2, "id": 1, "name": "secret.pdf", "mime_type": "application/pdf", "data": b"confidential"}
        )
        await viewer.say(file={"epoch": 2, "id": 1, "done": True})
        for _ in range(8):
            await attached.next()
        await attached.say(control=LiveControl(epoch=3, holder_id="other", holder="Bob"))
        await attached.say(cursor={"cursor": "pointer"})
        await viewer.next("cursor")
    told = await trail(database)
    assert [action for action, _ in told] == ["live.attach", "live.take", "live.upload", "live.release"]
    assert told[1][1]["forced"] == "yes"
    assert (told[2][1]["size_bytes"], told[2][1]["mime_type"]) == ("12", "application/pdf")
    done = {"clicks": "2", "keys": "1", "texts": "1", "opened": "https://shop.test"}
    assert told[3][1].items() >= {"taken_by": "Bob", **done}.items()
    assert not any(word in json.dumps(told) for word in ("hunter2", "secret.pdf", "confidential", "account"))


async def test_a_ticket_with_control_pauses_and_cancels_as_the_calls_do(
    database: Database, create: CreateJob, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(watchers_key, job_id, right="control", name="Ann")).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        await viewer.say(command={"command": "resume"})
        assert "pending" in (await viewer.next("notice")).message
        await run(None)
        await viewer.until_state("unwatchable")
        await viewer.say(command={"command": "cancel"})
        lease = (
            "SELECT cancel_requested_at FROM job_leases WHERE job_id = %(job_id)s AND cancel_requested_at IS NOT NULL"
        )
        async with asyncio.timeout(60):
            while not await database.rows(lease, {"job_id": job_id}):  # noqa: ASYNC110 - a row
                await asyncio.sleep(0.02)
    events = await list_events(database, CLIENT, Filter(), limit=9)
    (cancelled,) = [event for event in events if event.action == "JobService.CancelJob"]
    assert (cancelled.resources, cancelled.actor_name) == ([f"job/{job_id}"], "Ann's key")


async def test_a_server_that_stops_sends_its_viewers_to_another(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
    async with (
        call_viewer(live_server.grpc_port, job_id, watchers_key) as one,
        socket_viewer(live_server.at(""), job_id, ticket) as other,
    ):
        await one.next("state")
        await other.next("state")
        live_server.stop.set()
        with pytest.raises(grpc.aio.AioRpcError) as stopped:
            await one.until(lambda _: False)
        assert stopped.value.code() is grpc.StatusCode.UNAVAILABLE
        assert (await other.until_closed())[0] == 1012


async def test_a_ticket_needs_no_more_than_a_key(live_server: LiveServer, create: CreateJob, watchers_key: str) -> None:
    job_id = await create()
    async with open_channel(f"127.0.0.1:{live_server.grpc_port}", watchers_key) as channel:
        request = CreateLiveTicketRequest(job_id=str(job_id))
        ticket = await LiveServiceStub(channel).CreateLiveTicket(request)
    assert ticket.path == f"/live/{job_id}#ticket={ticket.ticket}"


async def test_what_is_no_text_is_refused_as_anything_else_that_opens_nothing(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()

    async def answer(path: str, header: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", live_server.port)
        upgrade = b"Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        writer.write(b"GET %s HTTP/1.1\r\n%s" % (path.encode(), upgrade))
        writer.write(b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n%s\r\n\r\n" % header)
        async with asyncio.timeout(60):
            told = await reader.read()  # to the end: the connection is not used again
        writer.close()
        return told

    assert b" 401 " in (await answer(f"/ws/{job_id}", b"X-API-Key: tw_\xff"))[:20]
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket.encode()
    protocols = b"Sec-WebSocket-Protocol: tabwright.live, tabwright.ticket.%s" % ticket
    sent = b"%s\r\nX-Request-Id: \xff\r\nX-Forwarded-For: \xff\r\nOrigin: http://[" % protocols
    assert b"ALLOWED_ORIGINS" in await answer(f"/api/v1/jobs/{job_id}/live", sent)
    async with socket_viewer(live_server.at(""), job_id, ticket.decode(), protocol="tabwright.live.json") as viewer:
        await viewer.until_state("waiting")
        await viewer.socket.send_str('{"\\ud800": 1}')
        code, reason = await viewer.until_closed()
        assert (code, reason.partition(":")[0]) == (4400, "INVALID_ARGUMENT")
