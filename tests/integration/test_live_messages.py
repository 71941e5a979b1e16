"""What viewers of live views say: how much, in what form, and what may be in it."""

from uuid import UUID

import aiohttp
import grpc
import pytest
from tabwright.v1.live_pb2 import AttachRequest, LiveAttach
from tabwright.v1.live_service_pb2_grpc import LiveServiceStub

from server.live import pace
from tests.fixtures.jobs import CreateJob
from tests.fixtures.live import (
    Doors,
    LiveServer,
    MakeRelay,
    Run,
    call_viewer,
    live,
    shown,
    socket_viewer,
)


def attach(job_id: UUID) -> AttachRequest:
    return AttachRequest(attach=LiveAttach(job_id=str(job_id)))


async def test_whoever_talks_too_fast_is_told_so_and_files_only_wait(
    create: CreateJob,
    make_relay: MakeRelay,
    run: Run,
    live_server: LiveServer,
    watchers_key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pace, "PER_S", 1)  # so that it is too fast on each machine
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(watchers_key, job_id, right="control")).ticket
    async with socket_viewer(live_server.at(""), job_id, ticket) as viewer:
        attached = await relay.viewer()
        await live(attached)
        await viewer.until_state("live")
        for _ in range(pace.BURST + 1):
            await viewer.say(file={"epoch": 1, "id": 1, "data": b"x"})
        for _ in range(pace.BURST + 2):
            await attached.next()
        for _ in range(30):
            await viewer.say(ack={"seq": 0})
        code, reason = await viewer.until_closed()
        assert (code, reason.partition(":")[0]) == (4429, "LIMIT_REACHED")


async def test_what_is_no_message_is_refused_with_its_field(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    said: list[tuple[bytes | str, str]] = [
        (b"\xff\xff\xff", "must be a message of this method"),
        (b"", "must be the first message"),
        (b"\x2a\x00", "must be the first message"),
        ("x", "AttachRequest in JSON"),
        ("[]", "AttachRequest in JSON"),
        ('{"a": 1}', "AttachRequest in JSON"),
        ('{"attach": {"right": "all"}}', "attach.right"),
        ('{"attach": {"jobId": "x"}}', "attach.jobId"),
    ]
    async with aiohttp.ClientSession() as session:
        for message, told in said:
            ticket = (await live_server.ticket(watchers_key, job_id)).ticket
            protocol = "tabwright.live.json" if isinstance(message, str) else "tabwright.live"
            protocols = (protocol, f"tabwright.ticket.{ticket}")
            url = live_server.at(f"/api/v1/jobs/{job_id}/live")
            async with session.ws_connect(url, protocols=protocols) as socket:
                await (socket.send_str(message) if isinstance(message, str) else socket.send_bytes(message))
                end = await socket.receive()
                assert (end.data, told in str(end.extra)) == (4400, True), message


async def test_calls_have_their_messages_checked_one_by_one(
    create: CreateJob, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    for message in ({"attach": {"job_id": str(job_id), "right": "all"}}, {"ack": {"seq": 1}}, {"attach": {}}):
        async with call_viewer(live_server.grpc_port, job_id, watchers_key) as _:
            pass
        async with grpc.aio.insecure_channel(f"127.0.0.1:{live_server.grpc_port}") as channel:
            call = LiveServiceStub(channel).Attach(metadata=(("x-api-key", watchers_key),))
            await call.write(AttachRequest(**message))  # type: ignore[arg-type]
            with pytest.raises(grpc.aio.AioRpcError) as refused:
                await call.read()
            assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
            assert "attach" in (refused.value.details() or "")
    async with call_viewer(live_server.grpc_port, job_id, watchers_key) as viewer:
        await viewer.next("state")
        await viewer.say(view={"max_width": 9999})
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await viewer.until(lambda _: False)
        assert "view.maxWidth" in (refused.value.details() or "")
    async with call_viewer(live_server.grpc_port, job_id, watchers_key) as viewer:
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
