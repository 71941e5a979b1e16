"""The feed that all watches of jobs share."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from uuid import UUID

import pytest

from server.calls.faults import ServerStopping
from server.streams import feed as module
from server.streams.feed import EventFeed
from store.database.connection import Database
from store.job import Status
from store.queue.attempts import Outcome, finish_jobs
from store.records.events import Event, read_events, read_progress
from tests.fixtures.jobs import ClaimOne, CreateJob, Join
from tests.fixtures.story import Play


async def seen(feed: EventFeed, job_id: UUID, after: int = 0) -> list[int]:
    async with asyncio.timeout(60):
        return [event.sequence async for event in feed.watch(job_id, after)]


async def test_a_watcher_holds_one_batch_at_most_and_gets_everything(
    feed: EventFeed, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)
    job_id = await play(steps=8)
    async with asyncio.timeout(60):
        batches = [[event.sequence for event in events] async for events in feed.batches(job_id, 0)]
    assert batches == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11]]


async def test_watchers_of_one_job_at_different_places_each_get_what_comes_after_theirs(
    feed: EventFeed, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    job_id = await play(steps=6)
    watches = await asyncio.gather(*(seen(feed, job_id, after) for after in (0, 1, 4, 8)))
    assert [len(watch) for watch in watches] == [9, 8, 5, 1]
    assert all(watch == list(range(watch[0], 10)) for watch in watches)


async def test_more_jobs_than_one_statement_reads_are_all_served(
    feed: EventFeed, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "JOBS_PER_READ", 2)
    job_ids = [await play() for _ in range(5)]
    assert await asyncio.gather(*(seen(feed, job_id) for job_id in job_ids)) == [[1, 2, 3, 4]] * 5


@pytest.mark.parametrize("batch", [50, 4])
async def test_a_watch_ends_with_the_terminal_event_that_is_the_jobs_last(
    feed: EventFeed, play: Play, database: Database, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", batch)
    job_id = await play()
    # What a job that was run again after its end has gone through.
    await database.rows(
        """
        INSERT INTO job_events (job_id, sequence, client_id, type, status)
        VALUES (%(id)s, 5, 'client', 'job.retrying', 'pending'), (%(id)s, 6, 'client', 'job.completed', 'completed')
        RETURNING sequence
        """,
        {"id": job_id},
    )
    assert await seen(feed, job_id) == [1, 2, 3, 4, 5, 6]
    assert await seen(feed, job_id, 4) == [5, 6]
    await database.rows("DELETE FROM job_events WHERE sequence > 4 RETURNING job_id")


async def test_a_silent_watch_says_so_from_time_to_time_and_goes_on(
    feed: EventFeed,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "HEARTBEAT_S", 0.02)
    job_id = await create()
    async with asyncio.timeout(60):
        batches = feed.batches(job_id, 1)
        assert [await anext(batches) for _ in range(3)] == [(), (), ()]
        job = await claim_one(await join())
        await finish_jobs(database, [Outcome(lease=job.lease, status=Status.COMPLETED, result={})])
        assert [event.sequence async for events in batches for event in events] == [2, 3]


class ByHand:
    """A feed that looks for events when it is told to, and one watcher of it."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.feed = EventFeed(database)
        self.readings = 0
        monkeypatch.setattr(module, "read_events", self._read)

    async def _read(self, database: Database, after: dict[UUID, int], *, limit: int) -> list[Event]:
        self.readings += 1
        return await read_events(database, after, limit=limit)

    async def next(self, batches: AsyncGenerator[Sequence[Event]]) -> list[int]:
        """The next batch, of one pass of the feed at most."""
        asked = asyncio.ensure_future(anext(batches))
        await asyncio.sleep(0)
        await self.feed.deliver_once()
        async with asyncio.timeout(60):
            return [event.sequence for event in await asked]


@pytest.fixture
def by_hand(database: Database, monkeypatch: pytest.MonkeyPatch) -> ByHand:
    return ByHand(database, monkeypatch)


