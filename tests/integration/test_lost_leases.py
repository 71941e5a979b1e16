"""Leases that a worker holds and does not know of, or has stopped: it gives them back, while it lives."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from store.database.connection import Database
from store.errors import DatabaseUnavailable
from store.job import ClaimedJob
from store.queue.cancel import cancel_job
from store.queue.claim import claim_rounds
from store.records.listing import get_job
from tests.fixtures.jobs import CLIENT, CreateJob
from tests.fixtures.site import TestSite
from tests.fixtures.watch import UntilEvent
from tests.fixtures.worker import StartWorker
from tests.integration.test_worker import LONG
from worker.running import loop
from worker.running.job import Stop

QUICK = {"worker_heartbeat_interval_ms": 200, "worker_lease_ms": 5000}


async def test_a_job_whose_claim_was_never_answered_starts_again_at_once(
    database: Database,
    create: CreateJob,
    site: TestSite,
    start_worker: StartWorker,
    until_event: UntilEvent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost: list[ClaimedJob] = []

    async def rounds(*arguments: Any, **more: Any) -> AsyncIterator[list[ClaimedJob]]:
        async for claimed in claim_rounds(*arguments, **more):
            if claimed and not lost:
                lost.extend(claimed)
                raise DatabaseUnavailable(TimeoutError())
            yield claimed

    monkeypatch.setattr(loop, "claim_rounds", rounds)
    job_id = await create(target_url=site.page("colours.html"), timeout_ms=600_000)
    async with start_worker(**QUICK):
        await until_event(job_id, "job.started", attempt=2)
        await until_event(job_id, "job.completed")
    assert [job.lease.job_id for job in lost] == [job_id]
    assert (await get_job(database, CLIENT, job_id)).retry_count == 0


async def test_a_job_that_was_stopped_for_a_lease_that_stands_again_starts_again_at_once(
    database: Database, create: CreateJob, site: TestSite, start_worker: StartWorker, until_event: UntilEvent
) -> None:
    job_id = await create(target_url=site.page("colours.html"), actions=[LONG], timeout_ms=600_000)
    async with start_worker(**QUICK) as worker:
        await until_event(job_id, "job.progress")
        worker._slots.stop_all(Stop.LEASE_LOST)  # the database did not answer for long, and was back in time
        await until_event(job_id, "job.started", attempt=2)
        await cancel_job(database, CLIENT, job_id)
        await until_event(job_id, "job.cancelled")
