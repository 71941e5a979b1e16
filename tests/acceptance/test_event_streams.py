"""Server-sent events, through the real gateway."""

import json

import httpx
import httpx_sse
import pytest

from server import app
from server.settings import ServerSettings
from server.streams import feed
from store.database.connection import Database
from store.records.files import FileStorage
from tests.acceptance.test_rest import JOBS, NO_JOB, reason, watch
from tests.fixtures.gateway import Gateway, run_server
from tests.fixtures.jobs import CreateJob
from tests.fixtures.story import Play

SSE = {"Accept": "text/event-stream"}


async def read(
    rest: httpx.AsyncClient, job_id: object, last: str = "", **query: int
) -> list[httpx_sse.ServerSentEvent]:
    """A job's events to their end, as EventSource reads them."""
    headers = {"Last-Event-ID": last} if last else {}
    async with httpx_sse.aconnect_sse(rest, "GET", f"{JOBS}/{job_id}/events", headers=headers, params=query) as source:
        assert source.response.status_code == httpx.codes.OK
        events = [event async for event in source.aiter_sse()]
    return [event for event in events if event.data]


async def test_an_event_has_its_sequence_as_id_and_the_json_of_every_other_form(
    rest: httpx.AsyncClient, play: Play
) -> None:
    job_id = await play(steps=2)
    events = await read(rest, job_id)
    assert [event.id for event in events] == ["1", "2", "3", "4", "5"]
    assert [json.loads(event.data) for event in events] == await watch(rest, str(job_id))


async def test_the_last_event_id_continues_and_goes_before_the_url(rest: httpx.AsyncClient, play: Play) -> None:
    job_id = await play(steps=2)
    events = await read(rest, job_id, last="3", afterSequence=1)
    assert [event.id for event in events] == ["4", "5"]


async def test_who_has_the_last_event_of_an_ended_job_is_told_not_to_come_again(
    rest: httpx.AsyncClient, play: Play
) -> None:
    job_id = await play()
    for query, headers in (({}, {"Last-Event-ID": "4"}), ({"afterSequence": 4}, {})):
        answer = await rest.get(f"{JOBS}/{job_id}/events", params=query, headers={**SSE, **headers})
        assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("last", ["x", "-1", "99", "9" * 30, "1.5"])
async def test_an_id_that_is_none_of_the_streams_is_refused(rest: httpx.AsyncClient, play: Play, last: str) -> None:
    job_id = await play()
    answer = await rest.get(f"{JOBS}/{job_id}/events", headers={**SSE, "Last-Event-ID": last})
    assert (answer.status_code, reason(answer)) == (400, "INVALID_ARGUMENT")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["message"].startswith("Last-Event-ID: ")


async def test_a_watch_that_cannot_begin_is_answered_like_any_call(rest: httpx.AsyncClient) -> None:
    answer = await rest.get(f"{JOBS}/{NO_JOB}/events", headers=SSE)
    assert (answer.status_code, reason(answer)) == (404, "JOB_NOT_FOUND")
    answer = await rest.get(f"{JOBS}/{NO_JOB}/events?after=1", headers=SSE)
    assert (answer.status_code, reason(answer)) == (400, "INVALID_ARGUMENT")


async def test_a_silent_stream_gives_signs_of_life(
    rest: httpx.AsyncClient, create: CreateJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "HEARTBEAT_S", 0.05)
    lines: list[str] = []
    async with rest.stream("GET", f"{JOBS}/{await create()}/events", headers=SSE) as answer:
        async for line in answer.aiter_lines():
            lines.append(line)
            if lines.count(":") == 3:
                break
    assert lines[:4] == [":", "", "retry: 1000", "id: 1"]


async def test_a_stream_that_breaks_off_says_why(
    gateway_process: Gateway,
    database: Database,
    files: FileStorage,
    api_key: str,
    create: CreateJob,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "DRAIN_S", 0)
    job_id = await create()
    settings = ServerSettings(grpc_port=gateway_process.grpc_port)
    headers = {"X-API-Key": api_key}
    async with (
        run_server(settings, database, files) as stop,
        httpx.AsyncClient(base_url=gateway_process.url, headers=headers, timeout=60) as rest,
    ):
        events: list[httpx_sse.ServerSentEvent] = []
        async with httpx_sse.aconnect_sse(rest, "GET", f"{JOBS}/{job_id}/events") as source:
            async for event in source.aiter_sse():
                if event.data:
                    events.append(event)
                    stop.set()
    assert [event.event for event in events] == ["message", "stream-error"]
    status = json.loads(events[-1].data)
    assert (status["code"], status["details"][0]["reason"]) == (14, "SERVER_STOPPING")
