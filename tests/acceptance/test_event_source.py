"""A page's EventSource, in a real browser, loses its connection and goes on by itself."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page

from store.database.connection import Database
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs, record_step
from tests.fixtures.gateway import Gateway
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.fixtures.story import Play

PAGE = """
<script>
    const seen = [];
    const source = new EventSource(new URLSearchParams(location.search).get("path"));
    source.onmessage = (event) => seen.push([event.lastEventId, JSON.parse(event.data)]);
    source.addEventListener("checkpoint", (event) => seen.push([event.lastEventId, null]));
</script>
"""


class Backend:
    """What an application puts before us: it serves the page, and adds the key to what the page asks us for."""

    def __init__(self, target: Gateway, api_key: str) -> None:
        self._target = target
        self._api_key = api_key
        self._open: set[asyncio.StreamWriter] = set()
        self.answers: list[tuple[str, int]] = []
        """Of each stream, from where the page asked for it, and the status that it got."""

    async def listen(self) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    def cut(self) -> None:
        """Ends all connections, in the middle of whatever goes through them."""
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        if not head.startswith("GET /api/"):
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}"
            writer.write(answer.encode())
            writer.close()
            return
        there, there_writer = await asyncio.open_connection("127.0.0.1", self._target.port)
        own = {writer, there_writer}
        self._open |= own
        try:
            lines = [line for line in head.split("\r\n") if line and not line.lower().startswith("connection:")]
            lines += [f"X-API-Key: {self._api_key}", "Connection: close", "", ""]
            there_writer.write("\r\n".join(lines).encode())
            last = next((line.split(": ")[1] for line in lines if line.lower().startswith("last-event-id")), "")
            data = await there.read(65536)
            self.answers.append((last, int(data.split()[1])))
            while data:
                writer.write(data)
                await writer.drain()
                data = await there.read(65536)
        except OSError:
            pass
        finally:
            self._open -= own
            for one in own:
                one.close()


@pytest.fixture
async def backend(served: Gateway, api_key: str) -> AsyncIterator[Backend]:
    backend = Backend(served, api_key)
    await backend.listen()
    yield backend
    await backend.close()


async def seen(page: Page, count: int) -> list[list[Any]]:
    """What the page has been told, as soon as it is so much."""
    await page.wait_for_function(f"seen.length >= {count}", timeout=20_000)
    read: list[list[Any]] = await page.evaluate("seen")
    return read


async def test_an_event_source_goes_on_where_it_was_cut_off_and_stops_at_the_jobs_end(
    backend: Backend, page: Page, create: CreateJob, join: Join, claim_one: ClaimOne, database: Database
) -> None:
    job_id = await create()
    await page.goto(f"{backend.url}/?path=/api/v1/jobs/{job_id}/events")
    job = await claim_one(await join())
    await seen(page, 2)
    backend.cut()
    for step in range(3):  # while nobody is connected
        await record_step(database, job.lease, job.next_sequence + step, message="step", data={"actionIndex": step})
    await seen(page, 5)
    backend.cut()
    await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
    told = await seen(page, 6)
    await page.wait_for_function("source.readyState === EventSource.CLOSED", timeout=20_000)
    assert [(int(event_id), data["sequence"]) for event_id, data in told] == [(n, n) for n in range(1, 7)]
    assert backend.answers == [("", 200), ("2", 200), ("5", 200), ("6", 204)]


async def test_an_event_source_of_all_jobs_misses_nothing_that_happened_before_its_first_event(
    backend: Backend, page: Page, play: Play
) -> None:
    await page.goto(f"{backend.url}/?path=/api/v1/events%3Ftype%3Djob.completed%26type%3Djob.created")
    ((start, nothing),) = await seen(page, 1)
    assert nothing is None
    backend.cut()
    job_ids = [str(await play()) for _ in range(2)]
    told = [data["event"] for _, data in await seen(page, 6) if data is not None]
    assert [(event["jobId"], event["sequence"]) for event in told] == [(id_, n) for id_ in job_ids for n in (1, 4)]
    assert backend.answers == [("", 200), (start, 200)]
