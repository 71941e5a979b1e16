"""Jobs that have a session for themselves run one after another: who waits, who goes next, and what nobody notices."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import ClaimedJob, Held, Status
from store.queue.attempts import Outcome, finish_jobs
from store.queue.cancel import cancel_job
from store.queue.claim import claim_jobs, claim_newcomer
from store.queue.maintenance import rescue_jobs
from store.queue.parking import RunLimits, unpark_jobs
from store.queue.replay import replay_job
from store.records.listing import get_job
from tests.fixtures.database import LoggedErrors
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob, Join, end_of_wait
from tests.fixtures.sessions import OpenSession, meet

PORTAL = {"session": "portal"}
READS = {"session": "portal", "sessionMode": "readOnly"}


async def claim(
    database: Database, worker: UUID, slot_nos: Sequence[int] = (1, 2, 3, 4), **more: Any
) -> list[ClaimedJob]:
    return await claim_jobs(database, worker, browser_type_ids=[CHROMIUM], slot_nos=slot_nos, **more)


async def end(database: Database, job: ClaimedJob, **outcome: Any) -> None:
    await finish_jobs(database, [Outcome(**{"lease": job.lease, "status": Status.COMPLETED, "result": {}, **outcome})])


def ids(jobs: Sequence[ClaimedJob]) -> list[UUID]:
    return [job.lease.job_id for job in jobs]


async def parked(database: Database) -> Counter[str]:
    return Counter(row["held_by"] for row in await database.rows("SELECT held_by FROM job_parked"))


@pytest.mark.parametrize("limits", [RunLimits(), RunLimits(client=10)], ids=["no limits", "limits"])
async def test_jobs_of_a_session_run_one_after_another_by_their_ranks(
    database: Database, create: CreateJob, join: Join, limits: RunLimits
) -> None:
    worker = await join()
    order = [await create(options=PORTAL) for _ in range(3)]
    order.insert(0, await create(options=PORTAL, priority=9))
    free = [await create(options=READS), await create(), await create(options={"session": "other"})]
    jobs = await claim(database, worker, limits=limits)
    assert set(ids(jobs)) == {order[0], *free}
    assert await parked(database) == {"session:portal/client": 3}
    for number, job_id in enumerate(order):
        (own,) = [job for job in jobs if job.lease.job_id == job_id]
        assert await claim(database, worker, limits=limits) == []
        waiting = [(await get_job(database, CLIENT, other)).held for other in order[number + 1 :]]
        assert all(one is not None and (one.by, one.what) == ("session", "portal") for one in waiting)
        await end(database, own)
        jobs = await claim(database, worker, limits=limits)
        assert ids(jobs) == order[number + 1 : number + 2], "the next one, at once"
    assert await parked(database) == {}


async def test_two_clients_with_the_same_name_never_wait_for_each_other(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    both = [await create(client_id=client_id, options=PORTAL) for client_id in ("a", "b")]
    # A client's name may have a slash in it: it is another session all the same.
    both += [await create(client_id=client_id, options={"session": "x"}) for client_id in ("a/b", "a")]
    assert set(ids(await claim(database, worker))) == set(both)


async def test_however_a_lease_ends_the_next_job_gets_the_session(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker, dead = await join(), await join(ttl_s=60)
    await create(options=PORTAL, max_retries=1)
    (job,) = await claim(database, worker, [1])
    second = await create(options=PORTAL)
    assert await claim(database, dead) == []
    await end(database, job, status=Status.PENDING, retries=1, delay_s=60)  # it waits before it is tried again
    (job,) = await claim(database, dead, [1])
    assert job.lease.job_id == second
    await end_of_wait(database)  # the first one is due, while the second one runs
    assert await claim(database, worker) == []
    await database.rows("UPDATE worker_processes SET expires_at = now() WHERE id = %(id)s RETURNING id", {"id": dead})
    await rescue_jobs(database)
    assert await unpark_jobs(database, RunLimits()) == 1
    (job,) = await claim(database, worker, [1])
    assert job.lease.job_id != second
    await end_of_wait(database)
    assert await claim(database, worker) == []
    await cancel_job(database, CLIENT, job.lease.job_id)
    assert await claim(database, worker) == [], "it runs until its worker stops it"
    await end(database, job, status=Status.CANCELLED)
    (job,) = await claim(database, worker, [1])
    assert job.lease.job_id == second


async def test_a_job_that_is_replayed_or_deferred_needs_its_session_again(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    first = await create(options=PORTAL)
    (job,) = await claim(database, worker)
    await end(database, job, status=Status.FAILED, error={"message": "no", "details": {}})
    await replay_job(database, CLIENT, first)
    await create(options=PORTAL)
    (job,) = await claim(database, worker, [1, 2])
    assert await parked(database) == {"session:portal/client": 1}
    await end(database, job)


async def test_a_cancelled_job_lets_those_go_that_waited_behind_it(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await create(options=PORTAL)
    (job,) = await claim(database, worker)
    waiting = [await create(options=PORTAL) for _ in range(3)]
    assert await claim(database, worker) == []
    await end(database, job)  # the first of them is in its line again
    assert await unpark_jobs(database, RunLimits()) == 0, "one of a line is enough"
    await cancel_job(database, CLIENT, waiting[0])
    await cancel_job(database, CLIENT, waiting[1])
    assert await unpark_jobs(database, RunLimits()) == 1
    assert ids(await claim(database, worker)) == waiting[2:]


async def test_a_line_that_nobody_serves_keeps_the_session_from_no_other(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await create(options=PORTAL)
    (job,) = await claim(database, worker)
    first = await create(options=PORTAL, browser_type_id=3, priority=50)
    second = await create(options=PORTAL)
    everything = await claim_jobs(database, worker, browser_type_ids=[1, 3], slot_nos=[2, 3])
    assert everything == []
    await end(database, job)  # which brings the first one back, in the line that only another worker serves
    assert await claim(database, worker) == []
    await unpark_jobs(database, RunLimits())
    assert ids(await claim(database, worker)) == [second]
    assert (await get_job(database, CLIENT, first)).held is None


async def test_one_that_comes_first_does_not_wait_for_one_that_is_far_behind(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    await create(options=PORTAL)
    await claim(database, worker)
    urgent = await create(options=PORTAL, priority=100)
    assert await claim(database, worker) == []
    late = await create(options=PORTAL)
    await database.rows("UPDATE worker_processes SET expires_at = now() RETURNING id")
    await rescue_jobs(database)
    assert await unpark_jobs(database, RunLimits()) == 1
    worker = await join()
    (next_job,) = await claim(database, worker, [1])
    assert next_job.lease.job_id == urgent
    assert await claim(database, worker, [2]) == []
    assert isinstance((await get_job(database, CLIENT, late)).held, Held)


async def test_of_two_claims_at_the_same_moment_one_gets_the_session(
    database: Database, create: CreateJob, join: Join, open_session: OpenSession, logged_errors: LoggedErrors
) -> None:
    workers = [await join(), await join()]
    for _ in range(2):
        await create(options=PORTAL)
    async with open_session() as session:
        first, waited, second = await meet(
            database, session, claim(session, workers[0], [1]), claim(database, workers[1], [1])
        )
    assert waited
    assert [len(first), len(second)] == [1, 0]
    assert await parked(database) == {"session:portal/client": 1}
    assert len(await logged_errors()) <= 1


async def test_workers_that_claim_at_once_never_run_two_of_a_session(
    database: Database, create: CreateJob, join: Join
) -> None:
    workers = [await join() for _ in range(4)]
    for number in range(24):
        await create(options={"session": f"s{number % 3}"}, priority=number % 5)
    done = 0
    async with asyncio.timeout(60):
        while done < 24:
            rounds = await asyncio.gather(*(claim(database, worker, [1, 2]) for worker in workers))
            running = [job for jobs in rounds for job in jobs]
            assert max(Counter(job.options["session"] for job in running).values(), default=0) <= 1
            await asyncio.gather(*(end(database, job) for job in running))
            done += len(running)
            if not running:
                await unpark_jobs(database, RunLimits())


async def test_those_that_wait_for_many_sessions_are_parked_together(
    database: Database, create: CreateJob, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = await join()
    for number in range(24):
        await create(options={"session": f"s{number % 8}"})
    other = await create()
    assert len(await claim(database, worker, range(1, 9))) == 8
    statements = []
    run = database.rows

    async def rows(statement: Any, *arguments: Any, **more: Any) -> Any:
        statements.append(statement)
        return await run(statement, *arguments, **more)

    monkeypatch.setattr(database, "rows", rows)
    assert ids(await claim(database, worker, [9])) == [other]
    assert len(statements) <= 4, "not one after another"


@pytest.mark.parametrize("limits", [RunLimits(client=2), RunLimits(site=2)], ids=["client", "site"])
async def test_jobs_of_a_busy_session_take_no_place_of_their_client_or_site(
    database: Database, create: CreateJob, join: Join, limits: RunLimits
) -> None:
    worker = await join()
    for _ in range(2):
        await create()
    both = await claim(database, worker, limits=limits)
    for _ in range(6):
        await create(options=PORTAL)
    others = [await create() for _ in range(2)]
    assert await claim(database, worker, limits=limits) == []
    await end(database, both[0])
    (first,) = await claim(database, worker, limits=limits)
    assert first.options == PORTAL
    await end(database, both[1])  # which brings a job back that waits for its session now, and the others with it
    assert await claim(database, worker, limits=limits) == []
    assert (await parked(database))["session:portal/client"] == 5
    await unpark_jobs(database, limits)
    (other,) = await claim(database, worker, limits=limits)
    for _ in range(2):
        await create(options=PORTAL, priority=9)
    assert await claim(database, worker, limits=limits) == []
    await end(database, other)
    assert ids(await claim(database, worker, limits=limits)) == others[1:], "at once"


async def test_a_newcomer_comes_with_its_session(database: Database, create: CreateJob, join: Join) -> None:
    worker = await join()
    await create(client_id="new", options=PORTAL)
    await create(client_id="new", options=PORTAL)
    (job,) = await claim_newcomer(database, worker, browser_type_ids=[CHROMIUM], slot_no=1, slots=0)
    assert await claim_newcomer(database, worker, browser_type_ids=[CHROMIUM], slot_no=2, slots=1) == []
    assert await claim(database, worker, [2]) == []
    await end(database, job)
    assert len(await claim(database, worker, [1])) == 1
