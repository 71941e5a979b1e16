"""A worker's writes about its jobs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import psycopg
import pytest

from store.database.connection import Database
from store.job import Lease, Status, new_id
from store.queue import attempts
from store.queue.attempts import NewArtifact, NewStep, Outcome
from store.queue.maintenance import rescue_jobs
from store.records.events import read_events
from store.records.listing import get_job, list_logs
from tests.fixtures.jobs import CLIENT, ClaimOne, CreateJob, Join
from tests.fixtures.runs import RunJob
from tests.fixtures.site import TestSite
from worker.running import journal as module
from worker.running.acts import Acts
from worker.running.journal import Journal, Steps


async def test_attempts_that_end_at_the_same_time_each_have_their_own_end(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(4):
        await create()
    worker = await join()
    done, broken, again, held = [(await claim_one(worker)).lease for _ in range(4)]
    lost = Lease(held.job_id, held.lease_no - 1)
    error = {"message": "it broke"}
    journal = Journal(database)
    counted = await asyncio.gather(
        journal.finish(Outcome(lease=done, status=Status.COMPLETED, result={"text": "a\0b"})),
        journal.finish(Outcome(lease=broken, status=Status.FAILED, error=error)),
        journal.finish(Outcome(lease=lost, status=Status.COMPLETED, result={})),
        journal.finish(Outcome(lease=again, status=Status.PENDING, retries=1)),
    )
    assert counted == [True, True, False, True]
    jobs = [await get_job(database, CLIENT, lease.job_id) for lease in (done, broken, again)]
    assert [job.status for job in jobs] == [Status.COMPLETED, Status.FAILED, Status.PENDING]
    assert [job.result for job in jobs] == [{"text": "a\ufffdb"}, None, None]
    assert [job.error for job in jobs] == [None, error, None]
    events = await read_events(database, {lease.job_id: 2 for lease in (done, broken, again)})
    assert {event.job_id: event.type for event in events} == {
        done.job_id: "job.completed",
        broken.job_id: "job.failed",
        again.job_id: "job.retrying",
    }


async def test_an_end_that_the_database_refuses_does_not_keep_others_from_theirs(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(2):
        await create()
    worker = await join()
    good, bad = (await claim_one(worker)).lease, (await claim_one(worker)).lease
    journal = Journal(database)
    counted, refused = await asyncio.gather(
        journal.finish(Outcome(lease=good, status=Status.COMPLETED, result={})),
        journal.finish(Outcome(lease=bad, status=Status.FAILED)),  # without the error that it must have
        return_exceptions=True,
    )
    assert counted is True
    assert isinstance(refused, psycopg.errors.CheckViolation)
    assert (await get_job(database, CLIENT, good.job_id)).status is Status.COMPLETED


@dataclass
class Attempted:
    """An attempt whose steps are told."""

    database: Database
    journal: Journal
    steps: Steps
    lease: Lease

    async def events(self) -> list[tuple[str, object]]:
        """Those after the start, with what they say."""
        events = await read_events(self.database, {self.lease.job_id: 2})
        return [(event.type, event.data.get("actionIndex")) for event in events]

    async def end(self) -> bool:
        last = self.steps.take_last()
        await self.steps.recorded()
        return await self.journal.finish(Outcome(lease=self.lease, status=Status.COMPLETED, result={}), last)


@pytest.fixture
async def attempted(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Attempted]:
    monkeypatch.setattr(module, "HOLD_S", 3600.0)
    await create()
    job = await claim_one(await join())
    journal = Journal(database)
    steps = Steps(journal, job, Acts(job))
    yield Attempted(database, journal, steps, job.lease)
    await steps.abandon()


async def test_the_last_step_is_written_with_the_end(attempted: Attempted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOLD_S", 60.0)
    await attempted.steps.record("first", {"actionIndex": 0})
    await attempted.steps.record("last", {"actionIndex": 1}, is_last=True)
    assert await attempted.events() == [("job.progress", 0)]
    assert await attempted.end()
    assert await attempted.events() == [("job.progress", 0), ("job.progress", 1), ("job.completed", None)]
    rows = await attempted.database.rows(
        "SELECT count(DISTINCT position) AS transactions FROM job_events WHERE job_id = %(id)s AND sequence > 3",
        {"id": attempted.lease.job_id},
    )
    assert rows == [{"transactions": 1}]


async def test_a_last_step_whose_end_does_not_come_soon_is_written_alone(
    attempted: Attempted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "HOLD_S", 0.0)
    written, write = asyncio.Event(), attempted.journal.step

    async def step(one: NewStep) -> None:
        await write(one)
        written.set()

    monkeypatch.setattr(attempted.journal, "step", step)
    await attempted.steps.record("last", {"actionIndex": 0}, is_last=True)
    async with asyncio.timeout(60):
        await written.wait()
    assert attempted.steps.take_last() is None
    assert await attempted.end()
    assert await attempted.events() == [("job.progress", 0), ("job.completed", None)]


async def test_what_comes_behind_a_last_step_does_not_wait_for_the_end(attempted: Attempted) -> None:
    await attempted.steps.record("last", {"actionIndex": 0}, is_last=True)
    attempted.steps.note(["a line"])
    async with asyncio.timeout(60):
        assert await attempted.end()
    assert await attempted.events() == [("job.progress", 0), ("job.completed", None)]
    logs = await list_logs(attempted.database, CLIENT, attempted.lease.job_id, after=0, limit=10)
    assert [line.message for line in logs] == ["last", "a line"]


async def test_of_an_attempt_whose_lease_was_lost_neither_the_last_step_nor_the_end_is_written(
    attempted: Attempted, database: Database
) -> None:
    await attempted.steps.record("last", {"actionIndex": 0}, is_last=True)
    await database.rows("UPDATE job_leases SET deadline_at = now() - interval '1 ms' RETURNING job_id")
    await rescue_jobs(database)
    assert not await attempted.end()
    assert await attempted.events() == [("job.retrying", None)]


async def test_a_last_step_that_the_database_refuses_is_told_to_its_own_attempt_alone(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    for _ in range(2):
        await create()
    worker = await join()
    good, bad = await claim_one(worker), await claim_one(worker)
    journal = Journal(database)
    artifact = NewArtifact(
        id=new_id(), artifact_type="screenshot", name="a.png", file_path=None, mime_type="image/png", size_bytes=-1
    )
    counted, refused = await asyncio.gather(
        *(
            journal.finish(
                Outcome(lease=job.lease, status=Status.COMPLETED, result={}),
                NewStep(lease=job.lease, sequence=job.next_sequence, message="m", data={}, artifacts=made),
            )
            for job, made in ((good, []), (bad, [artifact]))
        ),
        return_exceptions=True,
    )
    assert counted is True
    assert isinstance(refused, psycopg.errors.CheckViolation)
    events = await read_events(database, {good.lease.job_id: 2, bad.lease.job_id: 2})
    assert [(event.job_id, event.type) for event in events] == [
        (good.lease.job_id, "job.progress"),
        (good.lease.job_id, "job.completed"),
    ]


@pytest.mark.parametrize("is_last", [False, True])
async def test_a_step_that_the_database_refuses_ends_its_job_and_nothing_else(
    run_job: RunJob, site: TestSite, monkeypatch: pytest.MonkeyPatch, *, is_last: bool
) -> None:
    parameters = attempts._step_parameters

    def refused(step: NewStep) -> dict[str, object]:
        too_long = {"acting_s": 1e300} if "extract" in step.message else {}
        return {**parameters(step), **too_long}

    monkeypatch.setattr(attempts, "_step_parameters", refused)
    extract = {"action": "extract", "target": "h1"}
    wait = {"action": "wait", "milliseconds": 1}
    run = await run_job(site.page("elements.html"), *([wait, extract] if is_last else [extract, wait]))
    assert (run.job.status, run.error_type) == (Status.FAILED, "INTERNAL")


async def test_a_text_that_the_database_has_not_is_written_with_what_it_has(
    database: Database, create: CreateJob, join: Join, claim_one: ClaimOne
) -> None:
    job_id = await create()
    lease = (await claim_one(await join())).lease
    await Journal(database).notes(lease, ["a\0b", "c\ud800", "😀"])
    lines = await list_logs(database, CLIENT, job_id, after=0, limit=100)
    assert [line.message for line in lines][-3:] == ["a\ufffdb", "c\ufffd", "😀"]
