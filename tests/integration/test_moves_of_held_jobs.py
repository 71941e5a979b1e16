"""What may happen to a job that is held: it gives up, becomes the probe, is cancelled, replayed or removed."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from store import metrics
from store.database.connection import Database
from store.errors import IllegalStatus
from store.job import Status
from store.queue import holding
from store.queue.cancel import cancel_job
from store.queue.outcomes import ENDED, FAILED
from store.queue.replay import replay_job
from store.records.listing import get_job
from store.sites.circuits import force_open
from store.sites.reports import report
from tests.fixtures.jobs import CHROMIUM, CLIENT, CreateJob, Join
from tests.fixtures.sites import (
    SITE,
    URL,
    claim,
    end_of_backoff,
    half_open,
    held,
    ids,
    limited,
    open_for_all,
    seen,
)

A, B = "ann", "bob"
OTHER = "http://other.test/"


async def job_of(database: Database, job_id: UUID) -> Any:
    return await get_job(database, CLIENT, job_id)


async def test_a_job_that_does_not_wait_for_sites_that_are_down_fails(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    job_id = await create(target_url=URL, options={"ifSiteDown": "fail"})
    await create(target_url=URL)
    await open_for_all(database)
    await claim(database, worker)
    labels = {"browser_type": "Chromium", "status": "failed", "error_type": "SITE_UNAVAILABLE"}
    metrics.know_browser_types({CHROMIUM: "Chromium"})
    counted = metrics.SHARED.get_sample_value("tabwright_jobs_finished_total", labels) or 0
    assert (await holding.run_once(database)).given_up == 1
    assert metrics.SHARED.get_sample_value("tabwright_jobs_finished_total", labels) == counted + 1
    assert database.tally.news() == {ENDED: 1, FAILED: 1}, "health hears of it too, and blames nobody here"
    job = await job_of(database, job_id)
    assert job.status is Status.FAILED
    assert job.error is not None
    assert job.error["message"] == f"the site {SITE} is down"
    assert job.error["details"] == {
        "jobId": str(job_id),
        "errorType": "SITE_UNAVAILABLE",
        "retryCount": 0,
        "canRetry": True,
    }
    events = await database.rows(
        "SELECT type FROM job_events WHERE job_id = %(job_id)s ORDER BY sequence", {"job_id": job_id}
    )
    assert [event["type"] for event in events] == ["job.created", "job.failed"]
    (letter,) = await database.rows("SELECT job_id, error_type FROM dead_letters")
    assert letter == {"job_id": job_id, "error_type": "SITE_UNAVAILABLE"}
    assert (await replay_job(database, CLIENT, job_id)).status is Status.PENDING


async def test_a_job_that_does_not_wait_may_be_the_probe_that_finds_its_site_up(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    job_id = await create(target_url=URL, options={"ifSiteDown": "fail"})
    await half_open(database)
    assert await claim(database, worker) == []
    assert await holding.run_once(database) == holding.Held(let_go=1, given_up=0)
    assert ids(await claim(database, worker)) == [job_id]


async def test_a_job_that_does_not_wait_for_sites_that_are_down_waits_for_their_clocks(
    database: Database, create: CreateJob, join: Join
) -> None:
    await create(client_id=A, target_url=URL, options={"ifSiteDown": "fail"})
    await report(database, [limited(A, backoff_s=60)])
    await claim(database, await join())
    assert await holding.run_once(database) == holding.Held(let_go=0, given_up=0)


async def test_a_job_waits_no_longer_than_it_says_whatever_it_waits_for_meanwhile(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    job_id = await create(client_id=CLIENT, target_url=URL, options={"maxWaitMs": 60_000})
    await report(database, [limited(CLIENT, backoff_s=600)])
    await claim(database, worker)
    await database.rows("UPDATE job_parked SET held_at = held_at - interval '59.9 seconds' RETURNING job_id")
    await end_of_backoff(database)
    await holding.run_once(database)
    await open_for_all(database)
    assert await claim(database, worker) == []
    await database.rows(
        "UPDATE job_parked SET give_up_at = give_up_at - interval '1 second' "
        "WHERE give_up_at < now() + interval '1 second' RETURNING job_id"
    )
    assert (await holding.run_once(database)).given_up == 1
    assert (await job_of(database, job_id)).status is Status.FAILED


async def test_a_held_job_can_be_cancelled_and_replayed_and_removed(
    database: Database, create: CreateJob, join: Join
) -> None:
    worker = await join()
    job_id = await create(target_url=URL)
    await half_open(database)
    await claim(database, worker)
    assert (await cancel_job(database, CLIENT, job_id)).status is Status.CANCELLED
    await replay_job(database, CLIENT, job_id)
    await claim(database, worker)
    await holding.run_once(database)
    await cancel_job(database, CLIENT, job_id)
    other = await create(target_url=URL)
    await claim(database, worker)
    await holding.run_once(database)
    assert ids(await claim(database, worker)) == [other], "it keeps no probe's place"
    with pytest.raises(IllegalStatus):
        await replay_job(database, CLIENT, other)


async def test_a_release_that_does_not_know_holds_cannot_empty_them(
    database: Database, create: CreateJob, join: Join
) -> None:
    """It frees whatever it does not know, each second."""
    for _ in range(3):
        await create(target_url=URL)
    await open_for_all(database)
    await claim(database, await join())
    connection = await psycopg.AsyncConnection.connect(database.conninfo, autocommit=True)
    async with connection:
        await connection.execute("SET ROLE tabwright_system")
        assert (await connection.execute("DELETE FROM job_parked RETURNING job_id")).rowcount == 0
    assert await held(database) == {f"circuit:{SITE}": 3}


async def test_jobs_wait_no_longer_than_until_a_forced_end(database: Database, create: CreateJob, join: Join) -> None:
    worker = await join()
    job_id = await create(target_url=URL)
    await force_open(database, "site", SITE, until=datetime.now(UTC) + timedelta(seconds=0.3), by="key:1")
    assert await claim(database, worker) == []
    async with asyncio.timeout(60):
        while not (await holding.run_once(database)).let_go:
            await holding.pause(database)
    assert ids(await claim(database, worker)) == [job_id]
    assert await report(database, [seen(A)]) == []
