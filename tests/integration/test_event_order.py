"""The order of all events of a client: nothing is passed over, and a job's events keep their order, however the
transactions that write them overlap.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.convert import cursor as cursors
from store.database.connection import Connection, Database
from store.records.events import ClientEvent, Cursor, find_news, read_client_events, read_now
from tests.fixtures.jobs import CLIENT, CreateJob

# As every move does: the job's row is locked, and its next event written.
_MOVE = """
WITH line AS (
    UPDATE job_ready SET next_sequence = next_sequence + 1 WHERE job_id = %s
    RETURNING job_id, client_id, next_sequence - 1 AS sequence
)
INSERT INTO job_events (job_id, sequence, client_id, type, status)
SELECT job_id, sequence, client_id, 'job.progress', 'pending' FROM line
"""


class Writer:
    """A session that writes events in transactions of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.waiting: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Begins a transaction, which gets its number now."""
        await self._connection.execute("BEGIN")
        await self._connection.execute("SELECT pg_current_xact_id()")

    async def move(self, job_id: UUID) -> None:
        await self._connection.execute(_MOVE, (job_id,))

    async def wait_to_move(self, job_id: UUID, database: Database) -> None:
        """Begins a move that has to wait for another session's."""
        self.waiting = asyncio.create_task(self.move(job_id))
        pid = self._connection.info.backend_pid
        while not await database.rows("SELECT FROM pg_locks WHERE pid = %(pid)s AND NOT granted", {"pid": pid}):
            assert not self.waiting.done()

    async def moved(self) -> None:
        """Waits until the move that had to wait is made."""
        assert self.waiting is not None
        await self.waiting
        self.waiting = None

    async def end(self, how: str = "COMMIT") -> None:
        await self._connection.execute(how)  # type: ignore[arg-type]  # COMMIT or ROLLBACK


class Overlap:
    """Transactions that overlap: each has moved some jobs, and some wait to move a job that another has moved."""

    def __init__(self, database: Database, writers: list[Writer]) -> None:
        self._database = database
        self._writers = writers
        self._holders: dict[UUID, Writer] = {}
        self._waiters: dict[UUID, Writer] = {}

    async def begin(self) -> None:
        for writer in self._writers:
            await writer.begin()

    async def move(self, number: int, job_id: UUID) -> None:
        """Lets a session move a job. Where that would be a deadlock, or a second one in the line, nothing happens."""
        writer = self._writers[number]
        holder = self._holders.get(job_id, writer)
        if writer.waiting is not None:
            return
        if holder is writer:
            await writer.move(job_id)
            self._holders[job_id] = writer
        elif holder.waiting is None and job_id not in self._waiters:
            await writer.wait_to_move(job_id, self._database)
            self._waiters[job_id] = writer

    async def end(self, number: int, how: str) -> None:
        """Ends a session's transaction, unless it waits, and begins the next one."""
        if self._writers[number].waiting is None:
            await self._end(self._writers[number], how)
            await self._writers[number].begin()

    async def end_all(self) -> None:
        left = list(self._writers)
        while left:
            writer = next(writer for writer in left if writer.waiting is None)
            await self._end(writer, "COMMIT")
            left.remove(writer)

    async def _end(self, writer: Writer, how: str) -> None:
        await writer.end(how)
        for job_id in [job_id for job_id, holder in self._holders.items() if holder is writer]:
            del self._holders[job_id]
            if waiter := self._waiters.pop(job_id, None):
                await waiter.moved()
                self._holders[job_id] = waiter


@pytest.fixture
async def writers(database: Database) -> AsyncIterator[list[Writer]]:
    async with AsyncExitStack() as stack:
        yield [Writer(await stack.enter_async_context(database.own_connection("writer"))) for _ in range(4)]


