"""Accepting jobs."""

import asyncio

import pytest

from store.database import Database
from store.errors import BrowserTypeInactive, BrowserTypeNotFound
from store.events import read_events
from store.job import Status
from store.listing import get_job, list_jobs
from tests.fixtures.jobs import CLIENT, CreateJob


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
