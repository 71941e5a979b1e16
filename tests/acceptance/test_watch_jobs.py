"""WatchJobs: the events of all of a client's jobs in one stream."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import httpx
import httpx_sse
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status
from tabwright.v1.job_pb2 import Job
from tabwright.v1.job_service_pb2 import WatchJobsRequest, WatchJobsResponse
from tabwright.v1.job_service_pb2_grpc import JobServiceStub

from server.convert import cursor
from server.streams import client_feed, watching
from store.database.connection import Database
from store.job import new_id
from store.records.events import Cursor, read_now
from tests.acceptance.test_rest import reason
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.story import Play

EVENTS = "/api/v1/events"


class Watch:
    """A watch whose first message has come."""

    def __init__(self, channel: grpc.aio.Channel, **request: Any) -> None:
        self._call = JobServiceStub(channel).WatchJobs(WatchJobsRequest(**request), timeout=60)
        self.cursor = ""

    async def start(self) -> "Watch":
        first = await self._call.read()
        assert not first.HasField("event")
        self.cursor = first.cursor
        return self

    async def read(self, count: int) -> list[tuple[str, int]]:
        """The next events: each its job and its number."""
        messages: list[WatchJobsResponse] = []
        while len(messages) < count:
            message = await self._call.read()
            self.cursor = message.cursor
            if message.HasField("event"):
                messages.append(message)
        return [(message.event.job_id, message.event.sequence) for message in messages]

    def end(self) -> None:
        self._call.cancel()


async def test_a_watch_gets_what_happens_from_its_beginning_on(channel: grpc.aio.Channel, play: Play) -> None:
    await play()
    watch = await Watch(channel).start()
    one, other = str(await play()), str(await play())
    assert await watch.read(8) == [(job_id, sequence) for job_id in (one, other) for sequence in (1, 2, 3, 4)]
    watch.end()


async def test_a_watch_continues_after_any_cursor_with_nothing_missing_and_nothing_twice(
    channel: grpc.aio.Channel, play: Play
) -> None:
    watch = await Watch(channel).start()
    job_ids = [str(await play(steps=2)) for _ in range(3)]
    seen: list[tuple[str, int]] = []
    for count in (1, 3, 2, 1, 5, 3):
        seen += await watch.read(count)
        watch.end()
        watch = await Watch(channel, cursor=watch.cursor).start()
    watch.end()
    assert seen == [(job_id, sequence) for job_id in job_ids for sequence in range(1, 6)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"status": [Job.completed]}, [("two", 4), ("one", 4)]),
        ({"type": ["job.created", "job.started"]}, [("two", 1), ("two", 2), ("one", 1), ("one", 2)]),
        ({"type": ["job.created"], "browser_type_id": [2, 3]}, [("two", 1)]),
        ({"status": [Job.completed, Job.pending], "type": ["job.completed"]}, [("two", 4), ("one", 4)]),
    ],
)
async def test_filters_leave_only_what_was_asked_for(
    channel: grpc.aio.Channel, play: Play, wanted: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    watch = await Watch(channel, **wanted).start()
    names = {str(await play(browser_type_id=2)): "two", str(await play()): "one"}
    assert [(names[job_id], sequence) for job_id, sequence in await watch.read(len(expected))] == expected
    watch.end()


async def test_the_events_of_named_jobs_are_picked_out(
    channel: grpc.aio.Channel, play: Play, create: CreateJob
) -> None:
    start = await Watch(channel).start()
    await play()
    wanted = str(await create())
    await create()
    watch = await Watch(channel, cursor=start.cursor, job_id=[wanted, str(new_id())]).start()
    assert await watch.read(1) == [(wanted, 1)]
    watch.end()
    start.end()


async def test_a_client_sees_its_own_jobs_only(channel: grpc.aio.Channel, create: CreateJob) -> None:
    watch = await Watch(channel).start()
    await create(client_id="another")
    own = str(await create())
    assert await watch.read(1) == [(own, 1)]
    watch.end()


async def test_a_watch_that_has_nothing_to_tell_moves_its_cursor_on(
    channel: grpc.aio.Channel, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_feed, "HEARTBEAT_S", 0.05)
    monkeypatch.setattr(watching, "HEARTBEAT_S", 0.05)
    call = JobServiceStub(channel).WatchJobs(WatchJobsRequest(status=[Job.failed]), timeout=60)
    first = cursor.decode((await call.read()).cursor)
    await play()
    while (later := cursor.decode((await call.read()).cursor)).position <= first.position:
        pass
    assert later > first
    call.cancel()


@pytest.fixture
async def now(database: Database) -> Cursor:
    return (await read_now(database, CLIENT)).cursor


async def test_a_cursor_from_before_what_is_kept_is_refused(channel: grpc.aio.Channel, now: Cursor) -> None:
    old = Cursor(now.position, now.job_id, now.sequence, datetime.now(UTC) - timedelta(days=7))
    assert await _refusal(channel, old) == (grpc.StatusCode.OUT_OF_RANGE, "CURSOR_EXPIRED")


async def test_a_cursor_of_another_database_is_refused(channel: grpc.aio.Channel, now: Cursor) -> None:
    foreign = Cursor(now.position + 1_000_000, now.job_id, now.sequence, now.at)
    assert await _refusal(channel, foreign) == (grpc.StatusCode.OUT_OF_RANGE, "CURSOR_EXPIRED")


async def _refusal(channel: grpc.aio.Channel, after: Cursor) -> tuple[grpc.StatusCode, str]:
    call = JobServiceStub(channel).WatchJobs(WatchJobsRequest(cursor=cursor.encode(after)), timeout=60)
    with pytest.raises(grpc.aio.AioRpcError) as raised:
        await call.read()
    status, info = rpc_status.from_call(raised.value), ErrorInfo()  # type: ignore[arg-type]  # of both kinds of call
    assert status is not None
    status.details[0].Unpack(info)
    return raised.value.code(), info.reason


@pytest.mark.parametrize(
    "query", [{"cursor": "x"}, {"cursor": "é"}, {"cursor": "A" * 101}, {"status": "unknown"}, {"type": "job.lost"}]
)
async def test_a_watch_of_what_there_is_not_is_refused(rest: httpx.AsyncClient, query: dict[str, str]) -> None:
    for accept in ("application/json", "text/event-stream"):
        answer = await rest.get(EVENTS, params=query, headers={"Accept": accept})
        assert (answer.status_code, reason(answer)) == (400, "INVALID_ARGUMENT"), answer.text


async def test_both_forms_over_rest_have_the_same_messages_and_continue_each_other(
    rest: httpx.AsyncClient, play: Play
) -> None:
    async with httpx_sse.aconnect_sse(rest, "GET", EVENTS) as source:
        events = source.aiter_sse()
        start = await anext(events)
        assert (start.event, json.loads(start.data)) == ("checkpoint", {"cursor": start.id})
        job_id = str(await play(steps=2))
        told = [await anext(events) for _ in range(5)]
    assert {event.event for event in told} == {"message"}
    assert [json.loads(event.data)["cursor"] for event in told] == [event.id for event in told]

    async with rest.stream("GET", EVENTS, params={"cursor": told[1].id, "type": "job.progress"}) as answer:
        assert answer.headers["content-type"] == "application/x-ndjson"
        lines = [json.loads(line) async for line in _first(answer.aiter_lines(), 3)]
    assert lines[1:] == [json.loads(event.data) for event in told[2:4]]

    headers = {"Last-Event-ID": told[3].id}
    async with httpx_sse.aconnect_sse(rest, "GET", EVENTS, headers=headers) as source:
        events = source.aiter_sse()
        assert (await anext(events)).id == told[3].id
        last = json.loads((await anext(events)).data)
    assert (last["event"]["jobId"], last["event"]["type"]) == (job_id, "job.completed")


async def _first(lines: AsyncIterator[str], count: int) -> AsyncIterator[str]:
    async for line in lines:
        yield line
        count -= 1
        if not count:
            return


async def test_many_watchers_of_one_client_at_different_places_all_get_everything(
    channel: grpc.aio.Channel, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_feed, "PAGE", 3)
    start = await Watch(channel).start()
    job_ids = [str(await play(steps=3)) for _ in range(3)]
    expected = [(job_id, sequence) for job_id in job_ids for sequence in range(1, 7)]
    behind = await Watch(channel, cursor=start.cursor).start()
    assert await start.read(7) == expected[:7]
    middle = await Watch(channel, cursor=start.cursor).start()
    job_ids.append(str(await play(steps=3)))
    expected += [(job_ids[-1], sequence) for sequence in range(1, 7)]
    read = await asyncio.gather(behind.read(24), middle.read(17), start.read(17))
    assert read == [expected, expected[7:], expected[7:]]
    for watch in (start, behind, middle):
        watch.end()
