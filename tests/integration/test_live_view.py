"""Live views: what viewers see and do through a server, with a worker's relay that the test plays."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from uuid import UUID

import aiohttp
import grpc
import pytest
from tabwright.v1.live_pb2 import AttachRequest, LiveAttach, LiveControl, LiveFrame, LiveState
from tabwright.v1.live_service_pb2 import CreateLiveTicketRequest
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub

from server.live import session as live_session
from server.live import socket as live_socket
from server.live.viewers import PER_JOB
from store.audit.events import Filter, list_events
from store.clients.keys import NewKey, create_key, revoke_key
from store.database.connection import Database
from store.job import ClaimedJob, Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.maintenance import rescue_jobs
from store.records.events import read_events
from tests.channel import open_channel
from tests.fixtures.jobs import CLIENT, CreateJob, end_of_wait
from tests.fixtures.live import (
    Attached,
    Ended,
    FakeRelay,
    LiveServer,
    MakeRelay,
    Run,
    Viewer,
    call_viewer,
    socket_viewer,
)

Doors = Callable[[UUID, str], AbstractAsyncContextManager[Viewer]]


@pytest.fixture
async def key(database: Database) -> str:
    """Of an ordinary client."""
    _, secret = await create_key(database, NewKey(client_id=CLIENT, name="Ann's key", rate_limit=0))
    return secret


@pytest.fixture(params=["call", "tabwright.live", "tabwright.live.json"])
def door(request: pytest.FixtureRequest, live_server: LiveServer, key: str) -> Doors:
    """Lets a viewer in, by each of the doors."""

    @asynccontextmanager
    async def door(job_id: UUID, right: str) -> AsyncIterator[Viewer]:
        if request.param == "call":
            async with call_viewer(live_server.grpc_port, job_id, key, right) as viewer:
                yield viewer
        else:
            ticket = (await live_server.ticket(key, job_id, right=right)).ticket
            async with socket_viewer(live_server.at(""), job_id, ticket, protocol=request.param) as viewer:
                yield viewer

    return door


async def shown(make_relay: MakeRelay, run: Run) -> tuple[FakeRelay, ClaimedJob]:
    """A relay that shows the next job."""
    relay = await make_relay()
    job = await run(relay.address)
    relay.holds(job)
    return relay, job


async def complete(database: Database, job: ClaimedJob) -> None:
    assert await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])


async def trail(database: Database) -> list[tuple[str, dict[str, str]]]:
    events = await list_events(database, None, Filter(), limit=100)
    return [(event.action, event.details or {}) for event in reversed(events) if event.action.startswith("live.")]


async def live(attached: Attached) -> None:
    await attached.say(state=LiveState(state="live", viewer_id="x"))


async def test_a_viewer_sees_what_the_worker_says_and_is_heard_by_it(
    create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    relay, job = await shown(make_relay, run)
    async with door(job_id, "control") as viewer:
        assert (await viewer.hear()).state.state == "starting"
        attached = await relay.viewer()
        assert attached.metadata["tabwright-job"] == str(job_id)
        assert attached.metadata["tabwright-lease"] == str(job.lease.lease_no)
        assert attached.metadata["tabwright-right"] == "control"
        assert attached.metadata["tabwright-name-bin"] == b"Ann's key"
        assert (await attached.next()).attach.job_id == str(job_id)
        await live(attached)
        await attached.say(frame=LiveFrame(tab=1, seq=1, data=b"picture", width=800))
        await attached.say(control=LiveControl(epoch=3, is_you=True))
        assert (await viewer.next("state")).state == "live"
        assert (await viewer.next("frame")).data == b"picture"
        assert (await viewer.next("control")).epoch == 3
        await viewer.say(ack={"seq": 1})
        await viewer.say(input={"epoch": 3, "seq": 7, "mouse": {"kind": "down", "x": 1.5, "button": "left"}})
        assert (await attached.next()).ack.seq == 1
        heard = await attached.next()
        assert (heard.input.seq, heard.input.mouse.x) == (7, 1.5)


async def test_acknowledgements_of_frames_that_another_worker_has_sent_go_no_further(
    create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with door(job_id, "view") as viewer:
        attached = await relay.viewer()
        await attached.next()
        await live(attached)
        await viewer.until_state("live")
        await viewer.say(ack={"seq": 57})
        await viewer.say(view={"max_width": 300})
        assert (await attached.next()).view.max_width == 300


async def test_how_a_job_does_is_said_from_waiting_to_its_end(
    database: Database, create: CreateJob, run: Run, door: Doors
) -> None:
    job_id = await create()
    async with door(job_id, "view") as viewer:
        first = await viewer.next("state")
        assert (first.state, first.status, first.attempt) == ("waiting", 1, 0)
        job = await run(None)
        state = await viewer.until_state("unwatchable")
        assert (state.attempt, "WORKER_LIVE_ADDRESS" in state.message) == (1, True)
        await complete(database, job)
        assert (await viewer.until_state("ended")).message == "The job has completed."
        with pytest.raises(Ended) as end:
            await viewer.until(lambda _: False)
        assert end.value.code in (0, 1000)


async def test_a_job_that_has_ended_says_so_and_gives_no_tickets(
    create: CreateJob, database: Database, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    await complete(database, await run(None))
    async with call_viewer(live_server.grpc_port, job_id, key) as viewer:
        assert (await viewer.next("state")).state == "ended"
        with pytest.raises(Ended):
            await viewer.hear()
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await live_server.ticket(key, job_id)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_a_state_is_said_again_and_again_also_when_the_worker_says_nothing(
    create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"STATE_S": 0.05, "PATIENCE_S": 0.02, "SILENT_S": 0.3}.items():
        monkeypatch.setattr(live_session, name, value)
    job_id = await create()
    async with door(job_id, "view") as viewer:
        for _ in range(3):
            assert (await viewer.next("state")).state == "waiting"
        relay, _ = await shown(make_relay, run)
        attached = await relay.viewer()
        await live(attached)
        for _ in range(2):
            await viewer.until_state("live")
        await viewer.until_state("worker_lost")
        await live(attached)
        await viewer.until_state("live")


async def test_the_view_goes_on_with_the_next_worker_when_one_dies(
    database: Database, create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    first = await make_relay()
    first.holds(await run(first.address))
    async with door(job_id, "control") as viewer:
        attached = await first.viewer()
        await live(attached)
        await viewer.say(view={"max_width": 500})
        await viewer.until_state("live")
        await first.stop()
        lost = await viewer.until_state("worker_lost")
        assert lost.attempt == 1
        await viewer.say(input={"epoch": 1, "seq": 9, "copy": {}})
        ack = await viewer.next("input_ack")
        assert (ack.seq, ack.refused) == (9, True)
        await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
        await rescue_jobs(database)
        await viewer.until_state("waiting")
        await end_of_wait(database)
        second, _ = await shown(make_relay, run)
        await viewer.until_state("starting")
        again = await second.viewer()
        assert (again.metadata["tabwright-lease"], again.metadata["tabwright-viewer"]) == (
            "2",
            attached.metadata["tabwright-viewer"],
        )
        assert (await again.next()).attach.view.max_width == 500
        await live(again)
        await viewer.until_state("live")


async def test_a_worker_that_has_not_opened_the_browser_yet_is_asked_again(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    relay = await make_relay()
    job = await run(relay.address)
    async with call_viewer(live_server.grpc_port, job_id, key) as viewer:
        assert await asyncio.wait_for(relay.refusals.get(), 10) == "lease"
        relay.holds(job)
        await live(await relay.viewer())
        assert [(await viewer.next("state")).state for _ in range(2)] == ["starting", "live"]


async def test_only_the_worker_whose_certificate_is_known_is_spoken_to(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    real, impostor = await make_relay(), await make_relay()
    where = type(real.address)(impostor.address.address, real.address.certificate, real.address.token)
    impostor.holds(await run(where))
    async with call_viewer(live_server.grpc_port, job_id, key) as viewer:
        await viewer.until_state("worker_lost")
    assert impostor.joined.empty()
    assert impostor.refusals.empty()


async def test_two_viewers_share_a_connection_and_see_the_same_job(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with (
        call_viewer(live_server.grpc_port, job_id, key) as one,
        call_viewer(live_server.grpc_port, job_id, key) as two,
    ):
        attached = [await relay.viewer() for _ in "12"]
        for number, each in enumerate(attached):
            await each.say(frame=LiveFrame(seq=1, width=number))
        widths = {(await viewer.next("frame")).width for viewer in (one, two)}
        assert widths == {0, 1}
        assert len({each.metadata["tabwright-viewer"] for each in attached}) == 2
        assert len({each._context.peer() for each in attached}) == 1


async def test_a_viewer_that_leaves_is_gone_at_the_worker(
    create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with door(job_id, "view"):
        attached = await relay.viewer()
    await asyncio.wait_for(attached.ended.wait(), 10)


async def test_a_viewer_that_takes_nothing_is_given_one_message_at_a_time(
    database: Database,
    create: CreateJob,
    make_relay: MakeRelay,
    run: Run,
    live_server: LiveServer,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_session, "SEND_TIMEOUT_S", 1.0)
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        attached = await relay.viewer()
        transport = viewer.socket._response.connection.transport  # type: ignore[union-attr]
        transport.pause_reading()  # type: ignore[union-attr]
        frame = LiveFrame(data=bytes(100_000))
        sent = 0
        with suppress(grpc.aio.InternalError, grpc.aio.UsageError, asyncio.CancelledError):
            while not attached.ended.is_set():
                await attached.say(frame=frame)
                sent += 1
        await asyncio.wait_for(attached.ended.wait(), 10)
        assert sent < 300  # what is on the way, in sockets: 30 MB at most, and nothing here
        transport.abort()  # type: ignore[union-attr]


async def test_no_client_sees_anothers_job(
    database: Database, create: CreateJob, live_server: LiveServer, key: str
) -> None:
    theirs, own = await create(client_id="another"), await create()
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await live_server.ticket(key, theirs)
    assert refused.value.code() is grpc.StatusCode.NOT_FOUND
    async with call_viewer(live_server.grpc_port, theirs, key) as viewer:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await viewer.hear()
        assert refused.value.code() is grpc.StatusCode.NOT_FOUND
    ticket = (await live_server.ticket(key, own)).ticket
    async with socket_viewer(live_server.at(""), theirs, ticket) as foreign:
        code, reason = await foreign.until_closed()
        assert (code, reason.partition(":")[0]) == (4401, "LIVE_TICKET_INVALID")
    assert await trail(database) == []


async def test_a_ticket_is_good_once_and_its_renewal_keeps_the_viewer(
    create: CreateJob, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        first = await viewer.next("state")
        renewal = await viewer.next("renewal")
    async with socket_viewer(live_server.at(""), job_id, ticket) as used:
        assert (await used.until_closed())[0] == 4401
    async with socket_viewer(live_server.at(""), job_id, renewal.ticket) as again:
        assert (await again.next("state")).viewer_id == first.viewer_id


async def test_a_viewer_that_comes_again_takes_its_own_place(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(key, job_id)).ticket
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
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(key, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        attached = await relay.viewer()
        await live(attached)
        attached.cut = grpc.StatusCode.ABORTED
        attached.ended.set()
        assert (await viewer.until_closed())[0] == 4408


async def test_a_view_ends_when_the_key_of_its_ticket_is_revoked(
    database: Database, create: CreateJob, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_socket, "RENEWAL_S", 0.05)
    key, secret = await create_key(database, NewKey(client_id=CLIENT, name="short", rate_limit=0))
    job_id = await create()
    ticket = (await live_server.ticket(secret, job_id)).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        await viewer.next("renewal")
        await revoke_key(database, key.id)
        assert (await viewer.until_closed())[0] == 4401


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [
        (None, True),
        ("own", True),
        ("https://app.example.com", True),
        ("https://app.example.com.evil.test", False),
        ("http://app.example.com", False),
        ("null", False),
        ("https://evil.test", False),
    ],
)
async def test_only_pages_of_known_origins_open_a_view(
    create: CreateJob, live_server: LiveServer, key: str, origin: str | None, is_let_in: bool
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id)).ticket
    named = live_server.at("") if origin == "own" else origin
    async with socket_viewer(live_server.at(""), job_id, ticket, origin=named) as viewer:
        if is_let_in:
            await viewer.until_state("waiting")
        else:
            code, reason = await viewer.until_closed()
            assert (code, "ALLOWED_ORIGINS" in reason) == (4403, True)
    if not is_let_in:  # and the ticket is still good
        async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
            await viewer.until_state("waiting")


async def test_a_job_has_so_many_viewers_and_no_more(create: CreateJob, live_server: LiveServer, key: str) -> None:
    job_id = await create()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{live_server.grpc_port}") as channel:
        calls = []
        for _ in range(PER_JOB):
            calls.append(LiveServiceStub(channel).Attach(metadata=(("x-api-key", key),)))
            await calls[-1].write(_attach(job_id))
            await calls[-1].read()
        ticket = (await live_server.ticket(key, job_id)).ticket
        async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
            code, reason = await viewer.until_closed()
            assert (code, reason.startswith("LIVE_VIEWER_LIMIT: the job has 5 viewers")) == (4429, True)
        calls[0].cancel()
        async with call_viewer(live_server.grpc_port, job_id, key) as one:  # once the other is gone
            await one.next("state")


def _attach(job_id: UUID) -> AttachRequest:

    return AttachRequest(attach=LiveAttach(job_id=str(job_id)))


async def test_whoever_talks_too_fast_is_told_so_and_files_only_wait(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(key, job_id, right="control")).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        attached = await relay.viewer()
        await live(attached)
        await viewer.until_state("live")
        for _ in range(310):
            await viewer.say(file={"epoch": 1, "id": 1, "data": b"x"})
        for _ in range(311):
            await attached.next()
        for _ in range(10):
            await viewer.say(ack={"seq": 0})
        code, reason = await viewer.until_closed()
        assert (code, reason.partition(":")[0]) == (4429, "LIMIT_REACHED")


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (b"\xff\xff\xff", "must be a message of this method"),
        (b"", "must be the first message"),
        (b"\x2a\x00", "must be the first message"),
    ],
)
async def test_what_is_no_first_message_is_refused(
    create: CreateJob, live_server: LiveServer, key: str, message: bytes, told: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id)).ticket
    protocols = ("tabwright.live", f"tabwright.ticket.{ticket}")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(live_server.at(f"/api/v1/jobs/{job_id}/live"), protocols=protocols) as socket,
    ):
        await socket.send_bytes(message)
        end = await socket.receive()
        assert (end.data, told in str(end.extra)) == (4400, True)


@pytest.mark.parametrize("text", ["x", "[]", '{"attach": {"right": "all"}}', '{"attach": {"jobId": "x"}}', '{"a": 1}'])
async def test_json_that_is_no_message_is_refused_with_its_field(
    create: CreateJob, live_server: LiveServer, key: str, text: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id)).ticket
    protocols = ("tabwright.live.json", f"tabwright.ticket.{ticket}")
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(live_server.at(f"/api/v1/jobs/{job_id}/live"), protocols=protocols) as socket,
    ):
        await socket.send_str(text)
        end = await socket.receive()
        assert (end.data, str(end.extra).partition(":")[0]) == (4400, "INVALID_ARGUMENT")


async def test_calls_have_their_messages_checked_one_by_one(
    create: CreateJob, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    for message in ({"attach": {"job_id": str(job_id), "right": "all"}}, {"ack": {"seq": 1}}, {"attach": {}}):
        async with call_viewer(live_server.grpc_port, job_id, key) as _:
            pass
        async with grpc.aio.insecure_channel(f"127.0.0.1:{live_server.grpc_port}") as channel:
            call = LiveServiceStub(channel).Attach(metadata=(("x-api-key", key),))
            await call.write(AttachRequest(**message))  # type: ignore[arg-type]
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call.read()
            assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
            assert "attach" in (refused.value.details() or "")
    async with call_viewer(live_server.grpc_port, job_id, key) as viewer:
        await viewer.next("state")
        await viewer.say(view={"max_width": 9999})
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await viewer.until(lambda _: False)
        assert "view.maxWidth" in (refused.value.details() or "")
    async with call_viewer(live_server.grpc_port, job_id, key) as viewer:
        await viewer.next("state")
        await viewer.say(file={"data": bytes(70_000)})
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await viewer.until(lambda _: False)
        assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_who_may_only_look_does_nothing(create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with door(job_id, "view") as viewer:
        attached = await relay.viewer()
        await attached.next()
        await live(attached)
        await viewer.until_state("live")
        await viewer.say(take={})
        assert "right is `view`" in (await viewer.next("notice")).message
        await viewer.say(input={"seq": 4, "copy": {}})
        assert (await viewer.next("input_ack")).refused
        await viewer.say(command={"command": "cancel"})
        assert "right is `view`" in (await viewer.next("notice")).message
        await viewer.say(view={"hidden": True})
        assert (await attached.next()).view.hidden


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
        await viewer.until_state("live")
    viewed = [event for event in await read_events(database, {job_id: 0}) if event.type == "job.viewed"]
    assert [event.data["viewer"] for event in viewed] == ["Op"]
    (event,) = [
        event for event in await list_events(database, CLIENT, Filter(), limit=9) if event.action == "live.attach"
    ]
    assert (event.actor_name, event.is_admin, event.resources) == ("Op", True, [f"job/{job_id}"])


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
        await viewer.say(input={"epoch": 2, "seq": 1, "text": {"text": "hunter2"}})
        await viewer.say(
            file={"epoch": 2, "id": 1, "name": "secret.pdf", "mime_type": "application/pdf", "data": b"confidential"}
        )
        await viewer.say(file={"epoch": 2, "id": 1, "done": True})
        for _ in range(3):
            await attached.next()
        await attached.say(control=LiveControl(epoch=3, holder_id="other", holder="Bob"))
        await attached.say(cursor={"cursor": "pointer"})
        await viewer.next("cursor")
    told = await trail(database)
    assert [action for action, _ in told] == ["live.attach", "live.take", "live.upload", "live.release"]
    assert told[1][1]["forced"] == "yes"
    assert (told[2][1]["size_bytes"], told[2][1]["mime_type"]) == ("12", "application/pdf")
    assert told[3][1]["taken_by"] == "Bob"
    assert not any(word in json.dumps(told) for word in ("hunter2", "secret.pdf", "confidential"))


async def test_a_ticket_with_control_pauses_and_cancels_as_the_calls_do(
    database: Database, create: CreateJob, run: Run, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id, right="control", name="Ann")).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        await viewer.say(command={"command": "resume"})
        assert "pending" in (await viewer.next("notice")).message
        await run(None)
        await viewer.until_state("unwatchable")
        await viewer.say(command={"command": "cancel"})
        lease = (
            "SELECT cancel_requested_at FROM job_leases WHERE job_id = %(job_id)s AND cancel_requested_at IS NOT NULL"
        )
        async with asyncio.timeout(10):
            while not await database.rows(lease, {"job_id": job_id}):  # noqa: ASYNC110 - a row
                await asyncio.sleep(0.02)
    events = await list_events(database, CLIENT, Filter(), limit=9)
    (cancelled,) = [event for event in events if event.action == "JobService.CancelJob"]
    assert (cancelled.resources, cancelled.actor_name) == ([f"job/{job_id}"], "Ann's key")


async def test_a_server_that_stops_sends_its_viewers_to_another(
    create: CreateJob, live_server: LiveServer, key: str
) -> None:
    job_id = await create()
    ticket = (await live_server.ticket(key, job_id)).ticket
    async with (
        call_viewer(live_server.grpc_port, job_id, key) as one,
        socket_viewer(live_server.at(""), job_id, ticket) as other,
    ):
        await one.next("state")
        await other.next("state")
        live_server.stop.set()
        with pytest.raises(grpc.aio.AioRpcError) as stopped:
            await one.until(lambda _: False)
        assert stopped.value.code() is grpc.StatusCode.UNAVAILABLE
        assert (await other.until_closed())[0] == 1012


async def test_a_ticket_needs_no_more_than_a_key(live_server: LiveServer, create: CreateJob, key: str) -> None:
    job_id = await create()
    async with open_channel(f"127.0.0.1:{live_server.grpc_port}", key) as channel:
        request = CreateLiveTicketRequest(job_id=str(job_id))
        ticket = await LiveServiceStub(channel).CreateLiveTicket(request)
    assert ticket.path == f"/live/{job_id}#ticket={ticket.ticket}"
