"""Which ends of jobs count against the service, and which are the doing of clients and sites."""

import pytest

from store.database import tally as tallies
from store.database.connection import Database
from store.health.minutes import forget_minutes
from store.job import Status
from store.queue import workers
from store.queue.cancel import cancel_job
from store.queue.maintenance import rescue_jobs
from tests.fixtures.health import WELL, end, holding, measured, work
from tests.fixtures.jobs import CHROMIUM, CLIENT, ClaimOne, CreateJob


@pytest.mark.parametrize("error_type", ["BROWSER_CRASHED", "STORAGE_UNAVAILABLE", "INTERNAL"])
async def test_failures_of_ours_count(
    database: Database, create: CreateJob, claim_one: ClaimOne, error_type: str
) -> None:
    worker = await work(database)
    for _ in range(12):
        await create()
        await end(database, await claim_one(worker), error_type)
    minute = await measured(database)
    assert minute.components["outcomes"].score is not None
    assert minute.components["outcomes"].score < 50
    assert minute.components["outcomes"].reason.startswith("12 of 12 jobs that ended")
    assert "ErrorBudgetBurnFast" in holding(minute)
    assert ("BrowserCrashes" in holding(minute)) is (error_type == "BROWSER_CRASHED")


@pytest.mark.parametrize("error_type", ["TIMEOUT", "SELECTOR_NOT_FOUND", "SITE_ERROR", "NETWORK_ERROR", "INVALID_URL"])
async def test_failures_of_clients_and_sites_do_not_count(
    database: Database, create: CreateJob, claim_one: ClaimOne, error_type: str
) -> None:
    worker = await work(database)
    for _ in range(20):
        await create()
        await end(database, await claim_one(worker), error_type)
    minute = await measured(database)
    assert minute.components["outcomes"].score == 100
    assert holding(minute) == {"DeadLettersGrowing"}


async def test_a_single_failure_of_ours_among_few_jobs_is_no_catastrophe(
    database: Database, create: CreateJob, claim_one: ClaimOne
) -> None:
    worker = await work(database)
    await create()
    await end(database, await claim_one(worker), "BROWSER_CRASHED")
    minute = await measured(database)
    assert minute.components["outcomes"].score is not None
    assert minute.components["outcomes"].score >= 70
    assert holding(minute) == set()


async def test_jobs_that_fail_as_their_worker_died_count_whoever_rescues_them(
    database: Database, create: CreateJob, claim_one: ClaimOne
) -> None:
    worker = await work(database)
    await create(max_retries=0)
    await claim_one(worker)
    await workers.leave(database, worker)
    assert await rescue_jobs(database) == 1
    minute = await measured(database)
    assert minute.facts["windows"]["15m"] == {"ended": 1, "failed": 1, "faults": 1, "crashes": 0}


async def test_attempts_that_are_made_again_and_jobs_that_were_cancelled_are_no_ends(
    database: Database, create: CreateJob, claim_one: ClaimOne
) -> None:
    worker = await work(database)
    await create()
    await end(database, await claim_one(worker), "BROWSER_CRASHED", Status.PENDING)
    await cancel_job(database, CLIENT, await create())
    minute = await measured(database)
    assert minute.facts["windows"]["15m"] == {"ended": 0, "failed": 0, "faults": 0, "crashes": 1}


async def test_what_ended_is_counted_once_however_often_it_is_told(
    database: Database, create: CreateJob, claim_one: ClaimOne
) -> None:
    worker = await work(database)
    await create()
    await end(database, await claim_one(worker), None)
    beat = {"browser_type_ids": [CHROMIUM], "ttl_s": 60, "metadata": WELL}
    totals = database.tally.news()
    assert totals is not None
    await workers.beat(database, worker, **beat)
    database.tally.was_told({})  # as if the answer had been lost
    await workers.beat(database, worker, **beat)
    assert (await measured(database)).facts["windows"]["3d"]["ended"] == 1
    assert (await measured(database)).facts["windows"]["3d"]["ended"] == 1
    await create()
    await end(database, await claim_one(worker), None)
    await workers.leave(database, worker)
    assert (await measured(database)).facts["windows"]["3d"]["ended"] == 2


async def test_a_process_that_has_been_silent_for_long_counts_on(
    database: Database, create: CreateJob, claim_one: ClaimOne, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = await work(database)
    await create()
    await end(database, await claim_one(worker), None)
    await measured(database)
    await database.rows("UPDATE process_tallies SET told_at = now() - interval '2 days' RETURNING process_id")
    await forget_minutes(database)
    assert await database.rows("SELECT FROM process_tallies") == []
    monkeypatch.setattr(tallies, "RENEW_S", -1)
    await create()
    await end(database, await claim_one(worker), None)
    assert (await measured(database)).facts["windows"]["3d"]["ended"] == 2
