"""No client holds all slots while another one waits: each worker has one slot more, for who runs nothing."""

from typing import Any
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import Lease, Status
from store.queue import line
from store.queue.attempts import Outcome, finish_jobs
from store.queue.browsers import pause_browser_type
from store.queue.claim import claim_newcomer
from store.queue.parking import NO_LIMITS, RunLimits
from store.queue.workers import list_workers, totals
from store.records.listing import get_job
from tests.fixtures.jobs import CHROMIUM, GREEDY, SLOTS, CreateJob, Fill, Join
from tests.fixtures.sessions import OpenSession, meet
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker

FIREFOX = 2
LONG = {"action": "wait", "milliseconds": 60_000}
SHOP = "https://shop.test/"


@pytest.fixture
async def full(database: Database, join: Join, fill: Fill) -> UUID:
    """A worker whose slots are all taken, by one client."""
    worker = await join()
    await fill(worker)
    return worker


@pytest.fixture
async def second(join: Join, fill: Fill) -> UUID:
    """Another one, of the same client."""
    worker = await join()
    await fill(worker)
    return worker


async def let_in(database: Database, worker: UUID, limits: RunLimits = NO_LIMITS) -> list[UUID]:
    claimed = await claim_newcomer(database, worker, browser_type_ids=[CHROMIUM], slot_no=SLOTS + 1, limits=limits)
    assert {job.slot_no for job in claimed} <= {SLOTS + 1}
    return [job.lease.job_id for job in claimed]


async def end(database: Database, slot_no: int) -> None:
    """Ends the job in a slot."""
    row = await database.row("SELECT job_id, lease_no FROM job_leases WHERE slot_no = %(no)s", {"no": slot_no})
    assert row is not None
    assert await finish_jobs(database, [Outcome(lease=Lease(**row), status=Status.COMPLETED, result={})])


async def test_the_reserve_is_for_a_client_that_runs_nothing_whatever_stands_before_it(
    database: Database, create: CreateJob, full: UUID
) -> None:
    await create(client_id=GREEDY, priority=100)
    assert await let_in(database, full) == []
    modest, *_ = [await create(client_id="modest") for _ in range(2)]
    assert await let_in(database, full) == [modest]
    assert await let_in(database, full) == [], "all that wait run something"


async def test_of_several_clients_that_run_nothing_the_one_is_let_in_whose_turn_comes_first(
    database: Database, create: CreateJob, full: UUID, second: UUID
) -> None:
    for client_id in "ab":
        await create(client_id=client_id, priority=100, browser_type_id=FIREFOX)
    a, b = await create(client_id="a"), await create(client_id="b", priority=1)
    assert await let_in(database, full) == [b]
    assert await let_in(database, second) == [a]


async def test_nobody_is_let_in_where_a_slot_is_free(database: Database, create: CreateJob, full: UUID) -> None:
    await end(database, SLOTS)
    await create(client_id="modest")
    assert await let_in(database, full) == []


async def test_a_client_that_runs_nothing_any_more_may_have_the_reserve_again(
    database: Database, create: CreateJob, full: UUID
) -> None:
    jobs = [await create(client_id="modest") for _ in range(2)]
    assert await let_in(database, full) == jobs[:1]
    assert await let_in(database, full) == []
    await end(database, SLOTS + 1)
    assert await let_in(database, full) == jobs[1:]


async def test_two_workers_that_look_at_once_let_two_clients_in(
    database: Database, create: CreateJob, full: UUID, second: UUID, open_session: OpenSession
) -> None:
    first, _ = [await create(client_id="a") for _ in range(2)]
    other = await create(client_id="b")
    async with open_session() as session:
        met = await meet(database, session, let_in(session, full), let_in(database, second))
    assert met == ([first], True, [other])


async def test_the_reserve_takes_no_job_that_its_worker_would_not_take(
    database: Database, create: CreateJob, full: UUID, second: UUID
) -> None:
    await create(client_id="a", browser_type_id=FIREFOX)
    assert await let_in(database, full) == []
    await create(client_id="a")
    await database.rows("UPDATE worker_processes SET expires_at = now() WHERE id = %(id)s RETURNING 1", {"id": second})
    assert await let_in(database, second) == [], "it is taken for dead"
    await pause_browser_type(database, CHROMIUM)
    assert await let_in(database, full) == []


async def test_the_reserve_keeps_the_limits(database: Database, create: CreateJob, full: UUID) -> None:
    both = RunLimits(client=1, site=SLOTS)
    await create(client_id="modest")
    assert await let_in(database, full, both) == []
    other = await create(client_id="modest", target_url=SHOP)
    assert await let_in(database, full, both) == [other]
    assert await database.rows("SELECT FROM job_parked") == []


async def test_who_is_let_in_before_its_turn_does_not_set_the_lines_clock(
    database: Database, create: CreateJob, full: UUID
) -> None:
    await create(client_id=GREEDY)
    modest = await create(client_id="modest")
    await database.rows("UPDATE job_ready SET rank = rank + 1e6 WHERE job_id = %(id)s RETURNING 1", {"id": modest})
    assert await let_in(database, full) == [modest]
    await line.advance_lines(database)
    rows = await database.rows("SELECT max(line_ahead_s) AS ahead_s FROM browser_types")
    assert rows == [{"ahead_s": 0}]


async def test_the_reserve_is_shown_while_it_is_taken_and_is_never_idle(
    database: Database, create: CreateJob, full: UUID
) -> None:
    async def shown() -> tuple[int, int]:
        workers = await list_workers(database)
        assert len({worker.id for worker in workers}) == len(workers)
        told = await totals(database)
        assert told.idle + told.busy == len(workers)
        return told.idle, told.busy

    assert await shown() == (0, SLOTS)
    modest = await create(client_id="modest")
    assert await let_in(database, full) == [modest]
    assert await shown() == (0, SLOTS + 1)
    assert modest in {worker.current_job_id for worker in await list_workers(database)}
    for busy in (SLOTS, SLOTS - 1):
        await end(database, busy)
        assert await shown() == (SLOTS - busy, busy)


async def test_a_client_gets_in_while_another_ones_long_jobs_hold_all_slots(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    page = site.page("colours.html")
    long: dict[str, Any] = {"target_url": page, "actions": [LONG], "timeout_ms": 90_000}
    async with start_worker(worker_max_concurrent_jobs=2, worker_drain_timeout_ms=0):
        greedy = [await create(client_id=GREEDY, priority=100, **long) for _ in range(3)]
        for job_id in greedy[:2]:
            await until_event(job_id, "job.progress")
        for _ in range(2):
            await until_event(await create(client_id="modest", target_url=page), "job.completed")
        statuses = [(await get_job(database, GREEDY, job_id)).status for job_id in greedy]
    assert statuses == [Status.PROCESSING, Status.PROCESSING, Status.PENDING]