class Reader:
    """Reads a client's events page by page, each time from the cursor as a client would send it."""

    def __init__(self, database: Database, after: Cursor) -> None:
        self._database = database
        self._cursor = cursors.encode(after)
        self.events: list[ClientEvent] = []

    async def read(self, limit: int = 100) -> None:
        page = await read_client_events(self._database, CLIENT, cursors.decode(self._cursor), limit=limit)
        self.events += page.events
        self._cursor = cursors.encode(page.events[-1].cursor if page.events else page.end)

    async def read_until(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.events) < count:
                await self.read()
            await self.read()

    @property
    def sequences(self) -> dict[UUID, list[int]]:
        read: dict[UUID, list[int]] = defaultdict(list)
        for one in self.events:
            read[one.event.job_id].append(one.event.sequence)
        return read


@pytest.fixture
async def reader(database: Database) -> Reader:
    return Reader(database, (await read_now(database, CLIENT)).cursor)


async def test_an_event_of_a_later_transaction_waits_for_those_of_an_earlier_one(
    database: Database, create: CreateJob, reader: Reader, writers: list[Writer]
) -> None:
    one, other = await create(), await create()
    await reader.read_until(2)
    early, late, *_ = writers
    await early.begin()
    await late.begin()
    await late.move(one)
    await late.end()
    await reader.read()
    assert len(reader.events) == 2
    news = await find_news(database, {CLIENT: reader.events[-1].cursor})
    assert (news.client_ids, news.held) == ([], True)
    await early.move(other)
    await early.end()
    await reader.read_until(4)
    assert reader.sequences == {one: [1, 2], other: [1, 2]}


async def test_a_move_that_has_waited_for_another_comes_after_it_though_its_transaction_is_older(
    database: Database, create: CreateJob, reader: Reader, writers: list[Writer]
) -> None:
    job_id = await create()
    early, late, *_ = writers
    await early.begin()
    await late.begin()
    await late.move(job_id)
    await early.wait_to_move(job_id, database)
    await late.end()
    await early.moved()
    await early.end()
    await reader.read_until(3)
    assert reader.sequences == {job_id: [1, 2, 3]}


async def test_reading_can_stop_within_a_transaction_that_wrote_many_events(
    database: Database, create: CreateJob, reader: Reader, writers: list[Writer]
) -> None:
    job_ids = [await create() for _ in range(20)]
    await reader.read_until(20)
    await writers[0].begin()
    for job_id in job_ids:
        await writers[0].move(job_id)
    await writers[0].end()
    pages = 7
    for _ in range(pages):
        await reader.read(limit=3)
    assert reader.sequences == {job_id: [1, 2] for job_id in job_ids}
    # One, or a few where PostgreSQL's own transactions have ended meanwhile: a page has ended within one.
    assert len({one.cursor.position for one in reader.events[20:]}) < pages


STEPS = st.tuples(
    st.sampled_from(["move", "move", "move", "read", "COMMIT", "COMMIT", "ROLLBACK"]),
    st.integers(0, 3),
    st.integers(0, 2),
)


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=10, max_size=40))
async def test_however_transactions_overlap_each_event_is_read_once_and_in_its_jobs_order(
    database: Database, create: CreateJob, writers: list[Writer], steps: list[tuple[str, int, int]]
) -> None:
    reader = Reader(database, (await read_now(database, CLIENT)).cursor)
    job_ids = [await create() for _ in range(3)]
    overlap = Overlap(database, writers)
    await overlap.begin()
    for what, number, job in steps:
        if what == "read":
            await reader.read(limit=number + 1)
        elif what == "move":
            await overlap.move(number, job_ids[job])
        else:
            await overlap.end(number, what)
    await overlap.end_all()
    written = await database.rows(
        "SELECT job_id, max(sequence) AS last FROM job_events WHERE job_id = ANY (%(ids)s) GROUP BY job_id",
        {"ids": job_ids},
    )
    await reader.read_until(sum(row["last"] for row in written))
    assert reader.sequences == {row["job_id"]: list(range(1, row["last"] + 1)) for row in written}