async def test_what_happens_while_a_watcher_sends_on_what_it_has_is_not_missed(
    by_hand: ByHand, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    batches = by_hand.feed.batches(job_id, 0)
    assert await by_hand.next(batches) == [1]
    await claim_one(await join())
    by_hand.feed.wake([str(job_id)])
    await by_hand.feed.deliver_once()  # nobody waits
    assert await by_hand.next(batches) == [2]
    await batches.aclose()


async def test_what_happens_between_the_beginning_of_a_watch_and_its_first_reading_is_not_missed(
    by_hand: ByHand, create: CreateJob, join: Join, claim_one: ClaimOne, database: Database
) -> None:
    job_id = await create()
    with by_hand.feed.watcher(job_id, 0, reads=True) as watcher:
        progress = await read_progress(database, "client", job_id, 0, limit=10)
        await claim_one(await join())
        by_hand.feed.wake([str(job_id)])
        await by_hand.feed.deliver_once()
        batches = by_hand.feed.batches_of(watcher, progress.events)
        assert await by_hand.next(batches) == [1]
        assert await by_hand.next(batches) == [2]
        await batches.aclose()


async def test_a_watch_reads_for_nothing_but_wake_ups(
    by_hand: ByHand, create: CreateJob, join: Join, claim_one: ClaimOne, database: Database
) -> None:
    job_id = await create()
    with by_hand.feed.watcher(job_id, 0, reads=True) as watcher:
        progress = await read_progress(database, "client", job_id, 0, limit=10)
        batches = by_hand.feed.batches_of(watcher, progress.events)
        assert await by_hand.next(batches) == [1]
        asked = asyncio.ensure_future(anext(batches))
        await asyncio.sleep(0)
        await by_hand.feed.deliver_once()
        assert by_hand.readings == 0
        await claim_one(await join())
        by_hand.feed.wake([str(job_id)])
        await by_hand.feed.deliver_once()
        assert [event.sequence for event in await asked] == [2]
        await by_hand.feed.deliver_once()
        assert by_hand.readings == 1
        await batches.aclose()


MANY, SLICE = 60, 7


class Turns:
    """Counts how many watchers are woken between two turns of another task."""

    def __init__(self) -> None:
        self._turn = 0
        self._woken: Counter[int] = Counter()

    async def take(self) -> None:
        while True:
            self._turn += 1
            await asyncio.sleep(0)

    def count(self) -> None:
        self._woken[self._turn] += 1

    @property
    def most(self) -> int:
        return max(self._woken.values())


@pytest.fixture
async def turns(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Turns]:
    monkeypatch.setattr(module, "SLICE", SLICE)
    monkeypatch.setattr(module, "PAUSE_S", 0)
    turns = Turns()
    task = asyncio.create_task(turns.take())
    yield turns
    task.cancel()


async def watch_together(feed: EventFeed, job_id: UUID, turns: Turns) -> list[asyncio.Task[None]]:
    async def watch() -> None:
        try:
            await anext(feed.batches(job_id, 1))
        finally:
            turns.count()

    tasks = [asyncio.create_task(watch()) for _ in range(MANY)]
    await asyncio.sleep(0)  # each has begun to wait
    return tasks


async def test_an_event_that_many_wait_for_is_handed_out_in_slices(
    feed: EventFeed,
    create: CreateJob,
    join: Join,
    claim_one: ClaimOne,
    turns: Turns,
) -> None:
    tasks = await watch_together(feed, await create(), turns)
    await claim_one(await join())
    async with asyncio.timeout(60):
        await asyncio.gather(*tasks)
    assert turns.most <= SLICE


async def test_many_watches_end_in_slices_too(feed: EventFeed, create: CreateJob, turns: Turns) -> None:
    tasks = await watch_together(feed, await create(), turns)
    await feed.stop()
    async with asyncio.timeout(60):
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(one) for one in ended} == {ServerStopping}
    assert turns.most <= SLICE
