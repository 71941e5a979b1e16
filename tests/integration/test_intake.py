"""Accepting jobs."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from store.database.connection import Database
from store.errors import (
    BrowserTypeInactive,
    BrowserTypeInUse,
    BrowserTypeNameTaken,
    BrowserTypeNotFound,
    RequestIdTaken,
)
from store.job import Request, Status
from store.queue.browsers import delete_browser_type, get_browser_type, update_browser_type
from store.queue.cancel import cancel_job
from store.queue.intake import accepted_before, create_jobs
from store.queue.maintenance import promote_jobs
from store.records.events import read_events
from store.records.listing import get_job, list_jobs
from tests.fixtures.database import LoggedErrors
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join, new_job

HOUR = timedelta(hours=1)


async def test_an_accepted_job_is_pending_and_its_first_event_says_so(database: Database, create: CreateJob) -> None:
    job_id = await create(actions=[{"action": "screenshot"}], priority=7)

    job = await get_job(database, CLIENT, job_id)
    assert (job.status, job.priority, job.actions) == (Status.PENDING, 7, [{"action": "screenshot"}])
    (event,) = await read_events(database, {job_id: 0})
    assert (event.sequence, event.type, event.status) == (1, "job.created", Status.PENDING)


async def test_a_job_for_an_unknown_browser_type_is_refused(database: Database, create: CreateJob) -> None:
    with pytest.raises(BrowserTypeNotFound, match="999"):
        await create(browser_type_id=999)
    assert await list_jobs(database, CLIENT, limit=1) == []


async def test_a_job_for_a_browser_type_that_is_being_deleted_is_refused(database: Database, create: CreateJob) -> None:
    async with database.connection() as other:
        async with other.transaction():
            await other.execute("DELETE FROM browser_types WHERE id = 3")
            creating = asyncio.create_task(create(browser_type_id=3))
            while not await database.rows("SELECT FROM pg_locks WHERE NOT granted"):
                pass
        with pytest.raises(BrowserTypeNotFound):
            await creating
    assert await list_jobs(database, CLIENT, limit=1) == []


async def test_a_job_for_an_inactive_browser_type_is_refused(database: Database, create: CreateJob) -> None:
    await database.rows("UPDATE browser_types SET is_active = false WHERE id = 1 RETURNING id")
    with pytest.raises(BrowserTypeInactive):
        await create(browser_type_id=1)
    assert await list_jobs(database, CLIENT, limit=1) == []


async def test_a_job_that_is_not_to_start_yet_waits_until_then(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    at = datetime.now(UTC) + HOUR
    job_id = await create(not_before=at)
    assert (await get_job(database, CLIENT, job_id)).not_before == at
    assert await promote_jobs(database) == 0
    await database.rows("UPDATE job_deferred SET due_at = now() RETURNING job_id")
    assert await promote_jobs(database) == 1
    assert (await claim_one(await join())).lease.job_id == job_id


async def test_a_job_whose_time_has_come_may_start_at_once(create: CreateJob, join: Join, claim_one: ClaimOne) -> None:
    job_id = await create(not_before=datetime.now(UTC) - HOUR)
    assert (await claim_one(await join())).lease.job_id == job_id


async def test_a_job_that_waits_for_its_time_can_be_cancelled(database: Database, create: CreateJob) -> None:
    job_id = await create(not_before=datetime.now(UTC) + HOUR)
    assert (await cancel_job(database, CLIENT, job_id)).status is Status.CANCELLED


async def test_the_same_request_makes_one_job(database: Database, logged_errors: LoggedErrors) -> None:
    (first,) = await create_jobs(database, [new_job(request=Request("a", "digest"))])
    (again,) = await create_jobs(database, [new_job(request=Request("a", "digest"))])
    assert again == first
    await cancel_job(database, CLIENT, first.job_id)
    (later,) = await create_jobs(database, [new_job(request=Request("a", "digest"))])
    assert (later.job_id, later.status) == (first.job_id, Status.CANCELLED)
    assert len(await list_jobs(database, CLIENT, limit=10)) == 1
    assert await logged_errors() == []


async def test_of_the_same_requests_that_come_at_once_one_makes_a_job(
    database: Database, logged_errors: LoggedErrors
) -> None:
    jobs = [new_job(request=Request("a", "digest")) for _ in range(12)]
    accepted = await asyncio.gather(*(create_jobs(database, [one]) for one in jobs))
    assert len({one.job_id for (one,) in accepted}) == 1
    assert len(await list_jobs(database, CLIENT, limit=10)) == 1
    assert await logged_errors() == []


async def test_another_request_with_the_same_id_is_refused_and_makes_nothing(database: Database) -> None:
    (first,) = await create_jobs(database, [new_job(request=Request("a", "digest"))])
    with pytest.raises(RequestIdTaken, match=f"job {first.job_id} before, which is another one"):
        await create_jobs(database, [new_job(request=Request("b", "digest")), new_job(request=Request("a", "another"))])
    assert len(await list_jobs(database, CLIENT, limit=10)) == 1


async def test_each_client_has_request_ids_of_its_own(database: Database) -> None:
    (ours,) = await create_jobs(database, [new_job(request=Request("a", "digest"))])
    (theirs,) = await create_jobs(database, [new_job(request=Request("a", "another"), client_id="another")])
    assert ours.job_id != theirs.job_id
    assert await accepted_before(database, "third", [Request("a", "digest")]) == {}


async def test_a_request_that_was_refused_may_come_again(database: Database) -> None:
    with pytest.raises(BrowserTypeNotFound):
        await create_jobs(database, [new_job(request=Request("a", "digest"), browser_type_id=999)])
    (accepted,) = await create_jobs(database, [new_job(request=Request("a", "another"))])
    assert accepted.status is Status.PENDING


async def test_many_jobs_are_accepted_in_their_order_or_none_is(database: Database, join: Join) -> None:
    jobs = [new_job(priority=number % 2, request=Request(str(number), "digest")) for number in range(1000)]
    known = await create_jobs(database, [new_job(request=Request("17", "digest"))])
    accepted = await create_jobs(database, jobs)
    assert [one.job_id for one in accepted] == [
        *(one.id for one in jobs[:17]),
        known[0].job_id,
        *(one.id for one in jobs[18:]),
    ]
    line = await database.rows(
        "SELECT job_id FROM job_ready WHERE job_id <> %(id)s ORDER BY seq", {"id": known[0].job_id}
    )
    assert [row["job_id"] for row in line] == [one.id for one in jobs if one is not jobs[17]]

    with pytest.raises(BrowserTypeNotFound, match="999"):
        await create_jobs(database, [new_job(), new_job(browser_type_id=999), new_job(browser_type_id=2)])
    assert len(await database.rows("SELECT FROM automation_jobs")) == 1000


async def test_many_requests_that_overlap_wait_for_each_other_and_make_each_job_once(
    database: Database, logged_errors: LoggedErrors
) -> None:
    numbers = list(range(200))
    batches = [
        [new_job(request=Request(str(number), "digest")) for number in order] for order in (numbers, numbers[::-1])
    ]
    first, second = await asyncio.gather(*(create_jobs(database, batch) for batch in batches))
    assert [one.job_id for one in first] == [one.job_id for one in reversed(second)]
    assert len(await database.rows("SELECT FROM automation_jobs")) == 200
    assert await logged_errors() == []


async def test_a_browser_type_is_not_deleted_while_jobs_have_it_nor_gets_the_name_of_another(
    database: Database, create: CreateJob, logged_errors: LoggedErrors
) -> None:
    await create(browser_type_id=1)
    with pytest.raises(BrowserTypeInUse):
        await delete_browser_type(database, 1)
    taken = (await get_browser_type(database, 2)).name
    with pytest.raises(BrowserTypeNameTaken):
        await update_browser_type(database, 1, {"name": taken})
    assert (await update_browser_type(database, 2, {"name": taken})).name == taken
    await delete_browser_type(database, 2)
    with pytest.raises(BrowserTypeNotFound):
        await delete_browser_type(database, 2)
    assert await logged_errors() == []
