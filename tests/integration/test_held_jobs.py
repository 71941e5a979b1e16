"""What a client is told of a job that waits although it might be its turn."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import Held
from store.queue.claim import claim_jobs
from store.queue.parking import RunLimits
from store.records.listing import get_job, list_jobs
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob, Join
from tests.fixtures.sites import SITE, URL, down, limited

HoldBy = Callable[[str], Awaitable[UUID]]


@pytest.fixture
def hold_by(database: Database, create: CreateJob, join: Join) -> HoldBy:
    """A job that has been parked for this."""

    async def hold_by(held_by: str) -> UUID:
        await create(target_url=URL)
        job_id = await create(target_url=URL)
        limits = RunLimits(site=1)
        await claim_jobs(database, await join(), browser_type_ids=[CHROMIUM], slot_nos=[1, 2], limits=limits)
        await database.rows(
            "UPDATE job_parked SET held_by = %(held_by)s, held_at = now() - interval '1 minute' RETURNING job_id",
            {"held_by": held_by},
        )
        return job_id

    return hold_by


async def held(database: Database, job_id: UUID) -> Held:
    found = (await get_job(database, CLIENT, job_id)).held
    assert found is not None
    assert timedelta(minutes=1) <= datetime.now(UTC) - found.since < timedelta(minutes=2)
    return found


@pytest.mark.parametrize(("held_by", "what"), [(f"site:{SITE}", SITE), (f"client:{CLIENT}", "client")])
async def test_a_job_beyond_a_limit_says_which(database: Database, hold_by: HoldBy, held_by: str, what: str) -> None:
    found = await held(database, await hold_by(held_by))
    assert (found.by, found.what, found.until) == ("limit", what, None)


async def test_a_job_of_a_site_that_is_down_says_until_when(database: Database, hold_by: HoldBy) -> None:
    job_id = await hold_by(f"circuit:{SITE}/{CLIENT}")
    await report(database, [down(CLIENT)])
    found = await held(database, job_id)
    assert (found.by, found.what) == ("circuit", f"own-site-{SITE}")
    assert found.until is not None
    assert found.until > datetime.now(UTC)


async def test_nobody_knows_until_when_a_circuit_holds_that_is_being_tried(database: Database, hold_by: HoldBy) -> None:
    job_id = await hold_by(f"circuit:{SITE}")
    found = await held(database, job_id)
    assert (found.by, found.what, found.until) == ("circuit", f"site-{SITE}", None)


async def test_a_job_of_a_site_that_asks_for_patience_says_until_when(database: Database, hold_by: HoldBy) -> None:
    job_id = await hold_by(f"throttle:{SITE}/{CLIENT}")
    await report(database, [limited(CLIENT, backoff_s=100)])
    found = await held(database, job_id)
    assert (found.by, found.what) == ("throttle", SITE)
    assert found.until is not None
    assert found.until > datetime.now(UTC)


async def test_a_job_that_is_not_held_says_nothing(database: Database, hold_by: HoldBy) -> None:
    job_id = await hold_by(f"site:{SITE}")
    page = await list_jobs(database, CLIENT, limit=10)
    (running,) = [job for job in page if job.id != job_id]
    assert running.held is None
    assert (await get_job(database, CLIENT, running.id)).held is None


async def test_lists_say_what_holds_a_job_and_not_until_when(database: Database, hold_by: HoldBy) -> None:
    job_id = await hold_by(f"circuit:{SITE}/{CLIENT}")
    await report(database, [down(CLIENT)])
    listed = {job.id: job.held for job in await list_jobs(database, CLIENT, limit=10)}
    assert listed[job_id] == replace(await held(database, job_id), until=None)
