"""Live views: what viewers see and do through a server, with a worker's relay that the test plays."""

import asyncio
from contextlib import suppress

import grpc
import pytest
from tabwright.v1.job_pb2 import Job
from tabwright.v1.live_pb2 import LiveControl, LiveFrame

from server.live import session as live_session
from store.database.connection import Database
from store.queue.maintenance import rescue_jobs
from store.queue.pausing import NewPause, record_pause
from tests.fixtures.jobs import CreateJob, end_of_wait
from tests.fixtures.live import (
    Doors,
    Ended,
    LiveServer,
    MakeRelay,
    Run,
    call_viewer,
    complete,
    live,
    shown,
    socket_viewer,
)


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


async def test_what_a_person_is_to_do_is_said_also_where_the_worker_cannot_be_watched(
    database: Database, create: CreateJob, run: Run, door: Doors
) -> None:
    job_id = await create()
    job = await run(None)
    pause = NewPause(reason="REQUESTED", timeout_s=60, instructions="Enter the code")
    await record_pause(database, job.lease, job.next_sequence, pause, left_s=1, max_held=1)
    async with door(job_id, "view") as viewer:
        state = await viewer.until_state("unwatchable")
        assert (state.pause.instructions, state.status) == ("Enter the code", Job.intervention_needed)


async def test_a_job_that_stands_still_is_not_said_to_start(
    database: Database, create: CreateJob, make_relay: MakeRelay, run: Run, door: Doors
) -> None:
    job_id = await create()
    relay, job = await shown(make_relay, run)
    pause = NewPause(reason="REQUESTED", timeout_s=60)
    await record_pause(database, job.lease, job.next_sequence, pause, left_s=1, max_held=1)
    async with door(job_id, "view") as viewer:
        first = await viewer.next("state")
        assert (first.state, first.status) == ("intervention_needed", Job.intervention_needed)
        assert "waits for a person" in first.message
        await live(await relay.viewer())
        states = []
        await viewer.until(lambda one: states.append(one.state.state) or one.state.state == "live")
        assert set(states) <= {"intervention_needed", "live", ""}


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
    create: CreateJob, database: Database, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    await complete(database, await run(None))
    async with call_viewer(live_server.grpc_port, job_id, watchers_key) as viewer:
        assert (await viewer.next("state")).state == "ended"
        with pytest.raises(Ended):
            await viewer.hear()
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await live_server.ticket(watchers_key, job_id)
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
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    relay = await make_relay()
    job = await run(relay.address)
    async with call_viewer(live_server.grpc_port, job_id, watchers_key) as viewer:
        assert await asyncio.wait_for(relay.refusals.get(), 10) == "lease"
        relay.holds(job)
        await live(await relay.viewer())
        assert [(await viewer.next("state")).state for _ in range(2)] == ["starting", "live"]


async def test_only_the_worker_whose_certificate_is_known_is_spoken_to(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    real, impostor = await make_relay(), await make_relay()
    where = type(real.address)(impostor.address.address, real.address.certificate, real.address.token)
    impostor.holds(await run(where))
    async with call_viewer(live_server.grpc_port, job_id, watchers_key) as viewer:
        await viewer.until_state("worker_lost")
    assert impostor.joined.empty()
    assert impostor.refusals.empty()


async def test_two_viewers_share_a_connection_and_see_the_same_job(
    create: CreateJob, make_relay: MakeRelay, run: Run, live_server: LiveServer, watchers_key: str
) -> None:
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    async with (
        call_viewer(live_server.grpc_port, job_id, watchers_key) as one,
        call_viewer(live_server.grpc_port, job_id, watchers_key) as two,
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
    watchers_key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_session, "SEND_TIMEOUT_S", 1.0)
    job_id = await create()
    relay, _ = await shown(make_relay, run)
    ticket = (await live_server.ticket(watchers_key, job_id)).ticket
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
