"""Two workers, and a site of ours that breaks or asks for patience: what it is asked, and what becomes of its jobs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

import pytest

from store.database.connection import Database
from store.job import Status
from store.records.listing import get_job
from store.sites.circuits import name_of
from store.sites.listing import Filter, list_circuits
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.name_server import NameServer
from tests.fixtures.sites import end_of_backoff, end_of_opening
from tests.fixtures.watch import UntilEvent
from tests.fixtures.wilful_site import Reply, WilfulSite
from tests.fixtures.worker import StartWorker

HOST = "wilful.test"
URL = f"http://{HOST}/"
JOBS = 14
SLOTS = 2
FAIL = {"onHttpError": "fail"}


@pytest.fixture
async def two_workers(start_worker: StartWorker, wilful_site: WilfulSite, names: NameServer) -> AsyncIterator[None]:
    """They reach every host by the site, which is the proxy of their installation."""
    settings = {
        "worker_max_concurrent_jobs": SLOTS,
        "worker_heartbeat_interval_ms": 200,
        "egress_proxy": wilful_site.url,
        "egress_dns_servers": names.address,
    }
    async with start_worker(**settings), start_worker(**settings):
        yield


async def until_held(database: Database, by: str, count: int) -> None:
    """Returns when so many jobs are held by a circuit or a throttle."""
    async with asyncio.timeout(60):
        while True:
            (row,) = await database.rows(
                "SELECT count(*) AS jobs FROM job_parked WHERE starts_with(held_by, %(by)s)", {"by": by}
            )
            if row["jobs"] == count:
                return
            await asyncio.sleep(0.05)  # nobody is told of it


async def trips(database: Database) -> tuple[str, int]:
    own = Filter(name=name_of("site", HOST, CLIENT), owner=CLIENT)
    return next(
        ((circuit.state, circuit.trips) for circuit in await list_circuits(database, None, own, limit=1)),
        ("closed", 0),
    )


@pytest.mark.usefixtures("two_workers")
async def test_a_site_in_trouble_is_asked_for_little_and_all_its_jobs_end_well_afterwards(
    database: Database, create: CreateJob, wilful_site: WilfulSite, until_event: UntilEvent
) -> None:
    async def all_done(jobs: list[UUID]) -> None:
        for job_id in jobs:
            await until_event(job_id, "job.completed")

    await _is_down(database, create, wilful_site, all_done)
    wilful_site.requests.clear()
    await _asks_for_patience(database, create, wilful_site, all_done)


AllDone = Callable[[list[UUID]], Awaitable[None]]


async def _is_down(database: Database, create: CreateJob, site: WilfulSite, all_done: AllDone) -> None:
    """It is tried by one job at a time while it is down."""
    site.answer = lambda _: Reply(503)
    jobs = [await create(target_url=URL, options=FAIL) for _ in range(JOBS)]
    await until_held(database, "circuit:", JOBS)
    asked = len(site.requests)
    assert asked < JOBS
    held = (await get_job(database, CLIENT, jobs[-1])).held
    assert held is not None
    assert (held.by, held.what) == ("circuit", f"own-site-{HOST}")

    spent = await retries(database, jobs)
    await end_of_opening(database)
    await site.asked(asked + 1)
    await until_held(database, "circuit:", JOBS)
    assert len(site.requests) == asked + 1
    assert await trips(database) == ("open", 2)
    assert await retries(database, jobs) == spent  # to try it for the others costs none

    site.answer = lambda _: Reply()
    await end_of_opening(database)
    await all_done(jobs)
    assert len(site.requests) == asked + 1 + JOBS
    assert (await trips(database))[0] == "closed"


async def _asks_for_patience(database: Database, create: CreateJob, site: WilfulSite, all_done: AllDone) -> None:
    """Nobody asks before its time, other sites do not wait, and no job spends a retry."""
    site.answer = lambda _: Reply(429, headers={"Retry-After": "600"})
    jobs = [await create(target_url="http://busy.test/", options=FAIL) for _ in range(JOBS)]
    await until_held(database, "throttle:", JOBS)
    asked = len(site.requests)
    assert asked <= 2 * SLOTS + 2  # those under way, and the reserves of the workers
    site.answer = lambda _: Reply()
    await all_done([await create(target_url="http://other.test/", options=FAIL)])
    assert len(site.requests) == asked + 1
    await end_of_backoff(database)
    await all_done(jobs)
    assert len(site.requests) == asked + 1 + JOBS
    assert {await ended(database, job_id) for job_id in jobs} == {(Status.COMPLETED, 0)}


async def ended(database: Database, job_id: UUID) -> tuple[Status, int]:
    job = await get_job(database, CLIENT, job_id)
    return job.status, job.retry_count


async def retries(database: Database, jobs: list[UUID]) -> int:
    return sum([(await ended(database, job_id))[1] for job_id in jobs])
