"""A browser type to which jobs refer stays, whoever comes first: triggers promise what a foreign key would."""

import asyncio

import psycopg
import pytest

from store.database.connection import Database
from store.errors import BrowserTypeInUse, BrowserTypeNotFound
from store.queue.browsers import delete_browser_type
from store.queue.intake import create_job, insert_jobs
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, CreateJob, new_job
from tests.fixtures.sessions import OpenSession, waits_for

OTHER = 2


async def test_a_browser_type_stays_when_a_job_comes_while_it_is_being_deleted(
    database: Database, open_session: OpenSession
) -> None:
    job = new_job(browser_type_id=OTHER)
    async with open_session() as session:
        async with session.connection() as connection:
            await insert_jobs(connection, [job])
        deleting = asyncio.create_task(delete_browser_type(database, OTHER))
        assert await waits_for(database, deleting, session)
        await session.commit()
        with pytest.raises(BrowserTypeInUse):
            await deleting
    assert (await get_job(database, CLIENT, job.id)).browser_type_id == OTHER


async def test_a_job_that_comes_while_its_browser_type_is_being_deleted_is_refused(
    database: Database, open_session: OpenSession
) -> None:
    async with open_session() as session:
        await delete_browser_type(session, OTHER)
        creating = asyncio.create_task(create_job(database, new_job(browser_type_id=OTHER)))
        assert await waits_for(database, creating, session)
        await session.commit()
        with pytest.raises(BrowserTypeNotFound):
            await creating


async def test_a_job_cannot_move_to_a_browser_type_that_there_is_not(database: Database, create: CreateJob) -> None:
    job_id = await create()
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        await database.rows(
            "UPDATE automation_jobs SET browser_type_id = 99 WHERE id = %(id)s RETURNING id", {"id": job_id}
        )
